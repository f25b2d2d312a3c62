"""The inner screen of an issued report, as it was issued."""

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.report.commands import ISSUED_COMMANDS, ISSUED_OWN_COMMANDS
from secretariat_tui.areas.report.document import filling
from secretariat_tui.areas.report.document.document_screen import DocumentScreen
from secretariat_tui.areas.report.document.filling import FilledReport, ReportRequest
from secretariat_tui.areas.report.document.lists import open_sources
from secretariat_tui.areas.report.document.output import ReportOutput, copy_report, export_report
from secretariat_tui.areas.report.issued.documents import IssuedDocument, read_issued
from secretariat_tui.areas.report.issued.tables import number_text
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.sources import named_sheets
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.report_document import Stop, laid_out
from secretariat_tui.tui.paint.text import BarItem, labelled
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.document_view import DocumentView

if TYPE_CHECKING:
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.reporting.report import Report


class IssuedReportScreen(DocumentScreen):
    """A report as it was issued. Enter opens the rows behind a figure that are still in the registers."""

    commands: ClassVar[tuple[Command, ...]] = ISSUED_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(ISSUED_OWN_COMMANDS)

    def __init__(self, report_id: int, as_of: date) -> None:
        """Show a report; `as_of` is the reference date of a report as it is now."""
        super().__init__()
        self._number, self._as_of = report_id, as_of
        self._issued: IssuedDocument | None = None
        self._filled = FilledReport(filling.EMPTY)

    async def load(self) -> None:
        """Read the report and show it."""
        self._issued = issued = await self.run_query(
            lambda reader: read_issued(reader, self._number)
        )
        request = self._request(issued)
        report = issued.snapshot.report

        def with_sources(reader: "Reader") -> FilledReport:
            return filling.with_sources(report, request.data(reader))

        self._filled = await self.run_query(with_sources)
        if self.shell.masked:
            report = filling.as_shown(report, self.shell.mask_text)
        self.view.show(partial(laid_out, report), max(self.view.cursor, 0))
        facts = issued.facts
        spans = [
            (" ", ""),
            *path(_("보고"), number_text(self._number)),
            (f" {self.shell.mask_text(facts.title) if self.shell.masked else facts.title}", ""),
            (f" · {filling.days_text(request.period)}", ""),
            (_(" · 외부용") if facts.outside else "", "warn"),
        ]
        self.query_one("#headline", Bar).show([BarItem(tuple(spans))])
        self.show_status()

    def _request(self, issued: IssuedDocument) -> ReportRequest:
        facts = issued.facts
        period = Period(facts.as_of, facts.starts_on, facts.ends_on)
        sheets = named_sheets(self.shell.areas)
        return ReportRequest(sheets, self.shell.tables, period, facts.outside)

    def stop_texts(self) -> list[str]:
        """Return the text of each figure with where it came from."""
        filled = self._filled
        return [f"{filled.text(stop)} ← {filled.source_text(stop)}" for stop in filled.stops]

    def on_document_view_opened(self, event: DocumentView.Opened) -> None:
        """Open the rows behind a figure."""
        if self._issued is not None:
            self.perform(self._open_stop(self._issued, self._filled.stops[event.number]))

    async def _open_stop(self, issued: IssuedDocument, stop: Stop) -> None:
        filled, request = self._filled, self._request(issued)
        sheet = filled.report.blocks[stop.block].table
        if sheet is not None and stop.row is not None and not self._has_record(issued, stop):
            row = list(sheet.rows)[stop.row]
            texts = [(each.full_title, each.text(row)) for each in sheet.table.columns]
            await self.dialog(TextDialog(sheet.title, [labelled(*each) for each in texts]))
            return
        title = f"{filled.text(stop)} · {filled.source_text(stop)}"
        await open_sources(self, request, title, filled.sources(stop))

    def _has_record(self, issued: IssuedDocument, stop: Stop) -> bool:
        """Whether a row of a table is a record, which may be opened; others are shown as issued."""
        records = issued.snapshot.records.get(self._filled.report.blocks[stop.block].sheet)
        return records is not None and bool(records.record)

    def action_compare(self) -> None:
        """Compare the report with what it would be now."""
        from secretariat_tui.areas.report.issued_screens.comparison_screen import compare_with_now

        self.perform(compare_with_now(self, self._number, self._as_of))

    def action_copy(self) -> None:
        """Copy the report as text."""
        self.perform(copy_report(self, self._output()), group="copy")

    def action_export(self) -> None:
        """Copy the report in a format, or write it to a file."""
        self.perform(export_report(self, self._output()))

    def _output(self) -> ReportOutput:
        issued = self._issued
        if issued is None:
            raise UserError(_("아직 보고를 읽지 못했습니다."), remedy=_("F5로 다시 읽습니다."))

        async def fill(outside: bool, masked: bool) -> "Report":  # noqa: FBT001
            report = issued.snapshot.report
            if outside and not issued.facts.outside:
                raise UserError(
                    _("내부용으로 발행한 보고입니다."),
                    issued.facts.title,
                    _("밖에 낼 것은 보고 화면에서 외부용으로 발행하세요."),
                )
            return filling.as_shown(report, self.shell.mask_text) if masked else report

        return ReportOutput(f"{issued.facts.template} {number_text(issued.id)}", fill)
