"""The screens of the budget: what a person sees, and what becomes of what they press."""

from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui import settings
from secretariat_tui.areas.budget import balances, queries, store, tables
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.areas.budget.queries import ExpenseRow
from secretariat_tui.areas.budget.rules import AccountFigures
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables.row_source import MemoryRows
from secretariat_tui.tables.table import Period
from tests.conftest import Prepared
from tests.tui.desk import TODAY, Desk, desk

OFFICE = AccountDraft(2023, "203-01", "기관운영업무추진비", "조직운영, 대민활동 등 제반 경비")
POLICY = AccountDraft(2023, "203-03", "시책추진업무추진비", "주요행사, 시책사업의 추진 경비")
OFFICE_ID, POLICY_ID = 1, 2
MAY = date(2023, 5, 2)
LUNCH = ExpenseDraft(
    POLICY_ID,
    date(2023, 4, 11),
    "인문학 과정 관계자 간담회",
    243_000,
    time(12),
    "광진구 식당",
    headcount=9,
)
DINNER = LUNCH._replace(
    spent_on=date(2023, 4, 14),
    purpose="청년정책 자문단 간담회",
    won=512_000,
    spent_at=time(19, 20),
    place="정동 식당",
    headcount=18,
)
TEA = LUNCH._replace(
    account_id=OFFICE_ID, spent_on=date(2023, 4, 12), purpose="다과 구입", won=90_000, kind="goods"
)


