"""The whole program on a real pseudo-terminal: keys in, bytes out, another process reading the file."""

import base64
import os
import pty
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from secretariat_tui.areas.agreements import queries
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance.integrity import quick_check
from secretariat_tui.tui.runtime.signals import end_on_signals
from tests.conftest import TODAY
from tests.terminal.pty import Terminal, program

_F2, _END = b"\x1bOQ", b"\x1b[F"


def _names(path: Path) -> list[str]:
    with closing(OfficeFile(path, "다른 창")) as file:
        return [each.name for each in queries.register(file.reader, TODAY)]


def _open(path: Path) -> Terminal:
    return Terminal(program("--file", str(path), "--today", "2023-04-19"))


@pytest.mark.slow
def test_a_morning_at_the_terminal(office: Path) -> None:
    with _open(office) as there:
        there.until("23-020")
        there.send(b"5")
        there.until("상주시청 대회의실")
        there.send(b"\x03")  # Ctrl+C
        copied = base64.b64decode(there.until_raw(rb"\x1b]52;c;([^\x07]*)\x07")[1]).decode()
        assert copied.startswith(
            "경상북도\t서울시-경상북도 교류강화 업무협약\t광역\t23.1.18.(수)\t"
        )
        there.until("확인 불가")
        there.send(_F2)
        there.until("협약 고치기")
        there.send(_END + " 개정".encode())
        there.until("개정")
        there.send(b"\x13")  # Ctrl+S
        there.until("저장했습니다")
        assert _names(office)[0] == "서울시-경상북도 교류강화 업무협약 개정"
        there.send(b"\x1a")  # Ctrl+Z
        there.until("되돌렸습니다: 협약 고침")
        there.send(b"\x19")  # Ctrl+Y
        there.until("다시 했습니다: 협약 고침")
        there.send(b"\x11")  # Ctrl+Q
        assert there.wait() == 0
    with _open(office) as there:
        there.until("23-020")
        there.send(b"5")
        there.until("교류강화 업무협약 개정")


@pytest.mark.slow
def test_what_was_said_to_be_saved_survives_a_kill(office: Path) -> None:
    with _open(office) as there:
        there.until("23-020")
        there.send(b"5")
        there.until("상주시청 대회의실")
        there.send(_F2)
        there.until("협약 고치기")
        there.send(_END + b"!\x13")
        there.until("저장했습니다")
        os.kill(there.pid, signal.SIGKILL)
    assert _names(office)[0].endswith("!")


@pytest.mark.slow
@pytest.mark.parametrize("killed", [True, False])
def test_the_end_of_the_program_backs_up_what_was_saved(
    office: Path, tmp_path: Path, killed: bool
) -> None:
    home = {"HOME": str(tmp_path / "home"), "XDG_DATA_HOME": str(tmp_path / "data")}
    command = program("--file", str(office), "--today", "2023-04-19")
    with Terminal(command, env=home) as there:
        there.until("23-020")
        there.send(b"5")
        there.until("상주시청 대회의실")
        there.send(_F2)
        there.until("협약 고치기")
        there.send(_END + b"!\x13")
        there.until("저장했습니다")
        there.send(b"\x11")  # Ctrl+Q
        there.until_raw(rb"\x1b\[\?1049l")
        if killed:
            os.kill(there.pid, signal.SIGKILL)
        assert there.wait() == (-signal.SIGKILL if killed else 0)
    assert _names(office)[0].endswith("!")
    copies = list((tmp_path / "data").rglob("*-끝*.db"))
    assert killed or len(copies) == 1
    for each in copies:
        assert quick_check(each) == []
        assert _names(each)[0].endswith("!")


