"""The program on the terminal."""

import asyncio
import sys
import warnings
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import date, time
from functools import cached_property, partial
from typing import Any, ClassVar

from rich.console import Console
from textual import events
from textual.binding import Binding, BindingType
from textual.screen import Screen

from secretariat_tui import settings
from secretariat_tui.core import i18n, pii
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import ENGLISH, KOREAN, _
from secretariat_tui.core.text import is_hangul
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.audit.people import known_names
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.dialogs.too_small import TooSmall
from secretariat_tui.tui.keys.area import Area, audit_tables, go_commands
from secretariat_tui.tui.keys.commands import MASK, QUIT, UNDO
from secretariat_tui.tui.keys.hangul import bindings_of_key
from secretariat_tui.tui.keys.queue import (
    Barrier,
    InputEvent,
    KeyQueue,
    encoding_warning,
    pressed_key,
)
from secretariat_tui.tui.reminders import area_reminders
from secretariat_tui.tui.runtime.clock import Clock, time_of_day
from secretariat_tui.tui.runtime.collector import spare_existing_objects
from secretariat_tui.tui.runtime.crash import unexpected_error
from secretariat_tui.tui.runtime.form_autosaves import FormAutosaves
from secretariat_tui.tui.runtime.preferences import Preferences
from secretariat_tui.tui.runtime.saved_views import SavedViews
from secretariat_tui.tui.runtime.shell import ShellHolder
from secretariat_tui.tui.runtime.signals import end_on_signals, ignore_signals
from secretariat_tui.tui.runtime.store_thread import StoreThread, import_writes
from secretariat_tui.tui.screens import start_dialogs
from secretariat_tui.tui.screens.base import AreaScreen, loads
from secretariat_tui.tui.styled_app import StyledApp
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.responsive import fits, set_size_classes


def run(
    file: OfficeFile,
    areas: Sequence[Area],
    today: Callable[[], date],
    preferences: Preferences,
    painted: Any,
) -> int:
    """Run the app on an open file; return the exit code. UserError after a defect.

    `painted` is the data that the first frame was painted from, or None.
    """
    app = SecretariatApp(file, areas, today, preferences, painted)
    try:
        app.run()
    finally:
        ignore_signals()
        app.store.close()
        app.form_autosaves.close()
        # Silence never-awaited warnings of workers cancelled at exit.
        warnings.filterwarnings("ignore", "coroutine .* was never awaited", RuntimeWarning)
    if app.return_code == _DEFECT:
        raise app.defect or UserError(_("프로그램의 결함으로 끝났습니다."))
    return app.return_code or 0


_WARM_UP_AFTER = 1.0  # seconds
_DEFECT = 1  # Textual's return code after an unhandled exception


