"""Issued reports, which never change."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
keeps_log = True

_STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}


def upgrade() -> None:
    """Create the tables."""
    op.create_table(
        "issuedreport",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        *_texts("title", "template"),
        sa.Column("as_of", sa.Date, nullable=False),
        sa.Column("starts_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        sa.Column("outside", sa.Boolean, nullable=False),
        *_texts("purpose", "issued_at", "issued_by"),
        sa.Column("last_entry", sa.Integer, nullable=False),
        *_texts("digest"),
        **_STRICT,
    )
    op.create_table(
        "issuedcontent",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("issuedreport_id", sa.Integer, sa.ForeignKey("issuedreport.id"), nullable=False),
        sa.Column("pos", sa.Integer, nullable=False),
        *_texts("content"),
        **_STRICT,
    )
    op.create_index("issuedcontent_by_report", "issuedcontent", ["issuedreport_id", "pos"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
