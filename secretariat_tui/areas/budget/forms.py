"""The forms of accounts, appropriations, opening totals and expenses."""

from collections.abc import Mapping, Sequence
from datetime import date

from secretariat_tui.areas.budget import expense_warnings, queries, rules
from secretariat_tui.areas.budget.rules import (
    AccountDraft,
    AccountFigures,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.merge import EditedRecord, RunOnStore


def account_form(run_on_store: RunOnStore, stored: Stored[AccountDraft] | None, fy: int) -> Form:
    """Make the form for a stored account, or for a new one with its initial budget."""
    shape = [
        form_fields.number("fy", N_("회계연도"), _("예: 2023"), required=True),
        form_fields.text("code", N_("코드"), _("예: 203-03")),
        form_fields.text("name", N_("이름"), _("예: 시책추진업무추진비")),
        form_fields.text("note", N_("비고")),
    ]
    if stored is None:
        shape.append(form_fields.won("won", N_("당초예산"), required=False))

    edited = EditedRecord(run_on_store, "account", stored, queries.account) if stored else None

    async def save(values: Values) -> int:
        from secretariat_tui.areas.budget import store

        if edited is None:
            initial = values.pop("won")
            return await run_on_store(
                lambda file: store.add_account(file, AccountDraft(**values), initial)
            )
        draft = AccountDraft(**values)
        await run_on_store(lambda file: store.change_account(file, edited.id, edited.rev, draft))
        return edited.id

    title = _("과목 고치기") if stored else _("새 과목")
    draft = stored.draft if stored else AccountDraft(fy, "", "")
    return Form(title, shape, draft._asdict() | {"won": None}, save, edited=edited)


def appropriation_form(
    run_on_store: RunOnStore, stored: Stored[AppropriationDraft] | None, account_id: int, day: date
) -> Form:
    """Make the form for a stored appropriation, or for a new one of an account."""
    shape = [
        form_fields.day("decided_on", N_("정한 날"), day, required=True),
        form_fields.choice("kind", N_("구분"), rules.APPROPRIATIONS),
        form_fields.won("won", N_("금액")),
        form_fields.text("reason", N_("사유"), _("줄일 때는 금액에 △를 붙입니다. 예: △1,000,000")),
    ]

    edited = (
        EditedRecord(run_on_store, "appropriation", stored, queries.appropriation)
        if stored
        else None
    )

    async def save(values: Values) -> int:
        from secretariat_tui.areas.budget import store

        draft = AppropriationDraft(account_id, **values)
        if edited is None:
            return await run_on_store(lambda file: store.add_appropriation(file, draft))
        await run_on_store(
            lambda file: store.change_appropriation(file, edited.id, edited.rev, draft)
        )
        return edited.id

    title = _("예산 편성 고치기") if stored else _("새 예산 편성")
    blank = {"decided_on": day, "kind": "supplementary", "won": None, "reason": ""}
    return Form(title, shape, stored.draft._asdict() if stored else blank, save, edited=edited)


def opening_form(
    run_on_store: RunOnStore, stored: Stored[OpeningDraft] | None, account_id: int, day: date
) -> Form:
    """Make the form for an account's opening total."""
    shape = [
        form_fields.day("as_of", N_("기준일"), day, required=True),
        form_fields.won("executed", N_("집행액")),
        form_fields.choice("precision", N_("단위"), rules.PRECISIONS),
        form_fields.text("source", N_("출처"), _("예: 주요업무보고(2023. 5.)")),
    ]

    def read(read: Reader, _number: int) -> Stored[OpeningDraft] | None:
        return queries.opening(read, account_id)

    edited = EditedRecord(run_on_store, "opening", stored, read) if stored else None

    async def save(values: Values) -> None:
        from secretariat_tui.areas.budget import store

        draft = OpeningDraft(account_id, **values)
        await run_on_store(
            lambda file: store.set_opening(file, draft, edited.rev if edited else None)
        )

    title = _("기초 집행액: 그날까지의 집행을 합계로만 적습니다")
    blank = {"as_of": day, "executed": None, "precision": 1, "source": ""}
    return Form(title, shape, stored.draft._asdict() if stored else blank, save, edited=edited)


def reversal_form(run_on_store: RunOnStore, number: int, purpose: str, day: date) -> Form:
    """Make the form that cancels an expense by one with the other sign."""

    async def save(values: Values) -> int:
        from secretariat_tui.areas.budget import store

        return await run_on_store(lambda file: store.reverse(file, number, **values))

    shape = [
        form_fields.day("on", N_("날짜"), day, required=True),
        form_fields.text("reason", N_("까닭"), _("예: 행사 취소로 환불")),
    ]
    title = _("취소 집행: {purpose}").format(purpose=purpose)
    return Form(title, shape, {"on": day, "reason": ""}, save)


async def expense_form(
    run_on_store: RunOnStore, fy: int, day: date, account_id: int | None, number: int | None = None
) -> Form | None:
    """Make the form for a stored expense, or for a new one of an account; None where it is gone.

    Its preview counts all that is entered in the fiscal year, as the store does.
    """

    def read(file: OfficeFile) -> tuple[list[AccountFigures], Stored[ExpenseDraft] | None]:
        with file.read.snapshot():
            lines = queries.account_figures(file.read, fy, date(fy, 12, 31))
            return lines, queries.expense(file.read, number) if number else None

    lines, stored = await run_on_store(read)
    if number and stored is None:
        return None
    if not lines:
        what = _("{fy} 회계연도의 과목이 없습니다.").format(fy=fy)
        raise UserError(what, remedy=_("Ctrl+N으로 과목을 먼저 적어 주세요."))
    by_number = {line.account_id: line for line in lines}
    before = stored.draft if stored else None

    edited = EditedRecord(run_on_store, "expense", stored, queries.expense) if stored else None

    async def save(values: Values) -> int:
        from secretariat_tui.areas.budget import store

        draft = ExpenseDraft(**values)
        if edited is None:
            return await run_on_store(lambda file: store.add_expense(file, draft))
        await run_on_store(lambda file: store.change_expense(file, edited.id, edited.rev, draft))
        return edited.id

    def preview(values: Values) -> str:
        return _preview(by_number[values["account_id"]], values, before)

    account = account_id if account_id in by_number else lines[0].account_id
    blank = ExpenseDraft(account or 0, day, "", 0)._asdict() | {"won": None}
    title = _("집행 고치기") if stored else _("새 집행")
    start = before._asdict() if before else blank
    return Form(title, _expense(lines, day), start, save, preview, edited)


def _expense(lines: Sequence[AccountFigures], day: date) -> list[form_fields.FormField]:
    accounts = {line.account_id: f"{line.code} {line.name}" for line in lines}
    return [
        form_fields.choice("account_id", N_("과목"), accounts),
        form_fields.day("spent_on", N_("집행일"), day, required=True),
        form_fields.clock("spent_at", N_("시각")),
        form_fields.won("won", N_("금액")),
        form_fields.text("purpose", N_("목적"), _("예: 시정 현안 관계기관 간담회")),
        form_fields.text("place", N_("장소")),
        form_fields.text("target", N_("대상"), _("50만원 이상이면 상대방의 소속과 성명")),
        form_fields.number("headcount", N_("인원"), _("예: 5 (모르면 비워 둡니다)")),
        form_fields.choice("method", N_("결제"), rules.METHODS),
        form_fields.choice("kind", N_("구분"), rules.KINDS),
        form_fields.text("over_reason", N_("초과 사유"), _("잔액을 넘겨 쓸 때만")),
        form_fields.text("note", N_("메모")),
    ]


def _preview(
    line: AccountFigures, values: Mapping[str, object], before: ExpenseDraft | None
) -> str:
    """Say what an expense would leave of its account, per head, and the first thing to look at."""
    if values["won"] is None:
        return _("잔액 {won}원").format(won=format_won(line.balance))
    draft = ExpenseDraft(**values)  # type: ignore[arg-type]
    mine = before if before and before.account_id == line.account_id else None
    said = _effect(line, draft, mine)
    if (each := expense_warnings.per_head(draft)) is not None:
        said += _(" · 1인당 {won}원").format(won=format_won(each))
    found = expense_warnings.expense_warnings(draft)
    return f"{said}\n! {found[0][1]}" if found else said


def _effect(line: AccountFigures, draft: ExpenseDraft, before: ExpenseDraft | None) -> str:
    """Say what becomes of the balance, or of the opening total's detail on a day it covers."""
    covered = {True: 0, False: 0}  # what the expense took before, from the one or the other
    if before:
        covered[_covered(line, before.spent_on)] = before.won
    left = rules.balance_after(line.balance, draft, covered[False])
    if _covered(line, draft.spent_on):
        left += draft.won
    said = _("잔액 {old}원 → {new}원").format(old=format_won(line.balance), new=format_won(left))
    if _covered(line, draft.spent_on):
        text = _(" · 기초 집행액의 상세 {old}원 → {new}원")
        said += text.format(
            old=format_won(line.detailed), new=format_won(line.detailed - covered[True] + draft.won)
        )
    return said


def _covered(line: AccountFigures, day: date) -> bool:
    return line.opened_on is not None and day <= line.opened_on
