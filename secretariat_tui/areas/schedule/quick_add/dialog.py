"""The dialog that adds events from what is typed or pasted, with a preview of what is understood."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, ClassVar

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.geometry import Size
from textual.message import Message
from textual.widgets import TextArea
from textual.worker import Worker, get_current_worker

from secretariat_tui.areas.schedule.model import VISIBILITIES
from secretariat_tui.areas.schedule.quick_add import preview
from secretariat_tui.areas.schedule.quick_add.check import Finding, check_events
from secretariat_tui.areas.schedule.quick_add.line import QuickEvent
from secretariat_tui.areas.schedule.quick_add.text import QuickText, parse_text
from secretariat_tui.core.dates import full_date
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean, half_width
from secretariat_tui.tui.dialogs.base import hint
from secretariat_tui.tui.dialogs.picker import Picker, TypedDialog, option
from secretariat_tui.tui.paint.text import BarItem, StyledLine, styled_line
from secretariat_tui.tui.runtime.crash import unexpected_error
from secretariat_tui.tui.runtime.form_autosaves import Keep
from secretariat_tui.tui.runtime.shell import shell_of
from secretariat_tui.tui.widgets.bars import Bar
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import Lines, LineView
from secretariat_tui.tui.widgets.text_box import TextBox

Save = Callable[[Sequence[QuickEvent]], Awaitable[list[int]]]
"""Stores events; returns their ids."""
_FRAME_HEIGHT = 4  # lines: the border, the title and the hint
_MOST_TEXT, _SHORT_TEXT, _LEAST_LIST = 6, 3, 3  # lines
_TALL = 30  # lines of a terminal that has room for the text and a list
_NOTES_HEIGHT = 6  # lines below the list


class QuickEntry(NamedTuple):
    """The day of events that state none, the day on which they are typed, from which 내일 counts, and the text."""

    day: date
    today: date
    text: str = ""


class QuickAddResult(NamedTuple):
    """The ids of the events that were stored; the event whose complete form is to be opened, and what was typed."""

    ids: tuple[int, ...] = ()
    form: tuple[QuickEvent, QuickEntry] | None = None


class EntryBox(TextBox):
    """A text of one or more lines; Enter and Tab are for its dialog. Tabs of pasted tables become bars."""

    class Submitted(Message):
        """Enter was pressed."""

    class Left(Message):
        """Tab was pressed."""

    def on_key(self, event: events.Key) -> None:
        """Leave Enter and Tab to the dialog; Shift+Enter and Ctrl+J begin another line."""
        if event.key in {"enter", "tab"}:
            event.stop()
            event.prevent_default()
            self.post_message(self.Submitted() if event.key == "enter" else self.Left())
        elif event.key in {"shift+enter", "ctrl+j"}:
            event.stop()
            event.prevent_default()
            self.insert("\n")

    def on_paste(self, event: events.Paste) -> None:
        """Clean pasted text before the area takes it."""
        event.text = clean(event.text.replace("\t", " | "), multiline=True)


class QuickAddDialog(TypedDialog[QuickAddResult]):
    """Takes one line about an event, or many lines; Enter stores what the preview shows.

    Nothing is stored while a question about a line is open. Lines that cannot be stored stay. `keep` keeps the text
    in case the program dies.
    """

    DEFAULT_CSS = css("QuickAddDialog")
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f2", "open_form", show=False),
        Binding("ctrl+s,f10", "save", show=False),
        Binding("space", "check", show=False),
    ]

    def __init__(self, entry: QuickEntry, save: Save, keep: Keep) -> None:
        super().__init__(_("빠른 추가"))
        self._entry, self._save, self._keep = entry, save, keep
        self._unstored = ""  # the text that may be given up without a question
        self._read = QuickText((), (), ())
        self._findings: list[Finding] = []
        self._toggled: set[tuple[object, ...]] = set()
        self._stored: list[int] = []
        self._message: StyledLine | None = None
        self._saving = False
        self._confirmed = ""  # the text whose doubts were shown at the first Enter

    def body(self) -> ComposeResult:
        """Lay out the text, the list of several events, and what is understood of one."""
        yield EntryBox(
            self._entry.text,
            soft_wrap=True,
            tab_behavior="focus",
            compact=True,
            placeholder=_("예: 내일 14시-15시 착공식 @위례중앙광장 #현장방문 +도시교통실"),
            id="text",
        )
        yield LineView(id="events")
        yield Lines(id="notes")

    def on_mount(self) -> None:
        """Read the text that the dialog begins with."""
        box = self._box
        self.set_focus(box)
        box.move_cursor(box.document.end)
        self._parse()

    def hints(self) -> Sequence[BarItem]:
        """Return the keys, which depend on whether the text has one event or several."""
        keys = [hint("Enter", _("저장"), "save")]
        if self._is_list:
            keys.append(hint("Tab", _("목록")))
            keys.append(hint("Space", _("고르기"), "check"))
        else:
            keys.append(hint("F2·Tab", _("모든 칸"), "open_form"))
        return [*keys, hint("Shift+Enter", _("줄 바꿈")), hint("Esc", _("닫기"), "leave")]

    @property
    def _box(self) -> EntryBox:
        return self.query_one("#text", EntryBox)

    @property
    def _is_list(self) -> bool:
        return len(self._read.events) > 1 or bool(self._read.events and self._read.unread)

    @property
    def _checked(self) -> frozenset[int]:
        """The positions of the events that will be stored."""
        if not self._is_list:
            return frozenset({0}) if self._read.events else frozenset()
        group = self._read.events[0].group
        checked = set()
        for at, (event, finding) in enumerate(zip(self._read.events, self._findings, strict=True)):
            usual = not finding.is_known and not event.others and event.group == group
            if event.is_complete and usual != (_identity(event) in self._toggled):
                checked.add(at)
        return frozenset(checked)

    def on_text_area_changed(self) -> None:
        self._message = None
        self._parse()

    def _parse(self) -> None:
        """Read the text, and show what is understood."""
        text = clean(self._box.text, multiline=True)
        self._read = parse_text(text, self._entry.today, self._entry.day)
        self._findings = [Finding() for _event in self._read.events]
        self._keep_typed()
        self._show()
        if self._read.events:
            _worker: Worker[None] = self.run_worker(
                self._check_with_file, group="check", exclusive=True
            )

    def _keep_typed(self) -> None:
        """Keep the text; it is secret if anything in it is."""
        text = self._box.text
        is_secret = VISIBILITIES["secret"] in text or any(
            each.draft.visibility == "secret" for each in self._read.events
        )
        self._keep(
            {"text": text} if self.modified else {},
            {"visibility": "secret" if is_secret else ""},
        )

    @property
    def modified(self) -> bool:
        return self._box.text.strip() not in {"", self._unstored.strip()}

    async def _check_with_file(self) -> None:
        """Look for the events in the diary, and for clashes."""
        read = self._read
        try:
            findings = await shell_of(self).store.read(partial(check_events, events=read.events))
        except UserError as error:
            self._show_message(str(error), "bad")
            return
        if read is self._read:
            self._findings = findings
            self._show()

    def _show(self) -> None:
        self._fit(self.app.size)
        view = self.query_one("#events", LineView)
        view.display = self._is_list
        if self._is_list:
            view.show(
                preview.list_lines(
                    self._read.events, self._findings, self._checked, self._entry.today
                )
            )
        self._show_notes()
        self.query_one("#hint", Bar).show(self.hints())

    def _show_notes(self) -> None:
        """Show what is understood of the only event, or of the one under the cursor."""
        lines: list[StyledLine] = []
        if self._is_list:
            lines += preview.summary(self._read.events, self._checked, self._read.unread)
            at = self.query_one("#events", LineView).target
            if at is not None and at < len(self._read.events):
                remarks = preview.remarks(self._read.events[at], self._findings[at])
                lines += [each for each in remarks if each not in lines]
        elif self._read.events:
            lines += preview.remarks(self._read.events[0], self._findings[0])
            lines = [*preview.event_lines(self._read.events[0]), *lines]
        elif self._read.unread:
            lines.append(styled_line((_("일정으로 읽은 줄이 없습니다."), "warn")))
        if self._entry.today != shell_of(self).today():
            text = _("쓰던 날 {date} 기준으로 날짜를 읽습니다.").format(
                date=full_date(self._entry.today)
            )
            lines.insert(0, styled_line((text, "warn")))
        if self._message is not None:
            lines.insert(0, self._message)
        self.query_one("#notes", Lines).show(lines)

    def _show_message(self, text: str, style: str) -> None:
        self._message = styled_line((text, style))
        self._show_notes()

    def adapt(self, size: Size) -> None:
        """Give the text, the list and the notes their share of the height."""
        super().adapt(size)
        if self.is_mounted:
            self._fit(size)

    def _fit(self, size: Size) -> None:
        height = size.height * 94 // 100 - _FRAME_HEIGHT
        most = _SHORT_TEXT if self._is_list and size.height < _TALL else _MOST_TEXT
        text = min(max(self._box.wrapped_document.height, 1), most)
        self._box.styles.height = text
        notes = min(_NOTES_HEIGHT, height - text - _LEAST_LIST) if self._is_list else height - text
        self.query_one("#notes", Lines).styles.max_height = max(notes, 1)
        view = self.query_one("#events", LineView)
        view.styles.max_height = max(height - text - notes, _LEAST_LIST)

    def on_line_view_highlighted(self) -> None:
        self._show_notes()

    def on_entry_box_left(self) -> None:
        """Go to the list, or open the complete form."""
        if self._is_list:
            self.query_one("#events", LineView).focus()
        else:
            self.action_open_form()

    def action_check(self) -> None:
        """Check the event under the cursor, or take its check away."""
        at = self.query_one("#events", LineView).target
        if not self._is_list or at is None:
            return
        event = self._read.events[at]
        if not event.is_complete:
            self._show_message(_("먼저 위의 글에서 고쳐 주세요."), "warn")
            return
        self._toggled ^= {_identity(event)}
        self._show()

    def action_open_form(self) -> None:
        """Open the complete form with what is understood."""
        if self._is_list:
            self._show_message(_("일정이 하나일 때 엽니다. 다른 줄을 지우거나 저장하세요."), "warn")
        elif self._read.events:
            entry = self._entry._replace(text=self._box.text)
            self.dismiss(QuickAddResult(tuple(self._stored), (self._read.events[0], entry)))
        else:
            self._show_message(_("먼저 일정을 한 줄 적어 주세요."), "warn")

    def on_entry_box_submitted(self) -> None:
        self.action_save()

    def on_line_view_opened(self, event: LineView.Opened) -> None:
        event.stop()
        self.action_save()

    def action_save(self) -> None:
        """Store the checked events; ask first what is doubtful. Ignored while a save runs."""
        if self._saving:
            return
        self._saving = True
        keys = shell_of(self).key_queue

        async def work() -> None:
            try:
                await self._ask_and_store()
            finally:
                self._saving = False
                keys.end(get_current_worker())

        keys.begin(self, self.run_worker(work(), group="save"))

    async def _ask_and_store(self) -> None:
        asked = next((each for each in self._read.events if each.questions), None)
        if asked is not None:
            await self._ask(asked)
            return
        checked = [self._read.events[at] for at in sorted(self._checked)]
        if not checked:
            self._show_message(_("저장할 일정이 없습니다."), "warn")
            return
        if not all(each.is_complete for each in checked):
            return  # the reasons are shown
        if any(each.doubts for each in checked) and self._confirmed != self._box.text:
            self._confirmed = self._box.text
            text = _("▲ 표시를 확인해 주세요. 그대로 저장하려면 한 번 더 누르세요.")
            self._show_message(text, "warn")
            return
        try:
            ids = await self._save(checked)
        except UserError as error:
            self._show_message(str(error), "bad")
            return
        except Exception as error:  # noqa: BLE001 - the dialog must stay open with what was typed
            self._show_message(str(unexpected_error(error)), "bad")
            return
        self._stored += ids
        self._keep_unstored(len(ids))

    def _keep_unstored(self, count: int) -> None:
        """Close, or keep the lines that were not understood or cannot be stored."""
        read = self._read
        lines = self._box.text.splitlines()
        kept = {each.line for each in read.unread}
        failed = [each for each in read.events if not each.is_complete]
        kept |= {line for each in failed for line in (each.line, *each.sources)}
        if kept:  # their dates may be in the headings
            kept |= {each.line for each in read.headings if each.line < max(kept)}
        if not self._is_list or not kept:
            self.give_up()
            return
        self._unstored = "\n".join(lines[at] for at in sorted(kept) if at < len(lines))
        with self.prevent(TextArea.Changed):
            self._box.text = self._unstored
        self._parse()
        text = _("{n}건을 저장했습니다. 저장하지 않은 줄이 남았습니다.").format(n=count)
        self._show_message(text, "good")

    async def _ask(self, event: QuickEvent) -> None:
        """Ask about a doubtful part of an event, and put the answer into the text."""
        question = event.questions[0]
        options = [option(each.text, value=each.replacement) for each in question.answers]
        title = question.text
        replacement = await self.app.push_screen_wait(Picker(title, options))
        if replacement is None:
            return
        lines = self._box.text.split("\n")
        for number in dict.fromkeys((*event.sources, event.line)):
            start = half_width(lines[number]).find(question.typed)
            if start >= 0:
                end = start + len(question.typed)
                lines[number] = lines[number][:start] + replacement + lines[number][end:]
                break
        self._box.text = "\n".join(lines)
        self._box.move_cursor(self._box.document.end)

    def give_up(self) -> None:
        """Close; what is stored stays."""
        self.dismiss(QuickAddResult(tuple(self._stored)))

    def dismiss(self, result: QuickAddResult | None = None) -> Any:
        """Close; what was typed is stored or given up, unless its complete form opens."""
        if result is None or result.form is None:
            self._keep({}, {})
        return super().dismiss(result)


def _identity(event: QuickEvent) -> tuple[object, ...]:
    return event.draft.starts_on, event.draft.starts_at, event.draft.title
