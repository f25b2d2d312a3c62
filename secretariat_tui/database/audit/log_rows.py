"""The rows of tables as the audit log holds them: JSON."""

import json
from types import NoneType
from typing import Any

_VALUES = frozenset({str, int, bool, NoneType})  # the types that JSON has for what SQLite stores


def parse_row(side: str) -> dict[str, Any] | None:
    """Parse one side of a change into its columns; None if it is not the JSON of a row."""
    try:
        row = _DECODER.decode(side)
    except (ValueError, RecursionError):
        return None
    valid = isinstance(row, dict) and set(map(type, row.values())) <= _VALUES
    return row if valid else None


def _reject_constant(name: str) -> None:
    raise ValueError(name)  # NaN: valid for Python, not for SQLite


_DECODER = json.JSONDecoder(
    parse_constant=_reject_constant
)  # json.loads would make one for each row
