"""The register of people and organizations, filled from the participants of records."""

import sqlalchemy as sa
from alembic import op

from secretariat_tui.database.schema.contact_register import fill_contacts

revision = "0008"
down_revision = "0007"
keeps_log = True

_STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}


def upgrade() -> None:
    """Create the tables and add a contact for each name of a participant."""
    _create(
        "contact",
        *_texts("name", "kind", "organization", "position", "level", "contact"),
        sa.Column("confirmed_on", sa.Date(), nullable=False),
        *_texts("note"),
    )
    op.create_index(
        "contact_by_organization", "contact", ["organization", "name", "kind"], unique=True
    )
    op.create_index("contact_by_name", "contact", ["name", "id"])
    _create(
        "contactalias",
        sa.Column("contact_id", sa.Integer, sa.ForeignKey("contact.id"), nullable=False),
        sa.Column("pos", sa.Integer, nullable=False),
        *_texts("name", "organization"),
    )
    op.create_index("contactalias_by_contact", "contactalias", ["contact_id"])
    op.create_index("contactalias_by_name", "contactalias", ["name", "organization"])
    op.create_index("participant_by_organization", "participant", ["organization", "name"])
    fill_contacts(op.get_bind().exec_driver_sql)


def _create(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        *parts,
        **_STRICT,
    )


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
