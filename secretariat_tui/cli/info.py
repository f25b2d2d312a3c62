"""Commands that print facts about the program: paths, keys, doctor."""

# ruff: noqa: T201 - commands print

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from secretariat_tui import settings
from secretariat_tui.cli.common import data_path, is_terminal, table_text
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable


def _paths(options: Namespace) -> int:
    """Print where the program's files are."""
    for title, path in (
        (_("자료"), data_path(options)),
        (_("백업"), settings.backup_dir()),
        (_("설정"), settings.config_file()),
        (_("사본"), settings.state_dir()),
    ):
        print(f"{title}\t{clean(str(path))}")
    return 0


def _keys(_options: Namespace) -> int:
    """Print the keys of all screens."""
    from secretariat_tui.areas import AREAS
    from secretariat_tui.tui.keys.keymap import load_keymap
    from secretariat_tui.tui.keys.table import key_sheet

    print(table_text(key_sheet(AREAS, load_keymap(AREAS)), "table"), end="")
    return 0


def _doctor(options: Namespace) -> int:
    """Print the state of the terminal, the clipboard and the file; offer a paste test."""
    from secretariat_tui.cli import clipboard_check, doctor

    interactive = is_terminal(sys.stdin, sys.stdout)
    terminal = (sys.stdin.fileno(), sys.stdout.fileno()) if interactive else None
    findings = doctor.diagnose(data_path(options), os.environ, terminal)
    print(table_text(findings, options.format), end="")
    if interactive and options.format == "table":
        clipboard_check.offer_paste_test(os.environ, settings.state_dir())
    return 0


COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    "paths": _paths,
    "keys": _keys,
    "doctor": _doctor,
}
