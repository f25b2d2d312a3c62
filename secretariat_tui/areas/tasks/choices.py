"""The options of the list of tasks: filters and states."""

from collections.abc import Mapping

from secretariat_tui.areas.attached.model import STATE_MARKS, STATES
from secretariat_tui.areas.tasks.queries import TaskCounts
from secretariat_tui.core import marks
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.marks import marked
from secretariat_tui.database.search.list_query import ValueFilter
from secretariat_tui.tui.dialogs.picker import Option, option
from secretariat_tui.tui.paint.text import fit_width

FILTERS: Mapping[str, str] = {
    "open": N_("할 것"),
    "overdue": N_("기한 지남"),
    "week": N_("이번 주"),
    "mine": N_("내 것"),
    "dateless": N_("기한 없음"),
    "done": N_("완료"),
    "all": N_("전체"),
}
_LABELS = {**FILTERS, "open": N_("끝난 것 숨김")}
FILTER_COLUMNS = ("state", "open", "overdue", "week", "mine", "dateless")
"""The columns that F3 filters, one at a time."""
_WIDTH = 14  # cells


def filters(key: str) -> tuple[ValueFilter, ...]:
    """Return the filters for a key of `FILTERS`."""
    if key == "all":
        return ()
    if key == "done":
        return (ValueFilter("state", "done", _(STATES["done"])),)
    return (ValueFilter(key, 1, filter_label(key)),)


def filter_label(key: str) -> str:
    """Return the text of a filter's chip; "" for a filter of another column."""
    return _(_LABELS[key]) if key in _LABELS else ""


def filter_options(counts: TaskCounts) -> list[Option]:
    """Return the filters as options, with their counts."""
    numbers = counts._asdict()
    return [
        option(fit_width(_(name), _WIDTH), (f"{numbers[key]:>8,}", "dim"), value=key)
        for key, name in FILTERS.items()
    ]


def state_options() -> list[Option]:
    """Return the states as numbered options."""
    return [
        option(
            (f"{number:>2} ", "key"),
            marked(STATE_MARKS.get(key, marks.LATER), _(name)),
            value=key,
        )
        for number, (key, name) in enumerate(STATES.items(), 1)
    ]
