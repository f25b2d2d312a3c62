"""Tables of staff: snapshots and their grades, functions, manuals, surveys."""

from collections.abc import Iterable, Sequence
from datetime import date

from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.staff import queries, rules
from secretariat_tui.areas.staff.model import (
    FUNCTION,
    MANUAL,
    OUTSIDE_POSTS,
    STAFF_GRADE,
    STAFFING,
    SURVEY,
    SURVEY_ITEM,
    GradeDraft,
    OutsideDraft,
    StaffingDraft,
)
from secretariat_tui.areas.staff.queries import FunctionRow, ManualRow, StaffingRow
from secretariat_tui.areas.staff.rules import CategoryTotal
from secretariat_tui.areas.staff.survey_tables import (
    ITEMS,
    SURVEY_LINE,
    SURVEYS,
    survey_line,
    survey_table_on,
    surveys,
)
from secretariat_tui.core import marks
from secretariat_tui.core.dates import table_date, year_month
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.field_columns import field_column, further_columns
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table, is_stale


class StaffLine(NamedTuple):
    """A line of the table of a snapshot: 정원 or 현원, a number for each grade."""

    id: int
    label: str
    counts: tuple[int, ...]
    as_of: date | None = None


class GradeRow(NamedTuple):
    """A grade of a snapshot, for the table of one line for each grade."""

    id: int
    grade: GradeDraft
    as_of: date


def _or_dash(number: int) -> str:
    return f"{number:,}" if number else "-"


def _sum_column(
    key: str, title: str, first: int = 0, last: int | None = None, group: str = ""
) -> Column[StaffLine]:
    """Return the column with the sum of the grades from `first` up to `last`, without it; or of all."""

    def number(row: StaffLine) -> int:
        return sum(row.counts[first:last])

    return Column(
        key,
        clean(title),
        number,
        lambda row: _or_dash(number(row)),
        align="right",
        searchable=False,
        group=clean(group),
    )


_LABEL: Column[StaffLine] = Column("label", N_("구분"), lambda row: _(row.label))
STAFF: Table[StaffLine] = Table(
    "staff", N_("인력 현황"), (_LABEL, _sum_column("total", N_("총계")))
)


def staff_table(grades: Iterable[GradeDraft]) -> Table[StaffLine]:
    """Return the table of a snapshot: below each category its sum and its grades."""
    columns = list(STAFF.columns)
    at = 0
    for number, total in enumerate(rules.by_category(grades), start=1):
        columns += _category_columns(f"g{number}", total, at)
        at += len(total.grades)
    return Table(STAFF.name, STAFF.title, tuple(columns))


def _category_columns(key: str, total: CategoryTotal, first: int) -> list[Column[StaffLine]]:
    group = total.category
    end = first + len(total.grades)
    return [
        _sum_column(key, N_("소계"), first, end, group),
        *(
            _sum_column(f"{key}_{at + 1}", each.grade, first + at, first + at + 1, group)
            for at, each in enumerate(total.grades)
        ),
    ]


def staff_lines(grades: Iterable[GradeDraft], as_of: date | None = None) -> list[StaffLine]:
    """Return the lines of the table of a snapshot."""
    rows = [each for total in rules.by_category(grades) for each in total.grades]
    return [
        StaffLine(1, N_("정원"), tuple(each.authorised for each in rows), as_of),
        StaffLine(2, N_("현원"), tuple(each.present for each in rows), as_of),
    ]


def outside_note(posts: OutsideDraft) -> str:
    """Return the note about posts outside the table, as reports print it."""
    names = rules.post_names(posts.posts)
    text = _("{kind} {n}명({posts}) 별도").format(
        kind=posts.kind, n=len(names), posts=", ".join(names)
    )
    return f"{posts.basis} {text}".lstrip()


def staff_basis(as_of: date) -> str:
    """Return the basis line of a snapshot."""
    return _("(기준 / 단위 : {date} / 명)").format(date=table_date(as_of))


def staff_sheet(draft: StaffingDraft) -> Sheet[StaffLine]:
    """Return the table of a snapshot, as reports print it."""
    basis = staff_basis(draft.as_of) if draft.as_of else ""
    notes = tuple(map(outside_note, draft.outside))
    return Sheet(staff_table(draft.grades), staff_lines(draft.grades, draft.as_of), basis, notes)


