"""Programmes, their main tasks and campaigns as entered: drafts, and the names of states."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from secretariat_tui.areas.attached.model import PRECISIONS
from secretariat_tui.core import marks
from secretariat_tui.core.fields import Field, Privacy, RecordModel, Reference, owner_field
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

STATES = Labels(
    {
        "planned": N_("계획"),
        "running": N_("시행 중"),
        "done": N_("완료"),
        "stopped": N_("중단"),
    }
)
STATE_MARKS = {
    "planned": marks.OPEN,
    "running": marks.RUNNING,
    "done": marks.DONE,
    "stopped": marks.CLOSED,
}
PLEDGE_STATES = Labels(
    {
        "on_track": N_("정상 추진"),
        "delayed": N_("지연"),
        "kept": N_("이행 완료"),
        "kept_continuing": N_("이행 후 계속 추진"),
        "partial": N_("일부 추진"),
        "withheld": N_("보류"),
        "dropped": N_("폐기"),
    }
)
_SECTION = Reference("section", ("title",), shown=("number", "part_of_id"), part_of="part_of_id")


class SectionDraft(NamedTuple):
    """A main task, or a part of one, as entered."""

    title: Annotated[
        str,
        Field(
            N_("제목"),
            required=True,
            hint=N_("예: 민생 중심의 현장방문을 통한 현장시정 강화"),
            width=16,
            spellings=("과제명", "주요업무"),
        ),
    ]
    number: Annotated[int | None, Field(N_("번호"), required=True, hint=N_("예: 1"), width=4)]
    part_of_id: Annotated[
        int | None, Field(N_("상위 과제"), reference=_SECTION, width=12, spellings=("상위과제",))
    ] = None
    summary: Annotated[str, Field(N_("요약"), "paragraph", spellings=("개요",))] = ""


class QuotaDraft(NamedTuple):
    """A quota as entered: with a year for that year, if yearly for each year from it on."""

    amount: Annotated[int, Field(N_("물량"), required=True)]
    unit: Annotated[str, Field(N_("단위"), required=True, hint=N_("예: 명"))]
    year: Annotated[int | None, Field(N_("연도"), "year", hint=N_("예: 2023"))] = None
    yearly: Annotated[bool, Field(N_("해마다"))] = False


class PlaceDraft(NamedTuple):
    """A place as entered."""

    name: Annotated[str, Field(N_("장소"), required=True)]


class ProgrammeDraft(NamedTuple):
    """A programme as entered."""

    name: Annotated[
        str,
        Field(
            N_("사업명"),
            required=True,
            hint=N_("예: 난임부부 시술비"),
            width=16,
            spellings=("사업", "단위사업", "세부사업"),
        ),
    ]
    section_id: Annotated[
        int | None, Field(N_("과제"), reference=_SECTION, width=14, spellings=("주요업무",))
    ] = None
    item_no: Annotated[int | None, Field(N_("세부 번호"), hint=N_("예: 1"))] = None
    item: Annotated[
        str, Field(N_("세부 과제"), hint=N_("예: 난임부부 지원확대"), spellings=("세부과제",))
    ] = ""
    aim: Annotated[str, Field(N_("목적"), spellings=("사업목적", "추진목적"))] = ""
    target: Annotated[
        str,
        Field(N_("대상"), hint=N_("예: 모든 난임부부"), spellings=("지원대상", "사업대상")),
    ] = ""
    benefit: Annotated[str, Field(N_("지원 내용"), spellings=("지원내용", "사업내용"))] = ""
    amount_from: Annotated[int | None, Field(N_("지원액"), "won", hint=N_("예: 20만"))] = None
    amount_to: Annotated[int | None, Field(N_("지원액 최대"), "won", hint=N_("예: 110만"))] = None
    amount_per: Annotated[str, Field(N_("지원 기준"), hint=N_("예: 회당"))] = ""
    rate: Annotated[int | None, Field(N_("지원율(%)"), hint=N_("예: 50"))] = None
    starts_on: Annotated[
        date | None, Field(N_("시작"), width=10, spellings=("시작일", "시행일", "시행시기"))
    ] = None
    precision: Annotated[str, Field(N_("시작 단위"), names=PRECISIONS, searchable=False)] = "day"
    ends_on: Annotated[date | None, Field(N_("종료"), width=10, spellings=("종료일",))] = None
    state: Annotated[str, Field(N_("상태"), names=STATES, width=9, spellings=("추진상태",))] = (
        "planned"
    )
    pledge: Annotated[
        str, Field(N_("공약"), hint=N_("공약의 번호나 이름"), spellings=("공약명",))
    ] = ""
    pledge_state: Annotated[
        str | None, Field(N_("공약 이행"), names=PLEDGE_STATES, spellings=("이행상태",))
    ] = None
    pledge_rate: Annotated[
        int | None, Field(N_("공약 이행률(%)"), hint=N_("예: 60"), spellings=("이행률",))
    ] = None
    dept: Annotated[str, Field(N_("부서"), spellings=("담당부서", "소관부서"))] = ""
    owner: Annotated[str, Field(N_("담당"), privacy=Privacy.NAME, spellings=("담당자",))] = ""
    note: Annotated[str, Field(N_("메모"), "paragraph", spellings=("비고",))] = ""
    quotas: Annotated[
        tuple[QuotaDraft, ...],
        Field(N_("물량"), hint=N_("한 줄에 하나: 41000 | 건 | 2023 | 아니오")),
    ] = ()
    places: Annotated[tuple[PlaceDraft, ...], Field(N_("장소"), hint=N_("한 줄에 하나"))] = ()


class CampaignActionDraft(NamedTuple):
    """An action of a campaign as entered."""

    text: Annotated[str, Field(N_("내용"), required=True)]
    starts_on: Annotated[date | None, Field(N_("시작"))] = None
    ends_on: Annotated[date | None, Field(N_("종료"))] = None
    precision: Annotated[str, Field(N_("단위"), names=PRECISIONS, searchable=False)] = "day"
    places: Annotated[str, Field(N_("장소"), hint=N_("쉼표로 나누어 적습니다."))] = ""
    details: Annotated[str, Field(N_("세부"))] = ""


class CampaignCountDraft(NamedTuple):
    """How much an action of a campaign was, as entered."""

    label: Annotated[str, Field(N_("무엇"), required=True)]
    amount: Annotated[int, Field(N_("수"), required=True)]
    unit: Annotated[str, Field(N_("단위"), required=True, hint=N_("예: 면"))]
    action: Annotated[int | None, Field(N_("몇째 활동"))] = None


class CampaignDraft(NamedTuple):
    """A campaign as entered."""

    title: Annotated[
        str, Field(N_("제목"), required=True, width=20, spellings=("캠페인", "홍보명"))
    ]
    section_id: Annotated[
        int | None, Field(N_("과제"), reference=_SECTION, width=14, spellings=("주요업무",))
    ] = None
    dept: Annotated[str, Field(N_("부서"), spellings=("담당부서",))] = ""
    note: Annotated[str, Field(N_("메모"), "paragraph", spellings=("비고",))] = ""
    actions: Annotated[
        tuple[CampaignActionDraft, ...],
        Field(N_("활동"), hint=N_("한 줄에 하나: 내용 | 시작 | 종료"), lines=5),
    ] = ()
    counts: Annotated[
        tuple[CampaignCountDraft, ...],
        Field(N_("수량"), hint=N_("한 줄에 하나: 무엇 | 14 | 면 | 몇째 활동")),
    ] = ()


_OF_PROGRAMME = owner_field("programme_id", N_("사업"), Reference("programme", ("name",)))
_OF_CAMPAIGN = owner_field("campaign_id", N_("캠페인"), Reference("campaign", ("title",)))
SECTION = RecordModel("section", N_("과제"), "title", SectionDraft, search_kind=31)
PROGRAMME = RecordModel(
    "programme",
    N_("사업"),
    "name",
    ProgrammeDraft,
    search_kind=30,
    dates=("starts_on",),
)
QUOTA = RecordModel(
    "quota",
    N_("사업 물량"),
    "unit",
    _OF_PROGRAMME,
    QuotaDraft,
    owner="programme_id",
)
PLACE = RecordModel(
    "programmeplace",
    N_("사업 장소"),
    "name",
    _OF_PROGRAMME,
    PlaceDraft,
    owner="programme_id",
)
CAMPAIGN = RecordModel("campaign", N_("캠페인"), "title", CampaignDraft, search_kind=32)
ACTION = RecordModel(
    "campaignaction",
    N_("캠페인 활동"),
    "text",
    _OF_CAMPAIGN,
    CampaignActionDraft,
    owner="campaign_id",
)
COUNT = RecordModel(
    "campaigncount",
    N_("캠페인 수량"),
    "label",
    _OF_CAMPAIGN,
    CampaignCountDraft,
    owner="campaign_id",
)
