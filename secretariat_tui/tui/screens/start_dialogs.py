"""The dialogs shown when the program has started."""

from collections.abc import Sequence

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.runtime.shell import Shell


def show_at_start(shell: Shell, faults: Sequence[UserError]) -> None:
    """Show what is wrong in config.toml until it is read, then offer the forms that were open at a crash."""
    if shell.front and (faults or shell.form_autosaves.abandoned()):
        shell.front.perform(_show(shell, faults))


async def _show(shell: Shell, faults: Sequence[UserError]) -> None:
    from secretariat_tui.tui.dialogs.picker import notice
    from secretariat_tui.tui.screens.autosaved_forms import offer

    if faults:
        text = _("설정에 고칠 곳이 있습니다. 나머지 설정은 그대로 씁니다.")
        lines = [text, *map(str, faults), *shell.keymap.messages]
        await shell.push_screen_wait(notice(_("설정"), lines))
    await offer(shell, shell.form_autosaves.abandoned())
