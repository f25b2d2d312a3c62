"""Calendar files on the command line: import schedule and export schedule."""

from contextlib import closing
from datetime import date, datetime, time
from pathlib import Path

import pytest
from dateutil.rrule import rrulestr

from secretariat_tui.areas import AREAS, record_classes
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.areas.holidays.store import HOLIDAYS
from secretariat_tui.areas.schedule import queries, store
from secretariat_tui.areas.schedule.calendar_files.queries import full_events
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.cli.main import main
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.tables import export
from secretariat_tui.tables.history import history_source
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables

EVENTS = (
    EventDraft(
        "확대 간부회의; 예산, 결산",
        date(2023, 4, 20),
        time(10, 0),
        time(11, 30),
        "시청 6층",
        visibility="internal",
        note="홍길동 국장 010-1234-5678",
        lines=(LineDraft("참석", "부시장"),),
    ),
    EventDraft("홍길동 010-1234-5678 접견", date(2023, 4, 21), time(14, 0), kind="other"),
    EventDraft("인사 면담", date(2023, 4, 22), time(9, 0), visibility="secret", place="집무실"),
    EventDraft("통합방위훈련", date(2023, 4, 24), all_day=True, ends_on=date(2023, 4, 26)),
)


@pytest.fixture
def office(tmp_path: Path) -> Path:
    path = tmp_path / "office.db"
    create(path, record_classes)
    with closing(OfficeFile(path, "김주무관")) as file:
        for event in EVENTS:
            store.add(file, event)
    return path


def _export(office: Path, *options: str) -> list[str]:
    """Export the diary; return the unfolded lines without those that differ each time."""
    out = office.with_name("out.ics")
    assert (
        main(["export", "schedule", "-o", str(out), "--force", "--file", str(office), *options])
        == 0
    )
    text = out.read_bytes().decode()
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    return text.replace("\r\n ", "").split("\r\n")


