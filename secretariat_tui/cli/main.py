"""The `secretariat` command. Each subcommand imports what it needs, when it needs it."""

# ruff: noqa: T201 - to print is what a command does

from __future__ import annotations

import os
import sys
from datetime import date
from io import TextIOWrapper
from typing import TYPE_CHECKING, Any, TextIO

from secretariat_tui.cli import parser
from secretariat_tui.cli.parser import UsageError, unknown
from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.text import clean

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.tables.export_progress import ExportProgress
    from secretariat_tui.tables.table import Period, Sheet

    Query = Callable[[Reader, Period], Sheet[Any]]

HISTORY, HISTORY_TITLE = "history", N_("이력")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; return 0, or 1 where it failed, 2 where it is not written as it must be."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a letter that EUC-KR lacks is no reason to stop
    try:
        try:
            if "--version" not in (sys.argv if argv is None else argv):  # said at once, by itself
                _speak()
            options = parser.read(argv)
            return _COMMANDS[options.command](options)
        finally:
            print(end="", flush=True)  # meets a closed pipe here, not when the interpreter ends
    except KeyboardInterrupt:
        return 130
    except UserError as problem:
        print(f"secretariat: {clean(str(problem))}", file=sys.stderr)
        return 2 if isinstance(problem, UsageError) else 1
    except OSError as error:
        if not isinstance(error, BrokenPipeError):
            print(f"secretariat: {clean(str(_os_problem(error)))}", file=sys.stderr)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return 1


def _speak() -> None:
    """Speak the person's language. What is wrong in the settings is told where they are needed."""
    from secretariat_tui import settings
    from secretariat_tui.core import i18n

    try:
        chosen = settings.language(os.environ)
    except UserError:
        chosen = i18n.language_of_locale(os.environ)
    i18n.set_language(chosen)


def _os_problem(error: OSError) -> UserError:
    what = _("읽거나 쓸 수 없습니다: {reason}").format(reason=error.strerror or error)
    return FileError(what, error.filename or "", _("경로, 권한, 남은 자리를 확인해 주세요."))


def _start(options: Namespace) -> int:
    """Open the person's own file, made at the first start, or the one named."""
    _need_terminal()
    from secretariat_tui.database.maintenance.backup import folder_of
    from secretariat_tui.launch import start
    from secretariat_tui.settings import backup_dir, data_file

    path = options.file or data_file()
    if options.file is None and not path.exists():
        from secretariat_tui.cli.files import refuse_anew

        refuse_anew(path)
        _make(path, sample=False)
    backups = folder_of(path, backup_dir())
    return start(path, parser.clock(options, date.today), backups)


def _demo(options: Namespace) -> int:
    """Open a throw-away copy of the sample office, on the day its figures are as of."""
    _need_terminal()
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from secretariat_tui.launch import start
    from secretariat_tui.sample import SAMPLE_DATE

    with TemporaryDirectory(prefix="secretariat-") as folder:
        path = Path(folder) / "demo.db"
        _make(path, sample=True)
        return start(path, parser.clock(options, lambda: SAMPLE_DATE))


def _new(options: Namespace) -> int:
    """Make a file, empty or with the sample office."""
    _make(options.path, sample=options.sample)
    print(clean(_("자료를 만들었습니다: {path}").format(path=options.path)))
    return 0


def _show(options: Namespace) -> int:
    """Print a table: drawn on a terminal, plain in a pipe. What a terminal of ours does not keep is logged."""
    sheet, here = _sheet(options), _on_terminal(sys.stdout)
    if options.outside or not here:
        _log(options, sheet, sum(1 for _row in sheet.rows), _("출력"))
    if options.format == "table" and here:
        from rich.console import Console

        from secretariat_tui.tables.terminal import print_sheet

        print_sheet(sheet, Console(), header=options.header)
    else:
        print(_text(sheet, options.format, header=options.header), end="")
    return 0


def _copy(options: Namespace) -> int:
    """Copy a table, keep the copy as a file, and say what became of it."""
    from secretariat_tui.clipboard import copy as clipboard_copy
    from secretariat_tui.clipboard import saved
    from secretariat_tui.settings import state_dir
    from secretariat_tui.tables.export_progress import ExportProgress

    sheet, progress, html = _sheet(options), ExportProgress(), options.format == "html"
    text = _text(sheet, options.format, header=options.header, progress=progress)
    kept = saved.save_last_copy(text, state_dir(), html=html)
    outcome = clipboard_copy.copy(
        text,
        os.environ,
        clipboard_copy.terminal_writer(),
        html=html,
        verified_on=saved.verified_on(os.environ, state_dir()),
    )
    failed = outcome.status is clipboard_copy.CopyStatus.FAILED
    said = outcome.message(progress.rows, progress.remarks())
    if outcome.status is not clipboard_copy.CopyStatus.CONFIRMED:
        said += _(" 사본: {path}").format(path=kept)
    print(clean(said), file=sys.stderr if failed else sys.stdout)
    if not failed:
        _log(options, sheet, progress.rows, _("복사"))
    return int(failed)


def _export(options: Namespace) -> int:
    """Write a table to a file, in the form that its name ends with."""
    form = options.format or options.path.suffix.lower().removeprefix(".")
    if form not in parser.FILE_FORMATS:
        raise unknown(
            _("이름 끝에서 형식을 알 수 없습니다."), options.path.name, parser.FILE_FORMATS
        )
    from secretariat_tui.tables.export import write

    sheet = _sheet(options)
    progress = write(
        sheet,
        options.path,
        form,
        force=options.force,
        header=options.header,
        encoding=options.encoding,
    )
    said = _("{rows}행을 파일로 냈습니다: {path}").format(rows=progress.rows, path=options.path)
    print(clean(f"{said} {progress.remarks()}").rstrip())
    _log(options, sheet, progress.rows, options.path.name)
    if not sheet.rows:
        print("\n".join(f"※ {note}" for note in sheet.notes), file=sys.stderr)
    return 0


