"""The areas of work, one package each. A new area is a new package and a name here."""

from functools import cache
from typing import TYPE_CHECKING

from secretariat_tui.areas import (
    agreements,
    budget,
    programmes,
    proposals,
    report,
    schedule,
    staff,
    tasks,
    today,
)
from secretariat_tui.tui.keys import area

if TYPE_CHECKING:
    from secretariat_tui.database.engine.tables import Record
    from secretariat_tui.database.search.index import IndexSource

AREAS = (
    today.AREA,
    schedule.AREA,
    budget.AREA,
    proposals.AREA,
    agreements.AREA,
    programmes.AREA,
    tasks.AREA,
    staff.AREA,
    report.AREA,
)


def record_classes() -> "list[type[Record]]":
    """Return the record classes of all areas."""
    return area.record_classes(AREAS)


@cache
def index_sources() -> "tuple[IndexSource, ...]":
    """Return what the search index holds of each kind of record."""
    tables = area.audit_tables(AREAS)
    kinds = (kind for each in AREAS for kind in each.search_kinds())
    others = (source for each in AREAS for source in each.index_sources(tables))
    return (*(kind.index_source for kind in kinds), *others)
