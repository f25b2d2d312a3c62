"""Events as entered: drafts, and the names of kinds, statuses and visibilities."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated, Literal

from secretariat_tui.areas.requests.model import ROLES
from secretariat_tui.areas.schedule.series.repetition_text import repetition_text
from secretariat_tui.core import marks
from secretariat_tui.core.fields import Field, Privacy, RecordModel, Reference, owner_field
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

KINDS = Labels(
    {
        "field_visit": N_("현장방문"),
        "meeting": N_("회의"),
        "invited_talk": N_("초청간담회"),
        "cabinet": N_("국무회의"),
        "press_briefing": N_("기자설명회"),
        "press_talk": N_("기자간담회"),
        "interview": N_("인터뷰"),
        "signing": N_("협약체결"),
        "other": N_("기타"),
    }
)


STATUSES = Labels(
    {
        "hold": N_("잠정"),
        "confirmed": N_("확정"),
        "done": N_("완료"),
        "cancelled": N_("취소"),
        "postponed": N_("연기"),
    }
)


STATUS_MARKS = {
    "hold": marks.TENTATIVE,
    "confirmed": marks.IN_FORCE,
    "done": marks.DONE,
    "cancelled": marks.CLOSED,
    "postponed": marks.CLOSED,
}
KIND_SIGNS = Labels(
    {
        "field_visit": N_("현"),
        "meeting": N_("회"),
        "invited_talk": N_("초"),
        "cabinet": N_("국"),
        "press_briefing": N_("설"),
        "press_talk": N_("간"),
        "interview": N_("인"),
        "signing": N_("협"),
        "other": N_("기"),
    }
)
"""A letter for each kind, two cells wide, for calendars."""
KIND_STYLES = {
    "field_visit": "category2",
    "meeting": "category1",
    "invited_talk": "category3",
    "cabinet": "category1",
    "press_briefing": "category4",
    "press_talk": "category4",
    "interview": "category4",
    "signing": "category3",
    "other": "plain",
}
"""The style of each kind in calendars: kinds alike share a colour, their letters differ."""
ATTENDANCES = Labels(
    {"self": N_("직접"), "deputy": N_("대참"), "written": N_("서면"), "declined": N_("불참")}
)
Scope = Literal["one", "following", "all"]
SCOPES: dict[Scope, str] = {
    "one": N_("이 일정만"),
    "following": N_("이후 모두"),
    "all": N_("전체"),
}
"""Which occurrences of a series an edit changes."""
HOLIDAY_RULES = Labels(
    {
        "as_is": N_("그대로"),
        "next": N_("다음 근무일"),
        "previous": N_("앞 근무일"),
        "skip": N_("쉼"),
    }
)
"""What happens to an occurrence of a series on a day that is no working day."""
VISIBILITIES = Labels({"public": N_("공개"), "internal": N_("내부"), "secret": N_("비공개")})


class LineDraft(NamedTuple):
    """A line "label : text" as entered."""

    label: Annotated[str, Field(N_("이름"))]
    text: Annotated[str, Field(N_("내용"), required=True, label="label")]


class StepDraft(NamedTuple):
    """A step of the run of show, so many minutes after the start of the event."""

    minutes: Annotated[int, Field(N_("분"), hint=N_("시작부터, 예: 10"), searchable=False)] = 0
    text: Annotated[str, Field(N_("순서"), required=True)] = ""
    owner: Annotated[str, Field(N_("담당"), privacy=Privacy.NAME)] = ""


class EventDraft(NamedTuple):
    """An event as entered; without a last day it ends on its first day."""

    title: Annotated[
        str,
        Field(
            N_("제목"),
            required=True,
            hint=N_("예: 위례트램 착공식 현장방문"),
            width=20,
            spellings=("일정명", "행사명", "일정", "내용"),
        ),
    ]
    starts_on: Annotated[
        date | None,
        Field(
            N_("날짜"),
            required=True,
            privacy=Privacy.OPEN,
            width=11,
            spellings=("일자", "시작일", "시작 날짜", "일시"),
        ),
    ]
    starts_at: Annotated[
        time | None,
        Field(
            N_("시작 시각"),
            privacy=Privacy.OPEN,
            width=5,
            spellings=("시각", "시간", "시작시간", "시작"),
        ),
    ] = None
    ends_at: Annotated[
        time | None,
        Field(N_("끝 시각"), privacy=Privacy.OPEN, width=5, spellings=("종료시간", "끝", "종료")),
    ] = None
    place: Annotated[str, Field(N_("장소"), width=14, spellings=("행사장소", "위치"))] = ""
    kind: Annotated[str, Field(N_("구분"), names=KINDS, width=10, spellings=("유형", "종류"))] = (
        "meeting"
    )
    status: Annotated[str, Field(N_("상태"), names=STATUSES, width=4)] = "confirmed"
    visibility: Annotated[
        str,
        Field(
            N_("공개"),
            names=VISIBILITIES,
            privacy=Privacy.OPEN,
            width=6,
            spellings=("공개여부",),
            searchable=False,
        ),
    ] = "public"
    all_day: Annotated[bool, Field(N_("종일"), privacy=Privacy.OPEN, width=4)] = False
    ends_on: Annotated[
        date | None,
        Field(N_("끝나는 날"), privacy=Privacy.OPEN, width=11, spellings=("종료일", "종료 날짜")),
    ] = None
    category: Annotated[str, Field(N_("분야"), hint=N_("예: 재난·안전"), width=10)] = ""
    subcategory: Annotated[str, Field(N_("세부 분야"), width=10, spellings=("세부분야",))] = ""
    outlet: Annotated[str, Field(N_("매체"), width=10, spellings=("매체명", "언론사"))] = ""
    media_type: Annotated[
        str,
        Field(N_("매체 종류"), hint=N_("예: 방송, 신문"), width=8, spellings=("매체구분",)),
    ] = ""
    session_no: Annotated[int | None, Field(N_("회차"), width=4, spellings=("제회차",))] = None
    note: Annotated[str, Field(N_("메모"), "paragraph", spellings=("비고", "참고"))] = ""
    own_starts_at: Annotated[
        time | None, Field(N_("참석 시작"), privacy=Privacy.OPEN, width=5, spellings=("참석시각",))
    ] = None
    own_ends_at: Annotated[time | None, Field(N_("참석 끝"), privacy=Privacy.OPEN, width=5)] = None
    travel_before: Annotated[int | None, Field(N_("가는 이동"), hint=N_("분"), width=4)] = None
    travel_after: Annotated[int | None, Field(N_("오는 이동"), hint=N_("분"), width=4)] = None
    role: Annotated[
        str, Field(N_("역할"), names=ROLES, width=6, spellings=("시장 역할",), searchable=False)
    ] = ""
    attendance: Annotated[
        str,
        Field(N_("참석"), names=ATTENDANCES, width=4, spellings=("참석방식",), searchable=False),
    ] = "self"
    deputy: Annotated[str, Field(N_("대참자"), privacy=Privacy.NAME, width=10)] = ""
    hold_until: Annotated[
        date | None, Field(N_("잠정 기한"), privacy=Privacy.OPEN, width=11, spellings=("잠정기한",))
    ] = None
    hold_group: Annotated[str, Field(N_("후보 묶음"), hint=N_("같은 이름끼리 후보"), width=10)] = ""
    busy: Annotated[bool, Field(N_("시간 차지"), privacy=Privacy.OPEN, width=4)] = True
    agenda_count: Annotated[int | None, Field(N_("안건 수"), width=4, spellings=("안건수",))] = None
    checked_on: Annotated[
        date | None, Field(N_("비서실장 확인"), privacy=Privacy.OPEN, width=11)
    ] = None
    seen_on: Annotated[date | None, Field(N_("시장 열람"), privacy=Privacy.OPEN, width=11)] = None
    rrule: Annotated[
        str,
        Field(
            N_("반복"),
            hint=N_("예: 매주 화, 매월 둘째 화"),
            width=12,
            searchable=False,
            show=repetition_text,
        ),
    ] = ""
    holiday_rule: Annotated[
        str,
        Field(N_("휴일이면"), names=HOLIDAY_RULES, privacy=Privacy.OPEN, width=8, searchable=False),
    ] = "as_is"
    rdates: Annotated[
        str,
        Field(
            N_("더할 날"),
            "paragraph",
            hint=N_("반복 밖의 날, 예: 2023-05-03"),
            lines=1,
            searchable=False,
        ),
    ] = ""
    exdates: Annotated[
        str,
        Field(
            N_("뺄 날"),
            "paragraph",
            hint=N_("반복에서 빼는 날, 예: 2023-05-02"),
            lines=1,
            searchable=False,
        ),
    ] = ""
    lines: Annotated[
        tuple[LineDraft, ...],
        Field(
            N_("내용"),
            hint=N_("한 줄에 하나: 주요내용 | 경과보고, 기념행사"),
            lines=5,
            label="label",
        ),
    ] = ()
    steps: Annotated[
        tuple[StepDraft, ...],
        Field(N_("식순"), hint=N_("한 줄에 하나: 10 | 환영사 | 도시교통실장"), lines=3),
    ] = ()


_EVENT = Reference("event", ("title",))
EVENT = RecordModel(
    "event",
    N_("일정"),
    "title",
    EventDraft,
    {
        "uid": Field(N_("달력 UID"), "text", "uid", width=12, searchable=False),
        "occurrence": Field(N_("달력 회차"), "text", "occurrence", width=10, searchable=False),
        "sequence": Field(N_("달력 판"), "number", "sequence", width=4, searchable=False),
        "series_id": Field(
            N_("반복 일정"),
            "reference",
            "series_id",
            reference=_EVENT,
            searchable=False,
        ),
        "last_start": Field(N_("반복 끝"), "day", "last_start", searchable=False),
    },
    secret=("visibility", "secret"),
    search_kind=1,
    internal=("visibility", "internal"),
    dates=("starts_on",),
    kind="kind",
)
EVENT_LINE = RecordModel(
    "eventline",
    N_("일정 내용"),
    "text",
    owner_field("event_id", N_("일정"), _EVENT),
    LineDraft,
    owner="event_id",
)
EVENT_STEP = RecordModel(
    "eventstep",
    N_("일정 식순"),
    "text",
    owner_field("event_id", N_("일정"), _EVENT),
    StepDraft,
    owner="event_id",
)
