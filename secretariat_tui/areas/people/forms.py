"""The form of a person or an organization."""

from collections.abc import Iterable
from datetime import date

from secretariat_tui.areas.people import queries, rules
from secretariat_tui.areas.people.model import AliasDraft, ContactDraft, KnownContact
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.dialogs.form import Values
from secretariat_tui.tui.dialogs.record_fields import record_fields, row_format
from secretariat_tui.tui.dialogs.record_form import RecordForm


def contact_form(
    today: date, known: Iterable[KnownContact], own_id: int = 0
) -> RecordForm[ContactDraft]:
    """Return the form of contacts, which warns of those `known` that may be the same as the one being entered."""
    duplicates = rules.Duplicates(known)

    def preview(values: Values) -> str:
        draft = ContactDraft(
            values["name"] or "",
            values["kind"],
            contact=values["contact"] or "",
            aliases=tuple(values["aliases"] or ()),
        )
        return "\n".join(f"! {each}" for each in duplicates.warnings(draft, own_id))

    return RecordForm(
        "contact",
        (N_("새 사람·기관"), N_("사람·기관 고치기")),
        record_fields(
            fields_of(ContactDraft),
            today,
            first=(
                ("name", "kind"),
                ("organization", "position", "level"),
                ("contact", "confirmed_on"),
                "aliases",
                "note",
            ),
            rows={"aliases": row_format(AliasDraft, today)},
        ),
        ContactDraft("", confirmed_on=today)._asdict(),
        ContactDraft,
        queries.contact,
        preview,
        check=rules.contact_errors,
        clear=("name", "contact", "aliases", "confirmed_on"),
    )
