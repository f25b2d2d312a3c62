"""The header and footer of every screen as lines: areas and date, and keys."""

from collections.abc import Iterable, Sequence
from datetime import date

from secretariat_tui.core.dates import full_date
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.keys.area import Area, go_commands
from secretariat_tui.tui.keys.commands import BACK, Command
from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.paint.text import BarItem, Span


def areas_bar(
    areas: Sequence[Area], here: str, today: date, keymap: Keymap, *, masked: bool = False
) -> tuple[list[BarItem], list[Span]]:
    """Return the areas with their keys, the current one in brackets, and today's date.

    A mark before the date shows that personal data is `masked`.
    """
    items = []
    for each, go in zip(areas, go_commands(areas), strict=True):
        name = f"{keymap.label(go)} {_(each.title)}"
        span = (f"[{name}]", "title") if each.name == here else (f" {name} ", "")
        items.append(BarItem((span,), go.action))
    mask = [(_("[가림] "), "warn")] if masked else []
    return items, [*mask, (f"{full_date(today)} ", "dim")]


def keys_bar(commands: Iterable[Command], keymap: Keymap, *, inner: bool = False) -> list[BarItem]:
    """Return the keys of the commands in the footer, on an `inner` screen with "back" first."""
    shown = [*([BACK] if inner else []), *(each for each in commands if each.footer)]
    return [
        BarItem(((f" {keymap.label(each)}", "key"), (f" {_(each.title)} ", "dim")), each.action)
        for each in shown
    ]


def path(*names: str) -> list[Span]:
    """Return the path of an inner screen, from its area down: the beginning of its headline."""
    *above, here = names
    return [*((f"{name} › ", "dim") for name in above), (here, "bold")]
