"""The overview of all areas, read in one snapshot of the file."""

from datetime import date
from typing import NamedTuple

from secretariat_tui.areas.agreements import audit_meta as agreements_meta
from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.budget import audit_meta as budget_meta
from secretariat_tui.areas.budget import balances
from secretariat_tui.areas.budget import rules as budget_rules
from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.areas.proposals import audit_meta as proposals_meta
from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.schedule import audit_meta as schedule_meta
from secretariat_tui.areas.schedule import queries as schedule
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.errors import RuleError
from secretariat_tui.database.engine.reader import Reader

MAX_ROWS = 8  # per section
PAST_DAYS = 7
SOON_DAYS = 7
AREA_TABLES = {
    "schedule": schedule_meta.TABLES,
    "budget": budget_meta.TABLES,
    "proposals": proposals_meta.TABLES,
    "agreements": agreements_meta.TABLES,
}
_RECORDS = {table.table: table for tables in AREA_TABLES.values() for table in tables}


class Overview(NamedTuple):
    """The content of the first screen; `budget_error` is why burn rates are missing, else ""."""

    today: date
    agenda: dict[date, list[schedule.EventRow]]
    next_day: date | None
    past: list[schedule.EventRow]
    burn_rates: list[BurnRate]
    budget_error: str
    counts: proposals.ProposalCounts
    waiting: list[proposals.ProposalRow]
    agreement_counts: agreements.AgreementCounts
    agreements: list[agreements.AgreementRow]
    tasks: list[attached.TaskRow]


def overview(reader: Reader, today: date) -> Overview:
    """Read the overview of a day and the day after it."""
    days = sorted({today, add_days(today, 1)})
    with reader.snapshot():
        events = schedule.agenda(reader, days[0], days[-1])
        agenda = {
            day: [each for each in events if each.starts_on <= day <= each.ends_on] for day in days
        }
        past = schedule.agenda(reader, add_days(today, -PAST_DAYS), add_days(today, -1))
        next_day = None if events else schedule.nearest_event_date(reader, today)
        burn_rates, budget_error = _read_burn_rates(reader, today)
        return Overview(
            today,
            agenda,
            next_day,
            past[::-1][:MAX_ROWS],
            burn_rates,
            budget_error,
            proposals.counts(reader, today),
            proposals.attention(reader, today, MAX_ROWS),
            agreements.counts(reader, today),
            agreements.attention(reader, today)[:MAX_ROWS],
            attached.due_tasks(reader, _RECORDS, add_days(today, SOON_DAYS), MAX_ROWS),
        )


def _read_burn_rates(reader: Reader, today: date) -> tuple[list[BurnRate], str]:
    """Return the burn rate of each account, and their total if there are several; or an error."""
    try:
        lines = balances.account_figures(reader, today.year, today)
    except RuleError as budget_error:
        return [], str(budget_error)
    total = [budget_rules.total(lines)] if len(lines) > 1 else []
    return [BurnRate(line, today) for line in [*lines, *total]], ""
