"""The screen of proposals: the inbox, and the proposal under the cursor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import Binding, BindingType

from secretariat_tui.areas.proposals import choices, lines, queries, rules
from secretariat_tui.areas.proposals.queries import Entry
from secretariat_tui.areas.proposals.rules import Decision
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.language import N_, _
from secretariat_tui.problem import Problem
from secretariat_tui.tables.table import Column, Sheet, Table
from secretariat_tui.text import Matcher
from secretariat_tui.tui.chooser import Chooser
from secretariat_tui.tui.commands import OPEN, RECORDS, SHELL, Command, bindings
from secretariat_tui.tui.detail import Detail
from secretariat_tui.tui.line import Line, Span
from secretariat_tui.tui.register import RegisterScreen
from secretariat_tui.values import table_date

if TYPE_CHECKING:
    from secretariat_tui.tui.form import Form

DECIDE = Command(
    "decide",
    N_("상태 바꾸기"),
    ("f4",),
    "decide",
    N_("고른 제안이나 표시한 제안들의 상태를 바꿉니다."),
    footer=True,
)
NARROW = Command(
    "narrow",
    N_("상태 고르기"),
    ("f3",),
    "narrow",
    N_("한 상태의 제안만 봅니다. Esc로 모두 봅니다."),
    footer=True,
)
ROUNDS = Command(
    "rounds", N_("회차"), ("f6",), "rounds", N_("제안 회차와 그 결과를 봅니다."), footer=True
)
_LIST: Table[Entry] = Table(
    INBOX.name,
    INBOX.title,
    (Column("late", " ", lambda row: "!" if row.overdue else "", width=1), *INBOX.columns),
)


class Reading(Detail):
    """A proposal, whole; F4 changes its state."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("f4", "dismiss('decide')", show=False)]


