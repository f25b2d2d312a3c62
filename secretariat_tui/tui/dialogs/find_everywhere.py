"""Finding a record of any area by whatever is written on it."""

from collections.abc import AsyncIterator, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple

from textual.geometry import Size

from secretariat_tui.core.dates import table_date
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won
from secretariat_tui.core.text import Matcher
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import index as search_index
from secretariat_tui.tables.search_kinds import SearchKind, SearchResult, search_results
from secretariat_tui.tui.dialogs.base import Dialog
from secretariat_tui.tui.dialogs.picker import Picker
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.paint.text import Span, StyledLine, fit_width, styled_line
from secretariat_tui.tui.runtime.shell import shell_of
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import LineView

_FIRST, _THEN, _MOST = 50, 250, 1000  # records: told of first, then at a time, in all
_SOON, _LATER = 0.01, 0.1  # seconds of looking before what was found is told
_DAY, _NOUN = 12, 10  # cells of the columns before a title
_BEFORE = 14  # letters of a text shown before what was found in it


class ChosenRecord(NamedTuple):
    """What a person chose: an area, and what its screen opens the record by."""

    area: str
    target: Any


class FindEverywhere(Picker):
    """Shows the records that hold what is typed, the newest first; returns an Opened, or None."""

    DEFAULT_CSS = css("FindEverywhere")

    def __init__(self, areas: Sequence[Area]) -> None:
        hint = _("제목, 내용, 이름, 날짜, 초성. 여러 낱말도 됩니다.")
        super().__init__(_("어디서나 찾기"), (), placeholder=hint)
        self._finds: dict[int, SearchKind[Any]] = {}
        self._areas: dict[int, str] = {}
        for area in areas:
            for each in area.search_kinds():
                self._finds[each.kind], self._areas[each.kind] = each, area.name

    def adapt(self, size: Size) -> None:
        """Keep the size that the style sheet gives, whatever is found."""
        Dialog.adapt(self, size)

    def _lines(self, query: str) -> list[StyledLine]:  # noqa: ARG002
        """Show nothing until something is found."""
        return []

    def find(self, query: str) -> None:
        """Look for what was typed, in place of what was typed before."""
        # A function, not its coroutine: the next letter may cancel it before it begins.
        self.run_worker(partial(self._find, query), group="load", exclusive=True)  # type: ignore[arg-type]

    async def _find(self, query: str) -> None:
        try:
            await self._look(query)
        except UserError as problem:
            self._say(f"{problem}", "bad")

    async def _look(self, query: str) -> None:
        """Show the first that are found at once, then the others."""
        view, match = self.query_one("#options", LineView), Matcher(query)
        lines: list[StyledLine] = []
        count = 0
        if not match:
            view.show([])
            self._say("")
            return
        async for found, more in self._parts(query):
            for each in found:
                opened = ChosenRecord(self._areas[each.kind], each.target)
                lines += _told(each, match, opened)
            count += len(found)
            view.show(lines or [styled_line((_said(0, more=more), "dim"))])
            if len(found) == count:  # the first
                view.action_first()
            self._say(_said(count, more=more))

    async def _parts(self, query: str) -> AsyncIterator[tuple[list[SearchResult], bool]]:
        """Find what there is, part by part, and whether there is more."""
        office = shell_of(self).store
        if await office.run_query(search_index.is_behind):
            self._say(_("찾아보기를 새로 만드는 중…"))
            await office.run(OfficeFile.update_index)
        after: int | None = search_index.START
        most, seconds, left = _FIRST, _SOON, _MOST
        while after is not None and left:
            part = partial(self._part, query, after, min(most, left), seconds)
            found, after = await office.run_query(part)
            left -= len(found)
            yield found, after is not None
            most, seconds = _THEN, _LATER

    def _part(
        self, query: str, after: int, most: int, seconds: float, read: Reader
    ) -> tuple[list[SearchResult], int | None]:
        page = search_index.search_all(read, query, after, most, seconds)
        return search_results(read, self._finds, page.hits), page.after

    def _say(self, said: str, style: str = "dim") -> None:
        self.show_title(_("어디서나 찾기"), [(said, style)])

    def action_choose(self) -> None:
        """Choose what the cursor is on."""
        target = self.query_one("#options", LineView).target
        if target is not None:
            self.dismiss(target)


def _said(count: int, *, more: bool) -> str:
    if more:
        return (
            _("{n}건 이상 · 새것부터").format(n=format_won(count))
            if count >= _MOST
            else _("찾는 중… {n}건").format(n=format_won(count))
        )
    return _("{n}건 · 새것부터").format(n=format_won(count)) if count else _("찾는 것이 없습니다.")


def _told(found: SearchResult, match: Matcher, opened: ChosenRecord) -> list[StyledLine]:
    """Write a record in a line, and below it the first text that holds what its title does not."""
    day = table_date(found.day) if found.day else "–"
    places = match.spans(found.title)
    head = ((fit_width(day, _DAY), "dim"), (fit_width(_(found.kind_title), _NOUN), "accent"))
    lines = [StyledLine((*head, *_marked(found.title, places)), opened)]
    missing = [at for at, place in enumerate(places) if place is None]
    for text in found.texts if missing else ():
        inside = match.spans(text)
        if any(inside[at] for at in missing):
            lines.append(StyledLine(((" " * _DAY, ""), *_cut(_marked(text, inside, "dim")))))
            break
    return lines


def _marked(text: str, places: Iterable[tuple[int, int] | None], style: str = "") -> list[Span]:
    """Return a text with what was found in it marked."""
    spans, at = list[Span](), 0
    for begin, end in sorted(place for place in places if place):
        if begin >= at:
            spans += [(text[at:begin], style), (text[begin:end], "key")]
            at = end
    return [*spans, (text[at:], style)]


def _cut(spans: Sequence[Span]) -> list[Span]:
    """Leave out the beginning of a long text that stands before what was found in it."""
    (text, style), *rest = spans
    return [(f"…{text[-_BEFORE:]}" if len(text) > _BEFORE else text, style), *rest]
