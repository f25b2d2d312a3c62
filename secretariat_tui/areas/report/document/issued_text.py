"""An issued report shown as it was printed."""

from functools import partial
from typing import TYPE_CHECKING

from secretariat_tui.areas.report.document import filling
from secretariat_tui.reporting.outputs import report_text
from secretariat_tui.tui.dialogs.text_dialog import TextDialog
from secretariat_tui.tui.paint.text import styled_line

if TYPE_CHECKING:
    from secretariat_tui.tui.screens.base import AreaScreen


async def show_issued(screen: "AreaScreen", report_id: int) -> None:
    """Show an issued report; on a masked screen its texts are masked."""
    from secretariat_tui.areas.report.issued.documents import read_issued

    document = await screen.run_query(partial(read_issued, report_id=report_id))
    report = document.snapshot.report
    if screen.shell.masked:
        report = filling.as_shown(report, screen.shell.mask_text)
    lines = [styled_line(each) for each in report_text(report, "txt").splitlines()]
    title = (
        screen.shell.mask_text(document.facts.title)
        if screen.shell.masked
        else document.facts.title
    )
    await screen.dialog(TextDialog(title, lines))
