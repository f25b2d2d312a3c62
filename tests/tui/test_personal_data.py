"""A name through a whole day's work: it is in the office file, and nowhere that nobody asked for."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas.agreements import store
from secretariat_tui.areas.budget import store as expenses
from secretariat_tui.areas.budget.model import ExpenseDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.cli import main
from secretariat_tui.core.pii import mask_names
from secretariat_tui.database.file import OfficeFile
from tests.conftest import Prepared
from tests.database.states import agreement
from tests.tui.desk import Desk, desk

CANARY = "황보카나리"


@pytest.mark.slow
async def test_no_content_gets_into_messages_logs_or_files_beside(
    path: Path, file: OfficeFile, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    store.add(file, agreement("협약", note=CANARY))

    def fail(*_given: object) -> None:
        raise RuntimeError(CANARY)

    async with desk(path, (100, 40), area="agreements") as there:
        await there.press("slash", *CANARY, "enter", "escape", "f6", "ctrl+l", "enter", "escape")
        await there.press("escape", "f2")
        there.app.screen.query_one("#edit-place").focus()
        await there.type(CANARY)
        with monkeypatch.context() as broken:
            broken.setattr(store, "AGREEMENTS", store.AGREEMENTS._replace(change=fail))
            shown = await there.press("ctrl+s")
        said = [line for line in shown.splitlines() if "▲" in line]
        assert said
        assert CANARY not in "".join(said)
        assert "RuntimeError" in shown
        await there.press("ctrl+s", "ctrl+z", "ctrl+y", "ctrl+k", "escape")
        assert CANARY in there.text()
    assert CANARY.encode() in path.read_bytes()
    for each in tmp_path.rglob("*"):
        if each.is_file() and each != path:
            assert CANARY.encode() not in each.read_bytes(), each
    assert not any(CANARY in text for text in capfd.readouterr())


def _fill_named(path: Path) -> None:
    with closing(OfficeFile(path, CANARY)) as office:
        store.add(office, agreement(f"{CANARY} 면담", f"{CANARY}에게"))


@pytest.fixture
def named(prepared: Prepared) -> Path:
    """A file in which somebody signs the history, and is named in the title of a record."""
    return prepared(_fill_named)


@pytest.mark.parametrize("table", ["history", "agreements"])
@pytest.mark.parametrize("command", ["show", "copy", "export"])
def test_a_name_that_is_known_never_leaves_by_the_command_line(
    named: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], table: str, command: str
) -> None:
    out = tmp_path / "out.json"
    to = ["-o", str(out)] if command == "export" else []
    words = ["--file", str(named), command, table, *to]
    main.main([*words, "--outside", "--purpose", "배포"])
    kept = tmp_path / "home" / "secretariat" / "last-copy.txt"
    left = {"show": capsys.readouterr().out}.get(command)
    if left is None:
        left = (out if command == "export" else kept).read_text(encoding="utf-8")
    assert "황○○○리 면담" in left
    assert CANARY not in left


async def _asked(there: Desk, form: str) -> None:
    """Choose a form to take the list out in, and to the outside."""
    await there.press("ctrl+e", "enter")
    await there.type(form)
    await there.press("enter")
    there.app.screen.query_one("#edit-audience").focus()
    await there.press("right")
    assert "아는 이름과 꼴로만 가립니다" in there.text()
    there.app.screen.query_one("#edit-purpose").focus()


@pytest.mark.slow
@pytest.mark.parametrize("keys", [("ctrl+l", "ctrl+l"), ()], ids=["history", "agreements"])
async def test_a_name_that_is_known_never_leaves_by_the_screen(
    named: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...]
) -> None:
    monkeypatch.setenv("PATH", "")
    out = tmp_path / "out.csv"
    async with desk(named, (120, 45), area="agreements") as there:
        await there.press(*keys)
        await _asked(there, ".csv")
        await there.type("민원 900101-1234568")
        there.app.screen.query_one("#edit-path").focus()
        await there.press("end", "ctrl+u")
        await there.type(str(out))
        assert "▲ 주민등록번호는 적을 수 없습니다." in await there.press("ctrl+s")
        assert not out.exists()
        there.app.screen.query_one("#edit-purpose").focus()
        await there.press("end", "ctrl+u")
        await there.type("언론")
        await there.press("ctrl+s")
    left = out.read_text(encoding="utf-8")
    assert "황○○○리 면담" in left
    assert CANARY not in left


async def test_the_details_of_a_masked_screen_mask_the_fields_of_names(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        draft = ProposalDraft("예시) 그늘막", date(2023, 4, 19), reviewer="황보가람")
        proposals.add(file, draft)
        expense = ExpenseDraft(1, date(2023, 4, 20), "간담회", 90_000, target="황보가람")
        expenses.add_expense(file, expense)
    for area, keys in (("proposals", ("slash", *"그늘막", "enter")), ("budget", ("enter",))):
        async with desk(office, (120, 40), area=area) as there:
            assert "황보가람" in await there.press(*keys)
            shown = await there.press("ctrl+x")
            assert "황보가람" not in shown
            assert mask_names("황보가람") in shown


@pytest.fixture
def noted(office: Path) -> Path:
    """An office in which the person in 대상 of an expense also stands in its 메모."""
    with closing(OfficeFile(office, "김주무관")) as file:
        note = "황보가람에게 영수증을 받기로 함"
        draft = ExpenseDraft(1, date(2023, 4, 20), "간담회", 90_000, target="황보가람", note=note)
        expenses.add_expense(file, draft)
    return office


async def test_a_masked_screen_masks_known_names_in_every_text(noted: Path) -> None:
    async with desk(noted, (120, 40), area="budget") as there:
        assert "황보가람에게 영수증" in await there.press("enter")
        shown = await there.press("ctrl+x")
        assert "황보" not in shown
        assert "황○○람에게 영수증" in shown
        await there.press("ctrl+k")
        shown = await there.type("황보가람")
        assert shown.count("황보가람") == 1  # as typed
        assert "황○○람에게 영수증" in shown
        shown = await there.press("escape", "ctrl+l")
        assert "황보" not in shown
        assert "황○○람에게 영수증" in shown


def copied(tmp_path: Path) -> str:
    """Return what was copied last."""
    return (tmp_path / "home" / "secretariat" / "last-copy.txt").read_text(encoding="utf-8")


async def test_what_a_masked_screen_copies_is_what_it_shows(
    noted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    async with desk(noted, (160, 40), area="budget") as there:
        await there.press("enter", "ctrl+x")
        assert "보이는 대로 가렸습니다" in await there.press("ctrl+c")
        assert "간담회" in copied(tmp_path)
        assert "황○○람" in copied(tmp_path)
        assert "황보" not in copied(tmp_path)
        await there.press("enter", "ctrl+c")
        assert "황○○람에게 영수증" in copied(tmp_path)
        assert "황보" not in copied(tmp_path)
        await there.press("escape", "ctrl+e", "down", "enter")
        assert "가리지 않고 모두" in there.text()
        await there.press("enter", "enter")
        assert "황보" not in copied(tmp_path)
        await there.press("ctrl+e", "down", "enter", "down", "enter", "enter")
        assert "황보가람" in copied(tmp_path)
        assert "가렸습니다" not in there.text()
