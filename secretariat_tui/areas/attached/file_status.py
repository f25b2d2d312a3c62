"""Reading a file on disk for its record, and comparing it with its record later."""

import hashlib
from datetime import date
from enum import Enum
from pathlib import Path

from secretariat_tui.areas.attached.model import FileDraft
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.regular_file import open_regular


class FileStatus(Enum):
    """How a file on disk compares with its record; the value is its label."""

    UNCHANGED = N_("그대로")
    CHANGED = N_("바뀜")
    MISSING = N_("없음")


def read_file(path: Path, title: str, noted_on: date) -> FileDraft:
    """Return a draft with the size and hash of a file. FileError if it cannot be read."""
    try:
        with open_regular(path) as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            size = file.tell()
    except OSError as error:
        raise FileError(
            _("파일을 읽을 수 없습니다."), str(path), _("경로와 권한을 확인해 주세요.")
        ) from error
    return FileDraft(title or path.name, str(path), digest, size, noted_on)


def file_status(draft: FileDraft) -> FileStatus:
    """Compare a file with its record, by size and hash. FileError if it cannot be read."""
    path = Path(draft.path)
    if not path.exists():
        return FileStatus.MISSING
    current = read_file(path, draft.title, draft.noted_on or date.min)
    same = (current.sha256, current.size) == (draft.sha256, draft.size)
    return FileStatus.UNCHANGED if same else FileStatus.CHANGED
