"""The forms of proposals, their decisions and their rounds."""

from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.proposals import choices, model, queries, round_queries, rules
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.proposals.queries import ProposalDetail
from secretariat_tui.areas.proposals.round_queries import RoundRow
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.errors import ValidationError, require_valid
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.merge import RunOnStore
from secretariat_tui.tui.dialogs.record_fields import record_fields, row_format
from secretariat_tui.tui.dialogs.record_form import RecordForm


def proposal_form(
    rounds: Sequence[RoundRow], next_number: str, today: date
) -> RecordForm[ProposalDraft]:
    """Return the form of proposals; `rounds` are those to choose from."""
    return RecordForm(
        "proposal",
        (N_("새 제안"), N_("제안 고치기")),
        _fields(rounds, next_number, today),
        ProposalDraft("", today)._asdict(),
        ProposalDraft,
        queries.proposal,
    )


def _fields(rounds: Sequence[RoundRow], next_number: str, today: date) -> list[FormField]:
    labels: dict[int | None, str] = {None: N_("없음")}
    labels |= {each.id: f"{each.theme} ~{table_date(each.ends_on)}" for each in rounds}
    return record_fields(
        fields_of(ProposalDraft),
        today,
        hints={
            "theme": ", ".join(map(_, model.THEMES)),
            "number": _("비워 두면 다음 번호: {number}").format(number=next_number),
        },
        references={"round_id": labels},
    )


def decision_form(
    run_on_store: RunOnStore,
    proposals: Sequence[ProposalDetail],
    decision: Decision,
    today: date,
) -> Form[int]:
    """Return the form of the fields that a decision on proposals requires."""
    states = {each.entry.state for each in proposals}

    async def save(values: Values) -> int:
        from secretariat_tui.areas.proposals import store

        original_id = await _original_id(run_on_store, values.pop("duplicate_of", ""))
        complete = decision._replace(**values, duplicate_of=original_id)
        for state in states:
            require_valid(rules.decision_errors(state, complete, today))
        try:
            await run_on_store(
                lambda file: store.decide_many(file, revisions(proposals), complete, today)
            )
        except ValidationError as error:
            raise _with_proposal(error) if len(proposals) > 1 else error from None
        return len(proposals)

    declared = fields_of(Decision)
    original = FormField(
        "duplicate_of",
        declared["duplicate_of"].title,
        hint=_(declared["duplicate_of"].hint),
        show=lambda _value: "",
    )
    fields = {each.key: each for each in record_fields(declared, today)} | {
        "duplicate_of": original
    }
    what = rules.state_label(decision.to_state, decision.outcome)
    title = f"{what} – {choices.selection_name([each.entry for each in proposals])}"
    needed = choices.required_fields(states, decision)
    return Form(title, [fields[key] for key in needed], decision._asdict(), save)


def revisions(proposals: Sequence[ProposalDetail]) -> list[tuple[int, int]]:
    """Return the (id, rev) of each proposal."""
    return [(each.stored.id, each.stored.rev) for each in proposals]


async def _original_id(run_on_store: RunOnStore, number: str) -> int | None:
    """Return the id of the proposal with a typed number. ValidationError if there is none."""
    if not number:
        return None
    proposal_id = await run_on_store(lambda file: queries.proposal_id(file.reader, number))
    message = _("그 번호의 제안이 없습니다: {number}").format(number=number)
    require_valid([] if proposal_id else [("duplicate_of", message)])
    return proposal_id


def _with_proposal(error: ValidationError) -> ValidationError:
    """Add the proposal to each message of an error."""
    fields = tuple((field, f"{message} ({error.location})") for field, message in error.errors)
    return ValidationError(error.message, error.location, errors=fields)


def round_form(today: date) -> RecordForm[RoundDraft]:
    """Return the form of rounds."""
    fields = record_fields(
        fields_of(RoundDraft),
        today,
        first=("theme", "starts_on", "ends_on", "received", "results"),
        rows={"results": row_format(ResultDraft, today)},
    )
    return RecordForm(
        "round",
        (N_("새 회차"), N_("회차 고치기")),
        fields,
        RoundDraft("", None, None)._asdict(),
        RoundDraft,
        round_queries.stored_round,
    )
