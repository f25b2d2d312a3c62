"""Exporting tables to the clipboard and to files."""

import asyncio
import os
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from textual.screen import Screen

from secretariat_tui import settings
from secretariat_tui.clipboard import copy as clipboard_copy
from secretariat_tui.clipboard import saved
from secretariat_tui.core.atomic_file import parse_path, unfinished
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.maintenance.outputs import check_output
from secretariat_tui.tables import export, formats
from secretariat_tui.tables.export_progress import ExportCancelled, ExportProgress
from secretariat_tui.tables.masking import sheet_as_shown
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.picker import Picker, confirm, option
from secretariat_tui.tui.dialogs.progress import run_with_progress
from secretariat_tui.tui.paint.text import StyledLine, mask_line, plain_text
from secretariat_tui.tui.runtime.shell import Shell, shell_of

_NAMES = {
    "tsv": N_("탭으로 나눈 표 (스프레드시트)"),
    "html": N_("HTML 표 (문서 편집기)"),
    "md": N_("Markdown 표"),
    "csv": N_("쉼표로 나눈 표 (CSV)"),
    "json": N_("JSON"),
    "xlsx": N_("엑셀 통합 문서"),
    "txt": N_("화면과 같은 글"),
}


_CALENDAR = "ics"
ExportCalendar = Callable[[], Awaitable[None]]
_WITH_ENCODING = ("csv", "tsv")  # formats whose encoding the user chooses, for old programs


async def copy_text(
    screen: Screen[Any], text: str, rows: int, *, html: bool = False, remarks: str = ""
) -> bool:
    """Copy a text and show the result; ask first if the terminal may not take it.

    Return whether it was copied.
    """
    app = shell_of(screen)

    def osc52(payload: str) -> None:
        screen.app.call_from_thread(screen.app.copy_to_clipboard, payload)

    def copy() -> clipboard_copy.CopyResult:
        state = settings.state_dir()
        with suppress(UserError):  # only for when pasting fails
            saved.save_last_copy(text, state, html=html)
        verified_on = saved.verified_on(os.environ, state)
        return clipboard_copy.copy(text, os.environ, osc52, html=html, verified_on=verified_on)

    if await asyncio.to_thread(clipboard_copy.may_be_lost, text, os.environ, html=html):
        lines = [
            _("{n}KB는 커서, 터미널이 받지 않고 버릴 수 있습니다.").format(
                n=f"{len(text.encode()) // 1024:,}"
            ),
            _("Ctrl+E를 눌러 파일로 내보내면 확실합니다."),
        ]
        question = confirm(_("그래도 복사할까요?"), lines, _("복사"))
        if not await app.push_screen_wait(question):
            app.show_message(_("복사하지 않았습니다."))
            return False
    result = await asyncio.to_thread(copy)
    copied = result.status is not clipboard_copy.CopyStatus.FAILED
    app.show_message(result.message(rows, remarks), "good" if copied else "bad")
    return copied


async def copy_lines(screen: Screen[Any], lines: Sequence[StyledLine], title: str = "") -> None:
    """Copy lines as text, as the screen shows them; without a title each line counts as a row."""
    shell = shell_of(screen)
    if shell.masked:
        lines = [mask_line(each, shell.mask_text) for each in lines]
        title = shell.mask_text(title)
    text = "\n".join(filter(None, (title, plain_text(lines)))) + "\n"
    await copy_text(
        screen, text, 1 if title else text.count("\n"), remarks=_masking_remark(masked=shell.masked)
    )


def _masking_remark(*, masked: bool) -> str:
    return _("이름 따위는 보이는 대로 가렸습니다. 가리지 않으려면 Ctrl+E.") if masked else ""


async def choose_masking(screen: Screen[Any]) -> bool | None:
    """Ask on a masked screen whether what is exported is masked too; None if the user cancels it."""
    if not shell_of(screen).masked:
        return False
    options = [
        option(_("보이는 대로 가린 채"), value=(True,)),
        option(
            _("가리지 않고 모두"),
            "  ",
            (_("이름과 전화번호가 그대로 나갑니다"), "warn"),
            value=(False,),
        ),
    ]
    chosen = await screen.app.push_screen_wait(
        Picker(_("화면을 가리고 있습니다. 어떻게 꺼낼까요"), options)
    )
    return chosen[0] if chosen else None


