"""Searching the records that the index lacks: after a change of many, it follows in parts.

Their documents are made as they are now, and tested one by one.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from secretariat_tui.core.matcher import Matcher
from secretariat_tui.database.search.find import Unindexed
from secretariat_tui.database.search.index import (
    IndexSource,
    changed_tables,
    dated_key,
    is_behind,
    last_indexed,
)

if TYPE_CHECKING:
    from secretariat_tui.database.engine.reader import Reader

_BATCH = 5000  # records


def unindexed_texts(
    sources: Iterable[IndexSource], reader: "Reader", kind: int
) -> dict[int, str] | None:
    """Return the texts that a list of a kind is searched by, of the records that the index lacks.

    None if it lacks none.
    """
    if not is_behind(reader):
        return None
    after = last_indexed(reader)
    changed = changed_tables(reader, after)
    texts: dict[int, str] = {}
    for source in (each for each in sources if each.kind == kind):
        for ids in _batches(source.changed_ids(reader, after, changed)):
            listed = source.documents(reader, ids).listed
            texts.update((record_id, document.text) for record_id, document in listed.items())
    return texts


def find_unindexed(sources: Iterable[IndexSource], query: str, reader: "Reader") -> Unindexed:
    """Search the records that the index lacks, for `search_all`."""
    match, after = Matcher(query), last_indexed(reader)
    changed = changed_tables(reader, after)
    matching: list[int] = []
    stale: set[tuple[int, int]] = set()
    for source in sources:
        for ids in _batches(source.changed_ids(reader, after, changed)):
            stale.update((source.kind, record_id) for record_id in ids)
            for record_id, (text, day) in source.documents(reader, ids).full.items():
                if match.matches_key(text):
                    record = source.document_key(record_id, full=True)
                    matching.append(dated_key(record, day))
    return Unindexed(sorted(matching), stale)


def _batches(ids: Iterable[int]) -> Iterator[list[int]]:
    in_order = sorted(ids)
    return (in_order[start : start + _BATCH] for start in range(0, len(in_order), _BATCH))
