"""The registers below an account: its expenses and its appropriations. Esc goes back to the accounts."""

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import BindingType

from secretariat_tui.areas.budget import balances, details, queries, rules
from secretariat_tui.areas.budget.commands import EXPENSES_SCREEN, REVERSE
from secretariat_tui.areas.budget.queries import ExpenseRow
from secretariat_tui.areas.budget.rules import AppropriationDraft
from secretariat_tui.areas.budget.tables import APPROPRIATIONS, EXPENSES, PrintedFigures, printed
from secretariat_tui.core.dates import short_date, table_date
from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won, percent
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.tables.row_source import MemoryRows, QueryRows, RowSource
from secretariat_tui.tui.keys.commands import CHART, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Line, Span
from secretariat_tui.tui.screens.record_actions import R
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.areas.budget.rules import ExpenseDraft
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm

_WHOLE_HEADLINE = 100  # columns
_MISSING = PrintedFigures(rules.AccountFigures(None, "", N_("지워진 과목"), "", 0, 0), 0, 0)


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

        def figures(read: Reader) -> tuple[date, list[PrintedFigures]]:
            with read.snapshot():
                day = balances.figures_date(read, fy, today)
                return day, printed(balances.account_figures(read, fy, day))

        self._day, rows = await self.read(figures)
        self._account = next((row for row in rows if row.id == (number or 0)), _MISSING)
        await super().load()

    @property
    def _account_name(self) -> str:
        return f"{self._account.figures.code} {_(self._account.figures.name)}".strip()

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
    record_table = "expense"
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
            rate=percent(shown.figures.executed, shown.figures.budget),
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

    def details(self, record: ExpenseRow) -> "Callable[[Reader], list[Line] | None]":
        return partial(details.read_expense, record, self._day)

    def title_of(self, record: ExpenseRow) -> str:
        return _("{date} {purpose} {won}원").format(
            date=short_date(record.spent_on), purpose=record.purpose, won=format_won(record.won)
        )

    async def record_form(self, record: ExpenseRow | None) -> "RecordForm[ExpenseDraft]":
        """Return the form of expenses, which shows the balance while it is filled in."""
        from secretariat_tui.areas.budget.forms import expense_form

        fy, account = self._place
        lines = await self.read(lambda read: balances.entered_figures(read, fy))
        before = None
        if record is not None:
            stored = await self.read(lambda read: queries.expense(read, record.id))
            before = stored.draft if stored else None
        return expense_form(lines, self._typing_day, account, before)

    @staticmethod
    def record_store() -> "RecordStore[ExpenseDraft]":
        from secretariat_tui.areas.budget.store import EXPENSES

        return EXPENSES

    def empty(self) -> str:
        return _(
            "적힌 집행이 없습니다. Insert나 n을 눌러 적으세요. 기초 집행액은 과목 화면의 F4에 있습니다."
        )

    def action_chart(self) -> None:
        """Show the expenses in view as charts."""
        self.perform(self._chart())

    async def _chart(self) -> None:
        from secretariat_tui.tui.screens.charts import ChartBy, ChartRequest, show

        by = (
            ChartBy("spent_on", month=True, sum_column="won"),
            ChartBy("method", sum_column="won"),
            ChartBy("place", sum_column="won"),
        )
        if self.source is not None:
            await show(self, ChartRequest(self.table, self.source, self.view, by))

    def action_reverse(self) -> None:
        """Cancel the expense under the cursor by one with the other sign."""
        if self.grid.keys:
            self.perform(self.with_cursor_row(self._reverse))
        else:
            self.show_nothing_selected()

    async def _reverse(self, record: ExpenseRow) -> None:
        from secretariat_tui.areas.budget.forms import reversal_form

        if record.reversed_by:
            raise RuleError(_("이미 취소한 집행입니다."), record.purpose)
        if record.reverses_id:
            raise RuleError(_("다른 집행을 취소한 행입니다."), record.purpose)
        day = max(self._typing_day, record.spent_on)
        form = reversal_form(self.run_on_store, record.id, record.purpose, day)
        record_id = await self.dialog(form)
        if record_id is not None:
            await self.after_save(record_id)


class AppropriationsScreen(BelowAccount[Stored[AppropriationDraft]]):
    """What was given to an account and taken from it."""

    table = APPROPRIATIONS
    record_table = "appropriation"

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

    def details(
        self, record: Stored[AppropriationDraft]
    ) -> "Callable[[Reader], list[Line] | None]":
        lines = details.describe_appropriation(record.draft)
        return lambda _read: lines

    def title_of(self, record: Stored[AppropriationDraft]) -> str:
        return details.appropriation_text(record.draft)

    async def record_form(
        self,
        record: Stored[AppropriationDraft] | None,  # noqa: ARG002
    ) -> "RecordForm[AppropriationDraft]":
        from secretariat_tui.areas.budget.forms import appropriation_form

        return appropriation_form(self._place.account_id or 0, self._typing_day)

    @staticmethod
    def record_store() -> "RecordStore[AppropriationDraft]":
        from secretariat_tui.areas.budget.store import APPROPRIATIONS

        return APPROPRIATIONS

    def empty(self) -> str:
        return _("아직 편성한 예산이 없습니다. Insert나 n을 눌러 당초예산을 적으세요.")
