"""The screen of a list: selection, totals, order, groups, export; and the screen of its groups."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.groups import MAX_GROUPS
from secretariat_tui.database.search.list_query import ValueFilter
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tables.table import Column
from secretariat_tui.tui.keys.commands import APP_COMMANDS, LIST_COMMANDS, OPEN, Command, bindings
from secretariat_tui.tui.paint.text import Span, StyledLine, labelled, styled_line
from secretariat_tui.tui.screens.filtered_list import FilteredList
from secretariat_tui.tui.screens.group_table import GroupRow, group_rows, group_table
from secretariat_tui.tui.screens.list_view import R
from secretariat_tui.tui.widgets.record_table import RecordTable


class ListScreen(FilteredList[R]):
    """A list with all commands for lists."""

    commands: ClassVar[tuple[Command, ...]] = (OPEN, *LIST_COMMANDS, *APP_COMMANDS)
    BINDINGS: ClassVar[list[BindingType]] = bindings((OPEN, *LIST_COMMANDS))

    _group_column: tuple[Column[Any], ValueFilter] | None = None
    """The column and the value of the group whose rows are shown."""

    # Selection.

    def action_select(self) -> None:
        self.grid.toggle_selection()

    def action_select_all(self) -> None:
        self.grid.select_more()

    def on_record_table_moved(self) -> None:
        self.show_status() if not self.grid.selection else self.run_latest(
            "totals", self._show_totals
        )

    def on_record_table_selection_changed(self) -> None:
        if self.grid.selection:  # the last message is outdated
            self.shell.last_message = ""
        self.run_latest("totals", self._show_totals)

    async def _show_totals(self) -> None:
        selection = self.grid.selection
        if not selection:
            self.show_status()
            return
        all_ = selection.inverted and not selection.keys
        text = _("모두 선택 {n}건") if all_ else _("선택 {n}건")
        count = text.format(n=format_won(selection.count(len(self.grid.keys))))
        self.show_status(" · ".join(part for part in (count, await self.totals()) if part))

    async def totals(self) -> str:
        """Return the sums of the selected rows as text."""
        sums = await self.sums()
        added = [column for column in self.table.columns if column.total]
        return " · ".join(_(c.total).format(n=format_won(sums[c.key])) for c in added)

    async def sums(self) -> dict[str, int]:
        """Add up the selected rows, by column key; "" is their number."""
        selection, view, source = self.grid.selection, self.view, self.source
        if source is None:
            return {}
        some = list(selection.keys)
        sums = await self.run_query(lambda reader: source.sums(reader, view, some))
        if not selection.inverted:
            return sums
        all_ = await self.run_query(lambda reader: source.sums(reader, view))
        return {key: all_[key] - sums[key] for key in all_}

    # Order, groups, columns, saved views, export.

    def action_list_action(self, name: str) -> None:
        """Run a function of `list_actions`, which is imported when first used."""
        from secretariat_tui.tui.screens import list_actions

        self.perform(getattr(list_actions, name)(self))

    def on_record_table_header_clicked(self, event: RecordTable.HeaderClicked) -> None:
        """Sort by the column whose title was clicked."""
        from secretariat_tui.tui.screens import list_actions

        self.perform(list_actions.sort(self, event.column))

    def action_group(self) -> None:
        """Group by the column under the cursor; filter the list to the group that is opened."""
        self.perform(self._group())

    async def _group(self) -> None:
        from secretariat_tui.tui.screens import list_actions

        source, column, _key = list_actions.cursor_cell(self)
        await self._open_group(source, column)

    async def _open_group(self, source: RowSource[Any], column: Column[Any]) -> None:
        value_filter = await _choose_group(self, source, column)
        self._group_column = None
        if value_filter is not None:
            self._group_column = column, value_filter
            self.filter_by_value(value_filter)

    def action_back(self) -> None:
        """Go back from the rows of a group to the groups; else undo one thing, or go back."""
        group, source = self._group_column, self.source
        opened = group and self.view.filters[-1:] == (group[1],)
        if not opened or self.busy or group is None or source is None:
            super().action_back()
            return
        self.show_view(self.view._replace(filters=self.view.filters[:-1]))
        self.perform(self._open_group(source, group[0]))

    def action_copy(self) -> None:
        """Copy the selected rows, with a header if there are several."""
        from secretariat_tui.tui.dialogs.export import copy_rows

        keys = self.grid.selected_keys
        if keys:
            self.perform(copy_rows(self, self.sheet(keys)), group="copy")

    def action_export(self) -> None:
        """Export a cell, rows or all rows."""
        from secretariat_tui.tui.screens import list_actions

        self.perform(list_actions.export(self))


async def _choose_group(
    screen: ListScreen[Any], source: RowSource[Any], column: Column[Any]
) -> ValueFilter | None:
    """Show a list's groups by a column; return the filter of the one that was opened."""
    view, month = screen.view, column.dated
    groups = await screen.run_query(
        lambda reader: source.groups(reader, view, column.key, month=month)
    )
    samples = await screen.run_query(
        lambda reader: source.rows(reader, [each.sample_id for each in groups])
    )
    labels = {source.key(row): column.text(row).strip() for row in samples}
    rows = group_rows(groups, column, labels, month=month)
    opened: GroupRow | None = await screen.dialog(GroupsScreen(screen, column, rows))
    if opened is None:
        return None
    return ValueFilter(column.key, opened.group.value, opened.label or _("빈 칸"), month)


class GroupsScreen(ListScreen[GroupRow]):
    """The groups of another list. Enter closes it and filters that list to a group."""

    def __init__(
        self, grouped_list: ListScreen[Any], column: Column[Any], rows: Sequence[GroupRow]
    ) -> None:
        self.table = group_table(grouped_list.table, column)
        super().__init__()
        self.area = grouped_list.area
        self._column, self._rows, self._list = column, rows, grouped_list

    async def row_source(self) -> RowSource[GroupRow]:
        return MemoryRows(self.table, self._rows)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the column, and the number of groups and of records."""
        text = _(" › {column}별 묶음 {n}개 · {count}건").format(
            column=self._column.full_title,
            n=format_won(len(self._rows)),
            count=format_won(sum(row.group.size for row in self._rows)),
        )
        if self._column.members:
            text += _(" · 여럿인 것은 저마다 셉니다")
        if len(self._rows) == MAX_GROUPS:
            text += _(" · 처음 {n}개만 보입니다").format(n=format_won(MAX_GROUPS))
        return [(_(self._list.table.title), "dim"), (text, "bold")]

    def read_pane(self, record: GroupRow) -> Callable[[Reader], list[StyledLine]]:
        """Return the details of a group."""
        all_ = sum(row.group.size for row in self._rows)
        share = record.group.size * 100 / all_ if all_ else 0
        label = self.grid.mask(record.label, names=self._column.personal)
        lines = [styled_line((label or _("빈 칸"), "bold"))]
        lines.append(
            labelled(
                _("건수"), f"{format_won(record.group.size)} / {format_won(all_)} ({share:.1f}%)"
            )
        )
        lines += [
            labelled(_(column.title), column.text(record)) for column in self.table.columns[2:]
        ]
        lines.append(styled_line((_("Enter를 누르면 이 줄들만 봅니다."), "dim")))
        return lambda _read: lines

    async def open(self, record: GroupRow) -> None:
        """Return to the list, filtered to this group."""
        self.dismiss(record)
