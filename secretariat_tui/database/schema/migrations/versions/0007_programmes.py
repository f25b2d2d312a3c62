"""Programmes with quotas and places, the main tasks that they belong to, and campaigns with actions."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
keeps_log = True

_STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}


def upgrade() -> None:
    """Create the tables."""
    _create(
        "section",
        _number("number"),
        *_texts("title", "summary"),
        sa.Column("part_of_id", sa.Integer, sa.ForeignKey("section.id")),
        sa.CheckConstraint("part_of_id IS NOT id"),
        sa.CheckConstraint("number >= 0"),
    )
    op.create_index("section_by_whole", "section", ["part_of_id"])
    _create(
        "programme",
        *_texts("name"),
        sa.Column("section_id", sa.Integer, sa.ForeignKey("section.id")),
        sa.Column("item_no", sa.Integer),
        *_texts("item", "aim", "target", "benefit"),
        sa.Column("amount_from", sa.BigInteger),
        sa.Column("amount_to", sa.BigInteger),
        *_texts("amount_per"),
        sa.Column("rate", sa.Integer),
        sa.Column("starts_on", sa.Date),
        *_texts("precision"),
        sa.Column("ends_on", sa.Date),
        *_texts("state", "pledge"),
        sa.Column("pledge_state", sa.Text),
        sa.Column("pledge_rate", sa.Integer),
        *_texts("dept", "owner", "note"),
        sa.CheckConstraint("amount_from >= 0"),
        sa.CheckConstraint("amount_to >= amount_from"),
        sa.CheckConstraint("rate BETWEEN 0 AND 100"),
        sa.CheckConstraint("pledge_rate BETWEEN 0 AND 100"),
    )
    op.create_index("programme_by_section", "programme", ["section_id"])
    op.create_index("programme_by_start", "programme", ["starts_on", "id"])
    _create_parts(
        "quota",
        "programme",
        sa.Column("amount", sa.BigInteger, nullable=False),
        *_texts("unit"),
        sa.Column("year", sa.Integer),
        sa.Column("yearly", sa.Boolean, nullable=False),
        sa.CheckConstraint("amount >= 0"),
    )
    _create_parts("programmeplace", "programme", *_texts("name"))
    _create(
        "campaign",
        *_texts("title"),
        sa.Column("section_id", sa.Integer, sa.ForeignKey("section.id")),
        *_texts("dept", "note"),
    )
    op.create_index("campaign_by_section", "campaign", ["section_id"])
    _create_parts(
        "campaignaction",
        "campaign",
        *_texts("text"),
        sa.Column("starts_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        *_texts("precision", "places", "details"),
    )
    _create_parts(
        "campaigncount",
        "campaign",
        *_texts("label"),
        sa.Column("amount", sa.BigInteger, nullable=False),
        *_texts("unit"),
        sa.Column("action", sa.Integer),
        sa.CheckConstraint("amount >= 0"),
    )


def _create(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        _number("rev"),
        *parts,
        **_STRICT,
    )


def _create_parts(name: str, owner: str, *parts: sa.schema.SchemaItem) -> None:
    key = f"{owner}_id"
    number = sa.Column(key, sa.Integer, sa.ForeignKey(f"{owner}.id"), nullable=False)
    _create(name, number, _number("pos"), *parts)
    op.create_index(f"{name}_by_{owner}", name, [key])


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.Text, nullable=False) for name in names]
