"""Metadata of the tables of proposals for the audit log: titles, formats, retention."""

from secretariat_tui.areas.proposals import model
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import (
    OwnerColumn,
    RetentionRule,
    TableMeta,
    bool_column,
    choice_column,
    date_column,
    number_column,
    reference_column,
    text_column,
)

PROPOSAL = TableMeta(
    "proposal",
    N_("제안"),
    "title",
    {
        "number": text_column(N_("번호")),
        "round_id": reference_column(N_("회차"), "SELECT theme FROM round WHERE id = {0}"),
        "channel": choice_column(N_("경로"), model.CHANNELS),
        "theme": text_column(N_("주제")),
        "title": text_column(N_("제목")),
        "received_on": date_column(N_("접수한 날")),
        "dept": text_column(N_("부서")),
        "reviewer": text_column(N_("검토자")),
        "secret": bool_column(N_("공개"), N_("공개"), N_("비공개")),
        "state": choice_column(N_("상태"), model.STATES),
        "outcome": choice_column(N_("결정"), model.OUTCOMES),
        "hold_until": date_column(N_("재검토일")),
        "start_on": date_column(N_("실시 예정일")),
        "duplicate_of": reference_column(
            N_("먼저 접수"), "SELECT number FROM proposal WHERE id = {0}"
        ),
        "decided_on": date_column(N_("결정한 날")),
        "paused_on": date_column(N_("보완요청한 날")),
        "paused_days": number_column(N_("멈춘 날수")),
        "reason": text_column(N_("까닭")),
        "problem": text_column(N_("현황과 문제점")),
        "idea": text_column(N_("개선 방안")),
        "effect": text_column(N_("기대 효과")),
        "note": text_column(N_("메모")),
    },
    secret=("secret", 1),
    retention=RetentionRule(
        3, "r.decided_on", N_("제안 처리 기록: 기관의 기록관리기준표에서 확인할 것")
    ),
    delete_function=f"{__package__}.store:delete",
)
TABLES = (
    PROPOSAL,
    TableMeta(
        "round",
        N_("제안 회차"),
        "theme",
        {
            "theme": text_column(N_("주제")),
            "starts_on": date_column(N_("시작하는 날")),
            "ends_on": date_column(N_("마감하는 날")),
            "received": number_column(N_("접수 건수")),
            "process": text_column(N_("절차")),
            "note": text_column(N_("메모")),
        },
    ),
    TableMeta(
        "roundresult",
        N_("회차 결과"),
        "label",
        {
            "round_id": reference_column(N_("회차"), "SELECT theme FROM round WHERE id = {0}"),
            "label": text_column(N_("이름")),
            "outcome": choice_column(N_("결과"), model.OUTCOMES),
            "count": number_column(N_("건수")),
        },
        owner=OwnerColumn("round", "round_id"),
    ),
)
