"""A list whose view the user can change: search, filters, order, columns. The last view is saved."""

from collections.abc import Sequence
from typing import Any

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.list_query import ValueFilter, View
from secretariat_tui.tables.row_source import LazyRows
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui.runtime.saved_views import SavedView
from secretariat_tui.tui.screens.list_view import ListView, R
from secretariat_tui.tui.widgets.inputs import LineInput


class FilteredList(ListView[R]):
    """Changes the view of a list, and exports its rows."""

    # What each screen defines.

    def basis(self) -> str:
        """Return the line above the table when it is exported."""
        return ""

    def notes(self, *, all_rows: bool) -> tuple[str, ...]:  # noqa: ARG002
        """Return the lines below the table when it is exported; `complete` if no row is left out."""
        return ()

    def first_view(self) -> SavedView:
        """Return the view before the user has changed it."""
        return SavedView()

    # Views.

    def on_mount(self) -> None:
        """Apply the last view of this table."""
        views = self.shell.saved_views
        last = views.last(self.table)
        if not views.has_last(self.table):
            last = last._replace(filters=self.first_view().filters)
        self._apply(last)

    def show_view(self, view: View) -> None:
        """Show another view of the list, and save it as the last one."""
        self.view = view
        self.run_latest("load", self.load_view)
        try:
            self.shell.saved_views.save_last(self.table, self.saved_view.without_typed_text())
        except UserError as error:  # the view is shown all the same
            self.shell.show_message(str(error), "warn")

    def _apply(self, saved: SavedView) -> None:
        sortable = {column.key for column in self.table.all_columns}
        self.view = saved.view(self.view.find)._replace(
            order=tuple(order for order in saved.order if order.key in sortable)
        )
        self.grid.choose_columns(saved.choice)

    def apply_saved_view(self, saved: SavedView) -> None:
        """Show a saved view."""
        self._apply(saved)
        self.show_view(self.view)

    @property
    def saved_view(self) -> SavedView:
        """The view as it can be saved."""
        return SavedView(self.view.filters, self.view.order, self.grid.column_choice)

    def filter_by_value(self, value_filter: ValueFilter) -> None:
        """Add a filter, replacing one of the same column."""
        others = tuple(each for each in self.view.filters if each.key != value_filter.key)
        self.show_view(self.view._replace(filters=(*others, value_filter)))

    def action_remove_filter(self, index: int) -> None:
        """Remove a filter by its index."""
        filters = (each for i, each in enumerate(self.view.filters) if i != index)
        self.show_view(self.view._replace(filters=tuple(filters)))

    # Search as you type.

    def action_filter(self) -> None:
        """Open the search line and focus it."""
        box = self.query_one("#filter", LineInput)
        box.placeholder = _("찾을 말을 적으세요. Enter 목록으로 · Esc 지우기")
        box.add_class("open")
        self.set_focus(box)  # at once: the next key belongs in it

    def close_filter(self) -> None:
        """Empty the search line and close it."""
        box = self.query_one("#filter", LineInput)
        with box.prevent(LineInput.Changed):
            box.value = ""
        box.remove_class("open")
        self.grid.focus()

    def on_input_changed(self, event: LineInput.Changed) -> None:
        self.view = self.view._replace(find=event.value)
        self.run_latest("load", self.load_view)

    def on_input_submitted(self) -> None:
        self.grid.focus()

    @property
    def busy(self) -> bool:
        """Whether Esc first ends a search, closes the search line or clears the selection."""
        searching = self._searching or self.query_one("#filter", LineInput).has_class("open")
        return searching or bool(self.grid.selection)

    def action_back(self) -> None:
        """Undo one thing: a running search, the search text, the selection, the last filter; else go back."""
        if self.cancel_search():
            return
        if self.query_one("#filter", LineInput).has_class("open"):
            self.close_filter()
            self.show_view(self.view._replace(find=""))
        elif self.grid.selection:
            self.grid.clear_selection()
        elif self.view.filters:
            self.action_remove_filter(len(self.view.filters) - 1)
        else:
            super().action_back()

    # Export.

    def sheet(self, keys: Sequence[Any]) -> Sheet[R]:
        """Return rows of the list, with the chosen columns, for export."""
        if self.source is None:
            return Sheet(self.table, ())
        path = self.shell.store.file.path
        unfiltered = self.view.find == "" and not self.view.filters
        complete = self.grid.complete and unfiltered and len(keys) == len(self.grid.keys)
        table = self.table
        if self.grid.column_choice:  # all chosen columns, even those that do not fit the terminal
            table = table.with_columns(self.grid.column_choice.keys)
        rows = LazyRows(lambda: Reader(path), self.source, keys)
        return Sheet(table, rows, self.basis(), self.notes(all_rows=complete))
