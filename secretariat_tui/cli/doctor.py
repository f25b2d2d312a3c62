"""`secretariat doctor`: the terminal, the clipboard, the file and the versions, for a bug report.

The output holds no personal data: no contents of records, no home folder.
"""

from __future__ import annotations

import locale
import os
import platform
import sys
from contextlib import closing
from datetime import datetime
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

from secretariat_tui import __version__, settings
from secretariat_tui.areas import AREAS
from secretariat_tui.cli.common import table_titles
from secretariat_tui.clipboard import copy as clipboard_copy
from secretariat_tui.clipboard import saved
from secretariat_tui.clipboard.backends import (
    Backend,
    backends,
    is_remote,
    remedy,
    tmux_forwards,
    verify_tool,
)
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.header import FileState
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.index import INDEX_TABLES
from secretariat_tui.tables.table import Column, Sheet, Table
from secretariat_tui.tui.paint import probe
from secretariat_tui.tui.runtime.preferences import load_preferences

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_TIMEOUT = 0.5  # seconds for the terminal to respond
_OTHERS_MODE = 0o077  # permission bits of group and others
_PACKAGES = ("textual", "rich", "sqlmodel", "xlsxwriter", "python-hwpx")
_STATES = {
    FileState.MISSING: N_("없음"),
    FileState.EMPTY: N_("빈 파일(0바이트)"),
    FileState.FOREIGN: N_("secretariat 자료가 아님"),
    FileState.NEWER: N_("더 새로운 판"),
    FileState.OLDER: N_("이전 판"),
    FileState.CURRENT: N_("정상"),
}


class CheckResult(NamedTuple):
    """An examined item in a section, its state, and advice."""

    section: str
    item: str
    state: str
    advice: str = ""


RESULTS: Table[CheckResult] = Table(
    "doctor",
    N_("점검"),
    (
        Column("part", N_("구분"), lambda row: row.section),
        Column("item", N_("항목"), lambda row: row.item),
        Column("found", N_("상태"), lambda row: row.state),
        Column("advice", N_("도움말"), lambda row: row.advice),
    ),
)


def diagnose(
    path: Path, env: Mapping[str, str], terminal: tuple[int, int] | None
) -> Sheet[CheckResult]:
    """Examine everything; `terminal` is its file descriptors for reading and writing, None in a pipe."""
    sections = (
        (_("터미널"), _terminal(env, terminal)),
        (_("한글"), _hangul(env)),
        (_("클립보드"), _clipboard(env)),
        (_("자료"), _file(path)),
        (_("폴더"), _folders(env)),
        (_("버전"), _versions()),
    )
    rows = [CheckResult(section, *item) for section, items in sections for item in items]
    return Sheet(RESULTS, rows)


def _terminal(
    env: Mapping[str, str], terminal: tuple[int, int] | None
) -> Iterator[tuple[str, ...]]:
    program = f"{env.get('TERM_PROGRAM', '')} {env.get('TERM_PROGRAM_VERSION', '')}".strip()
    yield "TERM", env.get("TERM", "")
    yield "TERM_PROGRAM", program or _("없음")
    yield _("색"), _colours(env)
    inside = {
        "tmux": env.get("TMUX"),
        "GNU screen": env.get("STY"),
        "ssh": is_remote(env),
        "WSL": env.get("WSL_DISTRO_NAME"),
    }
    yield _("거치는 것"), ", ".join(name for name, value in inside.items() if value) or _("없음")
    if terminal is None:
        return
    size = os.get_terminal_size(terminal[1])
    small = _("60x20보다 크게 키워 주세요.") if size < (60, 20) else ""
    yield _("크기"), f"{size.columns}x{size.lines}", small
    yield _("①의 너비"), *_width(probe.ambiguous_width(*terminal, _TIMEOUT))
    marks = {True: _("표시함"), False: _("표시하지 않음"), None: _("대답 없음")}
    yield _("붙여넣기 표시"), marks[probe.brackets_pastes(*terminal, _TIMEOUT)]


def _colours(env: Mapping[str, str]) -> str:
    if env.get("NO_COLOR"):
        return _("쓰지 않음(NO_COLOR)")
    if env.get("COLORTERM") in {"truecolor", "24bit"}:
        return _("1,677만 색")
    return _("{n}색").format(n=256 if "256" in env.get("TERM", "") else 16)


def _width(cells: int | None) -> tuple[str, str]:
    if cells is None:
        return _("대답 없음"), ""
    wide = _("터미널 설정에서 모호한 너비의 문자를 한 칸으로 바꾸면 표가 반듯해집니다.")
    return _("{n}칸").format(n=cells), wide if cells > 1 else ""


