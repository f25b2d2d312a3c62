"""Tables of the diary."""

from datetime import date, time

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart, TimeOfDay


class Event(Record, table=True):
    """An event from its first to its last day. Unknown times are NULL.

    One from a calendar file has its UID, RECURRENCE-ID (as local ISO text) and SEQUENCE there (RFC 5545).
    """

    __table_args__ = (
        Index("event_by_start", "starts_on"),
        # The few events of several days: finds those that began before a period without a scan.
        Index("event_long", "ends_on", "starts_on", sqlite_where=text("ends_on > starts_on")),
        CheckConstraint("ends_on >= starts_on"),
        CheckConstraint("session_no >= 1"),
        STRICT,
    )

    kind: str
    category: str = ""
    subcategory: str = ""
    title: str
    starts_on: date
    starts_at: time | None = Field(default=None, sa_type=TimeOfDay)
    ends_on: date
    ends_at: time | None = Field(default=None, sa_type=TimeOfDay)
    all_day: bool = False
    place: str = ""
    status: str = "confirmed"
    visibility: str = "public"
    outlet: str = ""
    media_type: str = ""
    session_no: int | None = None
    note: str = ""
    uid: str = ""
    occurrence: str = ""
    sequence: int = 0


class EventLine(RecordPart, table=True):
    """A line "label : text" about an event, such as its attendants or subjects."""

    __table_args__ = (Index("eventline_by_event", "event_id", "pos"), STRICT)

    event_id: int = Field(foreign_key="event.id")
    pos: int = 0
    label: str = ""
    text: str