class ProposalsScreen(RegisterScreen[Entry]):
    """The inbox, narrowed to a state if a person wishes, and the proposal under the cursor."""

    commands: ClassVar[tuple[Command, ...]] = (OPEN, DECIDE, NARROW, ROUNDS, *RECORDS[1:], *SHELL)
    BINDINGS: ClassVar[list[BindingType]] = bindings((DECIDE, NARROW, ROUNDS))
    area = "proposals"
    table = _LIST

    def __init__(self) -> None:
        super().__init__()
        self._view = "all"

    def fetch(self, file: OfficeFile) -> list[Entry]:
        """Read the inbox."""
        return queries.inbox(file.read, self.office_app.today())

    def headline(self) -> Sequence[Span]:
        """Count what stands where; a chip says what is shown of it."""
        count = choices.counts(self.records)
        spans = [(_("받은 것 {n}").format(n=count["all"]), "bold")]
        if self._view != "all":
            chip = f"[{_(choices.VIEWS[self._view])} {count[self._view]} ×]"
            spans = [(chip, "accent")]
        for view in ("overdue", "review", "panel", "held", "decided"):
            if view != self._view:
                style = "bad" if view == "overdue" and count[view] else ""
                spans.append((f" · {_(choices.VIEWS[view])} {count[view]}", style))
        return spans

    def empty(self) -> str:
        if self._view == "all":
            return _("아직 제안이 없습니다. Insert나 n을 눌러 첫 제안을 적으세요.")
        return _("이 상태의 제안이 없습니다. Esc로 모두 봅니다.")

    def describe(self, file: OfficeFile, record: Entry) -> list[Line]:
        """Write out a proposal; a secret one stays veiled until it is opened."""
        found = queries.detail(file.read, record.id, record.today)
        if found is None:
            return []
        if record.secret or found.entry.secret:
            return lines.veiled(record.number)
        return lines.proposal(found, queries.history(file.read, record.id))

    def title_of(self, record: Entry) -> str:
        return choices.named(record)

    async def open(self, record: Entry) -> None:
        """Show a proposal whole, a secret one too, with what can be done to it."""
        (found,) = await self._details([record])
        moves = await self.ask(lambda file: queries.history(file.read, record.id))
        title = _("제안 {number}").format(number=record.number)
        page = Reading(title, lines.proposal(found, moves))
        match await self.dialog(page):
            case "edit":
                await self.edit(record)
            case "delete":
                await self.delete([record])
            case "decide":
                await self.decide([record])

    async def form(self, record: Entry | None) -> "Form | None":
        """Make the form, filled in for a stored proposal."""
        from secretariat_tui.areas.proposals.forms import proposal_form

        stored = None
        if record is not None:
            stored = await self.ask(lambda file: queries.proposal(file.read, record.id))
            if stored is None:
                return None
        today = self.office_app.today()
        rounds = await self.ask(lambda file: queries.rounds(file.read))
        number = await self.ask(lambda file: queries.next_number(file.read, today.year))
        return proposal_form(self.ask, stored, rounds, number, today)

    async def saved(self, number: int | None) -> None:
        """Show what was saved, though it may not be of the state chosen to be seen."""
        await super().saved(number)
        if self.grid.row is None or self.grid.row.id != number:
            self._view = "all"
            await super().saved(number)

    def erase(self, file: OfficeFile, record: Entry) -> None:
        """Delete a proposal."""
        from secretariat_tui.areas.proposals import store

        store.delete(file, record.id, record.rev)

    def basis(self) -> str:
        return _("(기준: {date})").format(date=table_date(self.office_app.today()))

    def _sheet(self, rows: Sequence[Entry]) -> Sheet[Entry]:
        return Sheet(INBOX, rows, self.basis())

    def _found(self, match: Matcher) -> list[Entry]:
        return [each for each in super()._found(match) if choices.holds(self._view, each)]

    async def reveal(self, target: Any) -> None:
        """Open a proposal that another screen points to."""
        self._view = "all"
        await super().reveal(target)

    async def _details(self, records: Sequence[Entry]) -> list[queries.Detail]:
        """Read proposals as they are now. Problem where one is gone."""
        today = self.office_app.today()
        found = await self.ask(
            lambda file: [queries.detail(file.read, each.id, today) for each in records]
        )
        there = [each for each in found if each is not None]
        if len(there) < len(records):
            raise Problem(_("이 기록은 이미 지워졌습니다."))
        return there

    async def decide(self, records: Sequence[Entry]) -> None:
        """Move proposals to another state, asking only for what that needs."""
        marked = await self._details(records)
        which = choices.which([each.entry for each in marked])
        title = _("상태 바꾸기 – {which}").format(which=which)
        ways = choices.ways({each.entry.state for each in marked})
        hint = _("번호나 이름으로 고르기")
        decision = await self.dialog(Chooser(title, ways, placeholder=hint))
        if decision is None or not await self._decided(marked, decision):
            return
        self.grid.clear_marks()
        what = rules.standing(decision.to_state, decision.outcome)
        said = _("{which} → {what}. Ctrl+Z로 되돌릴 수 있습니다.").format(which=which, what=what)
        self.office_app.saved(said)
        await self.load()

    async def _decided(self, marked: Sequence[queries.Detail], decision: Decision) -> bool:
        """Store a decision; False where a person gave it up in its form."""
        from secretariat_tui.areas.proposals import forms, store

        today = self.office_app.today()
        if not choices.needs({each.entry.state for each in marked}, decision):
            pairs = forms.revisions(marked)
            await self.ask(lambda file: store.decide_many(file, pairs, decision, today))
            return True
        numbers = {each.number: each.id for each in self.records}
        form = forms.decision_form(self.ask, marked, decision, numbers, today)
        return bool(await self.dialog(form))

    def action_decide(self) -> None:
        if self.grid.chosen:
            self.perform(self.decide(self.grid.chosen))

    def action_narrow(self) -> None:
        """Let a person choose which proposals to see."""
        self.perform(self._narrow())

    async def _narrow(self) -> None:
        chooser = Chooser(
            _("어떤 제안을 볼까요"),
            choices.views(self.records),
            placeholder=_("상태 이름으로 찾기"),
            current=self._view,
        )
        view = await self.dialog(chooser)
        if view is not None:
            self._view = view
            await self.load()

    def action_rounds(self) -> None:
        """Show the rounds."""
        from secretariat_tui.areas.proposals.rounds import RoundsScreen

        self.app.push_screen(RoundsScreen())

    def action_back(self) -> None:
        """Clear the filter, then the marks, then the choice of a state."""
        filtering = self.query_one("#filter").has_class("open")
        if self._view == "all" or filtering or self.grid.marks:
            super().action_back()
        else:
            self._view = "all"
            self.reload()


SCREEN = ProposalsScreen
