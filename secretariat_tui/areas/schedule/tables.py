"""Tables of the diary."""

from calendar import monthrange
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, time
from functools import partial
from typing import TYPE_CHECKING, Any

from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.schedule import days, model, queries, rules
from secretariat_tui.areas.schedule.model import EVENT, EVENT_LINE, EVENT_STEP
from secretariat_tui.areas.schedule.printed.past_dealings import PAST_DEALINGS, past_dealings
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.core import marks
from secretariat_tui.core.dates import format_time, report_date, table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.marks import Mark
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.field_columns import field_column, further_columns
from secretariat_tui.tables.register import Register
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, RowParts, Sheet, SheetSource, Table

if TYPE_CHECKING:
    from secretariat_tui.tables.calendar_file import CalendarFile, CalendarOptions

_MAX_CLASHES = 10  # pairs


def format_when(row: EventRow) -> str:
    """Return '23. 4. 18.(화) 10:00 as in the work report, followed by ' ~ ' and the end if known."""
    start = _date_time(row.starts_on, row.starts_at)
    if days.last_day(row) > row.starts_on:
        return f"{start} ~ {_date_time(row.ends_on, row.ends_at)}"
    if row.ends_at:
        return f"{start} ~ {days.clock(days.day_part(row, row.starts_on).assumed_end)}"
    return _("{date} 종일").format(date=start) if row.all_day else start


def _date_time(day: date, at: time | None) -> str:
    return f"{report_date(day)} {format_time(at)}" if at else report_date(day)


def _interval(row: EventRow) -> str:
    """Return an ISO 8601 interval, which sorts by time."""
    start, end = _iso(row.starts_on, row.starts_at), _iso(row.ends_on, row.ends_at)
    return f"{start}/{end}" if row.ends_at or row.ends_on > row.starts_on else start


def _iso(day: date, at: time | None) -> str:
    return f"{day}T{format_time(at)}" if at else f"{day}"


def _visible(key: str) -> Callable[[EventRow], Any]:
    """Return a function for a field's value, which is empty for a secret event."""
    return lambda row: "" if row.visibility == "secret" else getattr(row, key)


def _status_text(row: EventRow) -> str:
    return "" if row.visibility == "secret" else rules.status_text(row.status, row.attendance)


def _status_mark(row: EventRow) -> Mark:
    return (
        marks.LATER
        if row.visibility == "secret"
        else model.STATUS_MARKS.get(row.status, marks.LATER)
    )


_COLUMNS: tuple[Column[EventRow], ...] = (
    Column("when", N_("일시"), _interval, format_when, width=22, grow=True, dated=True),
    field_column(
        EVENT["title"], lambda row: rules.masked_title(row.title, row.visibility), grow=True
    ),
    field_column(EVENT["kind"], _visible("kind")),
    field_column(EVENT["category"], _visible("category"), rank=0),
    field_column(EVENT["place"], _visible("place"), grow=True),
    replace(
        field_column(EVENT["status"], _visible("status"), _status_text, width=6, mark=_status_mark),
        exact=False,
    ),
)
EVENTS: Table[EventRow] = Table(
    "events",
    N_("일정"),
    _COLUMNS,
    lambda row: row.visibility != "public",
    further_columns(EVENT, _COLUMNS),
)


def events(reader: Reader, period: Period) -> Sheet[EventRow]:
    """Return the events of a period, by default up to the end of the month of the day."""
    latest = period.last or max(period.as_of, period.first or period.as_of)
    last = period.last or latest.replace(day=monthrange(latest.year, latest.month)[1])
    first = period.first or latest.replace(day=1)
    if period.everything:
        first, last = EARLIEST, LATEST
    basis = _("(기간: {first} ~ {last})").format(first=table_date(first), last=table_date(last))
    return _counted(basis, queries.agenda(reader, first, last, period.columns))


def _counted(basis: str, rows: list[EventRow]) -> Sheet[EventRow]:
    notes = (*_by_kind(rows), *_clashes(rows))
    return Sheet(EVENTS, rows, basis, notes, partial(_counted, basis))


def _clashes(rows: list[EventRow]) -> Iterator[str]:
    """Yield a note for each pair of events that overlap, up to a few."""
    by_key = {row.key: row for row in rows}
    found = conflicts.overlaps(rows)
    for pairs in found[:_MAX_CLASHES]:
        one = pairs[0].holder or pairs[0].one
        yield _("겹침: {one} ↔ {other}").format(
            one=_named(by_key[one]),
            other=", ".join(_named(by_key[pair.beside(one)]) for pair in pairs),
        )
    if len(found) > _MAX_CLASHES:
        yield _("겹침 그 밖에 {n}쌍").format(n=len(found) - _MAX_CLASHES)


def _named(row: EventRow) -> str:
    return f"{format_when(row)} {rules.masked_title(row.title, row.visibility)}"


def _by_kind(rows: list[EventRow]) -> tuple[str, ...]:
    """Return the number of the events that take place by kind, naming how many do not."""
    if not rows:
        return ()
    held = [row for row in rows if row.status not in days.INACTIVE]
    kind = EVENTS.column("kind").text
    count = Counter(kind(row) or _(model.VISIBILITIES["secret"]) for row in held)
    each = ", ".join(_("{kind} {n}건").format(kind=kind, n=n) for kind, n in count.most_common())
    total = _total(rows, len(held))
    return (f"{total}: {each}" if each else total,)


def _total(rows: list[EventRow], held: int) -> str:
    """Return the number of events held, and how many are postponed or cancelled."""
    count = Counter(row.status for row in rows if row.status in days.INACTIVE)
    each = "·".join(
        _("{status} {n}건").format(status=_(model.STATUSES[status]), n=n)
        for status, n in sorted(count.items(), reverse=True)
    )
    if not each:
        return _("합계 {n}건").format(n=held)
    return _("합계 {n}건({each} 제외)").format(n=held, each=each)


def _calendar_file(reader: Reader, period: Period, options: "CalendarOptions") -> "CalendarFile":
    from secretariat_tui.areas.schedule.calendar_files.export import calendar_file

    return calendar_file(reader, period, options)


_EVENTS = Register(EVENTS, queries.EVENTS)
SEARCH_KINDS = (
    SearchKind(
        N_("일정"),
        record_texts(
            EVENT, {"title", "kind", "category", "place", "status"}, (EVENT_LINE, EVENT_STEP)
        ),
        _EVENTS.rows,
        lambda row: row.starts_on,
        lambda row: rules.masked_title(row.title, row.visibility),
        EVENTS.search_texts,
        _EVENTS,
    ),
)
SHEETS = {
    "events": SheetSource(
        EVENTS,
        events,
        record="event",
        parts={"past_dealings": RowParts(PAST_DEALINGS, past_dealings)},
        calendar=_calendar_file,
    )
}
