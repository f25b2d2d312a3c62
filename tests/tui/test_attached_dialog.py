"""What hangs on any record, in one dialog on every screen."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.attached import queries, store
from secretariat_tui.areas.attached.file_status import read_file
from secretariat_tui.areas.attached.model import (
    LinkDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.area import audit_tables
from tests.conftest import TODAY
from tests.database.states import agreement
from tests.tui.desk import desk

AGREEMENT = RecordKey("agreement", 1)


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A file to attach."""
    path = tmp_path / "협약서.pdf"
    path.write_text("협약서")
    return path


@pytest.fixture
def filled(path: Path, paper: Path) -> Path:
    """A file with an agreement on which one row of each table hangs; it is linked to a secret proposal too."""
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        agreements.add(file, agreement("부산 협약"))
        event = schedule.add(file, EventDraft("체결식", TODAY))
        secret = proposals.add(file, ProposalDraft("감사 제보", TODAY, secret=True))
        store.TASKS.add(
            file, AGREEMENT, TaskDraft("장터", owner="박주무관", due_on=date(2023, 5, 2))
        )
        store.NOTES.add(file, AGREEMENT, NoteDraft(TODAY, "전화함"))
        store.FILES.add(file, AGREEMENT, read_file(paper, "협약서", TODAY))
        person = ParticipantDraft("contact", "이철우", "부산광역시", "과장")
        store.PARTICIPANTS.add(file, AGREEMENT, person)
        for other in (RecordKey("event", event), RecordKey("proposal", secret)):
            store.add_link(file, LinkDraft(AGREEMENT, other, "후속"))
    return path


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture(filled: Path, size: tuple[int, int]) -> None:
    async with desk(filled, size, area="agreements") as there:
        await there.press("plus")
        there.check_picture("attached")


async def test_the_details_count_what_hangs_and_list_links_from_both_sides(filled: Path) -> None:
    async with desk(filled, (120, 40), area="agreements") as there:
        shown = there.text()
        assert "덧붙인 것  할 일 1 · 메모 1 · 파일 1 · 관계자 2 · 이어진 기록 2" in shown
        assert "↔ 일정  체결식" in shown
        assert "↔ 제안  비공개" in shown
        assert "제보" not in shown
        shown = await there.press("2", "enter")
        assert "↔ 협약  부산 협약  후속" in shown


async def test_rows_are_added_edited_and_deleted_by_keys(filled: Path) -> None:
    async with desk(filled, (120, 40), area="agreements") as there:
        shown = await there.press("plus")
        assert "덧붙인 것 – 부산 협약" in shown
        shown = await there.press("insert")
        assert "무엇을 덧붙일까요" in shown
        await there.press("down", "enter", "tab")
        await there.type("다시 전화함")
        shown = await there.press("ctrl+s")
        assert "메모  2" in shown
        assert "다시 전화함" in shown
        shown = await there.press("down", "f2", "tab", "end")
        await there.type("!")
        shown = await there.press("ctrl+s")
        assert "메모  2" in shown
        shown = await there.press("delete", "down", "enter")
        assert "메모  1" in shown
        await there.press("escape")
        shown = await there.press("ctrl+z", "ctrl+z", "ctrl+z")
        assert "메모 1 ·" in shown


async def test_a_task_is_done_there(filled: Path) -> None:
    async with desk(filled, (120, 40), area="agreements") as there:
        await there.press("plus", "f4", "tab")
        await there.type("결과보고 1")
        shown = await there.press("ctrl+s")
        assert "■ 완료  장터" in shown
        assert "결과보고 1" in shown


async def test_a_file_that_changed_or_moved_is_marked(filled: Path, paper: Path) -> None:
    async with desk(filled, (120, 40), area="agreements") as there:
        assert "협약서  그대로" in await there.press("plus")
        await there.press("escape")
        paper.write_text("바뀐 협약서")
        assert "협약서  바뀜" in await there.press("plus")
        shown = await there.press("down", "down", "enter")
        assert "등록한 뒤에 바뀌었습니다" in shown
        path = "".join(line.strip("│ ") for line in shown.split("\n"))  # it may be wrapped
        assert "협약서.pdf" in path
        await there.press("escape", "escape")
        paper.unlink()
        assert "협약서  없음" in await there.press("plus")


async def test_a_link_opens_the_other_record_and_esc_comes_back(filled: Path) -> None:
    async with desk(filled, (120, 40), area="agreements") as there:
        await there.press("plus", *["down"] * 5)
        shown = await there.press("enter")
        assert "[2 일정]" in shown
        assert "체결식" in shown
        shown = await there.press("escape")
        assert "[5 협약]" in shown


async def test_a_link_is_added_by_finding_the_other_record(filled: Path) -> None:
    with closing(OfficeFile(filled, "김주무관", sources=index_sources)) as file:
        agreements.add(file, agreement("제주 협약"))
    async with desk(filled, (120, 40), area="agreements") as there:
        await there.press("down")
        shown = await there.press("plus")
        assert "덧붙인 것 – 제주 협약" in shown
        await there.press("insert", "end", "enter")
        await there.type("체결식")
        assert "↔ 일정  체결식" in await there.press("enter")
    with closing(OfficeFile(filled, "김주무관", sources=index_sources)) as file:
        event = RecordKey("event", 1)
        assert len(queries.links(file.reader, audit_tables(AREAS), event)) == 2


async def test_the_pane_of_a_secret_record_shows_nothing_that_hangs_on_it(filled: Path) -> None:
    async with desk(filled, (120, 40), area="proposals") as there:
        assert "덧붙인 것" not in there.text().split("Enter 열기")[0]
        shown = await there.press("ctrl+x")
        assert "부산 협약" not in shown


async def test_names_are_masked_on_a_masked_screen(filled: Path) -> None:
    async with desk(filled, (120, 40), area="agreements") as there:
        assert "이철우" in await there.press("plus")
        await there.press("escape", "ctrl+x")
        shown = await there.press("plus")
        assert "이철우" not in shown
        assert "박주무관" not in shown
        assert "부산광역시" in shown
