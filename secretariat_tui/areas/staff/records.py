"""Tables of staff: establishment and headcount, functions, manuals, surveys."""

from datetime import date

from sqlalchemy import CheckConstraint, Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart


class Staffing(Record, table=True):
    """Establishment and headcount on a day."""

    __table_args__ = (Index("staffing_by_day", "as_of", unique=True), STRICT)

    as_of: date
    source: str = ""
    note: str = ""


class StaffGrade(RecordPart, table=True):
    """The authorised and the present number of people of a grade."""

    __table_args__ = (
        Index("staffgrade_by_staffing", "staffing_id"),
        CheckConstraint("authorised >= 0"),
        CheckConstraint("present >= 0"),
        STRICT,
    )

    staffing_id: int = Field(foreign_key="staffing.id")
    pos: int = 0
    category: str
    grade: str
    authorised: int
    present: int


class OutsidePosts(RecordPart, table=True):
    """Posts of a kind that the table of grades does not count; `posts` are their names with commas between."""

    __table_args__ = (Index("outsideposts_by_staffing", "staffing_id"), STRICT)

    staffing_id: int = Field(foreign_key="staffing.id")
    pos: int = 0
    kind: str
    basis: str = ""
    posts: str


class OfficeFunction(Record, table=True):
    """A function of the office; `details` has a detail on each line."""

    title: str
    place: int
    details: str = ""
    note: str = ""


class Manual(Record, table=True):
    """An issue of the work manuals, or older manuals that are known only by their number."""

    __table_args__ = (
        CheckConstraint("count > 0"),
        CheckConstraint("kind = 'aggregate' OR count = 1"),
        STRICT,
    )

    kind: str = "issue"
    issue: int | None = None
    name: str
    category: str = ""
    count: int = 1
    state: str = "planned"
    due_month: str = ""
    good_cases: int | None = None
    survey_rank: int | None = None
    text: str = ""
    note: str = ""


class Survey(Record, table=True):
    """A survey; `base` is what its printed percentages refer to, `total_ticks` that number if it is known."""

    title: str
    held_on: date | None = None
    respondents: int
    multiple: bool = False
    base: str = "respondents"
    total_ticks: int | None = None
    note: str = ""


class SurveyItem(RecordPart, table=True):
    """An answer of a survey: how many chose it, and the percentage as printed, such as 27 or 27.5."""

    __table_args__ = (
        Index("surveyitem_by_survey", "survey_id"),
        CheckConstraint("count >= 0"),
        STRICT,
    )

    survey_id: int = Field(foreign_key="survey.id")
    pos: int = 0
    item: str
    count: int
    percent: str = ""
