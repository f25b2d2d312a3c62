"""Text formats for other programs: TSV, CSV, Markdown, HTML, JSON.

Each format yields its text in pieces, reads the rows once and counts them, so that a table of a million
rows is written while it is read, and can be cancelled.
"""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, time
from html import escape
from types import NoneType
from typing import Any

from secretariat_tui.tables.export_progress import ExportProgress
from secretariat_tui.tables.table import Cell, Column, HeadCell, Sheet, format_values, head_lines

Formatter = Callable[..., Iterator[str]]
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠\t\r]")
# A pattern that begins with a literal character, instead of a class of them, is searched five times as fast.
_FORMULA_LINE = re.compile(r"\n\s*[=+\-@＝＋－＠]")
_PRINTED_NUMBER = re.compile(r"[△-]?\d{1,3}(?:,\d{3})*|[△-]?\d+")
_NUMBER = re.compile(r"[+-]?[0-9,]*\.?[0-9]+%?")
_MARKDOWN = re.compile(
    r"[\\`*_\[\]<>|~&#]|:(?=//)|(?<=www)\.", re.IGNORECASE
)  # the last two would be links, in which a backslash is shown
_SIGNS = re.compile(r"[-+＋－\s]*")


def escape_formula(text: str) -> str:
    """Return a cell that a spreadsheet does not interpret as a formula (owasp.org, CSV Injection)."""
    return f"'{text}" if _is_formula(text) else text


def _is_formula(text: str) -> bool:
    """Whether a spreadsheet would interpret a text as a formula; a sign alone, as for "none", is text to it."""
    if not _FORMULA.match(text):
        return False
    return not _NUMBER.fullmatch(text.strip()) and not _SIGNS.fullmatch(text)


def tab_separated(
    sheet: Sheet[Any], progress: ExportProgress, *, header: bool = True
) -> Iterator[str]:
    """Yield tab-separated values, quoted where necessary; lines end with LF.

    They are pasted into documents and spreadsheets: numbers are as printed, but for the minus, for a spreadsheet
    takes △1,000 for a text.
    """
    return _separated(sheet, progress, "\t", _with_minus, header=header)


def comma_separated(
    sheet: Sheet[Any], progress: ExportProgress, *, header: bool = True
) -> Iterator[str]:
    """Yield comma-separated values as in RFC 4180, but lines end with LF.

    Numbers are without separators, days in ISO 8601, so that any program adds and orders them.
    """
    return _separated(sheet, progress, ",", _plain_texts, header=header)


def _separated(
    sheet: Sheet[Any],
    progress: ExportProgress,
    delimiter: str,
    texts: Callable[[Column[Any], Sequence[Any]], list[str]],
    *,
    header: bool,
) -> Iterator[str]:
    if header:
        yield _csv_lines([map(escape_formula, sheet.table.header())], delimiter)
    columns = sheet.table.columns
    cells = [_Cells(texts, delimiter, alone=len(columns) == 1) for _column in columns]
    readers = [column.in_batches(each) for column, each in zip(columns, cells, strict=True)]
    for batch in progress.batches(sheet):
        read = [reader(batch) for reader in readers]
        for each, of_batch in zip(cells, read, strict=True):
            progress.escaped += each.escaped(of_batch)
        yield "\n".join(map(delimiter.join, zip(*read, strict=True))) + "\n"


class _Escaped(str):
    """A cell that would be a formula, escaped."""

    __slots__ = ()


class _Cells:
    """Makes cells of the texts of a column: quoted where necessary, and escaped if they look like formulas."""

    def __init__(
        self,
        texts: Callable[[Column[Any], Sequence[Any]], list[str]],
        delimiter: str,
        *,
        alone: bool,
    ) -> None:
        self._texts, self._delimiter, self._alone = texts, delimiter, alone
        self._some_escaped = False

    def __call__(self, column: Column[Any], rows: Sequence[Any]) -> list[str]:
        """Return the cells of a column."""
        texts = self._texts(column, rows)
        lines = "\n".join(texts)
        fits = (
            not self._alone  # the line of an empty cell would be blank
            and lines.count("\n") == len(texts) - 1
            and not any(char in lines for char in ('"', "\r", "\t", self._delimiter))
            and not _FORMULA_LINE.search(f"\n{lines}")
        )
        return texts if fits else list(map(self._cell, texts))

    def _cell(self, text: str) -> str:
        is_formula = not text[:1].isalnum() and _is_formula(text)
        self._some_escaped |= is_formula
        row = [f"'{text}" if is_formula else text, *([] if self._alone else [""])]
        cell = _csv_lines([row], self._delimiter).removesuffix("\n")
        cell = cell if self._alone else cell.removesuffix(self._delimiter)
        return _Escaped(cell) if is_formula else cell

    def escaped(self, cells: Sequence[str]) -> int:
        """Return the number of escaped cells among those that were made."""
        return sum(type(cell) is _Escaped for cell in cells) if self._some_escaped else 0


def _csv_lines(rows: Iterable[Iterable[str]], delimiter: str) -> str:
    """Return rows as lines, with quoted cells where necessary."""
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator="\n").writerows(rows)
    return out.getvalue()


def _with_minus(column: Column[Any], rows: Sequence[Any]) -> list[str]:
    """Return the texts of a column, numbers with a minus that spreadsheets read."""
    values = list(map(column.value, rows))
    texts = column.texts_of_each(rows) if column.show else format_values(values)
    if set(map(type, values)) <= {str, NoneType}:
        return texts
    return [
        text.replace("△", "-") if _is_number(value, text) else text
        for value, text in zip(values, texts, strict=True)
    ]


