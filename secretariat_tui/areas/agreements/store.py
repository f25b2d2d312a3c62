"""Writes to the register of agreements, each in one transaction."""

from sqlmodel import Session, col, select

from secretariat_tui.areas.agreements.model import AgreementDraft
from secretariat_tui.areas.agreements.records import Agreement, Party
from secretariat_tui.areas.agreements.rules import agreement_errors
from secretariat_tui.areas.tasks.records import Task
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.tables import assign, column_values, get, replace_rows, touch
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore


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
    """Delete an agreement with its parties and tasks. Raise EditConflictError if it changed since `rev`."""
    name = file.reader.value("SELECT name FROM agreement WHERE id = :id", id=record_id)
    with file.edit(_("협약 지움: {name}").format(name=name)) as session:
        record = get(session, Agreement, record_id, rev)
        _write_dependents(session, record, AgreementDraft(record.name))
        session.flush()
        session.delete(record)


def _write_dependents(session: Session, record: Agreement, draft: AgreementDraft) -> bool:
    """Replace an agreement's parties and tasks; return whether any changed."""
    parties = session.exec(
        select(Party).where(Party.agreement_id == record.id).order_by(col(Party.pos))
    ).all()
    changed = replace_rows(
        session,
        parties,
        [column_values(p) | {"agreement_id": record.id} for p in draft.parties],
        Party,
    )
    tasks = session.exec(
        select(Task)
        .where(Task.parent == "agreement", Task.parent_id == record.id)
        .order_by(col(Task.pos))
    ).all()
    owner = {"parent": "agreement", "parent_id": record.id}
    return (
        replace_rows(session, tasks, [column_values(task) | owner for task in draft.tasks], Task)
        | changed
    )


AGREEMENTS = RecordStore[AgreementDraft](add, change, delete)
