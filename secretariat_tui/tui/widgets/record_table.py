"""The table of records: draws the declared columns of the rows in view, and holds no others for long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from rich.cells import cell_len
from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from secretariat_tui.core.i18n import _
from secretariat_tui.database.search.list_query import WINDOW, Order
from secretariat_tui.tables.table import Column, Table
from secretariat_tui.tui.paint.text import Span, fit_width
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.column_layout import (
    COLUMN_GAP,
    ColumnChoice,
    ColumnLayout,
    PlacedColumn,
    lay_out_columns,
)
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.row_cache import RowCache
from secretariat_tui.tui.widgets.selection import Selection

R = TypeVar("R")
_MEASURED = 300  # rows measured for the width of the columns
_SIDE = 2  # cells before the first column, and behind the last


class RecordTable(Canvas, Generic[R], can_focus=True):
    """Rows under a header, with a cursor on a cell, and marks. Asks for rows that come into view."""

    DEFAULT_CSS = css("RecordTable")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("left,h", "sideways(-1)", show=False),
        Binding("right,l", "sideways(1)", show=False),
        Binding("shift+up", "extend(-1)", show=False),
        Binding("shift+down", "extend(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "jump(0)", show=False),
        Binding("end,G", "jump(-1)", show=False),
        Binding("enter", "open", show=False),
    ]
    cursor: reactive[int] = reactive(0, always_update=True)
    at: reactive[int] = reactive(0)

    class Opened(Message):
        """A person pressed Enter on a row, or clicked it again."""

    @dataclass
    class Highlighted(Message):
        """The cursor came to a row, or to none (None)."""

        row: Any

    @dataclass
    class Marked(Message):
        """The marks changed."""

    @dataclass
    class Moved(Message):
        """Other rows stand on the screen, or the cursor is elsewhere."""

    @dataclass
    class HeaderPressed(Message):
        """A person clicked a column's title."""

        column: str

    @dataclass
    class Wanted(Message):
        """Rows came into view that are not here: those of a window."""

        window: int

    def __init__(
        self,
        table: Table[R],
        key: Callable[[R], Any] = lambda row: row.id,  # type: ignore[attr-defined]
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.table = table
        self.key = key
        self.selection = Selection()
        self.order: tuple[Order, ...] = ()
        self.empty = ""
        self.whole = True
        self.flag: Callable[[R], str] = lambda _row: ""
        self.choice: ColumnChoice | None = None
        self._windows = RowCache[R](key, lambda window: self.post_message(self.Wanted(window)))
        self._sought: Any = None
        self._top = False
        self._layout = ColumnLayout((), 0, 0)

    def show(
        self, keys: Sequence[Any], rows: Sequence[R], empty: str = "", *, whole: bool = True
    ) -> None:
        """Show a view: the keys of its rows in order, and its first rows; not `whole` if more will follow.

        The cursor stays on its row, or near its place. `empty` is said if there is none.
        """
        sought = self._sought
        if sought is None and not self._top and 0 <= self.cursor < len(self.keys):
            sought = self.keys[self.cursor]
        self.empty, self.whole = empty, whole
        self._windows.begin(keys, rows)
        if whole:
            self.selection.keep(keys)
        self._lay_out()
        place = self._windows.place(sought)
        top = self._top
        near = 0 if top else min(self.cursor, len(keys) - 1)
        self.cursor = near if place is None else place  # which forgets where it was to go
        self._sought = sought if place is None and not whole else None
        self._top = top and not whole

    def to_top(self) -> None:
        """Let the cursor be on the first row of what is shown next, whichever that is."""
        self._top = True

    @property
    def keys(self) -> Sequence[Any]:
        """The keys of the view's rows in order."""
        return self._windows.keys

    def fill(self, keys: Sequence[Any], window: int, rows: Sequence[R]) -> None:
        """Take rows that were asked for, if the view is still that of `keys`."""
        if keys is not self.keys:
            return
        self._windows.put(window, rows)
        self.refresh()
        if self.cursor // WINDOW == window:
            self.post_message(self.Highlighted(self.row))

    def missed(self, window: int) -> None:
        """Ask for a window again when it comes into view: it could not be read."""
        self._windows.forget(window)

    def window_keys(self, window: int) -> Sequence[Any]:
        """Return the keys of a window's rows."""
        return self._windows.of(window)

    def select(self, key: Any) -> bool:
        """Put the cursor on the row of a key; False where it is not in the view."""
        place = self._windows.place(key)
        if place is None:
            return False
        self.cursor = place
        return True

    @property
    def row(self) -> R | None:
        """The row under the cursor; None where there is none, or it is not here yet."""
        return self._windows.row(self.cursor) if 0 <= self.cursor < len(self.keys) else None

    @property
    def column(self) -> Column[R] | None:
        """The column under the cursor."""
        return self._layout.columns[self.at][0] if self._layout.columns else None

    @property
    def chosen(self) -> Sequence[Any]:
        """The keys of the marked rows in order, or that of the row under the cursor."""
        marked = self.selection.among(self.keys)
        return marked or ([self.keys[self.cursor]] if self.keys else [])

    @property
    def seen(self) -> range:
        """The places of the rows that stand on the screen."""
        top = int(self.scroll_offset.y)
        return range(top, min(top + self._height, len(self.keys)))

    @property
    def _height(self) -> int:
        return max(self.scrollable_content_region.height - 1, 1)

    @property
    def shown_columns(self) -> Sequence[Column[R]]:
        """The columns a person has chosen to see, whether they fit or not."""
        return [column for column, _width in self._layout.columns]

    @property
    def widths(self) -> dict[str, int]:
        """The widths of the columns in cells."""
        return {column.key: width for column, width in self._layout.columns}

    def choose(self, choice: ColumnChoice | None) -> None:
        """Show the columns a person chose; None shows those declared."""
        self.choice = choice
        self.at = 0
        self._lay_out()

    def on_resize(self) -> None:
        self._lay_out()
        self.post_message(self.Moved())

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, len(self.keys) + 1)
        known = self._windows.known(_MEASURED)
        if width:
            self._layout = lay_out_columns(self.table, known, width - 2 * _SIDE, self.choice)
            self.at = min(self.at, len(self._layout.columns) - 1)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the header, which stays, or a row."""
        width = self.scrollable_content_region.width
        if not self._layout.columns:
            return self.strip((), width)
        columns, before, after = self._layout.around(self.at)
        if y == 0:
            spans = self._header(columns, "‹" if before else " ")
            used = sum(cell_len(text) for text, _style in spans)
            more = (" " * (width - used - 1) + "›", "key") if after else ("", "")
            return self.strip([*spans, more], width)
        index = y - 1 + int(self.scroll_offset.y)
        if index >= len(self.keys):
            said = self.empty if not self.keys and y == 2 else ""  # noqa: PLR2004
            return self.strip([(f"  {said}", "dim")], width)
        look = ("cursor" if self.has_focus else "idle") if index == self.cursor else ""
        row = self._windows.row(index)
        mark = ("✔", "key") if self.keys[index] in self.selection else (" ", "")
        if row is None:
            return self.strip([mark, (" …", "dim")], width, look)
        if mark[0] == " " and (flag := self.flag(row)):
            mark = (flag, "bad")
        here = self.column if look == "cursor" else None
        told = [self.mask(column.text(row), names=column.personal) for column, _cells in columns]
        cells = [
            (fit_width(text, cells, column.align), "cell" if column is here else "")
            for text, (column, cells) in zip(told, columns, strict=True)
        ]
        return self.strip(_spaced(mark, cells), width, look)

    def _header(self, columns: Sequence[PlacedColumn[R]], before: str) -> list[Span]:
        down = {order.key: order.down for order in self.order[:1]}
        cells = []
        for column, cells_wide in columns:
            sign = "" if column.key not in down else "▼" if down[column.key] else "▲"
            here = column is self.column and self.has_focus
            title = fit_width(_(column.title), max(cells_wide - len(sign), 0)).rstrip() + sign
            cells.append((fit_width(title, cells_wide, column.align), "accent" if here else "dim"))
        return _spaced((before, "key"), cells)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self.keys) - 1))

    def validate_at(self, at: int) -> int:
        """Keep the cursor on a column."""
        return max(0, min(at, len(self._layout.columns) - 1))

    def watch_at(self) -> None:
        self.refresh()
        self.post_message(self.Moved())

    def watch_cursor(self, _old: int, new: int) -> None:
        """Keep the cursor in view, under the header, and tell who listens."""
        self._sought, self._top = None, False  # where a person moves it, it stays
        self.refresh()
        top = int(self.scroll_offset.y)
        if new < top:
            self.scroll_to(y=new, animate=False, force=True)
        elif new >= top + self._height:
            self.scroll_to(y=new - self._height + 1, animate=False, force=True)
        self._windows.near(new - self._height)
        self._windows.near(new + self._height)
        self.post_message(self.Highlighted(self.row))
        self.post_message(self.Moved())

    def watch_scroll_y(self, old: float, new: float) -> None:
        super().watch_scroll_y(old, new)
        self.post_message(self.Moved())

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.cursor += step

    def action_sideways(self, step: int) -> None:
        """Move the cursor to the next column."""
        self.at += step

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        self.cursor += step * self._height

    def action_jump(self, place: int) -> None:
        """Move the cursor to the first (0) or last (-1) row."""
        self.cursor = place if place >= 0 else len(self.keys) - 1

    def action_extend(self, step: int) -> None:
        """Mark the row under the cursor and the next one."""
        if self.keys:
            self.selection.add(self.keys[self.cursor])
            self.cursor += step
            self.selection.add(self.keys[self.cursor])
            self.post_message(self.Marked())

    def mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on."""
        if self.keys:
            self.selection.turn(self.keys[self.cursor])
            self.post_message(self.Marked())
            self.cursor += 1

    def mark_more(self) -> None:
        """Mark the rows on the screen; then all of the view; then none."""
        seen = [self.keys[index] for index in self.seen]
        self.selection.widen(seen, len(self.keys), whole=self.whole)
        self.post_message(self.Marked())
        self.refresh()

    def clear_selection(self) -> None:
        """Take all marks away."""
        self.selection.clear()
        self.post_message(self.Marked())
        self.refresh()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.keys:
            self.post_message(self.Opened())

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a cell; a click on the cursor's row opens it, one on a title orders by it."""
        place = self._column_at(event.x)
        if event.y == 0:
            if place is not None:
                self.post_message(self.HeaderPressed(self._layout.columns[place][0].key))
            return
        index = event.y - 1 + int(self.scroll_offset.y)
        if index < len(self.keys):
            if index == self.cursor:
                self.action_open()
            self.cursor = index
            if place is not None:
                self.at = place

    def _column_at(self, x: int) -> int | None:
        """Return the column at a cell of the line."""
        end = _SIDE
        for column, width in self._layout.around(self.at)[0] if self._layout.columns else ():
            end += width + COLUMN_GAP
            if x < end:
                return self.shown_columns.index(column)
        return None


def _spaced(mark: Span, cells: Sequence[Span]) -> list[Span]:
    spans: list[Span] = [mark]
    for number, cell in enumerate(cells):
        spans += [(" " * COLUMN_GAP if number else " ", ""), cell]
    return spans
