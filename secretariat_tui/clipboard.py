"""Copying text to where the person can paste it, and saying honestly whether it got there.

On the person's own machine a tool of the system takes the text and is asked for it again. Through
ssh the terminal must carry it (OSC 52), which never answers; tmux, which drops OSC 52 by default,
is asked by its own command.
"""

from __future__ import annotations

import shutil
import subprocess
from base64 import b64encode
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat_tui.files import whole
from secretariat_tui.language import N_, _
from secretariat_tui.problem import FileProblem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

_SECONDS = 3.0  # for a tool to answer
_LARGE = 64 * 1024  # bytes; terminals drop more than some limit of theirs (2 KB to 768 KB)


class Result(Enum):
    """How a copy ended."""

    CONFIRMED = "confirmed"  # read back, and equal
    SENT = "sent"  # asked, without an answer
    FAILED = "failed"


@dataclass(frozen=True)
class Outcome:
    """How a copy ended, by which way, and what more a person should know."""

    result: Result
    way: str = ""
    advice: str = ""

    def message(self, rows: int) -> str:
        """Say it to the person who copied that many rows."""
        match self.result:
            case Result.CONFIRMED:
                said = _("{rows}행을 복사했습니다.").format(rows=rows)
            case Result.SENT:
                said = _("{way}에 복사를 요청했습니다(확인 불가).").format(way=_(self.way))
            case _:
                said = _("복사하지 못했습니다.")
        return f"{said} {self.advice}".rstrip()


@dataclass(frozen=True)
class Tool:
    """A program that writes the clipboard, and one that reads it, where the environment has `needs`."""

    needs: str
    write: tuple[str, ...]
    read: tuple[str, ...] = ()
    encoding: str = "utf-8"
    env: tuple[tuple[str, str], ...] = ()


_XCLIP = ("xclip", "-selection", "clipboard")
_TOOLS = (
    Tool("", ("pbcopy",), ("pbpaste",), env=(("LC_CTYPE", "UTF-8"),)),  # else MacRoman
    Tool("WSL_DISTRO_NAME", ("clip.exe",), encoding="utf-16"),  # its BOM keeps Hangul from CP949
    Tool("WINDIR", ("clip.exe",), encoding="utf-16"),
    Tool("WAYLAND_DISPLAY", ("wl-copy", "--type", "text/plain"), ("wl-paste", "--no-newline")),
    Tool("DISPLAY", _XCLIP, (*_XCLIP, "-out")),
    Tool("DISPLAY", ("xsel", "--clipboard", "--input"), ("xsel", "--clipboard", "--output")),
)
_TMUX = Tool("TMUX", ("tmux", "load-buffer", "-w", "-"), ("tmux", "save-buffer", "-"))


def copy(text: str, env: Mapping[str, str], osc52: Callable[[str], None] | None) -> Outcome:
    """Copy by the best way there is; `osc52` hands text to the terminal, None where there is none.

    It may take seconds where a tool hangs, so the screen calls it in a thread.
    """
    remote = "SSH_CONNECTION" in env or "SSH_TTY" in env
    for tool in () if remote else _TOOLS:
        if _write(tool, text, env):
            if _read(tool, env) == text:
                return Outcome(Result.CONFIRMED, tool.write[0])
            return Outcome(Result.SENT, tool.write[0], _advice(text, env))
    if _write(_TMUX, text, env) and _read(_TMUX, env) == text:
        return Outcome(Result.SENT, N_("터미널"), _("tmux 버퍼에는 들어갔습니다: prefix ]"))
    obstacle = _obstacle(env) if osc52 else _("터미널이 없습니다.")
    if osc52 is None or obstacle:
        return Outcome(Result.FAILED, advice=f"{obstacle} {_remedy(env)}")
    osc52(text)
    return Outcome(Result.SENT, N_("터미널"), _advice(text, env))


def _write(tool: Tool, text: str, env: Mapping[str, str]) -> bool:
    """Let a tool take the text; whether it says that it did."""
    return _run(tool, tool.write, env, text.encode(tool.encoding)) is not None


def _read(tool: Tool, env: Mapping[str, str]) -> str | None:
    """Ask a tool for what is there now, if it can be asked."""
    found = _run(tool, tool.read, env)
    return None if found is None else found.decode(tool.encoding, "replace")


def _run(
    tool: Tool, command: Sequence[str], env: Mapping[str, str], given: bytes | None = None
) -> bytes | None:
    """Run a tool and return its output; None where it is not there, fails or hangs.

    A writer stays alive to serve what it took. It would keep a pipe open, so it gets none, and a
    session of its own, so that closing the terminal does not empty the clipboard.
    """
    program = shutil.which(command[0], path=env.get("PATH", "")) if command else None
    if program is None or (tool.needs and not env.get(tool.needs)):
        return None
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command, found on the person's own PATH
            [program, *command[1:]],
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            stdout=subprocess.PIPE if given is None else subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=dict(env) | dict(tool.env),
            start_new_session=True,
            timeout=_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout or b""


def _obstacle(env: Mapping[str, str]) -> str:
    """Say why the terminal cannot take a copy, if that is known."""
    if env.get("TMUX"):
        return ""
    if env.get("STY"):
        return _("GNU screen은 복사를 전달하지 않습니다.")
    if env.get("TERM", "dumb") in {"linux", "dumb"}:
        return _("이 터미널(콘솔)에는 클립보드가 없습니다.")
    if env.get("TERM_PROGRAM") == "Apple_Terminal":
        return _("Terminal.app은 원격 복사를 지원하지 않습니다.")
    return ""


def _advice(text: str, env: Mapping[str, str]) -> str:
    large = _("내용이 커서 터미널이 버릴 수 있습니다. ") if len(text.encode()) > _LARGE else ""
    return large + _("붙여넣기가 안 되면 {remedy}").format(remedy=_remedy(env))


def _remedy(env: Mapping[str, str]) -> str:
    if env.get("TMUX"):
        return _("tmux에서 set -s set-clipboard on을 쓰거나 파일로 내보내세요.")
    for display, package, tool in (
        ("WAYLAND_DISPLAY", "wl-clipboard", "wl-copy"),
        ("DISPLAY", "xclip", "xclip"),
    ):
        if env.get(display) and not shutil.which(tool, path=env.get("PATH", "")):
            return _("{package} 패키지를 설치하거나 파일로 내보내세요.").format(package=package)
    return _("파일로 내보내세요.")


def osc52_sequence(text: str) -> str:
    """Return the sequence that asks a terminal to put text on the clipboard."""
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"


def controlling_terminal() -> Callable[[str], None] | None:
    """Return what hands text to the terminal of a command, None where there is none, as in cron."""
    tty = Path("/dev/tty")

    def send(text: str) -> None:
        tty.write_text(osc52_sequence(text), encoding="ascii")

    try:
        tty.open("wb").close()
    except OSError:
        return None
    return send


def remember(text: str, folder: Path) -> Path:
    """Keep the last copy as a file, for when pasting fails; return its path. FileProblem if it cannot."""
    path = folder / "last-copy.txt"
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FileProblem(
            _("마지막 복사본을 남길 폴더를 만들 수 없습니다."), str(folder)
        ) from error
    with whole(path, replace=True) as part:
        part.write_text(text, encoding="utf-8", newline="")
    return path
