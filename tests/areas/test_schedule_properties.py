"""Laws of the diary: an agenda is what touches its days, and undo restores whatever was done."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas.schedule import days as event_days
from secretariat_tui.areas.schedule import model, queries, store
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.database.engine.reader import Stored
from secretariat_tui.database.file import OfficeFile

pytestmark = pytest.mark.slow

FIRST = date(2023, 1, 30)
laws = settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
days = st.integers(0, 45).map(lambda n: FIRST + timedelta(n))
texts = st.text("가나다ABC 1", min_size=1, max_size=4)


@st.composite
def drafts(draw: st.DrawFn) -> EventDraft:
    """Return an event that no rule forbids, of one day or several."""
    first = draw(days)
    length = draw(st.sampled_from([0, 0, 1, 3, 40]))
    all_day = draw(st.booleans())
    return EventDraft(
        draw(texts),
        first,
        None if all_day else draw(st.sampled_from([None, time(0), time(9), time(10, 30)])),
        ends_on=first + timedelta(length) if length else None,
        all_day=all_day,
        status=draw(st.sampled_from(list(model.STATUSES))),
        lines=tuple(draw(st.lists(st.builds(LineDraft, texts, texts), max_size=3))),
    )


@contextmanager
def diary(blank: Path, drafts: list[EventDraft]) -> Iterator[OfficeFile]:
    """Open a fresh diary with events numbered from 1."""
    with closing(
        OfficeFile(Path(shutil.copy(blank, blank.with_name("fresh.db"))), "김주무관")
    ) as file:
        for draft in drafts:
            store.add(file, draft)
        yield file


def stored(file: OfficeFile) -> Stored[EventDraft]:
    found = queries.event(file.reader, 1)
    assert found
    return found


def touched(draft: EventDraft) -> set[date]:
    assert draft.starts_on
    last = draft.ends_on or draft.starts_on
    if last > draft.starts_on and draft.ends_at == time(0):
        last -= timedelta(1)  # it ends when that day begins
    return {draft.starts_on + timedelta(n) for n in range((last - draft.starts_on).days + 1)}


def order(draft: EventDraft, number: int) -> tuple[object, ...]:
    timed = draft.starts_at is not None
    return draft.starts_on, not draft.all_day, timed, draft.starts_at or time(), number


@given(st.lists(drafts(), max_size=8), days, st.integers(0, 41))
@laws
def test_an_agenda_is_what_touches_its_days_in_order(
    path: Path, wanted: list[EventDraft], first: date, more: int
) -> None:
    period = {first + timedelta(n) for n in range(more + 1)}
    numbered = [(order(draft, n), draft, n) for n, draft in enumerate(wanted, start=1)]
    expected = sorted((key, n, len(d.lines)) for key, d, n in numbered if touched(d) & period)
    with diary(path, wanted) as file:
        found = queries.agenda(file.reader, first, first + timedelta(more))
        assert [(entry.id, entry.line_count) for entry in found] == [
            (n, k) for _key, n, k in expected
        ]
        for entry in found:
            assert set(event_days.event_days(entry, min(period), max(period))) == (
                touched(wanted[entry.id - 1]) & period
            )


@given(st.lists(drafts(), max_size=4), days)
@laws
def test_the_nearest_day_is_the_first_from_there_else_the_last(
    path: Path, wanted: list[EventDraft], day: date
) -> None:
    busy = set().union(*map(touched, wanted))
    expected = min((d for d in busy if d >= day), default=max(busy, default=None))
    with diary(path, wanted) as file:
        assert queries.nearest_event_date(file.reader, day) == expected


@given(drafts(), drafts(), st.sampled_from(list(model.STATUSES)))
@laws
def test_undo_restores_every_state_and_an_unchanged_event_leaves_no_trace(
    path: Path, before: EventDraft, after: EventDraft, status: str
) -> None:
    with diary(path, [before]) as file:
        seen = [stored(file)]
        steps: list[Callable[[int], object]] = [
            lambda rev: store.change(file, 1, rev, after),
            lambda rev: store.set_status(file, 1, rev, status),
        ]
        for do in steps:
            do(seen[-1].rev)
            now = stored(file)
            store.change(file, 1, now.rev, now.draft)
            assert stored(file) == now
            seen += [now] if now.draft != seen[-1].draft else []
        for state in reversed(seen[:-1]):
            file.undo()
            assert stored(file).draft == state.draft
