"""Agreements: notice, council, publication, owner, successor; their changes and check-ups."""

import sqlalchemy as sa
from alembic import op

from secretariat_tui.database.schema.migration_steps import add_column

revision = "0009"
down_revision = "0008"
keeps_log = True

_STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}


def upgrade() -> None:
    """Add the columns and create the tables."""
    for column, value in (
        (sa.Column("notice_days", sa.Integer), None),
        (sa.Column("council_step", sa.Text), None),
        (sa.Column("council_on", sa.Date), None),
        (sa.Column("secret", sa.Boolean, nullable=False), 0),
        (sa.Column("published_on", sa.Date), None),
        (sa.Column("owner", sa.Text, nullable=False), ""),
        (sa.Column("replaced_by_id", sa.Integer, sa.ForeignKey("agreement.id")), None),
    ):
        add_column("agreement", column, value)
    op.create_index("agreement_by_successor", "agreement", ["replaced_by_id"])
    _create_part(
        "agreementchange",
        sa.Column("decided_on", sa.Date, nullable=False),
        *_texts("kind"),
        *(
            sa.Column(name, sa.Date)
            for name in ("effective_on", "old_expires_on", "new_expires_on")
        ),
        *_texts("text", "document"),
    )
    _create_part(
        "agreementcheck",
        sa.Column("checked_on", sa.Date, nullable=False),
        *_texts("result", "text", "improvement"),
    )


def _create_part(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("agreement_id", sa.Integer, sa.ForeignKey("agreement.id"), nullable=False),
        sa.Column("pos", sa.Integer, nullable=False),
        *parts,
        **_STRICT,
    )
    op.create_index(f"{name}_by_agreement", name, ["agreement_id"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
