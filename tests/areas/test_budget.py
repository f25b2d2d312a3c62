"""The budget: what the store keeps, what the books then say, and the report's table."""

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from datetime import date, time
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas.budget import balances, compiled, queries, rules, store, tables
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.areas.budget.rules import AccountFigures, AvailableBalance
from secretariat_tui.core.errors import EditConflictError, RuleError, ValidationError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables import export
from secretariat_tui.tables.table import Period

NEW_YEAR, APRIL, MAY = date(2023, 1, 1), date(2023, 4, 19), date(2023, 5, 1)
YEAR_END = date(2023, 12, 31)
OFFICE = AccountDraft(
    2023,
    "203-01",
    "기관운영업무추진비",
    "조직운영, 대민활동, 유관기관협조, 직책수행 등 제반 경비",
)
POLICY = AccountDraft(
    2023,
    "203-03",
    "시책추진업무추진비",
    "주요행사, 시책사업, 투자사업의 원활한 추진을 위한 경비",
)


@pytest.fixture
def source(file: OfficeFile) -> OfficeFile:
    """A file with the figures of the source report: accounts 1 and 2."""
    for draft, won, executed in (
        (OFFICE, 277_200_000, 65_351_000),
        (POLICY, 80_000_000, 24_166_000),
    ):
        number = store.add_account(file, draft, won, NEW_YEAR)
        store.set_opening(file, OpeningDraft(number, APRIL, executed, 1000))
    return file


@pytest.fixture
def lunch(source: OfficeFile) -> ExpenseDraft:
    """A lunch of account 2, not yet entered."""
    return ExpenseDraft(
        2, date(2023, 4, 20), "시정 현안 간담회", 110_000, time(12, 10), "시청 인근", headcount=5
    )


def _line(file: OfficeFile, account_id: int, as_of: date = MAY) -> AccountFigures:
    return next(
        line
        for line in balances.account_figures(file.reader, 2023, as_of)
        if line.account_id == account_id
    )


def _refused(action: Callable[[], object]) -> str:
    with pytest.raises(RuleError) as refusal:
        action()
    return str(refusal.value)


def _faults(action: Callable[[], object]) -> list[tuple[str, str]]:
    with pytest.raises(ValidationError) as refusal:
        action()
    return list(refusal.value.errors)


# The report's table


def test_the_table_of_the_source_report_to_the_character(source: OfficeFile) -> None:
    sheet = tables.SHEETS["accounts"].read(source.reader, Period(APRIL))
    assert (sheet.title, sheet.basis) == ("과목별 집행현황", "(기준 / 단위 : '23.4.19. / 천원)")
    assert sheet.table.header() == ["구분", "예산액", "집행액", "잔액", "비고"]
    assert [sheet.table.texts(row) for row in sheet.rows] == [
        ["계", "357,200", "89,517 (25.0%)", "267,683", ""],
        ["기관운영업무추진비", "277,200", "65,351 (23.5%)", "211,849", OFFICE.note],
        ["시책추진업무추진비", "80,000", "24,166 (30.2%)", "55,834", POLICY.note],
    ]
    assert sheet.notes == ()


def test_as_data_money_is_in_won(source: OfficeFile) -> None:
    sheet = tables.accounts(source.reader, Period(APRIL))
    first = json.loads(export.text(sheet, "json"))["rows"][0]
    assert (first["budget"], first["executed"], first["balance"]) == (
        357_200_000, 89_517_000, 267_683_000,
    )  # fmt: skip


def test_the_total_is_the_sum_of_what_is_printed_and_says_where_won_differ(
    file: OfficeFile,
) -> None:
    for code in ("1", "2"):
        number = store.add_account(file, AccountDraft(2023, code, code), 10_600, NEW_YEAR)
        store.add_expense(file, ExpenseDraft(number, APRIL, "다과", 1_600, kind="goods"))
    sheet = tables.accounts(file.reader, Period(APRIL))
    assert [sheet.table.texts(row)[1:4] for row in sheet.rows] == [
        ["20", "2 (15.0%)", "18"],
        ["10", "1 (15.0%)", "9"],
        ["10", "1 (15.0%)", "9"],
    ]
    assert sheet.notes == (
        "계는 천원 미만을 버린 과목의 합입니다. 원 단위로는 예산액 21,200원, 집행액 3,200원입니다.",
    )


