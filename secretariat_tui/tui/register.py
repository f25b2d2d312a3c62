"""A screen with a table of records and a pane on the one under the cursor."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container

from secretariat_tui.language import _
from secretariat_tui.problem import Problem
from secretariat_tui.tables.table import Sheet, Table
from secretariat_tui.text import Matcher, search_key
from secretariat_tui.tui.area_screen import AreaScreen
from secretariat_tui.tui.bars import Bar
from secretariat_tui.tui.chooser import confirm
from secretariat_tui.tui.commands import RECORDS, SHELL, Command, bindings
from secretariat_tui.tui.detail import Detail
from secretariat_tui.tui.inputs import LineInput
from secretariat_tui.tui.line import Item, Line, Span
from secretariat_tui.tui.lines import Pane
from secretariat_tui.tui.record_table import RecordTable

if TYPE_CHECKING:
    from secretariat_tui.database.file import OfficeFile
    from secretariat_tui.tui.form import Form

R = TypeVar("R")
_NAMED = 5  # records that the question before deleting names one by one


class RegisterScreen(AreaScreen, Generic[R]):
    """Reads, adds, changes and deletes the records of one table."""

    DEFAULT_CSS = """
    RegisterScreen {
        & #filter { display: none; height: 1; border: none; padding: 0 1; background: $foreground 8%; }
        & #filter.open { display: block; }
        & #split { layout: vertical; height: 1fr; }
        & #pane { height: 9; border-top: solid $foreground 20%; padding: 0 1; }
        &.-tall #pane { height: 40%; }
        &.-tiny #pane { display: none; }
        &.-wide #split { layout: horizontal; }
        &.-wide RecordTable { width: 3fr; }
        &.-wide #pane { width: 2fr; height: 1fr; border-top: none; border-left: solid $foreground 20%; }
    }
    """
    commands: ClassVar[tuple[Command, ...]] = (*RECORDS, *SHELL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(RECORDS)
    table: ClassVar[Table[Any]]
    AUTO_FOCUS = "RecordTable"

    def __init__(self) -> None:
        super().__init__()
        self.records: list[R] = []
        self._keys: list[str] | None = None

    # What an area says of itself.

    def fetch(self, file: "OfficeFile") -> list[R]:
        """Read the records, on the store thread."""
        raise NotImplementedError

    def headline(self) -> Sequence[Span]:
        """Say in one line what the records add up to."""
        raise NotImplementedError

    def describe(self, file: "OfficeFile", record: R) -> list[Line]:
        """Read and write out one record, on the store thread."""
        raise NotImplementedError

    def title_of(self, record: R) -> str:
        """Name a record as the question before deleting it does."""
        raise NotImplementedError

    async def form(self, record: R | None) -> "Form | None":
        """Make the form for a record, or for a new one; None where it is gone."""
        raise NotImplementedError

    def erase(self, file: "OfficeFile", record: R) -> None:
        """Delete a record, on the store thread."""
        raise NotImplementedError

    def totals(self, records: Sequence[R]) -> str:  # noqa: ARG002
        """Say what the chosen records add up to, beside their count."""
        return ""

    def count(self, records: Sequence[R]) -> int:
        """Count records; rows that only add up others are none."""
        return len(records)

    def basis(self) -> str:
        """Return the line above the table where it is taken out."""
        return ""

    def empty(self) -> str:
        """Say what to do where there is no record."""
        return _("아직 기록이 없습니다. Insert나 n을 눌러 첫 기록을 적으세요.")

    # The rest is the same everywhere.

    def body(self) -> ComposeResult:
        """Lay out the headline, the filter, the table and the pane."""
        yield Bar(id="headline")
        yield LineInput(
            id="filter",
            placeholder=_("찾을 말을 적으세요. Enter 목록으로 · Esc 지우기"),
            compact=True,
        )
        with Container(id="split"):
            yield RecordTable(self.table, lambda record: record.id)
            yield Pane(id="pane")

    @property
    def grid(self) -> RecordTable[R]:
        """The table."""
        return self.query_one(RecordTable)

    async def load(self) -> None:
        """Read the records, and show them as filtered."""
        self.records = await self.ask(self.fetch)
        self._keys = None
        self.query_one("#headline", Bar).show([Item(((" ", ""), *self.headline()))])
        self._show()
        if self.grid.row is None:
            self.query_one("#pane", Pane).show([])

    def _show(self) -> None:
        query = self.query_one("#filter", LineInput).value
        found = self._found(Matcher(query))
        if not found:
            self.query_one("#pane", Pane).show([])
        self.grid.show(
            found,
            _("찾는 기록이 없습니다. Esc로 찾기를 지웁니다.") if query.strip() else self.empty(),
        )
        self._count()

    def _found(self, match: Matcher) -> list[R]:
        if not match:
            return self.records
        if self._keys is None:
            self._keys = [
                "\n".join(map(search_key, self.table.texts(record))) for record in self.records
            ]
        return [
            record for record, key in zip(self.records, self._keys, strict=True) if match.key(key)
        ]

    def _count(self) -> None:
        marked = len(self.grid.marks)
        chosen = (
            _("선택 {n}건 {totals}").format(n=marked, totals=self.totals(self.grid.chosen))
            if marked
            else ""
        )
        shown, held = self.count(self.grid.rows), self.count(self.records)
        count = _("{n}건").format(n=f"{held:,}")
        if shown != held:
            count = _("{shown} / {all}건").format(shown=f"{shown:,}", all=f"{held:,}")
        self.say(chosen or self.office_app.last_said, right=[(f"{count} ", "dim")])

    def on_record_table_highlighted(self, event: RecordTable.Highlighted) -> None:
        """Describe the record the cursor came to."""
        if event.row is not None:
            self.latest("describe", lambda: self._describe(event.row))

    async def _describe(self, record: R) -> None:
        lines = await self.ask(lambda file: self.describe(file, record))
        self.query_one("#pane", Pane).show(lines)

    def on_record_table_marked(self) -> None:
        self._count()

    def on_record_table_opened(self, event: RecordTable.Opened) -> None:
        """Open a record."""
        self.perform(self.open(event.row))

    async def open(self, record: R) -> None:
        """Show a record whole, with what can be done to it."""
        lines = await self.ask(lambda file: self.describe(file, record))
        wish = await self.dialog(Detail(self.title_of(record), lines))
        if wish == "edit":
            await self.edit(record)
        elif wish == "delete":
            await self.delete([record])

    async def edit(self, record: R | None) -> None:
        """Change a record, or add one, in its form."""
        form = await self.form(record)
        if form is None:
            raise Problem(_("이 기록은 이미 지워졌습니다."))
        saved = await self.dialog(form)
        if saved:
            await self.saved(saved[0])

    async def saved(self, number: int | None) -> None:
        """Show what was saved."""
        self.office_app.saved()
        await self.load()
        if number is not None and not self.grid.select(number):
            self._clear_filter()
            self.grid.select(number)

    async def delete(self, records: Sequence[R]) -> None:
        """Delete records after a question that names them."""
        names = [self.title_of(record) for record in records]
        said = [
            *names[:_NAMED],
            *([_("… 그 밖에 {n}건").format(n=len(names) - _NAMED)] if len(names) > _NAMED else []),
        ]
        said.append(_("지운 뒤에도 Ctrl+Z로 되돌릴 수 있습니다."))
        title = _("{n}건 지우기").format(n=len(names))
        if not await self.dialog(confirm(title, said, _("지우기"))):
            return

        def erase(file: "OfficeFile") -> None:
            with file.edit(title):  # one transaction, one undo, whatever the number
                for record in records:
                    self.erase(file, record)

        await self.ask(erase if len(records) > 1 else lambda file: self.erase(file, records[0]))
        self.grid.clear_marks()
        more = _(" 외 {n}건").format(n=len(names) - 1) if len(names) > 1 else ""
        self.office_app.saved(_("지웠습니다: {name}").format(name=names[0]) + more)
        await self.load()

    def action_open(self) -> None:
        self.grid.action_open()

    def action_new(self) -> None:
        self.perform(self.edit(None))

    def action_edit(self) -> None:
        if self.grid.row is not None:
            self.perform(self.edit(self.grid.row))
        else:
            self._nothing()

    def _nothing(self) -> None:
        self.say(_("고른 기록이 없습니다."), "warn")

    def action_delete(self) -> None:
        if self.grid.chosen:
            self.perform(self.delete(self.grid.chosen))
        else:
            self._nothing()

    def action_mark(self) -> None:
        self.grid.mark()

    def action_mark_all(self) -> None:
        self.grid.mark_all()

    def action_filter(self) -> None:
        """Open the filter and type into it."""
        box = self.query_one("#filter", LineInput)
        box.add_class("open")
        self.set_focus(box)  # at once: the next letter is meant for it

    def _clear_filter(self) -> None:
        box = self.query_one("#filter", LineInput)
        box.value = ""
        box.remove_class("open")
        self._show()
        self.grid.focus()

    def on_input_changed(self) -> None:
        self._show()

    def on_input_submitted(self) -> None:
        self.grid.focus()

    def action_back(self) -> None:
        """Clear the filter, then the marks, then go back."""
        if self.query_one("#filter", LineInput).has_class("open"):
            self._clear_filter()
        elif self.grid.marks:
            self.grid.clear_marks()
        else:
            super().action_back()

    def action_copy(self) -> None:
        """Copy the chosen rows, with a header where there are several."""
        from secretariat_tui.tui.takeout import copy_sheet

        rows = self.grid.chosen
        if rows:
            self.perform(
                copy_sheet(self, self._sheet(rows), "tsv", header=len(rows) > 1), group="copy"
            )

    def action_export(self) -> None:
        """Take the table as shown out, in the form the next program wants."""
        from secretariat_tui.tui.takeout import take_out

        self.perform(take_out(self, self._sheet(self.grid.rows)))

    def _sheet(self, rows: Sequence[R]) -> Sheet[R]:
        return Sheet(self.table, rows, self.basis())

    async def reveal(self, target: Any) -> None:
        """Put the cursor on a record that another screen points to, and open it."""
        await self.load()
        if not self.grid.select(target):
            self._clear_filter()
            if not self.grid.select(target):
                raise Problem(_("이 기록은 이미 지워졌습니다."))
        if self.grid.row is not None:
            await self.open(self.grid.row)
