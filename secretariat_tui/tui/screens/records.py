"""A list of records that a person keeps: added, changed and deleted in forms."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.binding import BindingType

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.tui.dialogs.page import RecordDialog
from secretariat_tui.tui.dialogs.picker import confirm
from secretariat_tui.tui.keys.commands import (
    DELETE,
    EDIT,
    NEW,
    RECORDS,
    SHELL,
    UNDO,
    Command,
    bindings,
)
from secretariat_tui.tui.screens.list import ListScreen

if TYPE_CHECKING:
    from secretariat_tui.database.file import OfficeFile
    from secretariat_tui.tui.dialogs.form import Form

R = TypeVar("R")
_NAMED = 5  # records that the question before deleting names one by one
_AT_ONCE = 5_000  # records that one act may change


class RecordsScreen(ListScreen[R]):
    """Reads, adds, changes and deletes the records of one table."""

    kept_in: ClassVar[str]
    """The database's table that these records are rows of."""
    commands: ClassVar[tuple[Command, ...]] = (*RECORDS, *SHELL)
    BINDINGS: ClassVar[list[BindingType]] = bindings((NEW, EDIT, DELETE))

    # What an area says of its records.

    def title_of(self, record: R) -> str:
        """Name a record as the question before deleting it does."""
        raise NotImplementedError

    async def form(self, record: R | None) -> "Form | None":
        """Make the form for a record, or for a new one; None where it is gone."""
        raise NotImplementedError

    def erase(self, file: "OfficeFile", record: R) -> None:
        """Delete a record, on the store thread."""
        raise NotImplementedError

    def empty(self) -> str:
        return _("아직 기록이 없습니다. Insert나 n을 눌러 첫 기록을 적으세요.")

    # The rest is the same everywhere.

    async def open(self, record: R) -> None:
        """Show a record whole, with what can be done to it."""
        lines = await self.run_on_store(lambda file: self.describe(file, record))
        wish = await self.dialog(RecordDialog(self.title_of(record), lines))
        if wish == "edit":
            await self.edit(record)
        elif wish == "delete":
            await self.delete([record])
        elif wish == "history":
            self.action_history()

    @property
    def history_target(self) -> HistoryTarget | None:
        """The record under the cursor."""
        row = self.grid.row
        number = row.id if row is not None else None  # type: ignore[attr-defined]
        return HistoryTarget(self.kept_in, number, self.title_of(row)) if row and number else None

    async def edit(self, record: R | None) -> None:
        """Change a record, or add one, in its form."""
        form = await self.form(record)
        if form is None:
            raise UserError(_("이 기록은 이미 지워졌습니다."))
        saved = await self.dialog(form)
        if saved:
            await self.saved(saved[0])

    async def saved(self, number: int | None) -> None:
        """Show what was saved, though the view may have kept it out."""
        self.shell.show_saved()
        await self.load()
        if number is not None:
            await self.seek(number)

    async def seek(self, key: Any) -> bool:
        """Put the cursor on a record; where the view keeps it out, show the whole list."""
        if self.grid.select(key):
            return True
        self.close_filter()
        self.view = self.view._replace(find="", filters=())
        await self.load_view()
        return self.grid.select(key)

    async def delete(self, records: Sequence[R]) -> None:
        """Delete records after a question that names them."""
        names = [self.title_of(record) for record in records]
        said = [
            *names[:_NAMED],
            *([_("… 그 밖에 {n}건").format(n=len(names) - _NAMED)] if len(names) > _NAMED else []),
        ]
        said.append(_("지운 뒤에도 {key}로 되돌릴 수 있습니다.").format(key=UNDO.key))
        title = _("{n}건 지우기").format(n=len(names))
        if not await self.dialog(confirm(title, said, _("지우기"))):
            return

        def erase(file: "OfficeFile") -> None:
            with file.edit(title):  # one transaction, one undo, whatever the number
                for record in records:
                    self.erase(file, record)

        await self.run_on_store(
            erase if len(records) > 1 else lambda file: self.erase(file, records[0])
        )
        self.grid.clear_selection()
        more = _(" 외 {n}건").format(n=len(names) - 1) if len(names) > 1 else ""
        self.shell.show_saved(_("지웠습니다: {name}").format(name=names[0]) + more)
        await self.load()

    async def chosen(self) -> list[R]:
        """Read the marked rows, or the one under the cursor. Problem where there are too many."""
        count = len(self.grid.chosen)
        if count > _AT_ONCE:
            raise UserError(
                _("한 번에 {n}건까지 할 수 있습니다.").format(n=format_won(_AT_ONCE)),
                _("선택 {n}건").format(n=format_won(count)),
                _("나누어 표시해 주세요."),
            )
        rows = await super().chosen()
        if len(rows) < count:
            raise UserError(_("이 기록은 이미 지워졌습니다."))
        return rows

    def action_new(self) -> None:
        self.perform(self.edit(None))

    def action_edit(self) -> None:
        if self.grid.keys:
            self.perform(self.at_cursor(self.edit))
        else:
            self.nothing_chosen()

    def nothing_chosen(self) -> None:
        """Say that there is no record to work on."""
        self.show_message(_("고른 기록이 없습니다."), "warn")

    def action_delete(self) -> None:
        if self.grid.keys:
            self.perform(self._delete())
        else:
            self.nothing_chosen()

    async def _delete(self) -> None:
        await self.delete(await self.chosen())

    async def open_target(self, target: Any) -> None:
        """Show a record by its id."""
        await self.go_to(target)

    async def go_to(self, number: int) -> None:
        """Put the cursor on a record, and open it. Problem where it is gone."""
        await self.load()
        if not await self.seek(number):
            raise UserError(_("이 기록은 이미 지워졌습니다."))
        await self.at_cursor(self.open)
