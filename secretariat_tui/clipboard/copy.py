"""Copying to where the person can paste it, and saying honestly whether it got there."""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat_tui.clipboard.backends import Backend, backends, remedy, tmux_prefix
from secretariat_tui.core.atomic_file import atomic_write, private_folder
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money_dates import full_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_LARGE = 64 * 1024  # bytes; terminals drop more than some limit of theirs (2 KB to 768 KB)
_PROOFS = "terminals.json"


class CopyStatus(Enum):
    """How a copy ended."""

    CONFIRMED = "confirmed"  # read back, and equal
    SENT = "sent"  # asked, without an answer
    FAILED = "failed"


@dataclass(frozen=True)
class CopyResult:
    """How a copy ended, by which way, and what a person is told of it; `said` may name the {rows}."""

    result: CopyStatus
    way: str
    said: str
    advice: str = ""

    def message(self, rows: int, remarks: str = "") -> str:
        """Say it to the person who copied that many rows, with what else is to be said of them."""
        return " ".join(filter(None, (self.said.format(rows=rows), remarks, self.advice)))


def copy(
    text: str,
    env: Mapping[str, str],
    osc52: Callable[[str], None] | None,
    *,
    html: bool = False,
    proof: date | None = None,
) -> CopyResult:
    """Copy by the best way there is; `osc52` hands text to the terminal, None where there is none.

    `html` is whether the text is a page that should paste as one; `proof` the day on which this
    terminal was seen to take a copy. It may take seconds where a tool hangs, so the screen calls it
    in a thread.
    """
    ways = _usable_backends(env, terminal=osc52 is not None, html=html)
    for backend in ways:
        outcome = _copy_with_tool(backend, text, env, html=html)
        if osc52 and backend.tool is None:
            osc52(text)
            outcome = CopyResult(
                CopyStatus.SENT, backend.name, _sent_message(_("터미널"), proof), _paste_advice(env)
            )
        if outcome:
            return _with_cautions(outcome, text, as_text=html and not backend.supports_html)
    obstacle = backends(env, terminal=osc52 is not None)[-1].obstacle
    advice = f"{obstacle} {remedy(env)}"
    return CopyResult(CopyStatus.FAILED, "", _("복사하지 못했습니다."), advice)


def may_be_lost(text: str, env: Mapping[str, str], *, html: bool = False) -> bool:
    """Whether a text is so large that the way it would go may lose it, and cannot tell."""
    way = best_backend(env, terminal=True, html=html) if _is_large(text) else None
    return way is not None and not way.can_read_back


def best_backend(env: Mapping[str, str], *, terminal: bool, html: bool = False) -> Backend | None:
    """Return the way that a copy would go first, if there is one."""
    return next(iter(_usable_backends(env, terminal=terminal, html=html)), None)


def _usable_backends(env: Mapping[str, str], *, terminal: bool, html: bool) -> list[Backend]:
    """Return the ways that can be used, the best first; for a page, those that take one."""
    usable = [backend for backend in backends(env, terminal=terminal) if not backend.obstacle]
    return sorted(usable, key=lambda backend: html and not backend.supports_html)


def _copy_with_tool(
    backend: Backend, text: str, env: Mapping[str, str], *, html: bool
) -> CopyResult | None:
    """Copy by a tool; None where it does not take it."""
    tool = backend.tool
    if tool is None or not tool.put(text, env, html=html):
        return None
    same = tool.get(env, html=html) == text
    if backend.is_tmux:
        said = _("{rows}행을 tmux에 복사했습니다. {prefix} ] 로 붙여넣습니다.")
        said = said.replace("{prefix}", tmux_prefix(env))
        elsewhere = _("다른 창에 붙여넣기가 안 되면 파일로 내보내세요.")
        return CopyResult(CopyStatus.SENT, backend.name, said, elsewhere) if same else None
    if same:
        return CopyResult(CopyStatus.CONFIRMED, backend.name, _("{rows}행을 복사했습니다."))
    return CopyResult(
        CopyStatus.SENT, backend.name, _sent_message(backend.name), _paste_advice(env)
    )


