"""Metadata of the diary's tables for the audit log: titles, formats, retention."""

from secretariat_tui.areas.schedule import rules
from secretariat_tui.core.i18n import N_
from secretariat_tui.database.audit.meta import (
    OwnerColumn,
    RetentionRule,
    TableMeta,
    clock,
    coded,
    day,
    flag,
    number,
    reference,
    text,
)

TABLES = (
    TableMeta(
        "event",
        N_("일정"),
        "title",
        {
            "kind": coded(N_("구분"), rules.KINDS),
            "category": text(N_("분야")),
            "subcategory": text(N_("세부 분야")),
            "title": text(N_("제목")),
            "starts_on": day(N_("날짜")),
            "starts_at": clock(N_("시작 시각")),
            "ends_on": day(N_("끝나는 날")),
            "ends_at": clock(N_("끝 시각")),
            "all_day": flag(N_("종일")),
            "place": text(N_("장소")),
            "status": coded(N_("상태"), rules.STATUSES),
            "visibility": coded(N_("공개"), rules.VISIBILITIES),
            "outlet": text(N_("매체")),
            "media_type": text(N_("매체 종류")),
            "session_no": number(N_("회차")),
            "note": text(N_("메모")),
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
            "event_id": reference(N_("일정"), "SELECT title FROM event WHERE id = {0}"),
            "label": text(N_("이름")),
            "text": text(N_("내용")),
        },
        owner=OwnerColumn("event", "event_id"),
    ),
)
