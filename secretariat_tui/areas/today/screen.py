"""The first screen: what needs attention now. Each line opens the record that it shows."""

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.geometry import Size

from secretariat_tui.areas.today import frame_rows, queries
from secretariat_tui.areas.today.commands import OWN_COMMANDS, TODAY_COMMANDS
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.text import plain_text
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import LineView

if TYPE_CHECKING:
    from secretariat_tui.areas.today.queries import Overview


class TodayScreen(AreaScreen):
    """Diary, budget, proposals and agreements at a glance."""

    DEFAULT_CSS = css("TodayScreen")
    commands: ClassVar[tuple[Command, ...]] = TODAY_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "today"

    def __init__(self) -> None:
        super().__init__()
        self._overview: Overview | None = None

    def body(self) -> ComposeResult:
        """Return two columns; a narrow terminal shows one."""
        with Horizontal():
            yield LineView(id="left")
            yield LineView(id="right")

    def on_mount(self) -> None:
        """Show the data of the first frame; on_screen_resume then loads current data."""
        self.show_message(frame_rows.file_message(self.shell.store.file.path))
        self._overview = self.shell.painted
        self._show(self.app.size)

    async def load(self) -> None:
        """Read the overview and show it."""
        today = self.shell.today()
        self._overview = await self.run_on_store(lambda file: queries.overview(file.reader, today))
        self._show(self.app.size)
        self.show_status()

    def show_status(self) -> None:
        """Show the last message, or where the file is."""
        shell = self.shell
        self.show_message(shell.last_message or frame_rows.file_message(shell.store.file.path))

    def on_resize(self, event: events.Resize) -> None:
        """Lay out the columns for the terminal's width."""
        self._show(event.size)

    def _show(self, size: Size) -> None:
        if self._overview is None:
            return
        columns = frame_rows.columns(self._overview, size, self.shell.display_options)
        right = self.query_one("#right", LineView)
        self.query_one("#left", LineView).show(columns[0])
        right.styles.width = frame_rows.right_width(size.width)
        right.show(columns[1])

    async def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Open the target of a line: (area, record), or (area, None) for the area itself."""
        area, record = event.target[:2]
        if record is None:
            await self.shell.show_area(area)
        else:
            await self.shell.show_record(area, record)

    def action_open(self) -> None:
        if isinstance(self.focused, LineView):
            self.focused.action_open()

    def action_copy(self) -> None:
        """Copy the overview as text."""
        from secretariat_tui.tui.dialogs.export import copy_text

        views = [view for view in self.query(LineView) if view.display]
        text = "\n".join(plain_text(view.lines) for view in views) + "\n"
        self.perform(copy_text(self, text, text.count("\n")), group="copy")
