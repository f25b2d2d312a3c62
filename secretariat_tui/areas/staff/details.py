"""Snapshots, functions, manuals and surveys as lines of text."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.cells import cell_len

from secretariat_tui.areas.staff import queries, rules
from secretariat_tui.areas.staff.model import (
    MANUAL_KINDS,
    MANUAL_STATES,
    FunctionDraft,
    ManualDraft,
    StaffingDraft,
    SurveyDraft,
)
from secretariat_tui.areas.staff.queries import FunctionRow, ManualRow, StaffingRow, SurveyRow
from secretariat_tui.areas.staff.survey_tables import base_text, percent_text
from secretariat_tui.areas.staff.tables import (
    StaffLine,
    outside_note,
    staff_basis,
    staff_lines,
    staff_table,
)
from secretariat_tui.core.dates import full_date, year_month
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import SOON, marked
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.table import Table
from secretariat_tui.tables.terminal import aligned_lines
from secretariat_tui.tui.paint.fields import other_fields
from secretariat_tui.tui.paint.text import StyledLine, labelled, styled_line

DIALOG_WIDTH = 70
"""The cells that a line of a dialog has in a terminal of 80 columns."""


def read_staffing(row: StaffingRow, width: int, reader: Reader) -> list[StyledLine] | None:
    """Read a snapshot and return its details in lines of `width` cells; None if it is deleted."""
    stored = queries.staffing(reader, row.id)
    return describe_staffing(stored.draft, width) if stored else None


def describe_staffing(draft: StaffingDraft, width: int) -> list[StyledLine]:
    """Return the table of a snapshot, the posts outside it, and where the headcount differs."""
    title = _("인력 현황")
    basis = staff_basis(draft.as_of) if draft.as_of else ""
    return [
        styled_line((title, "bold"), (f" {basis}", "dim")),
        *(styled_line(line) for line in _table_lines(draft, width)),
        *describe_differences(draft),
    ]


def read_differences(row: StaffingRow, reader: Reader) -> list[StyledLine]:
    """Read a snapshot and return what stands below its table; nothing if it is deleted."""
    stored = queries.staffing(reader, row.id)
    return describe_differences(stored.draft) if stored else []


def describe_differences(draft: StaffingDraft) -> list[StyledLine]:
    """Return the posts outside the table of a snapshot, and where the headcount differs."""
    shortages = rules.shortages(draft.grades)
    short = ", ".join(f"{each.label} {each.difference}" for each in shortages)
    return [
        *(styled_line(f"※ {outside_note(each)}") for each in draft.outside),
        *(styled_line(marked(SOON, message)) for message in rules.headcount_warnings(draft.grades)),
        *([labelled(_("결원"), short)] if short else []),
        *other_fields(fields_of(StaffingDraft), draft._asdict(), {"as_of"}),
    ]


def describe_line(table: Table[StaffLine], row: StaffLine) -> list[StyledLine]:
    """Return a line of the table of a snapshot with a number on each line of text."""
    return [labelled(column.full_title, column.text(row)) for column in table.columns]


def _table_lines(draft: StaffingDraft, width: int) -> Iterator[str]:
    """Return the table of a snapshot as text; its categories below each other if it is too wide."""
    table, rows = staff_table(draft.grades), staff_lines(draft.grades)
    lines = aligned_lines(table, rows)
    if max(map(cell_len, lines)) <= width:
        yield from lines
        return
    for part in _by_category(table):
        yield from aligned_lines(part, rows)


def _by_category(table: Table[Any]) -> Iterator[Table[Any]]:
    """Split a table by the groups of its columns; the first part has the columns without a group too."""
    label, *others = table.columns
    groups = dict.fromkeys(column.group for column in others)
    for group in list(groups)[1:] or groups:
        first = group == next((each for each in groups if each), "")
        columns = [each for each in others if each.group == group or (first and not each.group)]
        yield replace(table, columns=(label, *columns))


def read_function(row: FunctionRow, reader: Reader) -> list[StyledLine] | None:
    """Read a function and return its details; None if it is deleted."""
    stored = queries.function(reader, row.id)
    return describe_function(stored.draft) if stored else None


def describe_function(draft: FunctionDraft) -> list[StyledLine]:
    """Return a function with its details below it."""
    return [
        styled_line((draft.title, "bold")),
        *(styled_line(f" - {line}") for line in draft.details.split("\n") if line),
        *other_fields(fields_of(FunctionDraft), draft._asdict(), {"title", "details", "place"}),
    ]


def read_manual(row: ManualRow, reader: Reader) -> list[StyledLine] | None:
    """Read a manual and return its details; None if it is deleted."""
    stored = queries.manual(reader, row.id)
    return describe_manual(stored.draft) if stored else None


def manual_title(name: str, issue: int | None) -> str:
    """Return a manual's name with its issue: 제2호(일반용역)."""
    return name if issue is None else _("제{n}호({name})").format(n=issue, name=name)


def describe_manual(draft: ManualDraft) -> list[StyledLine]:
    """Return a manual: its kind and number, its state, and what it holds."""
    month = rules.month_start(draft.due_month)
    state = _(MANUAL_STATES[draft.state])
    number = _("{n}개").format(n=f"{draft.count:,}") if draft.kind == "aggregate" else ""
    facts = [_(MANUAL_KINDS[draft.kind]), number, year_month(month) if month else draft.due_month]
    described = {"name", "issue", "kind", "count", "state", "due_month"}
    return [
        styled_line((manual_title(draft.name, draft.issue), "bold")),
        styled_line(
            *labelled(_("상태"), "").spans,
            marked(rules.manual_mark(draft.state), state),
            "".join(f" · {each}" for each in facts if each),
        ),
        *other_fields(fields_of(ManualDraft), draft._asdict(), described),
    ]


def read_survey(row: SurveyRow, reader: Reader) -> list[StyledLine] | None:
    """Read a survey and return its details; None if it is deleted."""
    stored = queries.survey(reader, row.id)
    return describe_survey(stored.draft) if stored else None


def describe_survey(draft: SurveyDraft) -> list[StyledLine]:
    """Return a survey: its answers with the percentages as printed, and what these mean."""
    people = _("{n}명").format(n=f"{draft.respondents:,}") if draft.respondents else ""
    facts = [people, _("복수응답") if draft.multiple else ""]
    day = full_date(draft.held_on) if draft.held_on else _("미기재")
    described = {*("title", "respondents", "held_on", "multiple"), *("base", "total_ticks")}
    width = max((cell_len(each.item) for each in draft.items), default=0)
    return [
        styled_line((draft.title, "bold")),
        labelled(_("응답자"), " · ".join(filter(None, facts))),
        labelled(_("조사일"), day),
        *(
            styled_line(
                f" {each.item}{' ' * (width - cell_len(each.item))}"
                f"  {percent_text(each):>5} ({each.count:,})"
            )
            for each in draft.items
        ),
        labelled(_("비율의 기준"), base_text(draft.base, draft.respondents, draft.total_ticks)),
        *(styled_line(marked(SOON, each)) for each in rules.survey_remarks(draft)),
        *other_fields(fields_of(SurveyDraft), draft._asdict(), described),
    ]
