"""What frames every screen, as lines: the areas above, the keys below."""

from collections.abc import Iterable, Sequence
from datetime import date

from secretariat_tui.area import Area
from secretariat_tui.language import _
from secretariat_tui.tui.commands import Command, key_name
from secretariat_tui.tui.line import Item, Span
from secretariat_tui.values import full_date


def areas_bar(areas: Sequence[Area], here: str, today: date) -> tuple[list[Item], list[Span]]:
    """Name the areas with their keys, the present one in brackets, and today's date at the right."""
    items = []
    for each in areas:
        name = f"{each.key} {_(each.title)}"
        span = (f"[{name}]", "title") if each.name == here else (f" {name} ", "")
        items.append(Item((span,), f"app.go('{each.name}')"))
    return items, [(f"{full_date(today)} ", "dim")]


def keys_bar(commands: Iterable[Command]) -> list[Item]:
    """Name the keys of the commands that belong in the footer."""
    return [
        Item(((f" {key_name(each.keys[0])}", "key"), (f" {_(each.title)} ", "dim")), each.action)
        for each in commands
        if each.footer
    ]
