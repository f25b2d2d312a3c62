"""Copying: which way is taken, what arrives, what is said."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from pathlib import Path

import pytest

from secretariat_tui import clipboard
from secretariat_tui.clipboard import Outcome, Result, copy, osc52_sequence, remember

TEXT = "구분\t예산액\n계 ①\t357,200\n‘시책’ □\t80,000\n"
IF_NOT = "터미널에 복사를 요청했습니다(확인 불가). 붙여넣기가 안 되면 파일로 내보내세요."


class Desk:
    """A folder of made-up clipboard tools, and the environment in which they are found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held = folder / "held"
        self.env = {"PATH": str(folder), "TERM": "xterm-256color"}
        self.sent: list[str] = []

    def tool(self, name: str, script: str) -> None:
        path = self.folder / name
        path.write_text(f"#!/bin/sh\nheld={self.held}\n{script}\n")
        path.chmod(0o700)

    def copy(self, text: str = TEXT, **env: str) -> Outcome:
        return copy(text, self.env | env, self.sent.append)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


IN_OR_OUT = 'case "$*" in *out*) /bin/cat "$held";; *) /bin/cat > "$held";; esac'


@pytest.mark.parametrize(
    ("env", "tools"),
    [
        ({}, {"pbcopy": '/bin/cat > "$held"', "pbpaste": '/bin/cat "$held"'}),
        (
            {"WAYLAND_DISPLAY": "wayland-0"},
            {"wl-copy": '/bin/cat > "$held"', "wl-paste": '/bin/cat "$held"'},
        ),
        ({"DISPLAY": ":0"}, {"xclip": IN_OR_OUT}),
        ({"DISPLAY": ":0"}, {"xsel": IN_OR_OUT}),
        ({"DISPLAY": ":0"}, {"xclip": "exit 1", "xsel": IN_OR_OUT}),
    ],
)
def test_a_tool_of_the_system_is_asked_again_and_confirms(
    desk: Desk, env: dict[str, str], tools: dict[str, str]
) -> None:
    for name, script in tools.items():
        desk.tool(name, script)
    outcome = desk.copy(**env)
    assert (outcome.result, desk.held.read_text()) == (Result.CONFIRMED, TEXT)
    assert outcome.message(3) == "3행을 복사했습니다."
    assert desk.sent == []


def test_mac_tools_are_told_that_the_text_is_utf_8(desk: Desk) -> None:
    desk.tool("pbcopy", 'echo "$LC_CTYPE" > "$held"')
    desk.copy(LC_CTYPE="C")
    assert desk.held.read_text() == "UTF-8\n"


def test_windows_gets_utf_16_with_its_mark_and_is_not_believed(desk: Desk) -> None:
    desk.tool("clip.exe", '/bin/cat > "$held"')
    outcome = desk.copy(WSL_DISTRO_NAME="Ubuntu")
    assert desk.held.read_bytes() == b"\xff\xfe" + TEXT.encode("utf-16-le")
    assert outcome.result is Result.SENT
    assert outcome.message(3).startswith("clip.exe에 복사를 요청했습니다(확인 불가).")


def test_a_tool_that_loses_the_text_is_not_believed(desk: Desk) -> None:
    desk.tool("xclip", 'case "$*" in *out*) echo 다른 글;; esac')
    assert desk.copy(DISPLAY=":0").result is Result.SENT


def test_a_tool_that_hangs_is_left(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "_SECONDS", 0.2)
    desk.tool("wl-copy", "exec /bin/sleep 60")
    desk.tool("xclip", IN_OR_OUT)
    outcome = desk.copy(WAYLAND_DISPLAY="wayland-0", DISPLAY=":0")
    assert (outcome.result, outcome.way) == (Result.CONFIRMED, "xclip")


def test_a_tool_that_stays_to_serve_does_not_hold_us(desk: Desk) -> None:
    serve = '/bin/sleep 60 & echo $! > "$held.pid"'
    desk.tool("xclip", IN_OR_OUT.replace('> "$held"', f'> "$held"; {serve}'))
    outcome = desk.copy(DISPLAY=":0")
    os.kill(int(Path(f"{desk.held}.pid").read_text()), signal.SIGKILL)
    assert (outcome.result, desk.held.read_text()) == (Result.CONFIRMED, TEXT)


