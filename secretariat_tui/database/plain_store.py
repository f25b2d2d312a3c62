"""The writes of records that need no more than their rules: the record with its parts, each in one edit."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

from sqlmodel import Session, select

from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.engine.tables import (
    Draft,
    Record,
    RecordPart,
    assign_with_parts,
    column_values,
    get,
    replace_rows,
)
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore

D = TypeVar("D", bound=Draft)


class Parts(NamedTuple):
    """Rows edited with their record: the draft's field, their record class, their column with its id."""

    field: str
    record_class: type[RecordPart]
    owner: str


def _no_errors(_reader: Reader, _record_id: int, _draft: object) -> list[tuple[str, str]]:
    return []


@dataclass(frozen=True)
class PlainStore(Generic[D]):
    """The writes of one table.

    `errors` are the rules of a draft, `file_errors` those that depend on other rows: of the stored record with an
    id, or of a new one (0). `labels` are those of adding, changing and deleting in the audit log, with
    {name} for the column `name`, or 비공개 if the column `secret`, a Boolean, is true.
    """

    record_class: type[Record]
    errors: Callable[[D], list[tuple[str, str]]]
    labels: tuple[str, str, str]
    name: str
    parts: tuple[Parts, ...] = ()
    file_errors: Callable[[Reader, int, D], list[tuple[str, str]]] = _no_errors
    secret: str = ""

    @property
    def writes(self) -> RecordStore[D]:
        """The functions that screens and imports use."""
        return RecordStore(self.add, self.change, self.delete)

    def add(self, file: OfficeFile, draft: D) -> int:
        """Add a record; return its id. Raise ValidationError if it is invalid."""
        require_valid(self.errors(draft))
        with file.edit(self._label(0, draft._asdict())) as session:
            require_valid(self.file_errors(file.reader, 0, draft))
            record = self.record_class(**self._columns(draft))
            session.add(record)
            session.flush()
            self._write_parts(session, record, draft)
            return record.id or 0

    def change(self, file: OfficeFile, record_id: int, rev: int, draft: D) -> None:
        """Change a record. Raise ValidationError, or EditConflictError if it changed since `rev`."""
        require_valid(self.errors(draft))
        with file.edit(self._label(1, draft._asdict())) as session:
            require_valid(self.file_errors(file.reader, record_id, draft))
            record = get(session, self.record_class, record_id, rev)
            assign_with_parts(
                record, self._columns(draft), partial(self._write_parts, session, record, draft)
            )

    def delete(self, file: OfficeFile, record_id: int, rev: int | None = None) -> None:
        """Delete a record with its parts. Raise EditConflictError if it changed since `rev`."""
        columns = (self.name, self.secret) if self.secret else (self.name,)
        sql = f"SELECT {', '.join(columns)} FROM {self.record_class.__tablename__} WHERE id = :id"
        stored = next(iter(file.reader.tuples(sql, id=record_id)), ("",) * len(columns))
        with file.edit(self._label(2, dict(zip(columns, stored, strict=True)))) as session:
            record = get(session, self.record_class, record_id, rev)
            for parts in self.parts:
                for row in _rows(session, parts, record):
                    session.delete(row)
            session.flush()
            session.delete(record)

    def _label(self, number: int, values: Mapping[str, Any]) -> str:
        secret = self.secret and values[self.secret]
        return _(self.labels[number]).format(name=_("비공개") if secret else values[self.name])

    def _columns(self, draft: D) -> dict[str, Any]:
        return column_values(draft, *(parts.field for parts in self.parts))

    def _write_parts(self, session: Session, record: Record, draft: D) -> bool:
        """Replace the parts of a record; return whether any changed."""
        values = draft._asdict()
        changed = [
            replace_rows(
                session,
                _rows(session, parts, record),
                [column_values(row) | {parts.owner: record.id} for row in values[parts.field]],
                parts.record_class,
            )
            for parts in self.parts
        ]
        return any(changed)


def _rows(session: Session, parts: Parts, record: Record) -> Sequence[RecordPart]:
    """Return the parts of a record in their order."""
    columns = parts.record_class.__table__.c  # type: ignore[attr-defined]
    query = select(parts.record_class).where(columns[parts.owner] == record.id)
    return session.exec(query.order_by(columns.pos, columns.id)).all()
