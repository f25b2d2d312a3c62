"""What the screen of the diary shows around its views: the headline, the agenda, the selected event."""

from collections.abc import Sequence
from datetime import date, time

from secretariat_tui.areas.schedule import details
from secretariat_tui.areas.schedule.commands import VIEW_COMMANDS
from secretariat_tui.areas.schedule.diary.actions import DiaryActions
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.areas.schedule.views import moving, notes
from secretariat_tui.areas.schedule.views.base import DiaryView
from secretariat_tui.areas.schedule.views.notes import Counts, Heading
from secretariat_tui.core.dates import short_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.lunar import lunar_text
from secretariat_tui.tui.paint.text import Span, styled_line
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styled_lines import LineView, Pane

_SIDE_BY_SIDE = 150  # columns of a terminal
_GRID = 100  # cells of a grid beside the agenda, as many as it has on a terminal without one
_BRIEFING_FROM = 100  # columns of a terminal
# Lines of a terminal that shows the notes on the day although the agenda is beside the view.
_NOTES_FROM = 40
_MAX_AGENDA = 76  # cells
_OWN_HEADINGS = frozenset({"day", "agenda"})  # views that name the anniversaries above the day


class DiaryPanes(DiaryActions):
    """Shows the counts of the days in view, and beside or below the view the agenda or the selected event."""

    loaded_dates: tuple[date, date] | None = None
    _counted: tuple[Sequence[EventRow], tuple[date, date], Counts] | None = None
    view_name = "month"

    @property
    def view(self) -> DiaryView:
        """The view that is shown."""
        raise NotImplementedError

    @property
    def day(self) -> date:
        return self.view.day

    def move_to(self, day: date) -> None:
        self.view.day = day

    @property
    def agenda(self) -> LineView:
        """The agenda beside or below the view."""
        return self.query_one("#agenda", LineView)

    @property
    def briefing(self) -> Pane:
        """The details of the selected event beside the view."""
        return self.query_one("#briefing", Pane)

    def set_below(self, width: int, *, agenda: bool) -> None:
        """Lay out a view and the agenda below it, or beside it where it is wide enough."""
        self.set_class(agenda and width < _SIDE_BY_SIDE, "-below")

    def show_panes(self, width: int) -> None:
        """Show beside or below the view what there is room for."""
        wide, tall = width >= _SIDE_BY_SIDE, self.app.size.height >= _NOTES_FROM
        name = self.view_name
        searching = self.query_one("#filter", LineInput).has_class("open")
        agenda = searching or name in {"month", "fortnight"} or (wide and name == "week")
        briefing = not agenda and width >= _BRIEFING_FROM and name in {"day", "agenda"}
        self.set_below(width, agenda=agenda)
        self.agenda.display, self.briefing.display = agenda, briefing
        self.agenda.styles.width = min(width - _GRID, _MAX_AGENDA) if wide else "1fr"
        for note in self.query(".note"):
            note.display = not briefing and (not agenda or (wide and tall and not searching))

    def show_cursor(self) -> None:
        """Show what is under the cursor: the days and their counts, the holiday and anniversaries, the event."""
        day, view, event = self.day, self.view, self.selected_event
        kept = [] if self.view_name in _OWN_HEADINGS else notes.anniversary_items(day)
        items, right = notes.headline(
            notes.tabs(VIEW_COMMANDS, self.view_name),
            Heading(
                view.title,
                view.title_note,
                view.short_title if day.year == self.shell.today().year else view.title,
                self._holiday(day),
                "" if kept else self._page_hint,
            ),
            self._counts(),
            self.app.size.width,
        )
        self.query_one("#headline", Bar).show([*items, *kept], right)
        self.query_one("#day-note", Bar).show(
            notes.day_items(
                moving.with_place(self.shown_events, view.placing),
                day,
                self.unprepared,
                self.holidays,
                event.key if event else None,
            )
        )
        self.query_one("#cursor-note", Bar).show(
            notes.overview_items(day)
            if view.opened_view
            else notes.cursor_items(event, day, view.slot_time)
        )
        if self.briefing.display:
            self.run_latest("briefing", self._show_briefing)

    def _counts(self) -> Counts:
        """Return the counts of the headline; those of a year take too long for each key."""
        events, of_days = self.shown_events, self.view.counted
        if self._counted is None or self._counted[0] is not events or self._counted[1] != of_days:
            counts = notes.counts(of_days, events, self.unprepared, self.view.month_shown)
            self._counted = (events, of_days, counts)
        return self._counted[2]

    async def _show_briefing(self) -> None:
        """Show the details of the selected event."""
        event = self.selected_event
        lines = await self.read(self.read_details(event)) if event else None
        self.briefing.show(
            lines
            or [
                *notes.free_day_lines(
                    self.shown_events, self.day, self.view.slot_time, self.holidays
                ),
                *notes.day_agenda(self.shown_events, self.day, self.clashing, self.holidays),
            ]
        )

    def _holiday(self, day: date) -> Span | None:
        """Return the name and the lunar date of a holiday; None on other days."""
        name = self.holidays.name(day)
        return (f" {short_date(day)} {name}  {lunar_text(day)} ", "bad") if name else None

    @property
    def _page_hint(self) -> str:
        """The keys that show other days."""
        if self.app.size.width < _BRIEFING_FROM:
            return ""
        by_month = self.view_name in {"month", "agenda"}
        return _("PgUp·PgDn 달 넘기기 ") if by_month else _("PgUp·PgDn 넘기기 ")

    def show_agenda(self) -> None:
        if self.loaded_dates is None or not self.agenda.display:
            return
        today, below = self.shell.today(), self.has_class("-below")
        self.agenda.show(
            details.agenda_lines(
                self.shown_events,
                self.loaded_dates,
                today,
                self.clashing,
                dates_beside=below,
                holidays=self.holidays,
            )
            or [styled_line((_("이 기간에는 일정이 없습니다. Insert로 적으세요."), "dim"))]
        )

    def select_in_agenda(self, day: date) -> None:
        """Move the cursor of the agenda to the first event on or after a day."""
        target, selected = self.agenda.target, self.view.selected
        if selected is not None:
            self.agenda.select((selected.key, day))
            return
        if target and target[1] == day:
            return
        targets = [each.target for each in self.agenda.lines if each.target]
        later = [target for target in targets if target[1] >= day]
        if targets:
            self.agenda.select(later[0] if later else targets[-1])
            self.agenda.scroll_cursor_to_top()

    @property
    def selected_event(self) -> EventRow | None:
        """The event under the cursor of the view or of the agenda; None if the view is on another day."""
        target = self.agenda.target if self.agenda.display else None
        if self.view.selects_events and not self.agenda.has_focus:
            return self.view.selected
        if target is None or (self.view.has_focus and target[1] != self.day):
            return None
        return self.find_event(target[0])

    @property
    def new_time(self) -> time | None:
        return self.view.slot_time
