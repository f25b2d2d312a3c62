"""The change log as a list to read: when, who, what, and each field from what to what.

A line is a change of one row. What its fields say is read where somebody looks, or takes it out.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from secretariat_tui.database.kinds import Kind, coded, number, text
from secretariat_tui.database.listing import Listing, Order, every
from secretariat_tui.database.reader import Reader
from secretariat_tui.language import N_, _
from secretariat_tui.values import won

if TYPE_CHECKING:
    from secretariat_tui.database.file import OfficeFile

OUT = "E"  # of a change's op: a table went out; `new` says which, how much of it, to whom, what for
AUDIENCES = {"inside": N_("내부용"), "outside": N_("외부용")}
EXPORT = Kind(
    "tx",
    N_("내보내기"),
    "table",
    {
        "table": text(N_("표")),
        "rows": number(N_("건수")),
        "way": text(N_("방법")),
        "audience": coded(N_("쓰임"), AUDIENCES),
        "purpose": text(N_("목적")),
    },
)
_UNTOLD = frozenset({"id", "rev", "pos"})
_SIDES = ("old", "new")


class Change(NamedTuple):
    """A line of the history; `old` and `new` are its row as JSON.

    `at` is UTC, `names` a JSON of what the numbers in it point to. Of a `hidden` one, which is a secret
    record's, nothing is told; of a `gone` one, which was destroyed, nothing is left.
    """

    id: int
    at: str
    who: str
    label: str
    deed: str
    table: str
    row: int
    op: str
    old: str | None
    new: str | None
    names: str | None
    hidden: bool
    key: str | None = None  # the one field that is told of, where each has a line

    @property
    def gone(self) -> bool:
        """Whether what it said was destroyed."""
        return not self.hidden and self.old is None and self.new is None


class Traced(NamedTuple):
    """A record whose history is asked for: its table, its number, what it is called."""

    table: str
    row: int
    title: str


class Step(NamedTuple):
    """A field of a change: its values before and after, and the names they point to."""

    key: str
    before: Any
    after: Any
    before_name: str | None
    after_name: str | None


class Outgoing(NamedTuple):
    """A table that left: its title, how many rows, by which way, for whom and what for."""

    table: str
    rows: int
    way: str
    audience: str
    purpose: str


class Last(NamedTuple):
    """Who changed a record last, and when (UTC)."""

    who: str
    at: str


def listing(kinds: Mapping[str, Kind]) -> Listing[Change]:
    """Return the whole history of records of these kinds, newest first."""
    hidden = _by_table(kinds, lambda kind: _secret(kind, kinds), "0")
    label = f"CASE WHEN {hidden} THEN '' ELSE tx.label END"
    old, new, names = (
        f"CASE WHEN NOT {hidden} THEN {side} END"
        for side in ("change.old", "change.new", _by_table(kinds, _pointed, "NULL"))
    )
    words = {kind.table: kind.title for kind in (*kinds.values(), EXPORT)}
    return Listing(
        make=Change,
        select=f"""
            change.id, tx.at, tx.who, {label}, tx.kind, change.tbl, change.row, change.op,
            {old}, {new}, {names}, {hidden}""",
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
        order=(Order("tx", down=True), Order("change", down=True)),  # as change_by_tx has them
        solid=frozenset({"tx", "change"}),
        kind=0,
        follows=(),
        given=(("trail_words", json.dumps(words, ensure_ascii=False)),),
        text=f"""tx.who || char(10) || {label}
            || char(10) || coalesce(json_extract(:trail_words, '$.' || change.tbl), '')""",
    )


def of_record(
    history: Listing[Change], kinds: Mapping[str, Kind], record: Traced
) -> Listing[Change]:
    """Return the part of the history that is a record's, with what hangs on it."""
    hanging = [
        f"change.tbl = '{kind.table}'"
        f" AND json_extract(coalesce(change.new, change.old), '$.{kind.owner.column}') = :of_row"
        for kind in kinds.values()
        if kind.owner and kind.owner.table == record.table
    ]
    terms = [f"change.tbl = '{record.table}' AND change.row = :of_row", *hanging]
    return history.of(" OR ".join(f"({term})" for term in terms), of_row=record.row)


