"""Parse the command line: the arguments of each command."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

from secretariat_tui import __version__
from secretariat_tui.cli.usage import HELP_HINT, UsageError, columns_page, help_page, unknown_word
from secretariat_tui.core.atomic_file import parse_path
from secretariat_tui.core.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from secretariat_tui.tables.table import Period

COMMANDS = (
    "demo", "new", "show", "copy", "export", "report", "sheet", "agenda", "import", "backup", "restore",
    "check", "dump", "load", "paths", "keys", "doctor",
)  # fmt: skip
TABLE_COMMANDS = ("show", "copy", "export")
FORMATS = ("table", "tsv", "csv", "md", "html", "json")
FILE_FORMATS = ("tsv", "csv", "md", "html", "json", "txt", "xlsx")
CALENDAR = "ics"
REPORT_FORMATS = ("txt", "md", "html", "hwpx")
AGENDA_FORMATS = ("lines", "next")
_MAX_DAYS = 366
_HELP_WIDTH = 100  # of argparse's own help, which is never shown
ENCODINGS = ("utf-8", "cp949")
_REPORT_TEXTS = ("template", "diff", "issue", "issued")
_OPTIONS_WITH_VALUE = frozenset((
    "--file", "--today", "-o", "--format", "--encoding", "--from", "--to", "--as-of", "--columns", "--purpose",
    "--date", "--days", "--event", "--sheet", "--template", "--diff", "--issue", "--issued",
))  # fmt: skip


class _OptionValue(argparse.Action):
    """Store the value of an option; raise UsageError without a value."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option_string: str | None = None,
    ) -> None:
        if values is None:
            raise UsageError(_("뒤에 값이 있어야 합니다."), option_string or "", _(HELP_HINT))
        setattr(namespace, self.dest, values)


class _CommandParser(argparse.ArgumentParser):
    """Parses the arguments of one command.

    To argparse each value and operand is optional, so that missing ones raise our errors, not its own.
    """

    def __init__(self, command: str | None) -> None:
        super().__init__(
            prog="secretariat",
            allow_abbrev=False,
            exit_on_error=False,
            # With a width argparse does not import shutil to ask the terminal for one.
            formatter_class=partial(argparse.HelpFormatter, width=_HELP_WIDTH),
        )
        self._command = command
        self._required: list[tuple[str, str]] = []

    def add_operand(
        self,
        dest: str,
        metavar: str,
        convert: Callable[[str], object] = str,
        *,
        required: bool = True,
    ) -> None:
        """Add an argument that is not an option; `metavar` names it in error messages."""
        self.add_argument(dest, nargs="?", type=convert)
        if required:
            self._required.append((dest, metavar))

    def add_option(
        self,
        name: str,
        dest: str,
        convert: Callable[[str], object] = str,
        *,
        default: str | None = None,
        required: bool = False,
    ) -> None:
        """Add an option with a value."""
        self.add_argument(
            name, dest=dest, nargs="?", type=convert, default=default, action=_OptionValue
        )
        if required:
            self._required.append((dest, name))

    def read(self, arguments: Sequence[str]) -> argparse.Namespace:
        """Parse the arguments. Raise UsageError if they are invalid."""
        try:
            options, unknown = self.parse_known_args(arguments)
        except argparse.ArgumentError as error:  # only `--flag=value` is left to argparse
            raise UsageError(
                _("뒤에 값을 쓰지 않습니다."), error.argument_name or "", _(HELP_HINT)
            ) from error
        missing = [name for dest, name in self._required if getattr(options, dest) is None]
        if missing:
            raise UsageError(_("빠진 것이 있습니다."), ", ".join(missing), _(HELP_HINT))
        if unknown:
            raise UsageError(_("모르는 말입니다."), " ".join(unknown), _(HELP_HINT))
        return options

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of exiting."""
        raise UsageError(message, "", _(HELP_HINT))

    def format_help(self) -> str:
        page = help_page()
        return f"{page}\n{columns_page()}" if self._command in TABLE_COMMANDS else page


def _parser(command: str | None) -> _CommandParser:
    """Return the parser of a command's arguments."""
    parser = _CommandParser(command)
    parser.add_argument("--version", action="version", version=f"secretariat {__version__}")
    parser.add_option("--file", "file", parse_path)
    parser.add_option("--today", "today")
    if command in TABLE_COMMANDS:
        _add_table_options(parser)
    match command:
        case "show" | "doctor":
            parser.add_option("--format", "format", _one_of(FORMATS), default="table")
        case "copy":
            parser.add_option("--format", "format", _one_of(FORMATS), default="tsv")
        case "export":
            parser.add_option("-o", "path", parse_path, required=True)
            parser.add_option("--format", "format", _one_of((*FILE_FORMATS, CALENDAR)))
            parser.add_argument("--force", action="store_true")
            parser.add_argument("--busy", action="store_true")
            parser.add_option("--encoding", "encoding", _one_of(ENCODINGS), default=ENCODINGS[0])
        case "report":
            _add_report_options(parser)
        case "sheet":
            _add_sheet_options(parser)
        case "agenda":
            _add_agenda_options(parser)
        case "import":
            _add_import_options(parser)
        case _:
            _add_file_options(parser, command)
    return parser


