"""할 일: the tasks of all records and of none, and the sets of tasks."""

from typing import TYPE_CHECKING, Any

from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.keys.area import Area, AttachedParts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from textual.screen import Screen

    from secretariat_tui.database.audit.meta import TableMeta
    from secretariat_tui.database.engine.tables import Record
    from secretariat_tui.database.search.index import IndexSource
    from secretariat_tui.imports.target import ImportTarget
    from secretariat_tui.tables.search_kinds import SearchKind
    from secretariat_tui.tables.table import SheetSource
    from secretariat_tui.tui.keys.commands import Command


def _screen() -> "type[Screen[Any]]":
    from secretariat_tui.areas.tasks.screen import TasksScreen

    return TasksScreen


def _commands() -> "Sequence[Sequence[Command]]":
    from secretariat_tui.areas.tasks.commands import SCREENS

    return SCREENS


def _records() -> "Sequence[type[Record]]":
    from secretariat_tui.areas.tasks.records import TaskTemplate

    return (TaskTemplate,)


def _search_kinds() -> "Sequence[SearchKind[Any]]":
    from secretariat_tui.areas.tasks.tables import SEARCH_KINDS

    return SEARCH_KINDS


def _index_sources(kinds: "Mapping[str, TableMeta]") -> "Sequence[IndexSource]":
    from secretariat_tui.areas.tasks.list_index import index_source

    return (index_source(kinds),)


def _sheets() -> "Mapping[str, SheetSource]":
    from secretariat_tui.areas.tasks.tables import SHEETS

    return SHEETS


def _imports() -> "Mapping[str, ImportTarget[Any]]":
    from secretariat_tui.areas.tasks.store import IMPORTS

    return IMPORTS


def _audit_tables() -> "Sequence[TableMeta]":
    from secretariat_tui.areas.tasks.audit_meta import TABLES

    return TABLES


def _attached() -> AttachedParts:
    from functools import partial

    from secretariat_tui.areas.attached.details import attached_lines
    from secretariat_tui.areas.attached.dialog import show_attached
    from secretariat_tui.areas.tasks.pages import add_set

    return AttachedParts(attached_lines, partial(show_attached, add_set=add_set))


AREA = Area(
    name="tasks",
    title=N_("할일"),
    key="7",
    screen=_screen,
    commands=_commands,
    records=_records,
    search_kinds=_search_kinds,
    index_sources=_index_sources,
    sheets=_sheets,
    imports=_imports,
    audit_tables=_audit_tables,
    attached=_attached,
)
