"""The diary: what the store keeps, and what its tables show."""

from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui.areas import index_sources
from secretariat_tui.areas.schedule import compiled, model, queries, rules, store, tables
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.core.errors import EditConflictError, ValidationError
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.matcher import Matcher
from secretariat_tui.database.engine.reader import Stored
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search.index import IndexSource
from secretariat_tui.tables.table import Period, Sheet

TODAY = date(2023, 4, 19)
CABINET = EventDraft(
    "제16회 국무회의",
    date(2023, 4, 18),
    time(10),
    kind="cabinet",
    place="용산 대통령실",
    session_no=16,
    lines=(LineDraft("회의주재", "대통령"), LineDraft("상정안건", "총 18건")),
)
BRIEFING = EventDraft(
    "도시건축 디자인 혁신", date(2023, 2, 9), kind="press_briefing", category="도시·주택"
)
TRIP = EventDraft(
    "제주 출장",
    date(2023, 2, 28),
    time(14),
    ends_on=date(2023, 3, 2),
    ends_at=time(12),
    kind="other",
)


def stored(file: OfficeFile, number: int) -> Stored[EventDraft]:
    found = queries.event(file.reader, number)
    assert found
    return found


@pytest.mark.parametrize("draft", [CABINET, BRIEFING, TRIP], ids=lambda draft: draft.title)
def test_what_is_stored_is_what_was_typed(file: OfficeFile, draft: EventDraft) -> None:
    assert stored(file, store.add(file, draft)) == Stored(1, 1, draft)


def test_a_last_day_that_is_the_first_is_left_open(file: OfficeFile) -> None:
    number = store.add(file, CABINET._replace(ends_on=CABINET.starts_on))
    assert stored(file, number).draft == CABINET


def test_what_a_rule_forbids_is_not_stored(file: OfficeFile) -> None:
    with pytest.raises(ValidationError) as refusal:
        store.add(file, CABINET._replace(title="", ends_at=time(9)))
    assert [field for field, _message in refusal.value.errors] == ["title", "ends_at"]
    number = store.add(file, CABINET)
    with pytest.raises(ValidationError):
        store.change(file, number, 1, CABINET._replace(starts_on=None))
    assert stored(file, number).draft == CABINET


@pytest.mark.parametrize("draft", [CABINET, TRIP], ids=lambda draft: draft.title)
def test_saving_an_unchanged_event_leaves_no_trace(file: OfficeFile, draft: EventDraft) -> None:
    number = store.add(file, draft)
    before = stored(file, number)
    store.change(file, number, before.rev, before.draft)
    assert stored(file, number) == before
    assert file.undo() == f"일정 추가: {draft.title}"


@pytest.mark.parametrize(
    "lines",
    [
        (),
        (LineDraft("회의주재", "대통령"),),
        (LineDraft("상정안건", "총 18건"), LineDraft("회의주재", "대통령")),
        (*CABINET.lines, LineDraft("요청사항", "법 제도 마련")),
    ],
)
def test_lines_become_those_wanted_and_undo_restores_them(
    file: OfficeFile, lines: tuple[LineDraft, ...]
) -> None:
    number = store.add(file, CABINET)
    store.change(file, number, 1, CABINET._replace(lines=lines))
    assert stored(file, number).draft.lines == lines
    assert file.undo() == "일정 고침: 제16회 국무회의"
    assert stored(file, number).draft == CABINET


def test_a_stale_change_is_refused(file: OfficeFile) -> None:
    number = store.add(file, CABINET)
    store.set_status(file, number, 1, "done")
    with pytest.raises(EditConflictError):
        store.change(file, number, 1, CABINET._replace(place="시청"))
    with pytest.raises(EditConflictError):
        store.set_status(file, number, 1, "cancelled")
    with pytest.raises(EditConflictError):
        store.delete(file, number, 1)
    assert stored(file, number).draft == CABINET._replace(status="done")


