"""Charts as lines of text, with a figure beside each bar. No Textual.

Widths are counted in cells, for labels in Hangul: the chart libraries for terminals count characters.
"""

from collections.abc import Sequence

from rich.cells import cell_len

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.paint.text import Span, StyledLine, fit_width, styled_line

_HORIZONTAL_EIGHTHS = " ▏▎▍▌▋▊▉"
_VERTICAL_EIGHTHS = " ▁▂▃▄▅▆▇"
_EIGHTHS = 8
_GAP = 2  # cells between a label, its bar and its figure


class ChartValue(NamedTuple):
    """A value of a chart with its label, and the text of its figure."""

    label: str
    value: int
    figure: str


def bars(values: Sequence[ChartValue], width: int) -> list[StyledLine]:
    """Draw horizontal bars, one a line, within `width` cells. A negative value has no bar."""
    labels = min(max((cell_len(each.label) for each in values), default=0), width // 3)
    figures = max((cell_len(each.figure) for each in values), default=0)
    room = max(width - labels - figures - 2 * _GAP, 0)
    most = max((each.value for each in values), default=0)
    gap = " " * _GAP
    return [
        styled_line(
            f"{fit_width(each.label, labels)}{gap}",
            (fit_width(bar_text(each.value, most, room), room), "accent"),
            (
                fit_width(
                    f"{gap}{fit_width(each.figure, figures, 'right')}", width - labels - _GAP - room
                ),
                "",
            ),
        )
        for each in values
    ]


def bar_text(value: int, most: int, width: int) -> str:
    """Return a bar scaled so that `most` is `width` cells long; a positive value is always visible."""
    full, part = divmod(_eighths(value, most, width), _EIGHTHS)
    return "█" * full + _HORIZONTAL_EIGHTHS[part].strip()


def columns(values: Sequence[ChartValue], width: int, height: int) -> list[StyledLine]:
    """Draw vertical bars over their labels, with the figures on top, in `height` lines and one of labels.

    If they do not fit in `width` cells, horizontal bars are series.
    """
    wide = width // max(len(values), 1)
    texts = [text for each in values for text in (each.label, each.figure)]
    if not values or any(cell_len(text) >= wide for text in texts):
        return bars(values, width)
    most = max(each.value for each in values)
    tall = height - 1  # a line for the figure of the highest
    rising = [_eighths(each.value, most, tall) for each in values]
    lines = []
    for level in reversed(range(height)):
        spans: list[Span] = []
        for each, eighths in zip(values, rising, strict=True):
            top = -(-eighths // _EIGHTHS)
            if level == top:
                spans.append((fit_width(each.figure, wide, "center"), ""))
            else:
                sign = _level(eighths - level * _EIGHTHS)
                spans.append((fit_width(sign * max(wide - _GAP, 1), wide, "center"), "accent"))
        lines.append(styled_line(*spans))
    return [
        *lines,
        styled_line(*((fit_width(each.label, wide, "center"), "dim") for each in values)),
    ]


class TimeSeries(NamedTuple):
    """A value over time, and how it would grow evenly. None is unknown, or in the future.

    The first `rough` values are estimates.
    """

    values: Sequence[int | None]
    even: Sequence[int]
    rough: int = 0


AREA: Span = ("█", "accent")
ROUGH: Span = ("⣿", "accent")
EVEN: Span = ("⠒", "")
"""The signs of an area chart, for its legend: the values, those that are estimates, the even growth."""
_EVEN_LEVELS = "⣀⠤⠒⠉"  # the even growth within a cell, from the bottom
_ROUGH_LEVELS = "⣀⣤⣶⣿"  # an estimate that fills a part of a cell


def area_chart(series: TimeSeries, figures: Sequence[str], height: int) -> list[StyledLine]:
    """Draw a series as an area in eighths of a line, one column a value, and its even growth as a line over it.

    `figures` are the labels of the axis at the left, from top to bottom.
    """
    most = max([*series.even, *(value or 0 for value in series.values)], default=0)
    rising = [_eighths(value or 0, most, height) for value in series.values]
    even = [max(_eighths(value, most, height) - 1, 0) for value in series.even]
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
            sign = _cell(eighths, even[at], level, rough=at < series.rough)
            if spans[-1][1] == sign[1] and len(spans) > 1:
                spans[-1] = (spans[-1][0] + sign[0], sign[1])
            else:
                spans.append(sign)
        lines.append(styled_line(*spans))
    return lines


def _cell(value: int, even: int, level: int, *, rough: bool) -> Span:
    """Return the sign of a cell; `value` and `even` are in eighths of a cell, `level` is its line from below."""
    part = min(max(value - level * _EIGHTHS, 0), _EIGHTHS)
    filled = _level(part)
    if rough and part:
        filled = _ROUGH_LEVELS[(part - 1) // 2]
    above = even % _EIGHTHS >= part or part == _EIGHTHS  # it is not hidden by a part of a cell
    if even // _EIGHTHS == level and above:
        over = part == _EIGHTHS and not rough
        return _EVEN_LEVELS[even % _EIGHTHS // 2], "over" if over else EVEN[1]
    return filled, AREA[1]


def _eighths(value: int, most: int, cells: int) -> int:
    """Return the length of a value in eighths of a cell, scaled so that `most` takes `cells` cells."""
    if value <= 0 or most <= 0:
        return 0
    return max(min(value, most) * cells * _EIGHTHS // most, 1) if cells else 0


def _level(eighths: int) -> str:
    return "█" if eighths >= _EIGHTHS else _VERTICAL_EIGHTHS[max(eighths, 0)]
