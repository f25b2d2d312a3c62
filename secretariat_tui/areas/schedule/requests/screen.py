"""The register of attendance requests, opened from the diary."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.requests import commands, details, queries, rules, tables
from secretariat_tui.areas.requests.commands import OWN_COMMANDS, REQUEST_STATE, TO_EVENT
from secretariat_tui.areas.requests.model import STATE_MARKS, STATES, AlternativeDraft
from secretariat_tui.areas.requests.queries import RequestRow
from secretariat_tui.areas.schedule.details import read_conflicts
from secretariat_tui.core import marks
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.marks import marked
from secretariat_tui.core.money import format_won
from secretariat_tui.tables.row_source import OrderedRows, RowSource
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.dialogs.text_dialog import RecordDialog
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine, styled_line
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.areas.requests.model import RequestDraft
    from secretariat_tui.database.engine.reader import Reader, Stored
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm

_STATE = REQUEST_STATE._replace(action=f"dismiss('{REQUEST_STATE.id}')")
_EVENT = TO_EVENT._replace(action=f"dismiss('{TO_EVENT.id}')")
_PLACED = ("confirmed", "deputy", "written")
"""The answers that put one day into the diary."""


class RequestDialog(RecordDialog):
    """A request with all its details; F3 makes an event of it, F4 changes its state."""

    commands: ClassVar[tuple[Command, ...]] = (_EVENT, _STATE, *RecordDialog.commands)
    BINDINGS: ClassVar[list[BindingType]] = bindings([_EVENT, _STATE])


class RequestsScreen(RecordsScreen[RequestRow]):
    """The attendance requests: those to answer first, then the answered ones."""

    commands: ClassVar[tuple[Command, ...]] = commands.SCREENS[0]
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "schedule"
    table = tables.REQUESTS
    record_table = "attendancerequest"
    record_dialog = RequestDialog

    async def row_source(self) -> RowSource[RequestRow]:
        """Return the requests as of today, the first to be answered first."""
        today = self.shell.today()
        return OrderedRows(queries.received_query(today), queries.in_order(today))

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: how many requests are open, held and overdue."""
        today = self.shell.today()
        count = await self.run_count(lambda reader: queries.counts(reader, today))
        return [
            *path(_("일정"), _("참석요청")),
            (_(" {n}건").format(n=format_won(count.requests)), ""),
            (_(" · 답할 것 {n}").format(n=format_won(count.open)), ""),
            (_(" · 잠정 {n}").format(n=count.held), "warn" if count.held else ""),
            (_(" · 회신 지남 {n}").format(n=count.overdue), "bad" if count.overdue else ""),
        ]

    def row_mark(self, record: RequestRow) -> str:
        return marks.LATE.sign if record.reply_mark is marks.LATE else ""

    def secret_placeholder(self, record: RequestRow) -> list[StyledLine] | None:
        if not record.secret:
            return None
        return [
            styled_line((rules.masked_title("", secret=True), "bold")),
            styled_line((_("비공개 참석요청입니다. Enter로 열어 봅니다."), "dim")),
        ]

    def empty(self) -> str:
        return _("아직 참석요청이 없습니다. Insert나 n을 눌러 첫 요청을 적으세요.")

    def read_details(self, record: RequestRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_request, record.id, self.shell.today())

    def title_of(self, record: RequestRow) -> str:
        return rules.masked_title(record.title, secret=record.secret)

    async def record_form(self, record: RequestRow | None) -> "RecordForm[RequestDraft]":  # noqa: ARG002
        from secretariat_tui.areas.requests.forms import request_form

        return request_form(self.shell.today())

    @staticmethod
    def record_store() -> "RecordStore[RequestDraft]":
        from secretariat_tui.areas.requests.store import REQUESTS

        return REQUESTS.writes

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.shell.today()))

    async def run_dialog_action(self, action: str, record: RequestRow) -> None:
        if action == REQUEST_STATE.id:
            await self.change_state([record])
        elif action == TO_EVENT.id:
            await self.to_event(record)

    def action_to_event(self) -> None:
        """Make an event of the request under the cursor."""
        if self.grid.keys:
            self.perform(self.with_cursor_row(self.to_event))
        else:
            self.show_nothing_selected()

    def action_request_state(self) -> None:
        """Change the state of the selected requests."""

        async def run() -> None:
            await self.change_state(await self.selected_rows())

        if self.grid.keys:
            self.perform(run())
        else:
            self.show_nothing_selected()

    async def change_state(self, requests: Sequence[RequestRow]) -> None:
        """Let the user choose the answer to requests; one that gets into the diary becomes an event."""
        options = [
            option(marked(STATE_MARKS.get(key, marks.LATER), _(name)), value=key)
            for key, name in STATES.items()
        ]
        states = {each.state for each in requests}
        current = states.pop() if len(states) == 1 else None
        title = self.title_of(requests[0])
        if len(requests) > 1:
            title = _("{n}건의 상태").format(n=len(requests))
        state = await self.dialog(Picker(title, options, current=current))
        if state is None:
            return
        if len(requests) == 1 and state in {"hold", *_PLACED}:
            await self._put_into_diary(requests[0], state)
            return
        keys = [(each.id, each.rev) for each in requests]

        def answer(file: Any) -> None:
            from secretariat_tui.areas.schedule.requests import request_events

            request_events.set_states(file, keys, state)

        await self.run_on_store(answer)
        self.grid.clear_selection()
        self.shell.show_saved()
        await self.refresh_after_change()

    async def to_event(self, request: RequestRow) -> None:
        """Let the user choose how a request gets into the diary, and make the events."""
        names = {
            "hold": N_("잠정으로 (후보 모두)"),
            "confirmed": N_("확정으로"),
            "deputy": N_("대참으로"),
            "written": N_("서면으로"),
        }
        options = [
            option(marked(STATE_MARKS[key], _(name)), value=key) for key, name in names.items()
        ]
        state = await self.dialog(Picker(self.title_of(request), options))
        if state is not None:
            await self._put_into_diary(request, state)

    async def _put_into_diary(self, request: RequestRow, state: str) -> None:
        stored = await self.read(lambda reader: queries.request(reader, request.id))
        if stored is None:
            raise deleted_error()
        if state == "hold":
            added = await self.run_on_store(partial(_hold, stored))
            await self._show_placed(_("잠정 일정 {n}건을 올렸습니다.").format(n=len(added)))
            return
        days = rules.candidates(stored.draft)
        day = days[0] if len(days) == 1 else await self._choose_day(days)
        if days and day is None:
            return
        deputy = stored.draft.deputy
        if state == "deputy" and not (deputy := deputy or await self._ask_deputy() or ""):
            return
        event_id = await self.run_on_store(partial(_place, stored, state, day, deputy))
        clashes = await self.read(partial(read_conflicts, event_id))
        await self._show_placed(clashes or _("일정으로 올렸습니다."), "warn" if clashes else "good")

    async def _choose_day(self, days: Sequence[AlternativeDraft]) -> AlternativeDraft | None:
        """Let the user choose a day; None without any."""
        if not days:
            return None
        options = [option(details.format_day(each), value=each) for each in days]
        chosen: AlternativeDraft | None = await self.dialog(Picker(_("어느 날로 할까요"), options))
        return chosen

    async def _ask_deputy(self) -> str | None:
        async def return_name(values: Values) -> str:
            return str(values["deputy"])

        field = form_fields.text("deputy", N_("대참자"), _("예: 행정1부시장"))
        form = Form(_("누가 대신 참석하나요"), [field], {"deputy": ""}, return_name)
        name: str | None = await self.dialog(form)
        return name

    async def _show_placed(self, message: str, style: str = "good") -> None:
        await self.refresh_after_change()
        self.shell.show_message(message, style)


def _hold(stored: "Stored[RequestDraft]", file: Any) -> list[int]:
    from secretariat_tui.areas.schedule.requests import request_events

    return request_events.hold_days(file, stored.id, stored.rev)


def _place(
    stored: "Stored[RequestDraft]",
    state: str,
    day: AlternativeDraft | None,
    deputy: str,
    file: Any,
) -> int:
    from secretariat_tui.areas.schedule.requests import request_events

    given = request_events.RequestAnswer(state, day, deputy)
    return request_events.place(file, stored.id, stored.rev, given)