def last(read: Reader, table: str, row: int) -> Last | None:
    """Return who changed a record last."""
    sql = """SELECT who, at FROM change JOIN tx ON tx.id = change.tx
        WHERE tbl = :table AND row = :row ORDER BY change.id DESC LIMIT 1"""
    return read.first(Last, sql, table=table, row=row)


def log(file: "OfficeFile", out: Outgoing) -> None:
    """Enter in the history that a table has left. FileProblem where the file cannot be written."""
    from secretariat_tui.database import door

    label = _("내보내기: {table} {n}건").format(table=out.table, n=won(out.rows))
    said = json.dumps(out._asdict(), ensure_ascii=False, separators=(",", ":"))
    with file.edit(label, kind="export") as session:
        door.raw(session).execute(
            """INSERT INTO change (tx, tbl, row, op, new)
            SELECT id, 'tx', id, ?, ? FROM tx WHERE open = 1""",
            (OUT, said),
        )


@lru_cache(1024)
def steps(change: Change) -> tuple[Step, ...]:
    """Return the fields that a change gave another value: all that hold one, where a row came or went."""
    if change.key:
        return tuple(each for each in steps(change._replace(key=None)) if each.key == change.key)
    old, new, names = (json.loads(side or "{}") for side in (change.old, change.new, change.names))
    changed = bool(old and new)
    return tuple(
        Step(key, old.get(key), new.get(key), *(names.get(f"{key} {side}") for side in _SIDES))
        for key in old | new
        if key not in _UNTOLD
        and (old.get(key) != new.get(key) if changed else (old | new)[key] not in {None, "", 0})
    )


def by_field(changes: Iterable[Change]) -> Iterator[Change]:
    """Give a line for each field of changes."""
    for change in changes:
        told = steps(change)
        yield from (change._replace(key=step.key) for step in told) if told else (change,)


def rows(
    read: Reader, history: Listing[Change], first: date | None, last: date | None
) -> list[Change]:
    """Return the history of a period, a line for each field, newest first."""
    if first:
        history = history.of("date(tx.at, 'localtime') >= :first", first=first)
    if last:
        history = history.of("date(tx.at, 'localtime') <= :last", last=last)
    return list(by_field(every(read, history)))


def _by_table(kinds: Mapping[str, Kind], sql: Callable[[Kind], str], otherwise: str) -> str:
    """Return SQL that differs by table."""
    found = ((kind.table, sql(kind)) for kind in kinds.values())
    terms = " ".join(f"WHEN '{table}' THEN {term}" for table, term in found if term)
    return f"(CASE change.tbl {terms} ELSE {otherwise} END)" if terms else otherwise


def _secret(kind: Kind, kinds: Mapping[str, Kind]) -> str:
    """Return whether a change's record is secret as it was last: itself, or the one it is part of."""
    table, row, secret = kind.table, "change.row", kind.secret
    if kind.owner:
        table, secret = kind.owner.table, kinds[kind.owner.table].secret
        row = f"json_extract(coalesce(change.new, change.old), '$.{kind.owner.column}')"
    if secret is None:
        return ""
    column, value = secret
    literal = f"'{value}'" if isinstance(value, str) else value
    return f"""(SELECT json_extract(coalesce(last.new, last.old), '$.{column}')
        FROM change AS last WHERE last.tbl = '{table}' AND last.row = {row}
        ORDER BY last.id DESC LIMIT 1) IS {literal}"""


def _pointed(kind: Kind) -> str:
    """Return a JSON object of the names that a change's numbers point to."""
    number = "json_extract(change.{side}, '$.{key}')"
    pairs = [
        f"'{key} {side}', ({field.points.format(number.format(side=side, key=key))})"
        for key, field in kind.fields.items()
        if field.points
        for side in _SIDES
    ]
    return f"json_object({', '.join(pairs)})" if pairs else ""
