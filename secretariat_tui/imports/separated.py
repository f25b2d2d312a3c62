"""Reading CSV and its relatives in the encodings and with the delimiters that offices use."""

import codecs
import csv
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BufferedReader, StringIO
from itertools import islice
from pathlib import Path
from typing import Any

from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.imports.rows import SAMPLE_ROWS, Cells, Rating, Source, numbered

_MAX_BYTES = 256 << 20
_DELIMITERS = {",": N_("쉼표"), ";": N_("쌍반점"), "\t": N_("탭"), "|": N_("세로줄")}
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    *((bom, "utf-16") for bom in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)),
)
_ENCODING_NAMES = {"utf-8-sig": "UTF-8", "utf-8": "UTF-8", "cp949": "CP949"}


@contextmanager
def open_text(file: BufferedReader, path: Path, rate: Rating) -> Iterator[Source]:
    """Open a text file. FileError if it is too large, or holds what is not text."""
    remedy = _("엑셀에서 'CSV UTF-8'이나 XLSX로 저장해 주세요.")
    text, encoding = decode(read_content(file, path), path, remedy)
    if not text.strip():
        raise FileError(_("빈 파일입니다."), str(path), _("머리글과 줄이 있는 파일을 골라 주세요."))
    if (at := text.find("\0")) >= 0:
        raise FileError(
            _("글이 아닌 것(NUL)이 들어 있습니다."),
            _("{path} {line}번째 줄").format(path=path, line=_line(text[:at])),
            _("CSV나 XLSX로 저장한 파일을 골라 주세요."),
        )
    delimiter = max(_DELIMITERS, key=lambda each: _score(text, each, rate))
    form = f"{encoding}, {_(_DELIMITERS[delimiter])}"
    yield Source(path.name, form, numbered(_parse(text, delimiter, path), path))


def read_content(file: BufferedReader, path: Path) -> bytes:
    """Return the content of a text file. FileError if it is too large."""
    content = file.read(_MAX_BYTES + 1)
    if len(content) > _MAX_BYTES:
        raise _too_large(path)
    return content


def decode(content: bytes, path: Path, remedy: str) -> tuple[str, str]:
    """Return the text of a file, and the name of its encoding.

    FileError with the remedy at the first unreadable letter.
    """
    marked = next((name for bom, name in _BOMS if content.startswith(bom)), "")
    candidates = [marked] if marked else [*_unmarked_utf16(content), "utf-8", "cp949"]
    errors: list[UnicodeDecodeError] = []
    for encoding in candidates:
        try:
            return content.decode(encoding), _ENCODING_NAMES.get(encoding, "UTF-16")
        except UnicodeDecodeError as error:
            errors.append(error)
    furthest = max(errors, key=lambda error: error.start)
    line = content.count(b"\n", 0, furthest.start) + 1
    raise FileError(
        _("글자를 읽을 수 없습니다. UTF-8도 CP949도 UTF-16도 아닙니다."),
        _("{path} {line}번째 줄").format(path=path, line=line),
        remedy,
    ) from furthest


def _unmarked_utf16(content: bytes) -> list[str]:
    """Return the encodings of UTF-16 that a file without a mark may have: every other byte of ASCII is 0."""
    head = content[:1000]
    even, odd = head[::2].count(0), head[1::2].count(0)
    if len(content) % 2 or not (even or odd) or min(even, odd) * 4 > max(even, odd):
        return []
    return ["utf-16-le" if odd > even else "utf-16-be"]


def _line(text: str) -> int:
    return len(re.findall("\r\n|\r|\n", text)) + 1


def _score(text: str, delimiter: str, rate: Rating) -> tuple[int, int]:
    """Rate the first rows as separated by a delimiter; of two as good, the one with more columns counts."""
    rows: list[list[str]] = []
    with suppress(csv.Error):  # reported when the rows are read
        rows.extend(islice(_reader(text, delimiter), SAMPLE_ROWS))
    return rate(rows), max(map(len, rows), default=0)


def _reader(text: str, delimiter: str) -> Any:
    return csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)


def _parse(text: str, delimiter: str, path: Path) -> Iterator[Cells]:
    reader = _reader(text, delimiter)
    start = 1
    try:
        for row in reader:
            yield row
            start = reader.line_num + 1
    except csv.Error as error:
        raise FileError(
            _("CSV의 따옴표가 맞지 않거나 칸이 너무 깁니다: {reason}").format(reason=error),
            _("{path} {line}번째 줄부터").format(path=path, line=start),
            _("그 줄의 따옴표를 고치거나, 엑셀에서 다시 저장해 주세요."),
        ) from error


def _too_large(path: Path) -> FileError:
    return FileError(
        _("파일이 너무 큽니다. {most}MB까지 읽습니다.").format(most=_MAX_BYTES >> 20),
        str(path),
        _("파일을 나누어 주세요."),
    )
