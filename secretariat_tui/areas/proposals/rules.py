"""Rules of proposals: validation, transitions from receipt to decision, and deadlines.

Sources in 공무원 제안 규정: deadlines §9①, suspended time §6②, priority of the first received §6③.
A period that ends on a weekend or a holiday ends on the next working day (민법 §161).
"""

from collections.abc import Container
from datetime import date

from secretariat_tui.areas.proposals.model import (
    OUTCOMES,
    STATES,
    Decision,
    ProposalDraft,
    RoundDraft,
)
from secretariat_tui.core import marks
from secretariat_tui.core.dates import add_days, add_months, full_date, working_day_from
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple

TRANSITIONS = {
    "received": ("returned", "review", "decided"),
    "returned": ("received", "review", "panel", "decided"),
    "review": ("received", "returned", "panel", "decided"),
    "panel": ("returned", "review", "decided"),
    "decided": ("panel", "decided"),
}
REQUIRED_FIELDS = {
    "returned": ("reason",),
    "adopted": ("start_on",),
    "held": ("hold_until",),
    "rejected": ("reason",),
    "excluded": ("reason",),
    "referred": ("reason",),
    "closed": ("reason",),
    "withdrawn": ("reason",),
    "duplicate": ("duplicate_of", "reason"),
}
_REQUIRED_MESSAGES = {
    "reason": N_("까닭을 적어 주세요."),
    "start_on": N_("채택에는 실시 예정일이 있어야 합니다."),
    "hold_until": N_("보류에는 재검토일이 있어야 합니다."),
    "duplicate_of": N_("먼저 접수된 제안의 번호를 적어 주세요."),
}
DECISION_MONTHS = 1
_STATE_MARKS = {
    "received": marks.OPEN,
    "returned": marks.WAITING,
    "review": marks.RUNNING,
    "panel": marks.RUNNING,
    "decided": marks.DONE,
}
_OUTCOME_MARKS = {"adopted": marks.DONE, "held": marks.WAITING}


class ReceivedProposal(NamedTuple):
    """The facts of a received proposal that decide whether another is its duplicate."""

    id: int
    received_on: date
    outcome: str | None = None
    duplicate_of: int | None = None


def masked_title(title: str, secret: bool) -> str:  # noqa: FBT001
    """Return a proposal's title for lists: 비공개 if it is secret."""
    return _("비공개") if secret else title


def state_label(state: str, outcome: str | None) -> str:
    """Return the label of a proposal's outcome, or of its state before it has one."""
    return _(OUTCOMES.get(outcome or "") or STATES[state])


def state_mark(state: str, outcome: str | None) -> Mark:
    """Return the mark of a proposal's outcome, or of its state before it has one."""
    return (
        _OUTCOME_MARKS.get(outcome, marks.CLOSED)
        if outcome
        else _STATE_MARKS.get(state, marks.LATER)
    )


def proposal_errors(draft: ProposalDraft) -> list[tuple[str, str]]:
    """Return the errors of a draft: (field, message)."""
    errors = []
    if not draft.title:
        errors.append(("title", _("제목을 적어 주세요.")))
    if draft.received_on is None:
        errors.append(("received_on", _("접수한 날을 적어 주세요.")))
    return errors + bound_errors(draft, errors)


def round_errors(draft: RoundDraft) -> list[tuple[str, str]]:
    """Return the errors of a round: (field, message). The results may have any sum."""
    errors = []
    if not draft.theme:
        errors.append(("theme", _("회차의 주제를 적어 주세요.")))
    if draft.starts_on is None:
        errors.append(("starts_on", _("시작하는 날을 적어 주세요.")))
    if draft.ends_on is None:
        errors.append(("ends_on", _("마감하는 날을 적어 주세요.")))
    elif draft.starts_on and draft.ends_on < draft.starts_on:
        errors.append(("ends_on", _("마감하는 날이 시작하는 날보다 빠릅니다.")))
    if draft.received is not None and draft.received < 0:
        errors.append(("received", _("접수 건수는 0 이상이어야 합니다.")))
    if any(not result.label or result.count < 0 for result in draft.results):
        errors.append(("results", _("결과에는 이름과 0 이상의 건수가 있어야 합니다.")))
    return errors + bound_errors(draft, errors)


