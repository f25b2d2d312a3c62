"""Reminders of events: when they are due, what the terminal is asked to show, one bell for all windows."""

from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from secretariat_tui import settings
from secretariat_tui.areas import AREAS
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.details import reminders
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.app import SecretariatApp
from secretariat_tui.tui.reminders import Announcer, Reminders, notification
from secretariat_tui.tui.runtime.preferences import Preferences, load_preferences
from tests.tui.desk import TODAY, Desk, desk
from tests.tui.test_clock import Watch, set_clock

TEN_MINUTES = timedelta(minutes=10)


def at(hour: int, minute: int, second: int = 0) -> datetime:
    return datetime.combine(TODAY, time(hour, minute, second))


def add(path: Path, *drafts: EventDraft) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for each in drafts:
            schedule.add(file, each)


MEETING = EventDraft("간부회의", TODAY, time(9, 30), place="6층 상황실")


@pytest.mark.parametrize(
    ("draft", "now", "expected"),
    [
        (MEETING, at(9, 19, 59), []),
        (MEETING, at(9, 20), ["10분 뒤: 09:30 간부회의 (6층 상황실)"]),
        (MEETING, at(9, 25, 30), ["5분 뒤: 09:30 간부회의 (6층 상황실)"]),
        (MEETING, at(9, 30, 1), []),
        (
            MEETING._replace(travel_before=25),
            at(8, 55, 10),
            ["10분 뒤 출발: 09:30 간부회의 (6층 상황실)"],
        ),
        (
            MEETING._replace(own_starts_at=time(9, 50), ends_at=time(11)),
            at(9, 45),
            ["5분 뒤: 09:50 간부회의 (6층 상황실)"],
        ),
        (MEETING._replace(visibility="secret"), at(9, 20), ["10분 뒤: 09:30 비공개"]),
        (MEETING._replace(attendance="deputy", deputy="부시장"), at(9, 20), []),
        (MEETING._replace(status="cancelled"), at(9, 20), []),
        (MEETING._replace(starts_at=None, all_day=True), at(9, 20), []),
        (MEETING._replace(starts_on=date(2023, 4, 20), starts_at=time(0, 5)), at(23, 58), [
            "7분 뒤: 00:05 간부회의 (6층 상황실)"
        ]),
    ],
)  # fmt: skip
def test_an_event_is_due_before_it_begins_or_the_way_there_does(
    path: Path, draft: EventDraft, now: datetime, expected: list[str]
) -> None:
    add(path, draft)
    with closing(Reader(path)) as reader:
        assert [each.text for each in reminders(reader, now, TEN_MINUTES)] == expected


@pytest.mark.parametrize(
    ("env", "expected"),
    [
        ({"TERM_PROGRAM": "iTerm.app"}, "\x1b]9;일정 알림: 5분 뒤, 회의\x1b\\"),
        ({"TERM_PROGRAM": "WezTerm", "TERM": "xterm-256color"}, "\x1b]9;일정 알림: 5분 뒤, 회의\x1b\\"),
        ({"TERM": "xterm-kitty"}, "\x1b]9;일정 알림: 5분 뒤, 회의\x1b\\"),
        ({"TERM": "foot"}, "\x1b]777;notify;일정 알림;5분 뒤, 회의\x1b\\"),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7200"}, "\x1b]777;notify;일정 알림;5분 뒤, 회의\x1b\\"),
        ({"TERM_PROGRAM": "Apple_Terminal"}, ""),
        ({"TERM_PROGRAM": "iTerm.app", "TMUX": "/tmp/tmux"}, ""),
        ({"TERM": "screen-256color", "VTE_VERSION": "7200"}, ""),
    ],
)  # fmt: skip
def test_the_terminal_decides_how_it_is_asked_to_notify(env: dict[str, str], expected: str) -> None:
    assert notification(env, "일정 알림", "5분 뒤; 회의") == expected


def test_a_text_cannot_end_the_sequence_and_begin_another() -> None:
    sequence = notification({"TERM": "foot"}, "알림", "회의\x1b\\\x1b]52;c;AAAA\x07\n")
    assert sequence.count("\x1b") == 2
    assert "\x07" not in sequence


class Recorder(Announcer):
    """Keeps what is announced."""

    async def announce(self, title: str, text: str) -> None:
        self.write(f"{title} {text}")


