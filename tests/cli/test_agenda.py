"""The agenda in lines, for a shell prompt and cron."""

import subprocess
import sys
from contextlib import closing
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.cli import agenda
from secretariat_tui.database.file import OfficeFile
from tests.cli.test_commands import call
from tests.conftest import Prepared

DAY = date(2023, 4, 18)


def fill(path: Path) -> None:
    """Add a day with a clash, a secret event and an all-day one, and an event on the day after."""
    with closing(OfficeFile(path, "김주무관")) as file:

        def event(
            title: str, day: date, start: time | None, end: time | None = None, **values: Any
        ) -> None:
            schedule.add(file, EventDraft(title, day, start, end)._replace(**values))

        event("도서관의 날", DAY, None, all_day=True, kind="other", busy=False)
        event("협약식", DAY, time(10), time(11, 30), place="시청 8층")
        event("MBN 인터뷰", DAY, time(11), time(12), kind="interview", outlet="MBN")
        event("인사 협의", DAY, time(14), time(15), place="시장실", visibility="secret")
        event("취소된 회의", DAY, time(13), status="cancelled")
        event("국회의원 내방", date(2023, 4, 20), time(9))


@pytest.fixture
def office(prepared: Prepared) -> Path:
    return prepared(fill)


@pytest.fixture(autouse=True)
def _noon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agenda, "time_of_day", lambda: time(12, 40, 30))


def run(capsys: pytest.CaptureFixture[str], office: Path, *args: str) -> tuple[int, str, str]:
    return call(capsys, "--file", office, "--today", "2023-04-18", "agenda", *args)


def test_the_agenda_has_the_day_its_clashes_and_the_next_event(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    code, shown, problem = run(capsys, office)
    assert (code, problem) == (1, "")
    assert shown == (
        "  종일        도서관의 날\n"
        "! 10:00–11:30 협약식  시청 8층\n"
        "! 11:00–12:00 MBN 인터뷰\n"
        "  13:00       취소된 회의 (취소)\n"
        "  14:00–15:00 비공개\n"
        "겹치는 일정 2건\n"
        "다음: 14:00 비공개 (1시간 20분 뒤)\n"
    )


def test_secret_events_are_shown_only_if_asked_for(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    code, shown, _problem = run(capsys, office, "--secret")
    assert code == 1
    assert "  14:00–15:00 인사 협의  시장실\n" in shown
    assert shown.endswith("다음: 14:00 인사 협의 (1시간 20분 뒤)\n")


def test_several_days_have_their_dates_and_no_clash_ends_with_0(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    assert run(capsys, office, "--date", "내일", "--days", "7") == (
        0,
        "4.20.(목)\n  09:00       국회의원 내방\n다음: 14:00 비공개 (1시간 20분 뒤)\n",
        "",
    )
    assert run(capsys, office, "--date", "4.22.") == (
        0, "일정이 없습니다.\n다음: 14:00 비공개 (1시간 20분 뒤)\n", "",
    )  # fmt: skip


def test_an_expired_hold_is_named_and_ends_with_1(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        draft = EventDraft("만찬", date(2023, 4, 25), time(18), status="hold")
        schedule.add(file, draft._replace(hold_until=DAY))
        schedule.add(file, draft._replace(title="오찬", hold_until=date(2023, 4, 17)))
    args = ("--date", "4.22.")
    expected = "일정이 없습니다.\n잠정 기한이 지남: 4.25.(화) 오찬 (잠정)\n다음: 14:00 비공개 (1시간 20분 뒤)\n"
    assert run(capsys, office, *args) == (1, expected, "")


def test_the_next_event_alone_is_one_line(
    capsys: pytest.CaptureFixture[str], office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run(capsys, office, "--format", "next") == (0, "14:00 비공개 (1시간 20분 뒤)\n", "")
    monkeypatch.setattr(agenda, "time_of_day", lambda: time(13, 59, 30))
    assert run(capsys, office, "--format", "next")[1] == "14:00 비공개 (1분 뒤)\n"
    monkeypatch.setattr(agenda, "time_of_day", lambda: time(14))
    expected = "4.20.(목) 09:00 국회의원 내방 (1일 뒤)\n"
    assert run(capsys, office, "--format", "next") == (0, expected, "")
    args = ("--file", office, "--today", "2023-04-21", "agenda", "--format", "next")
    assert call(capsys, *args) == (1, "", "")


def test_events_that_the_mayor_does_not_attend_are_marked_and_never_next(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    day = date(2023, 4, 19)
    with closing(OfficeFile(office, "김주무관")) as file:
        for draft in (
            EventDraft("9시 회의", day, time(9), attendance="deputy", deputy="이부시장"),
            EventDraft("10시 회의", day, time(10), attendance="written"),
            EventDraft("11시 회의", day, time(11), attendance="declined"),
            EventDraft("12시 회의", day, time(12), attendance="deputy", status="hold"),
            EventDraft("13시 회의", day, time(13), attendance="deputy", visibility="secret"),
            EventDraft("14시 회의", day, time(14)),
        ):
            schedule.add(file, draft)
    args = ("--file", office, "--today", "2023-04-19", "agenda")
    lines = call(capsys, *args)[1].splitlines()
    assert lines == [
        "  09:00       9시 회의 (대참)",
        "  10:00       10시 회의 (서면)",
        "  11:00       11시 회의 (불참)",
        "  12:00       12시 회의 (잠정·대참)",
        "  13:00       비공개",
        "  14:00       14시 회의",
        "다음: 14:00 14시 회의 (1시간 20분 뒤)",
    ]
    assert "13:00       13시 회의 (대참)" in call(capsys, *args, "--secret")[1]
    assert call(capsys, *args, "--format", "next") == (0, "14:00 14시 회의 (1시간 20분 뒤)\n", "")


def test_a_wrong_number_of_days_is_an_error(
    capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    for typed in ("0", "367", "둘"):
        code, shown, problem = run(capsys, office, "--days", typed)
        assert (code, shown) == (2, "")
        assert "날수는 1에서 366 사이로 적습니다." in problem


def test_the_agenda_imports_neither_the_screen_nor_the_means_to_write(office: Path) -> None:
    script = (
        "import sys; from secretariat_tui.cli.main import main; "
        f"main(['--file', {str(office)!r}, '--today', '2023-04-18', 'agenda']); "
        "print(sorted({'textual', 'rich', 'sqlmodel', 'sqlalchemy', 'jinja2', 'holidays'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.endswith("\n[]\n")
