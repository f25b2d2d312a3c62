"""The days off that the office adds or cancels."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
keeps_log = True


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "holiday",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("name", sa.Text, nullable=False),
        sa.Column("off", sa.Boolean(), nullable=False),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("holiday_by_day", "holiday", ["day"], unique=True)
