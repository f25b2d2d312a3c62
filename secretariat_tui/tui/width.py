"""Whether a terminal gives characters of ambiguous width, ─ and ① among them, two cells.

It is asked with the first frame. The answer comes in among the keys, for Textual to tell apart: no
start waits for it and no key is lost. What it said is kept for the next first frame.
"""

from collections.abc import Mapping

from secretariat_tui.files import write_private
from secretariat_tui.settings import state_dir

ROW = 2  # from 0: in the first line, the answer is what a terminal sends for Shift+F3 too
QUESTION = f"\x1b[{ROW + 1};1H\u2460\x1b[6n\x1b[H"  # ①, and where is the cursor now?


def was_wide(env: Mapping[str, str]) -> bool:
    """Whether a terminal of this kind has answered so the last time."""
    return _kind(env) in _kept()


def keep(env: Mapping[str, str], *, wide: bool) -> None:
    """Keep an answer. Nothing is said where it cannot be kept: the question is asked each time."""
    kinds = _kept() - {_kind(env)} | ({_kind(env)} if wide else set())
    if kinds != _kept():
        try:
            write_private(_file(), "\n".join(sorted(kinds)))
        except OSError:
            return


def _kept() -> set[str]:
    try:
        return set(_file().read_text(encoding="utf-8").splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def _file() -> "Path":
    return state_dir() / "wide-terminals"


def _kind(env: Mapping[str, str]) -> str:
    return f"{env.get('TERM_PROGRAM', '')} {env.get('TERM', '')}".strip()