MONEY = st.integers(-(10**10), 10**12)


@given(
    st.lists(
        st.builds(partial(AccountFigures, 1, "", "", ""), MONEY, MONEY),
        min_size=1,
    )
)
def test_what_is_printed_foots(lines: list[AccountFigures]) -> None:
    head, *rows = tables.printed(lines)
    assert head.budget == sum(row.budget for row in rows)
    assert head.executed == sum(row.executed for row in rows)
    assert head.balance == sum(row.balance for row in rows)
    assert abs(head.figures.budget - head.budget * 1000) < 1000 * len(rows)


def test_a_year_without_accounts_says_so(source: OfficeFile) -> None:
    sheet = tables.accounts(source.reader, Period(date(2024, 1, 2)))
    assert (sheet.rows, sheet.notes) == ([], ("2024 회계연도의 과목이 없습니다.",))


def test_the_list_of_expenses(source: OfficeFile, lunch: ExpenseDraft) -> None:
    number = store.add_expense(source, lunch._replace(note="카드전표"))
    store.reverse(source, number, date(2023, 4, 24), "행사 취소")
    store.add_expense(source, lunch._replace(spent_on=date(2023, 4, 3), won=50_000))
    store.add_expense(source, lunch._replace(spent_on=date(2023, 6, 1)))
    sheet = tables.SHEETS["expenses"].read(source.reader, Period(MAY))
    assert sheet.basis == "(기간: '23.1.1. ~ '23.5.1.)"
    assert sheet.table.header() == [
        "집행일", "시각", "목적", "장소", "인원", "금액(원)", "결제", "비고", "과목",
    ]  # fmt: skip
    name = POLICY.name
    assert [sheet.table.texts(row) for row in sheet.rows] == [
        ["'23.4.24.", "", "취소: 시정 현안 간담회", "시청 인근", "", "△110,000", "카드",
         "행사 취소", name],
        ["'23.4.20.", "12:10", "시정 현안 간담회", "시청 인근", "5", "110,000", "카드",
         "취소됨 · 카드전표", name],
        ["'23.4.3.", "12:10", "시정 현안 간담회", "시청 인근", "5", "50,000", "카드", "", name],
    ]  # fmt: skip
    assert sheet.notes == (
        "합계 3건 50,000원",
        "그중 1건 50,000원은 기초 집행액에 이미 들어 있습니다.",
    )
    june = tables.expenses(source.reader, Period(MAY, date(2023, 6, 1), date(2023, 6, 30)))
    assert june.notes == ("합계 1건 110,000원",)


# What the books say


def test_an_opening_total_stands_for_its_days(source: OfficeFile, lunch: ExpenseDraft) -> None:
    store.add_expense(source, lunch._replace(spent_on=APRIL))
    store.add_expense(source, lunch)
    assert _line(source, 2, APRIL).executed == 24_166_000
    line = _line(source, 2)
    assert (line.executed, line.balance) == (24_276_000, 55_724_000)
    assert (line.opening_as_of, line.itemized) == (APRIL, 110_000)


def test_before_an_opening_total_nothing_is_guessed(source: OfficeFile) -> None:
    said = _refused(lambda: balances.account_figures(source.reader, 2023, date(2023, 4, 18)))
    assert said == (
        "2023. 4. 19.(수) 이전 시점은 상세가 없습니다."
        " 기준일을 2023. 4. 19.(수) 이후로 정해 주세요."
    )


def test_budget_counts_from_the_day_it_was_decided(source: OfficeFile) -> None:
    store.add_appropriation(source, AppropriationDraft(1, MAY, -5_000_000, "diversion"))
    store.add_appropriation(source, AppropriationDraft(2, MAY, 5_000_000, "diversion"))
    assert [line.budget for line in balances.account_figures(source.reader, 2023, APRIL)] == [
        277_200_000, 80_000_000,
    ]  # fmt: skip
    after = balances.account_figures(source.reader, 2023, MAY)
    assert [line.budget for line in after] == [272_200_000, 85_000_000]
    assert rules.total(after).budget == 357_200_000


