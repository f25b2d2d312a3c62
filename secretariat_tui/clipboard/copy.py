"""Copy text to the clipboard, and report whether it is known to have arrived."""

from __future__ import annotations

import secrets
from base64 import b64encode
from dataclasses import dataclass, replace
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat_tui.clipboard.backends import Backend, backends, remedy, tmux_prefix
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

_LARGE_BYTES = 64 * 1024  # terminals drop an OSC 52 text above a limit of 2 KB to 768 KB


class CopyStatus(Enum):
    """How a copy ended."""

    CONFIRMED = "confirmed"  # read back from the clipboard, and equal
    SENT = "sent"  # requested; the backend does not confirm
    FAILED = "failed"


@dataclass(frozen=True)
class CopyResult:
    """How a copy ended, by which backend, and the message for the person; `text` may hold {rows}."""

    status: CopyStatus
    backend: str
    text: str
    advice: str = ""

    def message(self, rows: int, remarks: str = "") -> str:
        """Return the message for a copy of `rows` rows, with remarks on their content."""
        return " ".join(filter(None, (self.text.format(rows=rows), remarks, self.advice)))


def copy(
    text: str,
    env: Mapping[str, str],
    osc52: Callable[[str], None] | None,
    *,
    html: bool = False,
    verified_on: date | None = None,
) -> CopyResult:
    """Copy with the best backend that accepts the text.

    `osc52` sends text to the terminal, None without a terminal. `html` marks the text as an HTML page.
    `verified_on` is the day on which this terminal was seen to accept a copy. Blocks for seconds when a
    tool hangs: call it in a thread from the screen.
    """
    for backend in _usable_backends(env, terminal=osc52 is not None, html=html):
        result = _copy_with_tool(backend, text, env, html=html)
        if osc52 and backend.tool is None:
            osc52(text)
            sent = _sent_message(_("터미널"), verified_on)
            result = CopyResult(CopyStatus.SENT, backend.name, sent, _paste_advice(env))
        if result:
            return _with_cautions(result, text, as_text=html and not backend.supports_html)
    obstacle = backends(env, terminal=osc52 is not None)[-1].obstacle
    advice = f"{obstacle} {remedy(env)}"
    return CopyResult(CopyStatus.FAILED, "", _("복사하지 못했습니다."), advice)


def may_be_lost(text: str, env: Mapping[str, str], *, html: bool = False) -> bool:
    """Return whether a text is so large that its backend may drop it without an error."""
    backend = best_backend(env, terminal=True, html=html) if _is_large(text) else None
    return backend is not None and not backend.can_read_back


def best_backend(env: Mapping[str, str], *, terminal: bool, html: bool = False) -> Backend | None:
    """Return the backend that a copy tries first, None if there is none."""
    return next(iter(_usable_backends(env, terminal=terminal, html=html)), None)


def _usable_backends(env: Mapping[str, str], *, terminal: bool, html: bool) -> list[Backend]:
    """Return the usable backends, the best first; for an HTML page those that support HTML first."""
    usable = [backend for backend in backends(env, terminal=terminal) if not backend.obstacle]
    return sorted(usable, key=lambda backend: html and not backend.supports_html)


def _copy_with_tool(
    backend: Backend, text: str, env: Mapping[str, str], *, html: bool
) -> CopyResult | None:
    """Copy with a backend's tool; None if it fails or there is no tool."""
    tool = backend.tool
    if tool is None or not tool.write(text, env, html=html):
        return None
    same = tool.read(env, html=html) == text
    if backend.is_tmux:
        message = _("{rows}행을 tmux에 복사했습니다. {prefix} ] 로 붙여넣습니다.")
        message = message.replace("{prefix}", tmux_prefix(env))
        advice = _("다른 창에 붙여넣기가 안 되면 파일로 내보내세요.")
        return CopyResult(CopyStatus.SENT, backend.name, message, advice) if same else None
    if same:
        return CopyResult(CopyStatus.CONFIRMED, backend.name, _("{rows}행을 복사했습니다."))
    return CopyResult(
        CopyStatus.SENT, backend.name, _sent_message(backend.name), _paste_advice(env)
    )


def _sent_message(way: str, verified_on: date | None = None) -> str:
    if verified_on is None:
        return _("{way}에 복사를 요청했습니다(확인 불가).").format(way=way)
    message = _("{way}에 복사를 요청했습니다. 이 터미널이 받는 것을 {date}에 확인했습니다.")
    return message.format(way=way, date=full_date(verified_on))


def _paste_advice(env: Mapping[str, str]) -> str:
    return _("붙여넣기가 안 되면 {remedy}").format(remedy=remedy(env))


def _with_cautions(result: CopyResult, text: str, *, as_text: bool) -> CopyResult:
    """Add a caution for a large text, and for an HTML page that was copied as plain text."""
    cautions = []
    if as_text:
        cautions.append(
            _("표가 아니라 HTML 원문으로 복사했습니다. 표로 붙이려면 HTML 파일로 내보내세요.")
        )
    if result.status is CopyStatus.SENT and _is_large(text):
        cautions.append(_("내용이 커서 터미널이 버릴 수 있습니다."))
    return replace(result, advice=" ".join([*cautions, result.advice]).rstrip())


def _is_large(text: str) -> bool:
    return len(text.encode()) > _LARGE_BYTES


def verification_code() -> str:
    """Return a random text to test a backend with."""
    return f"secretariat-{secrets.randbelow(9000) + 1000}"


def osc52_sequence(text: str) -> str:
    """Return the OSC 52 sequence that puts text on the clipboard."""
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"


def terminal_writer() -> Callable[[str], None] | None:
    """Return a function that sends text to the controlling terminal; None without one, as in cron."""
    tty = Path("/dev/tty")

    def send(text: str) -> None:
        tty.write_text(osc52_sequence(text), encoding="ascii")

    try:
        tty.open("wb").close()
    except OSError:
        return None
    return send
