"""A list of records that users keep: added, changed and deleted in forms."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.tui.keys.commands import DELETE, EDIT, NEW, RECORDS, SHELL, Command, bindings
from secretariat_tui.tui.paint.text import Line
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.screens.record_actions import R, RecordActions, deleted_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.database.engine.reader import Reader

MAX_CHANGED = 5_000
"""The records that one command may change."""


class RecordsScreen(ListScreen[R], RecordActions[R]):
    """Reads, adds, changes and deletes the records of one table."""

    commands: ClassVar[tuple[Command, ...]] = (*RECORDS, *SHELL)
    BINDINGS: ClassVar[list[BindingType]] = bindings((NEW, EDIT, DELETE))

    def hidden(self, record: R) -> list[Line] | None:  # noqa: ARG002
        """Return what the pane shows of a secret record until it is opened; None of any other."""
        return None

    def describe(self, record: R) -> "Callable[[Reader], list[Line]]":
        return partial(_pane_lines, self.details(record), self.hidden(record))

    def empty(self) -> str:
        return _("아직 기록이 없습니다. Insert나 n을 눌러 첫 기록을 적으세요.")

    @property
    def history_target(self) -> HistoryTarget | None:
        """The record under the cursor."""
        row = self.grid.row
        return self.target_of(row) if row is not None and row.id else None

    async def saved(self, number: int) -> None:
        """Show the saved record, also where the view would keep it out."""
        self.shell.show_saved()
        await self.load()
        await self.seek(number)

    async def seek(self, key: Any) -> bool:
        """Put the cursor on a record; show the whole list if the view keeps it out."""
        if self.grid.select(key):
            return True
        self.close_filter()
        self.view = self.view._replace(find="", filters=())
        await self.load_view()
        return self.grid.select(key)

    def deleted(self) -> None:
        self.grid.clear_selection()

    async def chosen(self) -> list[R]:
        """Read the selected rows, or the one under the cursor. UserError if there are too many."""
        count = len(self.grid.chosen)
        if count > MAX_CHANGED:
            raise UserError(
                _("한 번에 {n}건까지 할 수 있습니다.").format(n=format_won(MAX_CHANGED)),
                _("선택 {n}건").format(n=format_won(count)),
                _("나누어 표시해 주세요."),
            )
        rows = await super().chosen()
        if len(rows) < count:
            raise deleted_error()
        return rows

    def action_new(self) -> None:
        self.perform(self.edit(None))

    def action_edit(self) -> None:
        if self.grid.keys:
            self.perform(self.at_cursor(self.edit))
        else:
            self.nothing_chosen()

    def nothing_chosen(self) -> None:
        """Show that there is no record to work on."""
        self.show_message(_("고른 기록이 없습니다."), "warn")

    def action_delete(self) -> None:
        if self.grid.keys:
            self.perform(self._delete_chosen())
        else:
            self.nothing_chosen()

    async def _delete_chosen(self) -> None:
        await self.delete(await self.chosen())

    async def open_target(self, target: Any) -> None:
        """Show a record by its id."""
        await self.go_to(target)

    async def go_to(self, number: int) -> None:
        """Put the cursor on a record and open it. UserError if it is deleted."""
        await self.load()
        if not await self.seek(number):
            raise deleted_error()
        await self.at_cursor(self.open)


def _pane_lines(
    details: "Callable[[Reader], list[Line] | None]", hidden: list[Line] | None, read: "Reader"
) -> list[Line]:
    return hidden if hidden is not None else details(read) or []
