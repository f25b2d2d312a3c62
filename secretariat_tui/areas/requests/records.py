"""Tables of attendance requests."""

from datetime import date, time

from sqlalchemy import Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart, TimeOfDay


class AttendanceRequest(Record, table=True):
    """A request that the mayor attends an event on a day, which the office answers by `reply_by`."""

    __table_args__ = (
        Index("attendancerequest_by_receipt", "received_on", "id"),
        Index("attendancerequest_by_reply", "reply_by", "state"),
        STRICT,
    )

    title: str
    received_on: date
    host: str = ""
    purpose: str = ""
    role: str = ""
    starts_on: date | None = None
    starts_at: time | None = Field(default=None, sa_type=TimeOfDay)
    ends_at: time | None = Field(default=None, sa_type=TimeOfDay)
    place: str = ""
    owner: str = ""
    contact: str = ""
    reply_by: date | None = None
    state: str = "received"
    deputy: str = ""
    secret: bool = False
    note: str = ""


class AttendanceAlternative(RecordPart, table=True):
    """Another day on which the requested event could be."""

    __table_args__ = (Index("attendancealternative_by_request", "request_id"), STRICT)

    request_id: int = Field(foreign_key="attendancerequest.id")
    pos: int = 0
    day: date
    starts_at: time | None = Field(default=None, sa_type=TimeOfDay)
    ends_at: time | None = Field(default=None, sa_type=TimeOfDay)


RECORDS = (AttendanceRequest, AttendanceAlternative)
