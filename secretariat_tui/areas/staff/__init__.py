"""인력: establishment and headcount, functions of the office, work manuals, surveys."""

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
    from secretariat_tui.areas.staff.screen import StaffScreen

    return StaffScreen


def _commands() -> "Sequence[Sequence[Command]]":
    from secretariat_tui.areas.people.commands import SCREENS as PEOPLE_SCREENS
    from secretariat_tui.areas.staff.commands import SCREENS

    return *SCREENS, *PEOPLE_SCREENS


def _records() -> "Sequence[type[Record]]":
    from secretariat_tui.areas.people.records import RECORDS as PEOPLE
    from secretariat_tui.areas.staff.records import (
        Manual,
        OfficeFunction,
        OutsidePosts,
        StaffGrade,
        Staffing,
        Survey,
        SurveyItem,
    )

    own = (Staffing, StaffGrade, OutsidePosts, OfficeFunction, Manual, Survey, SurveyItem)
    return *own, *PEOPLE


def _search_kinds() -> "Sequence[SearchKind[Any]]":
    from secretariat_tui.areas.people.tables import SEARCH_KINDS as PEOPLE
    from secretariat_tui.areas.staff.tables import SEARCH_KINDS

    return *SEARCH_KINDS, *PEOPLE


def _sheets() -> "Mapping[str, SheetSource]":
    from secretariat_tui.areas.people.tables import SHEETS as PEOPLE
    from secretariat_tui.areas.staff.tables import SHEETS

    return {**SHEETS, **PEOPLE}


def _audit_tables() -> "Sequence[TableMeta]":
    from secretariat_tui.areas.people.audit_meta import TABLES as PEOPLE
    from secretariat_tui.areas.staff.audit_meta import TABLES

    return *TABLES, *PEOPLE


def _delete_functions() -> "Mapping[str, DeleteFunction]":
    from secretariat_tui.areas.people.store import delete
    from secretariat_tui.areas.staff import store

    return {
        "staffing": store.delete_staffing,
        "survey": store.SURVEYS.delete,
        "contact": delete,
    }


def _imports() -> "Mapping[str, ImportTarget[Any]]":
    from secretariat_tui.areas.people.store import CONTACT_IMPORT
    from secretariat_tui.areas.staff.store import IMPORTS

    return {**IMPORTS, "people": CONTACT_IMPORT}


AREA = Area(
    name="staff",
    title=N_("인력"),
    key="8",
    screen=_screen,
    commands=_commands,
    records=_records,
    search_kinds=_search_kinds,
    sheets=_sheets,
    imports=_imports,
    audit_tables=_audit_tables,
    delete_functions=_delete_functions,
)
