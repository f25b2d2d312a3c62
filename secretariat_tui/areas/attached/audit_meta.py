"""Metadata of the tables of what hangs on records for the audit log."""

from secretariat_tui.areas.attached import model
from secretariat_tui.database.audit.meta import TableMeta

TABLES = tuple(map(TableMeta, (model.TASK, model.NOTE, model.FILE, model.PARTICIPANT, model.LINK)))
