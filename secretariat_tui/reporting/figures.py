"""Values that know which records they come from, so that a figure in a report can be opened."""

import re
from collections.abc import Iterable
from datetime import date, time
from typing import Any, NamedTuple, Self

from secretariat_tui.core.text import clean

_FIRST, _SEPARATOR, _LAST = "\ue000", "\ue001", "\ue002"
_MARKS = f"{_FIRST}{_SEPARATOR}{_LAST}"
_ANY_MARK, _UNMARKED = re.compile(f"[{_MARKS}]"), re.compile(f"[^{_MARKS}]+")
_FIGURE = re.compile(f"{_FIRST}([0-9]{{1,9}}){_SEPARATOR}([^{_MARKS}]*){_LAST}")


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
        return self._with(other, int(self) + int(other))

    __radd__ = __add__

    def __sub__(self, other: int) -> "TracedNumber":
        return self._with(other, int(self) - int(other))

    def __rsub__(self, other: int) -> "TracedNumber":
        return self._with(other, int(other) - int(self))

    def __mul__(self, other: int) -> "TracedNumber":
        return self._with(other, int(self) * int(other))

    __rmul__ = __mul__


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
    found: dict[tuple[str, str], dict[Any, None]] = {}
    for value in values:
        of_value = (
            merged(value) if isinstance(value, list | tuple) else getattr(value, "sources", ())
        )
        for source in of_value:
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
        if isinstance(value, list):
            return ", ".join(map(self.mark, value))
        sources = merged((value,))
        text = value.display if isinstance(value, Traced) else str(value)
        if not sources and self._is_filled(text):
            return _UNMARKED.sub(lambda match: clean(match[0], multiline=True), text)
        text = clean(_ANY_MARK.sub("", _FIGURE.sub(r"\2", text)), multiline=True)
        if not sources:
            return text
        self.printed.append(sources)
        return f"{_FIRST}{len(self.printed) - 1}{_SEPARATOR}{text}{_LAST}"

    def _is_filled(self, text: str) -> bool:
        """Return whether a text was filled already, by a macro: its marks are those of printed values."""
        figures = _FIGURE.findall(text)
        return (
            bool(figures)
            and all(int(number) < len(self.printed) for number, _text in figures)
            and not _ANY_MARK.search(_FIGURE.sub("", text))
        )


class Span(NamedTuple):
    """A part of a line; `figure` is the number of the value that it is, None for text of the template."""

    text: str
    figure: int | None = None


def spans(marked: str, inside: int | None = None) -> tuple[list[Span], int | None]:
    """Return the spans of a line, and the number of the value that goes on in the next line.

    `inside` is the number of the value that went on from the line before.
    """
    found: list[Span] = []
    rest = marked
    while rest:
        if inside is None:
            text, mark, rest = rest.partition(_FIRST)
            if text:
                found.append(Span(text))
            if not mark:
                break
            number, _separator, rest = rest.partition(_SEPARATOR)
            inside = int(number)
        else:
            text, mark, rest = rest.partition(_LAST)
            if text or mark:
                found.append(Span(text, inside))
            if not mark:
                break
            inside = None
    return found, inside
