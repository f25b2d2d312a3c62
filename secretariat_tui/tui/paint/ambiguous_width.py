"""Whether the terminal draws characters of ambiguous width, such as ─ and ①, two cells wide.

The query is sent with the first frame. The answer arrives among the keys, where Textual recognizes it:
the start does not wait for it, and no key is lost. The last answer is saved for the next first frame.
"""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from secretariat_tui.core.regular_file import read_settings

ROW = 2  # from 0; an answer for the first row would be what some terminals send for F3
QUERY = f"\x1b[{ROW + 1};1H\u2460\x1b[6n\x1b[H"  # ①, then ask for the cursor's position


def is_known_wide(env: Mapping[str, str], folder: Path) -> bool:
    """Whether this kind of terminal last answered two cells."""
    return _kind(env) in _wide(folder)


def remember(env: Mapping[str, str], folder: Path, *, wide: bool) -> None:
    """Save an answer in a folder. Ignore a failure: the next first frame is then drawn without it."""
    kinds = _wide(folder)
    if wide != (_kind(env) in kinds):
        with suppress(OSError):
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            (folder / _FILE).write_text("\n".join(sorted(kinds ^ {_kind(env)})), encoding="utf-8")


_FILE = "wide-terminals"


def _wide(folder: Path) -> set[str]:
    try:
        return set(read_settings(folder / _FILE).splitlines())
    except (OSError, UnicodeDecodeError):
        return set()


def _kind(env: Mapping[str, str]) -> str:
    return f"{env.get('TERM_PROGRAM', '')}/{env.get('TERM', '')}"
