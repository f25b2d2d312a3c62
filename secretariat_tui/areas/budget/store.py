"""Writes to the budget, each in one transaction.

Checks against other rows run inside the transaction, when no other process can write.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session, select

from secretariat_tui.areas.budget import (
    balances,
    compiled,
    file_rules,
    model,
    queries,
    rules,
)
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AccountOfFile,
    AppropriationDraft,
    ExpenseDraft,
    NewAccount,
    OpeningDraft,
)
from secretariat_tui.areas.budget.records import Account, Appropriation, Expense, Opening
from secretariat_tui.core.errors import RuleError, require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import FIRST_YEAR, LAST_YEAR
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.engine.tables import assign, column_values, deleted_error, get
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.target import ChildRows, ImportTarget, TimeSpan


def add_account(
    file: OfficeFile,
    draft: AccountDraft,
    initial_won: int | None = None,
    decided_on: date | None = None,
) -> int:
    """Add an account, last in its year, and its initial budget if given; return its id.

    The date of the initial budget is 1 January by default. Raise ValidationError if it is invalid.
    """
    require_valid(rules.account_errors(draft))
    with file.edit(_("예산 과목 추가: {name}").format(name=draft.name)) as session:
        require_valid(file_rules.account_errors(file.reader, 0, draft))
        last = file.reader.value(compiled.LAST_POSITION, fy=draft.fy)
        record = Account(**column_values(draft), pos=0 if last is None else last + 1)
        session.add(record)
        session.flush()
        record_id = record.id or 0
        if initial_won is not None:
            initial = AppropriationDraft(record_id, decided_on or date(draft.fy, 1, 1), initial_won)
            require_valid(rules.appropriation_errors(initial, draft.fy, 0, 0))
            session.add(Appropriation(**column_values(initial)))
        return record_id


def change_account(file: OfficeFile, record_id: int, rev: int, draft: AccountDraft) -> None:
    """Change an account at revision `rev`. Raise RuleError if its year changes and it has entries."""
    require_valid(rules.account_errors(draft))
    with file.edit(_("예산 과목 고침: {name}").format(name=draft.name)) as session:
        record = get(session, Account, record_id, rev)
        if draft.fy != record.fy and (error := file_rules.year_error(file.reader, record_id)):
            raise error
        require_valid(file_rules.account_errors(file.reader, record_id, draft))
        assign(record, column_values(draft))


def delete_account(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete an account at revision `rev`. Raise RuleError if it has entries."""
    name = file.reader.value(compiled.ACCOUNT_NAME, id=record_id)
    with file.edit(_("예산 과목 지움: {name}").format(name=name)) as session:
        record = get(session, Account, record_id, rev)
        if error := file_rules.deletion_error(file.reader, record_id):
            raise error
        session.delete(record)


def add_appropriation(file: OfficeFile, draft: AppropriationDraft) -> int:
    """Add an appropriation; return its id. Raise ValidationError if it is invalid."""
    with file.edit(_label(_("예산 편성 추가: {kind} {won}원"), draft.kind, draft.won)) as session:
        _check_appropriation(session, file.reader, draft)
        record = Appropriation(**column_values(draft))
        session.add(record)
        session.flush()
        return record.id or 0


def change_appropriation(
    file: OfficeFile, record_id: int, rev: int, draft: AppropriationDraft
) -> None:
    """Change an appropriation at revision `rev`. Raise RuleError if its account changes."""
    with file.edit(_label(_("예산 편성 고침: {kind} {won}원"), draft.kind, draft.won)) as session:
        record = get(session, Appropriation, record_id, rev)
        if draft.account_id != record.account_id:
            raise RuleError(
                _("편성의 과목은 바꿀 수 없습니다."),
                remedy=_("지우고 다른 과목에 새로 적어 주세요."),
                field="account_id",
            )
        _check_appropriation(session, file.reader, draft, record_id)
        assign(record, column_values(draft))


