"""The rows of a long view that are in memory: some windows of it, those looked at last."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from secretariat_tui.database.search.list_query import WINDOW

R = TypeVar("R")
_KEPT = 12  # windows


class RowCache(Generic[R]):
    """Rows by their place in a view, whose `keys` are all here; `want` is told of each window once."""

    def __init__(self, key: Callable[[R], Any], want: Callable[[int], object]) -> None:
        self.keys: Sequence[Any] = ()
        self._key, self._want = key, want
        self._rows: OrderedDict[int, dict[Any, R]] = OrderedDict()
        self._asked: set[int] = set()

    def begin(self, keys: Sequence[Any], rows: Sequence[R]) -> None:
        """Hold another view, of which the first rows are known."""
        self.keys = keys
        self._rows.clear()
        self._asked.clear()
        self.put(0, rows)

    def put(self, window: int, rows: Sequence[R]) -> None:
        """Hold a window's rows, and forget the one that was looked at longest ago."""
        self._rows[window] = {self._key(row): row for row in rows}
        while len(self._rows) > _KEPT:
            self._asked.discard(self._rows.popitem(last=False)[0])

    def row(self, place: int) -> R | None:
        """Return a row; None where it is not here yet, or gone."""
        window = place // WINDOW
        rows = self._rows.get(window, {})
        row = rows.get(self.keys[place])
        if row is not None:
            self._rows.move_to_end(window)
        elif len(rows) < len(self.of(window)):  # none of it is here, or only its beginning
            self._ask(window)
        return row

    def near(self, place: int) -> None:
        """Ask for a row that may be looked at next."""
        if 0 <= place < len(self.keys) and place // WINDOW not in self._rows:
            self._ask(place // WINDOW)

    def _ask(self, window: int) -> None:
        if window not in self._asked:
            self._asked.add(window)
            self._want(window)

    def forget(self, window: int) -> None:
        """Ask again for a window that was asked for."""
        self._asked.discard(window)

    def of(self, window: int) -> Sequence[Any]:
        """Return the keys of a window's rows."""
        return self.keys[window * WINDOW : (window + 1) * WINDOW]

    def place(self, key: Any) -> int | None:
        """Return where the row of a key is in the view."""
        try:
            return self.keys.index(key)
        except (ValueError, TypeError):  # an array of numbers cannot hold every key
            return None

    def known(self, most: int) -> list[R]:
        """Return some of the rows that are here."""
        return [row for rows in self._rows.values() for row in rows.values()][:most]
