"""The screen of the office's own days off."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from secretariat_tui.areas.holidays import commands, details, queries, tables
from secretariat_tui.areas.holidays.queries import HolidayRow
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tui.keys.commands import Command
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.areas.holidays.model import HolidayDraft
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm


class HolidaysScreen(RecordsScreen[HolidayRow]):
    """The days that the office has entered, the latest first."""

    commands: ClassVar[tuple[Command, ...]] = commands.SCREENS[0]
    area = "schedule"
    table = tables.HOLIDAYS
    record_table = "holiday"

    def __init__(self) -> None:
        super().__init__()
        self._days: list[HolidayRow] = []

    async def row_source(self) -> RowSource[HolidayRow]:
        """Read the days."""
        self._days = await self.read(queries.holidays)
        return MemoryRows(self.table, self._days)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many days off and working days were entered."""
        off = sum(row.off for row in self._days)
        text = _(" 쉬는 날 {off} · 일하는 날 {work}").format(off=off, work=len(self._days) - off)
        return [*path(_("일정"), _("쉬는 날")), (text, "")]

    def empty(self) -> str:
        return _("공휴일은 이미 들어 있습니다. 임시공휴일은 Insert나 n을 눌러 적으세요.")

    def read_details(self, record: HolidayRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_holiday, record)

    def title_of(self, record: HolidayRow) -> str:
        return f"{full_date(record.day)} {record.name}"

    async def record_form(self, record: HolidayRow | None) -> "RecordForm[HolidayDraft]":  # noqa: ARG002
        from secretariat_tui.areas.holidays.forms import holiday_form

        return holiday_form(self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[HolidayDraft]":
        from secretariat_tui.areas.holidays.store import HOLIDAYS

        return HOLIDAYS
