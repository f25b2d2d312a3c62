"""Choosing the colours of the screen, which are kept for the next time."""

import asyncio
from collections.abc import Callable
from typing import Any

from textual.app import App

from secretariat_tui import settings
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.paint import colours
from secretariat_tui.tui.runtime.shell import shell_of


async def choose_theme(app: App[Any], draw_anew: Callable[[], None]) -> None:
    """Let the user choose a theme, and use it from now on. UserError if it cannot be saved."""
    names = {colours.DARK: _("어두운 색"), colours.LIGHT: _("밝은 색")}
    options = [option(names.get(name, name), value=name) for name in colours.THEMES]
    title, hint = _("화면 색"), _("이름으로 찾기")
    name = await app.push_screen_wait(Picker(title, options, placeholder=hint, current=app.theme))
    if name is None:
        return
    app.theme = name
    draw_anew()
    await asyncio.to_thread(settings.remember_theme, name)
    text = _("화면 색을 바꾸었습니다: {name}").format(name=names.get(name, name))
    shell_of(app).show_message(text, "good")
