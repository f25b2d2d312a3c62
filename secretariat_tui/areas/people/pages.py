"""The screens of people and organizations, and of their dealings."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.attached.model import ParticipantDraft, RecordKey
from secretariat_tui.areas.people import choices, details, queries, tables
from secretariat_tui.areas.people.commands import (
    DEALINGS_COMMANDS,
    OWN_COMMANDS,
    PEOPLE_COMMANDS,
)
from secretariat_tui.areas.people.queries import ContactRow, Dealing
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.tables.row_source import MemoryRows, QueryRows, RowSource
from secretariat_tui.tui.dialogs.find_everywhere import ChosenRecord, FindEverywhere
from secretariat_tui.tui.dialogs.picker import confirm
from secretariat_tui.tui.keys.commands import UNDO, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.screens.records import RecordsScreen
from secretariat_tui.tui.screens.visits import visit_record

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from secretariat_tui.areas.people.model import ContactDraft
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.file import OfficeFile
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tables.search_kinds import SearchKind
    from secretariat_tui.tui.dialogs.record_form import RecordForm


_LISTED = 8  # names in the confirmation of a registration


class PeopleScreen(RecordsScreen[ContactRow]):
    """The register of people and organizations, with the last dealings of the one under the cursor."""

    commands: ClassVar[tuple[Command, ...]] = PEOPLE_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "staff"
    table = tables.CONTACTS
    record_table = "contact"

    async def row_source(self) -> RowSource[ContactRow]:
        """Return the register."""
        return QueryRows(queries.CONTACTS)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many people and organizations there are."""
        count = await self.run_count(queries.counts)
        missing = count.unregistered
        text = _(" 사람 {people} · 기관 {organizations}").format(
            people=format_won(count.contacts - count.organizations),
            organizations=format_won(count.organizations),
        )
        more = _(" · 등록하지 않은 이름 {n}").format(n=format_won(missing)) if missing else ""
        return [*path(_("인력"), _("사람·기관")), (text, ""), (more, "warn")]

    def empty(self) -> str:
        return _("아직 사람이나 기관이 없습니다. Insert나 n을 눌러 처음으로 적으세요.")

    def read_details(self, record: ContactRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_contact, record, self.shell.tables, search_kinds(self))

    def title_of(self, record: ContactRow) -> str:
        return choices.shown_name(record, masked=self.shell.masked)

    async def record_form(self, record: ContactRow | None) -> "RecordForm[ContactDraft]":
        from secretariat_tui.areas.people.forms import contact_form

        known = await self.run_query(queries.known_contacts)
        return contact_form(self.shell.today(), known, record.id if record else 0)

    @staticmethod
    def record_store() -> "RecordStore[ContactDraft]":
        from secretariat_tui.areas.people.store import CONTACTS

        return CONTACTS

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.shell.today()))

    def action_dealings(self) -> None:
        """Show the dealings of the person or organization under the cursor."""
        if self.grid.keys:
            self.perform(self.with_cursor_row(self._show_dealings))
        else:
            self.show_nothing_selected()

    async def _show_dealings(self, record: ContactRow) -> None:
        self.app.push_screen(DealingsScreen(record))

    def action_register_participants(self) -> None:
        """Add the participants of records that the register lacks."""
        self.perform(self._register_participants())

    async def _register_participants(self) -> None:
        drafts = await self.run_query(queries.unregistered)
        if not drafts:
            self.show_message(_("기록에 적힌 사람과 기관이 모두 등록되어 있습니다."))
            return
        names = [choices.shown_name(each, masked=self.shell.masked) for each in drafts]
        lines = [*names[:_LISTED]]
        if len(names) > _LISTED:
            lines.append(_("… 그 밖에 {n}건").format(n=format_won(len(names) - _LISTED)))
        title = _("{n}건 등록").format(n=format_won(len(names)))
        if not await self.dialog(confirm(title, lines, _("등록"))):
            return
        count = await self.run_on_store(partial(_register, self.shell.today()))
        self.shell.show_saved(_("등록했습니다: {n}건").format(n=format_won(count)))
        await self.refresh_after_change()

    def action_add_to_record(self) -> None:
        """Add the contact under the cursor to a record as a participant."""
        if self.grid.keys:
            self.perform(self.with_cursor_row(self._add_to_record))
        else:
            self.show_nothing_selected()

    async def _add_to_record(self, contact: ContactRow) -> None:
        title = _("어느 기록에 적을까요?")
        chosen: ChosenRecord | None = await self.dialog(FindEverywhere(self.shell.areas, title))
        if chosen is None:
            return
        if chosen.table == self.record_table:
            raise UserError(_("사람이나 기관이 아닌 기록을 골라 주세요."))
        role = await self.dialog(choices.role_picker())
        if role is None:
            return
        record = RecordKey(chosen.table, chosen.id)
        draft = choices.participant(contact, role)
        await self.run_on_store(partial(_add_participant, record, draft))
        self.shell.show_saved()
        await self.refresh_after_change()

    def action_merge_contacts(self) -> None:
        """Merge the selected contacts, or the one under the cursor, into another one."""
        if self.grid.keys:
            self.perform(self._merge())
        else:
            self.show_nothing_selected()

    async def _merge(self) -> None:
        rows = await self.selected_rows()
        kinds = {row.kind for row in rows}
        if len(kinds) > 1:
            raise UserError(_("사람과 기관은 합칠 수 없습니다."))
        known = await self.run_query(queries.known_contacts)
        selected = {row.id for row in rows}
        several = len(rows) > 1
        others = [
            each for each in known if each.kind in kinds and (several == (each.id in selected))
        ]
        if not others:
            raise UserError(_("합칠 다른 사람이나 기관이 없습니다."))
        title = _("남길 것") if several else _("어디에 합칠까요?")
        kept = await self.dialog(choices.contact_picker(title, others, masked=self.shell.masked))
        if kept is None:
            return
        merged = [row for row in rows if row.id != kept.id]
        name = choices.shown_name(kept, masked=self.shell.masked)
        lines = [
            *(f"{self.title_of(row)} → {name}" for row in merged),
            _("이름은 다른 이름으로 남고, 오간 일도 그리로 갑니다."),
            _("합친 뒤에도 {key}로 되돌릴 수 있습니다.").format(key=self.shell.keymap.label(UNDO)),
        ]
        if not await self.dialog(confirm(_("합치기"), lines, _("합치기"))):
            return
        keys = [(row.id, row.rev) for row in merged]
        await self.run_on_store(partial(_merge, kept.id, keys))
        self.grid.clear_selection()
        self.shell.show_saved(_("합쳤습니다: {name}").format(name=name))
        await self.refresh_after_change()
        await self.select_record(kept.id)


