"""What the search index holds of the list of tasks: of each, the texts shown there.

A task is also found by the record that it hangs on, so its document follows the name and the secrecy of that.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import partial

from secretariat_tui.areas.attached.model import NOTE, TASK
from secretariat_tui.areas.tasks.model import LIST_KIND
from secretariat_tui.areas.tasks.queries import list_texts
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.index import Document, Documents, IndexSource
from secretariat_tui.tables.record_texts import RecordTexts
from secretariat_tui.tables.table import search_keys

_OWN_TEXTS = RecordTexts(TASK, attached=(NOTE,))
_OF_RECORDS = """
    SELECT task.id FROM change CROSS JOIN task
        ON task.parent = change.tbl AND task.parent_id = change."row"
    WHERE change.tx > :tx"""


def index_source(kinds: Mapping[str, TableMeta]) -> IndexSource:
    """Return the source of the documents of all tasks; `kinds` are the tables of the office."""
    tables = _OWN_TEXTS.tables | {each.table for each in kinds.values() if each.record.is_record}
    return IndexSource(LIST_KIND, tables, partial(_changed_ids, kinds), partial(_documents, kinds))


def _changed_ids(
    kinds: Mapping[str, TableMeta], reader: Reader, after: int, changed: Collection[str]
) -> set[int]:
    ids = _OWN_TEXTS.changed_ids(reader, after, changed)
    if any(each.record.is_record and each.table in changed for each in kinds.values()):
        ids.update(row[0] for row in reader.tuples(_OF_RECORDS, tx=after))
    return ids


def _documents(kinds: Mapping[str, TableMeta], reader: Reader, ids: Sequence[int]) -> Documents:
    texts = list_texts(reader, kinds, ids)
    return Documents(
        {}, {number: Document(search_keys(text.split("\n"))) for number, text in texts.items()}
    )
