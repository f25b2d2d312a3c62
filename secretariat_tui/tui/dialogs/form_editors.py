"""The editors of a form's fields: choices, boxes with a label and what was understood, rows and references."""

from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from datetime import time
from typing import TYPE_CHECKING, Any, ClassVar

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.message import Message
from textual.reactive import reactive
from textual.screen import Screen
from textual.strip import Strip

from secretariat_tui.core.dates import format_time
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.tui.dialogs.base import hint
from secretariat_tui.tui.dialogs.form_fields import (
    Advice,
    Adviser,
    FormField,
    RowEditor,
    Suggestion,
)
from secretariat_tui.tui.dialogs.form_values import preview_lines
from secretariat_tui.tui.dialogs.picker import Option, Picker, notice, option
from secretariat_tui.tui.paint.text import BarItem, Span
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styled_lines import Lines
from secretariat_tui.tui.widgets.text_box import TextBox

if TYPE_CHECKING:
    from textual.worker import Worker


class ChoiceInput(Canvas, can_focus=True):
    """Shows one of several values: ← → change it, Enter opens the list."""

    DEFAULT_CSS = css("ChoiceInput")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("left", "turn(-1)", show=False),
        Binding("right,space", "turn(1)", show=False),
        Binding("enter", "choose", show=False),
    ]
    value: reactive[Any] = reactive(None)

    class Changed(Message):
        """Another value was chosen."""

    def __init__(self, field: FormField, value: Any) -> None:
        super().__init__()
        self.field = field
        self.choices = dict(field.choices or {})
        self.set_reactive(ChoiceInput.value, value)

    def watch_value(self) -> None:
        self.refresh()
        self.post_message(self.Changed())

    def render_line(self, y: int) -> Strip:
        """Draw the current value between arrows."""
        width = self.size.width
        name = _(self.choices.get(self.value, "")) if y == 0 else ""
        return self.strip([("◂ ", "dim"), (name, ""), (" ▸", "dim")], width)

    def action_turn(self, step: int) -> None:
        """Change to the value `step` places further on."""
        keys = list(self.choices)
        at = keys.index(self.value) if self.value in keys else 0
        self.value = keys[(at + step) % len(keys)]

    async def action_choose(self) -> None:
        """Choose from the list."""
        options = [option(_(name), value=(key,)) for key, name in self.choices.items()]
        picker = Picker(_(self.field.label), options, placeholder="", current=(self.value,))

        def set_value(chosen: tuple[Any] | None) -> None:
            if chosen is not None:
                self.value = chosen[0]

        await self.app.push_screen(picker, set_value)

    def on_click(self) -> None:
        self.run_worker(self.action_choose())


Editor = LineInput | TextBox | ChoiceInput


class FieldBox(Horizontal):
    """A field on its line; `text` is what is typed in it, `value` the choice made in it.

    Typing replaces what stands in a short field such as a date, and with `replaces` in any field of one line.
    """

    def __init__(self, field: FormField, text: str, value: Any, *, replaces: bool = False) -> None:
        super().__init__(classes="field")
        self.field = field
        self._start_text, self._start_value = text, value
        self._replaces = replaces or bool(field.width)

    def compose(self) -> ComposeResult:
        """Lay out the label, the editor and the echo."""
        yield Bar(classes="label", id=f"label-{self.field.key}")
        editor = self._new_editor()
        editor.id = f"edit-{self.field.key}"
        if self.field.width:
            editor.styles.width = self.field.width
        yield editor
        if self._has_echo:
            yield Bar(classes="echo", id=f"echo-{self.field.key}")

    def _new_editor(self) -> Editor:
        field = self.field
        if field.kind == "choice":
            return ChoiceInput(field, self._start_value)
        if field.kind == "lines":
            box = TextBox(
                self._start_text, soft_wrap=True, tab_behavior="focus", compact=True,
                placeholder=field.hint,
            )  # fmt: skip
            box.styles.height = field.height
            return box
        placeholder = "" if self._hint_beside else field.hint
        return LineInput(
            self._start_text,
            placeholder=placeholder,
            select_on_focus=self._replaces,
            compact=True,
        )

    def on_mount(self) -> None:
        """Show the label; a mark shows that the field must be filled in."""
        mark: tuple[Span, ...] = ((" *", "key"),) if self.field.required else ()
        label = BarItem(((_(self.field.label), "dim"), *mark))
        self.query_one(f"#label-{self.field.key}", Bar).show([label])

    @property
    def _has_echo(self) -> bool:
        return self.field.echo is not None or self._hint_beside

    @property
    def _hint_beside(self) -> bool:
        """Whether the hint is too long for the editor."""
        return 0 < self.field.width <= cell_len(self.field.hint)

    @property
    def editor(self) -> Editor:
        """The widget to type in."""
        editor = self.query_one(f"#edit-{self.field.key}")
        if not isinstance(editor, LineInput | TextBox | ChoiceInput):
            raise TypeError(type(editor).__name__)
        return editor

    @property
    def text(self) -> str:
        """The text that is typed; of a choice, nothing."""
        editor = self.editor
        if isinstance(editor, ChoiceInput):
            return ""
        return editor.text if isinstance(editor, TextBox) else editor.value

    @property
    def value(self) -> Any:
        """The value that is chosen; of a text, None."""
        editor = self.editor
        return editor.value if isinstance(editor, ChoiceInput) else None

    def write(self, text: str) -> None:
        """Replace the text."""
        editor = self.editor
        if isinstance(editor, TextBox):
            editor.text = text
        elif isinstance(editor, LineInput):
            editor.value = text

    def choose(self, value: Any) -> None:
        """Replace the chosen value."""
        editor = self.editor
        if isinstance(editor, ChoiceInput) and value in editor.choices:
            editor.value = value

    def show_echo(self, echo: str) -> None:
        """Show what was understood of the text, or the hint of an empty field."""
        if self._has_echo:
            text = echo or (self.field.hint if self._hint_beside and not self.text else "")
            style = "accent" if echo else "dim"
            bar = self.query_one(f"#echo-{self.field.key}", Bar)
            bar.display = bool(text)  # an empty one would cut off the editor's placeholder
            bar.show([BarItem(((text, style),))])


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
    """Let the user find the record that a field names; what is typed in the field filters the list."""
    records = box.field.records or ()
    query = "" if any(box.text == name for _key, name in records) else box.text
    options = [option(name, value=(key,)) for key, name in records]
    picked = await show(
        Picker(_(box.field.label), options, placeholder=_("번호나 제목으로 찾기"), query=query)
    )
    if picked is not None:
        box.write(box.field.show(picked[0]))


