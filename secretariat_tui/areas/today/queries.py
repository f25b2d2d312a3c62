"""The overview of all areas, read in one snapshot of the file."""

from collections.abc import Mapping
from datetime import date, time

from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.budget import balances
from secretariat_tui.areas.budget import rules as budget_rules
from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.areas.holidays.queries import calendar
from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.requests import queries as requests
from secretariat_tui.areas.schedule import conflict_queries, days
from secretariat_tui.areas.schedule import queries as schedule
from secretariat_tui.areas.schedule.planning import preparation
from secretariat_tui.areas.schedule.timing.conflicts import Severities
from secretariat_tui.core import marks
from secretariat_tui.core.dates import add_days, next_working_day
from secretariat_tui.core.errors import RuleError
from secretariat_tui.core.holidays import HolidayCalendar
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader

MAX_ROWS = 30  # per section
PAST_DAYS = 7
COMING_DAYS = 14


class Overview(NamedTuple):
    """The content of the first screen at a time of day.

    `agenda` are the events of today and the next working day, and of the days between with events;
    `coming` are those that begin in the days after;
    `budget_error` is why burn rates are missing, else "".
    """

    today: date
    at: time
    agenda: dict[date, list[schedule.EventRow]]
    clashing: Severities
    coming: list[schedule.EventRow]
    next_day: date | None
    past: list[schedule.EventRow]
    burn_rates: list[BurnRate]
    budget_error: str
    counts: proposals.ProposalCounts
    waiting: list[proposals.ProposalRow]
    agreement_counts: agreements.AgreementCounts
    agreements: list[agreements.AgreementRow]
    tasks: list[attached.TaskRow]
    holds: list[schedule.EventRow]
    requests: list[requests.RequestRow]
    holidays: HolidayCalendar
    unprepared: frozenset[int]


def overview(
    reader: Reader, tables: Mapping[str, TableMeta], today: date, at: time = time()
) -> Overview:
    """Read the overview of a day, to be shown at a time of day. `tables` are those of all areas."""
    with reader.snapshot():
        holidays = calendar(reader)
        working_day = next_working_day(today, holidays)
        events, clashing = conflict_queries.agenda_and_conflicts(reader, today, working_day)
        found = days.by_day(events, today, working_day)
        agenda = {today: found.get(today, []), **found}
        agenda.setdefault(working_day, [])
        coming = schedule.agenda(reader, add_days(working_day, 1), add_days(today, COMING_DAYS))
        past = schedule.agenda(reader, add_days(today, -PAST_DAYS), add_days(today, -1))
        next_day = None if events else schedule.nearest_event_date(reader, today)
        burn_rates, budget_error = _read_burn_rates(reader, today)
        return Overview(
            today,
            at,
            agenda,
            clashing,
            [each for each in coming if each.starts_on > working_day][:MAX_ROWS],
            next_day,
            past[::-1][:MAX_ROWS],
            burn_rates,
            budget_error,
            proposals.counts(reader, today),
            proposals.attention(reader, today, MAX_ROWS),
            agreements.counts(reader, today),
            agreements.attention(reader, today, MAX_ROWS),
            _due_tasks(reader, tables, add_days(today, marks.SOON_DAYS)),
            schedule.due_holds(reader, add_days(today, 1))[:MAX_ROWS],
            requests.to_answer(reader, today, add_days(today, marks.SOON_DAYS), MAX_ROWS),
            holidays,
            preparation.unprepared(reader, events, today),
        )


def _due_tasks(
    reader: Reader, tables: Mapping[str, TableMeta], until: date
) -> list[attached.TaskRow]:
    """Return the tasks due up to a day. Only the areas of their records are imported for them."""
    kinds = attached.kinds_of_due_tasks(reader, until, MAX_ROWS)
    if all(kind in tables for kind in kinds):  # else others take the places of those left out
        tables = {kind: tables[kind] for kind in kinds}
    return attached.due_tasks(reader, tables, until, MAX_ROWS)


def _read_burn_rates(reader: Reader, today: date) -> tuple[list[BurnRate], str]:
    """Return the burn rate of each account, and their total if there are several; or an error."""
    try:
        lines = balances.account_figures(reader, today.year, today)
    except RuleError as budget_error:
        return [], str(budget_error)
    total = [budget_rules.total(lines)] if len(lines) > 1 else []
    return [BurnRate(line, today) for line in [*lines, *total]], ""
