"""The screen of tasks: those of all records and of none, by due date."""

from collections.abc import Callable, Container, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import NO_RECORD, RecordKey
from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.tasks import choices, details, queries
from secretariat_tui.areas.tasks.commands import (
    OWN_COMMANDS,
    TASK_RECORD,
    TASK_STATE,
    TASKS_COMMANDS,
)
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.areas.tasks.queries import ListedTask
from secretariat_tui.areas.tasks.tables import TASKS
from secretariat_tui.core.dates import moved_date, table_date, working_day_from
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.tables.row_source import QueryRows, RowSource
from secretariat_tui.tui.dialogs.find_everywhere import FindEverywhere
from secretariat_tui.tui.dialogs.picker import Picker
from secretariat_tui.tui.dialogs.text_dialog import RecordDialog
from secretariat_tui.tui.keys.commands import UNDO, Command, bindings
from secretariat_tui.tui.paint.text import Span, StyledLine, styled_line
from secretariat_tui.tui.runtime.saved_views import SavedView
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.screens.records import RecordsScreen
from secretariat_tui.tui.screens.visits import visit_record

if TYPE_CHECKING:
    from datetime import date

    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.database.search.list_query import ValueFilter
    from secretariat_tui.tui.dialogs.record_form import RecordForm
    from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm

_DIALOG_COMMANDS = tuple(
    each._replace(action=f"dismiss('{each.id}')") for each in (TASK_STATE, TASK_RECORD)
)


class TaskDialog(RecordDialog):
    """A task with its record; F4 changes its state, Ctrl+R opens the record."""

    commands: ClassVar[tuple[Command, ...]] = (*_DIALOG_COMMANDS, *RecordDialog.commands)
    BINDINGS: ClassVar[list[BindingType]] = bindings(_DIALOG_COMMANDS)


