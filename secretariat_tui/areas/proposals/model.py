"""Proposals and rounds as entered: drafts, and the names of states, outcomes and channels."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from secretariat_tui.core.fields import Field, Privacy, RecordModel, Reference, owner_field
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

CHANNELS = Labels(
    {
        "system": N_("창의발전소"),
        "bureaus": N_("실·본부·국 수합"),
        "mail": N_("메일 계정"),
    }
)


THEMES = (
    N_("시민불편 해소"),
    N_("새로운 정책 제안"),
    N_("불필요한 일 버리기"),
    N_("지정주제"),
)


STATES = Labels(
    {
        "received": N_("접수"),
        "returned": N_("보완요청"),
        "review": N_("검토중"),
        "panel": N_("심사대기"),
        "decided": N_("결정"),
    }
)


OUTCOMES = Labels(
    {
        "adopted": N_("채택"),
        "held": N_("보류"),
        "rejected": N_("불채택"),
        "excluded": N_("제외"),
        "referred": N_("이송"),
        "closed": N_("종결"),
        "withdrawn": N_("철회"),
        "duplicate": N_("중복"),
    }
)


class ProposalDraft(NamedTuple):
    """A proposal as entered; without a number it gets the next one."""

    title: Annotated[
        str, Field(N_("제목"), required=True, width=34, spellings=("제안명", "제안제목"))
    ]
    received_on: Annotated[
        date | None,
        Field(
            N_("접수한 날"),
            required=True,
            privacy=Privacy.OPEN,
            width=11,
            spellings=("접수일", "접수일자", "제안일", "제출일"),
        ),
    ]
    channel: Annotated[
        str,
        Field(
            N_("경로"),
            names=CHANNELS,
            privacy=Privacy.OPEN,
            width=16,
            spellings=("접수경로", "제안경로"),
        ),
    ] = "system"
    theme: Annotated[str, Field(N_("주제"), width=19, spellings=("분야", "제안주제"))] = ""
    secret: Annotated[
        bool,
        Field(N_("공개"), names={False: N_("공개"), True: N_("비공개")}, privacy=Privacy.OPEN),
    ] = False
    problem: Annotated[
        str, Field(N_("현황과 문제점"), "paragraph", spellings=("현황", "문제점", "현황 및 문제점"))
    ] = ""
    idea: Annotated[
        str, Field(N_("개선 방안"), "paragraph", spellings=("개선방안", "제안내용", "내용"))
    ] = ""
    effect: Annotated[str, Field(N_("기대 효과"), "paragraph", spellings=("효과",))] = ""
    dept: Annotated[str, Field(N_("부서"), spellings=("담당부서", "소관부서", "검토부서"))] = ""
    reviewer: Annotated[
        str, Field(N_("검토자"), privacy=Privacy.NAME, spellings=("담당자", "검토담당자"))
    ] = ""
    round_id: Annotated[
        int | None,
        Field(N_("회차"), reference=Reference("round", ("theme",)), spellings=("공모", "차수")),
    ] = None
    number: Annotated[
        str,
        Field(
            N_("번호"), privacy=Privacy.OPEN, width=7, spellings=("연번", "접수번호", "제안번호")
        ),
    ] = ""
    note: Annotated[str, Field(N_("메모"), "paragraph", lines=2, spellings=("비고", "참고"))] = ""


class Decision(NamedTuple):
    """A decision on a proposal: the next state and, if decided, the outcome."""

    to_state: str
    outcome: Annotated[
        str | None,
        Field(
            N_("결정"),
            names=OUTCOMES,
            privacy=Privacy.OPEN,
            spellings=("심사결과", "처리결과", "결과"),
        ),
    ] = None
    reason: Annotated[
        str, Field(N_("까닭"), "paragraph", spellings=("사유", "심사의견", "검토의견"))
    ] = ""
    hold_until: Annotated[date | None, Field(N_("재검토일"), privacy=Privacy.OPEN)] = None
    start_on: Annotated[
        date | None,
        Field(N_("실시 예정일"), privacy=Privacy.OPEN, spellings=("실시일", "시행예정일")),
    ] = None
    decided_on: Annotated[
        date | None,
        Field(N_("결정한 날"), privacy=Privacy.OPEN, spellings=("결정일", "심사일", "처리일")),
    ] = None
    duplicate_of: Annotated[
        int | None,
        Field(
            N_("먼저 접수"),
            hint=N_("먼저 접수된 제안의 번호. 예: 23-003"),
            reference=Reference("proposal", ("number",)),
        ),
    ] = None


class ProposalProgress(NamedTuple):
    """What decisions record of a proposal: its state and the days they were made."""

    state: Annotated[
        str, Field(N_("상태"), names=STATES, privacy=Privacy.OPEN, width=8, spellings=("처리상태",))
    ]
    decided_on: Annotated[
        date | None,
        Field(N_("결정한 날"), privacy=Privacy.OPEN, spellings=("결정일", "심사일", "처리일")),
    ]
    paused_on: Annotated[date | None, Field(N_("보완요청한 날"), privacy=Privacy.OPEN)]
    paused_days: Annotated[int, Field(N_("멈춘 날수"), privacy=Privacy.OPEN, searchable=False)]


class ResultDraft(NamedTuple):
    """A result of a round as entered."""

    label: Annotated[str, Field(N_("이름"), required=True)]
    outcome: Annotated[str, Field(N_("결과"), names=OUTCOMES)]
    count: Annotated[int, Field(N_("건수"), required=True)]  # type: ignore[assignment]  # shadows tuple.count


class RoundDraft(NamedTuple):
    """A round as entered; a period in months is from the first to the last day of them."""

    theme: Annotated[
        str,
        Field(N_("주제"), required=True, hint=N_("예: 불필요한 일 버리기"), width=16),
    ]
    starts_on: Annotated[
        date | None, Field(N_("시작하는 날"), required=True, spellings=("시작일", "공모시작일"))
    ]
    ends_on: Annotated[
        date | None, Field(N_("마감하는 날"), required=True, spellings=("마감일", "종료일"))
    ]
    received: Annotated[
        int | None,
        Field(N_("접수 건수"), hint=N_("비워 두면 제안함에 적힌 것을 셉니다."), width=6),
    ] = None
    process: Annotated[str, Field(N_("절차"), hint=N_("예: 내부 검토 및 시장단 평가로 선정"))] = ""
    note: Annotated[str, Field(N_("메모"), "paragraph", spellings=("비고",))] = ""
    results: Annotated[
        tuple[ResultDraft, ...],
        Field(N_("결과"), hint=N_("한 줄에 하나: 폐지 | 채택 | 42"), lines=5),
    ] = ()


PROPOSAL = RecordModel(
    "proposal",
    N_("제안"),
    "title",
    ProposalDraft,
    ProposalProgress,
    Decision,
    secret=("secret", 1),
    search_kind=4,
    dates=("received_on",),
)
ROUND = RecordModel("round", N_("제안 회차"), "theme", RoundDraft, search_kind=5)
ROUND_RESULT = RecordModel(
    "roundresult",
    N_("회차 결과"),
    "label",
    owner_field("round_id", N_("회차"), Reference("round", ("theme",))),
    ResultDraft,
    owner="round_id",
)
