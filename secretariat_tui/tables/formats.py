"""A table as text that other programs take: TSV, CSV, Markdown, HTML, JSON, plain, XLSX."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from datetime import date, time
from html import escape
from pathlib import Path
from typing import Any, cast

from secretariat_tui.language import _
from secretariat_tui.problem import Problem
from secretariat_tui.tables.table import Align, Cell, Sheet

_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
_NUMBER = re.compile(r"[+\-]?[\d,]*\.?\d+%?")


def guarded(text: str) -> str:
    """Return a cell that a spreadsheet will not run as a formula (owasp.org, CSV Injection)."""
    return f"'{text}" if _FORMULA.match(text) and not _NUMBER.fullmatch(text.strip()) else text


def tsv(sheet: Sheet[Any], *, header: bool = True) -> str:
    """Return tab-separated values with quotes where a cell needs them; lines end with LF."""
    return _separated(sheet, "\t", header=header)


def comma(sheet: Sheet[Any], *, header: bool = True) -> str:
    """Return comma-separated values as RFC 4180 has them, but for lines that end with LF."""
    return _separated(sheet, ",", header=header)


def _separated(sheet: Sheet[Any], delimiter: str, *, header: bool) -> str:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for line in _lines(sheet, header=header):
        writer.writerow([guarded(cell) for cell in line])
    return out.getvalue()


def _lines(sheet: Sheet[Any], *, header: bool) -> Iterable[list[str]]:
    if header:
        yield sheet.table.header()
    for row in sheet.rows:
        yield sheet.table.texts(row)


def markdown(sheet: Sheet[Any], *, header: bool = True) -> str:
    """Return a Markdown table with its title and basis. Markdown has no table without a header."""
    rules = {"left": "---", "right": "---:", "center": ":---:"}
    lines = [] if not header else [f"**{sheet.title}** {sheet.basis}".rstrip(), ""]
    lines.append(_piped(sheet.table.header()))
    lines.append(f"|{'|'.join(rules[column.align] for column in sheet.table.columns)}|")
    lines += [_piped(sheet.table.texts(row)) for row in sheet.rows]
    lines += [f"\n※ {note}" for note in sheet.notes]
    return "\n".join(lines) + "\n"


def _piped(cells: Iterable[str]) -> str:
    return f"| {' | '.join(_markdown_cell(cell) for cell in cells)} |"


def _markdown_cell(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", text).replace("\n", "<br>")


def html(sheet: Sheet[Any], *, header: bool = True) -> str:
    """Return an HTML table that pastes into a word processor; cells stay text in a spreadsheet."""
    style = "border-collapse:collapse;border:1px solid #000"
    lines = [f'<table border="1" style="{style}">']
    if header:
        lines.append(f"<caption>{escape(sheet.title)} {escape(sheet.basis)}</caption>")
        cells = "".join(f"<th>{escape(title)}</th>" for title in sheet.table.header())
        lines.append(f"<thead><tr>{cells}</tr></thead>")
    lines.append("<tbody>")
    aligns = [column.align for column in sheet.table.columns]
    for row in sheet.rows:
        pairs = zip(aligns, sheet.table.texts(row), strict=True)
        lines.append(f"<tr>{''.join(_html_cell(*pair) for pair in pairs)}</tr>")
    lines.append("</tbody></table>")
    lines += [f"<p>※ {escape(note)}</p>" for note in sheet.notes]
    return "\n".join(lines) + "\n"


def _html_cell(align: Align, text: str) -> str:
    style = f"text-align:{align};mso-number-format:'\\@'"
    return f'<td style="{style}">{escape(text).replace(chr(10), "<br>")}</td>'


def as_json(sheet: Sheet[Any], *, header: bool = True) -> str:
    """Return the values as data: numbers are numbers, dates ISO 8601, no value is null."""
    rows = [
        {column.key: _data(column.data(row)) for column in sheet.table.columns}
        for row in sheet.rows
    ]
    head = {"table": sheet.table.name, "title": sheet.title, "basis": sheet.basis} if header else {}
    return json.dumps(head | {"rows": rows}, ensure_ascii=False, indent=1) + "\n"


def _data(value: Cell) -> str | int | None:
    return value.isoformat() if isinstance(value, date | time) else value


def xlsx(sheet: Sheet[Any], path: Path) -> None:
    """Write a workbook: numbers and dates are typed, text is never a formula.

    Problem where openpyxl, the extra `xlsx`, is not installed.
    """
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise Problem(
            _("XLSX로 내보내려면 openpyxl이 있어야 합니다."),
            remedy=_("설치: pip install 'secretariat-tui[xlsx]'"),
        ) from error
    book = Workbook(write_only=True)
    page = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", sheet.title)[:31])
    from openpyxl.cell import WriteOnlyCell

    page.append(sheet.table.header())
    for row in sheet.rows:
        cells = []
        for column in sheet.table.columns:
            value = column.data(row)
            cell = WriteOnlyCell(page, value=cast("Any", value))
            if isinstance(value, str):
                cell.data_type = "s"
            elif isinstance(value, int):
                cell.number_format = "#,##0"
            cells.append(cell)
        page.append(cells)
    book.save(path)


TEXT: dict[str, Callable[..., str]] = {
    "tsv": tsv,
    "csv": comma,
    "md": markdown,
    "html": html,
    "json": as_json,
}
