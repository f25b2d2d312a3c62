"""Finding the file that a restore has set aside under another name."""

import re
from collections.abc import Iterable
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
    pattern = re.compile(rf"{re.escape(path.stem)}-(.+)-(\d{{8}})-(\d{{4}})(?:-(\d+))?")
    matches = {
        file: match
        for file in path.parent.glob(f"*{escape(path.suffix)}")
        if (match := pattern.fullmatch(file.stem))
    }
    names = _in_all_languages(labels) if matches else set()
    numbers = {
        file: [int(part or 1) for part in match.groups()[1:]]
        for file, match in matches.items()
        if match[1] in names
    }
    return sorted(numbers, key=lambda file: numbers[file], reverse=True)


def _in_all_languages(labels: Iterable[str]) -> set[str]:
    """Return labels in all languages: any of them may have been in use at a restore."""
    names: set[str] = set()
    for language in LANGUAGES.values():
        with language_set(language):
            names.update(_(label) for label in labels)
    return names
