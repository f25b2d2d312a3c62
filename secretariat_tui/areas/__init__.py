"""The work of the office, one folder an area. This list is all that the shell knows of them."""

from dataclasses import dataclass

from secretariat_tui.language import N_


@dataclass(frozen=True)
class Area:
    """An area with a screen: its folder, its title, its key. Modules are imported when needed."""

    name: str
    title: str
    key: str

    def module(self, room: str) -> str:
        """Return the name of one of the area's modules."""
        return f"{__name__}.{self.name}.{room}"


AREAS = (
    Area("today", N_("오늘"), "1"),
    Area("schedule", N_("일정"), "2"),
    Area("budget", N_("예산"), "3"),
    Area("proposals", N_("제안"), "4"),
    Area("agreements", N_("협약"), "5"),
)
RECORDS = tuple(
    f"{__name__}.{area}.records"
    for area in ("schedule", "budget", "proposals", "agreements", "tasks")
)