def test_years_and_expenses(source: OfficeFile, lunch: ExpenseDraft) -> None:
    store.add_account(source, OFFICE._replace(fy=2024))
    for _number in range(4):
        store.add_expense(source, lunch)
    assert queries.fiscal_years(source.reader) == [2024, 2023]
    assert len(queries.expenses(source.reader, 2, NEW_YEAR, YEAR_END)) == 4
    assert queries.expenses(source.reader, 1, NEW_YEAR, YEAR_END) == []


def test_room_is_the_lowest_balance_from_a_day_on(file: OfficeFile) -> None:
    number = store.add_account(file, OFFICE, 100, NEW_YEAR)
    store.add_expense(file, ExpenseDraft(number, date(2023, 6, 1), "다과", 100))
    store.add_appropriation(file, AppropriationDraft(number, date(2023, 9, 1), 70, "supplementary"))
    assert balances.available_balance(file.reader, number, date(2023, 3, 1)) == AvailableBalance(
        2023, 0, in_opening=False
    )
    assert balances.available_balance(file.reader, number, date(2023, 9, 1)) == AvailableBalance(
        2023, 70, in_opening=False
    )
    assert balances.available_balance(
        file.reader, number, date(2023, 3, 1), excluding=1
    ) == AvailableBalance(2023, 100, in_opening=False)
    assert balances.available_balance(file.reader, 99, MAY) is None


# Accounts


def test_an_account_is_what_was_typed(source: OfficeFile) -> None:
    stored = queries.account(source.reader, 1)
    assert stored
    assert stored.draft == OFFICE
    renamed = OFFICE._replace(name="기관운영")
    store.change_account(source, 1, stored.rev, renamed)
    after = queries.account(source.reader, 1)
    assert after
    assert after.draft == renamed
    with pytest.raises(EditConflictError):
        store.change_account(source, 1, stored.rev, OFFICE)
    assert queries.account(source.reader, 99) is None


def test_a_code_is_used_once_a_year(source: OfficeFile) -> None:
    said = [("code", "2023년에 이 코드를 쓰는 과목이 있습니다: 기관운영업무추진비")]
    twin = POLICY._replace(code="203-01")
    assert _faults(lambda: store.add_account(source, twin)) == said
    assert _faults(lambda: store.change_account(source, 2, 1, twin)) == said
    assert store.add_account(source, twin._replace(fy=2024))


def test_an_account_with_an_impossible_budget_is_not_opened(file: OfficeFile) -> None:
    assert _faults(lambda: store.add_account(file, OFFICE, 0))[0][0] == "won"
    assert _faults(lambda: store.add_account(file, OFFICE._replace(name="")))[0][0] == "name"
    assert queries.fiscal_years(file.reader) == []


def test_an_account_keeps_what_hangs_on_it(source: OfficeFile, lunch: ExpenseDraft) -> None:
    store.add_expense(source, lunch)
    assert _refused(lambda: store.delete_account(source, 2)) == (
        "과목을 지울 수 없습니다: 편성 1건·기초 집행액 1건·집행 1건이 있습니다."
        " 그것들을 먼저 지워 주세요."
    )
    later = OFFICE._replace(fy=2024)
    assert "편성 1건·기초 집행액 1건이" in _refused(
        lambda: store.change_account(source, 1, 1, later)
    )


def test_a_bare_account_can_move_to_another_year_and_go(file: OfficeFile) -> None:
    number = store.add_account(file, OFFICE)
    store.change_account(file, number, 1, OFFICE._replace(fy=2024))
    assert queries.fiscal_years(file.reader) == [2024]
    store.delete_account(file, number)
    assert queries.fiscal_years(file.reader) == []
    assert file.undo() == "예산 과목 지움: 기관운영업무추진비"
    assert queries.fiscal_years(file.reader) == [2024]


# Appropriations


def test_an_appropriation_is_what_was_typed(source: OfficeFile) -> None:
    extra = AppropriationDraft(1, MAY, 3_000_000, "supplementary", "제1회 추경")
    number = store.add_appropriation(source, extra)
    assert [stored.draft for stored in queries.appropriations(source.reader, 1)] == [
        AppropriationDraft(1, NEW_YEAR, 277_200_000), extra,
    ]  # fmt: skip
    store.change_appropriation(source, number, 1, extra._replace(won=4_000_000))
    stored = queries.appropriation(source.reader, number)
    assert stored
    assert stored.draft.won == 4_000_000
    assert _line(source, 1).budget == 281_200_000
    store.delete_appropriation(source, number)
    assert queries.appropriation(source.reader, number) is None
    assert source.undo() == "예산 편성 지움: 추경 4,000,000원"
    with pytest.raises(EditConflictError):
        store.delete_appropriation(source, 99)


