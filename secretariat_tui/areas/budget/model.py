"""Accounts, appropriations, opening totals and expenses as entered. Money is integer won."""

from datetime import date, time
from typing import NamedTuple

from secretariat_tui.core.i18n import N_, Labels

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


class AccountDraft(NamedTuple):
    """An account as entered."""

    fy: int
    code: str
    name: str
    note: str = ""


class NewAccount(NamedTuple):
    """A new account as typed, with its initial budget in won if it has one."""

    fy: int
    code: str
    name: str
    note: str = ""
    won: int | None = None


class AppropriationDraft(NamedTuple):
    """An appropriation as entered; cuts are negative."""

    account_id: int
    decided_on: date
    won: int
    kind: str = "initial"
    reason: str = ""


class OpeningDraft(NamedTuple):
    """An opening total as entered."""

    account_id: int
    as_of: date
    executed: int
    precision: int = 1
    source: str = ""


class ExpenseDraft(NamedTuple):
    """An expense as entered; `headcount` is None if unknown."""

    account_id: int
    spent_on: date
    purpose: str
    won: int
    spent_at: time | None = None
    place: str = ""
    target: str = ""
    headcount: int | None = None
    method: str = "card"
    kind: str = "meeting"
    over_reason: str = ""
    note: str = ""