def _register(today: "date", file: "OfficeFile") -> int:
    from secretariat_tui.areas.people import store

    return store.register_participants(file, today)


def _add_participant(record: RecordKey, draft: ParticipantDraft, file: "OfficeFile") -> None:
    from secretariat_tui.areas.attached.store import PARTICIPANTS

    PARTICIPANTS.add(file, record, draft)


def _merge(kept_id: int, merged: Sequence[tuple[int, int]], file: "OfficeFile") -> None:
    from secretariat_tui.areas.people import store

    store.merge(file, kept_id, merged)


class DealingsScreen(ListScreen[Dealing]):
    """The records in which a person or an organization takes part; Enter opens one in its area."""

    area = "staff"
    commands: ClassVar[tuple[Command, ...]] = DEALINGS_COMMANDS
    table = tables.DEALINGS

    def __init__(self, contact: ContactRow) -> None:
        super().__init__()
        self._contact = contact
        self._dealings: list[Dealing] = []

    async def row_source(self) -> RowSource[Dealing]:
        """Read the dealings."""
        self._dealings = await self.run_query(
            partial(
                queries.dealings,
                tables=self.shell.tables,
                kinds=search_kinds(self),
                record_id=self._contact.id,
            )
        )
        return MemoryRows(self.table, self._dealings)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: whose dealings, and how many."""
        name = choices.shown_name(self._contact, masked=self.shell.masked)
        text = _(" 오간 일 {n}").format(n=format_won(len(self._dealings)))
        return [*path(_("인력"), _("사람·기관"), name), (text, "")]

    def empty(self) -> str:
        return _("이 이름이 적힌 기록이 없습니다.")

    def read_pane(self, record: Dealing) -> "Callable[[Reader], list[StyledLine]]":  # noqa: ARG002
        read = partial(details.read_contact, self._contact, self.shell.tables, search_kinds(self))
        return lambda reader: read(reader) or []

    async def open(self, record: Dealing) -> None:
        """Open a record in its area; Esc there comes back to this list."""
        await visit_record(self.shell, self.area, record.kind, record.record_id)

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.shell.today()))


def search_kinds(screen: AreaScreen) -> "list[SearchKind[Any]]":
    """Return the kinds of records of all areas, with their dates."""
    return [kind for area in screen.shell.areas for kind in area.search_kinds()]
