"""The dialog that searches the diary for free time."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.schedule import days, queries
from secretariat_tui.areas.schedule.timing.free_slots import (
    FreeSlot,
    SlotQuery,
    free_slots,
    parse_slot_query,
)
from secretariat_tui.core.dates import add_days, short_date
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.dialogs.base import Dialog, hint
from secretariat_tui.tui.paint.text import BarItem, StyledLine, styled_line
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styled_lines import Lines, LineView

if TYPE_CHECKING:
    from textual.worker import Worker

MOST_SLOTS = 10
ReadSlots = Callable[[SlotQuery], Awaitable[Sequence[FreeSlot]]]


class ChosenSlot(NamedTuple):
    """The free time chosen, for which query, and whether the event there is tentative."""

    slot: FreeSlot
    query: SlotQuery
    tentative: bool


def next_slots(query: SlotQuery, reader: Reader) -> list[FreeSlot]:
    """Return the next free times that a query asks for."""
    with reader.snapshot():
        events = queries.agenda(reader, add_days(query.first, -1), add_days(query.last, 1))
        return list(islice(free_slots(query, events, calendar(reader)), MOST_SLOTS))


def query_text(query: SlotQuery) -> str:
    """Return how a query was understood: 30분 · 4.18.(화)~4.23.(일) · 10:00–17:00 · 이동 20분."""
    first, last = short_date(query.first), short_date(query.last)
    parts = [
        _("{n}분").format(n=query.minutes),
        first if query.first == query.last else f"{first}~{last}",
        f"{days.clock(query.opens)}–{days.clock(query.closes)}",
        _("이동 {n}분").format(n=query.travel) if query.travel else "",
        _("점심 포함") if query.lunch else "",
        _("휴일 포함") if query.days_off else "",
    ]
    return " · ".join(filter(None, parts))


class SlotDialog(Dialog[ChosenSlot | None]):
    """Finds free time as it is typed; Enter takes it for an event, F4 for a tentative one."""

    DEFAULT_CSS = css("SlotDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("f4", "hold", show=False),
    ]

    def __init__(self, now: datetime, read: ReadSlots, typed: str = "") -> None:
        super().__init__(_("빈 시간 찾기"))
        self._now, self._read, self._typed = now, read, typed
        self._query: SlotQuery | None = None

    def body(self) -> ComposeResult:
        """Lay out what is typed, how it was understood, and the free times."""
        hint_text = _("예: 30분, 이번 주, 10–17시, 이동 20분")
        yield LineInput(self._typed, placeholder=hint_text, id="query", compact=True)
        yield Lines(id="text")
        yield LineView(id="options")

    def hints(self) -> list[BarItem]:
        """Return the keys that take a free time."""
        return [
            hint("Enter", _("새 일정"), "choose"),
            hint("F4", _("잠정으로"), "hold"),
            hint("Esc", _("닫기"), "dismiss(None)"),
        ]

    def on_mount(self) -> None:
        """Search for what is typed."""
        self.set_focus(self.query_one(LineInput))
        self.on_input_changed()

    def on_input_changed(self) -> None:
        """Show what was understood, and search again."""
        typed = self.query_one(LineInput).value
        try:
            self._query = parse_slot_query(typed, self._now.date(), self._now.time())
        except ValueError as error:
            self._query = None
            self._show(styled_line((str(error), "warn")), [])
            return
        _worker: Worker[None] = self.run_worker(
            partial(self._search, self._query), group="search", exclusive=True
        )

    async def _search(self, query: SlotQuery) -> None:
        try:
            slots = await self._read(query)
        except UserError as error:
            self._show(styled_line((str(error), "bad")), [])
            return
        if query is not self._query:  # something else was typed meanwhile
            return
        lines = [slot_line(each, query) for each in slots]
        none = [styled_line((_("빈 시간이 없습니다. 날짜나 시간대를 넓혀 보세요."), "dim"))]
        self._show(styled_line((query_text(query), "accent")), lines or none)

    def _show(self, text: StyledLine, lines: Sequence[StyledLine]) -> None:
        self.query_one("#text", Lines).show([text])
        view = self.query_one("#options", LineView)
        view.show(lines)
        view.action_first()

    def on_input_submitted(self) -> None:
        self.action_choose(tentative=False)

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        event.stop()
        self.action_choose(tentative=False)

    def action_move(self, step: int) -> None:
        """Move the cursor while the query has the focus."""
        self.query_one("#options", LineView).action_move(step)

    def action_choose(self, *, tentative: bool = False) -> None:
        """Return the free time under the cursor."""
        slot: Any = self.query_one("#options", LineView).target
        if self._query is not None and slot is not None:
            self.dismiss(ChosenSlot(slot, self._query, tentative))

    def action_hold(self) -> None:
        """Return the free time under the cursor, for a tentative event."""
        self.action_choose(tentative=True)


def slot_line(slot: FreeSlot, query: SlotQuery) -> StyledLine:
    """Return a free time as a line: the time that would be taken, and until when it is free."""
    hours = f"{days.clock(slot.start)}–{days.clock(slot.start + query.minutes)}"
    until = _("{end}까지 비어 있음").format(end=days.clock(slot.end))
    return styled_line(
        f" {short_date(slot.day)} ", (hours, "accent"), (f"  {until}", "dim"), target=slot
    )
