"""Accounts, appropriations and expenses as lines of text, with a bar for the spending of the year."""

from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.budget import (
    balances,
    expense_warnings,
    model,
    queries,
    spending_chart,
)
from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.areas.budget.model import AppropriationDraft, ExpenseDraft, OpeningDraft
from secretariat_tui.areas.budget.queries import ExpenseRow
from secretariat_tui.areas.budget.tables import PrintedFigures
from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.core.dates import format_time, full_date, short_date, table_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won, percent
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tables.table import Sheet
from secretariat_tui.tui.paint.fields import other_fields
from secretariat_tui.tui.paint.text import PERSONAL, Span, StyledLine, fit_width, styled_line

_LABEL_WIDTH, _NAME_WIDTH, _TEXT_WIDTH = 10, 20, 45  # cells
_MIN_BAR, _MAX_BAR = 10, 40
_SCROLLBAR = 1  # cells
MAX_CHART_HEIGHT = 14  # lines
_DESCRIBED = frozenset(
    {
        *("account_id", "spent_on", "spent_at", "won", "purpose", "place", "target", "headcount"),
        *("method", "kind", "over_reason", "note"),
    }
)


class YearFigures(NamedTuple):
    """The accounts of a fiscal year as of a day."""

    fy: int
    as_of: date
    sheet: Sheet[PrintedFigures]


def read_account(
    figures: YearFigures, row: PrintedFigures, width: int, height: int, reader: Reader
) -> list[StyledLine]:
    """Read the details of an account, or of the year for 계, with its spending if there is room."""
    lines = _read_figures(figures, row, width, reader)
    left = height - len(lines) - 1
    if left < spending_chart.MIN_HEIGHT:
        return lines
    chart = read_spending_chart(
        figures, row, width - _SCROLLBAR, min(left, MAX_CHART_HEIGHT), reader
    )
    return [*lines, styled_line(""), *chart] if chart else lines


def _read_figures(
    figures: YearFigures, row: PrintedFigures, width: int, reader: Reader
) -> list[StyledLine]:
    burn_rate = BurnRate(row.figures, figures.as_of)
    if not row.id:
        accounts = [BurnRate(each.figures, figures.as_of) for each in figures.sheet.rows if each.id]
        return describe_total(burn_rate, accounts, figures.sheet.notes, width)
    stored = queries.opening(reader, row.id)
    appropriations = [each.draft for each in queries.appropriations(reader, row.id)]
    return describe_account(burn_rate, stored.draft if stored else None, appropriations, width)


def read_spending_chart(
    figures: YearFigures, row: PrintedFigures, width: int, height: int, reader: Reader
) -> list[StyledLine]:
    """Read what was spent each day of an account, or of the year for 계, and draw it."""
    spent = balances.daily_spending(reader, figures.fy, row.id or None, figures.as_of)
    days = [row.figures.opening_as_of, *(each.figures.opening_as_of for each in figures.sheet.rows)]
    opened = days[0] if row.id else max(filter(None, days), default=None)
    return spending_chart.chart(BurnRate(row.figures, figures.as_of), spent, opened, width, height)


def describe_account(
    burn_rate: BurnRate,
    opening: OpeningDraft | None,
    appropriations: Sequence[AppropriationDraft],
    width: int,
) -> list[StyledLine]:
    """Describe an account: its figures and projection, opening total and appropriations."""
    return [
        styled_line((f"{burn_rate.figures.code} {burn_rate.figures.name}", "bold")),
        *_figures(burn_rate, width),
        *(_opening(opening, burn_rate.figures.itemized) if opening else ()),
        *_appropriations(appropriations),
        *_present_facts((_("비고"), burn_rate.figures.note)),
    ]


def describe_total(
    burn_rate: BurnRate, accounts: Sequence[BurnRate], notes: Sequence[str], width: int
) -> list[StyledLine]:
    """Describe the total of all accounts (계), with a bar for each account."""
    heading = _("{fy} 회계연도 · 과목 {n}").format(fy=burn_rate.as_of.year, n=len(accounts))
    lines = [styled_line((heading, "bold")), *_figures(burn_rate, width)]
    for each in accounts:
        rate = percent(each.figures.executed, each.figures.budget)
        end = f"  ▲ {short_date(each.lasts_until)}" if each.lasts_until else ""
        lines.append(
            styled_line(
                fit_width(each.figures.name, _NAME_WIDTH),
                f"{rate:>8} ",
                *_short_bar(each, width),
                (end, "warn"),
            )
        )
    return [*lines, *(styled_line((f"※ {note}", "dim")) for note in notes)]


def _short_bar(burn_rate: BurnRate, width: int) -> list[Span]:
    """Return a bar that fits beside the text in a line of `width` cells."""
    return spending_chart.burn_rate_bar(
        burn_rate, max(min(width - _TEXT_WIDTH, _MAX_BAR), _MIN_BAR)
    )


def _figures(burn_rate: BurnRate, width: int) -> list[StyledLine]:
    figures = burn_rate.figures
    spent = _("{won}원   잔액 {balance}원").format(
        won=format_won(figures.executed), balance=format_won(figures.balance)
    )
    projected: Span = (
        _("{won}원 ({rate})").format(
            won=format_won(burn_rate.projected), rate=burn_rate.projected_rate
        ),
        "",
    )
    late: list[Span] = []
    if burn_rate.lasts_until:
        text = _("  ▲ {date} 소진").format(date=short_date(burn_rate.lasts_until))
        late = [(text, "warn")]
    rate = (f"{percent(figures.executed, figures.budget):<6} ", "bold")
    elapsed = _("  경과율 {rate}").format(rate=burn_rate.elapsed)
    return [
        styled_line(_label(_("예산현액")), _("{won}원").format(won=format_won(figures.budget))),
        styled_line(_label(_("집행")), spent),
        styled_line(_label(_("집행률")), rate, *_short_bar(burn_rate, width), (elapsed, "")),
        styled_line(_label(_("연말 예상")), projected, *late),
        *_present_facts((_("남은 날"), _days_left(burn_rate))),
    ]


