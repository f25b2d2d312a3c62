"""A list of records that can be added, edited and deleted."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.tui.keys.commands import (
    APP_COMMANDS,
    COPY_RECORD,
    DELETE,
    EDIT,
    IMPORT,
    NEW,
    RECORD_COMMANDS,
    Command,
    bindings,
)
from secretariat_tui.tui.paint.text import StyledLine
from secretariat_tui.tui.runtime.attached import no_lines, read_attached
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.screens.record_actions import R, RecordActions, deleted_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.database.engine.reader import Reader

MAX_CHANGED = 5_000
"""The maximum number of records that one command changes."""


class RecordsScreen(ListScreen[R], RecordActions[R]):
    """Lists, adds, edits and deletes the records of one table."""

    commands: ClassVar[tuple[Command, ...]] = (*RECORD_COMMANDS, *APP_COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = bindings((NEW, EDIT, COPY_RECORD, DELETE, IMPORT))

    def secret_placeholder(self, record: R) -> list[StyledLine] | None:  # noqa: ARG002
        """Return the lines that the pane shows in place of a secret record; None for other records."""
        return None

    def read_pane(self, record: R) -> "Callable[[Reader], list[StyledLine]]":
        return partial(_pane_lines, self.read_details(record), self.secret_placeholder(record))

    def read_attached(self, record: R) -> "Callable[[Reader], list[StyledLine]]":
        target = self.target_of(record)
        return read_attached(self.shell.areas, self.shell.tables, target) if record.id else no_lines

    def empty(self) -> str:
        return _("아직 기록이 없습니다. Insert나 n을 눌러 첫 기록을 적으세요.")

    @property
    def history_target(self) -> HistoryTarget | None:
        """The record under the cursor."""
        row = self.grid.row
        return self.target_of(row) if row is not None and row.id else None

    async def after_save(self, record_id: int) -> None:
        """Show the saved record, even if the view's filters exclude it."""
        self.shell.show_saved()
        await self.refresh_after_change()
        await self.select_record(record_id)

    async def select_record(self, key: Any) -> bool:
        """Put the cursor on a record, removing search and filters if they exclude it; False if it is gone."""
        if self.grid.select(key):
            return True
        self.close_filter()
        self.view = self.view._replace(find="", filters=())
        await self.load_view()
        return self.grid.select(key)

    def after_delete(self) -> None:
        self.grid.clear_selection()

    async def selected_rows(self) -> list[R]:
        """Read the selected rows, or the one under the cursor. UserError if there are too many."""
        count = len(self.grid.selected_keys)
        if count > MAX_CHANGED:
            raise UserError(
                _("한 번에 {n}건까지 할 수 있습니다.").format(n=format_won(MAX_CHANGED)),
                _("선택 {n}건").format(n=format_won(count)),
                _("나누어 표시해 주세요."),
            )
        rows = await super().selected_rows()
        if len(rows) < count:
            raise deleted_error()
        return rows

    def action_new(self) -> None:
        self.perform(self.edit(None))

    def action_edit(self) -> None:
        if self.grid.keys:
            self.perform(self.with_cursor_row(self.edit))
        else:
            self.show_nothing_selected()

    def action_copy_record(self) -> None:
        """Add a record like the one under the cursor."""
        if self.grid.keys:
            self.perform(self.with_cursor_row(self.copy_record))
        else:
            self.show_nothing_selected()

    def show_nothing_selected(self) -> None:
        """Show that no record is selected."""
        self.show_message(_("고른 기록이 없습니다."), "warn")

    def action_delete(self) -> None:
        if self.grid.keys:
            self.perform(self._delete_selected())
        else:
            self.show_nothing_selected()

    def action_import_file(self) -> None:
        """Add the rows of a file."""
        self.perform(self._import_file())

    async def _import_file(self) -> None:
        from secretariat_tui.tui.screens.import_file import import_file

        if await import_file(self, self.record_table):
            await self.refresh_after_change()

    async def _delete_selected(self) -> None:
        await self.delete(await self.selected_rows())

    async def find_record(self, target: Any) -> R:
        await self.refresh_after_change()
        if not await self.select_record(target):
            raise deleted_error()
        rows = await self.read_rows([target])
        if not rows:
            raise deleted_error()
        return rows[0]

    async def open_target(self, target: Any) -> None:
        """Show a record by its id."""
        await self.open_by_id(target)

    async def open_by_id(self, record_id: int) -> None:
        """Put the cursor on a record and open it. UserError if it is deleted."""
        await self.refresh_after_change()
        if not await self.select_record(record_id):
            raise deleted_error()
        await self.with_cursor_row(self.open)


def _pane_lines(
    details: "Callable[[Reader], list[StyledLine] | None]",
    placeholder: list[StyledLine] | None,
    reader: "Reader",
) -> list[StyledLine]:
    return placeholder if placeholder is not None else details(reader) or []
