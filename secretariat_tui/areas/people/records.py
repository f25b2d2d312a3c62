"""Tables of people and organizations."""

from datetime import date

from sqlalchemy import Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart


class Contact(Record, table=True):
    """A person or an organization that the office deals with.

    Participants of records are the same person if name and organization are equal, or equal those of an alias.
    """

    __table_args__ = (
        Index("contact_by_organization", "organization", "name", "kind", unique=True),
        Index("contact_by_name", "name", "id"),
        STRICT,
    )

    name: str
    kind: str = "person"
    organization: str = ""
    position: str = ""
    level: str = ""
    contact: str = ""
    confirmed_on: date
    note: str = ""


class ContactAlias(RecordPart, table=True):
    """Another name, spelling or former organization of a contact."""

    __table_args__ = (
        Index("contactalias_by_contact", "contact_id"),
        Index("contactalias_by_name", "name", "organization"),
        STRICT,
    )

    contact_id: int = Field(foreign_key="contact.id")
    pos: int = 0
    name: str
    organization: str = ""


RECORDS = (Contact, ContactAlias)
