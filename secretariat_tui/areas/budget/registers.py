"""The registers below an account: its expenses and its appropriations. Esc goes back to the accounts."""

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, ClassVar, NamedTuple, TypeVar

from textual.binding import BindingType

from secretariat_tui.areas.budget import details, queries, rules
from secretariat_tui.areas.budget.commands import EXPENSES_SCREEN, REVERSE
from secretariat_tui.areas.budget.queries import ExpenseRow
from secretariat_tui.areas.budget.rules import AppropriationDraft
from secretariat_tui.areas.budget.tables import APPROPRIATIONS, EXPENSES, Printed, printed
from secretariat_tui.core.dates import short_date, table_date
from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won, percent
from secretariat_tui.database.engine.reader import Stored
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.row_source import MemoryRows, QueryRows, RowSource
from secretariat_tui.tui.keys.commands import CHART, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Line, Span
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from secretariat_tui.tui.dialogs.form import Form

R = TypeVar("R")
_WHOLE_HEADLINE = 100  # columns
_MISSING = Printed(rules.AccountFigures(None, "", N_("지워진 과목"), "", 0, 0), 0, 0)


class Place(NamedTuple):
    """What a register is opened for: an account of a fiscal year, or all of it (None)."""

    fy: int
    account_id: int | None


class BelowAccount(RecordsScreen[R]):
    """A register of one account's records, under a headline with the account's figures."""

    area = "budget"

    def __init__(self, place: Place) -> None:
        super().__init__()
        self._place = place
        self._day = date(place.fy, 1, 1)
        self._account = _MISSING

    async def load(self) -> None:
        """Read the account's figures, then the records."""
        fy, number = self._place.fy, self._place.account_id
        today = self.shell.today()

        def read(file: OfficeFile) -> tuple[date, list[Printed]]:
            with file.read.snapshot():
                day = queries.figures_date(file.read, fy, today)
                return day, printed(queries.account_figures(file.read, fy, day))

        self._day, rows = await self.run_on_store(read)
        self._account = next((row for row in rows if row.id == number), _MISSING)
        await super().load()

    @property
    def _account_name(self) -> str:
        return f"{self._account.line.code} {_(self._account.line.name)}".strip()

    @property
    def _typing_day(self) -> date:
        """The day that a new record is of until a person says otherwise."""
        return rules.default_date(self._place.fy, self.shell.today(), self._day)

    def basis(self) -> str:
        return _("{name} (기준 / 단위 : {date} / 원)").format(
            name=self._account_name, date=table_date(self._day)
        )


