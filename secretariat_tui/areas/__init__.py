"""The areas of work, one package each. A new area is a new package and a name here."""

from typing import TYPE_CHECKING

from secretariat_tui.areas import agreements, budget, proposals, schedule, today

if TYPE_CHECKING:
    from collections.abc import Iterator

    from secretariat_tui.database.search.index import IndexSource

AREAS = (today.AREA, schedule.AREA, budget.AREA, proposals.AREA, agreements.AREA)
RECORDS = tuple(dict.fromkeys(module for area in AREAS for module in area.records))
"""The modules of all SQLModel tables."""


def index_sources() -> "Iterator[IndexSource]":
    """Yield what the search index holds: the rows of lists, and all texts of each kind of record."""
    from secretariat_tui.tables.register import index_source
    from secretariat_tui.tables.search_kinds import full_index_source

    for area in AREAS:
        yield from map(index_source, area.registers())
        yield from map(full_index_source, area.search_kinds())
