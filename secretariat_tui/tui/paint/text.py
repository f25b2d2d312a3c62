"""Lines of styled text, before anything is drawn: no Textual here, so that they are ready at once."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from rich.cells import cell_len, set_cell_size

Span = tuple[str, str]  # a text and the name of its style; "" is plain


class StyledLine(NamedTuple):
    """A line of text; `target` is what Enter opens on it, None where there is nothing to open."""

    spans: tuple[Span, ...]
    target: Any = None

    @property
    def text(self) -> str:
        """The line without its styles."""
        return "".join(text for text, _style in self.spans)


def styled_line(*parts: str | Span, target: Any = None) -> StyledLine:
    """Make a line of plain and styled parts."""
    return StyledLine(
        tuple((part, "") if isinstance(part, str) else part for part in parts), target
    )


def labelled(label: str, text: str) -> StyledLine:
    """Make a line that says something under its label."""
    return styled_line((f"{label}  ", "dim"), text)


def fit_width(text: str, width: int, align: str = "left") -> str:
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
    width = max(width, 2)  # a syllable fits, whatever the terminal
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


def plain_text(lines: Sequence[StyledLine]) -> str:
    """Return lines as text, as Ctrl+C takes them."""
    return "\n".join(each.text for each in lines)


class BarItem(NamedTuple):
    """A part of a bar; a click on it runs `action`."""

    spans: tuple[Span, ...]
    action: str = ""

    @property
    def width(self) -> int:
        """Its width in cells."""
        return sum(cell_len(text) for text, _style in self.spans)


def bar_spans(items: Sequence[BarItem], right: Sequence[Span], width: int) -> list[Span]:
    """Lay items from the left and spans at the right into one line; what does not fit is left out."""
    taken = sum(cell_len(text) for text, _style in right)
    spans = [span for item in _fitting(items, width - taken) for span in item.spans]
    used = sum(cell_len(text) for text, _style in spans)
    if used + taken > width:  # one long message needs the whole line
        return [(fit_width("".join(text for text, _style in spans), width), spans[0][1])]
    return [*spans, (" " * (width - taken - used), ""), *right]


def _fitting(items: Sequence[BarItem], width: int) -> list[BarItem]:
    fitting: list[BarItem] = []
    for item in items:
        if fitting and sum(each.width for each in fitting) + item.width > width:
            break
        fitting.append(item)
    return fitting
