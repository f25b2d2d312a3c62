"""Anniversaries of Korea, which are no days off.

`anniversaries.txt` has those of 각종 기념일 등에 관한 규정 §2 (별표 1), of single acts, as 장애인복지법 §14, and of
국경일에 관한 법률 in the years in which they were no public holidays. A line is `04-19 - NAME` for all years,
`07-14 2024- NAME` or `05-01 -2025 NAME` where the first or last year matters; `03-4-5` is the fourth Friday of
March, `10-last-2` the last Tuesday of October. If the year in which an act took effect is not known, an anniversary
begins in the first year for which a published calendar names it.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import date
from functools import cache, lru_cache
from pathlib import Path

from secretariat_tui.core.dates import month_end
from secretariat_tui.core.named_tuple import NamedTuple

_LAST = "last"


class AnniversaryRule(NamedTuple):
    """A line of the file: the day as MM-DD or MM-N-WEEKDAY (1 is Monday), the first and the last year, the name."""

    when: str
    first: int
    last: int
    name: str

    def day(self, year: int) -> date:
        """Return the day of a year, whether the anniversary was kept then or not."""
        month, nth, *weekday = self.when.split("-")
        if not weekday:
            return date(year, int(month), int(nth))
        begin = date(year, int(month), 1)
        first = (int(weekday[0]) - 1 - begin.weekday()) % 7 + 1
        weeks = (month_end(begin).day - first) // 7 if nth == _LAST else int(nth) - 1
        return date(year, int(month), first + 7 * weeks)


def anniversaries(day: date) -> tuple[str, ...]:
    """Return the names of the anniversaries of a day, in the order of the file."""
    return _of_year(day.year).get(day, ())


@cache
def rules() -> tuple[AnniversaryRule, ...]:
    """Return the lines of the file."""
    text = Path(__file__).with_name("anniversaries.txt").read_text("utf-8")
    return tuple(map(_parsed, text.splitlines()))


def _parsed(line: str) -> AnniversaryRule:
    when, years, name = line.split(" ", 2)
    first, last = years.split("-")
    return AnniversaryRule(when, int(first or date.min.year), int(last or date.max.year), name)


@lru_cache(maxsize=8)
def _of_year(year: int) -> Mapping[date, tuple[str, ...]]:
    names: dict[date, tuple[str, ...]] = defaultdict(tuple)
    for rule in rules():
        if rule.first <= year <= rule.last:
            names[rule.day(year)] += (rule.name,)
    return names
