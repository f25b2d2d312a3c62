"""A connection whose nth statement fails, as a device does, and every function that writes."""

import sqlite3
from collections.abc import Callable
from datetime import date, time, timedelta
from functools import partial
from types import SimpleNamespace
from typing import Any

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import ChangeDraft, CheckDraft
from secretariat_tui.areas.attached import task_store
from secretariat_tui.areas.attached.model import NO_RECORD, RecordKey, TaskDraft
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.areas.programmes.model import ProgrammeDraft, QuotaDraft
from secretariat_tui.areas.programmes.store import PROGRAMMES
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.report import store as report
from secretariat_tui.areas.report.model import PartDraft, TallyDraft
from secretariat_tui.areas.requests import store as requests
from secretariat_tui.areas.requests.model import AlternativeDraft, RequestDraft
from secretariat_tui.areas.requests.store import REQUESTS
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.areas.schedule.requests import request_events
from secretariat_tui.areas.schedule.requests.request_events import RequestAnswer
from secretariat_tui.areas.schedule.writes import series_store, stamps
from secretariat_tui.areas.staff import store as staff
from secretariat_tui.areas.staff.model import (
    FunctionDraft,
    GradeDraft,
    ManualDraft,
    StaffingDraft,
    SurveyDraft,
    SurveyItemDraft,
)
from secretariat_tui.areas.tasks import store as tasks
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.database.audit.events import ExportEvent, log_export
from secretariat_tui.database.engine import connect, write
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.writing import write as write_import
from secretariat_tui.tui.keys.area import audit_tables
from tests.database.states import agreement

Act = Callable[[OfficeFile], object]
DAY = date(2023, 4, 19)
ACCOUNT = AccountDraft(2023, "203-01", "기관운영업무추진비")
MONEY = AppropriationDraft(1, date(2023, 1, 1), 1_000_000)
OPENING = OpeningDraft(1, date(2023, 1, 31), 1000)
EXPENSE = ExpenseDraft(1, DAY, "간담회", 50_000, place="시청", target="시민 3명", headcount=3)
PROPOSAL = ProposalDraft("빈 회의실을 시민에게", DAY, problem="비어 있다", idea="빌려 준다")
REJECTED = Decision("decided", "rejected", reason="이미 하고 있음")
ROUND = RoundDraft(
    "청년", date(2023, 4, 1), date(2023, 4, 10), results=(ResultDraft("우수", "adopted", 1),)
)
LASTING = agreement("연장할 협약", expires_on=date(2023, 4, 1))
PROGRAMME = ProgrammeDraft("시술비", quotas=(QuotaDraft(41_000, "건", 2023),))
TALLY = TallyDraft("현장 방문", parts=(PartDraft("재난", 2),), opening_reason="합계로만 앎")
EVENT = EventDraft("착공식", DAY, lines=(LineDraft("참석", "시민"),))
HOLD = EVENT._replace(status="hold", hold_until=date(2023, 4, 10), hold_group="착공식")
SERIES = EVENT._replace(rrule="FREQ=WEEKLY")
REQUEST = RequestDraft(
    "개막식",
    date(2023, 4, 3),
    host="마을공동체",
    purpose="축사",
    contact="120",
    starts_on=DAY,
    starts_at=time(10),
    place="시청",
    alternatives=(AlternativeDraft(date(2023, 4, 20)),),
)


class Counter:
    """Counts statements; the one of number `fails_at` fails, once."""

    def __init__(self, fails_at: int = 0) -> None:
        self.fails_at, self.count = fails_at, 0

    def step(self, sql: str) -> None:
        if sql.startswith(("PRAGMA", "ROLLBACK")):
            return
        self.count += 1
        if self.count == self.fails_at:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorname = "SQLITE_IOERR_WRITE"
            raise error


def connection(counter: Counter) -> type[sqlite3.Connection]:
    """Return a class of connections whose statements are counted, however they are made."""

    class Cursor(sqlite3.Cursor):
        def execute(self, sql: str, *values: Any) -> Any:
            counter.step(sql)
            return super().execute(sql, *values)

        def executemany(self, sql: str, *values: Any) -> Any:
            counter.step(sql)
            return super().executemany(sql, *values)

    class Connection(sqlite3.Connection):
        def cursor(self, factory: Any = Cursor) -> Any:
            return super().cursor(factory)

        def execute(self, sql: str, *values: Any) -> Any:
            return self.cursor().execute(sql, *values)

    return Connection


def count_statements(patch: pytest.MonkeyPatch, counter: Counter) -> None:
    """Count the statements of the connections that write."""
    stub = SimpleNamespace(connect=partial(sqlite3.connect, factory=connection(counter)))

    def open_counted(*arguments: Any, **options: Any) -> sqlite3.Connection:
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(connect, "sqlite3", stub)
            return connect.open_database(*arguments, **options)

    patch.setattr(write, "open_database", open_counted)


