"""The inner screens of the budget: the expenses and the appropriations of an account."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.budget import balances, details, expense_warnings, queries, rules
from secretariat_tui.areas.budget.commands import EXPENSES_COMMANDS, REVERSE
from secretariat_tui.areas.budget.model import EXPENSE, AppropriationDraft, ExpenseDraft
from secretariat_tui.areas.budget.queries import ExpenseRow
from secretariat_tui.areas.budget.tables import APPROPRIATIONS, EXPENSES, PrintedFigures, printed
from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.core.dates import short_date, table_date
from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won, percent
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.tables.row_source import MemoryRows, QueryRows, RowSource
from secretariat_tui.tui.keys.commands import CHART, Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm, FormAutosave
from secretariat_tui.tui.screens.record_actions import R
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from collections.abc import Callable

    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm

_FULL_HEADLINE_WIDTH = 100  # cells that the complete headline needs
_DELETED_ACCOUNT = PrintedFigures(rules.AccountFigures(None, "", N_("지워진 과목"), "", 0, 0), 0, 0)


class AccountScope(NamedTuple):
    """A fiscal year and one of its accounts, or all of them (None)."""

    fy: int
    account_id: int | None


class AccountRegister(RecordsScreen[R]):
    """A list of an account's records, below a headline with the account's figures."""

    area = "budget"

    def __init__(self, scope: AccountScope) -> None:
        super().__init__()
        self._scope = scope
        self._as_of = date(scope.fy, 1, 1)
        self._account = _DELETED_ACCOUNT

    async def load(self) -> None:
        """Read the account's figures, then the records."""
        fy, account_id = self._scope.fy, self._scope.account_id
        today = self.shell.today()

        def figures(reader: Reader) -> tuple[date, list[PrintedFigures]]:
            with reader.snapshot():
                day = balances.figures_date(reader, fy, today)
                return day, printed(balances.account_figures(reader, fy, day))

        self._as_of, rows = await self.read(figures)
        self._account = next((row for row in rows if row.id == (account_id or 0)), _DELETED_ACCOUNT)
        await super().load()

    @property
    def form_scope(self) -> Mapping[str, Any]:
        """The fiscal year and the account."""
        return {"fy": self._scope.fy, "account_id": self._scope.account_id}

    @property
    def _account_name(self) -> str:
        return f"{self._account.figures.code} {_(self._account.figures.name)}".strip()

    @property
    def _default_date(self) -> date:
        """The date of a new record, until the user changes it."""
        return rules.default_date(self._scope.fy, self.shell.today(), self._as_of)

    def basis(self) -> str:
        return _("{name} (기준 / 단위 : {date} / 원)").format(
            name=self._account_name, date=table_date(self._as_of)
        )


