"""A single event as lines of text: what it is, who takes part, and what it conflicts with."""

from collections.abc import Sequence

from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.details import people_lines
from secretariat_tui.areas.attached.model import RecordKey
from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.requests.model import ROLES
from secretariat_tui.areas.schedule import conflict_queries, days, model, queries, rules
from secretariat_tui.areas.schedule.conflict_queries import EventConflict
from secretariat_tui.areas.schedule.details import conflict_minutes, format_when
from secretariat_tui.areas.schedule.model import EventDraft, StepDraft
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.series.repetition_text import repetition_text
from secretariat_tui.areas.schedule.timing import conflicts
from secretariat_tui.areas.schedule.timing.unusual import concern_text
from secretariat_tui.core import marks
from secretariat_tui.core.dates import format_time, full_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.paint.fields import other_fields
from secretariat_tui.tui.paint.text import PERSONAL, StyledLine, labelled, styled_line

_DESCRIBED = frozenset(
    {
        *("title", "starts_on", "starts_at", "ends_on", "ends_at", "all_day", "place", "kind"),
        *("category", "subcategory", "status", "visibility", "outlet", "media_type", "session_no"),
        *("note", "own_starts_at", "own_ends_at", "travel_before", "travel_after", "role"),
        *("attendance", "deputy", "hold_until", "hold_group", "busy"),
        *("rrule", "holiday_rule", "rdates", "exdates"),
    }
)


def read_event(row: EventRow, reader: Reader) -> list[StyledLine] | None:
    """Read an event and return its details, secret or not; None if it is deleted."""
    stored = queries.occurrence_draft(reader, row.key)
    if stored is None:
        return None
    found = conflict_queries.conflicts_with(reader, row.key)
    key = RecordKey("event", row.id)
    return [
        styled_line((stored.draft.title, "bold")),
        *describe_event(stored.draft),
        *people_lines([each.draft for each in attached.participants(reader, key)]),
        *_conflict_lines(found),
        *_concern_lines(row, calendar(reader)),
    ]


def _concern_lines(event: EventRow, holidays: HolidayCalendar) -> list[StyledLine]:
    return [
        styled_line(
            (f"{_('때')}  ", "dim"), marks.marked(marks.UNUSUAL, concern_text(each, holidays))
        )
        for each in conflicts.concerns(event, holidays)
    ]


def _conflict_lines(found: Sequence[EventConflict]) -> list[StyledLine]:
    return [
        styled_line(
            (f"{_('겹침') if conflict.overlap > 0 else _('촉박')}  ", "dim"),
            marks.marked(conflict.severity.mark, format_when(other)),
            f"  {rules.masked_title(other.title, other.visibility)}",
            (f"  {conflict_minutes(conflict)}", "dim"),
        )
        for conflict, other in found
    ]


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
        (_("매체"), " ".join(part for part in (draft.outlet, draft.media_type) if part)),
        (_("회차"), _("제{n}회").format(n=draft.session_no) if draft.session_no else ""),
        (_("반복"), _repetition(draft)),
        (_("참석"), _attendance(draft)),
        (_("이동"), _travel(draft)),
        (_("잠정 기한"), _hold(draft)),
        (_("시간 차지"), "" if draft.busy else _("아니오 · 겹침을 세지 않음")),
    ]
    lines = [labelled(label, text) for label, text in facts if text]
    mark = model.STATUS_MARKS.get(draft.status, marks.LATER)
    lines.insert(
        1,
        styled_line(
            (f"{_('상태')}  ", "dim"),
            marks.marked(mark, _(model.STATUSES[draft.status])),
            f" · {_(model.VISIBILITIES[draft.visibility])}",
        ),
    )
    if draft.lines:
        lines.append(styled_line(""))
    lines += [
        styled_line((f"{each.label}  " if each.label else "", "accent"), each.text)
        for each in draft.lines
    ]
    if draft.steps:
        lines += [styled_line(""), styled_line((_("식순"), "dim"))]
    lines += [
        styled_line(
            (f"{_step_time(draft, each)}  ", "accent"),
            each.text,
            (f"  {each.owner}" if each.owner else "", PERSONAL),
        )
        for each in draft.steps
    ]
    lines += other_fields(fields_of(EventDraft), draft._asdict(), _DESCRIBED)
    if draft.note:
        lines += [styled_line(""), labelled(_("메모"), draft.note)]
    return lines


def _repetition(draft: EventDraft) -> str:
    """Return the rule of a series, with what it adds and leaves out."""
    if not draft.rrule:
        return ""
    parts = [repetition_text(draft.rrule)]
    if draft.holiday_rule != "as_is":
        parts.append(_("휴일이면 {rule}").format(rule=_(model.HOLIDAY_RULES[draft.holiday_rule])))
    counts = ((_("더한 날 {n}"), draft.rdates), (_("뺀 날 {n}"), draft.exdates))
    parts += [text.format(n=len(dates.split())) for text, dates in counts if dates]
    return " · ".join(parts)


def _attendance(draft: EventDraft) -> str:
    """Return how and when the mayor attends: 주재 · 10:00~10:30, or 대참 부시장."""
    parts = [_(ROLES[draft.role])] if draft.role else []
    if draft.attendance != "self" or draft.deputy:
        parts.append(f"{_(model.ATTENDANCES[draft.attendance])} {draft.deputy}".rstrip())
    if draft.own_starts_at or draft.own_ends_at:
        ends = (
            format_time(each) if each else "" for each in (draft.own_starts_at, draft.own_ends_at)
        )
        parts.append("~".join(ends))
    return " · ".join(parts)


def _travel(draft: EventDraft) -> str:
    minutes = ((_("가는 데 {n}분"), draft.travel_before), (_("오는 데 {n}분"), draft.travel_after))
    return " · ".join(text.format(n=n) for text, n in minutes if n)


def _hold(draft: EventDraft) -> str:
    """Return until when a tentative event is held, and its group; "" for another."""
    if draft.status != "hold":
        return ""
    group = _("후보 묶음 {name}").format(name=draft.hold_group) if draft.hold_group else ""
    day = full_date(draft.hold_until) if draft.hold_until else ""
    return " · ".join(filter(None, (day, group)))


def _step_time(draft: EventDraft, step: StepDraft) -> str:
    """Return when a step begins: 10:05, or +5분 of an event without a time."""
    if draft.starts_at is None or draft.all_day:
        return _("+{n}분").format(n=step.minutes)
    return days.clock((days.minutes_of(draft.starts_at) + step.minutes) % days.DAY_MINUTES)
