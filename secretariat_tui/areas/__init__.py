"""The areas of work, one package each. A new area is a new package and entries here."""

from typing import TYPE_CHECKING

from secretariat_tui.core.area import Area
from secretariat_tui.core.i18n import N_

if TYPE_CHECKING:
    from collections.abc import Iterable

    from secretariat_tui.database.search.index import IndexSource

AREAS = (
    Area("today", N_("오늘"), "1"),
    Area("schedule", N_("일정"), "2"),
    Area("budget", N_("예산"), "3"),
    Area("proposals", N_("제안"), "4"),
    Area("agreements", N_("협약"), "5"),
)
RECORDS = tuple(
    f"{__name__}.{area}.records"
    for area in ("schedule", "budget", "proposals", "agreements", "tasks")
)
REGISTERS = tuple(
    f"{__name__}.{area}.tables" for area in ("schedule", "budget", "proposals", "agreements")
)


def index_sources() -> "Iterable[IndexSource]":
    """Return what the search index covers: the kinds of records and their texts."""
    from secretariat_tui.tables import register

    return register.index_sources(REGISTERS)