def test_taking_more_than_is_left_needs_a_reason(source: OfficeFile) -> None:
    cut = AppropriationDraft(2, MAY, -55_834_001, "cut")
    assert _faults(lambda: store.add_appropriation(source, cut)) == [
        ("reason", "잔액이 △1원이 됩니다. 그래도 하려면 사유를 적어 주세요.")
    ]
    store.add_appropriation(source, cut._replace(won=-55_834_000))
    assert _line(source, 2).balance == 0
    store.add_appropriation(source, cut._replace(won=-1, reason="의회 의결"))
    store.add_appropriation(source, cut._replace(won=1, kind="supplementary"))
    assert _line(source, 2).balance == 0


def test_an_appropriation_that_is_spent_stays(source: OfficeFile) -> None:
    assert _refused(lambda: store.delete_appropriation(source, 2)) == (
        "지우면 잔액이 △24,166,000원이 됩니다."
        " 금액을 고치거나, 감액을 새로 적고 사유를 남겨 주세요."
    )
    draft = AppropriationDraft(1, NEW_YEAR, 80_000_000)
    said = _refused(lambda: store.change_appropriation(source, 2, 1, draft))
    assert said.startswith("편성의 과목은 바꿀 수 없습니다.")


# Opening totals


def test_an_opening_total_is_set_changed_and_removed(
    source: OfficeFile, lunch: ExpenseDraft
) -> None:
    stored = queries.opening(source.reader, 2)
    assert stored
    assert stored.draft == OpeningDraft(2, APRIL, 24_166_000, 1000)
    store.add_expense(source, lunch._replace(spent_on=APRIL, won=24_166_999))
    exact = OpeningDraft(2, APRIL, 24_166_998)
    assert _faults(lambda: store.set_opening(source, exact, stored.rev)) == [
        ("executed", "그날까지 적은 집행만 24,166,999원입니다. 집행액이 그보다 적을 수 없습니다.")
    ]
    store.set_opening(source, exact._replace(executed=24_166_999), stored.rev)
    assert _line(source, 2).executed == 24_166_999
    store.delete_opening(source, 2)
    assert queries.opening(source.reader, 2) is None
    store.delete_opening(source, 1)
    assert _line(source, 2, date(2023, 4, 18)).executed == 0
    assert _line(source, 2, MAY).executed == 24_166_999


def test_an_opening_total_set_twice_is_a_conflict(source: OfficeFile) -> None:
    with pytest.raises(EditConflictError):
        store.set_opening(source, OpeningDraft(2, APRIL, 0))
    store.delete_opening(source, 2)
    with pytest.raises(EditConflictError):
        store.delete_opening(source, 2)


def test_detail_never_explains_more_than_its_opening_total(
    source: OfficeFile, lunch: ExpenseDraft
) -> None:
    early = lunch._replace(spent_on=APRIL, won=24_166_000)
    store.add_expense(source, early)
    said = "이날까지의 기초 집행액 가운데 상세가 없는 금액은 999원입니다."
    assert _faults(lambda: store.add_expense(source, early._replace(won=1_000))) == [("won", said)]
    store.add_expense(source, early._replace(won=999))
    assert _line(source, 2).executed == 24_166_000


# Expenses


def test_an_expense_is_what_was_typed(source: OfficeFile, lunch: ExpenseDraft) -> None:
    number = store.add_expense(source, lunch)
    stored = queries.expense(source.reader, number)
    assert stored
    assert stored.draft == lunch
    store.change_expense(source, number, stored.rev, lunch)
    assert queries.expense(source.reader, number) == stored
    store.change_expense(source, number, stored.rev, lunch._replace(account_id=1, won=120_000))
    assert (_line(source, 1).executed, _line(source, 2).executed) == (65_471_000, 24_166_000)
    with pytest.raises(EditConflictError):
        store.change_expense(source, number, stored.rev, lunch)
    store.delete_expense(source, number)
    assert queries.expense(source.reader, number) is None
    assert source.undo() == "예산 집행 지움: 시정 현안 간담회"


