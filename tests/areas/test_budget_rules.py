"""The budget's rules: what its books may hold, how fast it is spent, what auditors ask."""

from datetime import date, time
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.budget import expense_warnings, rules
from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.areas.budget.rules import AccountFigures, AvailableBalance
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.money import format_won, percent, thousands

APRIL = date(2023, 4, 19)
PUBLIC = HolidayCalendar({})
OFFICE = AccountFigures(1, "203-01", "기관운영업무추진비", "", 277_200_000, 65_351_000)
POLICY = AccountFigures(2, "203-03", "시책추진업무추진비", "", 80_000_000, 24_166_000)
LUNCH = ExpenseDraft(
    2, date(2023, 4, 20), "시정 현안 간담회", 110_000, time(12, 10), "시청 인근", headcount=5
)
WON = st.integers(-(10**12), 10**12)
LINES = st.lists(st.builds(partial(AccountFigures, 1, "", "", ""), WON, WON))


@pytest.mark.slow
@given(LINES)
def test_the_total_is_the_sum_of_its_lines(lines: list[AccountFigures]) -> None:
    line = rules.total(lines)
    assert line.account_id is None
    assert line.budget == sum(one.budget for one in lines)
    assert line.balance == sum(one.balance for one in lines)


def test_the_total_of_two_accounts() -> None:
    assert rules.total([OFFICE, POLICY]) == AccountFigures(
        None, "", "계", "", 357_200_000, 89_517_000, 0
    )
    itemized = OFFICE._replace(itemized=3), POLICY._replace(itemized=4)
    assert rules.total(itemized).itemized == 7


@pytest.mark.parametrize(
    ("fy", "expected"), [(2022, date(2022, 12, 31)), (2023, APRIL), (2024, date(2022, 12, 31))]
)
def test_a_new_record_is_of_today_only_in_the_current_year(fy: int, expected: date) -> None:
    assert rules.default_date(fy, APRIL, date(2022, 12, 31)) == expected


@pytest.mark.parametrize(
    ("part", "text"),
    [(-4, "0.0%"), (-9, "0.0%"), (-10, "△0.1%"), (0, "0.0%"), (9, "0.0%"), (10, "0.1%")],
)
def test_a_rate_near_zero_of_10_000_won(part: int, text: str) -> None:
    assert percent(part, 10_000) == text


@pytest.mark.parametrize(
    ("won", "text", "thousand"),
    [
        (0, "0", 0),
        (1, "1", 0),
        (999, "999", 0),
        (1_000, "1,000", 1),
        (1_000_000, "1,000,000", 1_000),
        (-1, "△1", 0),
        (-999, "△999", 0),
        (-1_000, "△1,000", -1),
    ],
)
def test_amounts_near_zero_and_a_thousand(won: int, text: str, thousand: int) -> None:
    assert (format_won(won), thousands(won)) == (text, thousand)


@given(st.integers(1, 10**12), st.data())
def test_a_rate_is_100_only_when_all_is_spent(budget: int, data: st.DataObject) -> None:
    spent = data.draw(st.integers(0, budget - 1))
    assert float(percent(spent, budget).removesuffix("%")) < 100
    assert percent(budget, budget) == "100.0%"


@pytest.mark.parametrize(
    ("line", "projected", "rate", "lasts_until", "per_day"),
    [
        (rules.total([OFFICE, POLICY]), 299_759_000, "83.9%", None, 1_045),
        (OFFICE, 218_836_000, "78.9%", None, 827),
        (POLICY, 80_923_000, "101.1%", date(2023, 12, 26), 218),
    ],
)
def test_the_pace_of_the_source_report(
    line: AccountFigures, projected: int, rate: str, lasts_until: date | None, per_day: int
) -> None:
    pace = BurnRate(line, APRIL)
    assert pace.elapsed == "29.8%"
    assert round(pace.projected, -3) == projected
    assert pace.projected_rate == rate
    assert pace.lasts_until == lasts_until
    assert pace.per_day is not None
    assert pace.per_day // 1000 == per_day