def _sent_message(way: str, proof: date | None = None) -> str:
    if proof is None:
        return _("{way}에 복사를 요청했습니다(확인 불가).").format(way=way)
    known = _("{way}에 복사를 요청했습니다. 이 터미널이 받는 것을 {date}에 확인했습니다.")
    return known.format(way=way, date=full_date(proof))


def _paste_advice(env: Mapping[str, str]) -> str:
    return _("붙여넣기가 안 되면 {remedy}").format(remedy=remedy(env))


def _with_cautions(outcome: CopyResult, text: str, *, as_text: bool) -> CopyResult:
    """Add what a person must know of a text that is large, or of a page that went as text."""
    cautions = []
    if as_text:
        cautions.append(
            _("표가 아니라 HTML 원문으로 복사했습니다. 표로 붙이려면 HTML 파일로 내보내세요.")
        )
    if outcome.result is CopyStatus.SENT and _is_large(text):
        cautions.append(_("내용이 커서 터미널이 버릴 수 있습니다."))
    return replace(outcome, advice=" ".join([*cautions, outcome.advice]).rstrip())


def _is_large(text: str) -> bool:
    return len(text.encode()) > _LARGE


def verification_code() -> str:
    """Return a text that is nowhere else, to try a way with."""
    return f"secretariat-{secrets.randbelow(9000) + 1000}"


def osc52_sequence(text: str) -> str:
    """Return the sequence that asks a terminal to put text on the clipboard."""
    return f"\x1b]52;c;{b64encode(text.encode()).decode()}\x07"


def terminal_writer() -> Callable[[str], None] | None:
    """Return what hands text to the terminal of a command, None where there is none, as in cron."""
    tty = Path("/dev/tty")

    def send(text: str) -> None:
        tty.write_text(osc52_sequence(text), encoding="ascii")

    try:
        tty.open("wb").close()
    except OSError:
        return None
    return send


def remember(text: str, folder: Path, *, html: bool = False) -> Path:
    """Keep the last copy as a file, for when pasting fails; return its path. FileProblem if it cannot.

    A page opens in a browser, from where it can be copied as one.
    """
    page, plain = folder / "last-copy.html", folder / "last-copy.txt"
    path, before = (page, plain) if html else (plain, page)
    _keep(text, path)
    before.unlink(missing_ok=True)
    return path


def _keep(text: str, path: Path) -> None:
    try:
        private_folder(path.parent)
    except FileError as error:
        raise FileError(
            _("마지막 복사본을 남길 폴더를 만들 수 없습니다."), str(path.parent)
        ) from error
    with atomic_write(path, replace=True) as part:
        part.write_text(text, encoding="utf-8", newline="")


def proof(env: Mapping[str, str], folder: Path) -> date | None:
    """Return the day on which a person saw that this kind of terminal takes a copy (OSC 52)."""
    with suppress(KeyError, TypeError, ValueError):
        return date.fromisoformat(_proofs(folder)[terminal_name(env)])
    return None


def remember_proof(env: Mapping[str, str], folder: Path, day: date) -> None:
    """Remember that a person saw a copy arrive. FileProblem if it cannot be written."""
    known = _proofs(folder) | {terminal_name(env): day.isoformat()}
    _keep(json.dumps(known, ensure_ascii=False, indent=1), folder / _PROOFS)


def terminal_name(env: Mapping[str, str]) -> str:
    """Tell one kind of terminal from another, as far as it names itself."""
    return f"{env.get('TERM_PROGRAM', '')}/{env.get('TERM', '')}"


def _proofs(folder: Path) -> dict[str, str]:
    try:
        known = json.loads((folder / _PROOFS).read_text(encoding="utf-8"))
    except (OSError, ValueError):  # none yet, or not as it was written: only a memory is lost
        return {}
    return known if isinstance(known, dict) else {}
