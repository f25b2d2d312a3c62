"""What can be asked of the register of agreements."""

from datetime import date
from typing import NamedTuple

from secretariat_tui.areas.agreements import rules
from secretariat_tui.areas.agreements.rules import AgreementDraft, PartyDraft, Standing
from secretariat_tui.areas.tasks.rules import TaskDraft
from secretariat_tui.database.reader import Reader, Stored, columns
from secretariat_tui.values import add_days


class Entry(NamedTuple):
    """A line of the register, as of a day."""

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
    today: date

    @property
    def standing(self) -> Standing:
        """Where it stands."""
        return rules.standing(self.state, self.expires_on, self.today)

    @property
    def next_check(self) -> date | None:
        """The day of the next check-up."""
        return rules.next_check(self.state, self.signed_on, self.checked_on, self.check_months)

    @property
    def check_due(self) -> bool:
        """Whether a check-up is due within the notice."""
        day = self.next_check
        return day is not None and (day - self.today).days <= rules.CHECK_NOTICE_DAYS

    @property
    def due(self) -> date | None:
        """The day it needs attention by: its check-up's, else its expiry's; None where neither is near."""
        if self.check_due:
            return self.next_check
        near = self.standing in {Standing.EXPIRING, Standing.EXPIRED}
        return self.expires_on if near else None

    @property
    def no_term(self) -> bool:
        """Whether it is in force without a recorded term."""
        return self.standing is Standing.IN_FORCE and self.expires_on is None


class Counts(NamedTuple):
    """The register in numbers."""

    agreements: int
    in_force: int
    no_term: int


_ENTRIES = """
    SELECT a.id, a.rev,
        coalesce((SELECT group_concat(name, ', ') FROM
            (SELECT name FROM party WHERE agreement_id = a.id ORDER BY pos)), ''),
        coalesce((SELECT group_concat(level) FROM
            (SELECT DISTINCT level FROM party WHERE agreement_id = a.id ORDER BY pos)), ''),
        a.name, a.kind, a.state, a.signed_on, a.expires_on, a.checked_on, a.check_months,
        (SELECT count(*) FROM task WHERE parent = 'agreement' AND parent_id = a.id),
        (SELECT count(*) FROM task WHERE parent = 'agreement' AND parent_id = a.id
            AND state = 'done'),
        :today
    FROM agreement AS a"""
_REGISTER = f"""{_ENTRIES}
    WHERE (:first IS NULL OR a.signed_on >= :first) AND (:last IS NULL OR a.signed_on <= :last)
    ORDER BY a.signed_on IS NULL, a.signed_on, a.id"""
_WATCHED = f"""{_ENTRIES}
    WHERE a.state = 'signed' AND (a.check_months IS NOT NULL OR a.expires_on <= :horizon)"""
_COUNTS = """
    SELECT count(*), coalesce(sum(state = 'signed' AND coalesce(expires_on >= :today, 1)), 0),
        coalesce(sum(state = 'signed' AND expires_on IS NULL), 0)
    FROM agreement"""
_COLUMNS = columns(AgreementDraft, "parties", "tasks")


def register(
    read: Reader, today: date, first: date | None = None, last: date | None = None
) -> list[Entry]:
    """Return the register, or the agreements signed in a period, in order of signing."""
    return read.rows(Entry, _REGISTER, today=today, first=first, last=last)


def attention(read: Reader, today: date) -> list[Entry]:
    """Return the agreements that need a check-up or a word on their expiry, the longest due first."""
    horizon = add_days(today, rules.EXPIRING_DAYS)
    watched = read.rows(Entry, _WATCHED, today=today, horizon=horizon)
    due = sorted((each.due, each.id, each) for each in watched if each.due)
    return [each for _day, _id, each in due]


def counts(read: Reader, today: date) -> Counts:
    """Count the register."""
    return read.rows(Counts, _COUNTS, today=today)[0]


def agreement(read: Reader, number: int) -> Stored[AgreementDraft] | None:
    """Return one agreement with its parties and tasks."""
    with read.moment():
        rev = read.value("SELECT rev FROM agreement WHERE id = :id", id=number)
        head = read.first(
            AgreementDraft, f"SELECT {_COLUMNS} FROM agreement WHERE id = :id", id=number
        )
        if head is None:
            return None
        parties = read.rows(
            PartyDraft,
            "SELECT name, level, signatory FROM party WHERE agreement_id = :id ORDER BY pos",
            id=number,
        )
        tasks = read.rows(
            TaskDraft,
            "SELECT text, state, owner, due_on FROM task"
            " WHERE parent = 'agreement' AND parent_id = :id ORDER BY pos",
            id=number,
        )
    return Stored(number, rev, head._replace(parties=tuple(parties), tasks=tuple(tasks)))
