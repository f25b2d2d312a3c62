"""Statements on the audit log. `python -m tests.statements` compiles them into compiled.py."""

from sqlalchemy import BigInteger, ColumnElement, Text, and_, func, literal_column, not_, select

from secretariat_tui.database.engine.dialect import Parameter, WithoutIndex
from secretariat_tui.database.engine.tables import change, tx

_WHO = Parameter("who", Text())
_PROGRAM = Parameter("program", Text())  # the author of changes made by no user
_TX = Parameter("tx", BigInteger())
_TABLE = Parameter("table", Text())
_ROW = Parameter("row", BigInteger())
_later = tx.alias("later")
_other = tx.alias("other")


def _last(*where: ColumnElement[bool]) -> ColumnElement[int]:
    """Return the id of the last transaction with some properties, 0 without one."""
    return func.coalesce(select(func.max(_other.c.id)).where(*where).scalar_subquery(), 0)


_is_undone = select(literal_column("1")).where(_later.c.undoes == tx.c.id).correlate(tx).exists()
_since_upgrade = tx.c.id > _last(_other.c.who == _PROGRAM, _other.c.kind == "upgrade")
NEXT_UNDO = (
    select(tx.c.id, tx.c.label, tx.c.at)
    .where(
        tx.c.who == _WHO,
        tx.c.kind.not_in(("undo", "export", "restore", "migrate", "issue")),
        not_(_is_undone),
        _since_upgrade,
    )
    .order_by(tx.c.id.desc())
    .limit(1)
)
NEXT_REDO = (
    select(tx.c.id, tx.c.label, tx.c.at)
    .where(
        tx.c.who == _WHO,
        tx.c.kind == "undo",
        not_(_is_undone),
        tx.c.id > _last(_other.c.who == _WHO, _other.c.kind.in_(("do", "destroy"))),
        _since_upgrade,
    )
    .order_by(tx.c.id.desc())
    .limit(1)
)
LAST_UPGRADE = select(func.coalesce(func.max(tx.c.id), 0).label("tx")).where(
    tx.c.who == _PROGRAM, tx.c.kind == "upgrade"
)
TRANSACTIONS = select(tx.c.id, tx.c.at, tx.c.kind, tx.c.open, tx.c.undoes)
CHANGES = select(change.c.id, change.c.tx, change.c.tbl, change.c.op, change.c.old, change.c.new)
CHANGES_BETWEEN = (
    select(change.c.id, change.c.tbl, change.c.row, change.c.op, change.c.old, change.c.new)
    .where(
        change.c.tx > Parameter("after", BigInteger()),
        change.c.tx <= Parameter("last", BigInteger()),
        change.c.op.in_(("I", "U", "D")),
    )
    .order_by(change.c.id)
)
CHANGES_OF_TRANSACTION = (
    select(change.c.tbl, change.c.row, change.c.op, change.c.old, change.c.new)
    .where(change.c.tx == _TX)
    .order_by(change.c.id.desc())
)
TABLES_OF_TRANSACTION = (
    select(change.c.tbl).where(change.c.tx == _TX).distinct().order_by(change.c.tbl)
)
_of_row = (change.c.tbl == _TABLE, change.c.row == _ROW)
LAST_CHANGE = (
    select(tx.c.who, tx.c.at)
    .join_from(change, tx, tx.c.id == change.c.tx)
    .where(*_of_row)
    .order_by(change.c.id.desc())
    .limit(1)
)
FIRST_CHANGE = (
    select(tx.c.who, tx.c.at, tx.c.label)
    .join_from(change, tx, tx.c.id == change.c.tx)
    .where(*_of_row)
    .order_by(change.c.id)
    .limit(1)
)
OPEN_TIME = select(tx.c.at).where(tx.c.open == 1)
LAST_CHANGE_ID = select(func.max(change.c.id).label("id"))
CHANGES_AFTER = (
    select(change.c.tbl, change.c.row)
    .where(change.c.id > Parameter("id", BigInteger()))
    .order_by(change.c.id)
)
LAST_RESTORE = (
    select(tx.c.who, tx.c.at).where(tx.c.kind == "restore").order_by(tx.c.id.desc()).limit(1)
)
AUTHORS = select(tx.c.who).distinct().where(tx.c.who != _PROGRAM)
# By transaction: an index on the table would read its complete history.
_changed = and_(change.c.tx > _TX, WithoutIndex(change.c.tbl) == _TABLE)
CHANGED_ROWS = select(change.c.row).distinct().where(_changed)
CHANGED_VALUES = select(change.c.old, change.c.new).where(_changed)
_KEY = Parameter("key", Text())
