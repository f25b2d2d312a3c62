"""To which records a change in the audit log belongs, as SQL on its JSON: the row itself, or what it hangs on."""

from collections.abc import Iterator, Mapping

from secretariat_tui.database.audit.meta import TableMeta, sql_literal

_ROW = "coalesce({0}.new, {0}.old, '{{}}')"  # both are NULL if destroyed
_UNPARSABLE = f"NOT json_valid({_ROW})"


def column_value(alias: str, column: str) -> str:
    """Return SQL for the value of a column in a change; NULL if it cannot be parsed."""
    row = f"coalesce({alias}.new, {alias}.old)"
    return f"CASE WHEN json_valid({row}) THEN json_extract({row}, '$.{column}') END"


def owned_by(
    kind: TableMeta, kinds: Mapping[str, TableMeta], table: str, match: str
) -> Iterator[str]:
    """Yield the conditions on which a change of a row belongs to a record of a table, of which it is no row itself.

    `match` follows the record's id: "= :of_row". What hangs on something that hangs on the record comes first.
    """
    for holder in _holders(kind, kinds):
        if holder.table != table:
            for condition in _owner_conditions(holder, table, match, "holder"):
                rows = f"IN (SELECT holder.row FROM change AS holder WHERE {condition})"
                yield from _owner_conditions(kind, holder.table, rows, "change")
    yield from _owner_conditions(kind, table, match, "change")


def _owner_conditions(kind: TableMeta, table: str, match: str, alias: str) -> Iterator[str]:
    for owner in kind.owners:
        matches = f"{column_value(alias, owner.column)} {match}"
        if owner.table == table:
            yield f"{alias}.tbl = '{kind.table}' AND {matches}"
        elif owner.table_column:
            of_table = f"{column_value(alias, owner.table_column)} = '{table}'"
            yield f"{alias}.tbl = '{kind.table}' AND {of_table} AND {matches}"


def _holders(kind: TableMeta, kinds: Mapping[str, TableMeta]) -> Iterator[TableMeta]:
    """Yield the tables whose rows hang on records and which rows of this kind can hang on."""
    if any(owner.table_column for owner in kind.owners):
        for each in kinds.values():
            if each.record.holds_attached and each.table != kind.table:
                yield each


def secret_condition(
    kind: TableMeta, kinds: Mapping[str, TableMeta], *, outside: bool = False
) -> str:
    """Return SQL for whether a change belongs to a record that was secret last: the row, or one it belongs to.

    With `outside` also one that must stay inside the office. If that cannot be read it counts as secret. "" if no
    such record can be secret.
    """
    return _secret_check(kind, kinds, "change", outside=outside)


def _secret_check(
    kind: TableMeta, kinds: Mapping[str, TableMeta], alias: str, *, outside: bool
) -> str:
    checks = [*_secret_checks(kind, kinds, alias, outside=outside)]
    if not checks:
        return ""
    unparsable = f"NOT json_valid({_ROW.format(alias)})"
    return f"(CASE WHEN {unparsable} THEN TRUE ELSE {' OR '.join(checks)} END)"


def _secret_checks(
    kind: TableMeta, kinds: Mapping[str, TableMeta], alias: str, *, outside: bool
) -> Iterator[str]:
    """Yield the conditions for a row that can be parsed. A CASE, unlike AND, looks up one kind only."""
    secret = [each for each in kinds.values() if each.secret]
    if kind.secret:
        yield _was_secret(kind, f"{alias}.row", outside=outside)
    for owner in kind.owners:
        number = f"json_extract({_ROW.format(alias)}, '$.{owner.column}')"
        if owner.table_column:
            checks = {each.table: _was_secret(each, number, outside=outside) for each in secret}
            for holder in _holders(kind, kinds):
                checks[holder.table] = _holder_was_secret(holder, kinds, number, outside=outside)
            terms = " ".join(f"WHEN '{table}' THEN {check}" for table, check in checks.items())
            of_table = f"json_extract({_ROW.format(alias)}, '$.{owner.table_column}')"
            yield f"CASE {of_table} {terms} ELSE FALSE END"
        else:
            yield from (
                _was_secret(each, number, outside=outside)
                for each in secret
                if each.table == owner.table
            )


def _holder_was_secret(
    holder: TableMeta, kinds: Mapping[str, TableMeta], number: str, *, outside: bool
) -> str:
    """Return SQL for whether the record was secret that a row hangs on which something hangs on itself."""
    check = _secret_check(holder, kinds, "holder", outside=outside) or "FALSE"
    return f"""coalesce((SELECT {check} FROM change AS holder
        WHERE holder.tbl = '{holder.table}' AND holder.row = {number}
        ORDER BY holder.id DESC LIMIT 1), FALSE)"""


def _was_secret(kind: TableMeta, number: str, *, outside: bool) -> str:
    """Return SQL for whether the last change of a record made it secret, or with `outside` internal."""
    if kind.secret is None:
        return "FALSE"
    column, value = kind.secret
    literal = sql_literal(value)
    blank = sql_literal("" if isinstance(value, str) else 0)
    hidden = literal
    if outside and kind.record.internal:
        hidden += f", {sql_literal(kind.record.internal[1])}"
    return f"""(coalesce((SELECT
        CASE WHEN {_UNPARSABLE.format("last")} THEN {literal} ELSE {column_value("last", column)} END
        FROM change AS last WHERE last.tbl = '{kind.table}' AND last.row = {number}
        ORDER BY last.id DESC LIMIT 1), {blank}) IN ({hidden}))"""
