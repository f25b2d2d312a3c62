"""The two panes of the report: its template, and what becomes of it, filled from the registers."""

import asyncio
from functools import partial
from threading import Event
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical

from secretariat_tui.areas.report.document import filling
from secretariat_tui.areas.report.document.filling import FilledReport, ReportRequest
from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.reporting.sources import named_sheets
from secretariat_tui.reporting.templates import library
from secretariat_tui.reporting.templates.fill import ReportTemplateError
from secretariat_tui.tui.paint.report_document import laid_out, typed_numbers
from secretariat_tui.tui.paint.template_document import fault_document, line_of, template_document
from secretariat_tui.tui.paint.text import BarItem
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.document_view import DocumentView

if TYPE_CHECKING:
    from secretariat_tui.reporting.templates.library import TemplateFile
    from secretariat_tui.tables.table import Period

_BESIDE = 120  # cells of a terminal that shows template and report side by side
_SHOWN_AFTER = 0.3  # seconds that filling takes before the status line shows it


class ReportPanes(AreaScreen):
    """Shows template and report, and where the figure under the cursor comes from."""

    DEFAULT_CSS = css("ReportPanes")
    AUTO_FOCUS = "#preview"

    def __init__(self) -> None:
        super().__init__()
        self._template: TemplateFile | None = None
        self._text = ""
        self._period: Period | None = None
        self._outside = False
        self._filled: FilledReport | None = None
        self._fault: UserError | None = None
        self._place = 0, 0  # the cursor and the top line of the preview before there was a fault
        self._stop_filling: Event | None = None

    def body(self) -> ComposeResult:
        """Lay out the headline and the two panes, each with its title."""
        yield Bar(id="headline")
        with Container(id="panes"):
            with Vertical(id="template-pane"):
                yield Bar(id="template-title", classes="pane-title")
                yield DocumentView(id="template")
            with Vertical(id="preview-pane"):
                yield Bar(id="preview-title", classes="pane-title")
                yield DocumentView(id="preview")

    def on_mount(self) -> None:
        """Lay out the panes for the terminal's width."""
        self.set_class(self.app.size.width >= _BESIDE, "-beside")

    def on_resize(self, event: events.Resize) -> None:
        """Show template and report side by side where there is room."""
        self.set_class(event.size.width >= _BESIDE, "-beside")

    @property
    def _preview(self) -> DocumentView:
        return self.query_one("#preview", DocumentView)

    @property
    def _template_view(self) -> DocumentView:
        return self.query_one("#template", DocumentView)

    # Reading and filling.

    async def load(self) -> None:
        """Read the template, fill it and show both."""
        try:
            await self._read_template()
        except FileError as error:
            self._show_fault(error)
        else:
            try:
                self._show_report(await self._fill())
            except ReportTemplateError as error:
                self._show_fault(error)
        self.show_status()

    async def _read_template(self) -> None:
        folder = library.templates_folder(self.shell.store.file.path)
        if self._template is None:
            self._template = await asyncio.to_thread(library.find, folder)
        self._text = await asyncio.to_thread(library.read, self._template)

    async def _request(self) -> ReportRequest:
        if self._period is None:
            today = self.shell.today()
            self._period = await self.read(partial(filling.usual_period, today))
        areas, kinds = self.shell.areas, self.shell.tables
        return ReportRequest(named_sheets(areas), kinds, self._period, self._outside)

    async def _fill(self) -> FilledReport:
        """Fill the template on the query thread; Esc cancels it."""
        request, text = await self._request(), self._text
        stop = self._stop_filling = Event()
        timer = self.set_timer(_SHOWN_AFTER, self._show_filling)
        try:
            return await self.run_query(partial(filling.fill_report, request, text, stop.is_set))
        finally:
            stop.set()
            timer.stop()
            self._stop_filling = None

    def _show_filling(self) -> None:
        self.show_message(_("보고를 채우는 중… Esc로 그만둡니다."))

    # Showing.

    def _show_report(self, filled: FilledReport) -> None:
        view, before = self._preview, self._filled
        cursor, top = self._place if self._fault else (view.cursor, None)
        self._filled, self._fault = filled, None
        report, mask = filled.report, self.shell.mask_text
        if self.shell.masked:
            report = filling.as_shown(report, mask)
        place = filled.place_of(before, cursor) if before else 0
        top = top if before else 0
        view.show(partial(laid_out, report), place, top)
        self._template_view.show(partial(template_document, self._template_text()))
        self._show_titles()

    def _show_fault(self, fault: UserError) -> None:
        """Show an error in the place of the report, and its line of the template."""
        if self._fault is None:
            self._place = self._preview.cursor, self._preview.scroll_offset.y
        self._fault = fault
        line = fault.line if isinstance(fault, ReportTemplateError) else 0
        text = self._template_text()
        self._preview.show(partial(fault_document, fault, text, line), top=0)
        view = self._template_view
        view.show(partial(template_document, text, fault=line))
        if line:
            view.show_part(line, above=view.size.height // 3)
        self._show_titles()

    def _template_text(self) -> str:
        """Return the text of the template as the screen shows it."""
        if not self.shell.masked:
            return self._text
        return "\n".join(map(self.shell.mask_text, self._text.split("\n")))

    def _show_titles(self) -> None:
        """Show the headline and the titles of the panes."""
        name = self._template.name if self._template else ""
        items = [BarItem(((f" {name}", "bold"),), "templates")]
        if self._period is not None:
            items.append(BarItem(((f" · {filling.days_text(self._period)}", ""),), "choose_days"))
        if self._outside:
            items.append(BarItem(((_(" · 외부용"), "warn"),), "choose_days"))
        items += self._remarks()
        self.query_one("#headline", Bar).show(items)
        shipped = self._template is not None and self._template.shipped
        origin = _("딸린 서식") if shipped else _("우리 서식")
        lines = format_won(self._text.count("\n"))
        self._show_title("#template-title", _("서식"), f"{origin} · " + _("{n}줄").format(n=lines))
        self._show_title("#preview-title", _("보고"), *self._counts())

    def _show_title(self, bar: str, title: str, text: str, more: str = "") -> None:
        spans = ((f" {title}", "title"), (f"  {text}", "dim"), (more, "warn"))
        self.query_one(bar, Bar).show([BarItem(spans)])

    def _remarks(self) -> list[BarItem]:
        """Return what is wrong with the template, or unusual about the report."""
        if self._fault:
            return [BarItem(((_(" · 서식에 잘못이 있습니다"), "bad"),))]
        count = len(self._filled.report.warnings) if self._filled else 0
        text = _(" · 경고 {n}").format(n=format_won(count))
        return [BarItem(((text, "warn"),), "warnings")] if count else []

    def _counts(self) -> tuple[str, str]:
        """Return how many figures the report has, and how many lines with numbers typed by hand."""
        if self._fault or self._filled is None:
            return "", ""
        report = self._filled.report
        typed = sum(1 for _number in typed_numbers(report.blocks))
        text = _("값 {n}").format(n=format_won(len(report.figures)))
        return text, _(" · 직접 적은 수 {n}").format(n=format_won(typed)) if typed else ""

    def show_status(self) -> None:
        """Show the last message, or where the figure under the cursor comes from."""
        if self.show_load_error():
            return
        message, style, right = self.shell.last_message, "", ""
        filled, cursor = self._filled, self._preview.cursor
        if filled and not self._fault and 0 <= cursor < len(filled.stops):
            stop = filled.stops[cursor]
            right = f"{format_won(cursor + 1)} / {format_won(len(filled.stops))} "
            message = message or f"{filled.text(stop)} ← {filled.source_text(stop)}"
        if self.shell.masked:
            message = self.shell.mask_text(message)
        self.show_message(message, style, right=[(right, "dim")])

    def on_document_view_moved(self) -> None:
        """Show where the figure under the cursor comes from."""
        self.shell.last_message = ""
        self.show_status()
        if self.focused is self._preview:
            self._follow()

    def _follow(self) -> None:
        """Scroll the template to the line that writes the figure under the cursor, if it can be found."""
        filled, cursor = self._filled, self._preview.cursor
        if filled is None or self._fault or not 0 <= cursor < len(filled.stops):
            return
        line = line_of(filled.report.blocks[filled.stops[cursor].block], self._text)
        view = self._template_view
        if line and not view.top_part < line < view.last_part:
            view.show_part(line, above=view.size.height // 3)

    def _shown(self) -> FilledReport:
        """Return the report that is shown. UserError if there is none."""
        if self._fault is not None:
            raise self._fault
        if self._filled is None:
            raise UserError(_("아직 채운 보고가 없습니다."), remedy=_("F5로 다시 채웁니다."))
        return self._filled
