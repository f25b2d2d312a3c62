"""Commands that open a file on the screen, or create one: none, demo, new."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

import sys
from datetime import date, datetime
from typing import TYPE_CHECKING

from secretariat_tui.cli import parser
from secretariat_tui.cli.common import backup_folder, data_path, is_terminal
from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.settings import data_file

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from pathlib import Path


def _start(options: Namespace) -> int:
    """Open the file of --file, or the user's own file, which the first start creates."""
    _require_terminal()
    from secretariat_tui.launch import start

    path = data_path(options)
    if options.file is None and not path.exists():
        _refuse_to_replace(path)
        _create(path, sample=False)
    return start(path, parser.clock(options, date.today), backup_folder(path))


def _demo(options: Namespace) -> int:
    """Open a temporary copy of the sample office, on the date of its figures."""
    _require_terminal()
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from secretariat_tui.launch import start
    from secretariat_tui.sample import SAMPLE_DATE

    with TemporaryDirectory(prefix="secretariat-") as folder:
        path = Path(folder) / "demo.db"
        _create(path, sample=True)
        today = parser.clock(options, lambda: SAMPLE_DATE)

        def now() -> datetime:
            """Return the time of a change: the history shows the same day as the screens."""
            return datetime.combine(today(), datetime.now().time()).astimezone()  # noqa: DTZ005 - local

        return start(path, today, now=now)


def _new(options: Namespace) -> int:
    """Create a file, empty or with the sample office."""
    _create(options.path, sample=options.sample)
    print(clean(_("자료를 만들었습니다: {path}").format(path=options.path)))
    return 0


def _create(path: Path, *, sample: bool) -> None:
    if sample:
        from secretariat_tui.sample.load import create_sample

        create_sample(path)
    else:
        from secretariat_tui.areas import record_classes
        from secretariat_tui.database.schema.ddl import create

        create(path, record_classes)


def _require_terminal() -> None:
    if not is_terminal(sys.stdin, sys.stdout, sys.stderr):  # Textual draws on stderr
        raise UserError(
            _("화면은 터미널에서만 열립니다."),
            remedy=_("파이프나 cron에서는 show, copy, export, new, paths, keys를 쓰세요."),
        )


def _refuse_to_replace(path: Path) -> None:
    """Raise FileError if there was a file at the path: an empty one must not take its place.

    That is so if it has backups, if a restore set it aside and was interrupted, and if a link names it.
    """
    from shlex import quote

    from secretariat_tui.database.maintenance.backup import backups, invalid_backups
    from secretariat_tui.database.maintenance.set_aside import last_set_aside, set_aside_files

    folder = backup_folder(path)
    count, aside = len(backups(folder)), last_set_aside(path)
    if count:
        message = _("자료 파일이 없어졌습니다. 백업은 {n}개 있습니다.").format(n=count)
        restore = _("되살리려면: secretariat restore 1")
    elif aside:
        message = _("자료 파일이 없어졌습니다. 되살릴 때 따로 둔 파일이 있습니다.")
        restore = _("되살리려면: secretariat restore {aside}").format(aside=quote(str(aside)))
    elif found := [*set_aside_files(path), *invalid_backups(folder)]:
        message = _("자료 파일이 없어졌습니다. 손상된 파일이 남아 있습니다: {path}").format(
            path=found[0]
        )
        restore = ""
    elif data_file().is_symlink():
        message, restore = _("링크가 가리키는 자료 파일이 없습니다."), ""
    else:
        return
    new = _("새로 시작하려면: secretariat new {file}").format(file=quote(str(path)))
    raise FileError(message, str(path), f"{restore}  {new}".strip())


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: _start,
    "demo": _demo,
    "new": _new,
}
