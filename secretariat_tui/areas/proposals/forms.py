"""The forms of proposals, their decisions and their rounds."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import date

from secretariat_tui.areas.proposals import (
    choices,
    file_rules,
    model,
    queries,
    round_queries,
    rules,
)
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.proposals.queries import ProposalDetail, ProposalName
from secretariat_tui.areas.proposals.round_queries import RoundRow
from secretariat_tui.areas.proposals.similar import similar
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.merge import RunOnStore
from secretariat_tui.tui.dialogs.record_fields import record_fields, row_format
from secretariat_tui.tui.dialogs.record_form import RecordForm
from secretariat_tui.tui.runtime.form_autosaves import FormAutosave

_MAX_SIMILAR = 2  # similar proposals named below the form


def proposal_form(
    rounds: Sequence[RoundRow],
    next_number: str,
    today: date,
    titles: Sequence[tuple[str, str]] = (),
) -> RecordForm[ProposalDraft]:
    """Return the form of proposals.

    `rounds` are those to choose from, `titles` those of other proposals, as (key of the title, name).
    """

    def preview(values: Values) -> str:
        lines = []
        if values["received_on"] and values["received_on"] > today:
            lines.append(_("! 접수일이 오늘 뒤입니다."))
        if names := similar(values["title"] or "", titles):
            more = (
                _(" 외 {n}건").format(n=len(names) - _MAX_SIMILAR) if names[_MAX_SIMILAR:] else ""
            )
            lines.append(
                _("! 비슷한 제안: {names}").format(names=", ".join(names[:_MAX_SIMILAR])) + more
            )
        return "\n".join(lines)

    return RecordForm(
        "proposal",
        (N_("새 제안"), N_("제안 고치기")),
        _fields(rounds, next_number, today),
        ProposalDraft("", today)._asdict(),
        ProposalDraft,
        queries.proposal,
        preview,
        check=rules.proposal_errors,
        check_file=file_rules.proposal_errors,
        clear=("number",),
    )


def _fields(rounds: Sequence[RoundRow], next_number: str, today: date) -> list[FormField]:
    labels: dict[int | None, str] = {None: N_("없음")}
    labels |= {each.id: f"{each.theme} ~{table_date(each.ends_on)}" for each in rounds}
    return record_fields(
        fields_of(ProposalDraft),
        today,
        first=(
            "title",
            ("received_on", "channel"),
            ("theme", "secret"),
            "problem",
            "idea",
            "effect",
            ("dept", "reviewer"),
            ("round_id", "number"),
        ),
        hints={
            "theme": ", ".join(map(_, model.THEMES)),
            "number": _("비워 두면 다음 번호: {number}").format(number=next_number),
        },
        references={"round_id": labels},
    )


def decision_title(proposals: Sequence[ProposalDetail], decision: Decision) -> str:
    """Return the title of the form of a decision on proposals."""
    what = rules.state_label(decision.to_state, decision.outcome)
    return f"{what} – {choices.selection_name([each.entry for each in proposals])}"


def decision_fields(
    today: date, others: Sequence[ProposalName] = (), later: Collection[int] = ()
) -> dict[str, FormField]:
    """Return all fields of decisions by key; `others` are proposals that one may be a duplicate of.

    Those of the ids `later` were received later and are not offered; their number is an error.
    """
    declared = fields_of(Decision)
    by_key = {each.key: each for each in record_fields(declared, today, leave=("duplicate_of",))}
    by_key["duplicate_of"] = form_fields.record(
        "duplicate_of",
        declared["duplicate_of"].title,
        _("번호나 제목의 낱말. 예: 23-003"),
        [(each.id, each.name) for each in others if each.id not in later],
        numbers={each.number: each.id for each in others},
    )
    return by_key


def decision_form(  # noqa: PLR0913, PLR0917
    run_on_store: RunOnStore,
    proposals: Sequence[ProposalDetail],
    decision: Decision,
    today: date,
    others: Sequence[ProposalName],
    draft: FormAutosave,
) -> Form[int]:
    """Return the form of a decision on proposals; `others` are those that it may be a duplicate of."""
    states = {each.entry.state for each in proposals}

    async def save(values: Values) -> int:
        from secretariat_tui.areas.proposals import store

        complete = decision._replace(**values)
        await run_on_store(
            lambda file: store.decide_many(file, revisions(proposals), complete, today)
        )
        return len(proposals)

    async def check_file(values: Values) -> list[tuple[str, str]]:
        complete = decision._replace(**values)
        return await run_on_store(lambda file: _file_errors(file.reader, proposals, complete))

    def check(values: Values) -> list[tuple[str, str]]:
        received_on = max(each.stored.draft.received_on or today for each in proposals)
        complete = decision._replace(**values)
        errors = (rules.decision_errors(each, complete, today, received_on) for each in states)
        return list(dict.fromkeys(error for found in errors for error in found))

    needed = choices.required_fields(states, decision)
    by_key = decision_fields(today, others, _received_later(proposals, others))
    asked = [*needed, *(["decided_on"] if decision.to_state == "decided" else []), "reason"]
    fields = [replace(by_key[key], required=key in needed) for key in dict.fromkeys(asked)]
    return Form(
        decision_title(proposals, decision),
        fields,
        decision._asdict() | {"decided_on": today},
        save,
        check=check,
        check_file=check_file,
        keep=draft.keep,
        typed=draft.typed,
    )


def _received_later(
    proposals: Sequence[ProposalDetail], others: Sequence[ProposalName]
) -> set[int]:
    """Return the ids of others received after one of the proposals."""
    first = min((each.stored.draft.received_on or date.min, each.stored.id) for each in proposals)
    return {each.id for each in others if (each.received_on, each.id) > first}


def revisions(proposals: Sequence[ProposalDetail]) -> list[tuple[int, int]]:
    """Return the (id, rev) of each proposal."""
    return [(each.stored.id, each.stored.rev) for each in proposals]


def _file_errors(
    reader: Reader, proposals: Sequence[ProposalDetail], decision: Decision
) -> list[tuple[str, str]]:
    """Return the errors of a decision that depend on other proposals; with its number if there are several."""
    errors = []
    for each in proposals:
        suffix = f" ({each.entry.number})" if len(proposals) > 1 else ""
        errors += [
            (field, f"{message}{suffix}")
            for field, message in file_rules.decision_errors(reader, each.stored.id, decision)
        ]
    return errors


def round_form(today: date) -> RecordForm[RoundDraft]:
    """Return the form of rounds."""
    fields = record_fields(
        fields_of(RoundDraft),
        today,
        first=("theme", ("starts_on", "ends_on", "received"), "results"),
        rows={"results": row_format(ResultDraft, today)},
    )
    return RecordForm(
        "round",
        (N_("새 회차"), N_("회차 고치기")),
        fields,
        RoundDraft("", None, None)._asdict(),
        RoundDraft,
        round_queries.stored_round,
        check=rules.round_errors,
    )
