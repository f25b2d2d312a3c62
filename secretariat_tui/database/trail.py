"""The change log as a list to read: when, who, what, which field, from what to what.

A record that was added or deleted is one line, one that was changed a line for each field.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from secretariat_tui.database.kinds import Kind, coded, number, text
from secretariat_tui.database.listing import Listing, Order
from secretariat_tui.database.reader import Reader
from secretariat_tui.language import N_

OUT = "E"  # of a change's op: a table went out; `new` says which, how much of it, to whom, what for
AUDIENCES = {"inside": N_("내부용"), "outside": N_("외부용")}
EXPORT = Kind(
    "tx",
    N_("내보내기"),
    "table",
    {
        "table": text(N_("표")),
        "rows": number(N_("건수")),
        "audience": coded(N_("쓰임"), AUDIENCES),
        "purpose": text(N_("목적")),
        "way": text(N_("방법")),
    },
)
_FIELDS = 4096  # numbers for the lines of one change: each column's place among all their names
_UNTOLD = "('id', 'rev', 'pos')"
_ID = f"change.id * {_FIELDS} + coalesce(instr(:trail_names, ',' || field.key || ','), 0)"
_SOURCE = f"""
    change CROSS JOIN tx ON tx.id = change.tx
    LEFT JOIN json_each(CASE change.op WHEN 'U' THEN change.new END) AS field
        ON field.key NOT IN {_UNTOLD}
        AND field.value IS NOT json_extract(change.old, field.fullkey)"""
_TOLD = "(change.op <> 'U' OR field.key IS NOT NULL OR change.new IS NULL)"
_DAY = "date(tx.at, 'localtime')"
_BEFORE = "CASE change.op WHEN 'U' THEN json_extract(change.old, field.fullkey) WHEN 'D' THEN {} END"
_AFTER = "CASE change.op WHEN 'U' THEN field.value WHEN 'I' THEN {} WHEN 'E' THEN {} END"


class Change(NamedTuple):
    """A line of the history. `key` is the field, None where the whole record came or went.

    `at` is UTC. `hidden` is what a secret record says, `gone` what was destroyed: both values are then None.
    `before_of` and `after_of` name the records that the values point to.
    """

    id: int
    at: str
    who: str
    label: str
    deed: str
    table: str
    row: int
    op: str
    key: str | None
    before: Any
    after: Any
    before_of: str | None
    after_of: str | None
    hidden: bool
    gone: bool


class Last(NamedTuple):
    """Who changed a record last, and when (UTC)."""

    who: str
    at: str


def listing(kinds: Mapping[str, Kind]) -> Listing[Change]:
    """Return the whole history of records of these kinds, newest first."""
    known = {**kinds, EXPORT.table: EXPORT}
    hidden = _cases(known, _secret)
    before = f"CASE WHEN NOT {hidden} THEN {_BEFORE.format(_name(known, 'old'))} END"
    name = _name(known, "new")
    after = f"CASE WHEN NOT {hidden} THEN {_AFTER.format(name, name)} END"
    label = f"CASE WHEN NOT {hidden} THEN tx.label ELSE '' END"
    return Listing(
        make=Change,
        select=f"""
            {_ID}, tx.at, tx.who, {label}, tx.kind, change.tbl, change.row, change.op, field.key,
            {before}, {after}, {_pointed(known, before)}, {_pointed(known, after)},
            {hidden}, coalesce(change.old, change.new) IS NULL""",
        source=_SOURCE,
        id=_ID,
        keys={
            "change": "change.id",
            "day": _DAY,
            "who": "tx.who",
            "label": label,
            "item": "change.tbl || '.' || coalesce(field.key, change.op)",
            "before": before,
            "after": after,
        },
        order=(Order("change", down=True),),
        solid=frozenset({"change"}),
        kind=0,
        follows=(),
        where=_TOLD,
        given=(
            ("trail_names", f",{','.join(_names(known.values()))},"),
            ("trail_words", json.dumps(_words(known), ensure_ascii=False)),
        ),
        text=f"""tx.who || char(10) || {label} || char(10) || {_word("''")}
            || char(10) || {_word("coalesce(field.key, '')")}
            || char(10) || coalesce({before}, '') || char(10) || coalesce({after}, '')
            || char(10) || {_code(before)} || char(10) || {_code(after)}""",
        at=f"change.id = {{0}} >> {_FIELDS.bit_length() - 1} AND {_ID} = {{0}}",
    )


def of_record(history: Listing[Change], kinds: Mapping[str, Kind], table: str, number: int) -> Listing[Change]:
    """Return the part of the history that is a record's, with what hangs on it."""
    terms = [f"change.tbl = '{table}' AND change.row = :of_row"]
    terms += [
        f"change.tbl = '{kind.table}'"
        f" AND json_extract(coalesce(change.new, change.old), '$.{kind.owner.column}') = :of_row"
        for kind in kinds.values()
        if kind.owner and kind.owner.table == table
    ]
    return history.of(" OR ".join(f"({term})" for term in terms), of_row=number)


