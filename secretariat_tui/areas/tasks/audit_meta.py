"""Metadata of the table of templates for the audit log. They hold nothing of persons' records and are kept."""

from secretariat_tui.areas.tasks import model
from secretariat_tui.database.audit.meta import TableMeta

TABLES = (TableMeta(model.TEMPLATE),)