def required_fields(state: str, decision: Decision) -> tuple[str, ...]:
    """Return the required fields of a decision. A review of a decision (재심사) needs a reason."""
    needed = REQUIRED_FIELDS.get(decision.outcome or decision.to_state, ())
    return (*needed, "reason") if state == "decided" and "reason" not in needed else needed


def decision_errors(
    state: str, decision: Decision, today: date, received_on: date | None = None
) -> list[tuple[str, str]]:
    """Return the errors of a decision on a proposal in a state: (field, message).

    It was made on a day from the receipt to today; without a day it is made today.
    """
    errors = []
    if decision.to_state not in TRANSITIONS.get(state, ()):
        message = _("{old} 상태에서 {new} 상태로 바꿀 수 없습니다.")
        old, new = _(STATES[state]), _(STATES[decision.to_state])
        errors.append(("to_state", message.format(old=old, new=new)))
    if decision.to_state == "decided" and decision.outcome not in OUTCOMES:
        errors.append(("outcome", _("무엇으로 결정하는지 골라 주세요.")))
    if decision.to_state != "decided" and decision.outcome is not None:
        errors.append(("outcome", _("결과는 결정할 때만 적습니다.")))
    errors += [
        (field, _(_REQUIRED_MESSAGES[field]))
        for field in required_fields(state, decision)
        if not getattr(decision, field)
    ]
    if decision.outcome == "held" and decision.hold_until and decision.hold_until <= today:
        errors.append(("hold_until", _("재검토일은 오늘보다 뒤여야 합니다.")))
    if decision.decided_on and decision.decided_on > today:
        errors.append(
            ("decided_on", _("결정한 날은 오늘({date})까지입니다.").format(date=full_date(today)))
        )
    elif decision.decided_on and received_on and decision.decided_on < received_on:
        message = _("접수한 날({date})보다 먼저 결정할 수 없습니다.")
        errors.append(("decided_on", message.format(date=full_date(received_on))))
    return errors + bound_errors(decision, errors)


def duplicate_errors(
    own: ReceivedProposal, first: ReceivedProposal | None
) -> list[tuple[str, str]]:
    """Return why a proposal cannot be a duplicate of `first`: the first received has priority."""
    if first is None:
        message = _("먼저 접수된 제안을 찾을 수 없습니다.")
    elif first.id == own.id:
        message = _("제안은 자기 자신의 중복일 수 없습니다.")
    elif first.outcome == "duplicate":
        message = _("그 제안도 다른 제안의 중복입니다. 맨 먼저 접수된 제안을 적어 주세요.")
    elif (first.received_on, first.id) > (own.received_on, own.id):
        message = _("그 제안이 더 늦게 접수되었습니다. 먼저 접수된 제안이 우선합니다.")
    else:
        return []
    return [("duplicate_of", message)]


def decision_period_start(received_on: date, closes_on: date | None) -> date:
    """Return the start of the period to decide in: the receipt, or the closing of the round."""
    return max(received_on, closes_on or received_on)


def paused_since(since: date | None, start: date, today: date) -> int:
    """Return for how many days the period from `start` has been suspended since a day."""
    return max(0, (today - max(since, start)).days) if since else 0


def due_on(
    start: date,
    paused_on: date | None,
    paused_days: int,
    today: date,
    holidays: Container[date] = (),
) -> date:
    """Return the date to decide by as of a day: the working day on which the period ends."""
    return working_day_from(period_end(start, paused_on, paused_days, today), holidays)


def period_end(start: date, paused_on: date | None, paused_days: int, today: date) -> date:
    """Return the last day of the period to decide in, working day or not; each day of 보완요청 moves it by one."""
    days = paused_days + paused_since(paused_on, start, today)
    return add_days(add_months(start, DECISION_MONTHS), days)
