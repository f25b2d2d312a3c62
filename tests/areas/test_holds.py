"""Tentative events: candidates for one appointment, and the day until which they are held."""

from contextlib import closing
from datetime import date, time
from pathlib import Path

from secretariat_tui.areas.schedule import queries, store
from secretariat_tui.areas.schedule.model import EventDraft, Scope
from secretariat_tui.areas.schedule.views.event_details import describe_event
from secretariat_tui.areas.schedule.writes import series_store
from secretariat_tui.database.file import OfficeFile
from tests.tui.desk import TODAY, desk

DINNER = EventDraft(
    "상의 만찬",
    date(2023, 4, 20),
    time(18),
    ends_at=time(20),
    status="hold",
    hold_group="상의",
    hold_until=date(2023, 4, 18),
)
SECOND = DINNER._replace(starts_on=date(2023, 4, 24), visibility="secret", hold_until=None)
OTHER = DINNER._replace(
    title="다른 만찬", starts_on=date(2023, 4, 25), hold_group="", hold_until=None
)


def statuses(file: OfficeFile, *ids: int) -> list[str]:
    """Return the statuses of events."""
    found = [queries.event(file.reader, number) for number in ids]
    return [each.draft.status for each in found if each]


def test_confirming_a_candidate_releases_the_others_in_one_edit(file: OfficeFile) -> None:
    ids = [store.add(file, draft) for draft in (DINNER, SECOND, OTHER)]
    released = store.set_status(file, ids[0], 1, "confirmed")
    assert released == ["4.24.(월) 비공개"]
    assert statuses(file, *ids) == ["confirmed", "cancelled", "hold"]
    assert store.set_status(file, ids[2], 1, "confirmed") == []


def test_the_form_releases_the_others_too(file: OfficeFile) -> None:
    ids = [store.add(file, draft) for draft in (DINNER, SECOND)]
    store.change(file, ids[0], 1, DINNER._replace(title="만찬"))
    assert statuses(file, *ids) == ["hold", "hold"]
    store.change(file, ids[0], 2, DINNER._replace(status="confirmed"))
    assert statuses(file, *ids) == ["confirmed", "cancelled"]


def test_only_a_tentative_event_shows_until_when_it_is_held() -> None:
    held = [line.text for line in describe_event(DINNER)]
    assert "잠정 기한  2023. 4. 18.(화) · 후보 묶음 상의" in held
    for status in ("confirmed", "done", "cancelled", "postponed"):
        lines = [line.text for line in describe_event(DINNER._replace(status=status))]
        assert not any("잠정" in line or "후보" in line for line in lines)


def _shown(file: OfficeFile) -> list[str]:
    """Return day, title and status of the events of spring 2023."""
    rows = queries.agenda(file.reader, date(2023, 4, 1), date(2023, 5, 31))
    return [f"{each.starts_on:%m-%d} {each.title} {each.status}" for each in rows]


def _confirm(file: OfficeFile, day: date, scope: Scope) -> list[str]:
    rows = queries.agenda(file.reader, day, day)
    (row,) = [each for each in rows if each.is_occurrence and each.title == "상의 만찬"]
    stored = queries.occurrence_draft(file.reader, row.key)
    assert stored
    draft = stored.draft._replace(status="confirmed")
    return series_store.change_occurrence(file, row.key, stored.rev, scope, draft).released


WEEKLY = DINNER._replace(rrule="FREQ=WEEKLY;COUNT=3")
THIRD = DINNER._replace(
    title="상의 오찬", starts_on=date(2023, 4, 21), starts_at=time(12), ends_at=time(13),
    rrule="FREQ=WEEKLY;COUNT=2",
)  # fmt: skip


