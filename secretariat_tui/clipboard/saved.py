"""Files kept about copying: the last copy, and the terminals that were seen to accept one."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING

from secretariat_tui.core.atomic_file import atomic_write, make_private_folder
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.regular_file import read_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

_VERIFIED_TERMINALS = "terminals.json"


def save_last_copy(text: str, folder: Path, *, html: bool = False) -> Path:
    """Save a copied text to a file for when pasting fails; return its path.

    An HTML page is saved as .html, so that a browser opens it. Raise FileError if it cannot be saved.
    """
    page, plain = folder / "last-copy.html", folder / "last-copy.txt"
    path, previous = (page, plain) if html else (plain, page)
    _write(text, path)
    previous.unlink(missing_ok=True)
    return path


def verified_on(env: Mapping[str, str], folder: Path) -> date | None:
    """Return the day on which a person verified that this kind of terminal accepts OSC 52."""
    with suppress(KeyError, TypeError, ValueError):
        return date.fromisoformat(_verified_terminals(folder)[_terminal_kind(env)])
    return None


def save_verification(env: Mapping[str, str], folder: Path, day: date) -> None:
    """Record that a person verified this kind of terminal. Raise FileError if it cannot be saved."""
    known = _verified_terminals(folder) | {_terminal_kind(env): day.isoformat()}
    _write(json.dumps(known, ensure_ascii=False, indent=1), folder / _VERIFIED_TERMINALS)


def _terminal_kind(env: Mapping[str, str]) -> str:
    return f"{env.get('TERM_PROGRAM', '')}/{env.get('TERM', '')}"


def _verified_terminals(folder: Path) -> dict[str, str]:
    try:
        known = json.loads(read_settings(folder / _VERIFIED_TERMINALS))
    except (OSError, ValueError, RecursionError):  # missing or damaged: the person verifies again
        return {}
    return known if isinstance(known, dict) else {}


def _write(text: str, path: Path) -> None:
    try:
        make_private_folder(path.parent)
    except FileError as error:
        raise FileError(
            _("마지막 복사본을 남길 폴더를 만들 수 없습니다."), str(path.parent)
        ) from error
    with atomic_write(path, replace=True) as part:
        part.write_text(text, encoding="utf-8", newline="")
