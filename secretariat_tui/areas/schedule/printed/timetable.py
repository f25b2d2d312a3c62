"""The tables that are printed: the timetable of the office, and the list for the press.

The list for the press has only public events that will take place, and names no person.
source: 주간 행사계획 of local governments in newspapers: 월일, 시간, 행사명, 장소, 담당;
● the mayor attends, ○ others
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import ParticipantDraft, RecordKey
from secretariat_tui.areas.schedule import conflict_queries, days, model, queries, rules
from secretariat_tui.areas.schedule.model import EVENT
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.dates import format_time, table_date, week_of, weekday
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table

_IN_CHARGE = ("contact", "host")
"""The roles of those in charge of an event, the first one that it has."""
_PUBLISHED = frozenset({"confirmed", "done"})
_ATTENDED, _OTHER = "●", "○"


class TimetableRow(NamedTuple):
    """An event on one of its days; `in_charge` are those responsible for it, `deputy` is who attends instead.

    `is_first` is whether it is the first of that day, `is_first_outside` whether it is the first public one.
    """

    event: EventRow
    day: date
    is_first: bool
    is_first_outside: bool
    in_charge: Sequence[ParticipantDraft]
    clashing: bool
    deputy: str = ""

    @property
    def id(self) -> int:
        """The id of the event."""
        return self.event.id

    @property
    def is_secret(self) -> bool:
        return self.event.visibility == "secret"


def _day_text(row: TimetableRow) -> str:
    if not row.is_first:
        return ""
    return _("{m}. {d}.({w})").format(m=row.day.month, d=row.day.day, w=weekday(row.day))


def _hours(row: TimetableRow) -> str:
    return days.day_part(row.event, row.day).label


def _title(row: TimetableRow) -> str:
    event = row.event
    title = rules.masked_title(event.title, event.visibility)
    if event.status in {"hold", *days.INACTIVE}:
        return f"{title} ({_(model.STATUSES[event.status])})"
    return title


def _place(row: TimetableRow) -> str:
    return rules.masked_text(row.event.place, row.event.visibility)


def _in_charge(row: TimetableRow) -> str:
    """Return those in charge by organization and name."""
    if row.is_secret:
        return ""
    names = (" ".join(filter(None, (each.organization, each.name))) for each in row.in_charge)
    return ", ".join(dict.fromkeys(filter(None, names)))


def _people(row: TimetableRow) -> tuple[str, ...]:
    return tuple(filter(None, (*(each.name for each in row.in_charge), row.deputy)))


def _organizations(row: TimetableRow) -> str:
    return ", ".join(
        dict.fromkeys(each.organization for each in row.in_charge if each.organization)
    )


def _note(row: TimetableRow) -> str:
    """Return what to know about an event: a clash, who attends and when, travel, whether it is internal."""
    notes = [_("겹침") if row.clashing else ""]
    if not row.is_secret:
        notes += _own_part(row)
    if row.event.visibility == "internal":
        notes.append(_(model.VISIBILITIES["internal"]))
    return ", ".join(filter(None, notes))


def _own_part(row: TimetableRow) -> Iterator[str]:
    """Yield how an event takes the mayor's time, as far as it differs from the event itself."""
    event = row.event
    if event.status in days.INACTIVE:
        return
    if event.attendance != "self":
        yield " ".join(filter(None, (_(model.ATTENDANCES[event.attendance]), row.deputy)))
        return
    begins = event.own_starts_at if row.day == event.starts_on else None
    ends = event.own_ends_at if row.day == days.last_day(event) else None
    if begins or ends:
        start, end = (format_time(each) if each else "" for each in (begins, ends))
        yield _("참석 {start}~{end}").format(start=start, end=end)
    for title, minutes in ((_("가는 길"), event.travel_before), (_("오는 길"), event.travel_after)):
        if minutes:
            yield _("{title} {n}분").format(title=title, n=minutes)


def _published_title(row: TimetableRow) -> str:
    mark = _ATTENDED if row.event.attendance == "self" else _OTHER
    return f"{mark} {row.event.title}"


