"""Tables of agreements."""

from datetime import date

from secretariat_tui.areas.agreements import model, ordinance, queries, rules, texts
from secretariat_tui.areas.agreements.audit_meta import AGREEMENT
from secretariat_tui.areas.agreements.model import (
    CHANGE,
    CHECK,
    ChangeDraft,
    CheckDraft,
    PartyDraft,
)
from secretariat_tui.areas.agreements.queries import AgreementRow
from secretariat_tui.areas.agreements.rules import STANDING_MARKS
from secretariat_tui.areas.attached.model import LEVELS, TaskDraft
from secretariat_tui.areas.attached.queries import parse_part_lines, parse_task_lines
from secretariat_tui.areas.attached.tables import record_texts, task_text, tasks_sheet
from secretariat_tui.core.dates import countdown, short_date, short_date_with_year, table_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.search.list_query import FURTHER
from secretariat_tui.tables.field_columns import further_column, further_columns
from secretariat_tui.tables.register import Register, read_rows
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table


def _levels(row: AgreementRow) -> str:
    return "·".join(_(LEVELS[level]) for level in row.levels.split(",") if level)


def _term(row: AgreementRow) -> str:
    return f"~{table_date(row.expires_on)}" if row.expires_on else _("기간 미기재")


def _next(row: AgreementRow) -> str:
    """Return the first alert with the days left: 통보 D-7."""
    if not row.alerts:
        return "–"
    alert = row.alerts[0]
    return f"{_(alert.kind.value)} {countdown((alert.day - row.today).days)}"


def _next_task(row: AgreementRow) -> str:
    """Return when the next task is due, the days left, and its owner."""
    if row.task_due is None:
        return row.task_owner or "–"
    left = countdown((row.task_due - row.today).days)
    return " ".join(filter(None, (short_date(row.task_due), left, row.task_owner)))


def _tasks(row: AgreementRow) -> list[TaskDraft]:
    return parse_task_lines(row.extra.get(f"{FURTHER}task_texts", ""))


def _changes(row: AgreementRow) -> str:
    lines, fields = row.extra.get(f"{FURTHER}changes", ""), fields_of(ChangeDraft)
    changes = parse_part_lines(lines, fields, ChangeDraft)
    return " / ".join(map(texts.change_text, changes))


def _checks(row: AgreementRow) -> str:
    lines, fields = row.extra.get(f"{FURTHER}checks", ""), fields_of(CheckDraft)
    checks = parse_part_lines(lines, fields, CheckDraft)
    return " / ".join(map(texts.check_text, checks))


def _named(key: str) -> Column[AgreementRow]:
    return Column(key, "", lambda _row: "")


_COLUMNS: tuple[Column[AgreementRow], ...] = (
    Column(
        "parties",
        N_("상대"),
        lambda row: ", ".join(row.parties),
        width=10,
        grow=True,
        members=lambda row: row.parties,
    ),
    Column(
        "name",
        N_("이름"),
        lambda row: rules.masked_name(row.name, row.secret),
        width=16,
        grow=True,
    ),
    Column(
        "levels",
        N_("구분"),
        _levels,
        width=6,
        rank=0,
        members=lambda row: row.levels.split(",") if row.levels else [],
        member_text=lambda level: _(LEVELS[level]) if level in LEVELS else level,
    ),
    Column(
        "signed_on",
        N_("체결"),
        lambda row: row.signed_on,
        lambda row: short_date_with_year(row.signed_on) if row.signed_on else _("미기재"),
        width=14,
        dated=True,
    ),
    Column("expires_on", N_("기간"), lambda row: row.expires_on, _term, width=11, dated=True),
    Column(
        "standing",
        N_("상태"),
        lambda row: _(row.standing.value),
        width=11,
        searchable=False,
        mark=lambda row: STANDING_MARKS[row.standing],
    ),
    Column(
        "tasks",
        N_("할 일"),
        lambda row: row.tasks,
        lambda row: _("{all} 중 {done}").format(all=row.tasks, done=row.done) if row.tasks else "–",
        width=6,
        searchable=False,
        exact=False,
    ),
    Column(
        "task_due",
        N_("다음 할 일"),
        lambda row: row.task_due,
        _next_task,
        width=16,
        searchable=False,
        dated=True,
        exact=False,
        people=lambda row: (row.task_owner,),
    ),
    Column(
        "next",
        N_("다음"),
        lambda row: row.due,
        _next,
        width=11,
        rank=0,
        searchable=False,
        dated=True,
        exact=False,
        mark=lambda row: row.due_mark,
    ),
)
_SIGNATORIES = fields_of(PartyDraft)["signatory"]._replace(
    key="signatories", title=N_("상대 서명자")
)
REGISTER: Table[AgreementRow] = Table(
    "agreements",
    N_("협약 현황"),
    _COLUMNS,
    lambda row: row.secret,
    (
        Column(
            "task_texts",
            N_("할 일 내용"),
            lambda row: " / ".join(map(task_text, _tasks(row))),
            rank=0,
            searchable=False,
            people=lambda row: [task.owner for task in _tasks(row)],
        ),
        further_column(_SIGNATORIES),
        Column("changes", N_("변경 이력"), _changes, rank=0, searchable=False),
        Column("checks", N_("점검 기록"), _checks, rank=0, searchable=False),
        *further_columns(
            model.AGREEMENT,
            (*_COLUMNS, *map(_named, ("changes", "checks"))),
            {"kind": N_("협약 종류"), "state": N_("추진 단계")},
        ),
    ),
)


def register(reader: Reader, period: Period) -> Sheet[AgreementRow]:
    """Return the register, or the agreements signed in a period."""
    query = queries.signed_query(period.as_of, period.first, period.last)
    basis = _("(기준: {date})").format(date=table_date(period.as_of))
    return Sheet(REGISTER, read_rows(reader, query, period), basis)


_REGISTER = Register(REGISTER, queries.REGISTER.where(today=date.min))
SEARCH_KINDS = (
    SearchKind(
        N_("협약"),
        record_texts(model.AGREEMENT, {"name", "signed_on", "expires_on"}, (CHANGE, CHECK)),
        _REGISTER.rows,
        lambda row: row.signed_on,
        lambda row: rules.masked_name(row.name, row.secret),
        REGISTER.search_texts,
        _REGISTER,
    ),
)
SHEETS = {
    "register": SheetSource(REGISTER, register, record="agreement"),
    "ordinance": ordinance.SHEET,
    "tasks": tasks_sheet({"agreement": AGREEMENT}, N_("협약")),
}
