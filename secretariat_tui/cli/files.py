"""The commands that look after a file: backup, restore, check, dump, load."""

# ruff: noqa: T201 - to print is what a command does

from __future__ import annotations

import sys
from contextlib import closing
from datetime import datetime
from shlex import quote
from typing import TYPE_CHECKING

from secretariat_tui.areas import AREAS, RECORDS
from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.database.audit.meta import declared_tables
from secretariat_tui.database.engine import header
from secretariat_tui.database.engine.connect import open_readonly
from secretariat_tui.database.engine.header import State
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import check
from secretariat_tui.database.maintenance import backup, location
from secretariat_tui.database.maintenance.integrity import quick_check
from secretariat_tui.settings import backup_dir, data_file, user_name

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path
    from typing import TextIO

    from secretariat_tui.database.audit.events import ExportEvent

_MOST = 20  # faults of a kind worth printing


def _backup(options: Namespace) -> int:
    """Make a checked copy: among the file's backups, or where the person says."""
    path = _file(options)
    check(path)
    out: Path | None = options.out
    if out:
        backup.copy_to(path, out)
        _log_whole(path, _("자료 사본"), out)
    else:
        out = backup.back_up(path, _folder(path), _("직접"), _now())
    print(clean(_("백업했습니다: {path}").format(path=out)))
    return 0


def _restore(options: Namespace) -> int:
    """List the backups of a file, or put one, named by its number or its path, in the file's place."""
    from secretariat_tui.database.maintenance.restore import put_back

    path = _file(options)
    found = backup.backups(_folder(path))
    if options.backup is None:
        for said in _not_backups(path):
            print(clean(said), file=sys.stderr)
        _list(path, found)
        return 0
    chosen, damaged = _chosen(options.backup, found, path), _is_damaged(path)
    aside = put_back(chosen, path, _now(), user_name(), RECORDS, damaged=damaged)
    print(clean(_("되살렸습니다: {path}").format(path=path)))
    if aside:
        print(clean(_("전의 파일은 여기에 두었습니다: {path}").format(path=aside)))
    return 0


def _list(path: Path, found: list[backup.Backup]) -> None:
    if not found:
        raise FileError(
            _("이 자료의 백업이 없습니다."),
            str(_folder(path)),
            _("다른 곳의 백업은 그 경로를 적어 주세요: secretariat restore 백업.db"),
        )
    for number, each in enumerate(found, start=1):
        lacking = backup.lacks(each.path, path)
        print(
            f"{number}\t{each.at:%Y-%m-%d %H:%M}",
            _("{size} KB").format(size=f"{each.path.stat().st_size // 1024:,}"),
            _("빠진 변경 {n}").format(n="?" if lacking is None else lacking),
            clean(str(each.path)),
            sep="\t",
        )
    said = _("되살리려면: secretariat restore 1{of}")
    print(clean(said.format(of=_of(path))), file=sys.stderr)


def _chosen(typed: str, found: list[backup.Backup], path: Path) -> Path:
    from secretariat_tui.core.atomic_file import parse_path

    if not typed.isdecimal():
        return parse_path(typed)
    if not 0 < int(typed) <= len(found):
        remedy = _("백업 목록: secretariat restore{of}").format(of=_of(path))
        raise UserError(_("그런 번호의 백업이 없습니다."), typed, remedy)
    return found[int(typed) - 1].path


def _is_damaged(path: Path) -> bool:
    state = header.read_header(path).state
    return state in {State.EMPTY, State.FOREIGN} or (
        state is not State.MISSING and bool(quick_check(path))
    )


def _check(options: Namespace) -> int:
    """Examine a file in every way the program knows; return 1 where something is wrong."""
    path = _file(options)
    check(path)
    wrong = 0
    for title, look in (
        (_("파일"), quick_check),
        (_("짜임"), _schema),
        (_("기록"), _rows),
        (_("권한"), _permissions),
        (_("백업"), _backups),
    ):
        found = list(look(path))
        wrong += bool(found)
        print(f"{title}\t{_('문제') if found else _('이상 없음')}")
        _tell(found, sys.stdout)
        if found and look in {quick_check, _schema}:
            break  # what else such a file says is worth nothing
    advice = [location.risky_place(path), location.writable(path), _without_backup(path)]
    for said in filter(None, advice):
        print(f"{_('주의')}\t{clean(str(said))}")
    return int(wrong > 0)


def _tell(found: Sequence[str], stream: TextIO) -> None:
    for line in found[:_MOST]:
        print(f"\t{clean(line)}", file=stream)
    if len(found) > _MOST:
        print(_("\t… 그 밖에 {n}").format(n=len(found) - _MOST), file=stream)


def _schema(path: Path) -> Iterator[str]:
    from secretariat_tui.database.maintenance import verify
    from secretariat_tui.database.schema import ddl

    ddl.load(RECORDS)
    with closing(open_readonly(path)) as db:
        for look in (verify.shape_faults, verify.trigger_faults, verify.index_faults):
            yield from (f"{fault.table}: {fault.what}" for fault in look(db))


