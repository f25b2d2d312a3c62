"""The form: what it understood, its errors and warnings, its pickers, and what it keeps for the next start."""

import json
import re
import shutil
import stat
from contextlib import closing
from datetime import date, time
from pathlib import Path

import pytest

from secretariat_tui import settings
from secretariat_tui.areas.agreements import queries as agreement_queries
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.budget import store as expenses
from secretariat_tui.areas.budget.model import ExpenseDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import RoundDraft
from secretariat_tui.areas.schedule import queries as events
from secretariat_tui.areas.schedule import store as event_store
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.dialogs.form import Form
from secretariat_tui.tui.dialogs.form_editors import ChoiceInput
from secretariat_tui.tui.dialogs.picker import Picker, option
from secretariat_tui.tui.widgets.inputs import LineInput
from secretariat_tui.tui.widgets.text_box import TextBox
from tests.tui.desk import Desk, desk, desk_of


async def fill(there: Desk, **texts: str) -> str:
    """Write texts into fields by their keys; return what is shown."""
    for key, text in texts.items():
        field = there.app.screen.query_one(f"#edit-{key}")
        if isinstance(field, TextBox):
            field.text = text
        elif isinstance(field, LineInput):
            field.value = text
    await there.settle()
    return there.text()


async def choose(there: Desk, key: str, value: object) -> str:
    """Choose a value of a field."""
    there.app.screen.query_one(f"#edit-{key}", ChoiceInput).value = value
    await there.settle()
    return there.text()


async def find(there: Desk, text: str) -> None:
    """Put the cursor on the record that a search finds."""
    await there.press("slash")
    await there.type(text)
    await there.press("enter")


def line(shown: str, text: str) -> str:
    """Return the line of the screen with a text, blanks joined."""
    return " ".join(next(each for each in shown.split("\n") if text in each).split())


def stored_event(path: Path, title: str) -> EventDraft:
    with closing(OfficeFile(path, "다른 창")) as file:
        number = file.reader.value("SELECT id FROM event WHERE title = :title", title=title)
        stored = events.event(file.reader, number)
        assert stored is not None
        return stored.draft


# What was understood.


async def test_what_was_understood_stands_beside_each_field(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        shown = await there.press("insert")
        assert "날짜 * 2023-04-19 (수)" in line(shown, "날짜 *")
        shown = await fill(there, starts_on="6.30.", starts_at="오후 2시 반", ends_at="4")
        times = line(shown, "날짜 *")
        assert "6.30. 2023년(금)" in times
        assert "오후 2시 반 14:30" in times
        assert "4 16:00" in times
        shown = await fill(there, starts_on="4.31.", starts_at="3시", ends_at="")
        assert "3시 03:00 새벽" in line(shown, "날짜 *")
        assert "2023" not in line(shown, "날짜 *")
        assert "내일 4.20.(목)" in line(await fill(there, starts_on="내일"), "날짜 *")
        await there.press("escape", "down", "down", "enter", "3", "insert")
        assert "12만원 120,000원" in line(await fill(there, won="12만원"), "금액 *")
        assert "120,000,000 1억 2,000만원" in line(await fill(there, won="120,000,000"), "금액 *")


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (160, 50)])
@pytest.mark.parametrize("area", ["schedule", "budget", "proposals", "agreements"])
async def test_the_form_is_as_pictured(office: Path, area: str, size: tuple[int, int]) -> None:
    async with desk(office, size, area=area) as there:
        await there.press("insert")
        there.check_picture(f"form-{area}")


async def test_the_year_is_the_one_closest_to_the_day_in_view(path: Path) -> None:
    with closing(OfficeFile(path, "김")) as file:
        event_store.add(file, EventDraft("시무식", date(2024, 1, 5)))
    open_file = lambda: OfficeFile(path, "김")  # noqa: E731
    async with desk_of(open_file, (120, 40), today=date(2023, 12, 28)) as there:
        await there.press("2", "f3")
        await there.type("1.5.")
        await there.press("enter", "f2")
        shown = await fill(there, starts_on="1.5.", ends_on="1.7.")
        assert "1.5. 2024년(금)" in line(shown, "날짜 *")
        assert "1.7. 2024년(일)" in line(shown, "끝나는 날")
        await there.press("ctrl+s")
    draft = stored_event(path, "시무식")
    assert (draft.starts_on, draft.ends_on) == (date(2024, 1, 5), date(2024, 1, 7))


