"""Tables of the budget."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from secretariat_tui.areas.attached.tables import record_texts
from secretariat_tui.areas.budget import balances, model, queries, rules
from secretariat_tui.areas.budget.model import (
    ACCOUNT,
    APPROPRIATION,
    EXPENSE,
    OPENING,
    AppropriationDraft,
)
from secretariat_tui.areas.budget.queries import ExpenseRow
from secretariat_tui.areas.budget.rules import AccountFigures
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.core.money import format_won, percent, thousands
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import FURTHER
from secretariat_tui.tables.field_columns import field_column, further_column, further_columns
from secretariat_tui.tables.register import Register
from secretariat_tui.tables.search_kinds import SearchKind
from secretariat_tui.tables.table import Column, Period, Sheet, SheetSource, Table


@dataclass(frozen=True)
class PrintedFigures:
    """An account's figures rounded to 천원 as printed, so that the columns of the table add up."""

    figures: AccountFigures
    budget: int
    executed: int

    @property
    def id(self) -> int:
        """The account's id; 0 for the total (계)."""
        return self.figures.account_id or 0

    @property
    def rev(self) -> int:
        """The account's revision; 0 for the total (계)."""
        return self.figures.rev or 0

    @property
    def extra(self) -> Mapping[str, Any]:
        """The further fields of the account."""
        return self.figures.extra

    @property
    def balance(self) -> int:
        """The printed budget minus the printed spending."""
        return self.budget - self.executed


_ACCOUNT_COLUMNS: tuple[Column[PrintedFigures], ...] = (
    field_column(ACCOUNT["name"], lambda row: row.figures.name, title=N_("구분")),
    Column(
        "budget",
        N_("예산액"),
        lambda row: row.figures.budget,
        lambda row: format_won(row.budget),
        align="right",
        width=9,
        unit=N_("원"),
    ),
    Column(
        "executed",
        N_("집행액"),
        lambda row: row.figures.executed,
        lambda row: (
            f"{format_won(row.executed)} ({percent(row.figures.executed, row.figures.budget)})"
        ),
        align="right",
        width=17,
        unit=N_("원"),
    ),
    Column(
        "balance",
        N_("잔액"),
        lambda row: row.figures.balance,
        lambda row: format_won(row.balance),
        align="right",
        width=9,
        unit=N_("원"),
    ),
    field_column(ACCOUNT["note"], lambda row: row.figures.note, grow=True, rank=0),
)
_OPENING_TITLES = {
    "as_of": N_("기초 집행 기준일"),
    "executed": N_("기초 집행액"),
    "precision": N_("기초 집행액 단위"),
    "source": N_("기초 집행액 출처"),
}


def _appropriations(row: PrintedFigures) -> str:
    return " / ".join(map(rules.appropriation_text, row.extra.get(f"{FURTHER}appropriations", ())))


def _opening(row: PrintedFigures) -> str:
    if row.figures.opening_as_of is None:
        return ""
    keys = OPENING.fields.keys() - {"account_id"}
    return rules.opening_text({key: row.extra.get(f"{FURTHER}opening_{key}") for key in keys})


ACCOUNTS: Table[PrintedFigures] = Table(
    "accounts",
    N_("과목별 집행현황"),
    _ACCOUNT_COLUMNS,
    is_total=lambda row: not row.id,
    further=(
        *further_columns(ACCOUNT, _ACCOUNT_COLUMNS),
        *(
            further_column(
                field._replace(key=f"opening_{key}", title=_OPENING_TITLES.get(key, field.title))
            )
            for key, field in OPENING.fields.items()
            if key != "account_id"
        ),
        Column("appropriations", N_("편성 내역"), _appropriations, rank=0, searchable=False),
        Column("opening_rows", N_("기초 집행 내역"), _opening, rank=0, searchable=False),
    ),
)


def _note_text(row: ExpenseRow) -> str:
    state = _("취소됨") if row.reversed_by else ""
    return " · ".join(text for text in (state, row.note) if text)


_EXPENSE_COLUMNS: tuple[Column[ExpenseRow], ...] = (
    field_column(EXPENSE["spent_on"]),
    field_column(EXPENSE["spent_at"], rank=0),
    field_column(EXPENSE["purpose"], grow=True),
    field_column(EXPENSE["place"], grow=True),
    field_column(EXPENSE["headcount"]),
    field_column(EXPENSE["won"], title=N_("금액(원)"), total=N_("합계 {n}원"), unit=""),
    field_column(EXPENSE["method"], rank=0),
    field_column(EXPENSE["note"], _note_text, title=N_("비고"), grow=True, rank=0),
    field_column(EXPENSE["account_id"], lambda row: row.account, width=20, rank=0),
)
EXPENSES: Table[ExpenseRow] = Table(
    "expenses",
    N_("집행내역"),
    _EXPENSE_COLUMNS,
    further=further_columns(EXPENSE, _EXPENSE_COLUMNS),
)

