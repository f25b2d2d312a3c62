"""The open office file: what a store function gets to work with."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from secretariat_tui.database import header, search
from secretariat_tui.database.faults import RESTORE
from secretariat_tui.database.header import Peek, State
from secretariat_tui.database.reader import PATIENCE, Reader
from secretariat_tui.database.upkeep import Upkeep
from secretariat_tui.language import _
from secretariat_tui.problem import FileProblem, Problem, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Engine
    from sqlmodel import Session

    from secretariat_tui.database.history import Step


class OfficeFile:
    """An existing office file, for one thread. Opening it reads 100 bytes; SQLModel is imported by the first edit.

    `who` signs the history; `patience` is how many seconds to wait for another writer. `sources` tell
    what the search index holds; without them it falls behind, until an edit with them. `backups` is the
    folder of this file's backups; without it there are none. FileProblem where the file is not one this
    program can open.
    """

    def __init__(
        self,
        path: Path,
        who: str,
        patience: float = PATIENCE,
        sources: Callable[[], Iterable[search.Source]] | None = None,
        backups: Path | None = None,
    ) -> None:
        check(path)
        self.path = path
        self.who = who
        self.upkeep = Upkeep(path, backups)
        self.own: set[int] = set()  # the numbers of the transactions that came through this door
        self._reader = Reader(path, patience)
        self._patience = patience
        self._sources = sources
        self.identity = header.identity(path)
        self._engine: Engine | None = None
        self._session: Session | None = None

    @property
    def read(self) -> Reader:
        """What reads the file: within an edit, with all that it has changed so far."""
        if self._session is None:
            return self._reader
        from secretariat_tui.database import door

        self._session.flush()
        return Reader(self.path, within=door.raw(self._session))

    @contextmanager
    def edit(self, label: str, *, kind: str = "do", undoes: int | None = None) -> Iterator[Session]:
        """Open the one door for writes: a transaction with a line in the history.

        An edit within an edit is part of it, which makes one undo of many acts.
        """
        if self._session is not None:
            yield self._session
            return
        from secretariat_tui.database import door

        self._check_identity()
        self.upkeep.before_edit()
        if self._engine is None:
            self._engine = door.make_engine(self.path, self._patience)
        with door.edit(
            self._engine, self.path, self.who, label, kind=kind, undoes=undoes
        ) as session:
            self._session = session
            try:
                yield session
                self.index()
            finally:
                self._session = None
        if number := session.info.get(door.TX):
            self.own.add(number)

    def index(self) -> None:
        """Bring the search index up to what the open edit has written."""
        if self._sources and self._session is not None:
            from secretariat_tui.database import door

            search.follow(self.read, door.raw(self._session), self._sources())

    def catch_up(self) -> None:
        """Bring the search index up to what was written without it."""
        if self._sources and search.behind(self._reader) and not self.upkeep.refusal:
            self._check_identity()
            from secretariat_tui.database import door

            with door.maintenance(self.path, self._patience) as db:
                search.follow(Reader(self.path, within=db), db, self._sources())

    def undo(self) -> str:
        """Take back this person's last edit; return its label. Refused where there is none."""
        from secretariat_tui.database import history

        step = history.next_undo(self.read, self.who)
        if step is None:
            raise Refused(_("되돌릴 것이 없습니다."))
        return self._invert(step, "undo")

    def redo(self) -> str:
        """Do again what this person last took back; return its label. Refused where there is none."""
        from secretariat_tui.database import history

        step = history.next_redo(self.read, self.who)
        if step is None:
            raise Refused(_("다시 할 것이 없습니다."))
        return self._invert(step, "redo")

    def _invert(self, step: Step, kind: str) -> str:
        from secretariat_tui.database import history

        with self.edit(step.label, kind=kind, undoes=step.id) as session:
            history.invert(session, step.id)
        return step.label

    def _check_identity(self) -> None:
        if header.identity(self.path) != self.identity:
            raise FileProblem(
                _("자료 파일이 그 사이에 지워졌거나 다른 파일로 바뀌었습니다."),
                str(self.path),
                _("저장하지 않았습니다. 파일을 되돌려 놓고 프로그램을 다시 시작해 주세요."),
            )

    def restore(self, copy: Path, at: datetime) -> Path | None:
        """Put a backup in the file's place and go on with it; return where the former file is kept.

        FileProblem where it cannot be done; the file is then as before.
        """
        from secretariat_tui.database.restore import put_back

        check(copy)
        self._disconnect()
        try:
            aside = put_back(copy, self.path, at, damaged=self.upkeep.sealed is not None)
            self.upkeep.sealed = None
            self.own.clear()  # the copy's transactions are numbered anew
        finally:
            self._reader = Reader(self.path, self._patience)
            self.identity = header.identity(self.path)
        return aside

    def rescue(self, at: datetime) -> Path | None:
        """Back up a file that was deleted or replaced while open, as long as it can still be read."""
        from secretariat_tui.database.backup import keep

        folder = self.upkeep.folder
        return folder and keep(self._reader.copy, self.path, folder, _("구조"), at)

    def close(self) -> None:
        """Close the connections, after a backup of what none has yet."""
        self._disconnect()
        self.upkeep.at_close()

    def _disconnect(self) -> None:
        self._reader.close()
        if self._engine is not None:
            self._engine.dispose()
            self._engine = None


def check(path: Path) -> None:
    """Raise a FileProblem unless this program can open the file as it is."""
    state, version = _peek(path)
    if state is not State.CURRENT:
        raise _refusal(path, state, version)


def prepare(path: Path, records: Iterable[str], backups: Path) -> bool:
    """Bring an older file to this program's version, after a backup; leave any other as it is.

    Return whether it was one. `records` are the modules of its tables. FileProblem where it cannot be
    done; the file is then as before.
    """
    older = _peek(path).state is State.OLDER
    if older:
        from secretariat_tui.database.upgrade import upgrade

        upgrade(path, records, backups)
    return older


def _peek(path: Path) -> Peek:
    try:
        return header.peek(path)
    except OSError as error:
        raise FileProblem(
            _("자료 파일을 읽을 수 없습니다."), str(path), _("경로와 권한을 확인해 주세요.")
        ) from error


def _refusal(path: Path, state: State, version: int) -> Problem:
    new = _("새로 만들려면: secretariat new 파일")
    backup = _(RESTORE)
    match state:
        case State.MISSING:
            return FileProblem(_("자료 파일이 없습니다."), str(path), new)
        case State.EMPTY:
            return FileProblem(
                _("자료 파일이 비어 있습니다(0바이트). 내용이 사라졌을 수 있습니다."),
                str(path),
                backup,
            )
        case State.NEWER:
            return FileProblem(
                _(
                    "이 자료는 더 새로운 판({version})에서 만들어졌습니다. 이 프로그램은 {ours}까지 엽니다."
                ).format(version=version, ours=header.SCHEMA_VERSION),
                str(path),
                _("프로그램을 새 판으로 바꾸어 주세요."),
            )
        case State.OLDER:
            return FileProblem(
                _(
                    "이 자료는 이전 판({version})의 것입니다. 이 프로그램은 {ours}판을 씁니다."
                ).format(version=version, ours=header.SCHEMA_VERSION),
                str(path),
                _("화면으로 한 번 열면 백업한 뒤 새 판으로 바꿉니다: secretariat --file 파일"),
            )
        case _:
            return FileProblem(_("이 파일은 secretariat 자료가 아닙니다."), str(path), backup)
