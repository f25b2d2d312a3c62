"""Drawing lines of styled text: the base of every widget that shows records.

All text from the database is drawn by `Canvas.strip`, which removes control characters. It is never
parsed as markup.
"""

from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from rich.cells import cell_len
from rich.segment import Segment
from textual.geometry import Region
from textual.scroll_view import ScrollView
from textual.strip import Strip
from textual.widget import Widget

from secretariat_tui.core import pii
from secretariat_tui.core.text import clean
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.paint.text import CHARACTERS_PER_CELL, PERSONAL, Span, fit_width
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.scrollbars import move_thumb
from secretariat_tui.tui.widgets.styles import TextStyles

if TYPE_CHECKING:
    from rich.style import Style


@runtime_checkable
class DrawingApp(Protocol):
    """What widgets need of the app to draw text."""

    display_options: DisplayOptions
    masked: bool
    """Whether personal data is masked."""

    def mask_text(self, text: str) -> str:
        """Return a text without the names of the file and the personal data that patterns find."""

    @property
    def text_styles(self) -> TextStyles:
        """The named styles of the current theme."""


def drawing_app(widget: Widget) -> DrawingApp:
    """Return the app of a widget."""
    app = widget.app
    if not isinstance(app, DrawingApp):
        raise TypeError(f"{type(app).__name__} is no DrawingApp")
    return app


class Canvas(ScrollView, can_focus=False):
    """A widget that draws its own lines."""

    DEFAULT_CSS = css("Canvas")

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._base_style: Style | None = None
        self.line_width = 0
        """The width of the lines that are being drawn."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """Draw lines."""
        self.line_width = self.scrollable_content_region.width  # computed anew whenever it is read
        return super().render_lines(crop)

    def notify_style_update(self) -> None:
        """Read the widget's own style again: the theme, the focus or a class has changed."""
        self._base_style = None
        super().notify_style_update()

    def watch_scroll_y(self, old: float, new: float) -> None:
        """Draw the lines, and the scrollbar if it looks different."""
        if self.show_vertical_scrollbar:
            move_thumb(self.vertical_scrollbar, new)
        if round(old) != round(new):
            self.refresh(self.size.region)

    @cached_property
    def _drawing_app(self) -> DrawingApp:
        return drawing_app(self)

    def mask(self, text: str, *, names: bool = False) -> str:
        """Return a text, masked if personal data is; `names` if all of it is names of people."""
        if not self._drawing_app.masked:
            return text
        return pii.mask_names(text) if names else self._drawing_app.mask_text(text)

    def strip(self, spans: Iterable[Span], width: int, row: str = "") -> Strip:
        """Return spans in exactly `width` cells; `row` names the style of the line."""
        app = self._drawing_app
        styles, masked, longest = app.text_styles, app.masked, width * CHARACTERS_PER_CELL
        if self._base_style is None:
            self._base_style = self.rich_style
        base = self._base_style + styles[row]
        runs: list[tuple[list[str], Style]] = [([], base)]  # Textual handles each several times
        left = width
        for text, name in spans:
            shown = clean(text[:longest])
            if masked:
                shown = self.mask(shown, names=PERSONAL in name.split())
            size = cell_len(shown)
            if size > left:
                shown, size = fit_width(shown, left), left
            # On the cursor's line only its own colours are legible.
            plain = not name or (row == "cursor" and name != "cell")
            style = base if plain else base + _style(name, styles)
            if style is not runs[-1][1]:
                runs.append(([], style))
            runs[-1][0].append(shown)
            left -= size
            if left <= 0:
                break
        runs.append(([" " * left], base))
        glyphs = app.display_options.glyphs
        return Strip([Segment(glyphs("".join(run)), style) for run, style in runs if run], width)


def _style(name: str, styles: TextStyles) -> "Style":
    """Return a named style, or the sum of several: "reverse office"."""
    first, *others = name.split(" ")
    style = styles[first]
    for each in others:
        style += styles[each]
    return style
