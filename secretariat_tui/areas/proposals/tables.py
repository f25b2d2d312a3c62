"""Tables of proposals."""

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from itertools import pairwise

from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.proposals import model, queries, round_queries, rules
from secretariat_tui.areas.proposals.model import PROPOSAL, ROUND, ROUND_RESULT
from secretariat_tui.areas.proposals.queries import ProposalRow
from secretariat_tui.areas.proposals.round_queries import RoundRow
from secretariat_tui.core.dates import countdown, table_date, year_month
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.field_columns import field_column, further_columns
from secretariat_tui.tables.register import Register, read_rows
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table


@dataclass(frozen=True)
class StateCounts:
    """The number of proposals in a state or with an outcome, by channel; `public` without the secret ones.

    `id` is the key of the state or outcome, "total" for all proposals.
    """

    id: str
    label: str
    by_channel: Mapping[str, int]
    public: Mapping[str, int]

    def for_outside(self) -> "StateCounts":
        """Return the counts for people outside the office."""
        return replace(self, by_channel=self.public)


def _state(row: ProposalRow) -> str:
    return rules.state_label(row.state, row.outcome)


def _time_left(row: ProposalRow) -> str:
    left = row.left
    if left is None:
        return "–"
    if row.paused_on:
        return _("멈춤 {days}일").format(days=(row.today - row.paused_on).days)
    if row.state == "decided":
        return _("재검토 {left}").format(left=countdown(left))
    return _("기한 지남") if row.overdue else countdown(left)


def _period(row: RoundRow) -> str:
    """Return a period in months as '23.1.~'23.3., other periods with their days."""
    first, last = row.starts_on, row.ends_on
    if first.day == 1 and last.day == monthrange(last.year, last.month)[1]:
        return f"{year_month(first)}~{year_month(last)}"
    return f"{table_date(first)}~{table_date(last)}"


def _channel(key: str) -> Column[StateCounts]:
    return Column(
        key,
        model.CHANNELS[key],
        lambda row: row.by_channel.get(key, 0),
        lambda row: format_won(row.by_channel.get(key, 0)),
        align="right",
        width=6,
    )


_INBOX_COLUMNS: tuple[Column[ProposalRow], ...] = (
    field_column(PROPOSAL["number"]),
    field_column(PROPOSAL["received_on"], title=N_("접수")),
    field_column(
        PROPOSAL["title"], reads=("title", "secret"), of_stored=rules.masked_title, grow=True
    ),
    field_column(PROPOSAL["channel"], rank=0),
    field_column(PROPOSAL["theme"], rank=0),
    Column(
        "state",
        PROPOSAL["state"].title,
        _state,
        width=10,
        mark=lambda row: rules.state_mark(row.state, row.outcome),
        reads=("state", "outcome"),
    ),
    Column(
        "left",
        N_("결정까지"),
        lambda row: row.due,
        _time_left,
        width=13,
        searchable=False,
        dated=True,
        mark=lambda row: row.deadline_mark,
        reads=queries.DEADLINE_FIELDS,
        shared=queries.deadline_facts,
    ),
)
INBOX: Table[ProposalRow] = Table(
    "proposals",
    N_("제안함"),
    _INBOX_COLUMNS,
    lambda row: row.secret,
    further_columns(PROPOSAL, _INBOX_COLUMNS),
)
_ROUND_COLUMNS: tuple[Column[RoundRow], ...] = (
    field_column(ROUND["theme"], title=N_("회차"), grow=True),
    Column(
        "period",
        N_("기간"),
        lambda row: f"{row.starts_on}/{row.ends_on}",
        _period,
        width=15,
        dated=True,
    ),
    field_column(ROUND["received"], lambda row: row.total, title=N_("접수")),
    field_column(ROUND["results"], width=24, grow=True),
    Column("unclassified", N_("미분류"), lambda row: row.unclassified, align="right", width=6),
)
ROUNDS: Table[RoundRow] = Table(
    "rounds",
    N_("제안 회차"),
    _ROUND_COLUMNS,
    further=further_columns(ROUND, _ROUND_COLUMNS),
    for_outside=lambda row: row._replace(proposal_count=row.public_count),
)
_TOTAL = "total"
SUMMARY: Table[StateCounts] = Table(
    "proposal_summary",
    N_("제안 처리 현황"),
    (
        Column("standing", N_("상태"), lambda row: row.label, width=8, grow=True),
        *(_channel(key) for key in model.CHANNELS),
        Column("total", N_("계"), lambda row: sum(row.by_channel.values()), align="right", width=6),
    ),
    for_outside=StateCounts.for_outside,
    is_total=lambda row: row.id == _TOTAL,
)