def _days_left(burn_rate: BurnRate) -> str:
    if burn_rate.per_day is None:
        return ""
    days = burn_rate.year_days - burn_rate.days
    return _("{n}일 · 하루 {won}원꼴").format(n=days, won=format_won(burn_rate.per_day))


def _opening(draft: OpeningDraft, itemized: int) -> list[StyledLine]:
    text = _("{date}까지 {won}원 · 상세 {detailed}원 ({rate})").format(
        date=table_date(draft.as_of),
        won=format_won(draft.executed),
        detailed=format_won(itemized),
        rate=percent(itemized, draft.executed),
    )
    source = f" · {draft.source}" if draft.source else ""
    return _present_facts((_("기초 집행"), f"{text}{source}"))


def _appropriations(drafts: Sequence[AppropriationDraft]) -> list[StyledLine]:
    texts = [
        " · ".join(part for part in (appropriation_text(each), each.reason) if part)
        for each in drafts
    ]
    return _labelled_lines(_("편성"), texts or [_("없습니다. F3으로 적으세요.")])


def appropriation_text(draft: AppropriationDraft) -> str:
    """Return an appropriation as one line of text."""
    kind = _(model.APPROPRIATION_KINDS[draft.kind])
    return _("{date} {kind} {won}원").format(
        date=table_date(draft.decided_on), kind=kind, won=format_won(draft.won)
    )


def describe_appropriation(draft: AppropriationDraft) -> list[StyledLine]:
    """Describe an appropriation."""
    return [
        styled_line((appropriation_text(draft), "bold")),
        *_present_facts((_("정한 날"), full_date(draft.decided_on)), (_("사유"), draft.reason)),
    ]


def read_expense(row: ExpenseRow, as_of: date, reader: Reader) -> list[StyledLine]:
    """Read an expense, and the one that reverses it or that it reverses, and return the details."""
    stored = queries.expense(reader, row.id)
    number = row.reversed_by or row.reverses_id
    other = queries.expense(reader, number) if number else None
    if stored is None:
        return []
    lines = describe_expense(row, stored.draft, as_of, other.draft if other else None)
    return [*lines, *_warnings(row, stored.draft, calendar(reader))]


def describe_expense(
    entry: ExpenseRow, draft: ExpenseDraft, as_of: date, other: ExpenseDraft | None
) -> list[StyledLine]:
    """Describe an expense; `other` is the expense that reverses it, or that it reverses."""
    when = (
        f"{full_date(draft.spent_on)}{f' {format_time(draft.spent_at)}' if draft.spent_at else ''}"
    )
    amount = _("{won}원").format(won=format_won(draft.won))
    if (each_won := expense_warnings.per_head(draft)) is not None:
        amount += _(" · {n}명 · 1인당 {won}원").format(n=draft.headcount, won=format_won(each_won))
    paid = f"{_(model.PAYMENT_METHODS[draft.method])} · {_(model.EXPENSE_KINDS[draft.kind])}"
    return [
        styled_line((f"{when}  ", ""), (draft.purpose, "bold")),
        *_present_facts(
            (_("금액"), f"{amount} · {paid}"),
            (_("과목"), entry.account),
            (_("장소"), draft.place),
        ),
        *([styled_line(_label(_("대상")), (draft.target, PERSONAL))] if draft.target else []),
        *_present_facts(
            (_("초과 사유"), draft.over_reason),
            (_("메모"), draft.note),
        ),
        *other_fields(fields_of(ExpenseDraft), draft._asdict(), _DESCRIBED),
        *_state(entry, as_of, other),
    ]


def _state(entry: ExpenseRow, as_of: date, other: ExpenseDraft | None) -> list[StyledLine]:
    lines = []
    if other and entry.reverses_id:
        text = _("{date} 집행을 되돌려 적은 행입니다.")
        lines.append(text.format(date=table_date(other.spent_on)))
    elif other:
        text = _("취소했습니다: {date} 되돌려 적음({reason}).")
        lines.append(text.format(date=table_date(other.spent_on), reason=other.note))
    if entry.in_opening:
        lines.append(_("기초 집행액에 이미 든 집행입니다. 잔액에서 다시 빼지 않습니다."))
    elif entry.spent_on > as_of:
        lines.append(_("기준일 뒤의 집행입니다. 위의 집행액에 아직 들지 않았습니다."))
    return _labelled_lines(_("상태"), lines)


def _warnings(
    entry: ExpenseRow, draft: ExpenseDraft, holidays: HolidayCalendar
) -> list[StyledLine]:
    if entry.reverses_id or entry.reversed_by:
        return []
    warnings = expense_warnings.expense_warnings(draft, holidays)
    messages = [message for _rule, message in warnings]
    if not messages:
        return [styled_line(_label(_("점검")), (_("걸리는 것이 없습니다."), "dim"))]
    return [
        styled_line(_label("" if at else _("점검")), ("! ", "warn"), (message, "warn"))
        for at, message in enumerate(messages)
    ]


def _label(text: str) -> Span:
    return (fit_width(text, _LABEL_WIDTH), "dim")


def _labelled_lines(label: str, texts: Sequence[str]) -> list[StyledLine]:
    return [styled_line(_label("" if at else label), text) for at, text in enumerate(texts)]


def _present_facts(*facts: tuple[str, str]) -> list[StyledLine]:
    return [styled_line(_label(label), text) for label, text in facts if text]