def test_nothing_is_left_to_spread_on_the_last_day_of_the_year() -> None:
    pace = BurnRate(POLICY, date(2024, 12, 31))
    assert (pace.elapsed, pace.per_day) == ("100.0%", None)
    assert pace.projected == POLICY.executed


@pytest.mark.parametrize(
    ("budget", "executed", "lasts_until"),
    [
        (0, 0, None),
        (1_000_000, -5, None),
        (0, 1, date(2023, 1, 1)),
        (1_000_000, 2_000_000, date(2023, 2, 23)),
    ],
)
def test_when_an_odd_line_runs_out(budget: int, executed: int, lasts_until: date | None) -> None:
    line = POLICY._replace(budget=budget, executed=executed)
    assert BurnRate(line, APRIL).lasts_until == lasts_until


@given(WON, st.integers(1, 10**9), st.integers(1, 10**9))
def test_what_is_left_after_a_change_is_what_the_books_then_say(
    balance: int, old: int, new: int
) -> None:
    assert rules.balance_after(balance, LUNCH._replace(won=old)) == balance - old
    left = rules.balance_after(balance, LUNCH._replace(won=old))
    assert rules.balance_after(left, LUNCH._replace(won=new), old) == balance - new


@pytest.mark.parametrize(
    ("draft", "field"),
    [
        (AccountDraft(23, "203-01", "기관운영"), "fy"),
        (AccountDraft(1947, "203-01", "기관운영"), "fy"),
        (AccountDraft(2200, "203-01", "기관운영"), "fy"),
        (AccountDraft(2023, "", "기관운영"), "code"),
        (AccountDraft(2023, "203-01", ""), "name"),
    ],
)
def test_account_faults(draft: AccountDraft, field: str) -> None:
    assert [name for name, _message in rules.account_errors(draft)] == [field]


@pytest.mark.parametrize(
    ("won", "kind", "decided_on", "lowest", "fault"),
    [
        (1, "initial", date(2022, 12, 16), 0, None),
        (0, "initial", APRIL, 0, ("won", "금액을 적어 주세요. 0원은 적을 수 없습니다.")),
        (5, "cut", APRIL, 0, ("won", "감액은 △를 붙여 적어 주세요. 예: △1,000,000")),
        (-1, "cut", APRIL, 0, None),
        (1, "cut", APRIL, 0, ("won", "감액은 △를 붙여 적어 주세요. 예: △1,000,000")),
        (-1, "reserve", APRIL, 0, ("won", "예비비는 0보다 커야 합니다.")),
        (1, "reserve", APRIL, 0, None),
        (1, "initial", date(2022, 1, 1), 0, None),
        (
            1, "initial", date(2021, 12, 31), 0,
            ("decided_on", "2023 회계연도의 예산이 정해진 날이 아닙니다."),
        ),
        (1, "initial", date(2023, 12, 31), 0, None),
        (-5, "reserve", APRIL, 0, ("won", "예비비는 0보다 커야 합니다.")),
        (
            1, "initial", date(2024, 1, 1), 0,
            ("decided_on", "2023 회계연도의 예산이 정해진 날이 아닙니다."),
        ),
        (
            -5, "diversion", APRIL, -3_001,
            ("reason", "잔액이 △3,001원이 됩니다. 그래도 하려면 사유를 적어 주세요."),
        ),
        (5, "supplementary", APRIL, -3_000, None),
    ],
)  # fmt: skip
def test_appropriation_faults(
    won: int, kind: str, decided_on: date, lowest: int, fault: tuple[str, str] | None
) -> None:
    draft = AppropriationDraft(1, decided_on, won, kind)
    assert rules.appropriation_errors(draft, 2023, -3_000, lowest) == ([fault] if fault else [])


