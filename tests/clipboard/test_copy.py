"""Copying: which way is taken, what arrives, what is said."""

import os
import re
import shutil
import signal
import subprocess
import tempfile
from base64 import b64decode
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.clipboard import backends, saved
from secretariat_tui.clipboard import copy as clipboard_copy
from secretariat_tui.clipboard.copy import CopyResult, CopyStatus, copy, osc52_sequence

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

    def copy(self, text: str = TEXT, **env: str) -> CopyResult:
        return copy(text, self.env | env, self.sent.append)

    def copy_page(self, **env: str) -> CopyResult:
        return copy("<table>", self.env | env, self.sent.append, html=True)


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
    assert (outcome.status, desk.held.read_text()) == (CopyStatus.CONFIRMED, TEXT)
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
    assert outcome.status is CopyStatus.SENT
    assert outcome.message(3).startswith("clip.exe에 복사를 요청했습니다(확인 불가).")


def test_a_tool_that_loses_the_text_is_not_believed(desk: Desk) -> None:
    desk.tool("xclip", 'case "$*" in *out*) echo 다른 글;; esac')
    assert desk.copy(DISPLAY=":0").status is CopyStatus.SENT


def test_a_tool_that_hangs_is_left(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backends, "_TIMEOUT", 0.2)
    desk.tool("wl-copy", "exec /bin/sleep 60")
    desk.tool("xclip", IN_OR_OUT)
    outcome = desk.copy(WAYLAND_DISPLAY="wayland-0", DISPLAY=":0")
    assert (outcome.status, outcome.backend) == (CopyStatus.CONFIRMED, "xclip")


def test_a_tool_that_stays_to_serve_does_not_hold_us(desk: Desk) -> None:
    serve = '/bin/sleep 60 & echo $! > "$held.pid"'
    desk.tool("xclip", IN_OR_OUT.replace('> "$held"', f'> "$held"; {serve}'))
    outcome = desk.copy(DISPLAY=":0")
    os.kill(int(Path(f"{desk.held}.pid").read_text()), signal.SIGKILL)
    assert (outcome.status, desk.held.read_text()) == (CopyStatus.CONFIRMED, TEXT)


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
    assert (outcome.status, desk.sent) == (CopyStatus.FAILED, [])
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
    assert outcome.message(3) == IF_NOT


@pytest.fixture(params=["external", "on"])
def tmux(request: pytest.FixtureRequest) -> Iterator[dict[str, str]]:
    """A tmux server of our own, as it is by default and with its clipboard on: its environment."""
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
        run("set-option", "-s", "set-clipboard", request.param)
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
    assert outcome.message(3).endswith(
        "3행을 tmux에 복사했습니다. Ctrl+B ] 로 붙여넣습니다."
        + " 내용이 커서 터미널이 버릴 수 있습니다." * (len(text) > 65_536)
        + " 다른 창에 붙여넣기가 안 되면 파일로 내보내세요."
    )


def test_the_sequence_carries_the_text() -> None:
    found = re.fullmatch(r"\x1b\]52;c;([A-Za-z0-9+/=]*)\x07", osc52_sequence(TEXT))
    assert found
    assert b64decode(found[1]).decode() == TEXT