APPROPRIATIONS: Table[Stored[AppropriationDraft]] = Table(
    "appropriations",
    N_("예산 편성"),
    (
        field_column(APPROPRIATION["decided_on"], lambda row: row.draft.decided_on),
        field_column(APPROPRIATION["kind"], lambda row: row.draft.kind),
        field_column(
            APPROPRIATION["won"],
            lambda row: row.draft.won,
            title=N_("금액(원)"),
            total=N_("합계 {n}원"),
            unit="",
        ),
        field_column(APPROPRIATION["reason"], lambda row: row.draft.reason, grow=True),
    ),
)


def printed(lines: list[AccountFigures]) -> list[PrintedFigures]:
    """Return the printed figures, first the total (계) as the sum of the printed cells."""
    rows = [
        PrintedFigures(line, thousands(line.budget), thousands(line.executed)) for line in lines
    ]
    head = PrintedFigures(
        rules.total(lines), sum(row.budget for row in rows), sum(row.executed for row in rows)
    )
    return [head, *rows]


def accounts(reader: Reader, period: Period) -> Sheet[PrintedFigures]:
    """Return the budget, spending and balance of each account as of a day, in 천원."""
    basis = _("(기준 / 단위 : {date} / 천원)").format(date=table_date(period.as_of))
    fy = period.as_of.year
    lines = balances.account_figures(reader, fy, period.as_of)
    if not lines:
        note = _("{fy} 회계연도의 과목이 없습니다.").format(fy=fy)
        return Sheet(ACCOUNTS, [], basis, (note,))
    rows = printed(lines)
    notes = (*_left_out_notes(reader, fy, period.as_of), *_rounding_note(rows[0]))
    return Sheet(ACCOUNTS, rows, basis, notes)


def _left_out_notes(reader: Reader, fy: int, as_of: date) -> tuple[str, ...]:
    """Return what the figures leave out because it is of days after theirs."""
    later = (
        (_("기준일 뒤의 집행 {n}건 {won}원은 들지 않았습니다."), balances.later_expenses),
        (_("기준일 뒤의 편성 {n}건 {won}원은 들지 않았습니다."), balances.later_appropriations),
    )
    records = [(text, read(reader, fy, as_of)) for text, read in later]
    return tuple(
        text.format(n=format_won(each.records), won=format_won(each.won))
        for text, each in records
        if each.records
    )


def _rounding_note(head: PrintedFigures) -> tuple[str, ...]:
    true = head.figures
    if (head.budget, head.executed) == (thousands(true.budget), thousands(true.executed)):
        return ()
    note = _(
        "계는 천원 미만을 버린 과목의 합입니다. 원 단위로는 예산액 {budget}원, 집행액 {executed}원입니다."
    )
    return (note.format(budget=format_won(true.budget), executed=format_won(true.executed)),)


def expenses(reader: Reader, period: Period) -> Sheet[ExpenseRow]:
    """Return the expenses of a period, by default from the start of the year to `as_of`."""
    first = period.first or date(period.as_of.year, 1, 1)
    last = period.last or period.as_of
    if period.everything:
        first, last = EARLIEST, LATEST
    query = queries.expense_query(None, first, last).with_fields(period.columns)
    rows = list_query.all_rows(reader, query)
    basis = _("(기간: {first} ~ {last})").format(first=table_date(first), last=table_date(last))
    return Sheet(EXPENSES, rows, basis, _totals(rows))


def _totals(rows: list[ExpenseRow]) -> tuple[str, ...]:
    in_opening = [row.won for row in rows if row.in_opening]
    total = _("합계 {n}건 {won}원").format(
        n=len(rows), won=format_won(sum(row.won for row in rows))
    )
    if not in_opening:
        return (total,)
    part = _("그중 {n}건 {won}원은 기초 집행액에 이미 들어 있습니다.")
    return (total, part.format(n=len(in_opening), won=format_won(sum(in_opening))))


_EXPENSES = Register(EXPENSES, queries.EXPENSES)
SEARCH_KINDS = (
    SearchKind(
        N_("집행"),
        record_texts(
            EXPENSE,
            {column.key for column in EXPENSES.columns},
            mentioned_by=("reverses_id",),
        ),
        _EXPENSES.rows,
        lambda row: row.spent_on,
        lambda row: row.purpose,
        EXPENSES.search_texts,
        _EXPENSES,
        lambda number: ("expense", number),
    ),
    SearchKind(
        N_("과목"),
        record_texts(ACCOUNT, {"code", "name"}, (OPENING,)),
        queries.account_rows,
        lambda row: date(row.fy, 1, 1),
        lambda row: f"{row.code} {row.name}",
    ),
    SearchKind(
        N_("예산 편성"),
        record_texts(APPROPRIATION, {"account", "kind", "reason"}),
        queries.appropriation_rows,
        lambda row: row.decided_on,
        lambda row: " ".join(
            (row.account, _(model.APPROPRIATION_KINDS[row.kind]), row.reason)
        ).strip(),
        target=lambda number: ("appropriation", number),
    ),
)
SHEETS = {
    "accounts": SheetSource(ACCOUNTS, accounts, record="account"),
    "expenses": SheetSource(EXPENSES, expenses, record="expense"),
}
