"""The first screen: what it shows, what it opens, and that it stands before Textual does."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.areas.attached.store import TASKS
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft, ExpenseDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.today import frame_rows, queries
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.keys.area import audit_tables
from secretariat_tui.tui.paint import first_frame
from secretariat_tui.tui.paint.display import DisplayOptions
from secretariat_tui.tui.runtime.preferences import Preferences
from tests.tui.desk import NOW, TODAY, desk

SIZES = [(80, 24), (100, 30), (120, 40), (200, 60)]


@pytest.mark.parametrize("size", SIZES)
async def test_the_first_frame_is_what_the_program_then_shows(
    office: Path, size: tuple[int, int]
) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        seen = queries.overview(file.reader, audit_tables(AREAS), TODAY, NOW)
        rows = frame_rows.screen_rows(
            seen, AREAS, frame_rows.file_message(office), size, Preferences()
        )
    painted = "\n".join("".join(text for text, _style in row).rstrip() for row in rows)
    async with desk(office, size) as there:
        shown = there.text()
        lines = [re.sub(r" *[▁-▇]$", "", line) for line in shown.split("\n")]  # but for a scrollbar
        assert painted.split("\n") == lines


def test_the_first_frame_paints_each_cell_once_and_nothing_else(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        seen = queries.overview(file.reader, audit_tables(AREAS), TODAY)
    rows = frame_rows.screen_rows(seen, AREAS, "자료 \x1b]52;c;QQ==\x07", (80, 24), Preferences())
    painted = first_frame.render(
        rows,
        first_frame.theme_by_name("").colours,
        {"COLORTERM": "truecolor"},
        DisplayOptions(),
    )
    left = re.sub(r"\x1b\[[0-9;?]*[hlmHJ]", "", painted)
    assert "\x1b" not in left
    assert len(left.split("\r\n")) == 24


async def test_figures_of_the_sample_office(office: Path) -> None:
    async with desk(office, (100, 30)) as there:
        shown = there.text()
        assert "1.1.–4.19. (29.8%)" in shown
        assert re.search(r"기관운영업무추진비 +23\.5% +65,351", shown)
        assert re.search(r"시책추진업무추진비 +30\.2% +24,166", shown)
        assert "잔액 267,683 · 연말 83.9%" in shown
        assert "▲ D-251 소진 12.26.(화) 시책추진업무추진비" in shown
        assert "협약 4건 · 유효 4 · 기간 미기재 4" in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_picture(
    office: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frame_rows, "file_message", lambda _path: "자료: secretariat.db")
    async with desk(office, size) as there:
        there.check_picture("today")


async def test_a_day_without_events_is_one_line_that_opens_it(path: Path) -> None:
    async with desk(path, (80, 24)) as there:
        rows = there.text().split("\n")
        assert rows[2:5] == [
            "  오늘 4.19.(수)  일정이 없습니다.",
            "  내일 4.20.(목)  일정이 없습니다.",
            "",
        ]
        shown = await there.press("home", "down", "enter")
        assert "[2 일정]" in shown
        assert "2023-04-20" in await there.press("insert")


@pytest.mark.parametrize(("height", "first"), [(40, "    D-8   결정기한 23-026"), (22, None)])
async def test_later_deadlines_fill_the_height_that_is_left(
    office: Path, height: int, first: str | None
) -> None:
    async with desk(office, (120, height)) as there:
        right = [row.split("│")[1] for row in there.text().split("\n") if "│" in row]
        titles = [at for at, row in enumerate(right) if row.startswith(" 다음 기한")]
        assert [right[at + 1][: len(first or "")] for at in titles] == ([first] if first else [])


async def test_each_line_opens_its_record(office: Path) -> None:
    async with desk(office, (100, 30)) as there:
        shown = await there.press("enter")  # no event is next: what is overdue the longest
        assert "[4 제안]" in shown
        assert "제안 23-020" in shown
        assert "예시) 빈 회의실을 시민 모임에" in shown
        shown = await there.press(
            "escape", "1", "tab", "end", "enter"
        )  # the earliest of the past days
        assert "[2 일정]" in shown
        assert "송파구 위례트램 도시철도 착공식" in shown


async def test_today_and_tomorrow_are_listed_and_secrets_kept(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        schedule.add(file, EventDraft("간부회의", TODAY, place="기획상황실"))
        schedule.add(file, EventDraft("아무도 모를 면담", date(2023, 4, 20), visibility="secret"))
    async with desk(path) as there:
        shown = there.text()
        assert "오늘 4.19.(수)  1건" in shown
        assert "내일 4.20.(목)  1건" in shown
        assert "간부회의" in shown
        assert "면담" not in shown
        assert "비공개" in shown


async def test_agreements_that_come_due_are_to_be_done(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        agreements.add(
            file,
            AgreementDraft(
                "제주 협약",
                signed_on=date(2022, 10, 22),
                check_months=6,
                parties=(PartyDraft("제주"),),
            ),
        )
    async with desk(path) as there:
        assert "▲ D-5   점검     제주 협약" in there.text()
        assert "올해 예산 과목이 없습니다" in there.text()


async def test_tasks_that_are_due_are_to_be_done_and_open_their_record(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        parties = (PartyDraft("제주"),)
        task = TaskDraft("농특산물 직거래", "doing", "박주무관", date(2023, 4, 17))
        agreements.add(
            file, AgreementDraft("제주 협약", state="draft", parties=parties, tasks=(task,))
        )
        event = schedule.add(file, EventDraft("은밀한 면담", TODAY, visibility="secret"))
        account = budget.add_account(file, AccountDraft(2023, "203-02", "기관운영"), 10**6)
        expense = budget.add_expense(file, ExpenseDraft(account, TODAY, "간담회", 50_000))
        for record, text, day in (
            (RecordKey("event", event), "은밀한 일", 19),
            (RecordKey("expense", expense), "영수증 붙이기", 20),
            (RecordKey("expense", expense), "먼 일", 27),
        ):
            TASKS.add(file, record, TaskDraft(text, owner="이비서", due_on=date(2023, 4, day)))
    async with desk(path, (120, 40)) as there:
        shown = there.text()
        assert "! D+2   할 일    농특산물 직거래  박주무관" in shown
        assert "▲ D-day 할 일    비공개" in shown
        assert "▲ D-1   할 일    영수증 붙이기  이비서" in shown
        assert "은밀한" not in shown
        assert "먼 일" not in shown
        shown = await there.press("enter")  # the cursor begins on what is most urgent
        assert "[5 협약]" in shown
        assert "농특산물 직거래  박주무관  ! ~4.17.(월) D+2" in shown
        shown = await there.press("escape", "1", "down", "down", "enter")
        assert "[3 예산]" in shown
        assert "간담회" in shown


async def test_what_another_program_wrote_is_shown_on_coming_back(path: Path) -> None:
    async with desk(path) as there:
        assert "협약 0건" in there.text()
        with closing(OfficeFile(path, "이주무관")) as other:
            agreements.add(
                other, AgreementDraft("협약", state="draft", parties=(PartyDraft("대전"),))
            )
        assert "협약 1건" in await there.press("5", "1")
