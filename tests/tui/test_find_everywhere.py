"""Finding from anywhere: Ctrl+K, a few letters, Enter."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import index_sources
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft, AppropriationDraft, ExpenseDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft, RoundDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.database.file import OfficeFile
from tests.conftest import Prepared
from tests.tui.desk import TODAY, desk

LONG = "골목마다 흩어진 안내판을 한데 모으고, 그 자리에 둔산 느티나무 쉼터를 두자는 뜻입니다."


def _fill_mixed(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        budget.add_account(
            file, AccountDraft(2023, "203-03", "둔산권 업무추진", note="2월 신설"), 9_000_000
        )
        budget.add_appropriation(
            file, AppropriationDraft(1, date(2023, 2, 1), 500_000, "supplementary", "둔산 행사")
        )
        budget.add_expense(
            file, ExpenseDraft(1, date(2023, 3, 2), "간담회", 30_000, target="둔산동 통장 6명")
        )
        proposals.add_round(file, RoundDraft("둔산 살리기", date(2023, 1, 1), date(2023, 3, 31)))
        proposals.add(file, ProposalDraft("쉼터를 둡시다", date(2023, 4, 3), idea=LONG))
        proposals.add(file, ProposalDraft("둔산 비리 제보", date(2023, 4, 4), secret=True))
        agreements.add(
            file,
            AgreementDraft(
                "교류 협약", signed_on=date(2022, 11, 5), parties=(PartyDraft("상주시"),),
                tasks=(TaskDraft("둔산 방문단 꾸리기"),),
            ),
        )  # fmt: skip
        lines = (LineDraft("참석", "둔산1동장"),)
        schedule.add(
            file, EventDraft("현장 간담회", date(2023, 4, 20), place="주민센터", lines=lines)
        )


@pytest.fixture
def mixed(prepared: Prepared) -> Path:
    """A record of each kind that speaks of 둔산, each on a day of its own."""
    return prepared(_fill_mixed)


def found(shown: str) -> list[str]:
    """Return the lines of the dialog that name a record."""
    return re.findall(r"│ (('\d\d\.\S+|–) .*?) *│", shown)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_all_areas_at_once(mixed: Path, size: tuple[int, int]) -> None:
    async with desk(mixed, size, area="agreements") as there:
        await there.press("ctrl+k")
        there.check_picture("find-everywhere-empty")
        await there.type("ㄷㅅ")
        there.check_picture("find-everywhere")
        shown = await there.press("escape")
        assert "어디서나 찾기" not in shown


async def test_the_newest_come_first_and_secrets_stay_veiled(mixed: Path) -> None:
    async with desk(mixed, (120, 40)) as there:
        await there.press("ctrl+k")
        shown = await there.type("둔산")
        nouns = [each[0].split()[1] for each in found(shown)]
        assert nouns == ["일정", "제안", "회차", "집행", "예산", "예산", "과목", "협약"]
        assert "8건 · 새것부터" in shown
        assert "비리" not in shown
        assert "…" in next(line for line in shown.split("\n") if "느티나무" in line)
        shown = await there.type(" 느티")
        assert len(found(shown)) == 1
        shown = await there.press(*["backspace"] * 5)
        shown = await there.type("비공개")
        assert "23-002 비공개" in shown
        assert "비리" not in shown


OPENED = (
    ("둔산1동장", ["현장 간담회", "[2 일정]", "주민센터"]),
    ("느티나무", ["제안 23-001", "[4 제안]", "쉼터를 둡시다"]),
    ("살리기", ["둔산 살리기", "[4 제안]", "회차"]),
    ("통장", ["간담회", "[3 예산]", "집행"]),
    ("행사", ["둔산 행사", "[3 예산]", "예산 편성"]),
    ("2월 신설", ["둔산권 업무추진", "[3 예산]"]),
    ("방문단", ["교류 협약", "[5 협약]", "방문단 꾸리기"]),
)


@pytest.mark.slow
@pytest.mark.parametrize("start", ["1", "3", "4"])
async def test_enter_opens_it_in_its_area(
    mixed: Path, start: str, subtests: pytest.Subtests
) -> None:
    async with desk(mixed, (120, 40)) as there:
        for typed, there_is in OPENED:
            with subtests.test(typed=typed):
                assert f"[{start} " in await there.press(*["escape"] * 4, start)
                await there.press("ctrl+k")
                await there.type(typed)
                shown = await there.press("enter")
                for text in there_is:
                    assert text in shown


async def test_it_opens_over_groups_and_other_screens_above_a_list(mixed: Path) -> None:
    async with desk(mixed, (120, 40), area="proposals") as there:
        assert "묶음" in await there.press("right", "right", "right", "f9")
        await there.press("ctrl+k")
        await there.type("느티나무")
        assert "제안 23-001" in await there.press("enter")
        await there.press("escape", "f6")


async def test_it_can_be_asked_for_while_a_filter_is_typed(mixed: Path) -> None:
    async with desk(mixed, (120, 40), area="proposals") as there:
        await there.press("slash")
        await there.type("쉼터")
        assert "어디서나 찾기" in await there.press("ctrl+k")
        assert "쉼터" in await there.press("escape")


async def test_the_last_letters_win(mixed: Path) -> None:
    async with desk(mixed, (120, 40)) as there:
        await there.press("ctrl+k")
        shown = await there.burst(*"둔산권업")
        assert len(found(shown)) == 4


async def test_more_than_a_thousand_are_not_told_one_by_one(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        from secretariat_tui.areas.schedule.records import Event

        with file.edit("시험") as session:
            session.add_all(
                Event(kind="meeting", title=f"회의 {n}", starts_on=TODAY, ends_on=TODAY)
                for n in range(1100)
            )
    async with desk(path, (120, 40)) as there:
        await there.press("ctrl+k")
        shown = await there.type("ㅎㅇ")
        assert "1,000건 이상 · 새것부터" in shown
        assert "회의 1099" in shown
        shown = await there.type("뷁")
        assert "찾는 것이 없습니다." in shown


async def test_a_file_that_was_written_without_the_index_is_caught_up_with(path: Path) -> None:
    with closing(OfficeFile(path, "이주무관")) as file:
        schedule.add(file, EventDraft("둔산 회의", TODAY))
    async with desk(path, (120, 40)) as there:
        await there.press("ctrl+k")
        assert "둔산 회의" in await there.type("둔산")
