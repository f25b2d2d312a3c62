"""The saved views of tables: the last one of each table, and those saved under a name."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from secretariat_tui.core.atomic_file import atomic_write, make_private_folder
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.limits import MAX_ID, bound_error
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.regular_file import read_settings
from secretariat_tui.database.search.list_query import Order, ValueFilter, View
from secretariat_tui.tui.widgets.column_choice import MAX_WIDTH, MIN_WIDTH, ColumnChoice

if TYPE_CHECKING:
    from secretariat_tui.tables.table import Table

_LAST = ""  # the key of a table's last view; a user cannot enter it as a name
_SURROGATE = LazyPattern("[\ud800-\udfff]")  # half a character, which cannot be encoded
# A state, a kind, a date, a number, or a state with who attends: nothing typed.
_CODE_VALUE = LazyPattern(r"[a-z_0-9·-]*")


class SavedView(NamedTuple):
    """The parts of a view that are saved: not its search text, nor the selected rows."""

    filters: tuple[ValueFilter, ...] = ()
    order: tuple[Order, ...] = ()
    choice: ColumnChoice | None = None

    def without_typed_text(self) -> "SavedView":
        """Return the view without filters by typed text, which are saved only under a name."""
        filters = (
            value_filter
            for value_filter in self.filters
            if _CODE_VALUE.compiled.fullmatch(str(value_filter.value or ""))
        )
        return self._replace(filters=tuple(filters))

    def view(self, find: str = "") -> View:
        """Return the view, with a search text."""
        return View(find, self.filters, self.order)


class SavedViews:
    """The user's views, in one JSON file. An unreadable file or entry is ignored.

    The order and the columns of a table's last view are the same in all office files; its filters belong to
    the office file `file`, for a filter of another office would hide rows that nobody asked to hide.
    """

    def __init__(self, path: Path, file: Path | None = None) -> None:
        self._path, self._file = path, str(file or "")
        self._groups: dict[str, dict[str, Any]] = _read(path)

    def last(self, table: "Table[Any]") -> SavedView:
        """Return the last view of a table in this office file."""
        filters = _from_json(self._entries(self._file).get(table.name), table).filters
        return self.get(table, _LAST)._replace(filters=filters)

    def has_last(self, table: "Table[Any]") -> bool:
        """Whether the last view of a table in this office file was saved."""
        return table.name in self._entries(self._file)

    def names(self, table: "Table[Any]") -> list[str]:
        """Return the names of a table's views."""
        return [name for name in self._entries(table.name) if name != _LAST]

    def get(self, table: "Table[Any]", name: str) -> SavedView:
        """Return a view by its name, without columns that the table no longer has."""
        return _from_json(self._entries(table.name).get(name), table)

    def save(self, table: "Table[Any]", view: SavedView, name: str) -> None:
        """Save a view, replacing one of the same name. FileError if it cannot be written."""
        self._save(table.name, name, view)

    def save_last(self, table: "Table[Any]", view: SavedView) -> None:
        """Save the last view of a table. FileError if it cannot be written."""
        self._save(table.name, _LAST, view._replace(filters=()))
        self._save(self._file, table.name, SavedView(view.filters))

    def delete(self, table: "Table[Any]", name: str) -> None:
        """Delete a view. FileError if it cannot be written."""
        self._write(table.name, name, None)

    def _save(self, group: str, name: str, view: SavedView) -> None:
        if self._entries(group).get(name) != _to_json(view):
            self._write(group, name, _to_json(view))

    def _entries(self, group: str) -> dict[str, Any]:
        """Return the views of a table, or the filters of an office file by table."""
        entries = self._groups.get(group)
        return entries if isinstance(entries, dict) else {}

    def _write(self, group: str, name: str, view: dict[str, Any] | None) -> None:
        """Update or delete an entry; those that other windows have saved meanwhile stay."""
        groups = _read(self._path)
        before = groups.get(group)
        after = dict(before) if isinstance(before, dict) else {}
        after.pop(name, None)
        if view is not None:
            after[name] = view
        groups[group] = after
        make_private_folder(self._path.parent)
        with atomic_write(self._path, replace=True) as part:
            part.write_text(json.dumps(groups, indent=1), "utf-8")
        self._groups = groups


def _read(path: Path) -> dict[str, Any]:
    try:
        tables = json.loads(read_settings(path))
    except (OSError, ValueError, RecursionError):
        return {}
    return tables if isinstance(tables, dict) else {}


def _to_json(view: SavedView) -> dict[str, Any]:
    data: dict[str, Any] = {"chips": [list(value_filter) for value_filter in view.filters]}
    data["order"] = [list(order) for order in view.order]
    if view.choice:
        data["columns"] = [[key, view.choice.widths.get(key)] for key in view.choice.keys]
    return data


def _from_json(data: Any, table: "Table[Any]") -> SavedView:
    known = {column.key for column in table.all_columns}
    try:
        filters = [
            ValueFilter(str(k), v, str(label), bool(month)) for k, v, label, month in data["chips"]
        ]
        order = tuple(Order(k, bool(descending)) for k, descending in data["order"] if k in known)
        columns = [(k, w) for k, w in data.get("columns", ()) if k in known]
        widths = {k: min(max(int(w), MIN_WIDTH), MAX_WIDTH) for k, w in columns if w}
    except (TypeError, ValueError, OverflowError, KeyError, AttributeError):
        return SavedView()
    valid = tuple(each for each in filters if _is_bounded(each.value) and _is_bounded(each.label))
    choice = ColumnChoice(tuple(k for k, _w in columns), widths) if columns else None
    return SavedView(valid, order, choice)


def _is_bounded(value: Any) -> bool:
    """Whether a value can be given to SQLite and drawn in a line."""
    match value:
        case None:
            return True
        case str():
            return not _SURROGATE.compiled.search(value) and not bound_error("paragraph", value)
        case int():
            return abs(value) <= MAX_ID
    return False