def _rows(path: Path) -> Iterator[str]:
    from secretariat_tui.database.engine.errors import translate_errors
    from secretariat_tui.database.maintenance import verify

    with translate_errors(path), closing(open_readonly(path)) as db:
        for fault in (*verify.row_faults(db), *verify.code_faults(db, declared_tables(AREAS))):
            yield f"{fault.table} {fault.row}: {fault.what}"


def _permissions(path: Path) -> Iterator[str]:
    for each in (path, *(kept.path for kept in backup.backups(_folder(path)))):
        if said := location.exposed(each):
            yield said


def _backups(path: Path) -> Iterator[str]:
    """Look whether all backups are what they are called, and the newest is whole."""
    yield from _not_backups(path)
    for each in backup.backups(_folder(path))[:1]:
        if quick_check(each.path):
            yield _("가장 최근 백업이 손상되었습니다: {path}").format(path=each.path)


def _not_backups(path: Path) -> Iterator[str]:
    for each in backup.not_backups(_folder(path)):
        yield _("백업이 아닌 파일입니다(비었거나 머리가 덮어쓰임): {path}").format(path=each)


def _without_backup(path: Path) -> str | None:
    found = backup.backups(_folder(path))
    if not found:
        return _("백업이 없습니다. 만들려면: secretariat backup{of}").format(of=_of(path))
    lacking = backup.lacks(found[0].path, path)
    if lacking == 0:
        return None
    return _("가장 최근 백업({at}) 뒤의 변경: {n}건").format(
        at=f"{found[0].at:%Y-%m-%d %H:%M}", n="?" if lacking is None else lacking
    )


def _dump(options: Namespace) -> int:
    """Write everything in a file as readable JSON."""
    from secretariat_tui.database.transfer.dump import dump

    path = _file(options)
    check(path)
    dump(path, options.out, RECORDS)
    # After: what is loaded of it dumps to the same bytes.
    _log_whole(path, _("모든 자료"), options.out)
    print(clean(_("모두 적어 냈습니다: {path}").format(path=options.out)))
    return 0


def _load(options: Namespace) -> int:
    """Make a new file of what `dump` wrote."""
    from secretariat_tui.database.transfer.load import DumpError, load

    try:
        made = load(options.source, options.file, RECORDS, declared_tables(AREAS))
    except DumpError as problem:
        for fault in problem.faults:
            print(clean(fault), file=sys.stderr)
        raise
    print(
        clean(_("자료를 만들었습니다({rows}행): {path}").format(rows=made.rows, path=options.file))
    )
    if made.residents:
        print(_("주민등록번호로 보이는 것이 있습니다. 찾아서 지워 주세요."), file=sys.stderr)
        _tell(made.residents, sys.stderr)
    return 0


def _log_whole(path: Path, title: str, out: Path) -> None:
    """Enter in the history that all that a file holds has left."""
    from secretariat_tui.database.audit.events import ExportEvent
    from secretariat_tui.database.schema import ddl

    ddl.load(RECORDS)
    with closing(Reader(path)) as read:
        counts = (f"SELECT count(*) FROM {table.name}" for table in ddl.tracked())
        rows = sum(map(read.value, counts))
    log(path, ExportEvent(title, rows, out.name, "inside", ""))


def log(path: Path, out: ExportEvent) -> None:
    """Enter in the history of a file that a table has left; where that cannot be, say so."""
    from secretariat_tui.areas import index_sources
    from secretariat_tui.database.audit.events import log_export
    from secretariat_tui.database.file import OfficeFile

    try:
        with closing(OfficeFile(path, user_name(), sources=index_sources)) as file:
            log_export(file, out)
    except UserError as problem:
        said = _("이력에는 남기지 못했습니다: {what}").format(what=clean(problem.what))
        print(said, file=sys.stderr)


def refuse_anew(path: Path) -> None:
    """Raise a FileProblem where a file that is not there has backups: nothing empty takes its place."""
    if found := backup.backups(_folder(path)):
        raise FileError(
            _("자료 파일이 없어졌습니다. 백업은 {n}개 있습니다.").format(n=len(found)),
            str(path),
            _("되살리려면: secretariat restore 1  새로 시작하려면: secretariat new {file}").format(
                file=quote(str(path))
            ),
        )


def _file(options: Namespace) -> Path:
    path: Path = options.file or data_file()
    return path


def _of(path: Path) -> str:
    """Return the option that names a file in a command, if it needs one."""
    return "" if path == data_file() else f" --file {quote(str(path))}"


def _folder(path: Path) -> Path:
    return backup.folder_of(path, backup_dir())


def _now() -> datetime:
    return datetime.now()  # noqa: DTZ005 - the time by which a person looks for it


COMMANDS: dict[str, Callable[[Namespace], int]] = {
    "backup": _backup,
    "restore": _restore,
    "check": _check,
    "dump": _dump,
    "load": _load,
}
