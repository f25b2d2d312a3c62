"""The office's own days off: the register, and the deadlines that follow it."""

from datetime import date, timedelta

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import queries as agreements
from secretariat_tui.areas.agreements import store as agreement_store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached.model import NO_RECORD, TaskDraft
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.areas.holidays import queries
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.areas.holidays.store import HOLIDAYS
from secretariat_tui.areas.proposals import queries as proposals
from secretariat_tui.areas.proposals import store as proposal_store
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.tasks.details import read_task
from secretariat_tui.areas.tasks.queries import tasks_of_period
from secretariat_tui.areas.today.queries import overview
from secretariat_tui.core.errors import ValidationError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.area import audit_tables

KINDS = audit_tables(AREAS)
DECREED = HolidayDraft(date(2026, 4, 24), "임시공휴일(선거)")
WORKING = HolidayDraft(date(2026, 5, 1), "노동절 근무", off=False)


@pytest.fixture
def decreed(file: OfficeFile) -> OfficeFile:
    """A file with a Friday off, and a public holiday on which the office works."""
    HOLIDAYS.add(file, DECREED)
    HOLIDAYS.add(file, WORKING)
    return file


def test_a_day_is_entered_once(decreed: OfficeFile) -> None:
    assert [row.day for row in queries.holidays(decreed.reader)] == [WORKING.day, DECREED.day]
    with pytest.raises(ValidationError, match="이미 적은 날입니다"):
        HOLIDAYS.add(decreed, DECREED._replace(name="또"))
    row = queries.holidays(decreed.reader)[1]
    HOLIDAYS.change(decreed, row.id, row.rev, DECREED._replace(name="임시공휴일"))
    assert queries.calendar(decreed.reader).name(DECREED.day or date.max) == "임시공휴일"
    decreed.undo()
    assert queries.calendar(decreed.reader).name(DECREED.day or date.max) == DECREED.name


@pytest.mark.parametrize(
    ("draft", "message"),
    [(HolidayDraft(None, "임시"), "날짜를 적어"), (HolidayDraft(date(2026, 1, 2), ""), "이름을")],
)
def test_a_day_needs_its_date_and_its_name(
    file: OfficeFile, draft: HolidayDraft, message: str
) -> None:
    with pytest.raises(ValidationError, match=message):
        HOLIDAYS.add(file, draft)


@pytest.mark.parametrize(
    ("received_on", "due"),
    [
        (date(2025, 9, 3), date(2025, 10, 10)),
        (date(2025, 9, 9), date(2025, 10, 10)),
        (date(2023, 4, 29), date(2023, 5, 30)),
        (date(2027, 1, 7), date(2027, 2, 10)),
        (date(2026, 3, 24), date(2026, 4, 27)),  # decreed
        (date(2026, 4, 1), date(2026, 5, 1)),  # a working day after all
    ],
)
def test_a_proposal_is_decided_by_a_working_day(
    decreed: OfficeFile, received_on: date, due: date
) -> None:
    proposal_store.add(decreed, ProposalDraft("제안", received_on, "online"))
    for today, late in ((due, False), (due + timedelta(1), True)):
        (row,) = proposals.inbox(decreed.reader, today)
        assert (row.due, row.overdue) == (due, late)
        assert proposals.counts(decreed.reader, today).overdue == late


def test_deadlines_follow_a_change_of_the_days(decreed: OfficeFile) -> None:
    proposal_store.add(decreed, ProposalDraft("제안", date(2026, 3, 24), "online"))
    agreement_store.add(
        decreed,
        AgreementDraft(
            "협약", signed_on=date(2026, 3, 24), check_months=1, parties=(PartyDraft("경상북도"),)
        ),
    )

    def due() -> set[date | None]:
        (proposal,) = proposals.inbox(decreed.reader, date(2026, 4, 1))
        (agreement,) = agreements.register(decreed.reader, date(2026, 4, 1))
        return {proposal.due, agreement.next_check}

    assert due() == {date(2026, 4, 27)}
    row = queries.holidays(decreed.reader)[1]
    HOLIDAYS.delete(decreed, row.id, row.rev)
    assert due() == {date(2026, 4, 24)}
    decreed.undo()
    assert due() == {date(2026, 4, 27)}


def test_today_shows_the_next_working_day(decreed: OfficeFile) -> None:
    assert list(overview(decreed.reader, KINDS, date(2025, 10, 2)).agenda) == [
        date(2025, 10, 2),
        date(2025, 10, 10),
    ]
    assert list(overview(decreed.reader, KINDS, date(2026, 4, 23)).agenda)[-1] == date(2026, 4, 27)


def test_a_recurring_task_names_the_holiday(decreed: OfficeFile) -> None:
    task = TaskDraft("월례 보고", due_on=DECREED.day, timing="recurring", recurrence="monthly")
    TASKS.add(decreed, NO_RECORD, task)
    (row,) = tasks_of_period(decreed.reader, KINDS, date(2026, 4, 1))
    lines = read_task(row, KINDS, decreed.reader)
    assert lines
    text = "쉬는 날입니다: 2026. 4. 24.(금) → 4.27.(월) (임시공휴일(선거))"
    assert lines[-1].text == text
