"""The tables of all tasks and of the sets of tasks, and what the search shows of them."""

from collections.abc import Callable

from secretariat_tui.areas.attached.model import (
    FILE,
    NOTE,
    OPEN_STATES,
    RECURRENCES,
    STATE_MARKS,
    STATES,
    TASK,
)
from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.attached.when import format_when, when_of, when_text
from secretariat_tui.areas.tasks import queries, rules
from secretariat_tui.areas.tasks.model import TEMPLATE
from secretariat_tui.areas.tasks.queries import ListedTask, StandaloneTask, TemplateRow
from secretariat_tui.core import marks
from secretariat_tui.core.dates import countdown, table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.marks import Mark
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.field_columns import field_column, further_columns
from secretariat_tui.tables.record_texts import RecordTexts
from secretariat_tui.tables.register import read_rows
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Cell, Column, Period, Sheet, SheetSource, Table


def _masked(value: Callable[[ListedTask], str]) -> Callable[[ListedTask], Cell]:
    return lambda row: _("비공개") if row.secret else value(row)


def record_label(row: ListedTask) -> str:
    """Return the kind and the name of the record that a task hangs on; "" for none."""
    return f"{_(row.kind_title)} {row.name}".strip() if row.kind else ""


def _when(row: ListedTask) -> str:
    """Return when a task is due, and the days left of an open one."""
    text = when_text(when_of(row.draft))
    if row.due_on is None or row.state not in OPEN_STATES:
        return text
    return f"{text} {countdown((row.due_on - row.today).days)}"


def due_mark(row: ListedTask) -> Mark:
    """Return the mark of when a task is due."""
    if rules.is_late(row.draft, row.today):
        return marks.LATE
    if row.due_on is None or row.state not in OPEN_STATES or row.due_on < row.today:
        return marks.LATER
    return marks.deadline((row.due_on - row.today).days)


TASKS: Table[ListedTask] = Table(
    "all-tasks",
    N_("할 일"),
    (
        Column(
            "due_on",
            N_("때"),
            lambda row: row.due_on,
            _when,
            width=20,
            dated=True,
            exact=False,
            mark=due_mark,
        ),
        Column(
            "state",
            N_("상태"),
            lambda row: _(STATES[row.state]),
            width=8,
            mark=lambda row: STATE_MARKS.get(row.state, marks.LATER),
        ),
        Column("text", N_("할 일"), _masked(lambda row: row.text), width=16, grow=True),
        Column("owner", N_("담당"), lambda row: row.owner, width=8, personal=True),
        Column("record", N_("기록"), _masked(record_label), width=14, grow=True),
        Column("evidence", N_("이행 근거"), lambda row: row.evidence, width=10, rank=0),
    ),
    lambda row: row.secret or row.internal,
    further=(
        Column(
            "when",
            N_("기한 표기"),
            lambda row: format_when(when_of(row.draft)),
            width=12,
            searchable=False,
        ),
        Column(
            "due_day",
            N_("기한"),
            lambda row: row.due_on,
            lambda row: table_date(row.due_on) if row.due_on else "",
            width=11,
            dated=True,
        ),
        Column("kind", N_("기록의 종류"), lambda row: _(row.kind_title), width=8),
        Column("recurrence", N_("주기"), lambda row: _(RECURRENCES[row.recurrence]), width=8),
        Column(
            "done_on",
            N_("완료일"),
            lambda row: row.done_on,
            lambda row: table_date(row.done_on) if row.done_on else "",
            width=11,
            dated=True,
        ),
    ),
)


_TEMPLATE_COLUMNS: tuple[Column[TemplateRow], ...] = (
    field_column(TEMPLATE["kind"]),
    field_column(TEMPLATE["within"]),
    field_column(TEMPLATE["name"], grow=True),
    field_column(TEMPLATE["position"], rank=0),
    field_column(TEMPLATE["text"], grow=True),
    field_column(TEMPLATE["days"]),
    field_column(TEMPLATE["owner"]),
)
TEMPLATES: Table[TemplateRow] = Table(
    "templates",
    N_("할 일 틀"),
    _TEMPLATE_COLUMNS,
    further=further_columns(TEMPLATE, _TEMPLATE_COLUMNS),
)


def _tasks(reader: Reader, period: Period) -> Sheet[ListedTask]:
    query = queries.tasks_of_period(period.tables, period.as_of, period.first, period.last)
    return Sheet(
        TASKS,
        read_rows(reader, query, period),
        _("(기준: {date})").format(date=table_date(period.as_of)),
    )


def _templates(reader: Reader, period: Period) -> Sheet[TemplateRow]:
    basis = _("(기준: {date})").format(date=table_date(period.as_of))
    return Sheet(TEMPLATES, queries.templates(reader), basis)


def _result_texts(row: StandaloneTask) -> list[str]:
    due = table_date(row.due_on) if row.due_on else ""
    return [_(STATES[row.state]), row.owner, due, row.evidence]


SEARCH_KINDS = (
    SearchKind(
        N_("할 일"),
        RecordTexts(
            TASK,
            {"text", "state", "owner", "due_on", "evidence", *TASK.owner_columns},
            attached=(NOTE, FILE),
        ),
        queries.standalone,
        lambda row: row.due_on,
        lambda row: row.text,
        _result_texts,
    ),
    SearchKind(
        N_("할 일 틀"),
        record_texts(TEMPLATE, {"name", "text"}),
        queries.templates_by_id,
        lambda _row: None,
        lambda row: f"{row.name} {row.text}",
        TEMPLATES.search_texts,
        target=lambda number: ("templates", number),
    ),
)
SHEETS = {
    "all": SheetSource(TASKS, _tasks, record="task"),
    "templates": SheetSource(TEMPLATES, _templates, record=TEMPLATE.table),
}
