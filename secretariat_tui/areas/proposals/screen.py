"""The screen of proposals: the inbox, and the proposal under the cursor."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.proposals import choices, details, queries, round_queries, rules
from secretariat_tui.areas.proposals.commands import DECIDE, INBOX_COMMANDS, OWN_COMMANDS
from secretariat_tui.areas.proposals.model import Decision
from secretariat_tui.areas.proposals.queries import ProposalRow
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.search.list_query import ValueFilter
from secretariat_tui.tables.row_source import OrderedRows, RowSource
from secretariat_tui.tui.dialogs.picker import Picker
from secretariat_tui.tui.dialogs.text_dialog import RecordDialog
from secretariat_tui.tui.keys.commands import UNDO, Command, bindings
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm, FormAutosave
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.areas.proposals.model import ProposalDraft
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm

_FILTER_COLUMNS = ("state", "open", "overdue")  # the columns that F3 filters, one at a time
_DECIDE = DECIDE._replace(action="dismiss('decide')")


class ProposalDialog(RecordDialog):
    """A proposal with all its details; F4 changes its state."""

    commands: ClassVar[tuple[Command, ...]] = (_DECIDE, *RecordDialog.commands)
    BINDINGS: ClassVar[list[BindingType]] = bindings([_DECIDE])


class ProposalsScreen(RecordsScreen[ProposalRow]):
    """The inbox, and the proposal under the cursor."""

    commands: ClassVar[tuple[Command, ...]] = INBOX_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    area = "proposals"
    table = INBOX
    record_table = "proposal"
    record_dialog = ProposalDialog

    async def row_source(self) -> RowSource[ProposalRow]:
        """Return the inbox as of today, the proposals to decide first."""
        today = self.shell.today()
        return OrderedRows(queries.inbox_query(today), queries.in_order(today))

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the number of proposals in each state."""
        today = self.shell.today()
        count = await self.run_count(lambda reader: queries.filter_counts(reader, today))
        spans = [(_("받은 것 {n}").format(n=format_won(count["all"])), "bold")]
        for view in ("overdue", "review", "panel", "held", "decided"):
            style = "bad" if view == "overdue" and count[view] else ""
            spans.append((f" · {_(choices.FILTERS[view])} {format_won(count[view])}", style))
        return spans

    def filter_label(self, value_filter: ValueFilter) -> str:
        return (
            value_filter.label
            if value_filter.key in {"open", "overdue"}
            else super().filter_label(value_filter)
        )

    def row_mark(self, record: ProposalRow) -> str:
        return "!" if record.overdue else ""

    def empty(self) -> str:
        return _("아직 제안이 없습니다. Insert나 n을 눌러 첫 제안을 적으세요.")

    def read_details(self, record: ProposalRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_proposal, record._replace(today=self.shell.today()))

    def read_pane(self, record: ProposalRow) -> "Callable[[Reader], list[StyledLine]]":
        return partial(details.read_for_pane, record)

    def title_of(self, record: ProposalRow) -> str:
        return choices.proposal_name(record)

    def dialog_title(self, record: ProposalRow, lines: Sequence[StyledLine]) -> str:  # noqa: ARG002
        return _("제안 {number}").format(number=record.number)

    async def record_form(self, record: ProposalRow | None) -> "RecordForm[ProposalDraft]":
        from secretariat_tui.areas.proposals.forms import proposal_form

        today = self.shell.today()
        rounds = await self.read(round_queries.rounds)
        number = await self.read(lambda reader: queries.next_number(reader, today.year))
        own = record.id if record else 0
        titles = await self.run_query(lambda reader: queries.recent_titles(reader, own))
        return proposal_form(rounds, number, today, titles)

    @staticmethod
    def record_store() -> "RecordStore[ProposalDraft]":
        from secretariat_tui.areas.proposals.store import PROPOSALS

        return PROPOSALS

    async def autosaved_form(
        self, kept: AutosavedForm
    ) -> "tuple[RecordForm[Any], Callable[[], RecordStore[Any]]]":
        """Return the form of a proposal or a round that was open when the program died."""
        if kept.table != "round":
            return await super().autosaved_form(kept)
        from secretariat_tui.areas.proposals.forms import round_form
        from secretariat_tui.areas.proposals.store import ROUNDS

        return round_form(self.shell.today()), lambda: ROUNDS

    async def run_dialog_action(self, action: str, record: ProposalRow) -> None:
        if action == "decide":
            await self.decide([record])

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.shell.today()))

    async def _details(self, records: Sequence[ProposalRow]) -> list[queries.ProposalDetail]:
        """Read the current details of proposals. UserError if one is deleted."""
        today = self.shell.today()
        rows = await self.read(
            lambda reader: [queries.detail(reader, each.id, today) for each in records]
        )
        existing = [each for each in rows if each is not None]
        if len(existing) < len(records):
            raise deleted_error()
        return existing

    async def decide(self, records: Sequence[ProposalRow]) -> None:
        """Let the user choose a decision on proposals, ask for the fields it requires, and store it."""
        proposals = await self._details(records)
        which = choices.selection_name([each.entry for each in proposals])
        title = _("상태 바꾸기 – {which}").format(which=which)
        options = choices.decision_options({each.entry.state for each in proposals})
        hint = _("번호나 이름으로 고르기")
        decision = await self.dialog(Picker(title, options, placeholder=hint))
        if decision is not None:
            await self._decide_as(proposals, decision)

    async def _decide_as(
        self,
        proposals: Sequence[queries.ProposalDetail],
        decision: Decision,
        typed: Mapping[str, Any] | None = None,
    ) -> None:
        """Store a decision on proposals, and show that; `typed` was typed before the program died."""
        if not await self._store_decision(proposals, decision, typed or {}):
            return
        which = choices.selection_name([each.entry for each in proposals])
        self.grid.clear_selection()
        what = rules.state_label(decision.to_state, decision.outcome)
        message = _("{which} → {what}. 되돌리기 {key}").format(
            which=which, what=what, key=self.shell.keymap.label(UNDO)
        )
        self.shell.show_saved(message)
        await self.refresh_after_change()

    async def resume(self, kept: AutosavedForm) -> None:
        """Open a form again that was open when the program died."""
        if kept.table == "decision":
            await self._resume_decision(kept)
        else:
            await super().resume(kept)

    async def _resume_decision(self, kept: AutosavedForm) -> None:
        """Open the form of a decision again, for the proposals that still allow it.

        If any of them was deleted or changed since, ask first.
        """
        from secretariat_tui.areas.proposals.forms import decision_fields
        from secretariat_tui.tui.screens.autosaved_forms import ask_about_change

        today, revisions = self.shell.today(), dict(kept.scope["proposals"])
        decision = Decision(kept.scope["to_state"], kept.scope["outcome"])
        rows = await self.read(
            lambda reader: [queries.detail(reader, number, today) for number in revisions]
        )
        existing = [each for each in rows if each is not None]
        possible = [each for each in existing if choices.allows(each.entry.state, decision)]
        messages = choices.changes_since(revisions, existing, possible)
        if messages and not await self.dialog(
            ask_about_change(
                list(decision_fields(today).values()), kept, messages, possible=bool(possible)
            )
        ):
            self.shell.form_autosaves.drop()
            return
        if possible:
            await self._decide_as(possible, decision, kept.typed)

    async def _store_decision(
        self,
        proposals: Sequence[queries.ProposalDetail],
        decision: Decision,
        typed: Mapping[str, Any],
    ) -> bool:
        """Store a decision, after its form if it requires fields; False if that was cancelled."""
        from secretariat_tui.areas.proposals import forms, store

        today = self.shell.today()
        if not choices.required_fields({each.entry.state for each in proposals}, decision):
            pairs = forms.revisions(proposals)
            await self.run_on_store(lambda file: store.decide_many(file, pairs, decision, today))
            return True
        others: list[queries.ProposalName] = []
        if decision.outcome == "duplicate":
            chosen = {each.stored.id for each in proposals}
            others = [each for each in await self.run_query(queries.names) if each.id not in chosen]
        kept = AutosavedForm(
            self.area,
            forms.decision_title(proposals, decision),
            "decision",
            None,
            None,
            {
                "proposals": forms.revisions(proposals),
                "to_state": decision.to_state,
                "outcome": decision.outcome,
            },
            typed,
        )
        secret = any(each.entry.secret for each in proposals)
        keep = FormAutosave(
            lambda typed, _values: self.keep_typed(kept, typed, secret=secret), typed
        )
        form = forms.decision_form(self.run_on_store, proposals, decision, today, others, keep)
        return await self.dialog(form) is not None

    def action_decide(self) -> None:
        if self.grid.keys:
            self.perform(self._decide())
        else:
            self.show_nothing_selected()

    async def _decide(self) -> None:
        await self.decide(await self.selected_rows())

    def action_narrow(self) -> None:
        """Let the user choose a filter of proposals."""
        self.perform(self._narrow())

    async def _narrow(self) -> None:
        today = self.shell.today()
        counts = await self.run_query(lambda reader: queries.filter_counts(reader, today))
        current = next((c for c in self.view.filters if c.key in _FILTER_COLUMNS), None)
        selected: Any = "all"
        if current:
            selected = current.value if current.key == "state" else current.key
        picker = Picker(
            _("어떤 제안을 볼까요"),
            choices.filter_options(counts),
            placeholder=_("상태 이름으로 찾기"),
            current=selected,
        )
        view = await self.dialog(picker)
        if view is None:
            return
        others = tuple(
            value_filter
            for value_filter in self.view.filters
            if value_filter.key not in _FILTER_COLUMNS
        )
        self.show_view(self.view._replace(filters=(*others, *choices.filters(view))))

    def action_chart(self) -> None:
        """Show charts of the proposals in the view."""
        self.perform(self._chart())

    async def _chart(self) -> None:
        from secretariat_tui.tui.screens.charts import ChartBy, ChartRequest, show

        by = (ChartBy("received_on", month=True), ChartBy("state"), ChartBy("channel"))
        if self.source is not None:
            await show(self, ChartRequest(self.table, self.source, self.view, by))

    async def open_target(self, target: Any) -> None:
        """Open a proposal by its id, or a round by ("round", id)."""
        if not isinstance(target, tuple):
            await self.open_by_id(target)
            return
        from secretariat_tui.areas.proposals.rounds_screen import RoundsScreen

        rounds = RoundsScreen()
        await self.show_page(rounds)
        rounds.perform(rounds.open_by_id(target[1]))

    def action_rounds(self) -> None:
        """Show the rounds."""
        from secretariat_tui.areas.proposals.rounds_screen import RoundsScreen

        self.app.push_screen(RoundsScreen())
