"""What every list can do: find, narrow, order, group, mark, add up, choose columns, keep views, go to a place."""

import asyncio
import json
import os
import re
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from rich.console import RenderableType
from textual import events
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from secretariat_tui import settings
from secretariat_tui.areas import index_sources
from secretariat_tui.areas.budget.records import Account, Expense
from secretariat_tui.areas.proposals import queries
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.proposals.records import Proposal
from secretariat_tui.areas.proposals.tables import INBOX
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search.list_query import Order, ValueFilter
from secretariat_tui.tui.paint.text import styled_line
from secretariat_tui.tui.runtime.saved_views import SavedView, SavedViews
from secretariat_tui.tui.screens.list import ListScreen
from secretariat_tui.tui.widgets.column_choice import ColumnChoice
from secretariat_tui.tui.widgets.record_table import RecordTable
from secretariat_tui.tui.widgets.row_cache import RowCache
from secretariat_tui.tui.widgets.selection import Selection
from secretariat_tui.tui.widgets.styled_lines import Pane
from tests.conftest import Prepared
from tests.tui.desk import TODAY, Desk, desk

MANY = 700
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"
NUMBER = re.compile(r"23-\d+")


@pytest.fixture(autouse=True)
def _newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """List the proposals by receipt: what these tests show holds in any order."""
    monkeypatch.setattr(queries, "in_order", lambda today: (queries.inbox_query(today),))


def _fill_many(path: Path) -> None:
    with (
        closing(OfficeFile(path, "김주무관", sources=index_sources)) as file,
        file.edit("시험") as session,
    ):
        session.add_all(
            Proposal(
                number=f"23-{n + 1:03}", title=f"제안 {'가나다라마바사'[n % 7]}", received_on=TODAY - timedelta(n),
                channel=("system", "bureaus", "mail")[n % 3], theme="" if n % 2 else "행정",
            )
            for n in range(MANY)
        )  # fmt: skip


@pytest.fixture
def many(prepared: Prepared) -> Path:
    """An inbox of 700 proposals, 23-001 the newest, 7 titles and 3 channels in turn."""
    return prepared(_fill_many)


def _fill_spent(path: Path) -> None:
    with (
        closing(OfficeFile(path, "김주무관", sources=index_sources)) as file,
        file.edit("시험") as session,
    ):
        account = Account(fy=2023, code="203-03", name="시책추진", pos=0)
        session.add(account)
        session.flush()
        session.add_all(
            Expense(
                account_id=account.id or 0, spent_on=date(2023, 1 + n % 3, 5), purpose=f"간담회 {n:02}",
                place=("", "무교동", "정동", "서소문")[n % 4], won=1000 * (n + 1), headcount=1 + n % 3,
                method="card", kind="meeting",
            )
            for n in range(12)
        )  # fmt: skip


@pytest.fixture
def spent(prepared: Prepared) -> Path:
    """Twelve expenses of 1,000 to 12,000 won, of one to three people, in four places."""
    return prepared(_fill_spent)


class Row(NamedTuple):
    id: int


def body(shown: str, head: str = "번호") -> list[str]:
    """Return the rows of the table that are on the screen."""
    lines = shown.split("\n")
    start = next(i for i, line in enumerate(lines) if line.lstrip(" ‹").startswith(head)) + 1
    end = next((i for i, line in enumerate(lines) if i > start and "──" in line), len(lines))
    return [line.rstrip(" ▁▂▃▄▅▆▇█") for line in lines[start:end] if line.strip(" ▁▂▃▄▅▆▇█")]


def numbers(shown: str) -> list[str]:
    return [NUMBER.findall(line)[0] for line in body(shown)]


def said(shown: str) -> str:
    """Return the line above the keys."""
    return shown.split("\n")[-2].strip()


def grid(at: Desk) -> RecordTable[object]:
    screen = at.app.screen
    assert isinstance(screen, ListScreen)
    return screen.grid


