"""Validation of column values that come from outside."""

from collections.abc import Callable
from datetime import date, time
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, Text

from secretariat_tui.core.i18n import _
from secretariat_tui.core.pii import contains_resident_number
from secretariat_tui.database.engine.tables import TimeOfDay
from secretariat_tui.database.transfer.dump import JSON_COLUMNS

_NUMBERS = 2**36  # the ids that the search index has room for
_INTEGERS = 2**63

Check = Callable[[Any], str | None]  # returns the error of a value, None without


def column_check(column: Column[Any]) -> Check:
    """Return the check for a column's values."""
    check = _check_by_type(column)
    if not column.nullable:
        return check
    return lambda value: None if value is None else check(value)


def _check_by_type(column: Column[Any]) -> Check:
    if column.primary_key:
        return id_error
    if column.name in JSON_COLUMNS.get(column.table.name, ()):
        return _json
    kinds: dict[type, Check] = {
        Boolean: _bool, Date: _date, TimeOfDay: _clock,
        BigInteger: _integer, Integer: _integer, Text: _text,
    }  # fmt: skip
    return next((check for kind, check in kinds.items() if isinstance(column.type, kind)), _text)


def id_error(value: Any) -> str | None:
    """Return the error if a value is not the id of a row."""
    return None if type(value) is int and 0 < value < _NUMBERS else _("번호가 아닙니다.")


def value_contains_resident_number(value: Any) -> bool:
    """Whether a value, or a value of a row as JSON, contains a resident number."""
    texts = value.values() if isinstance(value, dict) else (value,)
    return any(contains_resident_number(text) for text in texts if isinstance(text, str))


def _integer(value: Any) -> str | None:
    fits = type(value) is int and -_INTEGERS <= value < _INTEGERS
    return None if fits else _("정수가 아니거나 너무 큽니다.")


def _bool(value: Any) -> str | None:
    return None if type(value) is int and value in {0, 1} else _("0이나 1이 아닙니다.")


def _text(value: Any) -> str | None:
    return None if isinstance(value, str) else _("글이 아닙니다.")


def _json(value: Any) -> str | None:
    return None if isinstance(value, dict) else _text(value)


def _date(value: Any) -> str | None:
    try:
        fits = isinstance(value, str) and date.fromisoformat(value).isoformat() == value
    except ValueError:
        fits = False
    return None if fits else _("날짜가 아닙니다(예: 2023-04-19).")


def _clock(value: Any) -> str | None:
    try:
        fits = isinstance(value, str) and f"{time.fromisoformat(value):%H:%M}" == value
    except ValueError:
        fits = False
    return None if fits else _("시각이 아닙니다(예: 14:30).")
