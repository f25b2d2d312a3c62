"""Rules of the list of tasks: overdue ones, this week."""

from datetime import date, timedelta

from secretariat_tui.areas.attached.model import OPEN_STATES, TaskDraft

_DAYS_OF_A_WEEK = 7


def is_late(task: TaskDraft, today: date) -> bool:
    """Whether an open task is overdue. One that had to begin on its day is not once it has begun."""
    if task.due_on is None or task.state not in OPEN_STATES:
        return False
    begun = task.timing == "from" and task.state == "doing"
    return task.due_on < today and not begun


def week_end(today: date) -> date:
    """Return the Sunday of a day's week; at most date.max."""
    left = min(_DAYS_OF_A_WEEK - today.isoweekday(), (date.max - today).days)
    return today + timedelta(left)