def _hangul(env: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    kitty = env.get("TEXTUAL_DISABLE_KITTY_KEY", "1") == "0"
    warning = _("한글 사이의 빈칸과 쉼표가 사라집니다. TEXTUAL_DISABLE_KITTY_KEY를 지워 주세요.")
    yield _("kitty 키 방식"), _("켜짐") if kitty else _("꺼짐"), warning if kitty else ""
    yield _("입력 확인"), "한글 2025년,1.-", _("/를 눌러 이대로 쳐서, 그대로 나타나는지 봅니다.")
    chosen = env.get("LC_ALL") or env.get("LC_CTYPE") or env.get("LANG") or "C"
    encoding = sys.stdout.encoding if sys.stdout else locale.getpreferredencoding()
    utf8 = encoding.lower().replace("-", "") == "utf8"
    remedy = "" if utf8 else _("UTF-8로 바꾸어 주세요. 예: export LANG=ko_KR.UTF-8")
    yield _("로캘"), f"{chosen} ({encoding})", remedy
    fonts = "D2Coding, Sarasa Mono K, Noto Sans Mono CJK KR"
    yield _("글꼴"), fonts, _("칸이 어긋나면 터미널의 글꼴을 이 가운데 하나로 바꿉니다.")


def _clipboard(env: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for backend in backends(env, terminal=clipboard_copy.terminal_writer() is not None):
        yield (
            backend.name,
            *(
                (_("쓸 수 없음"), backend.obstacle)
                if backend.obstacle
                else _check_backend(backend, env)
            ),
        )
    yield _("붙여넣기가 안 되면"), remedy(env)


def _check_backend(backend: Backend, env: Mapping[str, str]) -> tuple[str, str]:
    """Return whether a backend works: tested now, verified by a user before, or unknown; and advice."""
    if backend.is_tmux and not tmux_forwards(env):
        setting = _("tmux 설정 파일에 적으면 터미널에도 전합니다: set -s set-clipboard on")
        return _("tmux 안에서만"), setting
    if backend.tool is None:
        day = saved.verified_on(env, settings.state_dir())
        if day:
            return _("{date}에 확인함").format(date=full_date(day)), ""
    elif backend.can_read_back:
        match verify_tool(backend.tool, env, clipboard_copy.verification_code()):
            case True:
                return _("확인함"), _("써 넣고 다시 읽었습니다. 있던 글은 되돌려 놓았습니다.")
            case False:
                return _("안 됨"), _("써 넣은 것이 다시 읽히지 않습니다.")
            case None:
                return _("시험하지 않음"), _("지금 들어 있는 것을 지키려고 그대로 두었습니다.")
    return _("확인 불가"), _("넘겨줄 수 있으나, 받았는지 대답하지 않습니다.")


def _file(path: Path) -> Iterator[tuple[str, ...]]:
    yield _("위치"), _anonymous_path(path)
    try:
        state, number = header.read_header(path)
        yield _("상태"), _(_STATES[state])
        if state is FileState.MISSING:
            return
        stat = path.stat()
    except OSError as error:
        yield _("상태"), _("읽을 수 없음"), error.strerror or ""
        return
    yield _("판"), _("{n} (이 프로그램은 {ours})").format(n=number, ours=header.schema_version())
    yield _("크기"), _("{n}바이트").format(n=f"{stat.st_size:,}")
    changed = datetime.fromtimestamp(stat.st_mtime).astimezone()
    yield _("고친 때"), f"{full_date(changed.date())} {changed:%H:%M}"
    shared = _("남이 읽을 수 있습니다: chmod 600 파일") if stat.st_mode & _OTHERS_MODE else ""
    yield _("권한"), f"{stat.st_mode & 0o777:o}", shared
    if state is FileState.CURRENT:
        yield from _records(path)


def _records(path: Path) -> Iterator[tuple[str, ...]]:
    """Yield the number of records of each table; one that this program does not make is shown by its name."""
    titles = table_titles()
    own_tables = "schema = 'main' AND type = 'table' AND name NOT GLOB 'sqlite_*'"
    try:
        with closing(Reader(path)) as reader:
            sql = f"SELECT name FROM pragma_table_list WHERE {own_tables} ORDER BY name"
            existing = [name for (name,) in reader.tuples(sql)]
            for name in [each for each in titles if each in existing]:
                rows = reader.value(f'SELECT count(*) FROM "{name}"')
                yield titles[name], _("{n}건").format(n=f"{rows:,}")
            known = {*titles, *INDEX_TABLES, "alembic_version"}
            yield from ((name, _("모르는 표입니다.")) for name in existing if name not in known)
    except UserError as error:
        yield _("기록"), error.message, error.remedy


def _folders(env: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    for title, folder in (
        (_("자료"), settings.data_file().parent),
        (_("백업"), settings.backup_dir()),
        (_("사본"), settings.state_dir()),
    ):
        closed = folder.exists() and not os.access(folder, os.W_OK)
        yield (
            title,
            _anonymous_path(folder),
            _("쓸 수 없습니다. 권한을 확인해 주세요.") if closed else "",
        )
    path = _anonymous_path(settings.config_file())
    faults = load_preferences(AREAS, env).faults
    if not faults:
        yield _("설정"), path
    for number, fault in enumerate(faults, start=1):
        item = _("설정") if number == 1 else f"{_('설정')} {number}"
        line = fault.location.rpartition(":")[2]
        place = f"{path}:{line}" if line.isdecimal() else path
        yield item, place, f"{fault.message} {fault.remedy}".strip()


def _anonymous_path(path: Path) -> str:
    """Return a path without the name of the home folder."""
    absolute, home = path.absolute(), settings.home_folder()
    return f"~/{absolute.relative_to(home)}" if absolute.is_relative_to(home) else str(absolute)


def _versions() -> Iterator[tuple[str, ...]]:
    import sqlite3

    yield "secretariat", __version__
    yield "Python", platform.python_version()
    yield "SQLite", sqlite3.sqlite_version
    for name in _PACKAGES:
        try:
            yield name, version(name)
        except PackageNotFoundError:
            yield name, _("없음")
    yield _("운영체제"), f"{platform.system()} {platform.release()} {platform.machine()}"
