"""Taking tables out of the screen: to the clipboard and to files, with an honest word on how it went."""

import asyncio
import os
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from textual.screen import Screen

from secretariat_tui import clipboard, settings
from secretariat_tui.files import typed_path
from secretariat_tui.language import N_, _
from secretariat_tui.problem import Problem
from secretariat_tui.tables import export, formats
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui import fields
from secretariat_tui.tui.chooser import Chooser, option

if TYPE_CHECKING:
    from secretariat_tui.tui.app import SecretariatApp

_NAMES = {
    "tsv": N_("탭으로 나눈 표 (스프레드시트)"),
    "html": N_("HTML 표 (문서 편집기)"),
    "md": N_("Markdown 표"),
    "csv": N_("쉼표로 나눈 표 (CSV)"),
    "json": N_("JSON"),
    "xlsx": N_("엑셀 통합 문서"),
    "txt": N_("화면과 같은 글"),
}


async def copy_text(screen: Screen[Any], text: str, rows: int) -> None:
    """Copy a text and say truthfully what became of it."""
    app = cast("SecretariatApp", screen.app)

    def osc52(payload: str) -> None:
        app.call_from_thread(app.copy_to_clipboard, payload)

    outcome = await asyncio.to_thread(clipboard.copy, text, os.environ, osc52)
    with suppress(Problem):  # a convenience: the copy itself has been made
        await asyncio.to_thread(clipboard.remember, text, settings.state_dir())
    app.say(outcome.message(rows), "bad" if outcome.result is clipboard.Result.FAILED else "good")


async def copy_sheet(screen: Screen[Any], sheet: Sheet[Any], form: str, *, header: bool) -> None:
    """Copy rows of a table in a form."""
    text = await asyncio.to_thread(formats.TEXT[form], sheet, header=header)
    await copy_text(screen, text, len(sheet.rows))


async def take_out(screen: Screen[Any], sheet: Sheet[Any]) -> None:
    """Let a person choose where a table goes and in which form, and bring it there."""
    said = _("{title} {n}건").format(title=sheet.title, n=len(sheet.rows))
    wish = await screen.app.push_screen_wait(
        Chooser(said, _options(), placeholder=_("형식 이름으로 찾기"))
    )
    if wish is None:
        return
    way, form = wish
    if way == "copy":
        await copy_sheet(screen, sheet, form, header=True)
    else:
        await _save(screen, sheet, form)


def _options() -> Sequence[Any]:
    copies = [
        option(_("복사  "), _(_NAMES[form]), (f"  {form}", "dim"), value=("copy", form))
        for form in formats.TEXT
    ]
    files = [
        option((_("파일  "), "accent"), _(name), (f"  .{form}", "dim"), value=("file", form))
        for form, name in _NAMES.items()
    ]
    return [*copies, *files]


async def _save(screen: Screen[Any], sheet: Sheet[Any], form: str) -> None:
    from secretariat_tui.tui.form import Form

    async def save(values: dict[str, Any]) -> Path:
        def write() -> Path:
            path = typed_path(values["path"]).absolute()
            export.write(sheet, path, form, force=values["force"] == "yes")
            return path

        return await asyncio.to_thread(write)

    shape = [
        fields.text("path", N_("파일")),
        fields.choice("force", N_("같은 이름이면"), {"no": N_("멈추기"), "yes": N_("바꿔 쓰기")}),
    ]
    start = {"path": str(Path.home() / f"{sheet.title}.{form}"), "force": "no"}
    saved = await screen.app.push_screen_wait(Form(_("파일로 내보내기"), shape, start, save))
    if saved:
        text = _("{n}건을 파일로 내보냈습니다: {path}").format(n=len(sheet.rows), path=saved[0])
        cast("SecretariatApp", screen.app).say(text, "good")
