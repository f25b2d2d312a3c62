"""Tasks: states and drafts."""

from datetime import date
from typing import Annotated, NamedTuple

from secretariat_tui.core.fields import Field, Privacy
from secretariat_tui.core.i18n import N_, Labels

STATES = Labels(
    {
        "todo": N_("미착수"),
        "doing": N_("추진"),
        "done": N_("완료"),
        "stopped": N_("중단"),
    }
)


class TaskDraft(NamedTuple):
    """A task as entered."""

    text: Annotated[str, Field(N_("내용"), required=True)]
    state: Annotated[str, Field(N_("상태"), names=STATES)] = "todo"
    owner: Annotated[str, Field(N_("담당"), privacy=Privacy.NAME)] = ""
    due_on: Annotated[date | None, Field(N_("기한"), width=11)] = None
