"""Calendar files: what of them is entered, what an import twice does, and what a user sees of wrong ones."""

from contextlib import closing
from datetime import date, datetime, time, timedelta
from itertools import takewhile
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from dateutil.rrule import rrulestr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas import record_classes
from secretariat_tui.areas.schedule import model, queries, store
from secretariat_tui.areas.schedule.calendar_files.export import calendar_file
from secretariat_tui.areas.schedule.calendar_files.queries import full_events
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.areas.schedule.rules import event_errors
from secretariat_tui.areas.schedule.store import EVENT_IMPORT
from secretariat_tui.areas.schedule.writes import series_store
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.text import clean_input
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.imports import report
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.writing import ImportResult, check_rows, write
from secretariat_tui.tables.calendar_file import CalendarOptions
from secretariat_tui.tables.calendar_file import write as write_calendar
from secretariat_tui.tables.table import Period
from tests.conftest import TODAY

FOREIGN = Path(__file__).parent / "foreign_calendars"
MEETING = "UID:1@a\nSUMMARY:주간회의\nDTSTART:20230420T100000\nDTEND:20230420T110000"


def _calendar(*events: str, head: str = "") -> str:
    blocks = "".join(f"BEGIN:VEVENT\n{each}\nEND:VEVENT\n" for each in events)
    return f"BEGIN:VCALENDAR\nVERSION:2.0\n{head}{blocks}END:VCALENDAR\n".replace("\n", "\r\n")


def _import(file: OfficeFile, folder: Path, content: str | bytes) -> ImportResult[Any]:
    path = folder / "일정.ics"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    parsed = read_file(path, EVENT_IMPORT, file.reader, TODAY)
    return write(file, EVENT_IMPORT, parsed, skip_errors=True)


def _drafts(file: OfficeFile) -> list[EventDraft]:
    return [each.stored.draft for each in full_events(file.reader, EARLIEST, LATEST)]


def _shown(file: OfficeFile) -> list[tuple[str, str, str]]:
    """Return the days, titles and statuses of the events of spring 2023, as the diary shows them."""
    rows = queries.agenda(file.reader, date(2023, 4, 1), date(2023, 5, 31))
    return [(str(each.starts_on), each.title, each.status) for each in rows]


def _times(file: OfficeFile) -> list[str]:
    return [
        f"{each.starts_on} {each.starts_at} {each.ends_on} {each.ends_at}" for each in _drafts(file)
    ]


def test_the_properties_of_an_event_become_its_fields(file: OfficeFile, tmp_path: Path) -> None:
    event = (
        f"{MEETING}\nLOCATION:시청\\, 6층\nCATEGORIES:재난·안전,기자설명회\nCLASS:PRIVATE\nSTATUS:TENTATIVE\n"
        "DESCRIPTION:참석: 시장\\, 구청장\\n안건: 예산\\n\\n자료는\n  전날까지\nATTENDEE:mailto:a@example.org"
    )
    assert _import(file, tmp_path, _calendar(event)).added == 1
    assert _drafts(file) == [
        EventDraft(
            "주간회의",
            date(2023, 4, 20),
            time(10, 0),
            time(11, 0),
            "시청, 6층",
            kind="press_briefing",
            status="hold",
            visibility="internal",
            category="재난·안전",
            note="자료는 전날까지",
            lines=(LineDraft("참석", "시장, 구청장"), LineDraft("안건", "예산")),
        )
    ]


@pytest.mark.parametrize(
    ("times", "expected"),
    [
        ("DTSTART:20230420T010000Z\nDURATION:PT1H30M", "2023-04-20 10:00:00 None 11:30:00"),
        ("DTSTART;VALUE=DATE:20230420", "2023-04-20 None None None"),
        (
            "DTSTART;VALUE=DATE:20230420\nDTEND;VALUE=DATE:20230423",
            "2023-04-20 None 2023-04-22 None",
        ),
        ("DTSTART;TZID=America/New_York:20230420T200000", "2023-04-21 09:00:00 None None"),
        ("DTSTART;TZID=Korea Standard Time:20230420T200000", "2023-04-20 20:00:00 None None"),
        ("DTSTART;TZID=Tokyo Standard Time:20230420T200000", "2023-04-20 20:00:00 None None"),
        ('DTSTART;TZID="Eastern Standard Time":20230420T200000', "2023-04-21 09:00:00 None None"),
        (
            "DTSTART;TZID=/mozilla.org/x/Europe/Berlin:20230420T200000",
            "2023-04-21 03:00:00 None None",
        ),
        (
            "DTSTART:20230420T220000\nDTEND:20230421T000000",
            "2023-04-20 22:00:00 2023-04-21 00:00:00",
        ),
    ],
)
def test_times_of_all_zones_become_local_ones(
    file: OfficeFile, tmp_path: Path, times: str, expected: str
) -> None:
    result = _import(file, tmp_path, _calendar(f"UID:1\nSUMMARY:회의\n{times}"))
    assert (result.errors, _times(file)) == ([], [expected])


def test_an_unknown_zone_is_that_of_the_file_else_ours_with_a_warning(
    file: OfficeFile, tmp_path: Path
) -> None:
    event = "UID:{}\nSUMMARY:회의 {}\nDTSTART;TZID={}:20230420T200000"
    own = "BEGIN:VTIMEZONE\nTZID:사무실\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0200\nEND:STANDARD\nEND:VTIMEZONE\n"
    content = _calendar(event.format(1, 1, "사무실"), event.format(2, 2, "없는 곳"), head=own)
    result = _import(file, tmp_path, content)
    assert _times(file) == ["2023-04-20 20:00:00 None None", "2023-04-21 03:00:00 None None"]
    assert [*report.header_lines(result.parsed)] == [
        "일정.ics (iCalendar, UTF-8)",
        "모르는 시간대 '없는 곳'의 시각은 Asia/Seoul 시각으로 읽었습니다.",
    ]
    content = _calendar(event.format(3, 3, "없는 곳"), head="X-WR-TIMEZONE:Europe/Berlin\n")
    assert _import(file, tmp_path, content).added == 1
    assert "2023-04-21 03:00:00 None None" in _times(file)


