"""Opening a file to import: its format is decided by its content."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from io import BufferedReader
from pathlib import Path

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.regular_file import open_regular
from secretariat_tui.imports.rows import Rating, Source
from secretariat_tui.imports.separated import open_text

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xls"})


@contextmanager
def open_source(path: Path, rate: Rating, sheet: str = "") -> Iterator[Source]:
    """Open a file. `rate` decides between delimiters and between sheets. FileError if it cannot be read.

    The rows raise FileError with the row in `location` where the file is malformed.
    """
    with open_file(path) as file, _rows(file, path, rate, sheet) as source:
        yield source


def open_file(path: Path) -> BufferedReader:
    """Open a file. FileError if it cannot be read."""
    try:
        return open_regular(path)
    except OSError as error:
        raise FileError(
            _("파일을 읽을 수 없습니다: {reason}").format(reason=error.strerror),
            str(path),
            _("경로와 권한을 확인해 주세요."),
        ) from error


def _rows(
    file: BufferedReader, path: Path, rate: Rating, sheet: str
) -> AbstractContextManager[Source]:
    head = file.read(len(_OLE))
    file.seek(0)
    if head == _OLE:
        raise FileError(
            _("암호가 걸렸거나 예전 형식(XLS)인 통합 문서입니다."),
            str(path),
            _("엑셀에서 암호 없이 XLSX로 저장해 주세요."),
        )
    if head == _ZIP:
        from secretariat_tui.imports.workbook import open_workbook

        return open_workbook(file, path, rate, sheet)
    if path.suffix.lower() in _WORKBOOKS and head:
        raise FileError(
            _("엑셀 통합 문서가 아닙니다."),
            str(path),
            _("엑셀에서 XLSX로, 또는 CSV로 저장해 주세요."),
        )
    if sheet:
        raise FileError(_("시트는 엑셀 통합 문서에만 있습니다."), sheet)
    return open_text(file, path, rate)
