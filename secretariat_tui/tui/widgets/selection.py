"""The rows a person has marked: some of a view, or all of it but some."""

from collections.abc import Iterable, Sequence
from typing import Any


class Selection:
    """Keys of marked rows. Of a million marked rows it holds only the exceptions."""

    def __init__(self) -> None:
        self.all = False
        self._keys: set[Any] = set()  # marked ones, or where all are, those that are not

    def __contains__(self, key: Any) -> bool:
        """Whether the row of a key is marked."""
        return (key in self._keys) is not self.all

    def __bool__(self) -> bool:
        """Whether any row may be marked."""
        return self.all or bool(self._keys)

    @property
    def some(self) -> set[Any]:
        """The marked keys, or where all are marked, those that are not."""
        return self._keys

    def count(self, view: int) -> int:
        """Return how many rows of a view are marked."""
        return view - len(self._keys) if self.all else len(self._keys)

    def among(self, keys: Sequence[Any]) -> Sequence[Any]:
        """Return the marked ones of a view's keys, in its order."""
        if not self._keys:
            return keys if self.all else []
        return [key for key in keys if key in self]

    def add(self, key: Any) -> None:
        """Mark a row."""
        if key not in self:
            self.turn(key)

    def turn(self, key: Any) -> None:
        """Mark a row, or take its mark away."""
        self._keys ^= {key}

    def widen(self, seen: Iterable[Any], view: int, *, whole: bool = True) -> None:
        """Mark the rows that are seen; where they are, all of a `whole` view; where that is, none."""
        seen = set(seen)
        if self.count(view) == view:
            self.clear()
        elif whole and all(key in self for key in seen):
            self.all, self._keys = True, set()
        else:
            self._keys = self._keys - seen if self.all else self._keys | seen

    def keep(self, keys: Sequence[Any]) -> None:
        """Forget rows that are no longer in the view."""
        if self._keys:
            there = set(keys)
            self._keys &= there

    def clear(self) -> None:
        """Take all marks away."""
        self.all, self._keys = False, set()
