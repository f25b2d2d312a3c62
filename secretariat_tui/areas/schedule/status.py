"""Changing the status of events."""

from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.schedule import model, rules
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.dates import add_days, short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.screens.base import AreaScreen

_EXTEND = "extend"
HOLD_DAYS = 7  # that a tentative event is held, unless something else is entered


async def choose_status(screen: AreaScreen, events: Sequence[EventRow]) -> str | None:
    """Let the user choose a status for events; None if cancelled."""
    options = [option(_(name), value=key) for key, name in model.STATUSES.items()]
    until = _extension(screen, events)
    if until is not None:
        text = _("잠정 기한 늘리기: {day}까지").format(day=short_date(until))
        options.append(option(text, value=_EXTEND))
    statuses = {event.status for event in events}
    current = statuses.pop() if len(statuses) == 1 else None
    status: str | None = await screen.dialog(Picker(_title(events), options, current=current))
    return status


async def choose_and_set_status(screen: AreaScreen, events: Sequence[EventRow]) -> bool:
    """Let the user choose a status for events, and set it. Return False if cancelled.

    All are changed in one transaction. EditConflictError if one has changed since it was read.
    """
    status = await choose_status(screen, events)
    if status is None:
        return False
    if status == _EXTEND:
        return await _extend(screen, events[0])
    label = _("{n}건 {status}").format(n=len(events), status=_(model.STATUSES[status]))

    def set_statuses(file: OfficeFile) -> list[str]:
        from secretariat_tui.areas.schedule import store

        return [
            title
            for event in events
            for title in store.set_status(file, event.id, event.rev, status)
        ]

    def set_statuses_as_one_edit(file: OfficeFile) -> list[str]:
        with file.edit(label):
            return set_statuses(file)

    released = await screen.run_on_store(
        set_statuses if len(events) == 1 else set_statuses_as_one_edit
    )
    screen.shell.show_saved(released_message(released))
    return True


def released_message(released: Sequence[str]) -> str:
    """Return the message after a hold was confirmed that names the candidates cancelled; "" without them."""
    if not released:
        return ""
    return _("확정했습니다. 취소한 후보: {titles}").format(titles=", ".join(released))


async def _extend(screen: AreaScreen, event: EventRow) -> bool:
    """Hold a tentative event for a week from today on, at most until its day."""
    until = _extended(screen, event)

    def extend(file: OfficeFile) -> None:
        from secretariat_tui.areas.schedule import store

        store.extend_hold(file, event.id, event.rev, until)

    await screen.run_on_store(extend)
    screen.shell.show_saved(_("{day}까지 잠정으로 둡니다.").format(day=short_date(until)))
    return True


def _extension(screen: AreaScreen, events: Sequence[EventRow]) -> date | None:
    """Return until when the only one of some events could be held longer; None if it could not."""
    event = events[0]
    if len(events) > 1 or event.status != "hold" or event.is_occurrence:
        return None
    until = _extended(screen, event)
    return until if event.hold_until is None or event.hold_until < until else None


def _extended(screen: AreaScreen, event: EventRow) -> date:
    today = screen.shell.today()
    return max(min(add_days(today, HOLD_DAYS), event.starts_on), today)


def _title(events: Sequence[EventRow]) -> str:
    if len(events) > 1:
        return _("{n}건의 상태").format(n=len(events))
    return rules.masked_title(events[0].title, events[0].visibility)