def test_spending_more_than_is_left_needs_a_reason(source: OfficeFile, lunch: ExpenseDraft) -> None:
    feast = lunch._replace(won=55_834_001)
    said = ("over_reason", "잔액은 55,834,000원입니다. 넘겨 쓰려면 초과 사유를 적어 주세요.")
    assert _faults(lambda: store.add_expense(source, feast)) == [said]
    store.add_expense(source, feast._replace(over_reason="재난 대응"))
    assert _line(source, 2).balance == -1


def test_an_expense_can_be_edited_after_its_money_was_cut(
    source: OfficeFile, lunch: ExpenseDraft
) -> None:
    number = store.add_expense(source, lunch)
    store.add_appropriation(source, AppropriationDraft(2, MAY, -55_834_000, "cut", "의회 의결"))
    store.change_expense(source, number, 1, lunch._replace(note="카드전표"))
    larger = lunch._replace(won=110_001)
    assert _faults(lambda: store.change_expense(source, number, 2, larger))[0][0] == "over_reason"


@pytest.mark.parametrize(
    ("spent_on", "field"), [(date(2022, 12, 31), "spent_on"), (date(2024, 1, 1), "spent_on")]
)
def test_an_expense_is_of_its_fiscal_year(
    source: OfficeFile, lunch: ExpenseDraft, spent_on: date, field: str
) -> None:
    draft = lunch._replace(spent_on=spent_on)
    assert [name for name, _said in _faults(lambda: store.add_expense(source, draft))] == [field]


# Reversals


def test_a_reversal_gives_the_money_back(source: OfficeFile, lunch: ExpenseDraft) -> None:
    number = store.add_expense(source, lunch)
    back = store.reverse(source, number, MAY, "행사 취소")
    assert _line(source, 2).balance == 55_834_000
    second, first = queries.expenses(source.reader, 2, NEW_YEAR, YEAR_END)
    assert (second.id, second.reverses_id, second.won) == (back, number, -110_000)
    assert (first.id, first.reversed_by, first.in_opening) == (number, back, False)
    assert source.undo() == "예산 집행 취소: 시정 현안 간담회"
    assert _line(source, 2).balance == 55_724_000


def test_a_reversal_is_neither_repeated_nor_reversed(
    source: OfficeFile, lunch: ExpenseDraft
) -> None:
    number = store.add_expense(source, lunch)
    back = store.reverse(source, number, MAY, "행사 취소")
    twice = _refused(lambda: store.reverse(source, number, MAY, "또"))
    assert twice == "이미 취소한 집행입니다. 바꾸려면 취소한 행을 먼저 지워 주세요."
    again = _refused(lambda: store.reverse(source, back, MAY, "또"))
    assert again == "다른 집행을 취소한 행입니다. 되살리려면 이 행을 지워 주세요."
    with pytest.raises(EditConflictError):
        store.reverse(source, 99, MAY, "없는 집행")


@pytest.mark.parametrize("change", [{"won": 1}, {"account_id": 1}, {"spent_on": MAY}])
def test_what_a_reversal_rests_on_is_locked(
    source: OfficeFile, lunch: ExpenseDraft, change: dict[str, object]
) -> None:
    number = store.add_expense(source, lunch)
    back = store.reverse(source, number, date(2023, 4, 24), "행사 취소")
    changed = lunch._replace(**change)  # type: ignore[arg-type]
    with pytest.raises(RuleError) as refusal:
        store.change_expense(source, number, 1, changed)
    assert [refusal.value.field] == list(change)
    stored = queries.expense(source.reader, back)
    assert stored
    moved = stored.draft._replace(**change)  # type: ignore[arg-type]
    assert "취소한 행" in _refused(lambda: store.change_expense(source, back, 1, moved))
    assert "이미 취소한" in _refused(lambda: store.delete_expense(source, number))
    store.change_expense(source, number, 1, lunch._replace(note="카드전표"))
    store.delete_expense(source, back)
    store.delete_expense(source, number)
    assert queries.expenses(source.reader, 2, NEW_YEAR, YEAR_END) == []


