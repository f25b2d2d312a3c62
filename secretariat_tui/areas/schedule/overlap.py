"""What a person is told where an event takes another one's time: it may be meant so."""

from secretariat_tui.areas.schedule import details, queries, rules
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.screens.base import AreaScreen


async def saved(screen: AreaScreen, number: int) -> None:
    """Say that an event is saved, and with which others it overlaps."""
    found = await screen.run_on_store(lambda file: queries.overlapping(file.read, number))
    if not found:
        screen.shell.show_saved()
        return
    others = ", ".join(
        f"{details.format_start(each, each.starts_on)} {rules.masked_title(each.title, each.visibility)}"
        for each in found
    )
    screen.shell.show_message(_("저장했습니다. ! 겹침: {others}").format(others=others), "warn")