def test_confirming_one_occurrence_releases_the_other_candidates(file: OfficeFile) -> None:
    """The other occurrences of the series are candidates too."""
    for draft in (WEEKLY, THIRD, SECOND._replace(visibility="public", title="상의 조찬"), OTHER):
        store.add(file, draft)
    before = _shown(file)
    released = _confirm(file, date(2023, 4, 27), "one")
    assert released == [
        "4.20.(목) 상의 만찬 (반복)",
        "4.21.(금) 상의 오찬 (반복)",
        "4.24.(월) 상의 조찬",
    ]
    assert _shown(file) == [
        "04-20 상의 만찬 cancelled", "04-21 상의 오찬 cancelled", "04-24 상의 조찬 cancelled",
        "04-25 다른 만찬 hold", "04-27 상의 만찬 confirmed", "04-28 상의 오찬 cancelled",
        "05-04 상의 만찬 cancelled",
    ]  # fmt: skip
    assert file.undo()
    assert _shown(file) == before


def test_confirming_the_rest_of_a_series_releases_other_candidates_but_not_its_own(
    file: OfficeFile,
) -> None:
    for scope, first in (("following", "hold"), ("all", "confirmed")):
        for draft in (WEEKLY, THIRD):
            store.add(file, draft)
        chosen: Scope = "following" if scope == "following" else "all"
        assert _confirm(file, date(2023, 4, 27), chosen) == ["4.21.(금) 상의 오찬 (반복)"]
        assert _shown(file) == [
            f"04-20 상의 만찬 {first}", "04-21 상의 오찬 cancelled",
            "04-27 상의 만찬 confirmed", "04-28 상의 오찬 cancelled", "05-04 상의 만찬 confirmed",
        ]  # fmt: skip
        for _edit in range(3):
            assert file.undo()


async def test_confirming_an_occurrence_names_the_candidates_cancelled(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, WEEKLY)
        store.add(file, SECOND._replace(visibility="public"))
    async with desk(path) as there:
        await there.press("2")
        await there.press("f3")
        await there.type("4.27.")
        await there.press("ctrl+s", "tab")
        await there.press("f4")
        await there.press("down")
        assert "이 일정만" in await there.press("enter")
        shown = await there.press("enter")
        assert "확정했습니다. 취소한 후보: 4.20.(목) 상의 만찬 (반복), 4.24.(월) 상의 만찬" in shown


async def test_an_expired_hold_is_extended_and_confirmed_from_today(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        ids = [store.add(file, draft) for draft in (DINNER, SECOND._replace(visibility="public"))]
    async with desk(path) as there:
        assert "잠정 기한 4.20.(목) 상의 만찬" in there.text()
        await there.press("2")
        await there.press("f3")
        await there.type("4.20.")
        await there.press("ctrl+s", "tab")
        shown = await there.press("f4")
        assert "잠정 기한 늘리기: 4.20.(목)까지" in shown
        await there.press("end")
        assert "4.20.(목)까지 잠정으로 둡니다." in await there.press("enter")
        assert "늘리기" not in await there.press("f4")  # it cannot be held beyond its own day
        await there.press("down")
        shown = await there.press("enter")
        assert "확정했습니다. 취소한 후보: 4.24.(월) 상의 만찬" in shown
        with closing(OfficeFile(path, "김주무관")) as file:
            assert statuses(file, *ids) == ["confirmed", "cancelled"]
        await there.press("ctrl+z")
        with closing(OfficeFile(path, "김주무관")) as file:
            assert statuses(file, *ids) == ["hold", "hold"]
            assert [each.hold_until for each in queries.due_holds(file.reader, TODAY)] == []


async def test_enter_on_a_hold_that_ends_asks_what_becomes_of_it(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        ids = [store.add(file, OTHER._replace(hold_until=date(2023, 4, 18)))]
    async with desk(path, (80, 24), area="today") as there:
        keys = there.text().splitlines()[-1]
        assert "F4 상태" in keys
        assert "F2 고치기" in keys
        shown = await there.press("enter")  # the cursor begins on what is due
        assert "잠정 기한 늘리기: 4.25.(화)까지" in shown
        assert "확정" in shown
        await there.press("end")
        assert "4.25.(화)까지 잠정으로 둡니다." in await there.press("enter")
        with closing(OfficeFile(path, "김주무관")) as file:
            assert statuses(file, *ids) == ["hold"]
