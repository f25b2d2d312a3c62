"""Queries of the register of agreements."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from secretariat_tui.areas.agreements import rules
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.rules import AgreementStanding
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.database.engine.reader import Reader, Stored, columns
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import ListParts, ListQuery, Order


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


_PARTY = "FROM participant WHERE parent = 'agreement' AND parent_id = a.id AND role = 'party'"
_PARTIES = f"""coalesce((SELECT group_concat(organization, ', ') FROM
            (SELECT organization {_PARTY} ORDER BY pos)), '')"""
_LEVELS = f"""coalesce((SELECT group_concat(level) FROM
            (SELECT DISTINCT level {_PARTY} ORDER BY pos)), '')"""
_TASKS = "(SELECT count(*) FROM task WHERE parent = 'agreement' AND parent_id = a.id{})"
_DONE = " AND state = 'done'"
_TASK_DUE, _TASK_OWNER = (
    attached.next_task_sql(column, "agreement", "a.id") for column in ("due_on", "owner")
)
_FIELDS = f"""
    a.id, a.rev, {_PARTIES} AS parties, {_LEVELS} AS levels,
        a.name, a.kind, a.state, a.signed_on, a.expires_on, a.checked_on, a.check_months,
        {_TASKS.format("")} AS tasks, {_TASKS.format(_DONE)} AS done,
        {_TASK_DUE} AS task_due, coalesce({_TASK_OWNER}, '') AS task_owner, :today AS today"""
_AGREEMENTS = f"SELECT {_FIELDS} FROM agreement AS a"
# rules.agreement_standing in SQL
_STANDING = f"""
    CASE WHEN a.state <> 'signed' THEN a.state WHEN a.expires_on < :today THEN 'expired'
        WHEN a.expires_on <= coalesce(date(:today, '+{rules.EXPIRING_DAYS} days'), '{date.max}')
            THEN 'expiring'
        ELSE 'in_force' END"""
# rules.next_check in SQL: '+6 months' alone would turn 8.31. into 3.3.
_FROM_DAY = "coalesce(a.checked_on, a.signed_on)"
_NEXT_CHECK = f"""
    CASE WHEN a.state = 'signed' AND a.check_months + julianday({_FROM_DAY}) IS NOT NULL THEN coalesce(
        min(date({_FROM_DAY}, '+' || a.check_months || ' months'),
            date({_FROM_DAY}, 'start of month', '+' || (a.check_months + 1) || ' months', '-1 day')),
        '{date.max}') END"""
_DUE = f"""
    CASE WHEN julianday({_NEXT_CHECK}) - julianday(:today) <= {rules.CHECK_NOTICE_DAYS} THEN {_NEXT_CHECK}
        WHEN {_STANDING} IN ('expiring', 'expired') THEN a.expires_on END"""
REGISTER = ListQuery(
    row_type=AgreementRow,
    parts=ListParts(
        select=_FIELDS,
        source="agreement AS a",
        id="a.id",
        keys={
            "parties": _PARTIES,
            "name": "a.name",
            "levels": _LEVELS,
            "signed_on": "a.signed_on",
            "expires_on": "a.expires_on",
            "standing": _STANDING,
            "tasks": f"{_TASKS.format('')} * 10000 + {_TASKS.format(_DONE)}",  # by tasks, then by done ones
            "task_due": _TASK_DUE,
            "next": _DUE,
        },
        fields={
            **{f"{key}": f"a.{key}" for key in columns(AgreementDraft).split(", ")},
            "task_texts": attached.task_lines_sql("agreement", "a.id"),
        },
        text_keys=("parties", "name", "levels", "standing"),
        months={
            key: f"substr({day}, 1, 7)"
            for key, day in {
                "signed_on": "a.signed_on",
                "expires_on": "a.expires_on",
                "task_due": _TASK_DUE,
                "next": _DUE,
            }.items()
        },
        conditions={"from_first": "a.signed_on >= :first", "to_last": "a.signed_on <= :last"},
    ),
    order=(Order("signed_on"),),
    kind=6,
    invalidated_by=(
        "SELECT row FROM change WHERE tx > :tx AND tbl = 'agreement'",
        """SELECT json_extract(coalesce(new, old), '$.parent_id') FROM change
            WHERE tx > :tx AND tbl = 'participant'
                AND json_extract(coalesce(new, old), '$.parent') = 'agreement'""",
    ),
)
SEARCH_TEXT = """
    SELECT id, place || char(10) || ours || char(10) || dept || char(10) || ended_reason
        || char(10) || document || char(10) || note
    FROM agreement WHERE id IN (SELECT value FROM json_each(:ids))"""
_WATCHED = f"""{_AGREEMENTS}
    WHERE a.state = 'signed' AND (a.check_months IS NOT NULL OR a.expires_on <= :horizon)"""
_COUNTS = f"""
    SELECT count(*) AS agreements,
        coalesce(sum(standing IN ('in_force', 'expiring')), 0) AS in_force,
        coalesce(sum(standing = 'in_force' AND expires_on IS NULL), 0) AS no_term,
        coalesce(sum(standing = 'expiring'), 0) AS expiring,
        coalesce(sum(standing = 'expired'), 0) AS expired,
        coalesce(sum(check_due), 0) AS check_due
    FROM (SELECT a.expires_on, {_STANDING} AS standing,
            julianday({_NEXT_CHECK}) - julianday(:today) <= {rules.CHECK_NOTICE_DAYS} AS check_due
        FROM agreement AS a)"""
_COLUMNS = columns(AgreementDraft)


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
    watched = reader.rows(AgreementRow, _WATCHED, today=today, horizon=horizon)
    due = sorted((each.due, each.id, each) for each in watched if each.due)
    return [each for _day, _id, each in due]


def counts(reader: Reader, today: date) -> AgreementCounts:
    """Return the counts of the register."""
    return reader.rows(AgreementCounts, _COUNTS, today=today)[0]


def agreement(reader: Reader, record_id: int) -> Stored[AgreementDraft] | None:
    """Return an agreement with its parties and tasks."""
    with reader.snapshot():
        rev = reader.value("SELECT rev FROM agreement WHERE id = :id", id=record_id)
        head = reader.first(
            AgreementDraft, f"SELECT {_COLUMNS} FROM agreement WHERE id = :id", id=record_id
        )
        if head is None:
            return None
        key = RecordKey("agreement", record_id)
        parties = attached.participants(reader, key, "party")
        tasks = attached.tasks(reader, key)
    draft = head._replace(
        parties=tuple(
            PartyDraft(party.organization, party.level, party.name)
            for party in (each.draft for each in parties)
        ),
        tasks=tuple(each.draft for each in tasks),
    )
    return Stored(record_id, rev, draft)
