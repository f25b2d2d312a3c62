"""Tasks: states and drafts."""

from datetime import date
from typing import NamedTuple

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

    text: str
    state: str = "todo"
    owner: str = ""
    due_on: date | None = None
