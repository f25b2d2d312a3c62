"""Rules of people and organizations that depend on the others."""

from collections.abc import Collection, Iterator, Sequence

from secretariat_tui.areas.people import queries, rules
from secretariat_tui.areas.people.model import AliasDraft, ContactDraft
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.target import Errors


def name_errors(
    reader: Reader, draft: ContactDraft, own_ids: Collection[int] = ()
) -> list[tuple[str, str]]:
    """Return an error for each name of a contact that belongs to another one of its kind."""
    return [
        _name_error(place, identity)
        for place, identity in enumerate(rules.identities(draft))
        if not set(queries.identified(reader, draft.kind, identity)) <= set(own_ids)
    ]


def _name_error(place: int, identity: AliasDraft) -> tuple[str, str]:
    message = _("이미 있는 사람·기관입니다: {name}. 한 곳에서 고치거나 합쳐 주세요.")
    name = " ".join(filter(None, (identity.organization, identity.name)))
    return "aliases" if place else "name", message.format(name=name)


def with_free_names(
    reader: Reader, drafts: Sequence[ContactDraft]
) -> Iterator[tuple[ContactDraft, Errors]]:
    """Yield contacts as stored, and the errors of names that the file or an earlier contact has."""
    taken: set[tuple[str, AliasDraft]] = set()
    for given in drafts:
        draft = rules.with_aliases(given)
        names = rules.identities(draft)
        errors = name_errors(reader, draft) + [
            _name_error(place, name)
            for place, name in enumerate(names)
            if (draft.kind, name) in taken
        ]
        if not errors:
            taken.update((draft.kind, name) for name in names)
        yield draft, errors
