"""The day and the minute change while a screen is open."""

from contextlib import closing
from datetime import date, datetime, time, timedelta
from pathlib import Path

import pytest

from secretariat_tui.areas.schedule import store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.app import SecretariatApp
from secretariat_tui.tui.runtime.clock import Clock
from tests.tui.desk import TODAY, desk


class Watch:
    """A clock that a test sets."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def today(self) -> date:
        return self.now.date()

    def time_of_day(self) -> time:
        return self.now.time()


def set_clock(app: SecretariatApp, watch: Watch) -> None:
    app.today = watch.today
    clock = Clock(watch.today, watch.time_of_day)
    app._clock = clock
    app.now = clock.now


@pytest.mark.parametrize(
    ("keys", "before", "after"),
    [
        ((), "오늘 4.19.(수)", "오늘 4.20.(목)"),
        (("2",), "[19]", "[20]"),
        (("4",), "2023. 4. 19.(수)", "2023. 4. 20.(목)"),
        (("2", "f7"), "오늘부터 2", "오늘부터 1"),
        (("3",), "'23.4.19.", "'23.4.20."),
    ],
)
async def test_every_screen_follows_the_day(
    office: Path, keys: tuple[str, ...], before: str, after: str
) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        store.add(file, EventDraft("오늘 일", TODAY, time(10)))
        store.add(file, EventDraft("내일 일", TODAY + timedelta(1), time(10)))
    async with desk(office, (120, 40)) as there:
        watch = Watch(datetime(2023, 4, 19, 23, 59))  # noqa: DTZ001
        set_clock(there.app, watch)
        shown = await there.press(*keys, "f5")
        assert before in shown
        watch.now += timedelta(minutes=1)
        there.app.follow_clock()
        await there.settle()
        assert after in there.text()


async def test_the_line_of_the_time_moves_each_minute(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, EventDraft("보고", TODAY, time(10)))
    async with desk(path, (120, 40)) as there:
        watch = Watch(datetime(2023, 4, 19, 9, 30))  # noqa: DTZ001
        set_clock(there.app, watch)
        watch.now += timedelta(seconds=40)
        there.app.follow_clock()
        await there.settle()
        assert "지금 09:20" in there.text()  # as it was drawn: the minute is the same
        watch.now += timedelta(seconds=20)
        there.app.follow_clock()
        await there.settle()
        shown = there.text()
        assert "지금 09:31" in shown
        assert "다음: 10:00, 29분 뒤" in shown


async def test_a_minute_that_begins_while_the_program_ends_changes_nothing(office: Path) -> None:
    watch = Watch(datetime.combine(TODAY, time(9)))
    async with desk(office) as there:
        set_clock(there.app, watch)
    watch.now += timedelta(minutes=1)
    there.app.follow_clock()
    assert there.app.front is None
