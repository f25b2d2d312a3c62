"""What the diary has of events that are typed or pasted: occurrences of series on both sides."""

from datetime import date, time

from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.quick_add.check import Finding, check_events
from secretariat_tui.areas.schedule.quick_add.text import parse_text
from secretariat_tui.database.file import OfficeFile
from tests.conftest import TODAY

STAFF = EventDraft("간부회의", date(2023, 4, 18), time(9), time(10), rrule="FREQ=WEEKLY;BYDAY=TU")


def _found(file: OfficeFile, text: str) -> list[Finding]:
    return check_events(file.reader, parse_text(text, TODAY, TODAY).events)


def test_an_event_clashes_with_the_occurrence_of_its_day(file: OfficeFile) -> None:
    store.add(file, STAFF)
    assert _found(file, "4.25. 9:30-10:30 현장방문") == [Finding(clashes=("09:00–10:00 간부회의",))]
    assert _found(file, "4.26. 9:30-10:30 현장방문") == [Finding()]
    assert _found(file, "4.25. 9:00-10:00 간부회의") == [Finding(is_known=True)]


def test_each_occurrence_of_a_new_series_is_compared(file: OfficeFile) -> None:
    store.add(file, STAFF._replace(title="업무보고", starts_on=date(2023, 5, 2), rrule=""))
    store.add(file, STAFF._replace(title="시정회의", starts_on=date(2023, 5, 16), rrule=""))
    assert _found(file, "매주화 9시-10시 주간회의") == [
        Finding(clashes=("5.2.(화) 09:00–10:00 업무보고", "5.16.(화) 09:00–10:00 시정회의"))
    ]


def test_the_occurrences_of_a_list_are_compared_with_each_other(file: OfficeFile) -> None:
    found = _found(file, "매주화 9시-10시 주간회의\n5.2. 9:30-10:00 업무보고\n5.3. 9:30-10:00 접견")
    assert [each.clashes for each in found] == [
        ("5.2.(화) 09:30–10:00 업무보고",), ("09:00–10:00 주간회의",), (),
    ]  # fmt: skip


def test_many_clashes_are_counted(file: OfficeFile) -> None:
    store.add(file, STAFF)
    (found,) = _found(file, "매주화 9시-10시 주간회의")
    assert found.clashes[:2] == ("09:00–10:00 간부회의", "5.2.(화) 09:00–10:00 간부회의")
    assert found.clashes[-1] == "그 밖에 9번"
