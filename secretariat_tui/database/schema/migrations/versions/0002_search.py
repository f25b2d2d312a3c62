"""The search index, and indexes for sorting long lists."""

import sqlalchemy as sa
from alembic import op

from secretariat_tui.database.search import index as search_index

revision = "0002"
down_revision = "0001"
keeps_log = True


def upgrade() -> None:
    """Create them; the search index is filled when the file is opened."""
    search_index.create_index(op.execute)
    latest = (sa.text("received_on DESC"), sa.text("id DESC"))
    for name, value in (
        ("title", "CASE WHEN secret THEN char(1114111) ELSE title END"),
        ("standing", "coalesce(outcome, state)"),
        ("channel", "channel"),
    ):
        op.create_index(f"proposal_by_{name}", "proposal", [sa.text(value), *latest])
    op.create_index("expense_by_won", "expense", ["won"])
