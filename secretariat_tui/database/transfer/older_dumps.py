"""Converting the rows of dumps from older schema versions, as the migrations convert those of a file."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Column, ColumnDefault
from sqlmodel import SQLModel

from secretariat_tui.database.audit.undo import PROGRAM
from secretariat_tui.database.engine.header import schema_version
from secretariat_tui.database.engine.tables import LOG_TABLES

_PARTIES_MOVED = 3  # version 3 keeps the parties of agreements among the participants
CONTACTS_ADDED = 8
"""The version that has a register of people and organizations, filled from the participants."""
_DIARY_EXTENDED = 15
"""The version with a mark for events that take no time."""
_PARTY_COLUMNS = {"id", "rev", "agreement_id", "pos", "name", "level", "signatory"}
ADDED_TABLES: Mapping[int, frozenset[str]] = {
    _PARTIES_MOVED: frozenset({"note", "attachedfile", "link"}),
    5: frozenset(
        {
            *("staffing", "staffgrade", "outsideposts", "officefunction", "manual"),
            *("survey", "surveyitem"),
        }
    ),
    6: frozenset({"tally", "tallycondition", "tallypart"}),
    7: frozenset(
        {
            *("section", "programme", "quota", "programmeplace"),
            *("campaign", "campaignaction", "campaigncount"),
        }
    ),
    CONTACTS_ADDED: frozenset({"contact", "contactalias"}),
    9: frozenset({"agreementchange", "agreementcheck"}),
    10: frozenset({"tasktemplate"}),
    12: frozenset({"issuedreport", "issuedcontent"}),
    13: frozenset({"holiday"}),
    _DIARY_EXTENDED: frozenset({"eventstep", "attendancerequest", "attendancealternative"}),
}


def missing_tables(version: int) -> set[str]:
    """Return the tables that a dump of a version does not have."""
    return {name for added, names in ADDED_TABLES.items() if version < added for name in names}


def current_table(version: int, table: str) -> str:
    """Return the present name of a table."""
    return "participant" if version < _PARTIES_MOVED and table == "party" else table


def convert_row(version: int, table: str, values: Any) -> Any:
    """Return a row of a dump with the present columns. An invalid row is returned as it is.

    Columns that a later version added get the default of their record class, also in the rows of the audit log.
    """
    if version == schema_version() or not isinstance(values, dict):
        return values
    values = _convert_parties(version, table, values)
    values = _convert_event(version, table, _with_defaults(current_table(version, table), values))
    if table != "change":
        return values
    name = values.get("tbl")
    sides = {
        side: _convert_event(version, name, _with_defaults(name, values.get(side)))
        for side in ("old", "new")
    }
    return {**values, **sides}


def _convert_event(version: int, table: Any, values: Any) -> Any:
    """Return the row of an event, which has all present columns; a one-day notice takes no time."""
    if version >= _DIARY_EXTENDED or table != "event" or not isinstance(values, dict):
        return values
    is_notice = (values.get("kind"), values.get("all_day")) == ("other", 1) and values.get(
        "starts_on"
    ) == values.get("ends_on")
    return {**values, "busy": 0} if is_notice else values


def _with_defaults(table: Any, values: Any) -> Any:
    """Return a row with the default of each column that it lacks."""
    known = SQLModel.metadata.tables.get(table) if isinstance(table, str) else None
    if known is None or known in LOG_TABLES or not isinstance(values, dict):
        return values
    missing = (column for column in known.columns if column.name not in values)
    return values | {column.name: _default(column) for column in missing if _has_default(column)}


def _has_default(column: Column[Any]) -> bool:
    return bool(column.nullable) or isinstance(column.default, ColumnDefault)


def _default(column: Column[Any]) -> Any:
    value = column.default.arg if isinstance(column.default, ColumnDefault) else None
    return int(value) if isinstance(value, bool) else value


def _convert_parties(version: int, table: str, values: dict[str, Any]) -> Any:
    if version >= _PARTIES_MOVED:
        return values
    if table == "party":
        return _participant(values)
    if table == "change" and values.get("tbl") == "party":
        sides = {side: _participant(values.get(side)) for side in ("old", "new")}
        return {**values, "tbl": "participant", **sides}
    if table == "tx" and (values.get("who"), values.get("kind")) == (PROGRAM, "upgrade"):
        return {**values, "kind": "migrate"}
    return values


def _participant(party: Any) -> Any:
    if not isinstance(party, dict) or party.keys() != _PARTY_COLUMNS:
        return party
    return {
        "id": party["id"],
        "rev": party["rev"],
        "parent": "agreement",
        "parent_id": party["agreement_id"],
        "pos": party["pos"],
        "role": "party",
        "name": party["signatory"],
        "organization": party["name"],
        "position": "",
        "level": party["level"],
        "contact": "",
    }
