"""The dialog that chooses the columns of a table, their order and widths."""

from typing import Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from secretariat_tui.core.i18n import _
from secretariat_tui.tables.table import Table
from secretariat_tui.tui.dialogs.base import Dialog
from secretariat_tui.tui.paint.text import BarItem, StyledLine, fit_width
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.column_choice import MAX_WIDTH, MIN_WIDTH, ColumnChoice
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import LineView


class ColumnsDialog(Dialog[Any]):
    """Shows the columns; returns a ColumnChoice, "" for the default columns, None for no change."""

    DEFAULT_CSS = css("ColumnsDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("space", "toggle_column", show=False),
        Binding("shift+up,ctrl+up", "move_column(-1)", show=False, priority=True),
        Binding("shift+down,ctrl+down", "move_column(1)", show=False, priority=True),
        Binding("left", "resize_column(-1)", show=False),
        Binding("right", "resize_column(1)", show=False),
        Binding("delete", "dismiss('')", show=False),
    ]

    def __init__(
        self, table: Table[Any], choice: ColumnChoice | None, widths: dict[str, int]
    ) -> None:
        super().__init__(_("열 고르기 – {table}").format(table=_(table.title)))
        self._table = table
        chosen = list(choice.keys) if choice else [column.key for column in table.columns]
        rest = [column.key for column in table.all_columns if column.key not in chosen]
        self._keys = [*chosen, *rest]
        self._shown = set(chosen)
        self._widths = dict(choice.widths) if choice else {}
        self._natural = widths

    def body(self) -> ComposeResult:
        """Lay out the columns, and the keys that change them."""
        yield LineView(self._lines())
        yield Bar(id="keys")

    def hints(self) -> list[BarItem]:
        """Return the keys that close the dialog."""
        return [BarItem(((_("Enter 그대로 쓰기 · Delete 처음대로 · Esc 그만두기"), "dim"),))]

    def on_mount(self) -> None:
        """Show the keys that change the columns."""
        keys = _("Space 보이기·숨기기 · Shift+↑↓ 순서 · ←→ 너비")
        self.query_one("#keys", Bar).show([BarItem(((keys, "dim"),))])
        self.query_one(LineView).focus()

    def _lines(self) -> list[StyledLine]:
        return [self._line(key) for key in self._keys]

    def _line(self, key: str) -> StyledLine:
        column = self._table.column(key)
        mark = "✔ " if key in self._shown else "  "
        width = self._widths.get(key)
        text = _("{n}칸").format(n=width) if width else _("자동")
        title = column.full_title.strip() or _("(표시)")
        return StyledLine(((mark, "key"), (fit_width(title, 30), ""), (text, "dim")), key)

    def _show(self, key: str) -> None:
        view = self.query_one(LineView)
        view.show(self._lines())
        view.select(key)

    def action_toggle_column(self) -> None:
        """Show or hide the column under the cursor, but not the last visible one."""
        key = self.query_one(LineView).target
        if self._shown != {key}:
            self._shown ^= {key}
        self._show(key)

    def action_move_column(self, step: int) -> None:
        """Move the column under the cursor up or down."""
        key = self.query_one(LineView).target
        index = self._keys.index(key)
        target = max(0, min(index + step, len(self._keys) - 1))
        self._keys.insert(target, self._keys.pop(index))
        self._show(key)

    def action_resize_column(self, step: int) -> None:
        """Change the width of the column under the cursor by cells."""
        key = self.query_one(LineView).target
        title = cell_len(_(self._table.column(key).title))
        width = self._widths.get(key) or self._natural.get(key, title)
        self._widths[key] = max(MIN_WIDTH, min(width + step, MAX_WIDTH))
        self._show(key)

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        """Return the choice."""
        event.stop()
        keys = tuple(key for key in self._keys if key in self._shown)
        self.dismiss(
            ColumnChoice(keys, {key: w for key, w in self._widths.items() if key in self._shown})
        )