def inbox(reader: Reader, period: Period) -> Sheet[ProposalRow]:
    """Return the inbox, or the proposals received in a period; the basis line holds the counts."""
    query = queries.inbox_query(period.as_of, period.first, period.last)
    rows = read_rows(reader, query, period)
    basis = _basis(*queries.counts_by_state(reader, query), period)
    return Sheet(INBOX, rows, basis, for_rows=partial(_counted, period))


def _counted(period: Period, rows: list[ProposalRow]) -> Sheet[ProposalRow]:
    """Return a sheet of these rows, whose basis line counts them."""
    states, overdue = Counter(row.state for row in rows), sum(row.overdue for row in rows)
    return Sheet(INBOX, rows, _basis(states, overdue, period))


def rounds(reader: Reader, period: Period) -> Sheet[RoundRow]:
    """Return the rounds, or those open in a period."""
    rows = round_queries.rounds(reader, period.first, period.last)
    basis = _("(기준: {date} / 단위: 건)").format(date=table_date(period.as_of))
    note = _("회차의 기간이 겹치므로 접수를 더하지 않습니다.")
    return Sheet(ROUNDS, rows, basis, (note,) if _overlapping(rows) else ())


def summary(reader: Reader, period: Period) -> Sheet[StateCounts]:
    """Return the number of proposals by state or outcome and channel."""
    entries = queries.inbox(reader, period.as_of, period.first, period.last)
    public = [entry for entry in entries if not entry.secret]
    labels = {
        key: label for key, label in (model.STATES | model.OUTCOMES).items() if key != "decided"
    }
    rows = [
        StateCounts(
            key,
            _(label),
            *(
                Counter(each.channel for each in among if (each.outcome or each.state) == key)
                for among in (entries, public)
            ),
        )
        for key, label in labels.items()
    ]
    rows.append(
        StateCounts(
            _TOTAL,
            _("계"),
            *(Counter(each.channel for each in among) for among in (entries, public)),
        )
    )
    basis = _("(기준: {date} / 단위: 건)").format(date=table_date(period.as_of))
    return Sheet(SUMMARY, rows, basis)


def _basis(states: Mapping[str, int], overdue: int, period: Period) -> str:
    parts = [f"{_(label)} {format_won(states[key])}" for key, label in model.STATES.items()]
    parts.append(_("기한 지남 {count}").format(count=overdue))
    return _("(기준: {date} / {counts})").format(
        date=table_date(period.as_of), counts=" · ".join(parts)
    )


def _overlapping(rows: Iterable[RoundRow]) -> bool:
    inner = sorted(rows, key=lambda row: row.starts_on)
    return any(a.ends_on >= b.starts_on for a, b in pairwise(inner))


_INBOX = Register(INBOX, queries.INBOX.where(today=date.min))
SEARCH_KINDS = (
    SearchKind(
        N_("제안"),
        record_texts(
            PROPOSAL, {"number", "title", "received_on", "channel", "theme", "state", "outcome"}
        ),
        _INBOX.rows,
        lambda row: row.received_on,
        lambda row: f"{row.number} {rules.masked_title(row.title, row.secret)}",
        INBOX.search_texts,
        _INBOX,
    ),
    SearchKind(
        N_("회차"),
        record_texts(ROUND, {"theme"}, (ROUND_RESULT,)),
        round_queries.rounds_by_id,
        lambda row: row.ends_on,
        lambda row: row.theme,
        lambda row: (_period(row), row.results),
        target=lambda number: ("round", number),
    ),
)
SHEETS = {
    "inbox": SheetSource(INBOX, inbox, record="proposal"),
    "rounds": SheetSource(ROUNDS, rounds, record="round"),
    "summary": SheetSource(SUMMARY, summary, tables=(PROPOSAL.table,)),
}
