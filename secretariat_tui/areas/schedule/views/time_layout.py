"""Where the events of a day stand in a time grid: rows, and columns for those at the same time. No Textual."""

from collections.abc import Iterable, Sequence
from datetime import date

from secretariat_tui.areas.schedule import days
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.timing.free_slots import FreeSlot
from secretariat_tui.core.named_tuple import NamedTuple

STEPS = (15, 30, 60)
"""The minutes that a row may stand for."""
MOST_COLUMNS = 3  # of events at the same time; more are counted
OFFICE_HOURS = (9 * 60, 18 * 60)


class TimedBlock(NamedTuple):
    """An event in the rows `begin` to `end`, with the travel to and from it in `first` to `last`.

    Rows are counted from 0:00, `end` and `last` are excluded. It has `columns` of `all_columns`, from `column` on.
    """

    event: EventRow
    part: days.DayPart
    begin: int
    end: int
    first: int
    last: int
    column: int = 0
    columns: int = 1
    all_columns: int = 1

    def covers(self, row: int) -> bool:
        """Whether the event is in a row."""
        return self.first <= row < self.last


class LeftOut(NamedTuple):
    """The number of events for which there is no column, from a row on."""

    row: int
    number: int


class DayLayout(NamedTuple):
    """The blocks of a day from left to right, the events that are left out, the free time."""

    blocks: Sequence[TimedBlock] = ()
    left_out: Sequence[LeftOut] = ()
    gaps: Sequence[FreeSlot] = ()

    def at(self, row: int) -> list[TimedBlock]:
        """Return the blocks in a row, from left to right."""
        return [block for block in self.blocks if block.covers(row)]


def is_timed(event: EventRow, day: date) -> bool:
    """Whether an event stands in the grid: it has a time, and is on this one day."""
    part = days.day_part(event, day)
    return event.starts_on == days.last_day(event) and part.start is not None and not part.fills_day


def is_attended(event: EventRow) -> bool:
    """Whether the mayor attends an event that takes place."""
    return event.status not in days.INACTIVE and event.attendance == "self"


def lay_out_day(
    events: Iterable[EventRow], day: date, step: int, most: int = MOST_COLUMNS
) -> DayLayout:
    """Place the timed events of a day in rows of `step` minutes, in at most `most` columns."""
    blocks = _rows([event for event in events if is_timed(event, day)], day, step)
    placed: list[TimedBlock] = []
    left_out: list[LeftOut] = []
    for cluster in _clusters(blocks):
        shown, hidden = _columns(cluster, most)
        placed += shown
        if hidden:
            left_out.append(LeftOut(hidden[0].first, len(hidden)))
    return DayLayout(placed, left_out)


def _rows(events: Sequence[EventRow], day: date, step: int) -> list[TimedBlock]:
    """Return the blocks in order; the last row of one is given to another that begins in it afterwards."""
    parts = [(event, days.day_part(event, day)) for event in events]
    starts = {(part.start or 0) for _event, part in parts}
    blocks = []
    for event, part in parts:
        start, end = part.start or 0, part.assumed_end
        begin, until = start // step, max(-(-end // step), start // step + 1)
        if until - begin > 1 and any(other in range(end, until * step) for other in starts):
            until -= 1
        there, back = event.travel_before or 0, event.travel_after or 0
        if not is_attended(event):
            there = back = 0
        first = max(start - there, 0) // step
        last = max(-(-min(end + back, days.DAY_MINUTES) // step), until)
        if last > until and any(other in range(end, last * step) for other in starts):
            last = until
        blocks.append(TimedBlock(event, part, begin, until, first, last))
    return sorted(
        blocks, key=lambda block: (block.first, block.part.start or 0, -block.last, block.event.key)
    )


def _clusters(blocks: Iterable[TimedBlock]) -> list[list[TimedBlock]]:
    """Group blocks that share rows, directly or by others."""
    clusters: list[list[TimedBlock]] = []
    end = -1
    for block in blocks:
        if block.first >= end:
            clusters.append([])
        clusters[-1].append(block)
        end = max(end, block.last)
    return clusters


def _columns(cluster: Sequence[TimedBlock], most: int) -> tuple[list[TimedBlock], list[TimedBlock]]:
    """Give each block the first free column and the free ones at its right; return those without one too."""
    columns: list[list[TimedBlock]] = []
    hidden: list[TimedBlock] = []
    for block in cluster:
        free = (at for at, column in enumerate(columns) if column[-1].last <= block.first)
        at = next(free, len(columns))
        if at == most:
            hidden.append(block)
        elif at == len(columns):
            columns.append([block])
        else:
            columns[at].append(block)
    placed = [
        block._replace(
            column=at, columns=_free_columns(block, columns[at:]), all_columns=len(columns)
        )
        for at, column in enumerate(columns)
        for block in column
    ]
    return sorted(placed, key=lambda block: (block.column, block.first)), hidden


def _free_columns(block: TimedBlock, columns: Sequence[Sequence[TimedBlock]]) -> int:
    """Return how many columns a block may have, the first of which is its own."""
    count = 1
    for column in columns[1:]:
        if any(other.first < block.last and block.first < other.last for other in column):
            break
        count += 1
    return count


def first_row(layouts: Iterable[DayLayout], step: int, rows: int) -> int:
    """Return the row from which a grid of `rows` shows the office hours and as many events as possible."""
    blocks = [block for layout in layouts for block in layout.blocks]
    start, end = (OFFICE_HOURS[0] - 60) // step, (OFFICE_HOURS[1] + 60) // step
    top = start - max(rows - (end - start), 0) // 4
    earliest = min((block.first for block in blocks), default=start)
    latest = max((block.last for block in blocks), default=start)
    if latest - earliest <= rows:
        top = min(max(top, latest - rows), earliest)
    return max(min(top, days.DAY_MINUTES // step - rows), 0)
