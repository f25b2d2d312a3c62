"""Reading cells as the values of fields, by the parsers that forms use."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from secretariat_tui.core import dates
from secretariat_tui.core.fields import Field
from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.core.limits import bound_error
from secretariat_tui.core.money import parse_won
from secretariat_tui.core.pii import resident_number_error
from secretariat_tui.core.text import clean_input, search_key
from secretariat_tui.core.typed_values import (
    key_for_label,
    parse_clock,
    parse_count,
)
from secretariat_tui.imports.rows import Cell
from secretariat_tui.tables.formats import escape_formula

Parse = Callable[[str, Mapping[str, Any]], Any]
"""Parses a text, given the values of the row read before. ValueError with a message."""
_NOTHING = frozenset({"", "-", "–", "—", "미기재", "기간미기재", "해당없음", "n/a", "unstated"})
_FEW_DIGITS = re.compile(r"(?:\D*\d){13}")
_MAX_CACHED = 20_000  # texts of a column
_EXACT = 2**53
_SECONDS = re.compile(r"(\d{1,2}:\d{2}):\d{2}(?:\.\d+)?")


def text_of(cell: Cell) -> str:  # noqa: PLR0911 - one for each type
    """Return a cell as text: a number without a needless decimal, dates and times as people write them."""
    match cell:
        case None:
            return ""
        case str():
            return cell[1:] if cell[:1] == "'" and escape_formula(cell[1:]) == cell else cell
        case bool():
            return "TRUE" if cell else "FALSE"
        case float():
            return str(int(cell)) if cell.is_integer() and abs(cell) < _EXACT else repr(cell)
        case datetime():
            if cell.time() == time(0):
                return f"{cell.date()}"
            return f"{cell:%Y-%m-%d %H:%M}"
        case time():
            return f"{cell:%H:%M}"
        case timedelta():
            minutes = round(cell.total_seconds() / 60)
            return f"{minutes // 60}:{minutes % 60:02}"
        case _:
            return str(cell)


def is_blank(cell: Cell) -> bool:
    """Whether a cell holds nothing."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


class FieldReader:
    """Reads the cells of one column as values of a field; None for a cell without a value.

    `parse` is the parser of its texts if the field's kind does not decide it; `unit` the won that a number counts.
    """

    def __init__(
        self,
        field: Field,
        today: date,
        *,
        earlier: str = "",
        unit: int = 1,
        parse: Parse | None = None,
    ) -> None:
        self._field, self._today, self._earlier, self._unit = field, today, earlier, unit
        parse_kind: Parse = getattr(self, f"_{field.kind}", self._text)
        self._parse = parse or parse_kind
        self._choices = _choices(field) if field.kind == "choice" else {}
        self._cache: dict[str, Any] = {}
        self._depends = bool(earlier or parse)
        self._is_text = field.kind in {"text", "paragraph"}

    def read(self, cell: Cell, others: Mapping[str, Any]) -> Any:
        """Return the value of a cell. ValueError with a message."""
        text = text_of(cell)
        if self._is_text:
            return self._checked(self._parse(text, others), text)
        if not self._depends and text in self._cache:
            return self._cache[text]
        given = clean_input(text, multiline=self._field.kind == "rows")
        if search_key(given) in _NOTHING:
            return None
        value = self._checked(self._parse(given, others), given)
        if not self._depends and len(self._cache) < _MAX_CACHED:
            self._cache[text] = value
        return value

    def _checked(self, value: Any, text: str) -> Any:
        message = bound_error(self._field.kind or "", value)
        if not message and _FEW_DIGITS.match(text):
            message = resident_number_error(text) or ""
        if message:
            raise ValueError(message)
        return value

    def _text(self, text: str, _others: Mapping[str, Any]) -> Any:
        return clean_input(text)

    def _paragraph(self, text: str, _others: Mapping[str, Any]) -> Any:
        return clean_input(text, multiline=True)

    def _choice(self, text: str, _others: Mapping[str, Any]) -> Any:
        key = search_key(text)
        if key in self._choices:
            return self._choices[key]
        return key_for_label(text, self._field.names or {})

    def _day(self, text: str, others: Mapping[str, Any]) -> Any:
        near = others.get(self._earlier)
        return dates.parse_date(text.removeprefix("~").strip(), self._today, near)

    def _clock(self, text: str, others: Mapping[str, Any]) -> Any:
        typed = _SECONDS.fullmatch(text)
        is_end = bool(self._earlier)
        return parse_clock(typed[1] if typed else text, others.get(self._earlier), is_end=is_end)

    def _won(self, text: str, _others: Mapping[str, Any]) -> Any:
        if self._unit == 1:
            return parse_won(text)
        number = re.sub(r"[,\s]", "", text)
        if re.fullmatch(r"[△▲-]?\d+", number):
            return parse_won(number) * self._unit
        message = _("머리글에 단위가 있는 열에는 숫자만 적어 주세요: {text}")
        raise ValueError(message.format(text=text))

    def _number(self, text: str, _others: Mapping[str, Any]) -> Any:
        return parse_count(text.removesuffix("명").removesuffix("개월").strip())

    _bytes = _number

    def _days(self, text: str, _others: Mapping[str, Any]) -> Any:
        return dates.parse_day_offset(text)

    def _year(self, text: str, _others: Mapping[str, Any]) -> Any:
        return parse_count(text.removesuffix("년").removesuffix("년도").strip())


def _choices(field: Field) -> dict[str, Any]:
    """Return the values of a choice by their keys and by their names in all languages, as search keys."""
    choices: dict[str, Any] = {}
    names = field.names or {}
    for language in LANGUAGES.values():
        with language_set(language):
            for value, name in names.items():
                choices.setdefault(search_key(_(name)), value)
    for value in names:
        choices.setdefault(search_key(str(value)), value)
    if set(names) == {False, True}:
        signs = {"o": True, "y": True, "yes": True, "x": False, "n": False, "no": False}
        choices = signs | choices
    return choices


_RANGE = re.compile(r"\s*[~∼〜]\s*|(?<=\d)/(?=\d{4}-)")
_CLOCK_AT_END = re.compile(
    r"(?P<day>.*?)(?:^|[\sT]+)(?P<clock>(?:(?:오전|오후|새벽|아침|낮|저녁|밤)\s*)?\d{1,2}"
    r"(?::\d{2}(?::\d{2})?|\s*시(?:\s*(?:\d{1,2}\s*분|반))?)(?:\s*[ap]m)?)\s*"
)


def split_span(cell: Cell) -> tuple[str, str, str, str]:
    """Split a cell such as "4.19.(수) 14:00 ~ 15:00" into its day, clock, last day and last clock; "" without."""
    first, _tilde, last = _partition(text_of(cell).strip())
    return (*_day_and_clock(first), *_day_and_clock(last))


def _partition(text: str) -> tuple[str, str, str]:
    parts = _RANGE.split(text, maxsplit=1)
    return (parts[0], "~", parts[1]) if len(parts) > 1 else (text, "", "")


def _day_and_clock(text: str) -> tuple[str, str]:
    match = _CLOCK_AT_END.fullmatch(text.removesuffix("종일").strip())
    return (
        (match["day"].strip(), match["clock"]) if match else (text.removesuffix("종일").strip(), "")
    )