def test_importing_twice_adds_nothing_and_a_newer_version_wins(
    file: OfficeFile, tmp_path: Path
) -> None:
    assert _import(file, tmp_path, _calendar(MEETING)).added == 1
    again = _import(file, tmp_path, _calendar(MEETING))
    assert (again.written, report.counts(again)) == (
        False,
        "읽음 1 · 더할 것 0 · 이미 있음 1 · 받지 않음 0",
    )
    assert [*report.known_lines(again)] == ["1번째 일정 '주간회의': 이미 있습니다."]
    moved = MEETING.replace("T10", "T14").replace("T11", "T15")
    assert not _import(file, tmp_path, _calendar(moved)).written  # the same SEQUENCE
    newer = _import(file, tmp_path, _calendar(f"{moved}\nSEQUENCE:2"))
    assert report.counts(newer) == "읽음 1 · 더함 0 · 고침 1 · 이미 있음 0 · 받지 않음 0"
    assert [*report.change_lines(newer)] == ["1번째 일정 '주간회의': 새 판으로 고칩니다."]
    assert _times(file) == ["2023-04-20 14:00:00 None 15:00:00"]
    assert not _import(file, tmp_path, _calendar(f"{MEETING}\nSEQUENCE:1")).written
    assert file.undo()
    assert _times(file) == ["2023-04-20 10:00:00 None 11:00:00"]


def test_a_newer_version_keeps_what_it_does_not_have(file: OfficeFile, tmp_path: Path) -> None:
    _import(file, tmp_path, _calendar(MEETING))
    (draft,) = _drafts(file)
    store.change(file, 1, 1, draft._replace(kind="cabinet", visibility="secret", category="예산"))
    newer = MEETING.replace("주간회의", "확대 주간회의")
    _import(file, tmp_path, _calendar(f"{newer}\nSEQUENCE:1"))
    (draft,) = _drafts(file)
    assert (draft.title, draft.kind, draft.visibility, draft.category) == (
        "확대 주간회의", "cabinet", "secret", "예산",
    )  # fmt: skip


def test_a_cancellation_cancels(file: OfficeFile, tmp_path: Path) -> None:
    _import(file, tmp_path, _calendar(MEETING, MEETING.replace("1@a", "2@a").replace("T10", "T09")))
    cancelled = _import(file, tmp_path, _calendar("UID:1@a\nSEQUENCE:1", head="METHOD:CANCEL\n"))
    assert [*report.change_lines(cancelled)] == ["1번째 일정: 취소로 바꿉니다."]
    assert [each.status for each in _drafts(file)] == ["cancelled", "confirmed"]
    unknown = _import(file, tmp_path, _calendar("UID:9@a", head="METHOD:CANCEL\n"))
    assert unknown.parsed.notes == ["1번째 일정: 취소할 일정이 없습니다."]
    newer = f"{MEETING.replace('1@a', '2@a')}\nSEQUENCE:3\nSTATUS:CANCELLED"
    _import(file, tmp_path, _calendar(newer))
    assert [each.status for each in _drafts(file)] == ["cancelled", "cancelled"]


WEEKLY = f"{MEETING}\nRRULE:FREQ=WEEKLY;COUNT=4"


def test_a_series_stays_one_with_its_changed_occurrences(file: OfficeFile, tmp_path: Path) -> None:
    moved = "UID:1@a\nSUMMARY:옮긴 회의\nRECURRENCE-ID:20230427T010000Z\nDTSTART:20230428T150000"
    off = "UID:1@a\nSUMMARY:주간회의\nRECURRENCE-ID:20230504T100000\nDTSTART:20230504T100000\nSTATUS:CANCELLED"
    content = _calendar(f"{WEEKLY}\nEXDATE:20230511T100000", moved, off)
    result = _import(file, tmp_path, content)
    assert (result.parsed.notes, result.added) == ([], 3)
    assert _shown(file) == [
        ("2023-04-20", "주간회의", "confirmed"),
        ("2023-04-28", "옮긴 회의", "confirmed"),
        ("2023-05-04", "주간회의", "cancelled"),
    ]
    assert not _import(file, tmp_path, content).written
    file.undo()
    assert _shown(file) == []


def test_an_endless_series_has_no_end(file: OfficeFile, tmp_path: Path) -> None:
    daily = f"{MEETING}\nRRULE:FREQ=DAILY".replace("20230420", "20100101")
    assert _import(file, tmp_path, _calendar(daily)).added == 1
    assert [day for day, _title, _status in _shown(file)] == [f"2023-{day}" for day in _spring()]


def _spring() -> list[str]:
    first, last = date(2023, 4, 1), date(2023, 5, 31)
    return [f"{first + timedelta(days=n):%m-%d}" for n in range((last - first).days + 1)]


def test_a_series_that_programs_read_differently_is_entered_as_single_events(
    file: OfficeFile, tmp_path: Path
) -> None:
    odd = f"{MEETING}\nRRULE:FREQ=WEEKLY;BYDAY=MO,TH;BYSETPOS=1;COUNT=3"
    result = _import(file, tmp_path, _calendar(odd))
    assert result.parsed.notes[0] == (
        "1번째 일정 '주간회의': 되풀이 일정을 하나하나의 일정 3건으로 넣습니다."
    )
    assert result.added == 3
    assert {each.rrule for each in _drafts(file)} == {""}


