"""Two people on one record: what each wrote, field by field, and which of it stays."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, Generic, NamedTuple, Protocol, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from secretariat_tui.core.errors import EditConflictError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import resolve_particles
from secretariat_tui.database.audit import history as audit_history
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables.history import field_label, format_field, format_time
from secretariat_tui.tui.dialogs.base import Dialog, hint
from secretariat_tui.tui.dialogs.form_fields import FormField
from secretariat_tui.tui.paint.text import Item, Line, line
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import LineView, wrapped

D = TypeVar("D")
T = TypeVar("T")
_WIDTH = 96  # cells of the dialog, where the terminal has them
_SIDES = 5  # cells: the border, the padding and the scrollbar


class RunOnStore(Protocol):
    """Runs work on the file, on its thread."""

    async def __call__(self, work: Callable[[OfficeFile], T]) -> T: ...


class TheirVersion(NamedTuple):
    """A record as somebody else left it: its revision and values, who did it and when (UTC)."""

    rev: int
    values: Mapping[str, Any]
    who: str
    at: str


class Difference(NamedTuple):
    """A field that somebody else changed meanwhile; `mine` is what stands in the form."""

    field: FormField
    mine: Any
    theirs: Any
    touched: bool

    def show(self, value: Any) -> str:
        """Write one of the values as the form does."""
        choices = self.field.choices
        return _(choices.get(value, "")) if choices is not None else self.field.show(value)


class EditedRecord(Generic[D]):
    """The stored record that a form is about: a row of `table`, which `read` reads anew.

    Its revision is that of the values the form began with, or took over since.
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

    async def again(self) -> TheirVersion | None:
        """Read what somebody else made of it; None where it is as it was, or gone."""

        def read(file: OfficeFile) -> TheirVersion | None:
            with file.read.snapshot():
                now = self._read(file.read, self.id)
                last = audit_history.last_change(file.read, self._table, now.id) if now else None
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
    """Return the fields where the other's values are new, and not the same as in the form."""
    return [
        Difference(field, mine[key], theirs.values[key], mine[key] != start[key])
        for field in fields
        if (key := field.key) in theirs.values and theirs.values[key] not in (start[key], mine[key])
    ]


def describe_conflict(problem: EditConflictError, kinds: Mapping[str, TableMeta]) -> list[str]:
    """Write where an undo met somebody else's values, in the words of the forms."""
    said = []
    for table, key, mine, theirs in problem.clashes:
        if kind := kinds.get(table):
            said.append(
                _("{field}: 내 값 {mine} · 지금 값 {theirs}").format(
                    field=field_label(kind, key),
                    mine=format_field(kind, key, mine) or _("(빈 칸)"),
                    theirs=format_field(kind, key, theirs) or _("(빈 칸)"),
                )
            )
    return said


class MergeDialog(Dialog[frozenset[str] | None]):
    """Shows both values of each field; returns the keys of those where the other's stays.

    None where a person goes back to the form.
    """

    DEFAULT_CSS = css("MergeDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s,f10", "save", show=False),
        Binding("space", "turn", show=False),
        Binding("escape", "dismiss(None)", show=False),
    ]

    def __init__(self, theirs: TheirVersion, found: Sequence[Difference]) -> None:
        title = _("{who}이(가) {at}에 이 기록을 바꾸었습니다. 남길 값을 고르세요.").format(
            who=theirs.who, at=format_time(theirs.at)
        )
        super().__init__(resolve_particles(title))
        self._theirs, self._found = theirs, found
        self._taken = {each.field.key for each in found if not each.touched}

    def body(self) -> ComposeResult:
        """Lay out the values."""
        yield LineView(id="values")

    def hints(self) -> list[Item]:
        """Return the keys that choose a value, save and close."""
        return [
            hint("Enter", _("이 값으로"), "turn"),
            hint("Ctrl+S", _("고른 값으로 저장"), "save"),
            hint("Esc", _("돌아가기 (적은 것은 그대로)"), "dismiss(None)"),
        ]

    def on_mount(self) -> None:
        """Show the values."""
        view = self.query_one(LineView)
        view.show(self._lines())
        self.set_focus(view)

    def _lines(self) -> list[Line]:
        width = min(_WIDTH, self.app.size.width) - _SIDES
        lines: list[Line] = []
        for each in self._found:
            key = each.field.key
            lines.append(line((_(each.field.label), "title")))
            for name, value, theirs in (
                (_("내 값"), each.mine, False),
                (_("상대 값"), each.theirs, True),
            ):
                sign = "●" if (key in self._taken) is theirs else "○"
                said = each.show(value) or _("(빈 칸)")
                lines += wrapped(
                    line((f" {sign} {name}  ", "dim"), said, target=(key, theirs)), width
                )
        return lines

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        event.stop()
        self.action_turn()

    def action_turn(self) -> None:
        """Choose the value under the cursor."""
        view = self.query_one(LineView)
        if view.target is not None:
            key, theirs = view.target
            (self._taken.add if theirs else self._taken.discard)(key)
            view.show(self._lines())

    def action_save(self) -> None:
        """Go on with the values chosen."""
        self.dismiss(frozenset(self._taken))
