"""Templates of tasks as entered: sets of tasks for the records of a kind."""

from __future__ import annotations

from collections.abc import Mapping  # noqa: TC003 - evaluated with the fields of a draft
from dataclasses import dataclass
from typing import Annotated, Any, ClassVar

from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.core.fields import Field, Privacy, RecordModel, fields_of
from secretariat_tui.core.i18n import N_, Labels
from secretariat_tui.core.named_tuple import NamedTuple

KINDS = Labels(
    {
        "event": N_("일정"),
        "agreement": N_("협약"),
        "programme": N_("사업"),
        "proposal": N_("제안"),
        "expense": N_("예산 집행"),
        "attendancerequest": N_("참석요청"),
    }
)
"""The tables of the records that a set is for: those whose `RecordModel` names its `dates`."""
EVENT_KINDS = Labels(
    {
        "": N_("모두"),
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
"""The kinds of events, as the area of the diary names them."""


@dataclass(frozen=True)
class TaskOfRecord:
    """A task of a file, the record that it hangs on, and its place among the tasks of that.

    `kind` is the kind of the record as the file names it.
    """

    _field_defaults: ClassVar[Mapping[str, Any]] = {"parent": "", **TaskDraft._field_defaults}
    kind: str
    record: RecordKey
    task: TaskDraft
    pos: int = 0

    def _asdict(self) -> dict[str, Any]:
        return {"parent": self.kind, "parent_id": self.record, **self.task._asdict()}


TASK_FIELDS = {
    "parent": Field(N_("기록의 종류"), "text", "parent"),
    "parent_id": Field(N_("기록"), "reference", "parent_id", spellings=("관련 기록",)),
    **fields_of(TaskDraft),
}
"""The fields of a task with its record."""


class TemplateDraft(NamedTuple):
    """A task of a set as entered; `days` are counted from the date of the record, negative before it."""

    name: Annotated[str, Field(N_("틀"), required=True, hint=N_("예: 현장방문 준비"), width=14)]
    text: Annotated[str, Field(N_("내용"), required=True, hint=N_("예: 현장 답사"), width=16)]
    kind: Annotated[str, Field(N_("기록의 종류"), names=KINDS, width=9)] = "event"
    within: Annotated[str, Field(N_("일정의 종류"), names=EVENT_KINDS, width=9)] = ""
    owner: Annotated[str, Field(N_("담당"), privacy=Privacy.NAME, width=8)] = ""
    days: Annotated[
        int,
        Field(N_("기한"), "days", required=True, hint=N_("예: 7일 전, 3일 뒤, 당일"), width=8),
    ] = 0
    position: Annotated[
        int, Field(N_("차례"), required=True, width=4, spellings=("순번", "순서"))
    ] = 1


LIST_KIND = 52
"""The number of the list of tasks in the search index, where the tasks of records are no records of their own."""

TEMPLATE = RecordModel(
    "tasktemplate",
    N_("할 일 틀"),
    "name",
    TemplateDraft,
    other_names=("text",),
    search_kind=51,
)