def _plain_texts(column: Column[Any], rows: Sequence[Any]) -> list[str]:
    """Return the texts of a column, numbers without separators and days in ISO 8601."""
    values = list(map(column.value, rows))
    types = set(map(type, values))
    if column.exact and date in types:
        others = [row for value, row in zip(values, rows, strict=True) if type(value) is not date]
        text = iter(column.texts_of_each(others))
        return [
            value.isoformat() if type(value) is date else _plain_number(value, next(text))
            for value in values
        ]
    texts = column.texts_of_each(rows) if column.show else format_values(values)
    if types <= {str, NoneType}:
        return texts
    return list(map(_plain_number, values, texts))


def _plain_number(value: Cell, text: str) -> str:
    """Return the text of a cell; a number without separators."""
    return text.replace("△", "-").replace(",", "") if _is_number(value, text) else text


def _is_number(value: Cell, text: str) -> bool:
    """Whether a cell is a number that is printed as one and nothing else."""
    return isinstance(value, int) and bool(_PRINTED_NUMBER.fullmatch(text))


def markdown(sheet: Sheet[Any], progress: ExportProgress, *, header: bool = True) -> Iterator[str]:
    """Yield a Markdown table with title and basis; without a header its first row is empty."""
    rules = {"left": "---", "right": "---:", "center": ":---:"}
    if header:
        yield f"{f'**{markdown_text(sheet.title)}** {markdown_text(sheet.basis)}'.rstrip()}\n\n"
    yield _piped(title if header else "" for title in sheet.table.header())
    yield f"|{'|'.join(rules[column.align] for column in sheet.table.columns)}|\n"
    readers = [column.in_batches(Column.texts_of_each) for column in sheet.table.columns]
    for batch in progress.batches(sheet):
        texts = [read(batch) for read in readers]
        yield "".join(map(_piped, zip(*texts, strict=True)))
    yield from (f"\n※ {markdown_text(note)}\n" for note in sheet.notes)


def _piped(cells: Iterable[str]) -> str:
    return f"| {' | '.join(markdown_text(cell) for cell in cells)} |\n"


def markdown_text(text: str) -> str:
    """Return a text that GitHub's renderer shows as it is (github.github.com/gfm)."""
    text = _MARKDOWN.sub(r"\\\g<0>", text)
    if text.count("$") > 1:  # two of them are a formula, which a backslash does not prevent
        text = text.replace("$", "<span>$</span>")
    return text.replace("\n", "<br>")


def html(sheet: Sheet[Any], progress: ExportProgress, *, header: bool = True) -> Iterator[str]:
    """Yield an HTML page that pastes as a table into a word processor.

    A spreadsheet keeps numbers as numbers, and other cells as text.
    """
    title = escape(sheet.title)
    # Without the encoding browsers guess it, and word processors read Hangul as Latin-1.
    yield f'<!doctype html>\n<html><head><meta charset="utf-8"><title>{title}</title></head><body>\n'
    yield '<table border="1" cellspacing="0" cellpadding="3" style="border-collapse:collapse">\n'
    if header:
        yield f"<caption>{f'{title} {escape(sheet.basis)}'.rstrip()}</caption>\n"
        lines = "".join(map(_html_head, head_lines(sheet.table.columns)))
        yield f"<thead>{lines}</thead>\n"
    yield "<tbody>\n"
    readers = [column.in_batches(_html_cells) for column in sheet.table.columns]
    for batch in progress.batches(sheet):
        columns = [read(batch) for read in readers]
        yield "".join(f"<tr>{''.join(cells)}</tr>\n" for cells in zip(*columns, strict=True))
    yield "</tbody></table>\n"
    yield from (f"<p>※ {escape(note)}</p>\n" for note in sheet.notes)
    yield "</body></html>\n"


def _html_head(cells: Iterable[HeadCell]) -> str:
    return f"<tr>{''.join(map(_html_head_cell, cells))}</tr>"


def _html_head_cell(cell: HeadCell) -> str:
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    lines = f' rowspan="{cell.lines}"' if cell.lines > 1 else ""
    return f"<th{columns}{lines}>{escape(cell.title)}</th>"


def _html_cells(column: Column[Any], rows: Sequence[Any]) -> list[str]:
    align = f"text-align:{column.align}"
    number, text = f'<td style="{align}">', f"<td style=\"{align};mso-number-format:'\\@'\">"
    return [
        f"{number if isinstance(value, int) and _NUMBER.fullmatch(shown) else text}{escape(shown)}</td>"
        for value, shown in zip(map(column.value, rows), column.texts_of_each(rows), strict=True)
    ]


def as_json(sheet: Sheet[Any], progress: ExportProgress, *, header: bool = True) -> Iterator[str]:
    """Yield the values as JSON: numbers, ISO 8601 dates, null for no value.

    Without a header the result is the list of rows, one per line.
    """
    head = {"table": sheet.table.name, "title": sheet.title, "basis": sheet.basis}
    yield f'{_json(head)[:-1]}, "rows": [' if header else "["
    between, keys = "\n", [column.key for column in sheet.table.columns]
    readers = [column.in_batches(Column.data_of_each) for column in sheet.table.columns]
    for batch in progress.batches(sheet):
        values = [map(_data, read(batch)) for read in readers]
        yield between + ",\n".join(
            _json(dict(zip(keys, row, strict=True))) for row in zip(*values, strict=True)
        )
        between = ",\n"
    yield "\n]}\n" if header else "\n]\n"


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False)


def _data(value: Cell) -> str | int | None:
    return value.isoformat() if isinstance(value, date | time) else value


TEXT_FORMATS: dict[str, Formatter] = {
    "tsv": tab_separated,
    "csv": comma_separated,
    "md": markdown,
    "html": html,
    "json": as_json,
}
