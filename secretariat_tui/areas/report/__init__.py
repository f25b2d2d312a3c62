"""보고: the report, filled from a template, and the tallies that it prints, each with the records behind it."""

from typing import TYPE_CHECKING, Any

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.area import Area

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.screen import Screen

    from secretariat_tui.database.audit.meta import TableMeta
    from secretariat_tui.database.engine.tables import Record
    from secretariat_tui.database.record_store import DeleteFunction
    from secretariat_tui.imports.target import ImportTarget
    from secretariat_tui.tables.search_kinds import SearchKind
    from secretariat_tui.tables.table import SheetSource
    from secretariat_tui.tui.keys.commands import Command


def _screen() -> "type[Screen[Any]]":
    from secretariat_tui.areas.report.screen import ReportScreen

    return ReportScreen


def _commands() -> "Sequence[Sequence[Command]]":
    from secretariat_tui.areas.report.commands import SCREENS

    return SCREENS


def _records() -> "Sequence[type[Record]]":
    from secretariat_tui.areas.report.records import (
        IssuedPiece,
        IssuedReport,
        Tally,
        TallyCondition,
        TallyPart,
    )

    return Tally, TallyCondition, TallyPart, IssuedReport, IssuedPiece


def _search_kinds() -> "Sequence[SearchKind[Any]]":
    from secretariat_tui.areas.report.tables import SEARCH_KINDS

    return SEARCH_KINDS


def _sheets() -> "Mapping[str, SheetSource]":
    from secretariat_tui.areas.report.tables import SHEETS

    return SHEETS


def _imports() -> "Mapping[str, ImportTarget[Any]]":
    from secretariat_tui.areas.report.store import IMPORTS

    return IMPORTS


def _audit_tables() -> "Sequence[TableMeta]":
    from secretariat_tui.areas.report.audit_meta import TABLES

    return TABLES


def _delete_functions() -> "Mapping[str, DeleteFunction]":
    from secretariat_tui.areas.report.store import delete

    return {"tally": delete}


AREA = Area(
    name="report",
    title=N_("보고"),
    key="9",
    screen=_screen,
    commands=_commands,
    records=_records,
    search_kinds=_search_kinds,
    sheets=_sheets,
    imports=_imports,
    audit_tables=_audit_tables,
    delete_functions=_delete_functions,
)
