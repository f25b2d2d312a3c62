"""Staff: establishment and headcount, functions of the office, work manuals, surveys."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
keeps_log = True

_STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}


def upgrade() -> None:
    """Create the tables."""
    _create("staffing", _day("as_of"), _text("source"), _text("note"))
    op.create_index("staffing_by_day", "staffing", ["as_of"], unique=True)
    _create_part(
        "staffgrade",
        "staffing",
        *(_text("category"), _text("grade"), _number("authorised"), _number("present")),
        sa.CheckConstraint("authorised >= 0"),
        sa.CheckConstraint("present >= 0"),
    )
    _create_part("outsideposts", "staffing", _text("kind"), _text("basis"), _text("posts"))
    _create("officefunction", _text("title"), _number("place"), _text("details"), _text("note"))
    _create(
        "manual",
        *(_text("kind"), _number("issue", optional=True), _text("name"), _text("category")),
        *(_number("count"), _text("state"), _text("due_month")),
        *(_number("good_cases", optional=True), _number("survey_rank", optional=True)),
        *(_text("text"), _text("note")),
        sa.CheckConstraint("count > 0"),
        sa.CheckConstraint("kind = 'aggregate' OR count = 1"),
    )
    _create(
        "survey",
        *(_text("title"), _day("held_on", optional=True), _number("respondents")),
        *(_number("multiple"), _text("base"), _number("total_ticks", optional=True)),
        _text("note"),
    )
    _create_part(
        "surveyitem",
        "survey",
        *(_text("item"), _number("count"), _text("percent")),
        sa.CheckConstraint("count >= 0"),
    )


def _create_part(name: str, owner: str, *parts: sa.schema.SchemaItem) -> None:
    key = f"{owner}_id"
    reference = sa.Column(key, sa.Integer, sa.ForeignKey(f"{owner}.id"), nullable=False)
    _create(name, reference, _number("pos"), *parts)
    op.create_index(f"{name}_by_{owner}", name, [key])


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


def _number(name: str, *, optional: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer, nullable=optional)


def _day(name: str, *, optional: bool = False) -> sa.Column[date]:
    return sa.Column(name, sa.Date(), nullable=optional)
