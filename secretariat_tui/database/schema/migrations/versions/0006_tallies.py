"""The tallies, with their conditions and parts."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
keeps_log = True

_STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}


def upgrade() -> None:
    """Create the tables."""
    _create(
        "tally",
        *map(_text, ("title", "unit", "family")),
        sa.Column("starts_on", sa.Date),
        sa.Column("ends_on", sa.Date),
        _text("record_kind"),
        _number("opening"),
        sa.Column("opening_asof", sa.Date),
        *map(_text, ("opening_source", "opening_reason", "breakdown", "remainder", "note")),
        sa.CheckConstraint("opening >= 0"),
        sa.CheckConstraint("ends_on >= starts_on"),
    )
    _create(
        "tallycondition",
        *(_number("tally_id"), _number("pos"), _text("field"), _text("value")),
        sa.ForeignKeyConstraint(["tally_id"], ["tally.id"]),
    )
    _create(
        "tallypart",
        *(_number("tally_id"), _number("pos"), _text("label"), _number("opening")),
        *map(_text, ("field", "value")),
        sa.CheckConstraint("opening >= 0"),
        sa.ForeignKeyConstraint(["tally_id"], ["tally.id"]),
    )
    for table in ("tallycondition", "tallypart"):
        op.create_index(f"{table}_by_tally", table, ["tally_id", "pos"])


def _create(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        _number("rev"),
        *parts,
        **_STRICT,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _number(name: str) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=False)
