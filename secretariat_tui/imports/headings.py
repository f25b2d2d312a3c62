"""Recognising the header of a file by the declarations of fields."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from secretariat_tui.core.fields import Field
from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import search_key
from secretariat_tui.imports.rows import SAMPLE_ROWS, Cell, Cells, SourceRow
from secretariat_tui.imports.target import ImportTarget

_BRACKETS = re.compile(r"[(\[<{（［].*?[)\]>}）］]")
_UNITS = {"천원": 1_000, "만원": 10_000, "백만원": 1_000_000, "억원": 100_000_000}
_MARKS = re.compile(r"[*※:·.\s]+")


class FileColumn(NamedTuple):
    """A column of the file that fills a field, and its position; `unit` is what its numbers count, in won."""

    at: int
    title: str
    field: Field
    unit: int = 1


class Header(NamedTuple):
    """The header of a file: its row, what was recognised and what not, and the required fields that are missing."""

    row: int
    columns: Sequence[FileColumn]
    ignored: Sequence[str]
    missing: Sequence[Field]
    width: int

    @property
    def score(self) -> int:
        """The number of columns recognised; required fields count more."""
        required = sum(each.field.required for each in self.columns)
        return len(self.columns) + 2 * required


class Recogniser:
    """Recognises the headers of files for one register."""

    def __init__(self, target: ImportTarget[Any]) -> None:
        self._target = target
        self._titles = [*_titles(target)]  # from the strongest claim to the weakest

    def rate(self, rows: Sequence[Cells]) -> int:
        """Return how well the best header among some rows is understood."""
        header = self.find(SourceRow(at, cells) for at, cells in enumerate(rows, 1))
        return header.score if header else 0

    def find(self, rows: "Iterator[SourceRow]") -> Header | None:
        """Return the best header among the first rows, None if there is none."""
        best: Header | None = None
        for row in rows:
            if row.number > SAMPLE_ROWS:
                break
            header = self._header(row)
            if header.columns and (best is None or header.score > best.score):
                best = header
        return best

    def _header(self, row: SourceRow) -> Header:
        shown = [_shown(cell) for cell in row.cells]
        names = [_names(each) for each in shown]
        claimed: dict[str, int] = {}
        taken: set[int] = set()
        for titles in self._titles:
            for at, candidates in enumerate(names):
                key = next((titles[name] for name in candidates if name in titles), None)
                if at in taken or key is None or (key and key in claimed):
                    continue
                if key:
                    claimed[key] = at
                    taken.add(at)
                elif candidates[0] in titles:
                    taken.add(at)  # computed
        self._give_to_required(names, claimed)
        fields = self._target.fields
        columns = [
            FileColumn(at, shown[at], fields[key], _unit(shown[at], fields[key]))
            for key, at in sorted(claimed.items(), key=lambda each: each[1])
        ]
        used = set(claimed.values())
        ignored = [each for at, each in enumerate(shown) if each and at not in used]
        missing = [fields[key] for key in fields if key in self._target.required - claimed.keys()]
        width = max((at + 1 for at, each in enumerate(shown) if each), default=0)
        return Header(row.number, columns, ignored, missing, width)

    def _give_to_required(self, names: Sequence[Sequence[str]], claimed: dict[str, int]) -> None:
        """Give a column that an optional field claims to a required one that has no other."""
        for key in self._target.required - claimed.keys():
            for other, at in [*claimed.items()]:
                field = self._target.fields[key]
                own = {search_key(each) for each in field.spellings}
                if other not in self._target.required and own.intersection(names[at]):
                    claimed[key] = claimed.pop(other)
                    break


def _titles(target: ImportTarget[Any]) -> Iterator[Mapping[str, str]]:
    """Yield the keys of fields by their titles: those of exports, then the fields' own, then other spellings."""
    yield {search_key(title): key for title, key in _in_languages(target.headings.items()) if key}
    own = ((field.title, key) for key, field in target.fields.items())
    titles: dict[str, str] = {}
    for title, key in _in_languages(own):
        titles.setdefault(search_key(title), key)
    yield titles
    spellings: dict[str, str] = {}
    for key, field in target.fields.items():
        for each in (key, field.column_key, *field.spellings):
            spellings.setdefault(search_key(each), key)
    yield spellings
    yield {
        search_key(title): key for title, key in _in_languages(target.headings.items()) if not key
    }


def _in_languages(pairs: Any) -> Iterator[tuple[str, str]]:
    listed = [*pairs]
    for language in LANGUAGES.values():
        with language_set(language):
            yield from ((_(title), key) for title, key in listed)


def _shown(cell: Cell) -> str:
    return " ".join(str(cell).split()) if isinstance(cell, str) else ""


def _names(title: str) -> list[str]:
    """Return the forms of a title that are compared: as it is, and without brackets and marks."""
    bare = _MARKS.sub("", _BRACKETS.sub("", title))
    return [search_key(each) for each in dict.fromkeys((title, bare)) if each]


def _unit(title: str, field: Field) -> int:
    if field.kind != "won":
        return 1
    inside = re.sub(r"\s|단위|:", "", "".join(_BRACKETS.findall(title)))
    return next((won for name, won in _UNITS.items() if inside.strip("()[]（）") == name), 1)
