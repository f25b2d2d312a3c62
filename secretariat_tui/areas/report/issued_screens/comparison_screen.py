"""The inner screen of what differs between two reports, with the changes in the registers that caused it."""

import asyncio
from datetime import date
from functools import partial
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.report.commands import COMPARISON_COMMANDS, COMPARISON_OWN_COMMANDS
from secretariat_tui.areas.report.document.document_screen import DocumentScreen
from secretariat_tui.areas.report.document.filling import ReportRequest
from secretariat_tui.areas.report.document.lists import open_record
from secretariat_tui.areas.report.issued.documents import read_issued
from secretariat_tui.areas.report.issued_screens.comparing import (
    Compared,
    ComparedReports,
    as_shown,
    changed_record,
    read_comparison,
)
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.database.audit.events import ExportEvent
from secretariat_tui.reporting.compare import comparison_lines
from secretariat_tui.reporting.sources import named_sheets
from secretariat_tui.reporting.templates import library
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.dialogs import export_log
from secretariat_tui.tui.dialogs.export import copy_text
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.keys.area import exists
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.comparison_document import causes_of, comparison_document
from secretariat_tui.tui.paint.header_footer import path
from secretariat_tui.tui.paint.text import BarItem, styled_line
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.document_view import DocumentView

if TYPE_CHECKING:
    from secretariat_tui.reporting.causes import Cause
    from secretariat_tui.tui.screens.base import AreaScreen


class ComparisonScreen(DocumentScreen):
    """The differing lines of two reports. Enter on a change opens the record that it changed."""

    commands: ClassVar[tuple[Command, ...]] = COMPARISON_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMPARISON_OWN_COMMANDS)

    def __init__(self, compared: Compared, note: str = "") -> None:
        """Compare two reports; `note` is what the headline adds about their template."""
        super().__init__()
        self._compared, self._note = compared, note
        self._reports: ComparedReports | None = None
        self._causes: list[Cause] = []

    async def load(self) -> None:
        """Compare the reports on the query thread, and show what differs."""
        stop = Event()
        read = partial(read_comparison, self._compared, self.shell.tables, stop.is_set)
        try:
            self._reports = reports = await self.run_query(read)
        finally:
            stop.set()
        if self.shell.masked:
            mask = self.shell.mask_text
            comparison = as_shown(reports.comparison, mask)
            titles = (mask(reports.titles[0]), mask(reports.titles[1]))
            self._reports = reports = reports._replace(comparison=comparison, titles=titles)
        comparison = reports.comparison
        self._causes = causes_of(comparison)
        lay_out = partial(comparison_document, comparison, reports.titles)
        self.view.show(lay_out, max(self.view.cursor, 0))
        counts = _(" 달라진 줄 {lines} · 값 {figures}").format(
            lines=format_won(len(comparison.lines)), figures=format_won(len(comparison.figures))
        )
        note = f" · {self._note}" if self._note else ""
        spans = ((" ", ""), *path(_("보고"), _("비교")), (counts, ""), (note, "warn"))
        self.query_one("#headline", Bar).show([BarItem(spans)])
        self.show_status()

    def stop_texts(self) -> list[str]:
        """Return the change that each cause is a part of."""
        return [cause.action for cause in self._causes]

    def on_document_view_opened(self, event: DocumentView.Opened) -> None:
        """Open the record behind a cause."""
        if self._reports is not None:
            self.perform(self._open_cause(self._causes[event.number], self._reports.period))

    async def _open_cause(self, cause: "Cause", period: Period) -> None:
        """Open the record that was changed, or its history if no screen shows it any more."""
        record = await self.read(partial(changed_record, self.shell.tables, cause.id))
        if record is not None and await self.read(
            partial(exists, self.shell.areas, record.table, record.row)
        ):
            await open_record(self, period, record.table, record.row)
        else:
            if record is not None and self.shell.masked:
                record = record._replace(title=self.shell.mask_text(record.title))
            self.shell.show_history(self.area, record)

    def action_copy(self) -> None:
        """Copy what differs as text, and log that."""
        self.perform(self._copy(), group="copy")

    async def _copy(self) -> None:
        reports = self._reports
        if reports is None:
            return
        old, new = reports.titles
        lines = [f"{old} → {new}", *comparison_lines(reports.comparison)]
        rows = len(reports.comparison.lines)
        if not await copy_text(self, "\n".join(lines) + "\n", rows):
            return
        event = ExportEvent(_("보고 비교"), rows, _("복사"), **export_log.DEFAULTS)
        if problem := await export_log.log_event(self, event):
            self.shell.show_message(f"{self.shell.last_message} {problem}", "warn")


async def show(screen: "AreaScreen", old: int, new: int) -> None:
    """Show what differs between two issued reports."""
    await screen.app.push_screen(ComparisonScreen(Compared(old, new)))


async def compare_with_now(screen: "AreaScreen", report_id: int, as_of: date) -> None:
    """Show what differs between an issued report and the same one filled now.

    If its template has changed, the user chooses which of the two texts is filled; one that is gone is filled as
    it was.
    """
    issued = await screen.run_query(lambda reader: read_issued(reader, report_id))
    facts, stored = issued.facts, issued.snapshot.template
    present = await asyncio.to_thread(
        _present_text, library.templates_folder(screen.shell.store.file.path), facts.template
    )
    text, note = stored, ""
    if present is None:
        note = _("서식이 없어 발행한 때의 서식으로 채웠습니다")
    elif present != stored:
        choice = await screen.dialog(_template_question(facts.template))
        if choice is None:
            return
        if choice == "present":
            text, note = present, _("서식도 달라졌습니다")
        else:
            note = _("발행한 때의 서식으로 채웠습니다")
    period = Period(as_of, facts.starts_on, facts.ends_on)
    shell = screen.shell
    request = ReportRequest(named_sheets(shell.areas), shell.tables, period, facts.outside)
    compared = Compared(report_id, template=text, request=request)
    await screen.app.push_screen(ComparisonScreen(compared, note))


def _present_text(folder: Path, name: str) -> str | None:
    """Return the text of a template as it is now; None if it is gone or cannot be read."""
    try:
        return library.read(library.find(folder, name))
    except FileError:
        return None


def _template_question(name: str) -> Picker:
    options = [
        option(
            _("발행한 때의 서식으로"), ("  " + _("기록이 바꾼 것만 봅니다"), "dim"), value="stored"
        ),
        option(_("지금의 서식으로"), ("  " + _("서식이 바꾼 것도 봅니다"), "dim"), value="present"),
    ]
    text = [styled_line(_("발행한 뒤에 서식이 달라졌습니다: {name}").format(name=name))]
    return Picker(_("어느 서식으로 비교할까요"), options, text=text)