@pytest.mark.slow
async def test_the_count_tells_what_is_shown_what_matches_and_what_there_is(many: Path) -> None:
    async with desk(many, area="proposals") as at:
        assert said(at.text()) == "1–16 · 전체 700건"
        await at.press("slash")
        assert said(await at.type("제안 나")).endswith("1–16 · 찾음 100 · 전체 700건")
        assert said(await at.type("없음")).endswith("찾음 0 · 전체 700건")
        assert "찾는 기록이 없습니다. Esc로 모두 봅니다." in at.text()
        assert said(await at.press("escape")) == "1–16 · 전체 700건"


@pytest.mark.slow
async def test_the_last_row_and_every_page_on_the_way_are_read_when_they_come_into_view(
    many: Path,
) -> None:
    async with desk(many, area="proposals") as at:
        shown = await at.press("end")
        assert numbers(shown)[-1] == "23-700"
        assert "685–700" in said(shown)
        for _page in range(49):
            await at.press("pageup")
        assert numbers(at.text())[0] == "23-001"
        shown = await at.press("G", "k", "k", "g", "j")
        assert numbers(shown)[:2] == ["23-001", "23-002"]
        assert grid(at).cursor == 1


async def test_a_column_orders_up_down_and_not_at_all_and_the_one_before_stays_second(
    many: Path,
) -> None:
    async with desk(many, (116, 30), area="proposals") as at:
        shown = await at.press("right", "right", "right", "f6")  # channel
        assert "정렬 경로▲" in shown.split("\n")[2]
        assert "경로▲" in shown.split("\n")[3]
        shown = await at.press("left", "f6")
        assert "정렬 제목▲ · 경로▲" in shown
        rows = body(shown)
        assert all("제안 가" in row for row in rows)
        assert "실·본부·국" in rows[0]
        first = numbers(shown)
        assert first == sorted(first)  # the newest first, as before, where both are equal
        shown = await at.press("f6")
        assert "정렬 제목▼ · 경로▲" in shown
        assert "제안 사" in body(shown)[0]
        shown = await at.press("f6")
        assert "정렬 경로▲" in shown
        await at.press("right", "f6", "f6")
        assert "정렬" not in at.text().split("\n")[2]


async def test_blanks_are_last_both_ways(many: Path) -> None:
    async with desk(many, (116, 30), area="proposals") as at:
        await at.press(*["right"] * 4, "s")
        assert "행정" in body(at.text())[0]
        await at.press("s")
        assert "행정" in body(at.text())[0]
        await at.press("end")
        assert "행정" not in body(at.text())[-1]


async def test_the_value_under_the_cursor_narrows_and_escape_takes_it_back_one_by_one(
    many: Path,
) -> None:
    async with desk(many, (116, 30), area="proposals") as at:
        shown = await at.press("right", "right", "ctrl+f")
        assert "[제목=제안 가 ×]" in shown
        assert said(shown).endswith("찾음 100 · 전체 700건")
        shown = await at.press("right", "ctrl+f")
        assert "[제목=제안 가 ×] [경로=창의발전소 ×]" in shown
        assert said(shown).endswith("찾음 34 · 전체 700건")
        shown = await at.press("escape")
        assert "[경로=" not in shown
        assert said(shown).endswith("찾음 100 · 전체 700건")
        shown = await at.click("#chips", (3, 0))
        assert said(shown) == "1–16 · 전체 700건"


async def test_what_was_done_is_said_beside_what_is_marked(many: Path) -> None:
    async with desk(many, area="proposals") as at:
        assert said(await at.press("space")).startswith("선택 1건")
        at.app.show_message("내보냈습니다")
        shown = await at.press("down")
        assert said(shown).startswith("선택 1건 · 내보냈습니다")
        assert "내보냈습니다" not in said(await at.press("space"))