def test_the_last_copy_is_kept_for_its_owner_alone(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "secretariat"
    saved.save_last_copy("앞의 것", folder)
    path = saved.save_last_copy(TEXT.replace("\n", "\r\n"), folder)
    assert path.read_bytes() == TEXT.replace("\n", "\r\n").encode()
    assert [path.stat().st_mode & 0o777, folder.stat().st_mode & 0o777] == [0o600, 0o700]
    assert list(folder.iterdir()) == [path]


def test_the_key_that_tmux_listens_to_is_named(tmux: dict[str, str]) -> None:
    subprocess.run(["tmux", "set-option", "-g", "prefix", "C-a"], env=tmux, check=True)
    assert "Ctrl+A ] 로 붙여넣습니다." in copy(TEXT, tmux, None).message(3)


@pytest.mark.parametrize("tmux", ["on"], indirect=True)
def test_tmux_that_listens_takes_the_sequence_of_a_program(
    tmux: dict[str, str], tmp_path: Path
) -> None:
    (tmp_path / "sequence").write_text(osc52_sequence(TEXT))
    show = f"/bin/cat {tmp_path}/sequence; tmux wait-for -S shown; exec /bin/cat"
    subprocess.run(["tmux", "new-window", show], env=tmux, check=True)
    subprocess.run(["tmux", "wait-for", "shown"], env=tmux, check=True, timeout=60)
    for _try in range(200):  # each question is a process of its own
        held = subprocess.run(
            ["tmux", "save-buffer", "-"], env=tmux, capture_output=True, check=False
        )
        if held.stdout:
            break
    assert held.stdout.decode() == TEXT


def test_a_window_of_tmux_that_is_looked_at_through_ssh_is_remote(
    desk: Desk, tmux: dict[str, str]
) -> None:
    def tell(*words: str) -> None:
        subprocess.run(["tmux", "set-environment", *words], env=tmux, check=True)

    desk.tool("xclip", IN_OR_OUT)
    env = tmux | {"DISPLAY": ":0", "PATH": f"{desk.folder}:{tmux['PATH']}"}
    tell("SSH_CONNECTION", "10.0.0.1 1 10.0.0.2 22")
    assert backends.is_remote(env)
    assert copy(TEXT, env, None).backend == "tmux"
    assert not desk.held.exists()
    tell("-r", "SSH_CONNECTION")
    assert not backends.is_remote(env | {"SSH_CONNECTION": "stale"})
    assert copy(TEXT, env, None).backend == "xclip"


KINDS = """case "$*" in
*TARGETS*) [ -e "$held" ] && echo UTF8_STRING;;
*text/html*out*) /bin/cat "$held.html";;
*text/html*) /bin/cat > "$held.html";;
*out*) /bin/cat "$held";;
*) /bin/cat > "$held";;
esac"""


@pytest.mark.parametrize(
    ("env", "tools"),
    [
        ({"DISPLAY": ":0"}, {"xclip": KINDS}),
        (
            {"WAYLAND_DISPLAY": "w"},
            {"wl-copy": KINDS, "wl-paste": KINDS.replace("text/html*out", "text/html")},
        ),
    ],
)
def test_a_page_is_copied_as_a_page(desk: Desk, env: dict[str, str], tools: dict[str, str]) -> None:
    for name, script in tools.items():
        desk.tool(name, script)
    outcome = desk.copy_page(**env)
    assert (outcome.status, outcome.advice) == (CopyStatus.CONFIRMED, "")
    assert Path(f"{desk.held}.html").read_text() == "<table>"
    assert not desk.held.exists()


def test_a_page_that_goes_as_text_says_so(desk: Desk) -> None:
    assert "HTML 원문으로 복사했습니다" in desk.copy_page().message(1)
    desk.tool("pbcopy", '/bin/cat > "$held"')
    desk.tool("pbpaste", '/bin/cat "$held"')
    assert "HTML 원문으로 복사했습니다" in desk.copy_page().message(1)
    desk.tool("xclip", KINDS)  # takes a page, so it comes first now
    assert desk.copy_page(DISPLAY=":0").message(1) == "1행을 복사했습니다."


@pytest.fixture(scope="module")
def x() -> Iterator[dict[str, str]]:
    """A display of our own: its environment."""
    if not (shutil.which("Xvfb") and shutil.which("xclip")):
        pytest.skip("Xvfb and xclip are not both installed")
    command = ["Xvfb", "-displayfd", "1", "-screen", "0", "320x200x8", "-nolisten", "tcp"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        assert server.stdout
        display = server.stdout.readline().strip()
        try:
            yield {"PATH": os.environ["PATH"], "DISPLAY": f":{display}"}
        finally:
            server.terminate()


@pytest.mark.parametrize("text", [TEXT, TEXT * 5_000], ids=["small", "large"])
def test_an_x_clipboard_holds_what_was_copied(x: dict[str, str], text: str) -> None:
    assert copy(text, x, None).status is CopyStatus.CONFIRMED
    held = subprocess.run(
        ["xclip", "-o", "-selection", "clipboard"], env=x, capture_output=True, check=True
    )
    assert held.stdout.decode() == text


def test_an_x_clipboard_holds_a_page_as_a_page(x: dict[str, str]) -> None:
    page = "<table><tr><td>가①</td></tr></table>"
    assert copy(page, x, None, html=True).status is CopyStatus.CONFIRMED
    reader = ["xclip", "-o", "-selection", "clipboard", "-t"]
    kinds = subprocess.run([*reader, "TARGETS"], env=x, capture_output=True, check=True)
    assert b"text/html" in kinds.stdout.split()
    held = subprocess.run([*reader, "text/html"], env=x, capture_output=True, check=True)
    assert held.stdout.decode() == page


def test_trying_an_x_clipboard_brings_back_what_was_there(x: dict[str, str]) -> None:
    (tool,) = [
        route.tool for route in backends.backends(x, terminal=False) if route.name == "xclip"
    ]
    assert tool
    copy(TEXT, x, None)
    assert backends.verify_tool(tool, x, "시험") is True
    assert tool.read(x) == TEXT
    copy("<b>", x, None, html=True)
    assert backends.verify_tool(tool, x, "시험") is None
    assert tool.read(x, html=True) == "<b>"


def test_a_tool_that_loses_what_it_took_is_found_out(desk: Desk) -> None:
    desk.tool("xclip", 'case "$*" in *out*) echo 다른 글;; esac')
    ways = backends.backends(desk.env | {"DISPLAY": ":0"}, terminal=True)
    (tool,) = [route.tool for route in ways if route.name == "xclip"]
    assert tool
    assert backends.verify_tool(tool, desk.env, "시험") is False


def test_every_way_is_listed_with_what_it_lacks(desk: Desk) -> None:
    def listed(**env: str) -> dict[str, str]:
        return {r.name: r.obstacle for r in backends.backends(desk.env | env, terminal=True)}

    desk.tool("xclip", "")
    assert listed(DISPLAY=":0") == {
        "pbcopy": "프로그램이 없습니다.",
        "clip.exe": "WSL_DISTRO_NAME·WINDIR 환경이 아닙니다.",
        "wl-copy": "WAYLAND_DISPLAY 환경이 아닙니다.",
        "xclip": "",
        "xsel": "프로그램이 없습니다.",
        "tmux": "TMUX 환경이 아닙니다.",
        "OSC 52": "",
    }
    far = listed(DISPLAY=":0", SSH_TTY="/dev/pts/0")
    assert far["xclip"] == "ssh로 접속한 먼 컴퓨터의 클립보드입니다."
    assert far["OSC 52"] == ""


@pytest.mark.parametrize(
    ("size", "env", "asks"),
    [
        (65_536, {}, False),
        (65_537, {}, True),
        (65_537, {"DISPLAY": ":0"}, False),
        (65_537, {"DISPLAY": ":0", "SSH_TTY": "/dev/pts/0"}, True),
        (65_537, {"TERM": "linux"}, False),  # there is no way at all: that is said instead
    ],
)
def test_what_may_be_lost_is_asked_about(
    desk: Desk, size: int, env: dict[str, str], asks: bool
) -> None:
    desk.tool("xclip", IN_OR_OUT)
    assert clipboard_copy.may_be_lost("x" * size, desk.env | env) is asks


def test_a_terminal_that_was_seen_to_take_a_copy_is_remembered(tmp_path: Path) -> None:
    kitty, xterm = {"TERM": "xterm-kitty"}, {"TERM": "xterm", "TERM_PROGRAM": "WezTerm"}
    folder = tmp_path / "state"
    assert saved.verified_on(kitty, folder) is None
    saved.save_verification(xterm, folder, date(2023, 4, 18))
    saved.save_verification(kitty, folder, date(2023, 4, 19))
    assert saved.verified_on(kitty, folder) == date(2023, 4, 19)
    assert saved.verified_on(xterm, folder) == date(2023, 4, 18)
    sent: list[str] = []
    outcome = copy(TEXT, kitty, sent.append, verified_on=saved.verified_on(kitty, folder))
    assert (sent, outcome.status) == ([TEXT], CopyStatus.SENT)
    assert outcome.message(3) == (
        "터미널에 복사를 요청했습니다. 이 터미널이 받는 것을 2023. 4. 19.(수)에 확인했습니다."
        " 붙여넣기가 안 되면 파일로 내보내세요."
    )


@pytest.mark.parametrize("text", ["", "[]", "{", '{"/xterm-kitty": 3}', '{"/xterm-kitty": "어제"}'])
def test_a_spoilt_memory_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "terminals.json").write_text(text)
    env = {"TERM": "xterm-kitty"}
    assert saved.verified_on(env, tmp_path) is None
    saved.save_verification(env, tmp_path, date(2023, 4, 19))
    assert saved.verified_on(env, tmp_path) == date(2023, 4, 19)


def test_the_last_copy_of_a_page_opens_in_a_browser(tmp_path: Path) -> None:
    saved.save_last_copy(TEXT, tmp_path)
    path = saved.save_last_copy("<html>", tmp_path, html=True)
    assert (path.suffix, path.read_text(), list(tmp_path.iterdir())) == (".html", "<html>", [path])
