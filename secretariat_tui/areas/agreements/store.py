"""Writes to the register of agreements, each in one transaction."""

import re
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from secretariat_tui.areas.agreements import compiled, model, rules
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.areas.agreements.rules import agreement_errors
from secretariat_tui.areas.attached.model import STATES, RecordKey, TaskDraft
from secretariat_tui.areas.attached.records import Participant, Task
from secretariat_tui.areas.attached.rules import parse_task
from secretariat_tui.areas.attached.store import replace_tasks
from secretariat_tui.core.dates import parse_date
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.text import search_key
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.engine.tables import (
    AttachedRecord,
    assign,
    column_values,
    get,
    replace_rows,
    touch,
)
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.target import ChildRows, ImportTarget, TimeSpan


def add(file: OfficeFile, draft: AgreementDraft) -> int:
    """Add an agreement; return its id. Raise ValidationError if it is invalid."""
    require_valid(agreement_errors(draft))
    with file.edit(_("협약 추가: {name}").format(name=draft.name)) as session:
        record = Agreement(**column_values(draft, "parties", "tasks"))
        session.add(record)
        session.flush()
        _write_dependents(session, record, draft)
        return record.id or 0


def change(file: OfficeFile, record_id: int, rev: int, draft: AgreementDraft) -> None:
    """Change an agreement. Raise ValidationError, or EditConflictError if it changed since `rev`."""
    require_valid(agreement_errors(draft))
    with file.edit(_("협약 고침: {name}").format(name=draft.name)) as session:
        record = get(session, Agreement, record_id, rev)
        assign(record, column_values(draft, "parties", "tasks"))
        if _write_dependents(session, record, draft):
            touch(record)


def delete(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete an agreement; its parties and tasks go with it. Raise EditConflictError if it changed since `rev`."""
    name = file.reader.value(compiled.AGREEMENT_NAME, id=record_id)
    with file.edit(_("협약 지움: {name}").format(name=name)) as session:
        record = get(session, Agreement, record_id, rev)
        session.delete(record)


def _write_dependents(session: Session, record: Agreement, draft: AgreementDraft) -> bool:
    """Replace an agreement's parties and tasks; return whether any changed."""
    parent = {"parent": "agreement", "parent_id": record.id}
    parties = session.exec(
        select(Participant)
        .where(*_hung_on(Participant, record), Participant.role == "party")
        .order_by(col(Participant.pos), col(Participant.id))
    ).all()
    changed = replace_rows(
        session,
        parties,
        [_participant(party) | parent for party in draft.parties],
        Participant,
        "organization",
    )
    key = RecordKey("agreement", record.id or 0)
    return replace_tasks(session, key, draft.tasks) | changed


def _hung_on(rows: type[AttachedRecord], record: Agreement) -> tuple[ColumnElement[bool], ...]:
    return col(rows.parent) == "agreement", col(rows.parent_id) == record.id


def _participant(party: PartyDraft) -> dict[str, Any]:
    """Return a party as the columns of a participant."""
    return {
        "role": "party",
        "organization": party.name,
        "level": party.level,
        "name": party.signatory,
    }


AGREEMENTS = RecordStore[AgreementDraft](add, change, delete)


_EXPORTED = re.compile(r"(?P<text>.+) \((?P<state>[^()·]+?)(?: · (?P<rest>.+))?\)")
_TASK_STATES = {
    search_key(name): state for state, korean in STATES.items() for name in (state, korean)
}


def _party(owner: int, party: PartyDraft) -> dict[str, Any]:
    return _participant(party) | _parent(owner)


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


AGREEMENT_IMPORT = ImportTarget(
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
IMPORTS = {"register": AGREEMENT_IMPORT}