def acts() -> dict[str, tuple[list[Act], Act]]:
    """Return, for each function that writes, what comes before it and the act itself."""
    a, b, p = agreements, budget, proposals
    account: Act = lambda f: b.add_account(f, ACCOUNT, 1_000_000)  # noqa: E731
    spent: Act = lambda f: b.add_expense(f, EXPENSE)  # noqa: E731
    sent: Act = lambda f: p.add(f, PROPOSAL)  # noqa: E731
    called: Act = lambda f: p.add_round(f, ROUND)  # noqa: E731
    opened: Act = lambda f: b.set_opening(f, OPENING)  # noqa: E731
    more: Act = lambda f: b.add_appropriation(f, MONEY)  # noqa: E731
    signed: Act = lambda f: a.add(  # noqa: E731
        f, agreement("교류", "상주시", "안동시", tasks=(TaskDraft("관광"),))
    )
    entered: Act = lambda f: schedule.add(f, EVENT)  # noqa: E731
    renamed = agreement("우호", "경주시")
    lasting: Act = lambda f: a.add(f, LASTING)  # noqa: E731
    planned: Act = lambda f: PROGRAMMES.add(f, PROGRAMME)  # noqa: E731
    return {
        "trail.log": ([], lambda f: log_export(f, ExportEvent("협약", 1, "복사", "outside", "보도"))),
        "agreements.add": ([], signed),
        "agreements.change": ([signed], lambda f: a.change(f, 1, 1, renamed)),
        "agreements.delete": ([signed], lambda f: a.delete(f, 1)),
        "budget.add_account": ([], account),
        "budget.change_account": (
            [account], lambda f: b.change_account(f, 1, 1, ACCOUNT._replace(note="경비")),
        ),
        "budget.delete_account": (
            [lambda f: b.add_account(f, ACCOUNT)], lambda f: b.delete_account(f, 1),
        ),
        "budget.add_appropriation": ([account], more),
        "budget.change_appropriation": (
            [account], lambda f: b.change_appropriation(f, 1, 1, MONEY._replace(won=7)),
        ),
        "budget.delete_appropriation": ([account], lambda f: b.delete_appropriation(f, 1)),
        "budget.set_opening": ([account], opened),
        "budget.delete_opening": ([account, opened], lambda f: b.delete_opening(f, 1)),
        "budget.add_expense": ([account], spent),
        "budget.change_expense": (
            [account, spent], lambda f: b.change_expense(f, 1, 1, EXPENSE._replace(won=7)),
        ),
        "budget.delete_expense": ([account, spent], lambda f: b.delete_expense(f, 1)),
        "budget.reverse": ([account, spent], lambda f: b.reverse(f, 1, DAY, "착오")),
        "proposals.add": ([], sent),
        "proposals.change": (
            [sent], lambda f: p.change(f, 1, 1, PROPOSAL._replace(title="새 제목")),
        ),
        "proposals.delete": ([sent], lambda f: p.delete(f, 1)),
        "proposals.decide": ([sent], lambda f: p.decide(f, 1, 1, REJECTED, DAY)),
        "proposals.decide_many": (
            [sent, sent, sent],
            lambda f: p.decide_many(f, [(1, 1), (2, 1), (3, 1)], REJECTED, DAY),
        ),
        "proposals.add_round": ([], called),
        "proposals.change_round": (
            [called], lambda f: p.change_round(f, 1, 1, ROUND._replace(results=())),
        ),
        "proposals.delete_round": ([called], lambda f: p.delete_round(f, 1)),
        "agreements.extend": (
            [lasting], lambda f: a.extend(f, 1, 1, LASTING, ChangeDraft(DAY, "extension", new_expires_on=DAY)),
        ),
        "agreements.record_check": (
            [signed], lambda f: a.record_check(f, 1, 1, agreement("교류"), CheckDraft(DAY)),
        ),
        "programmes.add": ([], planned),
        "programmes.change": (
            [planned], lambda f: PROGRAMMES.change(f, 1, 1, PROGRAMME._replace(quotas=())),
        ),
        "programmes.delete": ([planned], lambda f: PROGRAMMES.delete(f, 1)),
        "tasks.add_set": (
            [entered, lambda f: tasks.TEMPLATES.add(f, TemplateDraft("준비", "현장 답사", days=-7))],
            lambda f: tasks.add_set(f, audit_tables(AREAS), RecordKey("event", 1), "준비"),
        ),
        **_diary_acts(entered),
        **_task_acts(),
        **_report_acts(),
        **_staff_acts(),
        "undo": ([signed, lambda f: a.delete(f, 1)], OfficeFile.undo),
        "redo": ([signed, lambda f: a.delete(f, 1), OfficeFile.undo], OfficeFile.redo),
    }  # fmt: skip


