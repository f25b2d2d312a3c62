"""To which records a change in the audit log belongs, as SQL on its JSON: the row itself, or what it hangs on."""

from collections.abc import Iterator, Mapping

from secretariat_tui.database.audit.meta import TableMeta, sql_literal

_UNPARSABLE = "NOT json_valid(coalesce({0}.new, {0}.old, '{{}}'))"  # both are NULL if destroyed
_ROW = "coalesce(change.new, change.old, '{}')"


def column_value(alias: str, column: str) -> str:
    """Return SQL for the value of a column in a change; NULL if it cannot be parsed."""
    row = f"coalesce({alias}.new, {alias}.old)"
    return f"CASE WHEN json_valid({row}) THEN json_extract({row}, '$.{column}') END"


def owned_by(kind: TableMeta, table: str, match: str) -> Iterator[str]:
    """Yield the conditions on which a change of a row belongs to a record of a table, of which it is no row itself.

    `match` follows the record's id: "= :of_row".
    """
    for owner in kind.owners:
        matches = f"{column_value('change', owner.column)} {match}"
        if owner.table == table:
            yield f"change.tbl = '{kind.table}' AND {matches}"
        elif owner.table_column:
            of_table = f"{column_value('change', owner.table_column)} = '{table}'"
            yield f"change.tbl = '{kind.table}' AND {of_table} AND {matches}"


def secret_condition(
    kind: TableMeta, kinds: Mapping[str, TableMeta], *, outside: bool = False
) -> str:
    """Return SQL for whether a change belongs to a record that was secret last: the row, or one it belongs to.

    With `outside` also one that must stay inside the office. If that cannot be read it counts as secret. "" if no
    such record can be secret.
    """
    checks = [*_secret_checks(kind, kinds, outside=outside)]
    if not checks:
        return ""
    return f"(CASE WHEN NOT json_valid({_ROW}) THEN TRUE ELSE {' OR '.join(checks)} END)"


def _secret_checks(
    kind: TableMeta, kinds: Mapping[str, TableMeta], *, outside: bool
) -> Iterator[str]:
    """Yield the conditions for a row that can be parsed. A CASE, unlike AND, looks up one kind only."""
    secret = [each for each in kinds.values() if each.secret]
    if kind.secret:
        yield _was_secret(kind, "change.row", outside=outside)
    for owner in kind.owners:
        number = f"json_extract({_ROW}, '$.{owner.column}')"
        if owner.table_column:
            terms = " ".join(
                f"WHEN '{each.table}' THEN {_was_secret(each, number, outside=outside)}"
                for each in secret
            )
            yield f"CASE json_extract({_ROW}, '$.{owner.table_column}') {terms} ELSE FALSE END"
        else:
            yield from (
                _was_secret(each, number, outside=outside)
                for each in secret
                if each.table == owner.table
            )


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
