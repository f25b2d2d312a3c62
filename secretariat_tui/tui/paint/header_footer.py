"""What frames every screen, as lines: the areas above, the keys below."""

from collections.abc import Iterable, Sequence
from datetime import date

from secretariat_tui.core.area import Area
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.keys.commands import BACK, Command, go_commands
from secretariat_tui.tui.paint.text import Item, Span


def areas_bar(
    areas: Sequence[Area], here: str, today: date, *, masked: bool = False
) -> tuple[list[Item], list[Span]]:
    """Name the areas with their keys, the present one in brackets, and today's date at the right.

    Where names are `masked` it says so before the date.
    """
    items = []
    for each, go in zip(areas, go_commands(areas), strict=True):
        name = f"{go.key} {_(each.title)}"
        span = (f"[{name}]", "title") if each.name == here else (f" {name} ", "")
        items.append(Item((span,), go.action))
    mask = [(_("[가림] "), "warn")] if masked else []
    return items, [*mask, (f"{full_date(today)} ", "dim")]


def keys_bar(commands: Iterable[Command], *, inner: bool = False) -> list[Item]:
    """Name the keys of the commands that belong in the footer, on an `inner` screen the way back first."""
    shown = [*([BACK] if inner else []), *(each for each in commands if each.footer)]
    return [
        Item(((f" {each.key}", "key"), (f" {_(each.title)} ", "dim")), each.action)
        for each in shown
    ]


def path(*names: str) -> list[Span]:
    """Say where an inner screen is, from its area down: the first words of its headline."""
    *above, here = names
    return [*((f"{name} › ", "dim") for name in above), (here, "bold")]
