"""The history on the screen, two people on one record, destruction by keyboard, the veil."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.agreements.model import AgreementDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.cli import main
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.dialogs.merge import MergeDialog
from tests.conftest import TODAY
from tests.database.states import agreement, ask, raw
from tests.tui.desk import Desk, desk


@pytest.fixture
def number(file: OfficeFile) -> int:
    """An agreement of 김주무관's."""
    return store.add(file, agreement("교류 협약", "상주시", place="시청", dept="총무과"))


def change(path: Path, number: int, **fields: object) -> None:
    """Change the agreement in another window, as 이비서관."""
    with closing(OfficeFile(path, "이비서관")) as other:
        stored = queries.agreement(other.reader, number)
        assert stored
        draft = AgreementDraft(**(stored.draft._asdict() | fields))
        store.change(other, number, stored.rev, draft)


def stored(path: Path) -> tuple[str, ...]:
    ((place, dept, note),) = ask(path, "SELECT place, dept, note FROM agreement")
    return place, dept, note


async def typed(there: Desk, path: Path, number: int) -> None:
    """Type another place into the agreement's form, which another window then changes too."""
    await there.press("f2", "enter", "end", "end")
    form = there.app.screen
    form.query_one("#edit-place").focus()
    await there.press("end", "ctrl+u")
    await there.type("구청")
    change(path, number, place="도청", note="다른 창에서")
    await there.send("ctrl+s")
    await there.until("이비서관이")


async def test_both_values_are_shown_and_each_can_be_kept(path: Path, number: int) -> None:
    async with desk(path, (100, 40), area="agreements") as there:
        await typed(there, path, number)
        shown = there.text()
        assert "● 내 값  구청" in shown
        assert "○ 상대 값  도청" in shown
        assert "○ 내 값  (빈 칸)" in shown
        assert "● 상대 값  다른 창에서" in shown
        await there.send("ctrl+s")
        await there.until("저장했습니다.")
    assert stored(path) == ("구청", "총무과", "다른 창에서")


@pytest.mark.slow
async def test_the_others_value_can_be_taken(path: Path, number: int) -> None:
    async with desk(path, (100, 40), area="agreements") as there:
        await typed(there, path, number)
        await there.send("down", "enter")
        await there.until("● 상대 값  도청")
        await there.send("down", "enter", "ctrl+s")
        await there.until("저장했습니다.")
    assert stored(path) == ("도청", "총무과", "")


@pytest.mark.slow
async def test_going_back_keeps_what_was_typed_and_the_question(path: Path, number: int) -> None:
    async with desk(path, (100, 40), area="agreements") as there:
        await typed(there, path, number)
        await there.send("escape")
        await there.settle()
        assert "구청" in there.text()
        assert stored(path) == ("도청", "총무과", "다른 창에서")
        await there.send("ctrl+s")
        await there.until("이비서관이")
        assert isinstance(there.app.screen, MergeDialog)


@pytest.mark.slow
async def test_what_the_other_left_alone_asks_nothing(path: Path, number: int) -> None:
    async with desk(path, (100, 40), area="agreements") as there:
        await there.press("f2")
        there.app.screen.query_one("#edit-place").focus()
        await there.press("end", "ctrl+u")
        await there.type("구청")
        change(path, number, place="구청")
        await there.send("ctrl+s")
        await there.until("2023. 2. 3.(금) · 구청")
    assert stored(path) == ("구청", "총무과", "")


async def test_an_undo_that_would_overwrite_tells_both_values(path: Path, number: int) -> None:
    change(path, number, place="도청")
    async with desk(path, (100, 30), area="agreements") as there:
        await there.send("ctrl+z")
        await there.until("여기에서 한 일이 아닙니다")
        await there.send("down", "enter")
        assert "장소: 내 값 시청 · 지금 값 도청" in await there.until("되돌리지 못했습니다")
    assert stored(path)[0] == "도청"


