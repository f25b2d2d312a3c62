"""The base of all area screens: the frame, reading and writing, and the handling of errors."""

from collections.abc import Callable, Coroutine, Hashable, Iterable, Mapping, Sequence
from functools import cached_property, partial
from itertools import takewhile
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.css.query import NoMatches
from textual.screen import Screen
from textual.worker import Worker, get_current_worker

from secretariat_tui.core.errors import FileBusyError, FileError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.keys.commands import APP_COMMANDS, Command, bindings
from secretariat_tui.tui.paint import header_footer
from secretariat_tui.tui.paint.text import BarItem, Span
from secretariat_tui.tui.runtime.attached import attached_parts
from secretariat_tui.tui.runtime.crash import unexpected_error
from secretariat_tui.tui.runtime.shell import Shell, shell_of
from secretariat_tui.tui.screens.visits import end_visit
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.responsive import set_size_classes

if TYPE_CHECKING:
    from secretariat_tui.database.audit.history import HistoryTarget
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.file import OfficeFile
    from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm

T = TypeVar("T")


def loads(workers: Iterable[Worker[Any]]) -> bool:
    """Whether one of some workers reads what a screen shows."""
    # A worker that was cancelled before it began never finishes.
    return any(
        each.group == "load" and not (each.is_finished or each.is_cancelled) for each in workers
    )


