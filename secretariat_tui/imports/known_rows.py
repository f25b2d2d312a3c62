"""Finding the rows of a file that the register, or an earlier row of the file, has already."""

from collections.abc import Iterator, Mapping
from datetime import date, time
from functools import cached_property
from typing import Any, Generic

from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.target import ChildRows, D, ImportTarget

_Identity = tuple[Any, ...]


class KnownRows(Generic[D]):
    """Finds a row by the first of the target's keys that it has all of; without one, by all it consists of."""

    def __init__(self, target: ImportTarget[D], reader: Reader) -> None:
        self._target, self._reader = target, reader
        self._by_key: dict[_Identity, int] = {}
        for at, key in enumerate(target.keys):
            sql = f"SELECT {', '.join(key)} FROM {target.model.table}"
            self._by_key.update(((at, *values), 0) for values in reader.tuples(sql))

    def add(self, number: int, draft: D) -> int | None:
        """Return the equal earlier row's number, 0 for one of the register; None for a new row, which is added."""
        known, keys = self._identities(draft)
        if keys[0] in known:
            return known[keys[0]]
        for each in keys:
            known.setdefault(each, number)
        return None

    def find(self, draft: D) -> int | None:
        """Return the same as `add`, without adding a new row."""
        known, keys = self._identities(draft)
        return known.get(keys[0])

    def _identities(self, draft: D) -> tuple[dict[_Identity, int], list[_Identity]]:
        values = {name: _encoded(value) for name, value in self._target.stored(draft).items()}
        keys = [*self._complete_keys(values)]
        return (self._by_key, keys) if keys else (self._by_content, [self._content(draft, values)])

    def _complete_keys(self, values: Mapping[str, Any]) -> Iterator[_Identity]:
        blank = self._target.blank_in_keys
        for at, key in enumerate(self._target.keys):
            if all(values[name] not in {None, ""} or name in blank for name in key):
                yield at, *(values[name] for name in key)

    @cached_property
    def _columns(self) -> list[str]:
        return [key for key in self._target.model.columns if key in self._target.fields]

    def _content(self, draft: D, values: Mapping[str, Any]) -> _Identity:
        children = (
            tuple(_child(rows, row) for row in getattr(draft, key))
            for key, rows in self._target.children.items()
        )
        return (*(values[name] for name in self._columns), *children)

    @cached_property
    def _by_content(self) -> dict[_Identity, int]:
        """The records of the register by all columns and the rows that belong to them."""
        children = [self._stored_children(rows) for rows in self._target.children.values()]
        sql = f"SELECT id, {', '.join(self._columns)} FROM {self._target.model.table}"
        return {
            (*values, *(tuple(each.get(record_id, ())) for each in children)): 0
            for record_id, *values in self._reader.tuples(sql)
        }

    def _stored_children(self, rows: ChildRows) -> dict[int, list[_Identity]]:
        conditions = " AND ".join(f"{name} = :{name}" for name in rows.fixed) or "1 = 1"
        sql = f"""
            SELECT {rows.owner}, {", ".join(_names(rows))} FROM {rows.record.__tablename__}
            WHERE {conditions} ORDER BY pos, id"""
        children: dict[int, list[_Identity]] = {}
        for owner, *values in self._reader.tuples(sql, **rows.fixed):
            children.setdefault(owner, []).append(tuple(values))
        return children


def _names(rows: ChildRows) -> list[str]:
    """Return the columns of rows that are theirs: not their order, nor what they belong to."""
    return [
        name
        for name in rows.record.model_fields
        if name not in {"id", "rev", "pos", rows.owner, *rows.fixed}
    ]


def _child(rows: ChildRows, row: Any) -> _Identity:
    values = rows.columns(row)
    fields = rows.record.model_fields
    return tuple(_encoded(values.get(name, fields[name].default)) for name in _names(rows))


def _encoded(value: Any) -> Any:
    """Return a value as SQLite stores it."""
    match value:
        case bool():
            return int(value)
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case _:
            return value
