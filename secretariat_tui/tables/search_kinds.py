"""What the search over all areas finds: the kinds of records, their texts and the results."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from secretariat_tui.core.text import clean
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.index import Document, Hit, IndexSource
from secretariat_tui.tables.register import touched
from secretariat_tui.tables.table import HasId, search_document

R = TypeVar("R", bound=HasId)


class SearchResult(NamedTuple):
    """A record that was found, with the texts to show; `target` opens it on its area's screen."""

    kind: int
    kind_title: str
    day: date | None
    title: str
    texts: Sequence[str]
    target: Any


@dataclass(frozen=True)
class SearchKind(Generic[R]):
    """A kind of record: `rows` reads records by id, `texts` returns what a list shows of them.

    Each of `extra_sql` returns (id, text) with further texts of the records :ids, one per line, without
    masked ones. `invalidated_by` are queries for the ids of records changed by transactions after :tx.
    """

    kind: int
    kind_title: str
    rows: Callable[[Reader, Sequence[int]], Sequence[R]]
    day: Callable[[R], date | None]
    title: Callable[[R], str]
    texts: Callable[[R], Sequence[str]]
    invalidated_by: tuple[str, ...]
    extra_sql: tuple[str, ...] = ()
    target: Callable[[int], Any] = int

    def touched(self, reader: Reader, after: int) -> set[int]:
        """Return the ids of records whose documents may have changed since a transaction."""
        return touched(reader, self.invalidated_by, after)

    def documents(self, reader: Reader, ids: Sequence[int]) -> Mapping[int, Document]:
        """Return the search documents of records."""
        extra_sql = self._extra_texts(reader, ids)
        return {
            record_id: Document(
                search_document(partial(self._all_texts, row), extra_sql.get(record_id, ())),
                _ordinal(self.day(row)),
            )
            for record_id, row in self._rows_by_id(reader, ids).items()
        }

    def results(self, reader: Reader, ids: Sequence[int]) -> dict[int, SearchResult]:
        """Return the results for records by id; deleted ones are left out."""
        extra_sql = self._extra_texts(reader, ids)
        return {
            record_id: SearchResult(
                self.kind,
                self.kind_title,
                self.day(row),
                clean(self.title(row)),
                [*self.texts(row), *extra_sql.get(record_id, ())],
                self.target(record_id),
            )
            for record_id, row in self._rows_by_id(reader, ids).items()
        }

    def _rows_by_id(self, reader: Reader, ids: Sequence[int]) -> dict[int, R]:
        return {row.id: row for row in self.rows(reader, ids)}

    def _all_texts(self, row: R) -> list[str]:
        return [self.title(row), *self.texts(row)]

    def _extra_texts(self, reader: Reader, ids: Sequence[int]) -> dict[int, list[str]]:
        texts: dict[int, list[str]] = {}
        for sql in self.extra_sql:
            for record_id, text in reader.tuples(sql, ids=json.dumps(list(ids))):
                lines = map(clean, filter(None, text.split("\n")))
                texts.setdefault(record_id, []).extend(lines)
        return texts


def full_index_source(kind: SearchKind[Any]) -> IndexSource:
    """Return what the search index holds of a kind of record: all its texts."""
    return IndexSource(kind.kind, kind.touched, kind.documents, full=True)


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def search_results(
    reader: Reader, kinds: Mapping[int, SearchKind[Any]], hits: Iterable[Hit]
) -> list[SearchResult]:
    """Return the results for hits, in their order; deleted records are left out."""
    ids: dict[int, list[int]] = {}
    for kind, record_id in (hits := list(hits)):
        ids.setdefault(kind, []).append(record_id)
    results = {kind: kinds[kind].results(reader, each) for kind, each in ids.items()}
    return [results[kind][record_id] for kind, record_id in hits if record_id in results[kind]]
