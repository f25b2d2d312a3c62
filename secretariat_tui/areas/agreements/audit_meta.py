"""Metadata of the tables of agreements and tasks for the audit log: titles, formats, retention."""

from secretariat_tui.areas.agreements import model
from secretariat_tui.areas.tasks.rules import STATES as TASK_STATES
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import (
    OwnerColumn,
    RetentionRule,
    TableMeta,
    choice_column,
    date_column,
    number_column,
    reference_column,
    text_column,
    time_column,
)

_AGREEMENT = "SELECT name FROM agreement WHERE id = {0}"
TABLES = (
    TableMeta(
        "agreement",
        N_("협약"),
        "name",
        {
            "name": text_column(N_("이름")),
            "kind": choice_column(N_("구분"), model.KINDS),
            "state": choice_column(N_("상태"), model.STATES),
            "signed_on": date_column(N_("체결일")),
            "signed_at": time_column(N_("시각")),
            "place": text_column(N_("장소")),
            "ours": text_column(N_("우리 서명자")),
            "dept": text_column(N_("부서")),
            "effective_on": date_column(N_("시작일")),
            "expires_on": date_column(N_("끝나는 날")),
            "renewal": choice_column(N_("연장"), model.RENEWALS),
            "check_months": number_column(N_("점검 주기")),
            "checked_on": date_column(N_("지난 점검")),
            "ended_on": date_column(N_("종료일")),
            "ended_reason": text_column(N_("종료 까닭")),
            "document": text_column(N_("문서")),
            "note": text_column(N_("메모")),
        },
        retention=RetentionRule(
            10,
            "r.ended_on",
            N_("종료한 협약: 기관의 기록관리기준표에서 확인할 것"),
            "r.state = 'ended'",
        ),
        delete_function=f"{__package__}.store:delete",
    ),
    TableMeta(
        "party",
        N_("협약 상대"),
        "name",
        {
            "agreement_id": reference_column(N_("협약"), _AGREEMENT),
            "name": text_column(N_("이름")),
            "level": choice_column(N_("구분"), model.LEVELS),
            "signatory": text_column(N_("서명자")),
        },
        owner=OwnerColumn("agreement", "agreement_id"),
    ),
    TableMeta(
        "task",
        N_("할 일"),
        "text",
        {
            "parent": choice_column(N_("영역"), {"agreement": N_("협약")}),
            "parent_id": reference_column(N_("협약"), _AGREEMENT),
            "text": text_column(N_("내용")),
            "state": choice_column(N_("상태"), TASK_STATES),
            "owner": text_column(N_("담당")),
            "due_on": date_column(N_("기한")),
        },
        owner=OwnerColumn("agreement", "parent_id"),
    ),
)
