"""The base of every record, and the two tables of the audit log."""

from collections.abc import Callable, Sequence
from datetime import time
from typing import Any, ClassVar, Protocol, TypeVar

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import declared_attr
from sqlalchemy.orm.attributes import flag_modified
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, Session, SQLModel

from secretariat_tui.core.errors import EditConflictError
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine import single_row


class Draft(Protocol):
    """The values entered for a record, as a named tuple."""

    def _asdict(self) -> dict[str, Any]: ...


R = TypeVar("R", bound="Record")

# STRICT tables know INTEGER, REAL, TEXT, BLOB and ANY only (sqlite.org/stricttables.html).
for _type, _name in (
    (String, "TEXT"),
    (Text, "TEXT"),
    (Date, "TEXT"),
    (Boolean, "INTEGER"),
    (BigInteger, "INTEGER"),
):
    compiles(_type, "sqlite")(lambda _element, _compiler, name=_name, **_options: name)

STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}


class TimeOfDay(TypeDecorator[time]):
    """A local time of day, stored as HH:MM."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: time | None, _dialect: Dialect) -> str | None:
        return None if value is None else f"{value:%H:%M}"

    def process_result_value(self, value: str | None, _dialect: Dialect) -> time | None:
        return None if value is None else time.fromisoformat(value)


class Record(SQLModel):
    """A row with a permanent id and a revision; triggers log its changes.

    `is_final` is whether triggers refuse to change or delete it.
    """

    is_final: ClassVar[bool] = False

    __table_args__: Any = STRICT

    id: int | None = Field(default=None, primary_key=True)
    rev: int | None = Field(default=None, nullable=False)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__table__.c.rev}  # type: ignore[attr-defined]


class RecordPart(Record):
    """A row that is edited with the record it belongs to, such as a line of an event. Nothing hangs on it."""


class AttachedRecord(Record):
    """A row that hangs on a record of any table: `parent` is the name of the table, `parent_id` the id there.

    It is deleted with the record, by a trigger. `ends` are the pairs of columns that refer to records.
    `holds_attached` is whether rows of other tables can hang on this one; `optional` is whether it may hang on
    nothing: `parent` is "" and `parent_id` 0.
    """

    ends: ClassVar[tuple[tuple[str, str], ...]] = (("parent", "parent_id"),)
    holds_attached: ClassVar[bool] = False
    optional: ClassVar[bool] = False

    parent: str
    parent_id: int
    pos: int = 0


def deleted_error() -> EditConflictError:
    """Return the error for a record that somebody else has deleted."""
    return EditConflictError(_("이 기록은 이미 지워졌습니다."))


def changed_error() -> EditConflictError:
    """Return the error for a record that somebody else has changed."""
    return EditConflictError(
        _("그 사이에 다른 창에서 이 기록을 바꾸었습니다."),
        remedy=_(
            "닫았다가 다시 열어 지금 값을 확인해 주세요. 입력한 내용은 닫기 전까지 그대로 있습니다."
        ),
    )


def get(session: Session, kind: type[R], number: int, rev: int | None = None) -> R:
    """Return a record for an update. EditConflictError if it is gone or its revision has changed."""
    record = single_row.load(session, kind, number)
    if record is None:
        raise deleted_error()
    if rev is not None and record.rev != rev:
        raise changed_error()
    return record


def column_values(draft: Draft, *leave: str) -> dict[str, Any]:
    """Return the fields of a draft that are columns, without those to leave out."""
    return {key: value for key, value in draft._asdict().items() if key not in leave}


def differing(record: Record, columns: dict[str, Any]) -> dict[str, Any]:
    """Return the columns whose values differ from those of a record."""
    return {key: value for key, value in columns.items() if getattr(record, key) != value}


def assign(record: Record, columns: dict[str, Any]) -> bool:
    """Update a record, touching only the values that differ; return whether any did.

    A stored record is written at once.
    """
    new = differing(record, columns)
    if new and single_row.can_write(record):
        if not single_row.write(record, new):
            raise changed_error()
        return True
    for key, value in new.items():
        setattr(record, key, value)
    return bool(new)


def assign_with_parts(
    record: Record, columns: dict[str, Any], write_parts: Callable[[], bool]
) -> None:
    """Update a record and the rows that are its parts; `write_parts` returns whether any of these differ.

    If only they do, the revision of the record is incremented all the same, so that open forms detect it.
    """
    changed = assign(record, columns)
    if write_parts() and not changed:
        name = next(key for key in type(record).model_fields if key not in {"id", "rev"})
        flag_modified(record, name)


def replace_rows(
    session: Session,
    rows: Sequence[R],
    wanted: Sequence[dict[str, Any]],
    make: Callable[..., R],
    name: str = "",
) -> bool:
    """Update a record's dependent rows; return whether anything changed.

    Rows are updated by position. If `name` is given, those with the same value in that column are updated first;
    the others keep the columns that are not in `wanted` only if as many are left.
    """
    left, matched = list(rows), dict[int, R]()
    for pos, columns in enumerate(wanted) if name else ():
        row = next((each for each in left if getattr(each, name) == columns[name]), None)
        if row is not None:
            matched[pos] = row
            left.remove(row)
    others = [pos for pos in range(len(wanted)) if pos not in matched]
    others_keep = not name or len(left) == len(others)
    changed = len(rows) != len(wanted)
    for pos, columns in enumerate(wanted):
        values = columns | {"pos": pos}
        if pos in matched:
            changed |= assign(matched[pos], values)
        elif left:
            changed |= assign(left.pop(0), values if others_keep else _all_values(make(**values)))
        else:
            session.add(make(**values))
    for row in left:
        session.delete(row)
    return changed


def _all_values(record: Record) -> dict[str, Any]:
    names = (name for name in type(record).model_fields if name not in {"id", "rev"})
    return {name: getattr(record, name) for name in names}


tx = Table(
    "tx",
    SQLModel.metadata,
    Column("id", Integer, primary_key=True),
    Column("at", Text, nullable=False),  # UTC, ISO 8601
    Column("who", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column(
        "kind", Text, nullable=False
    ),  # do, undo, redo, upgrade, migrate, export, restore, destroy, issue
    Column("undoes", Integer, ForeignKey("tx.id"), unique=True),
    Column("open", Integer),  # 1 while its edit runs, else NULL
    Index("tx_open", "open", unique=True),
    Index("tx_by_person", "who", "id"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
change = Table(
    "change",
    SQLModel.metadata,
    Column("id", Integer, primary_key=True),
    Column("tx", Integer, ForeignKey("tx.id"), nullable=False),
    Column("tbl", Text, nullable=False),
    Column("row", Integer, nullable=False),
    Column("op", Text, nullable=False),  # I, U, D of a row; E of an export, R of a restore
    Column("old", Text),  # JSON
    Column("new", Text),  # JSON
    Index("change_by_tx", "tx"),
    Index("change_by_record", "tbl", "row"),
    sqlite_strict=True,
    sqlite_autoincrement=True,
)
LOG_TABLES = (tx, change)
