"""Sets of tasks that are added to a record together."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
keeps_log = True


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "tasktemplate",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("name", "kind", "within", "text")),
        sa.Column("owner", sa.Text, nullable=False),
        sa.Column("days", sa.Integer, nullable=False),
        sa.Column("position", sa.Integer, nullable=False),
        sa.CheckConstraint("position >= 1"),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("tasktemplate_by_kind", "tasktemplate", ["kind", "name", "position"])
