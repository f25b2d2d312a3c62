"""Export a table to a file, or as text for the clipboard."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from secretariat_tui.core.atomic_file import atomic_write
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tables import formats
from secretariat_tui.tables.export_progress import ExportProgress
from secretariat_tui.tables.table import Sheet

FORMATS = (*formats.TEXT_FORMATS, "txt", "xlsx")
_EXISTS_REMEDY = N_("다른 이름을 쓰거나 바꿔 쓰기(--force)를 고르세요.")
_DELIMITERS = {"csv": ",", "tsv": "\t"}
_KS_X_1001_SIGNS = str.maketrans({"–": "―", "—": "―", "₩": "￦"})  # the same signs as in KS X 1001


def write(  # noqa: PLR0913
    sheet: Sheet[Any],
    path: Path,
    file_format: str,
    *,
    force: bool,
    header: bool = True,
    encoding: str = "utf-8",
    progress: ExportProgress | None = None,
) -> ExportProgress:
    """Write a sheet atomically to a file that only its owner can read; return the progress at the end.

    CSV in UTF-8 gets a byte order mark, without which Korean Excel reads it as CP949; CSV and TSV can
    be CP949. Raise FileError if the file cannot be written, or exists without `force`; UserError if
    CP949 lacks a character; ExportCancelled if `progress` was cancelled.
    """
    out = progress or ExportProgress()
    if encoding != "utf-8" and file_format not in _DELIMITERS:
        raise UserError(_("CP949는 CSV와 TSV에만 씁니다."), file_format)
    with atomic_write(path, replace=force, taken=_EXISTS_REMEDY) as part:
        if file_format == "xlsx":
            from secretariat_tui.tables import workbook

            workbook.write(sheet, part, out, header=header)
        else:
            with part.open("wb") as file:
                file.writelines(_encoded(sheet, file_format, out, header=header, encoding=encoding))
    return out


def text(
    sheet: Sheet[Any],
    file_format: str,
    *,
    header: bool = True,
    progress: ExportProgress | None = None,
) -> str:
    """Return a sheet as text in a format. Raise ExportCancelled if `progress` was cancelled."""
    return "".join(_pieces(sheet, file_format, progress or ExportProgress(), header=header))


def _pieces(
    sheet: Sheet[Any], file_format: str, progress: ExportProgress, *, header: bool
) -> Iterable[str]:
    if file_format == "txt":
        from secretariat_tui.tables.terminal import plain_text

        return plain_text(sheet, progress, header=header)
    return formats.TEXT_FORMATS[file_format](sheet, progress, header=header)


def _encoded(
    sheet: Sheet[Any], file_format: str, progress: ExportProgress, *, header: bool, encoding: str
) -> Iterator[bytes]:
    if file_format == "csv" and encoding == "utf-8":
        yield b"\xef\xbb\xbf"
    lines = 0 if header else 1  # lines before the next piece, counted with a header line
    for piece in _pieces(sheet, file_format, progress, header=header):
        here = piece if encoding == "utf-8" else piece.translate(_KS_X_1001_SIGNS)
        try:
            yield here.encode(encoding)
        except UnicodeEncodeError as error:
            raise _encoding_error(
                sheet, here, error.start, lines, _DELIMITERS[file_format]
            ) from error
        lines += here.count("\n")


def _encoding_error(
    sheet: Sheet[Any], piece: str, at: int, lines: int, delimiter: str
) -> UserError:
    """Return the error for a character that CP949 lacks. Each row is one line of the text."""
    row = lines + piece.count("\n", 0, at)
    before = piece[piece.rfind("\n", 0, at) + 1 : at + 1]
    column = len(next(csv.reader([before], delimiter=delimiter))) - 1
    return UserError(
        _("CP949에 없는 글자가 있습니다: {letter}").format(letter=piece[at]),
        _("{row}행, {column}").format(row=row, column=sheet.table.header()[column]),
        _("아무것도 쓰지 않았습니다. UTF-8이나 XLSX로 내보내세요."),
    )
