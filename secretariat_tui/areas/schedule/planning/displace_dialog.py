"""The dialog that decides what happens to the events that an urgent one displaces."""

from collections.abc import Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from secretariat_tui.areas.schedule import details
from secretariat_tui.areas.schedule.queries import EventRow
from secretariat_tui.core.i18n import N_, Labels, _
from secretariat_tui.tui.dialogs.base import Dialog, hint
from secretariat_tui.tui.paint.text import BarItem, StyledLine, fit_width, styled_line
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import Lines, LineView

CHOICES = Labels({"postponed": N_("연기"), "deputy": N_("대참"), "": N_("그대로")})
"""What may happen to a displaced event, in the order of the keys 1, 2 and 3."""
_STYLES = {"postponed": "warn", "deputy": "accent", "": "dim"}
_CHOICE_WIDTH = 8  # cells
Decisions = list[tuple[EventRow, str]]


class DisplaceDialog(Dialog[Decisions | None]):
    """Lists the events in the time of an urgent one; returns what was decided of each."""

    DEFAULT_CSS = css("DisplaceDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("1", "decide('postponed')", show=False),
        Binding("2", "decide('deputy')", show=False),
        Binding("3", "decide('')", show=False),
        Binding("ctrl+s,f10", "apply", show=False),
    ]

    def __init__(self, title: str, when: str, events: Sequence[EventRow]) -> None:
        super().__init__(title)
        self._when = when
        self._decisions: Decisions = [(event, "") for event in events]

    def body(self) -> ComposeResult:
        """Lay out the time of the urgent event, and the others."""
        text = _("{when}에 걸리는 일정 {n}건을 어떻게 할까요?")
        text = text.format(when=self._when, n=len(self._decisions))
        yield Lines([styled_line(text)], id="text")
        yield LineView(self._lines(), id="options")

    def hints(self) -> list[BarItem]:
        """Return the keys that decide, apply and close."""
        keys = [
            hint(str(number), _(name), f"decide('{choice}')")
            for number, (choice, name) in enumerate(CHOICES.items(), 1)
        ]
        return [*keys, hint("Enter", _("적용"), "apply"), hint("Esc", _("닫기"), "dismiss(None)")]

    def on_mount(self) -> None:
        self.set_focus(self.query_one(LineView))

    def _lines(self) -> list[StyledLine]:
        return [
            styled_line(
                (f" {fit_width(_(CHOICES[choice]), _CHOICE_WIDTH)} ", _STYLES[choice]),
                f"{details.format_when(event)}  ",
                *details.title_spans(event),
                target=at,
            )
            for at, (event, choice) in enumerate(self._decisions)
        ]

    def action_decide(self, choice: str) -> None:
        """Decide on the event under the cursor, and go on to the next."""
        view = self.query_one(LineView)
        at = view.target
        if at is not None:
            self._decisions[at] = self._decisions[at][0], choice
            view.show(self._lines())
            view.select(min(at + 1, len(self._decisions) - 1))

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        event.stop()
        self.action_apply()

    def action_apply(self) -> None:
        """Return the decisions."""
        self.dismiss(self._decisions)
