"""Events as entered: drafts, and the names of kinds, statuses and visibilities."""

from datetime import date, time
from typing import NamedTuple

from secretariat_tui.core.i18n import N_, Labels

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


VISIBILITIES = Labels({"public": N_("공개"), "internal": N_("내부"), "secret": N_("비공개")})


class LineDraft(NamedTuple):
    """A line "label : text" as entered."""

    label: str
    text: str


class EventDraft(NamedTuple):
    """An event as entered; without a last day it ends on its first day."""

    title: str
    starts_on: date | None
    starts_at: time | None = None
    ends_on: date | None = None
    ends_at: time | None = None
    all_day: bool = False
    kind: str = "meeting"
    category: str = ""
    subcategory: str = ""
    place: str = ""
    status: str = "confirmed"
    visibility: str = "public"
    outlet: str = ""
    media_type: str = ""
    session_no: int | None = None
    note: str = ""
    lines: tuple[LineDraft, ...] = ()
