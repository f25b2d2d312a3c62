"""The inner screens of staff: the table of a snapshot, functions, manuals, surveys."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from secretariat_tui.areas.staff import details, queries, survey_tables, tables
from secretariat_tui.areas.staff.queries import FunctionRow, ManualRow, StaffingRow, SurveyRow
from secretariat_tui.areas.staff.tables import StaffLine
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.areas.staff.model import FunctionDraft, ManualDraft, SurveyDraft
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tables.table import Table
    from secretariat_tui.tui.dialogs.record_form import RecordForm


class StaffTableScreen(ListScreen[StaffLine]):
    """The table of a snapshot as reports print it, to be copied and exported."""

    area = "staff"

    def __init__(self, snapshot: StaffingRow) -> None:
        self.table: Table[StaffLine] = tables.STAFF
        super().__init__()
        self._snapshot = snapshot

    async def row_source(self) -> RowSource[StaffLine]:
        """Read the snapshot; its grades are the columns."""
        record_id = self._snapshot.id
        stored = await self.read(lambda reader: queries.staffing(reader, record_id))
        grades = stored.draft.grades if stored else ()
        self.table = self.grid.table = tables.staff_table(grades)
        return MemoryRows(self.table, tables.staff_lines(grades) if stored else [])

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the day, and the numbers of people."""
        snapshot = self._snapshot
        text = _(" · 정원 {authorised} · 현원 {present}").format(
            authorised=snapshot.authorised, present=snapshot.present
        )
        return [*path(_("인력"), table_date(snapshot.as_of)), (text, "")]

    def empty(self) -> str:
        return _("이 기록은 이미 지워졌습니다.")

    def read_pane(self, record: StaffLine) -> "Callable[[Reader], list[StyledLine]]":  # noqa: ARG002
        return partial(details.read_differences, self._snapshot)

    async def open(self, record: StaffLine) -> None:
        """Show the numbers of a line below each other."""
        lines = details.describe_line(self.table, record)
        await self.dialog(TextDialog(_(record.label), lines))

    def basis(self) -> str:
        return tables.staff_basis(self._snapshot.as_of)


class FunctionsScreen(RecordsScreen[FunctionRow]):
    """The functions of the office in their order."""

    area = "staff"
    table = tables.FUNCTIONS
    record_table = "officefunction"

    def __init__(self) -> None:
        super().__init__()
        self._functions: list[FunctionRow] = []

    async def row_source(self) -> RowSource[FunctionRow]:
        """Read the functions."""
        self._functions = await self.read(queries.functions)
        return MemoryRows(self.table, self._functions)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many there are."""
        text = _(" {n}개").format(n=len(self._functions))
        return [*path(_("인력"), _("기능")), (text, "")]

    def empty(self) -> str:
        return _("아직 기능이 없습니다. Insert나 n을 눌러 첫 기능을 적으세요.")

    def read_details(self, record: FunctionRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_function, record)

    def title_of(self, record: FunctionRow) -> str:
        return record.title

    async def record_form(self, record: FunctionRow | None) -> "RecordForm[FunctionDraft]":  # noqa: ARG002
        from secretariat_tui.areas.staff.forms import function_form

        last = max((each.place for each in self._functions), default=0)
        return function_form(self.shell.today(), last + 1)

    @staticmethod
    def record_store() -> "RecordStore[FunctionDraft]":
        from secretariat_tui.areas.staff.store import FUNCTIONS

        return FUNCTIONS.writes


class ManualsScreen(RecordsScreen[ManualRow]):
    """The work manuals with their states."""

    area = "staff"
    table = tables.MANUALS
    record_table = "manual"

    def __init__(self) -> None:
        super().__init__()
        self._manuals: list[ManualRow] = []

    async def row_source(self) -> RowSource[ManualRow]:
        """Read the manuals."""
        self._manuals = await self.read(queries.manuals)
        return MemoryRows(self.table, self._manuals)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the older manuals, the issues, and how many of these are made."""
        older = sum(each.count for each in self._manuals if each.kind == "aggregate")
        issues = [each for each in self._manuals if each.kind == "issue"]
        done = sum(each.state == "done" for each in issues)
        return [
            *path(_("인력"), _("업무매뉴얼")),
            (_(" 통용 {n}호 · 완료 {done}").format(n=len(issues), done=done), ""),
            (_(" · 기존 {n}개").format(n=f"{older:,}"), ""),
        ]

    def empty(self) -> str:
        return _("아직 업무매뉴얼이 없습니다. Insert나 n을 눌러 첫 매뉴얼을 적으세요.")

    def read_details(self, record: ManualRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_manual, record)

    def title_of(self, record: ManualRow) -> str:
        return details.manual_title(record.name, record.issue)

    async def record_form(self, record: ManualRow | None) -> "RecordForm[ManualDraft]":  # noqa: ARG002
        from secretariat_tui.areas.staff.forms import manual_form

        return manual_form(self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[ManualDraft]":
        from secretariat_tui.areas.staff.store import MANUALS

        return MANUALS.writes


class SurveysScreen(RecordsScreen[SurveyRow]):
    """The surveys with their answers."""

    area = "staff"
    table = survey_tables.SURVEYS
    record_table = "survey"

    def __init__(self) -> None:
        super().__init__()
        self._surveys: list[SurveyRow] = []

    async def row_source(self) -> RowSource[SurveyRow]:
        """Read the surveys."""
        self._surveys = await self.read(queries.surveys)
        return MemoryRows(self.table, self._surveys)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many there are."""
        text = _(" {n}개").format(n=len(self._surveys))
        return [*path(_("인력"), _("설문")), (text, "")]

    def empty(self) -> str:
        return _("아직 설문이 없습니다. Insert나 n을 눌러 첫 설문을 적으세요.")

    def read_details(self, record: SurveyRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_survey, record)

    def title_of(self, record: SurveyRow) -> str:
        return record.title

    async def record_form(self, record: SurveyRow | None) -> "RecordForm[SurveyDraft]":  # noqa: ARG002
        from secretariat_tui.areas.staff.forms import survey_form

        return survey_form(self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[SurveyDraft]":
        from secretariat_tui.areas.staff.store import SURVEYS

        return SURVEYS.writes
