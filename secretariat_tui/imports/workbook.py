"""Reading a sheet of an XLSX workbook, row by row, with openpyxl.

openpyxl reads rows as they come. A reader that lays a sheet out in memory would run out of it with a file of a few
kilobytes whose only cells are A1 and XFD1048576.
"""

import warnings
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedReader
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import BadZipFile, ZipFile

from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.imports.rows import SAMPLE_ROWS, Cells, Rating, Source, numbered

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook

_MAX_UNPACKED = 512 << 20  # bytes; `zipfile` reads no more than a file declares
_BATCH = 1_000
# What zipfile and the XML parser raise for malformed files, and openpyxl besides its own exceptions. The errors of
# both XML parsers that openpyxl uses, of the standard library and of lxml, are syntax errors.
_MALFORMED = (
    BadZipFile, SyntaxError, zlib.error, EOFError, LookupError, ValueError, TypeError, AttributeError,
    NotImplementedError, RuntimeError, OverflowError, OSError,
)  # fmt: skip


def _malformed_file_errors() -> tuple[type[Exception], ...]:
    from openpyxl.utils import exceptions

    return *_MALFORMED, exceptions.CellCoordinatesException, exceptions.InvalidFileException


@contextmanager
def open_workbook(
    file: BufferedReader, path: Path, rate: Rating, sheet: str = ""
) -> Iterator[Source]:
    """Open a workbook, and of its sheets the one with a name, else the one that `rate` rates best."""
    try:
        import openpyxl
    except ImportError as error:
        raise UserError(
            _("XLSX를 읽으려면 openpyxl이 있어야 합니다."),
            remedy=_("설치: pip install 'secretariat-tui[xlsx]'. CSV는 그대로 읽습니다."),
        ) from error
    with warnings.catch_warnings():  # about styles and extensions, which are not read
        warnings.simplefilter("ignore")
        try:
            with ZipFile(file) as packed:
                unpacked = sum(each.file_size for each in packed.infolist())
            book = None
            if unpacked <= _MAX_UNPACKED:
                file.seek(0)
                book = openpyxl.load_workbook(file, read_only=True, data_only=True)
        except _malformed_file_errors() as error:
            raise _malformed(path) from error
    if book is None:
        message = _("풀면 {n}MB나 되는 통합 문서입니다. {most}MB까지 읽습니다.")
        raise FileError(
            message.format(n=f"{unpacked >> 20:,}", most=f"{_MAX_UNPACKED >> 20:,}"),
            str(path),
            _("표만 남기고 저장해 주세요."),
        )
    try:
        name = _sheet_name(book, path, rate, sheet)
        form = _("시트 '{name}'").format(name=name)
        yield Source(path.name, form, numbered(_rows(book, name, path), path))
    finally:
        book.close()


def _sheet_name(book: "Workbook", path: Path, rate: Rating, sheet: str) -> str:
    names = [each.title for each in book.worksheets]
    if sheet in names:
        return sheet
    if sheet:
        raise FileError(
            _("그런 시트가 없습니다: {name}").format(name=sheet),
            str(path),
            _("있는 시트: {names}").format(names=", ".join(names)),
        )
    if not names:
        raise _malformed(path)
    rating = {name: rate(list(islice(_rows(book, name, path), SAMPLE_ROWS))) for name in names}
    return max(names, key=lambda name: rating[name])


def _rows(book: "Workbook", name: str, path: Path) -> Iterator[Cells]:
    page: Any = book[name]
    page.reset_dimensions()  # which the file only claims
    rows = page.iter_rows(values_only=True)
    while True:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            try:
                batch = list(islice(rows, _BATCH))
            except _malformed_file_errors() as error:
                raise _malformed(path) from error
        if not batch:
            return
        yield from batch


def _malformed(path: Path) -> FileError:
    return FileError(
        _("통합 문서가 상했거나 XLSX가 아닙니다."),
        str(path),
        _("엑셀에서 열어 XLSX로 다시 저장해 주세요."),
    )
