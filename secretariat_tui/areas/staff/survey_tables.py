"""Tables of surveys: their items, and the table that reports print."""

from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.staff import queries, rules
from secretariat_tui.areas.staff.model import BASES, SURVEY, SURVEY_ITEM, SurveyItemDraft
from secretariat_tui.areas.staff.queries import SurveyRow
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import clean
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.field_columns import field_column, further_columns
from secretariat_tui.tables.table import Column, Period, Sheet, Table


def held_in(period: Period, day: date | None) -> bool:
    """Return whether a day is in the period of a table; open at an end without a day."""
    if period.first is None and period.last is None:
        return True
    if day is None:
        return False
    return (period.first or day) <= day <= (period.last or day)


class ItemRow(NamedTuple):
    """An item of a survey, for the table of all items."""

    id: int
    survey: str
    base: str
    item: SurveyItemDraft


_SURVEY_COLUMNS: tuple[Column[SurveyRow], ...] = (
    field_column(SURVEY["title"], grow=True),
    field_column(SURVEY["held_on"]),
    field_column(SURVEY["respondents"]),
    Column("item_count", N_("항목 수"), lambda row: row.item_count, align="right", width=6),
)
SURVEYS: Table[SurveyRow] = Table(
    "surveys",
    N_("설문 목록"),
    _SURVEY_COLUMNS,
    further=further_columns(SURVEY, _SURVEY_COLUMNS),
)


def percent_text(item: SurveyItemDraft) -> str:
    """Return the percentage of an item as printed: 27%."""
    return f"{item.percent}%" if item.percent else ""


ITEMS: Table[ItemRow] = Table(
    "survey_items",
    N_("설문 결과"),
    (
        Column("survey", N_("설문"), lambda row: row.survey, grow=True),
        field_column(SURVEY_ITEM["item"], lambda row: row.item.item, grow=True),
        field_column(SURVEY_ITEM["count"], lambda row: row.item.count),
        field_column(
            SURVEY_ITEM["percent"], lambda row: percent_text(row.item), title=N_("인쇄된 비율")
        ),
        Column("base", N_("비율의 기준"), lambda row: row.base),
    ),
)


def base_text(base: str, respondents: int | None, total_ticks: int | None) -> str:
    """Return what percentages refer to, with the number of it: 모든 응답 수(미기재)."""
    number = {"respondents": respondents, "ticks": total_ticks}.get(base)
    if base == "unknown":
        return _(BASES[base])
    return f"{_(BASES[base])}({_('미기재') if number is None else f'{number:,}'})"


def surveys(reader: Reader, period: Period) -> Sheet[ItemRow]:
    """Return the items of all surveys, or of those held in a period, with what their percentages mean."""
    rows: list[ItemRow] = []
    notes: list[str] = []
    for each in queries.surveys(reader):
        stored = queries.survey(reader, each.id)
        if stored is None or not held_in(period, each.held_on):
            continue
        draft = stored.draft
        base = base_text(draft.base, draft.respondents, draft.total_ticks)
        rows += [ItemRow(len(rows) + at, draft.title, base, i) for at, i in enumerate(draft.items)]
        lines = [*rules.survey_remarks(draft), *filter(None, draft.note.split("\n"))]
        notes += [f"{draft.title}: {line}" for line in lines]
    basis = _("(기준: {date})").format(date=table_date(period.as_of))
    return Sheet(ITEMS, rows, basis, tuple(notes))


class SurveyLine(NamedTuple):
    """The line of the table of one survey: its title with the number of people, and its items."""

    id: int
    label: str
    items: Sequence[SurveyItemDraft]


_SURVEY_LABEL: Column[SurveyLine] = Column("label", N_("구분"), lambda row: row.label)
SURVEY_LINE: Table[SurveyLine] = Table("survey_line", N_("설문 결과표"), (_SURVEY_LABEL,))


def _item_column(at: int, item: SurveyItemDraft) -> Column[SurveyLine]:
    """Return the column of an item: 27% (302명)."""

    def text(row: SurveyLine) -> str:
        each = row.items[at]
        people = _("({n}명)").format(n=f"{each.count:,}")
        return f"{percent_text(each)} {people}".lstrip()

    return Column(
        f"item{at + 1}", clean(item.item), lambda row: row.items[at].count, text, searchable=False
    )


def survey_line(reader: Reader, period: Period) -> Sheet[SurveyLine]:
    """Return the latest survey held by the reference date in one line, as reports print it."""
    held = [
        each.id
        for each in queries.surveys(reader)
        if not each.held_on or each.held_on <= period.as_of
    ]
    stored = queries.survey(reader, held[0]) if held else None
    if stored is None:
        return Sheet(SURVEY_LINE, [])
    draft = stored.draft
    columns = (_item_column(*each) for each in enumerate(draft.items))
    table = Table(SURVEY_LINE.name, SURVEY_LINE.title, (_SURVEY_LABEL, *columns))
    people = _("({n}명)").format(n=f"{draft.respondents:,}") if draft.respondents else ""
    line = SurveyLine(stored.id, f"{draft.title} {people}".rstrip(), draft.items)
    return Sheet(table, [line], notes=tuple(filter(None, draft.note.split("\n"))))


def survey_table_on(reader: Reader, period: Period) -> Table[SurveyLine]:
    """Return the table with a column for each item of the survey."""
    return survey_line(reader, period).table
