"""The differences of two reports by line and by figure, each with the changes in the registers that caused it."""

from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import Literal

from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.reporting.causes import Cause, Causes
from secretariat_tui.reporting.figures import Figure, Sources
from secretariat_tui.reporting.report_lines import ReportLine, report_lines
from secretariat_tui.reporting.snapshot import ReportSnapshot

LineKind = Literal["changed", "added", "removed", "moved"]
_SIMILAR = 0.5  # ratio of SequenceMatcher from which a line is a changed one
_TITLES: Mapping[LineKind, str] = {
    "changed": N_("달라짐"), "added": N_("더해짐"), "removed": N_("빠짐"), "moved": N_("옮겨짐"),
}  # fmt: skip


class FigureChange(NamedTuple):
    """A figure that differs: its texts, the line it is in now, and what caused it."""

    old: str
    new: str
    line: str
    causes: tuple[Cause, ...]


class LineChange(NamedTuple):
    """A line that differs: its texts and the places of its blocks, None where it is missing.

    A changed line without causes differs by its template, or by the day of the report.
    """

    kind: LineKind
    old: str
    new: str
    old_block: int | None
    new_block: int | None
    figures: tuple[FigureChange, ...] = ()
    causes: tuple[Cause, ...] = ()


class Comparison(NamedTuple):
    """What differs between two reports, in the order of the new one."""

    lines: Sequence[LineChange]
    figures: Sequence[FigureChange]


def compare(
    old: ReportSnapshot, new: ReportSnapshot, reader: Reader, kinds: Mapping[str, TableMeta]
) -> Comparison:
    """Compare two reports; `kinds` are the metadata of the tables, for the history."""
    pairs = _pairs(report_lines(old.report), report_lines(new.report))
    if not pairs:
        return Comparison((), ())
    with reader.snapshot():
        causes = Causes(reader, kinds, old, new)
        lines = [_change(before, after, causes) for before, after in _with_moves(pairs)]
    figures = [figure for line in lines for figure in line.figures]
    return Comparison(lines, figures)


def comparison_lines(comparison: Comparison) -> list[str]:
    """Return a comparison as text: each line before and after, its figures, and what caused them."""
    lines = []
    for line in comparison.lines:
        lines.append(f"[{kind_title(line.kind)}]")
        lines += [f"- {line.old}"] if line.old and line.kind != "moved" else []
        lines += [f"+ {line.new}"] if line.new else []
        for figure in line.figures:
            lines.append(f"    {figure.old or '-'} → {figure.new or '-'}")
            lines += [f"      {cause_text(cause)}" for cause in figure.causes]
        if not line.figures:
            lines += [f"    {cause_text(cause)}" for cause in line.causes]
    return lines


def kind_title(kind: LineKind) -> str:
    """Return how a line differs."""
    return _(_TITLES[kind])


def cause_text(cause: Cause) -> str:
    """Return a cause in one line: when, who, what, and the values before and after."""
    values = f"{cause.before or _('(빈 칸)')} → {cause.after or _('(빈 칸)')}"
    return f"{cause.day} {cause.time} {cause.who} | {cause.action} | {cause.item}: {values}"


_Pair = tuple[ReportLine | None, ReportLine | None]


def _pairs(old: Sequence[ReportLine], new: Sequence[ReportLine]) -> list[_Pair]:
    """Return the lines that differ, each with the one that it was or became."""
    matcher = _matcher([each.text for each in old], [each.text for each in new])
    pairs: list[_Pair] = []
    for tag, first, last, new_first, new_last in matcher.get_opcodes():
        if tag != "equal":
            pairs += _paired(old[first:last], new[new_first:new_last])
    return pairs