@pytest.mark.parametrize(
    ("on", "reason", "field"),
    [
        (MAY, "", "reason"),
        (APRIL, "행사 취소", "on"),
        (date(2024, 1, 1), "행사 취소", "on"),
    ],
)
def test_what_keeps_a_reversal_out(
    source: OfficeFile, lunch: ExpenseDraft, on: date, reason: str, field: str
) -> None:
    number = store.add_expense(source, lunch)
    found = _faults(lambda: store.reverse(source, number, on, reason))
    assert [name for name, _said in found] == [field]
    assert len(queries.expenses(source.reader, 2, NEW_YEAR, YEAR_END)) == 1


def test_money_given_back_and_spent_again_cannot_be_taken_back(
    source: OfficeFile, lunch: ExpenseDraft
) -> None:
    number = store.add_expense(source, lunch._replace(won=55_834_000))
    back = store.reverse(source, number, MAY, "행사 취소")
    store.add_expense(source, lunch._replace(spent_on=MAY, won=55_000_000))
    said = _refused(lambda: store.delete_expense(source, back))
    assert said.startswith("돌려받은 돈이 이미 쓰였습니다. 지우면 55,000,000원이 모자랍니다.")


# Laws

DAYS = st.dates(date(2023, 1, 1), YEAR_END)


@pytest.mark.slow
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.tuples(st.integers(1, 2), DAYS, st.integers(1, 1_000_000)), max_size=4),
    st.tuples(DAYS, st.integers(1, 1_000_000)),
)
def test_undo_restores_the_books_and_a_reversal_the_balance(
    source: OfficeFile, others: list[tuple[int, date, int]], one: tuple[date, int]
) -> None:
    with (
        TemporaryDirectory() as folder,
        closing(OfficeFile(Path(shutil.copy(source.path, folder)), "김주무관")) as file,
    ):
        books = [balances.account_figures(file.reader, 2023, YEAR_END)]
        for account_id, day, won in (*others, (1, *one)):
            number = store.add_expense(file, ExpenseDraft(account_id, day, "다과", won))
            books.append(balances.account_figures(file.reader, 2023, YEAR_END))
        store.reverse(file, number, one[0], "행사 취소")
        assert balances.account_figures(file.reader, 2023, YEAR_END) == books[-2]
        for before in reversed(books):
            file.undo()
            assert balances.account_figures(file.reader, 2023, YEAR_END) == before


def test_sums_and_lists_are_read_from_indexes(source: OfficeFile) -> None:
    plan = source.reader._db.execute(
        f"EXPLAIN QUERY PLAN {compiled.ACCOUNT_FIGURES}", {"fy": 2023, "as_of": "2023-05-01"}
    ).fetchall()
    steps = [row[3] for row in plan]
    assert not [step for step in steps if step.startswith("SCAN") and "account" not in step]
    assert sum("COVERING INDEX expense_by_account" in step for step in steps) == 2
    assert sum("COVERING INDEX appropriation_by_account" in step for step in steps) == 1


# Deleting


def test_what_changed_since_it_was_read_is_not_deleted(
    source: OfficeFile, lunch: ExpenseDraft
) -> None:
    number = store.add_expense(source, lunch)
    (entry,) = queries.expenses(source.reader, 2, NEW_YEAR, YEAR_END)
    store.change_expense(source, number, entry.rev, lunch._replace(place="종로"))
    (given,) = queries.appropriations(source.reader, 2)
    store.change_appropriation(source, given.id, given.rev, given.draft._replace(reason="고침"))
    opened = queries.opening(source.reader, 2)
    assert opened
    store.set_opening(source, opened.draft._replace(source="고침"), opened.rev)
    bare = store.add_account(source, OFFICE._replace(code="203-09"))
    line = balances.account_figures(source.reader, 2023, MAY)[-1]
    store.change_account(source, bare, line.rev or 0, OFFICE._replace(code="203-09", note="고침"))
    with pytest.raises(EditConflictError):
        store.delete_expense(source, number, entry.rev)
    with pytest.raises(EditConflictError):
        store.delete_appropriation(source, given.id, given.rev)
    with pytest.raises(EditConflictError):
        store.delete_opening(source, 2, opened.rev)
    with pytest.raises(EditConflictError):
        store.delete_account(source, bare, line.rev)
    assert queries.expense(source.reader, number)
    assert queries.opening(source.reader, 2)
    store.delete_expense(source, number, entry.rev + 1)
    assert queries.expense(source.reader, number) is None
