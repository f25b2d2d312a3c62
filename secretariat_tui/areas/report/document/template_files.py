"""The templates of the office on the screen: chosen, copied, edited in the person's own editor."""

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType

from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.reporting.templates import library
from secretariat_tui.reporting.templates.library import TemplateFile
from secretariat_tui.tui.dialogs import form_fields
from secretariat_tui.tui.dialogs.base import hint
from secretariat_tui.tui.dialogs.form import Form, Values
from secretariat_tui.tui.dialogs.picker import Option, Picker, option
from secretariat_tui.tui.paint.text import BarItem
from secretariat_tui.tui.runtime.editor import edit_file

if TYPE_CHECKING:
    from secretariat_tui.tui.screens.base import AreaScreen


class TemplateChoice(NamedTuple):
    """What was chosen in the dialog: "use", "edit" or "copy" a template."""

    action: str
    template: TemplateFile


class TemplatesDialog(Picker):
    """Lists the templates with their descriptions; returns a TemplateChoice, or None."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "act('edit')", show=False),
        Binding("f4", "act('copy')", show=False),
    ]

    def hints(self) -> list[BarItem]:
        """Return the keys that choose, edit and copy."""
        return [
            hint("Enter", _("고르기"), "act('use')"),
            hint("F2", _("고치기"), "act('edit')"),
            hint("F4", _("복사"), "act('copy')"),
            hint("Esc", _("닫기"), "dismiss(None)"),
        ]

    def action_act(self, action: str) -> None:
        """Return an action and the template under the cursor."""
        if self.selected is not None:
            self.dismiss(TemplateChoice(action, self.selected))

    def action_choose(self) -> None:
        self.action_act("use")


async def choose_template(
    screen: "AreaScreen", current: TemplateFile | None
) -> TemplateChoice | None:
    """Let the user choose a template and what to do with it."""
    folder = library.templates_folder(screen.shell.store.file.path)
    options = await asyncio.to_thread(_options, folder)
    dialog = TemplatesDialog(
        _("보고 서식"), options, placeholder=_("이름으로 찾기"), current=current, wide=True
    )
    choice: TemplateChoice | None = await screen.dialog(dialog)
    return choice


def _options(folder: Path) -> list[Option]:
    return [
        option(
            (each.name, "bold"),
            "  ",
            (library.describe(each), "dim"),
            value=each,
            group=_("딸린 서식") if each.shipped else _("우리 서식"),
        )
        for each in library.templates(folder)
    ]


async def copy_template(screen: "AreaScreen", template: TemplateFile) -> TemplateFile | None:
    """Copy a template into the office's folder under a name that is typed; None if the user cancels it."""
    folder = library.templates_folder(screen.shell.store.file.path)

    async def save(values: Values) -> TemplateFile:
        name: str = values["name"]
        require_valid([] if name else [("name", _("이름을 적어 주세요."))])
        return await asyncio.to_thread(library.copy, template, folder, name)

    fields = [form_fields.text("name", N_("새 이름"), N_("예: 2023년 하반기 주요업무보고"))]
    title = _("서식 복사: {name}").format(name=template.name)
    copied: TemplateFile | None = await screen.dialog(
        Form(title, fields, {"name": ""}, save, done=N_("복사"))
    )
    return copied


async def edit_template(screen: "AreaScreen", template: TemplateFile, line: int) -> TemplateFile:
    """Let the person edit a template in the editor, at a line; return the office's own file.

    A shipped one is copied into the office's folder first; the copy is removed if nothing was changed.
    """
    own = template
    if template.shipped:
        folder = library.templates_folder(screen.shell.store.file.path)
        own = await asyncio.to_thread(library.copy, template, folder, template.name)
    before = await asyncio.to_thread(own.path.read_bytes)
    try:
        edit_file(screen.app, own.path, line)
    finally:
        if template.shipped and await asyncio.to_thread(_unchanged, own.path, before):
            await asyncio.to_thread(own.path.unlink)
            own = template
    return own


def _unchanged(path: Path, before: bytes) -> bool:
    return path.is_file() and path.read_bytes() == before
