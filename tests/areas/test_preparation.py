"""Which events are not prepared: what is to be ready until their day is not done."""

from contextlib import closing
from datetime import date, time
from pathlib import Path

from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.areas.schedule import queries, store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.planning.preparation import unprepared
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import TODAY, desk

DAY = date(2023, 4, 21)
OPEN = TaskDraft("말씀자료", due_on=date(2023, 4, 20))


def add(file: OfficeFile, title: str, *tasks: TaskDraft, **values: object) -> int:
    draft = EventDraft(title, DAY, time(10), time(11))._replace(**values)  # type: ignore[arg-type]
    event = store.add(file, draft)
    for task in tasks:
        TASKS.add(file, RecordKey("event", event), task)
    return event


def test_events_with_open_tasks_until_their_day_are_not_prepared(file: OfficeFile) -> None:
    not_ready = [
        add(file, "국무회의", OPEN),
        add(file, "회의", OPEN._replace(state="doing", due_on=DAY), OPEN._replace(state="done")),
        add(file, "만찬", OPEN, status="hold"),
        add(file, "대참", OPEN, attendance="deputy"),
    ]
    add(file, "준비된 회의", OPEN._replace(state="done"), OPEN._replace(state="stopped"))
    add(file, "결과보고만 남은 회의", OPEN._replace(due_on=date(2023, 4, 24)))
    add(file, "기한 없는 일", OPEN._replace(due_on=None))
    add(file, "할 일 없는 회의")
    add(file, "취소된 회의", OPEN, status="cancelled")
    add(file, "불참", OPEN, attendance="declined")
    add(file, "지난 회의", OPEN, starts_on=date(2023, 4, 18))
    add(file, "주간회의", OPEN, rrule="FREQ=WEEKLY")
    rows = queries.agenda(file.reader, date(2023, 4, 1), date(2023, 4, 30))
    assert unprepared(file.reader, rows, TODAY) == frozenset(not_ready)
    assert unprepared(file.reader, [], TODAY) == frozenset()


async def test_what_is_not_prepared_is_counted_and_named(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        add(file, "국무회의", OPEN, starts_on=date(2023, 4, 20))
        add(file, "비밀 면담", OPEN, visibility="secret")
        add(file, "회의")
    async with desk(path, (120, 40), area="today") as there:
        assert "내일 4.20.(목)  1건 · 준비 미비 1" in there.text()
        assert "10:00–11:00 ▌회 국무회의" in there.text()
    async with desk(path, (120, 40), area="schedule") as there:
        shown = await there.press("w", "right")
        assert " · 3건 · 잠정 0 · 겹침 1 · 준비 미비 2" in shown
        assert "4.20.(목) ▲ 준비 미비: 국무회의  빈 시간" in shown
        shown = await there.press("right")
        assert "▲ 준비 미비: 비공개" in shown
        assert "면담" not in shown


async def test_the_tasks_of_a_set_count_until_they_are_done(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        store.add(file, EventDraft("제17회 국무회의", DAY, time(10), time(11), kind="cabinet"))
    async with desk(office, (120, 40), area="schedule") as there:
        shown = await there.press("d", "right", "right")
        assert "준비 미비" not in shown
        shown = await there.press("ctrl+down", "enter", "+", "f3")
        assert "국무회의 준비  할 일 3건" in shown
        assert "할 일 3건을 더했습니다." in await there.press("enter")
        assert "말씀자료 작성" in await there.press("enter")
        assert "1건 · 잠정 0 · 겹침 0 · 준비 미비 1" in await there.press("escape", "escape")
        await there.press("enter", "+", "f4", "ctrl+s")  # the summary of the agenda
        assert "준비 미비 1" in await there.press("escape", "escape")
        await there.press(
            "enter", "+", "down", "f4", "ctrl+s"
        )  # the speech; the report is due later
        shown = await there.press("escape", "escape")
        assert "1건 · 잠정 0 · 겹침 0" in shown
        assert "준비 미비" not in shown
        await there.press("f1")
        assert "그날까지의 할 일이 남은" in await there.type("준비 미비")
