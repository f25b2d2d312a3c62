"""The form: one dialog for adding and editing any record."""

import contextlib
from collections.abc import Awaitable, Callable, Collection, Mapping, Sequence
from typing import Any, ClassVar, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Grid, Vertical, VerticalScroll
from textual.css.query import NoMatches
from textual.geometry import Size
from textual.worker import Worker, get_current_worker

from secretariat_tui.core import dates
from secretariat_tui.core.errors import (
    EditConflictError,
    ForeignFileError,
    RuleError,
    UserError,
    ValidationError,
)
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs import form_values
from secretariat_tui.tui.dialogs.base import hint
from secretariat_tui.tui.dialogs.form_editors import (
    ChoiceInput,
    FieldBox,
    FormPreview,
    ask_about_times,
    edit_rows,
    form_hints,
    pick_record,
    pick_suggestion,
    write_picked,
)
from secretariat_tui.tui.dialogs.form_fields import Adviser, FormField, RowEditor, lines_of
from secretariat_tui.tui.dialogs.form_values import Errors, FormValues
from secretariat_tui.tui.dialogs.merge import EditedRecord, MergeDialog, differences
from secretariat_tui.tui.dialogs.picker import TypedDialog
from secretariat_tui.tui.paint.text import BarItem, Span, styled_line
from secretariat_tui.tui.runtime.crash import unexpected_error
from secretariat_tui.tui.runtime.form_autosaves import Keep
from secretariat_tui.tui.runtime.shell import shell_of
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import Lines

_FRAME_HEIGHT = 6  # lines of the dialog around its fields
_FRAME_WIDTH = 5  # cells: border, padding and scrollbar
_MAX_WIDTH = 120  # cells of the dialog, as in styles.tcss
_FIELD_WIDTH = 37  # cells that a field beside others needs
Values = dict[str, Any]
T = TypeVar("T")


Preview = Callable[[Values], str]
"""Returns the lines shown below the fields for their values; those that begin with "! " are warnings."""


class SaveCancelled(Exception):  # noqa: N818 - control flow, not an error
    """The user left a question about what is saved, and returns to the form."""