def _matcher(old: Sequence[str], new: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(a=old, b=new, autojunk=False)


def _paired(old: Sequence[ReportLine], new: Sequence[ReportLine]) -> Iterator[_Pair]:
    """Yield lines in order, paired if they have the same text but for figures, or are similar."""
    frames = _matcher([each.frame for each in old], [each.frame for each in new])
    for tag, first, last, new_first, new_last in frames.get_opcodes():
        before, after = old[first:last], new[new_first:new_last]
        if tag == "equal":
            for pair in zip(before, after, strict=True):
                yield from [(pair[0], None), (None, pair[1])] if _other_records(*pair) else [pair]
            continue
        rest = list(before)
        for line in after:
            place = next((at for at, each in enumerate(rest) if _are_similar(each, line)), None)
            if place is None:
                yield None, line
                continue
            yield from ((each, None) for each in rest[:place])
            yield rest[place], line
            del rest[: place + 1]
        yield from ((each, None) for each in rest)


def _are_similar(old: ReportLine, new: ReportLine) -> bool:
    same_sources = bool(old.sources) and old.sources == new.sources
    matcher = _matcher(old.text, new.text)
    return same_sources or (
        matcher.quick_ratio() >= _SIMILAR
        and matcher.ratio() >= _SIMILAR
        and not _other_records(old, new)
    )


def _other_records(old: ReportLine, new: ReportLine) -> bool:
    """Whether two lines are of different records, as those of a loop are."""
    ids = [
        {(each.sheet, each.ids) for each in line.sources if len(each.ids) == 1}
        for line in (old, new)
    ]
    return bool(ids[0] and ids[1]) and not ids[0] & ids[1]


def _with_moves(pairs: Sequence[_Pair]) -> Iterator[_Pair]:
    """Yield the pairs; a removed line whose text was added elsewhere is paired with that."""
    removed: dict[str, list[ReportLine]] = {}
    for old, new in pairs:
        if old is not None and new is None:
            removed.setdefault(old.text, []).append(old)
    moved = []
    for old, new in pairs:
        if old is None and new is not None and removed.get(new.text):
            moved.append((removed[new.text].pop(0), new))
    gone = {old.place for old, _new in moved}
    arrived = {new.place: old for old, new in moved}
    for old, new in pairs:
        if new is not None and old is None:
            yield arrived.get(new.place), new
        elif new is not None or (old is not None and old.place not in gone):
            yield old, new


def _change(old: ReportLine | None, new: ReportLine | None, causes: Causes) -> LineChange:
    texts = (old.text if old else "", new.text if new else "")
    blocks = (old.block if old else None, new.block if new else None)
    if old and new:
        if old.text == new.text:
            return LineChange("moved", *texts, *blocks)
        figures = tuple(_figure_changes(old, new, causes))
        unique = dict.fromkeys(cause for figure in figures for cause in figure.causes)
        return LineChange("changed", *texts, *blocks, figures, tuple(unique))
    of_line = causes.of(
        _whole_records(old.sources) if old else (), _whole_records(new.sources) if new else ()
    )
    return LineChange("removed" if old else "added", *texts, *blocks, (), of_line)


def _whole_records(sources: Sources) -> Sources:
    """Return sources without the columns: any change of a record may bring its line or take it away."""
    return tuple(each._replace(column="") for each in sources)


def _figure_changes(old: ReportLine, new: ReportLine, causes: Causes) -> Iterator[FigureChange]:
    for before, after in _figure_pairs(old.figures, new.figures):
        texts = (before.text if before else "", after.text if after else "")
        if texts[0] != texts[1]:
            found = causes.of(
                before.sources if before else (), after.sources if after else (), texts[1]
            )
            yield FigureChange(*texts, new.text, found)


def _figure_pairs(
    old: Sequence[Figure], new: Sequence[Figure]
) -> Iterator[tuple[Figure | None, Figure | None]]:
    """Yield figures that are the same by their sources: exactly, else by sheet and column, in order."""
    rest = list(old)
    for figure in new:
        match = next((each for each in rest if each.sources == figure.sources), None) or next(
            (each for each in rest if _columns(each) == _columns(figure)), None
        )
        if match:
            rest.remove(match)
        yield match, figure
    yield from ((figure, None) for figure in rest)


def _columns(figure: Figure) -> set[tuple[str, str]]:
    return {(each.sheet, each.column) for each in figure.sources}
