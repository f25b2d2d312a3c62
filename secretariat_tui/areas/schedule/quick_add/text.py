"""Reading the events of a text of several lines: a day's list, the lines about one event, a table. Pure.

Lines that are no part of an event are returned as not understood.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice
from typing import Any

from secretariat_tui.areas.schedule.model import LineDraft
from secretariat_tui.areas.schedule.quick_add.block import (
    EventLines,
    TextLine,
    block_events,
    dated_names,
)
from secretariat_tui.areas.schedule.quick_add.line import MAX_TEXT, QuickEvent, parse_line
from secretariat_tui.areas.schedule.quick_add.marks import Reading
from secretariat_tui.areas.schedule.quick_add.rows import TableRows
from secretariat_tui.areas.schedule.quick_add.when import EventTimes, StatedDay, find_when
from secretariat_tui.core.named_tuple import NamedTuple

_MARK = re.compile(
    r"\s*(?:(?P<mark>[▶▷►●○◦ㅇ\u25ce□■◆◇▲△❍⦁•·ㆍ※\u261e\u221a✔*–—-]|[①-⑳]|[가-하]\.(?=\s)|\d{1,2}[.)](?=\s+[^\d\s]))\s*)+"
)
_DETAIL_MARKS = frozenset("-–—·ㆍ※*⦁•")
_LABEL = re.compile(r"(?P<label>[^\d:：]{1,14}?(?:\([^)]*\))?)\s*[:：]\s*(?P<text>\S.*)")
_INNER_LABEL = re.compile(
    r"(?P<title>.*?\S)[\s,·-]+(?P<rest>(?:일시\s*/\s*장소|일시|일\s시)\s*[:：].*)"
)
_MOST_CHARACTERS = 1_000  # of a line that are read
_WHEN = {"일시", "일자", "날짜", "때", "시간", "시각"}
_HOURS = {"시간", "시각"}
_PLACE = {"장소", "행사장소", "곳"}
_TITLE = {"제목", "행사명", "일정명", "회의명", "행사", "건명"}
_MOST_BETWEEN = 3  # lines between a heading of a list and the first of its events
_LIST = re.compile(r"일정|동정")
_HEADING = re.compile(
    r"[\s\[\]<>【】()'\u2018\u2019:：·,\w]*(?:일정|동정)(?:표)?[\s\[\]<>【】()]*|[\s\[\]<>【】():：]*"
)
_PERSON = re.compile(
    r"(?P<who>[^\d:,.()]{0,24}(?:시장|지사|구청장|군수|장관|차관|교육감|총리|대통령)\]?)"
    r"(?P<rest>\s+\d.*)?"
)
_PERSON_MARKS = frozenset("◇▲△■□○●▶") | frozenset(map(chr, range(0xAC00, 0xD7A4)))
"""What a line with only a person begins with: a mark, or the name."""
_PARTS = re.compile(r"\s*▲\s*|\s+/\s+(?=\d{1,2}:\d{2}\s)")


class _DayAbove(NamedTuple):
    """The day of lines without a date: that of a heading, else that of the last dated line, else the default."""

    stated: StatedDay
    line: int | None = None
    is_heading: bool = False


class QuickText(NamedTuple):
    """The events of a text, its lines that are no part of any, and its headings: dates, names, columns."""

    events: tuple[QuickEvent, ...]
    unread: tuple[TextLine, ...]
    headings: tuple[TextLine, ...]


def parse_text(text: str, today: date, day: date | None = None) -> QuickText:
    """Read a text as events; those without a date, and without a date above them, are on `day`, or today.

    If the date above is in doubt, so are the events that have no other.
    """
    lines = text[:MAX_TEXT].splitlines()
    typed = [each for each in lines if each.strip()]
    reader = _Reader(lines, today, day or today, is_single=len(typed) == 1)
    for number, each in enumerate(lines):
        reader.read(TextLine(number, each))
    reader.close()
    rest = text[MAX_TEXT:].strip()
    unread = [*reader.unread, *([TextLine(len(lines), rest)] if rest else [])]
    events = tuple(_without_others(reader))
    return QuickText(events, tuple(sorted(set(unread))), tuple(reader.headings))


def _without_others(reader: "_Reader") -> Iterator[QuickEvent]:
    """Yield the events; ○ marks those that the mayor does not attend if ● marks others."""
    both = {"●", "○"} <= set(reader.marks)
    for event, mark in zip(reader.events, reader.marks, strict=True):
        yield replace(event, others=True) if both and mark == "○" else event


def _split_mark(text: str) -> tuple[str, str]:
    match = _MARK.match(text)
    return (match["mark"] or "", text[match.end() :]) if match else ("", text)


class _Reader:
    """Reads line by line; `events` and `unread` are the results, `marks` those before the events."""

    def __init__(self, lines: list[str], today: date, day: date, *, is_single: bool) -> None:
        self._lines, self._today, self._is_single = lines, today, is_single
        self._near = day  # dates without a year are close to it
        self._above = _DayAbove(StatedDay(day))
        self._block: EventLines | None = None
        self._table = TableRows()
        self._group = ""
        self._after_blank = True
        self._source = TextLine(0, "")
        self.events: list[QuickEvent] = []
        self.marks: list[str] = []
        self.unread: list[TextLine] = []
        self.headings: list[TextLine] = []

    def read(self, source: TextLine) -> None:
        """Read a line."""
        if rest := source.text[_MOST_CHARACTERS:]:
            self.unread.append(TextLine(source.line, rest))
            source = TextLine(source.line, source.text[:_MOST_CHARACTERS])
        self._source = source
        text = source.text.replace("**", "").strip()
        if not text:
            self._after_blank = True
            return
        mark, body = _split_mark(text)
        if not body:
            self.unread.append(source)
        elif self._table.is_row(source.text):
            self._read_row(source)
        elif not self._read_heading(text, body):
            self._read_body(mark, body)
        self._after_blank = False

    def close(self) -> None:
        """Add the event whose lines were read last."""
        block, self._block = self._block, None
        if block is None:
            return
        if not block.is_dated:
            self.unread += block.sources
            self._note_day(self._find_when(block.title).stated, block.sources[0].line)
            return
        for event in block_events(block, self._parse, self._today, self._near):
            readings = (*event.readings, *block.readings)
            sources = (*(each.line for each in block.sources), *event.sources)
            complete = replace(event, readings=readings, line=sources[0], sources=sources)
            self._add(complete, block.mark)

    def _add(self, event: QuickEvent, mark: str) -> None:
        self.events.append(replace(event, group=self._group))
        self.marks.append(mark)
        self._note_day(event.stated, event.line)

    def _note_day(self, stated: StatedDay, line: int, *, is_heading: bool = False) -> None:
        """Note the day that a line states, for the lines below it; that of a heading holds until the next."""
        if stated.is_stated and (is_heading or not self._above.is_heading):
            day = stated.day or self._near
            self._above = _DayAbove(stated._replace(day=day), line, is_heading)
            self._near = day if is_heading else self._near

    def _find_when(self, text: str) -> EventTimes:
        return find_when(text, self._today, self._near)

    def _read_row(self, source: TextLine) -> None:
        self.close()
        row = self._table.read(source.text)
        if row is None:
            self.headings.append(source)
            self._note_day(self._find_when(source.text).stated, source.line, is_heading=True)
            return
        if not row.title or not (row.when or self._table.has_header):
            self.unread.append(source)
            self._note_day(self._find_when(row.when).stated, source.line, is_heading=True)
            return
        known: dict[str, Any] = {"lines": row.details}
        text = f"{row.when} {row.title}"
        if row.place is not None:
            known |= {"title": row.title, "place": row.place}
            text = row.when
        event = self._parse(text, known)
        self._note_day(event.stated, source.line, is_heading=True)
        readings = (Reading(source.text, "row"),)
        self._add(replace(event, readings=readings, line=source.line), row.mark)

    def _read_heading(self, text: str, body: str) -> bool:
        """Read a heading with the date of the lines below it, or with the name of a person."""
        person = _PERSON.fullmatch(text.lstrip("◇▲△■□○●▶- "))
        if person and (person["rest"] or not self._is_single) and text[0] in _PERSON_MARKS:
            self.close()
            self._group = person["who"].strip()
            self.headings.append(self._source)
            for part in _PARTS.split((person["rest"] or "").strip()):
                self._read_body("", part)
            return True
        when = self._find_when(body)
        if self._is_single or when.is_timed or not when.stated.is_stated or _LABEL.match(body):
            return False
        rest = body
        for start, end in reversed(when.spans):
            rest = rest[:start] + rest[end:]
        is_named = when.stated.day is not None and _HEADING.fullmatch(rest)
        if not is_named and (when.ends_on is not None or not self._is_followed(rest)):
            return False
        self.close()
        self._group = ""
        self._note_day(when.stated, self._source.line, is_heading=True)
        self.headings.append(self._source)
        return True

    def _is_followed(self, rest: str) -> bool:
        """Whether lines with hours and without a date follow: at once, or soon if `rest` names a list."""
        lines = (each for each in self._lines[self._source.line + 1 :] if each.strip())
        for at, text in enumerate(islice(lines, _MOST_BETWEEN if _LIST.search(rest) else 1)):
            _mark, body = _split_mark(text[:_MOST_CHARACTERS].replace("**", "").strip())
            when = self._find_when(body)
            label = _LABEL.fullmatch(body)
            is_below_title = label and at and label["label"].strip() in _WHEN
            if when.stated.is_stated or (label and not is_below_title):
                return False
            if when.is_timed:
                return True
        return False

    def _parse(self, text: str, known: dict[str, Any]) -> QuickEvent:
        stated, line, is_heading = self._above
        event = parse_line(
            text, self._today, stated.day, known, is_stated=is_heading, near=self._near
        )
        if event.stated.is_stated or line is None:
            return event
        return replace(
            event,
            questions=(*stated.questions, *event.questions),
            errors=(*stated.errors, *event.errors),
            sources=(line,),
        )

    def _read_body(self, mark: str, body: str) -> None:
        if not body:
            return
        parts = [part for part in _PARTS.split(body) if part]
        if len(parts) > 1 and find_when(parts[-1], self._today).times:
            for part in parts:
                self._read_body(mark, part)
            return
        if inner := _INNER_LABEL.fullmatch(body):
            self._begin(EventLines(inner["title"], mark=mark))
            body = inner["rest"]
        if events := dated_names(body, self._today, self._near):
            self.close()
            for event in events:
                self._add(replace(event, line=self._source.line), mark)
            return
        label = _LABEL.fullmatch(body)
        if label and self._read_labelled(mark, label["label"].strip(), label["text"]):
            return
        if self._is_event(mark, body):
            self._begin(EventLines(text=body, mark=mark))
        elif self._is_detail(mark):
            self._add_detail(mark, body)
        else:
            self._begin(EventLines(body, mark=mark))

    def _begin(self, block: EventLines) -> EventLines:
        self.close()
        block.sources.append(self._source)
        self._block = block
        return block

    def _read_labelled(self, mark: str, label: str, text: str) -> bool:
        """Read a line such as 일시 : …; return False if it is no part of an event."""
        name = re.sub(r"\s+", "", label)
        names = set(re.split(r"/|및|·", name))
        block = self._block
        if names & _WHEN and names <= _WHEN | _PLACE:
            self._read_when(mark, text, names)
        elif name in _TITLE:
            if block is None or block.title or block.text:
                block = self._begin(EventLines())
            block.title = text
        elif block is None or self._is_heading_mark(mark):
            return False
        elif name in _PLACE and not block.place and not block.text:
            block.place = text
        else:
            block.details.append(LineDraft(label, text))
            self._note(f"{label} {text}", "lines")
            return True
        self._note(label, "label")
        return True

    def _read_when(self, mark: str, text: str, names: set[str]) -> None:
        """Read when an event is, or also where; its hours may follow the date in a line of their own."""
        block = self._block
        if block is not None and block.when and names <= _HOURS:
            block.when = f"{block.when} {text}"
            return
        if block is None or block.is_dated:
            block = self._begin(EventLines())
        block.when, block.when_mark = text, mark
        if names & _PLACE and re.search(r"\s/\s", text):
            block.when, block.place = map(str.strip, re.split(r"\s/\s", text, maxsplit=1))

    def _note(self, typed: str, key: str) -> None:
        """Note that the line is part of the event, and what it fills."""
        if self._block is not None:
            self._block.readings.append(Reading(typed, key))
            self._block.sources.append(self._source)

    def _is_heading_mark(self, mark: str) -> bool:
        """Whether a mark is larger than those of the lines about the event above."""
        block = self._block
        is_small = not mark or mark in _DETAIL_MARKS
        return not is_small and bool(block and block.is_dated and mark != block.when_mark)

    def _is_event(self, mark: str, body: str) -> bool:
        """Whether a line states an event: it begins with a date or hours, or it has hours and is no detail."""
        if self._is_single:
            return True
        when = self._find_when(body)
        if not when.spans and not when.errors:
            return False
        begins = bool(when.spans) and when.spans[0][0] == 0
        return begins or bool(when.times and not self._is_detail(mark))

    def _is_detail(self, mark: str) -> bool:
        """Whether a line belongs to the event above: by a smaller mark, an indent, or as the rest of a line."""
        block = self._block
        if block is None or not block.is_dated:
            return False
        continues = bool(block.details or self._source.text[:1].isspace())
        return mark in _DETAIL_MARKS if mark else continues and not self._after_blank

    def _add_detail(self, mark: str, body: str) -> None:
        details = self._block.details if self._block else []
        if not mark and details:  # a word processor broke the line
            details[-1] = details[-1]._replace(text=f"{details[-1].text} {body}")
        else:
            details.append(LineDraft("", body))
        self._note(body, "lines")
