"""PostgreSQL accepts every statement, in its own dialect. Needs an installed server, but no driver."""

import os
import pwd
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import CheckConstraint, Table
from sqlalchemy.schema import CreateTable
from sqlmodel import SQLModel

from secretariat_tui.areas import record_classes
from secretariat_tui.database.search.list_query import ListParts
from tests import statements


def _server_folder() -> Path | None:
    """Return the folder with the programs of a PostgreSQL server, if one is installed."""
    on_path = shutil.which("initdb")
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    for folder in ([Path(on_path).parent] if on_path else []) + folders:
        if all((folder / name).exists() for name in ("initdb", "pg_ctl", "psql")):
            return folder
    return None


SERVER = _server_folder()


def _run(folder: Path, program: str, *arguments: str, text: str = "") -> str:
    """Run a program of the server; not as root, which it refuses."""
    assert SERVER
    command = [str(SERVER / program), *arguments]
    if os.geteuid() == 0:
        command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
    done = subprocess.run(
        command, input=text, capture_output=True, text=True, timeout=60, cwd=folder, check=False,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )  # fmt: skip
    assert done.returncode == 0, f"{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The folder of a running PostgreSQL server with the tables, which listens on a socket there."""
    if SERVER is None:
        pytest.skip("no PostgreSQL server is installed (initdb, pg_ctl, psql)")
    if os.geteuid() == 0 and not (shutil.which("setpriv") and _has_user("postgres")):
        pytest.skip("PostgreSQL refuses to run as root, and there is no user postgres")
    with tempfile.TemporaryDirectory(prefix="pg") as name:  # short: the path of a socket is limited
        folder = Path(name)
        if os.geteuid() == 0:
            shutil.chown(folder, "postgres")
        data = str(folder / "data")
        options = ("-U", "test", "--auth=trust", "--no-sync", "--no-locale", "--encoding=UTF8")
        _run(folder, "initdb", "-D", data, *options)
        settings = f"-c listen_addresses= -k {folder} -c fsync=off"
        _run(folder, "pg_ctl", "-D", data, "-w", "-l", str(folder / "log"), "-o", settings, "start")
        try:
            _psql(folder, "".join(_tables()))
            yield folder
        finally:
            _run(folder, "pg_ctl", "-D", data, "-m", "immediate", "stop")


def _has_user(name: str) -> bool:
    return any(each.pw_name == name for each in pwd.getpwall())


def _psql(folder: Path, sql: str) -> str:
    arguments = ("-h", str(folder), "-U", "test", "-d", "postgres", "-q", "-v", "ON_ERROR_STOP=1")
    return _run(folder, "psql", *arguments, text=sql)


def _tables() -> Iterator[str]:
    """Yield the DDL of all tables, without the constraints written in SQLite's SQL."""
    record_classes()
    dialect = statements.dialects()["postgresql"]
    yield "CREATE FUNCTION working_day(date, text) RETURNS date LANGUAGE sql AS 'SELECT $1';\n"
    for table in SQLModel.metadata.sorted_tables:
        sql = str(CreateTable(table, include_foreign_key_constraints=[]).compile(dialect=dialect))
        yield f"{_without_checks(sql, table)};\n"


def _without_checks(sql: str, table: Table) -> str:
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint):
            sql = sql.replace(f"CHECK ({constraint.sqltext})", "CHECK (TRUE)")
    return sql


def _prepared(name: str, sql: str) -> str:
    """Return PREPARE of a statement with its named parameters by number."""
    names = list(dict.fromkeys(re.findall(r"(?<!:):([a-z]\w*)", sql)))
    numbered = re.sub(r"(?<!:):([a-z]\w*)", lambda match: f"${names.index(match[1]) + 1}", sql)
    return f"PREPARE {name} AS {numbered};\n"


def _list_statements(parts: ListParts) -> Iterator[str]:
    """Yield statements with all parts of a list: its rows, its sums, and its groups."""
    where = " AND ".join(["TRUE", *(f"({each})" for each in parts.conditions.values())])
    order = ", ".join([*parts.keys.values(), *parts.months.values(), parts.id])
    columns = ", ".join(parts.columns.values())
    yield f"SELECT {columns} FROM {parts.source} WHERE {where} ORDER BY {order}"
    yield f"SELECT {', '.join(parts.fields.values())} FROM {parts.source}"
    yield from parts.members.values()
    sums = ", ".join(["count(*)", *(f"coalesce(sum({each}), 0)" for each in parts.sums.values())])
    yield f"SELECT {sums} FROM {parts.source} WHERE {where}"
    for key, sql in {**parts.keys, **{f"{k} month": m for k, m in parts.months.items()}}.items():
        blank = f"nullif({sql}, '')" if key in parts.text_keys else sql
        yield (
            f"SELECT {sql}, {sums}, min({parts.id}) FROM {parts.source} WHERE ({sql}) IS NOT NULL"
            f" GROUP BY 1 ORDER BY {blank} NULLS LAST LIMIT 2000"
        )


@pytest.mark.slow
def test_postgresql_can_prepare_every_statement(server: Path) -> None:
    dialect = statements.dialects()["postgresql"]
    prepared = []
    for path in statements.modules():
        for each in statements.compiled(vars(statements.load(path)), dialect).values():
            match each:
                case str():
                    prepared.append(each)
                case ListParts():
                    prepared += _list_statements(each)
                case _:
                    prepared += each
    sql = "".join(_prepared(f"statement_{at}", each) for at, each in enumerate(prepared))
    counted = _psql(server, f"{sql}SELECT count(*) FROM pg_prepared_statements;\n")
    assert counted.split()[2] == str(len(prepared))
