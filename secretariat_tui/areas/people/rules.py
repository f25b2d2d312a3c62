"""Rules of people and organizations: validation, duplicates, merging."""

from collections.abc import Iterable, Iterator

from secretariat_tui.areas.people.model import CONTACT, AliasDraft, ContactDraft, KnownContact
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import search_key

_MIN_DIGITS = 7  # of a telephone number
_SEPARATOR = " / "  # between the numbers and addresses of a contact


def contact_errors(draft: ContactDraft) -> list[tuple[str, str]]:
    """Return the errors of a contact: (field, message)."""
    errors = []
    if not draft.name:
        errors.append(("name", _("이름을 적어 주세요.")))
    if draft.kind == "organization" and draft.organization:
        message = _("기관에는 소속을 적지 않습니다. 상위 기관까지 이름에 적어 주세요.")
        errors.append(("organization", message))
    if draft.confirmed_on is None:
        errors.append(("confirmed_on", _("확인한 날을 적어 주세요.")))
    if not all(each.name for each in draft.aliases):
        errors.append(("aliases", _("다른 이름을 적어 주세요.")))
    return errors + bound_errors(draft, errors)


def own_identity(draft: ContactDraft) -> AliasDraft:
    """Return the name and organization of a contact."""
    return AliasDraft(draft.name, draft.organization)


def identities(draft: ContactDraft) -> tuple[AliasDraft, ...]:
    """Return the names that records may mention a contact by, each once; its own is the first.

    Those of an organization have no organization.
    """
    all_ = (own_identity(draft), *draft.aliases)
    if draft.kind == "organization":
        all_ = tuple(each._replace(organization="") for each in all_)
    return tuple(dict.fromkeys(all_))


def with_aliases(draft: ContactDraft, more: Iterable[AliasDraft] = ()) -> ContactDraft:
    """Return a contact with further aliases, each once and none equal to its own name."""
    draft = draft._replace(aliases=(*draft.aliases, *more))
    return draft._replace(aliases=identities(draft)[1:])


def contact_keys(contact: str) -> set[str]:
    """Return the forms of telephone numbers and addresses that are compared, without those too short for either."""
    return {_contact_key(each) for each in contact.split(_SEPARATOR)} - {""}


def _contact_key(contact: str) -> str:
    digits = "".join(each for each in contact if each.isdecimal())
    if "@" in contact:
        return search_key(contact)
    return digits if len(digits) >= _MIN_DIGITS else ""


class Duplicates:
    """Finds contacts that may be the same as one being entered: an equal number or address, or an equal name.

    Names are compared without blanks and letter case.
    """

    def __init__(self, known: Iterable[KnownContact]) -> None:
        self._known: dict[str, list[KnownContact]] = {}
        for each in known:
            for key in {*map(search_key, each.names), *contact_keys(each.contact)}:
                if key:
                    self._known.setdefault(key, []).append(each)

    def of(self, draft: ContactDraft, own_id: int = 0) -> list[KnownContact]:
        """Return the contacts of the same kind, except for `own_id`, that may be the same as a draft."""
        names = (each.name for each in identities(draft))
        keys = {*map(search_key, names), *contact_keys(draft.contact)} - {""}
        rows = {each.id: each for key in keys for each in self._known.get(key, ())}
        return [
            rows[each] for each in sorted(rows) if own_id != each and rows[each].kind == draft.kind
        ]

    def warnings(self, draft: ContactDraft, own_id: int = 0) -> list[str]:
        """Return a warning for each contact that may be the same as a draft."""
        message = _("비슷한 사람·기관이 있습니다: {name}")
        return [message.format(name=contact_name(each)) for each in self.of(draft, own_id)]


def contact_name(draft: ContactDraft | KnownContact) -> str:
    """Return a contact as text: 홍길동 (경상북도 과장)."""
    place = " ".join(filter(None, (draft.organization, draft.position)))
    return f"{draft.name} ({place})" if place else draft.name


def merge_error(kept: ContactDraft, merged: ContactDraft) -> str:
    """Return why a contact cannot be merged into another; "" if it can."""
    return "" if kept.kind == merged.kind else _("사람과 기관은 합칠 수 없습니다.")


def merged_contact(kept: ContactDraft, merged: ContactDraft) -> ContactDraft:
    """Return a contact that takes over the names and numbers of another, and what it lacks itself.

    A position or level that differs goes into the note.
    """
    days = [each.confirmed_on for each in (kept, merged) if each.confirmed_on]
    known = kept.note.split("\n")
    further = (*_differences(kept, merged), *merged.note.split("\n"))
    notes = (kept.note, *(each for each in further if each not in known))
    draft = kept._replace(
        position=kept.position or merged.position,
        level=kept.level or merged.level,
        contact=_merged_numbers(kept.contact, merged.contact),
        confirmed_on=max(days, default=None),
        note="\n".join(filter(None, notes)),
    )
    return with_aliases(draft, identities(merged))


def _merged_numbers(kept: str, merged: str) -> str:
    """Return the telephone numbers and addresses of two contacts, each once."""
    known, known_keys = kept.split(_SEPARATOR), contact_keys(kept)
    further = [
        each
        for each in merged.split(_SEPARATOR)
        if each not in known
        and not contact_keys(each) & known_keys
        and any(char.isdecimal() or char == "@" for char in each)
    ]
    return _SEPARATOR.join([kept, *further]) if kept else merged


def _differences(kept: ContactDraft, merged: ContactDraft) -> Iterator[str]:
    """Yield a line for each position or level of a contact that differs from the one kept."""
    for key in ("position", "level"):
        value = getattr(merged, key)
        if value and getattr(kept, key) not in {"", value}:
            field = CONTACT[key]
            yield f"{_(field.title)}: {field.format(value)}"
