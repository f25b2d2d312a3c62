"""The statements compiled ahead. `python -m tests.statements` brings them up to date; --check compares.

Each `statements.py` of the package gets a `compiled.py` beside it, with the SQL of its upper-case names.
"""

import argparse
import importlib
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

from sqlalchemy import (
    ClauseElement,
    Date,
    Dialect,
    Label,
    SQLColumnExpression,
    literal_column,
    make_url,
    select,
)
from sqlalchemy.sql.selectable import SelectBase

import secretariat_tui
from secretariat_tui.database.engine.dialect import MonthOf, OwnDays, Parameter
from secretariat_tui.database.search.list_query import ListParts
from secretariat_tui.database.search.list_statement import ListStatement, is_text

PACKAGE = Path(secretariat_tui.__file__).parent
_WIDTH = 96
_TOKEN = re.compile(r"(?:'(?:[^']|'')*'|[^\s'])+")
_CLAUSE = re.compile(r"(?:FROM|WHERE|GROUP|ORDER|LIMIT|UNION)\b")
_BRACKET = re.compile(r"'[^']*'|\(SELECT|\(|\)")
_HEAD = '"""Compiled by `python -m tests.statements` from statements.py: do not edit."""\n'
_IMPORT = "\nfrom secretariat_tui.database.search.list_query import ListParts\n"
Compiled = str | ListParts | tuple[str, ...]


def dialects() -> dict[str, Dialect]:
    """Return the dialect of each database engine by name."""
    sqlite = make_url("sqlite://").get_dialect()()
    sqlite.supports_native_boolean = True  # a Boolean column is a condition, as in indexes
    # asyncpg's SQL needs no percent signs doubled; the driver itself is not imported.
    return {"sqlite": sqlite, "postgresql": make_url("postgresql+asyncpg://").get_dialect()()}


def modules(package: Path = PACKAGE) -> list[Path]:
    """Return the files with statements."""
    return sorted(package.glob("*/*/statements.py"))