class AreaScreen(Screen[Any]):
    """A screen of an area: the bar of areas, the body, the status line and the bar of keys."""

    DEFAULT_CSS = css("AreaScreen")
    commands: ClassVar[tuple[Command, ...]] = APP_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(APP_COMMANDS)
    area: str = ""
    ends_visit = False  # whether leaving it goes back to the area from which its record was opened

    def __init__(self) -> None:
        super().__init__()
        self._shown_state: Hashable = None  # the state of file and app that the screen shows
        self._load_error: UserError | None = None  # of the last load, if that failed

    @cached_property
    def shell(self) -> Shell:
        """The app that shows this screen."""
        return shell_of(self)

    def compose(self) -> ComposeResult:
        """Lay out the frame around the body."""
        yield Bar(id="areas")
        yield from self.body()
        yield Bar(id="status")
        yield Bar(id="keys")

    def body(self) -> ComposeResult:
        """Return the widgets between the bar of areas and the status line."""
        raise NotImplementedError

    async def load(self) -> None:
        """Read the screen's data and show it."""
        raise NotImplementedError

    async def open(self, record: Any) -> None:
        """Open a record that the screen shows."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Show the frame."""
        self.show_frame()

    def on_resize(self, event: events.Resize) -> None:
        """Adapt to the terminal's size."""
        set_size_classes(self, event.size, self.shell.display_options)
        self._show_areas(event.size.width)

    def show_frame(self) -> None:
        """Show the areas, today's date and the keys, in the current language."""
        self._show_areas(self.app.size.width)
        self.query_one("#keys", Bar).show(
            header_footer.keys_bar(self.commands, self.shell.keymap, inner=self.inner)
        )

    @property
    def shown_area(self) -> str:
        """The area whose tab is the current one: of a page that another area opened, that area."""
        return self.area

    def _show_areas(self, width: int) -> None:
        shell = self.shell
        self.query_one("#areas", Bar).show(
            *header_footer.areas_bar(
                shell.areas,
                self.shown_area,
                shell.today(),
                shell.keymap,
                width,
                masked=shell.masked,
            )
        )

    @property
    def inner(self) -> bool:
        """Whether the screen was opened from another screen of its area, to which Esc goes back."""
        below = takewhile(lambda screen: screen is not self, self.app.screen_stack)
        return any(isinstance(screen, AreaScreen) for screen in below)

    def on_screen_resume(self) -> None:
        """Reload if anything has changed since the screen was last shown."""
        self.run_latest("load", self._resume)

    async def _resume(self) -> None:
        self.show_frame()
        if await self.is_stale():
            await self._load()
        else:
            self.show_status()
            self.show_time()

    async def is_stale(self) -> bool:
        """Whether the file, the date or the display has changed since the screen was loaded."""
        try:
            return self._shown_state is None or self._shown_state != await self._state()
        except UserError:  # the load that follows shows it
            return True

    async def _state(self) -> Hashable:
        """Return a value that differs after any change of the file or of how the app shows it."""
        return (*await self.shell.store.version(), *self.shell.display_state())

    def reload(self) -> None:
        """Reload the screen; a newer request cancels a running one."""
        self.show_frame()  # the date or the language may have changed
        self.run_latest("load", self._load)

    async def _load(self) -> None:
        if self.read_failed:  # its message is outdated
            self.show_message(self.shell.last_message)
        try:
            await self._load_state()
        except UserError as error:  # not in a dialog: reloads would open it again and again
            self._load_error = error
            self.show_load_error()

    @property
    def read_failed(self) -> bool:
        """Whether the last load failed because another program was writing."""
        return isinstance(self._load_error, FileBusyError)

    def show_load_error(self) -> bool:
        """Show in the status line that the last load failed; return False if it did not fail."""
        if self._load_error is None:
            return False
        self.show_message(str(self._load_error), "bad")
        return True

    async def refresh_after_change(self) -> None:
        """Load once after a change of this screen's own; no reload of a resume runs beside it."""
        self.workers.cancel_group(self, "load")
        self.show_frame()
        await self._load_state()

    async def _load_state(self) -> None:
        self._shown_state = self._load_error = None
        state = await self._state()
        await self.shell.read_known_names()
        await self.load()
        self._shown_state = state

    def show_time(self) -> None:
        """Show another time of day, if the screen shows it."""

    def action_reload(self) -> None:
        """Reload because the user asked for it."""
        self.shell.last_message = _("다시 읽었습니다.")
        self.reload()

    def perform(self, work: Coroutine[Any, Any, object], group: str = "work") -> None:
        """Run the work of a command; keys typed meanwhile are queued until it opens a dialog or ends.

        Ignored while other work runs. Keys are not queued for the group "copy".
        """
        keys = self.shell.key_queue
        if keys.works(self):
            work.close()
            return
        self.shell.last_message = ""
        worker = self.run_worker(self._run_and_release_keys(work), group=group)
        if group != "copy":
            keys.begin(self, worker)

    async def _run_and_release_keys(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await self._show_errors(work)
        finally:
            self.shell.key_queue.end(get_current_worker())

    def run_latest(self, group: str, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        """Run work and cancel what is running in its group."""
        self.run_in_group(work, group, exclusive=True)

    def run_in_group(
        self,
        work: Callable[[], Coroutine[Any, Any, object]],
        group: str,
        *,
        exclusive: bool = False,
    ) -> None:
        """Run work in a worker of a group; show its errors.

        The worker gets a function, not a coroutine, which would warn if the worker were cancelled
        before its start.
        """
        begin: Callable[[], Coroutine[None, None, None]] = partial(self._run_in_worker, work)
        _worker: Worker[None] = self.run_worker(begin, group=group, exclusive=exclusive)

    async def _run_in_worker(self, work: Callable[[], Coroutine[Any, Any, object]]) -> None:
        await self._show_errors(work())

    async def _show_errors(self, work: Coroutine[Any, Any, object]) -> None:
        """Await work and show any error in a dialog, so that the program continues."""
        try:
            await work
        except UserError as error:
            await self.shell.show_error(error)
        except Exception as error:  # noqa: BLE001 - shown without the contents of records
            if isinstance(error, NoMatches) and self not in self.app.screen_stack:
                return  # the screen was closed during the load and has no widgets any more
            if not await self._show_foreign_file():
                await self.shell.show_error(unexpected_error(error))

    async def _show_foreign_file(self) -> bool:
        """Show it if other contents were written into the file, which explains any error of a reader.

        The file monitor then asks the user what to do.
        """
        try:
            await self.run_on_store(lambda file: file.check_identity())
        except FileBusyError:
            return False
        except FileError as error:
            self.show_message(str(error), "bad")
            return True
        return False

    async def dialog(self, screen: "Screen[T]") -> "T | None":
        """Show a dialog and return its result; None if this screen is no longer in front."""
        if self.app.screen is not self:
            return None
        return await self.app.push_screen_wait(screen)

    async def run_on_store(self, work: "Callable[[OfficeFile], T]") -> T:
        """Run work with the file on the store thread."""
        return await self.shell.store.run(work)

    async def read(self, work: "Callable[[Reader], T]") -> T:
        """Read a few rows on the store thread."""
        return await self.shell.store.read(work)

    async def run_query(self, work: "Callable[[Reader], T]") -> T:
        """Run a query, which may take long, on the query thread."""
        return await self.shell.store.run_query(work)

    async def run_count(self, work: "Callable[[Reader], T]") -> T:
        """Run a query for what is shown when it is ready; it gives way to other queries."""
        return await self.shell.store.run_query(work, yields=True)

    def show_message(self, message: str, style: str = "", right: Sequence[Span] = ()) -> None:
        """Show a message in the line above the keys."""
        self.query_one("#status", Bar).show([BarItem(((f" {message}", style or "dim"),))], right)

    def show_status(self) -> None:
        """Show the error of the last load, or the last message.

        Screens with a status of their own show that if there is neither.
        """
        if not self.show_load_error():
            self.show_message(self.shell.last_message)

    def on_bar_pressed(self, event: Bar.Pressed) -> None:
        """Run the action of a clicked item."""
        self.run_worker(self.run_action(event.action))

    def action_history(self) -> None:
        """Show the history of the selected record, or of all records."""
        self.shell.show_history(self.area, self.history_target)

    def action_attached(self) -> None:
        """Show what hangs on the selected record."""
        parts, record = attached_parts(self.shell.areas), self.history_target
        if parts is None or record is None:
            self.show_message(_("고른 기록이 없습니다."), "warn")
        else:
            self.perform(parts.show(self, record))

    @property
    def history_target(self) -> "HistoryTarget | None":
        """The selected record, or None."""
        return None

    def action_back(self) -> None:
        """Go one step back; from the first screen of an area to where a record of it was visited from."""
        stack = self.app.screen_stack
        if len(stack) == 1:
            self.run_worker(end_visit(self.shell))
            return
        below = stack[stack.index(self) - 1]
        self.dismiss()
        if self.ends_visit:
            below.run_worker(end_visit(self.shell))

    async def reveal(self, target: Any, action: str = "", back_to: str = "") -> None:
        """Show a record to which another screen refers, on the first screen of this area.

        An inner screen closes; the screen below it shows the record. With an action that is run instead.
        When the record is closed, the area `back_to` is shown again, unless another screen covers this one.
        """
        stack = self.app.screen_stack
        below = stack[stack.index(self) - 1] if self.inner else None
        if isinstance(below, AreaScreen):
            self.dismiss()
            below.run_worker(below.reveal_after_work(target, action, back_to))
            return
        if action:
            await self.act_on(action, target)
        else:
            await self.open_target(target)
        if back_to and self.app.screen is self:
            await self.shell.show_area(back_to)

    async def reveal_after_work(self, target: Any, action: str, back_to: str = "") -> None:
        """Show a record when the work has ended that waited for the screen above."""
        await self.shell.key_queue.wait_for_work(self)
        self.perform(self.reveal(target, action, back_to))

    async def show_page(self, page: "AreaScreen") -> None:
        """Show a page of this area; in a visit, leaving the page ends that."""
        page.ends_visit = bool(self.shell.visited_from)
        await self.app.push_screen(page)

    async def act_on(self, action: str, target: Any) -> None:
        """Run an action of this area on a record that another screen shows."""

    def keep_typed(self, form: "AutosavedForm", typed: Mapping[str, Any], *, secret: bool) -> None:
        """Keep what is typed in a form, unless it is of a secret record and the screen is shown to others."""
        if typed and not (secret and self.shell.masked):
            self.shell.form_autosaves.keep(form._replace(typed=typed))
        else:
            self.shell.form_autosaves.drop()

    async def resume(self, kept: "AutosavedForm") -> None:
        """Open a form of this area again, with what was typed in it when the program died."""

    async def open_target(self, target: Any) -> None:
        """Show a record of this screen's area; `target` comes from a search result of the area."""