def test_a_cancelled_occurrence_is_left_out_of_its_series(file: OfficeFile, tmp_path: Path) -> None:
    _import(file, tmp_path, _calendar(WEEKLY))
    off = "UID:1@a\nRECURRENCE-ID:20230504T100000\nDTSTART:20230504T100000"
    message = _calendar(off, head="METHOD:CANCEL\n")
    assert len(_import(file, tmp_path, message).changes) == 1
    assert [day for day, _title, _status in _shown(file)] == [
        "2023-04-20", "2023-04-27", "2023-05-11",
    ]  # fmt: skip
    assert _import(file, tmp_path, message).changes == []


def test_a_newer_series_has_other_occurrences(file: OfficeFile, tmp_path: Path) -> None:
    _import(file, tmp_path, _calendar(WEEKLY))
    newer = _calendar(f"{MEETING}\nRRULE:FREQ=WEEKLY;COUNT=2\nSEQUENCE:1")
    assert len(_import(file, tmp_path, newer).changes) == 1
    assert [day for day, _title, _status in _shown(file)] == ["2023-04-20", "2023-04-27"]
    assert _import(file, tmp_path, newer).changes == []


LATER = "UID:1@a\nSUMMARY:늦춘 회의\nRECURRENCE-ID;RANGE=THISANDFUTURE:20230504T100000\nDTSTART:20230504T143000"


def _series(file: OfficeFile) -> list[str]:
    """Return the series of the diary: title, start and rule."""
    return [
        f"{each.title} {each.starts_on:%m-%d} {each.starts_at:%H:%M} {each.rrule}"
        for each in _drafts(file)
        if each.rrule
    ]


def _starts(file: OfficeFile) -> list[str]:
    rows = queries.agenda(file.reader, date(2023, 4, 1), date(2023, 6, 30))
    return [f"{each.starts_on:%m-%d} {each.starts_at:%H:%M} {each.title}" for each in rows]


def test_a_change_of_this_and_the_future_divides_the_series(
    file: OfficeFile, tmp_path: Path
) -> None:
    content = _calendar(WEEKLY, LATER)
    result = _import(file, tmp_path, content)
    assert result.parsed.notes == [
        "2번째 일정 '늦춘 회의': THISANDFUTURE라서 이 회차부터 따로 되풀이하는 일정으로 나눕니다."
    ]
    assert _series(file) == [
        "주간회의 04-20 10:00 FREQ=WEEKLY;COUNT=2", "늦춘 회의 05-04 14:30 FREQ=WEEKLY;COUNT=2",
    ]  # fmt: skip
    assert _starts(file) == [
        "04-20 10:00 주간회의", "04-27 10:00 주간회의",
        "05-04 14:30 늦춘 회의", "05-11 14:30 늦춘 회의",
    ]  # fmt: skip
    again = _import(file, tmp_path, content)
    assert (again.written, report.counts(again)) == (
        False, "읽음 2 · 더할 것 0 · 이미 있음 2 · 받지 않음 0",
    )  # fmt: skip
    newer = content.replace("늦춘", "더 늦춘").replace("143000", "160000\nSEQUENCE:1")
    assert len(_import(file, tmp_path, newer).changes) == 1
    assert _starts(file)[-1] == "05-11 16:00 더 늦춘 회의"
    assert len(_starts(file)) == 4


def test_the_rest_of_a_divided_series_is_moved_with_its_days_and_changed_occurrences(
    file: OfficeFile, tmp_path: Path
) -> None:
    """Two divisions, to another weekday; occurrences are named by their first times, also after them."""
    weekly = f"{MEETING}\nRRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20230601T000000\nEXDATE:20230518T100000"
    friday = LATER.replace("DTSTART:20230504", "DTSTART:20230505")
    later = LATER.replace("20230504", "20230525").replace("늦춘", "마지막")
    one = "UID:1@a\nSUMMARY:따로 회의\nRECURRENCE-ID:20230511T100000\nDTSTART:20230513T090000"
    content = _calendar(one, weekly, later, friday)
    result = _import(file, tmp_path, content)
    assert result.errors == []
    expected = [
        "04-20 10:00 주간회의", "04-27 10:00 주간회의", "05-05 14:30 늦춘 회의",
        "05-13 09:00 따로 회의", "05-25 14:30 마지막 회의",
    ]  # fmt: skip
    assert _starts(file) == expected
    assert [each.partition(" FREQ")[2] for each in _series(file)] == [
        "=WEEKLY;BYDAY=TH;UNTIL=20230503",
        "=WEEKLY;BYDAY=FR;UNTIL=20230525",
        "=WEEKLY;BYDAY=TH;UNTIL=20230531",
    ]
    assert not _import(file, tmp_path, content).written
    assert file.undo()
    assert _starts(file) == []


def test_a_series_that_is_already_there_is_divided_by_a_later_file(
    file: OfficeFile, tmp_path: Path
) -> None:
    one = "UID:1@a\nSUMMARY:따로 회의\nRECURRENCE-ID:20230511T100000\nDTSTART:20230513T090000"
    _import(file, tmp_path, _calendar(WEEKLY, one))
    for content in (_calendar(LATER), _calendar(WEEKLY, one, LATER)):
        result = _import(file, tmp_path, content)
        assert [*report.change_lines(result)] == [
            f"{len(content.split('BEGIN:VEVENT')) - 1}번째 일정 '늦춘 회의': 새 판으로 고칩니다."
        ]
        assert _starts(file) == [
            "04-20 10:00 주간회의", "04-27 10:00 주간회의",
            "05-04 14:30 늦춘 회의", "05-13 09:00 따로 회의",
        ]  # fmt: skip
        assert not _import(file, tmp_path, content).written
        moved = one.replace("T090000", "T110000\nSEQUENCE:1")
        assert len(_import(file, tmp_path, _calendar(moved)).changes) == 1
        assert _starts(file)[-1] == "05-13 11:00 따로 회의"
        assert file.undo()
        assert file.undo()
    assert _starts(file)[2] == "05-04 10:00 주간회의"