def test_a_status_is_set_once(file: OfficeFile) -> None:
    number = store.add(file, CABINET)
    store.set_status(file, number, 1, "postponed")
    store.set_status(file, number, stored(file, number).rev, "postponed")
    assert stored(file, number) == Stored(number, 2, CABINET._replace(status="postponed"))
    assert file.undo() == "일정 연기: 제16회 국무회의"
    assert stored(file, number).draft == CABINET


def test_deleting_takes_the_lines_along_and_undo_brings_them_back(file: OfficeFile) -> None:
    number = store.add(file, CABINET)
    store.delete(file, number)
    assert queries.event(file.reader, number) is None
    assert file.reader.value("SELECT count(*) FROM eventline") == 0
    with pytest.raises(EditConflictError):
        store.delete(file, number)
    assert file.undo() == "일정 지움: 제16회 국무회의"
    assert stored(file, number).draft == CABINET


def test_the_history_does_not_name_what_is_secret(file: OfficeFile) -> None:
    number = store.add(file, CABINET._replace(visibility="secret"))
    store.set_status(file, number, 1, "done")
    store.delete(file, number)
    assert [file.undo() for _ in range(3)] == [
        "일정 지움: 비공개",
        "일정 완료: 비공개",
        "일정 추가: 비공개",
    ]


def test_an_agenda_is_in_the_order_of_the_day(file: OfficeFile) -> None:
    day = date(2023, 3, 1)
    for draft in (
        EventDraft("기념식", day, time(10)),
        EventDraft("제출", day),
        EventDraft("조찬", day, time(7, 30)),
        EventDraft("삼일절", day, all_day=True),
        EventDraft("접견", day, time(10)),
        EventDraft("착공식", date(2023, 3, 3), time(14)),
        TRIP,
    ):
        store.add(file, draft)
    found = queries.agenda(file.reader, day, day)
    assert [entry.title for entry in found] == [
        "제주 출장",
        "삼일절",
        "제출",
        "조찬",
        "기념식",
        "접견",
    ]


def test_an_entry_says_what_a_calendar_shows(file: OfficeFile) -> None:
    number = store.add(file, CABINET)
    day = date(2023, 4, 18)
    assert queries.agenda(file.reader, day, day) == [
        queries.EventRow(
            number, 1, "제16회 국무회의", "cabinet", "", day, time(10), day, None,
            all_day=False, place="용산 대통령실", status="confirmed", visibility="public", line_count=2,
        )
    ]  # fmt: skip


@dataclass(frozen=True)
class Step:
    """A line of a query plan."""

    id: int
    parent: int
    notused: int
    detail: str


BY_START = "SEARCH event USING INDEX event_by_start (starts_on>? AND starts_on<?)"
LONG = "SEARCH event USING INDEX event_long (ends_on>?)"
LONG_ONLY = "SEARCH event USING INDEX event_long (ends_on>?)"
NEXT = "SEARCH event USING INDEX event_by_start (starts_on>?)"
LAST_START = "SEARCH event USING COVERING INDEX event_by_start"
LAST_END = "SEARCH event USING COVERING INDEX event_long"
LINES = "SEARCH eventline USING COVERING INDEX eventline_by_event (event_id=?)"


