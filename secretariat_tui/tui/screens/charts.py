"""Charts of a list: counts or sums for each month and each value of a column."""

from collections.abc import Sequence
from typing import Any

from textual.geometry import Size

from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.groups import Group
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables.row_source import RowSource
from secretariat_tui.tables.table import Table
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.paint import charts
from secretariat_tui.tui.paint.charts import ChartValue
from secretariat_tui.tui.paint.text import StyledLine, styled_line
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.css import css

_MAX_WIDTH = 130  # cells, as in styles.tcss
_FRAME_WIDTH = 5  # cells: the border, the padding, the scrollbar
_MONTHS = 12
_MAX_BARS = 10
_HEIGHT = 7  # lines


class ChartDialog(TextDialog):
    """A dialog with charts; Ctrl+C copies them as text."""

    DEFAULT_CSS = css("ChartDialog")


def chart_width(size: Size) -> int:
    """Return the width in cells of a chart in a terminal of a size."""
    return min(_MAX_WIDTH, size.width * 96 // 100) - _FRAME_WIDTH


class ChartBy(NamedTuple):
    """One chart: rows counted by the values of `column`, or by its months.

    With `sum_column` that column is added up instead.
    """

    column: str
    month: bool = False
    sum_column: str = ""


class ChartRequest(NamedTuple):
    """A view of a list, and the charts to draw of it."""

    table: Table[Any]
    source: RowSource[Any]
    view: View
    charts: Sequence[ChartBy]


async def show(screen: AreaScreen, request: ChartRequest) -> None:
    """Show charts of a list in a dialog."""
    width = chart_width(screen.app.size)

    def draw(reader: Reader) -> list[StyledLine]:
        with reader.snapshot():
            return draw_charts(reader, request, width)

    drawn = await screen.shell.store.run_query(draw)
    title = _("{title} 그림").format(title=_(request.table.title))
    await screen.dialog(ChartDialog(title, drawn))


def draw_charts(reader: Reader, request: ChartRequest, width: int) -> list[StyledLine]:
    """Return the charts in lines of at most `width` cells, after a line of totals and filters."""
    table, source, view, charts_by = request
    sums = source.sums(reader, view)
    texts = [_("{n}건").format(n=format_won(sums[""]))]
    texts += [
        _(each.total).format(n=format_won(sums[each.key])) for each in table.columns if each.total
    ]
    texts += [value_filter.label for value_filter in view.filters]
    texts += [f"/{view.find}"] if view.find.strip() else []
    drawn = [styled_line((" · ".join(texts), "bold"))]
    for by in charts_by:
        groups = source.groups(reader, view, by.column, month=by.month)
        if not groups:
            continue
        drawn += [styled_line(""), _title(table.column(by.column).title, groups, by)]
        if by.month:
            drawn += charts.columns(_months(groups, by), width, _HEIGHT)
        else:
            column = table.column(by.column)
            rows = source.rows(reader, [each.sample_id for each in groups])
            labels = {source.key(row): column.text(row).strip() for row in rows}
            drawn += charts.bars(_largest_parts(groups, labels, by), width)
    return drawn


def _title(name: str, groups: Sequence[Group], by: ChartBy) -> StyledLine:
    title = _("{column} 달마다") if by.month else _("{column}별")
    years = sorted({str(each.value)[:4] for each in groups if each.value}) if by.month else []
    texts = [_("{year}년").format(year=years[-1])] if len(years) == 1 else []
    texts.append(_("단위: 천원") if by.sum_column else _("단위: 건"))
    return styled_line((title.format(column=_(name)), "title"), (f"  ({' · '.join(texts)})", "dim"))


def _part(label: str, groups: Sequence[Group], by: ChartBy) -> ChartValue:
    value = sum(each.sums[by.sum_column] if by.sum_column else each.size for each in groups)
    return ChartValue(label, value, format_won(value // 1000 if by.sum_column else value))


def _months(groups: Sequence[Group], by: ChartBy) -> list[ChartValue]:
    """Return 12 months, also empty ones: the calendar year if all dates are in one, else the last 12."""
    by_index = {_month_index(each.value): each for each in groups if each.value}
    first, last = min(by_index, default=0), max(by_index, default=0)
    one_year = first // _MONTHS == last // _MONTHS
    end = last // _MONTHS * _MONTHS + _MONTHS if one_year else last + 1
    parts = []
    for index in range(end - _MONTHS, end):
        year, month = divmod(index, _MONTHS)
        year_begins = not one_year and month == 0
        label = f"'{year % 100:02}.1." if year_begins else _("{n}월").format(n=month + 1)
        parts.append(_part(label, [by_index[index]] if index in by_index else [], by))
    return parts


def _month_index(value: Any) -> int:
    year, _dash, month = str(value).partition("-")
    return int(year) * _MONTHS + int(month) - 1


def _largest_parts(
    groups: Sequence[Group], labels: dict[Any, str], by: ChartBy
) -> list[ChartValue]:
    """Return the largest groups in descending order, and all others as one."""
    parts = [_part(labels.get(each.sample_id) or _("빈 칸"), [each], by) for each in groups]
    ranked = sorted(zip(parts, groups, strict=True), key=lambda pair: -pair[0].value)
    others = [group for _part, group in ranked[_MAX_BARS:]]
    shown = [part for part, _group in ranked[:_MAX_BARS]]
    if others:
        shown.append(_part(_("그 밖의 {n}가지").format(n=format_won(len(others))), others, by))
    return shown
