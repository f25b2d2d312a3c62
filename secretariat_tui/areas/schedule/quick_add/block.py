"""The lines about one event, and the events that they state. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from secretariat_tui.areas.schedule.model import LineDraft
from secretariat_tui.areas.schedule.quick_add.line import QuickEvent, guess_kind, parse_line
from secretariat_tui.areas.schedule.quick_add.marks import Reading
from secretariat_tui.areas.schedule.quick_add.when import find_dates, find_when
from secretariat_tui.core.named_tuple import NamedTuple

Parse = Callable[[str, dict[str, Any]], QuickEvent]
"""Reads a line as an event, given fields that are known from other lines."""
_BRACKETED = re.compile(r"\(([^()]{2,24})\)")
_COUNTED = re.compile(r"\s*\(\d+\D?\)\s*$")
_JOINS = re.compile(r"^(?:[\s,·/]|(?:및|와|과|등)\s)+")


class TextLine(NamedTuple):
    """A line of a text and its number, from 0."""

    line: int
    text: str


@dataclass
class EventLines:
    """The lines about one event: its title, when and where, and details."""

    title: str = ""
    when: str = ""
    place: str = ""
    text: str = ""
    """A line that states the complete event."""
    mark: str = ""
    when_mark: str = ""
    details: list[LineDraft] = field(default_factory=list)
    readings: list[Reading] = field(default_factory=list)
    sources: list[TextLine] = field(default_factory=list)
    """The lines that it was read from."""

    @property
    def is_dated(self) -> bool:
        return bool(self.when or self.text)


def block_events(block: EventLines, parse: Parse, today: date, day: date) -> list[QuickEvent]:
    """Return the event of a block; several if it has as many times and places: 11:00, 14:00 / 세종, 대전."""
    if block.text:
        return [parse(block.text, _given(lines=tuple(block.details)))]
    when = find_when(block.when, today, day)
    known = {"title": block.title, "lines": tuple(block.details)}
    read = Reading(block.title, "title"), Reading(block.place, "place")
    places = [each.strip() for each in block.place.split(",")]
    if len(when.times) < 2 or len(places) != len(when.times):  # noqa: PLR2004
        if block.place:
            known["place"] = block.place
        event = parse(block.when, known)
        return [replace(event, readings=(*event.readings, *read))]
    events = []
    for at, title, place in zip(when.times, _titles(block.title, len(places)), places, strict=True):
        start, end = when.times[0].start, when.times[-1].end
        own = block.when[:start] + block.when[at.start : at.end] + block.when[end:]
        event = parse(own, {**known, "title": title, "place": place})
        typed = Reading(block.when, "starts_on")
        events.append(replace(event, readings=(typed, *read)))
    return events


def _titles(title: str, count: int) -> list[str]:
    """Return a title for each of several events: 서울시-세종시, 서울시-대전시 업무협약 has two."""
    parts = [each.strip() for each in title.split(",")]
    if len(parts) != count:
        return [title] * count
    tail = parts[-1].partition(" ")[2]
    return [each if " " in each or not tail else f"{each} {tail}" for each in parts]


def dated_names(text: str, today: date, day: date) -> list[QuickEvent]:
    """Return the events of a line that names them with their dates: 신년 간담회(1.30.), 외신 간담회(2.7.)."""
    dated = []
    for match in _BRACKETED.finditer(text):
        found = find_dates(match[1], today, day, [])
        if len(found) == 1 and (found[0].start, found[0].end) == (0, len(match[1])):
            dated.append(match)
    if not dated or find_when(text, today, day).times:
        return []
    starts = [0, *(each.end() for each in dated)]
    names = [text[start : end.start()] for start, end in zip(starts, dated, strict=False)]
    head, colon, first = names[0].partition(" : ")
    label = _COUNTED.sub("", head) if colon else ""
    names[0] = first if colon else names[0]
    tail, colon, detail = text[dated[-1].end() :].partition(" : ")
    tail = _JOINS.sub("", f"{tail.strip()} ").strip()
    kind = guess_kind(label)
    events = []
    for name, match in zip(names, dated, strict=True):
        title = " ".join(filter(None, (_JOINS.sub("", name).strip(), tail)))
        if not title:
            return []
        known: dict[str, Any] = {"title": title, "category": label}
        known |= _given(lines=(LineDraft("", detail.strip()),) if detail.strip() else ())
        if kind and not guess_kind(title):
            known["kind"] = kind
        event = parse_line(match[1], today, day, known)
        events.append(replace(event, readings=(Reading(text, "title"),)))
    return events


def _given(**values: Any) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value}