@pytest.mark.parametrize(
    ("before", "after", "needs_reason"),
    [
        (5, 0, False),
        (5, -1, True),
        (0, 0, False),
        (0, -1, True),
        (-5, -5, False),
        (-5, -6, True),
    ],
)
def test_a_balance_that_falls_below_zero_or_further_needs_a_reason(
    before: int, after: int, *, needs_reason: bool
) -> None:
    draft = AppropriationDraft(1, APRIL, -5, "cut")
    errors = rules.appropriation_errors(draft, 2023, before, after)
    assert [field for field, _message in errors] == (["reason"] if needs_reason else [])


def test_a_reason_lets_a_balance_go_below_zero() -> None:
    draft = AppropriationDraft(1, APRIL, -5, "cut", "의회 의결")
    assert rules.appropriation_errors(draft, 2023, 0, -5) == []


@pytest.mark.parametrize("fy", [1948, 2199])
def test_accounts_of_the_first_and_the_last_year(fy: int) -> None:
    assert rules.account_errors(AccountDraft(fy, "203-01", "기관운영")) == []


def test_spending_below_zero_is_named() -> None:
    draft = OpeningDraft(1, APRIL, -1)
    assert rules.opening_errors(draft, 2023, 0) == [("executed", "집행액은 0원 이상이어야 합니다.")]


@pytest.mark.parametrize(
    ("draft", "itemized", "field"),
    [
        (OpeningDraft(1, APRIL, 65_351_000, 1000), 65_351_999, None),
        (OpeningDraft(1, APRIL, 65_351_000, 1000), 65_352_000, "executed"),
        (OpeningDraft(1, APRIL, 65_351_000), 65_351_001, "executed"),
        (OpeningDraft(1, APRIL, 65_351_400, 1000), 0, "executed"),
        (OpeningDraft(1, APRIL, -1), 0, "executed"),
        (OpeningDraft(1, APRIL, 0), 0, None),
        (OpeningDraft(1, APRIL, 0), 1, "executed"),
        (OpeningDraft(1, APRIL, 1), 1, None),
        (OpeningDraft(1, APRIL, 1, 1000), 0, "executed"),
        (OpeningDraft(1, date(2024, 1, 1), 0), 0, "as_of"),
        (OpeningDraft(1, date(2023, 12, 31), 0), 0, None),
        (OpeningDraft(1, date(2022, 4, 19), 0), 0, "as_of"),
    ],
)
def test_opening_faults(draft: OpeningDraft, itemized: int, field: str | None) -> None:
    found = [name for name, _message in rules.opening_errors(draft, 2023, itemized)]
    assert found == ([field] if field else [])


@pytest.mark.parametrize(
    ("change", "room", "faults"),
    [
        ({}, AvailableBalance(2023, 110_000, in_opening=False), []),
        (
            {},
            AvailableBalance(2023, 109_999, in_opening=False),
            [
                (
                    "over_reason",
                    "잔액은 109,999원입니다. 넘겨 쓰려면 초과 사유를 적어 주세요.",
                )
            ],
        ),
        ({"headcount": 1}, AvailableBalance(2023, 110_000, in_opening=False), []),
        ({"over_reason": "재난 대응"}, AvailableBalance(2023, 0, in_opening=False), []),
        (
            {"over_reason": "재난 대응"},
            AvailableBalance(2023, 999, in_opening=True),
            [("won", "이날까지의 기초 집행액 가운데 상세가 없는 금액은 999원입니다.")],
        ),
        ({"won": -1}, AvailableBalance(2023, -500, in_opening=False), []),
        (
            {"won": 1},
            AvailableBalance(2023, 0, in_opening=False),
            [("over_reason", "잔액은 0원입니다. 넘겨 쓰려면 초과 사유를 적어 주세요.")],
        ),
        ({"won": 1}, AvailableBalance(2023, 1, in_opening=False), []),
        (
            {"won": 0},
            AvailableBalance(2023, -500, in_opening=False),
            [("won", "금액을 적어 주세요. 0원은 적을 수 없습니다.")],
        ),
        (
            {},
            AvailableBalance(2022, 0, in_opening=False),
            [("spent_on", "2022 회계연도의 날짜가 아닙니다.")],
        ),
        ({}, None, [("account_id", "과목을 골라 주세요.")]),
        (
            {"purpose": "", "won": 0, "headcount": 0},
            AvailableBalance(2023, 0, in_opening=False),
            [
                ("purpose", "집행 목적을 적어 주세요."),
                ("won", "금액을 적어 주세요. 0원은 적을 수 없습니다."),
                ("headcount", "인원은 1명 이상이어야 합니다. 모르면 비워 두세요."),
            ],
        ),
    ],
)
def test_expense_faults(
    change: dict[str, object], room: AvailableBalance | None, faults: list[tuple[str, str]]
) -> None:
    draft = LUNCH._replace(**change)  # type: ignore[arg-type]
    assert rules.expense_errors(draft, room) == faults


