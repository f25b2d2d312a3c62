"""The rows of tables as the audit log holds them: JSON."""

import json
from typing import Any


def parse_row(side: str) -> dict[str, Any] | None:
    """Parse one side of a change into its columns; None if it is not the JSON of a row."""
    try:
        row = json.loads(side, parse_constant=_reject_constant)
    except (ValueError, RecursionError):
        return None
    valid = isinstance(row, dict) and all(
        value is None or isinstance(value, str | int) for value in row.values()
    )
    return row if valid else None


def _reject_constant(name: str) -> None:
    raise ValueError(name)  # NaN: valid for Python, not for SQLite
