"""The overview of the office: on any day, of any number of records."""

from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import insert

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.areas.budget import spending_chart
from secretariat_tui.areas.budget.burn_rate import BurnRate
from secretariat_tui.areas.budget.rules import AccountFigures
from secretariat_tui.areas.people import store as people
from secretariat_tui.areas.people.model import ContactDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.records import Event
from secretariat_tui.areas.schedule.writes.event_rows import event_columns
from secretariat_tui.areas.today import details, due, frame_rows, queries
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.area import TablesAsNeeded, audit_tables
from secretariat_tui.tui.runtime.preferences import Preferences
from tests.conftest import TODAY

MANY = 10_000
ROWS = f"WITH RECURSIVE n(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < {MANY})"


def shown(file: OfficeFile, today: date = TODAY, width: int = 80) -> list[str]:
    """Return the first screen of 24 lines as a person reads it."""
    seen = queries.overview(file.reader, TablesAsNeeded(AREAS), today)
    rows = frame_rows.screen_rows(seen, AREAS, "", (width, 24), Preferences())
    return ["".join(text for text, _style in row) for row in rows]


@pytest.mark.parametrize("width", [80, 120])
def test_an_empty_office_has_an_overview(file: OfficeFile, width: int) -> None:
    said = "\n".join(shown(file, width=width))
    assert "오늘 4.19.(수)  일정이 없습니다." in said
    assert "내일 4.20.(목)  일정이 없습니다." in said
    assert "급한 일이 없습니다." in said
    assert "접수 0 · 보완요청 0" in said
    assert "협약 0건 · 유효 0" in said


@pytest.mark.parametrize(
    ("today", "counts", "years"),
    [
        (date.min, "오늘 1.1.(월)  일정이 없습니다.", "다음 일정 1.1.(일)"),
        (date.max, "오늘 12.31.(금)  일정이 없습니다.", "지난 일정 4.18.(화)"),
    ],
)
def test_the_calendars_ends_have_an_overview(
    office: Path, today: date, counts: str, years: str
) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        said = "\n".join(shown(file, today))
        assert counts in said
        assert years in said


@pytest.mark.slow
def test_many_records_of_each_kind_leave_the_overview_short(file: OfficeFile) -> None:
    with file.edit("많은 기록") as session:
        run = session.connection().exec_driver_sql
        run(
            f"""{ROWS} INSERT INTO proposal (number, channel, theme, title, received_on, dept,
                reviewer, secret, state, paused_days, reason, problem, idea, effect, note, rev)
            SELECT '23-' || n, 'mail', '', '제안 ' || n, '2023-01-01', '', '', n % 2, 'review', 0,
                '', '', '', '', '', 1 FROM n"""
        )
        run(
            f"""{ROWS} INSERT INTO agreement (name, kind, state, signed_on, place, ours, dept,
                check_months, secret, owner, ended_reason, document, note, rev)
            SELECT '협약 ' || n, 'mou', 'signed', '2022-01-01', '', '', '', 1, 0, '', '', '', '', 1
            FROM n"""
        )
        meeting = event_columns(EventDraft("회의", TODAY - timedelta(days=1)))
        session.execute(insert(Event), [meeting | {"title": f"회의 {n + 1}"} for n in range(MANY)])
    seen = queries.overview(file.reader, audit_tables(AREAS), TODAY)
    assert len(details.to_do(seen, 10)) == 10
    assert details.to_do(seen, 10)[-1].text == f" … 그 밖에 {2 * queries.MAX_ROWS - 8}건"
    assert len(details.past(seen, 80, 99)) == 1 + queries.MAX_ROWS
    assert len(details.past(seen, 80, 12)) == 12
    assert "검토중 10000" in details.proposals(seen)[1].text
    assert "협약 10000건" in details.agreements(seen)[1].text
    assert "제안 1 " not in "\n".join(
        each.text for each in details.to_do(seen, 99)
    )  # odd ones are secret


def test_a_task_of_a_contact_is_due_today(file: OfficeFile) -> None:
    number = people.add(file, ContactDraft("경상북도", "organization", confirmed_on=TODAY))
    draft = TaskDraft("감사 편지 발송", owner="김주무관", due_on=TODAY)
    attached.TASKS.add(file, RecordKey("contact", number), draft)
    (item,) = due.due_items(queries.overview(file.reader, audit_tables(AREAS), TODAY))
    assert (item.days, item.name, item.who) == (0, "감사 편지 발송", "김주무관")
    assert "감사 편지 발송" in "\n".join(shown(file))


