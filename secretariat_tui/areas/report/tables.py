"""Tables of tallies, and of the records behind one."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from itertools import combinations

from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.report import model, queries, rules
from secretariat_tui.areas.report.issued import tables as issued_tables
from secretariat_tui.areas.report.model import TALLY, TallyDraft
from secretariat_tui.areas.report.queries import CountedRow, TallyRow
from secretariat_tui.areas.report.rules import PartFigures, Window
from secretariat_tui.areas.schedule import queries as schedule_queries
from secretariat_tui.core.dates import add_days, period_text, table_date
from secretariat_tui.core.fields import EnteredValues
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import EARLIEST
from secretariat_tui.core.money import format_won
from secretariat_tui.core.typed_values import format_row
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.field_columns import further_columns
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import (
    Column,
    Period,
    RowParts,
    RowRecords,
    Sheet,
    SheetSource,
    Table,
    is_stale,
)


def made_of(row: TallyRow) -> str:
    """Return the opening part and the records: 20+2."""
    return f"{format_won(row.figures.opening)}+{format_won(row.figures.records)}"


def total_text(row: TallyRow) -> str:
    """Return the total with its unit: 22회."""
    return f"{format_won(row.figures.total)}{row.draft.unit}"


def parts_text(row: TallyRow) -> str:
    """Return the parts with the remainder: 폐지 42 · 보류 25 · 제외 25 · 미분류 20."""
    figures = row.figures
    parts = [f"{part.label} {format_won(part.total)}" for part in figures.parts]
    if figures.remainder:
        parts.append(f"{rules.remainder_name(row.draft)} {format_won(figures.remainder)}")
    return " · ".join(parts)


_COLUMNS: tuple[Column[TallyRow], ...] = (
    Column("title", N_("실적"), lambda row: row.draft.title, width=20, grow=True),
    Column("total", N_("계"), lambda row: row.figures.total, total_text, align="right", width=6),
    Column("made_of", N_("기초+기록"), made_of, align="right", width=9, searchable=False),
    Column(
        "formula",
        N_("셈"),
        lambda row: rules.formula(row.draft, row.figures),
        width=12,
        searchable=False,
    ),
    Column("parts", N_("나눔"), parts_text, width=20, grow=True, rank=0, searchable=False),
    Column(
        "period",
        N_("기간"),
        lambda row: period_text(row.draft.starts_on, row.draft.ends_on),
        width=21,
        rank=0,
    ),
)


def _rows_text(rows: Iterable[EnteredValues]) -> str:
    return " / ".join(map(format_row, rows))


def _number(key: str, title: str, value: Callable[[TallyRow], int]) -> Column[TallyRow]:
    return Column(key, title, value, align="right", rank=0, searchable=False)


TALLIES: Table[TallyRow] = Table(
    "tallies",
    N_("실적"),
    _COLUMNS,
    further=(
        _number("records", N_("기록"), lambda row: row.figures.records),
        _number("remainder_count", N_("나머지"), lambda row: row.figures.remainder),
        _number("included", N_("기초에 든 기록"), lambda row: row.figures.included),
        Column(
            "conditions",
            TALLY["conditions"].title,
            lambda row: _rows_text(rules.with_names(row.draft).conditions),
            rank=0,
            searchable=False,
        ),
        Column(
            "part_rows",
            N_("나눔의 셈법"),
            lambda row: _rows_text(rules.with_names(row.draft).parts),
            rank=0,
            searchable=False,
        ),
        *further_columns(
            TALLY, (*_COLUMNS, *(Column(key, "", str) for key in ("conditions", "parts")))
        ),
    ),
)


def _name(row: CountedRow) -> str:
    return _("비공개") if row.secret else row.name


def _open(row: CountedRow, text: str) -> str:
    return "" if row.secret else text


def items_table(draft: TallyDraft) -> Table[CountedRow]:
    """Return the table of the records behind a tally; the first row is the opening part."""
    names = {
        **model.VALUE_NAMES.get((draft.record_kind, "kind"), {}),
        **model.ITEM_STATES.get(draft.record_kind, {}),
    }

    def kind(row: CountedRow) -> str:
        return _open(row, _(names[row.kind]) if row.kind in names else row.kind)

    def part(row: CountedRow) -> str:
        labels = [
            each.label
            for each in draft.parts
            if each.field and each.value in row.facts.get(each.field, ())
        ]
        return _open(row, "·".join(labels))

    return Table(
        "tally_items",
        N_("실적의 기록"),
        (
            Column(
                "day",
                N_("날짜"),
                lambda row: row.day,
                lambda row: table_date(row.day) if row.day else "",
                width=11,
                dated=True,
            ),
            Column("name", N_("기록"), _name, width=24, grow=True),
            Column("kind", N_("구분"), kind, width=10),
            Column("part", N_("나눔"), part, width=10),
            Column("detail", N_("내용"), lambda row: _open(row, row.detail), width=16, grow=True),
        ),
        lambda row: row.secret or row.internal,
    )


def tallies(reader: Reader, period: Period) -> Sheet[TallyRow]:
    """Return the tallies with their figures in a period, by default each in its own."""
    shown = Window(period.first, period.last)
    with reader.snapshot():
        rows = queries.tallies(reader, period.as_of, shown, empty_rows=period.empty_rows)
        notes = warnings(rows, queries.unclassified(reader, period.as_of, shown))
        notes = (*notes, *_unrecorded_notes(reader, period.as_of, shown))
    return Sheet(TALLIES, rows, basis(period.as_of, shown), (*notes, *overlap_notes(rows)))


def _unrecorded_notes(reader: Reader, today: date, shown: Window) -> Iterator[str]:
    """Yield a note on the past occurrences of series that no tally counts."""
    last = min(shown.last or today, add_days(today, -1))
    if n := len(schedule_queries.unrecorded(reader, shown.first or EARLIEST, last)):
        text = _(
            "반복하는 일정의 지난 회차 {n}건이 빠져 있습니다. 일정 화면의 '지난 회차 적기'로 적으면 셉니다."
        )
        yield text.format(n=n)


def basis(today: date, shown: Window) -> str:
    """Return the line above the table: the day, and the period if one is shown."""
    parts = [table_date(today), period_text(*shown)]
    return _("(기준: {date})").format(date=" / ".join(filter(None, parts)))


def warnings(rows: Sequence[TallyRow], unclassified: tuple[int, int]) -> tuple[str, ...]:
    """Return what is unusual about tallies, and how many events cannot be classified."""
    notes = [
        f"{row.draft.title}: {text}"
        for row in rows
        for text in rules.figures_warnings(row.draft, row.figures)
    ]
    visits, interviews = unclassified
    if visits:
        notes.append(_("분야가 없는 방문이 {n}건 있습니다.").format(n=visits))
    if interviews:
        notes.append(_("매체 종류가 없는 인터뷰가 {n}건 있습니다.").format(n=interviews))
    return tuple(notes)


def overlap_notes(rows: Sequence[TallyRow]) -> list[str]:
    """Return which tallies must not be added up."""
    return [
        _("갈래가 다른 실적은 같은 기록을 셀 수 있어 더하지 않습니다: {families}").format(
            families=", ".join(families)
        )
        for families in overlapping_families(rows)
    ]


def overlapping_families(rows: Sequence[TallyRow]) -> list[list[str]]:
    """Return for each kind of record the families, or tallies without one, that may count the same record."""
    found: dict[str, dict[str, None]] = {}
    for one, other in combinations((row.draft for row in rows), 2):
        if rules.may_overlap(one, other) and (not one.family or one.family != other.family):
            names = dict.fromkeys(each.family or each.title for each in (one, other))
            found.setdefault(one.record_kind, {}).update(names)
    return [list(names) for names in found.values()]


def check(rows: Sequence[TallyRow], period: Period) -> list[str]:
    """Return what is unusual about the tallies of a report: sums, overlaps, and old opening parts."""
    old = _("{title}: 기초의 기준일이 오래되었습니다: {day}")
    stale = [
        old.format(title=row.draft.title, day=table_date(row.draft.opening_asof))
        for row in rows
        if row.figures.opening
        and row.draft.opening_asof
        and is_stale(row.draft.opening_asof, min(filter(None, (period.as_of, row.draft.ends_on))))
    ]
    return [*warnings(rows, (0, 0)), *stale, *overlap_notes(rows)]


SEARCH_KINDS = (
    SearchKind(
        N_("실적"),
        record_texts(TALLY, {"title"}, (model.TALLY_CONDITION, model.TALLY_PART)),
        queries.titles,
        lambda row: row.ends_on,
        lambda row: row.title,
    ),
    issued_tables.SEARCH_KIND,
)
PARTS: Table[PartFigures] = Table(
    "tally_parts",
    N_("실적 나눔"),
    (
        Column("label", N_("이름"), lambda part: part.label),
        Column("total", N_("계"), lambda part: part.total, align="right"),
        Column("opening", N_("기초"), lambda part: part.opening, align="right"),
        Column("records", N_("기록"), lambda part: part.records, align="right"),
    ),
)


def _counted(reader: Reader, row: TallyRow, period: Period) -> RowRecords:
    ids = queries.counted_ids(reader, row.id, row.window, period.as_of)
    return RowRecords(row.draft.record_kind, ids)


SHEETS = {
    "tallies": SheetSource(
        TALLIES,
        tallies,
        record="tally",
        check=check,
        parts={"parts": RowParts(PARTS, lambda _reader, row, _period: row.figures.parts)},
        records=_counted,
    ),
    "issued": issued_tables.SOURCE,
}
