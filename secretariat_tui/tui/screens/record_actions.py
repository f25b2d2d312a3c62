"""The actions of screens on the records of a table: open, add, edit, delete."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Protocol, TypeVar

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.tui.dialogs.picker import confirm
from secretariat_tui.tui.dialogs.text_dialog import RecordDialog
from secretariat_tui.tui.keys.commands import UNDO
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.runtime.attached import attached_parts, read_attached
from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm, FormAutosave
from secretariat_tui.tui.screens.base import AreaScreen

if TYPE_CHECKING:
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.file import OfficeFile
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm


class StoredRow(Protocol):
    """A row of a list that represents a stored record: its id, and the revision that was read."""

    @property
    def id(self) -> int: ...
    @property
    def rev(self) -> int: ...


R = TypeVar("R", bound=StoredRow)
_MAX_LISTED = 5  # records that are listed in the confirmation


def deleted_error() -> UserError:
    """Return the error for a record that somebody else has deleted."""
    return UserError(_("이 기록은 이미 지워졌습니다."))


class RecordActions(AreaScreen, Generic[R]):
    """Opens records in a dialog, edits them in a form, deletes them after confirmation."""

    record_table: ClassVar[str]
    """The name of the records' table in the file."""
    record_dialog: ClassVar[type[RecordDialog]] = RecordDialog

    # What each screen defines.

    def title_of(self, record: R) -> str:
        """Return the name of a record, for titles and messages."""
        raise NotImplementedError

    def read_details(self, record: R) -> "Callable[[Reader], list[StyledLine] | None]":
        """Return a function that reads the details of a record, or None if it is deleted.

        It runs on the store thread and must not use the screen.
        """
        raise NotImplementedError

    def dialog_title(self, record: R, lines: Sequence[StyledLine]) -> str:  # noqa: ARG002
        """Return the title of the dialog that shows a record."""
        return self.title_of(record)

    async def record_form(self, record: R | None) -> "RecordForm[Any]":
        """Return the form of a record, or of a new one."""
        raise NotImplementedError

    @property
    def form_scope(self) -> Mapping[str, Any]:
        """What the form of a record needs to be opened again, besides the record: ids and numbers."""
        return {}

    @staticmethod
    def record_store() -> "RecordStore[Any]":
        """Return the writes of the records. Import them here: SQLModel is slow to import."""
        raise NotImplementedError

    async def after_save(self, record_id: int) -> None:
        """Reload, and show the saved record."""
        raise NotImplementedError

    async def run_dialog_action(self, action: str, record: R) -> None:
        """Run an action that only this record's dialog has."""

    async def find_record(self, target: Any) -> R:
        """Put the cursor on a record by its id, and return it. UserError if it is deleted."""
        raise NotImplementedError

    async def add(self, near: Any) -> None:  # noqa: ARG002
        """Add a record; `near` is the target of another screen's line that it was added on, or None."""
        await self.edit(None)

    def delete_line(self, record: R) -> str:
        """Return a record's line in the confirmation of a deletion."""
        return self.title_of(record)

    def delete_title(self, count: int) -> str:
        """Return the title of the confirmation, which is also the label of the undo."""
        return _("{n}건 지우기").format(n=count)

    def after_delete(self) -> None:
        """Clear what refers to deleted records, such as the selection."""

    # Common to all screens.

    async def open(self, record: R) -> None:
        """Show the details of a record in a dialog, and run the action chosen there."""
        lines = await self.read(self.read_details(record))
        if lines is None:
            raise deleted_error()
        attached = read_attached(
            self.shell.areas, self.shell.tables, self.target_of(record), open_secret=True
        )
        lines = [*lines, *await self.read(attached)]
        action = await self.dialog(self.record_dialog(self.dialog_title(record, lines), lines))
        await self.run_record_action(action, record)

    async def run_record_action(self, action: str | None, record: R) -> None:
        """Run an action on a record that was chosen in its dialog or on another screen."""
        match action:
            case "edit":
                await self.edit(record)
            case "delete":
                await self.delete([record])
            case "history":
                self.shell.show_history(self.area, self.target_of(record))
            case "attached":
                if parts := attached_parts(self.shell.areas):
                    await parts.show(self, self.target_of(record))
            case str(action):
                await self.run_dialog_action(action, record)

    def target_of(self, record: R) -> HistoryTarget:
        """Return a record as a target of the history."""
        return HistoryTarget(self.record_table, record.id, self.title_of(record))

    async def act_on(self, action: str, target: Any) -> None:
        """Run "new", or an action on the record `target`, which another screen shows."""
        if action == "new":
            await self.refresh_after_change()
            await self.add(target)
        else:
            await self.run_record_action(action, await self.find_record(target))

    async def edit(self, record: R | None) -> None:
        """Edit a record, or add one if `record` is None."""
        form = await self.record_form(record)
        stored = None
        if record is not None:
            stored = await self.read(partial(self._stored, form, record.id))
            if stored is None:
                raise deleted_error()
        record_id = await self.show_form(form, self.record_store, stored, scope=self.form_scope)
        if record_id is not None:
            await self.after_save(record_id)

    async def copy_record(self, record: R) -> None:
        """Add a record that begins with the values of another one."""
        form = await self.record_form(None)
        stored = await self.read(partial(self._stored, form, record.id))
        if stored is None:
            raise deleted_error()
        record_id = await self.show_form(
            form, self.record_store, copied=stored.draft, scope=self.form_scope
        )
        if record_id is not None:
            await self.after_save(record_id)

    async def show_form(  # noqa: PLR0913
        self,
        form: "RecordForm[Any]",
        store: "Callable[[], RecordStore[Any]]",
        stored: Any = None,
        *,
        copied: Any = None,
        unsaved: bool = False,
        scope: Mapping[str, Any] | None = None,
        typed: Mapping[str, Any] | None = None,
    ) -> int | None:
        """Show the form of a stored record, or of new ones; return the id of the last one saved, None if none was.

        What is typed is kept in case the program dies; `scope` is what opens the form again then, `typed` what was
        typed in it before. A new record begins with the values of another one (`copied`), or with `unsaved` ones
        that were typed. The form of the next record is read from the file again, which the last one has changed.
        """
        saved_id: int | None = None
        notice: Span = ("", "")
        while True:
            keep = AutosavedForm(
                self.area,
                _(form.titles[1] if stored else form.titles[0]),
                form.table,
                stored.id if stored else None,
                stored.rev if stored else None,
                scope or {},
                typed or {},
            )
            dialog = form.dialog(
                self.run_on_store,
                store,
                stored,
                copied=copied,
                unsaved=unsaved,
                draft=FormAutosave(partial(self._keep, keep), typed or {}),
                notice=notice,
            )
            record_id = await self.dialog(dialog)
            saved_id = record_id or saved_id
            if record_id is None or not dialog.again:
                return saved_id
            notice = await self.saved_notice(record_id)
            self.shell.show_message(*notice)
            saved = await self.read(partial(self._stored, form, record_id))
            scope = self.next_scope(scope or {})
            form, store = await self.autosaved_form(keep._replace(scope=scope, typed={}))
            form = form.after(saved.draft if saved else None)
            copied, unsaved, typed = None, False, None

    def next_scope(self, scope: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return what the form of the next new record needs, after a record that was added."""
        return scope

    async def saved_notice(self, record_id: int) -> Span:  # noqa: ARG002
        """Return the message after a record was saved, and its style."""
        return self.shell.saved_message(), "good"

    def _keep(
        self, form: AutosavedForm, typed: Mapping[str, Any], values: Mapping[str, Any]
    ) -> None:
        """Keep what is typed in a form; not a secret record while the screen is shown to others."""
        secret = self.shell.tables[form.table].record.secret
        self.keep_typed(
            form, typed, secret=secret is not None and values.get(secret[0]) == secret[1]
        )

    async def autosaved_form(
        self, kept: AutosavedForm
    ) -> "tuple[RecordForm[Any], Callable[[], RecordStore[Any]]]":
        """Return the form of a record of this area that was open when the program died."""
        if kept.table != self.record_table:
            raise deleted_error()
        return await self.record_form(None), self.record_store

    async def resume(self, kept: AutosavedForm) -> None:
        form, store = await self.autosaved_form(kept)
        stored = None
        if kept.id is not None:
            stored = await self.read(partial(self._stored, form, kept.id))
            if stored is None or stored.rev != kept.rev:
                from secretariat_tui.tui.screens.autosaved_forms import confirm_resume

                values = stored.draft._asdict() if stored else None
                if not await self.dialog(confirm_resume(form.fields, kept, values)):
                    self.shell.form_autosaves.drop()
                    return
        record_id = await self.show_form(form, store, stored, scope=kept.scope, typed=kept.typed)
        if record_id is not None:
            self.shell.show_saved()
            await self.refresh_after_change()

    @staticmethod
    def _stored(form: "RecordForm[Any]", record_id: int, reader: "Reader") -> Any:
        return form.read(reader, record_id)

    async def delete(self, records: Sequence[R]) -> None:
        """Delete records after confirmation, in one transaction."""
        names = [self.title_of(record) for record in records]
        lines = [self.delete_line(record) for record in records[:_MAX_LISTED]]
        if len(names) > _MAX_LISTED:
            lines.append(_("… 그 밖에 {n}건").format(n=len(names) - _MAX_LISTED))
        lines.append(
            _("지운 뒤에도 {key}로 되돌릴 수 있습니다.").format(key=self.shell.keymap.label(UNDO))
        )
        title = self.delete_title(len(names))
        if not await self.dialog(confirm(title, lines, _("지우기"))):
            return
        keys = [(record.id, record.rev) for record in records]
        await self.run_on_store(partial(_delete, self.record_store, title, keys))
        self.after_delete()
        more = _(" 외 {n}건").format(n=len(names) - 1) if len(names) > 1 else ""
        self.shell.show_saved(_("지웠습니다: {name}").format(name=names[0]) + more)
        await self.refresh_after_change()


def _delete(
    store: "Callable[[], RecordStore[Any]]",
    label: str,
    keys: Sequence[tuple[int, int]],
    file: "OfficeFile",
) -> None:
    delete = store().delete
    if len(keys) == 1:  # the store labels this transaction
        delete(file, *keys[0])
        return
    with file.edit(label):
        for record_id, rev in keys:
            delete(file, record_id, rev)
