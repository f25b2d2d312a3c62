"""A damaged file is not written until a sound one takes its place, whichever thread detects it."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from secretariat_tui.areas.agreements import store
from secretariat_tui.core.errors import UserError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance import write_block
from secretariat_tui.database.maintenance.write_block import WriteBlock
from tests.database.states import agreement, spoil


def test_a_block_holds_until_a_sound_file_is_there(file: OfficeFile, path: Path) -> None:
    store.add(file, agreement("교류"))
    sound = path.read_bytes()
    spoil(path)
    error = file.write_block.block()
    assert "손상되었습니다" in str(error)
    with pytest.raises(UserError) as raised:
        store.add(file, agreement("우호"))
    assert raised.value is error
    assert not file.write_block.clear_if_sound()  # the same file
    path.write_bytes(path.read_bytes() + bytes(4096))
    assert not file.write_block.clear_if_sound()  # changed, but damaged still
    path.write_bytes(sound)
    assert file.write_block.clear_if_sound()
    assert file.write_block.error is None
    store.add(file, agreement("우호"))


def test_a_file_that_is_not_blocked_or_gone_is_not_checked(path: Path) -> None:
    block = WriteBlock(path)
    assert not block.clear_if_sound()
    block.block()
    path.unlink()
    assert not block.clear_if_sound()
    assert block.error
    block.clear()
    assert block.error is None


def test_a_block_set_by_another_thread_during_the_check_stays(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    block = WriteBlock(path)
    block.block()
    path.write_bytes(path.read_bytes() + bytes(4096))

    def check(_path: Path) -> list[str]:
        with ThreadPoolExecutor(1) as pool:
            pool.submit(block.block).result()
        return []

    monkeypatch.setattr(write_block, "quick_check", check)
    assert not block.clear_if_sound()
    assert block.error
