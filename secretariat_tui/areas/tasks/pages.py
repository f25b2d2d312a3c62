"""The screen of the sets of tasks, and adding one to a record."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.tasks import details, queries, tables
from secretariat_tui.areas.tasks.commands import TEMPLATES_COMMANDS
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.areas.tasks.queries import TemplateRow
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tui.dialogs.picker import Picker, notice, option
from secretariat_tui.tui.keys.commands import UNDO, Command
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.areas.tasks.store import AddedSet
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm


class TemplatesScreen(RecordsScreen[TemplateRow]):
    """The tasks of all sets by kind of record and set."""

    commands: ClassVar[tuple[Command, ...]] = TEMPLATES_COMMANDS
    area = "tasks"
    table = tables.TEMPLATES
    record_table = "tasktemplate"

    def __init__(self) -> None:
        super().__init__()
        self._templates: list[TemplateRow] = []

    async def row_source(self) -> RowSource[TemplateRow]:
        """Read the sets."""
        self._templates = await self.read(queries.templates)
        return MemoryRows(self.table, self._templates)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many sets and tasks there are."""
        sets = {(each.kind, each.name) for each in self._templates}
        text = _(" {n}개 · 할 일 {tasks}건").format(n=len(sets), tasks=len(self._templates))
        return [*path(_("할일"), _("할 일 틀")), (text, "")]

    def empty(self) -> str:
        return _("아직 할 일 틀이 없습니다. Insert나 n을 눌러 첫 틀의 할 일을 적으세요.")

    def read_details(self, record: TemplateRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_template, record)

    def title_of(self, record: TemplateRow) -> str:
        return f"{record.name} {record.text}"

    async def record_form(self, record: TemplateRow | None) -> "RecordForm[TemplateDraft]":  # noqa: ARG002
        from secretariat_tui.areas.tasks.forms import template_form

        return template_form(self.shell.today(), self._next())

    def _next(self) -> TemplateDraft:
        """Return the values of a new task: the set under the cursor, the next position."""
        row = self.grid.row
        if row is None:
            return TemplateDraft("", "")
        last = max(
            each.position
            for each in self._templates
            if (each.kind, each.name) == (row.kind, row.name)
        )
        return TemplateDraft(row.name, "", row.kind, row.within, position=last + 1)

    @staticmethod
    def record_store() -> "RecordStore[TemplateDraft]":
        from secretariat_tui.areas.tasks.store import TEMPLATES

        return TEMPLATES


async def add_set(screen: AreaScreen, record: RecordKey) -> None:
    """Let the user choose a set for a record, and add its tasks."""
    from secretariat_tui.areas.tasks import store

    kinds = screen.shell.tables
    sets = await screen.read(lambda reader: queries.sets_for(reader, kinds, record))
    title = _("어느 틀로 더할까요")
    if not sets:
        text = _("이 기록에 쓸 틀이 없습니다. 할일 화면의 할 일 틀에서 적으세요.")
        await screen.dialog(notice(title, [text]))
        return
    options = [
        option(each.name, (_("  할 일 {n}건").format(n=each.tasks), "dim"), value=each.name)
        for each in sets
    ]
    name = await screen.dialog(Picker(title, options, placeholder=_("이름으로 고르기")))
    if name is None:
        return
    added = await screen.run_on_store(lambda file: store.add_set(file, kinds, record, name))
    lines = added_lines(added, screen.shell.keymap.label(UNDO))
    screen.shell.show_saved(" ".join(lines))
    await screen.dialog(notice(name, lines))


def added_lines(added: "AddedSet", undo_key: str) -> list[str]:
    """Return the messages of what was added, what was skipped, and why there is no due date."""
    lines = []
    if added.skipped:
        lines.append(_("이미 있는 {n}건은 더하지 않았습니다.").format(n=added.skipped))
    if not added.added:
        return lines
    if not added.dated:
        lines.append(_("기록에 날짜가 없어 기한 없이 더했습니다."))
    first = _("할 일 {n}건을 더했습니다.").format(n=added.added)
    return [first, *lines, _("되돌리기 {key}").format(key=undo_key)]
