"""Series in the diary: their occurrences in the views, and edits of one, of those after it, of all."""

from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from secretariat_tui.areas import record_classes
from secretariat_tui.areas.schedule import conflict_queries, queries, store, tables
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft, Scope
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.conflicts import Severity
from secretariat_tui.areas.schedule.writes import series_store
from secretariat_tui.cli.main import main
from secretariat_tui.core.errors import EditConflictError, ValidationError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.database.search import list_query
from secretariat_tui.tables.table import Period
from tests.database.states import state
from tests.tui.desk import desk

TUESDAY = date(2023, 4, 18)
MEETING = EventDraft(
    "주례회의",
    TUESDAY,
    time(10),
    time(11),
    place="소회의실",
    rrule="FREQ=WEEKLY;BYDAY=TU",
    lines=(LineDraft("안건", "주간 업무"),),
)
SPAN = (TUESDAY, date(2023, 7, 31))


def shown(file: OfficeFile, first: date = SPAN[0], last: date = SPAN[1]) -> list[tuple[str, str]]:
    """Return when each event of a period begins, and its title."""
    return [
        (f"{each.starts_on:%m-%d} {each.starts_at:%H:%M}", each.title)
        for each in queries.agenda(file.reader, first, last)
    ]


def occurrence(file: OfficeFile, day: date) -> EventRow:
    (row,) = [each for each in queries.agenda(file.reader, day, day) if each.starts_on == day]
    return row


def change(file: OfficeFile, day: date, scope: Scope, **values: object) -> int:
    row = occurrence(file, day)
    stored = queries.occurrence_draft(file.reader, row.key)
    assert stored
    return series_store.change_occurrence(
        file,
        row.key,
        stored.rev,
        scope,
        stored.draft._replace(**values),  # type: ignore[arg-type]
    ).id


