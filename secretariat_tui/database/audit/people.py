"""The names of people that a file knows: its authors, and those in fields declared to hold names."""

from collections.abc import Iterator, Mapping

from secretariat_tui.core import pii
from secretariat_tui.core.fields import Privacy
from secretariat_tui.database.audit.history import author_names
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader


def known_names(reader: Reader, tables: Mapping[str, TableMeta]) -> set[str]:
    """Return the names that are masked in every text for people outside the office."""
    names = set(author_names(reader))
    for table in tables.values():
        for text in _texts_of_people(reader, table):
            names.update(pii.likely_names(text))
    return names


def _texts_of_people(reader: Reader, table: TableMeta) -> Iterator[str]:
    for key, field in table.columns.items():
        if field.privacy is Privacy.NAME:
            sql = f"SELECT DISTINCT {key} FROM {table.table} WHERE {key} <> ''"
            yield from (text for (text,) in reader.tuples(sql))
        elif field.label:
            sql = f"SELECT DISTINCT {field.label}, {key} FROM {table.table}"
            pairs = reader.tuples(sql)
            yield from (text for label, text in pairs if pii.labels_people(label))
