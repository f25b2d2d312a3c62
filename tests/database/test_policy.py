"""Backups of an open file: when they are made, and what happens if they fail."""

import os
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.core.errors import UserError
from secretariat_tui.database.engine.connect import LastCommit
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance import backup, policy
from secretariat_tui.database.maintenance.backup import back_up
from tests.database.states import agreement, ask, dump, raw, spoil


class _Clock(datetime):
    """A clock that stands where a test puts it."""

    stands = datetime(2023, 4, 19, 9, 0)  # noqa: DTZ001

    @classmethod
    def now(cls, _zone: Any = None) -> Any:
        return cls.stands


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> type[_Clock]:
    monkeypatch.setattr(_Clock, "stands", _Clock.stands)
    monkeypatch.setattr(policy, "datetime", _Clock)
    return _Clock


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


@pytest.fixture
def kept(path: Path, folder: Path, clock: type[_Clock]) -> Iterator[OfficeFile]:
    """A file with an agreement in it, opened by 김주무관 with backups."""
    office = OfficeFile(path, "이비서관")
    store.add(office, agreement("교류"))
    office.close()
    office = OfficeFile(path, "김주무관", backups=folder)
    yield office
    office.close()


def _names(folder: Path) -> list[str]:
    return sorted(each.name for each in folder.glob("*"))


def test_the_first_edit_of_a_day_is_preceded_by_a_backup(
    kept: OfficeFile, folder: Path, clock: type[_Clock]
) -> None:
    before = dump(kept.path)
    store.add(kept, agreement("우호"))
    assert _names(folder) == ["office-20230419-0900-매일.db"]
    assert dump(folder / "office-20230419-0900-매일.db") == before
    store.add(kept, agreement("셋째"))
    assert len(_names(folder)) == 1
    clock.stands = datetime(2023, 4, 20, 0, 1)  # noqa: DTZ001
    store.add(kept, agreement("넷째"))
    assert _names(folder)[1:] == ["office-20230420-0001-매일.db"]
    assert kept.backup_policy.take_messages() == []


def test_a_second_window_needs_no_backup_of_the_same_day(kept: OfficeFile, folder: Path) -> None:
    store.add(kept, agreement("우호"))
    with closing(OfficeFile(kept.path, "이비서관", backups=folder)) as second:
        store.add(second, agreement("셋째"))
        assert len(_names(folder)) == 1


def test_leaving_backs_up_what_no_backup_has(kept: OfficeFile, folder: Path) -> None:
    kept.close()
    assert _names(folder) == ["office-20230419-0900-끝.db"]
    again = OfficeFile(kept.path, "김주무관", backups=folder)
    again.close()
    assert len(_names(folder)) == 1


def test_without_a_folder_there_are_no_backups(file: OfficeFile, path: Path) -> None:
    store.add(file, agreement("교류"))
    file.close()
    assert list(path.parent.iterdir()) == [path]
    assert file.backup_policy.backups() == []


