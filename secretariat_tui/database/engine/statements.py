"""Statements on the transactions of a file. `python -m tests.statements` compiles them into compiled.py."""

from sqlalchemy import BigInteger, Text, func, select

from secretariat_tui.database.engine.dialect import Parameter
from secretariat_tui.database.engine.tables import change, tx

_ID = Parameter("id", BigInteger())

LAST_COMMIT = select(tx.c.id, tx.c.at).order_by(tx.c.id.desc()).limit(1)
HAS_COMMIT = select(tx.c.id).where(tx.c.id == _ID, tx.c.at == Parameter("at", Text()))
COMMITS_AFTER = select(func.count().label("commits")).where(tx.c.id > _ID)
# Exports change no record.
CHANGING_COMMITS_AFTER = select(tx.c.id).where(tx.c.id > _ID, tx.c.kind != "export")
OPEN_TRANSACTION = select(tx.c.id).where(tx.c.open == 1)
HAS_CHANGES = select(change.c.id).where(change.c.tx == Parameter("tx", BigInteger())).limit(1)
