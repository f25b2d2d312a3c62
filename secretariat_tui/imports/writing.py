"""Checking drafts against the file, and writing the new ones in one transaction."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import resolve_particles
from secretariat_tui.database.bulk_insert import insert_records
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.imports.calendar_versions import (
    CalendarChange,
    CalendarVersions,
    write_changes,
)
from secretariat_tui.imports.known_rows import KnownRows
from secretariat_tui.imports.parsed import ParsedFile, RowError
from secretariat_tui.imports.progress import ImportCancelled, ImportProgress
from secretariat_tui.imports.rows import ParsedRow
from secretariat_tui.imports.target import ChildRows, D, ImportTarget

_BATCH = 1_000


class KnownRow(NamedTuple):
    """A row that is already there: in the register, or in an earlier row of the file."""

    row: int
    same_as: int
    place: str = ""
    other_place: str = ""

    def __str__(self) -> str:
        """Return what the row is equal to."""
        place = self.place or _("{row}행").format(row=self.row)
        if self.same_as:
            other = self.other_place or _("{row}행").format(row=self.same_as)
            message = _("{place}: {other}과(와) 같습니다.").format(place=place, other=other)
            return resolve_particles(message)
        return _("{place}: 이미 있습니다.").format(place=place)


@dataclass
class ImportResult(Generic[D]):
    """What an import does: the rows to add, those already there, and the errors; `written` once it is done.

    `changes` are those of records that are already there.
    """

    parsed: ParsedFile[D]
    new: list[ParsedRow[D]] = field(default_factory=list)
    changes: list[CalendarChange[D]] = field(default_factory=list)
    known: list[KnownRow] = field(default_factory=list)
    errors: list[RowError] = field(default_factory=list)
    refused: int = 0
    written: bool = False

    @property
    def writes(self) -> int:
        """The number of records to write."""
        return len(self.new) + len(self.changes)

    @property
    def added(self) -> int:
        """The number of records that were added."""
        return len(self.new) if self.written else 0


def check_rows(
    target: ImportTarget[D],
    reader: Reader,
    parsed: ParsedFile[D],
    progress: ImportProgress | None = None,
) -> ImportResult[D]:
    """Compare the rows of a file with the register."""
    result: ImportResult[D] = ImportResult(parsed, errors=[*parsed.errors])
    candidates = [*_unknown_rows(target, reader, parsed, result)]
    refused = set(parsed.refused)
    drafts = [row.draft for row in candidates]
    completed = target.complete(reader, drafts)
    for at, (row, (draft, errors)) in enumerate(zip(candidates, completed, strict=True)):
        if at % _BATCH == 0 and progress:
            progress.advance(at)
        if not errors:
            result.new.append(ParsedRow(row.number, draft, row.origin))
        for key, message in errors:
            refused.add(row.number)
            title = parsed.column_title(key, target.fields)
            value, place = _value(target, draft, key), parsed.places.get(row.number, "")
            result.errors.append(RowError(row.number, title, value, message, place))
    result.new, missing = parsed.pending.in_order(target, result.new)
    for number, key, text, message in missing:
        refused.add(number)
        title = parsed.column_title(key, target.fields)
        result.errors.append(RowError(number, title, text, message))
    result.refused = len(refused)
    return result


def _value(target: ImportTarget[D], draft: D, key: str) -> str:
    each = target.fields.get(key)
    value = draft._asdict().get(key)
    return each.format(value) if each and each.kind != "rows" and value != "" else ""


def _unknown_rows(
    target: ImportTarget[D], reader: Reader, parsed: ParsedFile[D], result: ImportResult[D]
) -> Iterator[ParsedRow[D]]:
    """Yield the rows that neither the register nor an earlier row of the file has; list the others."""
    known = KnownRows(target, reader)
    versions = CalendarVersions(target.calendar, reader) if target.calendar else None
    for row in parsed.rows:
        if versions and row.origin and row.origin.uid:
            version = versions.find(row)
            if isinstance(version, CalendarChange):
                result.changes.append(version)
                continue
            same_as = version if version is not None else known.find(row.draft)
        else:
            same_as = known.add(row.number, row.draft)
        if same_as is None:
            yield row
        else:
            result.known.append(_known(parsed, row.number, same_as))
    result.known += [_known(parsed, number, other) for number, other in parsed.known]
    if versions:
        result.changes += versions.cancelled(parsed)


def _known(parsed: ParsedFile[Any], number: int, same_as: int) -> KnownRow:
    places = parsed.places
    return KnownRow(number, same_as, places.get(number, ""), places.get(same_as, ""))


def write(
    file: OfficeFile,
    target: ImportTarget[D],
    parsed: ParsedFile[D],
    progress: ImportProgress | None = None,
    *,
    skip_errors: bool = False,
) -> ImportResult[D]:
    """Add the new rows of a file in one transaction, which one undo takes back.

    With errors nothing is written, unless `skip_errors` leaves out the rows that have them. ImportCancelled if
    `progress` was cancelled; nothing is written then either.
    """
    try:
        return _write(file, target, parsed, progress or ImportProgress(), skip_errors=skip_errors)
    except FileError as error:  # a statement was interrupted
        if progress and progress.cancelled:
            raise ImportCancelled from error
        raise


def _write(
    file: OfficeFile,
    target: ImportTarget[D],
    parsed: ParsedFile[D],
    progress: ImportProgress,
    *,
    skip_errors: bool,
) -> ImportResult[D]:
    label = _("들여오기: {title} ({name})").format(title=_(target.model.title), name=parsed.name)
    with file.edit(label) as session:
        result = check_rows(target, file.reader, parsed, progress)
        if not result.writes or (result.errors and not skip_errors):
            return result
        pending, written = parsed.pending, 0
        with insert_records(session, lambda: progress.cancelled) as insert:
            for batch in pending.batches(target, result.new, _BATCH):
                progress.advance(written)
                drafts = [pending.with_ids(target, row.draft) for row in batch]
                rows = zip(batch, drafts, strict=True)
                first_id = insert(
                    target.record, [_columns(target, row, draft) for row, draft in rows]
                )
                for key, children in target.children.items():
                    insert(children.record, _children(drafts, key, first_id, children))
                if target.written:
                    target.written(session, drafts)
                pending.add_ids([row.number for row in batch], first_id)
                written += len(batch)
            progress.advance(written)
            if target.calendar:
                write_changes(session, target.calendar, result.changes, progress)
    result.written = True
    return result


def _columns(target: ImportTarget[D], row: ParsedRow[D], draft: D) -> dict[str, Any]:
    return target.stored(draft) | (row.origin._asdict() if row.origin else {})


def _children(
    drafts: Sequence[Any], key: str, first_id: int, rows: ChildRows
) -> list[dict[str, Any]]:
    has_order = "pos" in rows.record.model_fields
    return [
        {**rows.columns(row), **rows.fixed, rows.owner: record_id}
        | ({"pos": pos} if has_order else {})
        for record_id, draft in enumerate(drafts, first_id)
        for pos, row in enumerate(getattr(draft, key))
    ]
