"""What all lists and frames share: marks, order, heights, hidden rows, keys, colours."""

from contextlib import closing
from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from rich.console import Console

from secretariat_tui import settings
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.tables import register
from secretariat_tui.areas.proposals import queries, store
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.core import marks
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import Order, ValueFilter
from secretariat_tui.tables.print_sheet import print_sheet
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.commands import APP_COMMANDS, LIST_COMMANDS, OPEN
from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.paint.header_footer import keys_bar
from secretariat_tui.tui.paint.text import bar_spans, fitting
from secretariat_tui.tui.runtime.saved_views import SavedView, SavedViews
from tests.tui.desk import TODAY, desk


@pytest.mark.parametrize(
    ("days", "expected"),
    [
        (-1, marks.LATE),
        (0, marks.SOON),
        (7, marks.SOON),
        (8, marks.LATER),
    ],
)
def test_a_deadline_has_the_mark_of_its_days(days: int, expected: marks.Mark) -> None:
    assert marks.deadline(days) == expected


def _agreements(file: OfficeFile) -> None:
    for name, state, expires in (
        ("준비", "draft", None),
        ("유효", "signed", date(2023, 7, 19)),
        ("임박", "signed", date(2023, 7, 18)),
        ("만료", "signed", date(2023, 4, 18)),
    ):
        agreements.add(
            file,
            AgreementDraft(
                name, state=state, signed_on=date(2023, 1, 2), expires_on=expires, parties=(PartyDraft("제주"),)
            ),
        )  # fmt: skip


def test_a_standing_has_the_same_sign_on_the_screen_and_in_the_terminal(file: OfficeFile) -> None:
    _agreements(file)
    sheet = register(file.reader, Period(TODAY))
    column = sheet.table.column("standing")
    found = {row.name: column.marked(row) for row in sheet.rows}
    assert found == {
        "준비": ("□ 준비", "dim"),
        "유효": ("● 유효", "good"),
        "임박": ("▲ 만료 임박", "warn"),
        "만료": ("! 만료됨", "bad"),
    }
    out = StringIO()
    console = Console(file=out, force_terminal=True, color_system="standard", width=160)
    print_sheet(sheet, console)
    assert "\x1b[1;31m! 만료" in out.getvalue()
    assert [column.text(row) for row in sheet.rows if row.name == "만료"] == [
        "만료됨"
    ]  # exported as is


