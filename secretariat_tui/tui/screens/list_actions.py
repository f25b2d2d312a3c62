"""The less frequent commands of lists: sort, filter, columns, saved views, cell, go to, export."""

from datetime import date
from typing import TYPE_CHECKING, Any

from secretariat_tui.core.dates import parse_date
from secretariat_tui.core.errors import UserError, require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.search.list_query import Order, ValueFilter
from secretariat_tui.tables.masking import hide_names
from secretariat_tui.tables.row_source import RowSource
from secretariat_tui.tables.table import Column
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.columns import ColumnsDialog
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.paint.text import PERSONAL, styled_line
from secretariat_tui.tui.screens.group_table import value_label

if TYPE_CHECKING:
    from secretariat_tui.tui.screens.filtered_list import FilteredList


_MAX_PLACE_LENGTH = 40  # characters of a date or a row number
_MAX_SORT_COLUMNS = 2  # columns that an order keeps


async def sort(screen: "FilteredList[Any]", key: str = "") -> None:
    """Sort by a column, by default the one under the cursor: ascending, then descending, then not.

    The column that was first becomes the second.
    """
    key = key or cursor_cell(screen)[1].key
    first = next(iter(screen.view.order), None)
    others = [each for each in screen.view.order if each.key != key]
    if first is None or first.key != key:
        others.insert(0, Order(key))
    elif not first.descending:
        others.insert(0, Order(key, descending=True))
    screen.grid.to_top()
    screen.show_view(screen.view._replace(order=tuple(others[:_MAX_SORT_COLUMNS])))


async def filter_by_cell(screen: "FilteredList[Any]") -> None:
    """Filter by the value under the cursor."""
    source, column, key = cursor_cell(screen)
    value = await screen.read(lambda reader: source.value(reader, key, column.key))
    label = value_label(value, column, screen.grid.row)
    screen.filter_by_value(ValueFilter(column.key, value, label))


def cursor_cell(screen: "FilteredList[Any]") -> tuple[RowSource[Any], Column[Any], Any]:
    """Return the source, and the column and the row key under the cursor. UserError if there is none."""
    column, grid = screen.grid.column, screen.grid
    if screen.source is None or column is None or not grid.keys:
        raise UserError(_("고른 칸이 없습니다."))
    if not screen.source.sortable(column.key):
        raise UserError(
            _("이 열로는 정렬하거나 묶을 수 없습니다."), remedy=_("다른 열에서 해 주세요.")
        )
    return screen.source, column, grid.keys[grid.cursor]


async def choose_columns(screen: "FilteredList[Any]") -> None:
    """Let the user choose the columns."""
    grid = screen.grid
    choice = await screen.dialog(ColumnsDialog(grid.table, grid.column_choice, grid.widths))
    if choice is not None:
        screen.apply_saved_view(screen.saved_view._replace(choice=choice or None))


async def manage_saved_views(screen: "FilteredList[Any]") -> None:
    """Let the user apply, save or delete a view by its name."""
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
    choice = await screen.dialog(Picker(_("보기"), options, placeholder=_("이름으로 찾기")))
    match choice:
        case ("use", None):
            screen.apply_saved_view(screen.first_view())
        case ("use", name):
            screen.apply_saved_view(saved_views.get(table, name))
        case ("drop", name):
            saved_views.delete(table, name)
            screen.shell.show_message(_("보기를 지웠습니다: {name}").format(name=name), "good")
        case ("keep", _name):
            await _name_view(screen)


async def _name_view(screen: "FilteredList[Any]") -> None:
    async def validate_name(values: Values) -> str:
        name: str = values["name"]
        require_valid([] if name else [("name", _("이름을 적어 주세요."))])
        return name

    fields = [form_fields.text("name", N_("보기 이름"), N_("예: 이번 달 접수"))]
    name = await screen.dialog(Form(_("보기 이름 붙이기"), fields, {"name": ""}, validate_name))
    if name:
        screen.shell.saved_views.save(screen.table, screen.saved_view, name)
        screen.shell.show_message(_("보기를 두었습니다: {name}").format(name=name), "good")


