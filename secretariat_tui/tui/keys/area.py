"""An area of work, declared once: its name and key, and its parts, each imported when first used."""

from collections.abc import Callable, Coroutine, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any

from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.keys.commands import Command

if TYPE_CHECKING:
    from textual.screen import Screen

    from secretariat_tui.database.audit.history import HistoryTarget
    from secretariat_tui.database.audit.meta import TableMeta
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.engine.tables import Record
    from secretariat_tui.database.record_store import DeleteFunction
    from secretariat_tui.database.search.index import IndexSource
    from secretariat_tui.imports.target import ImportTarget
    from secretariat_tui.tables.search_kinds import SearchKind
    from secretariat_tui.tables.table import SheetSource


ReadReminders = Callable[["Reader", datetime, timedelta], Sequence["Reminder"]]


class AttachedParts(NamedTuple):
    """`lines` reads what hangs on a record, nothing of a secret one unless `open_secret`; `show` edits it."""

    lines: "Callable[..., list[Any]]"
    show: "Callable[[Any, HistoryTarget], Coroutine[Any, Any, None]]"


class Reminder(NamedTuple):
    """What the user is reminded of: what identifies it, when it begins, and the text to show."""

    key: Hashable
    at: datetime
    text: str


def _no_sources(_tables: "Mapping[str, TableMeta]") -> "Sequence[IndexSource]":
    return ()


class Area(NamedTuple):
    """What the rest of the program knows of an area.

    Each part is a function, which imports it. `records` returns the record classes, `commands` those
    of each screen, `sheets` what `secretariat show` prints, `audit_tables` the metadata of the tables,
    `imports` the tables that files can be imported into, `index_sources` what the search index holds
    besides the kinds that the search finds, given the tables of all areas,
    `delete_functions` how a record of a table is deleted at the end of its retention period. One area declares
    what shows and edits what hangs on the records of all areas (`attached`). `reminders` returns a function that
    reads what begins within a time from now.
    """

    name: str
    title: str
    key: str
    screen: "Callable[[], type[Screen[Any]]]"
    commands: Callable[[], Sequence[Sequence[Command]]]
    records: "Callable[[], Sequence[type[Record]]]" = tuple
    search_kinds: "Callable[[], Sequence[SearchKind[Any]]]" = tuple
    index_sources: "Callable[[Mapping[str, TableMeta]], Sequence[IndexSource]]" = _no_sources
    sheets: "Callable[[], Mapping[str, SheetSource]]" = dict
    imports: "Callable[[], Mapping[str, ImportTarget[Any]]]" = dict
    audit_tables: "Callable[[], Sequence[TableMeta]]" = tuple
    delete_functions: "Callable[[], Mapping[str, DeleteFunction]]" = dict
    attached: "Callable[[], AttachedParts] | None" = None
    reminders: "Callable[[], ReadReminders] | None" = None

    @property
    def go(self) -> Command:
        """The command that shows the area."""
        return Command(
            f"go.{self.name}",
            self.title,
            (self.key,),
            f"app.go('{self.name}')",
            _("{area} 화면으로 갑니다.").format(area=_(self.title)),
            safe=True,
        )


def go_commands(areas: Iterable[Area]) -> list[Command]:
    """Return the commands that show the areas."""
    return [area.go for area in areas]


def audit_tables(areas: Iterable[Area]) -> "dict[str, TableMeta]":
    """Return the metadata of the tables of areas, by table name."""
    from secretariat_tui.database.audit import meta

    return meta.audit_tables(each for area in areas for each in area.audit_tables())


class TablesAsNeeded(Mapping[str, "TableMeta"]):
    """The metadata of the tables of areas, by table name; for one thread.

    To look up a table imports the areas only as far as the one that has it, in their order.
    """

    def __init__(self, areas: Iterable[Area]) -> None:
        self._areas = tuple(areas)
        self._to_import = iter(self._areas)
        self._found: dict[str, TableMeta] = {}

    def __getitem__(self, name: str) -> "TableMeta":
        while name not in self._found:
            area = next(self._to_import, None)
            if area is None:
                raise KeyError(name)
            self._found |= {each.table: each for each in area.audit_tables()}
        table = self._found[name]
        names_tables = any(owner.table_column for owner in table.owners)
        return self._complete[name] if names_tables else table

    def __iter__(self) -> Iterator[str]:
        return iter(self._complete)

    def __len__(self) -> int:
        return len(self._complete)

    @cached_property
    def _complete(self) -> "dict[str, TableMeta]":
        return audit_tables(self._areas)


def delete_functions(areas: Iterable[Area]) -> "dict[str, DeleteFunction]":
    """Return the functions that delete a record, by table name."""
    return {table: delete for area in areas for table, delete in area.delete_functions().items()}


def record_target(areas: Iterable[Area], table: str, record_id: int) -> tuple[str, Any] | None:
    """Return the area that shows a record, and the target that opens it there; None if none does."""
    for area in areas:
        for kind in area.search_kinds():
            if kind.record_texts.record.table == table:
                return area.name, kind.target(record_id)
    return None


def exists(areas: Iterable[Area], table: str, record_id: int, reader: "Reader") -> bool:
    """Whether a record is in the file, of a table whose records an area shows."""
    kinds = (kind for area in areas for kind in area.search_kinds())
    return any(
        kind.record_texts.record.table == table and kind.rows(reader, [record_id]) for kind in kinds
    )


def record_classes(areas: Iterable[Area]) -> "list[type[Record]]":
    """Return the record classes of areas, each once."""
    return list(dict.fromkeys(each for area in areas for each in area.records()))
