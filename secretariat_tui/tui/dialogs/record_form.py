"""The form of a table's records: its fields, and how a record is read and saved."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Protocol, TypeVar

from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.tui.dialogs.form import Form, Preview, Values
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.merge import EditedRecord, RunOnStore


class TypedRecord(Protocol):
    """A draft: the values of a record as a named tuple."""

    def _asdict(self) -> dict[str, Any]: ...


D = TypeVar("D", bound=TypedRecord)


@dataclass(frozen=True)
class RecordForm(Generic[D]):
    """The declaration of the form for records of `table`.

    `titles` are those of the form for a new and for a stored record, marked for translation; `start`
    holds the values of a new record; `make` builds a draft from the values typed; `read` reads a
    stored record by its id.
    """

    table: str
    titles: tuple[str, str]
    fields: Sequence[FormField]
    start: Mapping[str, Any]
    make: Callable[..., D]
    read: Callable[[Reader, int], Stored[D] | None]
    preview: Preview | None = None

    def dialog(
        self,
        run_on_store: RunOnStore,
        store: Callable[[], RecordStore[D]],
        stored: Stored[D] | None = None,
    ) -> Form[int]:
        """Return the form of a stored record, or of a new one; its result is the record's id."""
        edited = EditedRecord(run_on_store, self.table, stored, self.read) if stored else None

        async def save(values: Values) -> int:
            draft, writes = self.make(**values), store()
            if edited is None:
                return await run_on_store(lambda file: writes.add(file, draft))
            record_id, rev = edited.id, edited.rev
            await run_on_store(lambda file: writes.change(file, record_id, rev, draft))
            return record_id

        title = _(self.titles[1] if stored else self.titles[0])
        start = stored.draft._asdict() if stored else self.start
        return Form(title, self.fields, start, save, self.preview, edited)
