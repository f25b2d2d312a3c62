"""What can be done with a list besides reading it: order, groups, columns, views, a place, the way out."""

from datetime import date
from typing import TYPE_CHECKING, Any

from secretariat_tui.core.dates import parse_date
from secretariat_tui.core.errors import UserError, require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.search.list_query import Order, ValueFilter
from secretariat_tui.tables.row_source import RowSource
from secretariat_tui.tables.table import Column
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.columns import ColumnsDialog
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.page import TextDialog
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.paint.text import line
from secretariat_tui.tui.runtime.saved_views import SavedView
from secretariat_tui.tui.screens.group_table import value_label

if TYPE_CHECKING:
    from secretariat_tui.tui.screens.filtered_list import FilteredList


_LONGEST = 40  # letters of a date or a number
_KEYS_KEPT = 2  # columns of an order


async def order(screen: "FilteredList[Any]", key: str = "") -> None:
    """Order by a column, else the one under the cursor: least first, greatest first, not at all.

    The column that was first stays second.
    """
    key = key or at_cursor(screen)[1].key
    first = next(iter(screen.view.order), None)
    rest = [each for each in screen.view.order if each.key != key]
    if first is None or first.key != key:
        rest.insert(0, Order(key))
    elif not first.down:
        rest.insert(0, Order(key, down=True))
    screen.grid.to_top()  # what an order is asked for is its top
    screen.show_view(screen.view._replace(order=tuple(rest[:_KEYS_KEPT])))


async def only(screen: "FilteredList[Any]") -> None:
    """Keep the rows that have the value under the cursor."""
    source, column, key = at_cursor(screen)
    value = await screen.read(lambda read: source.value(read, key, column.key))
    label = value_label(value, column, screen.grid.row)
    screen.filter_by_value(ValueFilter(column.key, value, label))


def at_cursor(screen: "FilteredList[Any]") -> tuple[RowSource[Any], Column[Any], Any]:
    """Return the source of the rows, and the column and the row key under the cursor."""
    column, grid = screen.grid.column, screen.grid
    if screen.source is None or column is None or not grid.keys:
        raise UserError(_("고른 칸이 없습니다."))
    if not screen.source.sortable(column.key):
        raise UserError(
            _("이 열로는 정렬하거나 묶을 수 없습니다."), remedy=_("다른 열에서 해 주세요.")
        )
    return screen.source, column, grid.keys[grid.cursor]


async def columns(screen: "FilteredList[Any]") -> None:
    """Let a person choose the columns."""
    grid = screen.grid
    chosen = await screen.dialog(ColumnsDialog(grid.table, grid.choice, grid.widths))
    if chosen is not None:
        screen.use(screen.saved_view._replace(choice=chosen or None))


async def views(screen: "FilteredList[Any]") -> None:
    """Let a person use, keep or drop a view by its name."""
    saved_views, table = screen.shell.saved_views, screen.table
    names = saved_views.names(table)
    options = [
        option(_("처음 보기로"), value=("use", None)),
        *(option((f"{name}", "bold"), value=("use", name)) for name in names),
        option((_("＋ 지금 보기를 이름 붙여 두기"), "accent"), value=("keep", None)),
        *(
            option((_("지우기: {name}").format(name=name), "dim"), value=("drop", name))
            for name in names
        ),
    ]
    wish = await screen.dialog(Picker(_("보기"), options, placeholder=_("이름으로 찾기")))
    match wish:
        case ("use", None):
            screen.use(SavedView())
        case ("use", name):
            screen.use(saved_views.get(table, name))
        case ("drop", name):
            saved_views.delete(table, name)
            screen.shell.show_message(_("보기를 지웠습니다: {name}").format(name=name), "good")
        case ("keep", _name):
            await _name_view(screen)


