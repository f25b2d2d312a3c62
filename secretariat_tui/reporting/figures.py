"""Values that know which records they come from, so that a figure in a report can be opened."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any, Self

from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean

_FIRST, _SEPARATOR, _LAST = "\ue000", "\ue001", "\ue002"
TABLE_MARK = "\ue003"
"""Stands before the number of a table on a line of its own."""
_MARKS = re.compile(f"[{_FIRST}-{TABLE_MARK}]")
_MARKED = re.compile(f"{_FIRST}([0-9]+){_SEPARATOR}|{_LAST}")
TABLE = re.compile(f"{TABLE_MARK}([0-9]+)")
"""The place of a table in the filled text, with its number."""


class FigureSource(NamedTuple):
    """The rows of a table that a value comes from: the name of the sheet, their ids, and the column."""

    sheet: str
    ids: tuple[Any, ...]
    column: str = ""


Sources = tuple[FigureSource, ...]


class Traced:
    """A value with its sources; subclasses are a number, a text and a day."""

    sources: Sources

    @property
    def display(self) -> str:
        """The text printed for the value."""
        return str(self)


class TracedNumber(Traced, int):
    """A number; sums and differences have the sources of both sides."""

    _text: str = ""

    def __new__(cls, value: int, sources: Sources, text: str = "") -> Self:
        """Return a number printed as `text`, without one with commas."""
        number = super().__new__(cls, value)
        number.sources, number._text = sources, text
        return number

    @property
    def display(self) -> str:
        """The text printed for the value."""
        return self._text or f"{int(self):,}"

    def __str__(self) -> str:
        return self.display

    def _with(self, other: object, value: int) -> "TracedNumber":
        return TracedNumber(value, merged((self, other)))

    def __add__(self, other: int) -> "TracedNumber":
        return self._with(other, int(self) + int(other)) if _is_whole(other) else NotImplemented

    __radd__ = __add__

    def __sub__(self, other: int) -> "TracedNumber":
        return self._with(other, int(self) - int(other)) if _is_whole(other) else NotImplemented

    def __rsub__(self, other: int) -> "TracedNumber":
        return self._with(other, int(other) - int(self)) if _is_whole(other) else NotImplemented

    def __mul__(self, other: int) -> "TracedNumber":
        return self._with(other, int(self) * int(other)) if _is_whole(other) else NotImplemented

    __rmul__ = __mul__

    def __floordiv__(self, other: int) -> "TracedNumber":
        return self._with(other, int(self) // int(other)) if _is_whole(other) else NotImplemented

    def __mod__(self, other: int) -> "TracedNumber":
        return self._with(other, int(self) % int(other)) if _is_whole(other) else NotImplemented

    def __neg__(self) -> "TracedNumber":
        return self._with(None, -int(self))

    def __abs__(self) -> "TracedNumber":
        return self if self >= 0 else -self


def _is_whole(value: object) -> bool:
    return isinstance(value, int)


class TracedText(Traced, str):
    """A text; joined to another one with `+` it has the sources of both."""

    __slots__ = ("sources",)

    def __new__(cls, value: str, sources: Sources) -> Self:
        """Return a text with its sources."""
        text = super().__new__(cls, value)
        text.sources = sources
        return text

    def __add__(self, other: str) -> "TracedText":
        return TracedText(str.__add__(self, other), merged((self, other)))

    def __radd__(self, other: str) -> "TracedText":
        return TracedText(other + str(self), merged((self, other)))


class CapturedText(TracedText):
    """What a macro or a {% set %} block printed: its plain text, and in `marked` the text with its figures."""

    __slots__ = ("marked",)
    marked: str

    @classmethod
    def of(cls, marked: str, sources: Sources) -> Self:
        """Return the text of what was printed, with the sources of its figures."""
        text = cls(TABLE.sub("", _MARKED.sub("", marked)), sources)
        text.marked = marked
        return text


class PrintedTable(str):
    """The line that stands for a table in the filled text."""

    __slots__ = ()


class TracedDay(Traced, date):
    """A day; `precision` is "day", "month" or "year"."""

    precision: str

    def __new__(cls, day: date, sources: Sources, precision: str = "day") -> Self:
        """Return a day with its sources."""
        traced = super().__new__(cls, day.year, day.month, day.day)
        traced.sources, traced.precision = sources, precision
        return traced

    @property
    def display(self) -> str:
        """The text printed for the value: the day as tables show it."""
        return f"'{self.year % 100:02}. {self.month}. {self.day}."


class Missing(Traced):
    """The value of an empty field: false, printed as nothing, with its sources for a warning."""

    def __init__(self, sources: Sources) -> None:
        self.sources = sources

    def __bool__(self) -> bool:
        return False

    def __str__(self) -> str:
        return ""


class TracedTime(Traced, time):
    """A time of day, printed as 08:00."""

    def __new__(cls, at: time, sources: Sources) -> Self:
        """Return a time with its sources."""
        traced = super().__new__(cls, at.hour, at.minute, at.second)
        traced.sources = sources
        return traced

    @property
    def display(self) -> str:
        """The text printed for the value."""
        return f"{self:%H:%M}"


def merged(values: Iterable[object]) -> Sources:
    """Return the sources of several values or lists of them, each once; the ids of one column together."""
    return gathered(source for value in values for source in _sources_of(value))


def _sources_of(value: object) -> Sources:
    return merged(value) if isinstance(value, list | tuple) else getattr(value, "sources", ())


def gathered(sources: Iterable[FigureSource]) -> Sources:
    """Return sources, each once; the ids of one column together."""
    found: dict[tuple[str, str], dict[Any, None]] = {}
    for source in sources:
        found.setdefault((source.sheet, source.column), {}).update(dict.fromkeys(source.ids))
    return tuple(FigureSource(sheet, tuple(ids), column) for (sheet, column), ids in found.items())


class Figure(NamedTuple):
    """A value that a report prints: its text, where it comes from, and the place of its block."""

    text: str
    sources: Sources
    block: int


class PrintedValues:
    """The values that a template printed, in order; the text holds their numbers between private-use characters."""

    def __init__(self) -> None:
        self.printed: list[Sources] = []

    def mark(self, value: Any) -> str:
        """Return the text of a value; one that has sources is marked with its number."""
        if value is None:
            return ""
        if isinstance(value, list | tuple):
            return ", ".join(map(self.mark, value))
        if isinstance(value, CapturedText):
            return value.marked
        if isinstance(value, PrintedTable):
            return str(value)
        sources = merged((value,))
        text = without_marks(text_of(value))
        if not sources and not isinstance(value, Traced):
            return text
        self.printed.append(sources)
        return f"{_FIRST}{len(self.printed) - 1}{_SEPARATOR}{text}{_LAST}"

    def captured(self, marked: str) -> str:
        """Return a text that was printed, to be used as a value."""
        numbers = [int(match[1]) for match in _MARKED.finditer(marked) if match[1]]
        if not numbers and TABLE_MARK not in marked:
            return marked
        sources = (source for number in numbers for source in self.printed[number])
        return CapturedText.of(marked, gathered(sources))


def text_of(value: Any) -> str:
    """Return the text printed for a value."""
    if value is None:
        return ""
    if isinstance(value, Traced):
        return value.display
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def without_marks(text: str) -> str:
    """Return clean text without the characters that mark figures and tables."""
    return clean(_MARKS.sub("", text), multiline=True)


class Span(NamedTuple):
    """A part of a line; `figure` is the number of the value that it is, None for text of the template."""

    text: str
    figure: int | None = None


def spans(marked: str, inside: int | None = None) -> tuple[list[Span], int | None]:
    """Return the spans of a line, and the number of the value that goes on in the next line.

    `inside` is the number of the value that went on from the line before.
    """
    found: list[Span] = []
    at = 0
    for match in _MARKED.finditer(marked):
        text = marked[at : match.start()]
        if text or (inside is not None and match[0] == _LAST):
            found.append(Span(text, inside))
        inside = int(match[1]) if match[1] else None
        at = match.end()
    if rest := marked[at:]:
        found.append(Span(rest, inside))
    return found, inside