async def copy_sheet(  # noqa: PLR0913
    screen: Screen[Any],
    sheet: Sheet[Any],
    file_format: str,
    *,
    header: bool,
    transform: Callable[[Sheet[Any]], Sheet[Any]] | None = None,
    masked: bool | None = None,
) -> int:
    """Copy a sheet in a format; return the number of rows that were copied.

    It is copied as the screen shows it; with `masked` or a `transform` as these have it.
    """
    if masked is None:
        masked = shell_of(screen).masked and transform is None
    if transform is None:
        transform = _transform(screen, masked=masked)

    def read(progress: ExportProgress) -> tuple[str, ExportProgress]:
        return export.text(
            transform(sheet), file_format, header=header, progress=progress
        ), progress

    result = await run_with_progress(screen, _("복사하는 중"), len(sheet.rows), read)
    if result is None:
        shell_of(screen).show_message(_("그만두었습니다. 복사하지 않았습니다."))
        return 0
    text, progress = result
    remarks = " ".join(filter(None, (_masking_remark(masked=masked), progress.remarks())))
    copied = await copy_text(
        screen, text, progress.rows, html=file_format == "html", remarks=remarks
    )
    return progress.rows if copied else 0


def _transform(screen: Screen[Any], *, masked: bool) -> Callable[[Sheet[Any]], Sheet[Any]]:
    """Return the function that masks a sheet for the office, or leaves it as it is."""
    mask = shell_of(screen).mask_text
    return (lambda sheet: sheet_as_shown(sheet, mask)) if masked else lambda sheet: sheet


async def copy_rows(
    screen: Screen[Any],
    sheet: Sheet[Any],
    file_format: str = "tsv",
    *,
    masked: bool | None = None,
) -> None:
    """Copy rows for the office. Several rows get a header, and are logged as an export."""
    from secretariat_tui.tui.dialogs import export_log

    several = len(sheet.rows) > 1
    rows = await copy_sheet(screen, sheet, file_format, header=several, masked=masked)
    if rows and several:
        await _log_copy(screen, sheet, rows, export_log.DEFAULTS)


async def export_sheet(
    screen: Screen[Any], sheet: Sheet[Any], *, calendar: ExportCalendar | None = None
) -> None:
    """Let the user choose the masking, the format and the target of a table, and export it.

    `calendar` writes a calendar file, which then is among the formats.
    """
    masked = await choose_masking(screen)
    if masked is not None:
        await export_masked(screen, sheet, masked=masked, calendar=calendar)


async def export_masked(
    screen: Screen[Any],
    sheet: Sheet[Any],
    *,
    masked: bool,
    calendar: ExportCalendar | None = None,
) -> None:
    """Let the user choose the format and the target of a table, and export it."""
    title = _("{title} {n}건").format(title=sheet.title, n=len(sheet.rows))
    options = _options(with_calendar=calendar is not None)
    choice = await screen.app.push_screen_wait(
        Picker(title, options, placeholder=_("형식 이름으로 찾기"))
    )
    if choice is None:
        return
    target, file_format = choice
    if calendar is not None and file_format == _CALENDAR:
        await calendar()
        return
    if target == "file":
        await _save(screen, sheet, file_format, masked=masked)
    else:
        await _copy(screen, sheet, file_format, target, masked=masked)


async def _copy(
    screen: Screen[Any], sheet: Sheet[Any], file_format: str, target: str, *, masked: bool
) -> None:
    """Copy a table and log the export if it has several rows; for outside the office ask for the purpose first."""
    from secretariat_tui.tui.dialogs import export_log

    outside = target == "outside"
    values = await export_log.ask_purpose(screen, _("복사")) if outside else export_log.DEFAULTS
    if values is None:
        return
    transform = await export_log.sheet_transform(screen, values) if outside else None
    rows = await copy_sheet(
        screen,
        sheet,
        file_format,
        header=target != "bare",
        transform=transform,
        masked=masked and not outside,
    )
    if rows and (outside or len(sheet.rows) > 1):
        await _log_copy(screen, sheet, rows, values)


async def _log_copy(
    screen: Screen[Any], sheet: Sheet[Any], rows: int, values: dict[str, Any]
) -> None:
    from secretariat_tui.tui.dialogs import export_log

    app = shell_of(screen)
    if text := await export_log.log_sheet(screen, sheet, rows, _("복사"), values):
        app.show_message(f"{app.last_message} {text}", "warn")


