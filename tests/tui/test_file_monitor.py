"""The open file is watched: damage, loss, other windows; and a backup is restored by keyboard."""

import shutil
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from datetime import datetime
from pathlib import Path

import pytest

from secretariat_tui.areas import index_sources, record_classes
from secretariat_tui.areas.agreements import store
from secretariat_tui.core.errors import UserError
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance.backup import back_up, backups
from secretariat_tui.database.maintenance.restore import restore_backup
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.watch import FileEvent, FileWatch
from secretariat_tui.tui import file_monitor
from secretariat_tui.tui.dialogs.restore import restore
from secretariat_tui.tui.file_monitor import monitor
from secretariat_tui.tui.runtime.shell import Shell
from tests.database.states import agreement, raw, state
from tests.tui.desk import Desk, desk, desk_of

AT = datetime(2023, 4, 19, 14, 5)  # noqa: DTZ001


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def kept(path: Path, folder: Path) -> Path:
    """A file with two agreements, of which the backup has one."""
    with closing(OfficeFile(path, "이비서관")) as file:
        store.add(file, agreement("교류", "경상북도"))
        back_up(path, folder, "매일", AT)
        store.add(file, agreement("우호", "제주도"))
    return path


@asynccontextmanager
async def watched(
    path: Path, folder: Path, busy_timeout: float = 5.0
) -> AsyncIterator[tuple[Desk, FileWatch]]:
    """A desk at the agreements whose file monitor looks when it is asked to."""

    def open_file() -> OfficeFile:
        return OfficeFile(
            path, "김주무관", sources=index_sources, backups=folder, busy_timeout=busy_timeout
        )

    async with desk_of(open_file) as there:
        await there.press("5")
        watch = await there.app.store.run(FileWatch)
        yield there, watch
        watch.close()


def _unwrapped(shown: str) -> str:
    """Return a dialog's text in one line: how it is wrapped depends on how long the file's path is."""
    return " ".join(shown.replace("│", " ").split())


def _spoil(path: Path) -> None:
    """Damage a page that the screens do not read: SQLite opens, reads and writes such a file."""
    with raw(path) as db:
        root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'change'").fetchone()[0]
        size = db.execute("PRAGMA page_size").fetchone()[0]
    content = bytearray(path.read_bytes())
    content[(root - 1) * size + 500 : root * size] = b"\xff" * (size - 500)
    path.write_bytes(content)


async def test_a_damaged_file_is_sealed_and_restored_by_keyboard(kept: Path, folder: Path) -> None:
    wanted = state(next(folder.iterdir()))
    _spoil(kept)
    damaged = kept.read_bytes()

    async with watched(kept, folder) as (there, _watch):
        there.app.run_worker(file_monitor.check_file(there.app))
        shown = await there.until("백업에서 되살리기")
        assert "자료 파일이 손상되었습니다." in shown
        assert "이제부터 읽기만 합니다." in shown
        assert "가장 최근 백업: 2023-04-19 14:05 · 그 뒤의 변경 1건이 없음" in shown
        with pytest.raises(UserError, match="손상"):
            await there.app.store.run(lambda file: store.add(file, agreement("셋째")))
        assert kept.read_bytes() == damaged
        shown = await there.press("down", "enter")
        assert "어느 백업으로 되살릴까요?" in shown
        assert "2023-04-19 14:05  매일" in shown
        assert "이 백업으로 되살릴까요?" in await there.press("enter")
        await there.press("down", "enter")
        shown = await there.until("되살렸습니다", without="우호")
        assert "2023-04-19 14:05 백업으로 되살렸습니다. 전의 파일: office-손상-" in shown
        assert "교류" in shown
        assert state(kept) == wanted
        await there.app.store.run(lambda file: store.add(file, agreement("셋째")))
    (aside,) = kept.parent.glob("office-손상-*.db")
    assert aside.read_bytes() == damaged


async def test_a_sound_file_is_examined_without_a_word(kept: Path, folder: Path) -> None:
    async with watched(kept, folder) as (there, _watch):
        before = there.text()
        await file_monitor.check_file(there.app)
        await there.settle()
        assert there.text() == before
        assert there.app.store.file.write_block.error is None


