"""What is typed in open forms, kept in the state folder until it is saved or given up.

If the terminal is closed or the program dies, the next start on the same office file offers it again.
Each running program has its own file, readable by its user only, and holds a lock beside it while it runs.
"""

import contextlib
import json
import os
import secrets
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from secretariat_tui.core.atomic_file import make_private_folder
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.named_tuple import NamedTuple


class AutosavedForm(NamedTuple):
    """A form that was open: its area and title, the table and the id of its record (None: a new one).

    `rev` is the revision of the record that the form showed, `scope` what else the form needs to be opened, `typed`
    the texts and choices that were changed, by field.
    """

    area: str
    title: str
    table: str
    id: int | None
    rev: int | None
    scope: Mapping[str, Any]
    typed: Mapping[str, Any]


Keep = Callable[[Mapping[str, Any], Mapping[str, Any]], None]
"""Keeps what was typed, by field (nothing: the form is left), given the values of all fields."""


class FormAutosave(NamedTuple):
    """What was typed in a form before the program died, by field, and what keeps what is typed now."""

    keep: Keep
    typed: Mapping[str, Any]


class FormAutosaves:
    """Keeps the form of this program, and finds those of programs that died."""

    def __init__(self, folder: Path, office: Path) -> None:
        self._folder, self._office = folder, str(office.resolve())
        self._path = folder / f"{os.getpid()}-{secrets.token_hex(4)}.json"
        self._lock: int | None = None

    def keep(self, form: AutosavedForm) -> None:
        """Keep a form in place of the one before. Failures are ignored: typing goes on without."""
        with contextlib.suppress(OSError, UserError):
            if self._lock is None:
                make_private_folder(self._folder)
                self._lock = _lock(self._path)
            data = {"office": self._office, **form._asdict()}
            part = self._path.with_suffix(".part")
            descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(data, file)
            part.replace(self._path)

    def drop(self) -> None:
        """Forget the form: it was saved or given up."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)

    def abandoned(self) -> dict[Path, AutosavedForm]:
        """Return the forms of programs that died while this office file was open in them, by file."""
        forms = {}
        for path in sorted(self._folder.glob("*.json")):
            if path == self._path:
                continue
            with contextlib.suppress(OSError), _locked(path) as free:
                form = _read(path, self._office) if free else None
                if form:
                    forms[path] = form
        return forms

    def forget(self, path: Path) -> None:
        """Delete the file of a form that was offered."""
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
            path.with_suffix(".lock").unlink(missing_ok=True)

    def close(self) -> None:
        """Release the lock at the end of the program."""
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None
            if not self._path.exists():
                self._path.with_suffix(".lock").unlink(missing_ok=True)


def _read(path: Path, office: str) -> AutosavedForm | None:
    """Return the form in a file, None if it is of another office or unreadable."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        if data.pop("office") != office:
            return None
        form = AutosavedForm(**data)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    valid = (
        all(isinstance(each, str) for each in (form.area, form.title, form.table))
        and all(each is None or isinstance(each, int) for each in (form.id, form.rev))
        and isinstance(form.typed, dict)
        and isinstance(form.scope, dict)
    )
    return form if valid else None


def _lock(path: Path) -> int:
    """Lock the file beside a path, and return its descriptor. BlockingIOError if another program holds it."""
    descriptor = os.open(path.with_suffix(".lock"), os.O_RDWR | os.O_CREAT, 0o600)
    try:
        import fcntl
    except ImportError:  # Windows
        return descriptor
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(descriptor)
        raise
    return descriptor


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[bool]:
    """Yield whether no running program holds the lock beside a path."""
    try:
        descriptor = _lock(path)
    except BlockingIOError:
        yield False
        return
    try:
        yield True
    finally:
        os.close(descriptor)
