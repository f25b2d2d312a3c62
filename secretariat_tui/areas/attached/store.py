"""Writes to what hangs on records, each in one transaction.

The labels in the audit log have no contents, so that they need no masking when the record is secret.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from sqlalchemy import column, func, table, update
from sqlmodel import Session, col, select

from secretariat_tui.areas.attached import rules
from secretariat_tui.areas.attached.model import (
    OPEN_STATES,
    FileDraft,
    LinkDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.areas.attached.records import AttachedFile, Link, Note, Participant, Task
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.text import clean_input
from secretariat_tui.database.bulk_update import RowChange, change_records, get_many
from secretariat_tui.database.engine.tables import (
    AttachedRecord,
    Draft,
    assign,
    column_values,
    differing,
    get,
)
from secretariat_tui.database.file import OfficeFile

D = TypeVar("D", bound=Draft)


@dataclass(frozen=True)
class AttachedStore(Generic[D]):
    """The writes of one table of what hangs on records.

    `labels` are those of adding, changing and deleting. Rows that are `edited_with_record` are also edited in the
    form of their record: each write increments the revision of the record, so that an open form detects it.
    """

    record_class: type[AttachedRecord]
    errors: Callable[[D], list[tuple[str, str]]]
    labels: tuple[str, str, str]
    edited_with_record: bool = False

    def add(self, file: OfficeFile, record: RecordKey, draft: D) -> int:
        """Add a row, last of the record's; return its id.

        Raise ValidationError if it is invalid, EditConflictError if the record does not exist.
        """
        draft = _cleaned(type(draft), draft)
        require_valid(self.errors(draft))
        with file.edit(_(self.labels[0])) as session:
            row = self.record_class(
                parent=record.kind,
                parent_id=record.id,
                pos=self._next_position(session, record),
                **column_values(draft),
            )
            session.add(row)
            session.flush()
            self._touch_record(session, row)
            return row.id or 0

    def change(self, file: OfficeFile, row_id: int, rev: int, draft: D) -> None:
        """Change a row. Raise ValidationError, or EditConflictError if it changed since `rev`."""
        draft = _cleaned(type(draft), draft)
        require_valid(self.errors(draft))
        with file.edit(_(self.labels[1])) as session:
            row = get(session, self.record_class, row_id, rev)
            if assign(row, column_values(draft)):
                self._touch_record(session, row)

    def change_many(
        self,
        file: OfficeFile,
        versions: Sequence[tuple[int, int]],
        draft_type: type[D],
        change: Callable[[D], D],
        label: str,
    ) -> None:
        """Change rows, each (id, rev), in one transaction. Errors are those of `change`."""
        names = [*draft_type.__annotations__]
        with file.edit(label) as session:
            changes: list[RowChange] = []
            owners: dict[RecordKey, None] = {}
            rows = get_many(session, self.record_class, versions)
            for row, (row_id, rev) in zip(rows, versions, strict=True):
                stored = draft_type(**{name: getattr(row, name) for name in names})
                draft = _cleaned(draft_type, change(stored))
                require_valid(self.errors(draft))
                columns = column_values(draft)
                if differing(row, columns):
                    changes.append(RowChange(row_id, rev, columns))
                    owners[RecordKey(row.parent, row.parent_id)] = None
            change_records(session, self.record_class, changes)
            for owner in owners:
                if self.edited_with_record and owner.kind:
                    touch_record(session, owner)

    def delete(self, file: OfficeFile, row_id: int, rev: int | None = None) -> None:
        """Delete a row. Raise EditConflictError if it changed since `rev`."""
        with file.edit(_(self.labels[2])) as session:
            row = get(session, self.record_class, row_id, rev)
            session.delete(row)
            self._touch_record(session, row)

    def _next_position(self, session: Session, record: RecordKey) -> int:
        rows = self.record_class
        siblings = (col(rows.parent) == record.kind, col(rows.parent_id) == record.id)
        last = session.exec(select(func.max(rows.pos)).where(*siblings)).one()
        return 0 if last is None else last + 1

    def _touch_record(self, session: Session, row: AttachedRecord) -> None:
        if not self.edited_with_record or not row.parent:
            return
        session.flush()
        touch_record(session, RecordKey(row.parent, row.parent_id))


def touch_record(session: Session, key: RecordKey) -> None:
    """Increment the revision of a record, so that an open form detects a change of what hangs on it."""
    record: Any = table(key.kind, column("id"), column("rev"))
    session.execute(update(record).where(record.c.id == key.id).values(rev=record.c.rev + 1))


def _cleaned(make: Callable[..., D], draft: D) -> D:
    """Return a draft with its texts as typed ones are stored: paragraphs in lines, the others in one."""
    fields = fields_of(type(draft))
    values = draft._asdict()
    texts = {
        key: clean_input(value, multiline=key in fields and fields[key].kind == "paragraph")
        for key, value in values.items()
        if isinstance(value, str)
    }
    return make(**values | texts)


TASKS = AttachedStore[TaskDraft](
    Task,
    rules.task_errors,
    (N_("할 일 추가"), N_("할 일 고침"), N_("할 일 지움")),
    edited_with_record=True,
)
NOTES = AttachedStore[NoteDraft](
    Note, rules.note_errors, (N_("메모 추가"), N_("메모 고침"), N_("메모 지움"))
)
FILES = AttachedStore[FileDraft](
    AttachedFile, rules.file_errors, (N_("파일 추가"), N_("파일 고침"), N_("파일 지움"))
)
PARTICIPANTS = AttachedStore[ParticipantDraft](
    Participant,
    rules.participant_errors,
    (N_("관계자 추가"), N_("관계자 고침"), N_("관계자 지움")),
    edited_with_record=True,
)


def replace_tasks(session: Session, record: RecordKey, drafts: Sequence[TaskDraft]) -> bool:
    """Make the tasks of a record those of its form; return whether anything changed.

    A task keeps its row, on which its notes and files hang, if its text is the same or was renamed.
    """
    of_record = (col(Task.parent) == record.kind, col(Task.parent_id) == record.id)
    rows = session.exec(select(Task).where(*of_record).order_by(col(Task.pos), col(Task.id))).all()
    matches = rules.match_tasks([draft.text for draft in drafts], [row.text for row in rows])
    changed = len(rows) != len(drafts)
    for pos, (draft, at) in enumerate(zip(drafts, matches, strict=True)):
        values = column_values(draft) | {"pos": pos}
        if at is None:
            session.add(Task(parent=record.kind, parent_id=record.id, **values))
            changed = True
        else:
            changed |= assign(rows[at], values)
    for at, row in enumerate(rows):
        if at not in matches:
            session.delete(row)
            changed = True
    return changed


def move_tasks(session: Session, record: RecordKey, old: date, new: date) -> int:
    """Move the open tasks that a set dated by the date of a record from its old date to its new one.

    Those that were given another due date since stay. Return how many were moved.
    """
    rows = session.exec(
        select(Task).where(
            col(Task.parent) == record.kind,
            col(Task.parent_id) == record.id,
            col(Task.state).in_(OPEN_STATES),
            col(Task.days).is_not(None),
        )
    ).all()
    moved = [row for row in rows if row.due_on == add_days(old, row.days or 0)]
    for row in moved:
        row.due_on = add_days(new, row.days or 0)
    return len(moved)


def add_link(file: OfficeFile, draft: LinkDraft) -> int:
    """Link two records; return the id of the link.

    Raise ValidationError if it is invalid, EditConflictError if a record does not exist or they are linked already.
    """
    draft = draft._replace(text=clean_input(draft.text))
    require_valid(rules.link_errors(draft))
    first, second = sorted((draft.one, draft.other))
    with file.edit(_("기록 이음")) as session:
        link = Link(
            parent=first.kind,
            parent_id=first.id,
            target=second.kind,
            target_id=second.id,
            text=draft.text,
        )
        session.add(link)
        session.flush()
        return link.id or 0


def change_link(file: OfficeFile, link_id: int, rev: int, text: str) -> None:
    """Change the text of a link. Raise EditConflictError if it changed since `rev`."""
    with file.edit(_("이음 고침")) as session:
        assign(get(session, Link, link_id, rev), {"text": clean_input(text)})


def delete_link(file: OfficeFile, link_id: int, rev: int | None = None) -> None:
    """Delete a link; the records stay. Raise EditConflictError if it changed since `rev`."""
    with file.edit(_("이음 지움")) as session:
        session.delete(get(session, Link, link_id, rev))


def delete_row(file: OfficeFile, table: str, row_id: int) -> None:
    """Delete a row of a table of what hangs on records, whatever its revision."""
    if table == Link.__tablename__:
        delete_link(file, row_id)
        return
    stores: tuple[AttachedStore[Any], ...] = (TASKS, NOTES, FILES, PARTICIPANTS)
    store = next(each for each in stores if each.record_class.__tablename__ == table)
    store.delete(file, row_id)