async def _name_view(screen: "FilteredList[Any]") -> None:
    async def take(values: Values) -> str:
        name: str = values["name"]
        require_valid([] if name else [("name", _("이름을 적어 주세요."))])
        return name

    shape = [form_fields.text("name", N_("보기 이름"), N_("예: 이번 달 접수"))]
    name = await screen.dialog(Form(_("보기 이름 붙이기"), shape, {"name": ""}, take))
    if name:
        screen.shell.saved_views.save(screen.table, screen.saved_view, name)
        screen.shell.show_message(_("보기를 두었습니다: {name}").format(name=name), "good")


async def cell(screen: "FilteredList[Any]") -> None:
    """Show the whole text of the cell under the cursor."""
    column, row = screen.grid.column, screen.grid.row
    if column is None or row is None:
        raise UserError(_("고른 칸이 없습니다."))
    value = column.value(row)
    text = value if isinstance(value, str) and "\n" in value else column.text(row)
    lines = [line(part) for part in (text or _("(빈 칸)")).split("\n")]
    await screen.dialog(TextDialog(_(column.title).strip() or _(screen.table.title), lines))


async def jump(screen: "FilteredList[Any]") -> None:
    """Go to a row by its place in the list, or to the first of a day."""
    today = screen.shell.today()

    def read(typed: str) -> int | date:
        place = typed.strip()
        if not 0 < len(place) < _LONGEST:
            raise ValueError(_("날짜나 줄 번호를 적어 주세요."))
        return int(place) if place.isascii() and place.isdigit() else parse_date(place, today)

    async def take(values: Values) -> int | date:
        place: int | date = values["to"]
        return place

    hint = N_("예: 4.19., 내일, 120")
    shape = [
        form_fields.FormField("to", N_("날짜나 번호"), hint=hint, show=lambda _to: "", read=read)
    ]
    chosen = await screen.dialog(Form(_("가기"), shape, {"to": None}, take, done=N_("가기")))
    if isinstance(chosen, date):
        await _to_day(screen, chosen)
    elif chosen is not None:
        screen.grid.cursor = chosen - 1


async def _to_day(screen: "FilteredList[Any]", day: date) -> None:
    """Go to the first row of a day, or the next in the view's order, by the first column of dates."""
    source, view, grid = screen.source, screen.view, screen.grid
    if source is None or grid.row is None:
        return
    dated = [c for c in screen.table.columns if c.dated and source.sortable(c.key)]
    first = next((c for c in dated if view.order and c.key == view.order[0].key), None)
    column = first or next(iter(dated), None)
    if column is None:
        raise UserError(_("이 목록에는 날짜 열이 없습니다."), remedy=_("줄 번호를 적어 주세요."))
    found = await screen.run_query(lambda read: source.first_on(read, view, column.key, day))
    if found is None or not grid.select(found):
        raise UserError(_("그날이나 그 뒤의 기록이 없습니다."), day.isoformat())


async def export(screen: "FilteredList[Any]") -> None:
    """Ask what to export, then in which form."""
    from secretariat_tui.tui.dialogs.export import copy_text, take_out

    grid = screen.grid
    if not grid.keys:
        raise UserError(_("내보낼 것이 없습니다."))
    marked = grid.selection.count(len(grid.keys)) if grid.selection else 0
    options = [
        option(
            _("보이는 순서대로 모두  {n}건").format(n=format_won(screen.counted(grid.keys))),
            value="all",
        )
    ]
    if marked:
        options.insert(
            0, option(_("선택한 줄  {n}건").format(n=format_won(marked)), value="marked")
        )
    options += [option(_("이 줄"), value="row"), option(_("이 칸"), value="cell")]
    wish = await screen.dialog(Picker(_("무엇을 꺼낼까요"), options))
    match wish:
        case "cell" if grid.column and grid.row is not None:
            await copy_text(screen, grid.column.text(grid.row), 1)
        case "row":
            await take_out(screen, screen.sheet([grid.keys[grid.cursor]]))
        case "marked":
            await take_out(screen, screen.sheet(grid.chosen))
        case "all":
            await take_out(screen, screen.sheet(grid.keys))
