"""A screen with a list in a table, read as it is scrolled, and the record under the cursor in a pane."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from functools import partial
from time import monotonic
from typing import Any, Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Container

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.search.list_query import FirstPage, ValueFilter, View
from secretariat_tui.tables.row_source import RowSource
from secretariat_tui.tables.table import Table
from secretariat_tui.tui.paint.text import BarItem, Span, StyledLine
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.record_table import RecordTable
from secretariat_tui.tui.widgets.styled_lines import Pane

R = TypeVar("R")
_PROGRESS_EVERY = 0.2  # seconds between two messages of a running search
_COUNTING = "…"  # in place of numbers that are being counted
_COUNTING_AFTER = 0.1  # seconds until it is shown


class ListView(AreaScreen, Generic[R]):
    """Reads the rows of one table in a view and shows them; subclasses define the rows."""

    DEFAULT_CSS = css("ListView")
    table: Table[R]
    AUTO_FOCUS = "RecordTable"

    def __init__(self) -> None:
        super().__init__()
        self.view = View()
        self.source: RowSource[R] | None = None
        self._total: int | None = None
        self._counting = False  # whether the lines around the table show that they are counted
        self._headline_stale = False
        self._searching = False
        self._source_stale = True  # whether `source` must be read again

    # What each screen defines.

    async def row_source(self) -> RowSource[R]:
        """Return the source of the rows."""
        raise NotImplementedError

    async def headline(self) -> Sequence[Span]:
        """Return the summary line of the list, whose numbers are read by `run_count`."""
        raise NotImplementedError

    def read_pane(self, record: R) -> Callable[[Reader], list[StyledLine]]:
        """Return a function that reads the details of a record for the pane.

        It runs on the store thread and must not use the screen.
        """
        raise NotImplementedError

    def read_attached(self, record: R) -> Callable[[Reader], list[StyledLine]]:  # noqa: ARG002
        """Return a function that reads how much hangs on a record, for the pane."""
        return lambda _reader: []

    def record_count(self, keys: Sequence[Any]) -> int:
        """Return the number of records among rows; rows of totals do not count."""
        return len(keys)

    def filter_label(self, value_filter: ValueFilter) -> str:
        """Return the text of a filter chip: column=value."""
        column = next((c for c in self.table.all_columns if c.key == value_filter.key), None)
        if column is None:
            return value_filter.label
        label = self.grid.mask(value_filter.label, names=column.personal)
        return f"{column.full_title}={label}"

    def row_mark(self, record: R) -> str:  # noqa: ARG002
        """Return a mark, one cell wide, for a row that needs attention, or an empty string."""
        return ""

    def empty(self) -> str:
        """Return the text shown in a list without records."""
        return _("아직 기록이 없습니다.")

    # Layout.

    def body(self) -> ComposeResult:
        """Lay out the headline, the filter, the chips, the table and the pane."""
        yield Bar(id="headline")
        yield LineInput(id="filter", compact=True)
        yield Bar(id="chips")
        with Container(id="split"):
            grid = RecordTable(self.table)
            grid.row_mark = self.row_mark
            yield grid
            yield Pane(id="pane")

    @property
    def grid(self) -> RecordTable[R]:
        """The table."""
        return self.query_one(RecordTable)

    # Reading the view.

    async def load(self) -> None:
        """Read the source, then show its view; the numbers in the lines around it follow."""
        self.workers.cancel_group(self, "counts")
        self._counting = False
        self.source = await self.row_source()
        self._source_stale, self._total, self._headline_stale = False, None, True
        await self._show_view()

    def reload(self) -> None:
        self._source_stale = True
        super().reload()

    async def load_view(self) -> None:
        """Show the view; read the source first if the last read of it was cancelled."""
        if self._source_stale or await self.is_stale():
            await self.load()
        else:
            await self._show_view()

    async def _read_counts(self) -> None:
        """Count what the summary and the status line show; they show that if it takes long."""
        late = self.set_timer(_COUNTING_AFTER, self._show_counting)
        try:
            if self._headline_stale:
                self._show_headline(await self.headline())
                self._headline_stale = False
            if self._total is None and self.source is not None:
                self._total = await self.run_count(self.source.total)
                self.show_status()
        except UserError as error:  # not in a dialog, as in a load
            self._shown_state, self._load_error = None, error
            self.show_load_error()
        finally:
            late.stop()

    def _show_counting(self) -> None:
        if self._headline_stale:
            self._show_headline([(_COUNTING, "dim")])
        self._counting = True
        self.show_status()

    def _show_headline(self, spans: Sequence[Span]) -> None:
        self.query_one("#headline", Bar).show([BarItem(((" ", ""), *spans))])

    async def _show_view(self) -> None:
        """Show the first page of the view at once, then all rows."""
        source, grid = self.source, self.grid
        if source is None:
            return
        choice = grid.column_choice
        chosen = [self.table.column(key) for key in choice.keys] if choice else []
        self.source = source = source.with_columns(chosen)
        filters = tuple(each for each in self.view.filters if source.sortable(each.key))
        self.view = view = self.view._replace(filters=filters)
        if view.find != "" and await self.run_query(search_index.is_behind):
            self.shell.show_message(_("찾아보기를 새로 만드는 중이라 잠시 느립니다."))
        if grid.selection.inverted:
            grid.clear_selection()
        self._show_filters()
        first = await self.run_query(lambda reader: source.first_page(reader, view))
        keys: Sequence[Any] = [source.key(row) for row in first.rows]
        self._searching = not first.complete
        grid.order = view.order
        empty = (
            self.empty() if self._is_unfiltered else _("찾는 기록이 없습니다. Esc로 모두 봅니다.")
        )
        grid.show(keys, first.rows, empty, complete=first.complete)
        if first.complete:
            self._count_keys()
        self.show_status()
        if self._headline_stale or self._total is None:
            self.run_latest("counts", self._read_counts)
        if not first.complete:
            keys = await self._search(source, view, first, empty)
        if not keys:
            self.query_one("#pane", Pane).show([])

    async def _search(
        self, source: RowSource[R], view: View, first: FirstPage, empty: str
    ) -> Sequence[Any]:
        """Find the keys of all rows of a view; show their number while the search runs."""
        loop, due = asyncio.get_running_loop(), monotonic() + _PROGRESS_EVERY

        def report_progress(count: int) -> bool:
            nonlocal due
            if monotonic() > due:
                due += _PROGRESS_EVERY
                loop.call_soon_threadsafe(self._show_progress, count)
            return True

        try:
            keys = await self.run_query(lambda reader: source.keys(reader, view, report_progress))
            self.grid.show(keys, first.rows, empty)
            self._count_keys()
        finally:
            self._searching = False
        self.show_status()
        return keys

    def _count_keys(self) -> None:
        """Know the number of all records from the rows of a view that leaves out none."""
        if self._is_unfiltered:
            self._total = self.record_count(self.grid.keys)

    @property
    def _is_unfiltered(self) -> bool:
        return self.view._replace(order=()) == View()

    def _show_progress(self, count: int) -> None:
        if self._searching:
            self.show_message(_("찾는 중 {n}건… Esc로 그만둡니다.").format(n=format_won(count)))

    def cancel_search(self) -> bool:
        """Stop a running search and keep the rows found; False if none runs."""
        if not self._searching:
            return False
        self.workers.cancel_group(self, "load")
        self._searching = False
        self.shell.last_message = _("그만 찾았습니다. 앞의 것만 보입니다.")
        self.show_status()
        return True

    # The lines around the table.

    def _show_filters(self) -> None:
        """Show a chip for each filter, and the order."""
        bar = self.query_one("#chips", Bar)
        items = [
            BarItem(
                ((f"[{self.filter_label(each)} ×]", "accent"), (" ", "")),
                f"remove_filter({number})",
            )
            for number, each in enumerate(self.view.filters)
        ]
        order = " · ".join(
            f"{_(self.table.column(key).title)}{'▼' if descending else '▲'}"
            for key, descending in self.view.order
        )
        if order:
            items.append(BarItem(((_("정렬 {order}").format(order=order), "dim"),)))
        bar.show(items)
        bar.set_class(bool(items), "open")

    def show_status(self, selected: str = "") -> None:
        """Show the selection, the last message, and the numbers of visible, matching and all rows."""
        if self.show_load_error() or (self._total is None and not self._counting):
            return
        seen, matches, total = (
            self.grid.visible_rows,
            self.record_count(self.grid.keys),
            self._total,
        )
        count = _COUNTING if total is None else format_won(total)
        parts = [_("전체 {n}건").format(n=count)]
        if not self.grid.complete or matches != total:
            more = "" if self.grid.complete else "+"
            parts.insert(0, _("찾음 {n}").format(n=format_won(matches) + more))
        if len(seen) < len(self.grid.keys):
            parts.insert(0, f"{format_won(seen.start + 1)}–{format_won(seen.stop)}")
        message = " · ".join(part for part in (selected, self.shell.last_message) if part)
        style = ""
        complete = self.view.filters and self.grid.complete
        hidden = total - matches if complete and total is not None else 0
        if not message and hidden > 0:
            text = _("거르기로 {n}건이 가려져 있습니다. Esc로 모두 봅니다.")
            message, style = text.format(n=format_won(hidden)), "warn"
        self.show_message(message, style, right=[(f"{' · '.join(parts)} ", "dim")])

    # Rows that come into view, and the one under the cursor.

    def on_record_table_window_requested(self, event: RecordTable.WindowRequested) -> None:
        """Read the rows of a window that has come into view."""
        self.run_in_group(partial(self._fill, event.window), "rows")

    async def _fill(self, window: int) -> None:
        keys, source = self.grid.keys, self.source
        wanted = self.grid.window_keys(window)
        if source is not None:
            try:
                rows = await self.read(lambda reader: source.rows(reader, wanted))
            except UserError as error:  # not in a dialog: each row would open it again
                self.grid.allow_retry(window)
                self.show_message(str(error), "bad")
            else:
                self.grid.fill(keys, window, rows)

    def on_record_table_highlighted(self, event: RecordTable.Highlighted) -> None:
        """Describe the record under the cursor."""
        if event.row is not None:
            self.run_latest("describe", partial(self._describe, event.row))

    async def _describe(self, record: R) -> None:
        read, attached = self.read_pane(record), self.read_attached(record)
        lines = await self.read(lambda reader: [*read(reader), *attached(reader)])
        self.query_one("#pane", Pane).show(lines)

    def on_record_table_opened(self) -> None:
        """Open the record under the cursor."""
        self.perform(self.with_cursor_row(self.open))

    def action_open(self) -> None:
        self.grid.action_open()

    async def selected_rows(self) -> list[R]:
        """Read the selected rows, or the one under the cursor."""
        return await self.read_rows(list(self.grid.selected_keys))

    async def read_rows(self, keys: Sequence[Any]) -> list[R]:
        """Read rows by their keys; deleted ones are missing from the result."""
        source = self.source
        if source is None:
            return []
        return list(await self.read(lambda reader: source.rows(reader, keys)))

    async def with_cursor_row(self, work: Callable[[R], Awaitable[object]]) -> None:
        """Await work with the row under the cursor, reading the row first if it is not cached."""
        record = self.grid.row
        if record is None:
            rows = await self.read_rows(self.grid.keys[self.grid.cursor :][:1])
            if not rows:
                raise UserError(_("이 기록은 이미 지워졌습니다."))
            record = rows[0]
        await work(record)
