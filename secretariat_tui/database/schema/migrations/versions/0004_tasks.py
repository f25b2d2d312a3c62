"""Tasks of no record too; the kind and precision of their date, recurrence, and the evidence that they are done."""

import sqlalchemy as sa

from secretariat_tui.database.schema.migration_steps import add_column

revision = "0004"
down_revision = "0003"
keeps_log = True


def upgrade() -> None:
    """Add the columns."""
    for name, value in (("timing", "by"), ("precision", "day"), ("recurrence", "")):
        add_column("task", sa.Column(name, sa.Text, nullable=False), value)
    add_column("task", sa.Column("done_on", sa.Date))
    add_column("task", sa.Column("evidence", sa.Text, nullable=False), "")
