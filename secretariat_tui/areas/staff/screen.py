"""The screen of staff: snapshots of establishment and headcount."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.staff import details, queries, tables
from secretariat_tui.areas.staff.commands import OWN_COMMANDS, STAFF_COMMANDS
from secretariat_tui.areas.staff.queries import StaffingRow
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from secretariat_tui.areas.staff.model import StaffingDraft
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm
    from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm

_PANE_MARGIN = 4  # cells beside the text of the pane


class StaffScreen(RecordsScreen[StaffingRow]):
    """The snapshots, the latest first, with the table of the one under the cursor."""

    commands: ClassVar[tuple[Command, ...]] = STAFF_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "staff"
    table = tables.STAFFINGS
    record_table = "staffing"

    def __init__(self) -> None:
        super().__init__()
        self._staffings: list[StaffingRow] = []

    async def row_source(self) -> RowSource[StaffingRow]:
        """Read the snapshots."""
        self._staffings = await self.read(queries.staffings)
        return MemoryRows(tables.STAFFINGS, self._staffings)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the numbers of the latest snapshot, and of all snapshots."""
        if not self._staffings:
            return [(_("인력"), "bold")]
        latest = self._staffings[0]
        text = _("정원 {authorised} · 현원 {present}").format(
            authorised=latest.authorised, present=latest.present
        )
        over = latest.difference > 0
        return [
            (text, "bold"),
            (
                _(" · 과부족 {n}").format(n=tables.difference_text(latest.difference)),
                "warn" if over else "",
            ),
            (_(" ({date} 기준)").format(date=table_date(latest.as_of)), "dim"),
            (_(" · 적힌 날 {n}").format(n=len(self._staffings)), ""),
        ]

    def empty(self) -> str:
        return _("아직 인력 현황이 없습니다. Insert나 n을 눌러 한 날의 정원과 현원을 적으세요.")

    def read_details(self, record: StaffingRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_staffing, record, details.DIALOG_WIDTH)

    def read_pane(self, record: StaffingRow) -> "Callable[[Reader], list[StyledLine]]":
        width = self.query_one("#pane").size.width or self.app.size.width - _PANE_MARGIN
        read = partial(details.read_staffing, record, width)
        return lambda reader: read(reader) or []

    def title_of(self, record: StaffingRow) -> str:
        return _("인력 현황 {date}").format(date=table_date(record.as_of))

    async def record_form(self, record: StaffingRow | None) -> "RecordForm[StaffingDraft]":  # noqa: ARG002
        from secretariat_tui.areas.staff.forms import staffing_form

        return staffing_form(self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[StaffingDraft]":
        from secretariat_tui.areas.staff.store import STAFFINGS

        return STAFFINGS

    async def autosaved_form(
        self, kept: "AutosavedForm"
    ) -> "tuple[RecordForm[Any], Callable[[], RecordStore[Any]]]":
        """Return the form of a record of any of the screens that was open when the program died."""
        from secretariat_tui.areas.people.forms import contact_form
        from secretariat_tui.areas.people.store import CONTACTS
        from secretariat_tui.areas.staff import forms, store

        today = self.shell.today()
        others: dict[str, tuple[Callable[[], RecordForm[Any]], RecordStore[Any]]] = {
            "officefunction": (lambda: forms.function_form(today, 1), store.FUNCTIONS.writes),
            "manual": (lambda: forms.manual_form(today), store.MANUALS.writes),
            "survey": (lambda: forms.survey_form(today), store.SURVEYS.writes),
            "contact": (lambda: contact_form(today, ()), CONTACTS),
        }
        if kept.table not in others:
            return await super().autosaved_form(kept)
        form, writes = others[kept.table]
        return form(), lambda: writes

    def basis(self) -> str:
        return _("(단위: 명)")

    async def open_target(self, target: Any) -> None:
        """Open a snapshot by its id, or a record of an inner screen by (name of the screen, id)."""
        if not isinstance(target, tuple):
            await self.open_by_id(target)
            return
        name, record_id = target
        page = self._page(name)
        await self.show_page(page)
        page.perform(page.open_by_id(record_id))

    @staticmethod
    def _page(name: str) -> RecordsScreen[Any]:
        from secretariat_tui.areas.people.pages import PeopleScreen
        from secretariat_tui.areas.staff import pages

        screens: dict[str, type[RecordsScreen[Any]]] = {
            "functions": pages.FunctionsScreen,
            "manuals": pages.ManualsScreen,
            "surveys": pages.SurveysScreen,
            "people": PeopleScreen,
        }
        return screens[name]()

    def action_functions(self) -> None:
        """Show the functions of the office."""
        self.app.push_screen(self._page("functions"))

    def action_manuals(self) -> None:
        """Show the work manuals."""
        self.app.push_screen(self._page("manuals"))

    def action_surveys(self) -> None:
        """Show the surveys."""
        self.app.push_screen(self._page("surveys"))

    def action_people(self) -> None:
        """Show the people and organizations."""
        self.app.push_screen(self._page("people"))

    def action_staff_table(self) -> None:
        """Show the table of the snapshot under the cursor."""
        if self.grid.keys:
            self.perform(self.with_cursor_row(self._show_table))
        else:
            self.show_nothing_selected()

    async def _show_table(self, record: StaffingRow) -> None:
        from secretariat_tui.areas.staff.pages import StaffTableScreen

        self.app.push_screen(StaffTableScreen(record))
