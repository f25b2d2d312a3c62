"""The table of records: draws the rows in view from a cache, and requests those that are missing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from secretariat_tui.tables.masking import hide_names
from secretariat_tui.tables.table import Column, Table
from secretariat_tui.tui.paint.text import fit_width
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.column_choice import ColumnChoice
from secretariat_tui.tui.widgets.column_layout import ColumnLayout, PlacedColumn, lay_out_columns
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.row_cache import RowCache
from secretariat_tui.tui.widgets.selection import Selection
from secretariat_tui.tui.widgets.table_head import group_cells, join_cells, title_cells

if TYPE_CHECKING:
    from secretariat_tui.database.search.list_query import Order

R = TypeVar("R")
_ROW_ID = attrgetter("id")
_MEASURED_ROWS = 300  # rows whose texts are measured for the widths of the columns
_SIDE = 2  # cells before the first column, and after the last
_EMPTY_LINE = 2  # the line of the message that there are no rows


class RecordTable(Canvas, Generic[R], can_focus=True):
    """Rows under a header, with a cursor on a cell, and a selection."""

    DEFAULT_CSS = css("RecordTable")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("left,h", "move_column(-1)", show=False),
        Binding("right,l", "move_column(1)", show=False),
        Binding("shift+up", "extend_selection(-1)", show=False),
        Binding("shift+down", "extend_selection(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "first", show=False),
        Binding("end,G", "last", show=False),
        Binding("enter", "open", show=False),
    ]
    # Moving the cursor redraws the lines that it leaves and reaches, not the widget.
    cursor: reactive[int] = reactive(0, repaint=False, always_update=True)
    cursor_column: reactive[int] = reactive(0, repaint=False)

    class Opened(Message):
        """The user pressed Enter on a row, or clicked it again."""

    @dataclass
    class Highlighted(Message):
        """The cursor moved to a row; None if there is none, or it is not in memory."""

        row: Any

    @dataclass
    class SelectionChanged(Message):
        """Rows were selected or deselected."""

    @dataclass
    class Moved(Message):
        """The cursor moved, or other rows are visible."""

    @dataclass
    class HeaderClicked(Message):
        """The user clicked the title of a column."""

        column: str

    @dataclass
    class WindowRequested(Message):
        """The rows of a window are needed and not in memory."""

        window: int

    def __init__(
        self,
        table: Table[R],
        key: Callable[[R], Any] = _ROW_ID,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.table = table
        self.key = key
        self.selection = Selection()
        self.order: tuple[Order, ...] = ()
        self.empty_text = ""
        self.complete = True
        """Whether all rows of the view have been found."""
        self.row_mark: Callable[[R], str] = lambda _row: ""
        self.column_choice: ColumnChoice | None = None
        self._cache = RowCache[R](
            key, lambda window: self.post_message(self.WindowRequested(window))
        )
        self._cursor_key: Any = None  # of the row to go to once it has been found
        self._to_top = False
        self._layout = ColumnLayout((), 0, 0)
        self._head_height = 1

    def show(
        self, keys: Sequence[Any], rows: Sequence[R], empty_text: str = "", *, complete: bool = True
    ) -> None:
        """Show a view: the keys of its rows in order, and its first rows.

        The view is not `complete` while it is searched for more rows. The cursor stays on its row, or
        near its place.
        """
        key = self._cursor_key
        if key is None and not self._to_top and 0 <= self.cursor < len(self.keys):
            key = self.keys[self.cursor]
        self.empty_text, self.complete = empty_text, complete
        self._cache.reset(keys, rows)
        if complete:
            self.selection.retain(keys)
        self._lay_out()
        index = self._cache.index(key)
        to_top = self._to_top
        nearest = 0 if to_top else min(self.cursor, len(keys) - 1)
        self.cursor = nearest if index is None else index  # clears `_cursor_key` and `_to_top`
        self._cursor_key = key if index is None and not complete else None
        self._to_top = to_top and not complete

    def to_top(self) -> None:
        """Put the cursor on the first row of the view that is shown next."""
        self._to_top = True

    @property
    def keys(self) -> Sequence[Any]:
        """The keys of the rows of the view in order."""
        return self._cache.keys

    def fill(self, keys: Sequence[Any], window: int, rows: Sequence[R]) -> None:
        """Take the rows of a requested window, if the view is still that of `keys`."""
        if keys is not self.keys:
            return
        missing = set(filter(self._cache.lacks, (self.cursor, *self.visible_rows)))
        self._cache.store(window, rows)
        if missing:
            self.refresh()
        if self.cursor in missing:
            self.post_message(self.Highlighted(self.row))

    def allow_retry(self, window: int) -> None:
        """Request a window again when it comes into view, after it could not be read."""
        self._cache.allow_retry(window)

    def window_keys(self, window: int) -> Sequence[Any]:
        """Return the keys of the rows of a window."""
        return self._cache.window_keys(window)

    def select(self, key: Any) -> bool:
        """Put the cursor on the row with a key; False if it is not in the view."""
        index = self._cache.index(key)
        if index is None:
            return False
        self.cursor = index
        return True

    @property
    def row(self) -> R | None:
        """The row under the cursor; None if there is none, or it is not in memory."""
        return self._cache.row(self.cursor) if 0 <= self.cursor < len(self.keys) else None

    @property
    def column(self) -> Column[R] | None:
        """The column under the cursor."""
        return self._layout.columns[self.cursor_column][0] if self._layout.columns else None

    @property
    def selected_keys(self) -> Sequence[Any]:
        """The keys of the selected rows in order, else that of the row under the cursor."""
        selected = self.selection.among(self.keys)
        return selected or ([self.keys[self.cursor]] if self.keys else [])

    @property
    def visible_rows(self) -> range:
        """The indexes of the visible rows."""
        top = int(self.scroll_offset.y)
        return range(top, min(top + self._height, len(self.keys)))

    @property
    def _height(self) -> int:
        return max(self.scrollable_content_region.height - self._head_height, 1)

    @property
    def widths(self) -> dict[str, int]:
        """The widths of the columns in cells."""
        return {column.key: width for column, width in self._layout.columns}

    def choose_columns(self, choice: ColumnChoice | None) -> None:
        """Show the columns that the user chose; None shows the default ones."""
        self.column_choice = choice
        self.cursor_column = 0
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()
        self.post_message(self.Moved())

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        rows = self._cache.cached_rows(_MEASURED_ROWS)
        if width:
            self._layout = lay_out_columns(self.table, rows, width - 2 * _SIDE, self.column_choice)
            self._head_height = 2 if any(each.group for each, _width in self._layout.columns) else 1
            self.cursor_column = min(self.cursor_column, len(self._layout.columns) - 1)
        size = Size(width, len(self.keys) + self._head_height)
        taller = size.height != self.virtual_size.height
        self.virtual_size = size
        self.refresh(layout=taller and bool(width))  # its height may follow the number of rows

    def render_line(self, y: int) -> Strip:
        """Draw the header, which does not scroll, or a row."""
        width = self.line_width
        if not self._layout.columns:
            return self.strip((), width)
        placed = self._layout.visible(self.cursor_column)
        if y < self._head_height:
            return self._head_strip(y, placed, width)
        index = y - self._head_height + int(self.scroll_offset.y)
        if index >= len(self.keys):
            text = self.empty_text if not self.keys and y == _EMPTY_LINE else ""
            return self.strip([(f"  {text}", "dim")], width)
        return self._row_strip(index, placed[0], width)

    def _row_strip(self, index: int, columns: Sequence[PlacedColumn[R]], width: int) -> Strip:
        style = ("cursor" if self.has_focus else "idle") if index == self.cursor else ""
        row = self._cache.row(index)
        mark = ("✔", "key") if self.keys[index] in self.selection else (" ", "")
        if row is None:
            return self.strip([mark, (" …", "dim")], width, style)
        if mark[0] == " " and (sign := self.row_mark(row)):
            mark = (sign, "bad")
        cursor_column = self.column if style == "cursor" else None
        cells, masked = [], self._drawing_app.masked
        for column, cell_width in columns:
            text, text_style = column.marked(row)
            if masked:
                text = self._masked(column, row, text)
            text = fit_width(text, cell_width, column.align)
            cells.append((text, "cell" if column is cursor_column else text_style))
        return self.strip(join_cells(mark, cells), width, style)

    def masked_text(self, column: Column[R], row: R) -> str:
        """Return the text of a cell with personal data masked."""
        return self._masked(column, row, column.text(row))

    def _masked(self, column: Column[R], row: R, text: str) -> str:
        return self.mask(hide_names(column, row, text), names=column.personal)

    def _head_strip(
        self, line: int, placed: tuple[Sequence[PlacedColumn[R]], bool, bool], width: int
    ) -> Strip:
        """Draw a line of the head; marks show that columns are left and right of it."""
        columns, more_left, more_right = placed
        if line < self._head_height - 1:
            return self.strip(join_cells((" ", ""), group_cells(columns)), width, "band")
        cursor_column = self.column if self.has_focus else None
        cells = title_cells(columns, self.order, cursor_column)
        spans = join_cells(("‹" if more_left else " ", "key"), cells)
        used = sum(cell_len(text) for text, _style in spans)
        more = (" " * (width - used - 1) + "›", "key") if more_right else ("", "")
        return self.strip([*spans, more], width, "band")

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self.keys) - 1))

    def validate_cursor_column(self, column: int) -> int:
        """Keep the cursor on a column."""
        return max(0, min(column, len(self._layout.columns) - 1))

    def watch_cursor_column(self, old: int, new: int) -> None:
        """Redraw the header and the cursor's row; all rows if other columns become visible."""
        if max(old, new) < self._layout.fitting:
            self.refresh_lines(int(self.scroll_offset.y) + self._head_height - 1)
            self.refresh_lines(self.cursor + self._head_height)
        else:
            self.refresh()
        self.post_message(self.Moved())

    def watch_cursor(self, old: int, new: int) -> None:
        """Keep the cursor visible, under the header."""
        self._cursor_key, self._to_top = None, False  # the user moved the cursor elsewhere
        self.refresh_lines(old + self._head_height)
        self.refresh_lines(new + self._head_height)
        top = int(self.scroll_offset.y)
        if new < top:
            self.scroll_to(y=new, animate=False, force=True)
        elif new >= top + self._height:
            self.scroll_to(y=new - self._height + 1, animate=False, force=True)
        for index in (new - self._height, new + self._height):
            if self._cache.lacks(index):  # drawn later than what is visible
                self.call_after_refresh(self._cache.prefetch, index)
        self.post_message(self.Highlighted(self.row))
        if int(self.scroll_offset.y) == top:  # else `watch_scroll_y` posts it
            self.post_message(self.Moved())

    def watch_scroll_y(self, old: float, new: float) -> None:
        super().watch_scroll_y(old, new)
        self.post_message(self.Moved())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_move(self, step: int) -> None:
        """Move the cursor by rows."""
        self.cursor += step

    def action_move_column(self, step: int) -> None:
        """Move the cursor by columns."""
        self.cursor_column += step

    def action_page(self, step: int) -> None:
        """Move the cursor by pages."""
        self.cursor += step * self._height

    def action_first(self) -> None:
        """Move the cursor to the first row."""
        self.cursor = 0

    def action_last(self) -> None:
        """Move the cursor to the last row."""
        self.cursor = len(self.keys) - 1

    def action_extend_selection(self, step: int) -> None:
        """Select the row under the cursor and the next one."""
        if self.keys:
            self.selection.add(self.keys[self.cursor])
            self.cursor += step
            self.selection.add(self.keys[self.cursor])
            self.post_message(self.SelectionChanged())

    def toggle_selection(self) -> None:
        """Select or deselect the row under the cursor, and move to the next."""
        if self.keys:
            self.selection.toggle(self.keys[self.cursor])
            self.post_message(self.SelectionChanged())
            self.cursor += 1

    def select_more(self) -> None:
        """Select the visible rows; then the complete view; then none."""
        visible = [self.keys[index] for index in self.visible_rows]
        self.selection.extend(visible, len(self.keys), complete=self.complete)
        self.post_message(self.SelectionChanged())
        self.refresh()

    def clear_selection(self) -> None:
        """Deselect all rows."""
        self.selection.clear()
        self.post_message(self.SelectionChanged())
        self.refresh()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.keys:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a cell; open its row if the cursor was on it. A title sorts by its column."""
        column = self._layout.index_at(event.x - _SIDE, self.cursor_column)
        if event.y < self._head_height:
            if column is not None:
                self.post_message(self.HeaderClicked(self._layout.columns[column][0].key))
            return
        index = event.y - self._head_height + int(self.scroll_offset.y)
        if index < len(self.keys):
            if index == self.cursor:
                self.action_open()
            self.cursor = index
            if column is not None:
                self.cursor_column = column
