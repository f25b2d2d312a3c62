"""The form of an agreement."""

from collections.abc import Sequence
from datetime import date
from functools import partial

from secretariat_tui.areas.agreements import file_rules, queries, rules
from secretariat_tui.areas.agreements.model import (
    AgreementDraft,
    ChangeDraft,
    CheckDraft,
    PartyDraft,
)
from secretariat_tui.areas.agreements.queries import AgreementName
from secretariat_tui.areas.attached.forms import task_rows
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.record_fields import record_fields, row_format
from secretariat_tui.tui.dialogs.record_form import RecordForm


def agreement_form(
    today: date, ours: str, names: Sequence[AgreementName] = ()
) -> RecordForm[AgreementDraft]:
    """Return the form of agreements; `ours` signs for the office, `names` are the agreements to refer to."""
    return RecordForm(
        "agreement",
        (N_("새 협약"), N_("협약 고치기")),
        _fields(today, names),
        AgreementDraft("", ours=ours)._asdict(),
        AgreementDraft,
        queries.agreement,
        check=rules.agreement_errors,
        check_file=file_rules.agreement_errors,
        clear=("changes", "checks", "checked_on"),
    )


def _fields(today: date, names: Sequence[AgreementName]) -> list[FormField]:
    fields = record_fields(
        fields_of(AgreementDraft),
        today,
        first=(
            "name",
            ("kind", "state"),
            "parties",
            ("signed_on", "signed_at"),
            ("place", "ours"),
            "tasks",
            ("effective_on", "expires_on", "renewal"),
            ("notice_days", "check_months", "checked_on"),
            ("dept", "owner", "document"),
            ("council_step", "council_on"),
            ("secret", "published_on"),
            "changes",
            "checks",
            ("ended_on", "ended_reason"),
            "replaced_by_id",
        ),
        rows={
            "parties": row_format(PartyDraft, today),
            "tasks": task_rows(today),
            "changes": row_format(ChangeDraft, today),
            "checks": row_format(CheckDraft, today),
        },
    )
    successor = partial(
        form_fields.record,
        hint=_("번호나 제목으로 찾기"),
        records=[(each.id, _label(each)) for each in names],
        numbers={},
    )
    return [
        successor(each.key, each.label) if each.key == "replaced_by_id" else each for each in fields
    ]


def _label(each: AgreementName) -> str:
    day = table_date(each.signed_on) if each.signed_on else ""
    return f"{each.name} {day}".rstrip()
