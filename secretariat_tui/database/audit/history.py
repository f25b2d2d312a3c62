"""The audit log as a list: when, who, what, and each field with its old and new value."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit import compiled
from secretariat_tui.database.audit.events import EVENTS
from secretariat_tui.database.audit.log_rows import parse_row
from secretariat_tui.database.audit.meta import OwnerColumn, TableMeta, name_sql, name_sql_by_kind
from secretariat_tui.database.audit.ownership import owned_by, secret_condition
from secretariat_tui.database.audit.undo import PROGRAM
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.list_query import (
    ListParts,
    ListQuery,
    Order,
    all_rows,
    restricted,
)

_INTERNAL_COLUMNS = frozenset({"id", "rev", "pos", "content"})  # nothing that people read
_SIDES = ("old", "new")


class FieldChange(NamedTuple):
    """A field of a change: its values before and after, and the names of the records they refer to."""

    key: str
    before: Any
    after: Any
    before_name: str | None
    after_name: str | None


class _ChangeRow(NamedTuple):
    id: int
    at: str
    who: str
    label: str
    kind: str
    table: str
    row: int
    op: str
    old: str | None
    new: str | None
    names: str | None
    hidden: bool
    internal: bool
    selected: tuple[FieldChange, ...] = ()


class Change(_ChangeRow):
    """A logged change of one row; `old` and `new` are the row as JSON, `at` is UTC.

    `names` is JSON too: the names of the records that its numbers refer to. A `hidden` change belongs to a secret
    record and has no contents, one of an `internal` record must stay inside the office. `selected` holds the one
    field of a line, where each field has its own line.
    """

    @property
    def gone(self) -> bool:
        """Whether its contents were destroyed."""
        return not self.hidden and self.old is None and self.new is None

    @property
    def unreadable(self) -> bool:
        """Whether its contents cannot be parsed."""
        return any(parse_row(side) is None for side in (self.old, self.new) if side is not None)

    @cached_property  # in the row, so that contents do not outlive it
    def fields(self) -> tuple[FieldChange, ...]:
        """The fields whose value changed; for an added or deleted row those that are not empty.

        None of a change that is unreadable.
        """
        if self.selected:
            return self.selected
        old, new, names = (parse_row(side or "{}") for side in (self.old, self.new, self.names))
        if old is None or new is None:
            return ()
        names = names or {}
        changed = bool(old and new)
        return tuple(
            FieldChange(
                key,
                old.get(key),
                new.get(key),
                *(names.get(f"{key} {side}", names.get(key)) for side in _SIDES),
            )
            for key in old | new
            if key not in _INTERNAL_COLUMNS
            and (old.get(key) != new.get(key) if changed else (old | new)[key] not in {None, "", 0})
        )


class HistoryTarget(NamedTuple):
    """A record whose history is shown: its table, id and title."""

    table: str
    row: int
    title: str


class LastChange(NamedTuple):
    """Who made the last change, and when (UTC)."""

    who: str
    at: str


def history_query(kinds: Mapping[str, TableMeta]) -> ListQuery[Change]:
    """Return the query for the complete history of these tables, newest first."""
    hidden = _by_table(kinds, lambda kind: secret_condition(kind, kinds), "0")
    internal = _by_table(kinds, lambda kind: secret_condition(kind, kinds, outside=True), "0")
    label = f"CASE WHEN {hidden} THEN '' ELSE tx.label END"
    old, new, names = (
        f"CASE WHEN NOT {hidden} THEN {side} END"
        for side in (
            "change.old",
            "change.new",
            _by_table(kinds, lambda kind: _referenced_names(kind, kinds), "NULL"),
        )
    )
    titles = {kind.table: kind.title for kind in (*kinds.values(), *EVENTS.values())}
    return ListQuery(
        row_type=Change,
        parts=ListParts(
            columns={
                "id": "change.id",
                "at": "tx.at",
                "who": "tx.who",
                "label": label,
                "kind": "tx.kind",
                "table": "change.tbl",
                "row": "change.row",
                "op": "change.op",
                "old": old,
                "new": new,
                "names": names,
                "hidden": hidden,
                "internal": internal,
            },
            source="change CROSS JOIN tx ON tx.id = change.tx",
            id="change.id",
            keys={
                "tx": "change.tx",
                "change": "change.id",
                "day": "date(tx.at, 'localtime')",
                "who": "tx.who",
                "label": label,
                "item": "change.tbl || change.op",
            },
            text_keys=("who", "label", "item"),
            months={"day": "substr(date(tx.at, 'localtime'), 1, 7)"},
        ),
        order=(
            Order("tx", descending=True),
            Order("change", descending=True),
        ),  # as in the index change_by_tx
        not_null=frozenset({"tx", "change"}),
        kind=0,
        parameters=(("table_titles", json.dumps(titles, ensure_ascii=False)),),
        scanned_text=f"""tx.who || char(10) || {label}
            || char(10) || coalesce(json_extract(:table_titles, '$.' || change.tbl), '')""",
    )


def record_history_query(
    history: ListQuery[Change], kinds: Mapping[str, TableMeta], record: HistoryTarget
) -> ListQuery[Change]:
    """Return the part of a history that belongs to a record, its dependent rows and what hangs on it."""
    dependent = [
        condition
        for kind in kinds.values()
        for condition in owned_by(kind, kinds, record.table, "= :of_row")
    ]
    terms = [f"change.tbl = '{record.table}' AND change.row = :of_row", *dependent]
    return restricted(history, " OR ".join(f"({term})" for term in terms), of_row=record.row)


def last_change(reader: Reader, table: str, row: int) -> LastChange | None:
    """Return who changed a record last."""
    return reader.first(LastChange, compiled.LAST_CHANGE, table=table, row=row)


def last_restore(reader: Reader) -> LastChange | None:
    """Return who restored a backup last."""
    return reader.first(LastChange, compiled.LAST_RESTORE)


def author_names(reader: Reader) -> list[str]:
    """Return the names of all authors in the history."""
    return [who for (who,) in reader.tuples(compiled.AUTHORS, program=PROGRAM)]


def by_field(changes: Iterable[Change]) -> Iterator[Change]:
    """Yield one line for each field of the changes."""
    for change in changes:
        lines = (change._replace(selected=(field,)) for field in change.fields)
        yield from lines if change.fields else (change,)


def changes_by_field(
    reader: Reader, history: ListQuery[Change], first: date | None, last: date | None
) -> list[Change]:
    """Return the history of a period, one line for each field, newest first."""
    if first:
        history = restricted(history, "date(tx.at, 'localtime') >= :first", first=first)
    if last:
        history = restricted(history, "date(tx.at, 'localtime') <= :last", last=last)
    return list(by_field(all_rows(reader, history)))


def _by_table(
    kinds: Mapping[str, TableMeta], sql: Callable[[TableMeta], str], otherwise: str
) -> str:
    """Return SQL with a term for each table; those with the same term share it."""
    tables: dict[str, list[str]] = {}
    for kind in kinds.values():
        if term := sql(kind):
            tables.setdefault(term, []).append(f"'{kind.table}'")
    terms = " ".join(
        f"WHEN change.tbl IN ({', '.join(names)}) THEN {term}" for term, names in tables.items()
    )
    return f"(CASE {terms} ELSE {otherwise} END)" if terms else otherwise


def _referenced_names(kind: TableMeta, kinds: Mapping[str, TableMeta]) -> str:
    """Return SQL for a JSON object with the names of the records that a change refers to.

    Its keys are those of the fields with the side. What a row hangs on does not change: the key has no side.
    """
    number = "CASE WHEN json_valid(change.{side}) THEN json_extract(change.{side}, '$.{key}') END"
    pairs = [
        f"'{key} {side}', ({name_sql(field, number.format(side=side, key=key))})"
        for key, field in kind.columns.items()
        if name_sql(field, "")
        for side in _SIDES
    ]
    pairs += [
        f"'{owner.column}', ({_hung_on_name(owner, kinds)})"
        for owner in kind.owners
        if owner.table_column
    ]
    return f"json_object({', '.join(pairs)})" if pairs else ""


def _hung_on_name(owner: OwnerColumn, kinds: Mapping[str, TableMeta]) -> str:
    row = "coalesce(change.new, change.old)"
    table, number = (
        f"json_extract({row}, '$.{column}')" for column in (owner.table_column, owner.column)
    )
    return f"CASE WHEN json_valid({row}) THEN {name_sql_by_kind(kinds, table, number)} END"
