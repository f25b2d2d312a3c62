"""Issuing a report from its screen."""

from functools import partial
from typing import TYPE_CHECKING

from secretariat_tui.areas.report.document.filling import ReportRequest
from secretariat_tui.areas.report.forms import issue_form
from secretariat_tui.areas.report.issued.store import issue_report, title_of
from secretariat_tui.areas.report.issued.tables import number_text
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.outputs import report_text
from secretariat_tui.reporting.report import Report
from secretariat_tui.reporting.snapshot import ReportSnapshot, take_snapshot

if TYPE_CHECKING:
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.tui.screens.base import AreaScreen


async def issue(
    screen: "AreaScreen", request: ReportRequest, shown: Report, text: str, template: str
) -> None:
    """Let the user issue the report that the screen shows, filled from a template's text.

    UserError if the registers have changed since it was filled.
    """
    snapshot = await screen.run_query(partial(_snapshot, request, shown, text))
    title = title_of(snapshot) or template

    async def save(title: str, purpose: str) -> int:
        return await screen.run_on_store(
            lambda file: issue_report(file, snapshot, template, title=title, purpose=purpose)
        )

    number: int | None = await screen.dialog(issue_form(snapshot, title, save))
    if number is not None:
        message = _("보고를 {number}로 발행했습니다. F10으로 다시 봅니다.").format(
            number=number_text(number)
        )
        screen.shell.show_message(message, "good")


def _snapshot(request: ReportRequest, shown: Report, text: str, reader: "Reader") -> ReportSnapshot:
    snapshot = take_snapshot(text, request.data(reader))
    if report_text(snapshot.report, "txt") != report_text(shown, "txt"):
        raise UserError(
            _("보고를 채운 뒤에 기록이 바뀌었습니다."), remedy=_("F5로 다시 채워 보고 발행하세요.")
        )
    return snapshot
