"""Writes to series: to one occurrence, to it and those after it, or to all; each in one transaction.

A changed occurrence becomes an event of its own (an override). What comes after a day becomes a series of its own.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from sqlmodel import Session, col, select

from secretariat_tui.areas.schedule import queries
from secretariat_tui.areas.schedule.days import EventKey
from secretariat_tui.areas.schedule.model import SCOPES, EventDraft, Scope
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.areas.schedule.rules import event_errors, masked_title
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.areas.schedule.series.recurrence import occurrence_key, split_key
from secretariat_tui.areas.schedule.writes.event_rows import delete_event, event_columns, write_rows
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.errors import EditConflictError, require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST
from secretariat_tui.database.engine.tables import assign, deleted_error, get, touch
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore

_NO_RULE: dict[str, Any] = {"rrule": "", "rdates": "", "exdates": "", "holiday_rule": "as_is"}


class _Move(NamedTuple):
    """By how much a series is moved: the times before and after, None without one."""

    shift: timedelta
    was_at: time | None
    now_at: time | None

    def key(self, key: str) -> str:
        """Return the key of an occurrence, or of a day of the series, after the move."""
        day, at = split_key(key)
        moment = datetime.combine(day, at or self.was_at or time.min) + self.shift
        is_day = self.now_at is None or (at is None and self.was_at is not None)
        return occurrence_key(moment.date(), None if is_day else moment.time())

    def keys(self, keys: str, first: date = date.min) -> str:
        """Return the keys of a text from `first` on, after the move."""
        return " ".join(self.key(each) for each in keys.split() if split_key(each)[0] >= first)


def change_occurrence(
    file: OfficeFile, key: EventKey, rev: int, scope: Scope, draft: EventDraft
) -> int:
    """Change an occurrence, or with it those after it or all; return the id of the event that has it now.

    `draft` is the occurrence as `queries.occurrence_draft` returned it, with what was changed: if its start was
    moved, a series is moved by as much. Raise ValidationError, or EditConflictError if the series has changed
    since `rev`.
    """
    before = queries.occurrence_draft(file.reader, key)
    if before is None:
        raise deleted_error()
    label = _("일정 고침({scope}): {title}").format(scope=_(SCOPES[scope]), title=_title(draft))
    with file.edit(label) as session:
        series = get(session, Event, key[0], rev)
        if scope == "one":
            return _override(session, series, key[1], draft)
        day, _at = split_key(key[1])
        shift = _start(draft) - _start(before.draft)
        if scope == "following" and day > series.starts_on:
            return _divide(session, series, day, draft, shift)
        first = _start_of(series) + shift
        _rewrite(session, series, _at_start(draft, first), shift)
        return series.id or 0


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
        _end_before(series, day)
        for each in _overrides(session, series):
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
        _rewrite(session, record, draft, _start(draft) - _start_of(record))
        return
    if record.series_id and draft.rrule:
        message = _("반복에서 고친 한 회차입니다. 반복은 전체를 고칠 때 바꿉니다.")
        require_valid([("rrule", message)])
    assign(record, event_columns(draft))
    if write_rows(session, record, draft):
        touch(record)


def leave_out(series: Event, occurrence: str) -> None:
    """Leave an occurrence out of its series."""
    assign(series, {"exdates": " ".join(sorted({*series.exdates.split(), occurrence}))})


def occurrence_store(occurrence: str, scope: Scope) -> RecordStore[EventDraft]:
    """Return the writes of an occurrence, with those after it or with all; the id is that of the series."""

    def change(file: OfficeFile, series_id: int, rev: int, draft: EventDraft) -> None:
        change_occurrence(file, (series_id, occurrence), rev, scope, draft)

    def delete(file: OfficeFile, series_id: int, rev: int) -> None:
        delete_occurrence(file, (series_id, occurrence), rev, scope)

    def add(_file: OfficeFile, _draft: EventDraft) -> int:
        raise deleted_error()

    return RecordStore(add, change, delete)


def _override(session: Session, series: Event, occurrence: str, draft: EventDraft) -> int:
    if any(each.occurrence == occurrence for each in _overrides(session, series)):
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
    record = Event(**event_columns(draft), **columns)
    session.add(record)
    session.flush()
    write_rows(session, record, draft)
    return record.id or 0


def _divide(session: Session, series: Event, day: date, draft: EventDraft, shift: timedelta) -> int:
    """End a series before a day, and add one for the rest of it; return its id."""
    at = series.starts_at or time.min
    old = _dates_of(series)
    plain = old._replace(rdates="")
    if not recurrence.is_occurrence(plain, series.starts_on, occurrence_key(day, series.starts_at)):
        message = _("더한 날부터 나눌 수는 없습니다. '이 일정만'이나 '전체'를 고르세요.")
        require_valid([("starts_on", message)])
    first = datetime.combine(day, at) + shift
    rest = _at_start(draft, first)
    if draft.rrule == series.rrule:
        rule = recurrence.continued_from(old, series.starts_on, day)
        rest = rest._replace(rrule=_moved_rule(old._replace(rrule=rule), day, rest))
    move = _Move(shift, series.starts_at, draft.starts_at)
    rest = _with_dates(rest, series, move, day)
    require_valid(event_errors(rest))
    _end_before(series, day)
    number = _add(session, rest)
    for each in _overrides(session, series):
        if _is_from(each, day):
            _attach(each, rest, number, move)
    return number


def _end_before(series: Event, day: date) -> None:
    dates = _dates_of(series)
    rule = recurrence.ended_before(dates, series.starts_on, day)
    listed = {
        key: " ".join(each for each in getattr(series, key).split() if split_key(each)[0] < day)
        for key in ("rdates", "exdates")
    }
    ended = dates._replace(rrule=rule, rdates=listed["rdates"])
    last = recurrence.last_start(ended, series.starts_on)
    assign(series, {"rrule": rule, "last_start": last, **listed})


def _rewrite(session: Session, series: Event, draft: EventDraft, shift: timedelta) -> None:
    """Change a series with all its occurrences; those that were changed stay as they are."""
    old, starts_on = _dates_of(series), series.starts_on
    if draft.rrule == series.rrule:
        draft = draft._replace(rrule=_moved_rule(old, starts_on, draft))
    move = _Move(shift, series.starts_at, draft.starts_at)
    draft = _with_dates(draft, series, move, date.min)
    require_valid(event_errors(draft))
    assign(series, event_columns(draft))
    if write_rows(session, series, draft):
        touch(series)
    for each in _overrides(session, series):
        _attach(each, draft, series.id or 0, move)


def _attach(override: Event, series: EventDraft, number: int, move: _Move) -> None:
    """Attach an override to the series that has its occurrence now; without one it is an event of its own."""
    occurrence = move.key(override.occurrence)
    is_part = (
        bool(series.rrule)
        and series.starts_on is not None
        and recurrence.is_occurrence(series, series.starts_on, occurrence)
    )
    if is_part:
        assign(override, {"series_id": number, "occurrence": occurrence})
    else:
        assign(override, {"series_id": None, "occurrence": "", "uid": "", "sequence": 0})


def _moved_rule(old: queries.SeriesDates, starts_on: date, draft: EventDraft) -> str:
    """Return the rule of a series that was moved with its start. ValidationError if there is none."""
    new_day = _start(draft).date()
    rule = recurrence.moved_rule(old.rrule, starts_on, new_day)
    days = (new_day - starts_on).days
    if days and not _gives_moved_days(old, starts_on, rule, days):
        message = _("이 반복은 이렇게 옮길 수 없습니다. 반복을 새 날에 맞게 고쳐 주세요.")
        require_valid([("rrule", message)])
    return rule


def _gives_moved_days(old: queries.SeriesDates, starts_on: date, rule: str, days: int) -> bool:
    """Whether a rule gives the days of a series, each so many days later, for some years."""
    plain = old._replace(rdates="", exdates="", holiday_rule="as_is")
    span = 366 * 5
    was, new_start = (
        recurrence.occurrences(plain, starts_on, (starts_on, add_days(starts_on, span))),
        add_days(starts_on, days),
    )
    moved = plain._replace(rrule=rule)
    new = recurrence.occurrences(moved, new_start, (new_start, add_days(new_start, span)))
    return [add_days(each.day, days) for each in was] == [each.day for each in new]


def _with_dates(draft: EventDraft, series: Event, move: _Move, first: date) -> EventDraft:
    """Return a draft with the dates of a series from `first` on, moved unless the user has entered others."""
    if not draft.rrule:
        return draft
    rdates = move.keys(series.rdates, first) if draft.rdates == series.rdates else draft.rdates
    exdates = move.keys(series.exdates, first) if draft.exdates == series.exdates else draft.exdates
    return draft._replace(rdates=rdates, exdates=exdates)


def _overrides(session: Session, series: Event) -> Sequence[Event]:
    return session.exec(
        select(Event).where(Event.series_id == series.id).order_by(col(Event.id))
    ).all()


def _is_from(override: Event, day: date) -> bool:
    return split_key(override.occurrence)[0] >= day


def _dates_of(series: Event) -> queries.SeriesDates:
    return queries.SeriesDates(
        series.starts_at, series.rrule, series.holiday_rule, series.rdates, series.exdates
    )


def _start(draft: EventDraft) -> datetime:
    return datetime.combine(draft.starts_on or date.min, draft.starts_at or time.min)


def _start_of(series: Event) -> datetime:
    return datetime.combine(series.starts_on, series.starts_at or time.min)


def _at_start(draft: EventDraft, start: datetime) -> EventDraft:
    """Return a draft that begins at `start`, as long as it was."""
    if draft.starts_on is None:
        return draft
    delta = start - _start(draft)
    end = datetime.combine(draft.ends_on or draft.starts_on, draft.ends_at or time.min) + delta
    return draft._replace(
        starts_on=start.date(),
        starts_at=start.time() if draft.starts_at else None,
        ends_on=end.date() if draft.ends_on or end.date() > start.date() else None,
        ends_at=end.time() if draft.ends_at else None,
    )


def _title(draft: EventDraft) -> str:
    return masked_title(draft.title, draft.visibility)