def last(read: Reader, table: str, row: int) -> Last | None:
    """Return who changed a record last."""
    sql = """SELECT who, at FROM change JOIN tx ON tx.id = change.tx
        WHERE tbl = :table AND row = :row ORDER BY change.id DESC LIMIT 1"""
    return read.first(Last, sql, table=table, row=row)


def whole(read: Reader, change: Change) -> list[tuple[str, Any, Any]]:
    """Return every field of the change that a line is of: (field, before, after)."""
    sql = "SELECT old, new FROM change WHERE id = :id"
    ((old, new),) = read.tuples(sql, id=change.id // _FIELDS)
    before, after = json.loads(old or "{}"), json.loads(new or "{}")
    return [(key, before.get(key), after.get(key)) for key in before | after]


def _names(kinds: Iterable[Kind]) -> list[str]:
    return sorted({name for kind in kinds for name in kind.fields})


def _cases(kinds: Mapping[str, Kind], sql: Any) -> str:
    """Return SQL that differs by table; 0 for those it has no word on."""
    found = [(kind.table, sql(kind, kinds)) for kind in kinds.values()]
    terms = " ".join(f"WHEN '{table}' THEN {term}" for table, term in found if term)
    return f"(CASE change.tbl {terms} ELSE 0 END)" if terms else "0"


def _secret(kind: Kind, kinds: Mapping[str, Kind]) -> str:
    """Return whether a change's record is secret as it was last: itself, or the one it hangs on."""
    table, row, secret = kind.table, "change.row", kind.secret
    if kind.owner and kind.owner.table in kinds:
        table, secret = kind.owner.table, kinds[kind.owner.table].secret
        row = f"json_extract(coalesce(change.new, change.old), '$.{kind.owner.column}')"
    if secret is None:
        return ""
    column, value = secret
    literal = f"'{value}'" if isinstance(value, str) else value
    return f"""((SELECT json_extract(coalesce(last.new, last.old), '$.{column}')
        FROM change AS last WHERE last.tbl = '{table}' AND last.row = {row}
        ORDER BY last.id DESC LIMIT 1) IS {literal})"""


def _name(kinds: Mapping[str, Kind], side: str) -> str:
    return _cases(kinds, lambda kind, _kinds: f"json_extract(change.{side}, '$.{kind.name}')")


def _pointed(kinds: Mapping[str, Kind], value: str) -> str:
    """Return the name of the record that a value is the number of, where it is one."""
    terms = [
        f"WHEN '{kind.table}.{key}' THEN ({field.points.format(value)})"
        for kind in kinds.values()
        for key, field in kind.fields.items()
        if field.points
    ]
    return f"CASE change.tbl || '.' || field.key {' '.join(terms)} END" if terms else "NULL"


def _words(kinds: Mapping[str, Kind]) -> dict[str, Any]:
    """Return what tables, columns and codes are called, for finding them."""
    return {
        kind.table: {"": kind.title}
        | {key: field.label for key, field in kind.fields.items()}
        | {f"{key}=": field.codes for key, field in kind.fields.items() if field.codes}
        for kind in kinds.values()
    }


def _word(key: str) -> str:
    return f"""coalesce(json_extract(:trail_words, '$."' || change.tbl || '"."' || {key} || '"'), '')"""


def _code(value: str) -> str:
    return f"""coalesce((SELECT word.value FROM
        json_each(:trail_words, '$."' || change.tbl || '"."' || field.key || '="') AS word
        WHERE word.key = CAST({value} AS TEXT)), '')"""
