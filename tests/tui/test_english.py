"""The screens in English: no Korean but what people typed and the names of anniversaries; a switch."""

from contextlib import closing
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import LEVELS, RecordKey, TaskDraft
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft, ExpenseDraft
from secretariat_tui.areas.programmes import store as programmes
from secretariat_tui.areas.programmes.model import ProgrammeDraft, SectionDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft, RoundDraft
from secretariat_tui.areas.report import store as report
from secretariat_tui.areas.report.model import ConditionDraft, PartDraft, TallyDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.cli.main import main
from secretariat_tui.core import i18n
from secretariat_tui.core.anniversaries import anniversaries
from secretariat_tui.core.i18n import ENGLISH
from secretariat_tui.core.typed_values import key_for_label
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.templates import library
from tests.catalogue import HANGUL
from tests.core.test_catalogue import OWN_NAME
from tests.tui.desk import TODAY, desk

SIZES = ((80, 24), (120, 40))
# What to press on each screen of an empty file: lists, forms, and the dialogs of every screen.
EMPTY = {
    "today": ["f1", "ctrl+p"],
    "schedule": ["f1", "insert", "f3", "slash", "ctrl+e"],
    "budget": ["f1", "f6", "insert", "f3", "slash", "ctrl+e"],
    "proposals": ["f1", "insert", "f3", "slash", "ctrl+e"],
    "agreements": ["f1", "insert", "slash", "ctrl+e"],
    "programmes": ["f1", "insert", "f3", "f4", "ctrl+r", "slash", "ctrl+e"],
    "tasks": ["f1", "insert", "f3", "slash", "ctrl+e"],
    "staff": ["f1", "insert", "f3", "f4", "f5", "ctrl+r", "slash", "ctrl+e"],
    "report": ["f1", "f3", "f4", "f7", "f8", "ctrl+e"],
}
# The same where there is a record to act on.
FILLED = {
    "today": ["enter"],
    "schedule": ["f2", "f4", "delete", "enter"],
    "budget": ["f2", "f3", "f4", "delete", "enter", "insert"],
    "proposals": ["f2", "f4", "delete", "enter", "f6"],
    "agreements": ["f2", "space", "delete", "enter"],
    "programmes": ["f2", "f3", "f4", "delete", "enter"],
    "tasks": ["f2", "f4", "delete", "enter"],
    "staff": ["f5"],
    "report": ["f7", "f8", "enter"],
}


@pytest.fixture(autouse=True)
def _english() -> None:
    i18n.set_language(ENGLISH)


