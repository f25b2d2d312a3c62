"""The fields of a form: how each kind of value is shown for editing, and parsed."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time
from functools import partial
from types import MappingProxyType
from typing import Any, Literal

from secretariat_tui.core import dates, money
from secretariat_tui.core.i18n import _
from secretariat_tui.core.matcher import Matcher
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean_input
from secretariat_tui.core.typed_values import parse_clock, parse_count

Kind = Literal["line", "lines", "choice"]


Values = Mapping[str, Any]


class RowEditor(NamedTuple):
    """How the rows of a field are edited one by one: the fields of a row, and what makes one of their values."""

    fields: "Sequence[FormField]"
    make: Callable[..., Any]
    blank: Values

    def errors(self, values: Values) -> list[tuple[str, str]]:
        """Return the required fields that are blank: (field, message)."""
        return [
            (field.key, _("비워 둘 수 없습니다."))
            for field in self.fields
            if field.required and values[field.key] in {None, ""}
        ]


class Suggestion(NamedTuple):
    """A value that a text field may take, and the values of the fields that go with it, by key; `note` is shown."""

    text: str
    values: Values = MappingProxyType({})
    note: str = ""


class Advice(NamedTuple):
    """What the file knows of the values in a form: lines as those of a preview, and values to take instead."""

    text: str = ""
    proposals: Sequence[Suggestion] = ()


class Adviser(NamedTuple):
    """Reads the advice on the values of a form, again whenever one of `keys` changes."""

    keys: Sequence[str]
    read: Callable[[Values], Awaitable[Advice]]


@dataclass(frozen=True)
class FormField:
    """A field: `show` returns the text to edit, `read` parses it, raising ValueError with a message.

    `read_beside` parses it instead, given the values of the other fields. `echo` returns what was understood
    from a text and its value, "" if there is nothing to add. `doubt` returns another value that a text may mean.
    `choices` maps the values of a choice to their labels. `suggestions` are texts that F4 offers. `hint` is shown
    in an empty field.
    `height` is the number of lines of a field of several lines; `width` the cells of a short one, 0 if it takes
    what there is. `beside` puts the field on the line of the one before it, if there is room.
    """

    key: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    show: Callable[[Any], str] = str
    read: Callable[[str], Any] = clean_input
    read_beside: Callable[[str, Values], Any] | None = None
    echo: Callable[[str, Any], str] | None = None
    doubt: Callable[[str, Values], Any] | None = None
    choices: Mapping[Any, str] | None = None
    rows: RowEditor | None = None
    records: Sequence[tuple[Any, str]] | None = None
    suggestions: Sequence[Suggestion] = ()
    height: int = 4
    width: int = 0
    required: bool = False
    optional: bool = False
    beside: bool = False

    def parse(self, typed: str, others: Values) -> Any:
        """Return the value of a text, given the values of the other fields. ValueError with a message."""
        return self.read_beside(typed, others) if self.read_beside else self.read(typed)


def lines_of(fields: Sequence[FormField]) -> list[list[FormField]]:
    """Return the fields of each line."""
    lines: list[list[FormField]] = []
    for field in fields:
        if field.beside and lines:
            lines[-1].append(field)
        else:
            lines.append([field])
    return lines


def text(key: str, label: str, hint: str = "") -> FormField:
    """Return a field of one line of text."""
    return FormField(key, label, hint=hint)


def paragraph(key: str, label: str, hint: str = "", height: int = 4) -> FormField:
    """Return a field of several lines of text."""
    return FormField(
        key,
        label,
        "lines",
        hint,
        read=lambda typed: clean_input(typed, multiline=True),
        height=height,
    )


def choice(key: str, label: str, choices: Mapping[Any, str]) -> FormField:
    """Return a field whose value is a key of `choices`, which maps it to its label."""
    return FormField(key, label, "choice", choices=choices)


def day(  # noqa: PLR0913
    key: str,
    label: str,
    today: date,
    *,
    required: bool = False,
    near: date | None = None,
    first: str = "",
) -> FormField:
    """Return a field for a date.

    The year of a date without one is the closest to the date of the field `first`, else to `near`, else to the date
    that stood in the field, else to today.
    """

    def read(typed: str, others: Values) -> date | None:
        value: date | None = _optional(
            lambda given: dates.parse_date(
                given, today, others.get(first) or near or others.get(key)
            ),
            required=required,
        )(typed)
        return value

    return FormField(
        key,
        label,
        hint=_("예: 4.19."),
        show=lambda value: value.isoformat() if value else "",
        read=lambda typed: read(typed, {}),
        read_beside=read,
        echo=_echo_day,
        width=12,
        required=required,
    )


def _echo_day(typed: str, value: date | None) -> str:
    """Return what a text does not show of its date: the weekday, the year, or all of 내일."""
    if value is None:
        return ""
    text = typed.strip()
    if text == value.isoformat():
        return f"({dates.weekday(value)})"
    if dates.is_day_of_month(text):
        return dates.short_date(value)
    if any(char.isdigit() for char in text) and not text.startswith(("+", "-")):
        return _("{year}년({weekday})").format(year=value.year, weekday=dates.weekday(value))
    return dates.short_date(value)


def clock(key: str, label: str, *, start: str = "") -> FormField:
    """Return a field for an optional time of day; that of an end if `start` is the field of its start."""

    def read(typed: str, others: Values) -> time | None:
        return parse_clock(typed, others.get(start), is_end=bool(start))

    def doubt(typed: str, others: Values) -> time | None:
        return dates.afternoon_time(typed, others.get(start)) if clean_input(typed) else None

    return FormField(
        key,
        label,
        hint=_("예: 14:00"),
        show=lambda value: dates.format_time(value) if value else "",
        read=lambda typed: read(typed, {}),
        read_beside=read,
        echo=partial(_echo_clock, is_end=bool(start)),
        doubt=doubt,
        width=12,
    )


def _echo_clock(typed: str, value: time | None, *, is_end: bool) -> str:
    if value is None:
        return ""
    shown = "24:00" if is_end and dates.is_day_end(typed) else dates.format_time(value)
    if dates.NIGHT_HOURS[0] <= value.hour <= dates.NIGHT_HOURS[-1]:
        return _("{time} 새벽").format(time=shown)
    return "" if typed.strip() == shown else shown


def won(key: str, label: str, *, required: bool = True) -> FormField:
    """Return a field for an amount of money in won."""
    return FormField(
        key,
        label,
        hint=_("예: 12만원"),
        show=lambda value: "" if value is None else money.format_won(value),
        read=_optional(money.parse_won, required=required),
        echo=_echo_won,
        width=16,
        required=required,
    )


def _echo_won(typed: str, value: int | None) -> str:
    """Return an amount in the notation that was not typed: in digits, or with 억 and 만."""
    if value is None:
        return ""
    digits = _("{n}원").format(n=money.format_won(value))
    units = money.won_with_units(value)
    if typed.strip() == money.format_won(value):
        return units if units != digits else ""
    return digits


def number(key: str, label: str, hint: str = "", *, required: bool = False) -> FormField:
    """Return a field for an integer that is not negative."""
    return FormField(
        key,
        label,
        hint=hint,
        show=lambda value: "" if value is None else f"{value}",
        read=_optional(parse_count, required=required),
        width=12,
        required=required,
    )


def day_offset(key: str, label: str, hint: str = "", *, required: bool = False) -> FormField:
    """Return a field for days before or after a date: 7일 전."""
    return FormField(
        key,
        label,
        hint=hint,
        show=lambda value: "" if value is None else dates.format_day_offset(value),
        read=_optional(dates.parse_day_offset, required=required),
        width=12,
        required=required,
    )


def record(
    key: str,
    label: str,
    hint: str,
    records: Sequence[tuple[Any, str]],
    *,
    numbers: Mapping[str, Any],
) -> FormField:
    """Return a field for another record: its number, or words of its name; F4 opens the list.

    `records` are (id, name); `numbers` maps the number of each to its id.
    """
    names = dict(records)

    def read(typed: str) -> Any:
        given = clean_input(typed)
        if not given:
            return None
        if given in numbers:
            return numbers[given]
        match = Matcher(given)
        matches = [each for each, name in records if match(name)]
        if len(matches) == 1:
            return matches[0]
        message = _("찾을 수 없습니다: {text} F4를 눌러 고르세요.")
        if matches:
            message = _("{n}건이 맞습니다: {text} F4를 눌러 고르세요.")
        raise ValueError(message.format(text=given, n=len(matches)))

    return FormField(
        key,
        label,
        hint=hint,
        show=lambda value: names.get(value, ""),
        read=read,
        echo=lambda _typed, value: names.get(value, ""),
        records=records,
    )


def row_list(  # noqa: PLR0913
    key: str,
    label: str,
    hint: str,
    show: Callable[[Any], str],
    read: Callable[[str], Any],
    *,
    height: int = 4,
    rows: RowEditor | None = None,
    keep: Callable[[Sequence[Any], Sequence[Any]], tuple[Any, ...]] | None = None,
) -> FormField:
    """Return a field of dependent rows, one line each; `show` and `read` format and parse one row.

    `keep` returns the rows read with what their lines do not have from those that stood there before.
    """

    def read_all(typed: str) -> tuple[Any, ...]:
        values = []
        for line_number, each in enumerate(typed.split("\n"), 1):
            if clean_input(each):
                try:
                    values.append(read(clean_input(each)))
                except ValueError as error:
                    raise ValueError(
                        _("{n}번째 줄: {error}").format(n=line_number, error=error)
                    ) from None
        return tuple(values)

    return FormField(
        key,
        label,
        "lines",
        hint,
        lambda value: "\n".join(map(show, value)),
        read_all,
        (lambda typed, others: keep(read_all(typed), others.get(key) or ())) if keep else None,
        height=height,
        rows=rows,
    )


def _optional(read: Callable[[str], Any], *, required: bool = False) -> Callable[[str], Any]:
    def read_or_none(typed: str) -> Any:
        if clean_input(typed):
            return read(clean_input(typed))
        if required:
            raise ValueError(_("비워 둘 수 없습니다."))
        return None

    return read_or_none
