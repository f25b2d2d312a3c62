"""What the search over all areas finds: the kinds of records, their texts and the results."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Generic, TypeVar

from secretariat_tui.core.i18n import LANGUAGES, language_set
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.find import Hit
from secretariat_tui.database.search.index import Document, Documents, IndexSource
from secretariat_tui.tables.record_texts import FieldTexts, RecordTexts
from secretariat_tui.tables.register import Register
from secretariat_tui.tables.table import HasId, search_keys

R = TypeVar("R", bound=HasId)


class SearchResult(NamedTuple):
    """A record that was found, with the texts to show; `target` opens it on its area's screen.

    `table` and `record_id` are where it is stored.
    """

    kind: int
    kind_title: str
    day: date | None
    title: str
    texts: Sequence[str]
    target: Any
    table: str
    record_id: int


@dataclass(frozen=True)
class SearchKind(Generic[R]):
    """A kind of record: `rows` reads records by id, `texts` returns what a list shows of them.

    `record_texts` are the texts of the other fields. `register` is the list of these records that can be searched.
    """

    kind_title: str
    record_texts: RecordTexts
    rows: Callable[[Reader, Sequence[int]], Sequence[R]]
    day: Callable[[R], date | None]
    title: Callable[[R], str]
    texts: Callable[[R], Sequence[str]] = lambda _row: ()
    register: Register[R] | None = None
    target: Callable[[int], Any] = int

    @property
    def kind(self) -> int:
        """The number of the kind in the search index."""
        return self.record_texts.record.search_kind

    @property
    def index_source(self) -> IndexSource:
        """What the search index holds of this kind: the texts of its list, and all texts."""
        texts = self.record_texts
        return IndexSource(self.kind, texts.tables, texts.changed_ids, self.documents)

    def documents(self, reader: Reader, ids: Sequence[int]) -> Documents:
        """Return the search documents of records, with the texts of all languages."""
        rows, others = self.rows(reader, ids), self.record_texts.read(reader, ids)
        listed: list[dict[str, None]] = [{} for _row in rows]
        full: list[dict[str, None]] = [{} for _row in rows]
        table = self.register.table if self.register else None
        same = table is not None and table.search_texts == self.texts
        for language in LANGUAGES.values():
            with language_set(language):
                of_list = table.all_search_texts(rows) if table else [[] for _row in rows]
                of_rows = of_list if same else map(self.texts, rows)
                for row, shown, texts, in_list, all_texts in zip(
                    rows, of_list, of_rows, listed, full, strict=True
                ):
                    in_list.update(dict.fromkeys(shown))
                    other = others.get(row.id)
                    translated = other.translated() if other else ()
                    all_texts.update(dict.fromkeys((self.title(row), *texts, *translated)))
        for row, all_texts in zip(rows, full, strict=True):
            all_texts.update(dict.fromkeys(_fixed(others, row.id)))
        return Documents(
            {
                row.id: Document(search_keys(texts), _ordinal(self.day(row)))
                for row, texts in zip(rows, full, strict=True)
            },
            {
                row.id: Document(search_keys(texts))
                for row, texts in zip(rows, listed, strict=True)
                if table
            },
        )

    def results(self, reader: Reader, ids: Sequence[int]) -> dict[int, SearchResult]:
        """Return the results for records by id; deleted ones are left out."""
        others = self.record_texts.read(reader, ids)
        return {
            row.id: SearchResult(
                self.kind,
                self.kind_title,
                self.day(row),
                clean(self.title(row)),
                [*self._texts(row, others.get(row.id))[1:], *_fixed(others, row.id)],
                self.target(row.id),
                self.record_texts.record.table,
                row.id,
            )
            for row in self.rows(reader, ids)
        }

    def _texts(self, row: R, others: FieldTexts | None) -> list[str]:
        """Return the title and the texts of a record in the current language."""
        return [self.title(row), *self.texts(row), *(others.translated() if others else ())]


def _fixed(texts: Mapping[int, FieldTexts], record_id: int) -> list[str]:
    return texts[record_id].fixed if record_id in texts else []


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
