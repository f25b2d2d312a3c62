"""The forms of proposals, their decisions and their rounds."""

from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.proposals import choices, model, queries, round_queries, rules
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.proposals.queries import ProposalDetail
from secretariat_tui.areas.proposals.round_queries import RoundRow
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.errors import ValidationError, require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.merge import RunOnStore
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


def _fields(
    rounds: Sequence[RoundRow], next_number: str, today: date
) -> list[form_fields.FormField]:
    labels: dict[int | None, str] = {None: N_("없음")}
    labels |= {each.id: f"{each.theme} ~{table_date(each.ends_on)}" for each in rounds}
    return [
        form_fields.text("title", N_("제목")),
        form_fields.day("received_on", N_("접수한 날"), today, required=True),
        form_fields.choice("channel", N_("경로"), model.CHANNELS),
        form_fields.text("theme", N_("주제"), ", ".join(map(_, model.THEMES))),
        form_fields.choice("secret", N_("공개"), {False: N_("공개"), True: N_("비공개")}),
        form_fields.paragraph("problem", N_("현황과 문제점"), height=3),
        form_fields.paragraph("idea", N_("개선 방안"), height=3),
        form_fields.paragraph("effect", N_("기대 효과"), height=3),
        form_fields.text("dept", N_("부서")),
        form_fields.text("reviewer", N_("검토자")),
        form_fields.choice("round_id", N_("회차"), labels),
        form_fields.text(
            "number", N_("번호"), _("비워 두면 다음 번호: {number}").format(number=next_number)
        ),
        form_fields.paragraph("note", N_("메모"), height=2),
    ]


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

    fields = {
        "duplicate_of": form_fields.FormField(
            "duplicate_of",
            N_("먼저 접수"),
            hint=_("먼저 접수된 제안의 번호. 예: 23-003"),
            show=lambda _value: "",
        ),
        "start_on": form_fields.day("start_on", N_("실시 예정일"), today),
        "hold_until": form_fields.day("hold_until", N_("재검토일"), today),
        "reason": form_fields.paragraph("reason", N_("까닭"), height=3),
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
    fields = [
        form_fields.text("theme", N_("주제"), _("예: 불필요한 일 버리기")),
        form_fields.day("starts_on", N_("시작하는 날"), today),
        form_fields.day("ends_on", N_("마감하는 날"), today),
        form_fields.number("received", N_("접수 건수"), _("비워 두면 제안함에 적힌 것을 셉니다.")),
        form_fields.row_list(
            "results",
            N_("결과"),
            _("한 줄에 하나: 폐지 | 채택 | 42"),
            lambda each: form_fields.join_row(
                each.label, _(model.OUTCOMES[each.outcome]), str(each.count)
            ),
            _parse_result,
            height=5,
        ),
        form_fields.text("process", N_("절차"), _("예: 내부 검토 및 시장단 평가로 선정")),
        form_fields.paragraph("note", N_("메모"), height=3),
    ]
    return RecordForm(
        "round",
        (N_("새 회차"), N_("회차 고치기")),
        fields,
        RoundDraft("", None, None)._asdict(),
        RoundDraft,
        round_queries.stored_round,
    )


def _parse_result(typed: str) -> ResultDraft:
    label, outcome, count = form_fields.split_row(typed, 3)
    number = form_fields.number("count", N_("건수"), required=True).read(count)
    return ResultDraft(label, form_fields.key_for_label(outcome, model.OUTCOMES), number)
