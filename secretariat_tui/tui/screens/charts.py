"""A list as charts: how many there are in each month, and of each kind."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from textual.geometry import Size

from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.list_query import Group, View
from secretariat_tui.tables.row_source import RowSource
from secretariat_tui.tables.table import Table
from secretariat_tui.tui.dialogs.page import TextDialog
from secretariat_tui.tui.paint import charts
from secretariat_tui.tui.paint.charts import Part
from secretariat_tui.tui.paint.text import Line, line
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.css import css

_WIDTH = 130  # cells, as in styles.tcss
_FRAME = 5  # cells: the border, the padding, the scrollbar
_MONTHS = 12
_BARS = 10
_TALL = 7  # lines


class ChartPage(TextDialog):
    """Charts to look at; Ctrl+C copies them with their figures."""

    DEFAULT_CSS = css("ChartPage")


def room(size: Size) -> int:
    """Return the cells that a chart can take in a terminal of a size."""
    return min(_WIDTH, size.width * 96 // 100) - _FRAME


class ChartBy(NamedTuple):
    """What a list is counted by: a column's values, or its months; `adds` sums a column instead."""

    column: str
    month: bool = False
    adds: str = ""


class ChartedView(NamedTuple):
    """The view of a list that is drawn, and by what."""

    table: Table[Any]
    source: RowSource[Any]
    view: View
    by: Sequence[ChartBy]


async def show(screen: AreaScreen, charted: ChartedView, above: Sequence[Line] = ()) -> None:
    """Show a view of a list as charts, below lines that the screen has drawn itself."""
    width = room(screen.app.size)

    def draw(read: Reader) -> list[Line]:
        with read.snapshot():
            return lines(read, charted, width)

    drawn = await screen.shell.store.run_query(draw)
    title = _("{title} 그림").format(title=_(charted.table.title))
    await screen.dialog(ChartPage(title, [*above, *drawn]))


def lines(read: Reader, charted: ChartedView, width: int) -> list[Line]:
    """Draw the charts in lines of at most `width` cells, after a line that says of what."""
    table, source, view, wanted = charted
    sums = source.sums(read, view)
    said = [_("{n}건").format(n=format_won(sums[""]))]
    said += [
        _(each.total).format(n=format_won(sums[each.key])) for each in table.columns if each.total
    ]
    said += [value_filter.label for value_filter in view.filters]
    said += [f"/{view.find}"] if view.find.strip() else []
    drawn = [line((" · ".join(said), "bold"))]
    for by in wanted:
        groups = source.groups(read, view, by.column, month=by.month)
        if not groups:
            continue
        drawn += [line(""), _title(table.column(by.column).title, groups, by)]
        if by.month:
            drawn += charts.columns(_months(groups, by), width, _TALL)
        else:
            column = table.column(by.column)
            rows = source.rows(read, [each.sample for each in groups])
            labels = {source.key(row): column.text(row).strip() for row in rows}
            drawn += charts.bars(_ranked(groups, labels, by), width)
    return drawn


def _title(name: str, groups: Sequence[Group], by: ChartBy) -> Line:
    title = _("{column} 달마다") if by.month else _("{column}별")
    years = sorted({str(each.value)[:4] for each in groups if each.value}) if by.month else []
    said = [_("{year}년").format(year=years[-1])] if len(years) == 1 else []
    said.append(_("단위: 천원") if by.adds else _("단위: 건"))
    return line((title.format(column=_(name)), "title"), (f"  ({' · '.join(said)})", "dim"))


def _part(label: str, groups: Sequence[Group], by: ChartBy) -> Part:
    value = sum(each.sums[by.adds] if by.adds else each.size for each in groups)
    return Part(label, value, format_won(value // 1000 if by.adds else value))


def _months(groups: Sequence[Group], by: ChartBy) -> list[Part]:
    """Return a year of months, also those without any: a calendar year if that holds all, else the last."""
    known = {_number(each.value): each for each in groups if each.value}
    first, last = min(known, default=0), max(known, default=0)
    one_year = first // _MONTHS == last // _MONTHS
    end = last // _MONTHS * _MONTHS + _MONTHS if one_year else last + 1
    parts = []
    for number in range(end - _MONTHS, end):
        year, month = divmod(number, _MONTHS)
        begins = not one_year and month == 0
        label = f"'{year % 100:02}.1." if begins else _("{n}월").format(n=month + 1)
        parts.append(_part(label, [known[number]] if number in known else [], by))
    return parts


def _number(value: Any) -> int:
    year, _dash, month = str(value).partition("-")
    return int(year) * _MONTHS + int(month) - 1


def _ranked(groups: Sequence[Group], labels: dict[Any, str], by: ChartBy) -> list[Part]:
    """Return the greatest groups, the greatest first, and the others as one."""
    parts = [_part(labels.get(each.sample) or _("빈 칸"), [each], by) for each in groups]
    ranked = sorted(zip(parts, groups, strict=True), key=lambda pair: -pair[0].value)
    others = [group for _part, group in ranked[_BARS:]]
    shown = [part for part, _group in ranked[:_BARS]]
    if others:
        shown.append(_part(_("그 밖의 {n}가지").format(n=format_won(len(others))), others, by))
    return shown
