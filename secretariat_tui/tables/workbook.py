"""A table as an Excel workbook, row by row."""

import re
from contextlib import suppress
from datetime import date, time
from io import BytesIO
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING, Any

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.export_progress import ExportCancelled, ExportProgress
from secretariat_tui.tables.table import Cell, Column, Sheet, Table, head_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

# learn.microsoft.com, "Excel specifications and limits"
_MAX_ROWS, _MAX_CHARACTERS, _MAX_NAME = 1_048_576, 32_767, 31
_NUMBER_FORMATS: "Mapping[type, str]" = {int: "#,##0", date: "yyyy-mm-dd", time: "h:mm:ss"}


def write(sheet: Sheet[Any], path: Path, progress: ExportProgress, *, header: bool = True) -> None:
    """Write a workbook with typed numbers, dates and times; text is never a formula.

    Raise UserError if XlsxWriter, the extra `xlsx`, is not installed, or there are more rows than
    Excel allows; OSError if the file cannot be written.
    """
    try:
        from xlsxwriter import Workbook
    except ImportError as error:
        raise UserError(
            _("XLSX로 내보내려면 XlsxWriter가 있어야 합니다."),
            remedy=_("설치: pip install 'secretariat-tui[xlsx]'"),
        ) from error
    if len(sheet.rows) + header > _MAX_ROWS:
        raise UserError(
            _("엑셀 통합 문서는 {most}행까지 담습니다.").format(most=f"{_MAX_ROWS:,}"),
            remedy=_("CSV로 내보내거나 줄을 줄여 주세요."),
        )
    packed = BytesIO()  # a ZIP file on a disk that fills up would stay open
    folder = path.with_name(f"{path.name}-rows")  # not where other users may look for it
    folder.mkdir(mode=0o700)
    try:
        book = Workbook(packed, {"constant_memory": True, "tmpdir": str(folder)})
        formats = {
            kind: book.add_format({"num_format": text}) for kind, text in _NUMBER_FORMATS.items()
        }
        page = book.add_worksheet(_sheet_name(sheet.title))
        try:
            _write_rows(sheet, page, formats, progress, header=header)
            book.close()
        except (OSError, ExportCancelled):  # the workbook leaves its file of rows open
            with suppress(OSError):
                page.row_data_fh.close()
            raise
    finally:
        rmtree(folder, ignore_errors=True)
    path.write_bytes(packed.getbuffer())


def _sheet_name(title: str) -> str:
    """Return a title as Excel allows it for the name of a sheet."""
    return re.sub(r"[\\/*?:\[\]]", " ", title)[:_MAX_NAME].strip("' ") or "1"


def _write_rows(
    sheet: Sheet[Any],
    page: "Worksheet",
    formats: "Mapping[type, Format]",
    progress: ExportProgress,
    *,
    header: bool,
) -> None:
    columns = sheet.table.columns
    for at, column in enumerate(columns):
        page.set_column(at, at, max(column.width, len(column.data_title) * 2) + 2)
    number = 0
    if header:
        number = _write_head(sheet.table, page, formats, progress)
        page.freeze_panes(number, 0)
    readers = [column.in_batches(Column.data_of_each) for column in columns]
    for batch in progress.batches(sheet):
        values = [read(batch) for read in readers]
        for row in zip(*values, strict=True):
            _write_row(page, number, row, formats, progress)
            number += 1


def _write_head(
    table: Table[Any],
    page: "Worksheet",
    formats: "Mapping[type, Format]",
    progress: ExportProgress,
) -> int:
    """Write the head, with merged cells if it has groups; return the number of its lines."""
    columns = table.columns
    if not table.has_groups:
        _write_row(page, 0, (column.data_title for column in columns), formats, progress)
        return 1
    upper = head_lines(columns)[0]
    for cell in upper:  # in the first row, because rows are written in order
        if cell.columns > 1 or cell.lines > 1:
            last = cell.first + cell.columns - 1
            page.merge_range(0, cell.first, cell.lines - 1, last, "")
    titles = {cell.first: cell.title for cell in upper}
    _write_row(page, 0, (titles.get(at, "") for at in range(len(columns))), formats, progress)
    lower = [_(column.title) if column.group else "" for column in columns]
    _write_row(page, 1, lower, formats, progress)
    return 2


def _write_row(
    page: "Worksheet",
    number: int,
    values: "Iterable[Cell]",
    formats: "Mapping[type, Format]",
    progress: ExportProgress,
) -> None:
    for at, value in enumerate(values):
        if value is None or value == "":
            continue
        if isinstance(value, str):
            if len(value) > _MAX_CHARACTERS:
                progress.truncated += 1
                value = value[:_MAX_CHARACTERS]  # noqa: PLW2901
            page.write_string(number, at, value)
        elif isinstance(value, int):
            page.write_number(number, at, value, formats[int])
        else:
            page.write_datetime(number, at, value, formats[type(value)])
