"""협약: the register of agreements, their parties and tasks."""

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
    from secretariat_tui.areas.agreements.screen import AgreementsScreen

    return AgreementsScreen


def _commands() -> "Sequence[Sequence[Command]]":
    from secretariat_tui.areas.agreements.commands import SCREENS

    return SCREENS


def _records() -> "Sequence[type[Record]]":
    from secretariat_tui.areas.agreements.records import RECORDS
    from secretariat_tui.areas.attached.records import RECORDS as ATTACHED_RECORDS

    return (*RECORDS, *ATTACHED_RECORDS)  # the latter belong to no area


def _search_kinds() -> "Sequence[SearchKind[Any]]":
    from secretariat_tui.areas.agreements.tables import SEARCH_KINDS

    return SEARCH_KINDS


def _sheets() -> "Mapping[str, SheetSource]":
    from secretariat_tui.areas.agreements.tables import SHEETS

    return SHEETS


def _audit_tables() -> "Sequence[TableMeta]":
    from secretariat_tui.areas.agreements.audit_meta import TABLES
    from secretariat_tui.areas.attached.audit_meta import TABLES as ATTACHED_TABLES

    return (*TABLES, *ATTACHED_TABLES)  # the latter belong to no area


def _delete_functions() -> "Mapping[str, DeleteFunction]":
    from secretariat_tui.areas.agreements.store import delete

    return {"agreement": delete}


def _imports() -> "Mapping[str, ImportTarget[Any]]":
    from secretariat_tui.areas.agreements.store import IMPORTS

    return IMPORTS


AREA = Area(
    name="agreements",
    title=N_("협약"),
    key="5",
    screen=_screen,
    commands=_commands,
    records=_records,
    search_kinds=_search_kinds,
    sheets=_sheets,
    imports=_imports,
    audit_tables=_audit_tables,
    delete_functions=_delete_functions,
)