def _diary_acts(entered: Act) -> dict[str, tuple[list[Act], Act]]:
    s, second = schedule, (1, "2023-04-26")
    held: Act = lambda f: s.add(f, HOLD)  # noqa: E731
    repeated: Act = lambda f: s.add(f, SERIES)  # noqa: E731
    moved = SERIES._replace(starts_on=DAY + timedelta(days=8))
    changed: Act = lambda f: series_store.change_occurrence(f, second, 1, "one", moved)  # noqa: E731
    asked: Act = lambda f: REQUESTS.add(f, REQUEST)  # noqa: E731
    answered: Act = lambda f: request_events.hold_days(f, 1, 1)  # noqa: E731
    return {
        "schedule.add": ([], entered),
        "schedule.change": ([entered], lambda f: s.change(f, 1, 1, EVENT._replace(lines=()))),
        "schedule.set_status": ([entered], lambda f: s.set_status(f, 1, 1, "cancelled")),
        "schedule.set_status of a hold": ([held, held], lambda f: s.set_status(f, 1, 1, "confirmed")),
        "schedule.set_attendance": ([entered], lambda f: s.set_attendance(f, 1, 1, "deputy")),
        "schedule.extend_hold": ([held], lambda f: s.extend_hold(f, 1, 1, DAY)),
        "schedule.delete": ([entered], lambda f: s.delete(f, 1)),
        "schedule.delete of a series": ([repeated, changed], lambda f: s.delete(f, 1)),
        "series_store.change_occurrence": ([repeated], changed),
        "series_store.change_occurrence and those after it": (
            [repeated], lambda f: series_store.change_occurrence(f, second, 1, "following", moved),
        ),
        "series_store.change_occurrence and all": (
            [repeated], lambda f: series_store.change_occurrence(f, second, 1, "all", moved),
        ),
        "series_store.delete_occurrence": (
            [repeated], lambda f: series_store.delete_occurrence(f, second, 1, "following"),
        ),
        "series_store.record_past": ([repeated], lambda f: series_store.record_past(f, date(2023, 5, 1))),
        "stamps.stamp": (
            [entered, entered], lambda f: stamps.stamp(f, [(1, 1), (2, 1)], "seen_on", DAY),
        ),
        "requests.add": ([], asked),
        "requests.set_state": ([asked], lambda f: requests.set_state(f, [(1, 1)], "review")),
        "request_events.hold_days": ([asked], answered),
        "request_events.place": (
            [asked, answered], lambda f: request_events.place(f, 1, 2, RequestAnswer("confirmed")),
        ),
        "request_events.set_states": (
            [asked, answered], lambda f: request_events.set_states(f, [(1, 2)], "declined"),
        ),
        "imports.write": ([entered], _import_events),
    }  # fmt: skip


def _import_events(file: OfficeFile) -> None:
    table = file.path.with_name("일정.csv")
    table.write_text(
        "제목,날짜,내용\n국무회의,2023-04-18,안건\n시정회의,2023-04-20,의견\n", "utf-8"
    )
    target = schedule.EVENT_IMPORT
    assert write_import(file, target, read_file(table, target, file.reader, DAY)).written


def _task_acts() -> dict[str, tuple[list[Act], Act]]:
    add: Act = lambda f: TASKS.add(f, NO_RECORD, TaskDraft("현장 답사"))  # noqa: E731
    tasks_ = [(1, 1), (2, 1)]
    return {
        "task_store.set_state": ([add, add], lambda f: task_store.set_state(f, tasks_, "doing")),
        "task_store.complete": ([add, add], lambda f: task_store.complete(f, tasks_, DAY, "")),
    }


def _report_acts() -> dict[str, tuple[list[Act], Act]]:
    added: Act = lambda f: report.add(f, TALLY)  # noqa: E731
    return {
        "report.add": ([], added),
        "report.change": (
            [added], lambda f: report.change(f, 1, 1, TALLY._replace(title="민생 현장", opening_reason="다시 셈", parts=())),
        ),
        "report.delete": ([added], lambda f: report.delete(f, 1)),
    }  # fmt: skip


def _staff_acts() -> dict[str, tuple[list[Act], Act]]:
    stores: dict[str, tuple[Any, Any]] = {
        "staffing": (
            staff.STAFFINGS,
            StaffingDraft(DAY, grades=(GradeDraft("일반직", "5급", 2, 2),)),
        ),
        "function": (staff.FUNCTIONS, FunctionDraft("소통·협력 가교")),
        "manual": (staff.MANUALS, ManualDraft("행사")),
        "survey": (
            staff.SURVEYS,
            SurveyDraft("선호도", 608, items=(SurveyItemDraft("일반용역", 302, "27"),)),
        ),
    }
    found: dict[str, tuple[list[Act], Act]] = {}
    for name, (store, draft) in stores.items():
        add = partial(store.add, draft=draft)
        changed = draft._replace(note="고침")
        found[f"staff.add_{name}"] = ([], add)
        found[f"staff.change_{name}"] = (
            [add],
            partial(store.change, record_id=1, rev=1, draft=changed),
        )
        found[f"staff.delete_{name}"] = ([add], partial(store.delete, record_id=1))
    return found