async def test_the_end_of_a_meeting_in_the_afternoon_is_in_the_afternoon(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="새 회의", starts_at="오후 4시", ends_at="5시")
        assert "저장했습니다" in await there.press("ctrl+s")
    draft = stored_event(office, "새 회의")
    assert (draft.starts_at, draft.ends_at) == (time(16), time(17))


@pytest.mark.parametrize(
    ("keys", "starts_at", "ends_at"),
    [(("enter",), time(15), time(16)), (("down", "enter"), time(3), time(4))],
)
async def test_hours_before_seven_are_asked_about_once(
    office: Path, keys: tuple[str, ...], starts_at: time, ends_at: time
) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="새 회의", starts_at="3시", ends_at="4시")
        shown = await there.press("ctrl+s")
        assert "오후입니까, 새벽입니까? 시작 시각 3시, 끝 시각 4시" in shown
        assert "오후 15:00~16:00" in shown
        await there.press("escape")
        assert isinstance(there.app.screen, Form)
        await there.press("ctrl+s")
        await there.press(*keys)
        assert not isinstance(there.app.screen, Form)
    draft = stored_event(office, "새 회의")
    assert (draft.starts_at, draft.ends_at) == (starts_at, ends_at)


@pytest.mark.parametrize("text", ["24:00", "밤 12시", "자정", "24시", "00:00"])
async def test_the_end_of_the_day_is_midnight_of_the_next(office: Path, text: str) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        shown = await fill(there, title="전야제", starts_at="20:00", ends_at=text)
        assert ("24:00" in line(shown, "날짜 *")) == (text != "00:00")
        await there.press("ctrl+s")
    draft = stored_event(office, "전야제")
    assert (draft.ends_on, draft.ends_at) == (date(2023, 4, 20), time(0))


async def test_the_end_of_a_later_day_names_what_to_type(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="축제", starts_at="20:00", ends_on="4.21.", ends_at="24:00")
        shown = await there.press("ctrl+s")
        assert "▲ 24:00은 다음 날 00:00입니다. 끝나는 날을 하루 뒤로" in shown
        await fill(there, starts_at="24:00", ends_at="")
        assert "▲ 24:00은 다음 날 00:00입니다. 날짜를 다음 날로" in await there.press("ctrl+s")


# Errors and warnings.


async def test_all_errors_are_shown_at_once_and_go_one_by_one(office: Path) -> None:
    async with desk(office, (120, 40), area="budget") as there:
        await there.press("insert")
        await fill(there, spent_on="2.30.", won="120.000", headcount="0")
        shown = await there.press("ctrl+s")
        assert "▲ 달력에 없는 날입니다: 2.30." in shown
        assert "▲ 1원보다 작은 금액은 적을 수 없습니다: 120.000 천 단위는 쉼표로" in shown
        assert "▲ 집행 목적을 적어 주세요." in shown
        assert "▲ 인원은 1명 이상이어야 합니다." in shown
        assert "고칠 곳이 4군데" in shown
        assert "잔액 211,849,000원" in shown  # the preview stays
        shown = await fill(there, won="120,000")
        assert "120.000" not in shown
        assert "고칠 곳이 3군데" in shown
        assert "잔액 211,849,000원 → 211,849,000원 · 기초 집행액의 상세 0원 → 120,000원" in shown
        shown = await fill(there, purpose="간담회", headcount="3")
        assert shown.count("▲") == 2  # the date, and the sum
        shown = await fill(there, spent_on="4.31.")
        assert "▲ 달력에 없는 날입니다: 4.31." in shown
        assert "▲" not in await fill(there, spent_on="4.18.")


