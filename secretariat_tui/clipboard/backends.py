"""Clipboard backends: which exist here, which are usable, and why the others are not.

A system tool writes the clipboard of the machine it runs on, which in an ssh session is the remote one.
There the text must go through the terminal (OSC 52), which never confirms. tmux drops OSC 52 by
default, so its own command is used.
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

TERMINAL = "OSC 52"  # sets the clipboard through the terminal (ECMA-48 OSC, xterm ctlseqs)
_TIMEOUT = 3.0  # seconds


@dataclass(frozen=True)
class ClipboardTool:
    """A program that writes the clipboard, usable where the environment has one of the variables `needs`.

    `html_commands` write and read the clipboard as HTML, `types_command` lists the types it holds.
    """

    needs: tuple[str, ...]
    write_command: tuple[str, ...]
    read_command: tuple[str, ...] = ()
    html_commands: tuple[tuple[str, ...], tuple[str, ...]] | None = None
    types_command: tuple[str, ...] = ()
    package: str = ""
    encoding: str = "utf-8"
    env: tuple[tuple[str, str], ...] = ()

    def write(self, text: str, env: Mapping[str, str], *, html: bool = False) -> bool:
        """Write a text to the clipboard; return whether the tool succeeded."""
        command = self.html_commands[0] if html and self.html_commands else self.write_command
        return self.run(command, env, text.encode(self.encoding)) is not None

    def read(self, env: Mapping[str, str], *, html: bool = False) -> str | None:
        """Return the text on the clipboard; None if the tool cannot read it."""
        command = self.html_commands[1] if html and self.html_commands else self.read_command
        output = self.run(command, env) if command else None
        return None if output is None else output.decode(self.encoding, "replace")

    def run(
        self, command: Sequence[str], env: Mapping[str, str], given: bytes | None = None
    ) -> bytes | None:
        """Run a command and return its output; None if it is missing, fails or times out.

        A writing tool stays alive to serve the text. It would keep a pipe open, so it gets none, and it
        gets its own session, so that closing the terminal does not empty the clipboard.
        """
        program = shutil.which(command[0], path=env.get("PATH", ""))
        if program is None:
            return None
        try:
            done = subprocess.run(  # noqa: S603 - a fixed command, found on the user's PATH
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
    ClipboardTool(
        (), ("pbcopy",), ("pbpaste",), env=(("LC_CTYPE", "UTF-8"),)
    ),  # the default is MacRoman
    # UTF-16 has a byte order mark, without which Hangul is read as CP949.
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
    """A way to copy; `tool` is None for the terminal itself. It is usable if `obstacle` is empty."""

    name: str
    tool: ClipboardTool | None
    obstacle: str = ""

    @property
    def can_read_back(self) -> bool:
        """Whether the text can be read back from the clipboard that other programs paste from."""
        return self.tool is not None and self.tool is not _TMUX and bool(self.tool.read_command)

    @property
    def supports_html(self) -> bool:
        """Whether it can mark a text as HTML, so that it pastes as a table."""
        return self.tool is not None and self.tool.html_commands is not None

    @property
    def is_tmux(self) -> bool:
        """Whether it copies to the paste buffer of tmux."""
        return self.tool is _TMUX


def backends(env: Mapping[str, str], *, terminal: bool) -> list[Backend]:
    """Return all backends, the best first; `terminal` is whether there is a terminal."""
    remote = is_remote(env)
    tools = [
        Backend(
            tool.write_command[0],
            tool,
            _remote_clipboard() if remote else _tool_obstacle(tool, env),
        )
        for tool in _TOOLS
    ]
    obstacle = _terminal_obstacle(env) if terminal else _("터미널이 없습니다.")
    return [
        *tools,
        Backend("tmux", _TMUX, _tool_obstacle(_TMUX, env)),
        Backend(TERMINAL, None, obstacle),
    ]


def is_remote(env: Mapping[str, str]) -> bool:
    """Return whether this is an ssh session.

    A tmux window keeps the environment it was started with; tmux itself knows the current client's.
    """
    if env.get("TMUX"):
        output = _TMUX.run(("tmux", "show-environment", "SSH_CONNECTION"), env)
        if output:
            return not output.startswith(b"-")
    return "SSH_CONNECTION" in env or "SSH_TTY" in env


def tmux_prefix(env: Mapping[str, str]) -> str:
    """Return the prefix key of tmux as people write it: Ctrl+B."""
    output = _TMUX.run(("tmux", "show-options", "-gv", "prefix"), env) or b"C-b"
    return re.sub(r"^C-(.)$", lambda match: f"Ctrl+{match[1].upper()}", output.decode().strip())


def tmux_forwards(env: Mapping[str, str]) -> bool:
    """Return whether tmux forwards copied text to its terminal."""
    output = _TMUX.run(("tmux", "show-options", "-sv", "set-clipboard"), env)
    return output is not None and output.strip() != b"off"


def verify_tool(tool: ClipboardTool, env: Mapping[str, str], code: str) -> bool | None:
    """Write a code, read it back and restore the previous text; return whether it was read back.

    Return None without a test if the clipboard cannot be read, or holds more than plain text, which
    could not be restored.
    """
    before = tool.read(env)
    types = (tool.run(tool.types_command, env) if tool.types_command else None) or b""
    rich = any(word in types for word in (b"image/", b"text/html", b"text/rtf", b"text/uri-list"))
    if not tool.read_command or rich or (before is None and types):
        return None
    try:
        return tool.write(code, env) and tool.read(env) == code
    finally:
        tool.write(before or "", env)


def remedy(env: Mapping[str, str]) -> str:
    """Return what a person can do when copying fails: install a package, or export to a file."""
    for tool in _TOOLS:
        applies = tool.package and any(env.get(name) for name in tool.needs)
        if applies and not is_remote(env) and not _is_installed(tool, env):
            return _("{package} 패키지를 설치하거나 파일로 내보내세요.").format(
                package=tool.package
            )
        if applies:
            break
    return _("파일로 내보내세요.")


def _is_installed(tool: ClipboardTool, env: Mapping[str, str]) -> bool:
    return shutil.which(tool.write_command[0], path=env.get("PATH", "")) is not None


def _remote_clipboard() -> str:
    return _("ssh로 접속한 먼 컴퓨터의 클립보드입니다.")


def _tool_obstacle(tool: ClipboardTool, env: Mapping[str, str]) -> str:
    """Return why a tool is not usable, "" if it is."""
    if tool.needs and not any(env.get(name) for name in tool.needs):
        return _("{name} 환경이 아닙니다.").format(name="·".join(tool.needs))
    return "" if _is_installed(tool, env) else _("프로그램이 없습니다.")


def _terminal_obstacle(env: Mapping[str, str]) -> str:
    """Return why the terminal is known not to accept a copy, else ""."""
    if env.get("TMUX"):
        return ""
    if env.get("STY"):
        return _("GNU screen은 복사를 전달하지 않습니다.")
    if env.get("TERM", "dumb") in {"linux", "dumb"}:
        return _("이 터미널(콘솔)에는 클립보드가 없습니다.")
    if env.get("TERM_PROGRAM") == "Apple_Terminal":
        return _("Terminal.app은 원격 복사를 지원하지 않습니다.")
    return ""
