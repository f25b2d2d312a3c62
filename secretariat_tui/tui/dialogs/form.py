"""The form: one dialog for adding and editing any record."""

from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive
from textual.strip import Strip

from secretariat_tui.core.errors import (
    EditConflictError,
    ForeignFileError,
    RuleError,
    UserError,
    ValidationError,
)
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.pii import resident_number_error
from secretariat_tui.core.text import clean
from secretariat_tui.tui.dialogs.base import Dialog, hint
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.merge import EditedRecord, MergeDialog, differences
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.paint.text import BarItem, styled_line
from secretariat_tui.tui.runtime.crash import unexpected_error
from secretariat_tui.tui.runtime.shell import shell_of
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.canvas import Canvas
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.inputs import LineInput, TextBox
from secretariat_tui.tui.widgets.styled_lines import Lines

_FRAME_HEIGHT = 6  # lines of the dialog around its fields
Values = dict[str, Any]
T = TypeVar("T")


Preview = Callable[[Values], str]


class MergeCancelled(Exception):  # noqa: N818 - control flow, not an error
    """The user left the merge dialog and returns to the form."""


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


class Form(Dialog[T | None]):
    """Edits values field by field; `save` stores them, and the form returns its result.

    Typed text stays until it is saved or discarded. Errors are shown beside their fields.
    An unchanged field keeps its value, even if its text would be read as another one. If somebody
    else has changed the record (`edited`), the user chooses between the values.
    `done` is the name of the saving key in the hint line.
    """

    DEFAULT_CSS = css("Form")
    BINDINGS: ClassVar[list[BindingType]] = [
        # No priority binding: keys typed before it must have reached their field.
        Binding("ctrl+s,f10", "save", show=False),
        Binding("escape", "leave", show=False),
        Binding("down", "app.focus_next", show=False),
        Binding("up", "app.focus_previous", show=False),
    ]

    def __init__(  # noqa: PLR0913, PLR0917
        self,
        title: str,
        fields: Sequence[FormField],
        values: Mapping[str, Any],
        save: Callable[[Values], Awaitable[T]],
        preview: Preview | None = None,
        edited: EditedRecord[Any] | None = None,
        done: str = N_("저장"),
    ) -> None:
        super().__init__(title)
        self._edited, self._done = edited, done
        self._fields, self._save, self._preview = fields, save, preview
        self._saving = False
        self._values = {field.key: values[field.key] for field in fields}
        self._texts = {
            field.key: self._stored_text(field) for field in fields if field.kind != "choice"
        }

    def body(self) -> ComposeResult:
        """Lay out a label, an input and an error line for each field."""
        with VerticalScroll(can_focus=False):
            for field in self._fields:
                with Horizontal(classes="field"):
                    yield Bar(classes="label", id=f"label-{field.key}")
                    with Vertical(classes="value"):
                        yield self._editor(field)
                        yield Lines(id=f"error-{field.key}")
        yield Lines(id="message")

    def hints(self) -> list[BarItem]:
        """Return the keys that save, close, and go to the next field."""
        hints = [
            hint("Enter" if self._single else "Ctrl+S", _(self._done), "save"),
            hint("Esc", _("닫기"), "leave"),
        ]
        return [*hints, hint("Tab", _("다음 칸"))] if len(self._fields) > 1 else hints

    def _editor(self, field: FormField) -> LineInput | TextBox | ChoiceInput:
        match field.kind:
            case "choice":
                editor: LineInput | TextBox | ChoiceInput = ChoiceInput(
                    field, self._values[field.key]
                )
            case "lines":
                editor = TextBox(
                    self._texts[field.key], soft_wrap=True, tab_behavior="focus", compact=True,
                    placeholder=field.hint,
                )  # fmt: skip
                editor.styles.height = field.height
            case _:
                editor = LineInput(
                    self._texts[field.key],
                    placeholder=field.hint,
                    select_on_focus=field.select,
                    compact=True,
                )
        editor.id = f"edit-{field.key}"
        return editor

    def on_mount(self) -> None:
        """Label the fields."""
        for field in self._fields:
            self.query_one(f"#label-{field.key}", Bar).show([BarItem(((_(field.label), "dim"),))])
        typed = [field for field in self._fields if field.kind != "choice"] or self._fields
        self.set_focus(self.query_one(f"#edit-{typed[0].key}"))
        self._show_preview()

    def _text(self, field: FormField) -> str:
        if field.kind == "lines":
            return self.query_one(f"#edit-{field.key}", TextBox).text
        return self.query_one(f"#edit-{field.key}", LineInput).value

    def _read(self) -> tuple[Values, list[tuple[str, str]]]:
        """Return the values typed, and (field, message) of those that cannot be read."""
        values: Values = {}
        errors = []
        for field in self._fields:
            if field.kind == "choice":
                values[field.key] = self.query_one(f"#edit-{field.key}", ChoiceInput).value
                continue
            typed = self._text(field)
            if typed == self._texts[field.key] and self._values[field.key] is not None:
                values[field.key] = self._values[field.key]
                continue
            if message := resident_number_error(typed):
                errors.append((field.key, message))
                continue
            try:
                values[field.key] = field.read(typed)
            except ValueError as error:
                errors.append((field.key, str(error)))
        return values, errors

    @property
    def modified(self) -> bool:
        """Whether any value differs from what the form opened with."""
        values, errors = self._read()
        invalid = {key for key, _message in errors}
        return any(
            self._text(field) != self._texts[field.key]
            if field.key in invalid
            else values[field.key] != self._values[field.key]
            for field in self._fields
        )

    def _show_preview(self) -> None:
        values, _errors = self._read()
        message = self._preview(self._values | values) if self._preview else ""
        self.query_one("#message", Lines).show(
            [styled_line((message, "accent"))] if message else []
        )

    def on_input_changed(self) -> None:
        self._show_preview()

    def on_text_area_changed(self) -> None:
        self._show_preview()

    def on_choice_input_changed(self) -> None:
        self._show_preview()

    def on_input_submitted(self) -> None:
        if self._single:
            self.action_save()
        else:
            self.focus_next()

    @property
    def _single(self) -> bool:
        """Whether the form is one line of text, which Enter saves."""
        return len(self._fields) == 1 and self._fields[0].kind not in {"choice", "lines"}

    def adapt(self, size: Size) -> None:
        """Limit the height of the fields to what the lines around them leave."""
        super().adapt(size)
        self.query_one(VerticalScroll).styles.max_height = max(size.height - _FRAME_HEIGHT, 3)

    def action_save(self) -> None:
        """Save, or show the errors beside their fields. Ignored while a save runs."""
        if not self._saving:
            self._saving = True
            self.run_worker(self._save_typed(), group="save")

    async def _save_typed(self) -> None:
        values, errors = self._read()
        try:
            result = None if errors else await self._save_or_merge(values)
        except MergeCancelled:
            self._saving = False
            return
        except ValidationError as error:
            errors = list(error.errors)
        except RuleError as error:
            errors = [(error.field, str(error))]
        except UserError as error:
            errors = [("", str(error))]
            shell_of(self).wrong_file = isinstance(error, ForeignFileError)
        except Exception as error:  # noqa: BLE001 - the form must stay open with what was typed
            errors = [("", str(unexpected_error(error)))]
        self._saving = False
        if errors:
            self._show_errors(errors)
        else:
            shell_of(self).wrong_file = False
            self.dismiss(result)

    async def _save_or_merge(self, typed: Values) -> T:
        """Save; if somebody else has saved meanwhile, let the user merge both, and save the result.

        MergeCancelled if the user returns to the form instead.
        """
        while True:
            try:
                return await self._save(dict(typed))
            except EditConflictError:
                theirs = await self._edited.read_theirs() if self._edited else None
                if self._edited is None or theirs is None:
                    raise
                conflicts = differences(self._fields, self._values, typed, theirs)
                keep_theirs: frozenset[str] | None = frozenset()
                if conflicts:
                    keep_theirs = await self.app.push_screen_wait(MergeDialog(theirs, conflicts))
                if keep_theirs is None:
                    raise MergeCancelled from None
                typed = typed | {key: theirs.values[key] for key in keep_theirs}
                self._edited.rev = theirs.rev
                self._rebase(theirs.values, keep_theirs)

    def _rebase(self, values: Mapping[str, Any], keep_theirs: Collection[str]) -> None:
        """Set the values that somebody else saved as the form's base; show those of `keep_theirs`."""
        for field in self._fields:
            if field.key not in values:
                continue
            self._values[field.key] = values[field.key]
            if field.kind == "choice":
                if field.key in keep_theirs:
                    self.query_one(f"#edit-{field.key}", ChoiceInput).value = values[field.key]
                continue
            text = self._texts[field.key] = self._stored_text(field)
            if field.key in keep_theirs:
                self._write(field, text)

    def _stored_text(self, field: FormField) -> str:
        return clean(field.show(self._values[field.key]), multiline=field.kind == "lines")

    def _write(self, field: FormField, text: str) -> None:
        if field.kind == "lines":
            self.query_one(f"#edit-{field.key}", TextBox).text = text
        else:
            self.query_one(f"#edit-{field.key}", LineInput).value = text

    def _show_errors(self, errors: Sequence[tuple[str, str]]) -> None:
        messages: dict[str, str] = {}
        for key, message in errors:
            messages[key] = f"{messages[key]} {message}" if key in messages else message
        known = {field.key for field in self._fields}
        for field in self._fields:
            own = messages.get(field.key)
            view = self.query_one(f"#error-{field.key}", Lines)
            view.show([styled_line((f"▲ {own}", "bad"))] if own else [])
        others = "  ".join(message for key, message in errors if key not in known)
        summary = others or _("저장하지 않았습니다: 고칠 곳이 {n}군데 있습니다.").format(
            n=len(messages)
        )
        self.query_one("#message", Lines).show([styled_line((f"▲ {summary}", "bad"))])
        first = next((field.key for field in self._fields if field.key in messages), None)
        if first:
            self.query_one(f"#edit-{first}").focus()

    async def action_leave(self) -> None:
        """Close; ask first if something was typed."""
        if not self.modified:
            self.dismiss(None)
            return
        options = [
            option(_("계속 쓰기"), value="stay"),
            option(_("저장하고 닫기"), value="save"),
            option((_("버리고 닫기"), "bad"), value="leave"),
        ]
        question = Picker(_("쓰던 내용을 어떻게 할까요?"), options)

        def close(answer: str | None) -> None:
            if answer == "leave":
                self.dismiss(None)
            elif answer == "save":
                self.action_save()

        await self.app.push_screen(question, close)
