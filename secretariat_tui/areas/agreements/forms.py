"""The form of an agreement."""

from datetime import date

from secretariat_tui.areas.agreements import queries, rules
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached.forms import task_rows
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_
from secretariat_tui.tui.dialogs.record_fields import record_fields, row_format
from secretariat_tui.tui.dialogs.record_form import RecordForm


def agreement_form(today: date, ours: str) -> RecordForm[AgreementDraft]:
    """Return the form of agreements; `ours` signed the last one for the office."""
    return RecordForm(
        "agreement",
        (N_("새 협약"), N_("협약 고치기")),
        record_fields(
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
                ("check_months", "checked_on"),
                ("dept", "document"),
                ("ended_on", "ended_reason"),
            ),
            rows={
                "parties": row_format(PartyDraft, today),
                "tasks": task_rows(today),
            },
        ),
        AgreementDraft("", ours=ours)._asdict(),
        AgreementDraft,
        queries.agreement,
        check=rules.agreement_errors,
    )
