"""Tables of agreements."""

from datetime import date, time

from sqlalchemy import Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, TimeOfDay


class Agreement(Record, table=True):
    """An agreement signed or being prepared by the city. Unknown dates are NULL."""

    __table_args__ = (Index("agreement_by_signing", "signed_on", "id"), STRICT)

    name: str
    kind: str
    state: str = "signed"
    signed_on: date | None = None
    signed_at: time | None = Field(default=None, sa_type=TimeOfDay)
    place: str = ""
    ours: str = ""
    dept: str = ""
    effective_on: date | None = None
    expires_on: date | None = None
    renewal: str | None = None
    check_months: int | None = None
    checked_on: date | None = None
    ended_on: date | None = None
    ended_reason: str = ""
    document: str = ""
    note: str = ""
