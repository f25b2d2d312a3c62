"""The screen of the report: the commands of the template and of what becomes of it."""

from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.report.commands import (
    REPORT_COMMANDS,
    REPORT_COPY,
    REPORT_EXPORT,
    REPORT_OWN_COMMANDS,
    SOURCES,
)
from secretariat_tui.areas.report.document import filling
from secretariat_tui.areas.report.document.filling import FilledReport
from secretariat_tui.areas.report.document.panes import ReportPanes
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.printouts import PrintRequest
from secretariat_tui.reporting.templates.fill import ReportTemplateError
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.widgets.document_view import DocumentView

if TYPE_CHECKING:
    from secretariat_tui.areas.report.document.output import ReportOutput
    from secretariat_tui.areas.report.tallies_screen import TalliesScreen
    from secretariat_tui.reporting.report import Report
    from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm


class ReportScreen(ReportPanes):
    """Template and report. Enter opens the rows behind the figure under the cursor."""

    commands: ClassVar[tuple[Command, ...]] = REPORT_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        (SOURCES, *REPORT_OWN_COMMANDS, REPORT_COPY, REPORT_EXPORT)
    )
    area = "report"

    def action_back(self) -> None:
        """Stop filling a report; else go back."""
        if self._stop_filling is None:
            super().action_back()
            return
        self.workers.cancel_group(self, "load")
        self.shell.last_message = _("그만 채웠습니다. F5로 다시 채웁니다.")
        self.show_status()

    def action_switch_pane(self) -> None:
        """Move the focus between the template and the report; on a small screen the focused one grows."""
        to_template = self.focused is not self._template_view
        self.set_class(to_template, "-template")
        (self._template_view if to_template else self._preview).focus()

    def action_next_figure(self, step: int) -> None:
        """Move the cursor of the preview to another figure."""
        if self.focused is not self._preview:
            self.action_switch_pane()
        else:
            self._preview.action_move(step)

    def action_open(self) -> None:
        self._preview.action_open()

    def on_document_view_opened(self, event: DocumentView.Opened) -> None:
        """Open the rows behind a figure."""
        if self._filled is not None and not self._fault:
            self.perform(self._open_stop(self._filled, event.number))

    async def _open_stop(self, filled: FilledReport, number: int) -> None:
        from secretariat_tui.areas.report.document.lists import open_sources

        stop = filled.stops[number]
        title = f"{filled.text(stop)} · {filled.source_text(stop)}"
        await open_sources(self, await self._request(), title, filled.sources(stop))

    def action_figures(self) -> None:
        """Show the list of figures; Enter there goes to the figure in the preview."""
        self.perform(self._figures())

    async def _figures(self) -> None:
        from secretariat_tui.areas.report.document.lists import FiguresScreen, figure_rows

        row = await self.dialog(FiguresScreen(figure_rows(self._shown())))
        if row is None:
            return
        self._focus_preview()
        if row.stop is not None:
            self._preview.go_to(row.stop)
        else:
            self._preview.go_to_part(row.block)

    def _focus_preview(self) -> None:
        self.remove_class("-template")
        self._preview.focus()

    def action_warnings(self) -> None:
        """List what is unusual about the report; Enter goes to the line."""
        self.perform(self._warnings())

    async def _warnings(self) -> None:
        from secretariat_tui.areas.report.document.lists import warnings_dialog

        warnings = self._shown().report.warnings
        if not warnings:
            self.shell.show_message(_("경고가 없습니다."), "good")
            return
        block = await self.dialog(warnings_dialog(warnings))
        if block is not None:
            self._focus_preview()
            self._preview.go_to_part(block)

    def action_choose_days(self) -> None:
        """Let the user choose the period, the reference date, and whether the report leaves the office."""
        self.perform(self._choose_days())

    async def _choose_days(self) -> None:
        from secretariat_tui.areas.report.forms import days_form

        request = await self._request()
        form = days_form(request.period, self.shell.today(), outside=request.outside)
        days = await self.dialog(form)
        if days is not None:
            self._period, self._outside = days
            self.reload()

    def action_templates(self) -> None:
        """Let the user choose, copy or edit a template."""
        self.perform(self._templates())

    async def _templates(self) -> None:
        from secretariat_tui.areas.report.document import template_files

        choice = await template_files.choose_template(self, self._template)
        if choice is None:
            return
        template = choice.template
        if choice.action == "copy":
            copied = await template_files.copy_template(self, template)
            if copied is None:
                return
            template = copied
        if template != self._template:
            self._template, self._filled = template, None
        if choice.action == "edit":
            await self._edit(0)
        else:
            self.reload()

    def action_edit_template(self) -> None:
        """Edit the template in the person's own editor; begin at the line with an error, if there is one."""
        line = self._fault.line if isinstance(self._fault, ReportTemplateError) else 0
        self.perform(self._edit(line or self._template_view.top_part))

    async def _edit(self, line: int) -> None:
        from secretariat_tui.areas.report.document.template_files import edit_template

        if self._template is None:
            raise UserError(_("고른 서식이 없습니다."), remedy=_("F3으로 서식을 고르세요."))
        try:
            self._template = await edit_template(self, self._template, line)
        finally:
            self.reload()

    def action_copy(self) -> None:
        """Copy the report as text."""
        self.perform(self._copy(), group="copy")

    async def _copy(self) -> None:
        from secretariat_tui.areas.report.document.output import copy_report

        await copy_report(self, self._output())

    def action_export(self) -> None:
        """Copy the report in a format, or write it to a file."""
        self.perform(self._export())

    async def _export(self) -> None:
        from secretariat_tui.areas.report.document.output import export_report

        await export_report(self, self._output())

    def _output(self) -> "ReportOutput":
        from secretariat_tui.areas.report.document.output import ReportOutput

        shown, text = self._shown(), self._text

        async def fill(outside: bool, masked: bool) -> "Report":  # noqa: FBT001
            report = shown.report
            request = await self._request()
            if outside and not request.outside:
                request = request._replace(outside=True)
                filled = await self.run_query(
                    partial(filling.fill_report, request, text, lambda: False)
                )
                report = filled.report
            return filling.as_shown(report, self.shell.mask_text) if masked else report

        return ReportOutput(self._template.name if self._template else "", fill)

    def action_issue(self) -> None:
        """Issue the report."""
        self.perform(self._issue())

    async def _issue(self) -> None:
        from secretariat_tui.areas.report.issued_screens.issuing import issue

        shown, template = self._shown(), self._template
        if template is not None:
            await issue(self, await self._request(), shown.report, self._text, template.name)

    def action_issued_reports(self) -> None:
        """Show the issued reports."""
        self.perform(self._show_issued())

    async def _show_issued(self, number: int | None = None) -> None:
        from secretariat_tui.areas.report.issued_screens.list_screen import IssuedReportsScreen

        page = IssuedReportsScreen((await self._request()).period.as_of)
        await self.show_page(page)
        if number is not None:
            page.perform(page.open_by_id(number))

    def action_tallies(self) -> None:
        """Show the tallies."""
        self.app.push_screen(self._tallies_screen())

    @staticmethod
    def _tallies_screen() -> "TalliesScreen":
        from secretariat_tui.areas.report.tallies_screen import TalliesScreen

        return TalliesScreen()

    async def open_target(self, target: Any) -> None:
        """Open a tally by its id, an issued report: ("issued", id), or a printout of the diary."""
        if isinstance(target, PrintRequest):
            from secretariat_tui.areas.report.document.printout_screen import PrintoutScreen

            await self.show_page(PrintoutScreen(target))
            return
        if isinstance(target, tuple):
            await self._show_issued(target[1])
            return
        page = self._tallies_screen()
        await self.show_page(page)
        page.perform(page.open_by_id(target))

    async def act_on(self, action: str, target: Any) -> None:
        """Run an action of the tallies on one of them."""
        page = self._tallies_screen()
        await self.app.push_screen(page)
        page.perform(page.act_on(action, target))

    async def resume(self, kept: "AutosavedForm") -> None:
        """Open the form of a tally again that was open when the program died."""
        page = self._tallies_screen()
        await self.app.push_screen(page)
        await page.resume(kept)
