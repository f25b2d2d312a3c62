"""Writes to the register of agreements, each in one transaction."""

import re
from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, inspect
from sqlmodel import Session, col, select

from secretariat_tui.areas.agreements import compiled, file_rules, model, rules, typed_texts
from secretariat_tui.areas.agreements.model import (
    AgreementDraft,
    ChangeDraft,
    CheckDraft,
    PartyDraft,
)
from secretariat_tui.areas.agreements.records import Agreement, AgreementChange, AgreementCheck
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
    RecordPart,
    assign_with_parts,
    column_values,
    get,
    replace_rows,
)
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.target import ChildRows, ImportTarget, TimeSpan

_ROWS = ("parties", "tasks", "changes", "checks")


def add(file: OfficeFile, draft: AgreementDraft) -> int:
    """Add an agreement; return its id. Raise ValidationError if it is invalid."""
    draft = _checked(file, 0, draft)
    with file.edit(_("협약 추가: {name}").format(name=_log_name(draft))) as session:
        record = Agreement(**column_values(draft, *_ROWS))
        session.add(record)
        session.flush()
        _write_dependents(session, record, draft)
        return record.id or 0


def change(file: OfficeFile, record_id: int, rev: int, draft: AgreementDraft) -> None:
    """Change an agreement. Raise ValidationError, or EditConflictError if it changed since `rev`."""
    _change(file, _("협약 고침: {name}"), record_id, rev, draft)


def extend(
    file: OfficeFile, record_id: int, rev: int, draft: AgreementDraft, change: ChangeDraft
) -> None:
    """Record the extension of an agreement, and set its new expiry. Raise as `change`."""
    require_valid(rules.change_errors(change))
    _change(file, _("협약 연장: {name}"), record_id, rev, rules.extended(draft, change))


def record_check(
    file: OfficeFile, record_id: int, rev: int, draft: AgreementDraft, check: CheckDraft
) -> None:
    """Record a check-up of an agreement; the next one counts from it. Raise as `change`."""
    _change(file, _("협약 점검: {name}"), record_id, rev, rules.checked(draft, check))


def _change(file: OfficeFile, label: str, record_id: int, rev: int, draft: AgreementDraft) -> None:
    draft = _checked(file, record_id, draft)
    with file.edit(label.format(name=_log_name(draft))) as session:
        record = get(session, Agreement, record_id, rev)
        assign_with_parts(
            record, column_values(draft, *_ROWS), partial(_write_dependents, session, record, draft)
        )


def _checked(file: OfficeFile, record_id: int, draft: AgreementDraft) -> AgreementDraft:
    """Return a draft as it is stored. Raise ValidationError if it is invalid."""
    draft = rules.with_last_check(draft)
    errors = agreement_errors(draft)
    require_valid(errors or file_rules.agreement_errors(file.reader, record_id, draft))
    return draft


def _log_name(draft: AgreementDraft) -> str:
    return rules.masked_name(draft.name, draft.secret)


def delete(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete an agreement; its parties and tasks go with it. Raise EditConflictError if it changed since `rev`."""
    name = file.reader.value(compiled.AGREEMENT_NAME, id=record_id, secret_name=_("비공개"))
    with file.edit(_("협약 지움: {name}").format(name=name)) as session:
        record = get(session, Agreement, record_id, rev)
        for part in (AgreementChange, AgreementCheck):
            for row in _parts(session, part, record):
                session.delete(row)
        session.flush()
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
    changed |= replace_tasks(session, RecordKey("agreement", record.id or 0), draft.tasks)
    owner = {"agreement_id": record.id}
    for part, rows in ((AgreementChange, draft.changes), (AgreementCheck, draft.checks)):
        wanted = [column_values(row) | owner for row in rows]
        changed |= replace_rows(session, _parts(session, part, record), wanted, part)
    return changed


def _parts(session: Session, part: type[RecordPart], record: Agreement) -> Sequence[RecordPart]:
    columns = inspect(part).columns
    query = select(part).where(columns["agreement_id"] == record.id)
    return session.exec(query.order_by(columns["pos"], columns["id"])).all()


def _hung_on(rows: type[AttachedRecord], record: Agreement) -> tuple[ColumnElement[bool], ...]:
    return col(rows.parent) == "agreement", col(rows.parent_id) == record.id


def _participant(party: PartyDraft) -> dict[str, Any]:
    """Return a party as the columns of a participant."""
    return {
        "role": "party",
        "organization": party.name,
        "level": party.level,
        "name": party.signatory,
        "contact": party.contact,
    }


AGREEMENTS = RecordStore[AgreementDraft](add, change, delete)


_EXPORTED = re.compile(r"(?P<text>.+) \((?P<state>[^()·]+?)(?: · (?P<rest>.+))?\)")
_TASK_STATES = {
    search_key(name): state for state, korean in STATES.items() for name in (state, korean)
}


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


def _make(**values: Any) -> AgreementDraft:
    return rules.with_last_check(AgreementDraft(**values))


AGREEMENT_IMPORT = ImportTarget(
    model.AGREEMENT,
    AgreementDraft,
    Agreement,
    rules.agreement_errors,
    keys=(("name", "signed_on"),),
    make=_make,
    children={
        "parties": ChildRows(
            Participant, "parent_id", _participant, {"parent": "agreement", "role": "party"}
        ),
        "tasks": ChildRows(Task, "parent_id", fixed={"parent": "agreement"}),
        "changes": ChildRows(AgreementChange, "agreement_id"),
        "checks": ChildRows(AgreementCheck, "agreement_id"),
    },
    references={"replaced_by_id": file_rules.agreements_by_name},
    own_names={"replaced_by_id": lambda agreement: (agreement.name,)},
    parse_rows={
        "changes": typed_texts.parse_change,
        "checks": typed_texts.parse_check,
        "parties": lambda typed, today: parse_row(PartyDraft, typed, today),
        "tasks": _parse_task,
    },
    names=frozenset({"parties"}),
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
