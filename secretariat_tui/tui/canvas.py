"""Drawing lines of styled text: the base of every widget that shows the office's data.

Text of the database reaches the screen here and nowhere else: `Canvas.strip` cleans it, and no
markup is ever read from it.
"""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple, Protocol, cast

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from secretariat_tui.text import clean
from secretariat_tui.tui.palette import Palette

Span = tuple[str, str]  # a text and the name of its style; "" is plain


class Line(NamedTuple):
    """A line of text; `target` is what Enter opens on it, None where there is nothing to open."""

    spans: tuple[Span, ...]
    target: Any = None

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _style in self.spans)


def line(*parts: str | Span, target: Any = None) -> Line:
    """Make a line of plain and styled parts."""
    return Line(tuple((part, "") if isinstance(part, str) else part for part in parts), target)


def fit(text: str, width: int, align: str = "left") -> str:
    """Return text in exactly `width` cells: padded, or cut with an ellipsis, no letter halved."""
    gap = width - cell_len(text)
    if gap < 0:
        return set_cell_size(text, max(width - 1, 0)) + "…" if width > 0 else ""
    if align == "right":
        return " " * gap + text
    if align == "center":
        return " " * (gap // 2) + text + " " * (gap - gap // 2)
    return text + " " * gap


def wrap(text: str, width: int) -> list[str]:
    """Break text into lines of at most `width` cells, at a blank where there is one near."""
    lines = []
    for paragraph in text.split("\n"):
        rest = paragraph
        while cell_len(rest) > width:
            cut = _cut(rest, width)
            lines.append(rest[:cut].rstrip())
            rest = rest[cut:].lstrip()
        lines.append(rest)
    return lines


def _cut(text: str, width: int) -> int:
    used = 0
    for index, char in enumerate(text):
        used += cell_len(char)
        if used > width:
            blank = text.rfind(" ", index * 2 // 3, index + 1)
            return blank + 1 if blank > 0 else max(index, 1)
    return len(text)


class HasPalette(Protocol):
    """An app whose theme has been made into styles."""

    @property
    def palette(self) -> Palette: ...


class Canvas(ScrollView, can_focus=False):
    """A widget that draws its own lines."""

    DEFAULT_CSS = """
    Canvas {
        scrollbar-size: 1 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-color: $foreground 25%;
        overflow-x: hidden;
    }
    """

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

    def strip(self, spans: Iterable[Span], width: int, row: str = "") -> Strip:
        """Draw spans over exactly `width` cells; `row` names the style of the whole line."""
        styles = self.palette
        base = self.ground + styles[row]
        segments, left = [], width
        for text, name in spans:
            shown = clean(text)
            if cell_len(shown) > left:
                shown = fit(shown, left)
            style = base if row == "cursor" or not name else base + styles[name]
            segments.append(Segment(shown, style))
            left -= cell_len(shown)
            if left <= 0:
                break
        return Strip([*segments, Segment(" " * left, base)], width)


def joined(lines: Sequence[Line]) -> str:
    """Return lines as text, as Ctrl+C takes them."""
    return "\n".join(each.text for each in lines)
