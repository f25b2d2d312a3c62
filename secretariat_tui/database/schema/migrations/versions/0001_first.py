"""The first version, which `schema.ddl.create` makes: nothing to do."""

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Do nothing."""
