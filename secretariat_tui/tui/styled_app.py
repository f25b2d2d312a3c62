"""How the app draws: its styles, its themes, the options of the display, and the driver of the terminal."""

import os
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

from textual import events
from textual.app import App
from textual.driver import Driver

from secretariat_tui import settings
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.paint import ambiguous_width
from secretariat_tui.tui.paint.colours import legible
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.runtime.shell import shell_of
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets import themes
from secretariat_tui.tui.widgets.responsive import set_size_classes
from secretariat_tui.tui.widgets.scrollbars import set_renderer
from secretariat_tui.tui.widgets.styles import TextStyles, text_styles

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.screen import Screen


class StyledApp(App[None], inherit_bindings=False):
    """An app with the program's themes, which can be drawn anew with other options."""

    def __init__(self, options: DisplayOptions, theme: str) -> None:
        self.display_options = options  # Textual asks for CSS variables at once
        super().__init__()
        self._text_styles: TextStyles | None = None
        self._parsed_with: object = None  # the theme and the variables
        self._sheets: Mapping[Any, Any] = {}  # the style sheets with which the screens were styled
        self._styled: WeakSet[Screen[Any]] = WeakSet()
        set_renderer(options)
        self.register_theme(themes.DARK)
        self.register_theme(themes.LIGHT)
        self.theme = theme

    @property
    def text_styles(self) -> TextStyles:
        """The named styles of the current theme."""
        if self._text_styles is None:
            self._text_styles = text_styles(self.theme_variables)
        return self._text_styles

    def get_css_variables(self) -> dict[str, str]:
        """Return what style sheets may name: a theme's colours, legible, and the kinds of border."""
        self.theme_variables = legible(super().get_css_variables())
        self._text_styles = None
        return {**self.theme_variables, **self.display_options.border_types()}

    def get_driver_class(self) -> type[Driver]:
        """Return Textual's driver, or the program's own in its place."""
        chosen = super().get_driver_class()
        if os.name != "nt":
            from secretariat_tui.tui.runtime.driver import TerminalDriver

            if issubclass(TerminalDriver, chosen):  # unless another one is set in the environment
                return TerminalDriver
        return chosen

    def typed_key(self) -> str:
        """Return the key that was typed before the program took keys, "" if there is none."""
        if os.name != "nt":
            from secretariat_tui.tui.runtime.driver import TerminalDriver

            if isinstance(self._driver, TerminalDriver):
                return self._driver.typed_key()
        return ""

    def refresh_css(self, animate: bool = True) -> None:  # noqa: FBT001, FBT002 - of Textual
        """Parse all style sheets again if the variables or the theme have changed; else only style screens anew.

        Textual asks for that twice when a mode is shown for the first time, and when the screen in front has
        other styles than the app: those below it may then have older ones as well. Textual parses a sheet that
        was added or changed by itself, when it next styles something.
        """
        parsed_with = (self.theme, self.get_css_variables())
        parse = parsed_with != self._parsed_with
        sheets = self.stylesheet.source
        # The rules of a widget's own sheet are for that widget, of which there was none before.
        if parse or any(
            self._sheets.get(name) != sheet and not sheet.scope for name, sheet in sheets.items()
        ):
            self._styled.clear()
        self._sheets = dict(sheets)
        if parse:
            self._parsed_with = parsed_with
            super().refresh_css(animate)
        else:
            for screen in self.screen_stack:
                if screen.is_mounted and screen not in self._styled:
                    self.stylesheet.update(screen, animate=animate)
                    screen.refresh(layout=True)
        self._styled.update(self.screen_stack)

    def on_cursor_position(self, event: events.CursorPosition) -> None:
        """Draw in ASCII, or no more, as the terminal answers the first frame's question."""
        wide = event.x > 1
        ambiguous_width.remember(os.environ, settings.state_dir(), wide=wide)
        if wide != self.display_options.ascii:
            self.set_display(self.display_options._replace(ascii=wide))
        if wide:
            text = _("선이 두 칸씩이라 ASCII로 그립니다. 터미널의 '모호한 너비'를 좁게 바꾸세요.")
            shell_of(self).show_message(text, "warn")

    def set_display(self, options: DisplayOptions) -> None:
        """Draw everything anew with other options."""
        self.display_options = options
        set_renderer(options)
        self.refresh_css(animate=False)
        self.draw_anew()

    def draw_anew(self) -> None:
        """Draw all screens again."""
        for screen in self.screen_stack:
            set_size_classes(screen, self.size, self.display_options)
            for widget in screen.query("*"):
                widget.refresh()
            if isinstance(screen, AreaScreen):
                screen.reload()  # what it has laid out by itself

    @property
    def front(self) -> AreaScreen | None:
        """The area's screen in front; None where a dialog is, or the program ends."""
        return next((each for each in self.screen_stack[-1:] if isinstance(each, AreaScreen)), None)

    def action_theme(self) -> None:
        """Let the user choose the colours of the screen."""
        from secretariat_tui.tui.dialogs.theme import choose_theme

        if self.front:
            self.front.perform(choose_theme(self, self.draw_anew))

    def action_density(self) -> None:
        """Switch between more and less space."""
        self.set_display(self.display_options._replace(roomy=not self.display_options.roomy))