@pytest.mark.parametrize(
    ("sql", "expected"),
    [
        (compiled.AGENDA, [BY_START, LINES, LONG, LINES]),
        (compiled.LONG_EVENT_ON, [LONG_ONLY]),
        (compiled.FIRST_DAY_FROM, [NEXT]),
        (compiled.LAST_DAY, [LAST_START, LAST_END]),
    ],
)
def test_events_are_found_by_indexes(file: OfficeFile, sql: str, expected: list[str]) -> None:
    values = {name: TODAY for name in ("first", "last", "day") if f":{name}" in sql}
    steps = file.reader.rows(Step, f"EXPLAIN QUERY PLAN {sql}", **values)
    reads = [step.detail for step in steps if " event" in step.detail]
    assert reads == expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2023, 1, 1), date(2023, 2, 9)),
        (date(2023, 2, 9), date(2023, 2, 9)),
        (date(2023, 2, 10), date(2023, 2, 28)),
        (date(2023, 3, 1), date(2023, 3, 1)),
        (date(2023, 3, 2), date(2023, 3, 2)),
        (date(2023, 3, 3), date(2023, 3, 2)),
        (date(2099, 1, 1), date(2023, 3, 2)),
    ],
)
def test_the_nearest_day_with_an_event(file: OfficeFile, day: date, expected: date) -> None:
    assert queries.nearest_event_date(file.reader, day) is None
    store.add(file, BRIEFING)
    store.add(file, TRIP)
    assert queries.nearest_event_date(file.reader, day) == expected


def rows_of(sheet: Sheet[queries.EventRow]) -> list[list[str]]:
    return [sheet.table.texts(row) for row in sheet.rows]


def test_a_table_has_the_month_of_the_day(file: OfficeFile) -> None:
    for draft in (CABINET, BRIEFING, TRIP):
        store.add(file, draft)
    sheet = tables.events(file.reader, Period(TODAY))
    assert sheet.basis == "(기간: '23.4.1. ~ '23.4.30.)"
    assert rows_of(sheet) == [
        ["'23. 4. 18.(화) 10:00", "제16회 국무회의", "국무회의", "", "용산 대통령실", "확정"]
    ]
    assert sheet.notes == ("합계 1건: 국무회의 1건",)


@pytest.mark.parametrize(
    ("statuses", "note"),
    [
        (
            ["confirmed", "hold", "done", "postponed", "postponed", "cancelled"],
            "합계 3건(연기 2건·취소 1건 제외): 국무회의 3건",
        ),
        (["confirmed", "cancelled"], "합계 1건(취소 1건 제외): 국무회의 1건"),
        (["postponed"], "합계 0건(연기 1건 제외)"),
    ],
)
def test_the_total_is_of_what_takes_place(file: OfficeFile, statuses: list[str], note: str) -> None:
    for status in statuses:
        store.add(file, CABINET._replace(status=status))
    assert tables.events(file.reader, Period(TODAY)).notes[0] == note


@pytest.mark.parametrize(
    ("first", "last", "basis"),
    [
        (date(2023, 2, 1), None, "(기간: '23.2.1. ~ '23.4.30.)"),
        (date(2023, 5, 10), None, "(기간: '23.5.10. ~ '23.5.31.)"),
        (None, date(2023, 2, 15), "(기간: '23.2.1. ~ '23.2.15.)"),
        (date(2023, 1, 2), date(2023, 1, 3), "(기간: '23.1.2. ~ '23.1.3.)"),
    ],
)
def test_a_period_given_in_part_is_completed(
    file: OfficeFile, first: date | None, last: date | None, basis: str
) -> None:
    sheet = tables.events(file.reader, Period(TODAY, first, last))
    assert sheet.basis == basis
    assert sheet.notes == ()


@pytest.mark.parametrize(
    ("draft", "shown", "value"),
    [
        (BRIEFING, "'23. 2. 9.(목)", "2023-02-09"),
        (BRIEFING._replace(all_day=True), "'23. 2. 9.(목) 종일", "2023-02-09"),
        (BRIEFING._replace(starts_at=time(9, 50)), "'23. 2. 9.(목) 09:50", "2023-02-09T09:50"),
        (
            BRIEFING._replace(starts_at=time(9, 50), ends_at=time(11)),
            "'23. 2. 9.(목) 09:50 ~ 11:00",
            "2023-02-09T09:50/2023-02-09T11:00",
        ),
        (
            BRIEFING._replace(ends_on=date(2023, 2, 10), all_day=True),
            "'23. 2. 9.(목) ~ '23. 2. 10.(금)",
            "2023-02-09/2023-02-10",
        ),
        (
            TRIP,
            "'23. 2. 28.(화) 14:00 ~ '23. 3. 2.(목) 12:00",
            "2023-02-28T14:00/2023-03-02T12:00",
        ),
    ],
)
def test_when_an_event_is(file: OfficeFile, draft: EventDraft, shown: str, value: str) -> None:
    store.add(file, draft)
    (row,) = tables.events(file.reader, Period(date(2023, 2, 1))).rows
    assert tables.EVENTS.columns[0].text(row) == shown
    assert tables.EVENTS.columns[0].value(row) == value


