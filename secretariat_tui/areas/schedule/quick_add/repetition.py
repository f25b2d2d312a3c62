"""Finding how an event repeats within a line: 매주화, 격주 월·수 10회, 매년 음력 4.8. Pure."""

import re
from datetime import date

from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.quick_add.marks import LineReader
from secretariat_tui.areas.schedule.quick_add.when import find_dates
from secretariat_tui.areas.schedule.series import recurrence
from secretariat_tui.areas.schedule.series.repetition_text import parse_repetition
from secretariat_tui.core.text import half_width

_BEGIN = re.compile(
    r"(?<!\S)(?:평일\s*매일|매일\s*평일|매일|평일마다|평일(?=\s)|매주|격주|매월|매달|격월|매년|해마다|\d{1,3}\s*(?:일|주|개월|달|년)\s*마다)"
)
_MOST_WORDS = 5
_WEEKDAY = re.compile(r"\s*\(\s*([월화수목금토일])(?:요일)?\s*\)$|\s+([월화수목금토일])요일$")


def take_repetition(line: LineReader) -> str:
    """Take how an event repeats out of a line, and return it; "" if the line has nothing about it."""
    for match in _BEGIN.finditer(line.text):
        if match[0] == "평일" and find_dates(half_width(line.text), line.today, line.near, []):
            continue
        words = list(re.finditer(r"\S+", line.text[match.start() :]))[:_MOST_WORDS]
        for last in reversed(words):
            end = match.start() + last.end()
            typed = line.text[match.start() : end]
            if _can_be_read(typed, line.near):
                line.take(match.start(), end, "rrule")
                return typed if _has_end(typed, line.near) else typed + _take_until(line)
    return ""


def _has_end(typed: str, start: date) -> bool:
    return not {"COUNT", "UNTIL"}.isdisjoint(recurrence.rule_parts(parse_repetition(typed, start)))


def _take_until(line: LineReader) -> str:
    """Take the day until which an event repeats out of a line, and return it as the end of a repetition."""
    text = half_width(line.text)
    for each in find_dates(text, line.today, line.near, []):
        typed = text[each.start : each.end].strip()
        if typed.endswith("까지") and text[: each.start][-1:] != "?":
            line.take(each.start, each.end, "rrule")
            return " ~" + _WEEKDAY.sub(r"(\1\2)", typed.removesuffix("까지"))
    return ""


def _can_be_read(typed: str, start: date) -> bool:
    try:
        return bool(parse_repetition(typed, start))
    except ValueError:
        return False


def first_occurrence(draft: EventDraft) -> date | None:
    """Return the first day on or after that of a draft which its rule gives."""
    if draft.starts_on is None:
        return None
    return recurrence.first_day(draft, draft.starts_on)
