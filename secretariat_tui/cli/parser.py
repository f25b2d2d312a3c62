"""How the command line is written: its page of help, and what is said where it is written wrong."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import TYPE_CHECKING, NoReturn

from secretariat_tui import __version__
from secretariat_tui.core.atomic_file import parse_path
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from secretariat_tui.tables.table import Period

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
_SAID = (
    (r"the following arguments are required: (.+)", N_("빠진 것이 있습니다.")),
    (r"unrecognized arguments: (.+)", N_("모르는 말입니다.")),
    (r"argument (.+): expected one argument", N_("뒤에 값이 있어야 합니다.")),
    (r"argument (.+): ignored explicit argument .*", N_("뒤에 값을 쓰지 않습니다.")),
)
_CHOICE = re.compile(r"argument .+: invalid choice: '?(.*?)'? \(choose from (.+)\)", re.DOTALL)


class UsageError(UserError):
    """The command is not written as it must be."""


class Parser(argparse.ArgumentParser):
    """Reads the command line; every command has the one page of help."""

    def error(self, message: str) -> NoReturn:
        """Raise Usage in place of argparse's English and exit."""
        if choice := _CHOICE.fullmatch(message):
            raise unknown(_("모르는 말입니다."), choice[1], re.findall(r"[\w-]+", choice[2]))
        what, where = message, ""
        for pattern, said in _SAID:
            if found := re.fullmatch(pattern, message, re.DOTALL):
                what, where = _(said), found[1]
        raise UsageError(what, where, _("도움말: secretariat --help"))

    def format_help(self) -> str:
        return _(PAGE)


def parser() -> Parser:
    """Return what reads the command line: `command` is None where there is none."""
    anywhere = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    anywhere.add_argument("--file", type=_path)
    anywhere.add_argument("--today")
    table = Parser(add_help=False)
    table.add_argument("table", metavar=_("영역"))
    table.add_argument("--from", dest="first")
    table.add_argument("--to", dest="last")
    table.add_argument("--as-of")
    table.add_argument("--no-header", dest="header", action="store_false")
    table.add_argument("--outside", action="store_true")
    table.add_argument("--purpose", default="")
    top = Parser(prog="secretariat", parents=[anywhere], allow_abbrev=False)
    top.add_argument("--version", action="version", version=f"secretariat {__version__}")
    commands = top.add_subparsers(dest="command")

    def command(name: str, *parents: Parser) -> Parser:
        return commands.add_parser(name, parents=[anywhere, *parents], allow_abbrev=False)

    command("demo")
    new = command("new")
    new.add_argument("path", metavar=_("파일"), type=_path)
    new.add_argument("--sample", action="store_true")
    command("show", table).add_argument("--format", choices=FORMATS, default="table")
    command("copy", table).add_argument("--format", choices=FORMATS, default="tsv")
    export = command("export", table)
    export.add_argument("-o", dest="path", type=_path, required=True)
    export.add_argument("--format", choices=FILE_FORMATS)
    export.add_argument("--force", action="store_true")
    export.add_argument("--encoding", choices=ENCODINGS, default=ENCODINGS[0])
    backup = command("backup")
    backup.add_argument("-o", dest="out", type=_path)
    restore = command("restore")
    restore.add_argument("backup", nargs="?")
    command("check")
    dump = command("dump")
    dump.add_argument("-o", dest="out", type=_path, required=True)
    load = command("load")
    load.add_argument("source", metavar=_("파일"), type=_path)
    command("paths")
    command("keys")
    command("doctor").add_argument("--format", choices=FORMATS, default="table")
    return top


def read(argv: Sequence[str] | None) -> argparse.Namespace:
    """Read the command line. Usage where it is not written as it must be."""
    options = parser().parse_args(argv, argparse.Namespace(file=None, today=None))
    if options.file and options.command in {"demo", "new"}:
        raise UsageError(_("이 명령에는 --file을 쓰지 않습니다."), str(options.file))
    if options.command == "load" and not options.file:
        raise UsageError(_("새로 만들 파일을 --file로 적어 주세요."), "--file")
    if options.command in {"show", "copy", "export"}:
        _check_purpose(options)
    return options


def _check_purpose(options: argparse.Namespace) -> None:
    from secretariat_tui.core.pii import LIMIT, refusal

    if options.outside and not options.purpose.strip():
        raise UsageError(_("외부용은 목적을 적어 주세요. 이력에 남습니다."), "--purpose", _(LIMIT))
    if said := refusal(options.purpose):
        raise UsageError(said, "--purpose")


def _path(typed: str) -> Path:
    return parse_path(typed)


def clock(options: argparse.Namespace, otherwise: Callable[[], date]) -> Callable[[], date]:
    """Return what tells today: always the day of --today, where that is given."""
    day = _day(options.today, "--today", date.today)
    return otherwise if day is None else lambda: day


def period(options: argparse.Namespace) -> Period:
    """Return what a table is asked for. Usage where it ends before it begins."""
    from secretariat_tui.tables.table import Period

    today = clock(options, date.today)
    first = _day(options.first, "--from", today)
    last = _day(options.last, "--to", today)
    if first and last and first > last:
        raise UsageError(_("--from이 --to보다 늦습니다."), f"{first} > {last}")
    return Period(_day(options.as_of, "--as-of", today) or today(), first, last)


def _day(typed: str | None, option: str, today: Callable[[], date]) -> date | None:
    from secretariat_tui.core.money_dates import parse_date

    try:
        return None if typed is None else parse_date(typed, today())
    except (ValueError, OverflowError) as error:
        raise UsageError(str(error), option) from error


def unknown(what: str, word: str, words: Sequence[str]) -> UsageError:
    """Return the problem of a word that is not one of those known, with the nearest of them."""
    from difflib import get_close_matches

    if near := get_close_matches(word, words, n=1):
        remedy = _("혹시 {word}인가요?").format(word=near[0])
    else:
        remedy = _("쓸 수 있는 말: {words}").format(words=", ".join(words))
    return UsageError(what, word, remedy)