def test_of_a_secret_event_only_its_time_leaves(file: OfficeFile) -> None:
    secret = CABINET._replace(visibility="secret", category="분야", status="cancelled")
    for draft in (secret, CABINET, CABINET._replace(visibility="internal")):
        store.add(file, draft)
    sheet = tables.events(file.reader, Period(TODAY))
    head = sheet.rows[0]
    assert rows_of(sheet)[0] == ["'23. 4. 18.(화) 10:00", "비공개", "", "", "", ""]
    assert [column.value(head) for column in sheet.table.columns] == [
        "2023-04-18T10:00", "비공개", "", "", "", "",
    ]  # fmt: skip
    assert rows_of(sheet)[2][1] == "제16회 국무회의"
    cabinet = "'23. 4. 18.(화) 10:00 제16회 국무회의"
    assert sheet.notes[0] == "합계 2건(취소 1건 제외): 국무회의 2건"
    assert sheet.notes[-1] == f"겹침: {cabinet} ↔ {cabinet}"
    assert "은밀" not in "".join(sheet.notes)


@pytest.mark.slow
@pytest.mark.parametrize("sources", [index_sources, None])  # without them the index is behind
@pytest.mark.parametrize(
    "query",
    ["한옥", "ㅎㅇ", "회의", "국무 용산", "비공개", "확정", "2023", "도시·주택", "없는말", "16", "ㄱ", "청 회"],
)  # fmt: skip
def test_a_search_finds_what_an_agenda_shows(
    office: Path, query: str, sources: Callable[[], Iterable[IndexSource]] | None
) -> None:
    with closing(OfficeFile(office, "김주무관", sources=sources)) as file:
        for draft in (
            EventDraft("은밀한 한옥 회의", TODAY, place="모처", visibility="secret"),
            EventDraft("한옥 종일 회의", TODAY, all_day=True, category="ㄱ"),
            EventDraft("한옥 이른 회의", TODAY, time(8), kind="cabinet", place="용산"),
            EventDraft("시각 없는 한옥 회의", TODAY),
        ):
            store.add(file, draft)
        match = Matcher(query)
        expected = [
            row
            for row in queries.agenda(file.reader, EARLIEST, LATEST)
            if (
                match(row.title, row.place, row.category, model.KINDS[row.kind])
                and row.visibility != "secret"
            )
            or match(rules.masked_title(row.title, row.visibility))
        ]
        assert queries.search(file.reader, query) == expected


def test_the_overlaps_of_a_trip_are_one_note(file: OfficeFile) -> None:
    store.add(file, EventDraft("제주 출장", TODAY, all_day=True, ends_on=date(2023, 4, 20)))
    for title, hour in (("제주 협약", 10), ("간부회의", 14), ("보고", 16)):
        store.add(file, EventDraft(title, TODAY, time(hour), time(hour + 1)))
    assert tables.events(file.reader, Period(TODAY)).notes[1:] == (
        (
            "겹침: '23. 4. 19.(수) ~ '23. 4. 20.(목) 제주 출장 ↔ '23. 4. 19.(수) 14:00 ~ 15:00 간부회의,"
            " '23. 4. 19.(수) 16:00 ~ 17:00 보고"
        ),
    )