def _add_file_options(parser: _CommandParser, command: str | None) -> None:
    """Add the arguments of the commands that make or take a file of data."""
    match command:
        case "new":
            parser.add_operand("path", _("파일"), parse_path)
            parser.add_argument("--sample", action="store_true")
        case "backup" | "dump":
            parser.add_option("-o", "out", parse_path, required=command == "dump")
        case "restore":
            parser.add_operand("backup", "", required=False)
            parser.add_argument("--force", action="store_true")
        case "load":
            parser.add_operand("source", _("파일"), parse_path)


def _add_table_options(parser: _CommandParser) -> None:
    parser.add_operand("table", _("영역"))
    parser.add_option("--from", "first")
    parser.add_option("--to", "last")
    parser.add_option("--as-of", "as_of")
    parser.add_option("--columns", "columns", default="")
    parser.add_argument("--no-header", dest="header", action="store_false")
    parser.add_argument("--outside", action="store_true")
    parser.add_option("--purpose", "purpose", default="")


def _add_import_options(parser: _CommandParser) -> None:
    parser.add_operand("table", _("영역"))
    parser.add_operand("source", _("파일"), parse_path)
    parser.add_option("--sheet", "sheet", default="")
    parser.add_argument("--dry-run", dest="dry_run", action="store_true")
    parser.add_argument("--skip-errors", dest="skip_errors", action="store_true")


def _add_report_options(parser: _CommandParser) -> None:
    parser.add_option("--template", "template")
    parser.add_option("--from", "first")
    parser.add_option("--to", "last")
    parser.add_option("--as-of", "as_of")
    parser.add_option("-o", "path", parse_path)
    parser.add_option("--format", "format", _one_of(REPORT_FORMATS))
    for name in ("force", "check", "fields", "list", "outside"):
        parser.add_argument(f"--{name}", action="store_true")
    for name in _REPORT_TEXTS[1:]:
        parser.add_option(f"--{name}", name)
    parser.add_option("--purpose", "purpose", default="")


def _add_sheet_options(parser: _CommandParser) -> None:
    from secretariat_tui.reporting.printouts import PRINTOUTS

    parser.add_operand("sheet", _("인쇄물"), _one_of([each.key for each in PRINTOUTS]))
    parser.add_option("--date", "day")
    parser.add_option("--event", "event", default="")
    parser.add_option("-o", "path", parse_path)
    parser.add_option("--format", "format", _one_of(REPORT_FORMATS))
    parser.add_argument("--force", action="store_true")
    parser.add_option("--purpose", "purpose", default="")
    parser.set_defaults(outside=False)  # the sheet decides


def _add_agenda_options(parser: _CommandParser) -> None:
    parser.add_option("--date", "day")
    parser.add_option("--days", "days", _day_count, default="1")
    parser.add_option("--format", "format", _one_of(AGENDA_FORMATS), default=AGENDA_FORMATS[0])
    parser.add_argument("--secret", action="store_true")


def _day_count(typed: str) -> int:
    if not (typed.isdecimal() and 1 <= int(typed) <= _MAX_DAYS):
        raise UsageError(_("날수는 1에서 {most} 사이로 적습니다.").format(most=_MAX_DAYS), typed)
    return int(typed)


