"""Offering the forms that were open when the program died."""

from collections.abc import Mapping
from pathlib import Path

from secretariat_tui.core.i18n import _
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.paint.text import styled_line
from secretariat_tui.tui.runtime.form_drafts import KeptForm
from secretariat_tui.tui.runtime.shell import Shell


async def offer(shell: Shell, kept: Mapping[Path, KeptForm]) -> None:
    """Offer each form until the user goes on with one; those not decided are offered again at the next start."""
    for path, form in kept.items():
        text = _("프로그램이 끝날 때 쓰던 것이 있습니다: {title}").format(title=form.title)
        options = [
            option(_("이어서 쓰기"), value=True),
            option((_("버리기"), "bad"), value=False),
        ]
        picker = Picker(_("쓰던 내용"), options, text=[styled_line(text)])
        answer = await shell.push_screen_wait(picker)
        if answer is None:
            return
        if answer:
            shell.form_drafts.keep(form)
        shell.form_drafts.forget(path)
        if answer:
            await shell.show_area(form.area)
            if shell.front:
                shell.front.perform(shell.front.resume(form))
            return
