"""The search index, and the indexes that the orders of long lists need."""

import sqlalchemy as sa
from alembic import op

from secretariat_tui.database import search

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make them; the index is filled when the file is opened."""
    search.install(op.execute)
    veiled = sa.text("CASE WHEN secret THEN char(1114111) ELSE title END")
    op.create_index("proposal_by_title", "proposal", [veiled])
    op.create_index("expense_by_won", "expense", ["won"])
