"""The fields of a form: how each kind of value is shown for editing, and read back."""

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
    """A field: `show` makes the text to edit, `read` the value; `read` raises ValueError with a sentence.

    `choices` maps the values of a choice to their names. `hint` stands in an empty field. What is
    typed into a field to `select` takes the place of what stood there.
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
    """Make a field of one line of text."""
    return FormField(key, label, hint=hint)


def paragraph(key: str, label: str, hint: str = "", height: int = 4) -> FormField:
    """Make a field of several lines of text."""
    return FormField(
        key,
        label,
        "lines",
        hint,
        read=lambda typed: clean_input(typed, multiline=True),
        height=height,
    )


def choice(key: str, label: str, choices: Mapping[Any, str]) -> FormField:
    """Make a field whose value is one of several; `choices` names them."""
    return FormField(key, label, "choice", choices=choices)


def day(key: str, label: str, today: date, *, required: bool = False) -> FormField:
    """Make a field for a date."""
    return FormField(
        key,
        label,
        hint=_("예: {date}, 4.19., 내일").format(date=today.isoformat()),
        show=lambda value: value.isoformat() if value else "",
        read=_optional(lambda typed: dates.parse_date(typed, today), required=required),
        select=True,
    )


def clock(key: str, label: str) -> FormField:
    """Make a field for a time of day, which may be unknown."""
    return FormField(
        key,
        label,
        hint=_("예: 14:00, 오후 2시 반 (모르면 비워 둡니다)"),
        show=lambda value: dates.format_time(value) if value else "",
        read=_optional(dates.parse_time),
        select=True,
    )


def won(key: str, label: str, *, required: bool = True) -> FormField:
    """Make a field for an amount of money in won."""
    return FormField(
        key,
        label,
        hint=_("원 단위. 예: 120,000 또는 12만원"),
        show=lambda value: "" if value is None else money.format_won(value),
        read=_optional(money.parse_won, required=required),
        select=True,
    )


def number(key: str, label: str, hint: str = "", *, required: bool = False) -> FormField:
    """Make a field for a whole number."""
    return FormField(
        key,
        label,
        hint=hint,
        show=lambda value: "" if value is None else f"{value}",
        read=_optional(_whole, required=required),
        select=True,
    )


def rows(  # noqa: PLR0913
    key: str,
    label: str,
    hint: str,
    show: Callable[[Any], str],
    read: Callable[[str], Any],
    *,
    height: int = 4,
) -> FormField:
    """Make a field of dependent rows, one line each; `show` and `read` turn one row into text and back."""

    def read_all(typed: str) -> tuple[Any, ...]:
        found = []
        for number_, each in enumerate(typed.split("\n"), 1):
            if clean_input(each):
                try:
                    found.append(read(clean_input(each)))
                except ValueError as error:
                    raise ValueError(
                        _("{n}번째 줄: {error}").format(n=number_, error=error)
                    ) from None
        return tuple(found)

    return FormField(
        key,
        label,
        "lines",
        hint,
        lambda value: "\n".join(map(show, value)),
        read_all,
        height=height,
    )


def joined(*parts: str) -> str:
    """Write the parts of a dependent row as it is edited: 이름 | 구분 | 서명자."""
    return " | ".join(parts).rstrip(" |")


def parts(typed: str, count: int) -> list[str]:
    """Read the parts of a dependent row; those left out are empty."""
    found = [part.strip() for part in typed.split("|")]
    if len(found) > count:
        raise ValueError(_("칸이 너무 많습니다. 세로줄(|)은 {n}개까지 씁니다.").format(n=count - 1))
    return [*found, *[""] * (count - len(found))]


def key_of(name: str, names: Mapping[str, str]) -> str:
    """Return the key of a name as people read it, or of its Korean name."""
    for key, label in names.items():
        if name in {label, _(label)}:
            return key
    known = ", ".join(_(label) for label in names.values())
    raise ValueError(
        _("{name}: 없는 말입니다. {known} 가운데 하나를 적어 주세요.").format(
            name=name, known=known
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


def _whole(typed: str) -> int:
    digits = typed.replace(",", "")
    if not (digits.isascii() and digits.isdigit() and len(digits) < 10):  # noqa: PLR2004
        raise ValueError(_("숫자로 적어 주세요: {text}").format(text=typed))
    return int(digits)
