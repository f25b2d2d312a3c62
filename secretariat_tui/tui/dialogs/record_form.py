"""The form of a table's records: its fields, and how a record is read and saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, Protocol, TypeVar

from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.tui.dialogs.form import Form, Preview, Values
from secretariat_tui.tui.dialogs.form_fields import Advice, Adviser, FormField
from secretariat_tui.tui.dialogs.merge import EditedRecord, RunOnStore
from secretariat_tui.tui.paint.text import Span
from secretariat_tui.tui.runtime.form_autosaves import FormAutosave


class TypedRecord(Protocol):
    """A draft: the values of a record as a named tuple."""

    def _asdict(self) -> dict[str, Any]: ...


D = TypeVar("D", bound=TypedRecord)


@dataclass(frozen=True)
class RecordForm(Generic[D]):
    """The declaration of the form for records of `table`.

    `titles` are those of the form for a new and for a stored record, marked for translation; `start`
    holds the values of a new record; `make` builds a draft from the values typed; `read` reads a
    stored record by its id. `check` returns the errors of a draft that need no file: (field, message);
    `check_file` those that do, given the record's id (0: a new one) and the draft, where None is a value that
    cannot be read.
    `clear` are the fields that a copy of a record does not take over; `carry` those that the next new record takes
    over from the last one. `advise` returns what the file knows of a draft, given the id of its record (0: a new
    one), again when one of the fields `advise_on` changes.
    """

    table: str
    titles: tuple[str, str]
    fields: Sequence[FormField]
    start: Mapping[str, Any]
    make: Callable[..., D]
    read: Callable[[Reader, int], Stored[D] | None]
    preview: Preview | None = None
    check: Callable[[D], list[tuple[str, str]]] | None = None
    check_file: Callable[[Reader, int, D], list[tuple[str, str]]] | None = None
    clear: Sequence[str] = ()
    carry: Sequence[str] = ()
    advise: Callable[[Reader, int, D], Advice] | None = None
    advise_on: Sequence[str] = ()

    def after(self, saved: D | None) -> "RecordForm[D]":
        """Return the form of the next new record after one that was saved."""
        values = saved._asdict() if saved else {}
        carried = {key: values[key] for key in self.carry if key in values}
        return replace(self, start={**self.start, **carried})

    def dialog(  # noqa: PLR0913
        self,
        run_on_store: RunOnStore,
        store: Callable[[], RecordStore[D]],
        stored: Stored[D] | None = None,
        *,
        copied: D | None = None,
        draft: FormAutosave | None = None,
        unsaved: bool = False,
        notice: Span = ("", ""),
    ) -> Form[int]:
        """Return the form of a stored record, or of a new one; its result is the record's id.

        A new one may begin with the values of another record (`copied`), or with `unsaved` ones that were typed.
        `draft` keeps what is typed. `notice` is shown until something is typed.
        """
        edited = EditedRecord(run_on_store, self.table, stored, self.read) if stored else None

        async def save(values: Values) -> int:
            draft, writes = self.make(**values), store()
            if edited is None:
                return await run_on_store(lambda file: writes.add(file, draft))
            record_id, rev = edited.id, edited.rev
            await run_on_store(lambda file: writes.change(file, record_id, rev, draft))
            return record_id

        def check(values: Values) -> list[tuple[str, str]]:
            return self.check(self.make(**values)) if self.check else []

        async def check_file(values: Values) -> list[tuple[str, str]]:
            ask, record_id = self.check_file, stored.id if stored else 0
            if ask is None:
                return []
            draft = self.make(**values)
            return await run_on_store(lambda file: ask(file.reader, record_id, draft))

        title = _(self.titles[1] if stored else self.titles[0])
        return Form(
            title,
            self.fields,
            stored.draft._asdict() if stored else self._start(copied),
            save,
            self.preview,
            edited,
            check=check,
            check_file=check_file if self.check_file else None,
            can_repeat=stored is None,
            keep=draft.keep if draft else None,
            typed=draft.typed if draft else None,
            unsaved=unsaved,
            notice=notice,
            adviser=self._adviser(run_on_store, stored.id if stored else 0),
        )

    def _adviser(self, run_on_store: RunOnStore, record_id: int) -> Adviser | None:
        ask = self.advise
        if ask is None:
            return None

        async def read(values: Mapping[str, Any]) -> Advice:
            draft = self.make(**values)
            return await run_on_store(lambda file: ask(file.reader, record_id, draft))

        return Adviser(self.advise_on, read)

    def _start(self, copied: D | None) -> Mapping[str, Any]:
        """Return the values of a new record: those of a copied one but for the fields of `clear`."""
        if copied is None:
            return self.start
        values = {key: value for key, value in copied._asdict().items() if key not in self.clear}
        return {**self.start, **values}
