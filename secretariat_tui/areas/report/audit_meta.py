"""Metadata of the tables of tallies and issued reports for the audit log. Issued reports are kept without limit."""

from secretariat_tui.areas.report import model
from secretariat_tui.database.audit.meta import TableMeta

TABLES = tuple(
    map(
        TableMeta,
        (
            model.TALLY,
            model.TALLY_CONDITION,
            model.TALLY_PART,
            model.ISSUED,
            model.ISSUED_CONTENT,
        ),
    )
)
