"""Lines of styled text, before they are drawn. No Textual, so that the first frame can use them."""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from rich.cells import cell_len, set_cell_size

from secretariat_tui.core.named_tuple import NamedTuple

Span = tuple[str, str]  # a text and the name of its style; "" is plain


PERSONAL = "personal"
"""The style of a text of people's names, which a masked screen masks."""


class StyledLine(NamedTuple):
    """A line of text; `target` is what Enter opens, or None."""

    spans: tuple[Span, ...]
    target: Any = None

    @property
    def text(self) -> str:
        """The text without styles."""
        return "".join(text for text, _style in self.spans)


def styled_line(*parts: str | Span, target: Any = None) -> StyledLine:
    """Return a line of plain and styled parts."""
    return StyledLine(
        tuple((part, "") if isinstance(part, str) else part for part in parts), target
    )


def labelled(label: str, text: str, style: str = "") -> StyledLine:
    """Return a line with a label before its text."""
    return styled_line((f"{label}  ", "dim"), (text, style))


CHARACTERS_PER_CELL = 8
"""More than any sequence of characters that one cell shows."""


def fit_width(text: str, width: int, align: str = "left") -> str:
    """Return text in exactly `width` cells: padded, or cut with an ellipsis. No wide character is halved."""
    text = text[: (max(width, 0) + 1) * CHARACTERS_PER_CELL]  # the rest is not visible
    gap = width - cell_len(text)
    if gap < 0:
        if width <= 0:
            return ""
        cut = set_cell_size(text, width - 1)
        shown = cut.rstrip(" ")  # the ellipsis follows the text, not a blank for half a character
        return f"{shown}…{' ' * (len(cut) - len(shown))}"
    if align == "right":
        return " " * gap + text
    if align == "center":
        return " " * (gap // 2) + text + " " * (gap - gap // 2)
    return text + " " * gap


def wrap(text: str, width: int) -> list[str]:
    """Wrap text in lines of at most `width` cells, at a blank if one is near. The time is linear in the text."""
    return [
        paragraph[first:last]
        for paragraph in text.split("\n")
        for first, last in line_ends(paragraph, width)
    ]


def line_ends(paragraph: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield where each line of a wrapped paragraph begins and ends; blanks at its end are left out."""
    width = max(width, 2)  # so that a wide character fits
    start = 0
    while True:
        part = paragraph[start : start + width * CHARACTERS_PER_CELL]
        is_last = start + len(part) == len(paragraph)
        if is_last and cell_len(part) <= width:
            yield start, len(paragraph)
            return
        cut = _cut(part, width)
        yield start, start + len(part[:cut].rstrip())
        rest = part[cut:]
        start += cut + len(rest) - len(rest.lstrip())


def _cut(text: str, width: int) -> int:
    used = 0
    for index, char in enumerate(text):
        used += cell_len(char)
        if used > width:
            blank = text.rfind(" ", index * 2 // 3, index + 1)
            return blank + 1 if blank > 0 else max(index, 1)
    return len(text)


def mask_line(line: StyledLine, mask: Callable[[str], str]) -> StyledLine:
    """Return a line with people's names masked completely, and its other texts by `mask`."""
    from secretariat_tui.core.pii import mask_names

    spans = (
        (mask_names(text) if PERSONAL in style.split() else mask(text), style)
        for text, style in line.spans
    )
    return StyledLine(tuple(spans), line.target)


def plain_text(lines: Sequence[StyledLine]) -> str:
    """Return lines as text without styles, for copying."""
    return "\n".join(each.text for each in lines)


class BarItem(NamedTuple):
    """An item of a bar; a click on it runs `action`. A `pinned` one is never left out."""

    spans: tuple[Span, ...]
    action: str = ""
    pinned: bool = False

    @property
    def width(self) -> int:
        """Its width in cells."""
        return sum(cell_len(text) for text, _style in self.spans)


def bar_spans(items: Sequence[BarItem], right: Sequence[Span], width: int) -> list[Span]:
    """Return a line with items from the left and spans at the right; items that do not fit are left out."""
    right_width = sum(cell_len(text) for text, _style in right)
    spans = [span for item in fitting(items, width - right_width) for span in item.spans]
    left_width = sum(cell_len(text) for text, _style in spans)
    if left_width + right_width > width:  # a long message takes all of the line
        return [(fit_width("".join(text for text, _style in spans), width), spans[0][1])]
    return [*spans, (" " * (width - left_width - right_width), ""), *right]


def fitting(items: Sequence[BarItem], width: int) -> list[BarItem]:
    """Return the items that fit in `width` cells: pinned ones, then the others from the left, at least one."""
    pinned = sum(item.width for item in items if item.pinned)
    left = width - pinned
    result: list[BarItem] = []
    full = False
    for item in items:
        if item.pinned:
            result.append(item)
            continue
        full = full or (bool(result) and item.width > left)
        if not full:
            result.append(item)
            left -= item.width
    return result