def test_the_end_of_the_program_gives_back_the_terminal(office: Path) -> None:
    """The thread that reads the keys is left behind: neither raw mode nor mouse reports may be."""
    with _open(office) as there:
        there.until("23-020")
        there.until_raw(rb"\x1b\[\?1000h")
        there.send(b"\x11")  # Ctrl+Q
        assert there.wait() == 0
        assert there.echoes
        for mode in (b"1000", b"1003", b"1006", b"2004", b"1049"):
            assert there.seen.rfind(b"\x1b[?%bl" % mode) > there.seen.rfind(b"\x1b[?%bh" % mode)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_terminal_is_given_back_to_whoever_ends_the_program(office: Path, number: int) -> None:
    with _open(office) as there:
        there.until("23-020")
        os.kill(there.pid, number)
        assert there.wait() == 128 + number
        assert there.seen.rstrip().rfind(b"\x1b[?1049l") > there.seen.rfind(b"\x1b[?1049h")


def test_no_further_signal_interrupts_the_end() -> None:
    numbers = (signal.SIGTERM, signal.SIGHUP, signal.SIGCONT, signal.SIGWINCH)
    before = {each: signal.getsignal(each) for each in numbers}
    end_on_signals(sys.exit)
    try:
        with pytest.raises(SystemExit) as ended:
            signal.raise_signal(signal.SIGHUP)
        assert ended.value.code == 128 + signal.SIGHUP
        for each in numbers:
            signal.raise_signal(each)
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_a_closed_window_ends_the_program_normally(office: Path) -> None:
    with _open(office) as there:
        there.until("23-020")
        there.until_raw(rb"\x1b\[\?1000h")
        os.kill(there.pid, signal.SIGHUP)
        os.kill(there.pid, signal.SIGCONT)  # as the kernel sends both
        assert there.wait() == 128 + signal.SIGHUP
        assert b"Traceback" not in there.seen


def test_the_program_ends_with_its_terminal(office: Path) -> None:
    """No signal tells it: the terminal is not that of its session, as below a wrapper."""
    ours, its = pty.openpty()
    program_there = subprocess.Popen(
        program("--file", str(office), "--today", "2023-04-19"), stdin=its, stdout=its, stderr=its
    )
    os.close(its)
    seen = b""
    while b"\x1b[?1000h" not in seen:  # the app takes keys
        seen += os.read(ours, 65536)
    os.close(ours)
    try:
        program_there.wait(timeout=60)
    finally:
        program_there.kill()


@pytest.mark.slow
@pytest.mark.skipif(not shutil.which("tmux"), reason="tmux is not installed")
def test_copying_reaches_the_buffer_of_tmux(office: Path, tmp_path: Path) -> None:
    def tmux(*words: str) -> str:
        env = {**os.environ, "TMUX_TMPDIR": str(tmp_path), "TERM": "xterm-256color"}
        done = subprocess.run(
            ["tmux", "-f", "/dev/null", *words], env=env, capture_output=True, text=True, timeout=60, check=False
        )  # fmt: skip
        return done.stdout

    shown = tmp_path / "shown"
    command = " ".join(program("--file", str(office), "--today", "2023-04-19"))
    tmux("new-session", "-d", "-x", "100", "-y", "30", "-s", "t", command)
    try:
        tmux("pipe-pane", "-t", "t", f"cat > {shown}")
        _until(lambda: "23-020" in tmux("capture-pane", "-p", "-t", "t"))
        tmux("send-keys", "-t", "t", "5")
        _until(lambda: "상주시청" in tmux("capture-pane", "-p", "-t", "t"))
        tmux("send-keys", "-t", "t", "C-c")
        _until(lambda: "tmux" in tmux("capture-pane", "-p", "-t", "t"))
        assert tmux("save-buffer", "-").startswith("경상북도\t서울시-경상북도 교류강화 업무협약\t")
    finally:
        tmux("kill-server")


def _until(true: object) -> None:
    """Ask again until the answer is yes; each question waits for a process of its own."""
    assert callable(true)
    for _try in range(2000):
        if true():
            return
    raise TimeoutError
