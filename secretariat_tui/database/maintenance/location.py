"""The location of a file: write permission, exposure to other users, sync folders, network drives.

Nothing here opens the file: closing it again would drop the locks that SQLite holds on it for this process
(sqlite.org/howtocorrupt.html, 2.2).
"""

import os
import re
from pathlib import Path

from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import _

_SYNCED = {
    "OneDrive": r"onedrive( - .+)?",
    "Dropbox": r"dropbox( \(.+\))?",
    "Google Drive": r"google ?drive(-.+)?|my drive|내 드라이브",
    "iCloud": r"icloud ?drive|com~apple~clouddocs",
    "MYBOX": r"(naver ?)?mybox|네이버 mybox|naver ?cloud",
    "Nextcloud": r"nextcloud",
    "Synology Drive": r"synology ?drive",
}
_MARKS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".SynologyWorkingDirectory": "Synology Drive",
}
_REMOTE = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "ceph", "davfs", "fuse.sshfs",
           "fuse.rclone", "fuse.davfs2", "fuse.gvfsd-fuse", "fuse.smbnetfs"}  # fmt: skip
_EFFECTIVE = os.access in os.supports_effective_ids
MOUNTS = Path("/proc/mounts")


def permission_error(path: Path) -> UserError | None:
    """Return why permissions forbid changing the file, or None."""
    if not _may_write(path):
        return _read_only_error(_("파일에 쓸 수 없어 이 자료는 읽기만 할 수 있습니다."), path)
    if not _may_write(path.absolute().parent):  # SQLite keeps its journal beside the file
        return _read_only_error(_("폴더에 쓸 수 없어 이 자료는 읽기만 할 수 있습니다."), path)
    return None


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK, effective_ids=_EFFECTIVE) or not path.exists()


def _read_only_error(what: str, path: Path) -> UserError:
    return FileError(what, str(path), _("파일과 폴더의 쓰기 권한을 확인해 주세요."))


def exposure_warning(path: Path) -> str | None:
    """Return a warning if other users of this machine can read the file."""
    if os.name == "nt" or not path.exists() or not path.stat().st_mode & 0o077:
        return None
    return _("다른 사람도 읽을 수 있는 파일입니다. 막으려면: chmod 600 {path}").format(path=path)


def location_warning(path: Path, mounts: Path = MOUNTS) -> str | None:
    """Return a warning if the file is in a synchronised folder or on a network drive."""
    target = path.resolve()
    if service := next(filter(None, map(_sync_service, target.parents)), None):
        return _(
            "동기화 폴더({service})의 파일은 두 곳에서 열면 섞이거나 사라질 수 있습니다."
            " 동기화하지 않는 폴더로 옮기세요."
        ).format(service=service)
    if _is_remote(target, mounts):
        return _(
            "네트워크 드라이브의 파일은 여럿이 쓰면 손상될 수 있습니다. 이 컴퓨터의 폴더로 옮기세요."
        )
    return None


def warnings(path: Path) -> list[str]:
    """Return the warnings about the location of a file."""
    problem = permission_error(path)
    return [
        text
        for text in (problem and problem.message, location_warning(path), exposure_warning(path))
        if text
    ]


def _sync_service(folder: Path) -> str | None:
    name = folder.name.casefold()
    for service, pattern in _SYNCED.items():
        if re.fullmatch(pattern, name):
            return service
    return next((service for mark, service in _MARKS.items() if (folder / mark).exists()), None)


def _is_remote(target: Path, mounts: Path) -> bool:
    if target.drive.startswith("\\\\"):  # Windows: \\server\share
        return True
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:  # a system without it
        return False
    longest, kind = 0, ""
    for _device, where, fs, *_rest in (line.split(" ") for line in lines if line.count(" ") > 1):
        mount = Path(re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), where))
        if (
            target.is_relative_to(mount) and len(mount.parts) >= longest
        ):  # a later mount covers an earlier one
            longest, kind = len(mount.parts), fs
    return kind in _REMOTE
