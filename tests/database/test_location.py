"""Warnings about the location of a file."""

import sys
from pathlib import Path

import pytest

from secretariat_tui.database.maintenance.location import MOUNTS as MOUNTS_LIST
from secretariat_tui.database.maintenance.location import (
    exposure_warning,
    location_warning,
    permission_error,
    warnings,
)

MOUNTS = """\
/dev/sda1 / ext4 rw 0 0
server:/share /mnt/share nfs4 rw 0 0
//nas/office /mnt/the\\040office cifs rw 0 0
tmpfs /mnt/share/local tmpfs rw 0 0
me@host: /home/me/far fuse.sshfs rw 0 0
broken
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    path = tmp_path / "mounts"
    path.write_text(MOUNTS)
    return path


@pytest.mark.parametrize(
    ("path", "remote"),
    [
        ("/mnt/share/office.db", True),
        ("/mnt/share/a/b/office.db", True),
        ("/mnt/the office/office.db", True),
        ("/home/me/far/office.db", True),
        ("/mnt/share/local/office.db", False),
        ("/mnt/shared/office.db", False),
        ("/home/me/office.db", False),
    ],
)
def test_a_network_drive_gives_a_warning(mounts: Path, path: str, *, remote: bool) -> None:
    said = location_warning(Path(path), mounts)
    assert (said is not None) is remote
    assert not said or said.startswith("네트워크 드라이브")


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive", "OneDrive"),
        ("OneDrive - 서울특별시", "OneDrive"),
        ("Dropbox (Office)", "Dropbox"),
        ("Google Drive", "Google Drive"),
        ("GoogleDrive-me@example.com", "Google Drive"),
        ("내 드라이브", "Google Drive"),
        ("iCloud Drive", "iCloud"),
        ("com~apple~CloudDocs", "iCloud"),
        ("MYBOX", "MYBOX"),
        ("NAVER MYBOX", "MYBOX"),
        ("Nextcloud", "Nextcloud"),
        ("SynologyDrive", "Synology Drive"),
        ("비서실", None),
        ("Dropboxes", None),
    ],
)
def test_a_synchronised_folder_gives_a_warning(
    tmp_path: Path, mounts: Path, folder: str, service: str | None
) -> None:
    said = location_warning(tmp_path / folder / "자료" / "office.db", mounts)
    assert (said is None) if service is None else (said and f"({service})" in said)


def test_a_synchronised_folder_of_another_name_is_known_by_its_mark(
    tmp_path: Path, mounts: Path
) -> None:
    (tmp_path / ".dropbox.cache").mkdir()
    assert "Dropbox" in (location_warning(tmp_path / "a" / "office.db", mounts) or "")


def test_a_system_without_a_list_of_mounts(tmp_path: Path) -> None:
    assert location_warning(tmp_path / "office.db", tmp_path / "none") is None


@pytest.mark.parametrize(
    ("mode", "what"), [(0o600, None), (0o644, "다른 사람도"), (0o640, "다른 사람도")]
)
def test_a_file_that_others_can_read_gives_a_warning(
    path: Path, mode: int, what: str | None
) -> None:
    path.chmod(mode)
    said = exposure_warning(path)
    assert (said is None) if what is None else (said and said.startswith(what))
    assert warnings(path) == ([said] if said else [])


def test_what_may_be_written(plain: Path) -> None:
    assert permission_error(plain) is None
    plain.parent.chmod(0o500)
    assert "폴더에" in str(permission_error(plain))
    plain.parent.chmod(0o700)
    plain.chmod(0o400)
    assert "파일에" in str(permission_error(plain))
    assert warnings(plain)[0].endswith("읽기만 할 수 있습니다.")


@pytest.mark.skipif(not MOUNTS_LIST.exists(), reason="no list of mounts")
def test_no_check_opens_the_file(path: Path) -> None:
    """To close it again would drop the locks that SQLite holds for this process."""
    opened, looking = list[object](), True
    sys.addaudithook(  # which stays for good
        lambda event, words: opened.append(words[0]) if looking and event == "open" else None
    )
    warnings(path)
    looking = False
    assert str(MOUNTS_LIST) in opened
    assert str(path) not in opened
