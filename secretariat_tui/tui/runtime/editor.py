"""The person's own editor, run while the program is suspended."""

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from textual.app import App, SuspendNotSupported

from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import _

_USUAL = ("sensible-editor", "nano", "vim", "vi", "notepad")
_JUMPS_TO_LINE = frozenset(
    {"nano", "vi", "vim", "nvim", "emacs", "emacsclient", "micro", "kak", "ne", "joe"}
)
"""Editors that take +12 before a file to begin at its line 12."""


def editor_command(environ: Mapping[str, str]) -> list[str]:
    """Return the command of the editor: $VISUAL, else $EDITOR, else a usual one. UserError without one."""
    for name in ("VISUAL", "EDITOR"):
        if command := shlex.split(environ.get(name, ""), posix=os.name == "posix"):
            if shutil.which(command[0]) is None:
                raise UserError(
                    _("편집기를 찾을 수 없습니다: {name}").format(name=command[0]),
                    f"${name}",
                    _("${name}에 쓸 편집기를 적어 주세요.").format(name=name),
                )
            return command
    usual = next((each for each in _USUAL if shutil.which(each)), "")
    if not usual:
        raise UserError(
            _("편집기를 찾을 수 없습니다."), remedy=_("$EDITOR에 쓸 편집기를 적어 주세요.")
        )
    return [usual]


def edit_file(app: App[Any], path: Path, line: int = 0) -> None:
    """Suspend the program, let the person edit a file, and come back when the editor ends.

    UserError if there is no editor, it fails, or the terminal cannot be given to it.
    """
    command = editor_command(os.environ)
    place = [f"+{line}"] if line and Path(command[0]).stem in _JUMPS_TO_LINE else []
    try:
        with app.suspend():
            code = _run([*command, *place, str(path)])
    except SuspendNotSupported:
        raise FileError(
            _("이 터미널에서는 편집기를 띄울 수 없습니다."),
            str(path),
            _("이 파일을 다른 곳에서 고치고 F5를 누르세요."),
        ) from None
    except OSError as error:
        message = _("편집기를 띄울 수 없습니다: {what}").format(what=error.strerror or error)
        raise FileError(message, shlex.join(command)) from error
    if code:
        message = _("편집기가 오류로 끝났습니다({code}).").format(code=code)
        raise FileError(message, shlex.join(command))


def _run(command: Sequence[str]) -> int:
    """Run a command to its end; return its exit code."""
    return subprocess.run(command, check=False).returncode  # noqa: S603 - the person's own editor