async def test_what_only_the_file_knows_goes_when_its_field_is_changed(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await there.press("insert")
        await fill(there, title="예시) 그늘막", number="23-042")
        assert "▲ 이미 있는 번호입니다: 23-042" in await there.press("ctrl+s")
        assert "▲ 이미 있는 번호입니다" in await fill(there, title="예시) 그늘")
        assert "▲" not in await fill(there, number="23-999")


async def test_a_taken_number_is_shown_with_the_other_errors(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await there.press("insert")
        await fill(there, received_on="2.30.", number="23-042")
        shown = await there.press("ctrl+s")
        assert "▲ 제목을 적어 주세요." in shown
        assert "▲ 달력에 없는 날입니다: 2.30." in shown
        assert "▲ 이미 있는 번호입니다: 23-042" in shown
        assert "고칠 곳이 3군데" in shown
        shown = await fill(there, title="예시) 그늘막")
        assert "제목을 적어" not in shown
        assert "고칠 곳이 2군데" in shown
        assert "고칠 곳이 1군데" in await fill(there, number="")
        await fill(there, received_on="4.18.")
        assert "23-043" in await there.press("ctrl+s")


async def test_a_deleted_round_is_shown_with_the_other_errors(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await there.press("insert")
        with closing(OfficeFile(office, "이비서관")) as file:
            number = proposals.add_round(
                file, RoundDraft("지울 회차", date(2023, 4, 1), date(2023, 4, 30))
            )
        await there.press("escape", "insert")
        await choose(there, "round_id", number)
        with closing(OfficeFile(office, "이비서관")) as file:
            proposals.delete_round(file, number)
        shown = await there.press("ctrl+s")
        assert "▲ 고른 회차가 그 사이에 지워졌습니다. 다시 골라 주세요." in shown
        assert "▲ 제목을 적어 주세요." in shown
        shown = await choose(there, "round_id", None)
        assert "지워졌습니다" not in shown
        assert "고칠 곳이 1군데" in shown


async def test_an_exceeded_balance_is_shown_with_the_other_errors(office: Path) -> None:
    async with desk(office, (120, 40), area="budget") as there:
        await there.press("insert")
        await fill(there, spent_on="4.20.", won="300,000,000", headcount="0")
        shown = await there.press("ctrl+s")
        over = "▲ 잔액은 211,849,000원입니다. 넘겨 쓰려면 초과 사유를 적어 주세요."
        assert over in shown
        assert "▲ 집행 목적을 적어 주세요." in shown
        assert "▲ 인원은 1명 이상이어야 합니다." in shown
        assert "고칠 곳이 3군데" in shown
        assert over in await fill(there, won="250,000,000", purpose="간담회")
        shown = await fill(
            there, won="211,849,000"
        )  # the field beside which it stands is empty still
        assert "넘겨 쓰려면" not in shown
        assert "고칠 곳이 1군데" in shown
        await fill(there, won="211,849,001")
        assert over in await there.press("ctrl+s")


@pytest.mark.parametrize(
    ("area", "keys", "typed", "errors"),
    [
        (
            "budget",
            ("ctrl+n",),
            {"code": "203-01", "won": "0"},
            ("2023년에 이 코드를 쓰는 과목이 있습니다", "이름을 적어", "0원은 적을 수 없습니다"),
        ),
        (
            "budget",
            ("down", "f3", "insert"),
            {"decided_on": "2021. 4. 1.", "won": "△9억"},
            ("잔액이 △", "예산이 정해진 날이 아닙니다"),
        ),
        (
            "budget",
            ("down", "f3", "insert"),
            {"decided_on": "2021. 4. 1."},
            ("비워 둘 수 없습니다", "예산이 정해진 날이 아닙니다"),
        ),
        (
            "budget",
            ("down", "f4", "enter"),
            {"as_of": "2022. 12. 31.", "executed": ""},
            ("비워 둘 수 없습니다", "2023 회계연도의 날짜가 아닙니다"),
        ),
    ],
)
async def test_errors_of_both_kinds_are_shown_at_once(
    office: Path, area: str, keys: tuple[str, ...], typed: dict[str, str], errors: tuple[str, ...]
) -> None:
    async with desk(office, (120, 40), area=area) as there:
        await there.press(*keys)
        await fill(there, **typed)
        shown = await there.press("ctrl+s")
        assert [each for each in errors if each not in shown] == []
        assert f"고칠 곳이 {len(errors)}군데" in shown


async def test_all_errors_of_a_reversal_are_shown_at_once(office: Path) -> None:
    with closing(OfficeFile(office, "이비서관")) as file:
        expenses.add_expense(file, ExpenseDraft(1, date(2023, 4, 20), "간담회", 90_000))
    async with desk(office, (120, 40), area="budget") as there:
        await there.press("enter", "ctrl+r")
        assert "취소 집행: 간담회" in there.text()
        await fill(there, on="2024. 1. 2.")
        shown = await there.press("ctrl+s")
        assert "▲ 취소한 까닭을 적어 주세요." in shown
        assert "▲ 2023 회계연도의 날짜가 아닙니다." in shown
        await fill(there, on="1.1.")
        assert "▲ 취소한 날이 집행일보다 빠릅니다." in await there.press("ctrl+s")


async def test_all_errors_of_a_duplicate_are_shown_at_once(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await find(there, "23-041")
        await there.press("f4")
        await there.type("중복")
        await there.press("enter")
        await fill(there, duplicate_of="23-042", decided_on="4.20.")
        shown = await there.press("ctrl+s")
        assert "▲ 그 제안이 더 늦게 접수되었습니다." in shown
        assert "▲ 까닭을 적어 주세요." in shown
        assert "▲ 결정한 날은 오늘" in shown


async def test_all_warnings_of_an_expense_are_shown_while_it_is_typed(office: Path) -> None:
    async with desk(office, (120, 40), area="budget") as there:
        await there.press("insert")
        shown = await fill(there, won="60만원", spent_on="12.30.", spent_at="23:30")
        for warning in (
            "! 500,000원 이상이면 상대방의 소속과 성명을",
            "! 심야(23시~6시) 집행은",
            "! 주말 집행은",
            "! 간담회는 인원을",
            "! 집행일이 오늘(2023. 4. 19.(수)) 뒤입니다. 그날이 되어야 집행액에 들어갑니다.",
        ):
            assert warning in shown
        shown = await fill(
            there, headcount="10", spent_on="4.18.", target="○○협회", spent_at="12:00"
        )
        assert "! 1인당 40,000원을 넘습니다." in shown
        assert shown.count("! ") == 1
        assert "! " not in await fill(there, headcount="15")


async def test_a_coming_event_that_is_done_is_warned_about(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="행사", starts_on="4.20.")
        assert "! 아직 오지 않은 날의 일정을 완료로" in await choose(there, "status", "done")
        assert "! " not in await fill(there, starts_on="4.19.")


async def test_a_title_has_a_limit(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="가" * 501)
        assert "▲ 500자까지 적을 수 있습니다. 지금 501자입니다." in await there.press("ctrl+s")
        await fill(there, title="가" * 500)
        assert "저장했습니다" in await there.press("ctrl+s")


# Decisions.


async def test_a_decision_is_dated_and_has_a_comment(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await find(there, "23-042")
        await there.press("f4")
        await there.type("채택")
        shown = await there.press("enter")
        assert "결정한 날" in shown
        await fill(there, start_on="5.19.", decided_on="4.20.", reason="곧 하기로 함")
        assert "▲ 결정한 날은 오늘(2023. 4. 19.(수))까지입니다." in await there.press("ctrl+s")
        await fill(there, decided_on="4.17.")
        assert "▲ 접수한 날(2023. 4. 18.(화))보다 먼저 결정할 수 없습니다." in await there.press(
            "ctrl+s"
        )
        await fill(there, decided_on="4.18.")
        shown = await there.press("ctrl+s")
        assert "23-042" in shown
        assert "채택 · 2023. 4. 18.(화)" in shown
        assert "곧 하기로 함" in shown


async def test_a_duplicate_is_found_by_its_title(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await find(there, "23-042")
        await there.press("f4")
        await there.type("중복")
        await there.press("enter")
        shown = await fill(there, duplicate_of="버스 정류장 이름")
        assert "23-041 예시) 버스 정류장 이름에 출구 번호" in shown
        await fill(there, duplicate_of="예시)", reason="같은 제안")
        assert "건이 맞습니다: 예시) F4를 눌러 고르세요." in await there.press("ctrl+s")
        there.app.screen.query_one("#edit-duplicate_of").focus()
        await there.press("f4")
        await there.type("23-041")
        shown = await there.press("enter")
        assert "먼저 접수 * 23-041 예시) 버스 정류장 이름에 출구 번호" in line(shown, "먼저 접수")
        assert "먼저 접수된 제안 23-041" in await there.press("ctrl+s")


async def test_names_come_before_hints_in_a_picker(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await find(there, "23-042")
        await there.press("f4")
        shown = await there.type("검토")
        options = re.findall(r"│ +\d+ (\S+)", shown)
        assert options[:2] == ["검토중", "보류"]
        assert "→ 검토중" in await there.press("enter")


async def test_a_hint_finds_too_and_groups_stay_together(office: Path) -> None:
    async with desk(office, (100, 30)) as there:
        options = [
            option("가", (" 나", "dim"), value=1, group="A"),
            option("다", value=2, group="A"),
            option("나", value=3, group="B"),
        ]
        there.app.push_screen(Picker("고르기", options, placeholder=""))
        await there.settle()
        shown = await there.type("나")
        lines = [each.split("│")[1].strip() for each in shown.split("\n") if "│" in each]
        assert [each for each in lines if each in {"A", "B", "나", "가 나"}] == ["나", "B", "나", "A", "가 나"]  # fmt: skip


# Rows.


async def test_parties_are_picked_one_by_one_or_typed(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        await there.press("insert")
        await fill(there, name="새 협약", signed_on="4.19.", parties="부산광역시 | 광역 | 부산시장")
        there.app.screen.query_one("#edit-parties").focus()
        shown = await there.press("f4")
        assert "부산광역시 | 광역 | 부산시장" in shown
        await there.press("insert", "ctrl+s")
        assert "▲ 비워 둘 수 없습니다." in there.text()
        await fill(there, name="대구광역시")
        await choose(there, "level", "metropolitan")
        await there.press("ctrl+s", "escape")
        box = there.app.screen.query_one("#edit-parties", TextBox)
        assert box.text == "부산광역시 | 광역 | 부산시장\n대구광역시 | 광역"
        await there.press("f4", "delete", "escape")
        assert box.text == "대구광역시 | 광역"
        assert "저장했습니다" in await there.press("ctrl+s")
        assert "대구광역시" in there.text()


async def test_the_name_of_the_office_is_asked_once(path: Path) -> None:
    async with desk(path, (120, 40), area="agreements") as there:
        await there.press("insert")
        assert there.app.screen.query_one("#edit-ours", LineInput).value == ""
        await fill(there, name="협약", parties="가나재단", ours="새한시장", signed_on="4.19.")
        await there.press("ctrl+s", "insert")
        assert there.app.screen.query_one("#edit-ours", LineInput).value == "새한시장"


# Copies, and one record after another.


@pytest.mark.parametrize(
    ("area", "key", "title"),
    [("schedule", "title", ""), ("proposals", "title", ""), ("agreements", "name", "")],
)
async def test_a_record_is_copied(office: Path, area: str, key: str, title: str) -> None:
    async with desk(office, (120, 40), area=area) as there:
        if area == "schedule":
            await there.press("f7")
        await there.press("f2")
        title = there.app.screen.query_one(f"#edit-{key}", LineInput).value
        await there.press("escape", "ctrl+v")
        form = there.app.screen
        assert isinstance(form, Form)
        assert form.heading.startswith("새 ")
        assert form.query_one(f"#edit-{key}", LineInput).value == title
        if area == "proposals":
            assert form.query_one("#edit-number", LineInput).value == ""
        await fill(there, **{key: "베낀 것"})
        assert "저장했습니다" in await there.press("ctrl+s")
        assert "베낀 것" in there.text()


async def test_an_expense_is_copied(office: Path) -> None:
    async with desk(office, (120, 40), area="budget") as there:
        await there.press("down", "insert")
        await fill(there, won="5만", purpose="다과", headcount="5")
        await there.press("ctrl+s", "enter")
        before = await there.press("f2")
        await there.press("escape", "ctrl+v")
        assert "새 집행" in there.text()
        assert line(there.text(), "목적 *") == line(before, "목적 *")


async def test_one_record_after_another_is_added(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        for title in ("첫째 행사", "둘째 행사"):
            await fill(there, title=title)
            await there.press("ctrl+n")
            form = there.app.screen
            assert isinstance(form, Form)
            assert form.query_one("#edit-title", LineInput).value == ""
        await there.press("ctrl+n")
        assert "▲ 일정의 제목을" in there.text()
        await there.press("escape")
        assert not isinstance(there.app.screen, Form)
    assert stored_event(office, "첫째 행사").starts_on == date(2023, 4, 19)
    assert stored_event(office, "둘째 행사").starts_on == date(2023, 4, 19)


async def test_a_copy_is_in_the_palette_and_the_help(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        await there.press("ctrl+p")
        assert "본떠 새로" in await there.type("본떠")
        await there.press("escape", "f1")
        assert "본떠 새로" in await there.type("본떠")


# What was typed when the program died.


def kept(path: Path) -> list[Path]:
    """Return the files of forms that are kept."""
    return sorted((settings.state_dir() / "forms").glob("*.json"))


async def test_a_form_that_was_open_is_offered_at_the_next_start(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="쓰던 행사", note="길게 쓰던 글")
        await choose(there, "kind", "signing")
        (file,) = kept(office)
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
        typed = json.loads(file.read_text(encoding="utf-8"))["typed"]
        assert typed["title"] == "쓰던 행사"
        assert typed["note"] == "길게 쓰던 글"
        assert typed["kind"] == "signing"
    async with desk(office, (120, 40)) as there:
        assert "프로그램이 끝날 때 쓰던 것이 있습니다: 새 일정" in there.text()
        await there.press("escape")
    async with desk(office, (120, 40)) as there:
        assert "쓰던 것이 있습니다: 새 일정" in there.text()
        shown = await there.press("enter")
        assert "쓰던 행사" in shown
        assert "길게 쓰던 글" in shown
        assert "◂ 협약체결 ▸" in shown
        assert len(kept(office)) == 1
        await there.press("ctrl+s")
        assert kept(office) == []
    assert stored_event(office, "쓰던 행사").kind == "signing"
    async with desk(office, (120, 40)) as there:
        assert "쓰던 것이" not in there.text()


async def test_a_new_record_is_offered_with_the_day_that_it_began_with(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("right", "right", "insert")
        await fill(there, title="쓰던 행사")
    async with desk(office, (120, 40)) as there:
        await there.press("enter", "ctrl+s")
    assert stored_event(office, "쓰던 행사").starts_on == date(2023, 4, 21)


async def test_a_copy_is_offered_with_the_values_that_were_copied(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        await there.press("ctrl+v")
        await fill(there, document="행정-123")
    async with desk(office, (120, 40)) as there:
        shown = await there.press("enter")
        assert "새 협약" in shown
        assert "서울시-경상북도 교류강화 업무협약" in shown
        assert "행정-123" in shown


async def test_a_changed_record_is_offered_with_its_other_fields(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        await there.press("f2")
        await fill(there, document="행정-123")
    async with desk(office, (120, 40)) as there:
        await there.press("enter")
        shown = there.text()
        assert "협약 고치기" in shown
        assert "서울시-경상북도 교류강화 업무협약" in shown
        assert "행정-123" in shown
        await there.press("escape", "down", "down", "enter")
        assert kept(office) == []


async def test_an_autosaved_form_of_a_record_that_changed_since_shows_both_values(
    office: Path,
) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        await there.press("f2")
        await fill(there, document="행정-123")
    with closing(OfficeFile(office, "이비서관")) as file:
        stored = agreement_queries.agreement(file.reader, 1)
        assert stored is not None
        agreements.change(file, 1, stored.rev, stored.draft._replace(document="총무-9"))
    async with desk(office, (120, 40)) as there:
        shown = await there.press("enter")
        assert "그 뒤 이 기록이 바뀌었습니다." in shown
        assert "문서  총무-9 → 행정-123" in shown
        await there.press("down", "enter")
        assert kept(office) == []
        assert not isinstance(there.app.screen, Form)
    with closing(OfficeFile(office, "이비서관")) as file:
        stored = agreement_queries.agreement(file.reader, 1)
        assert stored is not None
        assert stored.draft.document == "총무-9"


async def test_an_autosaved_form_of_a_record_that_was_deleted_since_begins_a_new_one(
    office: Path,
) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        await there.press("f2")
        await fill(there, document="행정-123")
    with closing(OfficeFile(office, "이비서관")) as file:
        agreements.delete(file, 1)
    async with desk(office, (120, 40)) as there:
        shown = await there.press("enter")
        assert "그 뒤 이 기록이 지워졌습니다." in shown
        assert "문서  행정-123" in shown
        assert "새 협약" in await there.press("enter")


@pytest.mark.parametrize(
    ("area", "open_form", "title", "field"),
    [
        ("budget", ("insert",), "새 집행", "purpose"),
        ("budget", ("ctrl+n",), "새 과목", "name"),
        ("budget", ("down", "enter", "insert"), "새 집행", "purpose"),
        ("budget", ("down", "f3", "insert"), "새 예산 편성", "reason"),
        ("budget", ("down", "f4", "enter"), "기초 집행액", "source"),
        ("proposals", ("ctrl+r", "insert"), "새 회차", "theme"),
        ("proposals", ("insert",), "새 제안", "title"),
    ],
)
async def test_every_form_is_offered(
    office: Path, area: str, open_form: tuple[str, ...], title: str, field: str
) -> None:
    async with desk(office, (120, 40), area=area) as there:
        await there.press(*open_form)
        await fill(there, **{field: "쓰던 글"})
    async with desk(office, (120, 40)) as there:
        assert f"쓰던 것이 있습니다: {title}" in there.text()
        shown = await there.press("enter")
        assert title in shown
        assert there.app.screen.query_one(f"#edit-{field}", LineInput).value == "쓰던 글"


async def test_what_is_given_up_is_not_offered(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="쓰던 행사")
        await there.press("escape", "down", "down", "enter")
        assert kept(office) == []
        await there.press("insert")
        await fill(there, title="또 쓰던 행사")
    async with desk(office, (120, 40)) as there:
        await there.press("down", "enter")
        assert kept(office) == []
        assert not isinstance(there.app.screen, Form)


async def test_another_office_and_a_running_window_are_not_offered(
    office: Path, tmp_path: Path
) -> None:
    other = Path(shutil.copy(office, tmp_path / "other.db"))
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="쓰던 행사")
        async with desk(office, (120, 40)) as window:
            assert "쓰던 것이" not in window.text()
    async with desk(other, (120, 40)) as there:
        assert "쓰던 것이" not in there.text()
    assert len(kept(office)) == 1


async def test_a_secret_record_is_not_kept_while_the_screen_is_shown_to_others(
    office: Path,
) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("ctrl+x", "insert")
        await fill(there, title="비밀 면담")
        assert len(kept(office)) == 1
        await choose(there, "visibility", "secret")
        assert kept(office) == []
        await fill(there, title="비밀 면담 장소")
        assert kept(office) == []


async def test_an_unreadable_autosaved_form_is_ignored(office: Path) -> None:
    folder = settings.state_dir() / "forms"
    folder.mkdir(parents=True)
    for number, text in enumerate(("", "[]", '{"office": 3}', '{"a": 1}', "\\ud800")):
        (folder / f"{number}.json").write_text(text)
    async with desk(office, (120, 40)) as there:
        assert "쓰던 것이" not in there.text()


# The next record, and what is typed over.


async def test_an_end_before_its_start_is_an_error(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="오전 회의", starts_at="11시", ends_at="10:30")
        shown = await there.press("ctrl+s")
        assert "▲ 끝나는 시각은 시작하는 시각보다 늦어야 합니다. (11:00~10:30)" in shown
        await fill(there, starts_at="10:00", ends_at="10:00")
        assert "▲" in await there.press("ctrl+s")


async def test_the_form_of_the_next_record_reads_the_file_again(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        shown = await there.press("insert")
        number = re.search(r"다음 번호: (\d+)-(\d+)", shown)
        assert number is not None
        await fill(there, title="예시) 첫째")
        shown = await there.press("ctrl+n")
        assert f"다음 번호: {number[1]}-{int(number[2]) + 1:03}" in shown
    async with desk(office, (120, 40), area="budget") as there:
        shown = await there.press("down", "insert")
        assert "잔액 211,849,000원" in shown
        await fill(there, spent_on="4.20.", purpose="다과", won="10,000")
        shown = await there.press("ctrl+n")
        assert "잔액 211,839,000원" in shown
        assert "2023-04-20" in shown


async def test_the_next_new_record_begins_with_the_date_of_the_last_one(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="현장 점검", starts_on="2023-05-03", starts_at="14:00")
        shown = await there.press("ctrl+n")
        assert "2023-05-03" in line(shown, "날짜 *")
        assert "14:00" not in line(shown, "날짜 *").replace("예: 14:00", "")
        assert "저장했습니다. 되돌리기 Ctrl+Z" in shown


async def test_a_clash_is_shown_above_the_form_of_the_next_record(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="가", starts_on="2023-05-03", starts_at="14:00", ends_at="15:00")
        await there.press("ctrl+n")
        await fill(there, title="나", starts_at="14:30", ends_at="15:30")
        shown = await there.press("ctrl+n")
        assert shown.count("! 겹침: 14:00 가") == 1  # in the new form, which covers the screen
        assert "! 겹침" not in await there.type("다")
        shown = await there.press("backspace", "escape")
        assert "새 일정" not in shown
        assert shown.count("! 겹침: 14:00 가") == 1  # on the screen that was behind it


async def test_the_message_of_an_earlier_record_goes_when_this_one_is_not_saved(
    office: Path,
) -> None:
    async with desk(office, (120, 30), area="schedule") as there:
        await there.press("insert")
        await fill(there, title="가")
        assert "저장했습니다" in await there.press("ctrl+s")
        shown = await there.press("insert", "ctrl+s")
        assert "저장하지 않았습니다" in shown
        assert "저장했습니다" not in shown


async def test_typing_replaces_what_stood_in_a_field(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        await fill(there, place="시장실")
        there.app.screen.query_one("#edit-place").focus()
        await there.settle()
        assert "상황실" in line(await there.type("상황실"), "장소")
        assert "시장실" not in line(there.text(), "장소")
        await there.press("tab", "shift+tab", "end")
        assert "상황실앞" in line(await there.type("앞"), "장소")


async def test_typing_is_added_to_a_text_of_a_stored_record(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        await there.press("f2")
        await there.type("(개정)")
        assert "교류강화 업무협약(개정)" in line(there.text(), "이름 *")
        await there.press("escape", "escape")


async def test_a_negative_expense_is_warned_of_while_it_is_typed(office: Path) -> None:
    async with desk(office, (120, 40), area="budget") as there:
        await there.press("down", "insert")
        assert "! 금액이 음수입니다." in await fill(there, won="-5,000")
        assert "음수" not in await fill(there, won="5,000")


async def test_a_receipt_in_the_future_is_warned_of(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await there.press("insert")
        assert "! 접수일이 오늘 뒤입니다." in await fill(there, received_on="2023-04-20")
        assert "오늘 뒤" not in await fill(there, received_on="2023-04-19")


async def test_a_day_without_its_month_is_echoed_in_full(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        await there.press("insert")
        assert "28일 4.28.(금)" in line(await fill(there, starts_on="28일"), "날짜 *")
        assert "월요일 4.24.(월)" in line(await fill(there, starts_on="월요일"), "날짜 *")