def delete_appropriation(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete an appropriation at revision `rev`. Raise RuleError if this would overdraw its account."""
    stored = queries.appropriation(file.reader, record_id)
    draft = stored.draft if stored else AppropriationDraft(0, date.min, 0)
    with file.edit(_label(_("예산 편성 지움: {kind} {won}원"), draft.kind, draft.won)) as session:
        record = get(session, Appropriation, record_id, rev)
        lowest = balances.lowest_balance(file.reader, record.account_id, excluding=record_id)
        if lowest < min(balances.lowest_balance(file.reader, record.account_id), 0):
            raise RuleError(
                _("지우면 잔액이 {won}원이 됩니다.").format(won=format_won(lowest)),
                remedy=_("금액을 고치거나, 감액을 새로 적고 사유를 남겨 주세요."),
            )
        session.delete(record)


def _label(text: str, kind: str, amount: int) -> str:
    return text.format(kind=_(model.APPROPRIATION_KINDS[kind]), won=format_won(amount))


def _check_appropriation(
    session: Session, reader: Reader, draft: AppropriationDraft, record_id: int = 0
) -> None:
    get(session, Account, draft.account_id)
    require_valid(file_rules.appropriation_errors(reader, record_id, draft))


def set_opening(file: OfficeFile, draft: OpeningDraft, rev: int | None = None) -> None:
    """Add an account's opening total, or change it at revision `rev`. Raise ValidationError if invalid."""
    name = file.reader.value(compiled.ACCOUNT_NAME, id=draft.account_id)
    with file.edit(_("기초 집행액 적음: {name}").format(name=name)) as session:
        get(session, Account, draft.account_id)
        require_valid(file_rules.opening_errors(file.reader, draft))
        record = _opening(session, draft.account_id)
        if record is None:
            session.add(Opening(**column_values(draft)))
            return
        # Revision 0 never exists: a total that was added meanwhile is a conflict.
        assign(get(session, Opening, record.id or 0, rev or 0), column_values(draft))


def delete_opening(file: OfficeFile, account_id: int, rev: int | None = None) -> None:
    """Delete an account's opening total at revision `rev`; the expenses up to its date then count."""
    name = file.reader.value(compiled.ACCOUNT_NAME, id=account_id)
    with file.edit(_("기초 집행액 지움: {name}").format(name=name)) as session:
        record = _opening(session, account_id)
        session.delete(get(session, Opening, (record and record.id) or 0, rev))


def _opening(session: Session, account_id: int) -> Opening | None:
    return session.exec(select(Opening).where(Opening.account_id == account_id)).first()


def add_expense(file: OfficeFile, draft: ExpenseDraft) -> int:
    """Add an expense; return its id. Raise ValidationError if it is invalid."""
    with file.edit(_("예산 집행 추가: {purpose}").format(purpose=draft.purpose)) as session:
        return _insert_expense(session, file.reader, draft)


def change_expense(file: OfficeFile, record_id: int, rev: int, draft: ExpenseDraft) -> None:
    """Change an expense at revision `rev`. Raise RuleError for the fields that a reversal copies."""
    with file.edit(_("예산 집행 고침: {purpose}").format(purpose=draft.purpose)) as session:
        record = get(session, Expense, record_id, rev)
        for field in file_rules.REVERSED_FIELDS:
            if getattr(record, field) != getattr(draft, field) and (
                error := file_rules.reversal_error(file.reader, record_id, field)
            ):
                raise error
        require_valid(file_rules.expense_errors(file.reader, record_id, draft))
        assign(record, column_values(draft))


def delete_expense(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete an expense or a reversal at revision `rev`.

    Raise RuleError if it is reversed, or is a refund that was already spent.
    """
    purpose = file.reader.value(compiled.EXPENSE_PURPOSE, id=record_id)
    with file.edit(_("예산 집행 지움: {purpose}").format(purpose=purpose)) as session:
        record = get(session, Expense, record_id, rev)
        if error := file_rules.reversed_error(file.reader, record_id):
            raise error
        available = balances.available_balance(
            file.reader, record.account_id, record.spent_on, record_id
        )
        if available and available.won < 0 <= available.won - record.won:
            message = _("돌려받은 돈이 이미 쓰였습니다. 지우면 {won}원이 모자랍니다.")
            remedy = _("예산을 늘리거나 다른 집행을 먼저 고쳐 주세요.")
            raise RuleError(message.format(won=format_won(-available.won)), remedy=remedy)
        session.delete(record)


def reverse(file: OfficeFile, expense_id: int, on: date, reason: str) -> int:
    """Reverse an expense by adding one with the negated amount; return its id.

    Raise RuleError if the expense is reversed or a reversal, ValidationError if an input is invalid.
    """
    stored = queries.expense(file.reader, expense_id)
    if stored is None:
        raise deleted_error()
    draft = file_rules.reversal_draft(stored.draft, on, reason)
    with file.edit(_("예산 집행 {purpose}").format(purpose=draft.purpose)) as session:
        get(session, Expense, expense_id, stored.rev)
        if error := file_rules.reversal_error(file.reader, expense_id):
            raise error
        require_valid(file_rules.reversal_errors(file.reader, expense_id, on, reason))
        return _insert_expense(session, file.reader, draft, reverses=expense_id)


def _insert_expense(
    session: Session, reader: Reader, draft: ExpenseDraft, reverses: int | None = None
) -> int:
    require_valid(file_rules.expense_errors(reader, 0, draft))
    record = Expense(**column_values(draft), reverses_id=reverses)
    session.add(record)
    session.flush()
    return record.id or 0


def _add_account(file: OfficeFile, typed: AccountDraft | NewAccount) -> int:
    initial = typed.won if isinstance(typed, NewAccount) else None
    return add_account(file, AccountDraft(typed.fy, typed.code, typed.name, typed.note), initial)


def _change_account(
    file: OfficeFile, record_id: int, rev: int, typed: AccountDraft | NewAccount
) -> None:
    change_account(file, record_id, rev, AccountDraft(typed.fy, typed.code, typed.name, typed.note))


def _add_opening(file: OfficeFile, draft: OpeningDraft) -> int:
    set_opening(file, draft)
    return draft.account_id


def _change_opening(file: OfficeFile, _record_id: int, rev: int, draft: OpeningDraft) -> None:
    set_opening(file, draft, rev)


ACCOUNTS = RecordStore[AccountDraft | NewAccount](_add_account, _change_account, delete_account)
APPROPRIATIONS = RecordStore[AppropriationDraft](
    add_appropriation, change_appropriation, delete_appropriation
)
OPENINGS = RecordStore[OpeningDraft](_add_opening, _change_opening, delete_opening)
EXPENSES = RecordStore[ExpenseDraft](add_expense, change_expense, delete_expense)


EXPENSE_IMPORT = ImportTarget(
    model.EXPENSE,
    ExpenseDraft,
    Expense,
    lambda _draft: (),  # all are found with the balance
    keys=(("account_id", "spent_on", "spent_at", "purpose", "won", "place", "target"),),
    blank_in_keys=frozenset({"spent_at", "place", "target"}),
    complete=file_rules.within_balance,
    references={"account_id": file_rules.accounts_by_name},
    spans=(TimeSpan("spent_on", "spent_at"),),
    headings={N_("취소한 집행"): ""},
)


def _make_account(**values: Any) -> AccountOfFile:
    """Return an account whose initial budget, if it is an amount alone, is of 1 January."""
    account = AccountOfFile(**values)
    in_year = FIRST_YEAR <= account.fy <= LAST_YEAR
    day = date(account.fy, 1, 1) if in_year else date.min
    dated = (
        each._replace(decided_on=day) if each.decided_on == date.min else each
        for each in account.appropriations
    )
    return account._replace(appropriations=tuple(dated))


ACCOUNT_IMPORT = ImportTarget(
    model.ACCOUNT,
    AccountOfFile,
    Account,
    rules.account_of_file_errors,
    keys=(("fy", "code"),),
    make=_make_account,
    complete=file_rules.in_order,
    children={
        "appropriations": ChildRows(Appropriation, "account_id"),
        "opening": ChildRows(Opening, "account_id"),
    },
    parse_rows={
        "appropriations": rules.parse_appropriation,
        "opening": rules.parse_opening,
    },
    headings={
        N_("예산액"): "",
        N_("집행액"): "",
        N_("잔액"): "",
        N_("기초 집행 기준일"): "",
        N_("기초 집행액"): "",
        N_("기초 집행액 단위"): "",
        N_("기초 집행액 출처"): "",
    },
)
IMPORTS: Mapping[str, ImportTarget[Any]] = {
    "expenses": EXPENSE_IMPORT,
    "accounts": ACCOUNT_IMPORT,
}