@pytest.fixture(autouse=True)
def _english_template(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the office a template in English; those that come with the program are Korean."""
    folder = library.templates_folder(path)
    folder.mkdir(parents=True, exist_ok=True)
    text = '{# Visits of the mayor #}\n# Visits\n{{ events.count() }} of 3\n{{ table("staff/table") }}\n'
    (folder / "Visits.txt").write_text(text, "utf-8")
    monkeypatch.setattr(library, "_shipped", list)


def fill(path: Path) -> None:
    """Enter one record of each kind, as an English-speaking office would."""
    with closing(OfficeFile(path, "kim")) as file:
        schedule.add(file, EventDraft("Staff meeting", TODAY, place="Room 1"))
        account = budget.add_account(file, AccountDraft(2023, "203-01", "Promotion"), 5_000_000)
        budget.add_expense(file, ExpenseDraft(account, TODAY, "Lunch", 30_000, headcount=2))
        proposals.add(file, ProposalDraft("Shorter forms", TODAY))
        proposals.add_round(file, RoundDraft("Spring", TODAY, TODAY))
        agreements.add(
            file,
            AgreementDraft("MOU", signed_on=TODAY, parties=(PartyDraft("Jeju", "metropolitan"),)),
        )
        section = programmes.SECTIONS.add(file, SectionDraft("Health", 1))
        programme = programmes.PROGRAMMES.add(
            file,
            ProgrammeDraft("Vaccines", section_id=section, starts_on=TODAY, precision="month"),
        )
        milestone = TaskDraft("Tender", due_on=TODAY, precision="month")
        attached.TASKS.add(file, RecordKey("programme", programme), milestone)
        report.add(
            file,
            TallyDraft(
                "Meetings",
                unit="x",
                opening=3,
                opening_reason="known as a total",
                conditions=(ConditionDraft("kind", "Meeting"),),
                parts=(PartDraft("Staff", 2, "category", "Staff"),),
            ),
        )


def korean(shown: str) -> list[str]:
    """Return the lines with Korean in them. The names of anniversaries are those of the statute in every language."""
    for name in (OWN_NAME, *anniversaries(TODAY)):
        shown = shown.replace(name, "")
    return [line for line in shown.splitlines() if HANGUL.search(line)]


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_an_empty_office_is_all_english(
    path: Path, size: tuple[int, int], subtests: pytest.Subtests
) -> None:
    async with desk(path, size, who="kim") as there:
        for area in AREAS:
            with subtests.test(area=area.name):
                assert korean(await there.press(area.key)) == []
                for key in EMPTY[area.name]:
                    assert korean(await there.press(key)) == [], key
                    await there.press("escape", "escape")


@pytest.mark.slow
@pytest.mark.parametrize("size", SIZES)
async def test_records_are_shown_in_english(
    path: Path, size: tuple[int, int], subtests: pytest.Subtests
) -> None:
    fill(path)
    async with desk(path, size, who="kim") as there:
        for area in AREAS:
            with subtests.test(area=area.name):
                shown = await there.press(area.key, *(["down"] if area.name == "budget" else []))
                assert korean(shown) == []
                for key in FILLED[area.name]:
                    assert korean(await there.press(key)) == [], key
                    await there.press("escape", "escape")


async def test_english_dates_and_amounts(path: Path) -> None:
    fill(path)
    async with desk(path, (120, 40), who="kim") as there:
        shown = there.text()
        assert "[1 Today]" in shown
        assert "2023-04-19 (Wed)" in shown
        assert "Jan 1–Apr 19" in shown
        shown = await there.press("3", "enter")
        assert "Reverse" in shown
        assert "KRW 30,000" in shown
        shown = await there.press("2")
        assert "2023-04" in shown
        assert " Wed " in shown
        assert "Mar 27" in shown


@pytest.mark.slow
async def test_the_language_switches_without_a_restart(path: Path) -> None:
    fill(path)
    async with desk(path, (120, 40), who="kim") as there:
        for area in AREAS:
            await there.press(area.key)
        await there.press("ctrl+n")
        there.app.action_language()
        await there.settle()
        shown = there.text()
        assert "[9 보고]" in shown
        assert "보고 › 실적 1건 · 실적마다 제 기간" in shown
        assert "기초+기록" in shown
        assert shown.split("! Meetings")[1].split()[:4] == ["3x", "3+0", "2+1", "Staff"]
        assert "이제 한국어로 보입니다." in shown
        for area in AREAS:  # those behind, when they come to the front
            shown = await there.press(area.key)
            assert "2023. 4. 19.(수)" in shown
            assert "Undo" not in shown
        assert "찾을 말을 적으세요" in await there.press("slash")
        await there.press("escape")
        there.app.action_language()
        await there.settle()
        assert "English from now on." in there.text()
        assert korean(there.text()) == []
        for area in AREAS:
            assert korean(await there.press(area.key)) == []
        assert "Type to search" in await there.press("slash")


@pytest.mark.parametrize(
    "command",
    [
        "--help", "keys", "paths", "show schedule", "show budget", "show budget/expenses", "show proposals",
        "show proposals/rounds", "show proposals/summary", "show agreements", "show nothing", "export budget -o x",
        "show budget --as-of never", "show", "new", "demo", "nothing",
    ],
)  # fmt: skip
def test_commands_speak_english(
    path: Path, command: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_MESSAGES", "en_US.UTF-8")
    fill(path)
    named = ["--file", str(path), "--today", "2023-04-19"] if " " in command else []
    try:
        main([*named, *command.split()])
    except SystemExit:
        assert command == "--help"
    said = capsys.readouterr()
    assert korean(said.out + said.err) == []
    assert said.out + said.err


@pytest.mark.parametrize("name", ["Regional", "광역"])
def test_a_choice_in_a_row_is_read_in_english_and_in_korean(name: str) -> None:
    assert key_for_label(name, LEVELS) == "metropolitan"
