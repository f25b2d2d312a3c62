"""The dialog for choosing from a list: commands, formats, yes or no, what becomes of something typed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, TypeVar

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size

from secretariat_tui.core.i18n import _
from secretariat_tui.core.matcher import Matcher
from secretariat_tui.tui.dialogs.base import Dialog, hint
from secretariat_tui.tui.paint.text import BarItem, Span, StyledLine, styled_line
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.styled_lines import Lines, LineView, wrap_line

T = TypeVar("T")
_FRAME = 4  # lines: the border, the title and the hint
_QUERY = 3  # lines of the query with its margins
_MARGIN = 2  # lines around the options where there is room
_MAX_OPTIONS = 24  # lines of options visible at once
_WIDTH, _WIDE = 76, 112  # cells of the dialog, as in styles.tcss
_SIDES = 5  # cells: the border, the padding and the scrollbar


@dataclass(frozen=True)
class Option:
    """An option: its text, the value that is returned, and more words that find it.

    Options of a `group` have its name as a heading.
    """

    spans: tuple[Span, ...]
    value: Any
    keywords: str = ""
    group: str = ""

    @property
    def name(self) -> str:
        """The text without its hints, which are dim, and without its keys."""
        return "".join(text for text, style in self.spans if style not in {"dim", "key"})


def option(*parts: str | Span, value: Any, keywords: str = "", group: str = "") -> Option:
    """Return an option of plain and styled parts."""
    return Option(styled_line(*parts).spans, value, keywords, group)


class Picker(Dialog[Any]):
    """Shows options; typing filters them. Returns the value of the chosen one, or None."""

    DEFAULT_CSS = css("Picker")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "dismiss(None)", show=False),
        Binding("up", "move(-1)", show=False),
        Binding("down", "move(1)", show=False),
        Binding("pageup", "move(-10)", show=False),
        Binding("pagedown", "move(10)", show=False),
    ]

    def __init__(  # noqa: PLR0913
        self,
        title: str,
        options: Sequence[Option],
        *,
        text: Sequence[StyledLine] = (),
        placeholder: str | None = None,
        current: Any = None,
        wide: bool = False,
        query: str = "",
    ) -> None:
        super().__init__(title)
        self._width = _WIDE if wide else _WIDTH
        self.set_class(wide, "-wide-options")
        self._options, self._text = options, text
        self._placeholder, self._current, self._query = placeholder, current, query

    def body(self) -> ComposeResult:
        """Lay out the text, the query and the options."""
        if self._text:
            yield Lines(self._text, id="text")
        if self._placeholder is not None:
            yield LineInput(self._query, placeholder=self._placeholder, id="query", compact=True)
        yield LineView(self._lines(self._query), id="options")

    def hints(self) -> list[BarItem]:
        """Return the keys that choose and close."""
        return [hint("Enter", _("고르기"), "choose"), hint("Esc", _("닫기"), "dismiss(None)")]

    def on_mount(self) -> None:
        """Put the cursor on the current option."""
        view = self.query_one("#options", LineView)
        if self._current is not None:
            view.select(self._index(self._current))
        self.set_focus(self.query_one(LineInput) if self._placeholder is not None else view)

    def adapt(self, size: Size) -> None:
        """Leave room for the lines around the options, so that all of them can be reached."""
        super().adapt(size)
        frame = _FRAME + (_QUERY if self._placeholder is not None else 0)
        frame += 0 if self.has_class("-short") else _MARGIN
        height = min(size.height * 86 // 100 - frame, _MAX_OPTIONS)
        self.query_one("#options", LineView).styles.max_height = max(height, 3)

    def _index(self, value: Any) -> int:
        return next((i for i, each in enumerate(self._options) if each.value == value), 0)

    def _lines(self, query: str) -> list[StyledLine]:
        width = min(self._width, self.app.size.width * 94 // 100) - _SIDES
        lines: list[StyledLine] = []
        group = ""
        for index in self._matches(query):
            each = self._options[index]
            if each.group != group:
                group = each.group
                lines.append(styled_line((group, "title")))
            lines += wrap_line(StyledLine(((" ", ""), *each.spans), index), width)
        return lines or [styled_line((_("찾는 것이 없습니다."), "dim"))]

    def _matches(self, query: str) -> list[int]:
        """Return the options that match; those whose name matches before those whose hint does."""
        match = Matcher(query)
        ranks = {}
        for index, each in enumerate(self._options):
            if match(each.name):
                ranks[index] = 0
            elif match("".join(text for text, _style in each.spans), each.keywords):
                ranks[index] = 1
        groups: dict[str, int] = {}
        for index, rank in ranks.items():
            group = self._options[index].group
            groups[group] = min(rank, groups.get(group, rank))
        order = list(groups)
        return sorted(
            ranks,
            key=lambda i: (
                groups[self._options[i].group],
                order.index(self._options[i].group),
                ranks[i],
            ),
        )

    def on_input_changed(self, event: LineInput.Changed) -> None:
        self.find(event.value)

    def find(self, query: str) -> None:
        """Show the options that match the query."""
        view = self.query_one("#options", LineView)
        view.show(self._lines(query))
        view.action_first()
        # A smaller dialog uncovers cells that may begin within a wide character.
        self.call_after_refresh(self.refresh)

    def on_input_submitted(self) -> None:
        self.action_choose()

    @property
    def selected(self) -> Any:
        """The value of the option under the cursor, or None."""
        target = self.query_one("#options", LineView).target
        return None if target is None else self._options[target].value

    def action_choose(self) -> None:
        """Return the option under the cursor."""
        if self.query_one("#options", LineView).target is not None:
            self.dismiss(self.selected)

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        event.stop()
        self.action_choose()

    def action_move(self, step: int) -> None:
        """Move the cursor while the query has the focus."""
        view = self.query_one("#options", LineView)
        if abs(step) == 1:
            view.action_move(step)
        else:
            view.action_page(1 if step > 0 else -1)


def confirm(title: str, text: Sequence[str], action: str) -> Picker:
    """Return a dialog that asks before an action, with the safe answer first; True to do it."""
    options = [option(_("아니오"), value=False), option((action, "bad"), value=True)]
    return Picker(title, options, text=[styled_line(each) for each in text])


def notice(title: str, text: Sequence[str]) -> Picker:
    """Return a dialog that shows a message until it is closed."""
    return Picker(title, [option(_("확인"), value=True)], text=[styled_line(each) for each in text])


def leaving_question() -> Picker:
    """Return the question before a dialog with typed text is closed: "stay", "save" or "leave"."""
    options = [
        option(_("계속 쓰기"), value="stay"),
        option(_("저장하고 닫기"), value="save"),
        option((_("버리고 닫기"), "bad"), value="leave"),
    ]
    return Picker(_("쓰던 내용을 어떻게 할까요?"), options)


class TypedDialog(Dialog[T], Generic[T]):
    """A dialog in which something is typed; Esc and the end of the program ask what becomes of it."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", show=False)]

    @property
    def modified(self) -> bool:
        """Whether something was typed that is neither saved nor given up."""
        raise NotImplementedError

    @property
    def holds_typed(self) -> bool:
        return self.modified

    def action_save(self) -> None:
        """Save what was typed, and close."""
        raise NotImplementedError

    def give_up(self) -> None:
        """Close without what was typed."""
        self.dismiss(None)

    async def action_leave(self) -> None:
        """Close; ask first if something was typed."""
        if not self.modified:
            self.give_up()
            return

        def close(answer: str | None) -> None:
            if answer == "leave":
                self.give_up()
            elif answer == "save":
                self.action_save()

        await self.app.push_screen(leaving_question(), close)
