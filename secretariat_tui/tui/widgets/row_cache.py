"""The rows of a long view that are in memory: the most recently used windows."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from secretariat_tui.database.search.list_query import PAGE_ROWS

R = TypeVar("R")
_MAX_WINDOWS = 12


class RowCache(Generic[R]):
    """Caches rows by their index in a view. All `keys` of the view are in memory, not all rows.

    `request` is called once for each window of rows that is needed and missing.
    """

    def __init__(self, key: Callable[[R], Any], request: Callable[[int], object]) -> None:
        self.keys: Sequence[Any] = ()
        self._key, self._request = key, request
        self._windows: OrderedDict[int, dict[Any, R]] = OrderedDict()
        self._requested: set[int] = set()

    def reset(self, keys: Sequence[Any], rows: Sequence[R]) -> None:
        """Start with another view, whose first rows are given."""
        self.keys = keys
        self._windows.clear()
        self._requested.clear()
        self.store(0, rows)

    def store(self, window: int, rows: Sequence[R]) -> None:
        """Keep the rows of a window, and drop the least recently used one if there are too many."""
        self._windows[window] = {self._key(row): row for row in rows}
        while len(self._windows) > _MAX_WINDOWS:
            self._requested.discard(self._windows.popitem(last=False)[0])

    def row(self, index: int) -> R | None:
        """Return a row. None if it is not in memory yet, or deleted."""
        window = index // PAGE_ROWS
        rows = self._windows.get(window, {})
        row = rows.get(self.keys[index])
        if row is not None:
            self._windows.move_to_end(window)
        elif len(rows) < len(self.window_keys(window)):  # the window is missing or incomplete
            self._request_once(window)
        return row

    def prefetch(self, index: int) -> None:
        """Request the window of a row that may be needed next."""
        if self.lacks(index):
            self._request_once(index // PAGE_ROWS)

    def lacks(self, index: int) -> bool:
        """Whether a row of the view is not in memory."""
        window = index // PAGE_ROWS
        return 0 <= index < len(self.keys) and self.keys[index] not in self._windows.get(window, {})

    def _request_once(self, window: int) -> None:
        if window not in self._requested:
            self._requested.add(window)
            self._request(window)

    def allow_retry(self, window: int) -> None:
        """Let a window be requested again, after it could not be read."""
        self._requested.discard(window)

    def window_keys(self, window: int) -> Sequence[Any]:
        """Return the keys of the rows of a window."""
        return self.keys[window * PAGE_ROWS : (window + 1) * PAGE_ROWS]

    def index(self, key: Any) -> int | None:
        """Return the index of the row with a key, None if it is not in the view."""
        try:
            return self.keys.index(key)
        except (ValueError, TypeError):  # an array of numbers does not take every key
            return None

    def cached_rows(self, limit: int) -> list[R]:
        """Return up to `limit` of the rows in memory."""
        return [row for rows in self._windows.values() for row in rows.values()][:limit]
