"""Whether a terminal gives characters of ambiguous width, ─ and ① among them, two cells.

It is asked with the first frame. The answer comes in among the keys, for Textual to tell apart: no
start waits for it, and no key is lost. What was answered last is kept for the next first frame.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

ROW = 2  # from 0. In the first line the answer would be what some terminals send for F3
QUERY = f"\x1b[{ROW + 1};1H\u2460\x1b[6n\x1b[H"  # ①, and where is the cursor now?


def is_known_wide(env: Mapping[str, str], folder: Path) -> bool:
    """Whether a terminal of this kind answered so the last time."""
    return _kind(env) in _wide(folder)


def remember(env: Mapping[str, str], folder: Path, *, wide: bool) -> None:
    """Keep an answer in a folder; where that cannot be, the next first frame is drawn without it."""
    kinds = _wide(folder)
    if wide != (_kind(env) in kinds):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / _FILE).write_text("\n".join(sorted(kinds ^ {_kind(env)})), encoding="utf-8")


_FILE = "wide-terminals"


def _wide(folder: Path) -> set[str]:
    try:
        return set((folder / _FILE).read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def _kind(env: Mapping[str, str]) -> str:
    return f"{env.get('TERM_PROGRAM', '')}/{env.get('TERM', '')}"
