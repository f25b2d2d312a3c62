"""Drawing lines of styled text: the base of every widget that shows the office's data.

Text of the database reaches the screen here and nowhere else: `Canvas.strip` cleans it, and no
markup is ever read from it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.strip import Strip

from secretariat_tui.text import clean

Span = tuple[str, str]  # a text and the name of its style; "" is plain


@dataclass(frozen=True)
class Line:
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


_ROWS = frozenset(
    {"cursor", "idle", "band"}
)  # styles of a whole line, which colour its ground as well


@cache
def _ink(style: Style) -> Style:
    return Style(color=style.color, bold=style.bold)


class Canvas(ScrollView, can_focus=False):
    """A widget that draws its own lines."""

    STYLES: ClassVar[tuple[str, ...]] = (
        "dim", "bold", "title", "accent", "good", "warn", "bad", "key", "cursor", "idle", "band", "mark",
    )  # fmt: skip
    COMPONENT_CLASSES: ClassVar[set[str]] = {f"canvas--{name}" for name in STYLES}
    DEFAULT_CSS = """
    Canvas {
        scrollbar-size: 1 1;
        scrollbar-background: $background;
        scrollbar-background-hover: $background;
        scrollbar-color: $foreground 25%;
        overflow-x: hidden;
        & > .canvas--dim { color: $text-muted; }
        & > .canvas--bold { text-style: bold; }
        & > .canvas--title { color: $text-accent; text-style: bold; }
        & > .canvas--accent { color: $text-accent; }
        & > .canvas--good { color: $text-success; }
        & > .canvas--warn { color: $text-warning; }
        & > .canvas--bad { color: $text-error; text-style: bold; }
        & > .canvas--key { color: $text-accent; text-style: bold; }
        & > .canvas--mark { color: $text-accent; text-style: bold; }
        & > .canvas--cursor { background: $block-cursor-background; color: $block-cursor-foreground; }
        & > .canvas--band { background: $panel; }
        & > .canvas--idle { background: $foreground 12%; }
    }
    """

    def style_of(self, name: str) -> Style:
        """Return a named style of the theme in use."""
        if not name:
            return Style.null()
        style = self.get_component_rich_style(f"canvas--{name}")
        return style if name in _ROWS else _ink(style)

    def strip(self, spans: Iterable[Span], width: int, row: str = "") -> Strip:
        """Draw spans over exactly `width` cells; `row` names the style of the whole line."""
        base = self.rich_style + self.style_of(row)
        segments, left = [], width
        for text, name in spans:
            shown = clean(text)
            if cell_len(shown) > left:
                shown = fit(shown, left)
            style = base if row == "cursor" or not name else base + self.style_of(name)
            segments.append(Segment(shown, style))
            left -= cell_len(shown)
            if left <= 0:
                break
        return Strip([*segments, Segment(" " * left, base)], width)


def joined(lines: Sequence[Line]) -> str:
    """Return lines as text, as Ctrl+C takes them."""
    return "\n".join(each.text for each in lines)
