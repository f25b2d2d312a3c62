"""The entry point of the `secretariat` command. A command's module is imported when it runs."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

import os
import sys
import threading
from contextlib import suppress
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

from secretariat_tui.cli import parser
from secretariat_tui.cli.usage import UsageError
from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.tui.runtime.collector import postpone_collections

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence

_INPUT_THREAD = "textual-input"
"""The thread that waits for keys, of which there are no more when the screen has ended."""


def run() -> NoReturn:
    """Run the command of this process and end the process.

    Everything is written and closed by then. Python's own exit would still destroy all modules and objects one by
    one, which takes longer than the exit of the screen.
    """
    postpone_collections()
    code = main()
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not (
            thread.daemon or thread.name == _INPUT_THREAD
        ):
            thread.join()
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with suppress(OSError):
            stream.flush()
    os._exit(code)


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, 1 if it failed, or 2 if the command line is invalid."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # EUC-KR lacks some letters
    try:
        try:
            if "--version" not in (sys.argv if argv is None else argv):  # needs no settings
                _set_language()
            options = parser.read(argv)
            if options.command not in {None, "demo", "doctor"}:  # these show the faults themselves
                _warn_of_setting_faults()
            return _command(options.command)(options)
        finally:
            print(end="", flush=True)  # raises BrokenPipeError here, not at interpreter exit
    except KeyboardInterrupt:
        return 130
    except UserError as error:
        print(f"secretariat: {clean(str(error))}", file=sys.stderr)
        return 2 if isinstance(error, UsageError) else 1
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            print(f"secretariat: {clean(str(_user_error(error)))}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1


def _command(name: str | None) -> Callable[[Namespace], int]:
    """Import the module of a command and return its function."""
    match name:
        case "show" | "copy" | "export":
            from secretariat_tui.cli.tables import COMMANDS
        case "report":
            from secretariat_tui.cli.report import COMMANDS
        case "sheet":
            from secretariat_tui.cli.sheet import COMMANDS
        case "agenda":
            from secretariat_tui.cli.agenda import COMMANDS
        case "import":
            from secretariat_tui.cli.imports import COMMANDS
        case "backup" | "restore" | "dump" | "load":
            from secretariat_tui.cli.files import COMMANDS
        case "check":
            from secretariat_tui.cli.check import COMMANDS
        case "paths" | "keys" | "doctor":
            from secretariat_tui.cli.info import COMMANDS
        case _:
            from secretariat_tui.cli.start import COMMANDS
    return COMMANDS[name]


def _set_language() -> None:
    """Use the language of the settings, or that of the locale if there is no folder for settings."""
    from secretariat_tui import settings
    from secretariat_tui.core import i18n

    try:
        language = settings.language(os.environ)
    except UserError:
        language = i18n.language_of_locale(os.environ)
    i18n.set_language(language)


def _warn_of_setting_faults() -> None:
    """Print what is wrong in config.toml; the command goes on without it."""
    from secretariat_tui import settings

    try:
        if settings.config() == settings.Config():
            return
    except UserError:  # no home folder: for the command that needs one
        return
    from secretariat_tui.areas import AREAS
    from secretariat_tui.tui.runtime.preferences import load_preferences

    for fault in load_preferences(AREAS, os.environ).faults:
        print(f"secretariat: {_('설정')}: {clean(str(fault))}", file=sys.stderr)


def _user_error(error: OSError) -> UserError:
    message = _("읽거나 쓸 수 없습니다: {reason}").format(reason=error.strerror or error)
    return FileError(message, error.filename or "", _("경로, 권한, 남은 자리를 확인해 주세요."))