def staff(reader: Reader, period: Period) -> Sheet[StaffLine]:
    """Return the table of the latest snapshot on the reference date or before it."""
    stored = queries.staffing_on(reader, period.as_of)
    if stored is None:
        note = _("{date}이나 그 앞의 인력 현황이 없습니다.").format(date=table_date(period.as_of))
        return Sheet(STAFF, [], staff_basis(period.as_of), (note,))
    return staff_sheet(stored.draft)


def check(rows: Sequence[StaffLine | StaffingRow], period: Period) -> list[str]:
    """Return whether the snapshots of a report are old on its reference date."""
    days = dict.fromkeys(row.as_of for row in rows if row.as_of)
    text = _("인력 현황이 보고 기준일보다 오래되었습니다: {day}")
    return [text.format(day=table_date(day)) for day in days if is_stale(day, period.as_of)]


def _staff_table_on(reader: Reader, period: Period) -> Table[StaffLine]:
    return staff(reader, period).table


def difference_text(difference: int) -> str:
    """Return a difference with its sign: +2, -2; a dash for none."""
    return f"{difference:+,}" if difference else "-"


def difference_mark(difference: int) -> Mark:
    """Return the mark of a difference: people beyond the authorised number are a warning."""
    return marks.SOON if difference > 0 else marks.LATER


GRADES: Table[GradeRow] = Table(
    "grades",
    N_("직급별 정원과 현원"),
    (
        field_column(STAFF_GRADE["category"], lambda row: row.grade.category),
        field_column(STAFF_GRADE["grade"], lambda row: row.grade.grade),
        field_column(
            STAFF_GRADE["authorised"], lambda row: row.grade.authorised, total=N_("{n}명")
        ),
        field_column(STAFF_GRADE["present"], lambda row: row.grade.present, total=N_("{n}명")),
        Column(
            "difference",
            N_("과부족"),
            lambda row: row.grade.present - row.grade.authorised,
            lambda row: difference_text(row.grade.present - row.grade.authorised),
            align="right",
            mark=lambda row: difference_mark(row.grade.present - row.grade.authorised),
        ),
    ),
    further=(field_column(STAFFING["as_of"]),),
)


def grades(reader: Reader, period: Period) -> Sheet[GradeRow]:
    """Return the grades of the latest snapshot on the reference date or before it, a line for each."""
    stored = queries.staffing_on(reader, period.as_of)
    rows = stored.draft.grades if stored else ()
    as_of = stored.draft.as_of if stored and stored.draft.as_of else period.as_of
    warnings = tuple(rules.headcount_warnings(rows))
    lines = [GradeRow(number, each, as_of) for number, each in enumerate(rows, start=1)]
    return Sheet(GRADES, lines, staff_basis(as_of), warnings)


_STAFFING_COLUMNS: tuple[Column[StaffingRow], ...] = (
    field_column(STAFFING["as_of"]),
    Column("authorised", N_("정원"), lambda row: row.authorised, align="right", width=6),
    Column("present", N_("현원"), lambda row: row.present, align="right", width=6),
    Column(
        "difference",
        N_("과부족"),
        lambda row: row.difference,
        lambda row: difference_text(row.difference),
        align="right",
        width=8,
        mark=lambda row: difference_mark(row.difference),
    ),
    field_column(STAFFING["source"], grow=True),
)
STAFFINGS: Table[StaffingRow] = Table(
    "staffings",
    N_("인력 현황 목록"),
    _STAFFING_COLUMNS,
    further=further_columns(STAFFING, _STAFFING_COLUMNS),
)
_FUNCTION_COLUMNS: tuple[Column[FunctionRow], ...] = (
    field_column(FUNCTION["place"], rank=0),
    field_column(FUNCTION["title"], grow=True),
    field_column(
        FUNCTION["details"],
        show=lambda row: " / ".join(filter(None, row.details.split("\n"))),
        grow=True,
        rank=0,
    ),
)
FUNCTIONS: Table[FunctionRow] = Table(
    "functions",
    N_("주요 기능"),
    _FUNCTION_COLUMNS,
    further=further_columns(FUNCTION, _FUNCTION_COLUMNS),
)


