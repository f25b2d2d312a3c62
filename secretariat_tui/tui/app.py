"""The program on the terminal."""

from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from typing import Any, ClassVar

from textual.app import App

from secretariat_tui.area import Area
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.language import _
from secretariat_tui.problem import Problem
from secretariat_tui.tui import theme
from secretariat_tui.tui.adapt import adapt
from secretariat_tui.tui.area_screen import AreaScreen
from secretariat_tui.tui.commands import Command, go_commands, key_name
from secretariat_tui.tui.office import Office
from secretariat_tui.tui.palette import Palette, palette


def run(
    file: OfficeFile, areas: Sequence[Area], today: Callable[[], date], style: str, seen: Any
) -> int:
    """Show an open file until the person leaves; return the exit code.

    `style` names the theme; `seen` is what the first screen has been painted from, if it has been.
    """
    app = SecretariatApp(file, areas, today, style, seen)
    try:
        app.run()
    finally:
        app.office.close()
    return app.return_code or 0


_WARM_UP_AFTER = 1.0  # seconds


def _warm_up(_file: OfficeFile) -> None:
    """Import what the first write needs, on the store thread, while the person reads."""
    import_module("secretariat_tui.database.door")


class SecretariatApp(App[None]):
    """Holds the open file, the areas and the day; shows one area at a time."""

    TITLE = "secretariat"
    DEFAULT_MODE: ClassVar[str] = "first"  # Textual cannot go back to its own, "_default"
    ENABLE_COMMAND_PALETTE = False

    def __init__(
        self,
        file: OfficeFile,
        areas: Sequence[Area],
        today: Callable[[], date],
        style: str = theme.DARK.name,
        seen: Any = None,
    ) -> None:
        super().__init__()
        self.seen = seen
        self.office = Office(file)
        self.areas = areas
        self.today = today
        self.last_said = ""
        self._palette: Palette | None = None
        self.register_theme(theme.DARK)
        self.register_theme(theme.LIGHT)
        self.theme = style
        self.add_mode(self.DEFAULT_MODE, lambda: self._make(areas[0]))
        for each in areas[1:]:
            self.add_mode(each.name, lambda each=each: self._make(each))  # type: ignore[misc]
        for command in go_commands(areas):
            self.bind(command.keys[0], command.action, show=False)

    @property
    def palette(self) -> Palette:
        """The named styles of the theme in use."""
        if self._palette is None:
            self._palette = palette(self.theme_variables)
        return self._palette

    def watch_theme(self) -> None:
        """Make the styles anew for another theme."""
        self._palette = None

    def _make(self, area: Area) -> AreaScreen:
        screen: AreaScreen = import_module(area.module("screen")).SCREEN()
        adapt(screen, self.size)  # before it is mounted: its style is then worked out once
        return screen

    def on_ready(self) -> None:
        """Prepare for writing, but not while the first keys are pressed."""

        async def warm_up() -> None:
            await self.office.run(_warm_up)

        self.set_timer(_WARM_UP_AFTER, warm_up)

    @property
    def here(self) -> AreaScreen | None:
        """The area's screen in front, or None where a dialog is."""
        return self.screen if isinstance(self.screen, AreaScreen) else None

    async def action_go(self, name: str) -> None:
        """Show an area."""
        self.last_said = ""
        await self.switch_mode(self.DEFAULT_MODE if name == self.areas[0].name else name)

    async def show_record(self, name: str, target: Any) -> None:
        """Show an area and open a record of it."""
        await self.action_go(name)
        if self.here:
            self.here.perform(self.here.reveal(target))

    def say(self, message: str, style: str = "") -> None:
        """Say something in the status line of the screen in front, and on those that follow."""
        self.last_said = message
        for screen in reversed(self.screen_stack):
            if isinstance(screen, AreaScreen):
                screen.say(message, style)
                return

    def saved(self, message: str = "") -> None:
        """Say that something is safely in the file."""
        self.say(message or _("저장했습니다. Ctrl+Z로 되돌릴 수 있습니다."), "good")

    async def tell(self, problem: Problem) -> None:
        """Tell a person about a problem, and wait until it has been read."""
        from secretariat_tui.tui.chooser import notice

        said = [text for text in (problem.what, problem.where, problem.remedy) if text]
        await self.push_screen(notice(_("알림"), said))

    async def action_quit(self) -> None:
        """Leave; where a form holds something typed, it asks first."""
        from secretariat_tui.tui.form import Form

        top = self.screen
        if isinstance(top, Form) and top.touched:
            await top.action_leave()
        elif not isinstance(top, Form) and any(
            isinstance(s, Form) and s.touched for s in self.screen_stack
        ):
            top.dismiss(None)  # a list or a question above a form
        else:
            self.exit()

    def action_undo(self) -> None:
        """Take back the last saved edit."""
        self._step(OfficeFile.undo, _("되돌렸습니다: {label}"))

    def action_redo(self) -> None:
        """Do again what was taken back."""
        self._step(OfficeFile.redo, _("다시 했습니다: {label}"))

    def _step(self, step: Callable[[OfficeFile], str], message: str) -> None:
        async def work(screen: AreaScreen) -> None:
            label = await self.office.run(step)
            self.say(message.format(label=label), "good")
            await screen.load()

        if self.here:
            self.here.perform(work(self.here))

    def _commands(self) -> list[Command]:
        here = self.here
        return [*(here.commands if here else ()), *go_commands(self.areas)]

    def action_palette(self) -> None:
        """Let a person find a command by its name, and run it."""
        self._choose_command(_("명령"))

    def action_keys(self) -> None:
        """Show the keys of this screen; Enter runs the command."""
        self._choose_command(_("이 화면의 키"), helps=True)

    def _choose_command(self, title: str, *, helps: bool = False) -> None:
        from secretariat_tui.tui.chooser import Chooser, option

        here = self.here
        if here is None:
            return
        options = []
        for each in self._commands():
            keys = " ".join(key_name(key) for key in each.keys)
            said = _(each.help) if helps and each.help else _(each.title)
            options.append(
                option((f"{keys:<12}", "key"), said, value=each.action, words=_(each.title))
            )

        async def run_chosen(action: str | None) -> None:
            if action is not None:
                await self.run_action(action, default_namespace=here)

        self.push_screen(Chooser(title, options, placeholder=_("이름이나 키로 찾기")), run_chosen)
