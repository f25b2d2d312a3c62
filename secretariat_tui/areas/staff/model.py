"""Staff as entered: establishment and headcount, functions, manuals, surveys."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from secretariat_tui.core.fields import Field, RecordModel, Reference, fields_of, owner_field
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

MANUAL_KINDS = Labels({"issue": N_("통용 매뉴얼"), "aggregate": N_("기존 매뉴얼 모음")})
MANUAL_STATES = Labels({"planned": N_("예정"), "doing": N_("제작 중"), "done": N_("완료")})
BASES = Labels(
    {"respondents": N_("응답자 수"), "ticks": N_("모든 응답 수"), "unknown": N_("미기재")}
)


class GradeDraft(NamedTuple):
    """A grade as entered; groups and grades have the order of the rows."""

    category: Annotated[str, Field(N_("직종"), required=True, hint=N_("예: 일반직"))]
    grade: Annotated[str, Field(N_("직급"), required=True, hint=N_("예: 5급"))]
    authorised: Annotated[int, Field(N_("정원"), required=True)] = 0
    present: Annotated[int, Field(N_("현원"), required=True)] = 0


class OutsideDraft(NamedTuple):
    """Posts that the table does not count, as entered."""

    kind: Annotated[str, Field(N_("구분"), required=True, hint=N_("예: 전문임기제"))]
    posts: Annotated[
        str, Field(N_("직위"), required=True, hint=N_("예: 정책특보, 정무특보, 문화수석"))
    ]
    basis: Annotated[str, Field(N_("근거"), hint=N_("예: 행정안전부와 협의된"))] = ""


class StaffingDraft(NamedTuple):
    """Establishment and headcount of a day as entered."""

    as_of: Annotated[
        date | None, Field(N_("기준일"), required=True, width=14, spellings=("기준일자", "기준"))
    ]
    source: Annotated[str, Field(N_("출처"), hint=N_("예: 주요업무보고 2023. 5."), width=12)] = ""
    note: Annotated[str, Field(N_("메모"), "paragraph", spellings=("비고",))] = ""
    grades: Annotated[
        tuple[GradeDraft, ...],
        Field(
            N_("직급별 정원과 현원"),
            required=True,
            hint=N_("한 줄에 하나: 일반직 | 5급 | 정원 2 | 현원 2"),
            lines=8,
        ),
    ] = ()
    outside: Annotated[
        tuple[OutsideDraft, ...],
        Field(N_("표 밖의 직위"), hint=N_("한 줄에 하나: 전문임기제 | 정책특보, 문화수석 | 근거")),
    ] = ()


_STAFFING, _GRADE = fields_of(StaffingDraft), fields_of(GradeDraft)


class GradeLine(NamedTuple):
    """A row of a file that has a row for each grade of a snapshot; day and category may stand in the first only."""

    grade: Annotated[str, _GRADE["grade"]]
    as_of: Annotated[date | None, _STAFFING["as_of"]._replace(required=False)] = None
    category: Annotated[str, _GRADE["category"]._replace(required=False)] = ""
    authorised: Annotated[int, _GRADE["authorised"]._replace(required=False)] = 0
    present: Annotated[int, _GRADE["present"]._replace(required=False)] = 0
    source: Annotated[str, _STAFFING["source"]] = ""
    note: Annotated[str, _STAFFING["note"]] = ""


class FunctionDraft(NamedTuple):
    """A function of the office as entered."""

    title: Annotated[
        str,
        Field(
            N_("기능"),
            required=True,
            hint=N_("예: 국내·외 기관 소통·협력 가교 역할"),
            width=24,
            spellings=("주요기능", "제목"),
        ),
    ]
    place: Annotated[int, Field(N_("차례"), required=True, width=4, spellings=("순번", "순서"))] = 1
    details: Annotated[
        str, Field(N_("세부 내용"), "paragraph", hint=N_("한 줄에 하나"), lines=4)
    ] = ""
    note: Annotated[str, Field(N_("메모"), "paragraph", spellings=("비고",))] = ""


class ManualDraft(NamedTuple):
    """A work manual, or a number of older ones, as entered."""

    name: Annotated[str, Field(N_("이름"), required=True, width=12, spellings=("매뉴얼명", "제목"))]
    kind: Annotated[str, Field(N_("구분"), names=MANUAL_KINDS, width=10)] = "issue"
    issue: Annotated[
        int | None, Field(N_("호"), hint=N_("예: 2"), width=4, spellings=("호수",))
    ] = None
    category: Annotated[str, Field(N_("유형"), hint=N_("예: 행사"), width=8)] = ""
    count: Annotated[int, Field(N_("수"), width=4, spellings=("개수",))] = 1  # type: ignore[assignment]  # shadows tuple.count
    state: Annotated[str, Field(N_("상태"), names=MANUAL_STATES, width=8)] = "planned"
    due_month: Annotated[
        str, Field(N_("예정한 달"), hint=N_("예: 2023-05"), width=7, spellings=("예정월",))
    ] = ""
    good_cases: Annotated[int | None, Field(N_("우수사례"), hint=N_("건"), width=8)] = None
    survey_rank: Annotated[int | None, Field(N_("선호도 순위"), hint=N_("예: 1"))] = None
    text: Annotated[str, Field(N_("내용"), "paragraph", width=20)] = ""
    note: Annotated[str, Field(N_("메모"), "paragraph", spellings=("비고",))] = ""


class SurveyItemDraft(NamedTuple):
    """An answer of a survey as entered, with its percentage as printed."""

    item: Annotated[str, Field(N_("항목"), required=True)]
    count: Annotated[int, Field(N_("응답 수"), required=True)] = 0  # type: ignore[assignment]  # shadows tuple.count
    percent: Annotated[str, Field(N_("인쇄된 비율"), hint=N_("예: 27 또는 27.5"))] = ""


class SurveyDraft(NamedTuple):
    """A survey as entered."""

    title: Annotated[
        str, Field(N_("설문"), required=True, hint=N_("예: 직원 선호도 조사"), width=16)
    ]
    respondents: Annotated[
        int | None, Field(N_("응답자 수"), required=True, width=8, spellings=("응답인원",))
    ]
    held_on: Annotated[date | None, Field(N_("조사일"), width=11, spellings=("조사일자",))] = None
    multiple: Annotated[bool, Field(N_("복수응답"))] = False
    base: Annotated[str, Field(N_("비율의 기준"), names=BASES)] = "respondents"
    total_ticks: Annotated[
        int | None, Field(N_("모든 응답 수"), hint=N_("모르면 비워 두세요."))
    ] = None
    note: Annotated[str, Field(N_("메모"), "paragraph", lines=4, spellings=("비고",))] = ""
    items: Annotated[
        tuple[SurveyItemDraft, ...],
        Field(N_("항목"), hint=N_("한 줄에 하나: 일반용역 | 302 | 27"), lines=6),
    ] = ()


_OF_STAFFING = owner_field("staffing_id", N_("인력 현황"), Reference("staffing", ("as_of",)))
STAFFING = RecordModel("staffing", N_("인력 현황"), "as_of", StaffingDraft, search_kind=20)
STAFF_GRADE = RecordModel(
    "staffgrade",
    N_("직급별 인력"),
    "grade",
    _OF_STAFFING,
    GradeDraft,
    owner="staffing_id",
    other_names=("category",),
)
OUTSIDE_POSTS = RecordModel(
    "outsideposts",
    N_("표 밖의 직위"),
    "posts",
    _OF_STAFFING,
    OutsideDraft,
    owner="staffing_id",
)
FUNCTION = RecordModel("officefunction", N_("기능"), "title", FunctionDraft, search_kind=21)
MANUAL = RecordModel("manual", N_("업무매뉴얼"), "name", ManualDraft, search_kind=22)
SURVEY = RecordModel("survey", N_("설문"), "title", SurveyDraft, search_kind=23)
SURVEY_ITEM = RecordModel(
    "surveyitem",
    N_("설문 항목"),
    "item",
    owner_field("survey_id", N_("설문"), Reference("survey", ("title",))),
    SurveyItemDraft,
    owner="survey_id",
)
