"""The areas of work, one package each. A new area is a new package and a name here."""

from typing import TYPE_CHECKING

from secretariat_tui.areas import agreements, budget, proposals, schedule, today
from secretariat_tui.tui.keys import area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretariat_tui.database.engine.tables import Record
    from secretariat_tui.database.search.index import IndexSource

AREAS = (today.AREA, schedule.AREA, budget.AREA, proposals.AREA, agreements.AREA)


def record_classes() -> "list[type[Record]]":
    """Return the record classes of all areas."""
    return area.record_classes(AREAS)


def index_sources() -> "Iterator[IndexSource]":
    """Yield what the search index holds: the rows of lists, and all texts of each kind of record."""
    from secretariat_tui.tables.register import index_source
    from secretariat_tui.tables.search_kinds import full_index_source

    for each in AREAS:
        yield from map(index_source, each.registers())
        yield from map(full_index_source, each.search_kinds())