def test_the_occurrences_of_a_series_are_events_of_their_days(file: OfficeFile) -> None:
    number = store.add(file, MEETING._replace(rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=3"))
    rows = queries.agenda(file.reader, *SPAN)
    assert [each.key for each in rows] == [
        (number, "2023-04-18T10:00"), (number, "2023-04-25T10:00"), (number, "2023-05-02T10:00"),
    ]  # fmt: skip
    assert queries.agenda(file.reader, date(2023, 4, 19), date(2023, 4, 24)) == []
    sheet = tables.events(file.reader, Period(TUESDAY, *SPAN))
    assert [tables.EVENTS.column("when").text(row) for row in sheet.rows] == [
        "'23. 4. 18.(화) 10:00 ~ 11:00", "'23. 4. 25.(화) 10:00 ~ 11:00", "'23. 5. 2.(화) 10:00 ~ 11:00",
    ]  # fmt: skip
    assert queries.nearest_event_date(file.reader, date(2023, 4, 19)) == date(2023, 4, 25)
    assert len(queries.search(file.reader, "주례", TUESDAY)) == 3
    assert queries.counts(file.reader, TUESDAY) == (0, 0)


def test_an_occurrence_clashes_on_its_day_only(file: OfficeFile) -> None:
    series = store.add(file, MEETING)
    other = store.add(file, EventDraft("접견", date(2023, 5, 2), time(10, 30)))
    keys = {(series, "2023-05-02T10:00"), (other, "")}
    assert conflict_queries.agenda_and_conflicts(file.reader, *SPAN)[1] == dict.fromkeys(
        keys, Severity.HARD
    )
    assert [each.event.key for each in conflict_queries.conflicts_with(file.reader, other)] == [
        (series, "2023-05-02T10:00")
    ]


def test_one_occurrence_is_moved(file: OfficeFile) -> None:
    store.add(file, MEETING._replace(rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=3"))
    before = state(file.path)
    number = change(file, date(2023, 4, 25), "one", starts_on=date(2023, 4, 26), title="옮긴 회의")
    expected = [
        ("04-18 10:00", "주례회의"),
        ("04-26 10:00", "옮긴 회의"),
        ("05-02 10:00", "주례회의"),
    ]
    assert shown(file) == expected
    stored = queries.event(file.reader, number)
    assert stored
    assert (stored.draft.rrule, stored.draft.lines) == ("", MEETING.lines)
    file.undo()
    assert state(file.path) == before


def test_an_occurrence_and_those_after_it_are_moved(file: OfficeFile) -> None:
    store.add(file, MEETING._replace(rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=5"))
    change(file, date(2023, 5, 9), "one", title="특별 회의")
    before = state(file.path)
    change(file, date(2023, 5, 2), "following", starts_on=date(2023, 5, 3), starts_at=time(9))
    assert shown(file) == [
        ("04-18 10:00", "주례회의"),
        ("04-25 10:00", "주례회의"),
        ("05-03 09:00", "주례회의"),
        ("05-09 10:00", "특별 회의"),
        ("05-17 09:00", "주례회의"),
    ]
    file.undo()
    assert state(file.path) == before


def test_all_occurrences_are_changed_with_the_one_that_was_chosen(file: OfficeFile) -> None:
    store.add(
        file, MEETING._replace(rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=3", exdates="2023-04-25T10:00")
    )
    before = state(file.path)
    change(file, date(2023, 5, 2), "all", starts_at=time(14), ends_at=time(15), place="대회의실")
    assert shown(file) == [("04-18 14:00", "주례회의"), ("05-02 14:00", "주례회의")]
    assert {each.place for each in queries.agenda(file.reader, *SPAN)} == {"대회의실"}
    file.undo()
    assert state(file.path) == before


@pytest.mark.parametrize(
    ("rrule", "near", "day"),
    [
        ("FREQ=WEEKLY", date(2023, 4, 19), date(2023, 4, 25)),
        ("FREQ=WEEKLY", date(2020, 1, 1), date(2023, 2, 7)),
        ("FREQ=WEEKLY;COUNT=5", date(2023, 4, 19), date(2023, 3, 7)),
        ("FREQ=WEEKLY;COUNT=5", date(2033, 4, 19), date(2023, 3, 7)),
        ("FREQ=YEARLY;INTERVAL=10", date(2023, 4, 19), date(2033, 2, 7)),
        ("FREQ=YEARLY;INTERVAL=5;COUNT=2", date(2033, 4, 19), date(2028, 2, 7)),
    ],
)
def test_a_series_is_found_at_its_next_occurrence_else_at_its_last(
    file: OfficeFile, rrule: str, near: date, day: date
) -> None:
    number = store.add(file, MEETING._replace(starts_on=date(2023, 2, 7), rrule=rrule))
    row = queries.find_event(file.reader, number, near)
    assert row
    assert (row.starts_on, row.occurrence[:10]) == (day, f"{day}")


async def test_a_series_of_the_list_of_all_events_opens_at_its_next_occurrence(
    path: Path,
) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, MEETING._replace(starts_on=date(2023, 2, 7), rrule="FREQ=WEEKLY"))
    async with desk(path) as there:
        await there.press("2")
        assert MEETING.title in await there.press("f7")
        shown = await there.press("enter")
        assert "4. 25.(화)" in shown
        assert "2. 7.(화)" not in shown.split(MEETING.title)[-1]


async def test_an_edit_of_all_names_the_coming_occurrences_that_it_leaves(path: Path) -> None:
    days = [date(2023, 5, 9), date(2023, 5, 2), date(2023, 4, 18)]
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, MEETING._replace(rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=8"))
        for day in days:
            change(file, day, "one", starts_at=time(15), ends_at=time(16))
    async with desk(path, (120, 40), area="schedule") as there:
        await there.press("f3")
        await there.type("4.25.")
        await there.press("ctrl+s", "tab", "f2", "end", "enter")
        await there.type("확대")
        shown = await there.press("ctrl+s")
        assert "저장했습니다." in shown
        assert "따로 고친 회차 2건(5.2., 5.9.)은 그대로입니다." in shown
        titles = ["주례회의", "주례회의확대", "주례회의", "주례회의", "주례회의확대"]
        with closing(OfficeFile(path, "김주무관")) as file:
            assert [
                row.title for row in queries.agenda(file.reader, TUESDAY, date(2023, 5, 16))
            ] == titles

        shown = await there.press("f4", "down", "enter", "down", "enter")  # 완료, 이후 모두
        assert "따로 고친 회차 2건(5.2., 5.9.)은 그대로입니다." in shown
        shown = await there.press("f4", "down", "enter", "enter")  # 이 일정만
        assert "은 그대로입니다." not in shown


@pytest.mark.parametrize(
    ("first", "left"),
    [
        (date(2023, 4, 18), [date(2023, 4, 26), date(2023, 5, 2), date(2023, 5, 9)]),
        (date(2023, 5, 2), [date(2023, 5, 2), date(2023, 5, 9)]),
        (date(2023, 5, 10), []),
    ],
)
def test_the_changed_occurrences_are_those_due_from_a_day_on(
    file: OfficeFile, first: date, left: list[date]
) -> None:
    number = store.add(file, MEETING)
    change(file, date(2023, 5, 9), "one", place="대회의실")
    change(file, date(2023, 4, 25), "one", starts_on=date(2023, 4, 26))
    change(file, date(2023, 5, 2), "one", place="대회의실")
    assert queries.changed_occurrences(file.reader, number, first) == left


def test_a_rule_that_cannot_be_moved_is_refused(file: OfficeFile) -> None:
    store.add(file, MEETING._replace(rrule="FREQ=MONTHLY;BYDAY=3TU"))
    before = state(file.path)
    with pytest.raises(ValidationError, match="이렇게 옮길 수 없습니다"):
        change(file, TUESDAY, "all", starts_on=date(2023, 4, 19))
    assert state(file.path) == before


def test_an_occurrence_that_another_window_changed_is_not_changed_twice(file: OfficeFile) -> None:
    store.add(file, MEETING)
    row = occurrence(file, TUESDAY)
    stored = queries.occurrence_draft(file.reader, row.key)
    assert stored
    change(file, TUESDAY, "one", title="먼저")
    with pytest.raises(EditConflictError):
        series_store.change_occurrence(file, row.key, row.rev, "one", stored.draft)
    number = occurrence(file, TUESDAY).id
    with pytest.raises(ValidationError, match="고친 한 회차"):
        store.change(file, number, 1, MEETING)


def test_a_holiday_moves_an_occurrence_that_can_be_edited(file: OfficeFile) -> None:
    monday = MEETING._replace(
        starts_on=date(2023, 4, 24), rrule="FREQ=WEEKLY;BYDAY=MO;COUNT=7", holiday_rule="next"
    )
    store.add(file, monday)
    assert ("05-30 10:00", "주례회의") in shown(file)  # 5.29. is a substitute holiday
    change(file, date(2023, 5, 30), "one", title="화요일 회의")
    assert ("05-30 10:00", "화요일 회의") in shown(file)
    change(file, date(2023, 6, 5), "all", place="대회의실")
    assert [when for when, _title in shown(file)][-3:] == [
        "05-22 10:00",
        "05-30 10:00",
        "06-05 10:00",
    ]


def test_past_occurrences_are_recorded_in_one_edit_and_counted_then(file: OfficeFile) -> None:
    store.add(file, MEETING._replace(rrule="FREQ=WEEKLY;BYDAY=TU;COUNT=5"))
    before = state(file.path)
    today = date(2023, 5, 3)
    year = queries.year_query(2023)
    assert list_query.count(file.reader, year) == 0
    was = shown(file)
    assert series_store.record_past(file, today) == 3
    assert shown(file) == was
    assert list_query.count(file.reader, year) == 3
    assert queries.unrecorded(file.reader, TUESDAY, date(2023, 5, 2)) == []
    assert series_store.record_past(file, today) == 0
    file.undo()
    assert state(file.path) == before


# The model: every occurrence with its key, or the event that replaced it.
_TITLES = st.sampled_from(["가", "나", "다"])
_DAYS = st.integers(-3, 3)
_HOURS = st.integers(-1, 1)


@dataclass(frozen=True)
class _Meeting:
    """An occurrence of the model, or an event that was one; `series` is None for an event of its own."""

    series: int | None
    key: datetime
    start: datetime
    title: str
    is_changed: bool = False


class SeriesEdits(RuleBasedStateMachine):
    """Any edits of a series: the diary shows what the model has, and undoing all gives back the first state."""

    def __init__(self) -> None:
        super().__init__()
        self._stack = ExitStack()
        folder = Path(self._stack.enter_context(TemporaryDirectory()))
        create(folder / "a.db", record_classes)
        self.file = self._stack.enter_context(closing(OfficeFile(folder / "a.db", "김주무관")))
        self.edits = 0
        self.model: list[_Meeting] = []
        self.next_series = 1

    @initialize(
        count=st.integers(1, 8), every=st.integers(1, 3), day=st.sampled_from(["", "BYDAY"])
    )
    def start(self, count: int, every: int, day: str) -> None:
        frequency = "FREQ=WEEKLY;BYDAY=TU" if day else "FREQ=DAILY"
        store.add(
            self.file,
            MEETING._replace(rrule=f"{frequency};INTERVAL={every};COUNT={count}", title="가"),
        )
        step = timedelta(every * (7 if day else 1))
        first = datetime.combine(TUESDAY, time(10))
        starts = [first + step * n for n in range(count)]
        self.model = [_Meeting(0, at, at, "가") for at in starts]
        self.first = state(self.file.path)

    def _row(self, each: _Meeting) -> EventRow:
        (row,) = [
            row
            for row in queries.agenda(self.file.reader, *_ALL)
            if (datetime.combine(row.starts_on, row.starts_at or time()), row.title)
            == (each.start, each.title)
            and (row.series_id is not None or not row.rrule)
            == (each.is_changed or each.series is None)
            and (not row.occurrence or row.occurrence == f"{each.key:%Y-%m-%dT%H:%M}")
        ][:1]
        return row

    @precondition(lambda self: self.model)
    @rule(
        data=st.data(),
        title=_TITLES,
        days=_DAYS,
        hours=_HOURS,
        scope=st.sampled_from(["one", "following", "all"]),
    )
    def change(self, data: st.DataObject, title: str, days: int, hours: int, scope: Scope) -> None:
        each = data.draw(st.sampled_from(self.model))
        shift = timedelta(days=days, hours=hours)
        row = self._row(each)
        if row.series_id or not row.rrule:
            stored = queries.event(self.file.reader, row.id)
            assert stored
            draft = _moved(stored.draft, shift, title)
            store.change(self.file, row.id, stored.rev, draft)
            self.edits += draft != stored.draft
            self._replace([each], lambda one: replace(one, start=one.start + shift, title=title))
            return
        stored = queries.occurrence_draft(self.file.reader, row.key)
        assert stored
        draft = _moved(stored.draft, shift, title)
        divided = self._first_key(row.id) < each.key and scope == "following"
        series_store.change_occurrence(self.file, row.key, stored.rev, scope, draft)
        if scope == "one":
            self.edits += 1
            self._replace(
                [each],
                lambda one: replace(one, start=one.start + shift, title=title, is_changed=True),
            )
            return
        named = self._named(each, scope)
        self.edits += 1 if divided else draft != stored.draft
        number = self.next_series if divided else each.series
        self.next_series += divided
        self._replace(
            [one for one in named if one.is_changed],
            lambda one: replace(one, key=one.key + shift, series=number),
        )
        self._replace(
            [one for one in named if not one.is_changed],
            lambda one: replace(
                one, key=one.key + shift, start=one.start + shift, title=title, series=number
            ),
        )

    @precondition(lambda self: self.model)
    @rule(data=st.data(), scope=st.sampled_from(["one", "following", "all"]))
    def delete(self, data: st.DataObject, scope: Scope) -> None:
        each = data.draw(st.sampled_from(self.model))
        row = self._row(each)
        self.edits += 1
        if row.series_id or not row.rrule:
            store.delete(self.file, row.id)
            self.model.remove(each)
            return
        series_store.delete_occurrence(self.file, row.key, row.rev, scope)
        for one in [each] if scope == "one" else self._named(each, scope):
            self.model.remove(one)

    @rule()
    def undo_and_redo(self) -> None:
        if self.edits:
            self.file.undo()
            self.file.redo()

    def _first_key(self, series: int) -> datetime:
        """Return the start of a series, which may be left out by now."""
        stored = queries.event(self.file.reader, series)
        assert stored
        assert stored.draft.starts_on
        return datetime.combine(stored.draft.starts_on, stored.draft.starts_at or time())

    def _named(self, each: _Meeting, scope: Scope) -> list[_Meeting]:
        return [
            one
            for one in self.model
            if one.series == each.series and (scope == "all" or one.key >= each.key)
        ]

    def _replace(self, named: list[_Meeting], change: object) -> None:
        assert callable(change)
        self.model = [change(one) if one in named else one for one in self.model]

    @invariant()
    def the_diary_shows_the_model(self) -> None:
        rows = queries.agenda(self.file.reader, *_ALL)
        starts = [
            (datetime.combine(row.starts_on, row.starts_at or time()), row.title) for row in rows
        ]
        assert sorted(starts) == sorted((each.start, each.title) for each in self.model)

    def teardown(self) -> None:
        if hasattr(self, "first"):
            for _edit in range(self.edits):
                self.file.undo()
            assert state(self.file.path) == self.first
        self._stack.close()


_ALL = (date(2023, 1, 1), date(2024, 12, 31))


def _moved(draft: EventDraft, shift: timedelta, title: str) -> EventDraft:
    assert draft.starts_on
    start = datetime.combine(draft.starts_on, draft.starts_at or time()) + shift
    end = start + timedelta(hours=1)
    return draft._replace(
        title=title,
        starts_on=start.date(),
        starts_at=start.time(),
        ends_at=end.time(),
    )


TestSeriesEdits = pytest.mark.slow(SeriesEdits.TestCase)
TestSeriesEdits.settings = settings(max_examples=12, stateful_step_count=6, deadline=None)


@pytest.mark.parametrize("form", ["table", "csv", "md"])
def test_a_rule_is_shown_as_people_write_it(
    path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("주간회의", date(2023, 4, 19), rrule="FREQ=WEEKLY;BYDAY=WE"))
    words = ("show", "schedule/events", "--file", str(path), "--columns", "title,rrule")
    assert main([*words, "--as-of", "2023-04-19", "--format", form]) == 0
    shown = capsys.readouterr().out
    assert "매주 수" in shown
    assert "FREQ" not in shown
