"""The records whose term ends, and their destruction."""

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
from secretariat_tui.tui.keys.commands import DESTROY, RETENTION_SCREEN, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Line, Span, labelled, line
from secretariat_tui.tui.screens.list import ListScreen

_NAMED = 5  # records that the question names one by one


def _table(kinds: Mapping[str, TableMeta]) -> Table[ExpiredRecord]:
    return Table(
        "retention",
        N_("파기 예정"),
        (
            Column("kind", N_("종류"), lambda row: _(kinds[row.table].title), width=9),
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
    """What must go now or at the next turn of the year; Delete destroys it for good."""

    commands: ClassVar[tuple[Command, ...]] = RETENTION_SCREEN
    BINDINGS: ClassVar[list[BindingType]] = bindings((DESTROY,))

    def __init__(self, area: str, kinds: Mapping[str, TableMeta]) -> None:
        self.table = _table(kinds)
        super().__init__()
        self.area = area
        self._kinds = kinds
        self._doomed: list[ExpiredRecord] = []

    async def find_source(self) -> RowSource[ExpiredRecord]:
        """Read what is due by the next turn of the year."""
        years = retention.retention_years(self._kinds.values(), settings.config().retention)
        until = self.shell.today().replace(month=1, day=1)
        until = until.replace(year=until.year + 1)
        self._doomed = await self.run_query(
            lambda read: retention.expired_records(read, self._kinds, years, until)
        )
        return MemoryRows(self.table, self._doomed)

    async def headline(self) -> Sequence[Span]:
        """Count what must go."""
        today = self.shell.today()
        now = sum(each.due <= today for each in self._doomed)
        said = _(" · 지금 파기할 것 {n} · 내년 초 {later}").format(
            n=format_won(now), later=format_won(len(self._doomed) - now)
        )
        return [*path(_("이력"), _("파기 예정")), (said, "warn" if now else "")]

    def empty(self) -> str:
        return _("보유기간이 끝난 기록이 없습니다.")

    def flag(self, record: ExpiredRecord) -> str:
        return "!" if record.due <= self.shell.today() else ""

    def describe(self, record: ExpiredRecord) -> Callable[[Reader], list[Line]]:
        keep = self._kinds[record.table].retention
        lines = [
            line((record.name, "bold")),
            labelled(_("종류"), _(self._kinds[record.table].title)),
            labelled(_("끝난 날"), full_date(record.closed)),
            labelled(_("보유기간"), _("{n}년").format(n=record.years)),
            labelled(_("파기할 날"), full_date(record.due)),
            labelled(_("근거"), _(keep.basis) if keep else ""),
            line((_("기간은 config.toml의 [retention]에서 바꿉니다."), "dim")),
        ]
        return lambda _read: lines

    async def open(self, record: ExpiredRecord) -> None:
        """Nothing more is known of it here than the pane says."""

    def action_destroy(self) -> None:
        """Destroy the records chosen."""
        if self.grid.keys:
            self.perform(self._destroy())

    async def _destroy(self) -> None:
        doomed = await self.chosen()
        early = [each for each in doomed if each.due > self.shell.today()]
        if early:
            raise RuleError(
                _("아직 보유기간이 끝나지 않은 기록입니다."),
                early[0].name,
                _("느낌표(!)가 있는 기록만 표시해 주세요."),
            )
        backups = await self.run_on_store(lambda file: len(file.backup_policy.backups()))
        title = _("{n}건 파기").format(n=format_won(len(doomed)))
        if not await self.dialog(confirm(title, self._question(doomed, backups), _("파기"))):
            return
        self.show_message(_("파기하는 중…"))
        undone = await self.run_on_store(lambda file: retention.destroy(file, self._kinds, doomed))
        await asyncio.to_thread(_forget_copies)
        self.grid.clear_selection()
        said = [_("{n}건을 파기했습니다.").format(n=format_won(len(doomed)))]
        said += [_in_backups(backups)] if backups else []
        said += [_traces(undone)] if undone else []
        self.shell.show_message(" ".join(said), "warn" if undone else "good")
        await self.load()

    def _question(self, doomed: Sequence[ExpiredRecord], backups: int) -> list[str]:
        counts = Counter(_(self._kinds[each.table].title) for each in doomed)
        said = [
            ", ".join(_("{kind} {n}건").format(kind=k, n=format_won(n)) for k, n in counts.items())
        ]
        said += [each.name for each in doomed[:_NAMED]]
        if len(doomed) > _NAMED:
            said.append(_("… 그 밖에 {n}건").format(n=format_won(len(doomed) - _NAMED)))
        said.append(_("기록과 변경 이력의 내용이 지워지며, 되돌릴 수 없습니다."))
        return [*said, _in_backups(backups)] if backups else said


def _in_backups(backups: int) -> str:
    return _("백업 {n}개에는 정리될 때까지 남습니다.").format(n=backups)


def _traces(undone: UserError) -> str:
    return _("파일을 새로 쓰지는 못했습니다: {reason} 다음 파기 때 합니다.").format(
        reason=undone.what
    )


def _forget_copies() -> None:
    """Delete the last copy that was kept for pasting: it may hold what is gone."""
    for copy in settings.state_dir().glob("last-copy.*"):
        with suppress(OSError):
            copy.unlink()
