"""What was understood of a text, as lines: of one event all its fields, of several a line each."""

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len

from secretariat_tui.areas.schedule import days, model
from secretariat_tui.areas.schedule.quick_add.block import TextLine
from secretariat_tui.areas.schedule.quick_add.check import Finding
from secretariat_tui.areas.schedule.quick_add.line import QuickEvent, assumed_day_message
from secretariat_tui.areas.schedule.views import event_details
from secretariat_tui.core import marks
from secretariat_tui.core.dates import short_date, short_date_with_year
from secretariat_tui.core.i18n import _
from secretariat_tui.core.text import excerpt
from secretariat_tui.tui.paint.text import Span, StyledLine, fit_width, labelled, styled_line

_MOST_UNREAD = 3  # lines that are shown of those that were not understood


def event_lines(event: QuickEvent) -> list[StyledLine]:
    """Return the fields of an event as they will be stored."""
    lines = [styled_line((event.draft.title, "bold"))] if event.draft.title else []
    lines += event_details.describe_event(event.draft)
    if event.participants:
        names = (" ".join(filter(None, (p.organization, p.name))) for p in event.participants)
        lines.append(labelled(_("참석자"), ", ".join(names)))
    return lines


def remarks(event: QuickEvent, finding: Finding) -> list[StyledLine]:
    """Return what prevents an event from being stored, what is assumed, and the clashes."""
    lines = [
        styled_line((f"{marks.TENTATIVE.sign} {each.text}", "warn")) for each in event.questions
    ]
    lines += [styled_line((f"▲ {each}", "bad")) for each in event.errors]
    lines += [styled_line((f"▲ {each}", "warn")) for each in event.doubts]
    lines += [
        styled_line((_("▲ 읽지 못했습니다: {text}").format(text=excerpt(each)), "bad"))
        for each in event.unread
    ]
    if finding.is_known:
        lines.append(styled_line((_("! 이미 있는 일정입니다."), "warn")))
    if finding.clashes:
        text = _("겹침: {others}").format(others=", ".join(finding.clashes))
        lines.append(styled_line(marks.marked(marks.CLASH, text)))
    return [*lines, *(styled_line((each, "accent")) for each in event.assumed)]


def list_lines(
    events: Sequence[QuickEvent], findings: Sequence[Finding], checked: frozenset[int], today: date
) -> list[StyledLine]:
    """Return a line for each event, with its check; the target is its position."""
    times = [_when(each, today) for each in events]
    width = max(map(cell_len, times), default=0)
    return [
        styled_line(
            ("[x] ", "good") if at in checked else ("[ ] ", "dim"),
            (f"{fit_width(when, width)} ", "accent"),
            *_state(event, finding),
            (event.draft.title, "" if at in checked else "dim"),
            (f" ({event.draft.place})" if event.draft.place else "", "dim"),
            (f" {_(model.KINDS[event.draft.kind])}", "dim"),
            target=at,
        )
        for at, (event, finding, when) in enumerate(zip(events, findings, times, strict=True))
    ]


def _when(event: QuickEvent, today: date) -> str:
    """Return the date and the hours: 3.2.(목) 14:10–15:30."""
    draft = event.draft
    if draft.starts_on is None:
        return ""
    last = draft.ends_on or draft.starts_on
    span = days.EventPeriod(draft.starts_on, draft.starts_at, last, draft.ends_at, draft.all_day)
    is_near = draft.starts_on.year == today.year
    name = short_date(draft.starts_on) if is_near else short_date_with_year(draft.starts_on)
    return f"{name} {days.day_part(span, draft.starts_on).label}"


def _state(event: QuickEvent, finding: Finding) -> list[Span]:
    """Return why an event is not checked, or that it clashes."""
    if event.errors:
        return [(_("고칠 것 "), "bad")]
    if event.questions:
        return [(_("물을 것 "), "warn")]
    if finding.is_known:
        return [(_("이미 있음 "), "dim")]
    if event.others:
        return [(_("시장 아님 "), "dim")]
    if event.doubts:
        return [("▲ ", "warn")]
    return [(f"{marks.CLASH.sign} ", marks.CLASH.style)] if finding.clashes else []


def summary(
    events: Sequence[QuickEvent], checked: frozenset[int], unread: Sequence[TextLine]
) -> list[StyledLine]:
    """Return how many events will be stored, the days that are assumed, and the lines that were not understood."""
    text = _("{n}건 가운데 {m}건을 저장합니다.").format(n=len(events), m=len(checked))
    lines = [styled_line((text, "title"))]
    days = sorted(
        {each.draft.starts_on for each in events if each.draft.starts_on and each.is_day_assumed}
    )
    lines += [styled_line((assumed_day_message(day), "accent")) for day in days]
    if unread:
        shown = [
            _("{n}행 {text}").format(n=each.line + 1, text=excerpt(each.text.strip()))
            for each in unread[:_MOST_UNREAD]
        ]
        more = len(unread) - len(shown)
        shown += [_("그 밖에 {n}줄").format(n=more)] if more else []
        text = _("읽지 못한 줄: {lines}").format(lines=" · ".join(shown))
        lines.append(styled_line((text, "warn")))
    return lines
