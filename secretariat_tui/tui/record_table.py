"""The table of records: draws the declared columns of the rows in view, and no others."""

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

from secretariat_tui.language import _
from secretariat_tui.tables.table import Column, Table
from secretariat_tui.tui.canvas import Canvas
from secretariat_tui.tui.line import fit

R = TypeVar("R")
_GAP = 2
_MEASURED = 300  # rows measured for the width of the columns
_WIDEST = 60


class RecordTable(Canvas, Generic[R], can_focus=True):
    """Rows under a header, with a cursor and marks. `key` tells rows apart."""

    DEFAULT_CSS = """
    RecordTable { height: 1fr; scrollbar-gutter: stable; }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,k", "move(-1)", show=False),
        Binding("down,j", "move(1)", show=False),
        Binding("shift+up", "extend(-1)", show=False),
        Binding("shift+down", "extend(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
        Binding("pagedown", "page(1)", show=False),
        Binding("home,g", "jump(0)", show=False),
        Binding("end,G", "jump(-1)", show=False),
        Binding("enter", "open", show=False),
    ]
    cursor: reactive[int] = reactive(0, always_update=True)

    @dataclass
    class Opened(Message):
        """A person pressed Enter on a row, or clicked it again."""

        row: Any

    @dataclass
    class Highlighted(Message):
        """The cursor came to a row, or to none (None)."""

        row: Any

    @dataclass
    class Marked(Message):
        """The marks changed."""

    def __init__(
        self,
        table: Table[R],
        key: Callable[[R], Any],
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(id=id)
        self.table = table
        self.rows: Sequence[R] = ()
        self.marks: set[Any] = set()
        self.empty = ""
        self._key = key
        self._layout: list[tuple[Column[R], int]] = []

    def show(self, rows: Sequence[R], empty: str = "") -> None:
        """Replace the rows; the cursor stays on its row, or near its place. `empty` is said if none."""
        current = self._key(self.row) if self.row is not None else None
        self.rows, self.empty = rows, empty
        keys = [self._key(row) for row in rows]
        self.marks &= set(keys)
        self._lay_out()
        place = keys.index(current) if current in keys else min(self.cursor, len(rows) - 1)
        self.cursor = max(place, 0)

    def select(self, key: Any) -> bool:
        """Put the cursor on the row of a key; False where it is not shown."""
        for index, row in enumerate(self.rows):
            if self._key(row) == key:
                self.cursor = index
                return True
        return False

    @property
    def row(self) -> R | None:
        """The row under the cursor."""
        return self.rows[self.cursor] if 0 <= self.cursor < len(self.rows) else None

    @property
    def chosen(self) -> list[R]:
        """The marked rows, or the row under the cursor."""
        marked = [row for row in self.rows if self._key(row) in self.marks]
        return marked or ([self.row] if self.row is not None else [])

    def on_resize(self) -> None:
        self._lay_out()

    def _lay_out(self) -> None:
        width = self.scrollable_content_region.width
        self.virtual_size = Size(width, len(self.rows) + 1)
        self._layout = lay_out(self.table, self.rows[:_MEASURED], width - 2) if width else []
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Draw the header, which stays, or a row."""
        width = self.scrollable_content_region.width
        if y == 0:
            cells = [
                (fit(_(column.title), cells, column.align), "dim") for column, cells in self._layout
            ]
            return self.strip(_spaced(" ", "", cells), width)
        index = y - 1 + self.scroll_offset.y
        if index >= len(self.rows):
            said = self.empty if not self.rows and y == 2 else ""  # noqa: PLR2004
            return self.strip([(f"  {said}", "dim")], width)
        row = self.rows[index]
        look = ("cursor" if self.has_focus else "idle") if index == self.cursor else ""
        marked = "✔" if self._key(row) in self.marks else " "
        cells = [(fit(column.text(row), cells, column.align), "") for column, cells in self._layout]
        return self.strip(_spaced(marked, "key", cells), width, look)

    def validate_cursor(self, cursor: int) -> int:
        """Keep the cursor on a row."""
        return max(0, min(cursor, len(self.rows) - 1))

    def watch_cursor(self, _old: int, new: int) -> None:
        """Keep the cursor in view, under the header, and tell who listens."""
        self.refresh()
        height = max(self.scrollable_content_region.height - 1, 1)
        top = self.scroll_offset.y
        if new < top:
            self.scroll_to(y=new, animate=False, force=True)
        elif new >= top + height:
            self.scroll_to(y=new - height + 1, animate=False, force=True)
        self.post_message(self.Highlighted(self.row))

    def on_focus(self) -> None:
        self.refresh()

    def on_blur(self) -> None:
        self.refresh()

    def action_move(self, step: int) -> None:
        """Move the cursor."""
        self.cursor += step

    def action_page(self, step: int) -> None:
        """Move the cursor by a page."""
        self.cursor += step * max(self.size.height - 2, 1)

    def action_jump(self, place: int) -> None:
        """Move the cursor to the first (0) or last (-1) row."""
        self.cursor = place if place >= 0 else len(self.rows) - 1

    def action_extend(self, step: int) -> None:
        """Mark the row under the cursor and the next one."""
        if self.row is not None:
            self.marks.add(self._key(self.row))
            self.cursor += step
            self.marks.add(self._key(self.rows[self.cursor]))
            self.post_message(self.Marked())

    def mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go on."""
        if self.row is not None:
            self.marks ^= {self._key(self.row)}
            self.post_message(self.Marked())
            self.cursor += 1

    def mark_all(self) -> None:
        """Mark all rows shown, or none if all are marked."""
        keys = {self._key(row) for row in self.rows}
        self.marks = set() if keys <= self.marks else self.marks | keys
        self.post_message(self.Marked())
        self.refresh()

    def clear_marks(self) -> None:
        """Take all marks away."""
        self.marks = set()
        self.post_message(self.Marked())
        self.refresh()

    def action_open(self) -> None:
        """Open the row under the cursor."""
        if self.row is not None:
            self.post_message(self.Opened(self.row))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor on a row; a click on the cursor's row opens it."""
        index = event.y - 1 + self.scroll_offset.y
        if event.y > 0 and index < len(self.rows):
            if index == self.cursor:
                self.action_open()
            self.cursor = index