def _options(*, with_calendar: bool) -> Sequence[Any]:
    copies = [
        option(_("복사  "), _(_NAMES[each]), (f"  {each}", "dim"), value=("copy", each))
        for each in formats.TEXT_FORMATS
    ]
    files = [
        option((_("파일  "), "accent"), _(name), (f"  .{each}", "dim"), value=("file", each))
        for each, name in _NAMES.items()
    ]
    if with_calendar:
        texts = (_("파일  "), "accent"), _("달력 파일 (기간을 정해)"), (f"  .{_CALENDAR}", "dim")
        files.append(option(*texts, value=("file", _CALENDAR)))
    bare = [
        option(_("복사  "), _(_NAMES[each]), _(", 머리글 없이"), value=("bare", each))
        for each in formats.TEXT_FORMATS
    ]
    outside = [
        option(_("복사  "), _(_NAMES[each]), _(", 외부용"), value=("outside", each))
        for each in formats.TEXT_FORMATS
    ]
    return [*copies, *files, *bare, *outside]


async def _save(screen: Screen[Any], sheet: Sheet[Any], file_format: str, *, masked: bool) -> None:
    from secretariat_tui.tui.dialogs import export_log
    from secretariat_tui.tui.dialogs.form import Form

    async def save(values: dict[str, Any]) -> tuple[Path, ExportProgress, str] | ExportCancelled:
        export_log.check_purpose(values)
        if values["audience"] == "outside":
            transform = await export_log.sheet_transform(screen, values)
        else:
            transform = _transform(screen, masked=masked)
        office = shell_of(screen).store.file.path

        def write(progress: ExportProgress) -> tuple[Path, ExportProgress]:
            path = parse_path(values["path"]).absolute()
            check_output(path, office, settings.own_files(), settings.backup_dir())
            with unfinished(path, settings.unfinished_dir()):
                return path, export.write(
                    transform(sheet),
                    path,
                    file_format,
                    force=values["force"] == "yes",
                    header=values["header"] == "yes",
                    encoding=values.get("encoding", "utf-8"),
                    progress=progress,
                )

        written = await run_with_progress(screen, _("내보내는 중"), len(sheet.rows), write)
        if written is None:
            return ExportCancelled()
        path, progress = written
        return (
            path,
            progress,
            await export_log.log_sheet(screen, sheet, progress.rows, path.name, values),
        )

    start = {
        **export_log.DEFAULTS,
        "path": str(settings.home_folder() / f"{sheet.title}.{file_format}"),
        "force": "no",
        "header": "yes",
        "encoding": "utf-8",
    }
    saved = await screen.app.push_screen_wait(
        Form(
            _("파일로 내보내기"),
            [*_file_fields(file_format), *export_log.purpose_fields()],
            start,
            save,
            done=N_("내보내기"),
        )
    )
    if saved is not None:
        _show_result(shell_of(screen), saved)


def _file_fields(file_format: str) -> list[form_fields.FormField]:
    """Return the form fields about a file."""
    fields = [
        form_fields.text("path", N_("파일")),
        form_fields.choice(
            "force", N_("같은 이름이면"), {"no": N_("멈추기"), "yes": N_("바꿔 쓰기")}
        ),
        form_fields.choice("header", N_("머리글"), {"yes": N_("넣기"), "no": N_("빼기")}),
    ]
    if file_format in _WITH_ENCODING:
        encodings = {"utf-8": "UTF-8", "cp949": N_("CP949 (오래된 프로그램)")}
        fields.append(form_fields.choice("encoding", N_("인코딩"), encodings))
    return fields


def _show_result(app: Shell, saved: tuple[Path, ExportProgress, str] | ExportCancelled) -> None:
    if isinstance(saved, ExportCancelled):
        app.show_message(_("그만두었습니다. 파일을 남기지 않았습니다."))
        return
    path, progress, unlogged = saved
    text = _("{n}건을 파일로 내보냈습니다: {path}").format(n=f"{progress.rows:,}", path=path)
    app.show_message(
        " ".join(filter(None, (text, progress.remarks(), unlogged))), "warn" if unlogged else "good"
    )
