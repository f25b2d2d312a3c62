"""Finding the file that a restore has set aside under another name."""

import re
from contextlib import suppress
from glob import escape
from pathlib import Path

from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.header import FileState


def last_set_aside(path: Path) -> Path | None:
    """Return the file that the last restore set aside beside a path, if one is left that this program can open."""
    labels = set()
    for language in LANGUAGES.values():  # any of them may have been in use at that restore
        with language_set(language):
            labels.add(re.escape(_("이전")))
    pattern = re.compile(
        rf"{re.escape(path.stem)}-(?:{'|'.join(labels)})-(\d{{8}})-(\d{{4}})(?:-(\d+))?"
    )
    candidates = {}
    for file in path.parent.glob(f"*{escape(path.suffix)}"):
        if match := pattern.fullmatch(file.stem):
            with suppress(OSError):
                if header.read_header(file).state in {FileState.CURRENT, FileState.OLDER}:
                    candidates[file] = [int(part or 1) for part in match.groups()]
    return max(candidates, key=lambda file: candidates[file], default=None)
