"""Tables of tallies and of issued reports."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart


class Tally(Record, table=True):
    """What is counted in which period, and the opening part: a number known only as a total."""

    __table_args__ = (
        CheckConstraint("opening >= 0"),
        CheckConstraint("ends_on >= starts_on"),
        STRICT,
    )

    title: str
    unit: str = ""
    family: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    record_kind: str = "event"
    opening: int = 0
    opening_asof: date | None = None
    opening_source: str = ""
    opening_reason: str = ""
    breakdown: str = "split"
    remainder: str = ""
    note: str = ""


class TallyCondition(RecordPart, table=True):
    """A value that a field of the counted records must have; one of several for the same field."""

    __table_args__ = (Index("tallycondition_by_tally", "tally_id", "pos"), STRICT)

    tally_id: int = Field(foreign_key="tally.id")
    pos: int = 0
    field: str
    value: str


class TallyPart(RecordPart, table=True):
    """A part of a tally's total: an own opening number, and the records with a value in a field."""

    __table_args__ = (
        Index("tallypart_by_tally", "tally_id", "pos"),
        CheckConstraint("opening >= 0"),
        STRICT,
    )

    tally_id: int = Field(foreign_key="tally.id")
    pos: int = 0
    label: str
    opening: int = 0
    field: str = ""
    value: str = ""


class IssuedReport(Record, table=True):
    """A report as it was issued; neither changed nor deleted."""

    is_final: ClassVar[bool] = True

    title: str
    template: str = ""
    as_of: date
    starts_on: date | None = None
    ends_on: date | None = None
    outside: bool = False
    purpose: str = ""
    issued_at: str
    issued_by: str
    last_entry: int = 0
    digest: str


class IssuedPiece(RecordPart, table=True):
    """A piece of the content of an issued report, at most as long as a text may be."""

    __tablename__ = "issuedcontent"
    __table_args__ = (Index("issuedcontent_by_report", "issuedreport_id", "pos"), STRICT)
    is_final: ClassVar[bool] = True

    issuedreport_id: int = Field(foreign_key="issuedreport.id")
    pos: int = 0
    content: str
