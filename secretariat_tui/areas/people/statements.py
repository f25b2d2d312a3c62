"""The statements of people and organizations. `python -m tests.statements` compiles them into compiled.py."""

from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    SQLColumnExpression,
    Text,
    and_,
    case,
    exists,
    func,
    literal,
    or_,
    select,
)
from sqlalchemy.orm import aliased
from sqlmodel import col

from secretariat_tui.areas.attached.records import Participant
from secretariat_tui.areas.people import model
from secretariat_tui.areas.people.model import AliasDraft, ContactDraft
from secretariat_tui.areas.people.records import Contact, ContactAlias
from secretariat_tui.database.audit.retention_statement import expired
from secretariat_tui.database.engine.dialect import JoinedTexts, LineBreak, Parameter
from secretariat_tui.database.engine.record_columns import draft_columns, stored_columns
from secretariat_tui.database.search.list_statement import ListStatement

_ID = Parameter("id", BigInteger())
_NAME = Parameter("name", Text())
_ORGANIZATION = Parameter("organization", Text())


def _count(kind: str, *where: ColumnElement[bool]) -> ColumnElement[int]:
    """Return the number of participants by the name of a contact of a kind; `where` joins an alias."""
    named = ContactAlias if where else Contact
    condition = [col(Participant.organization) == col(named.name)]
    if kind == "person":
        condition = [
            col(Participant.organization) == col(named.organization),
            col(Participant.name) == col(named.name),
        ]
    return select(func.count()).where(*where, *condition).correlate(Contact).scalar_subquery()


_is_alias = col(ContactAlias.contact_id) == Contact.id
_dealings: ColumnElement[int] = case(
    (col(Contact.kind) == "person", _count("person") + _count("person", _is_alias)),
    else_=_count("organization") + _count("organization", _is_alias),
)
_alias = (
    select(
        (
            col(ContactAlias.name)
            + case(
                (col(ContactAlias.organization) == "", ""),
                else_=" | " + col(ContactAlias.organization),
            )
        ).label("text")
    )
    .where(_is_alias)
    .order_by(col(ContactAlias.pos))
    .correlate(Contact)
    .subquery("alias")
)
_aliases: ColumnElement[str] = func.coalesce(
    select(JoinedTexts(_alias.c.text, " / ")).scalar_subquery(), ""
)
CONTACTS = ListStatement(
    record=Contact,
    model=model.CONTACT,
    columns=(
        col(Contact.id),
        col(Contact.rev),
        col(Contact.kind),
        col(Contact.name),
        col(Contact.organization),
        col(Contact.position),
        col(Contact.level),
        col(Contact.contact),
        _dealings.label("dealings"),
    ),
    source=Contact.metadata.tables["contact"],
    keys={
        "name": col(Contact.name),
        "kind": col(Contact.kind),
        "organization": col(Contact.organization),
        "position": col(Contact.position),
        "level": col(Contact.level),
        "contact": col(Contact.contact),
        "dealings": _dealings,
    },
    rows={"aliases": _aliases},
)
CONTACT = select(*stored_columns(Contact, ContactDraft)).where(col(Contact.id) == _ID)
ALIASES = (
    select(*draft_columns(ContactAlias, AliasDraft))
    .where(col(ContactAlias.contact_id) == _ID)
    .order_by(col(ContactAlias.pos), col(ContactAlias.id))
)
_alias_name = (
    select(col(ContactAlias.name).label("name"))
    .where(_is_alias)
    .order_by(col(ContactAlias.pos))
    .correlate(Contact)
    .subquery("alias_name")
)
KNOWN = select(
    col(Contact.id),
    col(Contact.kind),
    col(Contact.name),
    col(Contact.organization),
    col(Contact.position),
    col(Contact.level),
    col(Contact.contact),
    func.coalesce(select(JoinedTexts(_alias_name.c.name, LineBreak())).scalar_subquery(), "").label(
        "aliases"
    ),
).order_by(col(Contact.name), col(Contact.id))
_of_alias = select(col(ContactAlias.contact_id)).where(
    col(ContactAlias.name) == _NAME, col(ContactAlias.organization) == _ORGANIZATION
)
IDENTIFIED = select(col(Contact.id)).where(
    col(Contact.kind) == Parameter("kind", Text()),
    or_(
        and_(col(Contact.name) == _NAME, col(Contact.organization) == _ORGANIZATION),
        col(Contact.id).in_(_of_alias),
    ),
)
_person = aliased(Contact)
_people = (
    select(col(_person.id))
    .where(col(_person.organization) == Contact.name, col(Contact.kind) == "organization")
    .correlate(Contact)
    .exists()
)
EXPIRED = expired(Contact, model.CONTACT, col(Contact.confirmed_on), _dealings == 0, ~_people)


def _is_registered(
    kind: str, name: SQLColumnExpression[str], organization: SQLColumnExpression[str]
) -> ColumnElement[bool]:
    """Return whether a contact of a kind has a name and organization, or an alias with them."""
    by_name = exists().where(
        col(Contact.kind) == kind,
        col(Contact.name) == name,
        col(Contact.organization) == organization,
    )
    by_alias = exists().where(
        col(ContactAlias.contact_id) == Contact.id,
        col(Contact.kind) == kind,
        col(ContactAlias.name) == name,
        col(ContactAlias.organization) == organization,
    )
    return or_(by_name, by_alias)


def _named(kind: str) -> tuple[SQLColumnExpression[str], SQLColumnExpression[str]]:
    """Return the name and the organization that a participant gives a contact of a kind."""
    if kind == "person":
        return col(Participant.name), col(Participant.organization)
    return col(Participant.organization), literal("")


def _unregistered(kind: str) -> Select[Any]:
    """Return the names of participants that no contact of a kind has, the last one written last."""
    person = kind == "person"
    name, organization = _named(kind)
    columns: list[SQLColumnExpression[Any]] = [
        name.label("name"),
        literal(kind).label("kind"),
        organization.label("organization"),
        (col(Participant.position) if person else literal("")).label("position"),
        col(Participant.level),
        (col(Participant.contact) if person else literal("")).label("contact"),
    ]
    unknown = ~_is_registered(kind, name, organization)
    return select(*columns).where(name != "", unknown).order_by(col(Participant.id))


def _unregistered_count(kind: str) -> ColumnElement[int]:
    """Return how many different names of participants no contact of a kind has."""
    name, organization = _named(kind)
    columns: list[SQLColumnExpression[Any]] = [
        name.label("name"),
        organization.label("organization"),
    ]
    named = select(*columns).where(name != "").distinct().subquery(f"named_{kind}")
    unknown = ~_is_registered(kind, named.c.name, named.c.organization)
    return select(func.count()).select_from(named).where(unknown).scalar_subquery()


UNREGISTERED_PEOPLE = _unregistered("person")
UNREGISTERED_ORGANIZATIONS = _unregistered("organization")
COUNTS = select(
    func.count().label("contacts"),
    func.coalesce(func.sum(case((col(Contact.kind) == "organization", 1), else_=0)), 0).label(
        "organizations"
    ),
    (_unregistered_count("person") + _unregistered_count("organization")).label("unregistered"),
).select_from(Contact)