@pytest.mark.parametrize(
    "ssh", [{"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, {"SSH_TTY": "/dev/pts/0"}]
)
def test_through_ssh_the_terminal_is_asked_not_the_far_machine(
    desk: Desk, ssh: dict[str, str]
) -> None:
    desk.tool("xclip", IN_OR_OUT)
    outcome = desk.copy(DISPLAY=":0", **ssh)
    assert desk.sent == [TEXT]
    assert not desk.held.exists()
    assert outcome.message(3) == IF_NOT


def test_a_copy_that_many_terminals_drop_says_so(desk: Desk) -> None:
    assert "내용이 커서" in desk.copy("가" * 30_000).message(1)
    assert "내용이 커서" not in desk.copy("가" * 20_000).message(1)


@pytest.mark.parametrize(
    ("env", "said"),
    [
        ({"STY": "1.pts-0"}, "GNU screen은 복사를 전달하지 않습니다."),
        ({"TERM": "linux"}, "이 터미널(콘솔)에는 클립보드가 없습니다."),
        ({"TERM": "dumb"}, "이 터미널(콘솔)에는 클립보드가 없습니다."),
        ({"TERM_PROGRAM": "Apple_Terminal"}, "Terminal.app은 원격 복사를 지원하지 않습니다."),
    ],
)
def test_a_terminal_that_cannot_is_not_asked(desk: Desk, env: dict[str, str], said: str) -> None:
    outcome = desk.copy(**env)
    assert (outcome.result, desk.sent) == (Result.FAILED, [])
    assert outcome.message(3) == f"복사하지 못했습니다. {said} 파일로 내보내세요."


@pytest.mark.parametrize(
    ("env", "remedy"),
    [
        ({}, "파일로 내보내세요."),
        ({"DISPLAY": ":0"}, "xclip 패키지를 설치하거나 파일로 내보내세요."),
        (
            {"WAYLAND_DISPLAY": "w", "DISPLAY": ":0"},
            "wl-clipboard 패키지를 설치하거나 파일로 내보내세요.",
        ),
    ],
)
def test_without_a_terminal_a_tool_to_install_is_named(
    desk: Desk, env: dict[str, str], remedy: str
) -> None:
    outcome = copy(TEXT, desk.env | env, None)
    assert outcome.message(3) == f"복사하지 못했습니다. 터미널이 없습니다. {remedy}"


def test_a_tmux_that_is_too_old_leaves_it_to_the_terminal(desk: Desk) -> None:
    desk.tool("tmux", "exit 1")
    outcome = desk.copy(TMUX="/tmp/tmux-0/default,1,0", STY="1.pts-0")
    assert desk.sent == [TEXT]
    assert "set -s set-clipboard on" in outcome.message(3)


@pytest.fixture
def tmux() -> Iterator[dict[str, str]]:
    """A tmux server of our own, with the settings it has by default: its environment."""
    program = shutil.which("tmux")
    if program is None:
        pytest.skip("tmux is not installed")
    with tempfile.TemporaryDirectory() as folder:  # tmp_path is too long for a socket
        env = {"PATH": os.environ["PATH"], "TMUX_TMPDIR": folder, "TERM": "xterm-256color"}

        def run(*command: str) -> str:
            done = subprocess.run(
                [program, *command], env=env, capture_output=True, text=True, check=True
            )
            return done.stdout.strip()

        run("-f", os.devnull, "new-session", "-d", "/bin/cat")
        try:
            yield env | {"TMUX": run("display-message", "-p", "#{socket_path},#{pid},0")}
        finally:
            run("kill-server")


@pytest.mark.parametrize("text", [TEXT, TEXT * 5_000], ids=["small", "large"])
def test_tmux_takes_it_by_its_own_command(tmux: dict[str, str], text: str) -> None:
    sent: list[str] = []
    outcome = copy(text, tmux, sent.append)
    buffer = subprocess.run(["tmux", "save-buffer", "-"], env=tmux, capture_output=True, check=True)
    assert buffer.stdout.decode() == text
    assert sent == []
    assert outcome.message(3) == (
        "터미널에 복사를 요청했습니다(확인 불가). tmux 버퍼에는 들어갔습니다: prefix ]"
    )


def test_the_sequence_carries_the_text() -> None:
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", osc52_sequence(TEXT))
    assert found
    assert b64decode(found[1]).decode() == TEXT


def test_the_last_copy_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "secretariat"
    remember("앞의 것", folder)
    path = remember(TEXT.replace("\n", "\r\n"), folder)
    assert path.read_bytes() == TEXT.replace("\n", "\r\n").encode()
    assert [path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777] == [0o600, 0o700]
    assert list(folder.iterdir()) == [path]
