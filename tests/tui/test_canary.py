"""A name through a whole day's work: it is in the office file, and nowhere that nobody asked for."""

from pathlib import Path

import pytest

from secretariat_tui.areas.agreements import store
from secretariat_tui.database.file import OfficeFile
from tests.database.states import agreement
from tests.tui.screens import desk

CANARY = "황보카나리"


async def test_no_content_gets_into_messages_logs_or_files_beside(
    path: Path, file: OfficeFile, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    store.add(file, agreement("협약", note=CANARY))

    def fail(*_given: object) -> None:
        raise RuntimeError(CANARY)

    async with desk(path, (100, 40), area="agreements") as there:
        await there.press("slash", *CANARY, "enter", "escape", "f6", "ctrl+l", "enter", "escape")
        await there.press("escape", "f2")
        there.app.screen.query_one("#edit-place").focus()
        await there.type(CANARY)
        with monkeypatch.context() as broken:
            broken.setattr(store, "change", fail)
            shown = await there.press("ctrl+s")
        said = [line for line in shown.splitlines() if "▲" in line]
        assert said
        assert CANARY not in "".join(said)
        assert "RuntimeError" in shown
        await there.press("ctrl+s", "ctrl+z", "ctrl+y", "ctrl+k", "escape")
        assert CANARY in there.text()
    assert CANARY.encode() in path.read_bytes()
    for each in tmp_path.rglob("*"):
        if each.is_file() and each != path:
            assert CANARY.encode() not in each.read_bytes(), each
    assert not any(CANARY in text for text in capfd.readouterr())
