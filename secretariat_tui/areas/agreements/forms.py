"""The form of an agreement."""

from collections.abc import Container, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

from secretariat_tui.areas.agreements import file_rules, queries, rules
from secretariat_tui.areas.agreements.model import (
    AgreementDraft,
    ChangeDraft,
    CheckDraft,
    PartyDraft,
)
from secretariat_tui.areas.agreements.queries import AgreementName, KnownValues
from secretariat_tui.areas.attached.forms import task_rows
from secretariat_tui.areas.attached.model import LEVELS
from secretariat_tui.core.dates import add_days, full_date, table_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.engine.reader import Stored
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.form_fields import FormField, Suggestion
from secretariat_tui.tui.dialogs.merge import RunOnStore
from secretariat_tui.tui.dialogs.record_fields import (
    record_fields,
    row_format,
    with_suggestions,
)
from secretariat_tui.tui.dialogs.record_form import RecordForm


def agreement_form(
    today: date,
    ours: str,
    names: Sequence[AgreementName] = (),
    known: KnownValues = KnownValues(),  # noqa: B008 - frozen
) -> RecordForm[AgreementDraft]:
    """Return the form of agreements; `ours` signed the last one for the office.

    `names` are the agreements to refer to, `known` the values of earlier ones to choose from.
    """
    return RecordForm(
        "agreement",
        (N_("새 협약"), N_("협약 고치기")),
        _fields(today, names, known),
        AgreementDraft("", ours=ours)._asdict(),
        AgreementDraft,
        queries.agreement,
        check=rules.agreement_errors,
        check_file=file_rules.agreement_errors,
        clear=("changes", "checks", "checked_on"),
    )


def _fields(today: date, names: Sequence[AgreementName], known: KnownValues) -> list[FormField]:
    parties = [_party(each) for each in known.parties]
    texts = {key: [Suggestion(each) for each in values] for key, values in known.texts.items()}
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
            "parties": row_format(PartyDraft, today, {"name": parties}),
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
        successor(each.key, each.label) if each.key == "replaced_by_id" else each
        for each in with_suggestions(fields, texts)
    ]


def _party(party: PartyDraft) -> Suggestion:
    note = " · ".join(filter(None, (_(LEVELS[party.level]), party.signatory)))
    values = party._asdict()
    del values["name"]
    return Suggestion(party.name, values, note)


def _label(each: AgreementName) -> str:
    day = table_date(each.signed_on) if each.signed_on else ""
    return f"{each.name} {day}".rstrip()


def extension_form(
    run_on_store: RunOnStore, stored: Stored[AgreementDraft], today: date
) -> Form[bool]:
    """Return the form that records an extension of an agreement and sets its new expiry."""
    old = stored.draft.expires_on
    start = ChangeDraft(
        today, "extension", effective_on=add_days(old, 1) if old else None, old_expires_on=old
    )
    declared = {
        key: field
        for key, field in fields_of(ChangeDraft).items()
        if key not in {"kind", "old_expires_on"}
    }
    first = ("new_expires_on", ("decided_on", "effective_on"), "text", "document")
    fields = [
        replace(field, required=field.key in {"new_expires_on", "decided_on"})
        for field in record_fields(declared, today, first=first)
    ]

    async def save(values: Values) -> bool:
        from secretariat_tui.areas.agreements.store import extend

        change = start._replace(**values)
        await run_on_store(lambda file: extend(file, stored.id, stored.rev, stored.draft, change))
        return True

    return Form(
        _("연장 – {name}").format(name=stored.draft.name),
        fields,
        {key: value for key, value in start._asdict().items() if key in declared},
        save,
        check=lambda values: rules.change_errors(start._replace(**values)),
    )


def check_form(
    run_on_store: RunOnStore,
    stored: Stored[AgreementDraft],
    today: date,
    holidays: Container[date],
) -> Form[bool]:
    """Return the form that records a check-up of an agreement; the next one counts from it."""

    async def save(values: Values) -> bool:
        from secretariat_tui.areas.agreements.store import record_check

        check = CheckDraft(**values)
        await run_on_store(
            lambda file: record_check(file, stored.id, stored.rev, stored.draft, check)
        )
        return True

    def preview(values: Mapping[str, Any]) -> str:
        checked = rules.checked(stored.draft, CheckDraft(**values))
        day = rules.next_check(
            "signed", checked.signed_on, checked.checked_on, checked.check_months, holidays
        )
        return _("다음 점검 {date}").format(date=full_date(day)) if day else ""

    fields = record_fields(
        fields_of(CheckDraft), today, first=(("checked_on", "result"), "text", "improvement")
    )
    title = _("점검 – {name}").format(name=stored.draft.name)
    return Form(title, fields, CheckDraft(today)._asdict(), save, preview)
