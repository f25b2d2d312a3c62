"""Parse the command line: the options of each command, the help page and the usage errors."""

from __future__ import annotations

import argparse
import sys
from datetime import date
from typing import TYPE_CHECKING, Any, NoReturn

from secretariat_tui import __version__
from secretariat_tui.core.atomic_file import parse_path
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from secretariat_tui.tables.table import Period

COMMANDS = (
    "demo", "new", "show", "copy", "export", "backup", "restore", "check", "dump", "load", "paths",
    "keys", "doctor",
)  # fmt: skip
TABLE_COMMANDS = ("show", "copy", "export")
FORMATS = ("table", "tsv", "csv", "md", "html", "json")
FILE_FORMATS = ("tsv", "csv", "md", "html", "json", "txt", "xlsx")
ENCODINGS = ("utf-8", "cp949")
PAGE = N_("""\
사용법: secretariat [명령] [--file 파일] [--today 날짜]

시장실의 일정, 예산, 제안, 협약을 적고 셉니다. 명령 없이 쓰면 내 자료를 화면으로 엽니다.

명령
  demo                       예시 자료를 엽니다. 바꾼 것은 끝낼 때 지워집니다.
  new 파일 [--sample]        빈 자료를, --sample이면 예시가 든 자료를 만듭니다.
  show 영역[/표]             표를 보여 줍니다.
  copy 영역[/표]             표를 클립보드에 복사합니다.
  export 영역[/표] -o 파일   표를 파일로 냅니다. --force: 있는 파일을 바꿔 씁니다.
  backup [-o 파일]           자료의 사본을 만들고, 온전한지 확인합니다.
  restore [백업]             백업을 보여 줍니다. 번호나 파일을 적으면 그것으로 되살립니다.
  check                      자료가 온전한지 살핍니다. 문제가 있으면 1로 끝납니다.
  dump -o 파일.json          기록과 변경 이력을 모두 읽을 수 있는 JSON으로 적어 냅니다.
  load 파일.json --file 새파일  dump로 낸 것에서 새 자료를 만듭니다.
  paths                      자료와 설정이 있는 곳을 알려 줍니다.
  keys                       화면에서 쓰는 키를 알려 줍니다.
  doctor                     터미널, 한글, 클립보드, 자료, 판을 살펴 알려 줍니다.

영역: schedule(일정) budget(예산) proposals(제안) agreements(협약) history(변경 이력)

show, copy, export에서
  --from 날짜, --to 날짜     이날부터, 이날까지
  --as-of 날짜               기준일. 적지 않으면 오늘
  --format 형식              table tsv csv md html json
                             파일은 tsv csv md html json txt xlsx. 적지 않으면 이름 끝을 따릅니다.
  --no-header                제목과 머리글 없이
  --outside                  외부용: 비공개를 빼고 이름, 전화번호, 주소를 가려서. 목적도 적습니다.
                             글 속의 이름은 아는 이름과 꼴로만 가리니, 내보내기 전에 읽어 보세요.
  --purpose 목적             이력에 남길 목적. 터미널에 보여 주는 것 말고는 모두 이력에 남습니다.
  --encoding 인코딩          CSV와 TSV 파일을 utf-8 또는 cp949로. 적지 않으면 utf-8

어디서나
  --file 파일                내 자료가 아닌 이 파일
  --today 날짜               오늘이 아닌 이날을 오늘로
  --version, --help

날짜는 2023-04-19, 4.19., 오늘, +7처럼 적습니다.

예
  secretariat demo
  secretariat new 2023.db --sample
  secretariat --file 2023.db show budget --as-of 2023-04-19
  secretariat show schedule --from 오늘 --to +7 --format tsv
  secretariat export agreements -o 협약.xlsx
""")
_HELP = N_("도움말: secretariat --help")
_GLOBAL_OPTIONS = ("--file", "--today")


class UsageError(UserError):
    """The command line is invalid."""


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
            raise UsageError(_("뒤에 값이 있어야 합니다."), option_string or "", _(_HELP))
        setattr(namespace, self.dest, values)


