"""Tables of the diary."""

from datetime import date, time

from sqlalchemy import CheckConstraint, Index, text
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart, TimeOfDay


class Event(Record, table=True):
    """An event from its first to its last day. Unknown times are NULL.

    One from a calendar file has its UID, RECURRENCE-ID (as local ISO text) and SEQUENCE there (RFC 5545).
    One with an `rrule` is a series: the row is its first occurrence, and none of the others is stored. `rdates`
    and `exdates` are starts as local ISO text, separated by blanks; `last_start` is the day of the last occurrence,
    NULL if the series is endless. A changed occurrence is a row of its own (an override): `series_id` is its
    series, `occurrence` its start before any change, as local ISO text.
    Times of travel are minutes; `own_starts_at` and `own_ends_at` are the mayor's part of the event.
    """

    __table_args__ = (
        Index("event_by_start", "starts_on"),
        # The few events of several days: finds those that began before a period without a scan.
        Index("event_long", "ends_on", "starts_on", sqlite_where=text("ends_on > starts_on")),
        Index("event_series", "starts_on", "last_start", sqlite_where=text("rrule <> ''")),
        Index(
            "event_override",
            "series_id",
            "occurrence",
            sqlite_where=text("series_id IS NOT NULL"),
        ),
        Index("event_hold", "hold_until", sqlite_where=text("status = 'hold'")),
        Index("event_travel", "place", "starts_on", sqlite_where=text("travel_before IS NOT NULL")),
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
    own_starts_at: time | None = Field(default=None, sa_type=TimeOfDay)
    own_ends_at: time | None = Field(default=None, sa_type=TimeOfDay)
    travel_before: int | None = None
    travel_after: int | None = None
    role: str = ""
    attendance: str = "self"
    deputy: str = ""
    hold_until: date | None = None
    hold_group: str = ""
    busy: bool = True
    agenda_count: int | None = None
    checked_on: date | None = None
    seen_on: date | None = None
    rrule: str = ""
    holiday_rule: str = "as_is"
    rdates: str = ""
    exdates: str = ""
    series_id: int | None = Field(default=None, foreign_key="event.id")
    last_start: date | None = None


class EventLine(RecordPart, table=True):
    """A line "label : text" about an event, such as its attendants or subjects."""

    __table_args__ = (Index("eventline_by_event", "event_id", "pos"), STRICT)

    event_id: int = Field(foreign_key="event.id")
    pos: int = 0
    label: str = ""
    text: str


class EventStep(RecordPart, table=True):
    """A step of the run of show of an event; `minutes` after its start."""

    __table_args__ = (Index("eventstep_by_event", "event_id", "pos"), STRICT)

    event_id: int = Field(foreign_key="event.id")
    pos: int = 0
    minutes: int = 0
    text: str
    owner: str = ""
