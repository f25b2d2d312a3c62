"""Agreements as entered: drafts, and the names of kinds, levels and states."""

from __future__ import annotations

from datetime import date, time
from typing import Annotated

from secretariat_tui.areas.attached.model import LEVELS, TaskDraft
from secretariat_tui.core.fields import Field, Privacy, RecordModel, Reference, owner_field
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

KINDS = Labels(
    {
        "mou": N_("업무협약"),
        "moa": N_("합의각서"),
        "friendship": N_("우호교류"),
        "sister": N_("자매결연"),
        "other": N_("기타"),
    }
)


RENEWALS = Labels({"none": N_("없음"), "auto": N_("자동 연장"), "agreed": N_("협의 연장")})


STATES = Labels(
    {"draft": N_("준비"), "signed": N_("체결"), "ended": N_("종료"), "replaced": N_("대체")}
)
COUNCIL_STEPS = Labels(
    {
        "none": N_("불필요"),
        "prior": N_("사전보고"),
        "consent": N_("동의"),
        "after": N_("사후보고"),
    }
)
CHANGE_KINDS = Labels({"change": N_("변경"), "extension": N_("연장")})
CHECK_RESULTS = Labels({"good": N_("양호"), "improve": N_("보완"), "poor": N_("부진")})
_AGREEMENT = Reference("agreement", ("name",))


class PartyDraft(NamedTuple):
    """A counterparty as entered."""

    name: Annotated[str, Field(N_("이름"), required=True)]
    level: Annotated[str, Field(N_("구분"), names=LEVELS)] = "other"
    signatory: Annotated[str, Field(N_("서명자"), privacy=Privacy.NAME)] = ""
    contact: Annotated[str, Field(N_("연락처"), privacy=Privacy.NAME)] = ""


class ChangeDraft(NamedTuple):
    """A change or an extension as entered."""

    decided_on: Annotated[date, Field(N_("결정일"), required=True, width=11)]
    kind: Annotated[str, Field(N_("종류"), names=CHANGE_KINDS)] = "change"
    effective_on: Annotated[date | None, Field(N_("시행일"), width=11)] = None
    old_expires_on: Annotated[date | None, Field(N_("앞 만료일"), width=11)] = None
    new_expires_on: Annotated[date | None, Field(N_("새 만료일"), width=11)] = None
    text: Annotated[str, Field(N_("내용"))] = ""
    document: Annotated[str, Field(N_("문서"))] = ""


class CheckDraft(NamedTuple):
    """A check-up as entered."""

    checked_on: Annotated[date, Field(N_("점검일"), required=True, width=11)]
    result: Annotated[str, Field(N_("점검 결과"), names=CHECK_RESULTS)] = "good"
    text: Annotated[str, Field(N_("내용"))] = ""
    improvement: Annotated[str, Field(N_("개선 방안"))] = ""


