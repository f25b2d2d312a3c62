"""Metadata of the budget's tables for the audit log: titles, formats, retention."""

from secretariat_tui.areas.budget import model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import (
    OwnerColumn,
    RetentionRule,
    TableMeta,
    choice_column,
    date_column,
    money_column,
    number_column,
    reference_column,
    text_column,
    time_column,
)

_ACCOUNT = reference_column(N_("과목"), "SELECT code || ' ' || name FROM account WHERE id = {0}")
TABLES = (
    TableMeta(
        "account",
        N_("예산 과목"),
        "name",
        {
            "fy": choice_column(N_("회계연도"), {}),
            "code": text_column(N_("코드")),
            "name": text_column(N_("이름")),
            "note": text_column(N_("비고")),
        },
    ),
    TableMeta(
        "appropriation",
        N_("예산 편성"),
        "won",
        {
            "account_id": _ACCOUNT,
            "decided_on": date_column(N_("정한 날")),
            "kind": choice_column(N_("구분"), model.APPROPRIATION_KINDS),
            "won": money_column(N_("금액")),
            "reason": text_column(N_("사유")),
        },
        owner=OwnerColumn("account", "account_id"),
    ),
    TableMeta(
        "opening",
        N_("기초 집행액"),
        "executed",
        {
            "account_id": _ACCOUNT,
            "as_of": date_column(N_("기준일")),
            "executed": money_column(N_("집행액")),
            "precision": choice_column(N_("단위"), model.OPENING_UNITS),
            "source": text_column(N_("출처")),
        },
        owner=OwnerColumn("account", "account_id"),
    ),
    TableMeta(
        "expense",
        N_("예산 집행"),
        "purpose",
        {
            "account_id": _ACCOUNT,
            "spent_on": date_column(N_("집행일")),
            "spent_at": time_column(N_("시각")),
            "purpose": text_column(N_("목적")),
            "place": text_column(N_("장소")),
            "target": text_column(N_("대상")),
            "headcount": number_column(N_("인원")),
            "method": choice_column(N_("결제"), model.PAYMENT_METHODS),
            "kind": choice_column(N_("구분"), model.EXPENSE_KINDS),
            "won": money_column(N_("금액")),
            "over_reason": text_column(N_("초과 사유")),
            "note": text_column(N_("메모")),
            "reverses_id": reference_column(
                N_("취소한 집행"), "SELECT purpose FROM expense WHERE id = {0}"
            ),
        },
        retention=RetentionRule(
            5, "r.spent_on", N_("업무추진비 집행 증빙: 기관의 기록관리기준표에서 확인할 것")
        ),
        delete_function=f"{__package__}.store:delete_expense",
    ),
)
