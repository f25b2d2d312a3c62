"""What is found from anywhere: all that is written on a record, and how it is told of."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any, Generic, NamedTuple, TypeVar

from secretariat_tui.core.text import clean
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.index import Document, Hit
from secretariat_tui.tables.register import touched
from secretariat_tui.tables.table import search_document

R = TypeVar("R")


class SearchResult(NamedTuple):
    """A record that was found: what it is, its own day, its title, what else is written on it.

    `target` is what its area's screen opens it by.
    """

    kind: int
    noun: str
    day: date | None
    title: str
    texts: Sequence[str]
    target: Any


@dataclass(frozen=True)
class SearchKind(Generic[R]):
    """A kind of record. `rows` reads records, whose field `id` is their number; `texts` is what is shown of them.

    `more` is SQL for what else is written on the records :ids, line by line, as (id, text): nothing of
    what a list keeps veiled. `invalidated_by` are queries for the records touched by the transactions after :tx.
    """

    kind: int
    noun: str
    rows: Callable[[Reader, Sequence[int]], Sequence[R]]
    day: Callable[[R], date | None]
    title: Callable[[R], str]
    texts: Callable[[R], Sequence[str]]
    invalidated_by: tuple[str, ...]
    more: str = ""
    target: Callable[[int], Any] = int

    def touched(self, read: Reader, after: int) -> set[int]:
        """Return the records whose documents may have changed since a transaction."""
        return touched(read, self.invalidated_by, after)

    def documents(self, read: Reader, ids: Sequence[int]) -> Mapping[int, Document]:
        """Return what records are found by."""
        more = self._more(read, ids)
        return {
            number: Document(
                search_document(partial(self._all_texts, row), more.get(number, ())),
                _ordinal(self.day(row)),
            )
            for number, row in self._by_number(read, ids).items()
        }

    def found(self, read: Reader, ids: Sequence[int]) -> dict[int, SearchResult]:
        """Return records as they are told of; those that are gone are missing."""
        more = self._more(read, ids)
        return {
            number: SearchResult(
                self.kind,
                self.noun,
                self.day(row),
                clean(self.title(row)),
                [*self.texts(row), *more.get(number, ())],
                self.target(number),
            )
            for number, row in self._by_number(read, ids).items()
        }

    def _by_number(self, read: Reader, ids: Sequence[int]) -> dict[int, R]:
        return {row.id: row for row in self.rows(read, ids)}  # type: ignore[attr-defined]

    def _all_texts(self, row: R) -> list[str]:
        return [self.title(row), *self.texts(row)]

    def _more(self, read: Reader, ids: Sequence[int]) -> dict[int, list[str]]:
        if not self.more:
            return {}
        rows = read.tuples(self.more, ids=json.dumps(list(ids)))
        return {number: list(map(clean, filter(None, text.split("\n")))) for number, text in rows}


def _ordinal(day: date | None) -> int:
    return day.toordinal() if day else 0


def search_results(
    read: Reader, finds: Mapping[int, SearchKind[Any]], hits: Iterable[Hit]
) -> list[SearchResult]:
    """Return what was found, in its order; what is gone meanwhile is missing."""
    ids: dict[int, list[int]] = {}
    for kind, number in (hits := list(hits)):
        ids.setdefault(kind, []).append(number)
    found = {kind: finds[kind].found(read, each) for kind, each in ids.items()}
    return [found[kind][number] for kind, number in hits if number in found[kind]]
