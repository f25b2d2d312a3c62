"""What an office had to do before with the people and organizations that take part in an event."""

from collections.abc import Iterable, Iterator
from datetime import date

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import ParticipantDraft, RecordKey
from secretariat_tui.areas.people import queries as people
from secretariat_tui.areas.people.model import ContactDraft
from secretariat_tui.areas.people.queries import Dealing
from secretariat_tui.areas.people.rules import own_identity
from secretariat_tui.areas.schedule import queries
from secretariat_tui.areas.schedule.days import INACTIVE
from secretariat_tui.areas.schedule.model import EVENT
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.table import Column, Period, Table

_MAX_DEALINGS = 10  # of an event


class PastDealing(NamedTuple):
    """An earlier record with some of the participants of an event, whose names are in `participants`."""

    day: date
    kind: str
    title: str
    participants: str


PAST_DEALINGS: Table[PastDealing] = Table(
    "past_dealings",
    N_("지난 만남"),
    (
        Column("day", N_("날짜"), lambda row: row.day),
        Column("kind", N_("종류"), lambda row: _(row.kind)),
        Column("title", N_("제목"), lambda row: row.title),
        Column("participants", N_("관계자"), lambda row: row.participants, personal=True),
    ),
)


def past_dealings(reader: Reader, event: EventRow, period: Period) -> list[PastDealing]:
    """Return the records of earlier days with participants of an event, the latest first; no secret ones."""
    if event.visibility == "secret":
        return []
    names: dict[tuple[str, int], list[str]] = {}
    rows: dict[tuple[str, int], Dealing] = {}
    for each in attached.participants(reader, RecordKey(EVENT.table, event.id)):
        for dealing in _dealings(reader, period, each.draft):
            record = dealing.kind, dealing.record_id
            rows[record] = dealing
            names.setdefault(record, []).append(each.draft.name or each.draft.organization)
    rows.pop((EVENT.table, event.id), None)
    days = {record: _day(reader, period.tables[record[0]], record[1]) for record in rows}
    past = [
        PastDealing(day, dealing.kind, dealing.record, ", ".join(dict.fromkeys(names[record])))
        for record, dealing in rows.items()
        if not dealing.secret and (day := days[record]) and day < event.starts_on
    ]
    past = [each._replace(kind=period.tables[each.kind].title) for each in past]
    return sorted(past, key=lambda each: each.day, reverse=True)[:_MAX_DEALINGS]


def _dealings(reader: Reader, period: Period, participant: ParticipantDraft) -> Iterator[Dealing]:
    """Yield the records with a participant, also under the other names that the register has of it."""
    for contact in _contacts(reader, participant):
        yield from people.participations(reader, period.tables, contact)


def _contacts(reader: Reader, participant: ParticipantDraft) -> Iterable[ContactDraft]:
    kind = "person" if participant.name else "organization"
    contact = ContactDraft(
        participant.name or participant.organization,
        kind,
        participant.organization if participant.name else "",
    )
    ids = people.identified(reader, kind, own_identity(contact))
    registered = [people.contact(reader, each) for each in ids]
    return [each.draft for each in registered if each] or [contact]


def _day(reader: Reader, table: TableMeta, record_id: int) -> date | None:
    """Return the day of a record, None if it has none or is an event that does not take place."""
    if table.table == EVENT.table:
        stored = queries.event(reader, record_id)
        return stored.draft.starts_on if stored and stored.draft.status not in INACTIVE else None
    for column in table.record.dates[:1]:
        day = reader.value(f"SELECT {column} FROM {table.table} WHERE id = :id", id=record_id)
        if day is not None:
            return date.fromisoformat(day)
    return None
