"""What the screens of all areas have in common: the frame, reading and writing, errors."""

from collections.abc import Callable, Coroutine, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, cast

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import get_current_worker

from secretariat_tui.core.errors import FileBusyError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.keys.commands import SHELL, Command, bindings
from secretariat_tui.tui.paint import header_footer
from secretariat_tui.tui.paint.text import Item, Span
from secretariat_tui.tui.runtime.crash import unexpected_error
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.responsive import adapt

if TYPE_CHECKING:
    from secretariat_tui.database.audit.history import HistoryTarget
    from secretariat_tui.database.file import OfficeFile
    from secretariat_tui.tui.app import SecretariatApp

T = TypeVar("T")


class AreaScreen(Screen[Any]):
    """A screen of an area: areas above, its body, messages and keys below."""

    DEFAULT_CSS = """
    AreaScreen {
        & #areas { background: $panel; }
        & #keys { background: $panel; }
        & #rule { height: 1; }
    }
    """
    commands: ClassVar[tuple[Command, ...]] = SHELL
    BINDINGS: ClassVar[list[BindingType]] = bindings(SHELL)
    area: str = ""
    unread = False  # while another program kept the last reading from its end

    @property
    def shell(self) -> "SecretariatApp":
        """The app, by its own type."""
        return cast("SecretariatApp", self.app)

    def compose(self) -> ComposeResult:
        """Lay out the frame around the body."""
        yield Bar(id="areas")
        yield from self.body()
        yield Bar(id="status")
        yield Bar(id="keys")

    def body(self) -> ComposeResult:
        """Lay out what stands between the frame's lines."""
        raise NotImplementedError

    async def load(self) -> None:
        """Read what the screen shows, and show it."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the frame."""
        self.show_frame()

    def on_resize(self, event: events.Resize) -> None:
        """Adapt to the terminal's size."""
        adapt(self, event.size)

    def show_frame(self) -> None:
        """Show the areas, today's date and the keys, in the language in use."""
        app = self.shell
        self.query_one("#areas", Bar).show(
            *header_footer.areas_bar(app.areas, self.area, app.today(), masked=app.masked)
        )
        self.query_one("#keys", Bar).show(header_footer.keys_bar(self.commands, inner=self.inner))

    @property
    def inner(self) -> bool:
        """Whether it stands on another screen of an area, to which Esc goes back."""
        below = takewhile(lambda screen: screen is not self, self.app.screen_stack)
        return any(isinstance(screen, AreaScreen) for screen in below)

    def on_screen_resume(self) -> None:
        """Read again: another screen may have changed something."""
        self.reload()

    def reload(self) -> None:
        """Read again what the screen shows; only the last request counts."""
        self.show_frame()  # the day may have changed
        self.latest("load", self._load)

    async def _load(self) -> None:
        if self.unread:  # what was said of it holds no more
            self.show_message(self.shell.last_message)
        self.unread = False
        try:
            await self.load()
        except (
            UserError
        ) as problem:  # in the status line: a dialog would come again with each reading
            self.unread = isinstance(problem, FileBusyError)
            self.show_message(str(problem), "bad")

    def action_reload(self) -> None:
        """Read again, at a person's wish."""
        self.shell.last_message = _("다시 읽었습니다.")
        self.reload()

    def perform(self, work: Coroutine[Any, Any, object], group: str = "work") -> None:
        """Run what a key asked for. Until it shows its dialog or ends, keys wait for that.

        A second one is ignored meanwhile. Nobody waits for a "copy".
        """
        typed = self.shell.key_queue
        if typed.works(self):
            work.close()
            return
        self.shell.last_message = ""
        worker = self.run_worker(self._begun(work), group=group)
        if group != "copy":
            typed.begin(self, worker)

    async def _begun(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await self._guarded(work)
        finally:
            self.shell.key_queue.end(get_current_worker())

    def latest(self, group: str, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Run something in place of what still runs in its group."""

        async def begin() -> None:
            await self._guarded(work())

        self.run_worker(begin, group=group, exclusive=True)  # type: ignore[arg-type]

    async def _guarded(self, work: Coroutine[Any, Any, object]) -> None:
        """Be the one boundary for errors: whatever it is, the program goes on and says so."""
        try:
            await work
        except UserError as problem:
            await self.shell.show_error(problem)
        except Exception as error:  # noqa: BLE001 - said to the person, without the records
            if isinstance(error, NoMatches) and self not in self.app.screen_stack:
                return  # it was left while it read, and has lost its widgets
            await self.shell.show_error(unexpected_error(error))

    async def dialog(self, screen: Screen[Any]) -> Any:
        """Show a dialog and return its answer; None where this screen is no longer in front."""
        if self.app.screen is not self:
            return None
        return await self.app.push_screen_wait(screen)

    async def run_on_store(self, work: "Callable[[OfficeFile], T]") -> T:
        """Run work on the file, on its thread."""
        return await self.shell.store.run(work)

    def show_message(self, message: str, style: str = "", right: Sequence[Span] = ()) -> None:
        """Say something in the line above the keys."""
        self.query_one("#status", Bar).show([Item(((f" {message}", style or "dim"),))], right)

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        """Run what was clicked."""
        self.run_worker(self.run_action(event.action))

    def action_history(self) -> None:
        """Show the history: of what is chosen here, or of the whole office."""
        from secretariat_tui.tui.screens.history import HistoryScreen

        self.app.push_screen(HistoryScreen(self.area, self.shell.kinds, self.history_target))

    @property
    def history_target(self) -> "HistoryTarget | None":
        """The record whose history is asked for, if one is chosen here."""
        return None

    def action_back(self) -> None:
        """Go one step back."""
        if len(self.app.screen_stack) > 1:
            self.dismiss()

    async def reveal(self, target: Any) -> None:
        """Show a record that another screen points to: a screen above others gives way to the one below."""
        if len(self.app.screen_stack) > 1:
            below = cast("AreaScreen", self.app.screen_stack[-2])
            self.dismiss()
            below.perform(below.reveal(target))