async def test_a_file_is_examined_once_nobody_writes(
    kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from secretariat_tui.core.errors import FileBusyError

    tries = []

    def check(path: Path) -> list[str]:
        tries.append(path)
        if len(tries) < 3:
            raise FileBusyError("다른 창이 저장하고 있습니다.")
        return []

    monkeypatch.setattr(file_monitor, "quick_check", check)
    monkeypatch.setattr(file_monitor, "INTERVAL", 0)

    async with watched(kept, folder) as (there, _watch):
        await file_monitor.check_file(there.app)
    assert len(tries) == 3


async def test_a_deleted_file_is_rescued_and_restored_by_keyboard(kept: Path, folder: Path) -> None:
    before = state(kept)

    async with watched(kept, folder) as (there, watch):
        kept.unlink()
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        shown = await there.until("백업에서 되살리기")
        assert "자료 파일이 그 사이에 지워졌거나 다른 파일로 바뀌었습니다." in shown
        assert "지금까지의 자료는 여기에 두었습니다:" in shown
        assert "어느 백업으로" in await there.press("down", "enter")
        await there.press("enter")
        await there.press("down", "enter")
        shown = await there.until("되살렸습니다")
        assert "우호" in shown
        await file_monitor.check_once(there.app, watch)
        assert "되살렸습니다" in there.text()
    assert state(kept) == before


async def test_a_list_shows_what_was_written_over_once_one_goes_on_with_it(
    kept: Path, folder: Path, tmp_path: Path
) -> None:
    """With as many changes in both, SQLite would take the pages that it has read for those of the file."""
    other = tmp_path / "other.db"
    shutil.copy(kept, other)
    with closing(OfficeFile(other, "이비서관", sources=index_sources)) as theirs:
        store.change(theirs, 2, 1, agreement("그쪽 이름"))

    async with watched(kept, folder) as (there, watch):
        await there.app.store.run(lambda file: store.change(file, 2, 1, agreement("이쪽 이름")))
        assert "이쪽 이름" in await there.press("f5")
        _write_over(kept, other.read_bytes())
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        await there.until("지금 있는 파일로 계속하기")
        await there.press("down", "enter")
        await there.until("그쪽 이름", without="이쪽 이름")
        assert await there.app.store.run(lambda _file: watch.poll()) is FileEvent.NONE


def _write_over(path: Path, content: bytes) -> None:
    with path.open("r+b") as file:
        file.write(content)
        file.truncate()


async def test_an_older_copy_written_over_the_file_is_said_and_restored_by_keyboard(
    kept: Path, folder: Path
) -> None:
    older = next(folder.iterdir()).read_bytes()

    async with watched(kept, folder) as (there, watch):
        await there.app.store.run(lambda file: store.add(file, agreement("셋째")))
        _write_over(kept, older)
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        shown = await there.until("백업에서 되살리기")
        assert "자료 파일에 다른 내용이 덮어써졌습니다." in shown
        assert "덮어쓰기 전의 내용은 남아 있지 않아 따로 두지 못했습니다." in shown
        assert "여기에 두었습니다" not in shown
        assert "지금 그 자리에 있는 파일도 secretariat 자료입니다." in _unwrapped(shown)
        await there.press("down", "down", "enter", "down", "enter", "down", "enter")
        await there.until("되살렸습니다")
        await file_monitor.check_once(there.app, watch)
        assert "되살렸습니다" in there.text()
        await there.app.store.run(lambda file: store.add(file, agreement("넷째")))
    (aside,) = kept.parent.glob("office-이전-*.db")
    assert aside.read_bytes() == older


async def test_after_another_window_restored_a_backup_one_can_go_on_with_it(
    kept: Path, folder: Path
) -> None:
    older = next(folder.iterdir()).rename(folder / "older.db")

    async with watched(kept, folder) as (there, watch):
        await there.app.store.run(lambda file: store.add(file, agreement("셋째")))
        with closing(OfficeFile(kept, "이비서관")) as other:
            other.restore(older, AT, record_classes)
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        shown = _unwrapped(await there.until("지금 있는 파일로 계속하기"))
        assert "지금 파일은 이비서관이 " in shown
        assert "백업에서 되살린 것입니다." in shown
        await there.press("down", "enter")
        shown = await there.until("지금 있는 파일을 열었습니다.", without="셋째")
        assert "우호" not in shown
        assert "교류" in shown
        assert await there.app.store.run(lambda _file: watch.poll()) is FileEvent.NONE
        await there.app.store.run(lambda file: store.add(file, agreement("넷째")))
    assert "구조" in {each.label for each in backups(folder)}


@pytest.mark.slow
async def test_a_form_can_be_saved_into_the_backup_that_another_window_restored(
    kept: Path, folder: Path
) -> None:
    older = next(folder.iterdir()).rename(folder / "older.db")

    async with watched(kept, folder) as (there, watch):
        await there.press("home", "f2", "end")
        await there.type("소중한 협약")
        with closing(OfficeFile(kept, "이비서관")) as other:
            other.restore(older, AT, record_classes)
        await there.press("ctrl+s")
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        shown = _unwrapped(await there.until("지금 있는 파일로 계속하기"))
        assert "지금 파일은 이비서관이 " in shown
        assert "가장 최근 백업" in shown
        await there.send("down", "enter")
        await there.until("소중한 협약", without="지금 있는 파일로 계속하기")
        await there.press("ctrl+s")
        assert "소중한 협약" in await there.until("저장했습니다")
    with raw(kept) as db:
        assert db.execute("SELECT name FROM agreement").fetchall() == [("교류소중한 협약",)]


@pytest.mark.slow
async def test_a_seal_is_lifted_when_the_sound_file_is_back(kept: Path, folder: Path) -> None:
    async with watched(kept, folder) as (there, watch):
        sound = kept.read_bytes()
        await there.press("f2", "end")
        await there.type("소중한 협약")
        _write_over(kept, sound[: 4096 * 3])
        round_ = there.app.run_worker(file_monitor.check_once(there.app, watch))
        await there.until_true(lambda: there.app.store.file.write_block.error)
        assert "손상되었습니다" in await there.press("ctrl+s")
        _write_over(kept, sound)
        await file_monitor.check_once(there.app, watch)
        await there.press("ctrl+s")
        assert "소중한 협약" in await there.until("저장했습니다")
        round_.cancel()


async def test_an_emptied_file_is_said_and_its_backups_are_offered(
    kept: Path, folder: Path
) -> None:
    async with watched(kept, folder) as (there, watch):
        _write_over(kept, b"")
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        shown = await there.until("백업에서 되살리기")
        assert "덮어써졌습니다" in shown
        assert "다시 시작" not in shown
        await there.press("enter")


async def test_a_file_cut_short_is_sealed_and_its_backups_are_offered(
    kept: Path, folder: Path
) -> None:
    async with watched(kept, folder) as (there, watch):
        _write_over(kept, kept.read_bytes()[: 4096 * 3])
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        assert "자료 파일이 손상되었습니다." in await there.until("백업에서 되살리기")
        assert there.app.store.file.write_block.error
        await there.press("enter")


@pytest.mark.slow
@pytest.mark.parametrize("how", ["moved back", "copied back", "restored"])
async def test_what_is_typed_is_saved_once_the_file_is_back(
    kept: Path, folder: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_monitor, "INTERVAL", 0.01)

    async with watched(kept, folder) as (there, watch):
        await file_monitor.check_once(there.app, watch)
        await there.press("f2", "end")
        await there.type("소중한 협약")
        moved = kept.rename(kept.with_name("moved.db"))
        round_ = there.app.run_worker(file_monitor.check_once(there.app, watch))
        await there.press("ctrl+s")
        shown = _unwrapped(await there.until("그대로 두고 계속 보기"))
        assert "백업에서 되살리기" in shown
        await there.send("enter")
        shown = _unwrapped(await there.until("소중한 협약", without="그대로 두고"))
        assert "원래 파일을 되돌려 놓고 다시 저장하거나" in shown
        if how == "moved back":
            moved.rename(kept)
        elif how == "copied back":
            shutil.copy(moved, kept)
        else:
            newest = backups(folder)[0]
            assert newest.label == "구조"
            restore_backup(newest.path, kept, AT, "최담당", record_classes, damaged=False)
        await there.press("ctrl+s")
        shown = await there.until("저장했습니다")
        assert "소중한 협약" in shown
        await file_monitor.check_once(there.app, watch)
        assert "백업에서 되살리기" not in there.text()
        assert round_.is_finished
    with raw(kept) as db:
        assert db.execute("SELECT name FROM agreement ORDER BY id").fetchall() == [
            ("교류소중한 협약",), ("우호",),
        ]  # fmt: skip


@pytest.mark.slow
async def test_a_list_that_another_program_kept_from_being_read_is_read_afterwards(
    kept: Path, folder: Path
) -> None:
    async with watched(kept, folder, busy_timeout=0.01) as (there, watch):
        with raw(kept) as db:
            db.execute("BEGIN EXCLUSIVE")
            shown = await there.press("f5")
            assert "다른 창이 저장하고 있습니다." in shown
            assert "저장해 주세요" not in shown
            await file_monitor.check_once(there.app, watch)
            await there.settle()
            assert "다른 창이 저장하고 있습니다." in there.text()
        await file_monitor.check_once(there.app, watch)
        shown = await there.until("전체 2건", without="다른 창이 저장하고 있습니다.")
        assert "우호" in shown


async def test_leaving_it_alone_is_the_first_answer(kept: Path, folder: Path) -> None:
    async def act(there: Desk, watch: FileWatch) -> None:
        moved = kept.rename(kept.with_name("moved.db"))
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        await there.until("백업에서 되살리기")
        assert "교류" in await there.press("enter")
        assert not kept.exists()
        moved.rename(kept)
        await there.app.store.run(lambda file: store.add(file, agreement("셋째")))


async def test_nobody_is_asked_in_the_middle_of_typing(
    kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_monitor, "INTERVAL", 0.01)

    async with watched(kept, folder) as (there, watch):
        await there.press("insert")
        kept.unlink()
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        await there.type("소중한 글")
        assert "소중한 글" in there.text()
        await there.press("escape", "down", "down", "enter")  # leave without saving
        await there.until("백업에서 되살리기")


async def test_what_another_window_wrote_is_shown(kept: Path, folder: Path) -> None:
    async with watched(kept, folder) as (there, watch):
        with closing(OfficeFile(kept, "이비서관")) as other:
            store.add(other, agreement("셋째 협약"))
        assert "셋째 협약" not in there.text()
        await file_monitor.check_once(there.app, watch)
        shown = await there.until("셋째 협약")
        assert "다른 창에서 바꾼 것을 읽었습니다." in shown


async def test_an_upgrade_by_another_window_is_told(kept: Path, folder: Path) -> None:
    async with watched(kept, folder) as (there, watch):
        with raw(kept) as db:
            db.execute(f"PRAGMA user_version={schema_version() + 1}")
        await file_monitor.check_once(there.app, watch)
        assert "다른 창이 자료를 새 판으로 바꾸었습니다." in await there.until("다시 시작")


async def test_a_backup_that_failed_is_said(kept: Path, folder: Path) -> None:
    async with watched(kept, folder) as (there, watch):
        there.app.store.file.backup_policy._messages.append("백업하지 못했습니다")
        await file_monitor.check_once(there.app, watch)
        assert "백업하지 못했습니다" in there.text()
        assert there.app.store.file.backup_policy.take_messages() == []


async def test_the_place_of_a_file_is_said_at_the_start(
    kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept.chmod(0o644)
    monkeypatch.setattr(file_monitor, "INTERVAL", 0.01)

    async with watched(kept, folder) as (there, _watch):
        worker = there.app.run_worker(monitor(there.app))
        assert "다른 사람도 읽을 수 있는 파일입니다." in await there.until("chmod 600")
        with closing(OfficeFile(kept, "이비서관")) as other:
            store.add(other, agreement("셋째 협약"))
        await there.until("셋째 협약")
        worker.cancel()


async def test_the_monitor_begins_while_the_file_is_away_and_goes_on(
    kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_monitor, "INTERVAL", 0.01)
    before = state(kept)

    async with watched(kept, folder) as (there, _watch):
        moved = kept.rename(kept.with_name("moved.db"))
        worker = there.app.run_worker(monitor(there.app))
        shown = await there.until("백업에서 되살리기")
        assert "자료 파일이 그 사이에 지워졌거나 다른 파일로 바뀌었습니다." in shown
        assert "Errno" not in shown
        await there.press("enter")  # leave it alone
        moved.rename(kept)
        with closing(OfficeFile(kept, "이비서관")) as other:
            store.add(other, agreement("셋째 협약"))
        await there.until("셋째 협약")
        rescued = {each.path for each in backups(folder)}
        kept.unlink()
        shown = await there.until("지금까지의 자료는 여기에 두었습니다:")
        assert "백업에서 되살리기" in shown
        worker.cancel()
    (made,) = {each.path for each in backups(folder)} - rescued
    assert state(made).keys() > before.keys()


async def test_an_error_of_a_check_is_said_once_and_the_next_check_is_made(
    kept: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_monitor, "INTERVAL", 0.01)
    check_once, left = file_monitor.check_once, [OSError(5, "Input/output error"), ValueError()]

    async def failing(app: Shell, watch: FileWatch) -> None:
        if left:
            raise left.pop(0)
        await check_once(app, watch)

    monkeypatch.setattr(file_monitor, "check_once", failing)
    async with watched(kept, folder) as (there, _watch):
        messages: list[str] = []
        monkeypatch.setattr(there.app, "show_message", lambda text, *_style: messages.append(text))
        worker = there.app.run_worker(monitor(there.app))
        await there.until_true(lambda: not left)
        with closing(OfficeFile(kept, "이비서관")) as other:
            store.add(other, agreement("셋째 협약"))
        await there.until("셋째 협약")
        worker.cancel()
    assert "파일을 읽거나 쓸 수 없습니다: Input/output error" in messages
    assert [text for text in messages if "프로그램의 결함입니다: ValueError" in text] != []


async def test_what_a_foreign_file_makes_of_the_rows_is_no_defect(
    kept: Path, folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reader that meets rows of another file may fail in any way."""
    async with watched(kept, folder) as (there, watch):
        await there.app.store.run(lambda file: store.add(file, agreement("셋째")))
        other = tmp_path / "other.db"
        create(other, record_classes)
        _write_over(kept, other.read_bytes())

        async def load() -> None:
            raise KeyError("row")

        assert there.app.front
        monkeypatch.setattr(there.app.front, "load", load)
        shown = await there.press("f5")
        assert "자료 파일에 다른 내용이 덮어써졌습니다." in shown
        assert "결함" not in shown
        there.app.run_worker(file_monitor.check_once(there.app, watch))
        shown = await there.until("지금 있는 파일로 계속하기")
        assert "결함" not in shown


async def test_without_backups_there_is_nothing_to_choose(path: Path, folder: Path) -> None:
    async with watched(path, folder) as (there, _watch):
        there.app.run_worker(restore(there.app))
        assert "이 자료의 백업이 없습니다." in await there.until("확인")


async def test_a_restore_can_be_left(kept: Path, folder: Path) -> None:
    before = kept.read_bytes()

    async with watched(kept, folder) as (there, _watch):
        there.app.run_worker(restore(there.app))
        await there.until("어느 백업으로")
        await there.press("enter")
        assert "이 백업으로 되살릴까요?" in there.text()
        assert "우호" in await there.press("enter")
    assert kept.read_bytes() == before


async def test_the_watch_is_closed_where_nobody_looks_through_it(office: Path) -> None:
    async with desk(office) as there:
        threads: list[str] = []
        there.app.store.submit(lambda: threads.append(threading.current_thread().name))
        await there.app.store.run(lambda _file: None)
        assert threads[0].startswith("office")


async def test_a_search_finds_what_the_index_lacks_and_the_index_follows(
    kept: Path, folder: Path
) -> None:
    def is_behind(file: OfficeFile) -> bool:
        return search_index.is_behind(file.reader)

    async with watched(kept, folder) as (there, watch):
        store_thread = there.app.store
        assert await store_thread.run(is_behind)
        await there.press("slash")
        shown = await there.type("우호")
        assert "제주도" in shown
        assert "경상북도" not in shown
        assert "찾아보기를 새로 만드는 중이라 잠시 느립니다." in shown
        assert await store_thread.run(is_behind)
        await there.press("escape", "escape", "ctrl+k")
        assert "우호" in await there.type("제주")
        await file_monitor.check_once(there.app, watch)
        assert not await store_thread.run(is_behind)
        await there.press("escape", "slash")
        shown = await there.type("교류")
        assert "경상북도" in shown
        assert "제주도" not in shown