_DAY: Column[TimetableRow] = Column("day", N_("월일"), lambda row: row.day, _day_text, width=10)
_HOURS: Column[TimetableRow] = Column("hours", N_("시간"), _hours, width=11)
TIMETABLE: Table[TimetableRow] = Table(
    "timetable",
    N_("일정표"),
    (
        _DAY,
        _HOURS,
        Column("title", N_("행사명"), _title, width=20, grow=True),
        Column("place", EVENT["place"].title, _place, width=14, grow=True),
        Column("in_charge", N_("담당"), _in_charge, width=12, grow=True, people=_people),
        Column("note", N_("비고"), _note, width=8),
    ),
    lambda row: row.event.visibility != "public",
    for_outside=lambda row: row._replace(is_first=row.is_first_outside),
)
PUBLISHED: Table[TimetableRow] = Table(
    "published",
    N_("공개 일정표"),
    (
        _DAY,
        _HOURS,
        Column("title", N_("행사명"), _published_title, width=20, grow=True),
        Column("place", EVENT["place"].title, _place, width=14, grow=True),
        Column("in_charge", N_("담당"), _organizations, width=12, grow=True),
    ),
    lambda row: row.event.visibility != "public",
)


def timetable(reader: Reader, period: Period) -> Sheet[TimetableRow]:
    """Return all events of a period by day, by default of the week of the reference date."""
    return _sheet(reader, period, TIMETABLE, lambda _event: True)


def published(reader: Reader, period: Period) -> Sheet[TimetableRow]:
    """Return the public events of a period that will take place or did, by day."""
    return _sheet(
        reader,
        period,
        PUBLISHED,
        _is_published,
    )


def _is_published(event: EventRow) -> bool:
    is_attended = event.attendance != "declined"
    return event.visibility == "public" and event.status in _PUBLISHED and is_attended


def _sheet(
    reader: Reader,
    period: Period,
    table: Table[TimetableRow],
    is_listed: Callable[[EventRow], bool],
) -> Sheet[TimetableRow]:
    first, last = _days(period)
    with reader.snapshot():
        events, clashing = conflict_queries.agenda_and_conflicts(reader, first, last)
        listed = [event for event in events if is_listed(event)]
        in_charge = {event.id: list(_read_in_charge(reader, event)) for event in listed}
        deputies = {event.id: _read_deputy(reader, event) for event in listed}
    rows = []
    for day, of_day in days.by_day(listed, first, last).items():
        public = [event for event in of_day if event.visibility == "public"]
        rows += [
            TimetableRow(
                event,
                day,
                event is of_day[0],
                event in public[:1],
                in_charge[event.id],
                event.key in clashing and clashing[event.key].overlaps,
                deputies[event.id],
            )
            for event in of_day
        ]
    basis = _("(기간: {first} ~ {last})").format(first=table_date(first), last=table_date(last))
    return Sheet(table, rows, basis)


def _days(period: Period) -> tuple[date, date]:
    if period.everything:
        return EARLIEST, LATEST
    monday, sunday = week_of(period.first or period.last or period.as_of)
    return period.first or monday, period.last or sunday


def _read_in_charge(reader: Reader, event: EventRow) -> Iterable[ParticipantDraft]:
    """Return the participants of an event with the first role in charge that it has."""
    record = RecordKey(EVENT.table, event.id)
    participants = [each.draft for each in attached.participants(reader, record)]
    return next(_with_roles(participants), ())


def _read_deputy(reader: Reader, event: EventRow) -> str:
    stored = queries.event(reader, event.id) if event.attendance == "deputy" else None
    return stored.draft.deputy if stored else ""


def _with_roles(participants: Sequence[ParticipantDraft]) -> Iterator[Sequence[ParticipantDraft]]:
    """Yield the participants of each role in charge that there are any of."""
    for role in _IN_CHARGE:
        if found := [each for each in participants if each.role == role]:
            yield found


SHEETS: dict[str, SheetSource] = {
    "timetable": SheetSource(TIMETABLE, timetable, record=EVENT.table),
    "published": SheetSource(PUBLISHED, published, record=EVENT.table),
}