def test_a_newer_series_without_the_division_cancels_the_rest(
    file: OfficeFile, tmp_path: Path
) -> None:
    _import(file, tmp_path, _calendar(WEEKLY, LATER))
    _import(file, tmp_path, _calendar(f"{WEEKLY}\nSEQUENCE:1"))
    shown = [each for each in _shown(file) if each[2] == "confirmed"]
    assert [(day, title) for day, title, _status in shown] == [
        (f"2023-{day}", "주간회의") for day in ("04-20", "04-27", "05-04", "05-11")
    ]


def test_a_series_that_another_program_divided_stays_when_its_first_part_is_newer(
    file: OfficeFile, tmp_path: Path
) -> None:
    """Programs of macOS name the rest of a series by a number, and send each part by itself."""
    rest = WEEKLY.replace("1@a", "1@a/RID=486745200").replace("주간회의", "나머지")
    _import(file, tmp_path, _calendar(WEEKLY, rest))
    _import(file, tmp_path, _calendar(f"{WEEKLY}\nSEQUENCE:1"))
    assert {(title, status) for _day, title, status in _shown(file)} == {
        ("주간회의", "confirmed"), ("나머지", "confirmed"),
    }  # fmt: skip


def test_a_cancellation_of_this_and_the_future_ends_the_series(
    file: OfficeFile, tmp_path: Path
) -> None:
    _import(file, tmp_path, _calendar(WEEKLY, LATER))
    off = "UID:1@a\nSEQUENCE:1\nRECURRENCE-ID{}:{}\nDTSTART:20230511T100000"
    of_rest = _calendar(off.format("", "20230511T100000"), head="METHOD:CANCEL\n")
    _import(file, tmp_path, of_rest)
    assert _starts(file)[2:] == ["05-04 14:30 늦춘 회의"]
    ended = off.format(";RANGE=THISANDFUTURE", "20230427T100000")
    content = _calendar(ended, head="METHOD:CANCEL\n")
    _import(file, tmp_path, content)
    assert [each for each in _shown(file) if each[2] == "confirmed"] == [
        ("2023-04-20", "주간회의", "confirmed")
    ]
    assert not _import(file, tmp_path, content).written


def test_the_last_occurrence_stays_when_a_series_is_moved_to_a_later_time(
    file: OfficeFile, tmp_path: Path
) -> None:
    """Other programs end a series with the start of the last occurrence."""
    _import(file, tmp_path, _calendar(f"{MEETING}\nRRULE:FREQ=WEEKLY;UNTIL=20230504T010000Z"))
    (stored,) = [each.stored for each in full_events(file.reader, EARLIEST, LATEST)]
    moved = stored.draft._replace(starts_at=time(14, 30), ends_at=None)
    store.change(file, stored.id, stored.rev, moved)
    assert _starts(file) == [f"{day} 14:30 주간회의" for day in ("04-20", "04-27", "05-04")]


def test_a_series_that_cannot_be_divided_so_is_entered_as_single_events(
    file: OfficeFile, tmp_path: Path
) -> None:
    monthly = f"{MEETING}\nRRULE:FREQ=MONTHLY;BYDAY=3TH;COUNT=3"
    moved = LATER.replace("20230504", "20230518").replace("DTSTART:20230518", "DTSTART:20230519")
    result = _import(file, tmp_path, _calendar(monthly, moved))
    assert result.parsed.notes[-1] == (
        "2번째 일정 '늦춘 회의': THISANDFUTURE라서 이 회차의 내용을 뒤의 회차에도 적용했습니다."
    )
    assert _starts(file) == [
        "04-20 10:00 주간회의", "05-19 14:30 늦춘 회의", "06-16 14:30 늦춘 회의",
    ]  # fmt: skip


def test_a_newer_series_cancels_changed_occurrences_that_it_does_not_have(
    file: OfficeFile, tmp_path: Path
) -> None:
    one = "UID:1@a\nSUMMARY:따로 회의\nRECURRENCE-ID:20230511T100000\nDTSTART:20230513T090000"
    _import(file, tmp_path, _calendar(WEEKLY, one))
    _import(file, tmp_path, _calendar(f"{MEETING}\nRRULE:FREQ=WEEKLY;COUNT=2\nSEQUENCE:1"))
    assert _shown(file)[-1] == ("2023-05-13", "따로 회의", "cancelled")


@pytest.mark.parametrize(
    ("rule", "without", "expected"),
    [
        (
            "FREQ=WEEKLY;COUNT=6",
            "FREQ=WEEKLY;INTERVAL=2;COUNT=2",
            ["04-27", "05-11", "05-18", "05-25"],
        ),
        ("FREQ=DAILY;UNTIL=20230425T235959", "FREQ=WEEKLY;BYDAY=SA,SU", ["04-20", "04-21", "04-24", "04-25"]),
    ],
)  # fmt: skip
def test_what_an_exrule_excludes_is_left_out(
    file: OfficeFile, tmp_path: Path, rule: str, without: str, expected: list[str]
) -> None:
    result = _import(file, tmp_path, _calendar(f"{MEETING}\nRRULE:{rule}\nEXRULE:{without}"))
    assert (result.parsed.notes, result.added, len(_series(file))) == ([], 1, 1)
    assert [each[:5] for each in _starts(file)] == expected


def test_an_endless_exrule_is_read_up_to_a_horizon(file: OfficeFile, tmp_path: Path) -> None:
    event = f"{MEETING}\nRRULE:FREQ=DAILY\nEXRULE:FREQ=WEEKLY;BYDAY=SA,SU"
    result = _import(file, tmp_path, _calendar(event))
    assert result.parsed.notes == [
        "1번째 일정 '주간회의': EXRULE이 빼는 날은 2028-04-23까지만 뺐습니다. 그 뒤에는 빠져야 할 날이 들어갑니다."
    ]
    for first in (date(2023, 4, 20), date(2028, 4, 1)):
        days = {
            each.starts_on for each in queries.agenda(file.reader, first, first + timedelta(20))
        }
        wanted = {first + timedelta(n) for n in range(21)}
        assert days == {day for day in wanted if day.weekday() < 5}