async def test_groups_count_and_open_to_their_rows(many: Path) -> None:
    async with desk(many, area="proposals") as at:
        shown = await at.press("right", "right", "f9")
        assert "제안함 › 제목별 묶음 7개 · 700건" in shown
        assert body(shown, "제목")[1].split() == ["제안", "나", "100"]
        assert "100 / 700 (14.3%)" in shown
        shown = await at.press("down", "enter")
        assert "[제목=제안 나 ×]" in shown
        assert said(shown).endswith("찾음 100 · 전체 700건")
        shown = await at.press("escape")  # one step back: to the groups
        assert "제안함 › 제목별 묶음 7개 · 700건" in shown
        shown = await at.press("escape")
        assert said(shown).endswith("전체 700건")
        assert "찾음" not in said(shown)
        shown = await at.press("left", "f9")  # dates are grouped by month
        assert "접수별 묶음" in shown
        assert "2023. 4." in shown
        shown = await at.press("end", "enter")
        assert "[접수=2023. 4. ×]" in shown
        assert said(shown).endswith("찾음 19 · 전체 700건")
        shown = await at.press("f9", "escape")
        assert "[접수=2023. 4. ×]" in shown


async def test_groups_add_up_money_and_can_be_ordered(spent: Path) -> None:
    async with desk(spent, (120, 30), area="budget") as at:
        await at.press("down", "enter")
        for _ in range(3):
            await at.press("right")
        shown = await at.press("f9")
        assert "장소별 묶음 4개 · 12건" in shown
        rows = [row.split() for row in body(shown, "장소")]
        assert ["무교동", "3", "18,000"] in rows
        assert rows[-1] == ["빈", "칸", "3", "15,000"]
        shown = await at.press("right", "right", "f6", "f6")
        assert [row.split()[-1] for row in body(shown, "장소")] == [
            "24,000",
            "21,000",
            "18,000",
            "15,000",
        ]
        shown = await at.press("space", "space")
        assert said(shown).startswith("선택 2건 · 건수 6 · 합계 45,000원")


async def test_marks_on_the_screen_then_all_that_match_then_none(many: Path) -> None:
    async with desk(many, area="proposals") as at:
        assert said(await at.press("ctrl+a")).startswith("선택 16건")
        assert said(await at.press("ctrl+a")).startswith("모두 선택 700건")
        assert said(await at.press("space")).startswith("선택 699건")
        await at.press("ctrl+a", "ctrl+a", "escape")
        shown = await at.press("home", "shift+down", "shift+down", "space")
        assert said(shown).startswith("선택 2건")
        assert sum("✔" in row for row in body(shown)) == 2
        await at.press("slash")
        shown = await at.type("23-001")
        assert said(shown).startswith("선택 1건")
        assert said(await at.press("escape", "escape")) == "1–16 · 전체 700건"


async def test_marked_rows_are_added_up_wherever_they_are(spent: Path) -> None:
    async with desk(spent, (120, 30), area="budget") as at:
        await at.press("down", "enter")
        shown = await at.press("space", "space")
        assert "선택 2건 · 합계" in said(shown)
        shown = await at.press("ctrl+a")
        assert "선택 12건 · 합계 78,000원 · 1인당 3,250원" in said(shown)
        shown = await at.press("home", "space")
        assert said(shown).startswith("선택 11건 · 합계 ")


