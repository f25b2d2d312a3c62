"""The occurrences of a recurring event, which is entered as single events, within bounds."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from itertools import chain, islice

from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import LATEST
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.imports.ical.lines import Property
from secretariat_tui.imports.ical.times import Zones, parse_moment, zone_of

MAX_OCCURRENCES = 400
_END_OF_TIME = datetime.combine(LATEST, time(23, 59))
_PAST_DAYS, _YEAR_DAYS = 30, 365
_LEAP_YEAR = 2024
_MAX_COUNT_DIGITS = 9
_UNREADABLE = N_("되풀이 규칙을 읽을 수 없습니다.")
COUNT = re.compile(r"COUNT=(\d+)")
UNTIL = re.compile(r"UNTIL=([^;]+)")
_UNRELIABLE = re.compile(
    r"BYWEEKNO=|RSCALE=|SKIP=|FREQ=WEEKLY(?=.*BYSETPOS=)|BYSETPOS=.*FREQ=WEEKLY"
)
_SUB_DAILY = re.compile(r"FREQ=(SECONDLY|MINUTELY|HOURLY)|BY(SECOND|MINUTE|HOUR)=")


class Rule(NamedTuple):
    """What an event has of its recurrence: its first time in its own zone, the rules and dates as properties."""

    start: datetime
    is_day: bool
    zone: tzinfo | None
    rules: Sequence[Property]
    dates: Sequence[Property]
    without: Sequence[Property]
    exrules: Sequence[Property] = ()


class Series(NamedTuple):
    """The occurrences of a series as days or local times, and until when they are known."""

    starts: list[date | datetime]
    first: date
    last: date
    warnings: list[str]


def expand(rule: Rule, zones: Zones, today: date) -> Series:
    """Return the occurrences of a rule: all of them if it ends and has few, else those of a year.

    The year begins a month ago if the series has begun by then, else with it. ValueError if a rule is not one.
    """
    warnings = [*warnings_of(rule)]
    moments, last, is_all = _of_rules(rule, zones, today)
    start = rule.start if is_all else max(rule.start, _year_start(today))
    moments |= {rule.start, *listed(rule, rule.dates, zones)}
    try:
        moments -= excluded(rule, zones, last)[0]
    except ValueError as error:
        warnings.append(str(error))
    kept = [*_without(rule, moments, zones, start, last)]
    if len(kept) > MAX_OCCURRENCES:
        kept, is_all = kept[:MAX_OCCURRENCES], False
        last = kept[-1]
    if is_all:
        text = _("되풀이 일정을 하나하나의 일정 {n}건으로 넣습니다.").format(n=len(kept))
    else:
        text = _(
            "되풀이 일정을 {first}부터 {last}까지 하나하나의 일정 {n}건으로 넣습니다. 그 밖의 것은 넣지 않습니다."
        ).format(first=start.date(), last=last.date(), n=len(kept))
    starts = [each.date() if rule.is_day else zones.local(each, rule.zone) for each in kept]
    return Series([*starts], start.date(), last.date(), [text, *warnings])


def _year_start(today: date) -> datetime:
    return datetime.combine(today - timedelta(days=_PAST_DAYS), time(0))


def warnings_of(rule: Rule) -> Iterator[str]:
    """Yield a warning for each rule that programs read differently."""
    for each in rule.rules:
        text = each.value.upper()
        if _SUB_DAILY.search(text):
            yield _("하루 안에서 되풀이하는 규칙은 첫 번째만 넣습니다: {rule}").format(rule=text)
        elif _UNRELIABLE.search(text):
            yield _("프로그램마다 달리 읽는 규칙입니다. 날짜를 확인해 주세요: {rule}").format(
                rule=text
            )


def excluded(rule: Rule, zones: Zones, last: datetime) -> tuple[set[datetime], bool]:
    """Return the times up to `last` that the EXRULEs give, and whether they go on. ValueError if unreadable."""
    times, goes_on = set[datetime](), False
    message = _("EXRULE은 읽지 않습니다. 빠져야 할 날이 들어갈 수 있습니다.")
    for each in rule.exrules:
        text = normal_text(each)
        if is_sub_daily(text):
            raise ValueError(message)
        try:
            end = UNTIL.search(text)
            until = until_of(end[1], rule, zones) if end else _END_OF_TIME
            for moment in rule_times(text, rule.start, until):
                if moment > last:
                    goes_on = True
                    break
                times.add(moment)
        except ValueError as error:
            raise ValueError(message) from error
    return times, goes_on


def _of_rules(rule: Rule, zones: Zones, today: date) -> tuple[set[datetime], datetime, bool]:
    """Return the times of the rules, the last time up to which they are known, and whether these are all."""
    year_start = max(rule.start, _year_start(today))
    year_end = min(year_start + timedelta(days=_YEAR_DAYS), _END_OF_TIME)
    moments, is_all = set[datetime](), True
    for each in rule.rules:
        text = normal_text(each)
        if _SUB_DAILY.search(text):
            continue
        count, until = COUNT.search(text), UNTIL.search(text)
        last = until_of(until[1], rule, zones) if until else _END_OF_TIME
        if count or until:
            of_rule = [*islice(moments_of(text, rule, last, count), MAX_OCCURRENCES + 1)]
            if len(of_rule) <= MAX_OCCURRENCES:
                moments |= {*of_rule}
                continue
        is_all = False
        within_year = (
            m for m in moments_of(text, rule, min(last, year_end), count) if m >= year_start
        )
        moments |= {*islice(within_year, MAX_OCCURRENCES + 1)}
    return moments, _END_OF_TIME if is_all else year_end, is_all


def moments_of(
    text: str, rule: Rule, last: datetime, count: re.Match[str] | None
) -> Iterator[datetime]:
    """Yield the times of a rule up to the last one; the first time counts, even if the rule does not give it."""
    parts = [each for each in text.split(";") if not each.startswith("COUNT=")]
    times = rule_times(";".join(parts), rule.start, last)
    first = next(times, None)
    yield from islice(_from_start(rule.start, first, times), _most(count))


def rule_times(text: str, start: datetime, last: datetime) -> Iterator[datetime]:
    """Yield the times that a rule gives from `start` to `last`. ValueError if it cannot be read."""
    from dateutil.rrule import rrulestr

    if _has_no_day(text):
        return iter(())
    parts = [each for each in text.split(";") if each and not each.startswith("UNTIL=")]
    if not any(each.startswith("COUNT=") for each in parts):
        parts.append(f"UNTIL={last:%Y%m%dT%H%M%S}")
    try:
        times = iter(rrulestr(";".join(parts), dtstart=start))
        first = next(times, None)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise ValueError(_(_UNREADABLE)) from error
    return iter(()) if first is None else chain((first,), times)


def _most(count: re.Match[str] | None) -> int | None:
    """Return the number of a COUNT, None without one. ValueError if it has too many digits."""
    if count is None:
        return None
    if len(count[1]) > _MAX_COUNT_DIGITS:
        raise ValueError(_(_UNREADABLE))
    return int(count[1])


def _has_no_day(text: str) -> bool:
    """Whether a rule names only days that its months lack, such as February 30: dateutil would search to 9999."""
    parts = {
        name: value for name, _equals, value in (each.partition("=") for each in text.split(";"))
    }
    months, month_days = (parts.get(key, "1").split(",") for key in ("BYMONTH", "BYMONTHDAY"))
    try:
        return all(
            abs(int(day)) > monthrange(_LEAP_YEAR, int(month))[1]
            for month in months
            for day in month_days
        )
    except ValueError:  # dateutil names the fault
        return False


def normal_text(rule: Property) -> str:
    """Return the value of a rule in upper case, without blanks."""
    return "".join(rule.value.upper().split()).rstrip(";")


def is_sub_daily(text: str) -> bool:
    """Whether a rule may give several times within a day."""
    return bool(_SUB_DAILY.search(text))


def _from_start(
    start: datetime, first: datetime | None, others: Iterator[datetime]
) -> Iterator[datetime]:
    yield start
    if first is not None and first != start:
        yield first
    yield from others


def until_of(value: str, rule: Rule, zones: Zones) -> datetime:
    """Return the end of a rule as a time of its zone."""
    moment, is_utc = parse_moment(value)
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time(23, 59, 59))
    if is_utc and not rule.is_day:
        zone = rule.zone or zones.find("Asia/Seoul")
        return moment.replace(tzinfo=UTC).astimezone(zone).replace(tzinfo=None)
    return datetime.combine(moment.date(), time(23, 59, 59)) if rule.is_day else moment


def listed(rule: Rule, dates: Sequence[Property], zones: Zones) -> Iterator[datetime]:
    """Yield listed dates as times of the rule's zone; of periods the start."""
    for each in dates:
        for value in filter(None, each.value.split(",")):
            moment, is_utc = parse_moment(value.partition("/")[0])
            if not isinstance(moment, datetime):
                yield datetime.combine(moment, rule.start.time())
                continue
            zone = zone_of(each, zones, is_utc=is_utc)
            own = rule.zone or zones.find("Asia/Seoul")
            if rule.is_day:
                moment = datetime.combine(moment.date(), time(0))
            elif zone is not None and zone is not rule.zone:
                moment = moment.replace(tzinfo=zone).astimezone(own).replace(tzinfo=None)
            yield moment


def _without(
    rule: Rule, moments: set[datetime], zones: Zones, first: datetime, last: datetime
) -> Iterator[datetime]:
    """Yield the times of a period in order, without those that the event leaves out."""
    left_out = {*listed(rule, rule.without, zones)}
    for moment in sorted(moments - left_out):
        if first <= moment <= last:
            yield moment