def test_an_exrule_that_cannot_be_read_is_warned_of(file: OfficeFile, tmp_path: Path) -> None:
    result = _import(file, tmp_path, _calendar(f"{WEEKLY}\nEXRULE:FREQ=HOURLY"))
    assert result.parsed.notes == [
        "1번째 일정 '주간회의': EXRULE은 읽지 않습니다. 빠져야 할 날이 들어갈 수 있습니다."
    ]
    assert len(_starts(file)) == 4


@pytest.mark.timeout(5)
@pytest.mark.parametrize("name", ["RRULE", "EXRULE"])
@pytest.mark.parametrize("days", ["BYMONTH=2;BYMONTHDAY=30,31", "BYMONTH=6,9;BYMONTHDAY=-31"])
def test_a_rule_of_days_that_do_not_exist_is_not_computed(
    file: OfficeFile, tmp_path: Path, name: str, days: str
) -> None:
    """dateutil would need 20 seconds for each."""
    event = f"{MEETING if name == 'RRULE' else WEEKLY}\n{name}:FREQ=DAILY;{days};COUNT=2"
    result = _import(file, tmp_path, _calendar(event))
    assert result.errors == []
    assert len(_starts(file)) == (1 if name == "RRULE" else 4)


@pytest.mark.parametrize("digits", [20, 5_000])
def test_a_count_of_many_digits_is_refused(file: OfficeFile, tmp_path: Path, digits: int) -> None:
    event = f"{MEETING}\nRRULE:FREQ=DAILY;COUNT={'9' * digits}"
    (error,) = _import(file, tmp_path, _calendar(event)).errors
    assert error.message == "되풀이 규칙을 읽을 수 없습니다."


def test_a_series_of_listed_dates_stays_one(file: OfficeFile, tmp_path: Path) -> None:
    dates = "RDATE:20230425T100000,20230502T010000Z,20230509T153000"
    content = _calendar(f"{MEETING}\n{dates}")
    result = _import(file, tmp_path, content)
    assert (result.parsed.notes, result.added) == ([], 1)
    assert [each[:11] for each in _starts(file)] == [
        "04-20 10:00", "04-25 10:00", "05-02 10:00", "05-09 15:30",
    ]  # fmt: skip
    assert not _import(file, tmp_path, content).written
    long = _calendar(f"{MEETING}\nRDATE;VALUE=PERIOD:20230425T100000/PT3H".replace("1@a", "2@a"))
    assert _import(file, tmp_path, long).parsed.notes == [
        "1번째 일정 '주간회의': RDATE의 길이는 읽지 않습니다. 모두 본 일정만큼 깁니다."
    ]


@pytest.mark.parametrize(
    ("zone", "start", "rule", "note"),
    [
        ("Etc/UTC", "20230420T200000", "FREQ=WEEKLY;BYDAY=TH", ""),
        ("Asia/Kolkata", "20230430T210000", "FREQ=WEEKLY", ""),
        ("Asia/Tokyo", "20230420T140000", "FREQ=MONTHLY;BYDAY=3TH", ""),
        ("Etc/UTC", "20230420T200000", "FREQ=MONTHLY;BYMONTHDAY=20;COUNT=9", ""),
        ("America/New_York", "20230115T200000", "FREQ=YEARLY", ""),
        ("America/New_York", "20230420T200000", "FREQ=WEEKLY;COUNT=60", ""),
        ("Europe/London", "20230420T090000", "FREQ=DAILY;UNTIL=20240105T090000Z", ""),
        ("America/New_York", "20230420T200000", "FREQ=WEEKLY;BYDAY=TU,TH", "2028-04-21"),
        ("Europe/Berlin", "20230420T140000", "FREQ=WEEKLY", "2028-04-20"),
        ("America/New_York", "20230404T200000", "FREQ=MONTHLY;BYDAY=1TU", "2028-04-05"),
    ],
)
def test_series_of_other_zones_take_place_when_they_do_there(
    *, file: OfficeFile, tmp_path: Path, zone: str, start: str, rule: str, note: str
) -> None:
    """Compared with the times that the rule gives there, each converted by itself."""
    event = f"UID:1@a\nSUMMARY:회의\nDTSTART;TZID={zone}:{start}\nRRULE:{rule}"
    result = _import(file, tmp_path, _calendar(event))
    told = "1번째 일정 '회의': 시간대가 달라 시각이 철마다 바뀝니다. {}까지만 넣습니다."
    assert result.parsed.notes == ([told.format(note)] if note else [])
    assert (result.added, len(_series(file))) == (1, 1)
    first = datetime.strptime(start, "%Y%m%dT%H%M%S")  # noqa: DTZ007 - a time of the zone
    last = date(2025, 12, 31)
    times = takewhile(
        lambda moment: moment.date() <= last, rrulestr(rule.replace("00Z", "00"), dtstart=first)
    )
    there = [moment.replace(tzinfo=ZoneInfo(zone)) for moment in times]
    rows = queries.agenda(file.reader, date(2023, 1, 1), last)
    assert [f"{each.starts_on} {each.starts_at}" for each in rows] == [
        f"{moment.astimezone(ZoneInfo('Asia/Seoul')):%Y-%m-%d %H:%M:%S}"
        for moment in there
        if moment.astimezone(ZoneInfo("Asia/Seoul")).date() <= last
    ]
    if note:
        end = date.fromisoformat(note)
        after = queries.agenda(file.reader, end, end + timedelta(60))
        assert [each.starts_on for each in after] == [end]


