"""Finding a record of any area by whatever is written on it."""

from collections.abc import Iterator, Sequence
from functools import partial
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from textual.geometry import Size

from secretariat_tui.area import Area
from secretariat_tui.database import search
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.reader import Reader
from secretariat_tui.language import _
from secretariat_tui.problem import Problem
from secretariat_tui.tables.find import Find, Found, tell
from secretariat_tui.text import Matcher
from secretariat_tui.tui.bars import Bar
from secretariat_tui.tui.chooser import Chooser
from secretariat_tui.tui.line import Item, Line, Span, fit, line
from secretariat_tui.tui.lines import LineView
from secretariat_tui.values import table_date, won

if TYPE_CHECKING:
    from secretariat_tui.tui.app import SecretariatApp

_FIRST, _THEN, _MOST = 50, 250, 1000  # records: told of first, then at a time, in all
_SOON, _LATER = 0.01, 0.1  # seconds of looking before what was found is told
_AROUND = 9  # lines of the dialog around what was found
_DAY, _NOUN = 12, 10  # cells of the columns before a title
_BEFORE = 14  # letters of a text shown before what was found in it


class Opened(NamedTuple):
    """What a person chose: an area, and what its screen opens the record by."""

    area: str
    target: Any


class FindAll(Chooser):
    """Shows the records that hold what is typed, the newest first; returns an Opened, or None."""

    DEFAULT_CSS = """
    FindAll > Vertical { width: 100; height: 86%; }
    """

    def __init__(self, areas: Sequence[Area]) -> None:
        hint = _("제목, 내용, 이름, 날짜, 초성. 여러 낱말도 됩니다.")
        super().__init__(_("어디서나 찾기"), (), placeholder=hint)
        self._finds: dict[int, Find[Any]] = {}
        self._areas: dict[int, str] = {}
        for area in areas:
            if find_spec(area.module("tables")):
                for find in import_module(area.module("tables")).FINDS:
                    self._finds[find.kind], self._areas[find.kind] = find, area.name

    def _adapt(self, size: Size) -> None:
        """Take the same room whatever is found."""
        self.query_one("#options", LineView).styles.height = max(size.height * 86 // 100 - _AROUND, 3)

    def find(self, query: str) -> None:
        """Look for what was typed, in place of what was typed before."""
        self.run_worker(partial(self._find, query), group="load", exclusive=True)

    async def _find(self, query: str) -> None:
        try:
            await self._look(query)
        except Problem as problem:
            self._say(f"{problem}", "bad")

    async def _look(self, query: str) -> None:
        """Show the first that are found at once, then the others."""
        office = cast("SecretariatApp", self.app).office
        if await office.look(search.behind):
            self._say(_("찾아보기를 새로 만드는 중…"))
            await office.run(OfficeFile.catch_up)
        lines: list[Line] = []
        after, count, most, seconds = search.NEWEST, 0, _FIRST, _SOON
        while True:
            found, after = await office.look(partial(self._part, query, after, most, seconds))
            first, count = not count, count + len(found)
            lines += self._lines_of(query, found)
            more = after is not None and count < _MOST
            self._show(query, lines, count, more=more)


    def _part(self, query: str, after: int, most: int, seconds: float, read: Reader) -> tuple[list[Found], int | None]:
        page = search.anywhere(read, query, after, most, seconds)
        return tell(read, self._finds, page.hits), page.after
