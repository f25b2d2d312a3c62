"""The first screen painted before Textual is imported, in the same layout as TodayScreen."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.cells import cell_len

from secretariat_tui.areas.today import day_sheet, details
from secretariat_tui.areas.today.commands import TODAY_COMMANDS
from secretariat_tui.areas.today.due import due_items
from secretariat_tui.areas.today.queries import MAX_ROWS, Overview
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.paint.header_footer import areas_bar, keys_bar
from secretariat_tui.tui.paint.text import Span, StyledLine, bar_spans, fit_width
from secretariat_tui.tui.runtime.preferences import Preferences

_LEAST_TO_DO = 6  # lines
_SCROLLBAR = 1  # cells
_LEAST_LIST = 4  # lines left for the past days below the budget
_BAR_ROWS = 3  # rows: areas at the top, messages and keys at the bottom
_TALL = 36  # lines of a terminal from which the columns have air above, as -tall in responsive.py
TWO_COLUMNS_WIDTH = 100


def margins(size: tuple[int, int], options: DisplayOptions) -> tuple[int, int]:
    """Return the padding of the columns: cells at the sides, lines above."""
    if options.is_roomy(size):
        return 2, 1
    return 1, 1 if size[1] >= _TALL else 0


def right_width(width: int) -> int:
    """Return the width of the right column with its border; 0 if only one column fits."""
    return width * 10 // 21 if width >= TWO_COLUMNS_WIDTH else 0


def columns(
    overview: Overview, size: tuple[int, int], options: DisplayOptions
) -> tuple[list[StyledLine], list[StyledLine]]:
    """Return the lines of the two columns; on a narrow terminal all in the first."""
    width, (side, above) = size[0], margins(size, options)
    right = right_width(width)
    room, height = width - right - 2 * side - _SCROLLBAR, size[1] - _BAR_ROWS - above
    inbox, register = details.proposals(overview), details.agreements(overview)
    if not right:
        diary = details.diary(overview, room, height // 2)
        to_do = details.to_do(overview, max(height - len(diary) - 1, _LEAST_TO_DO))
        lists = (section(overview, room, MAX_ROWS) for section in (details.coming, details.past))
        money = details.budget(overview, room)
        return _stacked(diary, to_do, money, inbox, register, *lists), []
    side_room = right - 2 * side - _SCROLLBAR - 1
    diary = details.diary(overview, room, height)
    money = details.budget(overview, room)
    left, others = [diary, money], [inbox, register]
    if _height(left) + _LEAST_LIST > height:  # a full day sheet
        left, others = [diary], [details.budget(overview, side_room), inbox, register]
    left.append(details.past(overview, room, height - _height(left)))
    to_do = details.to_do(overview, max(height - _height(others), _LEAST_TO_DO))
    others.insert(0, to_do)
    others.append(details.coming(overview, side_room, height - _height(others)))
    others.append(details.later_deadlines(overview, height - _height(filter(None, others))))
    return _stacked(*left), _stacked(*others)


def _height(sections: Iterable[Sequence[StyledLine]]) -> int:
    """Return the lines of sections, with one after each."""
    return sum(len(section) + 1 for section in sections)


def first_target(overview: Overview) -> tuple[Any, ...] | None:
    """Return the target of the line that the cursor begins on: what runs now or next, else what is due."""
    sheets = details.day_events(overview)
    for sheet in sheets:
        coming = day_sheet.next_event(sheet)
        event = day_sheet.current_event(sheet) or (coming[1] if coming else None)
        if event:
            return "schedule", event.key, sheet.day
    return next((item.target for item in due_items(overview)), None)


def _stacked(*sections: Sequence[StyledLine]) -> list[StyledLine]:
    blank = StyledLine(())
    return [each for section in sections if section for each in (*section, blank)][:-1]


def file_message(path: object) -> str:
    """Return the message that names the open file."""
    return _("자료: {path}").format(path=path)


def file_line(message: str, width: int) -> str:
    """Return a message at the right of a line of `width` cells, cut if it is longer."""
    return fit_width(
        f"{fit_width(clean(message), min(cell_len(clean(message)), width - 2))} ", width, "right"
    )


def screen_rows(
    overview: Overview,
    areas: Sequence[Area],
    message: str,
    size: tuple[int, int],
    preferences: Preferences,
) -> list[list[Span]]:
    """Return a screen of size (columns, lines) as rows of spans."""
    width, height = size
    items, day = areas_bar(areas, "today", overview.today, preferences.keymap, width)
    options = preferences.display_options
    side, above = margins(size, options)
    left, right = ([StyledLine(())] * above + column for column in columns(overview, size, options))
    widths = (width - right_width(width), right_width(width))
    body = [_body(at, left, right, widths, side) for at in range(height - _BAR_ROWS)]
    return [
        bar_spans(items, day, width),
        *body,
        [(f" {file_line(message, width - 1)}", "dim")],
        bar_spans(keys_bar(TODAY_COMMANDS, preferences.keymap), [], width),
    ]


def _body(
    at: int,
    left: Sequence[StyledLine],
    right: Sequence[StyledLine],
    widths: tuple[int, int],
    side: int,
) -> list[Span]:
    gap = (" " * side, "")
    row = [gap, *_fit_line(left, at, widths[0] - 2 * side), gap]
    if widths[1]:
        row += [("│", "line"), gap, *_fit_line(right, at, widths[1] - 2 * side - 1), gap]
    return row


def _fit_line(column: Sequence[StyledLine], at: int, width: int) -> list[Span]:
    """Return a line of a column, cut or padded to `width` cells."""
    out: list[Span] = []
    for shown, name in column[at].spans if at < len(column) else ():
        text = clean(shown)
        out.append((fit_width(text, min(width, cell_len(text))), name))
        width -= cell_len(out[-1][0])
    return [*out, (" " * width, "")]