def test_changed_and_excluded_occurrences_of_another_zone_are_found(
    file: OfficeFile, tmp_path: Path
) -> None:
    """At another time of the day in winter and in summer."""
    zone = "TZID=America/New_York"
    weekly = f"UID:1@a\nSUMMARY:회의\nDTSTART;{zone}:20230302T200000\nRRULE:FREQ=WEEKLY;COUNT=11"
    off = f"EXDATE;{zone}:20230413T200000"
    one = (
        f"UID:1@a\nSUMMARY:옮긴 회의\nRECURRENCE-ID;{zone}:20230420T200000\nDTSTART:20230422T100000"
    )
    content = _calendar(f"{weekly}\n{off}", one)
    assert _import(file, tmp_path, content).added == 2
    rows = queries.agenda(file.reader, date(2023, 3, 1), date(2023, 5, 12))
    assert [f"{each.starts_on:%m-%d} {each.starts_at:%H}" for each in rows] == [
        "03-03 10", "03-10 10", "03-17 09", "03-24 09", "03-31 09", "04-07 09",
        "04-22 10", "04-28 09", "05-05 09", "05-12 09",
    ]  # fmt: skip
    assert not _import(file, tmp_path, content).written


@pytest.mark.parametrize(
    ("rule", "note"),
    [
        ("FREQ=HOURLY;COUNT=3", "하루 안에서 되풀이하는 규칙은 첫 번째만 넣습니다: FREQ=HOURLY;COUNT=3"),
        ("FREQ=YEARLY;BYWEEKNO=20;COUNT=2", "프로그램마다 달리 읽는 규칙입니다. 날짜를 확인해 주세요: FREQ=YEARLY;BYWEEKNO=20;COUNT=2"),
    ],
)  # fmt: skip
def test_rules_that_programs_read_differently_are_warned_of(
    file: OfficeFile, tmp_path: Path, rule: str, note: str
) -> None:
    result = _import(file, tmp_path, _calendar(f"{MEETING}\nRRULE:{rule}"))
    assert result.parsed.notes[-1] == f"1번째 일정 '주간회의': {note}"
    assert _drafts(file)[0].starts_on == date(2023, 4, 20)


@pytest.mark.parametrize(
    ("event", "message"),
    [
        ("SUMMARY:회의", "DTSTART: DTSTART가 없습니다. 시작하는 날이나 시각을 적어 주세요."),
        ("SUMMARY:회의\nDTSTART:20231301", "DTSTART '20231301': 없는 날짜나 시각입니다."),
        ("SUMMARY:회의\nDTSTART:내일", "DTSTART '내일': 날짜나 시각이 아닙니다. 20230419나 20230419T140000처럼 적어야 합니다."),
        ("SUMMARY:회의\nDTSTART:20230420T100000\nDTEND:20230420T090000", "DTEND '20230420T090000': 끝이 시작보다 빠릅니다. DTSTART와 DTEND를 확인해 주세요."),
        ("SUMMARY:회의\nDTSTART:20230420T100000\nDTEND:20230421", "DTEND '20230421': DTSTART와 DTEND 가운데 하나에만 시각이 있습니다. 둘 다 날짜나 둘 다 시각으로 고쳐 주세요."),
        ("SUMMARY:회의\nDTSTART:20230420\nDURATION:P999999W", "DURATION 'P999999W': 너무 깁니다."),
        ("SUMMARY:회의\nDTSTART:20230420\nSEQUENCE:둘", "SEQUENCE '둘': 몇 번째로 고친 것인지 0이나 그보다 큰 수로 적어야 합니다."),
        ("SUMMARY:회의\nDTSTART:20230420\nRRULE:FREQ=가끔", "RRULE 'FREQ=가끔': 되풀이 규칙을 읽을 수 없습니다."),
        ("SUMMARY:회의\nDTSTART:20230420\nDESCRIPTION:800101-1234567", "메모: 주민등록번호는 적을 수 없습니다. 법령에 근거가 있어야 모을 수 있습니다(개인정보 보호법 제24조의2)."),
    ],
)  # fmt: skip
def test_a_wrong_event_is_named_and_the_others_are_entered(
    file: OfficeFile, tmp_path: Path, event: str, message: str
) -> None:
    result = _import(file, tmp_path, _calendar(MEETING, event))
    assert [*report.error_lines(result)] == [f"2번째 일정 '회의' {message}"]
    assert [each.title for each in _drafts(file)] == ["주간회의"]


def test_events_with_one_uid_and_other_contents_are_wrong(file: OfficeFile, tmp_path: Path) -> None:
    other = MEETING.replace("주간회의", "다른 회의")
    result = _import(file, tmp_path, _calendar(MEETING, MEETING, other))
    assert [*report.known_lines(result)] == [
        "2번째 일정 '주간회의': 1번째 일정 '주간회의'과(와) 같습니다."
    ]
    assert [*report.error_lines(result)] == [
        (
            "3번째 일정 '다른 회의' UID '1@a': 1번째 일정 '주간회의'의 UID와 같은데 내용이 다릅니다. "
            "UID를 고치거나 나중 것의 SEQUENCE를 올려 주세요."
        )
    ]
    newer = _import(file, tmp_path, _calendar(MEETING, f"{other}\nSEQUENCE:1"))
    assert newer.errors == []
    assert [each.title for each in _drafts(file)] == ["다른 회의"]


def test_events_without_a_uid_are_known_by_title_and_time(file: OfficeFile, tmp_path: Path) -> None:
    content = _calendar(MEETING.removeprefix("UID:1@a\n"))
    assert _import(file, tmp_path, content).added == 1
    assert not _import(file, tmp_path, content).written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_files_of_all_encodings_are_read(file: OfficeFile, tmp_path: Path, encoding: str) -> None:
    assert _import(file, tmp_path, _calendar(MEETING).encode(encoding)).added == 1
    assert [each.title for each in _drafts(file)] == ["주간회의"]


