"""A table as an Excel workbook."""

import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any, cast
from zipfile import ZIP_DEFLATED, ZipFile

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.export_progress import ExportProgress
from secretariat_tui.tables.table import Cell, Sheet

# learn.microsoft.com, "Excel specifications and limits"
_ROWS, _LETTERS, _NAME = 1_048_576, 32_767, 31


def write(sheet: Sheet[Any], path: Path, progress: ExportProgress, *, header: bool = True) -> None:
    """Write a workbook: numbers and dates are typed, text is never a formula.

    Problem where openpyxl, the extra `xlsx`, is not installed, or there are more rows than Excel has.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise UserError(
            _("XLSX로 내보내려면 openpyxl이 있어야 합니다."),
            remedy=_("설치: pip install 'secretariat-tui[xlsx]'"),
        ) from error
    if len(sheet.rows) + header > _ROWS:
        raise UserError(
            _("엑셀 통합 문서는 {most}행까지 담습니다.").format(most=f"{_ROWS:,}"),
            remedy=_("CSV로 내보내거나 줄을 줄여 주세요."),
        )
    from openpyxl.writer.excel import ExcelWriter

    book = Workbook(write_only=True)
    page = cast("Any", book.create_sheet(_name(sheet.title)))  # its type lacks what it has
    try:
        for cells in _rows(sheet, page, progress, header=header):
            page.append(cells)
    finally:
        # Else, where a person has stopped it, its temporary file would stay.
        try:
            with ZipFile(path, "w", ZIP_DEFLATED) as archive:
                ExcelWriter(book, archive).save()
        except OSError:
            _drop(page)
            raise


def _drop(page: Any) -> None:
    """End what openpyxl leaves to the garbage collector on a full disk, which would print what it meets."""
    for begun in (page._rows, page._writer and page._writer.xf):  # noqa: SLF001
        if begun is not None:
            with suppress(OSError):
                begun.close()


def _name(title: str) -> str:
    """Return what Excel accepts as the name of a sheet."""
    return re.sub(r"[\\/*?:\[\]]", " ", title)[:_NAME].strip("' ") or "1"


def _rows(
    sheet: Sheet[Any], page: Any, progress: ExportProgress, *, header: bool
) -> Iterator[list[Any]]:
    columns = sheet.table.columns
    for letter, column in zip(_column_letters(), columns, strict=False):
        page.column_dimensions[letter].width = max(column.width, len(column.data_title) * 2) + 2
    if header:
        page.freeze_panes = "A2"
        yield [_cell(page, column.data_title, progress) for column in columns]
    for batch in progress.batches(sheet.rows):
        for row in batch:
            yield [_cell(page, column.data(row), progress) for column in columns]


def _column_letters() -> Iterator[str]:
    from openpyxl.utils import get_column_letter

    return (get_column_letter(number) for number in range(1, _ROWS))


def _cell(page: Any, value: Cell, progress: ExportProgress) -> Any:
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(page, value=cast("Any", value))
    if isinstance(value, str):
        cell.data_type = "s"  # and not "f", as openpyxl has it for "=1+1"
        progress.truncated += len(value) > _LETTERS  # openpyxl has cut it
    elif isinstance(value, int):
        cell.number_format = "#,##0"
    return cell