async def show_cell(screen: "FilteredList[Any]") -> None:
    """Show the complete text of the cell under the cursor."""
    column, row = screen.grid.column, screen.grid.row
    if column is None or row is None:
        raise UserError(_("고른 칸이 없습니다."))
    value = column.value(row)
    text = value if isinstance(value, str) and "\n" in value else column.text(row)
    if screen.shell.masked:
        text = hide_names(column, row, text)
    style = PERSONAL if column.personal else ""
    lines = [styled_line((part, style)) for part in (text or _("(빈 칸)")).split("\n")]
    await screen.dialog(TextDialog(column.full_title.strip() or _(screen.table.title), lines))


async def go_to(screen: "FilteredList[Any]") -> None:
    """Go to a row by its number in the list, or to the first row of a date."""
    today = screen.shell.today()

    def read(typed: str) -> int | date:
        place = typed.strip()
        if not 0 < len(place) < _MAX_PLACE_LENGTH:
            raise ValueError(_("날짜나 줄 번호를 적어 주세요."))
        return int(place) if place.isascii() and place.isdigit() else parse_date(place, today)

    async def return_place(values: Values) -> int | date:
        place: int | date = values["to"]
        return place

    hint = N_("예: 4.19., 내일, 120")
    fields = [
        form_fields.FormField("to", N_("날짜나 번호"), hint=hint, show=lambda _to: "", read=read)
    ]
    place = await screen.dialog(
        Form(_("가기"), fields, {"to": None}, return_place, done=N_("가기"))
    )
    if isinstance(place, date):
        await _go_to_date(screen, place)
    elif place is not None:
        screen.grid.cursor = place - 1


async def _go_to_date(screen: "FilteredList[Any]", day: date) -> None:
    """Go to the first row of a date, or the next one in the view's order.

    The dates are those of the column sorted by, if it has dates, else of the first column with dates.
    """
    source, view, grid = screen.source, screen.view, screen.grid
    if source is None or grid.row is None:
        return
    date_columns = [c for c in screen.table.all_columns if c.dated and source.sortable(c.key)]
    first = next((c for c in date_columns if view.order and c.key == view.order[0].key), None)
    column = first or next(iter(date_columns), None)
    if column is None:
        raise UserError(_("이 목록에는 날짜 열이 없습니다."), remedy=_("줄 번호를 적어 주세요."))
    key = await screen.run_query(lambda reader: source.first_on(reader, view, column.key, day))
    if key is None or not grid.select(key):
        raise UserError(_("그날이나 그 뒤의 기록이 없습니다."), day.isoformat())


async def export(screen: "FilteredList[Any]") -> None:
    """Let the user choose the rows to export, then the format."""
    from secretariat_tui.tui.dialogs.export import (
        choose_masking,
        copy_rows,
        copy_text,
        export_masked,
    )

    grid = screen.grid
    if not grid.keys:
        raise UserError(_("내보낼 것이 없습니다."))
    selected = grid.selection.count(len(grid.keys)) if grid.selection else 0
    count = format_won(screen.record_count(grid.keys))
    scopes = {"all": _("보이는 순서대로 모두  {n}건").format(n=count), "row": _("이 줄")}
    if selected:
        scopes = {"marked": _("선택한 줄  {n}건").format(n=format_won(selected)), **scopes}
    options = [
        *(option(text, value=(scope, "")) for scope, text in scopes.items()),
        option(_("이 칸"), value=("cell", "")),
        *(
            option(text, "  ", (_("HTML 표로 복사 (문서 편집기)"), "dim"), value=(scope, "html"))
            for scope, text in scopes.items()
        ),
    ]
    scope, copied_as = await screen.dialog(Picker(_("무엇을 복사하거나 내보낼까요"), options)) or (
        "",
        "",
    )
    masked = await choose_masking(screen) if scope else None
    if masked is None:
        return
    keys = {"row": [grid.keys[grid.cursor]], "all": grid.keys}
    if scope == "cell" and grid.column and grid.row is not None:
        text = grid.column.text(grid.row)
        await copy_text(screen, grid.masked_text(grid.column, grid.row) if masked else text, 1)
    elif scope in scopes:
        sheet = screen.sheet(grid.selected_keys if scope == "marked" else keys[scope])
        if copied_as:
            await copy_rows(screen, sheet, copied_as, masked=masked)
        else:
            await export_masked(screen, sheet, masked=masked)
