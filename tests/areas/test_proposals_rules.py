"""Rules of proposals: what a decision needs, and the clock."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.proposals import rules
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.proposals.rules import ReceivedProposal

TODAY = date(2023, 4, 19)
LATER = date(2023, 6, 1)
DAY = date(2023, 4, 14)


@pytest.mark.parametrize(
    ("state", "decision", "fields"),
    [
        ("received", Decision("review"), []),
        ("received", Decision("panel"), ["to_state"]),
        ("review", Decision("review"), ["to_state"]),
        ("received", Decision("returned"), ["reason"]),
        ("received", Decision("returned", reason="자료 보완"), []),
        ("review", Decision("decided"), ["outcome"]),
        ("review", Decision("decided", "lost"), ["outcome"]),
        ("review", Decision("panel", "adopted", start_on=LATER), ["outcome"]),
        ("panel", Decision("decided", "adopted"), ["start_on"]),
        ("panel", Decision("decided", "adopted", start_on=LATER), []),
        ("panel", Decision("decided", "held"), ["hold_until"]),
        ("panel", Decision("decided", "held", hold_until=TODAY), ["hold_until"]),
        ("panel", Decision("decided", "held", hold_until=TODAY + timedelta(1)), []),
        ("received", Decision("decided", "rejected"), ["reason"]),
        ("received", Decision("decided", "excluded"), ["reason"]),
        ("received", Decision("decided", "referred"), ["reason"]),
        ("received", Decision("decided", "closed"), ["reason"]),
        ("received", Decision("decided", "withdrawn"), ["reason"]),
        ("received", Decision("decided", "duplicate"), ["duplicate_of", "reason"]),
        ("received", Decision("decided", "duplicate", "같은 제안", duplicate_of=1), []),
        ("decided", Decision("panel"), ["reason"]),
        ("decided", Decision("panel", reason="재심사 요청"), []),
        ("decided", Decision("review", reason="재심사 요청"), ["to_state"]),
        ("decided", Decision("decided", "adopted", start_on=LATER), ["reason"]),
        ("decided", Decision("decided", "rejected"), ["reason"]),
        ("panel", Decision("decided", "adopted", start_on=date(9999, 12, 31)), ["start_on"]),
        ("panel", Decision("decided", "held", hold_until=date(2200, 1, 1)), ["hold_until"]),
    ],
)
def test_what_a_decision_needs(state: str, decision: Decision, fields: list[str]) -> None:
    assert [field for field, _message in rules.decision_errors(state, decision, TODAY)] == fields


def test_an_illegal_step_is_named_in_the_offices_words() -> None:
    ((_field, message),) = rules.decision_errors("received", Decision("panel"), TODAY)
    assert message == "접수 상태에서 심사대기 상태로 바꿀 수 없습니다."


def test_every_status_can_be_taken_back() -> None:
    steps = rules.TRANSITIONS
    for old, following in steps.items():
        for new in following:
            assert old in _reachable(new)
            assert "decided" in {old, new} or old in steps[new]


def _reachable(state: str) -> set[str]:
    found, edge = {state}, [state]
    while edge:
        new = set(rules.TRANSITIONS[edge.pop()]) - found
        found |= new
        edge += new
    return found


@pytest.mark.parametrize(
    ("first", "fault"),
    [
        (None, "먼저 접수된 제안을 찾을 수 없습니다."),
        (ReceivedProposal(5, DAY), "제안은 자기 자신의 중복일 수 없습니다."),
        (
            ReceivedProposal(1, date(2023, 4, 1), "duplicate"),
            "그 제안도 다른 제안의 중복입니다. 맨 먼저 접수된 제안을 적어 주세요.",
        ),
        (
            ReceivedProposal(1, date(2023, 4, 15)),
            "그 제안이 더 늦게 접수되었습니다. 먼저 접수된 제안이 우선합니다.",
        ),
        (
            ReceivedProposal(6, DAY),
            "그 제안이 더 늦게 접수되었습니다. 먼저 접수된 제안이 우선합니다.",
        ),
        (ReceivedProposal(4, DAY), None),
        (ReceivedProposal(9, date(2023, 4, 13), "rejected"), None),
    ],
)
def test_a_duplicate_follows_the_first_received(
    first: ReceivedProposal | None, fault: str | None
) -> None:
    found = rules.duplicate_errors(ReceivedProposal(5, DAY), first)
    assert found == ([("duplicate_of", fault)] if fault else [])


@pytest.mark.parametrize(
    ("start", "due"),
    [
        (date(2023, 4, 12), date(2023, 5, 12)),
        (date(2023, 4, 13), date(2023, 5, 15)),  # a Saturday
        (date(2023, 4, 14), date(2023, 5, 15)),  # a Sunday
        (date(2023, 4, 15), date(2023, 5, 15)),
        (date(2023, 1, 31), date(2023, 2, 28)),
        (date(2024, 1, 31), date(2024, 2, 29)),
        (date(2023, 12, 5), date(2024, 1, 5)),
        (date.max, date.max),
    ],
)
def test_a_month_to_decide(start: date, due: date) -> None:
    assert rules.due_on(start, None, 0, start) == due


@pytest.mark.parametrize(
    ("since", "start", "days"),
    [
        (None, DAY, 0),
        (TODAY, DAY, 0),
        (date(2023, 4, 18), DAY, 1),
        (date(2023, 4, 1), DAY, 5),  # not before the period begins
        (date(2023, 4, 1), date(2023, 4, 20), 0),
    ],
)
def test_the_days_of_a_pause(since: date | None, start: date, days: int) -> None:
    assert rules.paused_since(since, start, TODAY) == days
    assert rules.period_end(start, since, 2, TODAY) - rules.period_end(
        start, None, 0, TODAY
    ) == timedelta(days + 2)


@given(
    received=st.dates(date(2022, 1, 1), date(2024, 12, 31)),
    closing=st.none() | st.integers(-40, 90),
    spans=st.lists(st.tuples(st.integers(0, 25), st.integers(0, 25)), max_size=5),
    rest=st.integers(0, 40),
    paused=st.booleans(),
)
def test_the_clock_equals_a_day_by_day_count(
    received: date, closing: int | None, spans: list[tuple[int, int]], rest: int, *, paused: bool
) -> None:
    """Let the office work and wait in turns; count each day by hand, and by the rules."""
    closes_on = None if closing is None else received + timedelta(closing)
    start = rules.decision_period_start(received, closes_on)
    left = (rules.period_end(start, None, 0, start) - start).days
    today, kept = received, 0

    def pass_days(count: int, *, running: bool) -> None:
        nonlocal today, left
        for _day in range(count):
            today += timedelta(1)
            left -= running and today > start

    for work, wait in spans:
        pass_days(work, running=True)
        since = today
        pass_days(wait, running=False)
        kept += rules.paused_since(since, start, today)
    since = today
    pass_days(rest, running=not paused)
    due = max(today, start) + timedelta(left)
    assert rules.period_end(start, since if paused else None, kept, today) == due
    while due.strftime("%a") in {"Sat", "Sun"}:
        due += timedelta(1)
    assert rules.due_on(start, since if paused else None, kept, today) == due


def test_faults_of_a_proposal_name_their_fields() -> None:
    assert [field for field, _message in rules.proposal_errors(ProposalDraft("", None))] == [
        "title", "received_on",
    ]  # fmt: skip
    assert rules.proposal_errors(ProposalDraft("예시) 대기표", DAY)) == []
    ((field, _said),) = rules.proposal_errors(ProposalDraft("예시) 대기표", date(2200, 1, 1)))
    assert field == "received_on"


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (RoundDraft("", None, None), ["theme", "starts_on", "ends_on"]),
        (RoundDraft("주제", DAY, date(2023, 4, 13), received=-1), ["ends_on", "received"]),
        (RoundDraft("주제", DAY, DAY, results=(ResultDraft("", "held", 1),)), ["results"]),
        (RoundDraft("주제", DAY, DAY, results=(ResultDraft("보류", "held", -1),)), ["results"]),
        (RoundDraft("주제", date(1899, 12, 31), date(9999, 12, 31)), ["starts_on", "ends_on"]),
        (RoundDraft("주제", DAY, DAY, received=0), []),
        (RoundDraft("주제", DAY, DAY, results=(ResultDraft("보류", "held", 0),)), []),
        (RoundDraft("주제", DAY, DAY, 3, results=(ResultDraft("보류", "held", 9),)), []),
    ],
)
def test_faults_of_a_round_name_their_fields(draft: RoundDraft, fields: list[str]) -> None:
    assert [field for field, _message in rules.round_errors(draft)] == fields


@pytest.mark.parametrize(
    ("decided_on", "message"),
    [
        (None, ""), (date(2023, 4, 19), ""), (date(2023, 4, 20), "결정한 날은 오늘(2023. 4. 19.(수))까지입니다."),
        (date(2023, 4, 10), ""), (date(2023, 4, 9), "접수한 날(2023. 4. 10.(월))보다 먼저 결정할 수 없습니다."),
    ],
)  # fmt: skip
def test_a_decision_is_made_between_the_receipt_and_today(
    decided_on: date | None, message: str
) -> None:
    decision = Decision("decided", "rejected", "실익이 없음", decided_on=decided_on)
    found = rules.decision_errors("review", decision, date(2023, 4, 19), date(2023, 4, 10))
    assert [text for _field, text in found] == ([message] if message else [])


def test_of_two_received_on_one_day_the_lower_id_is_first() -> None:
    day = date(2023, 4, 10)
    first, second = ReceivedProposal(1, day), ReceivedProposal(2, day)
    assert rules.duplicate_errors(second, first) == []
    assert len(rules.duplicate_errors(first, second)) == 1


@pytest.mark.parametrize("outcome", [None, ""])
def test_the_label_without_an_outcome_is_that_of_the_state(outcome: str | None) -> None:
    assert rules.state_label("review", outcome) == "검토중"
