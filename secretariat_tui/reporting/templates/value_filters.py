"""The filters of templates for lists, texts and numbers of any kind; what they return keeps its sources."""

from collections.abc import Callable, Mapping
from itertools import groupby
from typing import Any

from jinja2 import pass_environment

from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.figures import Missing, TracedNumber, merged, text_of
from secretariat_tui.reporting.namespace import Row
from secretariat_tui.reporting.templates.filters import list_items, traced_text, whole_number

KEPT_FILTERS = ("default", "max", "min", "rejectattr", "selectattr", "sort", "unique")
"""The filters of Jinja2 that are safe: they reach attributes through the sandbox and make nothing larger."""
KEPT_TESTS = (
    "defined", "divisibleby", "eq", "even", "ge", "gt", "in", "le", "lt", "ne", "number", "odd", "string",
    "undefined", "==", "!=", "<", "<=", ">", ">=",
)  # fmt: skip
_MAX_PLACES = 6


def is_empty(value: Any) -> bool:
    """Return whether a field has no value."""
    return value is None or isinstance(value, Missing)


def _count(values: Any) -> int:
    if isinstance(values, str):
        return len(values)
    items = list_items(values)
    sources = merged(items)
    return TracedNumber(len(items), sources) if sources else len(items)


def _first(values: Any) -> Any:
    return next(iter(list_items(values)), None)


def _last(values: Any) -> Any:
    return next(reversed(list_items(values)), None)


def _reversed(values: Any) -> list[Any]:
    return list_items(values)[::-1]


@pass_environment
def _sum(environment: Any, values: Any, attribute: str | None = None) -> int:
    items = list_items(values)
    if attribute is not None:
        items = [environment.getitem(each, attribute) for each in items]
    numbers = [each for each in items if not is_empty(each)]
    total = sum(whole_number(each) for each in numbers)
    sources = merged(numbers)
    return TracedNumber(total, sources) if sources else total


@pass_environment
def _groups(environment: Any, values: Any, attribute: str) -> list[tuple[Any, list[Any]]]:
    """Return the rows of each value of a column, in the order of the values."""
    items = list_items(values)
    if not all(isinstance(each, Row) for each in items):
        raise RuleError(_("기록만 묶을 수 있습니다."))

    def value(row: Any) -> Any:
        return environment.getitem(row, attribute)

    def order(row: Any) -> tuple[bool, Any]:
        return (is_empty(value(row)), None if is_empty(value(row)) else value(row))

    return [(key, list(rows)) for key, rows in groupby(sorted(items, key=order), value)]


def _absolute(number: int) -> int:
    whole_number(number)
    return abs(number)


def _whole(value: Any, default: int = 0) -> int:
    """Return the whole number that a text is: 1,234; the default for another text."""
    if isinstance(value, int):
        return value
    try:
        number = int(value) if isinstance(value, float) else int(str(value).replace(",", ""))
    except (ValueError, OverflowError):
        number = default
    sources = merged((value,))
    return TracedNumber(number, sources) if sources else number


def _rounded(number: float, places: int = 0) -> float:
    """Return a number with so many digits after the point."""
    if isinstance(number, int):
        return number
    if not isinstance(number, float) or not 0 <= whole_number(places) <= _MAX_PLACES:
        raise RuleError(_("반올림할 수 없는 값입니다."))
    return round(number, places) if places else round(number)


@traced_text
def _trimmed(text: Any) -> str:
    return text_of(text).strip()


@traced_text
def _lower(text: Any) -> str:
    return text_of(text).lower()


@traced_text
def _upper(text: Any) -> str:
    return text_of(text).upper()


@traced_text
def _truncated(text: Any, length: int = 40, end: str = "…") -> str:
    shown = text_of(text)
    if len(shown) <= whole_number(length):
        return shown
    return shown[: max(length - len(end), 0)].rstrip() + end


VALUE_FILTERS: Mapping[str, Callable[..., Any]] = {
    "abs": _absolute, "count": _count, "length": _count, "first": _first, "last": _last, "groupby": _groups,
    "int": _whole, "list": list_items, "lower": _lower, "upper": _upper, "reverse": _reversed, "round": _rounded,
    "sum": _sum, "합": _sum, "trim": _trimmed, "truncate": _truncated,
}  # fmt: skip
