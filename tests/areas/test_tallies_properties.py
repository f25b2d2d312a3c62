"""Laws of tallies: SQL counts what the rules count, once in a family, and the remainder closes the sum."""

import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import date, time, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas.report import queries, rules, store
from secretariat_tui.areas.report.model import ConditionDraft, PartDraft, TallyDraft
from secretariat_tui.areas.report.rules import Window
from secretariat_tui.areas.schedule import model as schedule_model
from secretariat_tui.areas.schedule import rules as schedule_rules
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query

pytestmark = pytest.mark.slow

TODAY = date(2023, 4, 19)
laws = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
days = st.integers(-6, 6).map(lambda n: TODAY + timedelta(n))
open_days = st.none() | days
KINDS = ("field_visit", "meeting", "interview")
VALUES = {
    "kind": st.sampled_from(KINDS),
    "category": st.sampled_from(["가", "나"]),
    "medium": st.sampled_from(["신문", "방송"]),
    "line": st.sampled_from(["의견개진", "주제"]),
}
fields = st.sampled_from(sorted(VALUES))


@st.composite
def conditions(draw: st.DrawFn) -> ConditionDraft:
    """Return a condition on a field of events."""
    field = draw(fields)
    return ConditionDraft(field, draw(VALUES[field]))


@st.composite
def events(draw: st.DrawFn) -> EventDraft:
    """Return an event near today."""
    first = draw(days)
    length = draw(st.sampled_from([0, 0, 1, 3]))
    return schedule_rules.complete_end(
        EventDraft(
            "일정",
            first,
            time(0),
            draw(st.sampled_from([None, time(0), time(10)])) if length else None,
            ends_on=first + timedelta(length) if length else None,
            kind=draw(st.sampled_from(KINDS)),
            status=draw(st.sampled_from(list(schedule_model.STATUSES))),
            visibility=draw(st.sampled_from(["public", "secret"])),
            category=draw(st.sampled_from(["", "가", "나"])),
            outlet="매체",
            media_type=draw(st.sampled_from(["", "신문", "방송"])),
            lines=tuple(
                draw(st.lists(st.builds(LineDraft, VALUES["line"], st.just("글")), max_size=2))
            ),
        )
    )


@st.composite
def tallies(draw: st.DrawFn) -> TallyDraft:
    """Return a tally of events."""
    first, last = draw(open_days), draw(open_days)
    if first and last and last < first:
        first, last = last, first
    parts = []
    for label in draw(st.lists(st.sampled_from("abc"), max_size=3)):
        condition = draw(conditions())
        parts.append(PartDraft(label, draw(st.integers(0, 3)), condition.field, condition.value))
    return TallyDraft(
        "실적",
        family=draw(st.sampled_from(["", "현장", "언론"])),
        starts_on=first,
        ends_on=last,
        opening=draw(st.integers(0, 9)),
        opening_asof=draw(open_days),
        opening_reason="합계만 앎",
        conditions=tuple(draw(st.lists(conditions(), max_size=3))),
        parts=tuple(parts),
    )


@contextmanager
def office(blank: Path, drafts: list[TallyDraft], held: list[EventDraft]) -> Iterator[OfficeFile]:
    """Open a fresh file with tallies and events, both numbered from 1."""
    path = Path(shutil.copy(blank, blank.with_name("fresh.db")))
    with closing(OfficeFile(path, "김주무관")) as file:
        for draft in drafts:
            store.add(file, rules.with_names(draft))
        for event in held:
            schedule.add(file, event)
        yield file


def facts(event: EventDraft) -> dict[str, list[str]]:
    return {
        "kind": [event.kind],
        "category": [event.category],
        "medium": [event.media_type],
        "line": [line.label for line in event.lines],
    }


def is_counted(draft: TallyDraft, event: EventDraft, shown: Window) -> bool:
    """Decide it one event at a time, by the rules in words."""
    return meets_conditions(draft, event, shown) and not is_before_opening_day(draft, event)


def is_included(draft: TallyDraft, event: EventDraft, shown: Window) -> bool:
    """Return whether the opening contains an event."""
    return meets_conditions(draft, event, shown) and is_before_opening_day(draft, event)


def is_before_opening_day(draft: TallyDraft, event: EventDraft) -> bool:
    """Return whether an event is of the opening's day or earlier."""
    assert event.starts_on
    return draft.opening_asof is not None and event.starts_on <= draft.opening_asof


def meets_conditions(draft: TallyDraft, event: EventDraft, shown: Window) -> bool:
    """Return whether an event has happened, in the period, and meets the conditions."""
    day = event.starts_on
    assert day
    last = event.ends_on or day
    if last > day and event.ends_at == time(0):
        last -= timedelta(1)
    wanted: dict[str, set[str]] = {}
    for row in draft.conditions:
        wanted.setdefault(row.field, set()).add(row.value)
    return (
        (event.status == "done" or (event.status == "confirmed" and last < TODAY))
        and all(first <= day for first in (draft.starts_on, shown.first) if first)
        and all(day <= end for end in (draft.ends_on, shown.last) if end)
        and all(values & set(facts(event)[field]) for field, values in wanted.items())
    )


