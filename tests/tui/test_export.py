"""Taking tables out of the screen: what is asked, what is said, what can be stopped."""

import csv
import io
import json
from collections.abc import Sequence
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from secretariat_tui import settings
from secretariat_tui.tables.table import Column, Sheet, Table
from secretariat_tui.tui.dialogs import export, progress
from secretariat_tui.tui.dialogs.progress import Progress
from tests.database.states import ask
from tests.tui.desk import Desk, desk

TABLE: Table[str] = Table("t", "표", (Column("name", "이름", lambda row: row),))


class Gated(Sequence[str]):
    """A million rows, read once; at row 2,500 the reader waits until it may go on."""

    def __init__(self) -> None:
        self.gate = Event()

    def __len__(self) -> int:
        return 1_000_000

    def __getitem__(self, index: Any) -> Any:
        if index == 2_500:
            self.gate.wait()
        if index > 10_000:
            raise IndexError
        return f"{index}"


@pytest.fixture(autouse=True)
def _bare_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give a terminal without tools, and no time to what need not be told of."""
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.delenv("TERM_PROGRAM", raising=False)
    monkeypatch.delenv("STY", raising=False)
    monkeypatch.setattr(progress, "_DELAY", 0)


def begin(there: Desk, work: Any) -> list[str]:
    """Begin something on the screen in front; return what the terminal will be given to copy."""
    written: list[str] = []
    there.app.copy_to_clipboard = written.append  # type: ignore[method-assign,assignment]
    assert there.app.front
    there.app.front.perform(work)
    return written


async def test_a_long_copy_tells_how_far_it_is_and_can_be_stopped(path: Path) -> None:
    rows = Gated()
    async with desk(path) as there:
        written = begin(
            there, export.copy_sheet(there.app.screen, Sheet(TABLE, rows), "tsv", header=True)
        )
        await there.until("복사하는 중 2,500 / 1,000,000 · Esc 그만두기")
        await there.send("escape")
        rows.gate.set()
        shown = await there.until("그만두었습니다. 복사하지 않았습니다.")
        assert "Esc 그만두기" not in shown
        assert written == []


async def test_a_long_copy_that_is_let_go_on_arrives_whole(path: Path) -> None:
    rows = Gated()
    async with desk(path) as there:
        written = begin(
            there, export.copy_sheet(there.app.screen, Sheet(TABLE, rows), "tsv", header=False)
        )
        await there.until("2,500 / 1,000,000")
        rows.gate.set()
        await there.until("확인 불가")
        assert written == ["".join(f"{row}\n" for row in range(10_001))]
        assert not isinstance(there.app.screen, Progress)


async def test_an_export_that_is_stopped_leaves_no_file(path: Path, tmp_path: Path) -> None:
    rows = Gated()
    folder = tmp_path / "out"
    folder.mkdir()
    async with desk(path, (100, 40)) as there:
        begin(there, export.export_sheet(there.app.screen, Sheet(TABLE, rows)))
        await there.settle()
        await there.type(".csv")
        await there.press("enter", "end", "ctrl+u")
        await there.type(str(folder / "표.csv"))
        await there.send("ctrl+s")
        await there.until("내보내는 중 2,500 / 1,000,000")
        assert [each.suffix for each in folder.iterdir()] == [".part"]
        await there.send("escape")
        rows.gate.set()
        await there.until("그만두었습니다. 파일을 남기지 않았습니다.")
        assert list(folder.iterdir()) == []


async def test_leaving_the_program_stops_what_still_goes_out(path: Path) -> None:
    rows = Gated()
    async with desk(path) as there:
        begin(there, export.copy_sheet(there.app.screen, Sheet(TABLE, rows), "tsv", header=True))
        await there.until("2,500 / 1,000,000")
        assert isinstance(there.app.screen, Progress)
        progress = there.app.screen._progress
        there.app.exit()
    assert progress.cancelled
    rows.gate.set()


@pytest.mark.parametrize(
    ("keys", "sent"), [(["enter"], 0), (["down", "enter"], 1), (["escape"], 0)]
)
async def test_what_a_terminal_may_lose_is_asked_about(
    path: Path, keys: list[str], sent: int
) -> None:
    sheet = Sheet(TABLE, ["가" * 100] * 400)
    async with desk(path) as there:
        written = begin(there, export.copy_sheet(there.app.screen, sheet, "tsv", header=False))
        assert "117KB" in await there.until("그래도 복사할까요?")
        await there.press(*keys)
        await there.until("내용이 커서" if sent else "복사하지 않았습니다.")
        assert len(written) == sent


async def test_guarded_cells_are_told_on_the_screen(path: Path) -> None:
    async with desk(path, (120, 30)) as there:
        sheet = Sheet(TABLE, ["=1+1", "가"])
        written = begin(there, export.copy_sheet(there.app.screen, sheet, "tsv", header=False))
        await there.until("수식으로 읽힐 칸 1개 앞에 '를 붙였습니다.")
        assert written == ["'=1+1\n가\n"]


async def test_the_menu_copies_without_a_header_too(path: Path) -> None:
    async with desk(path, (100, 40)) as there:
        written = begin(there, export.export_sheet(there.app.screen, Sheet(TABLE, ["가"])))
        await there.settle()
        await there.type("탭 머리글")
        await there.press("enter")
        await there.until("확인 불가")
        assert written == ["가\n"]


@pytest.mark.parametrize("keys", [("down", "down", "down"), ()], ids=["one step", "format"])
async def test_a_page_of_a_list_is_copied_without_further_questions(
    office: Path, keys: tuple[str, ...]
) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        shown = await there.press("ctrl+e")
        assert "HTML 표로 복사" in shown
        await there.press(*keys, "enter")
        if not keys:
            await there.type("html")
            await there.press("enter")
        page = (settings.state_dir() / "last-copy.html").read_text(encoding="utf-8")
        assert page.count("<tr>") == 5
        assert "무엇을 복사하거나 내보낼까요" not in there.text()
    ((event,),) = ask(office, "SELECT new FROM change WHERE op = 'E'")
    assert json.loads(event)["audience"] == "inside"


async def test_a_copy_for_outside_asks_for_its_purpose(office: Path) -> None:
    async with desk(office, (100, 40), area="agreements") as there:
        await there.press("ctrl+e", "enter")
        await there.type("html 외부용")
        await there.press("enter")
        assert "외부용은 목적을 적어 주세요." in await there.press("ctrl+s")
        there.app.screen.query_one("#edit-purpose").focus()
        await there.type("언론 배포")
        await there.press("ctrl+s")
        page = (settings.state_dir() / "last-copy.html").read_text(encoding="utf-8")
        assert "외부용" in page
    ((event,),) = ask(office, "SELECT new FROM change WHERE op = 'E'")
    assert (json.loads(event)["audience"], json.loads(event)["purpose"]) == ("outside", "언론 배포")


async def test_a_file_can_be_cp949_and_without_a_header(path: Path, tmp_path: Path) -> None:
    async with desk(path, (100, 40)) as there:
        begin(there, export.export_sheet(there.app.screen, Sheet(TABLE, ["힣"])))
        await there.settle()
        await there.type(".csv")
        await there.press("enter", "end", "ctrl+u")
        await there.type(str(tmp_path / "표.csv"))
        await there.press("down", "down", "enter", "down", "enter")  # no header
        await there.press("down", "enter", "down", "enter")  # CP949
        await there.press("ctrl+s")
        await there.until("1건을 파일로 내보냈습니다")
    assert list(csv.reader(io.StringIO((tmp_path / "표.csv").read_bytes().decode("cp949")))) == [
        ["힣"]
    ]


async def test_a_page_is_put_on_the_clipboard_as_one(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = tmp_path / "xclip"
    script = f'[ "$4" = text/html ] || exit 1; case "$*" in *out*) /bin/cat {tmp_path}/held;; *) /bin/cat > {tmp_path}/held;; esac'
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o700)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DISPLAY", ":0")
    async with desk(path) as there:
        begin(there, export.copy_sheet(there.app.screen, Sheet(TABLE, ["가"]), "html", header=True))
        await there.until("1행을 복사했습니다.")
    assert (tmp_path / "held").read_text().startswith("<!doctype html>")
    assert (tmp_path / "home" / "secretariat" / "last-copy.html").exists()


async def test_an_export_never_overwrites_the_open_file(path: Path) -> None:
    before = path.read_bytes()
    async with desk(path, (100, 40)) as there:
        begin(there, export.export_sheet(there.app.screen, Sheet(TABLE, ["교류"])))
        await there.settle()
        await there.type(".csv")
        await there.press("enter", "end", "ctrl+u")
        await there.type(str(path))
        await there.press("tab", "right")
        shown = await there.press("ctrl+s")
        assert "여기에는 내보내지 않습니다: 자료 파일 자신입니다." in shown
    assert path.read_bytes() == before
