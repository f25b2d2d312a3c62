"""The form of an agreement."""

from datetime import date

from secretariat_tui.areas.agreements import model, queries
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.tasks.rules import STATES, TaskDraft
from secretariat_tui.core.dates import parse_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.record_form import RecordForm


def agreement_form(today: date) -> RecordForm[AgreementDraft]:
    """Return the form of agreements."""
    return RecordForm(
        "agreement",
        (N_("새 협약"), N_("협약 고치기")),
        _fields(today),
        AgreementDraft("", ours=_("서울시장"))._asdict(),
        AgreementDraft,
        queries.agreement,
    )


def _fields(today: date) -> list[form_fields.FormField]:
    unknown = {None: N_("미기재")}
    return [
        form_fields.text("name", N_("이름"), _("예: 서울시–경상북도 교류강화 업무협약")),
        form_fields.choice("kind", N_("구분"), model.KINDS),
        form_fields.choice("state", N_("상태"), model.STATES),
        form_fields.row_list(
            "parties",
            N_("상대"),
            _("한 줄에 하나: 이름 | 중앙·광역·기초·해외·민간 | 서명자"),
            _format_party,
            _parse_party,
            height=3,
        ),
        form_fields.day("signed_on", N_("체결일"), today),
        form_fields.clock("signed_at", N_("시각")),
        form_fields.text("place", N_("장소")),
        form_fields.text("ours", N_("우리 서명자")),
        form_fields.row_list(
            "tasks",
            N_("할 일"),
            _("한 줄에 하나: [추진] 내용 | 담당 | 기한"),
            _format_task,
            lambda typed: _parse_task(typed, today),
            height=5,
        ),
        form_fields.day("effective_on", N_("시작일"), today),
        form_fields.day("expires_on", N_("끝나는 날"), today),
        form_fields.choice("renewal", N_("연장"), unknown | model.RENEWALS),
        form_fields.number("check_months", N_("점검 주기"), _("개월. 예: 6")),
        form_fields.day("checked_on", N_("지난 점검"), today),
        form_fields.text("dept", N_("부서")),
        form_fields.text("document", N_("문서")),
        form_fields.day("ended_on", N_("종료일"), today),
        form_fields.text("ended_reason", N_("종료 까닭")),
        form_fields.paragraph("note", N_("메모")),
    ]


def _format_party(party: PartyDraft) -> str:
    return form_fields.join_row(party.name, _(model.LEVELS[party.level]), party.signatory)


def _parse_party(typed: str) -> PartyDraft:
    name, level, signatory = form_fields.split_row(typed, 3)
    return PartyDraft(
        name, form_fields.key_for_label(level, model.LEVELS) if level else "other", signatory
    )


def _format_task(task: TaskDraft) -> str:
    text = task.text if task.state == "todo" else f"[{_(STATES[task.state])}] {task.text}"
    return form_fields.join_row(text, task.owner, task.due_on.isoformat() if task.due_on else "")


def _parse_task(typed: str, today: date) -> TaskDraft:
    text, owner, due = form_fields.split_row(typed, 3)
    state = "todo"
    if text.startswith("[") and "]" in text:
        name, text = text[1:].split("]", 1)
        state = form_fields.key_for_label(name.strip(), STATES)
    return TaskDraft(text.strip(), state, owner, parse_date(due, today) if due else None)
