"""Queries of the register of agreements."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from secretariat_tui.areas.agreements import compiled, rules
from secretariat_tui.areas.agreements.model import (
    AGREEMENT,
    AgreementDraft,
    ChangeDraft,
    CheckDraft,
    PartyDraft,
)
from secretariat_tui.areas.agreements.rules import AgreementStanding, Alert
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.core import marks
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.holidays import calendar_of
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListQuery, Order


class AgreementRow(NamedTuple):
    """A row of the register as of a day. `own_days` are the office's own days off, for `calendar_of`."""

    id: int
    rev: int
    party_lines: str
    levels: str
    name: str
    kind: str
    state: str
    signed_on: date | None
    effective_on: date | None
    expires_on: date | None
    notice_days: int | None
    checked_on: date | None
    check_months: int | None
    tasks: int
    done: int
    task_due: date | None
    task_owner: str
    secret: bool
    own_days: str | None
    today: date
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def parties(self) -> list[str]:
        """The names of the counterparties."""
        return self.party_lines.split("\n") if self.party_lines else []

    @property
    def standing(self) -> AgreementStanding:
        """The standing on that day."""
        starts_on = self.effective_on or self.signed_on
        return rules.agreement_standing(self.state, self.expires_on, self.today, starts_on)

    @property
    def notice_date(self) -> date | None:
        """The last day to decide on the renewal."""
        return rules.notice_date(self.expires_on, self.notice_days)

    @property
    def next_check(self) -> date | None:
        """The date of the next check-up."""
        return rules.next_check(
            self.state,
            self.signed_on,
            self.checked_on,
            self.check_months,
            calendar_of(self.own_days),
        )

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
    def alerts(self) -> list[Alert]:
        """The alerts of that day, the first day first."""
        return rules.alerts(
            self.state, self.expires_on, self.notice_days, self.next_check, self.today
        )

    @property
    def due(self) -> date | None:
        """The day of the first alert; None if there is none."""
        return next((alert.day for alert in self.alerts), None)

    @property
    def due_mark(self) -> Mark:
        """The mark of the first alert."""
        return next((rules.alert_mark(alert, self.today) for alert in self.alerts), marks.LATER)

    @property
    def no_term(self) -> bool:
        """Whether it is in force and its expiry is unknown."""
        return self.standing is AgreementStanding.IN_FORCE and self.expires_on is None


class AgreementCounts(NamedTuple):
    """Counts of the register; `in_force` includes `expiring`."""

    agreements: int
    in_force: int
    planned: int
    no_term: int
    expiring: int
    expired: int
    check_due: int
    alerts: int


REGISTER = ListQuery(
    row_type=AgreementRow,
    parts=compiled.REGISTER,
    order=(Order("signed_on"),),
    kind=AGREEMENT.search_kind,
)


def register(
    reader: Reader, today: date, first: date | None = None, last: date | None = None
) -> list[AgreementRow]:
    """Return the register, or the agreements signed in a period, in order of signing."""
    return list_query.all_rows(reader, signed_query(today, first, last))


def signed_query(
    today: date, first: date | None = None, last: date | None = None
) -> ListQuery[AgreementRow]:
    """Return the list query for all agreements, or for those signed in a period, as of a day."""
    part = REGISTER.where(today=today)
    if first:
        part = part.where("from_first", first=first)
    return part.where("to_last", last=last) if last else part


def attention(reader: Reader, today: date, most: int) -> list[AgreementRow]:
    """Return the agreements with an alert, at most `most`; those with the first days come first."""
    return reader.rows(AgreementRow, compiled.ATTENTION, today=today, most=most)


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
        changes = reader.rows(ChangeDraft, compiled.CHANGES, id=record_id)
        checks = reader.rows(CheckDraft, compiled.CHECKS, id=record_id)
    draft = stored.draft._replace(
        parties=tuple(
            PartyDraft(party.organization, party.level, party.name, party.contact)
            for party in (each.draft for each in parties)
        ),
        tasks=tuple(each.draft for each in tasks),
        changes=tuple(changes),
        checks=tuple(checks),
    )
    return stored._replace(draft=draft)


class KnownValues(NamedTuple):
    """Values of the agreements that are not secret, to choose from: the counterparties, and texts by field."""

    parties: Sequence[PartyDraft] = ()
    texts: Mapping[str, Sequence[str]] = NO_EXTRA


def known_values(reader: Reader) -> KnownValues:
    """Return the values to choose from, the last entered first; of each counterparty the last row."""
    parties: dict[str, PartyDraft] = {}
    for name, level, signatory, contact in reader.tuples(compiled.KNOWN_PARTIES):
        parties.setdefault(name, PartyDraft(name, level, signatory, contact))
    rows = reader.tuples(compiled.KNOWN_VALUES)
    keys = ("place", "ours", "dept", "owner")
    columns = zip(*rows, strict=True) if rows else ((),) * len(keys)
    texts = {
        key: tuple(dict.fromkeys(filter(None, column)))
        for key, column in zip(keys, columns, strict=True)
    }
    return KnownValues(tuple(parties.values()), texts)


class AgreementName(NamedTuple):
    """An agreement to refer to; the name of a secret one is 비공개."""

    id: int
    name: str
    signed_on: date | None


def names(reader: Reader) -> list[AgreementName]:
    """Return the agreements to refer to, the last one signed first."""
    return reader.rows(AgreementName, compiled.NAMES, secret_name=_("비공개"))


def successors(reader: Reader) -> list[tuple[int, int | None]]:
    """Return the id of each agreement with that of the agreement that replaced it."""
    return reader.tuples(compiled.SUCCESSORS)


def last_signatory(reader: Reader) -> str:
    """Return who signed the last agreement for the office, "" before the first."""
    return reader.value(compiled.LAST_SIGNATORY) or ""
