"""Tables of programmes, of the main tasks that they belong to, and of campaigns."""

from datetime import date

from sqlalchemy import BigInteger, CheckConstraint, Index
from sqlmodel import Field

from secretariat_tui.database.engine.tables import STRICT, Record, RecordPart


class Section(Record, table=True):
    """A main task of the office, or a part of one; both are numbered from 1."""

    __table_args__ = (
        Index("section_by_whole", "part_of_id"),
        CheckConstraint("part_of_id IS NOT id"),
        CheckConstraint("number >= 0"),
        STRICT,
    )

    number: int
    title: str
    summary: str = ""
    part_of_id: int | None = Field(default=None, foreign_key="section.id")


class Programme(Record, table=True):
    """A programme. Amounts are in won, for each recipient; an unknown one is NULL.

    `starts_on` is the first day of a month or a year if `precision` says so.
    """

    __table_args__ = (
        Index("programme_by_section", "section_id"),
        Index("programme_by_name", "name", "section_id"),
        Index("programme_by_start", "starts_on", "section_id"),
        CheckConstraint("amount_from >= 0"),
        CheckConstraint("amount_to >= amount_from"),
        CheckConstraint("rate BETWEEN 0 AND 100"),
        CheckConstraint("pledge_rate BETWEEN 0 AND 100"),
        STRICT,
    )

    name: str
    section_id: int | None = Field(default=None, foreign_key="section.id")
    item_no: int | None = None
    item: str = ""
    aim: str = ""
    target: str = ""
    benefit: str = ""
    amount_from: int | None = Field(default=None, sa_type=BigInteger)
    amount_to: int | None = Field(default=None, sa_type=BigInteger)
    amount_per: str = ""
    rate: int | None = None
    starts_on: date | None = None
    precision: str = "day"
    ends_on: date | None = None
    state: str = "planned"
    pledge: str = ""
    pledge_state: str | None = None
    pledge_rate: int | None = None
    dept: str = ""
    owner: str = ""
    note: str = ""


class Quota(RecordPart, table=True):
    """How many a programme is for: in one year, or in each year from one on."""

    __table_args__ = (
        Index("quota_by_programme", "programme_id"),
        CheckConstraint("amount >= 0"),
        STRICT,
    )

    programme_id: int = Field(foreign_key="programme.id")
    pos: int = 0
    amount: int = Field(sa_type=BigInteger)
    unit: str
    year: int | None = None
    yearly: bool = False


class ProgrammePlace(RecordPart, table=True):
    """A place where a programme is carried out."""

    __table_args__ = (Index("programmeplace_by_programme", "programme_id"), STRICT)

    programme_id: int = Field(foreign_key="programme.id")
    pos: int = 0
    name: str


class Campaign(Record, table=True):
    """A campaign, which consists of actions."""

    __table_args__ = (Index("campaign_by_section", "section_id"), STRICT)

    title: str
    section_id: int | None = Field(default=None, foreign_key="section.id")
    dept: str = ""
    note: str = ""


class CampaignAction(RecordPart, table=True):
    """An action of a campaign; `places` is a list separated by commas."""

    __table_args__ = (Index("campaignaction_by_campaign", "campaign_id"), STRICT)

    campaign_id: int = Field(foreign_key="campaign.id")
    pos: int = 0
    text: str
    starts_on: date | None = None
    ends_on: date | None = None
    precision: str = "day"
    places: str = ""
    details: str = ""


class CampaignCount(RecordPart, table=True):
    """How much an action of a campaign was, such as 14 advertising faces; `action` is its place in the campaign."""

    __table_args__ = (
        Index("campaigncount_by_campaign", "campaign_id"),
        CheckConstraint("amount >= 0"),
        STRICT,
    )

    campaign_id: int = Field(foreign_key="campaign.id")
    pos: int = 0
    label: str
    amount: int = Field(sa_type=BigInteger)
    unit: str
    action: int | None = None


RECORDS = (Section, Programme, Quota, ProgrammePlace, Campaign, CampaignAction, CampaignCount)
