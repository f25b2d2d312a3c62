"""Keys typed while the program stands still: each reaches the field that would have had the focus."""

import json
import os
import signal
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from secretariat_tui import settings
from secretariat_tui.database.file import OfficeFile
from tests.terminal.pty import Terminal, program

_INSERT, _SAVE = b"\x1b[2~", b"\x13"
_WITHOUT_TODAY = """
import sys
from secretariat_tui.areas.today.screen import TodayScreen
def broken(self):
    raise AssertionError
TodayScreen.on_mount = broken
from secretariat_tui.cli.main import main
sys.exit(main(["--file", sys.argv[1], "--today", "2023-04-19"]))
"""
_PAUSE = 2.0  # seconds: longer than any patience that a program may have with a key


def _pause(seconds: float) -> None:
    threading.Event().wait(seconds)  # this is about time that passes


def _until_kept(text: str) -> None:
    """Wait until what is typed is kept; it is drawn letter by letter, so never seen in one piece."""
    for _try in range(600):
        files = (settings.state_dir() / "forms").glob("*.json")
        if any(json.dumps(text)[1:-1] in file.read_text("utf-8") for file in files):
            return
        _pause(0.05)
    raise TimeoutError(text)


def _events(path: Path) -> list[tuple[str, ...]]:
    with closing(OfficeFile(path, "다른 창")) as file:
        sql = "SELECT title, starts_at, place FROM event WHERE title LIKE '새한동%'"
        return file.reader.tuples(sql)


def test_the_area_whose_key_was_typed_during_the_start_is_shown_without_the_first_one(
    office: Path,
) -> None:
    with Terminal([sys.executable, "-c", _WITHOUT_TODAY, str(office)]) as there:
        there.send(b"5")
        there.until("상주시청 대회의실")


def test_keys_typed_before_the_start_go_where_they_would_have_gone(office: Path) -> None:
    with Terminal(program("--file", str(office), "--today", "2023-04-19")) as there:
        there.send(b"5" + _INSERT)
        there.until("새 협약")
        there.send(b"\x1b")
        there.until("상주시청 대회의실")
        there.send(b"1")
        there.until("23-020")


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0.0, 0.02, 0.05, 0.1, 0.2])
def test_a_pause_after_insert_loses_and_misplaces_nothing(office: Path, delay: float) -> None:
    with Terminal(program("--file", str(office), "--today", "2023-04-19")) as there:
        there.until("23-020")
        there.send(b"2")
        there.until("날짜로")
        there.send(_INSERT)
        _pause(delay)
        os.kill(there.pid, signal.SIGSTOP)
        there.send("새한동 현장방문".encode() + b"\t\t" + b"14:00\t15:00\t")
        _pause(_PAUSE)
        there.send("구청".encode() + _SAVE)
        os.kill(there.pid, signal.SIGCONT)
        there.until("저장했습니다")
    assert _events(office) == [("새한동 현장방문", "14:00", "구청")]


@pytest.mark.slow
@pytest.mark.parametrize("stop_after", [1, 3, 5])
def test_pauses_between_fields_lose_and_misplace_nothing(office: Path, stop_after: int) -> None:
    parts = [_INSERT, "새한동 방문".encode(), b"\t", b"\t", b"14:00", b"\t15:00\t", "구청".encode(), _SAVE, b"2"]  # fmt: skip
    with Terminal(program("--file", str(office), "--today", "2023-04-19")) as there:
        there.until("23-020")
        there.send(b"2")
        there.until("날짜로")
        for part in parts[:stop_after]:
            there.send(part)
        os.kill(there.pid, signal.SIGSTOP)
        for part in parts[stop_after:]:
            there.send(part)
            _pause(_PAUSE / 4)
        os.kill(there.pid, signal.SIGCONT)
        there.until("저장했습니다")
    assert _events(office) == [("새한동 방문", "14:00", "구청")]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP, signal.SIGTERM])
def test_what_was_typed_when_the_program_died_is_offered(office: Path, number: int) -> None:
    with Terminal(program("--file", str(office), "--today", "2023-04-19")) as there:
        there.until("23-020")
        there.send(b"2")
        there.until("날짜로")
        there.send(_INSERT)
        there.until("새 일정")
        there.send("새한동 현장방문".encode())
        _until_kept("새한동 현장방문")
        os.kill(there.pid, number)
        there.wait()
    with Terminal(program("--file", str(office), "--today", "2023-04-19")) as there:
        there.until("쓰던 것이 있습니다: 새 일정")
        there.send(b"\r")
        there.until("새한동 현장방문")
        there.send(_SAVE)
        there.until("저장했습니다")
    assert [title for title, _at, _place in _events(office)] == ["새한동 현장방문"]


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGHUP])
def test_lines_of_quick_adding_are_offered_after_the_program_died(
    office: Path, number: int
) -> None:
    lines = "4.20. 10:00 새한동 현장방문\n4.21. 14:00 새한동 착공식(위례)"
    with Terminal(program("--file", str(office), "--today", "2023-04-19")) as there:
        there.until("23-020")
        there.send(b"\x1b[20~")  # F9
        there.until("빠른 추가")
        there.send(f"\x1b[200~{lines}\x1b[201~".encode())
        _until_kept(lines)
        os.kill(there.pid, number)
        there.wait()
    with Terminal(program("--file", str(office), "--today", "2023-04-19")) as there:
        there.until("쓰던 것이 있습니다: 빠른 추가")
        there.send(b"\r")
        there.until("2건 가운데 2건을 저장합니다.")
        there.send(_SAVE)
        there.until("일정 2건을 저장했습니다.")
    assert [title for title, _at, _place in _events(office)] == ["새한동 현장방문", "새한동 착공식"]


@pytest.mark.slow
def test_the_cursor_of_the_terminal_is_in_the_search_field(office: Path) -> None:
    with Terminal(program("--file", str(office), "--today", "2023-04-19")) as there:
        there.until("23-020")
        there.send(b"4")
        there.until("상태 바꾸기")
        there.send(b"/")
        hint = "찾을 말을 적으세요.".encode()
        there.until_raw(rb"\x1b\[(\d+);1H[^\r]*" + hint + rb".*\x1b\[\1;2H\Z")
