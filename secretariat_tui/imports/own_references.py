"""References of a file's rows to records that the same file adds, such as a part to its main task."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import MAX_ID
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import search_key
from secretariat_tui.imports.rows import ParsedRow
from secretariat_tui.imports.target import D, ImportTarget, Resolve

_FIRST = MAX_ID // 2  # ids count up from 1


class MissingReference(NamedTuple):
    """A reference of a row that cannot be followed: its row, its field, the name, and a message."""

    row: int
    key: str
    text: str
    message: str


class _Name(NamedTuple):
    text: str
    message: str


class PendingNames:
    """Names that the register does not have when the file is read; each has a number that no id reaches."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._names: dict[int, _Name] = {}
        self._rows: dict[int, int] = {}  # the row that each of these numbers stands for
        self._ids: dict[int, int] = {}  # the id of each row that was written

    def wrap(self, resolve: Resolve) -> Resolve:
        """Return a function that gives a name that is not found a number that no id reaches."""

        def find(text: str, values: Mapping[str, Any]) -> int:
            try:
                return resolve(text, values)
            except ValueError as error:
                key = search_key(text)
                number = self._numbers.setdefault(key, _FIRST + len(self._numbers))
                self._names[number] = _Name(text, str(error))
                return number

        return find

    def in_order(
        self, target: ImportTarget[D], rows: Sequence[ParsedRow[D]]
    ) -> tuple[list[ParsedRow[D]], list[MissingReference]]:
        """Return the rows, each after those that it refers to, and the references that cannot be followed."""
        if not self._names:
            return [*rows], []
        errors = [*self._find_rows(target, rows)]
        failed = {each.row for each in errors}
        placed: dict[int, ParsedRow[D]] = {}
        waiting = [row for row in rows if row.number not in failed]
        while ready := [row for row in waiting if self._targets(target, row) <= placed.keys()]:
            placed |= {row.number: row for row in ready}
            waiting = [row for row in waiting if row.number not in placed]
        message = _("가리키는 줄을 더할 수 없습니다: {text}")
        for row in waiting:
            for key, number in _pending(target, row.draft):
                text = self._names[number].text
                errors.append(MissingReference(row.number, key, text, message.format(text=text)))
        return [*placed.values()], errors

    def _find_rows(
        self, target: ImportTarget[D], rows: Sequence[ParsedRow[D]]
    ) -> Iterator[MissingReference]:
        """Find the rows that names stand for; yield the references to those that are not one row."""
        for key, names_of in target.own_names.items():
            numbers: dict[str, set[int]] = {}
            for row in rows:
                for name in names_of(row.draft):
                    numbers.setdefault(search_key(name), set()).add(row.number)
            for row in rows:
                number = getattr(row.draft, key)
                if number is None or number < _FIRST:
                    continue
                text, message = self._names[number]
                matches = numbers.get(search_key(text), set())
                if len(matches) == 1:
                    self._rows[number] = next(iter(matches))
                    continue
                if matches:
                    message = _("이름이 같은 줄이 여럿입니다: {text}").format(text=text)
                yield MissingReference(row.number, key, text, message)

    def _targets(self, target: ImportTarget[D], row: ParsedRow[D]) -> set[int]:
        return {self._rows[number] for _key, number in _pending(target, row.draft)}

    def batches(
        self, target: ImportTarget[D], rows: Sequence[ParsedRow[D]], most: int
    ) -> Iterator[Sequence[ParsedRow[D]]]:
        """Yield rows in their order, none in one batch with a row that it refers to."""
        start, numbers = 0, set[int]()
        for at, row in enumerate(rows):
            if at - start == most or (self._names and self._targets(target, row) & numbers):
                yield rows[start:at]
                start, numbers = at, set()
            numbers.add(row.number)
        yield rows[start:]

    def add_ids(self, numbers: Sequence[int], first_id: int) -> None:
        """Keep the ids of rows that were written one after the other."""
        if self._names:
            self._ids |= {number: record_id for record_id, number in enumerate(numbers, first_id)}

    def with_ids(self, target: ImportTarget[D], draft: D) -> D:
        """Return a draft with the ids of the rows that it refers to."""
        ids = {key: self._ids[self._rows[number]] for key, number in _pending(target, draft)}
        return target.build(draft._asdict() | ids) if ids else draft


def _pending(target: ImportTarget[D], draft: D) -> Iterator[tuple[str, int]]:
    for key in target.own_names:
        number = getattr(draft, key)
        if number is not None and number >= _FIRST:
            yield key, number