class TasksScreen(RecordsScreen[ListedTask]):
    """The tasks, the longest overdue first, with the details of the one under the cursor."""

    commands: ClassVar[tuple[Command, ...]] = TASKS_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "tasks"
    table = TASKS
    record_table = "task"
    record_dialog = TaskDialog

    @property
    def _who(self) -> str:
        return self.shell.store.file.who

    async def row_source(self) -> RowSource[ListedTask]:
        """Return the tasks as of today."""
        return QueryRows(queries.tasks_query(self.shell.tables, self.shell.today(), self._who))

    def first_view(self) -> SavedView:
        """Return the view without the tasks that are done."""
        return SavedView(choices.filters("open"))

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many tasks are open, overdue, due this week and without a date."""
        who, today = self._who, self.shell.today()
        count = await self.run_count(lambda reader: queries.counts(reader, who, today))
        return [
            (_("할 일 {n}건").format(n=format_won(count.open)), "bold"),
            (
                _(" · 기한 지남 {n}").format(n=format_won(count.overdue)),
                "bad" if count.overdue else "",
            ),
            (_(" · 이번 주 {n}").format(n=format_won(count.week)), "warn" if count.week else ""),
            (_(" · 기한 없음 {n}").format(n=format_won(count.dateless)), ""),
            (_(" · 완료 {n}").format(n=format_won(count.done)), ""),
        ]

    def filter_label(self, value_filter: "ValueFilter") -> str:
        return choices.filter_label(value_filter.key) or super().filter_label(value_filter)

    def empty(self) -> str:
        return _("아직 할 일이 없습니다. Insert나 n을 눌러 첫 할 일을 적으세요.")

    def read_details(self, record: ListedTask) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_task, record, self.shell.tables)

    def secret_placeholder(self, record: ListedTask) -> list[StyledLine] | None:
        return [styled_line((_("비공개"), "dim"))] if record.secret else None

    def title_of(self, record: ListedTask) -> str:
        return _("비공개") if record.secret else record.text

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.shell.today()))

    # Adding and editing.

    async def record_form(self, record: ListedTask | None) -> "RecordForm[Any]":  # noqa: ARG002
        from secretariat_tui.areas.attached.forms import task_form

        return task_form(self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[Any]":
        from secretariat_tui.areas.attached.task_store import entries_of

        return entries_of(NO_RECORD)

    async def edit(self, record: ListedTask | None) -> None:
        """Edit a task; ask which record a new one hangs on."""
        if record is not None:
            await super().edit(record)
            return
        key = await self._choose_record()
        if key is not None:
            await self._add_to(key)

    async def _choose_record(self) -> RecordKey | None:
        none = styled_line((_("기록 없이 적기"), "accent"), target=NO_RECORD)
        finder = FindEverywhere(self.shell.areas, _("어느 기록의 할 일인가요"), [none])
        chosen = await self.dialog(finder)
        if chosen is None or isinstance(chosen, RecordKey):
            return chosen
        return RecordKey(chosen.table, chosen.id)

    async def _add_to(self, key: RecordKey, copied: Any = None) -> None:
        from secretariat_tui.areas.attached.forms import task_form
        from secretariat_tui.areas.attached.task_store import entries_of

        tables = self.shell.tables
        name = await self.read(lambda reader: attached.record_title(reader, tables, key))
        title = _("새 할 일 – {name}").format(name=name) if name else ""
        record_id = await self.show_form(
            task_form(self.shell.today(), title),
            lambda: entries_of(key),
            copied=copied,
            scope=key._asdict(),
        )
        if record_id is not None:
            await self.after_save(record_id)

    async def copy_record(self, record: ListedTask) -> None:
        """Add a task like another one to the same record."""
        from secretariat_tui.areas.attached.forms import read_entry

        stored = await self.read(lambda reader: read_entry(reader, record.id))
        if stored is None:
            raise deleted_error()
        await self._add_to(record.record, stored.draft)

    async def autosaved_form(
        self, kept: "AutosavedForm"
    ) -> "tuple[RecordForm[Any], Callable[[], RecordStore[Any]]]":
        """Return the form of a task that was open when the program died."""
        from secretariat_tui.areas.attached.task_store import entries_of

        if kept.table == "tasktemplate":
            from secretariat_tui.areas.tasks.forms import template_form
            from secretariat_tui.areas.tasks.store import TEMPLATES

            return template_form(self.shell.today(), TemplateDraft("", "")), lambda: TEMPLATES
        form, _store = await super().autosaved_form(kept)
        key = RecordKey(str(kept.scope.get("kind", "")), int(kept.scope.get("id", 0)))
        return form, lambda: entries_of(key)

    async def open_target(self, target: Any) -> None:
        """Open a task by its id, or a task of a set by ("templates", id)."""
        if not isinstance(target, tuple):
            await self.open_by_id(target)
            return
        page = self._templates_page()
        await self.show_page(page)
        page.perform(page.open_by_id(target[1]))

    @staticmethod
    def _templates_page() -> RecordsScreen[Any]:
        from secretariat_tui.areas.tasks.pages import TemplatesScreen

        return TemplatesScreen()

    def action_task_templates(self) -> None:
        """Show the sets of tasks."""
        self.app.push_screen(self._templates_page())

    # State, owner and date.

    async def run_dialog_action(self, action: str, record: ListedTask) -> None:
        if action == TASK_STATE.id:
            await self.change_state([record])
        elif action == TASK_RECORD.id:
            await self.visit(record)

    def action_task_state(self) -> None:
        self._act(self.change_state)

    def action_task_assign(self) -> None:
        self._act(self._assign)

    def _act(self, work: "Callable[[Sequence[ListedTask]], Any]") -> None:
        async def run() -> None:
            await work(await self.selected_rows())

        if self.grid.keys:
            self.perform(run())
        else:
            self.show_nothing_selected()

    async def change_state(self, tasks: Sequence[ListedTask]) -> None:
        """Let the user choose the state of tasks; ask when and by what they were done."""
        from secretariat_tui.areas.attached import task_store

        which = self.title_of(tasks[0]) if len(tasks) == 1 else _("{n}건").format(n=len(tasks))
        title = _("상태 바꾸기 – {which}").format(which=which)
        state = await self.dialog(
            Picker(title, choices.state_options(), placeholder=_("번호나 이름으로 고르기"))
        )
        if state is None:
            return
        keys, later = [(each.id, each.rev) for each in tasks], None
        if state == "done":
            later = await self._complete(keys, which)
            if later is None:
                return
        else:
            await self.run_on_store(lambda file: task_store.set_state(file, keys, state))
        message = _done_message(later, await self.read(calendar)) if later else ""
        await self._show_changed(message)

    async def _complete(self, keys: Sequence[tuple[int, int]], which: str) -> "list[date] | None":
        from secretariat_tui.areas.attached.forms import completion_form

        form = completion_form(self.run_on_store, keys, which, self.shell.today())
        later: list[date] | None = await self.dialog(form)
        return later

    async def _assign(self, tasks: Sequence[ListedTask]) -> None:
        from secretariat_tui.areas.attached.forms import assignment_form

        keys = [(each.id, each.rev) for each in tasks]
        if await self.dialog(assignment_form(self.run_on_store, keys, self.shell.today())):
            await self._show_changed("")

    async def _show_changed(self, message: str) -> None:
        self.grid.clear_selection()
        if message:
            key = self.shell.keymap.label(UNDO)
            message = f"{message} {_('되돌리기 {key}').format(key=key)}"
        self.shell.show_saved(message)
        await self.refresh_after_change()

    # Filters, and the record.

    def action_task_filter(self) -> None:
        """Let the user choose a filter of tasks."""
        self.perform(self._filter())

    async def _filter(self) -> None:
        who, today = self._who, self.shell.today()
        counts = await self.run_query(lambda reader: queries.counts(reader, who, today))
        current = next((c for c in self.view.filters if c.key in choices.FILTER_COLUMNS), None)
        selected: Any = "all"
        if current:
            selected = current.value if current.key == "state" else current.key
        picker = Picker(_("어떤 할 일을 볼까요"), choices.filter_options(counts), current=selected)
        chosen = await self.dialog(picker)
        if chosen is not None:
            kept = (each for each in self.view.filters if each.key not in choices.FILTER_COLUMNS)
            self.show_view(self.view._replace(filters=(*kept, *choices.filters(chosen))))

    def action_task_record(self) -> None:
        """Open the record of the task under the cursor."""
        if self.grid.keys:
            self.perform(self.with_cursor_row(self.visit))
        else:
            self.show_nothing_selected()

    async def visit(self, task: ListedTask) -> None:
        """Open the record of a task in its area. UserError if it has none."""
        if not task.kind:
            raise UserError(_("기록에 딸리지 않은 할 일입니다."))
        await visit_record(self.shell, self.area, *task.record)


def _done_message(next_dates: "Sequence[date]", holidays: "Container[date]") -> str:
    """Return the message that names the next date of a recurring task, and the next working day."""
    day = next_dates[0]
    text = _("다음 기한 {date}.").format(date=moved_date(day, working_day_from(day, holidays)))
    if len(next_dates) > 1:
        text = _("되풀이하는 할 일 {n}건을 다음 기한으로 옮겼습니다.").format(n=len(next_dates))
    return text