class FormPreview(Lines):
    """Shows the preview of a form's values, and what the file knows of them."""

    def __init__(
        self, preview: Callable[[dict[str, Any]], str] | None, adviser: Adviser | None
    ) -> None:
        super().__init__(id="preview")
        self._preview, self._adviser = preview, adviser
        self._values: dict[str, Any] = {}
        self._advice = Advice()
        self._advised: list[Any] | None = None  # the values that the advice is on

    def show_values(self, values: dict[str, Any]) -> None:
        """Show what there is on some values, and read the advice again if it depends on one that has changed."""
        self._values = values
        self._show_lines()
        wanted = [values.get(key) for key in self._adviser.keys] if self._adviser else None
        if wanted != self._advised:
            self._advised = wanted
            _worker: Worker[None] = self.run_worker(
                self._read_advice, group="advice", exclusive=True
            )

    def _show_lines(self) -> None:
        advice = self._advice
        names = " · ".join(each.text for each in advice.proposals)
        parts = [
            self._preview(self._values) if self._preview else "",
            advice.text,
            _("F6 다른 안: {names}").format(names=names) if names else "",
        ]
        self.show(preview_lines("\n".join(filter(None, parts))))

    async def _read_advice(self) -> None:
        if self._adviser:
            with suppress(UserError):  # saving shows it
                self._advice = await self._adviser.read(self._values)
                self._show_lines()

    async def choose(self, show: Show) -> Suggestion | None:
        """Let the user choose one of the proposals; None if there are none."""
        proposals = self._advice.proposals
        options = [_suggestion_option(each) for each in proposals]
        picked: Suggestion | None = await show(Picker(_("다른 안"), options)) if proposals else None
        return picked


def _suggestion_option(each: Suggestion) -> Option:
    return option(each.text, (f"  {each.note}" if each.note else "", "dim"), value=each)


async def pick_suggestion(show: Show, box: FieldBox) -> Suggestion | None:
    """Let the user choose one of the values that the register already has; letters or initials find it."""
    label = box.field.label
    options = [_suggestion_option(each) for each in box.field.suggestions]
    picked: Suggestion | None = await show(
        Picker(_(label), options, placeholder=_("적은 글이나 초성으로 찾기"))
    )
    return picked


async def write_picked(
    picking: Awaitable[Suggestion | None], boxes: Sequence[FieldBox], box: FieldBox | None = None
) -> None:
    """Write the values of what is picked into their boxes, and its text into `box`."""
    picked = await picking
    if picked is None:
        return
    if box:
        box.write(picked.text)
    for each in boxes:
        if each.field.key in picked.values:
            value = picked.values[each.field.key]
            each.choose(value) if each.field.kind == "choice" else each.write(
                each.field.show(value)
            )


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


def form_hints(fields: Sequence[FormField], *, can_repeat: bool) -> list[BarItem]:
    """Return the keys of a form besides the one that saves."""
    hints = [hint("Ctrl+N", _("저장하고 새로"), "save_and_new")] if can_repeat else []
    hints.append(hint("Esc", _("닫기"), "leave"))
    if len(fields) > 1:
        hints.append(hint("Tab", _("다음 칸")))
    if any(each.choices or each.rows or each.records or each.suggestions for each in fields):
        hints.append(hint("F4", _("골라 적기"), "pick"))
    return hints
