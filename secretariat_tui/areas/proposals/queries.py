"""Queries of proposals."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from secretariat_tui.areas.proposals import model, rules
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.database.engine.reader import Reader, Stored, columns
from secretariat_tui.database.engine.rows import NO_EXTRA
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListQuery, Order


class ProposalRow(NamedTuple):
    """A row of the inbox as of a day, without the title, theme and round of a secret proposal."""

    id: int
    rev: int
    number: str
    title: str
    channel: str
    theme: str
    state: str
    outcome: str | None
    received_on: date
    closes_on: date | None
    decided_on: date | None
    hold_until: date | None
    paused_on: date | None
    paused_days: int
    round_id: int | None
    round: str | None
    dept: str
    reviewer: str
    secret: bool
    today: date
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def due(self) -> date | None:
        """The date to decide by, or to review a held proposal; None if it is decided otherwise."""
        if self.state == "decided":
            return self.hold_until
        start = rules.decision_period_start(self.received_on, self.closes_on)
        return rules.due_on(start, self.paused_on, self.paused_days, self.today)

    @property
    def left(self) -> int | None:
        """The days left until then; negative if it has passed."""
        return (self.due - self.today).days if self.due else None

    @property
    def overdue(self) -> bool:
        """Whether the date to decide by has passed while the office could decide."""
        return self.state not in {"returned", "decided"} and (self.left or 0) < 0

    @property
    def held_due(self) -> bool:
        """Whether it was held until today or earlier."""
        return self.outcome == "held" and self.left is not None and self.left <= 0


class DecisionDetail(NamedTuple):
    """The decision on a proposal; other proposals are given by number."""

    reason: str
    start_on: date | None
    duplicate_of: str | None
    duplicates: str


class ProposalDetail(NamedTuple):
    """A complete proposal, also of a secret one: as listed, as entered, as decided."""

    entry: ProposalRow
    stored: Stored[ProposalDraft]
    decision: DecisionDetail


class StateChange(NamedTuple):
    """A change of a proposal's state. `at` is in UTC; `kind` distinguishes an undo from a decision."""

    at: str
    who: str
    kind: str
    state: str
    outcome: str | None
    reason: str


class ProposalCounts(NamedTuple):
    """Counts of the inbox; `waiting` are held until a later day, `held_due` until today or earlier."""

    received: int
    returned: int
    review: int
    panel: int
    decided: int
    overdue: int
    waiting: int
    held_due: int


_MASKED = "CASE WHEN p.secret THEN char(1114111) ELSE p.{} END"  # as in the index of the table
_FIELDS = """
    p.id, p.rev, p.number, CASE WHEN p.secret THEN '' ELSE p.title END AS title, p.channel,
        CASE WHEN p.secret THEN '' ELSE p.theme END AS theme, p.state, p.outcome, p.received_on,
        r.ends_on AS closes_on, p.decided_on, p.hold_until, p.paused_on, p.paused_days, p.round_id,
        CASE WHEN NOT p.secret THEN r.theme END AS round, p.dept, p.reviewer, p.secret,
        :today AS today"""
_SOURCE = "proposal AS p LEFT JOIN round AS r ON r.id = p.round_id"
_FROM = f"FROM {_SOURCE}"
_ENTRY = f"SELECT {_FIELDS}"
_PERIOD_START = "max(p.received_on, coalesce(r.ends_on, p.received_on))"
# rules.due_on in SQL; '+1 month' alone would turn 1.31. into 3.3. The last date is in 9999.
_DUE = f"""
    coalesce(date(min(date({_PERIOD_START}, '+{rules.DECISION_MONTHS} months'),
             date({_PERIOD_START}, 'start of month', '+{rules.DECISION_MONTHS + 1} months', '-1 day')),
        '+' || (p.paused_days + CASE WHEN p.paused_on IS NULL THEN 0 ELSE
            max(0, CAST(julianday(:today) - julianday(max(p.paused_on, {_PERIOD_START})) AS INTEGER))
        END) || ' days'), '{date.max}')"""
_HELD_DUE = "p.state = 'decided' AND p.outcome = 'held' AND p.hold_until <= :today"
_OPEN = "p.state IN ('received', 'review', 'panel')"
INBOX = ListQuery(
    row_type=ProposalRow,
    select=_FIELDS,
    source=_SOURCE,
    id="p.id",
    keys={
        "number": "p.number",
        "received_on": "p.received_on",
        "title": _MASKED.format("title"),
        "channel": "p.channel",
        "theme": _MASKED.format("theme"),
        "state": "coalesce(p.outcome, p.state)",
        "left": f"CASE WHEN p.state = 'decided' THEN p.hold_until ELSE {_DUE} END",
        "open": "p.state <> 'decided'",
        "overdue": f"{_OPEN} AND {_DUE} < :today",
    },
    order=(Order("received_on", descending=True),),
    not_null=frozenset({"number", "received_on", "title", "channel", "state"}),
    kind=4,
    invalidated_by=("SELECT row FROM change WHERE tx > :tx AND tbl = 'proposal'",),
)
_UNDECIDED = "p.state IN ('received', 'returned', 'review', 'panel')"
# Nearly all of a long inbox is decided, so the decided are counted as all minus the others.
_BY_STATE = ", ".join(
    f"(SELECT count(*) FROM proposal WHERE state = '{state}') AS {state}"
    for state in model.STATES
    if state != "decided"
)
_OVERDUE = f"SELECT count(*) {_FROM} WHERE {_OPEN} AND {_DUE} < :today"
_COUNTS = f"""
    SELECT {_BY_STATE},
        (SELECT count(*) FROM proposal) - (SELECT count(*) FROM proposal AS p WHERE {_UNDECIDED})
            AS decided,
        ({_OVERDUE}) AS overdue,
        (SELECT count(*) FROM proposal AS p
            WHERE p.state = 'decided' AND p.outcome = 'held' AND p.hold_until > :today) AS waiting,
        (SELECT count(*) FROM proposal AS p WHERE {_HELD_DUE}) AS held_due"""