async def test_too_many_marked_rows_are_not_changed_at_once(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("secretariat_tui.tui.screens.records.MAX_CHANGED", 600)
    async with desk(many, area="proposals") as at:
        shown = await at.press("ctrl+a", "ctrl+a", "delete")
        assert "한 번에 600건까지 할 수 있습니다." in shown
        assert "나누어 표시해 주세요." in shown
        assert "전체 700건" in said(await at.press("enter"))


async def test_columns_are_chosen_ordered_widened_and_put_back(many: Path) -> None:
    async with desk(many, area="proposals") as at:
        shown = await at.press("f7")
        assert "열 고르기 – 제안함" in shown
        await at.press("down", "space", "home", "shift+down", "shift+down", "right", "right")
        head = (await at.press("enter")).split("\n")[2]
        assert head.split()[:2] == ["제목", "번호"]
        assert "접수" not in head.split()
        shown = await at.press("f7", "escape")
        assert shown.split("\n")[2].split()[:2] == ["제목", "번호"]
        head = (await at.press("f7", "delete")).split("\n")[2]
        assert head.split()[:3] == ["번호", "접수", "제목"]


async def test_the_last_column_stays_and_those_beyond_the_edge_come_into_view(many: Path) -> None:
    async with desk(many, (60, 24), area="proposals") as at:
        head = at.text().split("\n")[2]
        assert head.rstrip(" ▁▂▃▄▅▆▇█").endswith("›")
        for _column in range(8):
            await at.press("right")
        head = at.text().split("\n")[2]
        assert head.split()[0] == "‹"
        assert head.split()[1] == "번호"
        await at.press("f7")
        for _column in range(7):
            await at.press("space", "down")
        head = (await at.press("enter")).split("\n")[2]
        assert len(head.split()) >= 1


@pytest.mark.slow
async def test_a_view_is_kept_by_its_name_and_the_last_one_for_the_next_time(many: Path) -> None:
    async with desk(many, (116, 30), area="proposals") as at:
        await at.press("right", "right", "ctrl+f", "right", "f6")
        await at.press("ctrl+o")
        await at.type("이름 붙여")
        await at.press("enter")
        await at.type("가 제안만")
        assert "보기를 두었습니다: 가 제안만" in await at.press("ctrl+s")
        shown = await at.press("escape")
        assert "[제목=" not in shown
    async with desk(many, area="proposals") as at:
        shown = at.text()
        assert "[제목=" not in shown
        assert "정렬 경로▲" in shown
        await at.press("ctrl+o")
        await at.type("가 제안만")
        shown = await at.press("enter")
        assert "[제목=제안 가 ×]" in shown
        assert said(shown).endswith("찾음 100 · 전체 700건")
    async with desk(many, area="proposals") as at:
        assert "[제목=" not in at.text()  # what somebody wrote is kept under a name only
        await at.press("ctrl+o")
        await at.type("지우기")
        assert "보기를 지웠습니다: 가 제안만" in await at.press("enter")
        await at.press("ctrl+o")
        shown = await at.press("enter")
        assert said(shown).endswith("1–16 · 전체 700건")
        assert "정렬" not in shown.split("\n")[2]


async def test_a_cell_is_read_whole(many: Path) -> None:
    async with desk(many, (60, 24), area="proposals") as at:
        shown = await at.press("right", "right", "f8")
        assert "제안 가" in shown
        assert "Ctrl+C 복사" in shown
        assert "열기" in await at.press("escape")


async def test_going_to_a_place_or_a_day(many: Path) -> None:
    async with desk(many, area="proposals") as at:
        await at.press("ctrl+g")
        await at.type("650")
        await at.press("enter")
        assert grid(at).cursor == 649
        await at.press("ctrl+g")
        await at.type("2023-03-01")
        shown = await at.press("ctrl+s")
        assert "'23.3.1." in shown
        assert grid(at).cursor == (TODAY - date(2023, 3, 1)).days
        await at.press("ctrl+g")
        await at.type("어제쯤")
        assert "가기" in await at.press("ctrl+s")  # said beside the field, the typed text kept
        assert "어제쯤" in at.text()


async def test_rows_marked_or_all_that_match_are_taken_out_in_their_order(many: Path) -> None:
    copy = settings.state_dir() / "last-copy.txt"
    async with desk(many, area="proposals") as at:
        await at.press("right", "right", "ctrl+f", "ctrl+a", "ctrl+a", "ctrl+c")
        lines = copy.read_text("utf-8").splitlines()
        assert len(lines) == 101
        assert lines[0].startswith("번호\t접수\t제목")
        assert lines[1].startswith("23-001\t")
        assert lines[-1].startswith("23-694\t")
        await at.press("escape", "ctrl+e")
        await at.type("")
        shown = at.text()
        assert "보이는 순서대로 모두  100건" in shown
        assert "이 칸" in shown


async def test_a_record_far_down_a_long_list_is_opened(many: Path) -> None:
    """Its row is not here yet when the cursor comes to it."""
    async with desk(many, area="proposals") as at:
        await at.app.show_record("proposals", 450)
        await at.settle()
        assert "제안 23-450" in at.text()
        await at.press("escape", "home")
        at.app.post_message(events.Key("end", None))
        assert "제안 고치기" in await at.press("f2")


async def test_another_look_ends_the_one_before(many: Path) -> None:
    async with desk(many, area="proposals") as at:
        office = at.app.store
        endless = asyncio.create_task(office.run_query(lambda reader: reader.value(ENDLESS)))
        await asyncio.sleep(0)
        while office._running_query is None:  # noqa: ASYNC110 - the thread tells nobody
            await asyncio.sleep(0)
        endless.cancel()
        assert await office.run_query(lambda reader: reader.value("SELECT 7")) == 7
        with pytest.raises(asyncio.CancelledError):
            await endless


async def test_a_count_gives_way_to_other_queries_and_begins_again(many: Path) -> None:
    begun: list[int] = []

    def count(reader: Reader) -> object:
        begun.append(len(begun))
        return reader.value(ENDLESS if len(begun) <= 2 else "SELECT 5")

    async with desk(many, area="proposals") as at:
        office = at.app.store
        counting = asyncio.create_task(office.run_query(count, yields=True))
        while not begun:  # noqa: ASYNC110 - the thread tells nobody
            await asyncio.sleep(0)
        others = [
            asyncio.create_task(office.run_query(lambda reader: reader.value("SELECT 7"))),
            asyncio.create_task(office.run_query(lambda reader: reader.value("SELECT 8"))),
        ]
        assert await asyncio.gather(*others) == [7, 8]
        while len(begun) < 2:  # noqa: ASYNC110
            await asyncio.sleep(0)
        assert await office.run_query(lambda reader: reader.value("SELECT 9")) == 9
        assert await counting == 5
        assert begun == [0, 1, 2]


async def test_a_query_that_was_cancelled_before_it_began_holds_back_no_count(many: Path) -> None:
    async with desk(many, area="proposals") as at:
        office = at.app.store
        running = asyncio.create_task(office.run_query(lambda reader: reader.value(ENDLESS)))
        waiting = asyncio.create_task(office.run_query(lambda reader: reader.value("SELECT 7")))
        counting = asyncio.create_task(
            office.run_query(lambda reader: reader.value("SELECT 5"), yields=True)
        )
        while office._running_query is None:  # noqa: ASYNC110 - the thread tells nobody
            await asyncio.sleep(0)
        waiting.cancel()
        running.cancel()
        assert await asyncio.wait_for(counting, 10) == 5


@pytest.mark.slow
async def test_a_list_is_shown_before_its_counts_and_keys_do_not_wait_for_them(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The counts of these proposals take for ever while they are `slow`."""
    slow, count_proposals = True, queries.filter_counts

    def filter_counts(reader: Reader, today: date) -> dict[str, int]:
        return count_proposals(reader, today) if not slow else reader.value(ENDLESS)

    monkeypatch.setattr(queries, "filter_counts", filter_counts)
    async with desk(many) as at:
        await at.send("4")
        shown = await at.until("전체 700건")
        assert numbers(shown)[:2] == ["23-001", "23-002"]
        assert "받은 것" not in shown
        assert (await at.until("…")).split("\n")[1].strip() == "…"
        await at.send("pagedown")
        await at.until("2–17 · 전체 700건")
        await at.send("home")
        await at.until("1–16 · 전체 700건")
        await at.send("slash", *"제안 나")
        assert numbers(await at.until("찾음 100 · 전체 700건"))[:2] == ["23-002", "23-009"]
        with closing(OfficeFile(many, "이주무관", sources=index_sources)) as other:
            proposals.add(other, ProposalDraft("제안 나", received_on=TODAY, number="23-900"))
        slow = False
        await at.send("escape", "f5")
        shown = await at.until("받은 것 701")
        assert "전체 701건" in shown


def test_of_all_marked_rows_only_the_exceptions_are_held() -> None:
    marks, view = Selection(), range(1_000_000)
    marks.extend([1, 2], len(view))
    marks.extend([1, 2], len(view))
    marks.toggle(5)
    assert marks.count(len(view)) == 999_999
    assert (5 in marks, 6 in marks) == (False, True)
    assert marks.keys == {5}
    marks.extend([5, 6], len(view))
    assert marks.count(len(view)) == 1_000_000
    marks.extend([5, 6], len(view))
    assert not marks


@pytest.mark.parametrize(
    "kept",
    [
        "", "[]", "{", '{"proposals": 3}', '{"proposals": {"": {"chips": [[1]], "order": []}}}', "\udc80",
        '{"proposals": {"": {"chips": [], "order": [["gone", true]], "columns": [["gone", 3]]}}}',
        json.dumps({"proposals": {"": {"chips": [["title", {"a": 1}, "x", False]], "order": []}}}),
    ],
)  # fmt: skip
def test_views_that_cannot_be_read_are_as_if_they_were_not_there(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "views.json"
    path.write_text(kept, "utf-8", errors="surrogatepass")
    assert SavedViews(path).last(INBOX) == SavedView()


@pytest.mark.parametrize(
    ("columns", "filters"),
    [
        ('[["title", 1000000000]]', "[]"),
        ('[["title", 20]]', '[["number", 9223372036854775808, "x", false]]'),
        ('[["title", 20]]', '[["title", "\\ud800", "x", false]]'),
        ('[["title", 20]]', '[["title", "x", "\\ud800", false]]'),
        ('[["title", 20]]', '[["title", 1e999, "x", false]]'),
    ],
)
def test_a_view_beyond_the_bounds_keeps_what_is_within(
    tmp_path: Path, columns: str, filters: str
) -> None:
    path = tmp_path / "views.json"
    view = f'{{"chips": {filters}, "order": [["number", true]], "columns": {columns}}}'
    path.write_text(f'{{"proposals": {{"": {view}}}}}', "utf-8")
    kept = SavedViews(path).last(INBOX)
    assert kept.filters == ()
    assert kept.order == (Order("number", descending=True),)
    assert kept.choice
    assert 20 <= kept.choice.widths["title"] <= 200


@pytest.mark.parametrize(
    "kept",
    [
        '{"proposals": {"": {"chips": [], "order": [], "columns": [["title", 1e999]]}}}',
        '{"proposals": ' + "[" * 100_000,
        '{"proposals": ' + "9" * 5_000 + "}",
    ],
)
def test_a_view_that_cannot_be_read_is_as_if_it_were_not_there(tmp_path: Path, kept: str) -> None:
    path = tmp_path / "views.json"
    path.write_text(kept, "utf-8")
    assert SavedViews(path).last(INBOX) == SavedView()


def test_a_pipe_in_the_place_of_the_views_is_ignored_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "views.json")
    assert SavedViews(tmp_path / "views.json").last(INBOX) == SavedView()


def test_a_shelf_gives_back_what_it_was_given(tmp_path: Path) -> None:
    path = tmp_path / "folder" / "views.json"
    kept = SavedView(
        (
            ValueFilter("title", "가", "가"),
            ValueFilter("received_on", "2023-04", "4월", by_month=True),
            ValueFilter("left", None, "빈 칸"),
        ),
        (Order("number", descending=True),),
        ColumnChoice(("title", "number"), {"title": 20}),
    )
    SavedViews(path).save(INBOX, kept, "이름")
    assert SavedViews(path).get(INBOX, "이름") == kept
    assert SavedViews(path).names(INBOX) == ["이름"]
    assert path.stat().st_mode & 0o777 == 0o600


async def test_the_cursor_stays_where_it_is_moved_while_the_rest_of_the_list_is_read(
    many: Path,
) -> None:
    async with desk(many, area="proposals") as there:
        await there.press("end")
        screen = there.app.screen
        assert isinstance(screen, ListScreen)
        assert screen.source
        keys, grid = screen.grid.keys, screen.grid
        with closing(Reader(many)) as reader:
            first = screen.source.first_page(reader, screen.view).rows
        grid.show(keys[: len(first)], first, complete=False)
        grid.show(keys, first)
        assert grid.cursor == len(keys) - 1  # the row it was on
        grid.show(keys[: len(first)], first, complete=False)
        grid.action_move(-1)
        grid.show(keys, first)
        assert grid.cursor == len(first) - 2


async def test_moving_the_cursor_draws_the_two_rows_it_leaves_and_reaches(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: set[int] = set()
    draw = RecordTable._row_strip

    def counted(table: RecordTable[object], index: int, *rest: Any) -> Strip:
        drawn.add(index)
        return draw(table, index, *rest)

    async with desk(office, (120, 40), area="proposals") as there:
        monkeypatch.setattr(RecordTable, "_row_strip", counted)
        await there.press("down", "down")
        drawn.clear()
        await there.press("down")
        assert drawn == {2, 3}
        drawn.clear()
        await there.press("right")
        assert drawn == {3}
        drawn.clear()
        await there.press("f5")
        assert len(drawn) > 10


async def test_rows_that_are_read_ahead_are_not_drawn(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    async with desk(many, area="proposals") as at:
        screen, table = at.app.screen, grid(at)
        assert isinstance(screen, ListScreen)
        rows = await screen.read_rows(table.window_keys(1))
        monkeypatch.setattr(table, "refresh", lambda *_regions, **_what: drawn.append("all"))
        table.fill(table.keys, 1, rows)
        assert drawn == []
        table.select(table.keys[-1])  # none of the rows around it is in memory
        drawn.clear()
        table.fill(table.keys, 2, await screen.read_rows(table.window_keys(2)))
        assert drawn == ["all"]


def test_rows_are_requested_once_before_they_come_into_view() -> None:
    requested: list[int] = []
    rows = [Row(number) for number in range(600)]
    cache = RowCache[Row](lambda row: row.id, requested.append)
    cache.reset(range(600), rows[:100])
    for index in (-1, 0, 99, 600):
        cache.prefetch(index)
    assert requested == []
    cache.prefetch(100)
    assert requested == [0]
    cache.prefetch(101)
    assert cache.row(255) is None
    assert requested == [0]
    cache.store(0, rows[:256])
    cache.prefetch(101)
    assert cache.row(255) == Row(255)
    cache.prefetch(256)
    assert requested == [0, 1]


async def test_the_scrollbar_is_drawn_only_when_it_looks_different(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[float] = []
    draw = ScrollBar.render

    def counted(bar: ScrollBar) -> RenderableType:
        drawn.append(bar.position)
        return draw(bar)

    async with desk(many, area="proposals") as at:
        bar = grid(at).vertical_scrollbar
        await at.press("pagedown")
        monkeypatch.setattr(ScrollBar, "render", counted)
        for _line in range(40):
            await at.press("down")
            assert bar.position == grid(at).scroll_y
        assert 5 <= len(drawn) <= 9  # 40 of 700 lines are 7 eighths of its 16 lines
        for key in ("down", "pagedown", "pageup", "end", "up", "home"):
            await at.press(key)
            screenshot = at.app.export_screenshot()
            bar.refresh()
            await at.settle()
            assert at.app.export_screenshot() == screenshot


async def test_the_pane_is_not_laid_out_again_for_each_record(many: Path) -> None:
    async with desk(many, area="proposals") as at:
        pane = at.app.screen.query_one("#pane", Pane)
        height = pane.scrollable_content_region.height
        sizes = []
        for count in (1, 3, height, 50, 2):
            pane.show([styled_line(f"줄 {n}") for n in range(count)])
            await at.settle()
            sizes.append(pane.virtual_size.height)
            assert f"줄 {min(count, height) - 1}" in at.text()
        assert sizes == [
            sizes[0],
            sizes[0],
            sizes[0],
            50,
            sizes[0],
        ]  # another size is laid out again


async def test_groups_and_filters_by_a_name_are_masked_on_the_masked_screen(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        proposals.add(file, ProposalDraft("제안", TODAY, reviewer="장길산"))
    async with desk(path, (120, 30), area="proposals") as there:
        screen = there.app.screen
        screen.apply_saved_view(SavedView(choice=ColumnChoice(("reviewer", "title"), {})))  # type: ignore[attr-defined]
        await there.settle()
        assert "장길산" in there.text()
        await there.press("ctrl+x", "f9")
        assert "장○산" in there.text()
        assert "장길산" not in there.text()
        await there.press("enter")
        assert "[검토자=장○산 ×]" in there.text()
