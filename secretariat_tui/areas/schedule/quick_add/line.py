"""Reading an event from one line as people type it. Pure.

The line is in one of the two forms that offices write, or has marks in any order:
14:10 업무협약식(시청 6층) · '23. 2. 28.(화) 08:00 / 시청 기획상황실(6층) ·
내일 14시-15시 착공식 @위례중앙광장 #현장방문 +도시교통실 ~이동40 ?3/2까지 !비공개.
Every part of it is in a field or named as not understood.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from secretariat_tui.areas.attached.model import ParticipantDraft
from secretariat_tui.areas.schedule import rules
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.areas.schedule.quick_add.date_words import unread_date_words
from secretariat_tui.areas.schedule.quick_add.marks import (
    TRIM,
    LineReader,
    Reading,
    known_as_private,
    sign_values,
    take_marks,
    take_private,
)
from secretariat_tui.areas.schedule.quick_add.repetition import first_occurrence, take_repetition
from secretariat_tui.areas.schedule.quick_add.when import NO_DAY, Question, StatedDay, find_when
from secretariat_tui.areas.schedule.series.repetition_text import parse_repetition
from secretariat_tui.core.dates import add_days, full_date
from secretariat_tui.core.i18n import _

MAX_TEXT = 20_000
"""Characters that are read; offices paste lists of days, not books."""
_KIND_WORDS = (
    ("signing", r"업무\s?협약|협약식|협약\s?체결|\bMOU\b"),
    ("cabinet", r"국무회의"),
    ("press_talk", r"기자\s?간담회|기자단\s?(?:\S+\s)?간담회"),
    ("press_briefing", r"기자\s?설명회|언론\s?브리핑|기자\s?브리핑|기자\s?회견"),
    ("interview", r"인터뷰"),
    ("field_visit", r"현장\s?(?:방문|점검|지휘|시찰)"),
    ("invited_talk", r"초청\s?(?:\S+\s)?간담회"),
    ("meeting", r"(?<!국)(?<![시도군구]의)회의(?!실|장|록|원|사당)"),
)
"""The words in a title that name its kind, in the order in which they are looked for."""
_SIGN = re.compile(r"[\[(<【]\s*(?P<sign>[^\])>】]{1,8}?)\s*[\])>】]\s*")
_SESSION = re.compile(r"제\s?(\d{1,4})회")
_MEDIA = re.compile(r"방송|신문|잡지|통신|인터넷|라디오")
_NOT_OUTLET = re.compile(r"서면|전화|단독|특집|신년|창간|기념|창간기념|언론|언론사|생방송|등|및")
_NO_PLACE = re.compile(
    r"[\d\s.,·~명건기년월일부차회주단계개소여분시간제]*(?:주년|개소|단계|시간)?"
    r"|가칭|안|초안|온라인|전화|서면|화상|영상|예정|오전|오후|[월화수목금토일]|大|약칭.*|구\s.*"
)
_DEPARTMENT = re.compile(
    r"[가-힣·]*(?:담당관|(?<!우체)(?<!방송)(?<!약)국|(?<!치)(?<!내)(?<!외)과"
    r"|(?:조정|정책|안전|교통|기획|비서|감사|주택|경제|복지|행정|홍보|대변인)실)"
)
"""Departments of a city; rooms (상황실) and places (우체국) are none."""


@dataclass(frozen=True)
class QuickEvent:
    """An event read from a text, what was understood of it, and what is doubtful.

    `assumed` is what was decided for the user. With `questions` or `errors` it cannot be stored. `line` is the line
    of the text (from 0), `sources` are all its lines, `group` the heading above it that names a person, `others`
    whether others attend it. `stated` is the day that its own text states; `is_day_assumed` is whether neither that
    text nor a heading states one. `doubts` are notes to be seen before it is stored.
    """

    draft: EventDraft
    readings: tuple[Reading, ...] = ()
    assumed: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    errors: tuple[str, ...] = ()
    participants: tuple[ParticipantDraft, ...] = ()
    line: int = 0
    sources: tuple[int, ...] = ()
    group: str = ""
    others: bool = False
    stated: StatedDay = NO_DAY
    is_day_assumed: bool = False
    doubts: tuple[str, ...] = ()

    @property
    def unread(self) -> tuple[str, ...]:
        """The parts of the line that were not understood."""
        return tuple(each.typed for each in self.readings if not each.key)

    @property
    def is_complete(self) -> bool:
        """Whether it can be stored."""
        return not self.questions and not self.errors


def parse_line(  # noqa: PLR0913
    text: str,
    today: date,
    day: date | None = None,
    known: Mapping[str, Any] | None = None,
    *,
    is_stated: bool = False,
    near: date | None = None,
) -> QuickEvent:
    """Read a line as an event; without a date it is on `day`, or today.

    `known` are fields that were read elsewhere, such as the title above the line; they prevail.
    `is_stated` is whether a heading states `day`, so that it is not assumed; nor is that of a repetition.
    A date without a year is the one closest to `near`, else to `day`.
    """
    line = LineReader(text[:MAX_TEXT], today, near or day or today)
    if text[MAX_TEXT:]:
        line.readings.append(Reading(text[MAX_TEXT:], ""))
    take_private(line)
    repetition = take_repetition(line)
    take_marks(line)
    _take_when(line, day, is_stated=is_stated or bool(repetition))
    if repetition:
        _set_rule(line, repetition)
    known = known_as_private(known or {})
    if "title" in known:
        place = line.text.strip(TRIM)
        line.values.setdefault("place", place)
        line.readings.append(Reading(place, "place"))
    else:
        _take_title_and_place(line)
    lines = (*line.values.get("lines", ()), *known.get("lines", ()))
    line.values |= {**known, "lines": lines}
    _set_kind(line)
    is_dated = bool(line.stated.is_stated or is_stated or repetition)
    doubts = () if "title" in known else _doubts(line, is_dated=is_dated)
    return replace(_event(line), is_day_assumed=not is_dated, doubts=doubts)


def _doubts(line: LineReader, *, is_dated: bool) -> tuple[str, ...]:
    month = line.values["starts_on"].month if is_dated else None
    words = unread_date_words(line.values["title"], month=month, is_dated=is_dated)
    text = _("날짜로 보이는 말이 제목에 남았습니다: {text}")
    return (text.format(text=", ".join(words)),) if words else ()


def _event(line: LineReader) -> QuickEvent:
    values: dict[str, Any] = {"title": "", "starts_on": None} | line.values
    draft = rules.complete_end(EventDraft(**values))
    draft = draft._replace(busy=rules.takes_time(draft._asdict()))
    remedies = {"outlet": _(" 제목에 매체를 적으세요: MBN 인터뷰")}
    own = (message + remedies.get(key, "") for key, message in rules.event_errors(draft))
    errors = [*line.errors, *own]
    return QuickEvent(
        draft,
        tuple(each for each in line.readings if each.typed),
        tuple(line.assumed),
        tuple(line.questions),
        tuple(errors),
        tuple(line.participants),
        stated=line.stated,
    )


def _take_when(line: LineReader, day: date | None, *, is_stated: bool) -> None:
    when = find_when(line.text, line.today, line.near)
    if when.spans:
        before, after = line.text[: when.spans[0][0]], line.text[when.spans[-1][1] :]
        line.has_slash = bool(re.search(r"(?:^|\s)/\s*$", before) or re.match(r"\s*/\s", after))
    for start, end in reversed(when.spans):
        line.take(start, end, "starts_on")
    line.errors += when.errors
    line.questions += when.questions
    line.assumed += when.assumed
    line.stated = when.stated
    starts_on = when.starts_on or day or line.today
    ends_on = when.ends_on
    if when.days_later and ends_on is None and when.ends_at:
        ends_on = add_days(starts_on, when.days_later)
    line.values |= {"starts_on": starts_on, "ends_on": ends_on}
    if when.starts_on is not None and starts_on < line.today:
        line.assumed.append(_("{date}: 지난 날입니다.").format(date=full_date(starts_on)))
    if len(when.times) > 1:
        line.assumed.append(_("시각이 여럿이어서 첫째 것을 씁니다."))
    if when.starts_on is None and not when.errors and not is_stated:
        line.assumed.append(assumed_day_message(starts_on))
    if when.all_day or (ends_on and when.starts_at is None):
        line.values["all_day"] = True
    else:
        line.values |= {"starts_at": when.starts_at, "ends_at": when.ends_at}


def assumed_day_message(day: date) -> str:
    """Return the note that an event is on a day which its text does not state."""
    return _("날짜를 적지 않아 {date}입니다.").format(date=full_date(day))


def _set_rule(line: LineReader, repetition: str) -> None:
    """Set the rule of a series, and as its day the first one that the rule gives."""
    starts_on = line.values["starts_on"]
    try:
        line.values["rrule"] = parse_repetition(repetition, starts_on)
    except ValueError as error:
        line.errors.append(str(error))
        return
    values: dict[str, Any] = {"title": "", **line.values}
    first = first_occurrence(EventDraft(**values))
    if first is not None and first != starts_on:
        length = line.values["ends_on"] and line.values["ends_on"] - starts_on
        line.values["starts_on"] = first
        line.values["ends_on"] = add_days(first, length.days) if length else None
        line.assumed.append(
            _("{repetition} → {date}부터").format(repetition=repetition, date=full_date(first))
        )


def _take_title_and_place(line: LineReader) -> None:
    """Read the rest: a title, and a place in brackets at its end, or behind the date and a slash."""
    rest = _without_sign(line, " ".join(line.text.split()).strip(TRIM))
    start = None if line.has_slash else _last_bracket(rest)
    inside = rest[start + 1 : -1].strip(TRIM) if start is not None else ""
    if start and inside:
        values = sign_values(inside)
        if not values and "place" not in line.values and not _NO_PLACE.fullmatch(inside):
            values = {"place": inside}
        if values:
            line.readings.append(Reading(inside, next(iter(values))))
            line.values = _with_department(values) | line.values
            rest = rest[:start].strip(TRIM)
    elif line.has_slash or rest.count(" / ") == 1:
        parts = [each.strip(TRIM) for each in f" {line.text.strip()} ".split(" / ")]
        rest, place = parts[0], " / ".join(filter(None, parts[1:]))
        if "place" not in line.values:
            line.values["place"] = place
            line.readings.append(Reading(place, "place"))
        else:
            rest = " / ".join(filter(None, (rest, place)))
    is_private = line.values.get("visibility") == "secret"
    line.values["title"] = rest or (_("비공개") if is_private else "")
    line.readings.append(Reading(rest, "title"))


def _with_department(values: dict[str, Any]) -> dict[str, Any]:
    """Return a place without the departments behind a comma in it, which are in a line 담당."""
    place, *others = map(str.strip, str(values.get("place", "")).split(","))
    if not place or not others or not all(map(_DEPARTMENT.fullmatch, others)):
        return values
    return {**values, "place": place, "lines": (LineDraft("담당", ", ".join(others)),)}


def _without_sign(line: LineReader, rest: str) -> str:
    """Return a title without a name of a visibility or a status before it: [내부], (잠정)."""
    match = _SIGN.match(rest)
    values = sign_values(match["sign"]) if match else {}
    if match is None or not values:
        return rest
    line.values = values | line.values
    line.readings.append(Reading(match["sign"], next(iter(values))))
    line.text = line.text.replace(match[0].strip(), "", 1)
    return rest[match.end() :]


def _last_bracket(text: str) -> int | None:
    """Return where the bracket begins that ends at the end of a text."""
    depth = 0
    if not text.endswith(")"):
        return None
    for at in range(len(text) - 1, -1, -1):
        depth += (text[at] == ")") - (text[at] == "(")
        if not depth:
            return at
    return None


def guess_kind(title: str) -> str:
    """Return the kind that plain words of a title name, "" if none do."""
    matches = (kind for kind, words in _KIND_WORDS if re.search(words, title, re.IGNORECASE))
    return next(matches, "")


def _set_kind(line: LineReader) -> None:
    """Set the kind, and with it the session of a cabinet meeting or the outlet of an interview."""
    title = line.values["title"]
    kind = line.values.setdefault("kind", guess_kind(title) or "other")
    if kind == "cabinet" and (match := _SESSION.search(title)):
        line.values.setdefault("session_no", int(match[1]) or None)
    if kind == "interview":
        words = [each.strip(TRIM) for each in title.partition("인터뷰")[0].split()]
        media = next((each for each in words if _MEDIA.fullmatch(each)), "")
        named = (each for each in words if each != media and not _NOT_OUTLET.fullmatch(each))
        line.values.setdefault("outlet", next(filter(None, named), ""))
        line.values.setdefault("media_type", media)