def _data(options: Namespace) -> int:
    """Look after a file."""
    from secretariat_tui.cli.files import COMMANDS

    return COMMANDS[str(options.command)](options)


def _paths(options: Namespace) -> int:
    """Print where the files are."""
    from secretariat_tui import settings

    for title, path in (
        (_("자료"), options.file or settings.data_file()),
        (_("백업"), settings.backup_dir()),
        (_("설정"), settings.config_file()),
        (_("사본"), settings.state_dir()),
    ):
        print(f"{title}\t{clean(str(path))}")
    return 0


def _keys(_options: Namespace) -> int:
    """Print the keys of the screens."""
    from secretariat_tui.areas import AREAS
    from secretariat_tui.tui.keys import keymap
    from secretariat_tui.tui.keys.table import key_sheet

    keymap.choose(AREAS)
    print(_text(key_sheet(AREAS), "table"), end="")
    return 0


def _doctor(options: Namespace) -> int:
    """Look over the terminal, the clipboard, the file and the versions, and tell of them."""
    from secretariat_tui import settings
    from secretariat_tui.cli import clipboard_check, doctor

    here = _on_terminal(sys.stdin, sys.stdout)
    terminal = (sys.stdin.fileno(), sys.stdout.fileno()) if here else None
    found = doctor.diagnose(options.file or settings.data_file(), os.environ, terminal)
    print(_text(found, options.format), end="")
    if here and options.format == "table":
        clipboard_check.offer_paste_test(os.environ, settings.state_dir())
    return 0


def _on_terminal(*streams: TextIO | None) -> bool:
    return all(stream is not None and stream.isatty() for stream in streams)


def _need_terminal() -> None:
    if not _on_terminal(sys.stdin, sys.stdout, sys.stderr):  # Textual draws on the last
        raise UserError(
            _("화면은 터미널에서만 열립니다."),
            remedy=_("파이프나 cron에서는 show, copy, export, new, paths, keys를 쓰세요."),
        )


def _make(path: Path, *, sample: bool) -> None:
    if sample:
        from secretariat_tui.sample.load import create_sample

        create_sample(path)
    else:
        from secretariat_tui.areas import RECORDS
        from secretariat_tui.database.schema.ddl import create

        create(path, RECORDS)


def _sheet(options: Namespace) -> Sheet[Any]:
    """Ask a file for a table."""
    from contextlib import closing

    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.file import check
    from secretariat_tui.database.maintenance.backup import folder_of
    from secretariat_tui.settings import backup_dir, data_file

    table, period = _table(options.table), parser.period(options)
    path = options.file or data_file()
    if options.file is None and not path.exists():
        raise FileError(
            _("아직 내 자료가 없습니다."),
            str(path),
            _("secretariat을 한 번 실행하면 만들어집니다. 다른 파일은 --file로 엽니다."),
        )
    check(path, folder_of(path, backup_dir()))
    with closing(Reader(path)) as read:
        sheet = table(read, period)
        if not options.outside:
            return sheet
        from secretariat_tui.database.audit.history import known_names
        from secretariat_tui.tables.masking import masked_sheet

        return masked_sheet(sheet, known_names(read))


def _log(options: Namespace, sheet: Sheet[Any], rows: int, way: str) -> None:
    """Enter in the history that a table has left."""
    from secretariat_tui.cli.files import log
    from secretariat_tui.database.audit.events import ExportEvent
    from secretariat_tui.settings import data_file

    audience = "outside" if options.outside else "inside"
    purpose = clean(options.purpose).strip()
    log(options.file or data_file(), ExportEvent(sheet.title, rows, way, audience, purpose))


def _table(asked: str) -> Query:
    """Find a table by AREA, its first one, or by AREA/TABLE. The area's title in Korean will do too."""
    from importlib import import_module
    from importlib.util import find_spec

    from secretariat_tui.areas import AREAS

    name, _slash, table = asked.partition("/")
    if name in {HISTORY, _(HISTORY_TITLE), HISTORY_TITLE}:
        from secretariat_tui.database.audit.meta import declared_tables
        from secretariat_tui.tables import history as audit_history

        return audit_history.history_sheet(declared_tables(AREAS))
    areas = [area for area in AREAS if find_spec(area.module("tables"))]
    found = next((area for area in areas if name in {area.name, area.title, _(area.title)}), None)
    if found is None:
        raise unknown(_("모르는 영역입니다."), name, [*(area.name for area in areas), HISTORY])
    sheets: dict[str, Query] = import_module(found.module("tables")).SHEETS
    if table and table not in sheets:
        raise unknown(_("모르는 표입니다."), asked, [f"{found.name}/{key}" for key in sheets])
    return sheets[table or next(iter(sheets))]


def _text(
    sheet: Sheet[Any], form: str, *, header: bool = True, progress: ExportProgress | None = None
) -> str:
    from secretariat_tui.tables.export import text

    return text(sheet, "txt" if form == "table" else form, header=header, progress=progress)


_COMMANDS: dict[str | None, Callable[[Namespace], int]] = {
    None: _start,
    "demo": _demo,
    "new": _new,
    "show": _show,
    "copy": _copy,
    "export": _export,
    "backup": _data,
    "restore": _data,
    "check": _data,
    "dump": _data,
    "load": _data,
    "paths": _paths,
    "keys": _keys,
    "doctor": _doctor,
}
