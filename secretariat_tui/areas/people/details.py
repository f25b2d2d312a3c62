"""A person or an organization as lines of text, with the last dealings."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from secretariat_tui.areas.attached.model import ROLES
from secretariat_tui.areas.people import queries
from secretariat_tui.areas.people.model import KINDS, ContactDraft
from secretariat_tui.areas.people.queries import ContactRow, Dealing
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tui.paint.fields import other_fields
from secretariat_tui.tui.paint.text import PERSONAL, Span, StyledLine, labelled, styled_line

_LISTED = 5  # dealings
_DESCRIBED = {"name", "kind", "aliases"}


def read_contact(
    row: ContactRow,
    tables: Mapping[str, TableMeta],
    kinds: Iterable[SearchKind[Any]],
    reader: Reader,
) -> list[StyledLine] | None:
    """Read a contact and return its details; None if it is deleted."""
    with reader.snapshot():
        stored = queries.contact(reader, row.id)
        if stored is None:
            return None
        dealings = queries.dealings(reader, tables, kinds, row.id)
    return describe_contact(stored.draft, dealings)


def describe_contact(draft: ContactDraft, dealings: Sequence[Dealing]) -> list[StyledLine]:
    """Return a contact with its other names and its last dealings."""
    title = PERSONAL if draft.kind == "person" else ""
    return [
        styled_line((draft.name, title or "bold")),
        labelled(_("종류"), _(KINDS[draft.kind])),
        *other_fields(fields_of(ContactDraft), draft._asdict(), _DESCRIBED),
        *(
            styled_line(
                *labelled(_("다른 이름"), each.name, title).spans,
                (f" · {each.organization}" if each.organization else "", ""),
            )
            for each in draft.aliases
        ),
        styled_line((_("오간 일 {n}").format(n=format_won(len(dealings))), "title")),
        *(_dealing_line(each) for each in dealings[:_LISTED]),
        *([] if dealings else [styled_line((_(" 이 이름이 적힌 기록이 없습니다."), "dim"))]),
    ]


def _dealing_line(dealing: Dealing) -> StyledLine:
    day = table_date(dealing.day) if dealing.day else "–"
    name = _("비공개") if dealing.secret else dealing.record
    person: list[Span] = [] if dealing.secret else [("  ", ""), (dealing.name, PERSONAL)]
    kind = f"{_(dealing.kind_title)} · {_(ROLES[dealing.role])}"
    return styled_line((f" {day}  ", "dim"), name, (f"  {kind}", "dim"), *person)
