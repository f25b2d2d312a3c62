"""The first version, which `schema.create` makes whole: there is nothing to do."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Do nothing."""
