"""An account's spending over the year as a bar, and as a chart against even spending."""

from collections.abc import Sequence
from datetime import date
from itertools import accumulate, groupby, pairwise

from rich.cells import cell_len

from secretariat_tui.areas.budget.balances import DailySpending
from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.core.dates import short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won, thousands
from secretariat_tui.tui.paint.charts import AREA, EVEN, ROUGH, TimeSeries, area_chart
from secretariat_tui.tui.paint.text import Span, StyledLine, styled_line

MIN_HEIGHT = 8  # lines
_MONTH_WIDTH = 5  # cells: "12월" and a space
_MIN_WIDTH = 24  # cells
_LEGEND_SPANS = 5  # of the legend without the estimates


def chart(
    burn_rate: BurnRate,
    spent: Sequence[DailySpending],
    opened: date | None,
    width: int,
    height: int,
) -> list[StyledLine]:
    """Return a chart of `width` cells and `height` lines; no lines without a budget.

    The spending before an opening total's date is unknown, and drawn as even with a note.
    """
    highest = max(burn_rate.figures.budget, burn_rate.figures.executed)
    figures = [format_won(thousands(part)) for part in (highest, highest // 2, 0)]
    side = max(map(cell_len, figures)) + 2
    cells = width - side
    if burn_rate.figures.budget <= 0 or cells < _MIN_WIDTH:
        return []
    sums, opening_day = _sums(burn_rate, spent, _day(opened)), _day(opened)
    starts = [
        at * burn_rate.year_days // cells for at in range(cells + 1)
    ]  # days passed before each cell
    drawn = TimeSeries(
        [
            sums[min(end, burn_rate.days) - 1] if start < burn_rate.days else None
            for start, end in pairwise(starts)
        ],
        [burn_rate.figures.budget * end // burn_rate.year_days for end in starts[1:]],
        sum(end <= opening_day for end in starts[1:]),
    )
    heading = _heading(burn_rate, opened, width)
    area = height - len(heading) - 1
    return [*heading, *area_chart(drawn, figures, area), _months(burn_rate, cells, side)]


def _sums(burn_rate: BurnRate, spent: Sequence[DailySpending], opening_day: int) -> list[int]:
    """Return the cumulative spending at the end of each day of the year."""
    daily = [0] * burn_rate.year_days
    for each in spent:
        daily[_day(each.day) - 1] += each.won
    sums = list(accumulate(daily))
    return [sums[opening_day - 1] * day // opening_day for day in range(1, opening_day)] + sums[
        max(opening_day - 1, 0) :
    ]


def _day(day: date | None) -> int:
    return day.timetuple().tm_yday if day else 0


def _heading(burn_rate: BurnRate, opened: date | None, width: int) -> list[StyledLine]:
    even = burn_rate.figures.budget * burn_rate.days // burn_rate.year_days
    spent = _("집행 {won}").format(won=format_won(thousands(burn_rate.figures.executed)))
    evenly = _("고르게 쓸 때 {even}").format(even=format_won(thousands(even)))
    legend: list[Span] = [AREA, (f" {spent}   ", ""), EVEN, EVEN, (f" {evenly}   ", "")]
    if opened:
        note = _("{date}까지는 합계만 있어, 고르게 쓴 것으로 그립니다.")
        legend += [ROUGH, (f" {note.format(date=short_date(opened))}", "dim")]
    title = styled_line((_("집행 누계"), "title"), (_(" (단위: 천원)"), "dim"))
    return [title, *_wrapped(legend, width)]


def _wrapped(legend: Sequence[Span], width: int) -> list[StyledLine]:
    """Return a legend in one line, or if it is wider the last entry in a line of its own."""
    if sum(cell_len(text) for text, _style in legend) <= width or len(legend) <= _LEGEND_SPANS:
        return [styled_line(*legend)]
    return [styled_line(*legend[:_LEGEND_SPANS]), styled_line(*legend[_LEGEND_SPANS:])]


def _months(burn_rate: BurnRate, cells: int, side: int) -> StyledLine:
    """Return the labels of the months, as many as fit, each below its first day."""
    step = next((step for step in (1, 2, 3) if cells * step // 12 >= _MONTH_WIDTH), 6)
    text = " " * side
    for month in range(1, 13, step):
        at = side + (_day(date(burn_rate.as_of.year, month, 1)) - 1) * cells // burn_rate.year_days
        text += " " * (at - cell_len(text)) + _("{n}월").format(n=month)
    return styled_line((text, "dim"))


def burn_rate_bar(burn_rate: BurnRate, width: int) -> list[Span]:
    """Return a bar of `width` cells that shows the spent share, with a mark at the day of the year."""
    halves = 0
    if burn_rate.figures.budget > 0:
        halves = max(
            0, min(burn_rate.figures.executed * width * 2 // burn_rate.figures.budget, width * 2)
        )
    full, half = divmod(halves, 2)
    style = "warn" if burn_rate.lasts_until else "accent"
    cells = [("█", style)] * full + [("▌", style)] * half + [("·", "dim")] * (width - full - half)
    cells[min(burn_rate.days * width // burn_rate.year_days, width - 1)] = ("╎", "bold")
    alike = groupby(cells, key=lambda cell: cell[1])
    return [("".join(char for char, _style in run), name) for name, run in alike]