class ExpensesScreen(AccountRegister[ExpenseRow]):
    """The expenses of an account in its fiscal year, newest first."""

    table = EXPENSES
    record_table = "expense"
    commands: ClassVar[tuple[Command, ...]] = EXPENSES_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings((REVERSE, CHART))

    def __init__(self, scope: AccountScope) -> None:
        if scope.account_id is not None:  # the headline names the account
            repeated = EXPENSE["account_id"].column_key
            self.table = EXPENSES.with_columns(c.key for c in EXPENSES.columns if c.key != repeated)
        super().__init__(scope)
        self._holidays = HolidayCalendar({})

    async def row_source(self) -> RowSource[ExpenseRow]:
        """Return the expenses of the fiscal year."""
        self._holidays = await self.read(calendar)
        fy, account_id = self._scope.fy, self._scope.account_id
        return QueryRows(queries.expense_query(account_id, date(fy, 1, 1), date(fy, 12, 31)))

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the account, its expenses and its balance."""
        account, name = self._account, self._account_name
        spent = _("{won} ({rate}) · 잔액 {left}천원").format(
            won=format_won(account.executed),
            rate=percent(account.figures.executed, account.figures.budget),
            left=format_won(account.balance),
        )
        if self.app.size.width < _FULL_HEADLINE_WIDTH:
            return [*path(_("예산"), name, _("집행")), (f" {spent}", "")]
        text = _(" · 예산 {budget} · 집행 {spent}").format(
            budget=format_won(account.budget), spent=spent
        )
        return [*path(_("예산"), name, _("집행 내역")), (text, "")]

    async def totals(self) -> str:
        """Return the sum of the selected expenses; per head if all have a headcount."""
        sums = await self.sums()
        text = _("합계 {n}원").format(n=format_won(sums["won"]))
        if sums["headcount"] and not sums["without_headcount"]:
            text += _(" · 1인당 {won}원").format(won=format_won(sums["won"] // sums["headcount"]))
        return text

    def row_mark(self, record: ExpenseRow) -> str:
        if record.reverses_id or record.reversed_by:
            return ""
        draft = ExpenseDraft(**{key: getattr(record, key) for key in ExpenseDraft._fields})
        warnings = expense_warnings.expense_warnings(draft, self._holidays, self.shell.today())
        return "!" if warnings else ""

    def read_details(self, record: ExpenseRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(details.read_expense, record, self._as_of)

    def title_of(self, record: ExpenseRow) -> str:
        return _("{date} {purpose} {won}원").format(
            date=short_date(record.spent_on), purpose=record.purpose, won=format_won(record.won)
        )

    async def record_form(self, record: ExpenseRow | None) -> "RecordForm[ExpenseDraft]":
        """Return the form of expenses, which previews the balance."""
        from secretariat_tui.areas.budget.forms import expense_form

        fy, account = self._scope
        lines = await self.read(lambda reader: balances.entered_figures(reader, fy))
        draft = None
        if record is not None:
            stored = await self.read(lambda reader: queries.expense(reader, record.id))
            draft = stored.draft if stored else None
        return expense_form(
            lines,
            self._default_date,
            account,
            draft,
            holidays=self._holidays,
            today=self.shell.today(),
        )

    @staticmethod
    def record_store() -> "RecordStore[ExpenseDraft]":
        from secretariat_tui.areas.budget.store import EXPENSES

        return EXPENSES

    def empty(self) -> str:
        return _(
            "적힌 집행이 없습니다. Insert나 n을 눌러 적으세요. 기초 집행액은 과목 화면의 F4에 있습니다."
        )

    def action_chart(self) -> None:
        """Show charts of the expenses in the view."""
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
        """Reverse the expense under the cursor: add one with the opposite amount."""
        if self.grid.keys:
            self.perform(self.with_cursor_row(self._reverse))
        else:
            self.show_nothing_selected()

    async def _reverse(self, record: ExpenseRow) -> None:
        from secretariat_tui.areas.budget.forms import reversal_title

        if record.reversed_by:
            raise RuleError(_("이미 취소한 집행입니다."), record.purpose)
        if record.reverses_id:
            raise RuleError(_("다른 집행을 취소한 행입니다."), record.purpose)
        day = max(self._default_date, record.spent_on)
        title = reversal_title(record.purpose)
        scope = {"fy": self._scope.fy}
        kept = AutosavedForm(self.area, title, "reversal", record.id, record.rev, scope, {})
        record_id = await _show_reversal_form(self, kept, record.id, record.purpose, day)
        if record_id is not None:
            await self.after_save(record_id)


async def _show_reversal_form(
    screen: RecordsScreen[Any], kept: AutosavedForm, expense_id: int, purpose: str, day: date
) -> int | None:
    """Show the form that reverses an expense, with what was typed before; return the id of the reversal."""
    from secretariat_tui.areas.budget.forms import reversal_form

    keep = FormAutosave(
        lambda typed, _values: screen.keep_typed(kept, typed, secret=False), kept.typed
    )
    return await screen.dialog(reversal_form(screen.run_on_store, expense_id, purpose, day, keep))


async def resume_reversal(screen: RecordsScreen[Any], kept: AutosavedForm, day: date) -> int | None:
    """Show a reversal form again that was open when the program died; return the id of the reversal.

    Ask first if the expense changed meanwhile; show why the reversal is impossible if it is.
    """
    from secretariat_tui.areas.budget import file_rules
    from secretariat_tui.areas.budget.forms import reversal_fields
    from secretariat_tui.tui.screens.autosaved_forms import ask_about_change

    expense_id = kept.id or 0
    stored, error = await screen.read(
        lambda reader: (
            queries.expense(reader, expense_id),
            file_rules.reversal_error(reader, expense_id),
        )
    )
    message = ""
    if stored is None:
        message = _("그 뒤 이 집행이 지워져 취소할 것이 없습니다.")
    elif error:
        message = str(error)
    elif stored.rev != kept.rev:
        message = _("그 뒤 이 집행이 바뀌었습니다: {date} {purpose} {won}원").format(
            date=table_date(stored.draft.spent_on),
            purpose=stored.draft.purpose,
            won=format_won(stored.draft.won),
        )
    possible = stored is not None and error is None
    if message and not await screen.dialog(
        ask_about_change(reversal_fields(day), kept, [message], possible=possible)
    ):
        screen.shell.form_autosaves.drop()
        return None
    if stored is None:
        return None
    kept = kept._replace(rev=stored.rev)
    day = max(day, stored.draft.spent_on)
    return await _show_reversal_form(screen, kept, expense_id, stored.draft.purpose, day)


class AppropriationsScreen(AccountRegister[Stored[AppropriationDraft]]):
    """The appropriations of an account: its initial budget and all changes of it."""

    table = APPROPRIATIONS
    record_table = "appropriation"

    def __init__(self, scope: AccountScope) -> None:
        super().__init__(scope)
        self._appropriations: list[Stored[AppropriationDraft]] = []

    async def row_source(self) -> RowSource[Stored[AppropriationDraft]]:
        """Read the appropriations in order of date."""
        account_id = self._scope.account_id or 0
        self._appropriations = await self.run_on_store(
            lambda file: queries.appropriations(file.reader, account_id)
        )
        return MemoryRows(APPROPRIATIONS, self._appropriations)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the account, and the sum of its appropriations."""
        amount = sum(each.draft.won for each in self._appropriations)
        text = _(" · 예산현액 {won}원").format(won=format_won(amount))
        return [*path(_("예산"), self._account_name, _("예산 편성")), (text, "")]

    def read_details(
        self, record: Stored[AppropriationDraft]
    ) -> "Callable[[Reader], list[StyledLine] | None]":
        lines = details.describe_appropriation(record.draft)
        return lambda _read: lines

    def title_of(self, record: Stored[AppropriationDraft]) -> str:
        return details.appropriation_text(record.draft)

    async def record_form(
        self,
        record: Stored[AppropriationDraft] | None,  # noqa: ARG002
    ) -> "RecordForm[AppropriationDraft]":
        from secretariat_tui.areas.budget.forms import appropriation_form

        return appropriation_form(self._scope.account_id or 0, self._default_date)

    @staticmethod
    def record_store() -> "RecordStore[AppropriationDraft]":
        from secretariat_tui.areas.budget.store import APPROPRIATIONS

        return APPROPRIATIONS

    def empty(self) -> str:
        return _("아직 편성한 예산이 없습니다. Insert나 n을 눌러 당초예산을 적으세요.")
