"""Metadata of the tables of agreements and tasks for the audit log: titles, formats, retention."""

from secretariat_tui.areas.agreements import rules
from secretariat_tui.areas.tasks.rules import STATES as TASK_STATES
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import (
    OwnerColumn,
    RetentionRule,
    TableMeta,
    clock,
    coded,
    day,
    number,
    reference,
    text,
)

_AGREEMENT = "SELECT name FROM agreement WHERE id = {0}"
TABLES = (
    TableMeta(
        "agreement",
        N_("협약"),
        "name",
        {
            "name": text(N_("이름")),
            "kind": coded(N_("구분"), rules.KINDS),
            "state": coded(N_("상태"), rules.STATES),
            "signed_on": day(N_("체결일")),
            "signed_at": clock(N_("시각")),
            "place": text(N_("장소")),
            "ours": text(N_("우리 서명자")),
            "dept": text(N_("부서")),
            "effective_on": day(N_("시작일")),
            "expires_on": day(N_("끝나는 날")),
            "renewal": coded(N_("연장"), rules.RENEWALS),
            "check_months": number(N_("점검 주기")),
            "checked_on": day(N_("지난 점검")),
            "ended_on": day(N_("종료일")),
            "ended_reason": text(N_("종료 까닭")),
            "document": text(N_("문서")),
            "note": text(N_("메모")),
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
            "agreement_id": reference(N_("협약"), _AGREEMENT),
            "name": text(N_("이름")),
            "level": coded(N_("구분"), rules.LEVELS),
            "signatory": text(N_("서명자")),
        },
        owner=OwnerColumn("agreement", "agreement_id"),
    ),
    TableMeta(
        "task",
        N_("할 일"),
        "text",
        {
            "parent": coded(N_("영역"), {"agreement": N_("협약")}),
            "parent_id": reference(N_("협약"), _AGREEMENT),
            "text": text(N_("내용")),
            "state": coded(N_("상태"), TASK_STATES),
            "owner": text(N_("담당")),
            "due_on": day(N_("기한")),
        },
        owner=OwnerColumn("agreement", "parent_id"),
    ),
)
