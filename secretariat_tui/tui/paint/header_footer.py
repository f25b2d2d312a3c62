"""The header and footer of every screen as lines: areas and date, and keys."""

from collections.abc import Iterable, Sequence
from datetime import date

from rich.cells import cell_len, set_cell_size

from secretariat_tui.core.dates import full_date, month_day
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.keys.area import Area, go_commands
from secretariat_tui.tui.keys.commands import BACK, HELP, PALETTE, Command
from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.paint.text import BarItem, Span

_MIN_TITLE = 4  # cells of an abbreviated title beside its key
_MIN_BARE_TITLE = 2  # cells of a title without its key


def areas_bar(  # noqa: PLR0913
    areas: Sequence[Area],
    here: str,
    today: date,
    keymap: Keymap,
    width: int,
    *,
    masked: bool = False,
) -> tuple[list[BarItem], list[Span]]:
    """Return the areas with their keys as tabs, the current one reversed, and today's date.

    A mark before the date shows that personal data is `masked`. What is too wide for `width` cells is
    shortened: first the date, then the gaps, then the titles. Which area is current changes no width.
    """
    commands = go_commands(areas)
    keys: Sequence[str] = [keymap.label(each) for each in commands]
    titles: Sequence[str] = [_(each.title) for each in areas]
    mask = _("[가림] ") if masked else ""
    full, short = f"{full_date(today)} ", f"{month_day(today)} "
    for spaced, day in ((True, full), (True, short), (False, full), (False, short)):
        if _tabs_width(keys, titles, spaced=spaced) + cell_len(mask + day) <= width:
            break
    else:
        spaced, day, mask = False, "", mask.rstrip()
        keys, titles = _abbreviate(keys, titles, width - cell_len(mask))
    tabs = (
        _tab(key, title, active=area.name == here, spaced=spaced)
        for area, key, title in zip(areas, keys, titles, strict=True)
    )
    items = [BarItem(tab, go.action) for tab, go in zip(tabs, commands, strict=True)]
    return items, [(text, style) for text, style in ((mask, "warn"), (day, "dim")) if text]


def _tab(key: str, title: str, *, active: bool, spaced: bool) -> tuple[Span, ...]:
    if spaced:
        return ((f"[{key} {title}]", "tab"),) if active else ((f" {key} {title} ", ""),)
    style = ("tab", "tab") if active else ("key", "")
    return ((key, style[0]), (title, style[1]), (" ", ""))


def _tabs_width(keys: Sequence[str], titles: Sequence[str], *, spaced: bool) -> int:
    gaps = (3 if spaced else 1) * len(keys)
    return sum(map(cell_len, (*keys, *titles))) + gaps


def _abbreviate(
    keys: Sequence[str], titles: Sequence[str], room: int
) -> tuple[Sequence[str], Sequence[str]]:
    """Return keys and titles of tabs without gaps that fit: titles cut alike, and if need be no keys."""
    longest = max(map(cell_len, titles))
    for shown, least in ((keys, _MIN_TITLE), ([""] * len(keys), _MIN_BARE_TITLE)):
        for cells in range(longest, least - 1, -1):
            cut = [set_cell_size(each, min(cells, cell_len(each))).rstrip() for each in titles]
            if _tabs_width(shown, cut, spaced=False) <= room:
                return shown, cut
    return shown, cut


def keys_bar(commands: Iterable[Command], keymap: Keymap, *, inner: bool = False) -> list[BarItem]:
    """Return the keys of the commands in the footer, on an `inner` screen with "back" first.

    The palette and the help are always shown, as all commands are found there.
    """
    shown = [*([BACK] if inner else []), *(each for each in commands if each.footer)]
    return [
        BarItem(
            ((f" {keymap.label(each)}", "key"), (f" {_(each.title)} ", "dim")),
            each.action,
            each in {BACK, PALETTE, HELP},
        )
        for each in shown
    ]


def path(*names: str) -> list[Span]:
    """Return the path of an inner screen, from its area down: the beginning of its headline."""
    *above, here = names
    return [*((f"{name} › ", "dim") for name in above), (here, "bold")]
