"""Events as lines of text: the agenda, and a single event."""

from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.schedule import model, queries, rules
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.dates import format_time, full_date, short_date, short_date_with_year
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.paint.fields import other_fields
from secretariat_tui.tui.paint.text import StyledLine, labelled, styled_line

_DESCRIBED = frozenset(
    {
        *("title", "starts_on", "starts_at", "ends_on", "ends_at", "all_day", "place", "kind"),
        *("category", "subcategory", "status", "visibility", "outlet", "media_type", "session_no"),
        "note",
    }
)


def agenda_lines(
    entries: Sequence[EventRow], first: date, last: date, today: date
) -> list[StyledLine]:
    """Return events grouped by day. The target of a line is (event id, day)."""
    by_day: dict[date, list[EventRow]] = {}
    for entry in entries:
        for day in rules.event_days(entry, first, last):
            by_day.setdefault(day, []).append(entry)
    lines: list[StyledLine] = []
    for day in sorted(by_day):
        name = short_date(day) if day.year == today.year else short_date_with_year(day)
        lines.append(styled_line((f"{name}{_(' 오늘') if day == today else ''}", "title")))
        lines += day_lines(by_day[day], day)
    return lines


def day_lines(entries: Sequence[EventRow], day: date) -> list[StyledLine]:
    """Return the events of a day. The target of a line is (event id, day)."""
    overlapping = {n for pair in rules.overlaps(entries) for n in pair}
    return [_event_line(entry, day, entry.id in overlapping) for entry in entries]


def _event_line(entry: EventRow, day: date, overlapping: bool) -> StyledLine:  # noqa: FBT001
    title = rules.masked_title(entry.title, entry.visibility)
    place = rules.masked_text(entry.place, entry.visibility)
    marks = [("! ", "warn")] if overlapping else []
    if entry.status in {"hold", *rules.INACTIVE}:
        marks.append((f"{_(model.STATUSES[entry.status])} ", "warn"))
    off = "dim" if entry.status in rules.INACTIVE else ""
    hours = (f" {format_start(entry, day):<6}", "accent")
    return styled_line(hours, *marks, (title, off), (f"  {place}", "dim"), target=(entry.id, day))


def format_start(entry: EventRow, day: date) -> str:
    """Return when an event begins on a day: 10:00, 종일, or – without a time."""
    if entry.all_day or entry.starts_on < day:
        return _("종일")
    return format_time(entry.starts_at) if entry.starts_at else "–"


def read_event(row: EventRow, reader: Reader) -> list[StyledLine] | None:
    """Read an event and return its details, secret or not; None if it is deleted."""
    stored = queries.event(reader, row.id)
    if stored is None:
        return None
    return [styled_line((stored.draft.title, "bold")), *describe_event(stored.draft)]


def describe_event(draft: EventDraft) -> list[StyledLine]:
    """Describe an event."""
    if draft.starts_on is None:
        return []
    facts = [
        (_("일시"), format_when(draft)),
        (_("장소"), draft.place),
        (
            _("구분"),
            " · ".join(
                part
                for part in (_(model.KINDS[draft.kind]), draft.category, draft.subcategory)
                if part
            ),
        ),
        (
            _("상태"),
            f"{_(model.STATUSES[draft.status])} · {_(model.VISIBILITIES[draft.visibility])}",
        ),
        (_("매체"), " ".join(part for part in (draft.outlet, draft.media_type) if part)),
        (_("회차"), _("제{n}회").format(n=draft.session_no) if draft.session_no else ""),
    ]
    lines = [labelled(label, text) for label, text in facts if text]
    if draft.lines:
        lines.append(styled_line(""))
    lines += [
        styled_line((f"{each.label}  " if each.label else "", "accent"), each.text)
        for each in draft.lines
    ]
    lines += other_fields(fields_of(EventDraft), draft._asdict(), _DESCRIBED)
    if draft.note:
        lines += [styled_line(""), labelled(_("메모"), draft.note)]
    return lines


def format_when(draft: EventDraft | EventRow) -> str:
    """Return the date and time of an event: 2023. 4. 18.(화) 10:00~11:30."""
    if draft.starts_on is None:
        return ""
    text = full_date(draft.starts_on)
    if draft.all_day:
        text += _(" 종일")
    elif draft.starts_at:
        text += f" {format_time(draft.starts_at)}"
    if draft.ends_on and draft.ends_on != draft.starts_on:
        text += f" ~ {full_date(draft.ends_on)}"
        return text + (f" {format_time(draft.ends_at)}" if draft.ends_at else "")
    return text + (f"~{format_time(draft.ends_at)}" if draft.ends_at else "")