def test_lines_folded_within_a_letter_are_read(file: OfficeFile, tmp_path: Path) -> None:
    content = _calendar(MEETING).encode()
    at = content.index("간".encode()) + 1
    _import(file, tmp_path, content[:at] + b"\r\n " + content[at:])
    assert [each.title for each in _drafts(file)] == ["주간회의"]


def test_letters_of_utf16_with_the_bytes_of_a_fold_are_read(
    file: OfficeFile, tmp_path: Path
) -> None:
    title = "갍–각ਠ"  # in UTF-16, big endian: ac0d 2013 ac01 0a20
    content = _calendar(MEETING.replace("주간회의", title)).encode("utf-16-be")
    _import(file, tmp_path, b"\xfe\xff" + content)
    assert [each.title for each in _drafts(file)] == [title]


def test_lines_folded_with_blank_lines_between_are_read(file: OfficeFile, tmp_path: Path) -> None:
    event = "SUMMARY:주간\n\n 회의\nDTSTART\n\n ;VALUE=DATE\n :20230420\n\nLOCATION:6층"
    _import(file, tmp_path, _calendar(event))
    assert [(each.title, each.starts_on, each.place) for each in _drafts(file)] == [
        ("주간회의", date(2023, 4, 20), "6층")
    ]


def test_a_changed_occurrence_without_a_uid_is_entered_alone_and_named(
    file: OfficeFile, tmp_path: Path
) -> None:
    event = MEETING.replace("UID:1@a\n", "RECURRENCE-ID;RANGE=THISANDFUTURE:20230420T100000\n")
    result = _import(file, tmp_path, _calendar(event))
    assert _times(file) == ["2023-04-20 10:00:00 None 11:00:00"]
    assert result.parsed.notes == [
        "1번째 일정 '주간회의': 반복의 한 회차인데 UID가 없어 이 회차만 넣습니다. 뒤의 회차는 넣지 않습니다."
    ]


def test_a_truncated_file_and_other_components(file: OfficeFile, tmp_path: Path) -> None:
    todo = "BEGIN:VTODO\nSUMMARY:할 일\nEND:VTODO\n"
    content = _calendar(MEETING, head=todo) + _calendar(MEETING.replace("1@a", "2@a"))
    result = _import(file, tmp_path, content[: content.rindex("END:VEVENT")])
    assert result.parsed.notes == ["할 일(VTODO) 1건은 읽지 않았습니다."]
    assert [*report.error_lines(result)] == [
        "2번째 일정 '주간회의': END:VEVENT가 없습니다. 파일이 잘렸을 수 있으니 다시 받아 주세요."
    ]
    assert len(_drafts(file)) == 1


@pytest.mark.parametrize("content", ["", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "<html>", "\0\1\2"])
def test_a_file_without_events_is_refused(file: OfficeFile, tmp_path: Path, content: str) -> None:
    with pytest.raises(FileError, match=r"일정\(VEVENT\)이 하나도 없습니다"):
        _import(file, tmp_path, content)


@pytest.mark.parametrize(
    ("name", "counts"),
    [
        ("big_bad_calendar", (20, 0, 20)),
        ("event_with_recurrence", (1, 100, 0)),
        ("example", (3, 3, 0)),
        ("invalid_duration", (1, 0, 1)),
        ("issue_1050_all_components", (1, 1, 0)),
        ("issue_1050_multiple_calendars", (2, 0, 2)),
        ("issue_1081_invalid_rrule_freq", (1, 0, 1)),
        ("issue_112_missing_tzinfo_on_exdate", (1, 1, 0)),
        ("issue_157_removes_trailing_semicolon", (1, 1, 0)),
        ("issue_165_missing_event", (1, 14, 0)),
        ("issue_313_globally_unique_tzid", (3, 3, 0)),
        ("issue_464_invalid_rdate", (1, 0, 1)),
        ("issue_526_calendar_with_different_events", (2, 2, 0)),
        ("issue_70_rrule_causes_attribute_error", (1, 1, 0)),
        ("multiple_calendar_components", (3, 3, 0)),
        ("multiple_timezones", (3, 0, 3)),
        ("parsing_error", (2, 20, 0)),
        ("period_with_timezone", (1, 1, 0)),
        ("rfc_7265_appendix_example_2_ical", (2, 2, 0)),
        ("rfc_7529", (4, 0, 4)),
    ],
)
def test_the_calendars_of_another_project_are_read(
    file: OfficeFile, name: str, counts: tuple[int, int, int]
) -> None:
    parsed = read_file(FOREIGN / f"{name}.ics", EVENT_IMPORT, file.reader, TODAY)
    result = check_rows(EVENT_IMPORT, file.reader, parsed)
    assert (len(parsed.places), len(result.new), len(result.errors)) == counts


_WORDS = st.text("가나다라 abcXYZ0123,;:\\-|*()·\"'", min_size=1, max_size=30).map(clean_input)
_TEXT = _WORDS.filter(lambda text: text and "|" not in text and text[0] not in "'-*")
_OPTIONAL = st.just("") | _TEXT
_DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
_CLOCKS = st.builds(time, st.integers(0, 23), st.integers(0, 59))
_NOTES = st.just("") | st.lists(_TEXT, min_size=1, max_size=3).map("\n\n".join)


