"""The first screen: what needs attention now. Each line opens the record that it shows."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size

from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.today import frame_rows, queries
from secretariat_tui.areas.today.commands import OWN_COMMANDS, TODAY_COMMANDS
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.keys.area import TablesAsNeeded, record_target
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import LineView

if TYPE_CHECKING:
    from secretariat_tui.areas.today.queries import Overview


_NEW = {
    "schedule": N_("일정"),
    "budget": N_("집행"),
    "proposals": N_("제안"),
    "agreements": N_("협약"),
    "tasks": N_("할 일"),
}
_STATUS_ACTIONS = {"schedule": "status", "proposals": "decide"}


class TodayScreen(AreaScreen):
    """Diary, budget, proposals and agreements at a glance."""

    DEFAULT_CSS = css("TodayScreen")
    commands: ClassVar[tuple[Command, ...]] = TODAY_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "today"

    def __init__(self) -> None:
        super().__init__()
        self._overview: Overview | None = None
        self._drawn: object = None  # what the columns were drawn from
        self._shown = False  # whether the cursor has been put on the first line

    def body(self) -> ComposeResult:
        """Return two columns; a narrow terminal shows one."""
        with Horizontal():
            yield LineView(id="left", idle_cursor=False)
            yield LineView(id="right", idle_cursor=False)

    def on_mount(self) -> None:
        """Show the data of the first frame; on_screen_resume then loads current data."""
        self._overview = self.shell.painted
        self._show(self.app.size)
        self.show_status()

    async def load(self) -> None:
        """Read the overview and show it."""
        now, tables = self.shell.now(), TablesAsNeeded(self.shell.areas)
        self._overview = await self.run_on_store(
            lambda file: queries.overview(file.reader, tables, now.date(), now.time())
        )
        self._show(self.app.size)
        self.show_status()

    def show_status(self) -> None:
        """Show the last message, or at the right where the file is."""
        if self.show_load_error():
            return
        message = self.shell.last_message
        width = self.app.size.width
        file = frame_rows.file_message(self.shell.store.file.path)
        self.show_message(
            message, right=[] if message else [(frame_rows.file_line(file, width - 1), "dim")]
        )

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the columns for the terminal's width."""
        self._show(event.size)
        self.show_status()

    def show_time(self) -> None:
        """Move the line of the current time."""
        if self._overview is not None:
            self._overview = self._overview._replace(at=self.shell.now().time())
            self._show(self.app.size)

    def _show(self, size: Size) -> None:
        source = (self._overview, size, self.shell.display_state())
        if self._overview is None or source == self._drawn:
            return
        self._drawn = source
        columns = frame_rows.columns(self._overview, size, self.shell.display_options)
        left, right = self.query_one("#left", LineView), self.query_one("#right", LineView)
        left.show(columns[0])
        right.styles.width = frame_rows.right_width(size.width)
        right.show(columns[1])
        if not self._shown:
            self._shown = True
            target = frame_rows.first_target(self._overview)
            for view in (right, left):
                if any(line.target == target for line in view.lines if target):
                    view.select(target)
                    view.focus()

    @property
    def _target(self) -> tuple[str, Any] | None:
        """The area and the record, or the day, of the line under the cursor."""
        target = self.focused.target if isinstance(self.focused, LineView) else None
        return self._place(target) if target else None

    def _place(self, target: tuple[Any, ...]) -> tuple[str, Any]:
        """Return the area and what opens the record there, for the target of a line."""
        area, record = target[:2]
        if isinstance(record, RecordKey):
            return record_target(self.shell.areas, *record) or (area, None)
        return area, record

    @property
    def _day(self) -> date | None:
        """The day of the line under the cursor, if it has one."""
        target = self.focused.target if isinstance(self.focused, LineView) else None
        return next((part for part in (target or ())[1:] if isinstance(part, date)), None)

    def action_new(self) -> None:
        """Add an event on the day under the cursor; on other lines ask what to add."""
        self.perform(self._new())

    async def _new(self) -> None:
        if self._day is not None:
            await self.shell.show_record("schedule", self._day, "new")
            return
        options = [option((_(name), ""), value=area) for area, name in _NEW.items()]
        area = await self.dialog(Picker(_("무엇을 새로 적을까요"), options))
        if area is not None:
            await self.shell.show_record(area, None, "new")

    def action_quick_add(self) -> None:
        """Add events from a line, or from a pasted list."""
        self.perform(self._quick_add())

    async def _quick_add(self) -> None:
        from secretariat_tui.areas.schedule.quick_add import adding

        result = await adding.ask_for_events(self, self._day or self.shell.today())
        if result.form is not None:
            await self.shell.show_record("schedule", result, "quick_add")
        elif result.ids:
            self.shell.show_message(adding.added_message(len(result.ids)), "good")
            await self.refresh_after_change()

    def action_edit(self) -> None:
        """Edit the record under the cursor."""
        self._act("edit", ("schedule", "budget", "proposals", "agreements", "tasks"))

    def action_status(self) -> None:
        """Change the status of the event or proposal under the cursor."""
        area = self._target[0] if self._target else ""
        self._act(_STATUS_ACTIONS.get(area, ""), tuple(_STATUS_ACTIONS))

    def _act(self, action: str, areas: Sequence[str]) -> None:
        """Run an action on the record under the cursor, if its area is one of `areas`."""
        target = self._target
        if target is None or target[0] not in areas or not isinstance(target[1], int | tuple):
            self.show_message(_("이 줄에서는 할 수 없습니다. 기록이 있는 줄에서 하세요."), "warn")
            return
        self.perform(self.shell.show_record(*target, action))

    def action_filter(self) -> None:
        """Find a record of any area."""
        self.run_worker(self.run_action("app.find_everywhere"))

    async def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Open the target of a line: (area, record), or (area, None) for the area itself.

        A third part may be the action of the area to run on the record instead.
        """
        area, record = self._place(event.target)
        if record is None:
            await self.shell.show_area(area)
        else:
            action = next((part for part in event.target[2:] if isinstance(part, str)), "")
            await self.shell.show_record(area, record, action)

    def action_open(self) -> None:
        if isinstance(self.focused, LineView):
            self.focused.action_open()

    def action_copy(self) -> None:
        """Copy the overview as text."""
        from secretariat_tui.tui.dialogs.export import copy_lines

        views = [view for view in self.query(LineView) if view.display]
        lines = [line for view in views for line in view.lines]
        self.perform(copy_lines(self, lines), group="copy")
