"""Writes to series: to one occurrence, to it and those after it, or to all; each in one transaction.

A changed occurrence becomes an event of its own (an override). What comes after a day becomes a series of its own.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from secretariat_tui.areas.schedule import queries
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.model import SCOPES, EventDraft, Scope
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.areas.schedule.rules import event_errors, masked_title
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.areas.schedule.series.recurrence import occurrence_key, split_key
from secretariat_tui.areas.schedule.timing import division
from secretariat_tui.areas.schedule.timing.division import Move
from secretariat_tui.areas.schedule.writes.event_rows import delete_event, event_columns, write_rows
from secretariat_tui.areas.schedule.writes.followers import follow_confirmation
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.errors import EditConflictError, require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.tables import assign, assign_with_parts, deleted_error, get
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.calendar_entry import Origin

NO_ORIGIN = Origin("")
"""The identity in other programs of an event of our own."""
_NO_RULE: dict[str, Any] = {"rrule": "", "rdates": "", "exdates": "", "holiday_rule": "as_is"}


class ChangedOccurrence(NamedTuple):
    """The id of the event that has a changed occurrence now, and the titles of the holds that were released.

    `occurrence` is the key of the occurrence there.
    """

    id: int
    released: list[str]
    occurrence: str = ""


def change_occurrence(
    file: OfficeFile, key: EventKey, rev: int, scope: Scope, draft: EventDraft
) -> ChangedOccurrence:
    """Change an occurrence, or with it those after it or all.

    `draft` is the occurrence as `queries.occurrence_draft` returned it, with what was changed: if its start was
    moved, a series is moved by as much. Confirming a tentative one cancels the other candidates of its group, also
    the other occurrences of the series if it is confirmed by itself. Raise ValidationError, or EditConflictError if
    the series has changed since `rev`.
    """
    before = queries.occurrence_draft(file.reader, key)
    if before is None:
        raise deleted_error()
    label = _("일정 고침({scope}): {title}").format(scope=_(SCOPES[scope]), title=_title(draft))
    with file.edit(label) as session:
        series = get(session, Event, key[0], rev)
        status = series.status
        shift = division.start_of(draft) - division.start_of(before.draft)
        day, _at = split_key(key[1])
        number, occurrence = key
        move = Move(shift, before.draft.starts_at, draft.starts_at)
        if scope == "one":
            number = _override(session, series, key[1], draft)
        elif scope == "following" and day > series.starts_on:
            number = _divide(session, series, day, draft, shift)
        else:
            first = _start_of(series) + shift
            _rewrite(session, series, division.at_start(draft, first), shift)
        if scope != "one":
            occurrence = move.key(occurrence)
        changed = get(session, Event, number)
        released: list[str] = []
        if changed.status == "confirmed" != status:
            kept = () if scope == "one" else (key[0],)
            released = follow_confirmation(session, changed, key[0], status, kept)
        return ChangedOccurrence(number, released, occurrence)


def delete_occurrence(file: OfficeFile, key: EventKey, rev: int, scope: Scope) -> None:
    """Delete an occurrence, or with it those after it or all.

    Raise EditConflictError if the series has changed since `rev`.
    """
    before = queries.occurrence_draft(file.reader, key)
    if before is None:
        raise deleted_error()
    title = _title(before.draft)
    label = _("일정 지움({scope}): {title}").format(scope=_(SCOPES[scope]), title=title)
    with file.edit(label) as session:
        series = get(session, Event, key[0], rev)
        if scope == "one":
            leave_out(series, key[1])
            return
        day, _at = split_key(key[1])
        if scope == "all" or day <= series.starts_on:
            delete_event(session, series)
            return
        end_before(series, day)
        for each in overrides(session, series):
            if _is_from(each, day):
                delete_event(session, each)


def record_past(file: OfficeFile, today: date) -> int:
    """Record the past occurrences of all series as events of their own, in one transaction; return their number."""
    rows = queries.unrecorded(file.reader, EARLIEST, add_days(today, -1))
    if not rows:
        return 0
    drafts = [(row, queries.occurrence_draft(file.reader, row.key)) for row in rows]
    with file.edit(_("지난 회차 {n}건 적기").format(n=len(rows))) as session:
        for row, stored in drafts:
            if stored is not None:
                series = get(session, Event, row.id, row.rev)
                _override(session, series, row.occurrence, stored.draft)
    return len(rows)


def change_event(session: Session, record: Event, draft: EventDraft) -> None:
    """Change an event by its row: a series with all its occurrences, or an event that is none."""
    if record.rrule:
        _rewrite(session, record, draft, division.start_of(draft) - _start_of(record))
        return
    if record.series_id and draft.rrule:
        message = _("반복에서 고친 한 회차입니다. 반복은 전체를 고칠 때 바꿉니다.")
        require_valid([("rrule", message)])
    assign_with_parts(record, event_columns(draft), partial(write_rows, session, record, draft))


def leave_out(series: Event, occurrence: str) -> None:
    """Leave an occurrence out of its series."""
    assign(series, {"exdates": " ".join(sorted({*series.exdates.split(), occurrence}))})


def occurrence_store(
    occurrence: str, scope: Scope, changed: Callable[[EventKey], object] = lambda _key: None
) -> RecordStore[EventDraft]:
    """Return the writes of an occurrence, with those after it or with all; the id is that of the series.

    `changed` is called with the key that the occurrence has after a change.
    """

    def change(file: OfficeFile, series_id: int, rev: int, draft: EventDraft) -> None:
        result = change_occurrence(file, (series_id, occurrence), rev, scope, draft)
        changed((result.id, result.occurrence))

    def delete(file: OfficeFile, series_id: int, rev: int) -> None:
        delete_occurrence(file, (series_id, occurrence), rev, scope)

    def add(_file: OfficeFile, _draft: EventDraft) -> int:
        raise deleted_error()

    return RecordStore(add, change, delete)


def _override(session: Session, series: Event, occurrence: str, draft: EventDraft) -> int:
    if any(each.occurrence == occurrence for each in overrides(session, series)):
        raise EditConflictError(_("그 사이에 다른 창에서 이 기록을 바꾸었습니다."))
    single = draft._replace(**_NO_RULE)
    require_valid(event_errors(single))
    return _add(
        session,
        single,
        series_id=series.id,
        occurrence=occurrence,
        uid=series.uid,
        sequence=series.sequence,
    )


def _add(session: Session, draft: EventDraft, **columns: Any) -> int:
    record = Event(**event_columns(draft) | columns)
    session.add(record)
    session.flush()
    write_rows(session, record, draft)
    return record.id or 0


def _divide(session: Session, series: Event, day: date, draft: EventDraft, shift: timedelta) -> int:
    """End a series before a day, and add one for the rest of it; return its id."""
    rest = division.rest_from(series, series.starts_on, day, draft, shift)
    require_valid(event_errors(rest))
    return add_rest(session, series, day, rest)


def add_rest(
    session: Session, series: Event, day: date, rest: EventDraft, origin: Origin = NO_ORIGIN
) -> int:
    """End a series before a day, add the rest of it with its identity in other programs; return its id."""
    move = division.move_to(series, occurrence_key(day, None), rest)
    end_before(series, day)
    number = _add(session, rest, **origin._asdict())
    for each in overrides(session, series):
        if _is_from(each, day):
            _attach(each, rest, number, move, origin.uid)
    return number


def end_before(series: Event, day: date) -> None:
    """End a series before a day, unless it begins on it or later."""
    if not series.rrule or day <= series.starts_on:
        return
    ended = division.ended_before(series, series.starts_on, day)
    assign(
        series,
        {
            "rrule": ended.rrule,
            "rdates": ended.rdates,
            "exdates": ended.exdates,
            "last_start": recurrence.last_start(ended, series.starts_on),
        },
    )


def _rewrite(session: Session, series: Event, draft: EventDraft, shift: timedelta) -> None:
    """Change a series with all its occurrences; those that were changed stay as they are."""
    if draft.rrule == series.rrule:
        draft = draft._replace(rrule=division.moved_rule(series, series.starts_on, draft))
    move = Move(shift, series.starts_at, draft.starts_at)
    draft = division.with_dates(draft, series, move, date.min)
    require_valid(event_errors(draft))
    assign_with_parts(series, event_columns(draft), partial(write_rows, session, series, draft))
    for each in overrides(session, series):
        _attach(each, draft, series.id or 0, move, each.uid)


def _attach(override: Event, series: EventDraft, number: int, move: Move, uid: str) -> None:
    """Attach an override to the series that has its occurrence now, and its UID.

    Without such a series it is an event of its own.
    """
    occurrence = move.key(override.occurrence)
    is_part = (
        bool(series.rrule)
        and series.starts_on is not None
        and recurrence.is_occurrence(series, series.starts_on, occurrence)
    )
    if is_part:
        assign(override, {"series_id": number, "occurrence": occurrence, "uid": uid})
    else:
        assign(override, {"series_id": None, "occurrence": "", "uid": "", "sequence": 0})


def overrides(session: Session, series: Event) -> Sequence[Event]:
    """Return the changed occurrences of a series."""
    return session.exec(
        select(Event).where(Event.series_id == series.id).order_by(col(Event.id))
    ).all()


def _is_from(override: Event, day: date) -> bool:
    return split_key(override.occurrence)[0] >= day


def _start_of(series: Event) -> datetime:
    return datetime.combine(series.starts_on, series.starts_at or time.min)


def _title(draft: EventDraft) -> str:
    return masked_title(draft.title, draft.visibility)
