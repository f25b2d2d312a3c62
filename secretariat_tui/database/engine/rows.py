"""Mapping the columns of a statement to the fields of a row class, by name."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, time
from functools import cache, partial
from operator import itemgetter
from types import NoneType, UnionType
from typing import Any, NoReturn, Union, get_args, get_origin, get_type_hints

Row = tuple[Any, ...]
Converter = Callable[[Any], Any]
_CONVERTERS: dict[Any, Converter | None] = {
    str: None,
    int: None,
    float: None,
    bool: bool,
    date: date.fromisoformat,
    time: time.fromisoformat,
}
_NO_COLUMNS = {tuple, Mapping}


@cache
def column_converters(make: type) -> dict[str, Converter | None]:
    """Return the columns of a row class, each with the function that converts its values, if any.

    They are its fields; those of a tuple type, which hold rows of another table, and a mapping of further columns
    must come last and are not columns. TypeError for a field of any other type that SQLite does not store.
    """
    types = {name: _without_none(hint) for name, hint in get_type_hints(make).items()}
    columns = {name: kind for name, kind in types.items() if get_origin(kind) not in _NO_COLUMNS}
    unknown = [name for name, kind in columns.items() if kind not in _CONVERTERS]
    if unknown or [*types][: len(columns)] != [*columns]:
        raise TypeError(f"{make.__name__}: no column can fill {unknown or [*types]}")
    return {name: _CONVERTERS[kind] for name, kind in columns.items()}


@cache
def row_factory(make: Any, columns: tuple[str, ...]) -> Callable[[Iterable[Row]], list[Any]]:
    """Return a function that makes objects of a row class from rows with these columns, in any order.

    TypeError unless the columns are exactly those of the class. If the last field of the class is a mapping, it
    gets the values of all further columns by name, as stored.
    """
    converters = column_converters(make)
    further = {name: at for at, name in enumerate(columns) if name not in converters}
    missing = converters.keys() - set(columns)
    if missing or len(set(columns)) < len(columns) or (further and not _takes_further(make)):
        raise TypeError(f"{make.__name__} has the columns {[*converters]}, not {[*columns]}")
    positions = [columns.index(name) for name in converters]
    in_order = positions == [*range(len(columns))]
    convert = [(at, each) for at, each in enumerate(converters.values()) if each]

    def build(rows: Iterable[Row]) -> list[Any]:
        if in_order:
            return [make(*_converted(row, convert)) for row in rows]
        ordered = (([row[at] for at in positions], row) for row in rows)
        if not further:
            return [make(*_converted(values, convert)) for values, _row in ordered]
        return [
            make(*_converted(values, convert), {name: row[at] for name, at in further.items()})
            for values, row in ordered
        ]

    return build


@cache
def part_factory(make: Any, columns: tuple[str, ...]) -> Callable[[Iterable[Row]], list[Any]]:
    """Return a function that makes objects of a named tuple of which only these columns were read.

    They are read by their names, as properties read them, and not otherwise. AttributeError for another field. The
    columns that are no fields of the class are those of its mapping.
    """
    converters = column_converters(make)
    fields = [name for name in columns if name in converters]
    further = [name for name in columns if name not in converters]
    names = [*fields, *(make._fields[-1:] if further else ())]
    read = {name: property(itemgetter(at)) for at, name in enumerate(names)}
    lacking = {name: _lacking(name) for name in make._fields if name not in read}
    new = partial(tuple.__new__, type(make.__name__, (make,), {"__slots__": (), **lacking, **read}))
    convert = [(at, each) for at, name in enumerate(fields) if (each := converters[name])]
    in_order = [columns.index(name) for name in fields]
    mapped = {name: columns.index(name) for name in further}

    def build(rows: Iterable[Row]) -> list[Any]:
        if further:
            rows = (
                (*[row[at] for at in in_order], {name: row[at] for name, at in mapped.items()})
                for row in rows
            )
        return list(map(new, (_converted(row, convert) for row in rows) if convert else rows))

    return build


def _lacking(name: str) -> property:
    def get(row: object) -> NoReturn:
        raise AttributeError(f"{type(row).__name__} was read without {name}")

    return property(get)


def _takes_further(make: type) -> bool:
    """Whether the last field of a row class is a mapping for further columns."""
    return get_origin([*get_type_hints(make).values()][-1]) is Mapping


def _converted(row: Sequence[Any], convert: Sequence[tuple[int, Converter]]) -> Sequence[Any]:
    values = list(row)
    for at, converter in convert:
        value = values[at]
        if value is not None:
            values[at] = converter(value)
    return values


def _without_none(hint: Any) -> Any:
    """Return T of a type hint T | None."""
    if get_origin(hint) in {Union, UnionType}:
        kinds = [kind for kind in get_args(hint) if kind is not NoneType]
        return kinds[0] if len(kinds) == 1 else hint
    return hint