@pytest.mark.parametrize(
    ("before", "asked"),
    [
        ({}, False),
        ({"won": 109_999}, True),
        ({"account_id": 1}, True),
        ({"spent_on": APRIL}, True),
        ({"over_reason": "재난 대응"}, True),
    ],
)
def test_what_an_expense_took_it_keeps_where_the_budget_was_cut(
    before: dict[str, object], *, asked: bool
) -> None:
    old = LUNCH._replace(**before)  # type: ignore[arg-type]
    assert (
        bool(rules.expense_errors(LUNCH, AvailableBalance(2023, 0, in_opening=False), old)) is asked
    )


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({}, []),
        ({"won": 500_000, "headcount": 20}, ["W01"]),
        ({"won": 499_999, "headcount": 20}, []),
        ({"won": 500_000, "headcount": 20, "target": "소상공인연합회 등"}, []),
        ({"won": 200_000}, []),
        ({"won": 200_001}, ["W02"]),
        ({"won": 200_001, "kind": "gift"}, []),
        ({"spent_at": time(22, 59)}, []),
        ({"spent_at": time(23)}, ["W04"]),
        ({"spent_at": time(5, 59)}, ["W04"]),
        ({"spent_at": time(6)}, []),
        ({"spent_at": None}, []),
        ({"spent_on": date(2023, 4, 22)}, ["W05"]),
        ({"spent_on": date(2023, 4, 21)}, []),
        ({"spent_on": date(2023, 5, 29)}, ["W05"]),
        ({"spent_on": date(2023, 5, 30)}, []),
        ({"headcount": None}, ["W08"]),
        ({"headcount": None, "kind": "goods"}, []),
        ({"method": "cash"}, ["W11"]),
        ({"method": "transfer", "kind": "condolence"}, []),
        ({"method": "zeropay"}, []),
    ],
)
def test_what_an_auditor_would_ask(change: dict[str, object], expected: list[str]) -> None:
    draft = LUNCH._replace(**change)  # type: ignore[arg-type]
    assert [rule for rule, _message in expense_warnings.expense_warnings(draft, PUBLIC)] == expected


def test_an_expense_on_a_holiday_names_it() -> None:
    draft = LUNCH._replace(spent_on=date(2023, 5, 29))
    assert expense_warnings.expense_warnings(draft, PUBLIC) == [
        ("W05", "공휴일(대체공휴일(부처님 오신 날)) 집행은 업무 관련 증빙이 필요합니다.")
    ]


def test_advice_names_its_limit() -> None:
    draft = LUNCH._replace(won=600_000)
    assert [message for _rule, message in expense_warnings.expense_warnings(draft, PUBLIC)] == [
        "500,000원 이상이면 상대방의 소속과 성명을 적어야 합니다.",
        "1인당 40,000원을 넘습니다. 증빙에 사유를 적어 주세요.",
    ]


