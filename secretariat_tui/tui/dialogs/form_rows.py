"""Editing the rows of a form's field one by one, and finding the record that a field names."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import time
from typing import Any, ClassVar

from textual.binding import Binding, BindingType
from textual.screen import Screen

from secretariat_tui.core.dates import format_time
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.tui.dialogs.base import hint
from secretariat_tui.tui.dialogs.form_editors import FieldBox
from secretariat_tui.tui.dialogs.form_fields import FormField, RowEditor
from secretariat_tui.tui.dialogs.picker import Picker, notice, option
from secretariat_tui.tui.paint.text import BarItem

Show = Callable[[Screen[Any]], Awaitable[Any]]
"""Shows a dialog and returns its result."""


RowForm = Callable[[str, RowEditor, Any], Screen[Any]]
"""Returns the form of a row, or of a new one (None); its result is the row."""


class RowsPicker(Picker):
    """Lists the rows of a field; returns ("edit", row), ("delete", row) or None when done."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("delete", "finish('delete')", show=False),
        Binding("insert", "finish('new')", show=False),
    ]

    def hints(self) -> list[BarItem]:
        """Return the keys that edit, add and delete rows."""
        return [
            hint("Enter", _("고치기"), "choose"),
            hint("Insert", _("새로"), "finish('new')"),
            hint("Delete", _("지우기"), "finish('delete')"),
            hint("Esc", _("다 적었음"), "dismiss(None)"),
        ]

    def action_finish(self, action: str) -> None:
        """Return an action with the row under the cursor."""
        self.dismiss((action, self.selected))


async def edit_rows(show: Show, box: FieldBox, row_form: RowForm) -> None:
    """Let the user edit the rows of a field in a list; each row has a form of its own."""
    field, editor = box.field, box.field.rows
    if editor is None:
        return
    try:
        rows = list(field.read(box.text))
    except ValueError as error:  # a line that was typed wrongly: it must be mended first
        await show(notice(_(field.label), [str(error)]))
        return
    while True:
        shown = [clean(field.show((row,))) for row in rows]
        options = [option(text, value=("edit", at)) for at, text in enumerate(shown)]
        options.append(option(("＋ ", "key"), _("새로 적기"), value=("new", None)))
        picked = await show(RowsPicker(_(field.label), options))
        if picked is None:
            return
        action, selected = picked
        at = selected[1] if isinstance(selected, tuple) else selected
        if action == "delete":
            if at is None:
                continue
            del rows[at]
        else:
            at = None if action == "new" else at
            row = await show(row_form(_(field.label), editor, None if at is None else rows[at]))
            if row is None:
                continue
            rows[len(rows) if at is None else at : (len(rows) if at is None else at) + 1] = [row]
        box.write(field.show(tuple(rows)))


async def pick_record(show: Show, box: FieldBox) -> None:
    """Let the user find the record that a field names."""
    records = box.field.records or ()
    options = [option(name, value=(key,)) for key, name in records]
    picked = await show(Picker(_(box.field.label), options, placeholder=_("번호나 제목으로 찾기")))
    if picked is not None:
        box.write(box.field.show(picked[0]))


async def ask_about_times(
    show: Show, boxes: Sequence[FieldBox], doubts: Sequence[tuple[FormField, time, time]]
) -> list[time] | None:
    """Ask whether times are in the afternoon; return those meant, None if the user goes back.

    `doubts` are the fields of the boxes, each with the time at night and the one in the afternoon.
    """
    names = ", ".join(f"{_(box.field.label)} {box.text}" for box in boxes)
    night = [at for _field, at, _other in doubts]
    afternoon = [other for _field, _at, other in doubts]
    options = [
        option(text.format(times="~".join(map(format_time, times))), value=times)
        for text, times in ((_("오후 {times}"), afternoon), (_("새벽 {times}"), night))
    ]
    title = _("오후입니까, 새벽입니까? {names}").format(names=names)
    answer: list[time] | None = await show(Picker(title, options))
    return answer
