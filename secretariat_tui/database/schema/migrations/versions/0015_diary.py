"""The diary: repeating events, the mayor's part of an event, travel, holds, and the run of show."""

import sqlalchemy as sa
from alembic import op

from secretariat_tui.database.schema.migration_steps import add_column

revision = "0015"
down_revision = "0014"
keeps_log = True

_FREE_NOTICES = """UPDATE change SET {0} = json_set({0}, '$.busy', 0)
    WHERE tbl = 'event' AND CASE WHEN json_valid({0}) THEN json_type({0}) = 'object'
    AND json_extract({0}, '$.kind') = 'other' AND json_extract({0}, '$.all_day') = 1
    AND json_extract({0}, '$.ends_on') = json_extract({0}, '$.starts_on') END"""


def upgrade() -> None:
    """Add the columns of events and the table of steps; one-day notices take no time."""
    for column, value in _columns():
        add_column("event", column, value)
    op.execute(
        "UPDATE event SET busy = 0 WHERE kind = 'other' AND all_day = 1 AND ends_on = starts_on"
    )
    for side in ("old", "new"):
        op.execute(_FREE_NOTICES.format(side))
    op.create_index(
        "event_series",
        "event",
        ["starts_on", "last_start"],
        sqlite_where=sa.text("rrule <> ''"),
    )
    op.create_index(
        "event_override",
        "event",
        ["series_id", "occurrence"],
        sqlite_where=sa.text("series_id IS NOT NULL"),
    )
    op.create_index("event_hold", "event", ["hold_until"], sqlite_where=sa.text("status = 'hold'"))
    op.create_index(
        "event_travel",
        "event",
        ["place", "starts_on"],
        sqlite_where=sa.text("travel_before IS NOT NULL"),
    )
    op.create_table(
        "eventstep",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("event_id", sa.Integer, sa.ForeignKey("event.id"), nullable=False),
        sa.Column("pos", sa.Integer, nullable=False),
        sa.Column("minutes", sa.Integer, nullable=False),
        sa.Column("text", sa.Text, nullable=False),
        sa.Column("owner", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("eventstep_by_event", "eventstep", ["event_id", "pos"])

    _create_requests()
    add_column("task", sa.Column("days", sa.Integer), None)


def _create_requests() -> None:
    """Create the tables of attendance requests."""
    op.create_table(
        "attendancerequest",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("title", sa.Text, nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("host", "purpose", "role")),
        sa.Column("starts_on", sa.Date()),
        sa.Column("starts_at", sa.Text),
        sa.Column("ends_at", sa.Text),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("place", "owner", "contact")),
        sa.Column("reply_by", sa.Date()),
        *(sa.Column(name, sa.Text, nullable=False) for name in ("state", "deputy")),
        sa.Column("secret", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text, nullable=False),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("attendancerequest_by_receipt", "attendancerequest", ["received_on", "id"])
    op.create_index("attendancerequest_by_reply", "attendancerequest", ["reply_by", "state"])
    op.create_table(
        "attendancealternative",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("rev", sa.Integer, nullable=False),
        sa.Column("request_id", sa.Integer, sa.ForeignKey("attendancerequest.id"), nullable=False),
        sa.Column("pos", sa.Integer, nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("starts_at", sa.Text),
        sa.Column("ends_at", sa.Text),
        sqlite_strict=True,
        sqlite_autoincrement=True,
    )
    op.create_index("attendancealternative_by_request", "attendancealternative", ["request_id"])


def _columns() -> list[tuple[sa.Column[object], str | int | None]]:
    """Return the new columns of events, each with the value of the events that there are."""
    return [
        (sa.Column("own_starts_at", sa.Text), None),
        (sa.Column("own_ends_at", sa.Text), None),
        (sa.Column("travel_before", sa.Integer), None),
        (sa.Column("travel_after", sa.Integer), None),
        (sa.Column("role", sa.Text, nullable=False), ""),
        (sa.Column("attendance", sa.Text, nullable=False), "self"),
        (sa.Column("deputy", sa.Text, nullable=False), ""),
        (sa.Column("hold_until", sa.Date()), None),
        (sa.Column("hold_group", sa.Text, nullable=False), ""),
        (sa.Column("busy", sa.Boolean(), nullable=False), 1),
        (sa.Column("agenda_count", sa.Integer), None),
        (sa.Column("checked_on", sa.Date()), None),
        (sa.Column("seen_on", sa.Date()), None),
        (sa.Column("rrule", sa.Text, nullable=False), ""),
        (sa.Column("holiday_rule", sa.Text, nullable=False), "as_is"),
        (sa.Column("rdates", sa.Text, nullable=False), ""),
        (sa.Column("exdates", sa.Text, nullable=False), ""),
        (sa.Column("series_id", sa.Integer, sa.ForeignKey("event.id")), None),
        (sa.Column("last_start", sa.Date()), None),
    ]
