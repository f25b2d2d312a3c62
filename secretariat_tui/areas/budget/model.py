"""Accounts, appropriations, opening totals and expenses as entered. Money is integer won."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from secretariat_tui.core.fields import Field, Privacy, RecordModel, Reference, fields_of
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

APPROPRIATION_KINDS = Labels(
    {
        "initial": N_("당초"),
        "supplementary": N_("추경"),
        "transfer": N_("이용"),
        "diversion": N_("전용"),
        "reassign": N_("이체"),
        "carryover": N_("전년도이월"),
        "reserve": N_("예비비"),
        "cut": N_("감액"),
    }
)


EXPENSE_KINDS = Labels(
    {
        "meeting": N_("간담회"),
        "goods": N_("다과·물품"),
        "gift": N_("격려금품"),
        "condolence": N_("경조"),
        "other": N_("기타"),
    }
)


PAYMENT_METHODS = Labels(
    {
        "card": N_("카드"),
        "zeropay": N_("제로페이"),
        "cash": N_("현금"),
        "transfer": N_("계좌이체"),
    }
)


OPENING_UNITS = {1: N_("원"), 1000: N_("천원")}


_ACCOUNT = Reference("account", ("code", "name"))


class AccountDraft(NamedTuple):
    """An account as entered."""

    fy: Annotated[
        int,
        Field(
            N_("회계연도"), "year", required=True, hint=N_("예: 2023"), width=8, spellings=("연도",)
        ),
    ]
    code: Annotated[
        str,
        Field(
            N_("코드"),
            required=True,
            hint=N_("예: 203-03"),
            width=7,
            spellings=("과목코드", "통계목코드"),
        ),
    ]
    name: Annotated[
        str,
        Field(
            N_("이름"),
            required=True,
            hint=N_("예: 시책추진업무추진비"),
            width=20,
            spellings=("과목", "과목명", "통계목", "구분"),
        ),
    ]
    note: Annotated[str, Field(N_("비고"), width=10)] = ""


class NewAccount(NamedTuple):
    """A new account as typed, with its initial budget in won if it has one."""

    fy: int
    code: str
    name: str
    note: str = ""
    won: Annotated[int | None, Field(N_("당초예산"), "won", spellings=("예산액", "예산현액"))] = (
        None
    )


class AppropriationDraft(NamedTuple):
    """An appropriation as entered; cuts are negative."""

    account_id: Annotated[int, Field(N_("과목"), reference=_ACCOUNT)]
    decided_on: Annotated[
        date, Field(N_("정한 날"), required=True, width=10, spellings=("편성일", "의결일"))
    ]
    won: Annotated[int, Field(N_("금액"), "won", required=True, width=15, spellings=("편성액",))]
    kind: Annotated[str, Field(N_("구분"), names=APPROPRIATION_KINDS, width=10)] = "initial"
    reason: Annotated[
        str,
        Field(N_("사유"), hint=N_("줄일 때는 금액에 △를 붙입니다. 예: △1,000,000"), width=20),
    ] = ""


class OpeningDraft(NamedTuple):
    """An opening total as entered."""

    account_id: Annotated[int, Field(N_("과목"), reference=_ACCOUNT)]
    as_of: Annotated[date, Field(N_("기준일"), required=True, width=10)]
    executed: Annotated[int, Field(N_("집행액"), "won", required=True, width=15)]
    precision: Annotated[int, Field(N_("단위"), names=OPENING_UNITS, searchable=False)] = 1
    source: Annotated[str, Field(N_("출처"), hint=N_("예: 주요업무보고(2023. 5.)"))] = ""


class ExpenseDraft(NamedTuple):
    """An expense as entered; `headcount` is None if unknown."""

    account_id: Annotated[
        int, Field(N_("과목"), reference=_ACCOUNT, spellings=("예산과목", "통계목", "과목명"))
    ]
    spent_on: Annotated[
        date,
        Field(
            N_("집행일"),
            required=True,
            width=10,
            spellings=("집행일자", "사용일자", "사용일", "일자", "집행일시", "사용일시"),
        ),
    ]
    purpose: Annotated[
        str,
        Field(
            N_("목적"),
            required=True,
            hint=N_("예: 시정 현안 관계기관 간담회"),
            width=20,
            spellings=("집행목적", "사용목적", "집행내역", "사용내역", "내역"),
        ),
    ]
    won: Annotated[
        int,
        Field(
            N_("금액"),
            "won",
            required=True,
            width=11,
            spellings=("집행금액", "집행액", "사용금액", "사용액", "금액(원)"),
        ),
    ]
    spent_at: Annotated[
        time | None, Field(N_("시각"), width=5, spellings=("시간", "집행시간", "사용시간"))
    ] = None
    place: Annotated[
        str,
        Field(N_("장소"), width=12, spellings=("집행장소", "사용처", "사용장소", "가맹점명")),
    ] = ""
    target: Annotated[
        str,
        Field(
            N_("대상"),
            hint=N_("50만원 이상이면 상대방의 소속과 성명"),
            privacy=Privacy.NAME,
            width=12,
            spellings=("집행대상", "집행대상자", "대상자", "참석자"),
        ),
    ] = ""
    headcount: Annotated[
        int | None,
        Field(
            N_("인원"),
            hint=N_("예: 5"),
            width=4,
            spellings=("인원수", "대상인원", "참석인원", "집행대상인원"),
        ),
    ] = None
    method: Annotated[
        str,
        Field(
            N_("결제"),
            names=PAYMENT_METHODS,
            width=8,
            spellings=("결제방법", "지급방법", "집행방법", "사용방법"),
        ),
    ] = "card"
    kind: Annotated[
        str, Field(N_("구분"), names=EXPENSE_KINDS, width=8, spellings=("유형", "집행유형"))
    ] = "meeting"
    over_reason: Annotated[
        str, Field(N_("초과 사유"), hint=N_("잔액을 넘겨 쓸 때만"), spellings=("초과사유",))
    ] = ""
    note: Annotated[str, Field(N_("메모"), width=8, spellings=("비고",))] = ""


class AccountOfFile(NamedTuple):
    """An account of a file with its appropriations, and its opening total if it has one; `pos` is its place."""

    fy: Annotated[int, fields_of(AccountDraft)["fy"]]
    code: Annotated[str, fields_of(AccountDraft)["code"]]
    name: Annotated[str, fields_of(AccountDraft)["name"]]
    note: Annotated[str, fields_of(AccountDraft)["note"]] = ""
    appropriations: Annotated[
        tuple[AppropriationDraft, ...],
        Field(N_("편성 내역"), spellings=("당초예산", "당초 예산액")),
    ] = ()
    opening: Annotated[tuple[OpeningDraft, ...], Field(N_("기초 집행 내역"))] = ()
    pos: int = 0


class Reversal(NamedTuple):
    """What reversing an expense records of the new one."""

    reverses_id: Annotated[
        int | None, Field(N_("취소한 집행"), reference=Reference("expense", ("purpose",)))
    ]


ACCOUNT = RecordModel("account", N_("예산 과목"), "name", AccountDraft, search_kind=3)
APPROPRIATION = RecordModel(
    "appropriation",
    N_("예산 편성"),
    "won",
    AppropriationDraft,
    owner="account_id",
    search_kind=7,
)
OPENING = RecordModel("opening", N_("기초 집행액"), "executed", OpeningDraft, owner="account_id")
EXPENSE = RecordModel(
    "expense",
    N_("예산 집행"),
    "purpose",
    ExpenseDraft,
    Reversal,
    search_kind=2,
    dates=("spent_on",),
    amount="won",
)
