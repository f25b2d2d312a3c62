"""What holds for every test of the screens."""

import asyncio
from contextlib import suppress
from pathlib import Path

import pytest

from secretariat_tui.database.maintenance import backup
from secretariat_tui.database.maintenance.backup import Backup, KnownCommits


@pytest.fixture(autouse=True)
def _no_folder_is_read_on_the_event_loop(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fail where the program lists a backup folder, which may be slow, on the event loop."""
    list_backups = backup.backups

    def checked(folder: Path, known: KnownCommits | None = None) -> list[Backup]:
        with suppress(RuntimeError):
            asyncio.get_running_loop()
            raise AssertionError(folder)
        return list_backups(folder, known)

    monkeypatch.setattr(backup, "backups", checked)
