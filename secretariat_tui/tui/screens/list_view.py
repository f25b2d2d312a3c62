"""A screen with a long list: found as you type, narrowed, ordered, grouped, marked and taken out."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from time import monotonic
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money_dates import won
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.search.list_query import ValueFilter, View
from secretariat_tui.tables.row_source import LazyRows, RowSource
from secretariat_tui.tables.table import Sheet, Table
from secretariat_tui.tui.keys.commands import LIST, OPEN, SHELL, Command, bindings
from secretariat_tui.tui.paint.text import Item, Line, Span
from secretariat_tui.tui.runtime.saved_views import SavedView
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.record_table import RecordTable
from secretariat_tui.tui.widgets.styled_lines import Pane

if TYPE_CHECKING:
    from secretariat_tui.database.file import OfficeFile

R = TypeVar("R")
T = TypeVar("T")
_SAID_EVERY = 0.2  # seconds between two words on how far it has looked


class ListScreen(AreaScreen, Generic[R]):
    """Shows the rows of one table, and what is under the cursor in a pane."""

    DEFAULT_CSS = """
    ListScreen {
        & #filter { display: none; height: 1; border: none; padding: 0 1; background: $foreground 8%; }
        & #filter.open { display: block; }
        & #chips { display: none; padding: 0 1; }
        & #chips.open { display: block; }
        & #split { layout: vertical; height: 1fr; }
        & #pane { height: 9; border-top: $rule $foreground 20%; padding: 0 1; }
        &.-tall #pane { height: 40%; }
        &.-wide #split { layout: horizontal; }
        &.-wide RecordTable { width: 2fr; }
        &.-wide #pane {
            width: 1fr; min-width: 48; height: 1fr;
            border-top: none; border-left: $rule $foreground 20%;
        }
    }
    """
    commands: ClassVar[tuple[Command, ...]] = (OPEN, *LIST, *SHELL)
    BINDINGS: ClassVar[list[BindingType]] = bindings((OPEN, *LIST))
    table: Table[R]
    AUTO_FOCUS = "RecordTable"

    def __init__(self) -> None:
        super().__init__()
        self.view = View()
        self.source: RowSource[R] | None = None
        self._total: int | None = None
        self._figures_due = False
        self._looking = False
        self._stale = True  # until the source has been read anew

    # What a screen says of its list.

    async def find_source(self) -> RowSource[R]:
        """Return where the rows come from."""
        raise NotImplementedError

    async def headline(self) -> Sequence[Span]:
        """Say in one line what the list adds up to."""
        raise NotImplementedError

    def describe(self, file: "OfficeFile", record: R) -> list[Line]:
        """Read and write out one record, on the store thread."""
        raise NotImplementedError

    async def open(self, record: R) -> None:
        """Show a record whole, or go down into it."""
        raise NotImplementedError

    def counted(self, keys: Sequence[Any]) -> int:
        """Count rows; those that only add up others are none."""
        return len(keys)

    def value_filter(self, value_filter: ValueFilter) -> str:
        """Write a chip."""
        column = next((c for c in self.table.columns if c.key == value_filter.key), None)
        return f"{_(column.title)}={value_filter.label}" if column else value_filter.label

    def flag(self, record: R) -> str:  # noqa: ARG002
        """Return a sign of one cell for a row that must not be overlooked."""
        return ""

    def basis(self) -> str:
        """Return the line above the table where it is taken out."""
        return ""

    def notes(self, *, whole: bool) -> tuple[str, ...]:  # noqa: ARG002
        """Return the lines below the table where it is taken out."""
        return ()

    def empty(self) -> str:
        """Say what to do where there is no record."""
        return _("아직 기록이 없습니다.")

    # The rest is the same everywhere.

    def body(self) -> ComposeResult:
        """Lay out the headline, the filter, the chips, the table and the pane."""
        yield Bar(id="headline")
        yield LineInput(id="filter", compact=True)
        yield Bar(id="chips")
        with Container(id="split"):
            grid = RecordTable(self.table)
            grid.flag = self.flag
            yield grid
            yield Pane(id="pane")

    @property
    def grid(self) -> RecordTable[R]:
        """The table."""
        return self.query_one(RecordTable)

    def on_mount(self) -> None:
        """Take up the view that this table was last left in."""
        super().on_mount()
        self._take(self.shell.saved_views.last(self.table))

    async def run_query(self, work: Callable[[Reader], T]) -> T:
        """Look through the list, on its own thread."""
        return await self.shell.store.run_query(work)

    async def load(self) -> None:
        """Read the list, and show it as a person wishes to see it."""
        self.source = await self.find_source()
        self._stale, self._total, self._figures_due = False, None, True
        await self._look()
        await self._figures()  # here, so that whoever waits for the list sees its figures too

    async def _figures(self) -> None:
        if self._figures_due:
            self.query_one("#headline", Bar).show([Item(((" ", ""), *await self.headline()))])
            self._figures_due = False

    async def _look(self) -> None:
        """Show the view: its first rows at once, then all of it."""
        source, grid = self.source, self.grid
        if source is None:
            return
        known = tuple(
            value_filter for value_filter in self.view.filters if source.sortable(value_filter.key)
        )
        self.view = view = self.view._replace(filters=known)
        if view.find != "" and await self.run_query(search_index.is_behind):
            await self.run_on_store(lambda file: file.catch_up())
        if grid.selection.all:
            grid.clear_selection()
        self._show_chips()
        found = await self.run_query(lambda read: source.begin(read, view))
        keys: Sequence[Any] = [source.key(row) for row in found.rows]
        self._looking = not found.whole
        grid.order = view.order
        said = (
            self.empty()
            if view._replace(order=()) == View()
            else _("찾는 기록이 없습니다. Esc로 모두 봅니다.")
        )
        grid.show(keys, found.rows, said, whole=found.whole)
        if self._total is None:  # after the first rows: to count a million takes longer
            self._total = await self.run_query(source.total)
        self._count()
        if not found.whole:
            loop, due = asyncio.get_running_loop(), monotonic() + _SAID_EVERY

            def going(so_far: int) -> bool:
                nonlocal due
                if monotonic() > due:
                    due += _SAID_EVERY
                    loop.call_soon_threadsafe(self._progress, so_far)
                return True

            try:
                keys = await self.run_query(lambda read: source.keys(read, view, going))
                grid.show(keys, found.rows, said)
            finally:
                self._looking = False
            self._count()
        if not keys:
            self.query_one("#pane", Pane).show([])

    def _progress(self, so_far: int) -> None:
        if self._looking:
            self.show_message(_("찾는 중 {n}건… Esc로 그만둡니다.").format(n=won(so_far)))

    def show_view(self, view: View) -> None:
        """Show another view of the list in place of this one."""
        self.view = view
        self.latest("load", self._look_again)
        self._keep()

    def reload(self) -> None:
        self._stale = True
        super().reload()

    async def _look_again(self) -> None:
        if self._stale:  # this look came in the way of reading the source
            await self.load()
        else:
            await self._look()
            await self._figures()  # which this look may have kept from being read

    def _keep(self) -> None:
        try:
            self.shell.saved_views.keep(self.table, self.kept.coded())
        except UserError as problem:  # the view itself is shown
            self.shell.show_message(str(problem), "warn")

    def _take(self, kept: SavedView) -> None:
        sortable = {column.key for column in self.table.columns}
        self.view = kept.view(self.view.find)._replace(
            order=tuple(order for order in kept.order if order.key in sortable)
        )
        self.grid.choose(kept.choice)

    def _show_chips(self) -> None:
        bar = self.query_one("#chips", Bar)
        items = [
            Item(
                ((f"[{self.value_filter(value_filter)} ×]", "accent"), (" ", "")),
                f"remove_filter({number})",
            )
            for number, value_filter in enumerate(self.view.filters)
        ]
        order = " · ".join(
            f"{_(self.table.column(key).title)}{'▼' if down else '▲'}"
            for key, down in self.view.order
        )
        if order:
            items.append(Item(((_("정렬 {order}").format(order=order), "dim"),)))
        bar.show(items)
        bar.set_class(bool(items), "open")

    def action_remove_filter(self, number: int) -> None:
        """Take a chip away."""
        filters = [
            value_filter for at, value_filter in enumerate(self.view.filters) if at != number
        ]
        self.show_view(self.view._replace(filters=tuple(filters)))

    # What is said below the table.

    def _count(self, chosen: str = "") -> None:
        if self._total is None:  # soon known
            return
        seen, found, total = self.grid.seen, self.counted(self.grid.keys), self._total
        parts = [_("전체 {n}건").format(n=won(total))]
        if not self.grid.whole or found != total:
            more = "" if self.grid.whole else "+"
            parts.insert(0, _("찾음 {n}").format(n=won(found) + more))
        if len(seen) < len(self.grid.keys):
            parts.insert(0, f"{won(seen.start + 1)}–{won(seen.stop)}")
        said = " · ".join(part for part in (chosen, self.shell.last_message) if part)
        self.show_message(said, right=[(f"{' · '.join(parts)} ", "dim")])

    def on_record_table_moved(self) -> None:
        self._count() if not self.grid.selection else self.latest("totals", self._say_marks)

    def on_record_table_marked(self) -> None:
        if self.grid.selection:  # what was said before they were set is over
            self.shell.last_message = ""
        self.latest("totals", self._say_marks)

    async def _say_marks(self) -> None:
        grid = self.grid
        if not grid.selection:
            self._count()
            return
        which = (
            _("모두 선택 {n}건")
            if grid.selection.all and not grid.selection.some
            else _("선택 {n}건")
        )
        said = which.format(n=won(grid.selection.count(len(grid.keys))))
        totals = await self.totals()
        self._count(" · ".join(part for part in (said, totals) if part))

    async def totals(self) -> str:
        """Say what the marked rows add up to."""
        sums = await self.sums()
        added = [column for column in self.table.columns if column.total]
        return " · ".join(_(c.total).format(n=won(sums[c.key])) for c in added)

    async def sums(self) -> dict[str, int]:
        """Add up the marked rows."""
        marks, view, source = self.grid.selection, self.view, self.source
        if source is None:
            return {}
        some = list(marks.some)
        sums = await self.run_query(lambda read: source.sums(read, view, some))
        if not marks.all:
            return sums
        all_ = await self.run_query(lambda read: source.sums(read, view))
        return {key: all_[key] - sums[key] for key in all_}

    # Rows that come into view, and the one under the cursor.

    def on_record_table_wanted(self, event: RecordTable.Wanted) -> None:
        """Read the rows of a window."""

        async def fill() -> None:
            await self._guarded(self._fill(event.window))

        self.run_worker(fill, group="rows")  # type: ignore[arg-type]

    async def _fill(self, window: int) -> None:
        keys, source = self.grid.keys, self.source
        wanted = self.grid.window_keys(window)
        if source is not None:
            try:
                rows = await self.run_on_store(lambda file: source.rows(file.read, wanted))
            except UserError as problem:  # said here: a dialog would come again with each row
                self.grid.missed(window)
                self.show_message(str(problem), "bad")
            else:
                self.grid.fill(keys, window, rows)

    def on_record_table_highlighted(self, event: RecordTable.Highlighted) -> None:
        """Describe the record the cursor came to."""
        if event.row is not None:
            self.latest("describe", lambda: self._describe(event.row))

    async def _describe(self, record: R) -> None:
        lines = await self.run_on_store(lambda file: self.describe(file, record))
        self.query_one("#pane", Pane).show(lines)

    def on_record_table_opened(self) -> None:
        """Open a record."""
        self.perform(self.at_cursor(self.open))

    def action_open(self) -> None:
        self.grid.action_open()

    async def chosen(self) -> list[R]:
        """Read the marked rows, or the one under the cursor."""
        return await self.records(list(self.grid.chosen))

    async def records(self, keys: Sequence[Any]) -> list[R]:
        """Read rows by their keys; those that are gone are missing."""
        source = self.source
        return (
            list(await self.run_on_store(lambda file: source.rows(file.read, keys)))
            if source
            else []
        )

    async def at_cursor(self, work: Callable[[R], Awaitable[object]]) -> None:
        """Do something with the row under the cursor, which may have to be read first."""
        record = self.grid.row
        if record is None:
            read = await self.records([self.grid.keys[self.grid.cursor]])
            if not read:
                raise UserError(_("이 기록은 이미 지워졌습니다."))
            record = read[0]
        await work(record)

    # Finding, narrowing, ordering.

    def action_filter(self) -> None:
        """Open the filter and type into it."""
        box = self.query_one("#filter", LineInput)
        box.placeholder = _("찾을 말을 적으세요. Enter 목록으로 · Esc 지우기")
        box.add_class("open")
        self.set_focus(box)  # at once: the next letter is meant for it

    def close_filter(self) -> None:
        """Empty the filter and close it."""
        box = self.query_one("#filter", LineInput)
        with box.prevent(LineInput.Changed):
            box.value = ""
        box.remove_class("open")
        self.grid.focus()

    def on_input_changed(self, event: LineInput.Changed) -> None:
        self.view = self.view._replace(find=event.value)
        self.latest("load", self._look_again)

    def on_input_submitted(self) -> None:
        self.grid.focus()

    def action_back(self) -> None:
        """Stop looking; else clear the filter, the marks, the last chip; then go back."""
        if self._looking:
            self.workers.cancel_group(self, "load")
            self._looking = False
            self.shell.last_message = _("그만 찾았습니다. 앞의 것만 보입니다.")
            self._count()
        elif self.query_one("#filter", LineInput).has_class("open"):
            self.close_filter()
            self.show_view(self.view._replace(find=""))
        elif self.grid.selection:
            self.grid.clear_selection()
        elif self.view.filters:
            self.action_remove_filter(len(self.view.filters) - 1)
        else:
            super().action_back()

    def action_list(self, name: str) -> None:
        """Do what is done to a list by keys that are pressed now and then: imported when asked for."""
        from secretariat_tui.tui.screens import list_actions

        self.perform(getattr(list_actions, name)(self))

    def on_record_table_header_pressed(self, event: RecordTable.HeaderPressed) -> None:
        """Order by a column whose title was clicked."""
        from secretariat_tui.tui.screens import list_actions

        self.perform(list_actions.order(self, event.column))

    def filter_by_value(self, value_filter: ValueFilter) -> None:
        """Keep the rows of one value, whatever else of that column was kept before."""
        others = tuple(each for each in self.view.filters if each.key != value_filter.key)
        self.show_view(self.view._replace(filters=(*others, value_filter)))

    def action_mark(self) -> None:
        self.grid.mark()

    def action_mark_all(self) -> None:
        self.grid.mark_more()

    def use(self, kept: SavedView) -> None:
        """Show the list as it was kept."""
        self._take(kept)
        self.show_view(self.view)

    @property
    def kept(self) -> SavedView:
        """What can be kept of the view."""
        return SavedView(self.view.filters, self.view.order, self.grid.choice)

    # Taking it out.

    def sheet(self, keys: Sequence[Any]) -> Sheet[R]:
        """Return rows of the list with the columns shown, ready to leave."""
        if self.source is None:
            return Sheet(self.table, ())
        path = self.shell.store.file.path
        plain = self.view.find == "" and not self.view.filters
        whole = self.grid.whole and plain and len(keys) == len(self.grid.keys)
        table = self.table
        if self.grid.choice:  # in the order a person chose, whatever the terminal's width
            table = replace(table, columns=tuple(map(table.column, self.grid.choice.keys)))
        rows = LazyRows(lambda: Reader(path), self.source, keys)
        return Sheet(table, rows, self.basis(), self.notes(whole=whole))

    def action_copy(self) -> None:
        """Copy the chosen rows, with a header where there are several."""
        from secretariat_tui.tui.dialogs.export import copy_rows

        keys = self.grid.chosen
        if keys:
            self.perform(copy_rows(self, self.sheet(keys)), group="copy")

    def action_export(self) -> None:
        """Take a cell, rows or the whole list out, in the form the next program wants."""
        from secretariat_tui.tui.screens import list_actions

        self.perform(list_actions.take(self))