def load(path: Path) -> ModuleType:
    """Import the module of a file with statements."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return importlib.import_module(".".join(parts))


def compiled(statements: Mapping[str, Any], dialect: Dialect) -> dict[str, Compiled]:
    """Return the SQL of the upper-case names that are statements."""
    result: dict[str, Compiled] = {}
    for name, each in statements.items():
        if name.isupper() and not name.startswith("_"):
            if isinstance(each, ListStatement):
                result[name] = _list_parts(each, dialect)
            elif isinstance(each, SelectBase):
                result[name] = _sql(each, dialect)
            elif isinstance(each, tuple) and isinstance(each[0], SelectBase):
                result[name] = tuple(_sql(statement, dialect) for statement in each)
    return result


def _sql(element: ClauseElement, dialect: Dialect) -> str:
    """Return an element as SQL. Constants are written out: as parameters they would not fit an index."""
    return str(element.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))


def _list_parts(each: ListStatement, dialect: Dialect) -> ListParts:
    source = _sql(select(literal_column("1")).select_from(each.source), dialect)
    source = source.removeprefix("SELECT 1 \nFROM ")

    def columns(*elements: SQLColumnExpression[Any]) -> str:
        sql = _sql(select(*elements).select_from(each.source), dialect)
        return _between(sql, "SELECT ", f" \nFROM {source}")

    def expression(element: SQLColumnExpression[Any]) -> str:
        return _between(columns(element.label("expression")), "", " AS expression")

    def condition(element: SQLColumnExpression[bool]) -> str:
        sql = _sql(select(literal_column("1")).select_from(each.source).where(element), dialect)
        return _between(sql, f"SELECT 1 \nFROM {source} \nWHERE ", "")

    keys = (each.fields | dict(each.keys)).items()
    names = select(*each.columns).selected_columns.keys()
    return ListParts(
        columns=dict(zip(names, map(expression, each.columns), strict=True)),
        constants=tuple(
            name for name, element in zip(names, each.columns, strict=True) if _is_constant(element)
        ),
        source=source,
        id=expression(each.id),
        keys={key: expression(element) for key, element in each.keys.items()},
        text_keys=tuple(key for key, element in keys if is_text(element)),
        months={k: expression(MonthOf(e)) for k, e in keys if isinstance(e.label(None).type, Date)},
        sums={key: expression(element) for key, element in each.sums.items()},
        conditions={key: condition(element) for key, element in each.conditions.items()},
        fields={key: expression(element) for key, element in each.fields.items()},
        members={key: _sql(rows, dialect) for key, rows in each.members.items()},
    )


def _is_constant(element: SQLColumnExpression[Any]) -> bool:
    """Return whether an expression has the same value in all rows."""
    value = element.element if isinstance(element, Label) else element
    return isinstance(value, Parameter | OwnDays)


def _between(sql: str, start: str, end: str) -> str:
    if not (sql.startswith(start) and sql.endswith(end)):
        raise ValueError(f"{start!r} … {end!r} expected: {sql}")
    return sql.removeprefix(start).removesuffix(end)


def source_text(statements: Mapping[str, Compiled]) -> str:
    """Return the text of a module with these statements."""
    has_lists = any(isinstance(each, ListParts) for each in statements.values())
    lines = [_HEAD, _IMPORT if has_lists else ""]
    for name, each in statements.items():
        if isinstance(each, ListParts):
            lines += [f"\n{name} = ListParts(\n", *map(_part, each._asdict().items()), ")\n"]
        elif isinstance(each, str):
            lines.append(f"\n{name} = {_literal(each, 1)}\n")
        else:
            entries = "".join(f"    {_literal(sql, 2)},\n" for sql in each)
            lines.append(f"\n{name} = (\n{entries})\n")
    return "".join(lines)


def _part(part: tuple[str, Any]) -> str:
    name, value = part
    if isinstance(value, str):
        return f"    {name}={_literal(value, 2)},\n"
    if isinstance(value, tuple) and len(value) == 1:
        return f"    {name}=({_literal(value[0], 1)},),\n"
    if isinstance(value, tuple):
        return (
            f"    {name}=(\n{''.join(_entry('', each) for each in value)}    ),\n" if value else ""
        )
    if not value:
        return ""
    entries = "".join(_entry(f'"{key}": ', sql) for key, sql in value.items())
    return f"    {name}={{\n{entries}    }},\n"


def _entry(key: str, text: str) -> str:
    return f"        {key}{_literal(text, 3)},\n"


def _literal(sql: str, indent: int) -> str:
    if '"""' in sql or "\\" in sql:
        raise ValueError(sql)
    lines = list(_lines(sql, _WIDTH - 4 * indent))
    if len(lines) == 1 and len(sql) < _WIDTH - 24 - 4 * indent:
        return f"'{sql}'" if '"' in sql else f'"{sql}"'
    return '"""' + "".join(f"\n{'    ' * indent}{line}" for line in lines) + '"""'


def _lines(sql: str, width: int) -> Iterator[str]:
    """Wrap SQL at its clauses and at blanks outside of quotes; indent it by subquery."""
    line, indent = "", ""
    brackets: list[bool] = []  # of the open ones, whether a subquery begins there
    for token in _TOKEN.findall(sql):
        if line.strip() and (
            _CLAUSE.match(token) or "(SELECT" in token or len(line) + len(token) >= width
        ):
            yield line
            indent = "    " * sum(brackets)
            line = f"{indent}{'' if _CLAUSE.match(token) else '  '}{token}"
        else:
            line = f"{line} {token}" if line else token
        for bracket in _BRACKET.findall(token):
            if bracket == ")":
                brackets.pop()
            elif bracket[0] == "(":
                brackets.append(bracket == "(SELECT")
    yield line


def outdated(package: Path = PACKAGE) -> dict[Path, str]:
    """Return the compiled modules that differ from what their statements give, with the text to write."""
    result = {}
    dialect = dialects()["sqlite"]
    for path in modules(package):
        target = path.with_name("compiled.py")
        text = source_text(compiled(vars(load(path)), dialect))
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            result[target] = text
    return result


def main() -> None:
    """Write the compiled modules anew, or with --check fail if one is outdated."""
    parser = argparse.ArgumentParser(prog="python -m tests.statements", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing, fail if outdated")
    check = parser.parse_args().check
    changed = outdated()
    for path, text in changed.items():
        if not check:
            path.write_text(text, encoding="utf-8")
        sys.stdout.write(f"{'outdated' if check else 'compiled'}: {path.relative_to(PACKAGE)}\n")
    sys.exit(check and bool(changed))


if __name__ == "__main__":
    main()