def watched(there: Desk, now: datetime, announced: list[str], minutes: int = 10) -> Watch:
    watch = Watch(now)
    set_clock(there.app, watch)
    there.app._reminders = Reminders(
        [each.reminders() for each in AREAS if each.reminders],
        minutes,
        settings.state_dir() / "reminders",
        Recorder("auto", list[str]().clear, announced.append),
    )
    return watch


async def tick(there: Desk, watch: Watch, minutes: int) -> str:
    watch.now += timedelta(minutes=minutes)
    there.app.follow_clock()
    await there.settle()
    return there.text()


async def test_a_reminder_is_shown_once_and_again_if_the_event_moves(path: Path) -> None:
    add(path, MEETING)
    announced: list[str] = []
    async with desk(path) as there:
        watch = watched(there, at(9, 18), announced)
        assert "간부회의 (6층" not in await tick(there, watch, 1)
        assert "10분 뒤: 09:30 간부회의 (6층 상황실)" in await tick(there, watch, 1)
        await tick(there, watch, 1)
        assert announced == ["일정 알림 10분 뒤: 09:30 간부회의 (6층 상황실)"]
        with closing(OfficeFile(path, "이주무관")) as other:
            schedule.change(other, 1, 1, MEETING._replace(starts_at=time(9, 40)))
        await tick(there, watch, 9)
        assert announced[1:] == ["일정 알림 10분 뒤: 09:40 간부회의 (6층 상황실)"]


async def test_of_two_windows_one_rings(path: Path) -> None:
    add(path, MEETING)
    announced: list[str] = []
    for _window in range(2):
        async with desk(path) as there:
            watch = watched(there, at(9, 19), announced)
            assert "10분 뒤: 09:30 간부회의" in await tick(there, watch, 1)
    assert announced == ["일정 알림 10분 뒤: 09:30 간부회의 (6층 상황실)"]


async def test_a_masked_screen_hides_names_and_0_minutes_show_nothing(path: Path) -> None:
    add(path, MEETING._replace(title="홍길동 010-1234-5678 면담"))
    announced: list[str] = []
    async with desk(path) as there:
        watch = watched(there, at(9, 18), announced, minutes=0)
        await tick(there, watch, 2)
        assert announced == []
        watch = watched(there, at(9, 18), announced)
        await there.press("ctrl+x")
        await tick(there, watch, 2)
    assert len(announced) == 1
    assert "010-1234-5678" not in announced[0]


@pytest.mark.parametrize(
    ("chosen", "rung", "written"),
    [("auto", 1, ["\x1b]777;notify;알림;회의\x1b\\"]), ("bell", 1, []), ("off", 0, [])],
)
async def test_the_bell_and_the_notification_can_be_switched_off(
    monkeypatch: pytest.MonkeyPatch, chosen: str, rung: int, written: list[str]
) -> None:
    monkeypatch.setenv("TERM", "foot")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.delenv("KITTY_WINDOW_ID", raising=False)
    bells, sequences = list[int](), list[str]()
    announcer = Announcer(chosen, lambda: bells.append(1), sequences.append)
    await announcer.announce("알림", "회의")
    assert (len(bells), sequences) == (rung, written)


@pytest.mark.parametrize(("chosen", "rung"), [("off", 0), ("bell", 1)])
async def test_the_app_rings_as_the_settings_have_it(
    path: Path, monkeypatch: pytest.MonkeyPatch, chosen: str, rung: int
) -> None:
    add(path, MEETING)
    bells = list[int]()

    def ring(_app: SecretariatApp) -> None:
        bells.append(1)

    monkeypatch.setattr(SecretariatApp, "bell", ring)
    async with desk(path, preferences=Preferences(reminder=5, notifications=chosen)) as there:
        watch = Watch(at(9, 24))
        set_clock(there.app, watch)
        assert "5분 뒤: 09:30 간부회의" in await tick(there, watch, 1)
    assert len(bells) == rung


def test_the_settings_have_minutes_and_a_switch() -> None:
    assert load_preferences(AREAS, {}).reminder == 10
    config = settings.config_file()
    config.parent.mkdir(parents=True)
    config.write_text('reminder = 0\nnotifications = "bell"\n', encoding="utf-8")
    chosen = load_preferences(AREAS, {})
    assert (chosen.reminder, chosen.notifications, chosen.faults) == (0, "bell", ())
    config.write_text("reminder = -5\n", encoding="utf-8")
    chosen = load_preferences(AREAS, {})
    assert chosen.reminder == 10
    assert [each.message for each in chosen.faults] == ["알림은 0에서 1440 사이의 분으로 적습니다."]
