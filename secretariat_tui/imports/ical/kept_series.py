"""Series that a register keeps as one: their rule in local time, with the occurrences added and left out."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import islice

from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import LATEST
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.imports.ical import series
from secretariat_tui.imports.ical.series import Rule
from secretariat_tui.imports.ical.times import LOCAL, Zones, occurrence_key

HORIZON_DAYS = 366 * 5
"""The days after today, or after the start, in which exceptions of an endless series are listed."""
_ONCE = "FREQ=DAILY;COUNT=1"  # of a series that has only listed dates
_MAX_TIMES, _MAX_EXCEPTIONS = 10_000, 1_500
_WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_END_OF_TIME = datetime.combine(LATEST, time(23, 59))


class KeptRule(NamedTuple):
    """The rule of a series, the keys of the occurrences that it adds and leaves out, and warnings for the user."""

    rrule: str
    rdates: str = ""
    exdates: str = ""
    warnings: tuple[str, ...] = ()


class _Times(NamedTuple):
    """The times of a rule up to `last`, and whether these are all."""

    times: set[datetime]
    last: datetime
    is_all: bool


def kept_rule(rule: Rule, zones: Zones, today: date) -> KeptRule | None:
    """Return the rule of a series in local time; None if it cannot be kept as one. ValueError if it is unreadable.

    What an EXRULE leaves out is listed. A zone with daylight saving time moves occurrences: these are listed too.
    Both are listed for endless series up to a horizon, with a warning.
    """
    if len(rule.rules) > 1:
        return None
    text = series.normal_text(rule.rules[0]) if rule.rules else _ONCE
    if rule.zone not in {None, LOCAL}:
        return _in_local_time(rule, text, zones, today)
    exdates = {*series.listed(rule, rule.without, zones)}
    warnings: list[str] = []
    if rule.exrules:
        known = _times(rule, text, zones, today)
        left_out, warnings = _left_out(rule, known, zones)
        exdates |= left_out & (known.times | {*series.listed(rule, rule.dates, zones)})
    return KeptRule(
        _with_local_end(text, rule, zones),
        _keys(series.listed(rule, rule.dates, zones), rule),
        _keys(exdates, rule),
        tuple(warnings),
    )


def _in_local_time(rule: Rule, text: str, zones: Zones, today: date) -> KeptRule | None:
    """Return the rule of a series of another time zone, in local time."""
    if any(series.warnings_of(rule)):
        return None
    known = _times(rule, text, zones, today)
    left_out, warnings = _left_out(rule, known, zones)
    left_out |= {*series.listed(rule, rule.without, zones)}
    added = {*series.listed(rule, rule.dates, zones)}
    start = zones.local(rule.start, rule.zone)
    wanted = {zones.local(each, rule.zone) for each in (known.times | added) - left_out}
    moved = _moved(text, rule.start.date(), start.date())
    local = _with_local_end(moved, rule, zones, (start.date() - rule.start.date()).days)
    own = rule._replace(start=start, zone=None)
    given = _times(own, local, zones, today).times
    end = zones.local(known.last, rule.zone)
    if not known.is_all:
        bound = end - timedelta(1)
        wanted, given = ({each for each in every if each < bound} for every in (wanted, given))
        named = {zones.local(each, rule.zone) for each in added | left_out}
        if (wanted ^ given) - named:
            until = max(wanted | given).date()
            local += f";UNTIL={until:%Y%m%d}"
            message = _("시간대가 달라 시각이 철마다 바뀝니다. {last}까지만 넣습니다.")
            warnings.append(message.format(last=until))
    if len(wanted ^ given) > len(wanted) * 3 // 2 + 2:  # the local rule gives hardly any of them
        local, given = _ONCE, {start}
    if len(wanted ^ given) > _MAX_EXCEPTIONS:
        return None
    return KeptRule(local, _keys(wanted - given, own), _keys(given - wanted, own), tuple(warnings))


def _times(rule: Rule, text: str, zones: Zones, today: date) -> _Times:
    """Return the times of a rule in its own zone: all of them if it ends, else those up to the horizon."""
    count, until = series.COUNT.search(text), series.UNTIL.search(text)
    is_all = bool(count or until)
    horizon = datetime.combine(max(today, rule.start.date()), time(0)) + timedelta(HORIZON_DAYS)
    last = min(horizon, _END_OF_TIME)
    if is_all:
        last = series.until_of(until[1], rule, zones) if until else _END_OF_TIME
    times = {*islice(series.moments_of(text, rule, last, count), _MAX_TIMES + 1)}
    if len(times) > _MAX_TIMES:
        raise ValueError(_("너무 깁니다."))
    return _Times(times, last, is_all)


def _left_out(rule: Rule, known: _Times, zones: Zones) -> tuple[set[datetime], list[str]]:
    """Return the times that the EXRULEs of an event give, and a warning if they go on after those known."""
    last = max(known.times) if known.is_all else known.last
    try:
        times, goes_on = series.excluded(rule, zones, last)
    except ValueError as error:
        return set(), [str(error)]
    if known.is_all or not goes_on:
        return times, []
    text = _("EXRULE이 빼는 날은 {last}까지만 뺐습니다. 그 뒤에는 빠져야 할 날이 들어갑니다.")
    return times, [text.format(last=last.date())]


def _with_local_end(text: str, rule: Rule, zones: Zones, days: int = 0) -> str:
    """Return a rule that ends, if it does, with a day of the office; `days` is by how many days it was moved."""
    parts = []
    for each in text.split(";"):
        name, _equals, value = each.partition("=")
        if name == "UNTIL":
            until = series.until_of(value, rule, zones)
            is_in = rule.is_day or until.time() >= rule.start.time()
            last = until.date() if is_in else until.date() - timedelta(1)
            parts.append(f"UNTIL={last + timedelta(days):%Y%m%d}")
        else:
            parts.append(each)
    return ";".join(parts)


def _moved(text: str, was: date, now: date) -> str:
    """Return a rule that was moved to the day before or after; it need not give the days moved as far."""
    parts = dict(each.split("=", 1) for each in text.split(";") if "=" in each)
    days, codes = (now - was).days, parts.get("BYDAY", "").split(",")
    if days and parts.get("FREQ") == "WEEKLY" and set(codes) <= {*_WEEKDAYS}:
        moved = sorted((_WEEKDAYS.index(code) + days) % 7 for code in codes)
        parts["BYDAY"] = ",".join(_WEEKDAYS[each] for each in moved)
    elif days and parts.get("BYMONTHDAY") == str(was.day):
        parts["BYMONTHDAY"] = str(now.day)
        if parts.get("BYMONTH") == str(was.month):
            parts["BYMONTH"] = str(now.month)
    return ";".join(f"{name}={value}" for name, value in parts.items())


def _keys(moments: Iterable[datetime], rule: Rule) -> str:
    return " ".join(
        sorted({occurrence_key(each.date() if rule.is_day else each) for each in moments})
    )
