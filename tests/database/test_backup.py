"""Backups are complete, checked, private, never overwritten, and pruned."""

import shutil
import stat
from collections.abc import Callable
from contextlib import AbstractContextManager, closing
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.agreements import store
from secretariat_tui.core.errors import FileError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance import backup
from secretariat_tui.database.maintenance.backup import (
    Backup,
    back_up,
    back_up_changes,
    backup_folder,
    backups,
    backups_to_prune,
    copy_file,
    last_commit,
    missing_changes,
)
from tests.database.states import agreement, assert_sound, dump, raw

AT = datetime(2023, 4, 19, 14, 5)  # noqa: DTZ001


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "backups"


def test_a_backup_is_the_file_under_another_name(
    file: OfficeFile, path: Path, folder: Path
) -> None:
    store.add(file, agreement("교류"))
    copy = back_up(path, folder, "v1전", AT)
    assert copy == folder / "office-20230419-1405-v1전.db"
    assert list(folder.iterdir()) == [copy]
    assert dump(copy) == dump(path)
    assert_sound(copy)
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    office = OfficeFile(copy, "김주무관")
    assert office.undo() == "협약 추가: 교류"
    office.close()


def test_a_second_backup_within_the_minute_keeps_the_first(
    file: OfficeFile, path: Path, folder: Path
) -> None:
    first = back_up(path, folder, "v1전", AT)
    before = first.read_bytes()
    store.add(file, agreement("교류"))
    second = back_up(path, folder, "v1전", AT)
    assert second.name == "office-20230419-1405-v1전-2.db"
    assert first.read_bytes() == before
    assert dump(second) == dump(path)


def test_a_backup_during_a_write_has_the_state_before_it(path: Path, folder: Path) -> None:
    before = dump(path)
    with raw(path) as db:
        db.execute("BEGIN IMMEDIATE")
        db.execute("PRAGMA user_version=2")
        copy = back_up(path, folder, "v1전", AT)
        db.execute("ROLLBACK")
    assert dump(copy) == before


def test_a_damaged_file_is_not_taken_for_a_backup(path: Path, folder: Path) -> None:
    whole = path.read_bytes()
    half = len(whole) // 2 // 4096 * 4096
    path.write_bytes(whole[:half] + b"\xff" * 4096 + whole[half + 4096 :])
    before = path.read_bytes()
    with pytest.raises(FileError, match="손상되") as refusal:
        back_up(path, folder, "v1전", AT)
    assert refusal.value.location == str(path)
    assert path.read_bytes() == before
    assert list(folder.iterdir()) == []


