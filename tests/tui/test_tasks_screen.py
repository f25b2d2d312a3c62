"""The screen of tasks, key by key."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import index_sources
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.attached import store
from secretariat_tui.areas.attached.model import NO_RECORD, RecordKey, TaskDraft
from secretariat_tui.areas.programmes.model import ProgrammeDraft
from secretariat_tui.areas.programmes.store import PROGRAMMES
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.widgets.styled_lines import LineView
from tests.conftest import TODAY
from tests.database.states import agreement
from tests.tui.desk import desk


@pytest.fixture
def filled(path: Path) -> Path:
    """A file with tasks of an agreement, of a secret proposal and of none."""
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        number = agreements.add(file, agreement("부산 협약"))
        secret = proposals.add(file, ProposalDraft("감사 제보", TODAY, secret=True))
        rows = (
            (RecordKey("agreement", number), TaskDraft("직거래 장터", "doing", "박주무관", date(2023, 4, 10))),
            (RecordKey("agreement", number), TaskDraft("청년 교류", owner="이팀장", due_on=date(2023, 6, 30), precision="month")),
            (RecordKey("proposal", secret), TaskDraft("제보자 면담", owner="최조사관", due_on=date(2023, 4, 21))),
            (NO_RECORD, TaskDraft("책상 정리")),
            (NO_RECORD, TaskDraft("점검표 내기", owner="박주무관", due_on=date(2023, 4, 28), timing="recurring", recurrence="monthly")),
        )  # fmt: skip
        for key, draft in rows:
            store.TASKS.add(file, key, draft)
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture(filled: Path, size: tuple[int, int]) -> None:
    async with desk(filled, size, area="tasks") as there:
        there.check_picture("tasks")


async def test_the_list_hides_what_is_done_until_the_filter_is_removed(filled: Path) -> None:
    async with desk(filled, (120, 40), area="tasks") as there:
        shown = there.text()
        assert "할 일 5건 · 기한 지남 1 · 이번 주 1 · 기한 없음 1 · 완료 0" in shown
        assert "[끝난 것 숨김 ×]" in shown
        assert "! ~4.10.(월) D+9" in shown
        assert "'23. 6월까지 D-72" in shown
        await there.press("f4", "down", "down", "enter")
        await there.press("tab")
        await there.type("결과보고 7")
        shown = await there.press("ctrl+s")
        assert "직거래 장터" not in shown
        assert "완료 1" in shown
        shown = await there.press("escape")
        assert "■ 완료" in shown
        assert "결과보고 7" in shown


async def test_a_task_is_added_to_a_record_found_by_typing_or_to_none(filled: Path) -> None:
    async with desk(filled, (120, 40), area="tasks") as there:
        shown = await there.press("insert")
        assert "어느 기록의 할 일인가요" in shown
        assert "기록 없이 적기" in shown
        await there.type("부산")
        shown = await there.press("enter")
        assert "새 할 일 – 부산 협약" in shown
        await there.type("후속 회의")
        await there.press("tab", "tab", "tab")
        shown = await there.type("'24년~")
        assert "2024. 1. 1.(월)부터 · 연 단위" in shown
        shown = await there.press("ctrl+s")
        assert "'24년부터 D-257" in shown
        await there.press("insert", "enter")
        await there.type("명패")
        shown = await there.press("ctrl+s")
        assert "할 일 7건" in shown
        assert "기록  없음" in shown
        shown = await there.press("ctrl+z", "ctrl+z")
        assert "할 일 5건" in shown


async def test_a_task_opens_its_record_and_esc_comes_back_to_the_same_place(filled: Path) -> None:
    async with desk(filled, (120, 40), area="tasks") as there:
        await there.press("down", "down", "down")
        assert "기한  2023. 6. 30.(금)까지 · 월 단위" in there.text()
        shown = await there.press("ctrl+r")
        assert "[5 협약]" in shown
        assert "Ctrl+L 이력" in shown  # its card
        shown = await there.press("escape")
        assert "[7 할일]" in shown
        assert "기한  2023. 6. 30.(금)까지 · 월 단위" in shown
        await there.press("ctrl+r")
        shown = await there.press("ctrl+l")  # the history of the agreement, from its card
        assert "이력" in shown
        shown = await there.press("escape")
        assert "[5 협약]" in shown
        assert "[7 할일]" in await there.press("escape")
        shown = await there.press("enter")
        assert "Ctrl+R 기록으로" in shown
        assert "[5 협약]" in await there.press("ctrl+r")


async def test_the_state_of_the_selection_is_changed_in_one_step(filled: Path) -> None:
    async with desk(filled, (120, 40), area="tasks") as there:
        shown = await there.press("ctrl+a", "f4")
        assert "상태 바꾸기 – 5건" in shown
        shown = await there.press("down", "down", "enter")
        assert "완료 – 5건" in shown
        shown = await there.press("ctrl+s")
        assert "다음 기한 2023. 5. 31.(수)." not in shown  # the 28th is no end of a month
        assert (
            "다음 기한 2023. 5. 28.(일) → 5.30.(화). 되돌리기 Ctrl+Z" in shown
        )  # 5.29. is a holiday
        assert "할 일 1건" in shown
        assert "매월 5.28.(일) D-39" in shown
        assert "쉬는 날입니다: 2023. 5. 28.(일) → 5.30.(화)" in shown
        shown = await there.press("ctrl+z")
        assert "되돌렸습니다: 할 일 완료 5건" in shown
        assert "할 일 5건" in shown


async def test_owner_and_date_of_the_selection_are_changed_in_one_step(filled: Path) -> None:
    async with desk(filled, (120, 40), area="tasks") as there:
        await there.press("space", "down", "space", "ctrl+n")
        assert "담당·기한 바꾸기 – 2건" in there.text()
        await there.type("정주임")
        await there.press("tab")
        await there.type("하반기까지")
        shown = await there.press("ctrl+s")
        assert shown.count("'23. 12월까지 D-256") == 2
        assert shown.count("정주임") >= 1
        assert "되돌렸습니다: 할 일 담당·기한 바꿈 2건" in await there.press("ctrl+z")


async def test_filters(filled: Path) -> None:
    async with desk(filled, (120, 40), area="tasks") as there:
        shown = await there.press("f3")
        assert "기한 지남            1" in shown
        shown = await there.press("down", "enter")
        assert "[기한 지남 ×]" in shown
        assert "직거래 장터" in shown
        assert "책상 정리" not in shown
        await there.press("f3")
        shown = await there.press("down", "down", "down", "enter")
        assert "[기한 없음 ×]" in shown
        assert "책상 정리" in shown


async def test_the_task_of_a_secret_record_shows_its_text_only_in_its_card(filled: Path) -> None:
    async with desk(filled, (120, 40), area="tasks") as there:
        shown = await there.press("down")
        assert "제보" not in shown
        assert "최조사관" not in shown
        assert shown.count("비공개") == 3  # text, record, details
        assert "제보자 면담" in await there.press("enter")


async def test_names_are_masked_on_a_masked_screen(filled: Path) -> None:
    async with desk(filled, (140, 40), area="tasks") as there:
        assert there.text().count("박주무관") == 3
        shown = await there.press("ctrl+x")
        assert "박주무관" not in shown
        assert "이팀장" not in shown
        shown = await there.press("enter")
        assert "박주무관" not in shown


async def test_today_shows_tasks_due_of_all_records_and_of_none(filled: Path) -> None:
    with closing(OfficeFile(filled, "김주무관", sources=index_sources)) as file:
        number = PROGRAMMES.add(file, ProgrammeDraft("한강 정원"))
        store.TASKS.add(
            file, RecordKey("programme", number), TaskDraft("착공", due_on=date(2023, 4, 18))
        )
        store.TASKS.add(file, NO_RECORD, TaskDraft("명패 달기", due_on=date(2023, 4, 20)))
    async with desk(filled, (120, 40)) as there:
        shown = there.text()
        for text in ("직거래 장터", "착공", "명패 달기"):
            assert text in shown
        assert "제보" not in shown
        lines = ("착공", "[6 사업]", "한강 정원"), ("명패 달기", "[7 할일]", "2023. 4. 20.(목)까지")
        for text, tab, card in lines:
            (view, target), *_others = (
                (view, line.target)
                for view in there.app.screen.query(LineView)
                for line in view.lines
                if text in line.text
            )
            view.focus()
            view.select(target)
            shown = await there.press("enter")
            assert tab in shown
            assert card in shown
            await there.press("escape", "1")