@st.composite
def _events(draw: st.DrawFn) -> EventDraft:
    first = draw(_DAYS)
    last = first + timedelta(days=draw(st.integers(0, 5)))
    all_day = draw(st.booleans())
    starts_at = None if all_day else draw(st.none() | _CLOCKS)
    ends_at = draw(st.none() | _CLOCKS) if starts_at else None
    return EventDraft(
        draw(_TEXT),
        first,
        starts_at,
        ends_at,
        draw(_OPTIONAL),
        draw(st.sampled_from([*model.KINDS])),
        draw(st.sampled_from([*model.STATUSES])),
        draw(st.sampled_from(["public", "internal"])),
        all_day,
        None if last == first else last,
        draw(_OPTIONAL),
        draw(_OPTIONAL),
        draw(_TEXT),
        draw(_OPTIONAL),
        draw(st.none() | st.integers(1, 99)),
        draw(_NOTES),
        lines=tuple(draw(st.lists(st.builds(LineDraft, _OPTIONAL, _TEXT), max_size=3))),
    )


@pytest.mark.slow
@settings(max_examples=60, deadline=None, suppress_health_check=[*HealthCheck])
@given(events=st.lists(_events().filter(lambda each: not event_errors(each)), max_size=4))
def test_an_exported_diary_read_back_is_the_same(
    events: list[EventDraft], tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("diary")
    for name in ("a", "b"):
        create(folder / f"{name}.db", record_classes)
    with (
        closing(OfficeFile(folder / "a.db", "김주무관")) as one,
        closing(OfficeFile(folder / "b.db", "이주무관")) as other,
    ):
        for event in events:
            store.add(one, event)
        path = folder / "a.ics"
        if not events:
            return
        write_calendar(_exported(one), path, force=True)
        for file, added in ((other, len(events)), (one, 0), (other, 0)):
            result = write(file, EVENT_IMPORT, read_file(path, EVENT_IMPORT, file.reader, TODAY))
            assert (result.errors, result.added) == ([], added)
        assert _drafts(other) == _drafts(one)
        assert _uids(other) == _uids(one)


def _exported(file: OfficeFile) -> Any:
    return calendar_file(file.reader, Period(TODAY), CalendarOptions())


def _uids(file: OfficeFile) -> list[str]:
    lines = "".join(_exported(file).pieces).replace("\r\n ", "").split("\r\n")
    return [line for line in lines if line.startswith("UID:")]


def test_occurrences_keep_their_identity_through_an_export(
    file: OfficeFile, tmp_path: Path
) -> None:
    _import(file, tmp_path, _calendar(WEEKLY))
    path = tmp_path / "내보낸 것.ics"
    write_calendar(_exported(file), path, force=True)
    create(tmp_path / "other.db", record_classes)
    with closing(OfficeFile(tmp_path / "other.db", "이주무관")) as other:
        write(other, EVENT_IMPORT, read_file(path, EVENT_IMPORT, other.reader, TODAY))
        result = _import(
            other, tmp_path, _calendar(f"{WEEKLY}\nSEQUENCE:1".replace("주간", "월간"))
        )
        assert (result.added, len(result.changes)) == (0, 1)
        assert {each.title for each in _drafts(other)} == {"월간회의"}


_RULES = st.sampled_from(
    [
        "FREQ=DAILY", "FREQ=DAILY;INTERVAL=2;COUNT=9", "FREQ=WEEKLY;UNTIL=20310115",
        "FREQ=MONTHLY;UNTIL=20310115", "FREQ=YEARLY",
    ]
)  # fmt: skip


@pytest.mark.slow
@settings(max_examples=12, deadline=None, suppress_health_check=[*HealthCheck])
@given(
    event=_events().filter(lambda each: not event_errors(each)),
    rule=_RULES,
    holiday_rule=st.sampled_from([*model.HOLIDAY_RULES]),
    changed=st.lists(st.integers(0, 5), unique=True, max_size=2),
    left_out=st.integers(0, 5),
)
def test_exported_series_read_back_are_the_same(
    *,
    event: EventDraft,
    rule: str,
    holiday_rule: str,
    changed: list[int],
    left_out: int,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    assert event.starts_on
    folder = tmp_path_factory.mktemp("diary")
    for name in ("a", "b"):
        create(folder / f"{name}.db", record_classes)
    steps = (model.StepDraft(10, "환영사 | 인사", "비서실"),)
    series = event._replace(
        rrule=rule, holiday_rule=holiday_rule, steps=steps, own_starts_at=time(9), busy=False,
        role="speech", attendance="deputy", deputy="부시장", hold_until=event.starts_on,
    )  # fmt: skip
    with (
        closing(OfficeFile(folder / "a.db", "김주무관")) as one,
        closing(OfficeFile(folder / "b.db", "이주무관")) as other,
    ):
        number = store.add(one, series)
        span = event.starts_on, event.starts_on + timedelta(days=400)
        keys = [each.key for each in queries.agenda(one.reader, *span) if each.is_occurrence]
        for at in changed:
            if at < len(keys) and at != left_out:
                stored = queries.occurrence_draft(one.reader, keys[at])
                assert stored
                draft = stored.draft._replace(title="고친 회차")
                series_store.change_occurrence(one, keys[at], stored.rev, "one", draft)
        if left_out < len(keys):
            rev = queries.event(one.reader, number)
            assert rev
            series_store.delete_occurrence(one, keys[left_out], rev.rev, "one")
        path = folder / "a.ics"
        write_calendar(_exported(one), path, force=True)
        for file, is_new in ((other, True), (one, False), (other, False)):
            parsed = read_file(path, EVENT_IMPORT, file.reader, TODAY)
            result = write(file, EVENT_IMPORT, parsed)
            assert (result.errors, result.changes, bool(result.added)) == ([], [], is_new)
        assert _drafts(other) == _drafts(one)
        assert _uids(other) == _uids(one)
        rows = [queries.agenda(file.reader, *span) for file in (one, other)]
        assert [[(r.starts_on, r.starts_at, r.title) for r in each] for each in rows[:1]] == [
            [(r.starts_on, r.starts_at, r.title) for r in each] for each in rows[1:]
        ]