OPENING_OF_TODAY = TallyDraft(
    "합계", family="현장", opening=9, opening_asof=TODAY, opening_reason="합계만 앎"
)
VISIT = EventDraft("방문", TODAY, kind="field_visit", status="done")


@given(st.lists(tallies(), max_size=4), st.lists(events(), max_size=8), open_days, open_days)
@example([OPENING_OF_TODAY, OPENING_OF_TODAY._replace(opening_asof=None)], [VISIT], None, None)
@example([OPENING_OF_TODAY._replace(opening_asof=None), OPENING_OF_TODAY], [VISIT], None, None)
@laws
def test_a_total_is_the_opening_and_the_records_of_the_period_once_in_a_family(
    path: Path,
    drafts: list[TallyDraft],
    held: list[EventDraft],
    first: date | None,
    last: date | None,
) -> None:
    shown = Window(first, last)
    claimed: dict[str, set[int]] = {}
    for draft in drafts:
        within = {at for at, event in enumerate(held, 1) if is_included(draft, event, shown)}
        claimed[draft.family] = claimed.get(draft.family, set()) | within
    with office(path, drafts, held) as file:
        rows = {row.id: row for row in queries.tallies(file.reader, TODAY, shown)}
        for number, draft in enumerate(drafts, 1):
            ids = {at for at, event in enumerate(held, 1) if is_counted(draft, event, shown)}
            before = claimed.get(draft.family, set()) if draft.family else set()
            claimed[draft.family] = claimed.get(draft.family, set()) | ids
            if number not in rows:
                assert not ids
                continue
            figures = rows[number].figures
            assert (figures.records, figures.doubles) == (len(ids - before), len(ids & before))
            assert figures.opening + figures.left_out == draft.opening
            assert figures.included == sum(is_included(draft, each, shown) for each in held)
            assert figures.total == figures.opening + len(ids - before)
            query = queries.counted_items(file.reader, number, shown, TODAY)
            assert query
            listed = list_query.all_rows(file.reader, query)
            assert sorted(each.id for each in listed) == sorted(ids - before)
            for part, counted in zip(draft.parts, figures.parts, strict=True):
                own = [at for at in ids - before if part.value in facts(held[at - 1])[part.field]]
                assert counted.records == len(own)
            if figures.parts:
                assert figures.parts_total + figures.remainder == figures.total


line_labels = st.sets(st.sampled_from(["의견개진", "주제", "기타"]))


@given(line_labels, st.lists(line_labels, min_size=1, max_size=4))
@example({"의견개진"}, [{"의견개진", "주제"}])
@laws
def test_a_part_counts_records_with_its_value_beside_one_that_the_tally_asks_for(
    path: Path, asked: set[str], labels: list[set[str]]
) -> None:
    draft = TallyDraft(
        "실적",
        conditions=tuple(ConditionDraft("line", label) for label in sorted(asked)),
        parts=(PartDraft("나눔", 0, "line", "주제"),),
    )
    held = [
        EventDraft(
            "일정",
            TODAY,
            status="done",
            lines=tuple(LineDraft(label, "글") for label in sorted(each)),
        )
        for each in labels
    ]
    counted = [each for each in labels if not asked or each & asked]
    with office(path, [draft], held) as file:
        (row,) = queries.tallies(file.reader, TODAY)
    (part,) = row.figures.parts
    assert row.figures.records == len(counted)
    assert part.records == sum("주제" in each for each in counted)


@given(st.lists(conditions(), max_size=4), events())
@laws
def test_conditions_of_a_field_are_alternatives_and_fields_all_have_to_match(
    rows: list[ConditionDraft], event: EventDraft
) -> None:
    by_field = {row.field: [each for each in rows if each.field == row.field] for row in rows}
    expected = all(
        any(row.value in facts(event)[field] for row in group) for field, group in by_field.items()
    )
    assert rules.matches(rules.conditions_of(rows), facts(event)) == expected


@given(st.lists(tallies(), min_size=2, max_size=2), st.lists(events(), max_size=8))
@laws
def test_tallies_that_count_the_same_record_are_known_to_overlap(
    drafts: list[TallyDraft], held: list[EventDraft]
) -> None:
    one, other = drafts
    both = [each for each in held if is_counted(one, each, Window())]
    if any(is_counted(other, each, Window()) for each in both):
        assert rules.may_overlap(one, other)


@given(events(), tallies(), open_days, open_days)
@laws
def test_the_rules_count_what_the_words_of_the_rules_say(
    event: EventDraft, draft: TallyDraft, first: date | None, last: date | None
) -> None:
    day, shown = event.starts_on, Window(first, last)
    assert day
    happened = rules.happened(event.status, day, event.ends_on or day, event.ends_at, TODAY)
    within = rules.in_window(day, rules.counted_window(draft, shown))
    meets = rules.matches(rules.conditions_of(draft.conditions), facts(event))
    assert (happened and within and meets) == is_counted(draft, event, shown)
