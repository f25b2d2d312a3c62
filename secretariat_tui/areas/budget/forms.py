"""The forms of accounts, appropriations, opening totals and expenses."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from secretariat_tui.areas.budget import expense_warnings, file_rules, queries, rules
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    NewAccount,
    OpeningDraft,
)
from secretariat_tui.areas.budget.rules import AccountFigures, AvailableBalance
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import FIRST_YEAR, MAX_WON
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.merge import RunOnStore
from secretariat_tui.tui.dialogs.record_fields import record_fields
from secretariat_tui.tui.dialogs.record_form import RecordForm
from secretariat_tui.tui.runtime.form_autosaves import FormAutosave


def account_form(fy: int, *, new: bool) -> RecordForm[AccountDraft | NewAccount]:
    """Return the form of accounts; that of a new one has a field for the initial budget."""
    fields = fields_of(AccountDraft, NewAccount) if new else fields_of(AccountDraft)
    return RecordForm(
        "account",
        (N_("새 과목"), N_("과목 고치기")),
        record_fields(fields, date(fy, 1, 1), first=(("fy", "code"), "name")),
        NewAccount(fy, "", "")._asdict(),
        NewAccount if new else AccountDraft,
        queries.account,
        check=_account_errors,
        check_file=file_rules.account_errors,
    )


def _account_errors(draft: AccountDraft | NewAccount) -> list[tuple[str, str]]:
    account = AccountDraft(draft.fy, draft.code, draft.name, draft.note)
    errors = rules.account_errors(account)
    if isinstance(draft, NewAccount) and draft.won is not None:
        initial = AppropriationDraft(1, date(FIRST_YEAR, 1, 1), draft.won)
        errors += rules.appropriation_errors(initial, FIRST_YEAR, 0, 0)
    return errors


def appropriation_form(account_id: int, day: date) -> RecordForm[AppropriationDraft]:
    """Return the form of an account's appropriations."""
    return RecordForm(
        "appropriation",
        (N_("새 예산 편성"), N_("예산 편성 고치기")),
        record_fields(
            fields_of(AppropriationDraft),
            day,
            first=(("decided_on", "kind"), "won"),
            leave=("account_id",),
        ),
        {"decided_on": day, "kind": "supplementary", "won": None, "reason": ""},
        partial(AppropriationDraft, account_id),
        queries.appropriation,
        check=lambda draft: _appropriation_errors(draft, day),
        check_file=file_rules.appropriation_errors,
    )


def _appropriation_errors(draft: AppropriationDraft, day: date) -> list[tuple[str, str]]:
    """Return the errors that do not depend on the balance, which only the file knows."""
    readable = draft._replace(won=draft.won or 0, decided_on=draft.decided_on or day)
    return rules.appropriation_errors(readable, day.year, 0, 0)


def opening_form(account_id: int, day: date) -> RecordForm[OpeningDraft]:
    """Return the form of an account's opening total."""

    def read(reader: Reader, _number: int) -> Stored[OpeningDraft] | None:
        return queries.opening(reader, account_id)

    title = N_("기초 집행액: 그날까지의 집행을 합계로만 적습니다")
    return RecordForm(
        "opening",
        (title, title),
        record_fields(
            fields_of(OpeningDraft), day, near=_middle_of_year(day.year), leave=("account_id",)
        ),
        {"as_of": day, "executed": None, "precision": 1, "source": ""},
        partial(OpeningDraft, account_id),
        read,
        check=lambda draft: _opening_errors(draft, day),
        check_file=lambda reader, _number, draft: file_rules.opening_errors(reader, draft),
    )


def _opening_errors(draft: OpeningDraft, day: date) -> list[tuple[str, str]]:
    """Return the errors that do not depend on the expenses, which only the file knows."""
    readable = draft._replace(executed=draft.executed or 0, as_of=draft.as_of or day)
    return rules.opening_errors(readable, day.year, 0)


def reversal_title(purpose: str) -> str:
    """Return the title of the form that reverses an expense."""
    return _("취소 집행: {purpose}").format(purpose=purpose)


def reversal_fields(day: date) -> list[FormField]:
    """Return the fields of the form that reverses an expense; `day` is what days without a year are near to."""
    return [
        form_fields.day("on", N_("날짜"), day, required=True),
        form_fields.text("reason", N_("까닭"), _("예: 행사 취소로 환불")),
    ]


def reversal_form(
    run_on_store: RunOnStore, expense_id: int, purpose: str, day: date, draft: FormAutosave
) -> Form[int]:
    """Return the form that reverses an expense: it adds one with the opposite amount."""

    async def save(values: Values) -> int:
        from secretariat_tui.areas.budget import store

        return await run_on_store(lambda file: store.reverse(file, expense_id, **values))

    async def check_file(values: Values) -> list[tuple[str, str]]:
        return await run_on_store(
            lambda file: file_rules.reversal_errors(file.reader, expense_id, **values)
        )

    return Form(
        reversal_title(purpose),
        reversal_fields(day),
        {"on": day, "reason": ""},
        save,
        check_file=check_file,
        keep=draft.keep,
        typed=draft.typed,
    )