async def test_a_records_history_is_its_own_and_opens_to_all(path: Path, number: int) -> None:
    change(path, number, place="도청")
    with closing(OfficeFile(path, "이비서관")) as other:
        proposals.add(other, ProposalDraft("종이 줄이기", TODAY))
    async with desk(path, (140, 30), area="agreements") as there:
        shown = await there.press("ctrl+l")
        assert "이력 › 교류 협약" in shown
        assert "협약 · 장소" in shown
        assert "시청 → 도청" in shown
        assert "종이" not in shown
        assert "제안 추가: 종이 줄이기" in await there.press("ctrl+l", "home")
        assert "전체 4건" in there.text()
        assert "찾음 1 · 전체 4건" in await there.press("slash", *"제안", "enter")


async def test_the_detail_of_a_record_opens_its_history(path: Path, number: int) -> None:
    assert number
    async with desk(path, (100, 30), area="agreements") as there:
        await there.press("enter")
        assert "이력 › 교류 협약" in await there.press("ctrl+l")


async def test_the_diary_and_the_first_screen_have_it_too(path: Path, file: OfficeFile) -> None:
    schedule.add(file, EventDraft("간부회의", TODAY))
    async with desk(path, (120, 30)) as there:
        assert "모든 변경 이력" in await there.press("ctrl+l")
        await there.press("escape", "2", "tab")
        assert "이력 › 간부회의" in await there.press("ctrl+l")


async def test_what_is_due_is_destroyed_by_keyboard(path: Path, file: OfficeFile) -> None:
    for title in ("옛 제안", "올해 파기할 제안"):
        id_ = proposals.add(file, ProposalDraft(title, date(2018, 1, 2)))
        day = date(2018, 2, 1) if title == "옛 제안" else date(2020, 2, 1)
        proposals.decide(file, id_, 1, Decision("decided", "rejected", "까닭"), day)
    async with desk(path, (100, 30)) as there:
        shown = await there.press("ctrl+l", "f4")
        assert "지금 파기할 것 1 · 내년 초 1" in shown
        assert "제안 처리 기록: 기관의 기록관리기준표에서 확인할 것" in shown
        await there.send("end", "delete")
        await there.until("아직 보유기간이 끝나지 않은 기록입니다.")
        await there.press("enter", "home")
        await there.send("delete")
        asked = await there.until("1건 파기")
        assert "옛 제안" in asked
        assert "되돌릴 수 없습니다" in asked
        await there.send("down", "enter")
        await there.until("1건을 파기했습니다.")
        await there.send("escape")
        await there.until("파기: 제안 1건")
    assert ask(path, "SELECT title FROM proposal") == [("올해 파기할 제안",)]
    assert "옛 제안".encode() not in path.read_bytes()


async def test_the_veil_hides_names_and_says_so(path: Path, file: OfficeFile) -> None:
    proposals.add(file, ProposalDraft("김영희 과장 건의 010-1234-5678", TODAY))
    async with desk(path, (120, 30), area="proposals") as there:
        assert "김영희 과장 건의" in there.text()
        shown = await there.press("ctrl+x")
        assert "김○희 과장 건의 010-****-****" in shown
        assert "김영희" not in shown
        assert "[가림]" in shown
        shown = await there.press("ctrl+x")
        assert "김영희 과장 건의" in shown
        assert "[가림]" not in shown


async def test_the_veil_hides_the_names_in_fields_of_names(path: Path, file: OfficeFile) -> None:
    lines = (LineDraft("참석", "남궁민수, 최무선"), LineDraft("주요내용", "경과보고"))
    schedule.add(file, EventDraft("회의", TODAY, lines=lines))
    proposals.add(file, ProposalDraft("건의", TODAY, reviewer="이순신"))
    async with desk(path, (140, 40), area="proposals") as there:
        shown = await there.press("ctrl+l", "ctrl+l")
        assert "이순신" in shown
        shown = await there.press("ctrl+x")
        assert "이순신" not in shown
        assert "이○신" in shown
        shown = await there.press("down")
        assert "경과보고" in shown
        shown = await there.press("down")
        assert "남○○수, 최○선" in shown