class _CommandParser(argparse.ArgumentParser):
    """Parses the arguments of one command.

    To argparse each value and operand is optional, so that missing ones raise our errors, not its own.
    """

    def __init__(self) -> None:
        super().__init__(prog="secretariat", allow_abbrev=False, exit_on_error=False)
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
                _("뒤에 값을 쓰지 않습니다."), error.argument_name or "", _(_HELP)
            ) from error
        missing = [name for dest, name in self._required if getattr(options, dest) is None]
        if missing:
            raise UsageError(_("빠진 것이 있습니다."), ", ".join(missing), _(_HELP))
        if unknown:
            raise UsageError(_("모르는 말입니다."), " ".join(unknown), _(_HELP))
        return options

    def error(self, message: str) -> NoReturn:
        """Raise UsageError instead of exiting."""
        raise UsageError(message, "", _(_HELP))

    def format_help(self) -> str:
        return _(PAGE)


def _parser(command: str | None) -> _CommandParser:
    """Return the parser of a command's arguments."""
    parser = _CommandParser()
    parser.add_argument("--version", action="version", version=f"secretariat {__version__}")
    parser.add_option("--file", "file", parse_path)
    parser.add_option("--today", "today")
    if command in TABLE_COMMANDS:
        _add_table_options(parser)
    match command:
        case "new":
            parser.add_operand("path", _("파일"), parse_path)
            parser.add_argument("--sample", action="store_true")
        case "show" | "doctor":
            parser.add_option("--format", "format", _one_of(FORMATS), default="table")
        case "copy":
            parser.add_option("--format", "format", _one_of(FORMATS), default="tsv")
        case "export":
            parser.add_option("-o", "path", parse_path, required=True)
            parser.add_option("--format", "format", _one_of(FILE_FORMATS))
            parser.add_argument("--force", action="store_true")
            parser.add_option("--encoding", "encoding", _one_of(ENCODINGS), default=ENCODINGS[0])
        case "backup" | "dump":
            parser.add_option("-o", "out", parse_path, required=command == "dump")
        case "restore":
            parser.add_operand("backup", "", required=False)
        case "load":
            parser.add_operand("source", _("파일"), parse_path)
    return parser


def _add_table_options(parser: _CommandParser) -> None:
    parser.add_operand("table", _("영역"))
    parser.add_option("--from", "first")
    parser.add_option("--to", "last")
    parser.add_option("--as-of", "as_of")
    parser.add_argument("--no-header", dest="header", action="store_false")
    parser.add_argument("--outside", action="store_true")
    parser.add_option("--purpose", "purpose", default="")


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
        if word in _GLOBAL_OPTIONS:
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
    if command in TABLE_COMMANDS:
        _check_purpose(options)
    return options


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


def period(options: argparse.Namespace) -> Period:
    """Return the period of a table. Raise UsageError if it ends before it begins."""
    from secretariat_tui.tables.table import Period

    today = clock(options, date.today)
    first = _date(options.first, "--from", today)
    last = _date(options.last, "--to", today)
    if first and last and first > last:
        raise UsageError(_("--from이 --to보다 늦습니다."), f"{first} > {last}")
    return Period(_date(options.as_of, "--as-of", today) or today(), first, last)


def _date(typed: str | None, option: str, today: Callable[[], date]) -> date | None:
    from secretariat_tui.core.dates import parse_date

    try:
        return None if typed is None else parse_date(typed, today())
    except (ValueError, OverflowError) as error:
        raise UsageError(str(error), option) from error


def unknown_word(what: str, typed: str, words: Sequence[str]) -> UsageError:
    """Return the error for a word that is not in `words`, with the closest one as the remedy."""
    from difflib import get_close_matches

    if close := get_close_matches(typed, words, n=1):
        remedy = _("혹시 {word}인가요?").format(word=close[0])
    else:
        remedy = _("쓸 수 있는 말: {words}").format(words=", ".join(words))
    return UsageError(what, typed, remedy)
