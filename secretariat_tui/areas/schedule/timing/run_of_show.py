"""The run of show (식순) of an event, checked against its time."""

from secretariat_tui.areas.schedule.days import DAY_MINUTES, minutes_of
from secretariat_tui.areas.schedule.model import EventDraft, StepDraft
from secretariat_tui.core.i18n import _


def slot_minutes(draft: EventDraft) -> int | None:
    """Return the minutes from the start of an event to its end; None if either is unknown."""
    if draft.all_day or draft.starts_on is None or draft.starts_at is None or draft.ends_at is None:
        return None
    days = ((draft.ends_on or draft.starts_on) - draft.starts_on).days
    return days * DAY_MINUTES + minutes_of(draft.ends_at) - minutes_of(draft.starts_at)


def minutes_over(draft: EventDraft, step: StepDraft) -> int:
    """Return how many minutes after the end of the event a step begins; 0 if it begins before."""
    slot = slot_minutes(draft)
    return 0 if slot is None else max(step.minutes - slot, 0)


def run_of_show_warnings(draft: EventDraft) -> list[str]:
    """Return what is wrong with the run of show: steps after the end, and steps out of order."""
    warnings = [
        _("식순 {text}: 끝나는 시각보다 {n}분 뒤입니다.").format(text=step.text, n=over)
        for step in draft.steps
        if (over := minutes_over(draft, step))
    ]
    minutes = [step.minutes for step in draft.steps]
    for step, before, after in zip(draft.steps[1:], minutes, minutes[1:], strict=False):
        if after < before:
            text = _("식순 {text}: 앞 순서보다 {n}분 먼저입니다.")
            warnings.append(text.format(text=step.text, n=before - after))
    return warnings
