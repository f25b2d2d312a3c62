"""Validation of column values that come from outside."""

from collections.abc import Callable, Mapping
from datetime import date, time
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Date, Integer, Text

from secretariat_tui.core.fields import Field
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import MAX_ID, MAX_LINE, MAX_PARAGRAPH, bound_error
from secretariat_tui.core.pii import contains_resident_number
from secretariat_tui.database.engine.tables import TimeOfDay
from secretariat_tui.database.transfer.dump import JSON_COLUMNS

_NUMBERS = 2**36  # the ids that the search index has room for
_MAX_JSON = 20 * MAX_PARAGRAPH  # characters of a row in the audit log that is no JSON object

_BETWEEN = "\0"  # not within a resident number
_TEXT_KINDS = frozenset({"text", "paragraph", "choice"})

Check = Callable[[Any], str | None]  # returns the error of a value, None without


def column_check(column: Column[Any], field: Field | None = None) -> Check:
    """Return the check for a column's values: their type, and the bounds of the field that declares it."""
    check_type = _check_by_type(column)
    any_line = check_type is _text and (field is None or field.kind in _TEXT_KINDS)

    def check(value: Any) -> str | None:
        if any_line and type(value) is str and len(value) <= MAX_LINE:  # most values
            return None
        if value is None and column.nullable:
            return None
        if message := check_type(value):
            return message
        return (bound_error(field.kind or "", field.parse(value)) if field else "") or None

    return check


def _check_by_type(column: Column[Any]) -> Check:
    if column.primary_key:
        return id_error
    if column.name == "rev":
        return _revision
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


def resident_number_columns(row: Mapping[str, Any]) -> list[str]:
    """Return the columns whose value contains a resident number; a value may be a row as JSON."""
    texts = [value for value in row.values() if type(value) is str]
    texts += [_joined_texts(value) for value in row.values() if type(value) is dict]
    if not contains_resident_number(_BETWEEN.join(texts)):
        return []
    return [name for name, value in row.items() if contains_resident_number(_joined_texts(value))]


def _joined_texts(value: Any) -> str:
    """Return the texts of a value so that no number extends over two of them."""
    if isinstance(value, str):
        return value
    if isinstance(value, dict):
        return _BETWEEN.join([text for text in value.values() if isinstance(text, str)])
    return ""


def _integer(value: Any) -> str | None:
    fits = type(value) is int and -MAX_ID <= value <= MAX_ID
    return None if fits else _("정수가 아니거나 너무 큽니다.")


def _revision(value: Any) -> str | None:
    fits = type(value) is int and 1 <= value <= MAX_ID
    return None if fits else _("고친 횟수(rev)가 맞지 않습니다.")


def _bool(value: Any) -> str | None:
    return None if type(value) is int and value in {0, 1} else _("0이나 1이 아닙니다.")


def _text(value: Any) -> str | None:
    if not isinstance(value, str):
        return _("글이 아닙니다.")
    return bound_error("paragraph", value) or None


def _json(value: Any) -> str | None:
    """Check a row in the audit log, of whatever table; as text it is an object that is written otherwise."""
    if isinstance(value, dict):
        checks = {str: _text, int: _integer}
        others = [v for v in value.values() if type(v) is not str or len(v) > MAX_LINE]
        messages = (checks[type(each)](each) for each in others if type(each) in checks)
        return next(filter(None, messages), None)
    if isinstance(value, str):
        return None if len(value) <= _MAX_JSON else _("글이 너무 깁니다.")
    return _("글이 아닙니다.")


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
