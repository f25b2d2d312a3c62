"""Charts as lines of text, with a figure beside each bar. Nothing here needs Textual.

Labels may be Hangul. The libraries that draw in terminals count letters where cells must be counted.
"""

from collections.abc import Sequence
from typing import NamedTuple

from rich.cells import cell_len

from secretariat_tui.tui.paint.text import Span, StyledLine, fit_width, styled_line

_SIDEWAYS = " ▏▎▍▌▋▊▉"
_UPWARDS = " ▁▂▃▄▅▆▇"
_EIGHTHS = 8
_GAP = 2  # cells between a label, its bar and its figure


class ChartValue(NamedTuple):
    """A part of a chart: its label, its value, and that value as it is written."""

    label: str
    value: int
    figure: str


def bars(parts: Sequence[ChartValue], width: int) -> list[StyledLine]:
    """Draw parts as bars from the left, one a line, within `width` cells. Below zero there is none."""
    labels = min(max((cell_len(part.label) for part in parts), default=0), width // 3)
    figures = max((cell_len(part.figure) for part in parts), default=0)
    room = max(width - labels - figures - 2 * _GAP, 0)
    most = max((part.value for part in parts), default=0)
    gap = " " * _GAP
    return [
        styled_line(
            f"{fit_width(part.label, labels)}{gap}",
            (fit_width(bar_text(part.value, most, room), room), "accent"),
            (
                fit_width(
                    f"{gap}{fit_width(part.figure, figures, 'right')}", width - labels - _GAP - room
                ),
                "",
            ),
        )
        for part in parts
    ]


def bar_text(value: int, most: int, width: int) -> str:
    """Return a bar that `most` would make `width` cells long; more than nothing is seen."""
    full, part = divmod(_eighths(value, most, width), _EIGHTHS)
    return "█" * full + _SIDEWAYS[part].strip()


def columns(parts: Sequence[ChartValue], width: int, height: int) -> list[StyledLine]:
    """Draw parts as columns that stand side by side on their labels, each under its figure.

    As bars where they do not fit in `width` cells; at most `height` lines and one for the labels.
    """
    wide = width // max(len(parts), 1)
    texts = [text for part in parts for text in (part.label, part.figure)]
    if not parts or any(cell_len(text) >= wide for text in texts):
        return bars(parts, width)
    most = max(part.value for part in parts)
    tall = height - 1  # a line for the figure of the highest
    rising = [_eighths(part.value, most, tall) for part in parts]
    lines = []
    for level in reversed(range(height)):
        spans: list[Span] = []
        for part, eighths in zip(parts, rising, strict=True):
            top = -(-eighths // _EIGHTHS)
            if level == top:
                spans.append((fit_width(part.figure, wide, "center"), ""))
            else:
                sign = _level(eighths - level * _EIGHTHS)
                spans.append((fit_width(sign * max(wide - _GAP, 1), wide, "center"), "accent"))
        lines.append(styled_line(*spans))
    return [
        *lines,
        styled_line(*((fit_width(part.label, wide, "center"), "dim") for part in parts)),
    ]


class TimeSeries(NamedTuple):
    """How a value grew over a time, and how it would have grown evenly; None is not known, or to come.

    The first `rough` of the values are no more than a guess.
    """

    values: Sequence[int | None]
    even: Sequence[int]
    rough: int = 0


def area_chart(drawn: TimeSeries, figures: Sequence[str], height: int) -> list[StyledLine]:
    """Draw a course as an area, a cell for each value, with the even one as dots before or over it.

    `figures` stand at the left, the first at the top, the last at the bottom: the axis.
    """
    most = max([*drawn.even, *(value or 0 for value in drawn.values)], default=0)
    rising = [_eighths(value or 0, most, height) for value in drawn.values]
    even = [max(_eighths(value, most, height) - 1, 0) // _EIGHTHS for value in drawn.even]
    side = max(cell_len(figure) for figure in figures)
    marks = {
        round(at * (height - 1) / max(len(figures) - 1, 1)): figure
        for at, figure in enumerate(figures)
    }
    lines = []
    for row in range(height):
        level = height - 1 - row
        spans: list[Span] = [(f"{fit_width(marks.get(row, ''), side, 'right')} │", "dim")]
        for at, eighths in enumerate(rising):
            filled = _level(eighths - level * _EIGHTHS)
            if even[at] == level:
                sign: Span = ("·", "") if filled == " " else ("▒", "")
            else:
                sign = ("░" if at < drawn.rough and filled == "█" else filled, "accent")
            if spans[-1][1] == sign[1] and len(spans) > 1:
                spans[-1] = (spans[-1][0] + sign[0], sign[1])
            else:
                spans.append(sign)
        lines.append(styled_line(*spans))
    return lines


def _eighths(value: int, most: int, cells: int) -> int:
    """Return how many eighths of `cells` a value takes where `most` takes them all."""
    if value <= 0 or most <= 0:
        return 0
    return max(min(value, most) * cells * _EIGHTHS // most, 1) if cells else 0


def _level(eighths: int) -> str:
    return "█" if eighths >= _EIGHTHS else _UPWARDS[max(eighths, 0)]
