"""What hangs on records, as entered: drafts, and the names of states, roles and levels."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from secretariat_tui.core import marks
from secretariat_tui.core.fields import Field, Privacy, RecordModel, Reference
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

STATES = Labels(
    {
        "todo": N_("미착수"),
        "doing": N_("추진"),
        "done": N_("완료"),
        "stopped": N_("중단"),
    }
)
OPEN_STATES = ("todo", "doing")
STATE_MARKS = {
    "todo": marks.OPEN,
    "doing": marks.RUNNING,
    "done": marks.DONE,
    "stopped": marks.CLOSED,
}
TIMINGS = Labels(
    {
        "on": N_("그날"),
        "by": N_("까지"),
        "from": N_("부터"),
        "recurring": N_("되풀이"),
        "none": N_("기한 없음"),
    }
)
PRECISIONS = Labels({"day": N_("일 단위"), "month": N_("월 단위"), "year": N_("연 단위")})
RECURRENCES = Labels(
    {
        "": "",
        "weekly": N_("매주"),
        "monthly": N_("매월"),
        "bimonthly": N_("격월"),
        "quarterly": N_("분기마다"),
        "halfyearly": N_("반기마다"),
        "yearly": N_("매년"),
        "anytime": N_("수시"),
        "yearround": N_("연중"),
        "ongoing": N_("연중 계속"),
    }
)
ROLES = Labels(
    {
        "party": N_("협약 상대"),
        "attendee": N_("참석자"),
        "chair": N_("주재"),
        "speech": N_("축사"),
        "received": N_("접견"),
        "staff": N_("배석"),
        "host": N_("주관"),
        "contact": N_("담당"),
        "proposer": N_("제안자"),
        "reviewer": N_("심사자"),
        "other": N_("기타"),
    }
)
LEVELS = Labels(
    {
        "central": N_("중앙"),
        "metropolitan": N_("광역"),
        "local": N_("기초"),
        "overseas": N_("해외"),
        "private": N_("민간"),
        "other": N_("기타"),
    }
)


class RecordKey(NamedTuple):
    """A record that something hangs on: the name of its table, and its id there."""

    kind: str
    id: int


NO_RECORD = RecordKey("", 0)
"""What a task of no record hangs on."""


class LinkedStart(NamedTuple):
    """A record from which a new one is added: that begins with its title and day, and is linked with it."""

    record: RecordKey
    title: str
    day: date | None


class TaskDraft(NamedTuple):
    """A task as entered."""

    text: Annotated[str, Field(N_("내용"), required=True)]
    state: Annotated[str, Field(N_("상태"), names=STATES)] = "todo"
    owner: Annotated[str, Field(N_("담당"), privacy=Privacy.NAME)] = ""
    due_on: Annotated[date | None, Field(N_("기한"), width=11, spellings=("마감일",))] = None
    timing: Annotated[str, Field(N_("때"), names=TIMINGS, searchable=False)] = "by"
    precision: Annotated[str, Field(N_("기한 단위"), names=PRECISIONS, searchable=False)] = "day"
    recurrence: Annotated[str, Field(N_("주기"), names=RECURRENCES)] = ""
    done_on: Annotated[date | None, Field(N_("완료일"), width=11)] = None
    evidence: Annotated[
        str, Field(N_("이행 근거"), hint=N_("예: 결과보고 문서번호, 회의록"), spellings=("증빙",))
    ] = ""


class NoteDraft(NamedTuple):
    """A note as entered."""

    noted_on: Annotated[date | None, Field(N_("날짜"), required=True, width=11)]
    text: Annotated[str, Field(N_("내용"), "paragraph", required=True)]


class FileDraft(NamedTuple):
    """A file as entered; hash and size are those of the file on the day."""

    title: Annotated[str, Field(N_("제목"))]
    path: Annotated[str, Field(N_("파일 경로"), required=True)]
    sha256: Annotated[str, Field("SHA-256", required=True)]
    size: Annotated[int, Field(N_("크기"), "bytes")]
    noted_on: Annotated[date | None, Field(N_("등록일"), required=True, width=11)]


class ParticipantDraft(NamedTuple):
    """A participant as entered: a person, an organization, or a person of an organization."""

    role: Annotated[str, Field(N_("역할"), names=ROLES)]
    name: Annotated[str, Field(N_("이름"), privacy=Privacy.NAME)] = ""
    organization: Annotated[str, Field(N_("기관"))] = ""
    position: Annotated[str, Field(N_("직위"))] = ""
    level: Annotated[str, Field(N_("기관 구분"), names={"": "", **LEVELS})] = ""
    contact: Annotated[str, Field(N_("연락처"), privacy=Privacy.NAME)] = ""


class LinkDraft(NamedTuple):
    """A link between two records as entered; it has no direction."""

    one: RecordKey
    other: RecordKey
    text: Annotated[str, Field(N_("내용"))] = ""


def _end(kind: str, kind_title: str, number: str, number_title: str) -> dict[str, Field]:
    """Return the fields for the record that a row hangs on."""
    return {
        kind: Field(kind_title, "choice", kind),
        number: Field(number_title, "reference", number, reference=Reference(table_field=kind)),
    }


_PARENT = _end("parent", N_("기록의 종류"), "parent_id", N_("기록"))
_TARGET = _end("target", N_("이어진 기록의 종류"), "target_id", N_("이어진 기록"))


def _model(table: str, title: str, names: tuple[str, ...], draft: type) -> RecordModel:
    return RecordModel(
        table, title, names[0], _PARENT, draft, other_names=names[1:], attached_by=("parent_id",)
    )


TASK = RecordModel(
    "task",
    N_("할 일"),
    "text",
    {**_PARENT, "parent": _PARENT["parent"]._replace(names={"": N_("없음")})},
    TaskDraft,
    {"days": Field(N_("기록일부터"), "days", "days", searchable=False)},
    attached_by=("parent_id",),
    holds_attached=True,
    search_kind=50,
)
NOTE = _model("note", N_("메모"), ("text",), NoteDraft)
FILE = _model("attachedfile", N_("파일"), ("title", "path"), FileDraft)
PARTICIPANT = _model("participant", N_("관계자"), ("organization", "name"), ParticipantDraft)
LINK = RecordModel(
    "link",
    N_("이어진 기록"),
    "parent_id",
    _PARENT,
    _TARGET,
    LinkDraft,
    other_names=("target_id",),
    attached_by=("parent_id", "target_id"),
)
SEARCHED = (TASK, NOTE, FILE, PARTICIPANT)
"""Those whose texts find the record they hang on. The text of a link is seen only while both ends are open."""
