"""The screen of the history: of one record, or of the whole office."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.core import pii
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.i18n import _
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.audit.events import EVENTS
from secretariat_tui.database.audit.history import Change, HistoryTarget
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables import history as tables
from secretariat_tui.tables.row_source import QueryRows, RowSource
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui.dialogs.page import TextDialog
from secretariat_tui.tui.keys.commands import HISTORY_SCREEN, RETENTION, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Line, Span, line
from secretariat_tui.tui.screens.list import ListScreen


class HistoryScreen(ListScreen[Change]):
    """Who changed what and when, newest first, and each field from what to what in the pane."""

    commands: ClassVar[tuple[Command, ...]] = HISTORY_SCREEN
    BINDINGS: ClassVar[list[BindingType]] = bindings((RETENTION,))

    def __init__(
        self, area: str, kinds: Mapping[str, TableMeta], record: HistoryTarget | None
    ) -> None:
        self.table = tables.history_table(kinds)
        super().__init__()
        self.area = area
        self._kinds, self._record = kinds, record

    async def find_source(self) -> RowSource[Change]:
        """Return the history, of the record if it is one's."""
        history = audit_history.history_query(self._kinds)
        if self._record:
            history = audit_history.record_history_query(history, self._kinds, self._record)
        return QueryRows(history)

    async def headline(self) -> Sequence[Span]:
        """Say whose history this is."""
        if self._record is None:
            return [(_("모든 변경 이력"), "bold"), (_("  최근 것부터"), "dim")]
        return path(_("이력"), self._record.title)

    def empty(self) -> str:
        return _("남은 이력이 없습니다.")

    def describe(self, record: Change) -> Callable[[Reader], list[Line]]:
        lines = self._told(record)
        return lambda _read: lines

    def _told(self, record: Change) -> list[Line]:
        """Write out a change, a line for each field."""
        at = tables.local_time(record.at)
        moment = f"{full_date(at.date())} {at:%H:%M:%S}" if at else record.at
        who = pii.mask_names(record.who) if self.shell.masked else record.who
        lines = [
            line((self.table.column("label").text(record), "bold")),
            line((f"{moment} · {who}", "dim")),
            line((self.table.column("item").text(record), "title")),
        ]
        kind = self._kinds.get(record.table) or EVENTS.get((record.table, record.op))
        if kind is None or record.hidden or record.gone:
            said = _("비공개") if record.hidden else _("파기되어 내용이 남아 있지 않습니다.")
            return [*lines, line((said, "dim"))]
        if record.unreadable:
            return [*lines, line((_("읽을 수 없습니다. 자세히: secretariat check"), "warn"))]
        for step in record.fields:
            label, before, after = tables.describe_field_change(kind, step)
            change = [(f"{before or _('(빈 칸)')} → ", "dim")] if record.op == "U" else []
            lines.append(line((f" {label}  ", "dim"), *change, after or before or _("(빈 칸)")))
        return lines

    async def open(self, record: Change) -> None:
        """Show a change whole."""
        await self.dialog(TextDialog(self.table.column("item").text(record), self._told(record)))

    def action_history(self) -> None:
        """Widen a record's history to that of the whole office."""
        if self._record is not None:
            self._record = None
            self.reload()

    def action_retention(self) -> None:
        """Show what is due to be destroyed."""
        from secretariat_tui.tui.screens.retention import RetentionScreen

        self.app.push_screen(RetentionScreen(self.area, self._kinds))

    def sheet(self, keys: Sequence[Any]) -> Sheet[Change]:
        """Return changes ready to leave, a line for each field."""
        whole = super().sheet(keys)
        return Sheet(whole.table, _ByField(whole.rows), whole.basis, whole.notes)


class _ByField(Sequence[Change]):
    """Changes walked through field by field; its length is that of the changes."""

    def __init__(self, rows: Sequence[Change]) -> None:
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Change]:
        return audit_history.by_field(self._rows)

    def __getitem__(self, index: Any) -> Any:
        return self._rows[index]
