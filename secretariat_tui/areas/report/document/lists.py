"""The lists of a report: its figures, and the rows behind one of them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from secretariat_tui.areas.report import queries
from secretariat_tui.areas.report.commands import ITEMS_COMMANDS
from secretariat_tui.areas.report.document.filling import FilledReport, ReportRequest, row_ids
from secretariat_tui.areas.report.items_screen import TallyItemsScreen
from secretariat_tui.areas.report.rules import Window
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.marks import SOON
from secretariat_tui.core.money import format_won
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.reporting.figures import FigureSource, Sources
from secretariat_tui.reporting.warnings import ReportWarning
from secretariat_tui.tables.row_source import MemoryRows, RowSource
from secretariat_tui.tables.table import Column, Period, Table
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.keys.area import exists, record_target
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.report_document import typed_numbers
from secretariat_tui.tui.paint.text import Span, StyledLine, labelled, styled_line
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.screens.record_actions import deleted_error
from secretariat_tui.tui.screens.visits import visit_record

if TYPE_CHECKING:
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.tui.keys.commands import Command


_NAMES = ("title", "name", "theme", "text", "party")
"""The keys of the columns that name a record, in tables of several kinds."""


class FigureRow(NamedTuple):
    """A figure of a report in the list: its text, its line, where it is from, and what is unusual about it.

    `stop` is its place in the preview, None if it is typed in the template itself.
    """

    id: int
    text: str
    line: str
    source: str
    rows: int
    note: str
    block: int
    stop: int | None


FIGURES: Table[FigureRow] = Table(
    "report_figures",
    N_("보고의 값"),
    (
        Column("text", N_("값"), lambda row: row.text, width=12, grow=True, rank=9),
        Column("line", N_("줄"), lambda row: row.line, width=20, grow=True, rank=8),
        Column("source", N_("출처"), lambda row: row.source, width=12, rank=7),
        Column("rows", N_("기록"), lambda row: row.rows, align="right", rank=5),
        Column("note", N_("비고"), lambda row: row.note, width=8, rank=6),
    ),
)


def figure_rows(filled: FilledReport) -> list[FigureRow]:
    """Return the figures of a report and the numbers typed in its template, in the order of their lines."""
    report = filled.report
    warnings: dict[int, list[str]] = {}
    for warning in report.warnings:
        if warning.block is not None:
            warnings.setdefault(warning.block, []).append(warning.text)
    rows = []
    for at, stop in enumerate(filled.stops):
        if stop.figure is None:
            continue
        text, line = filled.text(stop), report.blocks[stop.block].text
        note = next((each for each in warnings.get(stop.block, ()) if text in each), "")
        count = len(row_ids(filled.sources(stop)))
        rows.append(
            FigureRow(0, text, line, filled.titles[stop.figure], count, note, stop.block, at)
        )
    rows += [
        FigureRow(0, text, report.blocks[block].text, "", 0, _("직접 적음"), block, None)
        for block, text in typed_numbers(report.blocks)
    ]
    rows.sort(key=lambda row: row.block)
    return [row._replace(id=number) for number, row in enumerate(rows, 1)]


class FiguresScreen(ListScreen[FigureRow]):
    """The figures of a report with their sources. Enter closes it with the one under the cursor."""

    area = "report"
    table = FIGURES

    def __init__(self, rows: Sequence[FigureRow]) -> None:
        super().__init__()
        self._figures = rows

    async def row_source(self) -> RowSource[FigureRow]:
        return MemoryRows(FIGURES, self._figures)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the figures from registers, and those typed by hand."""
        typed = sum(row.stop is None for row in self._figures)
        text = _(" 기록에서 {n}").format(n=format_won(len(self._figures) - typed))
        more = _(" · 직접 적은 수 {n}").format(n=format_won(typed))
        return [*path(_("보고"), _("값")), (text, ""), (more, "warn" if typed else "")]

    def row_mark(self, record: FigureRow) -> str:
        return SOON.sign if record.note else ""

    def empty(self) -> str:
        return _("이 보고에는 기록에서 온 값이 없습니다.")

    def read_pane(self, record: FigureRow) -> "Callable[[Reader], list[StyledLine]]":
        lines = [
            styled_line((record.text, "bold")),
            labelled(_("줄"), record.line),
            labelled(_("출처"), record.source or _("서식")),
            labelled(_("기록"), format_won(record.rows)),
        ]
        if record.note:
            lines.append(labelled(_("비고"), record.note, "warn"))
        return lambda _reader: lines

    async def open(self, record: FigureRow) -> None:
        self.dismiss(record)


@dataclass(frozen=True)
class RowSummary:
    """A row behind a figure that has rows of several sheets."""

    title: str
    name: str
    day: date | None


SOURCE_ROWS: Table[RowSummary] = Table(
    "report_sources",
    N_("근거"),
    (
        Column("title", N_("모음"), lambda row: row.title, width=10, rank=7),
        Column("name", N_("이름"), lambda row: row.name, width=24, grow=True, rank=9),
        Column("day", N_("날짜"), lambda row: row.day, dated=True, rank=8),
    ),
)


class FoundRow(NamedTuple):
    """A row behind a figure that was read: its sheet, its id there, the row, and its texts by title."""

    sheet: str
    id: Any
    record: Any
    texts: Sequence[tuple[str, str]]


