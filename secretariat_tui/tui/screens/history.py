"""The history screen: the changes of one record, or of all records."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.core import pii
from secretariat_tui.core.dates import full_date, local_time
from secretariat_tui.core.i18n import _
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.audit.events import EVENTS
from secretariat_tui.database.audit.history import Change, HistoryTarget
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables import history as history_tables
from secretariat_tui.tables.row_source import QueryRows, RowSource
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.keys.commands import HISTORY_COMMANDS, RETENTION, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine, styled_line
from secretariat_tui.tui.screens.list import ListScreen


class HistoryScreen(ListScreen[Change]):
    """Lists who changed what and when, newest first; the pane shows the old and new values of each field."""

    commands: ClassVar[tuple[Command, ...]] = HISTORY_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings((RETENTION,))

    def __init__(
        self, area: str, tables: Mapping[str, TableMeta], record: HistoryTarget | None
    ) -> None:
        self.table = history_tables.history_table(tables, brief=True)
        super().__init__()
        self.area = area
        self._tables, self._record = tables, record

    async def row_source(self) -> RowSource[Change]:
        """Return the changes, of one record if the screen shows one."""
        history = audit_history.history_query(self._tables)
        if self._record:
            history = audit_history.record_history_query(history, self._tables, self._record)
        return QueryRows(history)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the record, if the history is of one."""
        if self._record is None:
            return [(_("모든 변경 이력"), "bold"), (_("  최근 것부터"), "dim")]
        return path(_("이력"), self._record.title)

    def empty(self) -> str:
        return _("남은 이력이 없습니다.")

    def read_pane(self, record: Change) -> Callable[[Reader], list[StyledLine]]:
        lines = self._change_lines(record)
        return lambda _read: lines

    def _change_lines(self, record: Change) -> list[StyledLine]:
        """Return the lines of a change, one for each field."""
        changed_at = local_time(record.at)
        time = f"{full_date(changed_at.date())} {changed_at:%H:%M:%S}" if changed_at else record.at
        who = pii.mask_names(record.who) if self.shell.masked else record.who
        lines = [
            styled_line((self.table.column("label").text(record), "bold")),
            styled_line((f"{time} · {who}", "dim")),
            styled_line((self._item(record), "title")),
        ]
        table_meta = self._meta(record)
        if table_meta is None or record.hidden or record.gone:
            reason = _("비공개") if record.hidden else _("파기되어 내용이 남아 있지 않습니다.")
            return [*lines, styled_line((reason, "dim"))]
        if record.unreadable:
            return [*lines, styled_line((_("읽을 수 없습니다. 자세히: secretariat check"), "warn"))]
        for field_change in record.fields:
            label, before, after = history_tables.describe_field_change(table_meta, field_change)
            if self.shell.masked and history_tables.holds_names(
                table_meta, field_change.key, record
            ):
                before, after = pii.mask_names(before), pii.mask_names(after)
            change = [(f"{before or _('(빈 칸)')} → ", "dim")] if record.op == "U" else []
            lines.append(
                styled_line((f" {label}  ", "dim"), *change, after or before or _("(빈 칸)"))
            )
        return lines

    def _meta(self, record: Change) -> TableMeta | None:
        return self._tables.get(record.table) or EVENTS.get((record.table, record.op))

    def _item(self, record: Change) -> str:
        meta = self._meta(record)
        return history_tables.item_text(meta, record) if meta else record.table

    async def open(self, record: Change) -> None:
        """Show all lines of a change in a dialog."""
        await self.dialog(TextDialog(self._item(record), self._change_lines(record)))

    def action_history(self) -> None:
        """Show the changes of all records instead of one."""
        if self._record is not None:
            self._record = None
            self.reload()

    def action_retention(self) -> None:
        """Show the records due to be destroyed."""
        from secretariat_tui.tui.screens.retention import RetentionScreen

        self.app.push_screen(RetentionScreen(self.area, self._tables))

    def sheet(self, keys: Sequence[Any]) -> Sheet[Change]:
        """Return changes for export, a row for each field."""
        by_change = super().sheet(keys)
        return Sheet(
            by_change.table, _ChangesByField(by_change.rows), by_change.basis, by_change.notes
        )


class _ChangesByField(Sequence[Change]):
    """Changes; iteration yields one for each field, while the length counts changes."""

    def __init__(self, rows: Sequence[Change]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Change]:
        return audit_history.by_field(self._rows)

    def __getitem__(self, index: Any) -> Any:
        return self._rows[index]
