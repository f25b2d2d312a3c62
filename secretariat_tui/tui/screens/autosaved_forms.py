"""The forms that were open when the program died."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from secretariat_tui.core.i18n import _
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.paint.text import labelled, styled_line
from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm
from secretariat_tui.tui.runtime.shell import Shell


async def offer(shell: Shell, kept: Mapping[Path, AutosavedForm]) -> None:
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
            shell.form_autosaves.keep(form)
        shell.form_autosaves.forget(path)
        if answer:
            await shell.show_area(form.area)
            if shell.front:
                shell.front.perform(shell.front.resume(form))
            return


def confirm_resume(
    fields: Sequence[FormField], kept: AutosavedForm, stored: Mapping[str, Any] | None
) -> Picker:
    """Return a dialog that asks whether to go on with a form whose record was changed or deleted since.

    `stored` are the present values of the record, None if it is deleted. It shows what was typed, beside them.
    """
    changed = _("그 뒤 이 기록이 바뀌었습니다. 이어서 쓰면 아래 칸은 쓰던 것이 됩니다.")
    deleted = _("그 뒤 이 기록이 지워졌습니다. 이어서 쓰면 아래의 것으로 새 기록을 적습니다.")
    return ask_about_change(fields, kept, [changed if stored else deleted], stored)


def ask_about_change(
    fields: Sequence[FormField],
    kept: AutosavedForm,
    messages: Sequence[str],
    stored: Mapping[str, Any] | None = None,
    *,
    possible: bool = True,
) -> Picker:
    """Return a dialog with messages and what was typed; its result is whether to go on with the form.

    Unless that is `possible`, the only choice is to give it up.
    """
    lines = [styled_line((message, "warn")) for message in messages]
    for field in fields:
        if kept.typed.get(field.key) or (stored and field.key in kept.typed):
            typed = _text(field, kept.typed[field.key])
            now = _text(field, stored[field.key]) if stored else ""
            lines.append(labelled(_(field.label), f"{now} → {typed}" if stored else typed))
    options = [option(_("이어서 쓰기"), value=True)] if possible else []
    options.append(option((_("버리기"), "bad"), value=False))
    return Picker(kept.title, options, text=lines)


def _text(field: FormField, value: Any) -> str:
    """Return a stored value, or what was typed, as one line of text."""
    if field.choices is not None:
        return _(field.choices.get(value, ""))
    return (value if isinstance(value, str) else field.show(value)).replace("\n", " / ")