def test_a_failed_backup_stops_no_edit_and_leaves_a_message(kept: OfficeFile, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    number = store.add(kept, agreement("우호"))
    assert queries.agreement(kept.reader, number)
    (message,) = kept.backup_policy.take_messages()
    assert message.startswith("백업하지 못했습니다(마지막 백업: 없음): ")
    assert kept.backup_policy.take_messages() == []
    kept.close()
    assert len(kept.backup_policy.take_messages()) == 1


def test_a_backup_without_room_leaves_a_message_with_the_last_one(
    kept: OfficeFile,
    folder: Path,
    clock: type[_Clock],
    limited: Callable[[int], AbstractContextManager[None]],
) -> None:
    for day in (18, 19):
        clock.stands = datetime(2023, 4, day, 9, 0)  # noqa: DTZ001
        store.add(kept, agreement("우호"))
    clock.stands = datetime(2023, 4, 20, 9, 0)  # noqa: DTZ001
    with limited(kept.path.stat().st_size // 2):
        kept.backup_policy.before_edit()
    (message,) = kept.backup_policy.take_messages()
    assert "마지막 백업: 2023-04-19 09:00" in message
    assert "저장 장치에서 오류가" in message
    assert len(_names(folder)) == 2


def test_damage_that_the_backup_of_the_day_meets_lets_nobody_write(
    kept: OfficeFile, folder: Path
) -> None:
    spoil(kept.path)
    damaged = kept.path.read_bytes()
    for _time in range(2):
        with pytest.raises(UserError, match=r"손상되었습니다.*secretariat restore"):
            store.add(kept, agreement("우호"))
    assert kept.write_error is kept.write_block.error
    kept.close()
    assert kept.path.read_bytes() == damaged
    assert _names(folder) == []


def test_what_was_written_over_the_file_does_not_come_among_its_backups(
    kept: OfficeFile, folder: Path
) -> None:
    older = kept.path.read_bytes()
    store.add(kept, agreement("우호"))
    with kept.path.open("r+b") as file:
        file.write(older)
        file.truncate()
    before = _names(folder)
    kept.close()
    assert _names(folder) == before
    assert "다른 내용이 덮어써졌습니다" in kept.backup_policy.take_messages()[-1]


def test_a_blocked_file_is_read_and_not_written_nor_backed_up(
    kept: OfficeFile, folder: Path
) -> None:
    before = dump(kept.path)
    kept.write_block.block()
    with pytest.raises(UserError, match="손상되었습니다"):
        store.add(kept, agreement("우호"))
    assert queries.agreement(kept.reader, 1)
    kept.close()
    assert dump(kept.path) == before
    assert not folder.exists()


def test_a_descriptor_stays_open_until_the_file_is_closed(kept: OfficeFile) -> None:
    fd = kept.open_descriptor()
    assert os.read(fd, 6) == b"SQLite"
    with raw(kept.path) as db:
        kept.close()
        assert db.execute("SELECT count(*) FROM agreement").fetchone() == (1,)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.read(fd, 1)


def test_today_is_the_persons_own_day(kept: OfficeFile) -> None:
    kept.backup_policy.before_edit()
    assert kept.backup_policy._checked_on == date(2023, 4, 19)


def _close_often(backup_policy: policy.BackupPolicy) -> None:
    for _time in range(30):
        backup_policy.on_close()


@pytest.mark.slow
def test_messages_of_two_threads_are_all_delivered_once(kept: OfficeFile, folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    policy_ = kept.backup_policy
    taken: list[str] = []
    with ThreadPoolExecutor(2) as pool:
        fails = pool.submit(_close_often, policy_)
        while not fails.done():
            taken += policy_.take_messages()
        fails.result()
    taken += policy_.take_messages()
    assert len(taken) == 30
    kept.close()


@pytest.mark.parametrize("years", [-1, 1, 3])
def test_a_clock_that_jumps_is_named_and_thins_no_backups(
    kept: OfficeFile, folder: Path, clock: type[_Clock], years: int
) -> None:
    """15 backups of 11 months, then a session with another year."""
    for month in range(1, 12):
        back_up(kept.path, folder, "매일", datetime(2022, month, 3, 9))  # noqa: DTZ001
    for day in (7, 8, 9, 18):
        back_up(kept.path, folder, "매일", datetime(2023, 4, day, 9))  # noqa: DTZ001
    before = _names(folder)
    clock.stands = clock.stands.replace(year=clock.stands.year + years)
    store.add(kept, agreement("우호"))
    kept.close()
    assert set(before) < set(_names(folder))
    message = kept.backup_policy.take_messages()[0]
    assert message.startswith(
        f"컴퓨터의 날짜({clock.stands:%Y-%m-%d})가 가장 최근 백업(2023-04-18)과 "
    )
    assert "백업을 정리하지 않습니다" in message
    for day in range(11, 14):  # and nobody mends the clock
        clock.stands = clock.stands.replace(day=day)
        again = OfficeFile(kept.path, "김주무관", backups=folder)
        store.add(again, agreement(f"{day}"))
        again.close()
    assert [name for name in before if name not in _names(folder)] == []


def test_a_month_without_changes_is_no_jump_of_the_clock(
    kept: OfficeFile, clock: type[_Clock]
) -> None:
    store.add(kept, agreement("우호"))
    clock.stands += timedelta(days=59)
    store.add(kept, agreement("셋째"))
    assert kept.backup_policy.take_messages() == []


def test_a_backup_begun_before_the_file_is_closed_is_not_made_again(
    kept: OfficeFile, folder: Path
) -> None:
    with kept.edit("이름") as session:
        session.connection().exec_driver_sql("UPDATE agreement SET name = '우호'")
    kept.backup_policy.on_close()
    made = _names(folder)
    assert [name.split("-")[-1] for name in made] == ["끝.db", "매일.db"]
    kept.close()
    assert _names(folder) == made


def test_a_change_after_the_backup_was_begun_is_backed_up_too(
    kept: OfficeFile, folder: Path
) -> None:
    store.add(kept, agreement("우호"))
    kept.backup_policy.on_close()
    store.add(kept, agreement("자매"))
    kept.close()
    newest = max(folder.glob("*-끝*.db"), key=lambda each: each.stat().st_mtime_ns)
    assert len(_names(folder)) == 3
    assert ask(newest, "SELECT name FROM agreement ORDER BY id") == [
        ("교류",),
        ("우호",),
        ("자매",),
    ]


def _newest_names(folder: Path) -> list[tuple[str]]:
    """Return the names of the agreements in the newest backup."""
    newest = max(folder.glob("*"), key=lambda each: each.stat().st_mtime_ns)
    return ask(newest, "SELECT name FROM agreement ORDER BY id")


def test_a_change_of_another_window_after_the_backup_was_begun_is_backed_up_too(
    kept: OfficeFile, folder: Path
) -> None:
    store.add(kept, agreement("우호"))
    kept.backup_policy.on_close()
    with closing(OfficeFile(kept.path, "이비서관")) as other:  # which makes no backups itself
        store.add(other, agreement("자매"))
    assert _newest_names(folder) == [("교류",), ("우호",)]
    kept.close()
    assert _newest_names(folder) == [("교류",), ("우호",), ("자매",)]


def test_a_window_backs_up_its_change_after_another_one_was_closed(
    kept: OfficeFile, folder: Path
) -> None:
    other = OfficeFile(kept.path, "이비서관", backups=folder)
    store.add(kept, agreement("우호"))
    kept.backup_policy.on_close()
    kept.close()
    store.add(other, agreement("자매"))
    assert _newest_names(folder) == [("교류",), ("우호",)]
    other.close()
    assert _newest_names(folder) == [("교류",), ("우호",), ("자매",)]


@pytest.mark.parametrize("in_place", [True, False])
def test_a_file_replaced_after_the_backup_was_begun_is_not_taken_as_backed_up(
    kept: OfficeFile, folder: Path, *, in_place: bool
) -> None:
    older = kept.path.read_bytes()
    store.add(kept, agreement("우호"))
    kept.backup_policy.on_close()
    made = _names(folder)
    if in_place:
        with kept.path.open("r+b") as file:
            file.write(older)
            file.truncate()
    else:
        copy = kept.path.with_name("copy.db")
        copy.write_bytes(older)
        copy.replace(kept.path)
    assert kept.backup_policy.take_messages() == []
    kept.close()
    (message,) = kept.backup_policy.take_messages()
    change = "다른 내용이 덮어써졌습니다" if in_place else "다른 파일로 바뀌었습니다"
    assert message.startswith("백업하지 못했습니다(마지막 백업: 2023-04-19 09:00): ")
    assert change in message
    assert _names(folder) == made
    assert _newest_names(folder) == [("교류",), ("우호",)]


def test_each_backup_is_opened_once_in_a_session(
    kept: OfficeFile, folder: Path, clock: type[_Clock], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Opening one takes as long as SQLite needs for the schema, and people wait for it on closing."""
    for month in range(1, 12):
        back_up(kept.path, folder, "매일", datetime(2022, month, 3, 9))  # noqa: DTZ001
    old, opened = set(folder.glob("*")), list[Path]()
    last_commit = backup.last_commit

    def counted(path: Path, mode: str = "rw") -> LastCommit | None:
        opened.append(path)
        return last_commit(path, mode)

    monkeypatch.setattr(backup, "last_commit", counted)
    kept.backup_policy.backups()  # as the program does after its start
    assert set(opened) == old
    store.add(kept, agreement("우호"))
    store.add(kept, agreement("교류 2"))
    kept.close()
    again = Counter(path for path in opened if path in old)
    newest = max(old)  # which is asked again on closing whether it has all changes
    assert {path for path, times in again.items() if times > 1} <= {newest}
    assert len(set(folder.glob("*")) - old) == 1  # the file as it was at first has its backup
