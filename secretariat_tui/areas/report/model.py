"""Tallies as entered, with the names of what they count, and issued reports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from secretariat_tui.areas.agreements.model import KINDS as AGREEMENT_KINDS
from secretariat_tui.areas.attached.model import LEVELS
from secretariat_tui.areas.proposals.model import CHANNELS, OUTCOMES
from secretariat_tui.areas.proposals.model import STATES as PROPOSAL_STATES
from secretariat_tui.areas.schedule.model import KINDS as EVENT_KINDS
from secretariat_tui.core.fields import (
    Field,
    Privacy,
    RecordModel,
    Reference,
    fields_of,
    owner_field,
)
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

RECORD_KINDS = Labels(
    {
        "event": N_("일정"),
        "proposal": N_("제안"),
        "agreement": N_("협약"),
        "none": N_("없음(숫자만)"),
    }
)
CONDITION_FIELDS = Labels(
    {
        "kind": N_("구분"),
        "category": N_("분야"),
        "subcategory": N_("세부 분야"),
        "medium": N_("매체 종류"),
        "outlet": N_("매체"),
        "line": N_("내용의 이름"),
        "channel": N_("경로"),
        "theme": N_("주제"),
        "round": N_("회차"),
        "outcome": N_("결정"),
        "level": N_("상대 구분"),
    }
)
FIELDS_OF_KINDS: Mapping[str, tuple[str, ...]] = {
    "event": ("kind", "category", "subcategory", "medium", "outlet", "line"),
    "proposal": ("channel", "theme", "round", "outcome"),
    "agreement": ("kind", "level"),
    "none": (),
}
"""The fields that records of each kind can be counted by."""
VALUE_NAMES: Mapping[tuple[str, str], Labels] = {
    ("event", "kind"): EVENT_KINDS,
    ("proposal", "channel"): CHANNELS,
    ("proposal", "outcome"): OUTCOMES,
    ("agreement", "kind"): AGREEMENT_KINDS,
    ("agreement", "level"): LEVELS,
}
"""The names of the values of those fields that are choices; the others are free text."""
ITEM_STATES: Mapping[str, Mapping[str, str]] = {"proposal": {**PROPOSAL_STATES, **OUTCOMES}}
"""The names of what a list shows of a record that has no kind."""
AUDIENCES = {False: N_("내부용"), True: N_("외부용")}
BREAKDOWNS = Labels({"split": N_("모두 나눔"), "selection": N_("고른 것만")})
_ALL_NAMES = {key: name for names in VALUE_NAMES.values() for key, name in names.items()}


class ConditionDraft(NamedTuple):
    """A condition as entered: its value is the name of a choice, or a text."""

    field: Annotated[str, Field(N_("칸"), names=CONDITION_FIELDS)]
    value: Annotated[str, Field(N_("값"), required=True)]


class PartDraft(NamedTuple):
    """A part of a tally as entered."""

    label: Annotated[str, Field(N_("이름"), required=True)]
    opening: Annotated[int, Field(N_("기초"))] = 0
    field: Annotated[str, Field(N_("칸"), names={"": "", **CONDITION_FIELDS})] = ""
    value: Annotated[str, Field(N_("값"))] = ""


class TallyDraft(NamedTuple):
    """A tally as entered; without a first or a last day its period is open."""

    title: Annotated[
        str,
        Field(
            N_("실적"),
            required=True,
            hint=N_("예: 재난·안전 현장 방문"),
            width=20,
            spellings=("실적명", "항목", "구분"),
        ),
    ]
    record_kind: Annotated[
        str, Field(N_("세는 기록"), names=RECORD_KINDS, width=8, spellings=("기록",))
    ] = "event"
    unit: Annotated[str, Field(N_("단위"), hint=N_("예: 회, 건, 명"), width=4)] = "회"
    starts_on: Annotated[
        date | None, Field(N_("시작하는 날"), width=11, spellings=("시작일", "기간 시작"))
    ] = None
    ends_on: Annotated[
        date | None, Field(N_("끝나는 날"), width=11, spellings=("종료일", "기간 끝"))
    ] = None
    family: Annotated[
        str, Field(N_("갈래"), hint=N_("한 갈래 안에서 기록은 한 번만 셉니다."), width=8)
    ] = ""
    opening: Annotated[
        int, Field(N_("기초"), hint=N_("합계로만 아는 수"), width=6, spellings=("기초 건수",))
    ] = 0
    opening_asof: Annotated[
        date | None, Field(N_("기초 기준일"), width=11, spellings=("기준일",))
    ] = None
    opening_source: Annotated[
        str, Field(N_("기초 출처"), hint=N_("예: 2023. 5. 주요업무보고"), spellings=("출처",))
    ] = ""
    opening_reason: Annotated[
        str, Field(N_("기초의 까닭"), hint=N_("기초를 적거나 바꾼 까닭"), spellings=("사유",))
    ] = ""
    breakdown: Annotated[str, Field(N_("나누는 법"), names=BREAKDOWNS)] = "split"
    remainder: Annotated[str, Field(N_("나머지의 이름"), hint=N_("미분류"))] = ""
    note: Annotated[str, Field(N_("메모"), "paragraph", lines=2, spellings=("비고",))] = ""
    conditions: Annotated[
        tuple[ConditionDraft, ...],
        Field(N_("조건"), hint=N_("한 줄에 하나: 분야 | 재난·안전"), lines=3),
    ] = ()
    parts: Annotated[
        tuple[PartDraft, ...],
        Field(N_("나눔"), hint=N_("한 줄에 하나: 신문 | 0 | 매체 종류 | 신문"), lines=4),
    ] = ()


TALLY = RecordModel("tally", N_("실적"), "title", TallyDraft, search_kind=40)


def _part_model(table: str, title: str, name: str, draft: type) -> RecordModel:
    fields = dict(fields_of(draft))
    fields["value"] = fields["value"]._replace(names=_ALL_NAMES)
    owner = owner_field("tally_id", N_("실적"), Reference("tally", ("title",)))
    return RecordModel(table, title, name, owner, fields, owner="tally_id")


TALLY_CONDITION = _part_model("tallycondition", N_("실적 조건"), "value", ConditionDraft)
TALLY_PART = _part_model("tallypart", N_("실적 나눔"), "label", PartDraft)


class IssuedDraft(NamedTuple):
    """An issued report; its content is in the rows of IssuedContent.

    `issued_at` is UTC as the history has it, `digest` the SHA-256 of the other values and the content, and
    `last_entry` the id of the last entry of the history that the report contains.
    """

    title: Annotated[str, Field(N_("제목"), required=True, width=20)]
    template: Annotated[str, Field(N_("서식"), width=12)]
    as_of: Annotated[date, Field(N_("기준일"), width=11)]
    starts_on: Annotated[date | None, Field(N_("기간 시작"), width=11)]
    ends_on: Annotated[date | None, Field(N_("기간 끝"), width=11)]
    outside: Annotated[bool, Field(N_("쓰임"), names=AUDIENCES, width=6)]
    purpose: Annotated[str, Field(N_("목적"), width=12)]
    issued_at: Annotated[str, Field(N_("발행한 때(UTC)"), width=24, searchable=False)]
    issued_by: Annotated[str, Field(N_("발행한 사람"), privacy=Privacy.NAME, width=8)]
    last_entry: Annotated[int, Field(N_("마지막 이력"), width=6, searchable=False)]
    digest: Annotated[str, Field("SHA-256", width=16, searchable=False)] = ""


class IssuedContent(NamedTuple):
    """A piece of the content of an issued report."""

    content: Annotated[str, Field(N_("내용"), "paragraph", searchable=False)]


ISSUED = RecordModel("issuedreport", N_("발행한 보고"), "title", IssuedDraft, search_kind=41)
ISSUED_CONTENT = RecordModel(
    "issuedcontent",
    N_("발행한 보고의 내용"),
    "issuedreport_id",
    owner_field("issuedreport_id", N_("발행한 보고"), Reference("issuedreport", ("title",))),
    IssuedContent,
    owner="issuedreport_id",
)