def found_rows(request: ReportRequest, sources: Sources, reader: "Reader") -> list[FoundRow]:
    """Read the rows behind a figure; deleted ones are missing."""
    data = request.data(reader)
    wanted = row_ids(sources)
    found: list[FoundRow] = []
    with reader.snapshot():
        for name in dict.fromkeys(sheet for sheet, _id in wanted):
            ids = {number for sheet, number in wanted if sheet == name}
            rows = data.rows(name)
            found += [
                FoundRow(name, rows.id_of(record), record, _texts(rows.sheet.table, record))
                for record in rows.sheet.rows
                if rows.id_of(record) in ids
            ]
    return found


def _texts(table: Table[Any], record: Any) -> list[tuple[str, str]]:
    return [(column.full_title, column.text(record)) for column in table.columns]


def _summary(table: Table[Any], row: FoundRow) -> RowSummary:
    """Return a row of any sheet with what it has in common with those of others."""
    values = [(column, column.value(row.record)) for column in table.columns]
    day = next((value for _column, value in values if isinstance(value, date)), None)
    named = next((c for c in table.columns if c.key in _NAMES), table.columns[0])
    return RowSummary(_(table.title), named.text(row.record), day)


class SourceRowsScreen(ListScreen[Any]):
    """The rows behind a figure. Enter opens a record in its area, Esc there comes back."""

    area = "report"
    commands: ClassVar["tuple[Command, ...]"] = ITEMS_COMMANDS

    def __init__(self, title: str, request: ReportRequest, sources: Sources) -> None:
        names = {source.sheet for source in sources}
        self._own_table = len(names) == 1
        self.table = request.sheet(*names).source.table if self._own_table else SOURCE_ROWS
        super().__init__()
        self._title, self._request, self._sources = title, request, sources
        self._found: dict[int, FoundRow] = {}

    async def row_source(self) -> RowSource[Any]:
        """Read the rows, those of one sheet for its own table."""
        request, sources = self._request, self._sources
        found = await self.run_query(lambda reader: found_rows(request, sources, reader))
        rows = [
            row.record if self._own_table else _summary(request.sheet(row.sheet).source.table, row)
            for row in found
        ]
        self._found = {id(row): each for row, each in zip(rows, found, strict=True)}
        return MemoryRows(self.table, rows, key=id)

    async def headline(self) -> Sequence[Span]:
        """Return the summary line: the figure."""
        return [*path(_("보고"), _("근거")), (f" {self._title}", "")]

    def empty(self) -> str:
        return _("이 값의 근거였던 기록이 지금은 없습니다.")

    def read_pane(self, record: Any) -> "Callable[[Reader], list[StyledLine]]":
        lines = _described(self._found[id(record)])
        return lambda _reader: lines

    async def open(self, record: Any) -> None:
        row = self._found[id(record)]
        await open_row(self, self._request, row.sheet, row.id)


def _described(row: FoundRow) -> list[StyledLine]:
    return [labelled(title, text) for title, text in row.texts if text]


async def open_sources(
    screen: AreaScreen, request: ReportRequest, title: str, sources: Sources
) -> None:
    """Open the row behind a figure, or the list of several. UserError if there is none."""
    rows = row_ids(sources)
    if not rows:
        raise UserError(_("근거가 되는 기록이 없는 값입니다."), title)
    if len(rows) == 1:
        await open_row(screen, request, *rows[0])
    else:
        await screen.app.push_screen(SourceRowsScreen(title, request, sources))


async def open_row(screen: AreaScreen, request: ReportRequest, name: str, record_id: Any) -> None:
    """Open a record in its area, a tally here for the report's period, another row as text."""
    table = request.sheet(name).source.record
    if table:
        await open_record(screen, request.period, table, record_id)
    else:
        rows = await screen.run_query(partial(_row_lines, request, name, record_id))
        await screen.dialog(TextDialog(_(request.sheet(name).source.table.title), rows))


async def open_record(screen: AreaScreen, period: Period, table: str, record_id: Any) -> None:
    """Open a record in its area, a tally here for a period. UserError if it is deleted."""
    if table == "tally":
        window = Window(period.first, period.last)
        row = await screen.run_query(
            lambda reader: queries.tally_row(reader, record_id, period.as_of, window)
        )
        if row is None:
            raise deleted_error()
        await screen.app.push_screen(TallyItemsScreen(row, period.as_of))
        return
    areas = screen.shell.areas
    is_shown = record_target(areas, table, record_id) is not None
    if is_shown and not await screen.read(partial(exists, areas, table, record_id)):
        raise deleted_error()
    await visit_record(screen.shell, screen.area, table, record_id)


def _row_lines(
    request: ReportRequest, name: str, record_id: Any, reader: "Reader"
) -> list[StyledLine]:
    found = found_rows(request, (FigureSource(name, (record_id,)),), reader)
    if not found:
        raise deleted_error()
    return _described(found[0])


def warnings_dialog(warnings: Sequence[ReportWarning]) -> Picker:
    """Return the list of warnings; it returns the block that one is about, None of one about no single line."""
    options = [
        option((SOON.sign + " ", "warn"), each.text, (f"  {each.line}", "dim"), value=each.block)
        for each in warnings
    ]
    title = _("경고 {n}").format(n=format_won(len(warnings)))
    return Picker(title, options, wide=True)