def _spaced(mark: str, style: str, cells: list[tuple[str, str]]) -> list[tuple[str, str]]:
    spans = [(mark, style)]
    for number, cell in enumerate(cells):
        spans += [(" " * _GAP if number else " ", ""), cell]
    return spans


def lay_out(table: Table[R], rows: Sequence[R], width: int) -> list[tuple[Column[R], int]]:
    """Choose columns and their widths in cells, so that they fit; gaps of two cells between them.

    Columns of rank 0 give way first. Columns that grow share what the others leave.
    """
    natural = {
        column.key: min(
            max(
                [
                    cell_len(_(column.title)),
                    column.width,
                    *(cell_len(column.text(row)) for row in rows),
                ]
            ),
            _WIDEST,
        )
        for column in table.columns
    }
    least = {
        c.key: min(c.width or natural[c.key], natural[c.key]) if c.grow else natural[c.key]
        for c in table.columns
    }
    columns = list(table.columns)
    while len(columns) > 1 and _total(least, columns) > width:
        minor = [column for column in columns if column.rank == 0]
        if not minor:
            break
        columns.remove(minor[-1])
    spare = width - _total(least, columns)
    widths = {column.key: least[column.key] for column in columns}
    growing = [column for column in columns if column.grow]
    while spare > 0 and (short := [c for c in growing if widths[c.key] < natural[c.key]]):
        share = max(spare // len(short), 1)
        for column in short:
            added = min(share, natural[column.key] - widths[column.key], spare)
            widths[column.key] += added
            spare -= added
    if spare < 0 and growing:  # too narrow for all: the growing columns shrink, none vanishes
        for column in growing:
            cut = min(-spare, widths[column.key] - 4)
            widths[column.key] -= max(cut, 0)
            spare += max(cut, 0)
    return [(column, widths[column.key]) for column in columns]


def _total(widths: dict[str, int], columns: Sequence[Column[Any]]) -> int:
    return sum(widths[column.key] for column in columns) + _GAP * (len(columns) - 1)