class SecretariatApp(StyledApp, ShellHolder, inherit_bindings=False):
    """Holds the open file, the areas and the day; shows one area at a time."""

    TITLE = "secretariat"
    CSS = css(".-roomy")
    DEFAULT_MODE: ClassVar[str] = "first"  # Textual cannot go back to its own, "_default"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar[list[BindingType]] = [
        # Of priority: it is in force over dialogs as well.
        Binding(",".join(QUIT.keys), "quit", show=False, priority=True, id=QUIT.id)
    ]

    def __init__(  # noqa: PLR0913
        self,
        file: OfficeFile,
        areas: Sequence[Area],
        today: Callable[[], date],
        preferences: Preferences = Preferences(),  # noqa: B008 - immutable
        painted: Any = None,
        *,
        time_of_day: Callable[[], time] = time_of_day,
    ) -> None:
        super().__init__(preferences.display_options, preferences.theme)
        self.shell = self
        self.painted = painted
        self.store = StoreThread(file)
        self.areas = areas
        self.today = today
        self._clock = Clock(today, time_of_day)
        self.now = self._clock.now
        self.last_message = " · ".join(preferences.keymap.messages)
        self._setting_faults = preferences.faults
        self._reminders = area_reminders(self, areas, preferences)
        self.masked = False
        self.mask_text: Callable[[str], str] = pii.mask_text
        self._names_of: Hashable = None  # the version of the file that has the known names
        self._edits_before = 0  # id of the last edit made here before the user went to the area
        self.wrong_file = False  # a form could not be saved into the file that is there now
        self.saved_views = SavedViews(settings.views_file(), file.path)
        self.form_autosaves = FormAutosaves(settings.state_dir() / "forms", file.path)
        self.keymap = preferences.keymap
        self._first_area = ""
        self.add_mode(self.DEFAULT_MODE, self._make_first)
        for each in areas:
            self.add_mode(each.name, lambda each=each: self._make(each))  # type: ignore[misc]
        for command in go_commands(areas):
            self.bind(",".join(self.keymap.keys(command)), command.action, show=False)
        self.set_keymap({name: ",".join(keys) for name, keys in self.keymap.chosen.items()})
        self.key_queue = KeyQueue(self, super().on_event)
        self._hangul_told = False  # on this visit to the area
        self.visited_from = ""
        self.error_console = Console(quiet=True)  # a traceback would show the values of variables
        self.defect: UserError | None = None

    def action_mask(self) -> None:
        """Mask names, phone numbers and addresses on the screen, or stop masking them."""
        self.masked = not self.masked
        self.draw_anew()
        text = _("다시 보입니다.")
        if self.masked:
            text = _("이름, 전화번호, 주소를 가립니다. 다시 보기 {key}")
        self.show_message(text.format(key=self.keymap.label(MASK)))

    async def read_known_names(self) -> None:
        """Read the names that a masked screen masks in every text, if the file has changed."""
        if not self.masked:
            return
        version = await self.store.version()
        if version != self._names_of:
            names = await self.store.run_query(lambda reader: known_names(reader, self.tables))
            self.mask_text, self._names_of = pii.text_masker(names), version
            for screen in self.screen_stack:
                for widget in screen.query("*"):
                    widget.refresh()

    @cached_property
    def tables(self) -> Mapping[str, TableMeta]:
        """The titles and columns of all tables of records, by table name."""
        return audit_tables(self.areas)

    def _make_first(self) -> Screen[Any]:
        """Return the screen of the area whose key was typed during the start, else of the first one."""
        key = self.typed_key()
        area = next((a for a in self.areas if key in self.keymap.keys(a.go)), self.areas[0])
        if area is not self.areas[0]:
            self.painted = None  # outdated when the first area is shown
        self._first_area = area.name
        return self._make(area)

    def _make(self, area: Area) -> Screen[Any]:
        screen = area.screen()()
        # Before it is mounted: its style is then computed once.
        set_size_classes(screen, self.size, self.display_options)
        return screen

    def on_load(self) -> None:
        # From Python 3.12 on Textual begins a task at once, though not in tests: work that waits for nothing
        # would end before it counts as running.
        asyncio.get_running_loop().set_task_factory(None)

    def on_mount(self) -> None:
        self.key_queue.watch()
        if not self.is_headless:
            # Between two steps of the loop: what is raised within one may be lost there.
            end_on_signals(partial(asyncio.get_running_loop().call_soon_threadsafe, self.leave))

    def on_resize(self) -> None:
        self.call_later(self._cover)  # at the start, when there is a screen to cover

    def _cover(self) -> None:
        """Cover everything where the terminal is too small for it."""
        if not fits(self.size) and not isinstance(self.screen, TooSmall):
            self.push_screen(TooSmall())

    async def on_event(self, event: events.Event) -> None:
        """Let each key wait for the one before it."""
        event = pressed_key(event)
        if warning := encoding_warning(event):
            self.show_message(warning, "warn")
        if isinstance(event, InputEvent) and not event.is_forwarded:
            await self.key_queue.take(event)
        else:
            await super().on_event(event)

    async def on_barrier(self, event: Barrier) -> None:
        await self.key_queue.done(event)

    async def on_key(self, event: events.Key) -> None:
        """Run what was meant where Hangul has arrived that nothing took as text.

        At once, not as keys pressed anew: the key that made the input method let go of the
        letter is already on its way.
        """
        *held, letter = event.key.split("+")
        if not is_hangul(letter):
            return
        screen = self.screen
        commands = (*getattr(screen, "commands", ()), *go_commands(self.areas))
        found = bindings_of_key(event.key, screen.active_bindings, commands)
        for each in found:
            await self.run_action(each.binding.action, each.node)
        done = {each.binding.action for each in found} & {each.action for each in commands}
        if not (held or done or self._hangul_told):
            self._hangul_told = True
            self.show_message(
                _("한글 입력 상태입니다. 한/영 키를 누르거나 Insert·F2·Ctrl 키를 쓰세요."), "warn"
            )

    def bell(self) -> None:
        """Keep an unhandled exception for the report at exit."""
        # Textual has no public hook for one; it rings the bell while it handles the exception.
        error = sys.exception()
        if isinstance(error, Exception) and self.defect is None:
            self.defect = unexpected_error(error)
        super().bell()

    def on_ready(self) -> None:
        """Prepare for writing, but not while a key or a load waits."""
        self.set_timer(_WARM_UP_AFTER, self._warm_up)
        self.set_interval(Clock.STEP, self.follow_clock)
        self.set_timer(_WARM_UP_AFTER, self._guard)
        start_dialogs.show_at_start(self, self._setting_faults)

    async def _warm_up(self) -> None:
        if self.key_queue.waiting or loads(self.workers):
            self.set_timer(_WARM_UP_AFTER, self._warm_up)
            return
        await self.store.run(import_writes)
        if not self.is_headless:  # a process of tests runs many apps
            spare_existing_objects()

    def follow_clock(self) -> None:
        """Show another minute or another day on the screen in front; others reload when they are shown."""
        minute, day = self._clock.step()
        if minute:
            self.run_worker(self._reminders.check(self), group="reminders", exit_on_error=False)
        if self.front and minute:
            self.front.reload() if day else self.front.show_time()

    def _guard(self) -> None:
        """Watch over the file while a person works."""
        from secretariat_tui.tui.file_monitor import monitor

        # A function, not a coroutine: the program may end before it begins.
        work = partial(monitor, self)
        self.run_worker(work, group="guardian", exit_on_error=False)  # type: ignore[arg-type]

    async def action_go(self, name: str) -> None:
        """Show an area."""
        await self._leave()
        await self.show_area(name)

    async def _leave(self) -> None:
        """Remember the last edit, and close a page opened from another area, for the user goes elsewhere."""
        self._edits_before = max(self.store.file.file_identity.own_commits, default=0)
        if self.front and self.front.shown_area != self.front.area:
            await self.pop_screen()

    async def show_area(self, name: str) -> None:
        """Switch to an area's screen."""
        self.last_message = self.visited_from = ""
        self._hangul_told = False
        await self.switch_mode(self.DEFAULT_MODE if name == self._first_area else name)

    async def show_record(self, area: str, target: Any, do: str = "", back_to: str = "") -> None:
        """Show an area and open a record of it, or run an action on it; then show `back_to` again."""
        if not back_to:
            await self._leave()
        await self.show_area(area)
        if self.front:
            self.front.perform(self.front.reveal(target, do, back_to))

    def display_state(self) -> tuple[Hashable, ...]:
        """Return what, besides the file, changes the text on the screens: date, language, masking."""
        return self.today(), i18n.current_language().name, self.masked, self.display_options

    def reload_front(self) -> None:
        """Reload the front screen; one behind a dialog reloads when the dialog closes."""
        if self.front:
            self.front.reload()

    def show_message(self, message: str, style: str = "") -> None:
        """Say something in the status line of the screen in front, and on those that follow."""
        self.last_message = message
        for screen in reversed(self.screen_stack):
            if isinstance(screen, AreaScreen) and screen.is_mounted:
                screen.show_message(message, style)
                return

    def show_saved(self, message: str = "") -> None:
        """Show that a change was saved, or `message` in its place."""
        self.show_message(message or self.saved_message(), "good")

    def saved_message(self) -> str:
        """Return the message after a change was saved, with the key that takes it back."""
        return _("저장했습니다. 되돌리기 {key}").format(key=self.keymap.label(UNDO))

    async def show_error(self, problem: UserError) -> None:
        """Tell a person about a problem, and wait until it has been read."""
        from secretariat_tui.tui.dialogs.merge import error_notice

        self.key_queue.forget()
        await self.push_screen(error_notice(problem, self.tables))

    def leave(self, return_code: int = 0) -> None:
        """End the program, without questions: what is typed in a form is offered at the next start."""
        self.store.begin_close()
        self.exit(return_code=return_code)

    async def action_quit(self) -> None:
        """Leave; a dialog that holds something typed asks first."""
        if not self.front:
            from secretariat_tui.tui.dialogs.base import leave_typed

            if await leave_typed(self.screen_stack):
                return
        self.leave()

    def action_undo(self, *, redo: bool = False) -> None:
        """Take back the last saved edit; ask first if it was made in another window or area."""
        from secretariat_tui.tui.screens import undo

        if self.front:
            step = undo.REDO if redo else undo.UNDO
            self.front.perform(undo.take_step(self, self.front, step, self._edits_before))

    def action_redo(self) -> None:
        """Do again what was taken back; ask first if that was in another window or area."""
        self.action_undo(redo=True)

    def action_language(self) -> None:
        """Switch between Korean and English."""
        i18n.set_language(KOREAN if i18n.current_language() is ENGLISH else ENGLISH)
        self.show_message(_("이제 한국어로 보입니다."))
        for screen in self.screen_stack:  # the screens of other areas reload when they are shown
            if isinstance(screen, AreaScreen):
                screen.reload()

    def show_history(self, area: str, target: HistoryTarget | None) -> None:
        """Open the history of a record, or of all records."""
        from secretariat_tui.tui.screens.history import HistoryScreen

        self.push_screen(HistoryScreen(area, self.tables, target))

    def action_restore(self) -> None:
        """Put a backup in the file's place."""
        from secretariat_tui.tui.dialogs.restore import restore

        if self.front:
            self.front.perform(restore(self))

    def action_find_everywhere(self) -> None:
        """Let a person find a record of any area, and open it there."""
        from secretariat_tui.tui.dialogs.find_everywhere import ChosenRecord, FindEverywhere

        async def show(chosen: ChosenRecord | None) -> None:
            if chosen:
                await self.show_record(chosen.area, chosen.target)

        if self.front:
            self.push_screen(FindEverywhere(self.areas), show)

    def action_palette(self) -> None:
        """Let a person find a command by its name, and run it."""
        from secretariat_tui.tui.dialogs.palette import command_palette, offer

        if self.front:
            commands = [*self.front.commands, *go_commands(self.areas)]
            offer(self.front, command_palette(commands, self.keymap))

    def action_keys(self) -> None:
        """Show the keys of this screen; Enter runs the command."""
        from secretariat_tui.tui.dialogs.palette import help_dialog, offer

        if self.front:
            go = go_commands(self.areas)
            offer(self.front, help_dialog(self.front.commands, go, self.keymap))
