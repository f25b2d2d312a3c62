"""Queries of proposals."""

from collections import Counter
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from secretariat_tui.areas.proposals import compiled, model, rules
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.proposals.similar import title_key
from secretariat_tui.core import marks
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.holidays import calendar_of
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.groups import groups
from secretariat_tui.database.search.list_query import ListQuery, Order, ValueFilter, View

_RECENT_TITLES = 2000  # compared while a title is typed
DEADLINE_FIELDS = (
    "state",
    "hold_until",
    "received_on",
    "closes_on",
    "paused_on",
    "paused_days",
    "own_days",
    "today",
)
"""The fields that the deadline of a row, and whether it has passed, depend on."""


class ProposalName(NamedTuple):
    """A proposal to refer to; the name of a secret one is without its title, and its `title` is empty."""

    id: int
    number: str
    name: str
    title: str
    received_on: date


class ProposalRow(NamedTuple):
    """A row of the inbox as of a day, without the title, theme and round of a secret proposal.

    `own_days` are the office's own days off, for `calendar_of`.
    """

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
    own_days: str | None
    today: date
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def due(self) -> date | None:
        """The date to decide by, or to review a held proposal; None if it is decided otherwise."""
        if self.state == "decided":
            return self.hold_until
        return _due_on(self._start, self.paused_on, self.paused_days, self.today, self.own_days)

    @property
    def period_end(self) -> date | None:
        """The due date before it was moved to a working day. The date to review is a chosen one, never moved."""
        if self.state == "decided":
            return self.hold_until
        return rules.period_end(self._start, self.paused_on, self.paused_days, self.today)

    @property
    def _start(self) -> date:
        return rules.decision_period_start(self.received_on, self.closes_on)

    @property
    def left(self) -> int | None:
        """The days left until then; negative if it has passed."""
        due = self.due
        return (due - self.today).days if due else None

    @property
    def overdue(self) -> bool:
        """Whether the date to decide by has passed while the office could decide."""
        return self.state not in {"returned", "decided"} and (self.left or 0) < 0

    @property
    def deadline_mark(self) -> Mark:
        """The mark of the date to decide by, or to review a held proposal."""
        left = self.left
        if left is None:
            return marks.LATER
        return marks.WAITING if self.paused_on else marks.deadline(left)

    @property
    def held_due(self) -> bool:
        """Whether it was held until today or earlier."""
        return self.outcome == "held" and self.left is not None and self.left <= 0


@lru_cache(maxsize=1024)  # the line of a list needs it several times
def _due_on(
    start: date, paused_on: date | None, paused_days: int, today: date, own_days: str | None
) -> date:
    return rules.due_on(start, paused_on, paused_days, today, calendar_of(own_days))


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


INBOX = ListQuery(
    row_type=ProposalRow,
    parts=compiled.INBOX,
    order=(Order("received_on", descending=True),),
    not_null=frozenset({"number", "received_on", "title", "channel", "state"}),
    numbered=frozenset({"number"}),
    kind=model.PROPOSAL.search_kind,
)


def deadline_facts(state: str, hold_until: Any, *others: Any) -> tuple[Any, ...]:
    """Return those of the DEADLINE_FIELDS that count: of a decided proposal without a date to review, its state."""
    return (state,) if state == "decided" and not hold_until else (state, hold_until, *others)


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
        part = part.where("from_first", first=first)
    return part.where("to_last", last=last) if last else part


def counts_by_state(reader: Reader, query: ListQuery[ProposalRow]) -> tuple[Counter[str], int]:
    """Return the number of a query's proposals in each state, and of those that are overdue.

    Nearly all of a long inbox is decided, so the decided are counted as all minus the others.
    """
    to_decide = query.where("to_decide")
    states = Counter(
        {
            str(group.value): group.size
            for group in groups(reader, to_decide, View(), "state")
            if group.value in model.STATES
        }
    )
    states["decided"] = list_query.count(reader, query) - states.total()
    overdue = View(filters=(ValueFilter("overdue", 1),))
    return states, list_query.sums(reader, to_decide, overdue)[""]


def in_order(today: date) -> tuple[ListQuery[ProposalRow], ...]:
    """Return the parts of the inbox in a clerk's order: to decide, the latest overdue first; then decided."""
    part = inbox_query(today)
    return (
        part._replace(order=(Order("left"),)).where("to_decide"),
        part.where("decided"),
    )


def filter_counts(reader: Reader, today: date) -> dict[str, int]:
    """Count the proposals for each filter: all, open, overdue, each state and each outcome."""
    counts = dict.fromkeys(("all", "open", "overdue", *model.STATES, *model.OUTCOMES), 0)
    with reader.snapshot():
        counted = reader.tuples(compiled.COUNTS_BY_STATE)
        counts["overdue"] = reader.value(compiled.OVERDUE_COUNT, today=today)
    for state, outcome, count in counted:
        for key in ("all", state, outcome, "open" if state != "decided" else None):
            if key in counts:
                counts[key] += count
    return counts


def names(reader: Reader) -> list[ProposalName]:
    """Return the names of all proposals, the last received first."""
    return [
        ProposalName(
            key,
            number,
            f"{number} {rules.masked_title(title, bool(secret))}",
            "" if secret else title,
            date.fromisoformat(received_on),
        )
        for key, number, title, secret, received_on in reader.tuples(compiled.NAMES)
    ]


def recent_titles(reader: Reader, without: int) -> list[tuple[str, str]]:
    """Return the last received proposals but one, as (key of the title, name), for warnings of similar titles."""
    recent = names(reader)[:_RECENT_TITLES]
    return [(title_key(each.title), each.name) for each in recent if each.id != without]


def attention(reader: Reader, today: date, limit: int) -> list[ProposalRow]:
    """Return the proposals to decide next, open or held until now, the longest overdue first."""
    return reader.rows(ProposalRow, compiled.ATTENTION, today=today, limit=limit)


def counts(reader: Reader, today: date) -> ProposalCounts:
    """Return the counts of the inbox, read from an index only."""
    return reader.rows(ProposalCounts, compiled.COUNTS, today=today)[0]


def next_number(reader: Reader, year: int) -> str:
    """Return the number after the highest of a year; the first of 2023 is 23-001."""
    prefix = f"{year % 100:02}-"
    highest = reader.value(compiled.HIGHEST_NUMBER, prefix=prefix)
    return f"{prefix}{(highest or 0) + 1:03}"


def proposal(reader: Reader, record_id: int) -> Stored[ProposalDraft] | None:
    """Return a proposal as entered."""
    return reader.stored_one(ProposalDraft, compiled.PROPOSAL, id=record_id)


def detail(reader: Reader, record_id: int, today: date) -> ProposalDetail | None:
    """Return a complete proposal as of a day."""
    with reader.snapshot():
        stored = proposal(reader, record_id)
        entry = reader.first(ProposalRow, compiled.PROPOSAL_ROW, today=today, id=record_id)
        decision = reader.first(DecisionDetail, compiled.DECISION_DETAIL, id=record_id)
    return ProposalDetail(entry, stored, decision) if stored and entry and decision else None


def history(reader: Reader, record_id: int) -> list[StateChange]:
    """Return the changes of a proposal's state, beginning with its receipt."""
    return reader.rows(StateChange, compiled.STATE_CHANGES, id=record_id)
