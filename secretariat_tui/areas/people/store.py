"""Writes to the register of people and organizations, each in one transaction.

The labels in the audit log have no names, so that they need no masking.
"""

from collections.abc import Iterable
from datetime import date

from sqlalchemy import and_, or_, update
from sqlmodel import Session, col, select

from secretariat_tui.areas.attached.model import LinkDraft, RecordKey
from secretariat_tui.areas.attached.records import AttachedFile, Link, Note, Participant, Task
from secretariat_tui.areas.attached.store import add_link
from secretariat_tui.areas.people import file_rules, model, queries, rules
from secretariat_tui.areas.people.model import AliasDraft, ContactDraft
from secretariat_tui.areas.people.records import Contact, ContactAlias
from secretariat_tui.core.errors import UserError, require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.engine.reader import Stored
from secretariat_tui.database.engine.tables import deleted_error
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.plain_store import Parts, PlainStore
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.target import ChildRows, ImportTarget

_PLAIN = PlainStore[ContactDraft](
    Contact,
    rules.contact_errors,
    (N_("사람·기관 추가"), N_("사람·기관 고침"), N_("사람·기관 지움")),
    "name",
    (Parts("aliases", ContactAlias, "contact_id"),),
)
_HUNG = (Task, Note, AttachedFile, Participant)


def add(file: OfficeFile, draft: ContactDraft) -> int:
    """Add a contact; return its id. Raise ValidationError if it is invalid, or its name belongs to another one."""
    draft = rules.with_aliases(draft)
    require_valid(rules.contact_errors(draft))
    with file.edit(_("사람·기관 추가")):
        require_valid(file_rules.name_errors(file.reader, draft))
        return _PLAIN.add(file, draft)


def register_participants(file: OfficeFile, today: date) -> int:
    """Add the participants of records that the register lacks, in one edit; return their number."""
    with file.edit(_("기록에 적힌 사람·기관 등록")):
        drafts = queries.unregistered(file.reader)
        for draft in drafts:
            _PLAIN.add(file, draft._replace(confirmed_on=today))
        return len(drafts)


def change(file: OfficeFile, record_id: int, rev: int, draft: ContactDraft) -> None:
    """Change a contact. Raise ValidationError, or EditConflictError if it changed since `rev`.

    If records mention it by its former name or organization, that becomes an alias, so that they stay its dealings.
    The people of an organization follow its new name.
    """
    require_valid(rules.contact_errors(draft))
    with file.edit(_("사람·기관 고침")) as session:
        before = _stored(file, record_id).draft
        former = rules.own_identity(before)
        if before.kind == draft.kind and _is_mentioned(session, before.kind, former):
            draft = rules.with_aliases(draft, [former])
        draft = rules.with_aliases(draft)
        require_valid(file_rules.name_errors(file.reader, draft, {record_id}))
        _PLAIN.change(file, record_id, rev, draft)
        if (before.kind, draft.kind) == ("organization", "organization"):
            _move_people(file, session, before.name, draft.name)


def merge(file: OfficeFile, kept_id: int, merged: Iterable[tuple[int, int]]) -> None:
    """Merge contacts, each with the revision that was read, into another one, in one edit.

    Their names become aliases of it, so that their dealings become its own; what hangs on them moves to it. Raise
    UserError if they are not of one kind, EditConflictError if one has changed.
    """
    with file.edit(_("사람·기관 합침")) as session:
        for record_id, rev in merged:
            _merge(file, session, kept_id, record_id, rev)


def _merge(file: OfficeFile, session: Session, kept_id: int, record_id: int, rev: int) -> None:
    kept, merged = _stored(file, kept_id), _stored(file, record_id)
    if message := rules.merge_error(kept.draft, merged.draft):
        raise UserError(message, rules.contact_name(merged.draft))
    draft = rules.merged_contact(kept.draft, merged.draft)
    _move_attached(file, session, RecordKey("contact", record_id), RecordKey("contact", kept_id))
    _PLAIN.delete(file, record_id, rev)
    session.flush()
    _PLAIN.change(file, kept_id, kept.rev, draft)
    if draft.kind == "organization":
        _move_people(file, session, merged.draft.name, draft.name)


def _stored(file: OfficeFile, record_id: int) -> Stored[ContactDraft]:
    stored = queries.contact(file.reader, record_id)
    if stored is None:
        raise deleted_error()
    return stored


def _is_mentioned(session: Session, kind: str, identity: AliasDraft) -> bool:
    """Whether a participant has the name and organization of a contact of a kind."""
    query = select(Participant.id)
    if kind == "person":
        query = query.where(
            Participant.name == identity.name, Participant.organization == identity.organization
        )
    else:
        query = query.where(Participant.organization == identity.name)
    return session.exec(query.limit(1)).first() is not None


def _move_people(file: OfficeFile, session: Session, former: str, name: str) -> None:
    """Move the people of an organization to its new name; those that are already there stay behind."""
    if former == name:
        return
    query = select(Contact).where(Contact.kind == "person", Contact.organization == former)
    for person in session.exec(query.order_by(col(Contact.id))).all():
        stored = _stored(file, person.id or 0)
        moved = stored.draft._replace(organization=name)
        owners = queries.identified(file.reader, "person", rules.own_identity(moved))
        if set(owners) <= {stored.id}:
            draft = rules.with_aliases(moved, [rules.own_identity(stored.draft)])
            _PLAIN.change(file, stored.id, stored.rev, draft)


def _move_attached(file: OfficeFile, session: Session, old: RecordKey, new: RecordKey) -> None:
    """Move what hangs on a record to another one; links that this one has already, or to itself, are left out."""
    for rows in _HUNG:
        session.execute(
            update(rows)
            .where(col(rows.parent) == old.kind, col(rows.parent_id) == old.id)
            .values(parent_id=new.id, rev=col(rows.rev) + 1)
            .execution_options(synchronize_session="fetch")
        )
    here = or_(
        and_(col(Link.parent) == old.kind, col(Link.parent_id) == old.id),
        and_(col(Link.target) == old.kind, col(Link.target_id) == old.id),
    )
    for link in session.exec(select(Link).where(here)).all():
        ends = [RecordKey(link.parent, link.parent_id), RecordKey(link.target, link.target_id)]
        first, second = sorted(new if end == old else end for end in ends)
        text = link.text
        session.delete(link)
        session.flush()
        same = select(Link.id).where(
            Link.parent == first.kind,
            Link.parent_id == first.id,
            Link.target == second.kind,
            Link.target_id == second.id,
        )
        if first != second and session.exec(same).first() is None:
            add_link(file, LinkDraft(first, second, text))


def delete(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete a contact. Raise EditConflictError if it changed since `rev`."""
    _PLAIN.delete(file, record_id, rev)


CONTACTS = RecordStore[ContactDraft](add, change, delete)
CONTACT_IMPORT = ImportTarget(
    model.CONTACT,
    ContactDraft,
    Contact,
    rules.contact_errors,
    keys=(("name", "organization", "kind"),),
    blank_in_keys=frozenset({"organization"}),
    complete=file_rules.with_free_names,
    children={"aliases": ChildRows(ContactAlias, "contact_id")},
    parse_rows={"aliases": lambda typed, today: parse_row(AliasDraft, typed, today)},
    names=frozenset({"aliases"}),
)