# A record of each table of each area on which a task can be put, and the column of its name.
TASK_RECORDS = {
    "event": "title",
    "attendancerequest": "title",
    "account": "name",
    "proposal": "title",
    "agreement": "name",
    "programme": "name",
    "campaign": "title",
    "officefunction": "title",
    "manual": "name",
    "contact": "name",
    "tally": "title",
}


@pytest.mark.parametrize(("table", "column"), TASK_RECORDS.items())
def test_a_due_task_of_each_kind_of_record_is_shown_with_its_name(
    office: Path, table: str, column: str
) -> None:
    """Only the areas of the records of due tasks are imported for them."""
    with closing(OfficeFile(office, "김주무관")) as file:
        number, name = file.reader.tuples(f"SELECT id, {column} FROM {table} ORDER BY id")[0]
        before = queries.overview(file.reader, TablesAsNeeded(AREAS), TODAY).tasks
        draft = TaskDraft("답을 보낼 일", owner="김주무관", due_on=TODAY - timedelta(400))
        attached.TASKS.add(file, RecordKey(table, number), draft)
        seen = queries.overview(file.reader, TablesAsNeeded(AREAS), TODAY)
        task, *others = seen.tasks
        assert (task.kind, task.name, task.text) == (table, name, "답을 보낼 일")
        assert others == before
        assert seen.tasks == queries.overview(file.reader, audit_tables(AREAS), TODAY).tasks
        (item,) = [each for each in due.due_items(seen) if each.name == "답을 보낼 일"]
        assert item.target == ("tasks", RecordKey(table, number))
        assert "답을 보낼 일" in "\n".join(shown(file))


@pytest.mark.parametrize("table", ["event", "proposal", "agreement", "attendancerequest"])
def test_a_due_task_of_a_secret_record_is_secret(office: Path, table: str) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        (number,) = file.reader.tuples(f"SELECT min(id) FROM {table}")[0]
        secret = "visibility = 'secret'" if table == "event" else "secret = 1"
        with file.edit("비공개") as session:
            run = session.connection().exec_driver_sql
            run(f"UPDATE {table} SET {secret} WHERE id = {number}")
        draft = TaskDraft("아무도 모를 일", owner="홍길동", due_on=TODAY - timedelta(400))
        attached.TASKS.add(file, RecordKey(table, number), draft)
        seen = queries.overview(file.reader, TablesAsNeeded(AREAS), TODAY)
        assert seen.tasks[0].secret
        first = next(each for each in due.due_items(seen) if each.what == "할 일")
        assert (first.days, first.name, first.who) == (-400, "비공개", "")
        assert "아무도 모를 일" not in "\n".join(shown(file))


def test_a_secret_event_is_a_time_and_no_more(file: OfficeFile) -> None:
    schedule.add(file, EventDraft("아무도 모를 면담", TODAY, place="모처", visibility="secret"))
    said = "\n".join(shown(file))
    assert "비공개" in said
    assert "면담" not in said
    assert "모처" not in said


@pytest.mark.parametrize(
    ("executed", "drawn"),
    [(0, "··╎·······"), (250, "██╎·······"), (350, "██╎▌······"), (2000, "██╎███████")],
)
def test_a_bar_shows_what_is_spent_and_where_the_year_stands(executed: int, drawn: str) -> None:
    pace = BurnRate(AccountFigures(1, "203-01", "기관운영", "", 1000, executed), TODAY)
    spans = spending_chart.burn_rate_bar(pace, 10)
    assert "".join(text for text, _style in spans) == drawn
    assert all(a != b for (_, a), (_, b) in pairwise(spans))  # no style is named twice in a row


def test_the_overview_draws_the_budgets_bars(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        seen = queries.overview(file.reader, audit_tables(AREAS), TODAY)
    bars = [
        "".join(text for text, _style in spending_chart.burn_rate_bar(pace, 26))
        for pace in seen.burn_rates
    ]
    shown = [each.text for each in details.budget(seen, 60)]
    assert [each.split()[0] for each in shown[2::2]] == bars