def expense_form(  # noqa: PLR0913
    accounts: Sequence[AccountFigures],
    day: date,
    account_id: int | None,
    stored: ExpenseDraft | None = None,
    *,
    holidays: HolidayCalendar,
    today: date,
) -> RecordForm[ExpenseDraft]:
    """Return the form of expenses, with a preview of the account's balance.

    `accounts` are those of the fiscal year, with the figures of all expenses entered in it, future
    ones too. A new expense is of `account_id` if that is among them, else of the first. `stored` is
    the expense that is edited. UserError if there are no accounts.
    """
    if not accounts:
        message = _("{fy} 회계연도의 과목이 없습니다.").format(fy=day.year)
        raise UserError(message, remedy=_("Ctrl+N으로 과목을 먼저 적어 주세요."))
    by_id = {each.account_id: each for each in accounts}

    def preview(values: Values) -> str:
        account = by_id[values["account_id"]]
        if values["won"] is None:
            return _("잔액 {won}원").format(won=format_won(account.balance))
        draft = ExpenseDraft(**values)
        warnings = [
            f"! {message}"
            for _rule, message in expense_warnings.expense_warnings(draft, holidays, today)
        ]
        return "\n".join([_preview(account, draft, stored), *warnings])

    selected_id = account_id if account_id in by_id else accounts[0].account_id
    return RecordForm(
        "expense",
        (N_("새 집행"), N_("집행 고치기")),
        _expense_fields(accounts, day),
        ExpenseDraft(selected_id or 0, day, "", 0)._asdict() | {"won": None},
        ExpenseDraft,
        queries.expense,
        preview,
        check=lambda draft: _expense_errors(draft, day.year),
        check_file=file_rules.expense_errors,
        carry=("spent_on",),
    )


def _expense_errors(draft: ExpenseDraft, fy: int) -> list[tuple[str, str]]:
    """Return the errors that do not depend on the balance, which only the file knows."""
    readable = draft if draft.won is not None else draft._replace(won=1)
    return rules.expense_errors(readable, AvailableBalance(fy, MAX_WON, in_opening=False))


def _expense_fields(accounts: Sequence[AccountFigures], day: date) -> list[form_fields.FormField]:
    labels = {each.account_id: f"{each.code} {each.name}" for each in accounts}
    return record_fields(
        fields_of(ExpenseDraft),
        day,
        near=_middle_of_year(day.year),
        first=(
            "account_id",
            ("spent_on", "spent_at"),
            "won",
            "purpose",
            "place",
            "target",
            ("headcount", "method", "kind"),
        ),
        references={"account_id": labels},
    )


def _middle_of_year(fy: int) -> date:
    """Return the day to which all days of a fiscal year are closer than those of others."""
    return date(fy, 7, 2)


def _preview(account: AccountFigures, draft: ExpenseDraft, stored: ExpenseDraft | None) -> str:
    """Return the balance after an expense, the amount per head, and a hint for a negative amount."""
    previous = stored if stored and stored.account_id == account.account_id else None
    text = _balance_change(account, draft, previous)
    if (per_head := expense_warnings.per_head(draft)) is not None:
        text += _(" · 1인당 {won}원").format(won=format_won(per_head))
    if draft.won < 0 and stored is None:
        hint = _("! 금액이 음수입니다. 집행을 취소하려면 집행 내역에서 취소 집행을 쓰세요.")
        text = f"{text}\n{hint}"
    return text


def _balance_change(
    account: AccountFigures, draft: ExpenseDraft, stored: ExpenseDraft | None
) -> str:
    """Return the change of the balance; on a day in the opening total, also of its itemized part."""
    replaced = {True: 0, False: 0}  # the stored amount, by whether its day is in the opening total
    if stored:
        replaced[_is_in_opening(account, stored.spent_on)] = stored.won
    balance = rules.balance_after(account.balance, draft, replaced[False])
    if _is_in_opening(account, draft.spent_on):
        balance += draft.won
    text = _("잔액 {old}원 → {new}원").format(
        old=format_won(account.balance), new=format_won(balance)
    )
    if _is_in_opening(account, draft.spent_on):
        template = _(" · 기초 집행액의 상세 {old}원 → {new}원")
        text += template.format(
            old=format_won(account.itemized),
            new=format_won(account.itemized - replaced[True] + draft.won),
        )
    return text


def _is_in_opening(account: AccountFigures, day: date) -> bool:
    return account.opening_as_of is not None and day <= account.opening_as_of
