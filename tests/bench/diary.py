"""Changes of the week and the month of the diary among 400, 10,000 and 100,000 events: read, laid out, drawn."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing
from datetime import timedelta
from functools import partial
from pathlib import Path

from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.schedule import conflict_queries
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.areas.schedule.rules import month_weeks
from secretariat_tui.areas.schedule.views import day_cells, time_days, time_lines
from secretariat_tui.areas.schedule.views.day_cells import CellStyle
from secretariat_tui.areas.schedule.views.time_cells import CellLook
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.engine.tables import Record
from tests.bench.measure import Figures, interleaved, percentiles
from tests.data import TODAY, Values, cached, fill, title

_A_DAY = 8  # events
_WIDTH, _ROWS, _STEP = 160, 48, 30


def events(folder: Path, size: int) -> Path:
    """Return a file with `size` events, as many on each day around TODAY, created if it does not exist."""
    return cached(folder, f"diary-{size}", __file__, lambda path: fill(path, _records(size)))


def _records(size: int) -> Iterator[tuple[type[Record], Iterator[Values]]]:
    yield Event, (_event(number, size) for number in range(size))


def _event(number: int, size: int) -> Values:
    day = (TODAY + timedelta(number // _A_DAY - size // _A_DAY // 2)).isoformat()
    hour = 8 + number % _A_DAY
    return {
        "title": title(number + 1, size),
        "kind": ("meeting", "field_visit", "signing")[number % 3],
        "starts_on": day,
        "starts_at": f"{hour:02}:00",
        "ends_on": day,
        "ends_at": f"{hour + 1:02}:{number % 3 * 10:02}",
        "place": "시청 6층",
    }


def views(files: Mapping[int, Path], runs: int) -> Figures:
    """Measure a change of week and of month in each file, alternately; ratios are of the 95th percentiles."""
    jobs: dict[str, Callable[[], object]] = {}
    with ExitStack() as stack:
        for size, path in files.items():
            reader = stack.enter_context(closing(Reader(path)))
            jobs[f"week among {size}"] = partial(_week, reader)
            jobs[f"month among {size}"] = partial(_month, reader)
        times = interleaved(jobs, runs * 5)
    figures: Figures = {name: percentiles(ms) for name, ms in times.items()}
    few, many = min(files), max(files)
    for name in ("week", "month"):
        p95 = [figures[f"{name} among {size}"]["p95 ms"] for size in (many, few)]
        figures[f"{name}: {many} against {few}"] = p95[0] / p95[1]
    return figures


def _week(reader: Reader) -> None:
    """Read, lay out and draw a week."""
    shown = time_days.week_of(TODAY)
    rows, clashing = conflict_queries.agenda_and_conflicts(reader, shown[0], shown[-1])
    layout = time_lines.lay_out(
        shown, time_days.column_widths(shown, _WIDTH), _STEP, rows, calendar(reader)
    )
    look = CellLook(_STEP, "cursor", clashing=clashing)
    for row in range(_ROWS):
        time_lines.row_line(layout, row, look, TODAY, TODAY)


def _month(reader: Reader) -> None:
    """Read, lay out and draw a month."""
    weeks = month_weeks(TODAY.year, TODAY.month)
    rows, clashing = conflict_queries.agenda_and_conflicts(reader, weeks[0][0], weeks[-1][-1])
    holidays = calendar(reader)
    style = CellStyle(TODAY, TODAY.month, TODAY, focused=True)
    for week in weeks:
        laid_out = day_cells.lay_out(week, rows, clashing, holidays)
        day_cells.week_lines(laid_out, 8, [20] * 7, style)
