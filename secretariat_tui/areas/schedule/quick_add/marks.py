"""The marks in a line about an event: @장소 #구분 +부서 ~이동40 ?3/2까지 !비공개. Pure."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from secretariat_tui.areas.attached.model import ParticipantDraft
from secretariat_tui.areas.schedule.model import KINDS, STATUSES, VISIBILITIES
from secretariat_tui.areas.schedule.quick_add.when import (
    NO_DAY,
    Question,
    StatedDay,
    find_dates,
    find_when,
    weekday_question,
)
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import excerpt, search_key

_MARK = re.compile(r"(?:(?<=\s)|^)(?P<mark>[@#+!~])(?P<rest>\S*)")
_TRAVEL = re.compile(
    r"(?P<way>이동|가는이동|오는이동|복귀)?(?P<to>\d{1,3})분?(?:/(?P<back>\d{1,3})분?)?"
)
_OFFICE = re.compile(
    r"(?:실|국|과|관|처|단|본부|청|원|회|센터|팀|구|시|도|부|재단|공사|공단|담당관)$"
)
TRIM = " \t,;/|·:-–—~∼〜～"
"""Signs around the parts of a line that belong to none of them."""


class Reading(NamedTuple):
    """A part of the line, and the field that it filled; "" if it was not understood."""

    typed: str
    key: str


@dataclass
class LineReader:
    """A line while it is read: what is left of it, and what was understood."""

    text: str
    today: date
    near: date
    has_slash: bool = False
    """Whether the date and the hours stand between slashes: 회의 / 2.28. 08:00 / 시청."""
    stated: StatedDay = NO_DAY
    values: dict[str, Any] = field(default_factory=dict)
    readings: list[Reading] = field(default_factory=list)
    assumed: list[str] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    participants: list[ParticipantDraft] = field(default_factory=list)

    def take(self, start: int, end: int, key: str) -> None:
        """Note that a part of the text fills a field, and take it out."""
        if typed := self.text[start:end].strip():
            self.readings.append(Reading(typed, key))
        self.text = f"{self.text[:start]} {self.text[end:]}"


_PRIVATE = re.compile(
    r"[\[(<【]\s*비공개\s*[\])>】]|[,·/]?\s*(?<![\w!#@+~?])비공개(?:로\s*진행)?(?!\w)"
)


def take_private(line: LineReader) -> None:
    """Read the separate word 비공개, which stands without a mark; it is no part of the title."""
    while match := _PRIVATE.search(line.text):
        line.take(*match.span(), "visibility")
        line.values["visibility"] = "secret"


def known_as_private(known: Mapping[str, Any]) -> dict[str, Any]:
    """Return fields with the visibility that the word 비공개 in them sets, and without the word."""
    private: dict[str, Any] = {}
    for key in ("title", "place"):
        text = known.get(key, "")
        if _PRIVATE.search(text):
            rest = " ".join(_PRIVATE.sub(" ", text).split()).strip(TRIM)
            private |= {key: rest or text, "visibility": "secret"}
    if any(_PRIVATE.fullmatch(each.text) for each in known.get("lines", ())):
        private["visibility"] = "secret"
    return {**known, **private}


def take_marks(line: LineReader) -> None:
    """Read what begins with a mark: @장소 #구분 +부서 ~이동40 ?3/2까지 !비공개. Others stay in the title."""
    _take_hold(line)
    start = 0
    while match := _MARK.search(line.text, start):
        key, read = _MARKS[match["mark"]]
        if end := read(line, match):
            line.take(match.start(), end, key)
            start = match.start()
        else:
            start = match.end()


def _take_hold(line: LineReader) -> None:
    """Read ?3/2까지, ?3. 2.까지, ?3/2 and ? alone: a tentative event, until a day."""
    match = re.search(r"(?:(?<=\s)|^)\?(?P<until>[^?@#+!]{1,20}?까지|\d\S*)?(?!\S)", line.text)
    if match is None:
        return
    if match["until"]:
        errors: list[str] = []
        days = find_dates(match["until"], line.today, line.near, errors)
        if not days:
            line.errors += errors or [
                _("잠정 기한을 읽을 수 없습니다: {text} 예: ?3/2까지").format(text=match[0])
            ]
            return
        line.values["hold_until"] = days[0].day
        if days[0].weekday:
            typed = match["until"][days[0].start : days[0].end].strip()
            line.questions.append(weekday_question(typed, days[0]))
    line.values["status"] = "hold"
    line.take(match.start(), match.end(), "hold_until" if match["until"] else "status")


