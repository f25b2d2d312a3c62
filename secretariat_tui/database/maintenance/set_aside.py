"""Finding the file that a restore has set aside under another name."""

import re
from contextlib import suppress
from glob import escape
from pathlib import Path

from secretariat_tui.core.i18n import LANGUAGES, N_, _, language_set
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.header import FileState


def last_set_aside(path: Path) -> Path | None:
    """Return the file that the last restore set aside beside a path, if one is left that this program can open."""
    for file in _set_aside(path, N_("이전")):
        with suppress(OSError):
            if header.read_header(file).state in {FileState.CURRENT, FileState.OLDER}:
                return file
    return None


def set_aside_files(path: Path) -> list[Path]:
    """Return the files that restores set aside beside a path, damaged ones included, the last first."""
    return _set_aside(path, N_("이전"), N_("손상"))


def _set_aside(path: Path, *labels: str) -> list[Path]:
    names: set[str] = set()
    for language in LANGUAGES.values():  # any of them may have been in use at that restore
        with language_set(language):
            names.update(re.escape(_(label)) for label in labels)
    pattern = re.compile(
        rf"{re.escape(path.stem)}-(?:{'|'.join(names)})-(\d{{8}})-(\d{{4}})(?:-(\d+))?"
    )
    matches = {
        file: [int(part or 1) for part in match.groups()]
        for file in path.parent.glob(f"*{escape(path.suffix)}")
        if (match := pattern.fullmatch(file.stem))
    }
    return sorted(matches, key=lambda file: matches[file], reverse=True)
