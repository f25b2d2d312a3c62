"""Parsing of values as people write them, the same in forms and in imported files.

Parsers raise ValueError with a message for the user.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from secretariat_tui.core import dates
from secretariat_tui.core.fields import EnteredValues, Field, fields_of
from secretariat_tui.core.i18n import _
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.limits import bound_error
from secretariat_tui.core.money import parse_won
from secretariat_tui.core.text import clean_input, excerpt, half_width, resolve_particles

_BAR = LazyPattern(r"(\\*)\|")  # with the backslashes that escape it
_COUNT = LazyPattern(r"\d{1,9}|\d{1,3}(?:,\d{3}){1,2}", re.ASCII)


def parse_count(typed: str) -> int:
    """Parse an integer that is not negative: 12 · 1,234."""
    digits = half_width(typed)
    if not _COUNT.compiled.fullmatch(digits):
        raise ValueError(_("숫자로 적어 주세요: {text}").format(text=excerpt(typed)))
    return int(digits.replace(",", ""))


def parse_clock(typed: str, start: time | None = None, *, is_end: bool = False) -> time | None:
    """Parse an optional time of day; that of an end may be 24:00, and in the afternoon after `start`."""
    given = clean_input(typed)
    if not given:
        return None
    if not is_end and dates.is_day_end(given) and not dates.is_named_time(given):
        message = _(
            "{text}은(는) 다음 날 00:00입니다. 날짜를 다음 날로 하고 00:00으로 적어 주세요."
        )
        raise ValueError(resolve_particles(message.format(text=given)))
    return dates.parse_time(given, start)


def key_for_label(label: str, labels: Mapping[Any, str]) -> Any:
    """Return the key of a label, translated or Korean. ValueError if there is none."""
    for key, korean in labels.items():
        if label in {korean, _(korean)}:
            return key
    known = ", ".join(map(_, labels.values()))
    raise ValueError(
        _("{name}: 없는 말입니다. {known} 가운데 하나를 적어 주세요.").format(
            name=label, known=known
        )
    )


def join_row(*parts: str) -> str:
    r"""Format the parts of a dependent row for editing: 이름 | 구분 | 서명자.

    A bar in a part is shown as `\|`. Trailing empty parts are left out.
    """
    count = max((number for number, part in enumerate(parts, 1) if part), default=0)
    return " | ".join(_BAR.compiled.sub(r"\1\1\\|", part) for part in parts[:count])


def format_row(row: EnteredValues) -> str:
    """Format a row whose fields stand between bars, as `parse_row` parses it."""
    values = row._asdict()
    fields = fields_of(type(row)).items()
    return join_row(*(field.format(values[key]) for key, field in fields))


def split_row(typed: str, count: int) -> list[str]:
    """Parse a dependent row into `count` parts as `join_row` formats them; missing ones are empty.

    ValueError if there are more.
    """
    parts = [""]
    end = 0
    for match in _BAR.compiled.finditer(typed):
        backslashes = len(match[1])
        parts[-1] += typed[end : match.start()] + "\\" * (backslashes // 2)
        if backslashes % 2:
            parts[-1] += "|"
        else:
            parts.append("")
        end = match.end()
    parts[-1] += typed[end:]
    if len(parts) > count:
        raise ValueError(_("칸이 너무 많습니다. 세로줄(|)은 {n}개까지 씁니다.").format(n=count - 1))
    return [*map(str.strip, parts), *[""] * (count - len(parts))]


def parse_row(draft: type, typed: str, today: date) -> Any:
    """Parse a row whose fields stand between bars; an empty part leaves the default of the draft."""
    fields = fields_of(draft)
    parts = split_row(typed, len(fields))
    values = {
        key: _parse_part(field, part, today)
        for (key, field), part in zip(fields.items(), parts, strict=True)
    }
    return draft(**{key: value for key, value in values.items() if value is not None})


def _parse_part(field: Field, typed: str, today: date) -> Any:
    value = parse_field(field, typed, today)
    if value is None and not field.optional and field.kind != "choice":
        raise ValueError(_("비워 둘 수 없습니다."))
    return value


def parse_field(field: Field, typed: str, today: date) -> Any:
    """Parse the text of a field; None for an empty one. ValueError also beyond the bounds of its kind."""
    given = clean_input(typed, multiline=field.kind == "paragraph")
    if field.kind == "choice":
        return key_for_label(given, field.names or {}) if given else None
    parse = _PARSERS.get(field.kind or "")
    if parse is None:
        value: Any = given
    else:
        value = parse(given, today) if given else None
    if message := bound_error(field.kind or "", value):
        raise ValueError(message)
    return value


_PARSERS: Mapping[str, Callable[[str, date], Any]] = {
    "day": dates.parse_date,
    "clock": lambda typed, _today: parse_clock(typed),
    "won": lambda typed, _today: parse_won(typed),
    "number": lambda typed, _today: parse_count(typed),
    "bytes": lambda typed, _today: parse_count(typed),
    "days": lambda typed, _today: dates.parse_day_offset(typed),
    "year": lambda typed, _today: parse_count(typed),
}
