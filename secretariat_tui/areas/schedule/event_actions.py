"""The actions on events that both screens of the diary share."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar

from textual.binding import BindingType

from secretariat_tui.areas.attached.model import LinkedStart, RecordKey
from secretariat_tui.areas.schedule import details, model, queries, status
from secretariat_tui.areas.schedule.commands import CHECKED, LINKED, SEEN, STATUS
from secretariat_tui.areas.schedule.planning.actions import PlanningActions
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.series.recurrence import split_key
from secretariat_tui.areas.schedule.views import event_details
from secretariat_tui.core.dates import add_days, month_day
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import EARLIEST
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.dialogs.picker import Picker, confirm, option
from secretariat_tui.tui.dialogs.text_dialog import RecordDialog
from secretariat_tui.tui.keys.commands import Command, bindings
from secretariat_tui.tui.paint.text import Span, StyledLine
from secretariat_tui.tui.screens.record_actions import deleted_error

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import time

    from secretariat_tui.areas.schedule.days import EventKey
    from secretariat_tui.areas.schedule.model import EventDraft, Scope
    from secretariat_tui.areas.schedule.quick_add.dialog import QuickAddResult
    from secretariat_tui.database.engine.reader import Reader
    from secretariat_tui.database.file import OfficeFile
    from secretariat_tui.database.record_store import RecordStore
    from secretariat_tui.tui.dialogs.record_form import RecordForm
    from secretariat_tui.tui.runtime.form_autosaves import AutosavedForm


class AppliedChange(NamedTuple):
    """The titles of the holds that a change released, and the message about the occurrences that it left, or "".

    `key` is that of the event after the change.
    """

    released: list[str]
    left: str
    key: "EventKey"


_STATUS = STATUS._replace(action="dismiss('status')")
_CHECKED = CHECKED._replace(action="dismiss('checked_on')")
_SEEN = SEEN._replace(action="dismiss('seen_on')")
_LINKED = LINKED._replace(action="dismiss('linked')")
_MOST_NAMED = 3  # changed occurrences, by their days


class EventDialog(RecordDialog):
    """An event with all its details; its keys change its status, stamp it, and open what it is linked with."""

    commands: ClassVar[tuple[Command, ...]] = (
        _STATUS,
        _LINKED,
        *RecordDialog.commands,
        _CHECKED,
        _SEEN,
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings([_STATUS, _LINKED, _CHECKED, _SEEN])


class EventActions(PlanningActions):
    """Opens, adds, edits and deletes events, and changes their status."""

    record_table = "event"
    record_dialog = EventDialog

    @property
    def new_time(self) -> "time | None":
        """The time of a new event, until the user changes it."""
        return None

    def read_details(self, record: EventRow) -> "Callable[[Reader], list[StyledLine] | None]":
        return partial(event_details.read_event, record)

    def dialog_title(self, record: EventRow, lines: Sequence[StyledLine]) -> str:  # noqa: ARG002
        return lines[0].text

    async def record_form(self, record: EventRow | None) -> "RecordForm[EventDraft]":  # noqa: ARG002
        from secretariat_tui.areas.schedule.forms import event_form

        return event_form(self.new_day, self.shell.today(), self.new_time)

    @staticmethod
    def record_store() -> "RecordStore[EventDraft]":
        from secretariat_tui.areas.schedule.store import EVENTS

        return EVENTS

    def action_quick_add(self) -> None:
        """Add events from a line, or from a pasted list."""
        self.perform(self._quick_add())

    async def act_on(self, action: str, target: Any) -> None:
        if action == "quick_add":
            await self.refresh_after_change()
            await self.finish_quick_add(target)
        else:
            await super().act_on(action, target)

    async def _quick_add(self) -> None:
        from secretariat_tui.areas.schedule.quick_add import adding

        await self.finish_quick_add(await adding.ask_for_events(self, self.new_day))

    async def finish_quick_add(self, result: "QuickAddResult") -> None:
        """Open the complete form that the dialog asked for; show what was stored.

        A form that is left goes back to the line.
        """
        from secretariat_tui.areas.schedule.quick_add import adding

        ids = [*result.ids]
        while result.form is not None:
            event, entry = result.form
            scope = adding.form_scope(event)
            form = await self.record_form(None)
            store = partial(adding.form_store, scope)
            record_id = await self.show_form(
                form, store, copied=event.draft, unsaved=True, scope=scope
            )
            if record_id is not None:
                ids.append(record_id)
                break
            result = await adding.ask_again(self, entry)
            ids += result.ids
        if ids:
            await self.after_save(ids[0])
        if len(ids) > 1:
            self.shell.show_message(adding.added_message(len(ids)), "good")

    async def run_dialog_action(self, action: str, record: EventRow) -> None:
        if action == "status":
            await self.change_status(record)
        elif action == "linked":
            from secretariat_tui.areas.attached.linked import show_linked

            start = LinkedStart(RecordKey("event", record.id), record.title, record.starts_on)
            await show_linked(self, start)
        elif action in {"checked_on", "seen_on"}:
            await self.stamp([record], action)

    async def chosen_events(self) -> Sequence[EventRow]:
        """Return the events that a command is for; none if nothing is selected."""
        raise NotImplementedError

    def action_stamp(self, field: str) -> None:
        """Stamp the selected events with today."""

        async def run() -> None:
            if events := await self.chosen_events():
                await self.stamp(events, field)

        self.perform(run())

    async def stamp(self, events: Sequence[EventRow], field: str) -> None:
        """Stamp events with today: `field` is checked_on or seen_on."""
        from secretariat_tui.areas.schedule.writes import stamps

        keys, today = [(each.id, each.rev) for each in events], self.shell.today()
        stamped = await self.run_on_store(lambda file: stamps.stamp(file, keys, field, today))
        title = _(model.EVENT[field].title)
        message = _("{stamp} {n}건").format(stamp=title, n=stamped)
        if stamped < len(events):
            message += _(" · 이미 적힌 {n}건은 그대로").format(n=len(events) - stamped)
        self.shell.show_saved(message)
        await self.refresh_after_change()

    async def change_status(self, event: EventRow) -> None:
        """Let the user choose another status of an event."""
        if not event.is_occurrence:
            if await status.choose_and_set_status(self, [event]):
                await self.refresh_after_change()
            return
        chosen = await status.choose_status(self, [event])
        if chosen is None:
            return
        applied = await self.apply_change(event, lambda draft: draft._replace(status=chosen))
        if applied is not None:
            message = status.released_message(applied.released)
            if applied.left:
                message = f"{message or self.shell.saved_message()} {applied.left}"
            self.shell.show_saved(message)
            await self.refresh_after_change()

    async def edit(self, record: EventRow | None) -> None:
        """Edit an event, or add one; of an occurrence of a series ask first which ones to change."""
        if record is None or not record.is_occurrence:
            await super().edit(record)
            return
        scope = await self.choose_scope(record)
        if scope is None:
            return
        left = await self._left_message(record, scope)
        kept: Mapping[str, Any] = {"occurrence": record.occurrence, "scope": scope}
        keys = [record.key]
        form, store = await self._occurrence_form(kept, keys.append)
        stored = await self.read(partial(self._stored, form, record.id))
        if stored is None:
            raise deleted_error()
        if await self.show_form(form, store, stored, scope=kept) is not None:
            await self.after_occurrence_saved(keys[-1], left)

    async def _occurrence_form(
        self,
        kept: "Mapping[str, Any]",
        changed: "Callable[[EventKey], object]" = lambda _key: None,
    ) -> "tuple[RecordForm[EventDraft], Callable[[], RecordStore[EventDraft]]]":
        """Return the form of an occurrence, and what stores it, with those after it or with all.

        `changed` is called with the key that it has after the change.
        """
        from secretariat_tui.areas.schedule.forms import occurrence_form

        occurrence, scope = kept["occurrence"], kept["scope"]
        form = occurrence_form(await self.record_form(None), occurrence, scope)

        def store() -> "RecordStore[EventDraft]":
            from secretariat_tui.areas.schedule.writes.series_store import occurrence_store

            return occurrence_store(occurrence, scope, changed)

        return form, store

    async def autosaved_form(
        self, kept: "AutosavedForm"
    ) -> "tuple[RecordForm[Any], Callable[[], RecordStore[Any]]]":
        if kept.scope.get("occurrence"):
            return await self._occurrence_form(kept.scope)
        if "participants" in kept.scope:
            from secretariat_tui.areas.schedule.quick_add.adding import form_store

            return await self.record_form(None), partial(form_store, kept.scope)
        return await super().autosaved_form(kept)

    def next_scope(self, scope: "Mapping[str, Any]") -> "Mapping[str, Any]":  # noqa: ARG002
        return self.form_scope

    async def resume(self, kept: "AutosavedForm") -> None:
        """Open the dialog of quick adding or a form again that was open when the program died."""
        from secretariat_tui.areas.schedule.quick_add import adding

        if kept.table == adding.TYPED:
            await self.finish_quick_add(await adding.resume(self, kept))
        else:
            await super().resume(kept)

    async def after_occurrence_saved(self, key: "EventKey", left: str = "") -> None:
        """Reload after an occurrence was changed, and show which events it overlaps, then the message `left`."""
        await self.refresh_after_change()
        await self.show_saved_or_clashes(key, left)

    async def _left_message(self, event: EventRow, scope: "Scope") -> str:
        """Return the message about the coming changed occurrences that an edit of a series leaves; "" if none."""
        if scope == "one":
            return ""
        first = self.shell.today()
        if scope == "following":
            first = max(first, split_key(event.occurrence)[0])
        dates = await self.read(lambda reader: queries.changed_occurrences(reader, event.id, first))
        if not dates:
            return ""
        text = ", ".join(map(month_day, dates[:_MOST_NAMED]))
        if len(dates) > _MOST_NAMED:
            text = _("{days} 등").format(days=text)
        return _("따로 고친 회차 {n}건({days})은 그대로입니다.").format(n=len(dates), days=text)

    async def choose_scope(self, event: EventRow) -> "Scope | None":
        """Let the user choose which occurrences of a series an edit changes; None if cancelled."""
        options = [option(_(name), value=scope) for scope, name in model.SCOPES.items()]
        title = _("{title} · 반복하는 일정").format(title=self.title_of(event))
        scope: Scope | None = await self.dialog(Picker(title, options))
        return scope

    async def apply_change(
        self, event: EventRow, change: "Callable[[EventDraft], EventDraft]"
    ) -> AppliedChange | None:
        """Store what `change` makes of an event; of an occurrence ask first which ones. None if cancelled.

        Raise EditConflictError if it changed since it was read.
        """
        scope = await self.choose_scope(event) if event.is_occurrence else None
        if event.is_occurrence and scope is None:
            return None
        left = await self._left_message(event, scope) if scope else ""

        def write(file: "OfficeFile") -> "tuple[list[str], EventKey]":
            from secretariat_tui.areas.schedule import store
            from secretariat_tui.areas.schedule.writes import series_store

            stored = queries.occurrence_draft(file.reader, event.key)
            if stored is None:
                raise deleted_error()
            draft = change(stored.draft)
            if scope is None:
                store.change(file, event.id, event.rev, draft)
                return [], event.key
            changed = series_store.change_occurrence(file, event.key, event.rev, scope, draft)
            return changed.released, (changed.id, changed.occurrence)

        released, key = await self.run_on_store(write)
        return AppliedChange(released, left, key)

    def action_record_past(self) -> None:
        """Record the past occurrences of series as events, which tallies count."""
        self.perform(self._record_past())

    async def _record_past(self) -> None:
        today = self.shell.today()
        yesterday = add_days(today, -1)
        rows = await self.run_query(lambda reader: queries.unrecorded(reader, EARLIEST, yesterday))
        if not rows:
            self.show_message(_("적을 지난 회차가 없습니다."), "warn")
            return
        title = _("지난 회차 {n}건 적기").format(n=len(rows))
        lines = [f"{details.format_when(each)}  {self.title_of(each)}" for each in rows[:10]]
        if not await self.dialog(confirm(title, lines, _("적기"))):
            return

        def write(file: "OfficeFile") -> None:
            from secretariat_tui.areas.schedule.writes.series_store import record_past

            record_past(file, today)

        await self.run_on_store(write)
        self.shell.show_saved()
        await self.refresh_after_change()

    async def delete(self, records: Sequence[EventRow]) -> None:
        """Delete events after confirmation; of an occurrence of a series ask which ones."""
        if len(records) != 1 or not records[0].is_occurrence:
            await super().delete(records)
            return
        (event,) = records
        scope = await self.choose_scope(event)
        if scope is None:
            return
        chosen: Scope = scope

        def write(file: "OfficeFile") -> None:
            from secretariat_tui.areas.schedule.writes import series_store

            series_store.delete_occurrence(file, event.key, event.rev, chosen)

        await self.run_on_store(write)
        self.after_delete()
        self.shell.show_saved(_("지웠습니다: {name}").format(name=self.title_of(event)))
        await self.refresh_after_change()

    async def saved_notice(self, record_id: "int | EventKey") -> Span:
        """Return which events a saved event conflicts with or, if there are none, that it is saved."""
        message = await self.read(partial(details.read_conflicts, record_id))
        return (message, "warn") if message else (self.shell.saved_message(), "good")

    async def show_saved_or_clashes(self, record_id: "int | EventKey", left: str = "") -> None:
        """Show which events a saved event overlaps or, if there are none, that it is saved, then `left`."""
        message, style = await self.saved_notice(record_id)
        self.shell.show_message(f"{message} {left}".rstrip(), "warn" if left else style)
