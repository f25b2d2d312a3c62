"""Converting the rows of dumps from older schema versions, as the migrations convert those of a file."""

from collections.abc import Mapping
from typing import Any

from secretariat_tui.database.audit.undo import PROGRAM

_PARTIES_MOVED = 3  # version 3 keeps the parties of agreements among the participants
_PARTY_COLUMNS = {"id", "rev", "agreement_id", "pos", "name", "level", "signatory"}
ADDED_TABLES: Mapping[int, frozenset[str]] = {
    _PARTIES_MOVED: frozenset({"note", "attachedfile", "link"})
}


def missing_tables(version: int) -> set[str]:
    """Return the tables that a dump of a version does not have."""
    return {name for added, names in ADDED_TABLES.items() if version < added for name in names}


def current_table(version: int, table: str) -> str:
    """Return the present name of a table."""
    return "participant" if version < _PARTIES_MOVED and table == "party" else table


def convert_row(version: int, table: str, values: Any) -> Any:
    """Return a row of a dump with the present columns. An invalid row is returned as it is."""
    if version >= _PARTIES_MOVED or not isinstance(values, dict):
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
