"""The dialog of what hangs on a record: tasks, notes, files, people and links, added and edited by keys."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from secretariat_tui.areas.attached import queries
from secretariat_tui.areas.attached.details import file_lines, hanging_lines
from secretariat_tui.areas.attached.item_forms import link_form, row_form, stored_row
from secretariat_tui.areas.attached.model import (
    FILE,
    LINK,
    NOTE,
    PARTICIPANT,
    TASK,
    LinkDraft,
    RecordKey,
)
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.dialogs.base import Dialog, hint
from secretariat_tui.tui.dialogs.find_everywhere import FindEverywhere
from secretariat_tui.tui.dialogs.picker import Picker, confirm, option
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.paint.text import BarItem, StyledLine
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.screens.visits import visit_record
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import LineView

_KINDS = (TASK, NOTE, FILE, PARTICIPANT, LINK)
_SET = "set"
_TITLES = {kind.table: kind.title for kind in _KINDS}


class ChosenItem(NamedTuple):
    """What the user chose in the dialog: an action, and the row that it is for (its table and id), or None."""

    action: str
    row: Any


class AttachedDialog(Dialog[ChosenItem]):
    """Shows what hangs on a record; returns a ChosenItem, or None."""

    DEFAULT_CSS = css("AttachedDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("insert,n", "choose('new')", show=False),
        Binding("f2,e", "choose('edit')", show=False),
        Binding("delete", "choose('delete')", show=False),
        Binding("f4", "choose('done')", show=False),
        Binding("f3", "choose('set')", show=False),
    ]

    def __init__(self, title: str, lines: Sequence[StyledLine], current: Any) -> None:
        super().__init__(title)
        self._lines, self._current = lines, current

    def body(self) -> ComposeResult:
        """Lay out the lines."""
        yield LineView(self._lines, id="options")

    def hints(self) -> list[BarItem]:
        """Return the keys that open, add, edit, delete and close."""
        return [
            hint("Enter", _("열기"), "choose('open')"),
            hint("Insert", _("새로"), "choose('new')"),
            hint("F2", _("고치기"), "choose('edit')"),
            hint("Delete", _("지우기"), "choose('delete')"),
            hint("F4", _("완료"), "choose('done')"),
            hint("Esc", _("닫기"), "dismiss(None)"),
            hint("F3", _("틀로 추가"), "choose('set')"),
        ]

    def on_mount(self) -> None:
        """Put the cursor on the row that was chosen last."""
        view = self.query_one("#options", LineView)
        if self._current is not None:
            view.select(self._current)
        self.set_focus(view)

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        event.stop()
        self.dismiss(ChosenItem("open", event.target))

    def action_choose(self, action: str) -> None:
        """Return an action for the row under the cursor."""
        row = self.query_one("#options", LineView).target
        if row is not None or action in {"new", "set"}:
            self.dismiss(ChosenItem(action, row))


AddSet = Callable[[AreaScreen, RecordKey], Awaitable[None]]
"""Lets the user add a set of tasks to a record."""


async def show_attached(screen: AreaScreen, record: HistoryTarget, add_set: AddSet) -> None:
    """Show what hangs on a record, and do what the user chooses until the dialog is closed."""
    key, tables, today = (
        RecordKey(record.table, record.row),
        screen.shell.tables,
        screen.shell.today(),
    )
    title, current = _("덧붙인 것 – {name}").format(name=clean(record.title)), None
    while True:
        lines = await screen.read(partial(_lines, tables, key, today))
        chosen = await screen.dialog(AttachedDialog(title, lines, current))
        if chosen is None:
            break
        current = chosen.row
        if chosen.action == "open" and current[0] == LINK.table:
            link = await screen.read(partial(_link, tables, key, current[1]))
            if link is not None:
                await visit_record(screen.shell, screen.area, link.kind, link.record_id)
                return
        await _do(screen, key, chosen, add_set)
    await screen.refresh_after_change()


def _lines(
    tables: Mapping[str, TableMeta], key: RecordKey, today: date, reader: Reader
) -> list[StyledLine]:
    return hanging_lines(reader, tables, key, today)


def _link(
    tables: Mapping[str, TableMeta], key: RecordKey, link_id: int, reader: Reader
) -> queries.LinkRow | None:
    links = queries.links(reader, tables, key)
    return next((each for each in links if each.id == link_id), None)


async def _do(screen: AreaScreen, key: RecordKey, chosen: ChosenItem, add_set: AddSet) -> None:
    table, number = chosen.row or ("", 0)
    match chosen.action:
        case "new":
            await _add(screen, key, add_set)
        case "set":
            await add_set(screen, key)
        case "delete":
            await _delete(screen, table, number)
        case "done" if table == TASK.table:
            await _complete(screen, key, number)
        case "open" if table == FILE.table:
            stored = await screen.read(lambda reader: stored_row(reader, table, key, number))
            if stored is not None:
                lines = await screen.read(lambda _reader: file_lines(stored.draft))
                await screen.dialog(TextDialog(stored.draft.title, lines))
        case "open" | "edit":
            await _edit(screen, key, table, number)


async def _add(screen: AreaScreen, key: RecordKey, add_set: AddSet) -> None:
    allowed = [kind for kind in _KINDS if key.kind != TASK.table or kind is not TASK]
    options = [option(_(kind.title), value=kind.table) for kind in allowed]
    options.insert(-1, option(_("틀로 추가"), ("  F3", "key"), value=_SET))
    table = await screen.dialog(Picker(_("무엇을 덧붙일까요"), options))
    if table == LINK.table:
        await _add_link(screen, key)
    elif table == _SET:
        await add_set(screen, key)
    elif table is not None:
        form, store = row_form(table, key, screen.shell.today())
        await screen.dialog(form.dialog(screen.run_on_store, store))


async def _add_link(screen: AreaScreen, key: RecordKey) -> None:
    from secretariat_tui.areas.attached.store import add_link

    other = await screen.dialog(FindEverywhere(screen.shell.areas, _("어느 기록과 이을까요")))
    if other is not None:
        draft = LinkDraft(key, RecordKey(other.table, other.id))
        await screen.run_on_store(lambda file: add_link(file, draft))


async def _edit(screen: AreaScreen, key: RecordKey, table: str, number: int) -> None:
    if table == LINK.table:
        link = await screen.read(partial(_link, screen.shell.tables, key, number))
        if link is not None:
            await screen.dialog(link_form(screen.run_on_store, link))
        return
    form, store = row_form(table, key, screen.shell.today())
    stored = await screen.read(lambda reader: form.read(reader, number))
    if stored is not None:
        await screen.dialog(form.dialog(screen.run_on_store, store, stored))


async def _delete(screen: AreaScreen, table: str, number: int) -> None:
    from secretariat_tui.areas.attached.store import delete_row

    title = _("{kind} 지우기").format(kind=_(_TITLES[table]))
    if await screen.dialog(confirm(title, [_("되돌릴 수 있습니다.")], _("지우기"))):
        await screen.run_on_store(lambda file: delete_row(file, table, number))


async def _complete(screen: AreaScreen, key: RecordKey, number: int) -> None:
    from secretariat_tui.areas.attached.forms import completion_form

    stored = await screen.read(lambda reader: stored_row(reader, TASK.table, key, number))
    if stored is not None:
        keys = [(stored.id, stored.rev)]
        form = completion_form(screen.run_on_store, keys, stored.draft.text, screen.shell.today())
        await screen.dialog(form)
