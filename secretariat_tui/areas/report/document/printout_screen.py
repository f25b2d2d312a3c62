"""The inner screen of a printout of the diary: the sheet of a day, a week or an event, as it is printed."""

import asyncio
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.report.commands import PRINTOUT_COMMANDS, PRINTOUT_OWN_COMMANDS
from secretariat_tui.areas.report.document import filling
from secretariat_tui.areas.report.document.document_screen import DocumentScreen
from secretariat_tui.areas.report.document.filling import FilledReport, ReportRequest
from secretariat_tui.areas.report.document.lists import open_sources
from secretariat_tui.areas.report.document.output import ReportOutput, copy_report, export_report
from secretariat_tui.areas.report.document.template_files import edit_template
from secretariat_tui.core.dates import full_date, short_date, week_of
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.printouts import PrintRequest
from secretariat_tui.reporting.sources import named_sheets
from secretariat_tui.reporting.templates import library
from secretariat_tui.tui.dialogs import export_log
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.report_document import laid_out
from secretariat_tui.tui.paint.text import BarItem
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.document_view import DocumentView

if TYPE_CHECKING:
    from secretariat_tui.reporting.report import Report
    from secretariat_tui.reporting.templates.library import TemplateFile


@dataclass(frozen=True)
class _Printed:
    """A printout as it was filled: from which template, and for what."""

    template: "TemplateFile"
    request: ReportRequest
    filled: FilledReport


def _days_text(wanted: PrintRequest) -> str:
    """Return the day of a printout, or the first and the last day of its week."""
    if wanted.printout.days == "day":
        return full_date(wanted.day)
    return " ~ ".join(map(short_date, week_of(wanted.day)))


class PrintoutScreen(DocumentScreen):
    """A sheet of the diary. Enter opens the record behind a value."""

    commands: ClassVar[tuple[Command, ...]] = PRINTOUT_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(PRINTOUT_OWN_COMMANDS)

    def __init__(self, wanted: PrintRequest) -> None:
        super().__init__()
        self._wanted = wanted
        self._printed: _Printed | None = None
        self._origin = ""  # the area from which the printout was opened

    def on_mount(self) -> None:
        """Remember where to go back to, also after records were opened from here."""
        self._origin = self.shell.visited_from

    @property
    def shown_area(self) -> str:
        return self._origin or self.area

    def action_back(self) -> None:
        self.shell.visited_from = self._origin
        super().action_back()

    async def load(self) -> None:
        """Fill the template and show the sheet."""
        self._show_headline()
        wanted, template = self._wanted, await self._template()
        text = await asyncio.to_thread(library.read, template)
        request = ReportRequest(
            named_sheets(self.shell.areas),
            self.shell.tables,
            wanted.period,
            wanted.printout.outside,
            wanted.chosen,
        )
        filled = await self.run_query(partial(filling.fill_report, request, text, lambda: False))
        self._printed = _Printed(template, request, filled)
        report = filled.report
        if self.shell.masked:
            report = filling.as_shown(report, self.shell.mask_text)
        self.view.show(partial(laid_out, report), max(self.view.cursor, 0))
        self.show_status()

    async def _template(self) -> "TemplateFile":
        folder = library.templates_folder(self.shell.store.file.path)
        return await asyncio.to_thread(library.find, folder, self._wanted.printout.template)

    def _show_headline(self) -> None:
        wanted = self._wanted
        above = [_(each.title) for each in self.shell.areas if each.name == self._origin]
        spans = (
            (" ", ""),
            *path(*above, _("인쇄물"), _(wanted.printout.title)),
            (f" · {_days_text(wanted)}", ""),
            (_(" · 외부용") if wanted.printout.outside else "", "warn"),
        )
        self.query_one("#headline", Bar).show([BarItem(spans)])

    def stop_texts(self) -> list[str]:
        """Return the text of each value with where it came from."""
        if self._printed is None:
            return []
        filled = self._printed.filled
        return [f"{filled.text(stop)} ← {filled.source_text(stop)}" for stop in filled.stops]

    def on_document_view_opened(self, event: DocumentView.Opened) -> None:
        """Open the record behind a value."""
        if self._printed is not None:
            self.perform(self._open_stop(self._printed, event.number))

    async def _open_stop(self, printed: _Printed, number: int) -> None:
        stop, filled = printed.filled.stops[number], printed.filled
        title = f"{filled.text(stop)} · {filled.source_text(stop)}"
        await open_sources(self, printed.request, title, filled.sources(stop))

    def action_shift(self, steps: int) -> None:
        """Show the day or the week before or after."""
        self._wanted = self._wanted.shifted(steps)
        self.reload()

    def action_edit_template(self) -> None:
        """Edit the template of the sheet in the person's own editor."""
        self.perform(self._edit())

    async def _edit(self) -> None:
        try:
            await edit_template(self, await self._template(), 0)
        finally:
            self.reload()

    def action_copy(self) -> None:
        """Copy the sheet as text."""
        self.perform(copy_report(self, self._output()), group="copy")

    def action_export(self) -> None:
        """Copy the sheet in a format, or write it to a file."""
        self.perform(export_report(self, self._output()))

    def _output(self) -> ReportOutput:
        printed = self._printed
        if printed is None:
            raise UserError(_("아직 채운 보고가 없습니다."), remedy=_("F5로 다시 채웁니다."))

        async def fill(outside: bool, masked: bool) -> "Report":  # noqa: FBT001
            report, request = printed.filled.report, printed.request
            if outside and not request.outside:
                text = await asyncio.to_thread(library.read, printed.template)
                outside_request = request._replace(outside=True)
                filled = await self.run_query(
                    partial(filling.fill_report, outside_request, text, lambda: False)
                )
                report = filled.report
            return filling.as_shown(report, self.shell.mask_text) if masked else report

        values = export_log.DEFAULTS
        if printed.request.outside:
            values = {"audience": "outside", "purpose": _(self._wanted.printout.title)}
        return ReportOutput(printed.template.name, fill, values)
