"""The forms of notes, files, participants and links, and of the tasks of a record."""

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from secretariat_tui.areas.attached import queries, rules
from secretariat_tui.areas.attached.file_status import read_file
from secretariat_tui.areas.attached.forms import task_form
from secretariat_tui.areas.attached.model import (
    FILE,
    NOTE,
    PARTICIPANT,
    TASK,
    FileDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
)
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.merge import RunOnStore
from secretariat_tui.tui.dialogs.record_fields import record_fields
from secretariat_tui.tui.dialogs.record_form import RecordForm

FormAndStore = tuple[RecordForm[Any], Callable[[], RecordStore[Any]]]
_READ: dict[str, Callable[[Reader, RecordKey], list[Stored[Any]]]] = {
    TASK.table: queries.tasks,
    NOTE.table: queries.notes,
    FILE.table: queries.files,
    PARTICIPANT.table: queries.participants,
}


class FileEntry(NamedTuple):
    """A file as entered: its hash and size are read from it."""

    path: str
    title: str
    noted_on: date | None = None


def stored_row(reader: Reader, table: str, key: RecordKey, number: int) -> Stored[Any] | None:
    """Return a row that hangs on a record, or None."""
    return next((each for each in _READ[table](reader, key) if each.id == number), None)


def row_form(table: str, key: RecordKey, today: date) -> FormAndStore:
    """Return the form of rows of a table that hang on a record, and their writes."""
    if table == TASK.table:
        return task_form(today), lambda: _task_store(key)
    if table == FILE.table:
        return _file_form(key, today), lambda: _file_store(key)
    is_note = table == NOTE.table
    draft: Callable[..., Any] = NoteDraft if is_note else ParticipantDraft
    declared = fields_of(NoteDraft) if is_note else fields_of(ParticipantDraft)
    start = NoteDraft(today, "") if is_note else ParticipantDraft("contact")
    titles = (N_("새 메모"), N_("메모 고치기"))
    if not is_note:
        titles = (N_("새 관계자"), N_("관계자 고치기"))
    check: Callable[[Any], list[tuple[str, str]]] = (
        rules.note_errors if is_note else rules.participant_errors
    )
    form: RecordForm[Any] = RecordForm(
        table,
        titles,
        record_fields(declared, today),
        start._asdict(),
        draft,
        partial(_read_row, table, key),
        check=check,
    )
    return form, lambda: _row_store(table, key)


def _read_row(table: str, key: RecordKey, reader: Reader, number: int) -> Stored[Any] | None:
    return stored_row(reader, table, key, number)


def _task_store(key: RecordKey) -> RecordStore[Any]:
    from secretariat_tui.areas.attached.task_store import entries_of

    return entries_of(key)


def _row_store(table: str, key: RecordKey) -> RecordStore[Any]:
    from secretariat_tui.areas.attached.store import NOTES, PARTICIPANTS

    store: Any = NOTES if table == NOTE.table else PARTICIPANTS
    return RecordStore(lambda file, draft: store.add(file, key, draft), store.change, store.delete)


def _file_form(key: RecordKey, today: date) -> RecordForm[FileEntry]:
    declared = fields_of(FileDraft)

    def read(reader: Reader, number: int) -> Stored[FileEntry] | None:
        stored = stored_row(reader, FILE.table, key, number)
        if stored is None:
            return None
        draft = stored.draft
        return Stored(stored.id, stored.rev, FileEntry(draft.path, draft.title, today))

    return RecordForm(
        FILE.table,
        (N_("새 파일"), N_("파일 다시 읽기")),
        record_fields({name: declared[name] for name in FileEntry._fields}, today),
        FileEntry("", "", today)._asdict(),
        FileEntry,
        read,
    )


def _file_store(key: RecordKey) -> RecordStore[FileEntry]:
    from secretariat_tui.areas.attached.store import FILES

    def draft(entry: FileEntry) -> FileDraft:
        path = Path(entry.path).expanduser()
        return read_file(path, entry.title, entry.noted_on or date.min)

    def add(file: OfficeFile, entry: FileEntry) -> int:
        return FILES.add(file, key, draft(entry))

    def change(file: OfficeFile, number: int, rev: int, entry: FileEntry) -> None:
        FILES.change(file, number, rev, draft(entry))

    return RecordStore(add, change, FILES.delete)


def link_form(run_on_store: RunOnStore, link: queries.LinkRow) -> Form[bool]:
    """Return the form of the text of a link."""

    async def save(values: Values) -> bool:
        from secretariat_tui.areas.attached.store import change_link

        text: str = values["text"]
        await run_on_store(lambda file: change_link(file, link.id, link.rev, text))
        return True

    name = _("비공개") if link.secret else link.name
    title = _("이음 – {name}").format(name=name)
    return Form(title, [form_fields.text("text", N_("내용"))], {"text": link.text}, save)
