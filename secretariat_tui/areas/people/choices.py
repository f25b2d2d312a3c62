"""Choosing a contact, and a participant made from it."""

from collections.abc import Iterable
from typing import Protocol

from secretariat_tui.areas.attached.model import ROLES, ParticipantDraft
from secretariat_tui.areas.people.model import KINDS, KnownContact
from secretariat_tui.core import pii
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import search_key
from secretariat_tui.tui.dialogs.picker import Option, Picker, option
from secretariat_tui.tui.paint.text import fit_width

_NAME_WIDTH = 16  # cells


class Named(Protocol):
    """A contact: its name, and whether that is a person's."""

    @property
    def kind(self) -> str: ...
    @property
    def name(self) -> str: ...


class ContactFields(Named, Protocol):
    """What a participant takes over from a contact."""

    @property
    def organization(self) -> str: ...
    @property
    def position(self) -> str: ...
    @property
    def level(self) -> str: ...
    @property
    def contact(self) -> str: ...


def contact_picker(title: str, contacts: Iterable[KnownContact], *, masked: bool = False) -> Picker:
    """Return the dialog that chooses one of some contacts by a part of its name, organization or other names."""
    return Picker(
        title, contact_options(contacts, masked=masked), placeholder=_("이름, 기관, 초성으로 찾기")
    )


def contact_options(contacts: Iterable[KnownContact], *, masked: bool = False) -> list[Option]:
    """Return contacts as options: name, organization and position, kind; other names find them too."""
    return [
        option(
            (fit_width(shown_name(each, masked=masked), _NAME_WIDTH), ""),
            f" {' '.join(filter(None, (each.organization, each.position)))}",
            (f"  {_(KINDS[each.kind])}", "dim"),
            value=each,
            keywords=" ".join((each.name, *each.names)),
        )
        for each in contacts
    ]


def shown_name(contact: Named, *, masked: bool) -> str:
    """Return the name of a contact, masked if it is a person's and the screen is masked."""
    return pii.mask_names(contact.name) if masked and contact.kind == "person" else contact.name


def participant(contact: ContactFields, role: str) -> ParticipantDraft:
    """Return a contact as a participant with a role, as it is registered now. A party has a level."""
    level = contact.level or ("other" if role == "party" else "")
    if contact.kind == "organization":
        return ParticipantDraft(role, "", contact.name, "", level, contact.contact)
    return ParticipantDraft(
        role, contact.name, contact.organization, contact.position, level, contact.contact
    )


def role_picker() -> Picker:
    """Return the dialog that chooses the role of a participant."""
    return Picker(_("역할"), [option(_(name), value=key) for key, name in ROLES.items()])


def matching(contacts: Iterable[KnownContact], name: str, organization: str) -> list[KnownContact]:
    """Return the contacts that a typed name, organization or both may mean; those without both never match.

    A participant with exactly the name and organization of a contact is that contact; of several that match none is
    chosen, so that the user has to.
    """
    wanted, place = search_key(name), search_key(organization)
    if not wanted:
        return [
            each
            for each in contacts
            if each.kind == "organization" and place and place in map(search_key, each.names)
        ]
    return [
        each
        for each in contacts
        if each.kind == "person"
        and wanted in map(search_key, each.names)
        and (not place or place == search_key(each.organization))
    ]
