"""Metadata of the tables of tallies for the audit log."""

from secretariat_tui.areas.report import model
from secretariat_tui.database.audit.meta import TableMeta

TABLES = tuple(map(TableMeta, (model.TALLY, model.TALLY_CONDITION, model.TALLY_PART)))