async def test_the_veil_hides_who_made_a_change(path: Path, number: int) -> None:
    assert number
    async with desk(path, (120, 30), area="agreements") as there:
        shown = await there.press("ctrl+l", "ctrl+x")
        assert "김○○관" in shown
        assert "김주무관" not in shown
        shown = await there.press("enter")
        assert "김○○관" in shown
        assert "김주무관" not in shown


@pytest.mark.slow
async def test_a_resident_number_is_kept_out_of_every_text_field(path: Path, number: int) -> None:
    assert number
    async with desk(path, (100, 40), area="agreements") as there:
        await there.press("f2")
        there.app.screen.query_one("#edit-note").focus()
        await there.type("850101-1234567")
        assert "▲ 주민등록번호는 적을 수 없습니다." in await there.press("ctrl+s")
    assert stored(path)[2] == ""


DAMAGE = {
    "an export": "INSERT INTO change (tx, tbl, row, op, new) VALUES (1, 'tx', 1, 'E', '{bad')",
    "a list in an export": (
        "INSERT INTO change (tx, tbl, row, op, new) VALUES (1, 'tx', 1, 'E', '{\"table\": [1]}')"
    ),
    "a record": "UPDATE change SET new = '{bad' WHERE tbl = 'agreement'",
    "a part": "UPDATE change SET new = '[1]' WHERE tbl = 'participant'",
    "an unknown act": "UPDATE change SET op = 'Z' WHERE tbl = 'agreement'",
    "an unknown table": "UPDATE change SET tbl = 'x''y', new = '7'",
    "a moment": "UPDATE tx SET at = 'not a time'",
    "the last moment": "UPDATE tx SET at = '9999-12-31T23:59:59.999+00:00'",
}


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGE)
async def test_a_damaged_history_is_shown_as_far_as_it_can_be_read(
    path: Path, number: int, damage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert number
    with raw(path) as db:
        db.execute(DAMAGE[damage])
    assert main.main(["--file", str(path), "show", "history", "--format", "tsv"]) == 0
    printed = capsys.readouterr().out
    async with desk(path, (160, 40), area="agreements") as there:
        await there.press("ctrl+l")
        shown = await there.press("ctrl+l", "home", "enter", "escape", "end", "enter", "escape")
        assert "모든 변경 이력" in shown
        assert "김주무관" in shown
        for said in (shown, printed):
            unreadable = "읽을 수 없음" in said
            # A record whose secrecy cannot be read counts as secret.
            assert unreadable == (
                damage
                not in {
                    "a record",
                    "an unknown act",
                    "a moment",
                    "the last moment",
                    "an unknown table",
                }
            )
            assert ("not a time" in said) == (damage == "a moment")


async def test_of_a_secret_record_nothing_is_told_where_its_history_is_damaged(
    path: Path, file: OfficeFile
) -> None:
    schedule.add(file, EventDraft("은밀한 면담", TODAY, visibility="secret"))
    with raw(path) as db:
        db.execute("UPDATE change SET new = '{bad' WHERE tbl = 'event'")
    async with desk(path, (160, 40)) as there:
        shown = await there.press("ctrl+l")
        assert "비공개 일정" in shown
        assert "은밀한" not in shown


async def test_an_undo_of_what_was_deleted_since_says_so(path: Path, number: int) -> None:
    with closing(OfficeFile(path, "이비서관")) as other:
        store.delete(other, number)
    async with desk(path, (120, 30), area="agreements") as there:
        await there.send("ctrl+z")
        await there.until("여기에서 한 일이 아닙니다")
        await there.send("down", "enter")
        assert "그 뒤 이비서관이 지웠습니다(" in await there.until("되돌리지 못했습니다")
