"""The forms of proposals, their decisions and their rounds."""

from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.proposals import choices, queries, round_queries, rules
from secretariat_tui.areas.proposals.queries import ProposalDetail
from secretariat_tui.areas.proposals.round_queries import RoundRow
from secretariat_tui.areas.proposals.rules import Decision, ProposalDraft, ResultDraft, RoundDraft
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
    named: dict[int | None, str] = {None: N_("없음")}
    named |= {each.id: f"{each.theme} ~{table_date(each.ends_on)}" for each in rounds}
    return [
        form_fields.text("title", N_("제목")),
        form_fields.day("received_on", N_("접수한 날"), today, required=True),
        form_fields.choice("channel", N_("경로"), rules.CHANNELS),
        form_fields.text("theme", N_("주제"), ", ".join(map(_, rules.THEMES))),
        form_fields.choice("secret", N_("공개"), {False: N_("공개"), True: N_("비공개")}),
        form_fields.paragraph("problem", N_("현황과 문제점"), height=3),
        form_fields.paragraph("idea", N_("개선 방안"), height=3),
        form_fields.paragraph("effect", N_("기대 효과"), height=3),
        form_fields.text("dept", N_("부서")),
        form_fields.text("reviewer", N_("검토자")),
        form_fields.choice("round_id", N_("회차"), named),
        form_fields.text(
            "number", N_("번호"), _("비워 두면 다음 번호: {number}").format(number=next_number)
        ),
        form_fields.paragraph("note", N_("메모"), height=2),
    ]


def decision_form(
    run_on_store: RunOnStore,
    marked: Sequence[ProposalDetail],
    decision: Decision,
    today: date,
) -> Form[int]:
    """Make the form for what a decision on proposals still needs."""
    states = {each.entry.state for each in marked}

    async def save(values: Values) -> int:
        from secretariat_tui.areas.proposals import store

        first = await _first(run_on_store, values.pop("duplicate_of", ""))
        typed = decision._replace(**values, duplicate_of=first)
        for state in states:
            require_valid(rules.decision_errors(state, typed, today))
        try:
            await run_on_store(
                lambda file: store.decide_many(file, revisions(marked), typed, today)
            )
        except ValidationError as problem:
            raise _named(problem) if len(marked) > 1 else problem from None
        return len(marked)

    shape = {
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
    title = f"{what} – {choices.which([each.entry for each in marked])}"
    needed = choices.needs(states, decision)
    return Form(title, [shape[key] for key in needed], decision._asdict(), save)


def revisions(marked: Sequence[ProposalDetail]) -> list[tuple[int, int]]:
    """Return proposals as the store wants them, each (id, rev)."""
    return [(each.stored.id, each.stored.rev) for each in marked]


async def _first(run_on_store: RunOnStore, number: str) -> int | None:
    """Find the proposal of a typed number. Invalid where there is none of it."""
    if not number:
        return None
    found = await run_on_store(lambda file: queries.proposal_id(file.read, number))
    message = _("그 번호의 제안이 없습니다: {number}").format(number=number)
    require_valid([] if found else [("duplicate_of", message)])
    return found


def _named(problem: ValidationError) -> ValidationError:
    said = tuple((field, f"{message} ({problem.where})") for field, message in problem.fields)
    return ValidationError(problem.what, problem.where, fields=said)


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
                each.label, _(rules.OUTCOMES[each.outcome]), str(each.count)
            ),
            _result,
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
        round_queries.round_,
    )


def _result(typed: str) -> ResultDraft:
    label, outcome, count = form_fields.split_row(typed, 3)
    number = form_fields.number("count", N_("건수"), required=True).read(count)
    return ResultDraft(label, form_fields.key_for_label(outcome, rules.OUTCOMES), number)
