"""The views of tables that a person keeps: the last one of each, and those given a name."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from secretariat_tui.database.listing import Chip, Order, View
from secretariat_tui.files import whole
from secretariat_tui.tables.table import Table
from secretariat_tui.tui.columns import NARROWEST, Choice

_LAST = ""  # no name a person can give


class Kept(NamedTuple):
    """What is kept of a view: all but the words it was searched for and the marks."""

    chips: tuple[Chip, ...] = ()
    order: tuple[Order, ...] = ()
    choice: Choice | None = None

    def view(self, find: str = "") -> View:
        """Return it as a view."""
        return View(find, self.chips, self.order)


class Shelf:
    """A person's views, in one file. What it cannot read is as if it were not there."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._tables: dict[str, dict[str, Any]] = _read(path)

    def last(self, table: Table[Any]) -> Kept:
        """Return the last view of a table."""
        return self.named(table, _LAST)

    def names(self, table: Table[Any]) -> list[str]:
        """Return the names of a table's views."""
        return [name for name in self._of(table) if name != _LAST]

    def named(self, table: Table[Any], name: str) -> Kept:
        """Return a view by its name, without what the table no longer has."""
        return _unpacked(self._of(table).get(name), table)

    def keep(self, table: Table[Any], kept: Kept, name: str = _LAST) -> None:
        """Keep a view, in place of one of the same name. FileProblem where it cannot be written."""
        views = {**self._of(table), name: _packed(kept)}
        if views != self._of(table):
            self._write(table, views)

    def drop(self, table: Table[Any], name: str) -> None:
        """Forget a view."""
        self._write(table, {key: kept for key, kept in self._of(table).items() if key != name})

    def _of(self, table: Table[Any]) -> dict[str, Any]:
        views = self._tables.get(table.name)
        return views if isinstance(views, dict) else {}

    def _write(self, table: Table[Any], views: Mapping[str, Any]) -> None:
        self._tables[table.name] = dict(views)
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with whole(self._path, replace=True) as part:
            part.write_text(json.dumps(self._tables, ensure_ascii=False, indent=1), "utf-8")


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _packed(kept: Kept) -> dict[str, Any]:
    found: dict[str, Any] = {"chips": [list(chip) for chip in kept.chips]}
    found["order"] = [list(order) for order in kept.order]
    if kept.choice:
        found["columns"] = [[key, kept.choice.widths.get(key)] for key in kept.choice.keys]
    return found


def _unpacked(found: Any, table: Table[Any]) -> Kept:
    known = {column.key for column in table.columns}
    try:
        chips = [Chip(str(k), v, str(label), bool(month)) for k, v, label, month in found["chips"]]
        order = tuple(Order(k, bool(down)) for k, down in found["order"] if k in known)
        columns = [(k, w) for k, w in found.get("columns", ()) if k in known]
        widths = {k: max(int(w), NARROWEST) for k, w in columns if w}
    except (TypeError, ValueError, KeyError, AttributeError):
        return Kept()
    sound = tuple(chip for chip in chips if isinstance(chip.value, str | int | None))
    choice = Choice(tuple(k for k, _w in columns), widths) if columns else None
    return Kept(sound, order, choice)
