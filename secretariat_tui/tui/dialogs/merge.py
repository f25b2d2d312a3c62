"""Merging two edits of one record: the user chooses between both values of each field."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, Protocol, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from secretariat_tui.core.errors import EditConflictError, UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import resolve_particles
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.history import field_label, format_field, format_time
from secretariat_tui.tui.dialogs.base import Dialog, hint
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.dialogs.picker import Picker, notice
from secretariat_tui.tui.paint.text import BarItem, StyledLine, styled_line
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import LineView, wrap_line

D = TypeVar("D")
T = TypeVar("T")
_WIDTH = 96  # cells: the dialog, unless the terminal is narrower
_FRAME_WIDTH = 5  # cells: border, padding and scrollbar


class RunOnStore(Protocol):
    """Runs work with the file on the store thread."""

    async def __call__(self, work: Callable[[OfficeFile], T]) -> T: ...


class TheirVersion(NamedTuple):
    """A record as somebody else saved it: revision, values, the user's name, the time (UTC)."""

    rev: int
    values: Mapping[str, Any]
    who: str
    at: str


class Difference(NamedTuple):
    """A field that somebody else changed meanwhile.

    `mine` is the value in the form; `edited` whether the user has changed it there.
    """

    field: FormField
    mine: Any
    theirs: Any
    edited: bool

    def show(self, value: Any) -> str:
        """Return the text of one of the values, as in the form."""
        choices = self.field.choices
        return _(choices.get(value, "")) if choices is not None else self.field.show(value)


class EditedRecord(Generic[D]):
    """The stored record that a form edits: a row of `table`, which `reader` reads.

    `rev` is the revision that the form's values are based on; a merge raises it.
    """

    def __init__(
        self,
        run_on_store: RunOnStore,
        table: str,
        stored: Stored[D],
        read: Callable[[Reader, int], Stored[D] | None],
    ) -> None:
        self.id, self.rev = stored.id, stored.rev
        self._run_on_store, self._table, self._read = run_on_store, table, read

    async def read_theirs(self) -> TheirVersion | None:
        """Read what somebody else saved; None if the record is unchanged or deleted."""

        def read(file: OfficeFile) -> TheirVersion | None:
            with file.reader.snapshot():
                now = self._read(file.reader, self.id)
                last = audit_history.last_change(file.reader, self._table, now.id) if now else None
            if now is None or last is None or now.rev == self.rev:
                return None
            return TheirVersion(now.rev, now.draft._asdict(), last.who, last.at)  # type: ignore[attr-defined]

        return await self._run_on_store(read)


def differences(
    fields: Sequence[FormField],
    start: Mapping[str, Any],
    mine: Mapping[str, Any],
    theirs: TheirVersion,
) -> list[Difference]:
    """Return the fields that somebody else changed to another value than the form's.

    `start` are the values that both edits began with.
    """
    return [
        Difference(field, mine[key], theirs.values[key], mine[key] != start[key])
        for field in fields
        if (key := field.key) in theirs.values and theirs.values[key] not in (start[key], mine[key])
    ]


def describe_conflict(error: EditConflictError, tables: Mapping[str, TableMeta]) -> list[str]:
    """Return a line for each field that keeps an undo from overwriting somebody else's value."""
    lines = []
    for table, key, mine, theirs in error.conflicts:
        if table_meta := tables.get(table):
            lines.append(
                _("{field}: 내 값 {mine} · 지금 값 {theirs}").format(
                    field=field_label(table_meta, key),
                    mine=format_field(table_meta, key, mine) or _("(빈 칸)"),
                    theirs=format_field(table_meta, key, theirs) or _("(빈 칸)"),
                )
            )
    return lines


def error_notice(problem: UserError, tables: Mapping[str, TableMeta]) -> Picker:
    """Return the dialog that shows a problem: what, where, in which fields, what to do."""
    fields = describe_conflict(problem, tables) if isinstance(problem, EditConflictError) else []
    texts = (problem.message, problem.location, *fields, problem.remedy)
    return notice(_("알림"), [text for text in texts if text])


class MergeDialog(Dialog[frozenset[str] | None]):
    """Shows both values of each field; returns the keys of the fields that keep the other's value.

    None if the user returns to the form.
    """

    DEFAULT_CSS = css("MergeDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f10", "save", show=False),
        Binding("space", "choose", show=False),
        Binding("escape", "dismiss(None)", show=False),
    ]

    def __init__(self, theirs: TheirVersion, differences: Sequence[Difference]) -> None:
        title = _("{who}이(가) {at}에 이 기록을 바꾸었습니다. 남길 값을 고르세요.").format(
            who=theirs.who, at=format_time(theirs.at)
        )
        super().__init__(resolve_particles(title))
        self._theirs, self._differences = theirs, differences
        self._keep_theirs = {each.field.key for each in differences if not each.edited}

    def body(self) -> ComposeResult:
        """Lay out the values."""
        yield LineView(id="values")

    def hints(self) -> list[BarItem]:
        """Return the keys that choose a value, save and close."""
        return [
            hint("Enter", _("이 값으로"), "choose"),
            hint("Ctrl+S", _("고른 값으로 저장"), "save"),
            hint("Esc", _("돌아가기 (적은 것은 그대로)"), "dismiss(None)"),
        ]

    def on_mount(self) -> None:
        """Show the values."""
        view = self.query_one(LineView)
        view.show(self._lines())
        self.set_focus(view)

    def _lines(self) -> list[StyledLine]:
        width = min(_WIDTH, self.app.size.width) - _FRAME_WIDTH
        lines: list[StyledLine] = []
        for each in self._differences:
            key = each.field.key
            lines.append(styled_line((_(each.field.label), "title")))
            for name, value, theirs in (
                (_("내 값"), each.mine, False),
                (_("상대 값"), each.theirs, True),
            ):
                marker = "●" if (key in self._keep_theirs) is theirs else "○"
                text = each.show(value) or _("(빈 칸)")
                lines += wrap_line(
                    styled_line((f" {marker} {name}  ", "dim"), text, target=(key, theirs)), width
                )
        return lines

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Choose the value under the cursor."""
        view = self.query_one(LineView)
        if view.target is not None:
            key, theirs = view.target
            (self._keep_theirs.add if theirs else self._keep_theirs.discard)(key)
            view.show(self._lines())

    def action_save(self) -> None:
        """Close and return the choice."""
        self.dismiss(frozenset(self._keep_theirs))