@pytest.mark.parametrize(("headcount", "expected"), [(5, 22_000), (3, 36_666), (None, None)])
def test_per_head(headcount: int | None, expected: int | None) -> None:
    assert expense_warnings.per_head(LUNCH._replace(headcount=headcount)) == expected


def test_a_dated_limit_applies_from_its_day_on(monkeypatch: pytest.MonkeyPatch) -> None:
    limits = (
        expense_warnings.DatedLimit(date.min, 40_000),
        expense_warnings.DatedLimit(date(2023, 4, 20), 50_000),
    )
    monkeypatch.setattr(expense_warnings, "PER_HEAD", limits)
    draft = LUNCH._replace(won=250_000)
    assert expense_warnings.expense_warnings(draft, PUBLIC) == []
    before = draft._replace(spent_on=date(2023, 4, 19))
    ((rule, message),) = expense_warnings.expense_warnings(before, PUBLIC)
    assert (rule, message.split("원")[0]) == ("W02", "1인당 40,000")


@pytest.mark.parametrize(
    ("today", "rules_found"),
    [(date(2023, 4, 20), []), (date(2023, 4, 19), ["W12"]), (None, [])],
)
def test_a_coming_expense_is_warned_about(today: date | None, rules_found: list[str]) -> None:
    found = expense_warnings.expense_warnings(LUNCH, PUBLIC, today)
    assert [rule for rule, _message in found] == rules_found


@pytest.mark.parametrize(("won", "over"), [(100_000, False), (100_001, True), (99_999, False)])
def test_an_expense_may_use_exactly_the_balance(won: int, over: bool) -> None:
    draft = LUNCH._replace(won=won)
    found = rules.expense_errors(draft, AvailableBalance(2023, 100_000, in_opening=False))
    assert [field for field, _m in found] == (["over_reason"] if over else [])


@pytest.mark.parametrize(("headcount", "fields"), [(1, []), (0, ["headcount"]), (None, [])])
def test_a_headcount_is_at_least_one(headcount: int | None, fields: list[str]) -> None:
    draft = LUNCH._replace(headcount=headcount, won=1)
    found = rules.expense_errors(draft, AvailableBalance(2023, 100_000, in_opening=False))
    assert [field for field, _m in found] == fields


@pytest.mark.parametrize(("fy", "fields"), [(1948, []), (1947, ["fy"]), (2199, []), (2200, ["fy"])])
def test_the_first_and_last_fiscal_year(fy: int, fields: list[str]) -> None:
    assert [field for field, _m in rules.account_errors(AccountDraft(fy, "203-01", "가"))] == fields


@pytest.mark.parametrize(
    ("kind", "won", "fields"),
    [
        ("initial", 1, []), ("initial", 0, ["won"]), ("initial", -1, ["won"]), ("cut", -1, []), ("cut", 1, ["won"]),
        ("cut", 0, ["won"]), ("reserve", -1, ["won"]), ("supplementary", -1, []),
    ],
)  # fmt: skip
def test_the_sign_of_an_appropriation(kind: str, won: int, fields: list[str]) -> None:
    draft = AppropriationDraft(1, date(2023, 1, 1), won, kind)
    assert [field for field, _m in rules.appropriation_errors(draft, 2023, 0, 0)] == fields


@pytest.mark.parametrize(
    ("day", "fields"),
    [
        (date(2022, 1, 1), []), (date(2021, 12, 31), ["decided_on"]), (date(2023, 12, 31), []),
        (date(2024, 1, 1), ["decided_on"]),
    ],
)  # fmt: skip
def test_the_years_in_which_a_budget_is_decided(day: date, fields: list[str]) -> None:
    draft = AppropriationDraft(1, day, 1, "initial")
    assert [field for field, _m in rules.appropriation_errors(draft, 2023, 0, 0)] == fields
