"""Metadata of the days off for the audit log. They hold nothing of persons and are kept."""

from secretariat_tui.areas.holidays import model
from secretariat_tui.database.audit.meta import TableMeta

TABLES = (TableMeta(model.HOLIDAY),)
