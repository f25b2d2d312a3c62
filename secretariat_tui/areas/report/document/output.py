"""Taking a report out of the program: copied, or written to a file, and logged as an export."""

import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import TYPE_CHECKING

from secretariat_tui import settings
from secretariat_tui.core.atomic_file import parse_path, unfinished
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit.events import ExportEvent
from secretariat_tui.database.maintenance.outputs import check_output
from secretariat_tui.reporting import outputs
from secretariat_tui.reporting.report import Report
from secretariat_tui.tui.dialogs import export_log, form_fields
from secretariat_tui.tui.dialogs.export import choose_masking, copy_text
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.picker import Option, Picker, option

if TYPE_CHECKING:
    from secretariat_tui.tui.screens.base import AreaScreen

_NAMES = {
    "txt": N_("글 (한글 문서에 붙이기)"),
    "md": N_("Markdown"),
    "html": N_("HTML (인쇄, 문서 편집기)"),
    "hwpx": N_("한글 문서"),
}
_COPIED = ("txt", "html", "md")


class ReportOutput(NamedTuple):
    """A report to take out: its name, what fills it, and the audience and purpose that are logged."""

    name: str
    fill: Callable[[bool, bool], Awaitable[Report]]
    """Returns the report, for outside the office or not, and with its texts masked as on the screen or not."""
    values: Values = export_log.DEFAULTS


async def copy_report(screen: "AreaScreen", output: ReportOutput, file_format: str = "txt") -> None:
    """Copy the report as the screen shows it, and log that."""
    report = await output.fill(False, screen.shell.masked)  # noqa: FBT003 - not for outside
    await _copy(screen, output, report, file_format, output.values)


async def export_report(screen: "AreaScreen", output: ReportOutput) -> None:
    """Let the user choose the masking, the format and the target of a report, and take it out."""
    masked = await choose_masking(screen)
    if masked is None:
        return
    title = _("보고 {name}").format(name=output.name)
    choice = await screen.dialog(Picker(title, _options(), placeholder=_("형식 이름으로 찾기")))
    if choice is None:
        return
    target, file_format = choice
    if target == "file":
        await _save(screen, output, file_format, masked=masked)
        return
    values: Values | None = output.values
    if target == "outside":
        values = await export_log.ask_purpose(screen, _("복사"))
    if values is not None:
        outside = values["audience"] == "outside"
        report = await output.fill(outside, masked and not outside)
        await _copy(screen, output, report, file_format, values)


def _options() -> list[Option]:
    copies = [
        option(_("복사  "), _(_NAMES[each]), (f"  {each}", "dim"), value=("copy", each))
        for each in _COPIED
    ]
    files = [
        option(
            (_("파일  "), "accent"), _(_NAMES[each]), (f"  .{each}", "dim"), value=("file", each)
        )
        for each in outputs.FORMATS
    ]
    outside = [
        option(_("복사  "), _(_NAMES[each]), _(", 외부용"), value=("outside", each))
        for each in _COPIED
    ]
    return [*copies, *files, *outside]


async def _copy(
    screen: "AreaScreen", output: ReportOutput, report: Report, file_format: str, values: Values
) -> None:
    text = await asyncio.to_thread(outputs.report_text, report, file_format)
    rows = len(report.blocks)
    if not await copy_text(screen, text, rows, html=file_format == "html"):
        return
    if problem := await _log(screen, output, rows, _("복사"), values):
        screen.shell.show_message(f"{screen.shell.last_message} {problem}", "warn")


async def _save(
    screen: "AreaScreen", output: ReportOutput, file_format: str, *, masked: bool
) -> None:
    async def save(values: Values) -> tuple[Path, str]:
        export_log.check_purpose(values)
        outside = values["audience"] == "outside"
        report = await output.fill(outside, masked and not outside)
        office = screen.shell.store.file.path

        def write() -> Path:
            path = parse_path(values["path"]).absolute()
            check_output(path, office, settings.own_files(), settings.backup_dir())
            with unfinished(path, settings.unfinished_dir()):
                outputs.write(report, path, file_format, force=values["force"] == "yes")
            return path

        path = await asyncio.to_thread(write)
        return path, await _log(screen, output, len(report.blocks), path.name, values)

    start = {
        **output.values,
        "path": str(settings.home_folder() / f"{output.name}.{file_format}"),
        "force": "no",
    }
    fields = [
        form_fields.text("path", N_("파일")),
        form_fields.choice(
            "force", N_("같은 이름이면"), {"no": N_("멈추기"), "yes": N_("바꿔 쓰기")}
        ),
        *export_log.purpose_fields(),
    ]
    saved = await screen.dialog(
        Form(_("파일로 내보내기"), fields, start, save, done=N_("내보내기"))
    )
    if saved is not None:
        path, problem = saved
        text = _("보고를 파일로 냈습니다: {path}").format(path=path)
        shown = " ".join(filter(None, (text, problem)))
        screen.shell.show_message(shown, "warn" if problem else "good")


async def _log(
    screen: "AreaScreen", output: ReportOutput, rows: int, target: str, values: Values
) -> str:
    """Log the export; return a message if that failed, else ""."""
    title = _("보고 {name}").format(name=output.name)
    event = ExportEvent(title, rows, target, values["audience"], values["purpose"])
    return await export_log.log_event(screen, event)
