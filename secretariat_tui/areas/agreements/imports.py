"""What can be imported into the register of agreements."""

import re
from datetime import date
from typing import Any

from secretariat_tui.areas.agreements import model, rules, store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.areas.attached.model import STATES, TaskDraft
from secretariat_tui.areas.attached.records import Participant, Task
from secretariat_tui.areas.attached.rules import parse_task
from secretariat_tui.core.dates import parse_date
from secretariat_tui.core.i18n import N_
from secretariat_tui.core.text import search_key
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.engine.tables import column_values
from secretariat_tui.imports.target import ChildRows, ImportTarget, TimeSpan

_EXPORTED = re.compile(r"(?P<text>.+) \((?P<state>[^()·]+?)(?: · (?P<rest>.+))?\)")
_TASK_STATES = {
    search_key(name): state for state, korean in STATES.items() for name in (state, korean)
}


def _party(owner: int, party: PartyDraft) -> dict[str, Any]:
    return store.participant(party) | _parent(owner)


def _task(owner: int, task: TaskDraft) -> dict[str, Any]:
    return column_values(task) | _parent(owner)


def _parent(owner: int) -> dict[str, Any]:
    return {"parent": "agreement", "parent_id": owner}


def _parse_task(typed: str, today: date) -> TaskDraft:
    """Parse a task as entered, or as exported: 직거래 (추진 · 박주무관 · '23.4.28.)."""
    match = _EXPORTED.fullmatch(typed)
    if match is None or search_key(match["state"]) not in _TASK_STATES:
        return parse_task(typed, today)
    draft = TaskDraft(match["text"], _TASK_STATES[search_key(match["state"])])
    for part in filter(None, (match["rest"] or "").split(" · ")):
        try:
            draft = draft._replace(due_on=parse_date(part, today))
        except ValueError:
            draft = draft._replace(owner=part)
    return draft


AGREEMENTS = ImportTarget(
    model.AGREEMENT,
    AgreementDraft,
    Agreement,
    rules.agreement_errors,
    keys=(("name", "signed_on"),),
    children={"parties": ChildRows(Participant, _party), "tasks": ChildRows(Task, _task)},
    parse_rows={
        "parties": lambda typed, today: parse_row(PartyDraft, typed, today),
        "tasks": _parse_task,
    },
    spans=(TimeSpan("signed_on", "signed_at"),),
    headings={
        N_("협약 종류"): "kind",
        N_("추진 단계"): "state",
        N_("체결"): "signed_on",
        N_("기간"): "expires_on",
        N_("할 일 내용"): "tasks",
        N_("할 일"): "",
        N_("상태"): "",
        N_("구분"): "",
    },
)
IMPORTS = {"register": AGREEMENTS}
