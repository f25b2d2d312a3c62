"""The identity of events in calendar files."""

import sqlalchemy as sa

from secretariat_tui.database.schema.migration_steps import add_column

revision = "0014"
down_revision = "0013"
keeps_log = True


def upgrade() -> None:
    """Add the columns for UID, RECURRENCE-ID and SEQUENCE."""
    add_column("event", sa.Column("uid", sa.Text, nullable=False), "")
    add_column("event", sa.Column("occurrence", sa.Text, nullable=False), "")
    add_column("event", sa.Column("sequence", sa.Integer, nullable=False), 0)
