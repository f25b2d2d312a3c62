"""Indexes for long lists of tasks and programmes."""

from alembic import op

revision = "0011"
down_revision = "0010"
keeps_log = True


def upgrade() -> None:
    """Put what the lists filter, count and sort by into the indexes that order them; index programmes by name."""
    op.drop_index("task_by_due", "task")
    op.create_index("task_by_due", "task", ["due_on", "id", "state", "timing", "owner"])
    op.drop_index("programme_by_start", "programme")
    op.create_index("programme_by_start", "programme", ["starts_on", "section_id"])
    op.create_index("programme_by_name", "programme", ["name", "section_id"])
