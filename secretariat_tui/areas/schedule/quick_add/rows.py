"""Rows of a pasted table of events: cells between tabs or bars, with or without a header. Pure."""

import re

from secretariat_tui.areas.schedule.model import LineDraft
from secretariat_tui.core.named_tuple import NamedTuple

_COLUMNS = {
    "when": {"월일", "일자", "날짜", "일시", "시간", "시각", "요일"},
    "title": {"행사명", "행사", "제목", "일정", "일정명", "내용", "회의명", "주요일정", "주요내용"},
    "place": {"장소", "행사장소"},
}
_MARKS = "●○"
_LEAST_CELLS, _LEAST_BARS = 2, 3
_DATED = re.compile(r"\d{1,2}\s*[./월시:]\s*\d?|종일|미정|\d{4}-")
_RULE = re.compile(r"[\s:|+-]*")


class TableRow(NamedTuple):
    """A row: the cells with date and hours, title and place (None without such a column), and the others."""

    when: str
    title: str
    place: str | None
    details: tuple[LineDraft, ...]
    mark: str = ""


class TableRows:
    """Reads rows; the header says what their cells are."""

    def __init__(self) -> None:
        self._header: list[str] = []

    @property
    def has_header(self) -> bool:
        """Whether the columns are known."""
        return bool(self._header)

    @staticmethod
    def is_row(line: str) -> bool:
        """Whether a line is a row of a table."""
        return "\t" in line.strip() or line.count("|") >= _LEAST_BARS - 1

    def read(self, line: str) -> TableRow | None:
        """Return a row; None for the header and for lines between rows."""
        if _RULE.fullmatch(line):
            return None
        cells = _cells(line, len(self._header))
        known = {name for names in _COLUMNS.values() for name in names}
        names = [re.sub(r"\s+", "", each) for each in cells]
        if sum(each in known for each in names) >= _LEAST_CELLS:
            self._header = names
            return None
        keys = [_key(name) for name in self._header] if self._header else _guess(cells)
        keys += [""] * (len(cells) - len(keys))
        named = [*self._header, *[""] * (len(cells) - len(self._header))]
        parts: dict[str, list[str]] = {"when": [], "title": [], "place": []}
        details = []
        for key, name, cell in zip(keys, named, cells, strict=False):
            if key:
                parts[key].append(cell)
            elif cell:
                details.append(LineDraft(name, cell))
        title = " ".join(filter(None, parts["title"]))
        mark = next((each for each in _MARKS if any(c.startswith(each) for c in cells)), "")
        place = " ".join(parts["place"]).strip() if "place" in keys else None
        details = [each for each in details if each.text not in _MARKS]
        return TableRow(
            " ".join(parts["when"]).strip(), title.lstrip(_MARKS + " "), place, tuple(details), mark
        )


def _cells(line: str, count: int) -> list[str]:
    """Return the cells of a row; bars around it are no cells, unless the header has `count` columns with them."""
    if "\t" in line:
        return [each.strip() for each in line.split("\t")]
    cells = [each.strip() for each in line.split("|")]
    is_framed = len(cells) > 2 and not cells[0] and not cells[-1]  # noqa: PLR2004
    return cells[1:-1] if is_framed and len(cells) != count else cells


def _key(name: str) -> str:
    return next((key for key, names in _COLUMNS.items() if name in names), "")


def _guess(cells: list[str]) -> list[str]:
    """Return what the cells of a table without a header are: date and hours, then title and place."""
    keys: list[str] = []
    rest = iter(("title", "place"))
    for cell in cells:
        is_when = "title" not in keys and (not cell or bool(_DATED.match(cell)))
        keys.append("when" if is_when else next(rest, ""))
    return keys
