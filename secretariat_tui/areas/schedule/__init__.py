"""일정: the diary of visits, meetings, briefings and interviews."""

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
    from secretariat_tui.tui.keys.area import ReadReminders
    from secretariat_tui.tui.keys.commands import Command


def _screen() -> "type[Screen[Any]]":
    from secretariat_tui.areas.schedule.screen import ScheduleScreen

    return ScheduleScreen


def _commands() -> "Sequence[Sequence[Command]]":
    from secretariat_tui.areas.holidays.commands import SCREENS as HOLIDAYS
    from secretariat_tui.areas.requests.commands import SCREENS as REQUESTS
    from secretariat_tui.areas.schedule.commands import SCREENS

    return *SCREENS, *HOLIDAYS, *REQUESTS


def _records() -> "Sequence[type[Record]]":
    from secretariat_tui.areas.holidays.records import Holiday
    from secretariat_tui.areas.requests.records import RECORDS as REQUESTS
    from secretariat_tui.areas.schedule.records import Event, EventLine, EventStep

    return Event, EventLine, EventStep, Holiday, *REQUESTS


def _search_kinds() -> "Sequence[SearchKind[Any]]":
    from secretariat_tui.areas.holidays.tables import SEARCH_KINDS as HOLIDAYS
    from secretariat_tui.areas.requests.tables import SEARCH_KINDS as REQUESTS
    from secretariat_tui.areas.schedule.tables import SEARCH_KINDS

    return *SEARCH_KINDS, *HOLIDAYS, *REQUESTS


def _sheets() -> "Mapping[str, SheetSource]":
    from secretariat_tui.areas.holidays.tables import SHEETS as HOLIDAYS
    from secretariat_tui.areas.requests.tables import SHEETS as REQUESTS
    from secretariat_tui.areas.schedule.printed.timetable import SHEETS as TIMETABLES
    from secretariat_tui.areas.schedule.tables import SHEETS

    return {**SHEETS, **TIMETABLES, **HOLIDAYS, **REQUESTS}


def _audit_tables() -> "Sequence[TableMeta]":
    from secretariat_tui.areas.holidays.audit_meta import TABLES as HOLIDAYS
    from secretariat_tui.areas.requests.audit_meta import TABLES as REQUESTS
    from secretariat_tui.areas.schedule.audit_meta import TABLES

    return *TABLES, *HOLIDAYS, *REQUESTS


def _delete_functions() -> "Mapping[str, DeleteFunction]":
    from secretariat_tui.areas.requests.store import REQUESTS
    from secretariat_tui.areas.schedule.store import delete

    return {"event": delete, "attendancerequest": REQUESTS.delete}


def _imports() -> "Mapping[str, ImportTarget[Any]]":
    from secretariat_tui.areas.holidays.store import HOLIDAY_IMPORT
    from secretariat_tui.areas.requests.store import REQUEST_IMPORT
    from secretariat_tui.areas.schedule.store import IMPORTS

    return {**IMPORTS, "holidays": HOLIDAY_IMPORT, "requests": REQUEST_IMPORT}


def _reminders() -> "ReadReminders":
    from secretariat_tui.areas.schedule.details import reminders

    return reminders


AREA = Area(
    name="schedule",
    title=N_("일정"),
    key="2",
    screen=_screen,
    commands=_commands,
    records=_records,
    search_kinds=_search_kinds,
    sheets=_sheets,
    imports=_imports,
    audit_tables=_audit_tables,
    delete_functions=_delete_functions,
    reminders=_reminders,
)