def _one_of(words: Sequence[str]) -> Callable[[str], str]:
    """Return a check that a value is one of `words`."""

    def check(typed: str) -> str:
        if typed not in words:
            raise unknown_word(_("모르는 말입니다."), typed, words)
        return typed

    return check


def _split_command(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """Return the command, None without one, and the other arguments."""
    at = 0
    while at < len(arguments):
        word = arguments[at]
        if word in _OPTIONS_WITH_VALUE:
            at += 2
        elif word.startswith("-") and word != "-":
            at += 1
        else:
            return word, [*arguments[:at], *arguments[at + 1 :]]
    return None, list(arguments)


def read(argv: Sequence[str] | None) -> argparse.Namespace:
    """Parse the command line; `command` is None without one. Raise UsageError if it is invalid."""
    command, arguments = _split_command(sys.argv[1:] if argv is None else argv)
    if command is not None and command not in COMMANDS:
        raise unknown_word(_("모르는 말입니다."), command, COMMANDS)
    options = _parser(command).read(arguments)
    options.command = command
    if options.file and command in {"demo", "new"}:
        raise UsageError(_("이 명령에는 --file을 쓰지 않습니다."), str(options.file))
    if command == "load" and not options.file:
        raise UsageError(_("새로 만들 파일을 --file로 적어 주세요."), "--file")
    if command == "report":
        _check_report(options)
    if command in {*TABLE_COMMANDS, "report", "sheet"}:
        _check_purpose(options)
    return options


def _check_report(options: argparse.Namespace) -> None:
    """Raise UsageError for options that do not go together, and for empty values."""
    values = vars(options)
    for name in _REPORT_TEXTS:
        if values[name] is not None and not values[name].strip():
            raise UsageError(_("비어 있습니다."), f"--{name}")
    chosen = [
        f"--{name}" for name in ("list", "fields", "check", *_REPORT_TEXTS[1:]) if values[name]
    ]
    if options.path and chosen != ["--issued"]:
        chosen += ["-o"] if chosen else []
    if len(chosen) > 1:
        raise UsageError(_("함께 쓸 수 없습니다."), ", ".join(chosen))


def _check_purpose(options: argparse.Namespace) -> None:
    from secretariat_tui.core.pii import MASKING_NOTICE, resident_number_error

    if options.outside and not options.purpose.strip():
        raise UsageError(
            _("외부용은 목적을 적어 주세요. 이력에 남습니다."), "--purpose", _(MASKING_NOTICE)
        )
    if message := resident_number_error(options.purpose):
        raise UsageError(message, "--purpose")


def clock(options: argparse.Namespace, otherwise: Callable[[], date]) -> Callable[[], date]:
    """Return a function for today's date: the date of --today if given, else `otherwise`."""
    day = _date(options.today, "--today", date.today)
    return otherwise if day is None else lambda: day


def day(typed: str | None, option: str, today: date) -> date:
    """Return the day that an option names, today without one. Raise UsageError if it is no date."""
    return _date(typed, option, lambda: today) or today


def period(options: argparse.Namespace) -> Period:
    """Return the period of a table. Raise UsageError if it ends before it begins."""
    from secretariat_tui.tables.table import Period

    today = clock(options, date.today)
    first, _last = _days(options.first, "--from", today)
    _first, last = _days(options.last, "--to", today)
    if first and last and first > last:
        raise UsageError(_("--from이 --to보다 늦습니다."), f"{first} > {last}")
    return Period(_date(options.as_of, "--as-of", today) or today(), first, last)


def _date(typed: str | None, option: str, today: Callable[[], date]) -> date | None:
    from secretariat_tui.core.dates import parse_date

    try:
        return None if typed is None else parse_date(typed, today())
    except (ValueError, OverflowError) as error:
        raise UsageError(str(error), option) from error


def _days(
    typed: str | None, option: str, today: Callable[[], date]
) -> tuple[date | None, date | None]:
    """Return the first and the last day of a date or a month."""
    from secretariat_tui.core.dates import month_or_day

    try:
        return (None, None) if typed is None else month_or_day(typed, today())
    except (ValueError, OverflowError) as error:
        raise UsageError(str(error), option) from error
