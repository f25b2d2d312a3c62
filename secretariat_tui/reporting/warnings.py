"""What is unusual about a filled report. A warning never prevents the report."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from secretariat_tui.core.dates import full_date
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.figures import Figure, FigureSource, Sources
from secretariat_tui.reporting.sources import ReportData

_SMALLEST_UNIQUE = 100
"""Smaller numbers are often equal by chance, and so are round ones."""
_MOST_DIGITS = 20
"""More digits in a row are no number of a register."""


class ReportWarning(NamedTuple):
    """What is unusual, the place of its block (None if it concerns no single line), and that line."""

    text: str
    block: int | None = None
    line: str = ""

    def __str__(self) -> str:
        """Return the warning in one line."""
        return f"{self.text} < {self.line}" if self.line else self.text


def report_warnings(
    blocks: Sequence[Block], values: Sequence[Figure], data: ReportData
) -> list[ReportWarning]:
    """Return the warnings about a report, those about single lines first."""
    found = [
        ReportWarning(text, value.block, blocks[value.block].text)
        for value in values
        for text in _of_value(value, data)
    ]
    found += [ReportWarning(text) for text in _repeated_numbers(values)]
    found += [ReportWarning(text) for text in _of_registers(values, data)]
    return list(dict.fromkeys(found))


def _of_value(value: Figure, data: ReportData) -> Iterator[str]:
    if not value.sources:  # a day of the report itself
        return
    if not value.text.strip():
        titles = ", ".join(data.column_title(each) for each in value.sources)
        yield _("비어 있는 칸입니다: {title}").format(title=titles)
    if all(not source.ids for source in value.sources):
        yield _("근거가 되는 기록이 없는 수입니다: {text}").format(text=value.text)
    secret = sum(data.secret_count(source) for source in value.sources)
    if secret and value.text.strip():
        message = _("비공개 기록 {n}건이 든 값입니다. 그 내용을 적지 마세요: {text}")
        yield message.format(n=secret, text=value.text)
    for source in value.sources:
        yield from _outside_period(source, data)


def _outside_period(source: FigureSource, data: ReportData) -> Iterator[str]:
    """Yield a warning for a printed day of a record that is not in the report's period."""
    first, last = data.period.first, data.period.last
    if source.column not in data.day_columns(source.sheet):
        return
    for number in source.ids:
        day = data.day(source, number)
        if day and ((first and day < first) or (last and day > last)):
            yield _("보고 기간 밖의 날짜입니다: {day}").format(day=full_date(day))


def _repeated_numbers(values: Sequence[Figure]) -> Iterator[str]:
    """Yield a warning for a number that stands in several places, but for different records."""
    places: Mapping[str, set[Sources]] = defaultdict(set)
    for value in values:
        digits = value.text.replace(",", "")
        is_number = digits.isdecimal() and len(digits) <= _MOST_DIGITS
        is_round = len(digits.rstrip("0")) <= 1
        if is_number and not is_round and int(digits) >= _SMALLEST_UNIQUE:
            places[digits].add(value.sources)
    for digits, sources in places.items():
        if len(sources) > 1:
            message = _("같은 수 {number}이(가) 서로 다른 기록에서 나와 {n}곳에 있습니다.")
            yield message.format(number=f"{int(digits):,}", n=len(sources))


def _of_registers(values: Sequence[Figure], data: ReportData) -> Iterator[str]:
    """Yield what the registers warn of about the records that the report prints."""
    ids: Mapping[str, dict[Any, None]] = defaultdict(dict)
    for value in values:
        for source in value.sources:
            ids[source.sheet].update(dict.fromkeys(source.ids))
    for name in data.printed_tables:
        ids[name].update(dict.fromkeys(data.records.get(name, ())))
    for name, numbers in ids.items():
        yield from data.checks(name, numbers)