async def test_the_inbox_begins_with_what_is_late(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for title, received in (
            ("새것", date(2023, 4, 18)),
            ("지남", date(2023, 3, 10)),
            ("오래 지남", date(2023, 2, 10)),
            ("결정", date(2023, 4, 17)),
            ("다시 볼 것", date(2023, 1, 5)),
        ):
            store.add(file, ProposalDraft(title, received))
        store.decide(file, 4, 1, Decision("decided", "adopted", start_on=TODAY), TODAY)
        held = Decision("decided", "held", hold_until=TODAY)
        store.decide(file, 5, 1, held, date(2023, 4, 1))
        titles = [
            row.title
            for part in queries.in_order(TODAY)
            for row in list_query.all_rows(file.reader, part)
        ]
    assert titles == ["오래 지남", "지남", "다시 볼 것", "새것", "결정"]
    async with desk(path, (120, 40), area="proposals") as there:
        lines = [line for line in there.text().split("\n") if "23-00" in line][:5]
        assert [line[1:8].strip() for line in lines] == [
            "23-003",
            "23-002",
            "23-005",
            "23-001",
            "23-004",
        ]
        assert lines[0].startswith("! 23-003")
        assert "! 기한 지남" in lines[0]
        assert "▲ 재검토 D-day" in lines[2]
        assert "■ 채택" in lines[4]
        shown = await there.press("s")  # an order of one's own takes its place
        assert "정렬 번호▲" in shown
        assert next(line for line in shown.split("\n") if "23-00" in line)[2:8] == "23-001"


async def test_a_short_list_leaves_the_height_to_the_details(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        lines = there.text().split("\n")
        rule = next(at for at, line in enumerate(lines) if line.startswith("───"))
        assert rule <= 11  # four agreements, with a line between
        assert "할 일" in lines[rule + 8]


async def test_the_next_events_come_first_and_clashes_are_marked(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for title, day in (("지난 일", 17), ("접견", 20), ("보고", 20), ("먼 일", 28)):
            schedule.add(file, EventDraft(title, date(2023, 4, day), all_day=True))
    async with desk(path, (120, 40), area="schedule") as there:
        shown = await there.press("f7")
        rows = [line for line in shown.split("\n") if "종일" in line][:4]
        assert [line[0] for line in rows] == ["!", "!", " ", " "]
        assert [
            title in line
            for title, line in zip(("접견", "보고", "먼 일", "지난 일"), rows, strict=True)
        ] == [True] * 4


def test_filters_are_kept_for_each_file_and_the_order_for_all(tmp_path: Path) -> None:
    views, one, other = tmp_path / "views.json", tmp_path / "one.db", tmp_path / "other.db"
    chosen = SavedView((ValueFilter("state", "held", "보류"),), (Order("number"),))
    SavedViews(views, one).save_last(INBOX, chosen)
    assert SavedViews(views, one).last(INBOX) == chosen
    assert SavedViews(views, other).last(INBOX) == chosen._replace(filters=())
    SavedViews(views, other).save_last(INBOX, SavedView())
    assert SavedViews(views, one).last(INBOX) == chosen._replace(order=())


async def test_a_filter_that_is_still_there_says_what_it_hides(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for number in range(3):
            store.add(file, ProposalDraft(f"제안 {number}", TODAY))
        store.decide(file, 1, 1, Decision("review"), TODAY)
    async with desk(path, (120, 40), area="proposals") as there:
        await there.press("f3")
        await there.type("검토중")
        await there.press("enter")
    async with desk(path, (120, 40), area="proposals") as there:
        shown = there.text()
        assert "거르기로 2건이 가려져 있습니다. Esc로 모두 봅니다." in shown
        assert "찾음 1 · 전체 3건" in shown
        assert "가려져" not in await there.press("escape")


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("inner", [False, True])
def test_help_and_palette_are_always_in_the_footer(width: int, inner: bool) -> None:
    items = keys_bar((OPEN, *LIST_COMMANDS, *APP_COMMANDS), Keymap(), inner=inner)
    text = "".join(part for part, _style in bar_spans(items, [], width))
    assert "Ctrl+P 명령" in text
    assert "F1 도움말" in text
    assert ("Esc 뒤로" in text) is inner
    assert sum(item.width for item in fitting(items, width)) <= width


async def test_a_click_on_a_key_of_the_footer_runs_what_is_there(office: Path) -> None:
    async with desk(office, (80, 24), area="proposals") as there:
        line = there.text().split("\n")[-1]
        from rich.cells import cell_len

        shown = await there.click("#keys", (cell_len(line[: line.index("F1")]) + 1, 0))
        assert "이 화면의 키" in shown


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_help_has_aligned_columns(office: Path, size: tuple[int, int]) -> None:
    from rich.cells import cell_len

    async with desk(office, size, area="proposals") as there:
        await there.press("f1")
        shown = await there.type("고릅니다")
        starts = {
            cell_len(line[: line.index(text)])
            for line in shown.split("\n")
            for text in ("보일 열과", "밝은 색, 어두운")
            if text in line
        }
        assert len(starts) == 1


async def test_the_colours_are_chosen_in_the_program_and_kept(office: Path) -> None:
    async with desk(office, (120, 40)) as there:
        shown = await there.press("ctrl+b")
        assert "화면 색" in shown
        await there.type("밝은")
        shown = await there.press("enter")
        assert "화면 색을 바꾸었습니다: 밝은 색" in shown
        assert there.app.theme == "secretariat-light"
        assert there.app.text_styles["bad"].color.get_truecolor().hex == "#af2a2a"  # type: ignore[union-attr]
    assert settings.chosen_theme() == "secretariat-light"


async def test_a_letter_that_opens_a_form_says_nothing_of_hangul(office: Path) -> None:
    async with desk(office, (120, 40), area="agreements") as there:
        shown = await there.press("ㅜ")
        assert "새 협약" in shown
        assert "한글 입력 상태입니다." not in await there.press("escape")


async def test_the_message_of_an_empty_day_goes_when_the_cursor_moves(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        assert "이날에는 일정이 없습니다." in await there.press("f2")
        assert "이날에는 일정이 없습니다." not in await there.press("left")


async def test_the_status_changes_in_the_card_of_an_event(office: Path) -> None:
    async with desk(office, (120, 40), area="schedule") as there:
        shown = await there.press("left", "enter")
        assert "F4 상태" in shown
        await there.press("f4", "home", "enter")
        assert "? 잠정 제16회 국무회의" in there.text()


async def test_the_list_of_one_account_does_not_repeat_it(office: Path) -> None:
    async with desk(office, (160, 40), area="budget") as there:
        shown = await there.press("down", "enter")
        assert "목적" in shown.split("\n")[3]
        assert "과목" not in shown.split("\n")[3]
        shown = await there.press("escape", "home", "enter")
        assert "과목" in shown.split("\n")[3]


async def test_enter_on_a_proposal_names_its_number_once(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        pane = there.text().split("───\n")[-1]
        assert "이력" not in pane
        dialog = [line for line in (await there.press("enter")).split("\n") if "│" in line]
        text = "\n".join(line.split("│")[1] for line in dialog)
        assert text.count("23-020") == 1
        assert "이력" in text
