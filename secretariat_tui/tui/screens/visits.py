"""Opening a record in its area, and coming back to the area from which it was opened."""

from typing import Any

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.keys.area import record_target
from secretariat_tui.tui.runtime.shell import FrontScreen, Shell


async def visit_record(shell: Shell, origin: str, table: str, record_id: int) -> None:
    """Open a record in its area; when it is closed, go back to the area `origin`.

    Esc goes back where another screen was opened from it. UserError if no screen opens such records.
    """
    place = record_target(shell.areas, table, record_id)
    if place is None:
        raise UserError(_("이 기록을 여는 화면이 없습니다."))
    await visit(shell, origin, *place)


async def visit(shell: Shell, origin: str, area: str, target: Any) -> None:
    """Open what a target names in its area; when it is closed, go back to the area `origin`."""
    if area == origin and shell.front is not None:
        await shell.front.reveal(target)
        return
    await shell.show_area(area)
    if shell.front is not None:
        shell.visited_from = origin
        shell.front.perform(_visit(shell, shell.front, target))


async def _visit(shell: Shell, screen: FrontScreen, target: Any) -> None:
    await screen.reveal(target)
    if shell.front is screen:
        await end_visit(shell)


async def end_visit(shell: Shell) -> None:
    """Go back to the area from which a record was opened, if one was."""
    if shell.visited_from:
        await shell.show_area(shell.visited_from)
