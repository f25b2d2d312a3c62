"""What a task can be."""

from dataclasses import dataclass
from datetime import date

from secretariat_tui.language import N_

STATES = {
    "todo": N_("미착수"),
    "doing": N_("추진"),
    "done": N_("완료"),
    "stopped": N_("중단"),
}


@dataclass(frozen=True)
class TaskDraft:
    """A task as typed."""

    text: str
    state: str = "todo"
    owner: str = ""
    due_on: date | None = None
