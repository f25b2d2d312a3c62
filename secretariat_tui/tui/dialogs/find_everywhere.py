"""Full-text search in the records of all areas."""

from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from functools import partial
from typing import Any

from textual.geometry import Size

from secretariat_tui.core.dates import table_date
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.matcher import Matcher
from secretariat_tui.core.money import format_won
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.search.find import START, Unindexed, find_unindexed, search_all
from secretariat_tui.tables.search_kinds import SearchKind, SearchResult, search_results
from secretariat_tui.tui.dialogs.base import Dialog
from secretariat_tui.tui.dialogs.picker import Picker
from secretariat_tui.tui.keys.area import Area
from secretariat_tui.tui.paint.text import Span, StyledLine, fit_width, styled_line
from secretariat_tui.tui.runtime.shell import shell_of
from secretariat_tui.tui.widgets.css import css
from secretariat_tui.tui.widgets.styled_lines import LineView

_FIRST_PAGE, _PAGE, _LIMIT = 50, 250, 1000  # records: of the first page, of the others, in all
_FIRST_TIME, _TIME = 0.01, 0.1  # seconds until a page is shown, though it is not full
_DAY_WIDTH, _KIND_WIDTH = 12, 10  # cells of the columns before a title
_CONTEXT = 14  # characters shown before a match


class ChosenRecord(NamedTuple):
    """A record that the user chose: its area and the target that the area's screen opens; its table and id."""

    area: str
    target: Any
    table: str
    id: int


class FindEverywhere(Picker):
    """Shows the records that match what is typed, newest first; returns a ChosenRecord or None.

    `first` are the lines shown before something is typed; the target of a chosen one is returned.
    """

    DEFAULT_CSS = css("FindEverywhere")

    def __init__(
        self, areas: Sequence[Area], title: str = "", first: Sequence[StyledLine] = ()
    ) -> None:
        hint = _("제목, 내용, 이름, 날짜, 초성. 여러 낱말도 됩니다.")
        super().__init__(title or _("어디서나 찾기"), (), placeholder=hint)
        self._first = list(first)
        self._kinds: dict[int, SearchKind[Any]] = {}
        self._areas: dict[int, str] = {}
        for area in areas:
            for each in area.search_kinds():
                self._kinds[each.kind], self._areas[each.kind] = each, area.name

    def adapt(self, size: Size) -> None:
        """Keep the size of the style sheet for any number of results."""
        Dialog.adapt(self, size)

    def _lines(self, query: str) -> list[StyledLine]:  # noqa: ARG002
        """Start without results."""
        return self._first

    def find(self, query: str) -> None:
        """Start a search, and cancel the one before."""
        # A function, not its coroutine: the next search may cancel the worker before it begins.
        self.run_worker(partial(self._find, query), group="load", exclusive=True)  # type: ignore[arg-type]

    async def _find(self, query: str) -> None:
        try:
            await self._show_results(query)
        except UserError as error:
            self._show_progress(f"{error}", "bad")

    async def _show_results(self, query: str) -> None:
        """Show the results page by page."""
        view, match = self.query_one("#options", LineView), Matcher(query)
        await shell_of(self).read_known_names()
        lines: list[StyledLine] = []
        count = 0
        if not match:
            view.show(self._first)
            self._show_progress("")
            return
        async for results, more in self._pages(query):
            for each in results:
                area = self._areas[each.kind]
                record = ChosenRecord(area, each.target, each.table, each.record_id)
                lines += _result_lines(each, match, record, view.mask)
            count += len(results)
            view.show(lines or [styled_line((_count_text(0, more=more), "dim"))])
            if len(results) == count:  # the first page
                view.action_first()
            self._show_progress(_count_text(count, more=more))

    async def _pages(self, query: str) -> AsyncIterator[tuple[list[SearchResult], bool]]:
        """Yield pages of results, each with whether there may be more."""
        store = shell_of(self).store
        unindexed = Unindexed()
        if await store.run_query(search_index.is_behind):
            self._show_progress(_("찾아보기를 새로 만드는 중…"))
            unindexed = await store.run_query(partial(find_unindexed, query=query))
        after: int | None = START
        size, seconds, left = _FIRST_PAGE, _FIRST_TIME, _LIMIT
        while after is not None and left:
            read_page = partial(self._page, query, after, min(size, left), seconds, unindexed)
            results, after = await store.run_query(read_page)
            left -= len(results)
            yield results, after is not None
            size, seconds = _PAGE, _TIME

    def _page(  # noqa: PLR0913, PLR0917
        self,
        query: str,
        after: int,
        size: int,
        seconds: float,
        unindexed: Unindexed,
        reader: Reader,
    ) -> tuple[list[SearchResult], int | None]:
        page = search_all(reader, query, after, size, seconds, unindexed)
        return search_results(reader, self._kinds, page.hits), page.after

    def _show_progress(self, text: str, style: str = "dim") -> None:
        self.show_title(self.heading, [(text, style)])

    def action_choose(self) -> None:
        """Return the record under the cursor."""
        target = self.query_one("#options", LineView).target
        if target is not None:
            self.dismiss(target)


def _count_text(count: int, *, more: bool) -> str:
    if more:
        return (
            _("{n}건 이상 · 새것부터").format(n=format_won(count))
            if count >= _LIMIT
            else _("찾는 중… {n}건").format(n=format_won(count))
        )
    return _("{n}건 · 새것부터").format(n=format_won(count)) if count else _("찾는 것이 없습니다.")


def _result_lines(
    result: SearchResult, match: Matcher, record: ChosenRecord, mask: Callable[[str], str]
) -> list[StyledLine]:
    """Return a line for a result, and one for a text that matches words missing in the title.

    Texts are masked before the matches are highlighted, which would divide names.
    """
    day = table_date(result.day) if result.day else "–"
    found, title = match.spans(result.title), mask(result.title)
    head = (
        (fit_width(day, _DAY_WIDTH), "dim"),
        (fit_width(_(result.kind_title), _KIND_WIDTH), "accent"),
    )
    lines = [StyledLine((*head, *_highlight(title, match.spans(title))), record)]
    missing = [word for word, span in enumerate(found) if span is None]
    for text in result.texts if missing else ():
        inside = match.spans(text)
        if any(inside[word] for word in missing):
            shown = mask(text)
            spans = _shorten(_highlight(shown, match.spans(shown), "dim"))
            lines.append(StyledLine(((" " * _DAY_WIDTH, ""), *spans)))
            break
    return lines


def _highlight(text: str, found: Iterable[tuple[int, int] | None], style: str = "") -> list[Span]:
    """Return a text with the matches highlighted."""
    spans, end = list[Span](), 0
    for match_start, match_end in sorted(span for span in found if span):
        if match_start >= end:
            spans += [(text[end:match_start], style), (text[match_start:match_end], "key")]
            end = match_end
    return [*spans, (text[end:], style)]


def _shorten(spans: Sequence[Span]) -> list[Span]:
    """Cut a long text before the first match, if there is one."""
    (text, style), *rest = spans
    if not rest:
        return list(spans)
    return [(f"…{text[-_CONTEXT:]}" if len(text) > _CONTEXT else text, style), *rest]
