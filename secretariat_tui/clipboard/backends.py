"""The ways to a clipboard: which there are here, which can be used, and why the others cannot.

A tool of the system writes the clipboard of the machine it runs on, which through ssh is the far one.
There the terminal must carry the text (OSC 52), which never answers; tmux, which drops OSC 52 by
default, is asked by its own command.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from secretariat_tui.core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TERMINAL = "OSC 52"  # the sequence that asks a terminal (ECMA-48 OSC, xterm ctlseqs)
_TIMEOUT = 3.0  # for a tool to answer


@dataclass(frozen=True)
class ClipboardTool:
    """A program that writes the clipboard, and one that reads it, where the environment has one of `needs`.

    `html` are the commands that write and read it as HTML, `kinds` the one that lists what it holds.
    """

    needs: tuple[str, ...]
    write: tuple[str, ...]
    read: tuple[str, ...] = ()
    html: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    kinds: tuple[str, ...] = ()
    package: str = ""
    encoding: str = "utf-8"
    env: tuple[tuple[str, str], ...] = ()

    def put(self, text: str, env: Mapping[str, str], *, html: bool = False) -> bool:
        """Let it take a text; whether it says that it did."""
        command = self.html[0] if html and self.html else self.write
        return self.run(command, env, text.encode(self.encoding)) is not None

    def get(self, env: Mapping[str, str], *, html: bool = False) -> str | None:
        """Ask it for what is there now, if it can be asked."""
        command = self.html[1] if html and self.html else self.read
        found = self.run(command, env) if command else None
        return None if found is None else found.decode(self.encoding, "replace")

    def run(
        self, command: Sequence[str], env: Mapping[str, str], given: bytes | None = None
    ) -> bytes | None:
        """Run one of its commands and return the output; None where it is not there, fails or hangs.

        A writer stays alive to serve what it took. It would keep a pipe open, so it gets none, and a
        session of its own, so that closing the terminal does not empty the clipboard.
        """
        program = shutil.which(command[0], path=env.get("PATH", ""))
        if program is None:
            return None
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command, found on the person's own PATH
                [program, *command[1:]],
                input=given,
                stdin=subprocess.DEVNULL if given is None else None,
                stdout=subprocess.PIPE if given is None else subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                env=dict(env) | dict(self.env),
                start_new_session=True,
                timeout=_TIMEOUT,
                check=True,
            )
        except (OSError, subprocess.SubprocessError):
            return None
        return done.stdout or b""


_XCLIP = ("xclip", "-selection", "clipboard")
_WL_PASTE = ("wl-paste", "--no-newline")
_TOOLS = (
    ClipboardTool((), ("pbcopy",), ("pbpaste",), env=(("LC_CTYPE", "UTF-8"),)),  # else MacRoman
    # Its byte order mark keeps Hangul from CP949.
    ClipboardTool(("WSL_DISTRO_NAME", "WINDIR"), ("clip.exe",), encoding="utf-16"),
    ClipboardTool(
        ("WAYLAND_DISPLAY",),
        ("wl-copy", "--type", "text/plain"),
        _WL_PASTE,
        (("wl-copy", "--type", "text/html"), (*_WL_PASTE, "--type", "text/html")),
        ("wl-paste", "--list-types"),
        "wl-clipboard",
    ),
    ClipboardTool(
        ("DISPLAY",),
        _XCLIP,
        (*_XCLIP, "-out"),
        ((*_XCLIP, "-target", "text/html"), (*_XCLIP, "-target", "text/html", "-out")),
        (*_XCLIP, "-target", "TARGETS", "-out"),
        "xclip",
    ),
    ClipboardTool(
        ("DISPLAY",),
        ("xsel", "--clipboard", "--input"),
        ("xsel", "--clipboard", "--output"),
        package="xsel",
    ),
)
_TMUX = ClipboardTool(("TMUX",), ("tmux", "load-buffer", "-w", "-"), ("tmux", "save-buffer", "-"))


@dataclass(frozen=True)
class Backend:
    """A way to a clipboard; `tool` is None for the terminal itself. It can be used where `obstacle` is empty."""

    name: str
    tool: ClipboardTool | None
    obstacle: str = ""

    @property
    def can_read_back(self) -> bool:
        """Whether what it took can be read back from the clipboard that other programs paste from."""
        return self.tool is not None and self.tool is not _TMUX and bool(self.tool.read)

    @property
    def supports_html(self) -> bool:
        """Whether it can say that a text is a page, so that it pastes as one."""
        return self.tool is not None and self.tool.html is not None

    @property
    def is_tmux(self) -> bool:
        """Whether it ends in the buffer of tmux."""
        return self.tool is _TMUX


def backends(env: Mapping[str, str], *, terminal: bool) -> list[Backend]:
    """Return every way, the best first; `terminal` is whether there is one to ask."""
    remote = is_remote(env)
    found = [
        Backend(tool.write[0], tool, _remote_clipboard() if remote else _tool_obstacle(tool, env))
        for tool in _TOOLS
    ]
    found.append(Backend("tmux", _TMUX, _tool_obstacle(_TMUX, env)))
    obstacle = _terminal_obstacle(env) if terminal else _("터미널이 없습니다.")
    return [*found, Backend(TERMINAL, None, obstacle)]


def is_remote(env: Mapping[str, str]) -> bool:
    """Whether the person sits at another machine.

    A window of tmux keeps the environment it began with; tmux itself knows from where it is looked at.
    """
    if env.get("TMUX"):
        told = _TMUX.run(("tmux", "show-environment", "SSH_CONNECTION"), env)
        if told:
            return not told.startswith(b"-")
    return "SSH_CONNECTION" in env or "SSH_TTY" in env


def tmux_prefix(env: Mapping[str, str]) -> str:
    """Return the key that tmux listens to, as people read it: Ctrl+B."""
    told = _TMUX.run(("tmux", "show-options", "-gv", "prefix"), env) or b"C-b"
    return re.sub(r"^C-(.)$", lambda found: f"Ctrl+{found[1].upper()}", told.decode().strip())


def tmux_forwards(env: Mapping[str, str]) -> bool:
    """Whether tmux hands on to its terminal what it is told to."""
    told = _TMUX.run(("tmux", "show-options", "-sv", "set-clipboard"), env)
    return told is not None and told.strip() != b"off"


def verify_tool(tool: ClipboardTool, env: Mapping[str, str], code: str) -> bool | None:
    """Write a code, read it back, and bring back the text that was there; None where that cannot be.

    What is not plain text alone could not be brought back, so it is left alone.
    """
    before = tool.get(env)
    kinds = (tool.run(tool.kinds, env) if tool.kinds else None) or b""
    rich = any(word in kinds for word in (b"image/", b"text/html", b"text/rtf", b"text/uri-list"))
    if not tool.read or rich or (before is None and kinds):
        return None
    try:
        return tool.put(code, env) and tool.get(env) == code
    finally:
        tool.put(before or "", env)


def remedy(env: Mapping[str, str]) -> str:
    """Say what would help: a package to install, or a file."""
    for tool in _TOOLS:
        there = tool.package and any(env.get(name) for name in tool.needs)
        if there and not is_remote(env) and not _is_installed(tool, env):
            return _("{package} 패키지를 설치하거나 파일로 내보내세요.").format(
                package=tool.package
            )
        if there:
            break
    return _("파일로 내보내세요.")


def _is_installed(tool: ClipboardTool, env: Mapping[str, str]) -> bool:
    return shutil.which(tool.write[0], path=env.get("PATH", "")) is not None


def _remote_clipboard() -> str:
    return _("ssh로 접속한 먼 컴퓨터의 클립보드입니다.")


def _tool_obstacle(tool: ClipboardTool, env: Mapping[str, str]) -> str:
    """Say what a tool lacks, if anything."""
    if tool.needs and not any(env.get(name) for name in tool.needs):
        return _("{name} 환경이 아닙니다.").format(name="·".join(tool.needs))
    return "" if _is_installed(tool, env) else _("프로그램이 없습니다.")


def _terminal_obstacle(env: Mapping[str, str]) -> str:
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
