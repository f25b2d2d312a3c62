"""The screen of the budget: the accounts of a fiscal year."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import MAXYEAR, date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.attached.linked import link_new
from secretariat_tui.areas.attached.model import LinkedStart, RecordKey
from secretariat_tui.areas.budget import balances, details, queries, rules, tables
from secretariat_tui.areas.budget.account_screens import (
    AccountRegister,
    AccountScope,
    AppropriationsScreen,
    ExpensesScreen,
    resume_reversal,
)
from secretariat_tui.areas.budget.balances import Later
from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.areas.budget.commands import ACCOUNTS_COMMANDS, OWN_ACCOUNTS_COMMANDS
from secretariat_tui.areas.budget.details import MAX_CHART_HEIGHT, YearFigures
from secretariat_tui.areas.budget.tables import ACCOUNTS, PrintedFigures
from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tables.table import Period, Sheet
from secretariat_tui.tui.dialogs.picker import Picker, confirm, option
from secretariat_tui.tui.keys.commands import CHART, UNDO, Command, bindings
from secretariat_tui.tui.paint.text import Span, StyledLine, styled_line
from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.screens.records import RecordsScreen

if TYPE_CHECKING:
    from secretariat_tui.areas.budget.model import AccountDraft, NewAccount, OpeningDraft
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm

_REGISTERS: dict[
    str, tuple[type[AccountRegister[Any]], Callable[[Reader, int], Stored[Any] | None]]
] = {
    "expense": (ExpensesScreen, queries.expense),
    "appropriation": (AppropriationsScreen, queries.appropriation),
}


def _opening_store() -> "RecordStore[OpeningDraft]":
    from secretariat_tui.areas.budget.store import OPENINGS

    return OPENINGS


class BudgetScreen(RecordsScreen[PrintedFigures]):
    """The total (계), then the accounts, of a fiscal year; the pane shows the selected one's burn rate."""

    area = "budget"
    table = ACCOUNTS
    record_table = "account"
    commands: ClassVar[tuple[Command, ...]] = ACCOUNTS_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings((*OWN_ACCOUNTS_COMMANDS, CHART))

    def __init__(self) -> None:
        super().__init__()
        self._year: int | None = None
        self._as_of = date.min
        self._sheet: Sheet[PrintedFigures] = Sheet(ACCOUNTS, ())
        self._later = Later(0, 0)

    @property
    def fy(self) -> int:
        """The fiscal year shown: the current one until the user changes it."""
        return self._year or self.shell.today().year

    async def load(self) -> None:
        """Read the accounts of the year, and show them."""
        fy, today = self.fy, self.shell.today()

        def read(file: OfficeFile) -> tuple[date, Sheet[PrintedFigures], Later]:
            with file.reader.snapshot():
                day = balances.figures_date(file.reader, fy, today)
                later = balances.later_expenses(file.reader, fy, day)
                return day, tables.accounts(file.reader, Period(day)), later

        self._as_of, self._sheet, self._later = await self.run_on_store(read)
        await super().load()

    def on_pane_resized(self) -> None:
        """Draw the chart for the new size."""
        self.grid.post_message(self.grid.Highlighted(self.grid.row))

    async def row_source(self) -> RowSource[PrintedFigures]:
        """Return the rows that load() has read; 계 stays first."""
        return MemoryRows(ACCOUNTS, self._sheet.rows, pinned=lambda row: not row.id)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the year, the share of it elapsed, the accounts used up before its end."""
        burn_rates = [BurnRate(each.figures, self._as_of) for each in self._sheet.rows]
        running_out = sum(burn_rate.lasts_until is not None for burn_rate in burn_rates[1:])
        spans = [(_("{fy} 회계연도").format(fy=self.fy), "bold")]
        if burn_rates:
            spans += [
                (_(" · 경과율 {rate}").format(rate=burn_rates[0].elapsed), ""),
                (_(" · 소진 예상 {n}").format(n=running_out), "warn" if running_out else ""),
            ]
        if self._later.records:
            text = _(" · 기준일 뒤 집행 {n}건 {won}원 빠짐")
            won = format_won(self._later.won)
            spans.append((text.format(n=format_won(self._later.records), won=won), "warn"))
        return [*spans, (f"  {self._sheet.basis}", "dim")]

    def read_pane(self, record: PrintedFigures) -> "Callable[[Reader], list[StyledLine]]":
        """Return a function that reads the details of an account, or of all, with a chart of its spending."""
        width, height = self.query_one("#pane").scrollable_content_region.size
        return partial(details.read_account, self._year_figures, record, width, height)

    @property
    def _year_figures(self) -> YearFigures:
        return YearFigures(self.fy, self._as_of, self._sheet)

    def title_of(self, record: PrintedFigures) -> str:
        return f"{record.figures.code} {record.figures.name}".strip()

    def record_count(self, keys: Sequence[Any]) -> int:
        return sum(key != 0 for key in keys)

    async def totals(self) -> str:
        """Return the sums of the selected accounts, in thousands of won, as displayed."""
        accounts = [each for each in await self.selected_rows() if each.id]
        return _("예산 {budget} · 집행 {executed} · 잔액 {balance}천원").format(
            budget=format_won(sum(each.budget for each in accounts)),
            executed=format_won(sum(each.executed for each in accounts)),
            balance=format_won(sum(each.balance for each in accounts)),
        )

    def empty(self) -> str:
        return _(
            "{fy} 회계연도의 과목이 없습니다. Ctrl+N을 눌러 첫 과목과 당초예산을 적으세요."
        ).format(fy=self.fy)

    def basis(self) -> str:
        return self._sheet.basis

    def notes(self, *, all_rows: bool) -> tuple[str, ...]:
        return self._sheet.notes if all_rows else ()

    async def open(self, record: PrintedFigures) -> None:
        """Show the expenses of an account, or of all."""
        await self.app.push_screen(ExpensesScreen(AccountScope(self.fy, record.id or None)))

    async def record_form(
        self, record: PrintedFigures | None
    ) -> "RecordForm[AccountDraft | NewAccount]":
        from secretariat_tui.areas.budget.forms import account_form

        if record is not None:
            self._require_account_id(record)
        return account_form(self.fy, new=record is None)

    @staticmethod
    def record_store() -> "RecordStore[AccountDraft | NewAccount]":
        from secretariat_tui.areas.budget.store import ACCOUNTS

        return ACCOUNTS

    async def after_save(self, record_id: int) -> None:
        """Show the saved account in its fiscal year."""
        await self._switch_to_year_of(record_id)
        await super().after_save(record_id)

    async def delete(self, records: Sequence[PrintedFigures]) -> None:
        """Delete accounts after confirmation. UserError for the total (계)."""
        for record in records:
            self._require_account_id(record)
        await super().delete(records)

    def _require_account_id(self, record: PrintedFigures | None) -> int:
        if record is None:
            raise UserError(self.empty())
        if not record.id:
            raise UserError(_("계는 과목이 아닙니다."), remedy=_("과목의 줄에서 다시 해 주세요."))
        return record.id

    async def _switch_to_year_of(self, account_id: int) -> None:
        stored = await self.read(lambda reader: queries.account(reader, account_id))
        if stored:
            self._year = stored.draft.fy

    async def open_target(self, target: Any) -> None:
        """Put the cursor on an account (its id), or open a record below one: (table, id)."""
        if isinstance(target, tuple):
            await self._open_in_register(*target)
            return
        await self._switch_to_year_of(target)
        await self.refresh_after_change()
        await self.select_record(target)

    async def _open_in_register(self, kind: str, record_id: int) -> None:
        screen_type, read_draft = _REGISTERS[kind]
        stored = await self.read(lambda reader: read_draft(reader, record_id))
        if stored is None:
            raise deleted_error()
        await self._switch_to_year_of(stored.draft.account_id)
        register = screen_type(AccountScope(self.fy, stored.draft.account_id))
        await self.app.push_screen(register)
        register.perform(register.open_by_id(record_id))

    def action_new(self) -> None:
        self.perform(self._add_expense())

    async def add(self, near: Any) -> None:
        """Add an expense, by default to the account `near`, or one that is linked with a record."""
        if isinstance(near, int):
            self.grid.select(near)
        if not isinstance(near, LinkedStart):
            await self._add_expense()
            return
        if near.day is not None and near.day.year != self.fy:
            self._year = near.day.year
            await self.refresh_after_change()
        await self._add_expense(near)

    async def _add_expense(self, start: LinkedStart | None = None) -> None:
        """Add an expense, by default to the account under the cursor; one from a record begins with its values."""
        from secretariat_tui.areas.budget.forms import expense_form

        fy, row = self.fy, self.grid.row
        accounts = await self.read(lambda reader: balances.entered_figures(reader, fy))
        form = expense_form(
            accounts,
            self._default_date,
            row.id if row else None,
            holidays=await self.read(calendar),
            today=self.shell.today(),
        )
        if start is not None:
            day = {} if start.day is None else {"spent_on": start.day}
            form = replace(form, start={**form.start, **day, "purpose": start.title})
        number = await self.show_form(
            form,
            ExpensesScreen.record_store,
            scope={"fy": fy, "account_id": row.id if row else None},
        )
        if number is None:
            return
        if start is not None:
            await link_new(self, start, RecordKey("expense", number))
        await self._show_saved()

    async def autosaved_form(
        self, kept: AutosavedForm
    ) -> "tuple[RecordForm[Any], Callable[[], RecordStore[Any]]]":
        """Return the form of an account, or of a record of one, that was open when the program died."""
        from secretariat_tui.areas.budget import forms

        fy, account_id = kept.scope.get("fy") or self.fy, kept.scope.get("account_id") or 0
        if kept.table == "account":
            return forms.account_form(fy, new=kept.id is None), self.record_store
        day = self._default_date_in(fy)
        if kept.table == "expense":
            accounts = await self.read(lambda reader: balances.entered_figures(reader, fy))
            number = kept.id
            stored = (
                await self.read(lambda reader: queries.expense(reader, number)) if number else None
            )
            draft = stored.draft if stored else None
            form = forms.expense_form(
                accounts,
                day,
                account_id,
                draft,
                holidays=await self.read(calendar),
                today=self.shell.today(),
            )
            return form, ExpensesScreen.record_store
        if kept.table == "opening":
            return forms.opening_form(account_id, day), _opening_store
        return forms.appropriation_form(account_id, day), AppropriationsScreen.record_store

    async def resume(self, kept: AutosavedForm) -> None:
        """Open a form again that was open when the program died."""
        if kept.table != "reversal":
            await super().resume(kept)
        elif await resume_reversal(
            self, kept, self._default_date_in(kept.scope.get("fy") or self.fy)
        ):
            await self._show_saved()

    async def _show_saved(self) -> None:
        self.shell.show_saved()
        await self.refresh_after_change()

    @property
    def _default_date(self) -> date:
        """The date of a new record, until the user changes it."""
        return self._default_date_in(self.fy)

    def _default_date_in(self, fy: int) -> date:
        """Return the date of a new record in a fiscal year, until the user changes it."""
        shown = self._as_of if fy == self.fy else date(fy, 12, 31)
        return rules.default_date(fy, self.shell.today(), shown)

    def action_new_account(self) -> None:
        self.perform(self.edit(None))

    def action_appropriations(self) -> None:
        self.perform(self._appropriations())

    async def _appropriations(self) -> None:
        scope = AccountScope(self.fy, self._require_account_id(self.grid.row))
        await self.app.push_screen(AppropriationsScreen(scope))

    def action_opening(self) -> None:
        self.perform(self._opening())

    async def _opening(self) -> None:
        """Add an account's opening total; if it has one, edit or delete it."""
        from secretariat_tui.areas.budget.forms import opening_form

        account_id = self._require_account_id(self.grid.row)
        stored = await self.read(lambda reader: queries.opening(reader, account_id))
        if stored:
            name = _("기초 집행액 {date}까지 {won}원").format(
                date=table_date(stored.draft.as_of), won=format_won(stored.draft.executed)
            )
            options = [
                option(_("고치기"), value="edit"),
                option((_("지우기"), "bad"), value="delete"),
            ]
            action = await self.dialog(Picker(name, options))
            if action == "delete":
                await self._delete_opening(account_id, stored.rev, name)
            if action != "edit":
                return
        form = opening_form(account_id, self._default_date)
        scope = {"account_id": account_id}
        if await self.show_form(form, _opening_store, stored, scope=scope):
            await self._show_saved()

    async def _delete_opening(self, account_id: int, rev: int, name: str) -> None:
        lines = [
            _("그날까지의 집행은 상세로 적은 것만 셉니다."),
            _("지운 뒤에도 {key}로 되돌릴 수 있습니다.").format(key=self.shell.keymap.label(UNDO)),
        ]
        if not await self.dialog(confirm(name, lines, _("지우기"))):
            return

        await self.run_on_store(lambda file: _opening_store().delete(file, account_id, rev))
        self.shell.show_saved(_("지웠습니다: {name}").format(name=name))
        await self.refresh_after_change()

    def action_chart(self) -> None:
        """Show charts of the spending of each account over the year."""
        self.perform(self._chart())

    async def _chart(self) -> None:
        from secretariat_tui.tui.screens.charts import ChartDialog, chart_width

        width = chart_width(self.app.size)

        figures = self._year_figures
        rows = [(self.title_of(row), row) for row in self._sheet.rows]

        def draw(reader: Reader) -> list[StyledLine]:
            drawn: list[StyledLine] = []
            for title, row in rows:
                drawn += [
                    styled_line((title, "bold")),
                    *details.read_spending_chart(figures, row, width, MAX_CHART_HEIGHT, reader),
                    styled_line(""),
                ]
            return drawn[:-1]

        await self.dialog(ChartDialog(_("예산 그림"), await self.read(draw)))

    def action_change_year(self, step: int) -> None:
        """Show the previous or next fiscal year, among the years with accounts, this year and next year."""
        self.perform(self._change_year(step))

    async def _change_year(self, step: int) -> None:
        this_year = self.shell.today().year
        stored_years = await self.read(queries.fiscal_years)
        years = sorted({*stored_years, this_year, min(this_year + 1, MAXYEAR), self.fy})
        index = years.index(self.fy) + step
        if 0 <= index < len(years):
            self._year = years[index]
            await self.refresh_after_change()