def test_a_backup_that_does_not_fit_leaves_nothing(
    path: Path, folder: Path, limited: Callable[[int], AbstractContextManager[None]]
) -> None:
    with limited(path.stat().st_size // 2), pytest.raises(FileError, match="저장 장치"):
        back_up(path, folder, "v1전", AT)
    assert list(folder.iterdir()) == []


def test_a_copy_is_written_to_the_given_path_but_never_over_a_file(
    file: OfficeFile, path: Path, tmp_path: Path
) -> None:
    store.add(file, agreement("교류"))
    out = tmp_path / "사본.db"
    copy_file(path, out)
    assert dump(out) == dump(path)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    with pytest.raises(FileError, match="이미 파일이 있습니다"):
        copy_file(path, out)


def test_files_of_one_name_have_folders_of_their_own(tmp_path: Path) -> None:
    folders = {
        backup_folder(tmp_path / each, tmp_path) for each in ("a/x.db", "b/x.db", "b/../a/x.db")
    }
    assert len(folders) == 2
    assert {folder.name[:2] for folder in folders} == {"x-"}


def test_backups_are_listed_newest_first_and_nothing_else_is(
    file: OfficeFile, path: Path, folder: Path
) -> None:
    made = []
    for at in (AT, AT, AT + timedelta(minutes=1), AT - timedelta(days=1)):
        store.add(file, agreement("교류"))
        made.append(back_up(path, folder, "매일", at))
    for name in ("메모.txt", "office-20231301-9999-매일.db", "office.db", ".part.db"):
        (folder / name).write_text("x")
    assert [each.path for each in backups(folder)] == [made[3], made[2], made[1], made[0]]
    assert backups(folder)[0].at == AT - timedelta(days=1)


def test_what_a_backup_lacks_is_counted_in_changes(
    file: OfficeFile, path: Path, folder: Path
) -> None:
    empty = back_up(path, folder, "매일", AT)
    store.add(file, agreement("교류"))
    one = back_up(path, folder, "매일", AT)
    store.add(file, agreement("우호"))
    file.undo()
    assert (
        missing_changes(empty, path),
        missing_changes(one, path),
        missing_changes(path, path),
    ) == (3, 2, 0)
    assert missing_changes(path, one) is None  # the file is behind: another history
    seen = last_commit(path)
    shutil.copy(one, path)  # what was seen here is lost: that is what counts
    assert (
        missing_changes(empty, path, seen),
        missing_changes(one, path, seen),
        missing_changes(one, path),
    ) == (3, 2, 0)
    path.write_bytes(b"x" * 5000)
    assert missing_changes(one, path) is None


def test_only_what_no_backup_has_is_backed_up(file: OfficeFile, path: Path, folder: Path) -> None:
    assert back_up_changes(path, folder, "끝", AT) is None  # nothing was ever done
    store.add(file, agreement("교류"))
    first = back_up_changes(path, folder, "끝", AT)
    assert first
    assert back_up_changes(path, folder, "끝", AT + timedelta(hours=1)) is None
    store.add(file, agreement("우호"))
    assert back_up_changes(path, folder, "끝", AT + timedelta(days=1))
    assert [each.path.exists() for each in backups(folder)] == [True, True]


def test_making_a_backup_removes_those_that_are_too_many(
    file: OfficeFile, path: Path, folder: Path
) -> None:
    for days in (800, 400, 100, 99, 2, 2):
        back_up(path, folder, "매일", AT - timedelta(days=days))
    store.add(file, agreement("교류"))
    back_up_changes(path, folder, "매일", AT)
    assert [(AT - each.at).days for each in backups(folder)] == [0, 2, 99, 100, 400, 800]


def test_the_newest_backup_is_the_one_with_the_last_change(
    file: OfficeFile, path: Path, folder: Path
) -> None:
    """One that was stamped 2099 by a wrong clock comes where its contents belong."""
    made = []
    for at in (AT, AT.replace(year=2099), AT + timedelta(days=1), AT + timedelta(days=2)):
        store.add(file, agreement("교류"))
        made.append(back_up(path, folder, "매일", at))
    assert [each.path for each in backups(folder)] == [made[3], made[2], made[1], made[0]]
    assert back_up_changes(path, folder, "끝", AT + timedelta(days=3)) is None
    assert len(list(folder.iterdir())) == 4


def test_backups_of_other_histories_are_ordered_by_their_names(
    path: Path, folder: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(path, tmp_path / "other.db"))
    made = []
    for each, at in ((path, AT), (other, AT.replace(year=2099)), (path, AT + timedelta(days=1))):
        with closing(OfficeFile(each, "김주무관")) as office:
            store.add(office, agreement("교류"))
        made.append(back_up(each, folder, "매일", at))
    assert [each.path for each in backups(folder)] == [made[2], made[0], made[1]]


def test_another_window_that_backs_up_in_the_same_minute_is_enough(
    file: OfficeFile, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both have seen that there is no backup, and have chosen the same name."""
    store.add(file, agreement("교류"))
    copy_database = backup.copy_database

    def beside_another(*args: Any) -> None:
        monkeypatch.setattr(backup, "copy_database", copy_database)
        assert back_up_changes(path, folder, "끝", AT)
        copy_database(*args)

    monkeypatch.setattr(backup, "copy_database", beside_another)
    assert back_up_changes(path, folder, "끝", AT) is None
    assert [each.name for each in folder.iterdir()] == ["office-20230419-1405-끝.db"]


def test_two_backups_by_hand_in_the_same_minute_are_both_made(
    file: OfficeFile, path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy_database = backup.copy_database

    def beside_another(*args: Any) -> None:
        monkeypatch.setattr(backup, "copy_database", copy_database)
        back_up(path, folder, "직접", AT)
        copy_database(*args)

    monkeypatch.setattr(backup, "copy_database", beside_another)
    assert back_up(path, folder, "직접", AT).name == "office-20230419-1405-직접-2.db"
    assert len(list(folder.iterdir())) == 2


AGES = st.lists(st.integers(-2000, 60 * 24 * 500), max_size=60)  # minutes


def _of(ages: list[int]) -> list[Backup]:
    return [
        Backup(Path(f"{n}.db"), AT - timedelta(minutes=minutes), "매일")
        for n, minutes in enumerate(sorted(ages))
    ]


def _kept(found: list[Backup]) -> list[Backup]:
    gone = backups_to_prune(found)
    return [each for each in found if each not in gone]


def test_of_500_daily_backups_the_last_of_14_days_9_weeks_and_13_months_are_kept() -> None:
    twice = [60, 60 * 25]  # a second one on the newest day, and on the day before
    kept = _kept(_of([*(60 * 24 * day for day in range(500)), *twice]))
    days = [f"4.{day}." for day in range(19, 5, -1)]
    weeks = [
        "4.2.",
        "3.26.",
        "3.19.",
        "3.12.",
        "3.5.",
        "2.26.",
    ]  # Sundays; 4.9. and 4.16. are above
    months = ["3.31.", "2.28.", "1.31.", "12.31.", "11.30.", "10.31.", "9.30.", "8.31.", "7.31.",
              "6.30.", "5.31.", "4.30."]  # fmt: skip
    assert len(kept) == len({each.at for each in kept})
    assert sorted(f"{each.at.month}.{each.at.day}." for each in kept) == sorted(
        ["4.19.", *days, *weeks, *months]
    )
    assert kept[-1].at.date() == date(2022, 4, 30)
    assert [each.at.hour for each in kept[:3]] == [14, 13, 14]


def test_of_the_day_before_only_the_last_backup_is_kept() -> None:
    kept = _kept(_of([0, 60 * 24, 60 * 25]))
    assert [each.at for each in kept] == [AT, AT - timedelta(days=1)]


@pytest.mark.parametrize(
    ("later", "days"),
    [
        (timedelta(), None),
        (timedelta(days=-1), None),
        (timedelta(days=-1, minutes=-1), 1),
        (timedelta(days=-2), 2),
        (timedelta(days=60), None),
        (timedelta(days=60, minutes=1), 60),
        (timedelta(days=1000), "1,000"),
    ],
)
def test_a_clock_a_day_behind_or_60_days_ahead_of_the_newest_backup_is_wrong(
    later: timedelta, days: int | str | None
) -> None:
    newest = Backup(Path("a.db"), AT, "매일")
    older = Backup(Path("b.db"), AT - timedelta(days=400), "매일")
    warning = backup.clock_warning([newest, older], AT + later)
    assert (f"(2023-04-19)과 {days}일 다릅니다." in warning) == (days is not None)
    assert bool(warning) == (days is not None)
    assert backup.clock_warning([], AT + later) == ""


@given(AGES)
def test_the_newest_day_stays_and_so_does_one_of_every_period(ages: list[int]) -> None:
    found = _of(ages)
    kept = _kept(found)
    newest_day = [each for each in found if each.at.date() == found[0].at.date()]
    assert kept[: len(newest_day)] == newest_day
    for period, most in (("%Y-%m-%d", 14), ("%G-%V", 9), ("%Y-%m", 13)):
        last = dict[str, Backup]()
        for each in found:
            last.setdefault(each.at.strftime(period), each)
        assert [each for each in [*last.values()][:most] if each not in kept] == []
    assert len(kept) - len(newest_day) <= 14 + 9 + 13


@given(AGES)
def test_pruning_is_idempotent(ages: list[int]) -> None:
    assert backups_to_prune(_kept(_of(ages))) == []


@given(st.integers(1, 40), st.integers(1, 12), st.sampled_from([1, 3, 76]))
def test_days_with_a_wrong_clock_push_out_as_many_days_and_no_more(
    days: int, wrong_days: int, years: int
) -> None:
    found = _of([60 * 24 * day for day in range(days)])
    before = _kept(found)
    wrong = [
        Backup(Path(f"wrong{day}.db"), AT + timedelta(days=365 * years + day), "매일")
        for day in range(wrong_days)
    ]
    after = _kept([*reversed(wrong), *before])
    assert len([each for each in before if each not in after]) <= wrong_days * 3
    assert [each for each in before[: 14 - wrong_days] if each not in after] == []


@given(st.sets(st.integers(0, 500), min_size=1))
def test_pruned_daily_there_is_always_a_backup_from_soon_after(days: set[int]) -> None:
    start, kept = datetime(2022, 1, 1, 9), list[Backup]()  # noqa: DTZ001
    for day in sorted(days):
        now = start + timedelta(days=day)
        kept = _kept([Backup(Path(f"{day}.db"), now, "매일"), *kept])
    for day in days:
        at = start + timedelta(days=day)
        near = 1 if now - at < timedelta(14) else 7 if now - at < timedelta(55) else 31 + 7
        if now - at < timedelta(days=360):
            assert any(timedelta() <= each.at - at < timedelta(near) for each in kept)
