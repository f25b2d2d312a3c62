"""Tables of agreements."""

from datetime import date, time

from sqlalchemy import Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart, TimeOfDay


class Agreement(Record, table=True):
    """An agreement signed or being prepared by the city. Unknown dates are NULL."""

    __table_args__ = (
        Index("agreement_by_signing", "signed_on", "id"),
        Index("agreement_by_successor", "replaced_by_id"),
        STRICT,
    )

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
    notice_days: int | None = None
    council_step: str | None = None
    council_on: date | None = None
    secret: bool = False
    published_on: date | None = None
    owner: str = ""
    ended_on: date | None = None
    ended_reason: str = ""
    replaced_by_id: int | None = Field(default=None, foreign_key="agreement.id")
    document: str = ""
    note: str = ""


class AgreementChange(RecordPart, table=True):
    """A change of an agreement's content, or an extension of its term."""

    __table_args__ = (Index("agreementchange_by_agreement", "agreement_id"), STRICT)

    agreement_id: int = Field(foreign_key="agreement.id")
    pos: int = 0
    decided_on: date
    kind: str = "change"
    effective_on: date | None = None
    old_expires_on: date | None = None
    new_expires_on: date | None = None
    text: str = ""
    document: str = ""


class AgreementCheck(RecordPart, table=True):
    """A periodic check-up of an agreement, with its result."""

    __table_args__ = (Index("agreementcheck_by_agreement", "agreement_id"), STRICT)

    agreement_id: int = Field(foreign_key="agreement.id")
    pos: int = 0
    checked_on: date
    result: str = "good"
    text: str = ""
    improvement: str = ""


RECORDS = (Agreement, AgreementChange, AgreementCheck)