def test_the_exported_events_are_those_of_the_diary(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = _export(office)
    assert capsys.readouterr().out == (
        f"3건을 파일로 냈습니다: {office.with_name('out.ics')} 비공개 1건은 뺐습니다.\n"
    )
    assert lines.count("BEGIN:VEVENT") == 3
    assert "집무실" not in "".join(lines)
    shown = {"DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "CLASS", "STATUS", "SEQUENCE"}
    first = lines[lines.index("BEGIN:VEVENT") : lines.index("END:VEVENT")]
    assert [line for line in first if line.replace(";", ":").split(":")[0] in shown] == [
        "SEQUENCE:0",
        "DTSTART;TZID=Asia/Seoul:20230420T100000",
        "DTEND;TZID=Asia/Seoul:20230420T113000",
        "SUMMARY:확대 간부회의\\; 예산\\, 결산",
        "DESCRIPTION:참석: 부시장\\n\\n홍길동 국장 010-1234-5678",
        "CLASS:PRIVATE",
        "STATUS:CONFIRMED",
    ]
    at = lines.index("DTSTART;VALUE=DATE:20230424")
    assert lines[at + 1] == "DTEND;VALUE=DATE:20230427"
    assert "TZID:Asia/Seoul" in lines


def test_uids_stay_and_the_sequence_grows_with_a_change(office: Path) -> None:
    before = [line for line in _export(office) if line.startswith(("UID:", "SEQUENCE:"))]
    with closing(OfficeFile(office, "김주무관")) as file:
        store.set_status(file, 1, 1, "done")
    after = [line for line in _export(office) if line.startswith(("UID:", "SEQUENCE:"))]
    assert after == [before[0], "SEQUENCE:1", *before[2:]]


def test_a_period_and_busy_times(office: Path) -> None:
    lines = _export(office, "--from", "2023-04-21", "--to", "2023-04-22", "--busy")
    titles = [line for line in lines if line.startswith(("SUMMARY", "LOCATION", "CLASS"))]
    assert titles == [
        "SUMMARY:홍길동 010-1234-5678 접견", "CLASS:PUBLIC", "SUMMARY:비공개", "CLASS:CONFIDENTIAL",
    ]  # fmt: skip


def test_an_export_for_outside_is_masked_and_logged(office: Path) -> None:
    lines = _export(office, "--outside", "--purpose", "언론 제공")
    titles = [line for line in lines if line.startswith("SUMMARY")]
    assert titles == ["SUMMARY:홍길동 010-****-**** 접견", "SUMMARY:통합방위훈련"]
    assert not [line for line in lines if line.startswith("DESCRIPTION")]
    with closing(Reader(office)) as reader:
        sheet = history_source(audit_tables(AREAS)).read(reader, Period(date(2023, 4, 19)))
    texts = "".join(export.text(sheet, "tsv", header=False))
    assert "out.ics" in texts
    assert "언론 제공" in texts


def test_a_calendar_is_only_of_the_diary(office: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", "budget", "-o", "x.ics", "--file", str(office)]) != 0
    assert "달력 파일로 낼 수 없는 표입니다." in capsys.readouterr().err


def test_an_import_shows_first_what_it_would_do(
    office: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "회의.ics"
    event = "BEGIN:VEVENT\nUID:7@a\nSUMMARY:주례회의\nDTSTART:20230501T090000\nRRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\n"
    path.write_text(f"BEGIN:VCALENDAR\n{event}END:VCALENDAR\n", encoding="utf-8")
    arguments = ["import", "schedule", str(path), "--file", str(office), "--today", "2023-04-19"]
    assert main([*arguments, "--dry-run"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "회의.ics (iCalendar, UTF-8)",
        (
            "1번째 일정 '주례회의'  제목: 주례회의 · 날짜: 2023. 5. 1.(월) · 시작 시각: 09:00 · 구분: 기타 · 상태: 확정 · "
            "공개: 공개 · 종일: 아니오 · 참석: 직접 · 시간 차지: 예 · 반복: FREQ=WEEKLY;COUNT=3 · 휴일이면: 그대로"
        ),
        "읽음 1 · 더할 것 1 · 이미 있음 0 · 받지 않음 0",
    ]
    assert main(arguments) == 0
    assert capsys.readouterr().out.splitlines()[-1] == (
        "읽음 1 · 더함 1 · 이미 있음 0 · 받지 않음 0"
    )
    assert main(["import", "budget", str(path), "--file", str(office)]) != 0
    assert "달력 파일(iCalendar)은 일정으로만 들여옵니다." in capsys.readouterr().err


def _without_rules(lines: list[str]) -> list[str]:
    """Return the starts of the first half of 2023 as a program sees them that knows no holiday rule."""
    starts = list[datetime]()
    for block in "\n".join(lines).split("BEGIN:VEVENT\n")[1:]:
        properties = dict(line.split(":", 1) for line in block.splitlines() if ":" in line)
        start = datetime.strptime(properties["DTSTART;TZID=Asia/Seoul"], _FORM)  # noqa: DTZ007
        rule = properties.get("RRULE", "FREQ=DAILY;COUNT=1").replace("00Z", "00")
        left_out = filter(None, properties.get("EXDATE;TZID=Asia/Seoul", "").split(","))
        excluded = {datetime.strptime(each, _FORM) for each in left_out}  # noqa: DTZ007
        times = rrulestr(rule, dtstart=start).between(_FIRST, _LAST, inc=True)
        starts += [each for each in times if each not in excluded]
    return [f"{each:%m-%d %H:%M}" for each in sorted(starts)]


_FORM = "%Y%m%dT%H%M%S"
_FIRST, _LAST = datetime(2023, 1, 1), datetime(2023, 6, 30)  # noqa: DTZ001 - local times


@pytest.mark.parametrize(
    ("holiday_rule", "expected"),
    [
        ("next", ["05-02 10:00", "05-08 10:00", "05-15 10:00", "05-22 10:00", "05-30 10:00"]),
        ("previous", ["04-28 10:00", "05-08 10:00", "05-15 10:00", "05-22 10:00", "05-26 10:00"]),
        ("skip", ["05-08 10:00", "05-15 10:00", "05-22 10:00"]),
    ],
)
def test_other_programs_see_the_days_that_a_holiday_rule_gives(
    office: Path, tmp_path: Path, holiday_rule: str, expected: list[str]
) -> None:
    """2023-05-01 is made a holiday, 2023-05-29 is one."""
    weekly = EventDraft(
        "주간회의",
        date(2023, 4, 17),
        time(10),
        time(11),
        rrule="FREQ=WEEKLY",
        holiday_rule=holiday_rule,
    )
    with closing(OfficeFile(office, "김주무관")) as file:
        for each in (1, 2, 3, 4):
            store.delete(file, each)
        store.add(file, weekly)
        HOLIDAYS.add(file, HolidayDraft(date(2023, 5, 1), "임시공휴일"))
        shown = [
            f"{each.starts_on:%m-%d} {each.starts_at:%H:%M}"
            for each in queries.agenda(file.reader, _FIRST.date(), _LAST.date())
        ]
    lines = _export(office)
    seen = _without_rules(lines)
    assert seen == shown
    assert [each for each in seen if "04-28" <= each < "06"] == expected
    other = tmp_path / "other.db"
    create(other, record_classes)
    for _time in range(2):  # read back, the series is the same
        main(["import", "schedule", str(office.with_name("out.ics")), "--file", str(other)])
        with closing(OfficeFile(other, "이주무관")) as file:
            rows = full_events(file.reader, EARLIEST, LATEST)
            assert [each.stored.draft for each in rows] == [weekly]
