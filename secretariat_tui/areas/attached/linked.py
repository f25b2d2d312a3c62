"""From a record to those that it is linked with, or to a new one that is linked with it."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from secretariat_tui.areas.attached import queries
from secretariat_tui.areas.attached.details import link_spans
from secretariat_tui.areas.attached.model import LinkDraft, LinkedStart, RecordKey
from secretariat_tui.areas.attached.queries import LinkRow
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.screens.visits import visit_record

_NEW = {"budget": N_("새 예산 집행을 적어 잇기"), "agreements": N_("새 협약을 적어 잇기")}
"""What can be added with a link to a record, by area. The `add` of its screen takes a `LinkedStart`."""


async def show_linked(screen: AreaScreen, start: LinkedStart) -> None:
    """Let the user choose a record that one is linked with, and open it, or add a new one."""
    tables = screen.shell.tables
    links = await screen.read(partial(_links, start.record, tables))
    options = [
        option(*link_spans(each, tables), value=RecordKey(each.kind, each.record_id))
        for each in links
    ]
    options += [
        option(("+ ", "accent"), (_(title), "accent"), value=area) for area, title in _NEW.items()
    ]
    chosen = await screen.dialog(Picker(_("이어진 기록"), options))
    if isinstance(chosen, RecordKey):
        await visit_record(screen.shell, screen.area, *chosen)
    elif chosen is not None:
        await screen.shell.show_record(chosen, start, "new", screen.area)


def _links(record: RecordKey, tables: Any, reader: Any) -> Sequence[LinkRow]:
    return queries.links(reader, tables, record)


async def link_new(screen: AreaScreen, start: LinkedStart, record: RecordKey) -> None:
    """Link a record that was just added with the one that it was added from."""
    from secretariat_tui.areas.attached.store import add_link

    await screen.run_on_store(lambda file: add_link(file, LinkDraft(start.record, record)))
