"""The screen of records whose retention period ends, and their destruction."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from typing import ClassVar

from textual.binding import BindingType

from secretariat_tui import settings
from secretariat_tui.core.dates import full_date, table_date
from secretariat_tui.core.errors import RuleError, UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.audit import retention
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.audit.retention import ExpiredRecord
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tables.table import Column, Table
from secretariat_tui.tui.dialogs.picker import confirm
from secretariat_tui.tui.keys.area import delete_functions
from secretariat_tui.tui.keys.commands import DESTROY, RETENTION_COMMANDS, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine, labelled, styled_line
from secretariat_tui.tui.runtime.preferences import retention_faults
from secretariat_tui.tui.screens.list import ListScreen

_MAX_LISTED = 5  # records that are listed in the confirmation


def _table(tables: Mapping[str, TableMeta]) -> Table[ExpiredRecord]:
    return Table(
        "retention",
        N_("파기 예정"),
        (
            Column("kind", N_("종류"), lambda row: _(tables[row.table].title), width=9),
            Column("name", N_("이름"), lambda row: row.name, width=20, grow=True),
            Column("closed", N_("끝난 날"), lambda row: row.closed, _closed, width=11, dated=True),
            Column("years", N_("보유(년)"), lambda row: row.years, align="right", width=8),
            Column("due", N_("파기할 날"), lambda row: row.due, _due, width=11, dated=True),
        ),
    )


def _closed(row: ExpiredRecord) -> str:
    return table_date(row.closed)


def _due(row: ExpiredRecord) -> str:
    return table_date(row.due)


class RetentionScreen(ListScreen[ExpiredRecord]):
    """Lists records that are due now or by January 1; Delete destroys them permanently."""

    commands: ClassVar[tuple[Command, ...]] = RETENTION_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings((DESTROY,))

    def __init__(self, area: str, tables: Mapping[str, TableMeta]) -> None:
        self.table = _table(tables)
        super().__init__()
        self.area = area
        self._tables = tables
        self._expired: list[ExpiredRecord] = []

    async def row_source(self) -> RowSource[ExpiredRecord]:
        """Read the records due by January 1 of next year."""
        years = retention.retention_years(self._tables.values(), settings.config().retention)
        until = self.shell.today().replace(month=1, day=1)
        until = until.replace(year=until.year + 1)
        self._expired = await self.run_query(
            lambda reader: retention.expired_records(reader, self._tables, years, until)
        )
        return MemoryRows(self.table, self._expired)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the number of records due now and on January 1."""
        today = self.shell.today()
        now = sum(each.due <= today for each in self._expired)
        text = _(" · 지금 파기할 것 {n} · 내년 초 {later}").format(
            n=format_won(now), later=format_won(len(self._expired) - now)
        )
        return [*path(_("이력"), _("파기 예정")), (text, "warn" if now else "")]

    def empty(self) -> str:
        return _("보유기간이 끝난 기록이 없습니다.")

    def row_mark(self, record: ExpiredRecord) -> str:
        return "!" if record.due <= self.shell.today() else ""

    def read_pane(self, record: ExpiredRecord) -> Callable[[Reader], list[StyledLine]]:
        rule = self._tables[record.table].retention
        lines = [
            styled_line((record.name, "bold")),
            labelled(_("종류"), _(self._tables[record.table].title)),
            labelled(_("끝난 날"), full_date(record.closed)),
            labelled(_("보유기간"), _("{n}년").format(n=record.years)),
            labelled(_("파기할 날"), full_date(record.due)),
            labelled(_("근거"), _(rule.basis) if rule else ""),
            styled_line((_("기간은 config.toml의 [retention]에서 바꿉니다."), "dim")),
        ]
        return lambda _read: lines

    async def open(self, record: ExpiredRecord) -> None:
        """Do nothing: the pane shows all there is."""

    def action_destroy(self) -> None:
        """Destroy the selected records after confirmation."""
        if self.grid.keys:
            self.perform(self._destroy())

    async def _destroy(self) -> None:
        if faults := [*settings.config().faults, *retention_faults(self.shell.areas)]:
            raise RuleError(
                _("설정에 고칠 곳이 있어 파기하지 않습니다. 보유기간이 다를 수 있습니다."),
                str(faults[0]),
            )
        records = await self.selected_rows()
        not_due = [each for each in records if each.due > self.shell.today()]
        if not_due:
            raise RuleError(
                _("아직 보유기간이 끝나지 않은 기록입니다."),
                not_due[0].name,
                _("느낌표(!)가 있는 기록만 표시해 주세요."),
            )
        backups = await self.run_on_store(lambda file: len(file.backup_policy.backups()))
        title = _("{n}건 파기").format(n=format_won(len(records)))
        if not await self.dialog(confirm(title, self._question(records, backups), _("파기"))):
            return
        self.show_message(_("파기하는 중…"))
        rewrite_error = await self.run_on_store(
            lambda file: retention.destroy(
                file, self._tables, delete_functions(self.shell.areas), records
            )
        )
        await asyncio.to_thread(_delete_last_copies)
        self.grid.clear_selection()
        messages = [_("{n}건을 파기했습니다.").format(n=format_won(len(records)))]
        messages += [_backups_note(backups)] if backups else []
        messages += [_rewrite_failed_note(rewrite_error)] if rewrite_error else []
        self.shell.show_message(" ".join(messages), "warn" if rewrite_error else "good")
        await self.refresh_after_change()

    def _question(self, records: Sequence[ExpiredRecord], backups: int) -> list[str]:
        counts = Counter(_(self._tables[each.table].title) for each in records)
        lines = [
            ", ".join(_("{kind} {n}건").format(kind=k, n=format_won(n)) for k, n in counts.items())
        ]
        lines += [each.name for each in records[:_MAX_LISTED]]
        if len(records) > _MAX_LISTED:
            lines.append(_("… 그 밖에 {n}건").format(n=format_won(len(records) - _MAX_LISTED)))
        lines.append(_("기록과 변경 이력의 내용이 지워지며, 되돌릴 수 없습니다."))
        return [*lines, _backups_note(backups)] if backups else lines


def _backups_note(backups: int) -> str:
    return _("백업 {n}개에는 정리될 때까지 남습니다.").format(n=backups)


def _rewrite_failed_note(rewrite_error: UserError) -> str:
    return _("파일을 새로 쓰지는 못했습니다: {reason} 다음 파기 때 합니다.").format(
        reason=rewrite_error.message
    )


def _delete_last_copies() -> None:
    """Delete the file of the last copy: it may contain destroyed records."""
    for copy in settings.state_dir().glob("last-copy.*"):
        with suppress(OSError):
            copy.unlink()