_ATTENTION = f"""
    {_ENTRY} {_FROM}
    WHERE {_UNDECIDED} OR ({_HELD_DUE})
    ORDER BY coalesce(p.hold_until, {_DUE}), p.id LIMIT :limit"""
SEARCH_TEXT = """
    SELECT id, dept || char(10) || reviewer || char(10) || reason || char(10) || problem
        || char(10) || idea || char(10) || effect || char(10) || note
    FROM proposal WHERE NOT secret AND id IN (SELECT value FROM json_each(:ids))"""
_DECISION_DETAIL = """
    SELECT p.reason, p.start_on,
        (SELECT number FROM proposal WHERE id = p.duplicate_of) AS duplicate_of,
        coalesce((SELECT group_concat(number, ', ') FROM
            (SELECT number FROM proposal WHERE duplicate_of = p.id ORDER BY number)), '')
            AS duplicates
    FROM proposal AS p WHERE p.id = :id"""
_STATE_FIELDS = "'$.state', '$.outcome', '$.reason', '$.hold_until'"
_HISTORY = f"""
    SELECT at, who, kind, json_extract(new, '$.state') AS state,
        json_extract(new, '$.outcome') AS outcome, json_extract(new, '$.reason') AS reason
    FROM change JOIN tx ON tx.id = change.tx
    WHERE tbl = 'proposal' AND row = :id AND new IS NOT NULL
        AND json_extract(old, {_STATE_FIELDS}) IS NOT json_extract(new, {_STATE_FIELDS})
    ORDER BY change.id"""


def inbox(
    reader: Reader, today: date, first: date | None = None, last: date | None = None
) -> list[ProposalRow]:
    """Return all proposals, or those received in a period, the newest first."""
    return list_query.all_rows(reader, inbox_query(today, first, last))


def inbox_query(
    today: date, first: date | None = None, last: date | None = None
) -> ListQuery[ProposalRow]:
    """Return the list query for all proposals, or for those received in a period, as of a day."""
    part = INBOX.where(today=today)
    if first:
        part = part.where("p.received_on >= :first", first=first)
    return part.where("p.received_on <= :last", last=last) if last else part


def filter_counts(reader: Reader, today: date) -> dict[str, int]:
    """Count the proposals for each filter: all, open, overdue, each state and each outcome."""
    counts = dict.fromkeys(("all", "open", "overdue", *model.STATES, *model.OUTCOMES), 0)
    with reader.snapshot():
        counted = reader.tuples("SELECT state, outcome, count(*) FROM proposal GROUP BY 1, 2")
        counts["overdue"] = reader.value(_OVERDUE, today=today)
    for state, outcome, count in counted:
        for key in ("all", state, outcome, "open" if state != "decided" else None):
            if key in counts:
                counts[key] += count
    return counts


def proposal_id(reader: Reader, number: str) -> int | None:
    """Return the id of the proposal with a number; None without one."""
    found: int | None = reader.value(
        "SELECT id FROM proposal WHERE number = :number", number=number
    )
    return found


def attention(reader: Reader, today: date, limit: int) -> list[ProposalRow]:
    """Return the proposals to decide next, open or held until now, the longest overdue first."""
    return reader.rows(ProposalRow, _ATTENTION, today=today, limit=limit)


def counts(reader: Reader, today: date) -> ProposalCounts:
    """Return the counts of the inbox, read from an index only."""
    return reader.rows(ProposalCounts, _COUNTS, today=today)[0]


def next_number(reader: Reader, year: int) -> str:
    """Return the number after the highest of a year; the first of 2023 is 23-001."""
    prefix = f"{year % 100:02}-"
    highest = reader.value(
        "SELECT max(CAST(substr(number, 4) AS INTEGER)) FROM proposal"
        " WHERE number GLOB :prefix || '[0-9]*' AND substr(number, 4) NOT GLOB '*[^0-9]*'",
        prefix=prefix,
    )
    return f"{prefix}{(highest or 0) + 1:03}"


def proposal(reader: Reader, record_id: int) -> Stored[ProposalDraft] | None:
    """Return a proposal as entered."""
    sql = f"SELECT {columns(ProposalDraft)} FROM proposal WHERE id = :id"
    with reader.snapshot():
        rev = reader.value("SELECT rev FROM proposal WHERE id = :id", id=record_id)
        draft = reader.first(ProposalDraft, sql, id=record_id)
    return Stored(record_id, rev, draft) if draft else None


def detail(reader: Reader, record_id: int, today: date) -> ProposalDetail | None:
    """Return a complete proposal as of a day."""
    stored = proposal(reader, record_id)
    with reader.snapshot():
        entry = reader.first(
            ProposalRow, f"{_ENTRY} {_FROM} WHERE p.id = :id", today=today, id=record_id
        )
        decision = reader.first(DecisionDetail, _DECISION_DETAIL, id=record_id)
    return ProposalDetail(entry, stored, decision) if stored and entry and decision else None


def history(reader: Reader, record_id: int) -> list[StateChange]:
    """Return the changes of a proposal's state, beginning with its receipt."""
    return reader.rows(StateChange, _HISTORY, id=record_id)