class ExpensesScreen(BelowAccount[ExpenseRow]):
    """The expenses of an account in its fiscal year, newest first."""

    table = EXPENSES
    kept_in = "expense"
    commands: ClassVar[tuple[Command, ...]] = EXPENSES_SCREEN
    BINDINGS: ClassVar[list[BindingType]] = bindings((REVERSE, CHART))

    async def find_source(self) -> RowSource[ExpenseRow]:
        """Return the expenses of the whole fiscal year."""
        fy, number = self._place.fy, self._place.account_id
        return QueryRows(queries.expense_query(number, date(fy, 1, 1), date(fy, 12, 31)))

    async def headline(self) -> Sequence[Span]:
        """Say whose expenses these are, and what is left."""
        shown, name = self._account, self._account_name
        spent = _("{won} ({rate}) · 잔액 {left}천원").format(
            won=format_won(shown.executed),
            rate=percent(shown.line.executed, shown.line.budget),
            left=format_won(shown.balance),
        )
        if self.app.size.width < _WHOLE_HEADLINE:
            return [*path(_("예산"), name, _("집행")), (f" {spent}", "")]
        said = _(" · 예산 {budget} · 집행 {spent}").format(
            budget=format_won(shown.budget), spent=spent
        )
        return [*path(_("예산"), name, _("집행 내역")), (said, "")]

    async def totals(self) -> str:
        """Add up the marked expenses; per head where all heads are counted."""
        sums = await self.sums()
        said = _("합계 {n}원").format(n=format_won(sums["won"]))
        if sums["heads"] and not sums["uncounted"]:
            said += _(" · 1인당 {won}원").format(won=format_won(sums["won"] // sums["heads"]))
        return said

    def describe(self, file: OfficeFile, record: ExpenseRow) -> list[Line]:
        """Write out an expense, what became of it, and what to look at again."""
        number = record.reversed_by or record.reverses_id
        other = queries.expense(file.read, number) if number else None
        return details.describe_expense(record, self._day, other.draft if other else None)

    def title_of(self, record: ExpenseRow) -> str:
        return _("{date} {purpose} {won}원").format(
            date=short_date(record.spent_on), purpose=record.purpose, won=format_won(record.won)
        )

    async def form(self, record: ExpenseRow | None) -> "Form | None":
        """Make the form of an expense, with the balance shown live."""
        from secretariat_tui.areas.budget.forms import expense_form

        fy, account = self._place.fy, self._place.account_id
        return await expense_form(
            self.run_on_store, fy, self._typing_day, account, record.id if record else None
        )

    def erase(self, file: OfficeFile, record: ExpenseRow) -> None:
        """Delete an expense."""
        from secretariat_tui.areas.budget import store

        store.delete_expense(file, record.id, record.rev)

    def empty(self) -> str:
        return _(
            "적힌 집행이 없습니다. Insert나 n을 눌러 적으세요. 기초 집행액은 과목 화면의 F4에 있습니다."
        )

    def action_chart(self) -> None:
        """Show the expenses in view as charts."""
        self.perform(self._chart())

    async def _chart(self) -> None:
        from secretariat_tui.tui.screens.charts import ChartBy, ChartedView, show

        by = (
            ChartBy("spent_on", month=True, adds="won"),
            ChartBy("method", adds="won"),
            ChartBy("place", adds="won"),
        )
        if self.source is not None:
            await show(self, ChartedView(self.table, self.source, self.view, by))

    def action_reverse(self) -> None:
        """Cancel the expense under the cursor by one with the other sign."""
        if self.grid.keys:
            self.perform(self.at_cursor(self._reverse))
        else:
            self.nothing_chosen()

    async def _reverse(self, record: ExpenseRow) -> None:
        from secretariat_tui.areas.budget.forms import reversal_form

        if record.reversed_by:
            raise RuleError(_("이미 취소한 집행입니다."), record.purpose)
        if record.reverses_id:
            raise RuleError(_("다른 집행을 취소한 행입니다."), record.purpose)
        day = max(self._typing_day, record.spent_on)
        form = reversal_form(self.run_on_store, record.id, record.purpose, day)
        saved = await self.dialog(form)
        if saved:
            await self.saved(saved[0])


class AppropriationsScreen(BelowAccount[Stored[AppropriationDraft]]):
    """What was given to an account and taken from it."""

    table = APPROPRIATIONS
    kept_in = "appropriation"

    def __init__(self, place: Place) -> None:
        super().__init__(place)
        self._given: list[Stored[AppropriationDraft]] = []

    async def find_source(self) -> RowSource[Stored[AppropriationDraft]]:
        """Read the appropriations in order of days."""
        number = self._place.account_id or 0
        self._given = await self.run_on_store(
            lambda file: queries.appropriations(file.read, number)
        )
        return MemoryRows(APPROPRIATIONS, self._given)

    async def headline(self) -> Sequence[Span]:
        """Say whose appropriations these are, and what they add up to."""
        amount = sum(each.draft.won for each in self._given)
        said = _(" · 예산현액 {won}원").format(won=format_won(amount))
        return [*path(_("예산"), self._account_name, _("예산 편성")), (said, "")]

    def describe(self, file: OfficeFile, record: Stored[AppropriationDraft]) -> list[Line]:  # noqa: ARG002
        return details.describe_appropriation(record.draft)

    def title_of(self, record: Stored[AppropriationDraft]) -> str:
        return details.appropriation_text(record.draft)

    async def form(self, record: Stored[AppropriationDraft] | None) -> "Form | None":
        """Make the form of an appropriation."""
        from secretariat_tui.areas.budget.forms import appropriation_form

        number = self._place.account_id or 0
        return appropriation_form(self.run_on_store, record, number, self._typing_day)

    def erase(self, file: OfficeFile, record: Stored[AppropriationDraft]) -> None:
        """Delete an appropriation."""
        from secretariat_tui.areas.budget import store

        store.delete_appropriation(file, record.id, record.rev)

    def empty(self) -> str:
        return _("아직 편성한 예산이 없습니다. Insert나 n을 눌러 당초예산을 적으세요.")
