"""Events of calendar files as events of the diary, and their identity there."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any

from secretariat_tui.areas.schedule import model
from secretariat_tui.areas.schedule.calendar_files.own_fields import own_fields
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.areas.schedule.rules import takes_time
from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.core.text import clean_input, search_key
from secretariat_tui.imports.calendar_entry import CalendarEntry

CONFIDENTIAL = "CONFIDENTIAL"
CLASSES = {"public": "PUBLIC", "internal": "PRIVATE", "secret": CONFIDENTIAL}
STATUSES = {
    "hold": "TENTATIVE",
    "confirmed": "CONFIRMED",
    "done": "CONFIRMED",
    "cancelled": "CANCELLED",
    "postponed": "CANCELLED",
}
_VISIBILITIES = {name: key for key, name in CLASSES.items()}
_STATUS_KEYS = {"TENTATIVE": "hold", "CONFIRMED": "confirmed", "CANCELLED": "cancelled"}
_TEXTS = ("category", "subcategory", "outlet", "media_type")
_MAX_LABEL = 20  # characters; what is longer before a colon is text


def event_of(entry: CalendarEntry) -> EventDraft:
    """Return the draft of an event of a file. What files have no property for is in its own ones."""
    extra = entry.extra
    kind, category = _kind(entry)
    lines, note = _lines(entry.description or "", extra.get("lines", ""))
    status = extra.get("status", "")
    if status not in model.STATUSES or STATUSES[status] != entry.status:
        status = _STATUS_KEYS.get(entry.status, "confirmed")
    texts: dict[str, Any] = {
        key: clean_input(extra.get(key.replace("_", "-"), "")) for key in _TEXTS
    }
    texts["category"] = texts["category"] or category
    draft = EventDraft(
        title=entry.title or _("(제목 없음)"),
        place=clean_input(entry.place or ""),
        kind=kind,
        status=status,
        visibility=_VISIBILITIES.get(entry.classification, "public"),
        session_no=_number(extra.get("session-no", "")),
        note=note,
        lines=lines,
        **_times(entry),
    )
    draft = draft._replace(**texts, **own_fields(extra))
    busy = takes_time(draft._asdict()) if entry.is_free is None else not entry.is_free
    moved = {*extra.get("holidays", "").split()}  # the holiday rule leaves them out by itself
    exdates = [each for each in entry.exdates.split() if each not in moved]
    return draft._replace(
        busy=busy, rrule=entry.rrule, rdates=entry.rdates, exdates=" ".join(exdates)
    )


def _times(entry: CalendarEntry) -> Mapping[str, Any]:
    start, end = entry.start, entry.end
    if not isinstance(start, datetime):
        last = end - timedelta(days=1) if isinstance(end, date) and end > start else start
        return {
            "starts_on": start,
            "ends_on": None if last <= start else last,
            "all_day": "untimed" not in entry.extra,
        }
    times = {"starts_on": start.date(), "starts_at": start.time()}
    if not isinstance(end, datetime) or end == start:
        return times
    one_day = end.date() == start.date()
    times["ends_on"] = None if one_day else end.date()
    return times if "no-end" in entry.extra else times | {"ends_at": end.time()}


def _kind(entry: CalendarEntry) -> tuple[str, str]:
    """Return the kind that a category names, else 기타, and the first category that names none."""
    kinds, others = list[str](), list[str]()
    for name in entry.categories:
        kind = _kind_names().get(search_key(name), "")
        (kinds if kind else others).append(kind or name)
    kind = kinds[0] if kinds else "other"
    if kind == "interview" and not entry.extra.get("outlet"):  # which must name its outlet
        return "other", others[0] if others else _(model.KINDS["interview"])
    return kind, others[0] if others else ""


@cache
def _kind_names() -> Mapping[str, str]:
    """Return the kinds by their keys and by their names in all languages, as search keys."""
    kinds = {search_key(key): key for key in model.KINDS}
    for language in LANGUAGES.values():
        with language_set(language):
            kinds |= {search_key(_(name)): key for key, name in model.KINDS.items()}
    return kinds


def _lines(description: str, count: str) -> tuple[tuple[LineDraft, ...], str]:
    """Return the lines "label: text" that a description begins with, and the rest.

    The count of lines is given by our own files. Others have lines if all up to the first blank one are such.
    """
    text = clean_input(description, multiline=True)
    first, _blank, rest = text.partition("\n\n")
    lines = first.split("\n") if first else []
    given = _number(count)
    if given is None and count.strip() != "0":
        if lines and all(_is_labelled(line) for line in lines):
            return tuple(map(_line, lines)), rest.strip()
        return (), text
    if not given:
        return (), text
    every = text.split("\n")
    return tuple(map(_line, every[:given])), "\n".join(every[given:]).strip()


def line_text(line: LineDraft) -> str:
    """Return a line as it is in a description."""
    label, text = line
    if not label:
        return f"- {text}"
    is_short = len(label) <= _MAX_LABEL and ": " not in label and label[:2] not in {"- ", "* "}
    return f"{label}: {text}" if is_short else f"* {label} | {text}"


def _is_labelled(line: str) -> bool:
    label, separator, text = line.partition(": ")
    return bool(separator and text.strip()) and len(label) <= _MAX_LABEL


def _line(line: str) -> LineDraft:
    if line.startswith("- "):
        return LineDraft("", line[2:].strip())
    separator = " | " if line.startswith("* ") else ": "
    label, _separator, text = line.removeprefix("* ").partition(separator)
    return LineDraft(label.strip(), text.strip()) if text.strip() else LineDraft("", line.strip())


def _number(text: str) -> int | None:
    with suppress(ValueError):
        if text.strip().isascii() and 0 < int(text) < 10**6:
            return int(text)
    return None
