"""The sqlite3 connection below SQLAlchemy, for what takes much longer through it."""

import sqlite3
from typing import cast

from sqlalchemy import Connection
from sqlmodel import Session

_SQLITE = "sqlite3"  # key of Session.info


def driver_connection(connection: Connection) -> sqlite3.Connection:
    """Return the sqlite3 connection of a connection of SQLAlchemy."""
    return cast("sqlite3.Connection", connection.connection.driver_connection)


def begin(session: Session) -> sqlite3.Connection:
    """Begin the transaction of a session; return its sqlite3 connection."""
    db = session.info[_SQLITE] = driver_connection(session.connection())
    return db


def sqlite_connection(session: Session) -> sqlite3.Connection:
    """Return the sqlite3 connection of a session with a transaction."""
    return cast("sqlite3.Connection", session.info[_SQLITE])
