"""Filling the register of people and organizations from the participants of records.

It is done once, for files and dumps of older versions.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from secretariat_tui.core.i18n import _

_PROGRAM = "secretariat"  # the author of upgrades
_COLUMNS = (
    *("id", "rev", "name", "kind", "organization", "position", "level"),
    *("contact", "confirmed_on", "note"),
)
_DAY = """coalesce((SELECT substr(max(tx.at), 1, 10) FROM change JOIN tx ON tx.id = change.tx
    WHERE change.tbl = 'participant' AND change.row = participant.id), date('now'))"""
# SQLite takes the other columns from the row with max(id), the last one written (sqlite.org/lang_select.html).
_FILL = f"""
    INSERT INTO contact (rev, name, kind, organization, position, level, contact, confirmed_on, note)
    SELECT 1, name, kind, organization, position, level, contact, day, '' FROM (
        SELECT organization AS name, 'organization' AS kind, '' AS organization, '' AS position,
            level, '' AS contact, {_DAY} AS day, max(id) AS last
        FROM participant WHERE organization <> '' GROUP BY participant.organization
        UNION ALL
        SELECT name, 'person', organization, position, level, contact, {_DAY}, max(id)
        FROM participant WHERE name <> '' GROUP BY participant.name, participant.organization)
    ORDER BY last, kind, name"""


def fill_contacts(run: Callable[..., Any]) -> None:
    """Add a contact for each name and organization of the participants, as an edit of the program in the audit log.

    `run` runs a statement with parameters. The triggers must not exist yet.
    """
    run(_FILL)
    label = _("관계자를 사람·기관으로 등록함")
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    run(
        """INSERT INTO tx (at, who, label, kind)
            SELECT ?, ?, ?, 'migrate' WHERE EXISTS (SELECT 1 FROM contact)""",
        (at, _PROGRAM, label),
    )
    values = ", ".join(f"'{name}', {name}" for name in _COLUMNS)
    run(f"""
        INSERT INTO change (tx, tbl, row, op, new)
        SELECT (SELECT max(id) FROM tx), 'contact', id, 'I', json_object({values}) FROM contact
        ORDER BY id""")
