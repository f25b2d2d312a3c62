"""When something goes wrong: the program stays, says so, and loses nothing that was typed."""

from contextlib import closing
from pathlib import Path

import pytest
from textual import events

from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.core.errors import RuleError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.paint.text import wrap
from secretariat_tui.tui.screens.base import AreaScreen
from secretariat_tui.tui.widgets.styled_lines import wrap_line
from tests.tui.desk import TODAY, desk


async def test_ctrl_q_in_a_form_asks_before_it_leaves(path: Path) -> None:
    async with desk(path, area="agreements") as there:
        await there.press("insert")
        await there.type("소중한 글")
        shown = await there.press("ctrl+q")
        assert "쓰던 내용을 어떻게 할까요?" in shown
        shown = await there.press("enter")
        assert "소중한 글" in shown
        assert there.app.return_value is None
        assert there.app.is_running


async def test_ctrl_q_in_the_form_of_a_row_leaves_the_form_of_its_record(path: Path) -> None:
    async with desk(path, (100, 40), area="agreements") as there:
        await there.press("insert")
        await there.type("소중한 글")
        there.app.screen.query_one("#edit-parties").focus()
        await there.press("f4", "enter")
        shown = await there.press("ctrl+q", "ctrl+q")  # the row, the list of rows
        assert "소중한 글" in shown
        assert "쓰던 내용을 어떻게 할까요?" in await there.press("ctrl+q")
        assert there.app.is_running


async def test_what_is_typed_just_before_saving_is_saved(path: Path) -> None:
    async with desk(path, (100, 40), area="schedule") as there:
        await there.press("insert")
        there.app.post_message(events.Key("목", "목"))
        there.app.post_message(events.Key("ctrl+s", None))
        await there.settle()
        await there.settle()
        assert "목" in there.text()
        assert "저장했습니다" in there.text()


async def test_saving_and_closing_from_the_question(path: Path) -> None:
    async with desk(path, (100, 40), area="schedule") as there:
        await there.press("insert")
        await there.type("보고회")
        await there.press("escape", "down", "enter")
        assert "보고회" in there.text()
        assert "저장했습니다" in there.text()


async def test_a_pasted_text_is_cleaned_and_whole(path: Path) -> None:
    async with desk(path, (100, 40), area="schedule") as there:
        await there.press("insert")
        there.app.post_message(events.Paste("첫째 줄\n둘째\x1b]2;x\x07 줄\u202e"))
        await there.settle()
        await there.settle()
        assert "첫째 줄 둘째\ufffd]2;x\ufffd 줄" in there.text()


async def test_a_damaged_file_is_said_and_the_program_stays(office: Path) -> None:
    raw = bytearray(office.read_bytes())
    raw[8192 : len(raw) - 4096] = b"\xa5" * (len(raw) - 4096 - 8192)
    office.write_bytes(raw)
    async with desk(office) as there:
        assert "자료 파일이 손상되었습니다." in there.text()
        for key in ("5", "3", "2", "1"):
            assert "자료 파일이 손상되었습니다." in await there.press(key)
        for size in ((90, 28), (100, 30)):
            assert "자료 파일이 손상되었습니다." in await there.resize(*size)
            assert "자료 파일이 손상되었습니다." in await there.press(
                "4", "end", "9", "down", "2", "right", "1"
            )


async def test_a_date_that_is_none_is_a_damaged_file(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        store.add(file, AgreementDraft("협약", state="draft", parties=(PartyDraft("제주"),)))
        with file.edit("x") as session:
            session.connection().exec_driver_sql("UPDATE agreement SET signed_on = '언젠가'")
    async with desk(path, area="agreements") as there:
        assert "자료 파일이 손상되었습니다." in there.text()


async def test_a_defect_is_said_without_the_records(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_file: OfficeFile, _id: int, _rev: int, draft: AgreementDraft) -> None:
        raise KeyError(draft.name)

    monkeypatch.setattr(store, "AGREEMENTS", store.AGREEMENTS._replace(change=broken))
    async with desk(office, (100, 40), area="agreements") as there:
        await there.press("f2")
        await there.type("비밀스러운 이름")
        shown = await there.press("ctrl+s")
        assert "프로그램의 결함입니다: KeyError" in shown
        assert "test_faults.py" in shown
        assert shown.count("비밀스러운 이름") == 1  # in its field, and nowhere else


async def test_a_screen_that_was_left_while_it_read_says_nothing(office: Path) -> None:
    async with desk(office, area="proposals") as there:
        await there.press("ctrl+r")
        left = there.app.screen
        assert isinstance(left, AreaScreen)
        before = await there.press("escape")
        await left._show_errors(left._load())
        await there.settle()
        assert there.text() == before


async def test_copying_is_not_stopped_by_a_folder_that_cannot_be_written(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    monkeypatch.setenv("TERM", "xterm-256color")
    async with desk(office, area="agreements") as there:
        assert "확인 불가" in await there.press("ctrl+c")


async def test_two_presses_open_one_form(office: Path) -> None:
    async with desk(office, area="agreements") as there:
        there.app.post_message(events.Key("f2", None))
        there.app.post_message(events.Key("f2", None))
        await there.settle()
        await there.settle()
        assert "협약 고치기" in there.text()
        assert "협약 고치기" not in await there.press("escape")


def test_rules_within_a_bulk_edit_see_what_it_has_done(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        with file.edit("두 협약"):
            store.add(file, AgreementDraft("첫째", state="draft", parties=(PartyDraft("제주"),)))
            assert [each.name for each in queries.register(file.reader, TODAY)] == ["첫째"]
            store.add(file, AgreementDraft("둘째", state="draft", parties=(PartyDraft("대전"),)))
        assert file.undo() == "두 협약"
        with pytest.raises(RuleError):
            file.undo()
        assert queries.register(file.reader, TODAY) == []


@pytest.mark.parametrize("width", [-3, 0, 1, 2, 3])
def test_no_width_is_too_narrow(width: int) -> None:
    from secretariat_tui.tui.paint.text import styled_line

    assert "".join(wrap("가나다", width)) == "가나다"
    assert wrap_line(styled_line(("머리말  ", "dim"), "가나다"), width)


async def test_a_very_small_terminal_is_survived(office: Path) -> None:
    async with desk(office, (6, 4), area="agreements") as there:
        await there.press("2", "3", "4", "1", "5", "down", "enter", "escape")
        assert there.app.is_running
