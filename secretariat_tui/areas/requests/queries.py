"""Queries of attendance requests."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from secretariat_tui.areas.requests import compiled, rules
from secretariat_tui.areas.requests.model import REQUEST, AlternativeDraft, RequestDraft
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search.list_query import ListQuery, Order


class RequestRow(NamedTuple):
    """A request in the register as of a day."""

    id: int
    rev: int
    title: str
    received_on: date
    host: str
    starts_on: date | None
    starts_at: time | None
    ends_at: time | None
    place: str
    reply_by: date | None
    state: str
    owner: str
    secret: bool
    today: date
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def reply_mark(self) -> Mark:
        """The mark of the date of the reply."""
        return rules.reply_mark(self.state, self.reply_by, self.today)

    @property
    def days_left(self) -> int | None:
        """The days until the reply is due; None without a date, or after the answer."""
        if self.reply_by is None or not rules.awaits_reply(self.state):
            return None
        return (self.reply_by - self.today).days


class RequestCounts(NamedTuple):
    """Counts of the register; `open` includes `held` and `overdue`."""

    requests: int
    open: int
    held: int
    overdue: int


REQUESTS = ListQuery(
    row_type=RequestRow,
    parts=compiled.REQUESTS,
    order=(Order("received_on", descending=True),),
    not_null=frozenset({"received_on"}),
    kind=REQUEST.search_kind,
)


def in_order(today: date) -> tuple[ListQuery[RequestRow], ...]:
    """Return the parts of the list in a clerk's order: first due, first shown; then the answered ones."""
    of_day = REQUESTS.where(today=today)
    soonest = of_day._replace(order=(Order("reply_by"), Order("received_on")))
    return soonest.where("open"), of_day.where("answered")


def received_query(
    today: date, first: date | None = None, last: date | None = None
) -> ListQuery[RequestRow]:
    """Return the list query for all requests, or for those received in a period, as of a day."""
    part = REQUESTS.where(today=today)
    if first:
        part = part.where("from_first", first=first)
    return part.where("to_last", last=last) if last else part


def to_answer(reader: Reader, today: date, until: date, most: int) -> list[RequestRow]:
    """Return the requests to be answered by a day, the longest due first, at most `most`."""
    return reader.rows(RequestRow, compiled.TO_ANSWER, today=today, until=until, most=most)


def counts(reader: Reader, today: date) -> RequestCounts:
    """Return the counts of the register."""
    return reader.rows(RequestCounts, compiled.COUNTS, today=today)[0]


def request(reader: Reader, record_id: int) -> Stored[RequestDraft] | None:
    """Return a request with its other days."""
    with reader.snapshot():
        stored = reader.stored_one(RequestDraft, compiled.REQUEST, id=record_id)
        rows = reader.rows(AlternativeDraft, compiled.ALTERNATIVES, id=record_id)
    if stored is None:
        return None
    return stored._replace(draft=stored.draft._replace(alternatives=tuple(rows)))
