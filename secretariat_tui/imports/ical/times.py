"""Dates, times, durations and time zones of iCalendar files as local time of the office."""

import re
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, date, datetime, timedelta, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.imports.ical.lines import Property

LOCAL = ZoneInfo("Asia/Seoul")
_STAMP = re.compile(r"(\d{4})(\d{2})(\d{2})(?:T(\d{2})(\d{2})(\d{2})?(Z?))?", re.ASCII)
_DURATION = re.compile(
    r"([+-]?)P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?", re.ASCII
)
_MAX_DAYS = 366 * 300
_UNREADABLE_ZONE = (ValueError, KeyError, TypeError, AttributeError, IndexError, OverflowError)


class Zones:
    """Finds the time zones of a file by TZID, and keeps a warning for each that had to be guessed."""

    def __init__(self, definitions: Mapping[str, str], default: str) -> None:
        self._definitions, self._default = definitions, default
        self._zones: dict[str, tzinfo] = {}
        self.warnings: list[str] = []

    def find(self, tzid: str) -> tzinfo:
        """Return a time zone: by its name or that of Windows, as defined in the file, else the file's or ours."""
        if tzid not in self._zones:
            self._zones[tzid] = self._named(tzid) or self._defined(tzid) or self._guessed(tzid)
        return self._zones[tzid]

    def local(self, moment: datetime, zone: tzinfo | None) -> datetime:
        """Return a naive time of a zone, or without one, as naive local time. ValueError if there is none."""
        moment = moment.replace(second=0)
        if zone is None or zone is LOCAL:
            return moment
        try:
            return moment.replace(tzinfo=zone).astimezone(LOCAL).replace(tzinfo=None)
        except OverflowError as error:
            raise ValueError(_("없는 날짜나 시각입니다.")) from error

    @staticmethod
    def _named(tzid: str) -> tzinfo | None:
        from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON

        parts = tzid.strip("/").split("/")
        ends = ("/".join(parts[-n:]) for n in (2, 3))
        for name in (tzid, WINDOWS_TO_OLSON.get(tzid, ""), *ends):
            with suppress(ZoneInfoNotFoundError, ValueError, OSError):
                if name:
                    zone = ZoneInfo(name)
                    return LOCAL if zone.key == LOCAL.key else zone
        return None

    def _defined(self, tzid: str) -> tzinfo | None:
        from icalendar import Timezone

        if tzid not in self._definitions:
            return None
        with suppress(*_UNREADABLE_ZONE):
            definition = Timezone.from_ical(self._definitions[tzid])
            if isinstance(definition, Timezone):
                zone: tzinfo = definition.to_tz(lookup_tzid=False)
                zone.utcoffset(datetime(2020, 1, 1))  # noqa: DTZ001 - a naive time of the zone
                return zone
        return None

    def _guessed(self, tzid: str) -> tzinfo:
        zone = self._named(self._default) if self._default else None
        text = _("모르는 시간대 '{tzid}'의 시각은 {zone} 시각으로 읽었습니다.")
        name = self._default if zone else LOCAL.key
        self.warnings.append(text.format(tzid=clean(tzid), zone=clean(name)))
        return zone or LOCAL


def parse_moment(value: str) -> tuple[date | datetime, bool]:
    """Return a date, or a naive time, and whether it is in UTC. ValueError if it is neither."""
    match = _STAMP.fullmatch(value.strip())
    if match is None:
        raise ValueError(_("날짜나 시각이 아닙니다. 20230419나 20230419T140000처럼 적어야 합니다."))
    year, month, day, hour, minute, second, utc = match.groups()
    try:
        if hour is None:
            return date(int(year), int(month), int(day)), False
        seconds = min(int(second or 0), 59)  # 60 is a leap second
        moment = datetime(  # noqa: DTZ001 - the zone is a parameter of its own
            int(year), int(month), int(day), int(hour), int(minute), seconds
        )
    except ValueError as error:
        raise ValueError(_("없는 날짜나 시각입니다.")) from error
    return moment, bool(utc)


def zone_of(each: Property, zones: Zones, *, is_utc: bool) -> tzinfo | None:
    """Return the time zone of a property; None for local time."""
    if is_utc:
        return UTC
    tzid = each.parameters.get("TZID", "")
    return zones.find(tzid) if tzid else None


def local_moment(each: Property, value: str, zones: Zones) -> date | datetime:
    """Return a value of a property as a date or naive local time. ValueError if it is neither."""
    moment, is_utc = parse_moment(value)
    if isinstance(moment, datetime):
        return zones.local(moment, zone_of(each, zones, is_utc=is_utc))
    return moment


def parse_duration(value: str) -> timedelta:
    """Return a duration such as PT1H30M. ValueError if it is none, or negative."""
    match = _DURATION.fullmatch(value.strip().upper())
    if match is None or not any(match.groups()[1:]):
        raise ValueError(_("길이가 아닙니다. PT1H30M처럼 적어야 합니다."))
    weeks, days, hours, minutes, seconds = (int(each or 0) for each in match.groups()[1:])
    if match[1] == "-":
        raise ValueError(_("길이가 0보다 작습니다."))
    if weeks * 7 + days + hours // 24 + minutes // 1440 + seconds // 86_400 > _MAX_DAYS:
        raise ValueError(_("너무 깁니다."))
    return timedelta(days=weeks * 7 + days, hours=hours, minutes=minutes, seconds=seconds)


def occurrence_key(moment: date | datetime) -> str:
    """Return the local ISO text that identifies an occurrence of a series."""
    return f"{moment:%Y-%m-%dT%H:%M}" if isinstance(moment, datetime) else f"{moment}"
