"""Reading the rows of a file as drafts, with every error by row and column."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import chain, islice
from pathlib import Path
from typing import Any, Generic

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.fields import NO_EXTRA, Field
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean, clean_input
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.cells import FieldReader, is_blank, split_span, text_of
from secretariat_tui.imports.headings import Header, Recogniser
from secretariat_tui.imports.ical.reading import is_calendar, read_calendar
from secretariat_tui.imports.own_references import PendingNames
from secretariat_tui.imports.parsed import ParsedFile, RowError
from secretariat_tui.imports.progress import ImportProgress
from secretariat_tui.imports.rows import SAMPLE_ROWS, Cells, ParsedRow, Source, SourceRow
from secretariat_tui.imports.source import open_file, open_source
from secretariat_tui.imports.target import D, ImportTarget, RecordLines

_TOTALS = frozenset({"합계", "총계", "계", "소계", "누계", "총합계"})
_NOTE_SIGNS = ("※", "*", "주)")
_COMMA = re.compile(r"(?<!\d),|,(?!\d)")  # not within a number
_BATCH = 500
_MAX_SAMPLES = 20
_MAX_SHOWN = 60  # characters of a value in an error


def read_file(  # noqa: PLR0913
    path: Path,
    target: ImportTarget[D],
    reader: Reader,
    today: date,
    *,
    sheet: str = "",
    progress: ImportProgress | None = None,
    tables: Mapping[str, TableMeta] = NO_EXTRA,
) -> ParsedFile[D]:
    """Read a file for a register. FileError if it cannot be read, or has no header that is understood.

    `tables` are those whose records rows may refer to by the title of the table and a name.
    """
    with open_file(path) as file:
        if is_calendar(file, path):
            if target.calendar is None:
                raise FileError(
                    _("달력 파일(iCalendar)은 일정으로만 들여옵니다."),
                    str(path),
                    _("어디에 들여올지를 일정으로 고르세요: import schedule"),
                )
            if sheet:
                raise FileError(_("시트는 엑셀 통합 문서에만 있습니다."), sheet)
            progress = progress or ImportProgress()
            return read_calendar(
                file, path, target, target.calendar, reader, today=today, progress=progress
            )
    recogniser = Recogniser(target)
    of_lines = Recogniser(target.lines.target) if target.lines else None

    def rate(rows: Sequence[Cells]) -> int:
        return max(recogniser.rate(rows), of_lines.rate(rows) if of_lines else 0)

    with open_source(path, rate, sheet) as source:
        first = list(islice(source.rows, SAMPLE_ROWS))
        header = recogniser.find(iter(first))
        if of_lines and target.lines and (header is None or header.missing):
            lines_header = of_lines.find(iter(first))
            if lines_header and not lines_header.missing:
                parsed = ParsedFile[Any](source.name, source.form, lines_header)
                resolvers = _resolvers(target.lines.target, reader, tables, parsed.pending)
                rows = _RowReader(target.lines.target, lines_header, resolvers, today)
                _read_rows(parsed, source, first, rows, progress)
                return _merged(target, target.lines, parsed)
        if header is None or header.missing:
            raise _header_error(path, target, header)
        parsed = ParsedFile[Any](source.name, source.form, header)
        resolvers = _resolvers(target, reader, tables, parsed.pending)
        rows = _RowReader(target, header, resolvers, today)
        _read_rows(parsed, source, first, rows, progress)
    return parsed


def _merged(target: ImportTarget[D], lines: RecordLines, parsed: ParsedFile[Any]) -> ParsedFile[D]:
    """Return the records of a file that has each in several rows; with a wrong row none of them is complete."""
    rows, parsed.rows = parsed.rows, []
    is_complete = not parsed.errors
    for at, draft in lines.merge([row.draft for row in rows]):
        number = rows[at].number
        errors = [*target.errors(draft)]
        if not errors and not is_complete:
            errors = [("", _("다른 줄이 잘못되어 다 읽지 못했습니다."))]
        for key, message in errors:
            title = parsed.column_title(key, target.fields)
            parsed.add_error(RowError(number, title, "", message))
        if not errors:
            parsed.rows.append(ParsedRow(number, draft))
    return parsed


def _header_error(path: Path, target: ImportTarget[Any], header: Header | None) -> FileError:
    if header is None:
        known = ", ".join(_(each.title) for each in target.fields.values())
        return FileError(
            _("머리글을 찾을 수 없습니다."),
            str(path),
            _("첫 줄에 항목의 이름을 적어 주세요: {known}").format(known=known),
        )
    missing = ", ".join(_(each.title) for each in header.missing)
    return FileError(
        _("꼭 있어야 하는 열이 없습니다: {titles}").format(titles=missing),
        _("{path} {row}행").format(path=path, row=header.row),
        _("알아본 열: {titles}").format(titles=", ".join(each.title for each in header.columns)),
    )


def _read_rows(
    parsed: ParsedFile[D],
    source: Source,
    first: Sequence[SourceRow],
    reader: "_RowReader[D]",
    progress: ImportProgress | None,
) -> None:
    for row in chain(first, source.rows):
        if row.number % _BATCH == 0 and progress:
            progress.advance(row.number)
        if row.number <= parsed.header.row or _is_note(row.cells):
            continue
        if _is_total(row.cells):
            parsed.totals.append(row.number)
            continue
        draft, errors = reader.read(row)
        if draft is not None and not errors:
            parsed.rows.append(ParsedRow(row.number, draft))
            if len(parsed.samples) < _MAX_SAMPLES:
                parsed.samples[row.number] = _texts(parsed.header, row.cells)
        for error in errors:
            parsed.add_error(error)


def _texts(header: Header, cells: Cells) -> dict[str, str]:
    filled = (each for each in header.columns if each.at < len(cells))
    return {each.field.key: _short([cells[each.at]]) for each in filled}


def _is_note(cells: Cells) -> bool:
    """Whether a row is empty, or a note below the table."""
    filled = [cell for cell in cells if not is_blank(cell)]
    return not filled or (len(filled) == 1 and str(filled[0]).lstrip().startswith(_NOTE_SIGNS))


def _is_total(cells: Cells) -> bool:
    filled = next((cell for cell in cells if not is_blank(cell)), None)
    return isinstance(filled, str) and "".join(filled.split()) in _TOTALS


def _resolvers(
    target: ImportTarget[Any],
    reader: Reader,
    tables: Mapping[str, TableMeta],
    pending: PendingNames,
) -> dict[str, Callable[[str, Mapping[str, Any]], Any]]:
    """Return what finds the records that the fields of references refer to, by name."""
    own = {key: find(reader) for key, find in target.references.items()}
    own |= {key: pending.wrap(own[key]) for key in target.own_names}
    return own | {key: find(reader, tables) for key, find in target.any_references.items()}


class _RowReader(Generic[D]):
    """Reads rows as drafts of a register."""

    def __init__(
        self,
        target: ImportTarget[D],
        header: Header,
        resolvers: Mapping[str, Callable[[str, Mapping[str, Any]], Any]],
        today: date,
    ) -> None:
        self._target, self._header, self._today = target, header, today
        self._names = {each.field.key: each for each in header.columns}
        # The values of a row on which a reference depends are read before it.
        self._order = sorted(target.fields, key=lambda key: target.fields[key].kind == "reference")
        self._readers = {
            key: FieldReader(
                each,
                today,
                earlier=_earlier(target.fields, each),
                unit=self._names[key].unit if key in self._names else 1,
                parse=resolvers.get(key) or self._row_parser(each, today),
            )
            for key, each in target.fields.items()
        }
        self._spans = [
            each for each in target.spans if each.day in self._names or each.clock in self._names
        ]

    def _row_parser(self, each: Field, today: date) -> Callable[[str, Any], Any] | None:
        parse = self._target.parse_rows.get(each.key)
        if parse is None:
            return None

        def parse_rows(text: str, _others: Mapping[str, Any]) -> Any:
            parts = _parts(text, names=each.key in self._target.names)
            return tuple(parse(clean_input(part), today) for part in parts)

        return parse_rows

    def read(self, row: SourceRow) -> tuple[D | None, list[RowError]]:
        """Return the draft of a row, and its errors."""
        given = row.cells
        cells: dict[str, Any] = {
            each.field.key: given[each.at] if each.at < len(given) else None
            for each in self._header.columns
        }
        for span in self._spans:
            self._split(span, cells)
        values: dict[str, Any] = {}
        errors = [*self._split_fields(row, cells)]
        for key in self._order:
            if key not in cells:
                continue
            cell = cells[key]
            try:
                value = self._readers[key].read(cell, values)
            except ValueError as error:
                errors.append(self._error(row, key, cell, str(error)))
                continue
            if value is None or value == "":
                value, missing = self._blank(key)
                if missing:
                    errors.append(self._error(row, key, cell, _("비워 둘 수 없습니다.")))
                    continue
            values[key] = value
        width = self._header.width
        if any(not is_blank(cell) for cell in row.cells[width:]):
            message = _("머리글보다 칸이 많습니다. 쉼표가 든 칸을 따옴표로 묶어 주세요.")
            errors.append(RowError(row.number, "", _short(row.cells[width:]), message))
        if errors:
            return None, errors
        draft = self._target.build(self._defaults() | values)
        for key, message in self._target.errors(draft):
            errors.append(self._error(row, key, cells.get(key), message))
        return draft, errors

    def _split(self, span: Any, cells: dict[str, Any]) -> None:
        """Divide a cell that holds a day and a time, or a period, among the fields of a span without a column."""
        for key in (span.day, span.clock):
            cell = cells.get(key)
            if key not in cells or is_blank(cell) or (key == span.day and type(cell) is date):
                continue
            day, clock, last_day, last_clock = split_span(cell)
            parts = {
                span.day: day,
                span.clock: clock,
                span.last_day: last_day,
                span.last_clock: last_clock,
            }
            parts = {each: part for each, part in parts.items() if each and part}
            if len(parts) > 1 and all(is_blank(cells.get(each)) for each in parts if each != key):
                cells |= parts

    def _split_fields(self, row: SourceRow, cells: dict[str, Any]) -> Iterator[RowError]:
        """Divide the cells that hold several fields; yield the errors of those that cannot be read."""
        for key, split in self._target.splits.items():
            if is_blank(cell := cells.get(key)):
                continue
            try:
                parts = split(clean_input(text_of(cell), multiline=True), self._today)
            except ValueError as error:
                yield self._error(row, key, cells.pop(key), str(error))
                continue
            cells |= {
                each: t for each, t in parts.items() if each == key or is_blank(cells.get(each))
            }

    def _blank(self, key: str) -> tuple[Any, bool]:
        """Return the value of an empty cell, and whether there must be one."""
        target = self._target
        if key in target.defaults and key not in target.required:
            return target.defaults[key], False
        return None, key in target.required

    def _defaults(self) -> dict[str, Any]:
        """Return values for the fields that the file has no column for."""
        fields = self._target.fields
        empty = {
            key: "" if each.kind in {"text", "paragraph"} else None for key, each in fields.items()
        }
        return {**empty, **self._target.defaults}

    def _error(self, row: SourceRow, key: str, cell: Any, message: str) -> RowError:
        column = self._names.get(key)
        title = column.title if column else _(self._target.fields[key].title)
        return RowError(row.number, title, _short([cell]), message)


def _earlier(fields: Mapping[str, Field], each: Field) -> str:
    """Return the first field of days for a later day, the first of times for a later time."""
    if each.kind not in {"day", "clock"}:
        return ""
    first = next(key for key, other in fields.items() if other.kind == each.kind)
    return "" if first == each.key else first


def _parts(text: str, *, names: bool) -> list[str]:
    """Split a cell into rows: by line breaks, else by " / " or ";", else a list of names without bars by commas.

    Sentences have commas of their own, and so have numbers.
    """
    separator = next((each for each in ("\n", " / ", ";") if each in text), "")
    parts = [text]
    if separator:
        parts = text.split(separator)
    elif names and "|" not in text:
        parts = _COMMA.split(text)
    return [part for part in parts if part.strip()]


def _short(cells: Cells) -> str:
    text = clean(", ".join(text_of(cell) for cell in cells if not is_blank(cell)))
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"
