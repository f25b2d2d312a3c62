"""The first screen painted before Textual is imported, in the same layout as TodayScreen."""

from collections.abc import Sequence

from rich.cells import cell_len

from secretariat_tui.areas.today import details
from secretariat_tui.areas.today.commands import TODAY_COMMANDS
from secretariat_tui.areas.today.queries import Overview
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import clean
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.paint.header_footer import areas_bar, keys_bar
from secretariat_tui.tui.paint.text import Span, StyledLine, bar_spans, fit_width
from secretariat_tui.tui.runtime.preferences import Preferences

_BAR_ROWS = 3  # rows: areas at the top, messages and keys at the bottom
TWO_COLUMNS_WIDTH = 100


def margins(size: tuple[int, int], options: DisplayOptions) -> tuple[int, int]:
    """Return the padding of the columns: cells at the sides, lines above."""
    return (2, 1) if options.is_roomy(size) else (1, 0)


def right_width(width: int) -> int:
    """Return the width of the right column with its border; 0 if only one column fits."""
    return width * 10 // 21 if width >= TWO_COLUMNS_WIDTH else 0


def columns(
    overview: Overview, size: tuple[int, int], options: DisplayOptions
) -> tuple[list[StyledLine], list[StyledLine]]:
    """Return the lines of the two columns; on a narrow terminal all in the first."""
    width, side = size[0], margins(size, options)[0]
    right = right_width(width)
    room = width - right - 2 * side
    diary, money = details.diary(overview, room), details.budget(overview, room)
    past = details.past(overview, room)
    to_do, inbox, register = (
        details.to_do(overview),
        details.proposals(overview),
        details.agreements(overview),
    )
    if right:
        return _stacked(diary, money, past), _stacked(to_do, inbox, register)
    return _stacked(diary, to_do, money, inbox, register, past), []


def _stacked(*sections: Sequence[StyledLine]) -> list[StyledLine]:
    blank = StyledLine(())
    return [each for section in sections if section for each in (*section, blank)][:-1]


def file_message(path: object) -> str:
    """Return the message that names the open file."""
    return _("자료: {path}").format(path=path)


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
        [(fit_width(f" {clean(message)}", width), "dim")],
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
