"""Moving a series, and dividing it at a day into the part before and the rest."""

from datetime import date, datetime, time, timedelta

from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.areas.schedule.series.recurrence import (
    SeriesDates,
    SeriesFields,
    occurrence_key,
    split_key,
)
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple

_COMPARED_DAYS = 366 * 5  # in which a moved rule must give the moved days


class Move(NamedTuple):
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


class Division(NamedTuple):
    """A series divided: the part before a day, None without one, and the rest with its move."""

    before: EventDraft | None
    rest: EventDraft
    move: Move


def divided(series: EventDraft, occurrence: str, changed: EventDraft) -> Division:
    """Divide a series at an occurrence from which on it is as `changed`. ValidationError if that cannot be."""
    day, at = split_key(occurrence)
    starts_on = series.starts_on or day
    if at not in {None, series.starts_at}:
        require_valid([("starts_on", _("다른 시각의 회차부터 나눌 수는 없습니다."))])
    changed = changed._replace(**dates_of(series)._asdict() | {"starts_at": changed.starts_at})
    move = move_to(series, occurrence, changed)
    rest = rest_from(series, starts_on, day, changed, move.shift)
    before = None
    if day > starts_on:
        ended = ended_before(series, starts_on, day)
        before = series._replace(rrule=ended.rrule, rdates=ended.rdates, exdates=ended.exdates)
    return Division(before, rest, move)


def move_to(series: SeriesFields, occurrence: str, rest: EventDraft) -> Move:
    """Return the move of a series whose occurrence of the rule on a day begins with `rest` now."""
    day, _at = split_key(occurrence)
    shift = start_of(rest) - datetime.combine(day, series.starts_at or time.min)
    return Move(shift, series.starts_at, rest.starts_at)


def ended_before(series: SeriesFields, starts_on: date, day: date) -> SeriesDates:
    """Return the dates of a series up to the day before `day`, which is after its first one."""
    dates = dates_of(series)
    rdates, exdates = (
        " ".join(each for each in keys.split() if split_key(each)[0] < day)
        for keys in (series.rdates, series.exdates)
    )
    rule = recurrence.ended_before(dates, starts_on, day)
    return dates._replace(rrule=rule, rdates=rdates, exdates=exdates)


def rest_from(
    series: SeriesFields, starts_on: date, day: date, changed: EventDraft, shift: timedelta
) -> EventDraft:
    """Return the rest of a series from an occurrence of its rule on: as `changed`, moved by `shift`.

    ValidationError if the rule does not give the day, or cannot be moved so.
    """
    old = dates_of(series)
    plain = old._replace(rdates="")
    if not recurrence.is_occurrence(plain, starts_on, occurrence_key(day, series.starts_at)):
        message = _("더한 날부터 나눌 수는 없습니다. '이 일정만'이나 '전체'를 고르세요.")
        require_valid([("starts_on", message)])
    rest = at_start(changed, datetime.combine(day, series.starts_at or time.min) + shift)
    if changed.rrule == series.rrule:
        rule = recurrence.continued_from(old, starts_on, day)
        rest = rest._replace(rrule=moved_rule(old._replace(rrule=rule), day, rest))
    return with_dates(rest, series, Move(shift, series.starts_at, changed.starts_at), day)


def moved_rule(old: SeriesFields, starts_on: date, draft: EventDraft) -> str:
    """Return the rule of a series that was moved with its start. ValidationError if there is none."""
    new_day = start_of(draft).date()
    rule = recurrence.moved_rule(old.rrule, starts_on, new_day)
    days = (new_day - starts_on).days
    if days and not _gives_moved_days(old, starts_on, rule, days):
        message = _("이 반복은 이렇게 옮길 수 없습니다. 반복을 새 날에 맞게 고쳐 주세요.")
        require_valid([("rrule", message)])
    return rule


def _gives_moved_days(old: SeriesFields, starts_on: date, rule: str, days: int) -> bool:
    """Whether a rule gives the days of a series, each so many days later, for some years."""
    plain = SeriesDates(old.starts_at, old.rrule)
    new_start = add_days(starts_on, days)
    was, new = (
        recurrence.occurrences(dates, start, (start, add_days(start, _COMPARED_DAYS)))
        for dates, start in ((plain, starts_on), (plain._replace(rrule=rule), new_start))
    )
    return [add_days(each.day, days) for each in was] == [each.day for each in new]


def with_dates(draft: EventDraft, series: SeriesFields, move: Move, first: date) -> EventDraft:
    """Return a draft with the dates of a series from `first` on, moved unless the user has entered others."""
    if not draft.rrule:
        return draft
    rdates = move.keys(series.rdates, first) if draft.rdates == series.rdates else draft.rdates
    exdates = move.keys(series.exdates, first) if draft.exdates == series.exdates else draft.exdates
    return draft._replace(rdates=rdates, exdates=exdates)


def dates_of(series: SeriesFields) -> SeriesDates:
    """Return the fields of a series that its occurrences are computed from."""
    return SeriesDates(
        series.starts_at, series.rrule, series.holiday_rule, series.rdates, series.exdates
    )


def start_of(draft: EventDraft) -> datetime:
    """Return when an event starts; without a time at the start of its day."""
    return datetime.combine(draft.starts_on or date.min, draft.starts_at or time.min)


def at_start(draft: EventDraft, start: datetime) -> EventDraft:
    """Return a draft that begins at `start`, as long as it was."""
    if draft.starts_on is None:
        return draft
    delta = start - start_of(draft)
    end = datetime.combine(draft.ends_on or draft.starts_on, draft.ends_at or time.min) + delta
    return draft._replace(
        starts_on=start.date(),
        starts_at=start.time() if draft.starts_at else None,
        ends_on=end.date() if draft.ends_on or end.date() > start.date() else None,
        ends_at=end.time() if draft.ends_at else None,
    )
