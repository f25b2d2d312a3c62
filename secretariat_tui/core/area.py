"""What the shell knows of an area of work."""

from typing import NamedTuple


class Area(NamedTuple):
    """An area with a screen: its folder, its title, its key. Its modules are imported when needed."""

    name: str
    title: str
    key: str

    def module(self, room: str) -> str:
        """Return the name of one of the area's modules."""
        return f"secretariat_tui.areas.{self.name}.{room}"
