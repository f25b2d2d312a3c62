"""A small register for tests of templates."""

from datetime import date
from typing import Any, NamedTuple

from secretariat_tui.reporting.figures import TracedDay
from secretariat_tui.reporting.namespace import RowReading, Rows
from secretariat_tui.tables.table import Column, Sheet, Table


class Visit(NamedTuple):
    id: int
    name: str
    number: int
    day: date


TABLE: Table[Visit] = Table(
    "visits",
    "실적",
    (
        Column("name", "이름", lambda row: row.name),
        Column("number", "건수", lambda row: row.number),
        Column("day", "일시", lambda row: row.day),
    ),
)
VISITS = (
    Visit(1, "국무회의 참석", 12, date(2023, 4, 18)),
    Visit(2, "현장방문", 2861, date(2023, 4, 2)),
)


def names() -> dict[str, Any]:
    """Return what the templates of the tests name: a register, a day, an amount."""
    sheet = Sheet(TABLE, VISITS, "")
    return {
        "실적": Rows("visits/all", RowReading(lambda: sheet)),
        "기준일": TracedDay(date(2023, 4, 19), ()),
    }
