"""Attendance requests as entered, and the names of their states."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from secretariat_tui.core import marks
from secretariat_tui.core.fields import Field, Privacy, RecordModel, Reference, owner_field
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

STATES = Labels(
    {
        "received": N_("접수"),
        "review": N_("검토"),
        "hold": N_("잠정"),
        "confirmed": N_("확정"),
        "declined": N_("거절"),
        "deputy": N_("대참"),
        "written": N_("서면"),
    }
)
OPEN_STATES = ("received", "review", "hold")
"""The states in which the office still owes an answer."""
STATE_MARKS = {
    "received": marks.OPEN,
    "review": marks.RUNNING,
    "hold": marks.TENTATIVE,
    "confirmed": marks.IN_FORCE,
    "declined": marks.CLOSED,
    "deputy": marks.DONE,
    "written": marks.DONE,
}
ROLES = Labels(
    {
        "": N_("미기재"),
        "chair": N_("주재"),
        "attend": N_("참석"),
        "speech": N_("축사"),
        "receive": N_("접견"),
        "interview": N_("인터뷰"),
        "report": N_("보고"),
    }
)
"""The roles of the mayor at an event."""


class AlternativeDraft(NamedTuple):
    """Another day on which the event could be, as entered."""

    day: Annotated[date, Field(N_("날짜"), required=True, width=11)]
    starts_at: Annotated[time | None, Field(N_("시작 시각"), width=5)] = None
    ends_at: Annotated[time | None, Field(N_("끝 시각"), width=5)] = None


class RequestDraft(NamedTuple):
    """A request as entered."""

    title: Annotated[
        str,
        Field(
            N_("제목"),
            required=True,
            hint=N_("예: 마을공동체 한마당 개막식"),
            width=18,
            spellings=("행사명", "요청명", "요청 제목"),
        ),
    ]
    received_on: Annotated[
        date | None,
        Field(N_("접수일"), required=True, width=11, spellings=("접수", "접수일자", "요청일")),
    ]
    host: Annotated[
        str, Field(N_("주최"), width=12, spellings=("주최기관", "요청기관", "주관", "초청자"))
    ] = ""
    purpose: Annotated[
        str,
        Field(
            N_("목적"), hint=N_("왜 모시려 하는지"), spellings=("참석 목적", "행사 목적", "취지")
        ),
    ] = ""
    role: Annotated[
        str, Field(N_("역할"), names=ROLES, width=6, spellings=("시장 역할", "요청 역할"))
    ] = ""
    starts_on: Annotated[
        date | None,
        Field(
            N_("희망일"), width=11, spellings=("희망 일시", "희망일시", "일시", "행사일", "날짜")
        ),
    ] = None
    starts_at: Annotated[
        time | None, Field(N_("시작 시각"), width=5, spellings=("시각", "시간", "시작"))
    ] = None
    ends_at: Annotated[time | None, Field(N_("끝 시각"), width=5, spellings=("끝", "종료"))] = None
    place: Annotated[str, Field(N_("장소"), width=12, spellings=("행사장소", "위치"))] = ""
    owner: Annotated[
        str,
        Field(N_("담당"), privacy=Privacy.NAME, width=8, spellings=("담당자", "요청 담당자")),
    ] = ""
    contact: Annotated[
        str,
        Field(
            N_("연락처"),
            hint=N_("예: 120, 이메일"),
            privacy=Privacy.NAME,
            width=12,
            spellings=("전화", "전화번호"),
        ),
    ] = ""
    reply_by: Annotated[
        date | None,
        Field(N_("회신 기한"), width=11, spellings=("회신기한", "회신일", "답변 기한", "마감")),
    ] = None
    state: Annotated[
        str, Field(N_("상태"), names=STATES, width=6, spellings=("처리상태", "진행상태"))
    ] = "received"
    deputy: Annotated[
        str, Field(N_("대참자"), privacy=Privacy.NAME, width=8, spellings=("대리 참석자",))
    ] = ""
    secret: Annotated[
        bool,
        Field(
            N_("공개"),
            names={False: N_("공개"), True: N_("비공개")},
            privacy=Privacy.OPEN,
            spellings=("공개여부",),
        ),
    ] = False
    note: Annotated[str, Field(N_("메모"), "paragraph", spellings=("비고", "참고"))] = ""
    alternatives: Annotated[
        tuple[AlternativeDraft, ...],
        Field(
            N_("대체 일시"),
            hint=N_("한 줄에 하나: 날짜 | 시작 | 끝"),
            spellings=("대체일시", "다른 후보"),
        ),
    ] = ()


REQUEST = RecordModel(
    "attendancerequest",
    N_("참석요청"),
    "title",
    RequestDraft,
    secret=("secret", 1),
    search_kind=11,
    dates=("starts_on",),
)
ALTERNATIVE = RecordModel(
    "attendancealternative",
    N_("대체 일시"),
    "day",
    owner_field("request_id", N_("참석요청"), Reference("attendancerequest", ("title",))),
    AlternativeDraft,
    owner="request_id",
)
