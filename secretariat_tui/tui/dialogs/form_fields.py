"""The fields of a form: how each kind of value is shown for editing, and parsed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from secretariat_tui.core import dates, money
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean_input

Kind = Literal["line", "lines", "choice"]


@dataclass(frozen=True)
class FormField:
    """A field: `show` returns the text to edit, `read` parses it, raising ValueError with a message.

    `choices` maps the values of a choice to their labels. `hint` is shown in an empty field.
    `height` is the number of lines of a field of several lines. `select` selects the text when the
    field gets the focus, so that typing replaces it.
    """

    key: str
    label: str
    kind: Kind = "line"
    hint: str = ""
    show: Callable[[Any], str] = str
    read: Callable[[str], Any] = clean_input
    choices: Mapping[Any, str] | None = None
    height: int = 4
    select: bool = False


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


def day(key: str, label: str, today: date, *, required: bool = False) -> FormField:
    """Return a field for a date."""
    return FormField(
        key,
        label,
        hint=_("예: {date}, 4.19., 내일").format(date=today.isoformat()),
        show=lambda value: value.isoformat() if value else "",
        read=_optional(lambda typed: dates.parse_date(typed, today), required=required),
        select=True,
    )


def clock(key: str, label: str) -> FormField:
    """Return a field for an optional time of day."""
    return FormField(
        key,
        label,
        hint=_("예: 14:00, 오후 2시 반 (모르면 비워 둡니다)"),
        show=lambda value: dates.format_time(value) if value else "",
        read=_optional(dates.parse_time),
        select=True,
    )


def won(key: str, label: str, *, required: bool = True) -> FormField:
    """Return a field for an amount of money in won."""
    return FormField(
        key,
        label,
        hint=_("원 단위. 예: 120,000 또는 12만원"),
        show=lambda value: "" if value is None else money.format_won(value),
        read=_optional(money.parse_won, required=required),
        select=True,
    )


def number(key: str, label: str, hint: str = "", *, required: bool = False) -> FormField:
    """Return a field for an integer that is not negative."""
    return FormField(
        key,
        label,
        hint=hint,
        show=lambda value: "" if value is None else f"{value}",
        read=_optional(_parse_count, required=required),
        select=True,
    )


def row_list(  # noqa: PLR0913
    key: str,
    label: str,
    hint: str,
    show: Callable[[Any], str],
    read: Callable[[str], Any],
    *,
    height: int = 4,
) -> FormField:
    """Return a field of dependent rows, one line each; `show` and `read` format and parse one row."""

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
        height=height,
    )


def join_row(*parts: str) -> str:
    """Format the parts of a dependent row for editing: 이름 | 구분 | 서명자."""
    return " | ".join(parts).rstrip(" |")


def split_row(typed: str, count: int) -> list[str]:
    """Parse a dependent row into `count` parts; missing ones are empty. ValueError if there are more."""
    parts = [part.strip() for part in typed.split("|")]
    if len(parts) > count:
        raise ValueError(_("칸이 너무 많습니다. 세로줄(|)은 {n}개까지 씁니다.").format(n=count - 1))
    return [*parts, *[""] * (count - len(parts))]


def key_for_label(label: str, labels: Mapping[str, str]) -> str:
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


def _optional(read: Callable[[str], Any], *, required: bool = False) -> Callable[[str], Any]:
    def read_or_none(typed: str) -> Any:
        if clean_input(typed):
            return read(clean_input(typed))
        if required:
            raise ValueError(_("비워 둘 수 없습니다."))
        return None

    return read_or_none


def _parse_count(typed: str) -> int:
    digits = typed.replace(",", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):  # noqa: PLR2004
        raise ValueError(_("숫자로 적어 주세요: {text}").format(text=typed))
    return int(digits)
