"""Queries of people and organizations, and of their dealings."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from secretariat_tui.areas.attached.queries import record_internal, record_name
from secretariat_tui.areas.people import compiled, rules
from secretariat_tui.areas.people.model import CONTACT, AliasDraft, ContactDraft, KnownContact
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search.list_query import ListQuery, Order
from secretariat_tui.tables.search_kinds import SearchKind


class ContactRow(NamedTuple):
    """A person or an organization in the register, with the number of its dealings."""

    id: int
    rev: int
    kind: str
    name: str
    organization: str
    position: str
    level: str
    contact: str
    dealings: int
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def people(self) -> tuple[str, ...]:
        """The name if it is one of a person."""
        return (self.name,) if self.kind == "person" else ()


class ContactCounts(NamedTuple):
    """Counts of the register, and of the names of participants that it lacks."""

    contacts: int
    organizations: int
    unregistered: int


class Dealing(NamedTuple):
    """A record in which a person or an organization takes part: the participant, and the record.

    The name of a secret record is ""; `internal` is whether it must stay inside the office, as secret ones must.
    `day` is the date of the record if it has one.
    """

    id: int
    kind: str
    record_id: int
    record: str
    secret: bool
    internal: bool
    role: str
    name: str
    organization: str
    position: str
    kind_title: str = ""
    day: date | None = None


CONTACTS = ListQuery(
    row_type=ContactRow,
    parts=compiled.CONTACTS,
    order=(Order("name"),),
    kind=CONTACT.search_kind,
    not_null=frozenset({"name"}),
)


def counts(reader: Reader) -> ContactCounts:
    """Return the counts of the register."""
    return reader.rows(ContactCounts, compiled.COUNTS)[0]


def contact(reader: Reader, record_id: int) -> Stored[ContactDraft] | None:
    """Return a contact with its other names."""
    with reader.snapshot():
        stored = reader.stored_one(ContactDraft, compiled.CONTACT, id=record_id)
        aliases = reader.rows(AliasDraft, compiled.ALIASES, id=record_id)
    return stored._replace(draft=stored.draft._replace(aliases=tuple(aliases))) if stored else None


def identified(reader: Reader, kind: str, identity: AliasDraft) -> list[int]:
    """Return the ids of the contacts of a kind that have a name and organization, also as an alias."""
    found = reader.tuples(compiled.IDENTIFIED, kind=kind, **identity._asdict())
    return sorted({number for (number,) in found})


def known_contacts(reader: Reader) -> list[KnownContact]:
    """Return all contacts by name, with what identifies them, for suggestions and for finding duplicates."""
    return reader.rows(KnownContact, compiled.KNOWN)


def unregistered(reader: Reader) -> list[ContactDraft]:
    """Return a contact for each name and organization of participants that the register lacks.

    Position, level and number are those of the last participant that has one; the caller sets the day of
    confirmation.
    """
    with reader.snapshot():
        rows = [
            ContactDraft(*row)
            for sql in (compiled.UNREGISTERED_ORGANIZATIONS, compiled.UNREGISTERED_PEOPLE)
            for row in reader.tuples(sql)
        ]
    known: dict[tuple[str, AliasDraft], ContactDraft] = {}
    for row in rows:
        key = row.kind, rules.own_identity(row)
        before = known.get(key, row)
        known[key] = row._replace(
            position=row.position or before.position,
            level=row.level or before.level,
            contact=row.contact or before.contact,
        )
    return list(known.values())


def dealings(
    reader: Reader,
    tables: Mapping[str, TableMeta],
    kinds: Iterable[SearchKind[Any]],
    record_id: int,
) -> list[Dealing]:
    """Return the records in which a contact takes part, the latest first; those without a date come last.

    An organization takes part in the records of its people too. `tables` are those of all areas, `kinds` give the
    dates of their records.
    """
    with reader.snapshot():
        stored = contact(reader, record_id)
        if stored is None:
            return []
        rows = participations(reader, tables, stored.draft)
        days = _days(reader, kinds, rows)
    rows = [
        row._replace(kind_title=tables[row.kind].title, day=days.get((row.kind, row.record_id)))
        for row in rows
    ]
    return sorted(rows, key=lambda row: (row.day or date.min, row.id), reverse=True)


def participations(
    reader: Reader, tables: Mapping[str, TableMeta], draft: ContactDraft
) -> list[Dealing]:
    """Return the records in which a contact takes part, without their dates and the titles of their kinds."""
    name, secret = record_name("part.parent", "part.parent_id", tables)
    internal = record_internal("part.parent", "part.parent_id", tables)
    match = "part.organization = :name"
    if draft.kind == "person":
        match = "part.name = :name AND part.organization = :organization"
    sql = f"""
        SELECT part.id, part.parent AS kind, part.parent_id AS record_id,
            CASE WHEN {secret} THEN '' ELSE coalesce({name}, '') END AS record, {secret} AS secret,
            {internal} AS internal, part.role, part.name, part.organization, part.position,
            '' AS kind_title, NULL AS day
        FROM participant AS part WHERE {match}"""
    identities = (each._asdict() for each in rules.identities(draft))
    return [row for each in identities for row in reader.rows(Dealing, sql, **each)]


def _days(
    reader: Reader, kinds: Iterable[SearchKind[Any]], rows: Sequence[Dealing]
) -> dict[tuple[str, int], date | None]:
    """Return the dates of the records of dealings, by table and id."""
    days: dict[tuple[str, int], date | None] = {}
    for kind in kinds:
        table = kind.record_texts.record.table
        ids = sorted({row.record_id for row in rows if row.kind == table})
        if ids:
            days |= {(table, row.id): kind.day(row) for row in kind.rows(reader, ids)}
    return days