def _read_place(line: LineReader, match: re.Match[str]) -> int:
    """Read a place: to the next mark, date or time if the title stands before it, else a word; or in quotes."""
    if "place" in line.values:
        return 0
    start = match.start("rest")
    quoted = re.match(r'"([^"]+)"', line.text[start:])
    if quoted:
        line.values["place"] = quoted[1].strip()
        return start + quoted.end()
    before = line.text[: match.start()]
    end = match.end("rest")
    spans = find_when(before, line.today, line.near).spans
    for first, last in reversed(spans):
        before = before[:first] + before[last:]
    if before.strip(TRIM):
        following = line.text[start:]
        stop = [each.start() for each in [_MARK.search(following)] if each]
        stop += [first for first, _last in find_when(following, line.today, line.near).spans[:1]]
        end = start + min(stop, default=len(following))
    line.values["place"] = line.text[start:end].strip()
    return end if line.values["place"] else 0


def _read_kind(line: LineReader, match: re.Match[str]) -> int:
    """Read a kind by its name, or by the beginning of one."""
    typed = search_key(match["rest"])
    names = {search_key(name): key for key, label in KINDS.items() for name in (label, _(label))}
    keys = {key for name, key in names.items() if typed and name.startswith(typed)}
    key = names.get(typed) or (keys.pop() if len(keys) == 1 else "")
    if not key:
        line.assumed.append(
            _("{typed}: 없는 구분이어서 제목에 둡니다. 구분: {names}").format(
                typed=excerpt(match[0]), names=", ".join(_(each) for each in KINDS.values())
            )
        )
        return 0
    line.values["kind"] = key
    return match.end()


def _read_participant(line: LineReader, match: re.Match[str]) -> int:
    """Read who takes part: an office, a person, or office/person."""
    rest = match["rest"].rstrip(TRIM)
    if not re.search(r"[^\W\d]", rest):
        return 0
    organization, slash, name = rest.partition("/")
    if not slash and not _OFFICE.search(rest):
        organization, name = "", rest
    line.participants.append(ParticipantDraft("attendee", name.strip(), organization.strip()))
    return match.end()


def sign_values(typed: str) -> dict[str, str]:
    """Return the field that a name of a visibility or a status sets: 비공개, 내부, 취소; none for other words."""
    for key, labels in (("visibility", VISIBILITIES), ("status", STATUSES)):
        for value, label in labels.items():
            if search_key(typed) in {search_key(label), search_key(_(label))}:
                return {key: value}
    return {}


def _read_sign(line: LineReader, match: re.Match[str]) -> int:
    """Read a visibility or a status: !비공개 !내부 !취소."""
    values = sign_values(match["rest"])
    line.values |= values
    if not values:
        line.assumed.append(
            _("{typed}: 모르는 표시여서 제목에 둡니다. 표시: !비공개, !내부, !취소").format(
                typed=excerpt(match[0])
            )
        )
    return match.end() if values else 0


def _read_travel(line: LineReader, match: re.Match[str]) -> int:
    """Read minutes on the road: ~이동40, ~40, ~이동40/30, ~복귀30."""
    travel = _TRAVEL.fullmatch(match["rest"])
    if travel is None:
        return 0
    back = travel["way"] in {"오는이동", "복귀"}
    line.values["travel_after" if back else "travel_before"] = int(travel["to"])
    if travel["back"]:
        line.values["travel_after"] = int(travel["back"])
    return match.end()


_MARKS: Mapping[str, tuple[str, Callable[[LineReader, re.Match[str]], int]]] = {
    "@": ("place", _read_place),
    "#": ("kind", _read_kind),
    "+": ("participants", _read_participant),
    "!": ("status", _read_sign),
    "~": ("travel_before", _read_travel),
}
"""What follows each mark: its field, and the function that reads it and returns where it ends, 0 if it cannot."""