class AgreementDraft(NamedTuple):
    """An agreement as entered."""

    name: Annotated[
        str,
        Field(
            N_("이름"),
            required=True,
            hint=N_("예: 서울시–경상북도 교류강화 업무협약"),
            width=16,
            spellings=("협약명", "업무협약명", "제목"),
        ),
    ]
    kind: Annotated[
        str, Field(N_("구분"), names=KINDS, width=8, spellings=("협약종류", "유형"))
    ] = "mou"
    state: Annotated[str, Field(N_("상태"), names=STATES, width=8, spellings=("추진상태",))] = (
        "signed"
    )
    signed_on: Annotated[
        date | None,
        Field(N_("체결일"), width=14, spellings=("협약일", "체결일자", "협약체결일", "협약일자")),
    ] = None
    signed_at: Annotated[time | None, Field(N_("시각"), width=5, spellings=("체결시각",))] = None
    place: Annotated[str, Field(N_("장소"), width=12, spellings=("체결장소",))] = ""
    ours: Annotated[
        str,
        Field(
            N_("우리 서명자"),
            hint=N_("예: 시장 (다음 협약부터 채워 둡니다)"),
            privacy=Privacy.NAME,
            spellings=("서명자", "우리측 서명자"),
        ),
    ] = ""
    effective_on: Annotated[
        date | None, Field(N_("시작일"), width=11, spellings=("협약시작일", "효력발생일"))
    ] = None
    expires_on: Annotated[
        date | None,
        Field(N_("끝나는 날"), width=11, spellings=("만료일", "협약종료일", "종료예정일")),
    ] = None
    renewal: Annotated[str | None, Field(N_("연장"), names=RENEWALS, spellings=("연장방식",))] = (
        None
    )
    check_months: Annotated[
        int | None, Field(N_("점검 주기"), hint=N_("개월. 예: 6"), spellings=("점검주기",))
    ] = None
    checked_on: Annotated[date | None, Field(N_("지난 점검"), spellings=("최근점검일",))] = None
    notice_days: Annotated[
        int | None,
        Field(N_("통보 기한"), hint=N_("일 전. 예: 90"), spellings=("통보기한",)),
    ] = None
    council_step: Annotated[
        str | None, Field(N_("의회"), names=COUNCIL_STEPS, spellings=("의회절차", "의회보고"))
    ] = None
    council_on: Annotated[date | None, Field(N_("의회 날짜"), spellings=("의회보고일",))] = None
    secret: Annotated[
        bool,
        Field(
            N_("공개"),
            names={False: N_("공개"), True: N_("비공개")},
            privacy=Privacy.OPEN,
            spellings=("공개여부",),
        ),
    ] = False
    published_on: Annotated[date | None, Field(N_("게시일"), spellings=("공개일",))] = None
    owner: Annotated[str, Field(N_("담당"), privacy=Privacy.NAME, spellings=("담당자",))] = ""
    dept: Annotated[str, Field(N_("부서"), spellings=("담당부서", "소관부서"))] = ""
    document: Annotated[str, Field(N_("문서"), spellings=("문서번호", "관련문서"))] = ""
    ended_on: Annotated[date | None, Field(N_("종료일"), width=11)] = None
    ended_reason: Annotated[str, Field(N_("종료 까닭"), spellings=("종료사유",))] = ""
    replaced_by_id: Annotated[int | None, Field(N_("대체 협약"), reference=_AGREEMENT)] = None
    note: Annotated[str, Field(N_("메모"), "paragraph", lines=4, spellings=("비고",))] = ""
    parties: Annotated[
        tuple[PartyDraft, ...],
        Field(
            N_("상대"),
            required=True,
            hint=N_("한 줄에 하나: 이름 | 중앙·광역·기초·해외·민간 | 서명자"),
            spellings=("협약기관", "상대기관", "협약대상"),
        ),
    ] = ()
    tasks: Annotated[
        tuple[TaskDraft, ...],
        Field(N_("할 일"), hint=N_("한 줄에 하나: [추진] 내용 | 담당 | 기한"), lines=5),
    ] = ()
    changes: Annotated[
        tuple[ChangeDraft, ...],
        Field(N_("변경 이력"), hint=N_("한 줄에 하나: 결정일 | 변경·연장 | 시행일")),
    ] = ()
    checks: Annotated[
        tuple[CheckDraft, ...],
        Field(N_("점검 기록"), hint=N_("한 줄에 하나: 점검일 | 양호·보완·부진 | 내용 | 개선 방안")),
    ] = ()


def _part(table: str, title: str, name: str, draft: type) -> RecordModel:
    owner = owner_field("agreement_id", N_("협약"), _AGREEMENT)
    return RecordModel(table, title, name, owner, draft, owner="agreement_id")


AGREEMENT = RecordModel(
    "agreement",
    N_("협약"),
    "name",
    AgreementDraft,
    secret=("secret", 1),
    search_kind=6,
    dates=("signed_on", "expires_on"),
)
CHANGE = _part("agreementchange", N_("협약 변경"), "text", ChangeDraft)
CHECK = _part("agreementcheck", N_("협약 점검"), "text", CheckDraft)
