"""A table as an Excel workbook: Office Open XML (ECMA-376), written as a stream."""

import re
from collections.abc import Iterable, Iterator
from datetime import date, time
from itertools import count, repeat
from pathlib import Path
from string import ascii_uppercase
from typing import Any
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZipFile

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tables.export_progress import ExportProgress
from secretariat_tui.tables.table import Cell, Column, Sheet

# learn.microsoft.com, "Excel specifications and limits"
_MAX_ROWS, _MAX_CHARACTERS, _MAX_NAME = 1_048_576, 32_767, 31
_DAY_ZERO = date(1899, 12, 30).toordinal()
_FIRST_MARCH_1900 = 61  # serial dates before it are less by one: Excel's 1900 has a 29 February
_SECONDS_PER_DAY = 86_400
_NUMBER, _DATE, _TIME = 1, 2, 3  # indexes of cell formats in _STYLES

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_CONTENT_TYPES = f"""<Types xmlns="{_PACKAGE}/content-types">\
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>\
<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/>\
<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/></Types>"""
_ROOT_RELATIONSHIPS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONSHIPS}/officeDocument" Target="xl/workbook.xml"/>\
</Relationships>"""
_BOOK_RELATIONSHIPS = f"""<Relationships xmlns="{_PACKAGE}/relationships">\
<Relationship Id="rId1" Type="{_RELATIONSHIPS}/worksheet" Target="worksheets/sheet1.xml"/>\
<Relationship Id="rId2" Type="{_RELATIONSHIPS}/styles" Target="styles.xml"/></Relationships>"""
_STYLES = f"""<styleSheet xmlns="{_MAIN}">\
<numFmts count="1"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/></numFmts>\
<fonts count="1"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>\
<fills count="2"><fill><patternFill patternType="none"/></fill>\
<fill><patternFill patternType="gray125"/></fill></fills>\
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>\
<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>\
<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>\
<xf numFmtId="3" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>\
<xf numFmtId="21" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/></cellXfs>\
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
_FROZEN_HEADER = """<sheetViews><sheetView workbookViewId="0">\
<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>\
</sheetView></sheetViews>"""


def write(sheet: Sheet[Any], path: Path, progress: ExportProgress, *, header: bool = True) -> None:
    """Write a workbook with typed numbers, dates and times; text is never a formula.

    Raise UserError if there are more rows than Excel allows.
    """
    if len(sheet.rows) + header > _MAX_ROWS:
        raise UserError(
            _("엑셀 통합 문서는 {most}행까지 담습니다.").format(most=f"{_MAX_ROWS:,}"),
            remedy=_("CSV로 내보내거나 줄을 줄여 주세요."),
        )
    parts = {
        "[Content_Types].xml": _CONTENT_TYPES,
        "_rels/.rels": _ROOT_RELATIONSHIPS,
        "xl/workbook.xml": _workbook(sheet.title),
        "xl/_rels/workbook.xml.rels": _BOOK_RELATIONSHIPS,
        "xl/styles.xml": _STYLES,
    }
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, _DECLARATION + xml)
        with archive.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part:
            for xml in _worksheet(sheet, progress, header=header):
                part.write(xml.encode())


def _workbook(title: str) -> str:
    name = quoteattr(_sheet_name(title))
    return (
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONSHIPS}">'
        f'<sheets><sheet name={name} sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet_name(title: str) -> str:
    """Return a title as Excel allows it for the name of a sheet."""
    return re.sub(r"[\\/*?:\[\]]", " ", title)[:_MAX_NAME].strip("' ") or "1"


def _worksheet(sheet: Sheet[Any], progress: ExportProgress, *, header: bool) -> Iterator[str]:
    columns = sheet.table.columns
    yield f'{_DECLARATION}<worksheet xmlns="{_MAIN}">{_FROZEN_HEADER if header else ""}<cols>'
    yield from map(_column_width, range(1, len(columns) + 1), columns)
    yield "</cols><sheetData>"
    letters = [_column_letters(number) for number in range(1, len(columns) + 1)]
    if header:
        yield _row(1, letters, [column.data_title for column in columns], progress)
    numbers = count(1 + header)
    for batch in progress.batches(sheet.rows):
        rows = ([column.data(row) for column in columns] for row in batch)
        yield "".join(map(_row, numbers, repeat(letters), rows, repeat(progress)))
    yield "</sheetData></worksheet>"


def _column_width(number: int, column: Column[Any]) -> str:
    width = max(column.width, len(column.data_title) * 2) + 2
    return f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'


def _column_letters(number: int) -> str:
    """Return the letters of a column: A is 1, AA is 27."""
    letters = ""
    while number:
        number, digit = divmod(number - 1, len(ascii_uppercase))
        letters = ascii_uppercase[digit] + letters
    return letters


def _row(
    number: int, letters: Iterable[str], values: Iterable[Cell], progress: ExportProgress
) -> str:
    cells = (
        _cell(f"{letter}{number}", value, progress)
        for letter, value in zip(letters, values, strict=True)
    )
    return f'<row r="{number}">{"".join(cells)}</row>'


def _cell(reference: str, value: Cell, progress: ExportProgress) -> str:
    match value:
        case None | "":
            return ""
        case str():
            progress.truncated += len(value) > _MAX_CHARACTERS
            text = escape(value[:_MAX_CHARACTERS])
            return (
                f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
            )
        case int():
            return f'<c r="{reference}" s="{_NUMBER}"><v>{value}</v></c>'
        case date():
            return f'<c r="{reference}" s="{_DATE}"><v>{_serial_date(value)}</v></c>'
        case time():
            seconds = value.hour * 3600 + value.minute * 60 + value.second
            return f'<c r="{reference}" s="{_TIME}"><v>{seconds / _SECONDS_PER_DAY}</v></c>'


def _serial_date(day: date) -> int:
    """Return a date as Excel counts it: 1 is 1900-01-01."""
    serial = day.toordinal() - _DAY_ZERO
    return serial if serial >= _FIRST_MARCH_1900 else serial - 1
