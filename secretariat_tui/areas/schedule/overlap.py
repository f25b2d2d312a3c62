"""The message about events at the same time, which is allowed."""

from secretariat_tui.areas.schedule import details, queries, rules
from secretariat_tui.core.i18n import _
from secretariat_tui.database.engine.reader import Reader


def read_message(record_id: int, reader: Reader) -> str:
    """Return the message about the events that a saved one overlaps; "" if there are none."""
    rows = queries.overlapping(reader, record_id)
    others = ", ".join(
        f"{details.format_start(each, each.starts_on)}"
        f" {rules.masked_title(each.title, each.visibility)}"
        for each in rows
    )
    return _("저장했습니다. ! 겹침: {others}").format(others=others) if rows else ""
