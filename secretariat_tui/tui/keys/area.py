"""An area of work, declared once: its name and key, and its parts, each imported when first used."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from secretariat_tui.core.i18n import _
from secretariat_tui.tui.keys.commands import Command

if TYPE_CHECKING:
    from textual.screen import Screen

    from secretariat_tui.database.audit.meta import TableMeta
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.tables.register import Register
    from secretariat_tui.tables.search_kinds import SearchKind
    from secretariat_tui.tables.table import Period, Sheet


@dataclass(frozen=True)
class Area:
    """What the rest of the program knows of an area.

    `records` names the modules of its SQLModel tables, `commands` returns those of each of its
    screens, `sheets` what `secretariat show` prints, `audit_tables` the metadata of its tables.
    """

    name: str
    title: str
    key: str
    screen: "Callable[[], type[Screen[Any]]]"
    commands: Callable[[], Sequence[Sequence[Command]]]
    records: tuple[str, ...] = ()
    registers: "Callable[[], Sequence[Register[Any]]]" = tuple
    search_kinds: "Callable[[], Sequence[SearchKind[Any]]]" = tuple
    sheets: "Callable[[], Mapping[str, Callable[[Reader, Period], Sheet[Any]]]]" = dict
    audit_tables: "Callable[[], Sequence[TableMeta]]" = tuple

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
    return {each.table: each for area in areas for each in area.audit_tables()}
