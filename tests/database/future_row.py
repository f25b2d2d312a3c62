"""A row class whose annotations are strings, as this import makes them."""

from __future__ import annotations

from datetime import date  # noqa: TC003 - the reader resolves the annotations
from typing import NamedTuple


class FutureRow(NamedTuple):
    day: date | None
    text: str
