"""Metadata of the diary's tables for the audit log: titles, formats, retention."""

from secretariat_tui.areas.schedule import model
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
    time_column,
)

TABLES = (
    TableMeta(
        "event",
        N_("일정"),
        "title",
        {
            "kind": choice_column(N_("구분"), model.KINDS),
            "category": text_column(N_("분야")),
            "subcategory": text_column(N_("세부 분야")),
            "title": text_column(N_("제목")),
            "starts_on": date_column(N_("날짜")),
            "starts_at": time_column(N_("시작 시각")),
            "ends_on": date_column(N_("끝나는 날")),
            "ends_at": time_column(N_("끝 시각")),
            "all_day": bool_column(N_("종일")),
            "place": text_column(N_("장소")),
            "status": choice_column(N_("상태"), model.STATUSES),
            "visibility": choice_column(N_("공개"), model.VISIBILITIES),
            "outlet": text_column(N_("매체")),
            "media_type": text_column(N_("매체 종류")),
            "session_no": number_column(N_("회차")),
            "note": text_column(N_("메모")),
        },
        secret=("visibility", "secret"),
        retention=RetentionRule(
            3, "r.ends_on", N_("일정 기록: 기관의 기록관리기준표에서 확인할 것")
        ),
        delete_function=f"{__package__}.store:delete",
    ),
    TableMeta(
        "eventline",
        N_("일정 내용"),
        "text",
        {
            "event_id": reference_column(N_("일정"), "SELECT title FROM event WHERE id = {0}"),
            "label": text_column(N_("이름")),
            "text": text_column(N_("내용")),
        },
        owner=OwnerColumn("event", "event_id"),
    ),
)
