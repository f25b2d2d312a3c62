"""The sign and the style of states, standings and deadlines, the same in lists, panes, cards and on Today.

A sign is one cell wide and never missing, so that colour is not the only carrier of a meaning. The styles
are those of tui/widgets/styles.py and of the tables printed to a terminal.
"""

from secretariat_tui.core.named_tuple import NamedTuple

SOON_DAYS = 7  # days before a deadline from which it is due soon


class Mark(NamedTuple):
    """A sign of one cell, and the name of a style."""

    sign: str
    style: str


OPEN = Mark("□", "")
RUNNING = Mark("▷", "accent")
WAITING = Mark("=", "dim")  # for somebody else, or for a later day
TENTATIVE = Mark("?", "warn")
DONE = Mark("■", "good")
CLOSED = Mark("×", "dim")  # cancelled, stopped, not adopted
DRAFT = Mark("□", "dim")
IN_FORCE = Mark("●", "good")
SOON = Mark("▲", "warn")  # due or expiring soon
URGENT = Mark("▲", "bad")  # due or expiring within days
LATE = Mark("!", "bad")  # overdue or expired
CLASH = Mark("!", "bad")
UNUSUAL = Mark("*", "dim")  # not wrong, but perhaps not meant
LATER = Mark(" ", "")


def deadline(days: int) -> Mark:
    """Return the mark of a deadline in so many days; negative if it has passed."""
    if days < 0:
        return LATE
    return SOON if days <= SOON_DAYS else LATER


def marked(mark: Mark, text: str) -> tuple[str, str]:
    """Return a text after its sign, with the style of the mark."""
    return f"{mark.sign} {text}".lstrip(), mark.style
