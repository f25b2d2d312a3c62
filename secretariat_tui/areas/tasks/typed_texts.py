"""Reading when a task is due as the list shows it, and as people write it in tables."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from secretariat_tui.areas.attached.model import TIMINGS
from secretariat_tui.areas.attached.when import When, parse_when, when_text
from secretariat_tui.core.dates import parse_date
from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.core.text import search_key

_COUNTDOWN = re.compile(r"\s+D(?:-day|[-+]\d+)$", re.IGNORECASE)


def split_when(text: str, today: date) -> Mapping[str, str]:
    """Split when a task is due: ~4.28.(금) D-9, '23. 9월부터, 격월. What names a timing alone stays."""
    shown = _COUNTDOWN.sub("", text)
    if search_key(shown) in {search_key(name) for name in _timings()}:
        return {}
    when = parse_when(shown, today)
    if shown != text or "(" in shown:
        when = _as_shown(when, shown)
    return _parts(when)


def split_due(text: str, today: date) -> Mapping[str, str]:
    """Split a due date that is no day: 6월까지, '24년. A day stays."""
    try:
        parse_date(text, today)
    except ValueError:
        when = parse_when(text, today)
    else:
        return {}
    return _parts(when)


def _parts(when: When) -> Mapping[str, str]:
    day = when.due_on.isoformat() if when.due_on else ""
    return {
        "timing": when.timing,
        "due_on": day,
        "precision": when.precision,
        "recurrence": when.recurrence,
    }


def _as_shown(when: When, shown: str) -> When:
    """Return when a task is due that the list shows so: a day alone is the one on which it is done."""
    on_day = when._replace(timing="on")
    return on_day if when_text(on_day) == shown else when


def _timings() -> Iterator[str]:
    yield from TIMINGS
    for language in LANGUAGES.values():
        with language_set(language):
            yield from map(_, TIMINGS.values())
