"""Laws of the inbox: whatever is decided in whatever order, its invariants hold."""

import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas.proposals import model, queries, store
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, RoundDraft
from secretariat_tui.areas.proposals.queries import DecisionDetail, ProposalCounts, ProposalRow
from secretariat_tui.core.errors import ValidationError
from secretariat_tui.database.file import OfficeFile

pytestmark = pytest.mark.slow

FIRST = date(2023, 1, 25)
COUNT = 4

moves = st.builds(
    Decision,
    to_state=st.sampled_from([state for state in model.STATES if state != "decided"]),
    outcome=st.sampled_from([None, None, "held", "없는 결과"]),
    reason=st.sampled_from(["", "까닭", "까닭"]),
    hold_until=st.none(),
    start_on=st.none(),
    duplicate_of=st.none(),
)
outcomes = st.builds(
    Decision,
    to_state=st.just("decided"),
    outcome=st.sampled_from([*model.OUTCOMES, "duplicate", "duplicate", "held"]),
    reason=st.just("까닭"),
    hold_until=st.dates(FIRST, FIRST + timedelta(150)),
    start_on=st.just(date(2023, 7, 1)),
    duplicate_of=st.integers(1, COUNT + 1),
)
steps = st.lists(
    st.tuples(st.integers(1, COUNT), moves | outcomes, st.integers(0, 20)), max_size=10
)
# For each proposal the day of receipt and, if it is in a round, the day that closes.
receipts = st.lists(
    st.tuples(st.integers(0, 12), st.none() | st.integers(0, 60)), min_size=COUNT, max_size=COUNT
)
laws = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@contextmanager
def office(blank: Path, received: list[tuple[int, int | None]]) -> Iterator[OfficeFile]:
    """Open a fresh file with proposals numbered from 1."""
    with closing(
        OfficeFile(Path(shutil.copy(blank, blank.with_name("fresh.db"))), "김주무관")
    ) as file:
        for day, end in received:
            closes = None if end is None else FIRST + timedelta(end)
            number = store.add_round(file, RoundDraft("주제", FIRST, closes)) if closes else None
            store.add(file, ProposalDraft("예시)", FIRST + timedelta(day), round_id=number))
        yield file


def tried(file: OfficeFile, number: int, decision: Decision, today: date) -> bool:
    """Decide, and say whether the rules allowed it."""
    stored = queries.proposal(file.reader, number)
    assert stored
    try:
        store.decide(file, number, stored.rev, decision, today)
    except ValidationError:
        return False
    return True


def counted(entries: list[ProposalRow]) -> ProposalCounts:
    states = Counter(entry.state for entry in entries)
    held = [entry for entry in entries if entry.outcome == "held"]
    due = sum(entry.held_due for entry in held)
    return ProposalCounts(
        **{state: states[state] for state in model.STATES},
        overdue=sum(entry.overdue for entry in entries),
        waiting=len(held) - due,
        held_due=due,
    )


def all_of(file: OfficeFile, day: date) -> list[tuple[ProposalRow, DecisionDetail]]:
    details = [
        queries.detail(file.reader, entry.id, day) for entry in queries.inbox(file.reader, day)
    ]
    return [(found.entry._replace(rev=0), found.decision) for found in details if found]


def check_invariants(found: list[tuple[ProposalRow, DecisionDetail]]) -> None:
    by_number = {entry.number: entry for entry, _ruling in found}
    for entry, decision in found:
        assert (entry.outcome == "held") == (entry.hold_until is not None)
        assert (entry.due is None) == (entry.state == "decided" and entry.outcome != "held")
        first = by_number.get(decision.duplicate_of or "")
        assert (first is not None) == (entry.outcome == "duplicate")
        if first:
            assert first.outcome != "duplicate"
            assert (first.received_on, first.id) < (entry.received_on, entry.id)


@given(received=receipts, steps=steps, later=st.integers(0, 40))
@laws
def test_no_sequence_of_decisions_breaks_the_inbox(
    path: Path,
    received: list[tuple[int, int | None]],
    steps: list[tuple[int, Decision, int]],
    later: int,
) -> None:
    with office(path, received) as file:
        today = FIRST + timedelta(12)
        for number, decision, days in steps:
            today += timedelta(days)
            tried(file, number, decision, today)
            for day in (today, today + timedelta(later)):
                entries = queries.inbox(file.reader, day)
                check_invariants(all_of(file, day))
                assert queries.counts(file.reader, day) == counted(entries)
                wanted = [e for e in entries if e.state != "decided" or e.held_due]
                wanted.sort(key=lambda entry: (entry.due, entry.id))
                assert queries.attention(file.reader, day, 3) == wanted[:3]


@given(received=receipts, steps=steps)
@laws
def test_undo_takes_back_every_decision_and_redo_brings_it_again(
    path: Path, received: list[tuple[int, int | None]], steps: list[tuple[int, Decision, int]]
) -> None:
    with office(path, received) as file:
        today = FIRST + timedelta(12)
        seen = [all_of(file, FIRST)]
        for number, decision, days in steps:
            today += timedelta(days)
            if tried(file, number, decision, today):
                now = all_of(file, FIRST)
                seen += [now] if now != seen[-1] else []
        for before in reversed(seen[:-1]):
            file.undo()
            assert all_of(file, FIRST) == before
        for after in seen[1:]:
            file.redo()
            assert all_of(file, FIRST) == after
