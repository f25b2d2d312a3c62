"""The views of tables that a person keeps: the last one of each, and those given a name."""

import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from secretariat_tui.core.atomic_file import atomic_write, make_private_folder
from secretariat_tui.database.search.list_query import Order, ValueFilter, View
from secretariat_tui.tables.table import Table
from secretariat_tui.tui.widgets.column_layout import NARROWEST, ColumnChoice

_LAST = ""  # no name a person can give
_CODE = re.compile(r"[a-z_0-9-]*")  # of a state, a kind, a day, a number


class SavedView(NamedTuple):
    """What is kept of a view: all but the words it was searched for and the marks."""

    filters: tuple[ValueFilter, ...] = ()
    order: tuple[Order, ...] = ()
    choice: ColumnChoice | None = None

    def coded(self) -> "SavedView":
        """Return it without chips that hold what somebody wrote: those are kept under a name only."""
        codes = (
            value_filter
            for value_filter in self.filters
            if _CODE.fullmatch(str(value_filter.value or ""))
        )
        return self._replace(filters=tuple(codes))

    def view(self, find: str = "") -> View:
        """Return it as a view."""
        return View(find, self.filters, self.order)


class SavedViews:
    """A person's views, in one file. What it cannot read is as if it were not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: dict[str, dict[str, Any]] = _read(path)

    def last(self, table: Table[Any]) -> SavedView:
        """Return the last view of a table."""
        return self.named(table, _LAST)

    def names(self, table: Table[Any]) -> list[str]:
        """Return the names of a table's views."""
        return [name for name in self._of(table) if name != _LAST]

    def named(self, table: Table[Any], name: str) -> SavedView:
        """Return a view by its name, without what the table no longer has."""
        return _unpacked(self._of(table).get(name), table)

    def keep(self, table: Table[Any], kept: SavedView, name: str = _LAST) -> None:
        """Keep a view, in place of one of the same name. FileProblem where it cannot be written."""
        if self._of(table).get(name) != _packed(kept):
            self._write(table, {name: _packed(kept)})

    def drop(self, table: Table[Any], name: str) -> None:
        """Forget a view. FileProblem where it cannot be written."""
        self._write(table, {}, without=name)

    def _of(self, table: Table[Any]) -> dict[str, Any]:
        views = self._tables.get(table.name)
        return views if isinstance(views, dict) else {}

    def _write(
        self, table: Table[Any], views: Mapping[str, Any], without: str | None = None
    ) -> None:
        """Change some views of a table, and leave what other windows have kept meanwhile."""
        tables = _read(self._path)
        before = tables.get(table.name)
        after = {**(before if isinstance(before, dict) else {}), **views}
        after.pop(without, None)
        tables[table.name] = after
        make_private_folder(self._path.parent)
        with atomic_write(self._path, replace=True) as part:
            part.write_text(json.dumps(tables, ensure_ascii=False, indent=1), "utf-8")
        self._tables = tables


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _packed(kept: SavedView) -> dict[str, Any]:
    found: dict[str, Any] = {"chips": [list(value_filter) for value_filter in kept.filters]}
    found["order"] = [list(order) for order in kept.order]
    if kept.choice:
        found["columns"] = [[key, kept.choice.widths.get(key)] for key in kept.choice.keys]
    return found


def _unpacked(found: Any, table: Table[Any]) -> SavedView:
    known = {column.key for column in table.columns}
    try:
        filters = [
            ValueFilter(str(k), v, str(label), bool(month)) for k, v, label, month in found["chips"]
        ]
        order = tuple(Order(k, bool(down)) for k, down in found["order"] if k in known)
        columns = [(k, w) for k, w in found.get("columns", ()) if k in known]
        widths = {k: max(int(w), NARROWEST) for k, w in columns if w}
    except (TypeError, ValueError, KeyError, AttributeError):
        return SavedView()
    sound = tuple(
        value_filter for value_filter in filters if isinstance(value_filter.value, str | int | None)
    )
    choice = ColumnChoice(tuple(k for k, _w in columns), widths) if columns else None
    return SavedView(sound, order, choice)