def _fill_books(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for draft, won, executed in (
            (OFFICE, 277_200_000, 65_351_000),
            (POLICY, 80_000_000, 24_166_000),
        ):
            number = store.add_account(file, draft, won)
            store.set_opening(file, OpeningDraft(number, TODAY, executed, 1000, "주요업무보고"))


@pytest.fixture
def books(prepared: Prepared) -> Path:
    """A file with the figures of the source report, as of 19 April 2023."""
    return prepared(_fill_books)


def _fill_spent(path: Path) -> None:
    _fill_books(path)
    with closing(OfficeFile(path, "김주무관")) as file:
        for draft in (LUNCH, DINNER, TEA):
            store.add_expense(file, draft)


@pytest.fixture
def spent(prepared: Prepared) -> Path:
    """The same, with three expenses of days that the opening totals cover."""
    return prepared(_fill_spent)


def line(path: Path, account_id: int, as_of: date = MAY) -> AccountFigures:
    with closing(OfficeFile(path, "검사")) as file:
        found = balances.account_figures(file.reader, as_of.year, as_of)
    return next(each for each in found if each.account_id == account_id)


def expenses(path: Path) -> list[ExpenseRow]:
    with closing(OfficeFile(path, "검사")) as file:
        return queries.expenses(file.reader, None, date(2023, 1, 1), date(2023, 12, 31))


def row(shown: str, word: str) -> str:
    """Return the first line that has a word, with single blanks."""
    return next(" ".join(each.split()) for each in shown.split("\n") if word in each)


async def later(at: Desk, day: date = MAY) -> str:
    """Let the day be another one, and read again."""
    at.app.today = lambda: day
    return await at.press("f5")


async def fill(at: Desk, *typed: str) -> str:
    """Write into the fields of the form one after the other; "" leaves a field as it is."""
    for each in typed:
        if each:
            await at.press("ctrl+u")
            await at.type(each)
        await at.press("tab")
    return at.text()


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_accounts_are_as_pictured(books: Path, size: tuple[int, int]) -> None:
    async with desk(books, size, area="budget") as at:
        shown = at.text()
        assert (
            "2023 회계연도 · 경과율 29.8% · 소진 예상 1  (기준 / 단위 : '23.4.19. / 천원)" in shown
        )
        assert row(shown, " 계  ") == "계 357,200 89,517 (25.0%) 267,683"
        assert row(shown, "65,351").startswith("기관운영업무추진비 277,200 65,351 (23.5%) 211,849")
        assert row(shown, "24,166").startswith("시책추진업무추진비 80,000 24,166 (30.2%) 55,834")
        assert "▲ 12.26.(화)" in shown
        await at.press("down", "down")
        at.check_picture("budget")


async def test_the_pane_gives_the_pace_of_the_account_under_the_cursor(spent: Path) -> None:
    async with desk(spent, area="budget") as at:
        shown = await at.press("down")
        assert row(shown, "203-01") == "203-01 기관운영업무추진비"
        assert row(shown, "예산현액") == "예산현액 277,200,000원"
        assert row(shown, "집행  ") == "집행 65,351,000원 잔액 211,849,000원"
        assert "연말 예상 218,835,917원 (78.9%)" in shown
        assert "소진  " not in shown
        shown = await at.press("down")
        assert "연말 예상 80,922,844원 (101.1%)  ▲ 12.26.(화) 소진" in shown
        assert "남은 날   256일 · 하루 218,101원꼴" in shown
        assert "'23.4.19.까지 24,166,000원 · 상세 755,000원 (3.1%) · 주요업무보고" in shown
        assert "편성      '23.1.1. 당초 80,000,000원" in shown


async def test_an_expense_shows_the_new_balance_before_and_after(books: Path) -> None:
    async with desk(books, area="budget") as at:
        await later(at)
        shown = await at.press("down", "down", "insert")
        assert "◂ 203-03 시책추진업무추진비 ▸" in shown
        assert "잔액 55,834,000원" in shown
        shown = await fill(at, "", "", "54000")
        assert "잔액 55,834,000원 → 55,780,000원" in shown
        assert "! 간담회는 인원을 적어 주세요." in shown
        shown = await fill(at, "현안 간담회", "무교동", "", "1")
        assert "잔액 55,834,000원 → 55,780,000원 · 1인당 54,000원" in shown
        assert "! 1인당 40,000원을 넘습니다." in shown
        shown = await at.press("ctrl+s")
        assert row(shown, "시책추진업무추진비 ").startswith(
            "시책추진업무추진비 80,000 24,220 (30.2%) 55,780"
        )
        assert "저장했습니다." in shown
        shown = await at.press("ctrl+z")
        assert "되돌렸습니다: 예산 집행 추가: 현안 간담회" in shown
        assert "24,166 (30.2%)" in shown
    assert expenses(books) == []


@pytest.mark.slow
async def test_an_expense_of_a_covered_day_is_detail_of_the_opening_total(spent: Path) -> None:
    async with desk(spent, area="budget") as at:
        await at.press("down", "down", "n")
        shown = await fill(at, "4.18.", "", "54,000")
        assert (
            "잔액 55,834,000원 → 55,834,000원 · 기초 집행액의 상세 755,000원 → 809,000원" in shown
        )
        await fill(at, "간담회")
        shown = await at.press("ctrl+s")
        assert "24,166 (30.2%)" in shown
        assert "상세 809,000원 (3.3%)" in shown


async def test_changing_an_expense_counts_only_the_difference(spent: Path) -> None:
    async with desk(spent, area="budget") as at:
        await at.press("down", "down", "enter", "f2", "tab", "tab", "ctrl+u")
        shown = await at.type("500000")
        assert "기초 집행액의 상세 755,000원 → 743,000원" in shown
        shown = await at.press("up", "up", "ctrl+u", "4", ".", "2", "0", ".")
        assert "잔액 55,834,000원 → 55,334,000원 · 1인당 27,777원" in shown
        shown = await at.press("ctrl+s")
        assert "'23.4.20.   19:20  청년정책 자문단 간담회" in shown
        shown = await at.press("f2", "tab", "tab", "ctrl+u", "6", "0", "0", "0", "0", "0")
        assert "잔액 55,334,000원 → 55,234,000원" in shown
        shown = await at.press("up", "up", "up", "left")
        assert "◂ 203-01 기관운영업무추진비 ▸" in shown
        assert "잔액 211,849,000원 → 211,249,000원" in shown
    assert line(spent, POLICY_ID).balance == 55_334_000


WRONG_AMOUNTS = (
    ("12,34", "▲ 쉼표의 자리가 맞지 않습니다: 12,34"),
    ("0.5", "▲ 1원보다 작은 금액은 적을 수 없습니다: 0.5"),
    ("0", "▲ 금액을 적어 주세요. 0원은 적을 수 없습니다."),
    ("", "▲ 비워 둘 수 없습니다."),
    ("6천만", "▲ 잔액은 55,834,000원입니다. 넘겨 쓰려면 초과 사유를 적어 주세요."),
)


@pytest.mark.slow
async def test_a_wrong_amount_is_told_beside_its_field(
    books: Path, subtests: pytest.Subtests
) -> None:
    async with desk(books, (100, 40), area="budget") as at:
        await later(at)
        await at.press("down", "down", "n")
        await fill(at, "", "", "1", "현안 간담회")
        for typed, said in WRONG_AMOUNTS:
            with subtests.test(typed=typed):
                at.app.screen.query_one("#edit-won").focus()
                await at.press("ctrl+u")
                await at.type(typed)
                shown = await at.press("ctrl+s")
                assert said in shown
                assert "현안 간담회" in shown
                assert typed in row(shown, "금액 *")
                assert "저장하지 않았습니다: 고칠 곳이 1군데 있습니다." in shown
    assert expenses(books) == []


@pytest.mark.slow
async def test_esc_in_the_middle_asks(books: Path) -> None:
    async with desk(books, area="budget") as at:
        before = await at.press("down")
        assert await at.press("n", "escape") == before
        await at.press("n")
        await fill(at, "", "", "54000")
        shown = await at.press("escape")
        assert "쓰던 내용을 어떻게 할까요?" in shown
        shown = await at.press("enter")
        assert "54000" in shown
        assert await at.press("escape", "down", "down", "enter") == before
    assert expenses(books) == []


async def test_down_to_the_expenses_and_back(spent: Path) -> None:
    async with desk(spent, area="budget") as at:
        before = await at.press("down", "down")
        shown = await at.press("enter")
        assert (
            "예산 › 203-03 시책추진업무추진비 › 집행 내역 · 예산 80,000 · 집행 24,166 (30.2%)"
            " · 잔액 55,834천원" in shown
        )
        assert "청년정책" in shown.split("\n")[3]
        assert "인문학" in shown.split("\n")[4]
        assert "다과 구입" not in shown
        assert "2건" in shown
        assert await at.press("escape") == before
        shown = await at.press("home", "enter")
        assert "예산 › 계 › 집행 내역 · 예산 357,200 · 집행 89,517 (25.0%)" in shown
        assert [each.split()[:2] for each in shown.split("\n")[3:6]] == [
            ["!", "'23.4.14."], ["'23.4.12.", "12:00"], ["'23.4.11.", "12:00"]
        ]  # fmt: skip
        shown = await at.press("escape", "end", "enter", "slash")
        shown = await at.type("ㅊㄴ")
        assert "인문학" not in shown
        assert "찾음 1 · 전체 2건" in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_expenses_are_as_pictured(spent: Path, size: tuple[int, int]) -> None:
    async with desk(spent, size, area="budget") as at:
        shown = await at.press("down", "down", "enter")
        assert "집행 24,166 (30.2%) · 잔액 55,834천원" in shown
        assert "512,000원 · 18명 · 1인당 28,444원 · 카드 · 간담회" in shown
        assert "! 500,000원 이상이면 상대방의 소속과 성명을 적어야 합니다." in shown
        assert "기초 집행액에 이미 든 집행입니다." in shown
        shown = await at.press("space", "space")
        assert "선택 2건 · 합계 755,000원 · 1인당 27,962원" in shown
        at.check_picture("budget-expenses")


async def test_heads_nobody_counted_make_no_rate_per_head(spent: Path) -> None:
    with closing(OfficeFile(spent, "김주무관")) as file:
        store.add_expense(file, LUNCH._replace(headcount=None, won=57_000, spent_on=MAY))
    async with desk(spent, area="budget") as at:
        shown = await at.press("end", "enter")
        assert "기준일 뒤의 집행입니다. 위의 집행액에 아직 들지 않았습니다." in shown
        shown = await at.press("ctrl+a")
        assert "선택 3건 · 합계 812,000원  " in shown


async def test_an_expense_of_a_later_day_is_cancelled_on_that_day(books: Path) -> None:
    with closing(OfficeFile(books, "김주무관")) as file:
        store.add_expense(file, ExpenseDraft(POLICY_ID, date(2023, 4, 28), "간담회", 90_000))
    async with desk(books, area="budget") as at:
        shown = await at.press("end", "enter", "ctrl+r")
        assert "2023-04-28" in shown
        await at.press("tab")
        await at.type("취소")
        assert "취소: 간담회" in await at.press("ctrl+s")


@pytest.mark.slow
async def test_an_expense_is_cancelled_by_its_reverse_once(spent: Path) -> None:
    async with desk(spent, area="budget") as at:
        await at.press("end", "enter", "ctrl+r")
        shown = await at.press("ctrl+s")
        assert "▲ 취소한 까닭을 적어 주세요." in shown
        await at.type("행사 취소")
        shown = await at.press("ctrl+s")
        assert "취소: 청년정책 자문단 간담회" in shown
        assert "△512,000" in shown
        assert "상태      '23.4.14. 집행을 되돌려 적은 행입니다." in shown
        assert "점검" not in shown
        shown = await at.press("ctrl+r")
        assert "다른 집행을 취소한 행입니다." in shown
        shown = await at.press("enter", "down")
        assert "취소했습니다: '23.4.19. 되돌려 적음(행사 취소)." in shown
        assert "취소됨" in shown
        shown = await at.press("ctrl+r")
        assert "이미 취소한 집행입니다." in shown
        shown = await at.press("enter", "delete")
        assert "4.14.(금) 청년정책 자문단 간담회 512,000원" in shown
        shown = await at.press("down", "enter")
        assert "바꾸려면 취소한 행을 먼저 지워 주세요." in shown
        await at.press("enter", "ctrl+z")
    assert [each.won for each in expenses(spent)] == [512_000, 90_000, 243_000]


async def test_deleting_names_the_expense(spent: Path) -> None:
    async with desk(spent, area="budget") as at:
        shown = await at.press("end", "enter", "down", "enter", "delete")
        assert "1건 지우기" in shown
        assert "4.11.(화) 인문학 과정 관계자 간담회 243,000원" in shown
        await at.press("enter")
        assert len(expenses(spent)) == 3
        shown = await at.press("delete", "down", "enter")
        assert "지웠습니다: 4.11.(화) 인문학 과정 관계자 간담회 243,000원" in shown
        await at.press("delete", "down", "enter")
        shown = at.text()
        assert "적힌 집행이 없습니다. Insert나 n을 눌러" in shown
        assert "고른 기록이 없습니다." in await at.press("ctrl+r", "f2", "delete")
    assert [each.purpose for each in expenses(spent)] == ["다과 구입"]


@pytest.mark.slow
async def test_a_new_expense_from_the_register_is_of_its_account(spent: Path) -> None:
    async with desk(spent, area="budget") as at:
        await later(at)
        await at.press("end", "enter", "n")
        await fill(at, "", "", "54000", "현안 간담회", "", "", "3")
        shown = await at.press("ctrl+s")
        assert "집행 24,220 (30.2%) · 잔액 55,780천원" in shown
        assert "현안 간담회" in row(shown, "'23.5.2.")
        assert "점검      걸리는 것이 없습니다." in shown


@pytest.mark.slow
async def test_appropriations_are_added_changed_and_deleted(books: Path) -> None:
    async with desk(books, area="budget") as at:
        shown = await at.press("end", "f3")
        assert "예산 › 203-03 시책추진업무추진비 › 예산 편성 · 예산현액 80,000,000원" in shown
        assert row(shown, "'23.1.1. ") == "'23.1.1. 당초 80,000,000"
        await at.press("n")
        await fill(at, "", "", "1천만원", "1회 추경")
        shown = await at.press("ctrl+s")
        assert row(shown, "1회 추경") == "'23.4.19. 추경 10,000,000 1회 추경"
        assert "예산현액 90,000,000원" in shown
        await at.press("f2", "tab", "tab", "ctrl+u")
        await at.type("1,500만")
        shown = await at.press("ctrl+s", "ctrl+a")
        assert "선택 2건 · 합계 95,000,000원" in shown
        shown = await at.press("escape", "escape")  # the marks, then the register
        assert row(shown, "24,166").startswith("시책추진업무추진비 95,000 24,166 (25.4%) 70,834")
        assert "'23.4.19. 추경 15,000,000원 · 1회 추경" in shown
        shown = await at.press("f3", "home", "delete")
        assert "'23.1.1. 당초 80,000,000원" in shown
        shown = await at.press("down", "enter")
        assert "지우면 잔액이 △9,166,000원이 됩니다." in shown
        shown = await at.press("enter", "down", "delete", "down", "enter")
        assert "예산현액 80,000,000원" in shown


async def test_an_account_without_budget_says_how_to_give_it_one(books: Path) -> None:
    with closing(OfficeFile(books, "김주무관")) as file:
        store.add_account(file, AccountDraft(2023, "203-04", "부서운영업무추진비"))
    async with desk(books, area="budget") as at:
        shown = await at.press("end")
        assert row(shown, "부서운영") == "부서운영업무추진비 0 0 (-) 0"
        assert "편성      없습니다. F3으로 적으세요." in shown
        shown = await at.press("f3")
        assert "아직 편성한 예산이 없습니다." in shown
        assert "고른 기록이 없습니다." in await at.press("delete", "f2")


@pytest.mark.slow
async def test_the_opening_total_is_set_changed_and_deleted(books: Path) -> None:
    async with desk(books, area="budget") as at:
        shown = await at.press("end", "f4")
        assert "기초 집행액 '23.4.19.까지 24,166,000원" in shown
        await at.press("enter", "tab", "ctrl+u")
        await at.type("25,000,500")
        shown = await at.press("ctrl+s")
        assert "▲ 천원 단위라면 천원 미만은 0이어야 합니다." in shown
        await at.press("ctrl+u")
        await at.type("25,000,000")
        shown = await at.press("ctrl+s")
        assert row(shown, "25,000 (").startswith("시책추진업무추진비 80,000 25,000 (31.2%) 55,000")
        shown = await at.press("f4", "down", "enter", "enter")
        assert "25,000 (31.2%)" in shown
        shown = await at.press("f4", "down", "enter", "down", "enter")
        assert "지웠습니다: 기초 집행액 '23.4.19.까지 25,000,000원" in shown
        assert row(shown, "0 (0.0%)").startswith("시책추진업무추진비 80,000 0 (0.0%) 80,000")
        await at.press("f4", "tab")
        await at.type("1,000,000")
        shown = await at.press("ctrl+s")
        assert "1,000 (1.2%)" in shown
        shown = await at.press("f4", "escape")
        assert "1,000 (1.2%)" in shown
    assert line(books, POLICY_ID).executed == 1_000_000


async def test_with_no_account_the_screen_says_how_to_begin(path: Path) -> None:
    async with desk(path, area="budget") as at:
        said = "2023 회계연도의 과목이 없습니다. Ctrl+N을 눌러 첫 과목과 당초예산을 적으세요."
        assert said in at.text()
        for key in ("f3", "f4"):
            assert "Ctrl+N을 눌러 첫 과목과" in await at.press(key)
            await at.press("enter")
        assert "Ctrl+N으로 과목을 먼저 적어 주세요." in await at.press("n")
        await at.press("enter", "ctrl+n", "tab")
        await fill(at, "203-03", "시책추진업무추진비", "", "8천만원")
        shown = await at.press("ctrl+s")
        assert row(shown, " 계  ") == "계 80,000 0 (0.0%) 80,000"
        assert "203-03 시책추진업무추진비" in shown
        shown = await at.press("ctrl+z")
        assert said in shown


@pytest.mark.slow
async def test_an_account_is_changed_and_deleted_only_when_bare(books: Path) -> None:
    async with desk(books, area="budget") as at:
        await at.press("end", "f2", "tab", "tab", "ctrl+u")
        await at.type("시책 업무추진비")
        shown = await at.press("ctrl+s")
        assert "시책 업무추진비          80,000" in shown
        shown = await at.press("delete")
        assert "203-03 시책 업무추진비" in shown
        shown = await at.press("down", "enter")
        assert "과목을 지울 수 없습니다: 편성 1건·기초 집행액 1건이 있습니다." in shown
        await at.press("enter", "ctrl+n", "tab")
        await fill(at, "203-04", "부서운영업무추진비")
        shown = await at.press("ctrl+s")
        assert "203-04 부서운영업무추진비" in shown
        shown = await at.press("delete", "down", "enter")
        assert "지웠습니다: 203-04 부서운영업무추진비" in shown


async def test_the_total_is_no_account(books: Path, subtests: pytest.Subtests) -> None:
    async with desk(books, area="budget") as at:
        for key in ("f2", "f3", "f4", "delete"):
            with subtests.test(key=key):
                shown = await at.press(key)
                assert "계는 과목이 아닙니다." in shown
                assert "과목의 줄에서 다시 해 주세요." in shown
                assert "계는 과목이 아닙니다." not in await at.press("escape")


async def test_marked_accounts_are_added_up_without_the_total(books: Path) -> None:
    async with desk(books, area="budget") as at:
        shown = await at.press("ctrl+a")
        assert "· 예산 357,200 · 집행 89,517 · 잔액 267,683천원" in shown


@pytest.mark.slow
async def test_other_years_are_a_key_away(books: Path) -> None:
    with closing(OfficeFile(books, "김주무관")) as file:
        number = store.add_account(file, OFFICE._replace(fy=2021), 100_000_000)
        store.add_expense(
            file, LUNCH._replace(account_id=number, spent_on=date(2021, 7, 1), won=100_000_000)
        )
    async with desk(books, area="budget") as at:
        shown = await at.press("left_square_bracket")
        assert "2021 회계연도 · 경과율 100.0% · 소진 예상 0" in shown
        assert "'21.12.31." in shown
        assert row(shown, "기관운영").startswith("기관운영업무추진비 100,000 100,000 (100.0%) 0")
        assert "남은 날" not in shown
        assert await at.press("ctrl+left") == shown
        shown = await at.press("end", "enter")
        assert "'21.7.1." in shown
        shown = await at.press("n")
        assert "2021-12-31" in shown
        shown = await at.press("escape", "escape", "right_square_bracket", "ctrl+right")
        assert "2024 회계연도의 과목이 없습니다." in shown
        await at.press("ctrl+n", "tab")
        await fill(at, "203-01", "기관운영업무추진비", "", "1억")
        shown = await at.press("ctrl+s")
        assert "2024 회계연도" in shown
        assert "'24.1.1. 당초 100,000,000원" in shown


async def test_an_opening_total_of_a_later_day_moves_the_day_shown(books: Path) -> None:
    async with desk(books, area="budget") as at:
        shown = await later(at, date(2023, 4, 1))
        assert "(기준 / 단위 : '23.4.19. / 천원)" in shown
        assert "89,517 (25.0%)" in shown


async def test_today_points_to_the_account(books: Path) -> None:
    async with desk(books) as at:
        await at.app.show_record("budget", POLICY_ID)
        await at.settle()
        assert row(at.text(), "203-03") == "203-03 시책추진업무추진비"
        await at.press("home", "down", "enter", "1")
        await at.app.show_record("budget", POLICY_ID)
        await at.settle()
        shown = at.text()
        assert row(shown, "203-03") == "203-03 시책추진업무추진비"
        assert "집행 내역 ·" not in shown


async def test_a_filter_does_not_hide_the_account_pointed_to(books: Path) -> None:
    async with desk(books, area="budget") as at:
        await at.press("slash")
        shown = await at.type("기관")
        assert "시책추진" not in shown
        await at.app.show_record("budget", POLICY_ID)
        await at.settle()
        assert row(at.text(), "203-03") == "203-03 시책추진업무추진비"


async def test_the_tables_are_copied_with_what_they_are_of(spent: Path) -> None:
    copy = settings.state_dir() / "last-copy.txt"
    page = copy.with_suffix(".html")
    async with desk(spent, area="budget") as at:
        await at.press("ctrl+a", "ctrl+c")
        lines = copy.read_text(encoding="utf-8").splitlines()
        assert "계\t357,200\t89,517 (25.0%)\t267,683\t" in lines
        await at.press("escape", "ctrl+e", "down", "down", "down", "enter")
        said = page.read_text(encoding="utf-8")
        assert "(기준 / 단위 : &#x27;23.4.19. / 천원)" in said or "'23.4.19. / 천원)" in said
        await at.press("escape", "end", "enter", "ctrl+e", "enter")
        await at.type("html")
        await at.press("enter")
        said = page.read_text(encoding="utf-8")
        assert "203-03 시책추진업무추진비 (기준 / 단위 :" in said
        assert "512,000" in said


async def test_what_is_cut_is_told(books: Path) -> None:
    with closing(OfficeFile(books, "김주무관")) as file:
        for account in (OFFICE_ID, POLICY_ID):
            store.add_appropriation(file, AppropriationDraft(account, TODAY, 900, "supplementary"))
    async with desk(books, area="budget") as at:
        assert "※ 계는 천원 미만을 버린 과목의 합입니다." in at.text()
        await at.press("ctrl+e", "enter")
        await at.type("html")
        await at.press("enter")
        said = (settings.state_dir() / "last-copy.html").read_text(encoding="utf-8")
        assert "예산액 357,201,800원" in said


async def test_an_account_deleted_meanwhile_is_no_accident(books: Path) -> None:
    async with desk(books, area="budget") as at:
        await at.press("ctrl+n", "tab")
        await fill(at, "203-04", "부서운영업무추진비")
        await at.press("ctrl+s", "enter", "ctrl+z")
        shown = at.text()
        assert "예산 › 지워진 과목 › 집행 내역" in shown
        shown = await at.press("escape")
        assert "부서운영" not in shown.split("\n")[5]


async def test_an_expense_deleted_meanwhile_is_told(spent: Path) -> None:
    async with desk(spent, area="budget") as at:
        await at.press("end", "enter")
        with closing(OfficeFile(spent, "이주무관")) as file:
            store.delete_expense(file, 2)
        assert "이 기록은 이미 지워졌습니다." in await at.press("f2")
        shown = await at.press("enter", "f5")
        assert "1건" in shown
        assert "청년정책" not in shown


@pytest.mark.slow
async def test_hostile_text_is_only_text(books: Path) -> None:
    nasty = "[/x][@click=app.quit]\x1b[2J한글"
    with closing(OfficeFile(books, "김주무관")) as file:
        store.add_account(file, AccountDraft(2023, "[b]", nasty, nasty), 1_000_000)
        store.add_expense(
            file,
            LUNCH._replace(
                account_id=3,
                purpose=nasty,
                place=nasty,
                target=nasty,
                note=nasty,
                over_reason=nasty,
            ),
        )
    async with desk(books, (160, 50), area="budget") as at:
        for keys in (("end",), ("enter",), ("enter",), ("escape", "f2"), ("escape", "delete")):
            shown = await at.press(*keys)
            assert "[/x][@click=app.quit]\ufffd[2J" in shown


async def test_the_table_says_what_it_leaves_out_of_later_days(books: Path) -> None:
    with closing(OfficeFile(books, "김주무관")) as file:
        for day, won in ((date(2023, 5, 2), 90_000), (date(2023, 12, 31), 30_000)):
            store.add_expense(file, ExpenseDraft(POLICY_ID, day, "간담회", won))
        sheet = tables.accounts(file.reader, Period(date(2023, 4, 19)))
        assert "기준일 뒤의 집행 2건 120,000원은 들지 않았습니다." in sheet.notes
        sheet = tables.accounts(file.reader, Period(date(2023, 5, 2)))
        assert "기준일 뒤의 집행 1건 30,000원은 들지 않았습니다." in sheet.notes
        sheet = tables.accounts(file.reader, Period(date(2023, 12, 31)))
        assert not any("기준일 뒤" in note for note in sheet.notes)
    async with desk(books, (100, 30), area="budget") as at:
        assert "기준일 뒤 집행 2건 120,000원 빠짐" in at.text()


async def test_the_table_says_which_appropriations_it_leaves_out(books: Path) -> None:
    with closing(OfficeFile(books, "김주무관")) as file:
        store.add_appropriation(
            file, AppropriationDraft(POLICY_ID, date(2023, 6, 1), 1_000_000, "supplementary")
        )
        sheet = tables.accounts(file.reader, Period(date(2023, 4, 19)))
        assert "기준일 뒤의 편성 1건 1,000,000원은 들지 않았습니다." in sheet.notes


async def test_a_search_finds_what_the_chosen_columns_show(books: Path) -> None:
    with closing(OfficeFile(books, "김주무관")) as file:
        rows = MemoryRows(tables.ACCOUNTS, tables.accounts(file.reader, Period(TODAY)).rows)
        code = rows.items[1].figures.code
        assert rows.view(View(find=code)) == []
        name, column = tables.ACCOUNTS.column("name"), tables.ACCOUNTS.column("code")
        chosen = rows.with_columns([name, column])
        assert [each.figures.code for each in chosen.view(View(find=code))] == [code]
        without_name = rows.with_columns([column])
        assert without_name.view(View(find=rows.items[1].figures.name)) == []
