"""What hangs on any record: notes, files, participants, links. The parties of agreements become participants."""

from datetime import date

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
keeps_log = True

_STRICT = {"sqlite_strict": True, "sqlite_autoincrement": True}
_PARTICIPANT = """json_object('id', json_extract({0}, '$.id'), 'rev', json_extract({0}, '$.rev'),
    'parent', 'agreement', 'parent_id', json_extract({0}, '$.agreement_id'),
    'pos', json_extract({0}, '$.pos'), 'role', 'party', 'name', json_extract({0}, '$.signatory'),
    'organization', json_extract({0}, '$.name'), 'position', '',
    'level', json_extract({0}, '$.level'), 'contact', '')"""
# Contents that are destroyed or cannot be read stay as they are.
_SIDE = """{0} = CASE WHEN json_valid({0}) THEN
    CASE WHEN json_type({0}, '$.agreement_id') = 'integer' THEN {1} ELSE {0} END ELSE {0} END"""


def upgrade() -> None:
    """Create the tables and move the parties, with their ids and their history."""
    _create("note", _day("noted_on"), _text("text"))
    _create(
        "attachedfile",
        *(_text("title"), _text("path"), _text("sha256")),
        sa.Column("size", sa.BigInteger, nullable=False),
        _day("noted_on"),
        sa.CheckConstraint("size >= 0"),
    )
    _create(
        "participant",
        *map(_text, ("role", "name", "organization", "position", "level", "contact")),
    )
    _create(
        "link",
        _text("target"),
        sa.Column("target_id", sa.Integer, nullable=False),
        _text("text"),
        sa.UniqueConstraint("parent", "parent_id", "target", "target_id"),
        sa.CheckConstraint("parent < target OR (parent = target AND parent_id < target_id)"),
    )
    op.create_index("link_by_target", "link", ["target", "target_id"])
    for table in ("note", "attachedfile", "participant"):
        op.create_index(f"{table}_by_parent", table, ["parent", "parent_id"])
    op.create_index("task_by_due", "task", ["due_on"])
    _move_parties()
    # Version 2 changed no columns: edits from before that upgrade can be undone too.
    op.execute("UPDATE tx SET kind = 'migrate' WHERE who = 'secretariat' AND kind = 'upgrade'")


def _create(name: str, *parts: sa.schema.SchemaItem) -> None:
    op.create_table(
        name,
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        _text("parent"),
        sa.Column("parent_id", sa.Integer, nullable=False),
        sa.Column("pos", sa.Integer, nullable=False),
        *parts,
        **_STRICT,
    )


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text, nullable=False)


def _day(name: str) -> sa.Column[date]:
    return sa.Column(name, sa.Date(), nullable=False)


def _move_parties() -> None:
    op.execute("""
        INSERT INTO participant
            (id, rev, parent, parent_id, pos, role, name, organization, position, level, contact)
        SELECT id, rev, 'agreement', agreement_id, pos, 'party', signatory, name, '', level, ''
        FROM party""")
    op.execute("DELETE FROM sqlite_sequence WHERE name = 'participant'")
    op.execute("""
        INSERT INTO sqlite_sequence (name, seq)
        SELECT 'participant', seq FROM sqlite_sequence WHERE name = 'party'""")
    op.drop_table("party")
    old, new = (_SIDE.format(side, _PARTICIPANT.format(side)) for side in ("old", "new"))
    op.execute(f"UPDATE change SET tbl = 'participant', {old}, {new} WHERE tbl = 'party'")
