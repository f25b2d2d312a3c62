"""The selected rows of a view: some of them, or all but some."""

from collections.abc import Iterable, Sequence
from typing import Any


class Selection:
    """Keys of selected rows. If all of a million rows are selected it holds only the exceptions."""

    def __init__(self) -> None:
        self.inverted = False
        """Whether all rows are selected but those of `keys`."""
        self.keys: set[Any] = set()

    def __contains__(self, key: Any) -> bool:
        """Whether the row with a key is selected."""
        return (key in self.keys) is not self.inverted

    def __bool__(self) -> bool:
        """Whether any row may be selected."""
        return self.inverted or bool(self.keys)

    def count(self, total: int) -> int:
        """Return how many rows are selected in a view of `total` rows."""
        return total - len(self.keys) if self.inverted else len(self.keys)

    def among(self, keys: Sequence[Any]) -> Sequence[Any]:
        """Return the selected ones of the keys of a view, in their order."""
        if not self.keys:
            return keys if self.inverted else []
        return [key for key in keys if key in self]

    def add(self, key: Any) -> None:
        """Select a row."""
        if key not in self:
            self.toggle(key)

    def toggle(self, key: Any) -> None:
        """Select a row, or deselect it if it is selected."""
        self.keys ^= {key}

    def extend(self, visible: Iterable[Any], total: int, *, complete: bool = True) -> None:
        """Select the visible rows. If they are selected, all of a `complete` view. If it is, none."""
        visible = set(visible)
        if self.count(total) == total:
            self.clear()
        elif complete and all(key in self for key in visible):
            self.inverted, self.keys = True, set()
        else:
            self.keys = self.keys - visible if self.inverted else self.keys | visible

    def retain(self, keys: Sequence[Any]) -> None:
        """Drop keys that are no longer in the view."""
        if self.keys:
            self.keys &= set(keys)

    def clear(self) -> None:
        """Deselect all rows."""
        self.inverted, self.keys = False, set()
