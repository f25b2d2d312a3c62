"""Drawing lines of styled text: the base of every widget that shows the office's data.

Text of the database reaches the screen here and nowhere else: `Canvas.strip` cleans it, and no
markup is ever read from it.
"""

from collections.abc import Iterable
from typing import Protocol, cast

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from secretariat_tui.core import pii
from secretariat_tui.core.text import clean
from secretariat_tui.tui.paint.display import drawn
from secretariat_tui.tui.paint.text import Span, fit
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styles import Palette


class HasPalette(Protocol):
    """An app whose theme has been made into styles; `masked` where names must not be seen."""

    @property
    def palette(self) -> Palette: ...
    @property
    def masked(self) -> bool: ...


class Canvas(ScrollView, can_focus=False):
    """A widget that draws its own lines."""

    DEFAULT_CSS = css("Canvas")

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._ground: Style | None = None

    def notify_style_update(self) -> None:
        """Take the colours anew: the theme, the focus or a class has changed."""
        self._ground = None
        super().notify_style_update()

    @property
    def ground(self) -> Style:
        """The widget's own colours."""
        if self._ground is None:
            self._ground = self.rich_style
        return self._ground

    @property
    def palette(self) -> Palette:
        """The named styles of the theme in use."""
        return cast("HasPalette", self.app).palette

    def mask(self, text: str, *, names: bool = False) -> str:
        """Return a text as it may be seen now; `names` where it is people's names."""
        if not cast("HasPalette", self.app).masked:
            return text
        return pii.mask_names(text) if names else pii.mask_text(text)

    def strip(self, spans: Iterable[Span], width: int, row: str = "") -> Strip:
        """Draw spans over exactly `width` cells; `row` names the style of the whole line."""
        styles = self.palette
        base = self.ground + styles[row]
        segments, left = [], width
        for text, name in spans:
            shown = self.mask(clean(text))
            if cell_len(shown) > left:
                shown = fit(shown, left)
            inked = name and (
                row != "cursor" or name == "cell"
            )  # the cursor's own ink is the one to read
            style = base + styles[name] if inked else base
            segments.append(Segment(drawn(shown), style))
            left -= cell_len(shown)
            if left <= 0:
                break
        return Strip([*segments, Segment(" " * left, base)], width)
