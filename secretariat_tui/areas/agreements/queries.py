"""Queries of the register of agreements."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, NamedTuple

from secretariat_tui.areas.agreements import compiled, rules
from secretariat_tui.areas.agreements.model import AGREEMENT, AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.rules import AgreementStanding
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.core import marks
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.marks import Mark
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListQuery, Order


class AgreementRow(NamedTuple):
    """A row of the register as of a day."""

    id: int
    rev: int
    parties: str
    levels: str
    name: str
    kind: str
    state: str
    signed_on: date | None
    expires_on: date | None
    checked_on: date | None
    check_months: int | None
    tasks: int
    done: int
    task_due: date | None
    task_owner: str
    today: date
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def standing(self) -> AgreementStanding:
        """The standing on that day."""
        return rules.agreement_standing(self.state, self.expires_on, self.today)

    @property
    def next_check(self) -> date | None:
        """The date of the next check-up."""
        return rules.next_check(self.state, self.signed_on, self.checked_on, self.check_months)

    @property
    def check_period_end(self) -> date | None:
        """That date before it was moved to a working day."""
        return rules.check_period_end(
            self.state, self.signed_on, self.checked_on, self.check_months
        )

    @property
    def check_due(self) -> bool:
        """Whether the next check-up is due within the notice period."""
        day = self.next_check
        return day is not None and (day - self.today).days <= rules.CHECK_NOTICE_DAYS

    @property
    def due(self) -> date | None:
        """The date of the next check-up, else of the expiry; None if neither is near."""
        if self.check_due:
            return self.next_check
        near = self.standing in {AgreementStanding.EXPIRING, AgreementStanding.EXPIRED}
        return self.expires_on if near else None

    @property
    def due_mark(self) -> Mark:
        """The mark of the date due."""
        return marks.LATER if self.due is None else marks.deadline((self.due - self.today).days)

    @property
    def no_term(self) -> bool:
        """Whether it is in force and its expiry is unknown."""
        return self.standing is AgreementStanding.IN_FORCE and self.expires_on is None


class AgreementCounts(NamedTuple):
    """Counts of the register; `in_force` includes `expiring`."""

    agreements: int
    in_force: int
    no_term: int
    expiring: int
    expired: int
    check_due: int


REGISTER = ListQuery(
    row_type=AgreementRow,
    parts=compiled.REGISTER,
    order=(Order("signed_on"),),
    kind=AGREEMENT.search_kind,
)


def register(
    reader: Reader,
    today: date,
    first: date | None = None,
    last: date | None = None,
    fields: Sequence[str] = (),
) -> list[AgreementRow]:
    """Return the register, or the agreements signed in a period, in order of signing.

    `fields` are those that the rows hold besides the columns of their class.
    """
    return list_query.all_rows(reader, signed_query(today, first, last).with_fields(fields))


def signed_query(
    today: date, first: date | None = None, last: date | None = None
) -> ListQuery[AgreementRow]:
    """Return the list query for all agreements, or for those signed in a period, as of a day."""
    part = REGISTER.where(today=today)
    if first:
        part = part.where("from_first", first=first)
    return part.where("to_last", last=last) if last else part


def attention(reader: Reader, today: date) -> list[AgreementRow]:
    """Return the agreements with a check-up or an expiry due, the longest due first."""
    horizon = add_days(today, rules.EXPIRING_DAYS)
    watched = reader.rows(AgreementRow, compiled.WATCHED, today=today, horizon=horizon)
    due = sorted((each.due, each.id, each) for each in watched if each.due)
    return [each for _day, _id, each in due]


def counts(reader: Reader, today: date) -> AgreementCounts:
    """Return the counts of the register."""
    return reader.rows(AgreementCounts, compiled.COUNTS, today=today)[0]


def agreement(reader: Reader, record_id: int) -> Stored[AgreementDraft] | None:
    """Return an agreement with its parties and tasks."""
    with reader.snapshot():
        stored = reader.stored_one(AgreementDraft, compiled.AGREEMENT, id=record_id)
        if stored is None:
            return None
        key = RecordKey("agreement", record_id)
        parties = attached.participants(reader, key, "party")
        tasks = attached.tasks(reader, key)
    draft = stored.draft._replace(
        parties=tuple(
            PartyDraft(party.organization, party.level, party.name)
            for party in (each.draft for each in parties)
        ),
        tasks=tuple(each.draft for each in tasks),
    )
    return replace(stored, draft=draft)


def last_signatory(reader: Reader) -> str:
    """Return who signed the last agreement for the office, "" before the first."""
    return reader.value(compiled.LAST_SIGNATORY) or ""
