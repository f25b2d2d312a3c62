"""Indexes for long lists of tasks and programmes."""

from alembic import op

revision = "0011"
down_revision = "0010"
keeps_log = True


def upgrade() -> None:
    """Put what the list of tasks filters and counts into its index by date; index programmes by name."""
    op.drop_index("task_by_due", "task")
    op.create_index("task_by_due", "task", ["due_on", "id", "state", "timing", "owner"])
    op.create_index("programme_by_name", "programme", ["name", "section_id"])