def _due_month(row: ManualRow) -> str:
    month = rules.month_start(row.due_month)
    return year_month(month) if month else row.due_month


_MANUAL_COLUMNS: tuple[Column[ManualRow], ...] = (
    field_column(MANUAL["kind"]),
    field_column(MANUAL["issue"]),
    field_column(MANUAL["name"], grow=True),
    field_column(MANUAL["category"]),
    field_column(MANUAL["count"], total=N_("{n}개")),
    field_column(MANUAL["state"], mark=lambda row: rules.manual_mark(row.state)),
    field_column(MANUAL["due_month"], show=_due_month, rank=0),
    field_column(MANUAL["text"], grow=True, rank=0),
)
MANUALS: Table[ManualRow] = Table(
    "manuals",
    N_("업무매뉴얼"),
    _MANUAL_COLUMNS,
    further=(
        Column(
            "due_from",
            N_("예정한 달의 첫날"),
            lambda row: rules.month_start(row.due_month),
            rank=0,
            searchable=False,
        ),
        *further_columns(MANUAL, _MANUAL_COLUMNS),
    ),
)


def staffings(reader: Reader, period: Period) -> Sheet[StaffingRow]:
    """Return the snapshots, or those of a period."""
    rows = queries.staffings(reader, period.first, period.last)
    return Sheet(STAFFINGS, rows, _("(단위: 명)"))


def functions(reader: Reader, period: Period) -> Sheet[FunctionRow]:
    """Return the functions of the office."""
    basis = _("(기준: {date})").format(date=table_date(period.as_of))
    return Sheet(FUNCTIONS, queries.functions(reader), basis)


def manuals(reader: Reader, period: Period) -> Sheet[ManualRow]:
    """Return the manuals."""
    basis = _("(기준: {date})").format(date=table_date(period.as_of))
    return Sheet(MANUALS, queries.manuals(reader), basis)


SEARCH_KINDS = (
    SearchKind(
        N_("인력 현황"),
        record_texts(STAFFING, {"as_of"}, (STAFF_GRADE, OUTSIDE_POSTS)),
        queries.staffings_by_id,
        lambda row: row.as_of,
        lambda row: _("인력 현황 {date}").format(date=table_date(row.as_of)),
        lambda row: (f"{row.authorised}", f"{row.present}"),
    ),
    SearchKind(
        N_("기능"),
        record_texts(FUNCTION, {"title"}),
        queries.functions_by_id,
        lambda _row: None,
        lambda row: row.title,
        FUNCTIONS.search_texts,
        target=lambda number: ("functions", number),
    ),
    SearchKind(
        N_("업무매뉴얼"),
        record_texts(MANUAL, {"name"}),
        queries.manuals_by_id,
        lambda _row: None,
        lambda row: row.name,
        MANUALS.search_texts,
        target=lambda number: ("manuals", number),
    ),
    SearchKind(
        N_("설문"),
        record_texts(SURVEY, {"title"}, (SURVEY_ITEM,)),
        queries.surveys_by_id,
        lambda row: row.held_on,
        lambda row: row.title,
        SURVEYS.search_texts,
        target=lambda number: ("surveys", number),
    ),
)
_STAFFING_TABLES = (STAFFING.table, STAFF_GRADE.table, OUTSIDE_POSTS.table)
SHEETS = {
    "table": SheetSource(STAFF, staff, _staff_table_on, check=check, tables=_STAFFING_TABLES),
    "grades": SheetSource(GRADES, grades, tables=_STAFFING_TABLES),
    "snapshots": SheetSource(STAFFINGS, staffings, record="staffing", check=check),
    "functions": SheetSource(FUNCTIONS, functions, record="officefunction"),
    "manuals": SheetSource(MANUALS, manuals, record="manual"),
    "surveys": SheetSource(ITEMS, surveys, tables=(SURVEY.table, SURVEY_ITEM.table)),
    "survey": SheetSource(SURVEY_LINE, survey_line, survey_table_on, record="survey"),
}