class Form(TypedDialog[T | None]):
    """Edits values field by field; `save` stores them, and the form returns its result.

    Typed text stays until it is saved or discarded. Errors are shown beside their fields: those of texts that
    cannot be read, those that `check` returns for the values, those that `check_file` returns for them from the
    file (None is a value that cannot be read), and those that `save` raises. Each disappears when it is mended.
    An unchanged field keeps its value, even if its text would be read as another one. If somebody
    else has changed the record (`edited`), the user chooses between the values.
    `done` is the name of the saving key in the hint line. `can_repeat` offers to save and begin another record;
    `again` is then whether the user chose that. `keep` keeps what is typed, of a new record with the values that
    the form began with, which are others on another day; `typed` is what was typed in it before the program died.
    `unsaved` is whether `values` were typed elsewhere and are saved nowhere. `notice` is a message, such as on the
    record saved before, that is shown until something is typed. `adviser` reads what is shown below the preview,
    and values that F6 offers.
    """

    DEFAULT_CSS = css("Form")
    BINDINGS: ClassVar[list[BindingType]] = [
        # No priority binding: keys typed before it must have reached their field.
        Binding("ctrl+s,f10", "save", show=False),
        Binding("ctrl+n", "save_and_new", show=False),
        Binding("f4", "pick", show=False),
        Binding("f6", "take_proposal", show=False),
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
        check: Callable[[Values], Errors] | None = None,
        check_file: Callable[[Values], Awaitable[Errors]] | None = None,
        *,
        can_repeat: bool = False,
        keep: Keep | None = None,
        typed: Mapping[str, Any] | None = None,
        unsaved: bool = False,
        notice: Span = ("", ""),
        adviser: Adviser | None = None,
    ) -> None:
        super().__init__(title)
        self._adviser = adviser
        self._notice = notice
        self._edited, self._done = edited, done
        self._fields, self._save, self._preview = fields, save, preview
        self._can_repeat = can_repeat
        self._keep, self._typed, self._unsaved = keep, typed or {}, unsaved
        self.again = False
        self._saving = False
        self._check_file = check_file
        self._values = FormValues(fields, values, check)

    def body(self) -> ComposeResult:
        """Lay out the fields line by line, and below each line the errors of its fields."""
        with VerticalScroll(can_focus=False):
            for line in lines_of(self._fields):
                with Vertical(classes="line"):
                    boxes = [self._new_box(field) for field in line]
                    if len(boxes) > 1:
                        yield Grid(*boxes, classes="fields")
                    else:
                        yield from boxes
                    for field in line:
                        yield Lines(id=f"error-{field.key}")
        yield FormPreview(self._preview, self._adviser)
        yield Lines(id="message")

    def _new_box(self, field: FormField) -> FieldBox:
        start = self._values.texts[field.key]
        typed = self._typed.get(field.key, start)
        if field.kind == "choice":
            return FieldBox(field, "", typed if typed in (field.choices or {}) else start)
        return FieldBox(field, str(typed), None, replaces=self._edited is None)

    def hints(self) -> list[BarItem]:
        """Return the keys that save, close, and go to the next field."""
        save = hint("Enter" if self._single else "Ctrl+S", _(self._done), "save")
        return [save, *form_hints(self._fields, can_repeat=self._can_repeat)]

    def on_mount(self) -> None:
        """Put the cursor in the first field to type in."""
        typed = [field for field in self._fields if field.kind != "choice"] or self._fields
        self.set_focus(self._box(typed[0]).editor)
        understood = self._show_understood()
        if self._unsaved:
            self._keep_typed(*understood)

    def _box(self, field: FormField) -> FieldBox:
        box = self.query_one(f"#edit-{field.key}").parent
        if not isinstance(box, FieldBox):
            raise NoMatches(field.key)
        return box

    def _typed_now(self) -> Values:
        """Return what stands in the fields: their texts, and the values of choices."""
        boxes = {field.key: self._box(field) for field in self._fields}
        return {
            key: box.value if box.field.kind == "choice" else box.text for key, box in boxes.items()
        }

    @property
    def modified(self) -> bool:
        """Whether any value differs from what the form opened with."""
        return self._values.is_modified(self._typed_now())

    @property
    def holds_typed(self) -> bool:
        return self._unsaved or self.modified

    def _show_understood(self) -> tuple[Values, Values]:
        """Show what was understood of each text, the preview, and the errors that are left.

        Return what stands in the fields, and the values that can be read.
        """
        typed = self._typed_now()
        values, _errors = self._values.read(typed)
        for field in self._fields:
            echo = ""
            if field.echo is not None and field.key in values:
                echo = field.echo(typed[field.key], values[field.key])
            self._box(field).show_echo(echo)
        self.query_one(FormPreview).show_values(self._values.start | values)
        self._show_errors(self._values.remaining_errors(typed))
        return typed, values

    def on_input_changed(self) -> None:
        """Show what is understood of the text, keep it, and check it again."""
        self._keep_typed(*self._show_understood())
        if self._check_file and self._values.shows_errors and not self._saving:
            _worker: Worker[None] = self.run_worker(
                self._check_again, group="check", exclusive=True
            )

    on_text_area_changed = on_choice_input_changed = on_input_changed

    def _keep_typed(self, typed: Values, values: Values) -> None:
        if self._keep:
            kept = self._values.changed(typed)
            if self._edited is None and (kept or self._unsaved):
                kept = typed
            self._keep(kept, self._values.start | values)

    async def _check_again(self) -> None:
        """Remove the errors that the file no longer has for what is typed now."""
        typed = self._typed_now()
        with contextlib.suppress(UserError):  # saving shows it
            from_file = await self._file_errors(typed)
            self._show_errors(self._values.remaining_errors(typed, from_file))

    async def _file_errors(self, typed: Values) -> Errors:
        return await self._check_file(self._values.for_file(typed)) if self._check_file else []

    def dismiss(self, result: Any = None) -> Any:
        """Close; what was typed is saved or given up."""
        if self._keep:
            self._keep({}, {})
            self._keep = None
        return super().dismiss(result)

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
        """Fit the fields into the terminal: side by side as far as there is room."""
        super().adapt(size)
        self.query_one(VerticalScroll).styles.max_height = max(size.height - _FRAME_HEIGHT, 3)
        width = min(size.width, _MAX_WIDTH) - _FRAME_WIDTH
        for grid in self.query(Grid):
            grid.styles.grid_size_columns = max(1, min(len(grid.children), width // _FIELD_WIDTH))

    def action_save_and_new(self) -> None:
        """Save, and begin another record."""
        if self._can_repeat:
            self.again = True
            self.action_save()

    def action_save(self) -> None:
        """Save, or show the errors beside their fields. Ignored while a save runs."""
        if not self._saving:
            self._saving = True
            self._work(self._save_typed())

    def _work(self, work: Awaitable[None]) -> None:
        """Run work; what is typed meanwhile is for the screen that is in front afterwards."""

        async def run() -> None:
            try:
                await work
            finally:
                shell_of(self).key_queue.end(get_current_worker())

        shell_of(self).key_queue.begin(self, self.run_worker(run(), group="save"))

    async def _save_typed(self) -> None:
        result = None
        errors: Errors = []
        try:
            typed = self._typed_now()
            errors = self._values.all_errors(typed, await self._file_errors(typed))
            if not errors:
                await self._settle_times()
                result = await self._save_or_merge(self._values.read(self._typed_now())[0])
        except SaveCancelled:
            self._saving = self.again = False
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
        self.workers.cancel_group(self, "check")
        if errors:
            self.again = False
            shell_of(self).show_message("")  # an earlier record was saved, this one was not
            self._values.show_errors(errors, self._typed_now())
            self._show_errors(errors)
            self._focus_first(errors)
        else:
            shell_of(self).wrong_file = False
            self.dismiss(result)

    async def _settle_times(self) -> None:
        """Ask once whether hours such as 3시 are in the afternoon, and write down the answer.

        SaveCancelled if the user returns to the form instead.
        """
        doubts = self._values.doubts(self._typed_now())
        if not doubts:
            return
        boxes = [self._box(field) for field, _at, _other in doubts]
        times = await ask_about_times(self.app.push_screen_wait, boxes, doubts)
        if times is None:
            raise SaveCancelled
        for box, time in zip(boxes, times, strict=True):
            box.write(dates.format_time(time))

    async def _save_or_merge(self, typed: Values) -> T:
        """Save; if somebody else has saved meanwhile, let the user merge both, and save the result.

        SaveCancelled if the user returns to the form instead.
        """
        while True:
            try:
                return await self._save(dict(typed))
            except EditConflictError:
                theirs = await self._edited.read_theirs() if self._edited else None
                if self._edited is None or theirs is None:
                    raise
                conflicts = differences(self._fields, self._values.start, typed, theirs)
                keep_theirs: frozenset[str] | None = frozenset()
                if conflicts:
                    keep_theirs = await self.app.push_screen_wait(MergeDialog(theirs, conflicts))
                if keep_theirs is None:
                    raise SaveCancelled from None
                typed = typed | {key: theirs.values[key] for key in keep_theirs}
                self._edited.rev = theirs.rev
                self._rebase(theirs.values, keep_theirs)

    def _rebase(self, values: Mapping[str, Any], keep_theirs: Collection[str]) -> None:
        """Set the values that somebody else saved as the form's base; show those of `keep_theirs`."""
        for field in self._fields:
            if field.key not in values:
                continue
            text = self._values.rebase(field, values[field.key])
            if field.key in keep_theirs and field.kind == "choice":
                self._box(field).choose(text)
            elif field.key in keep_theirs:
                self._box(field).write(text)

    def _show_errors(self, errors: Errors) -> None:
        messages = form_values.messages_by_field(errors)
        for field in self._fields:
            own = messages.get(field.key)
            view = self.query_one(f"#error-{field.key}", Lines)
            view.show([styled_line((f"▲ {own}", "bad"))] if own else [])
        others = "  ".join(message for key, message in errors if key not in self._values.start)
        summary = form_values.error_summary(others, len(messages))
        if not summary and self._notice[0] and not self.modified:
            summary = [styled_line(self._notice)]
        self.query_one("#message", Lines).show(summary)

    def _focus_first(self, errors: Errors) -> None:
        keys = {key for key, _message in errors}
        first = next((field for field in self._fields if field.key in keys), None)
        if first:
            self._box(first).editor.focus()

    def action_pick(self) -> None:
        """Choose what the field holds from a list, or edit its rows one by one."""
        box = self.focused.parent if self.focused else None
        if not isinstance(box, FieldBox):
            return
        editor = box.editor
        if isinstance(editor, ChoiceInput):
            self.run_worker(editor.action_choose())
        elif box.field.rows:
            self._work(edit_rows(self.app.push_screen_wait, box, row_form))
        elif box.field.records:
            self._work(pick_record(self.app.push_screen_wait, box))
        elif box.field.suggestions:
            picking = pick_suggestion(self.app.push_screen_wait, box)
            self._work(write_picked(picking, [self._box(each) for each in self._fields], box))

    def action_take_proposal(self) -> None:
        """Choose one of the values proposed instead of those typed."""
        picking = self.query_one(FormPreview).choose(self.app.push_screen_wait)
        self._work(write_picked(picking, [self._box(each) for each in self._fields]))


def row_form(title: str, editor: RowEditor, row: Any) -> Form[Any]:
    """Return the form of a row, or of a new one (None)."""
    values = editor.blank if row is None else row._asdict()

    async def make(values: dict[str, Any]) -> Any:
        return editor.make(**values)

    return Form(title, editor.fields, values, make, check=editor.errors)
