"""The screen of proposals: what a person sees, and what becomes of what they press."""

import time
from collections.abc import Iterator
from contextlib import closing
from datetime import date, datetime, tzinfo
from pathlib import Path

import pytest

from secretariat_tui import settings
from secretariat_tui.areas.proposals import choices, model, queries, rules, store
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.proposals.queries import ProposalDetail
from secretariat_tui.database import file as file_module
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import View
from tests.conftest import Prepared
from tests.tui.desk import TODAY, Desk, desk

TICKET = ProposalDraft(
    "예시) 민원실 대기표를 휴대전화로 받기",
    date(2023, 4, 14),
    theme="시민불편 해소",
    problem="대기표를 뽑고 자리를 뜨면 차례를 놓친다.\n점심때는 마흔 명 넘게 기다린다.",
    idea="휴대전화로 대기표를 받고, 차례가 가까우면 알린다.",
    effect="기다리는 시간을 다른 일에 쓸 수 있다.",
    dept="민원담당관",
    reviewer="검토자",
)
PAPER = TICKET._replace(
    title="예시) 종이 없는 회의",
    received_on=date(2023, 4, 13),
    channel="bureaus",
    theme="불필요한 일 버리기",
)
SECRET = TICKET._replace(
    title="예시) 고충 상담",
    received_on=date(2023, 4, 12),
    channel="mail",
    theme="몰래",
    idea="익명으로 받는다.",
    secret=True,
)
LATE = TICKET._replace(title="예시) 빈 회의실을 시민에게", received_on=date(2023, 3, 10))
CUTTING = RoundDraft(
    "불필요한 일버리기",
    date(2023, 1, 1),
    date(2023, 3, 31),
    112,
    results=(ResultDraft("폐지", "adopted", 42), ResultDraft("보류", "held", 25)),
)
TICKET_ID, PAPER_ID, SECRET_ID, LATE_ID = 1, 2, 3, 4


class Noon(datetime):
    """A clock that stands."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Noon":
        return cls(2023, 4, 19, 3, 0, tzinfo=tz)


@pytest.fixture(autouse=True)
def _noon_in_seoul(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(file_module, "datetime", Noon)
    with monkeypatch.context() as away:
        away.setenv("TZ", "Asia/Seoul")
        time.tzset()
        yield
    time.tzset()


@pytest.fixture(autouse=True)
def _newest_first(monkeypatch: pytest.MonkeyPatch) -> None:
    """List the proposals by receipt: what these tests show holds in any order."""
    monkeypatch.setattr(queries, "in_order", lambda today: (queries.inbox_query(today),))


def _fill_inbox(path: Path) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        for draft in (TICKET, PAPER, SECRET, LATE):
            store.add(file, draft)
        store.decide(file, PAPER_ID, 1, Decision("review"), TODAY)
        store.add_round(file, CUTTING)


@pytest.fixture
def inbox(prepared: Prepared) -> Path:
    """A file with four proposals, the ticket first in the list, and a round."""
    return prepared(_fill_inbox)


def detail(path: Path, number: int) -> ProposalDetail:
    with closing(OfficeFile(path, "검사")) as file:
        found = queries.detail(file.reader, number, TODAY)
    assert found
    return found


def standing(path: Path) -> list[str]:
    return [
        rules.state_label(entry.state, entry.outcome)
        for entry in (detail(path, n).entry for n in (TICKET_ID, PAPER_ID, SECRET_ID, LATE_ID))
    ]


def inbox_lines(shown: str) -> list[str]:
    """Return the lines of the table, without its header."""
    lines = shown.split("\n")
    lines = lines[next(i for i, line in enumerate(lines) if line.startswith("  번호")) + 1 :]
    return [line for line in lines[: next(i for i, x in enumerate(lines) if "──" in x)] if line]


async def choose(at: Desk, name: str) -> str:
    """Find an option by its name in the dialog in front, and choose it."""
    await at.type(name)
    return await at.press("enter")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_inbox_is_as_pictured(inbox: Path, size: tuple[int, int]) -> None:
    async with desk(inbox, size, area="proposals") as at:
        shown = at.text()
        assert "받은 것 4 · 기한 지남 1 · 검토중 1 · 심사대기 0 · 보류 0 · 결정 0" in shown
        rows = inbox_lines(shown)
        assert [line.split()[0] for line in rows] == ["23-001", "23-002", "23-003", "!"]
        assert "기한 지남" in rows[3]
        at.check_picture("proposals")


async def test_an_empty_inbox_says_what_to_do(path: Path) -> None:
    async with desk(path, area="proposals") as at:
        assert "아직 제안이 없습니다. Insert나 n을 눌러" in at.text()
        assert await at.press("f4", "enter") == at.text()


async def test_a_reason_is_asked_for_and_what_was_typed_stays(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("f4")
        shown = await choose(at, "불채택")
        assert "불채택 – 23-001 예시) 민원실 대기표를" in shown
        assert "재검토일" not in shown
        shown = await at.press("ctrl+s")
        assert "▲ 까닭을 적어 주세요." in shown
        assert standing(inbox)[0] == "접수"
        with closing(OfficeFile(inbox, "이주무관")) as file:
            store.change(file, TICKET_ID, 1, TICKET._replace(number="23-001", note="전화함"))
        await at.type("실익이 없음")
        shown = await at.press("ctrl+s")
        assert "다른 창에서 이 기록을 바꾸었습니다" in shown
        assert "실익이 없음" in shown
        await at.press("escape", "down", "down", "enter", "f4")
        await choose(at, "불채택")
        await at.type("실익이 없음")
        shown = await at.press("ctrl+s")
        assert "23-001 예시) 민원실 대기표를 휴대전화로 받기 → 불채택" in shown
        assert "결정  × 불채택 · 2023. 4. 19.(수)" in shown
        assert "까닭  실익이 없음" in shown
    assert detail(inbox, TICKET_ID).decision.reason == "실익이 없음"


@pytest.mark.parametrize(
    ("name", "typed", "said", "shown"),
    [
        ("보류", "4.19.", "오늘보다 뒤여야", "재검토 D-30"),
        ("채택", "내년", "날짜를 읽을 수 없습니다", "실시 예정 2023. 5. 19.(금)"),
    ],
)
async def test_a_day_is_asked_for_where_one_is_needed(
    inbox: Path, name: str, typed: str, said: str, shown: str
) -> None:
    async with desk(inbox, (120, 40), area="proposals") as at:
        await at.press("f4")
        asked = await choose(at, name)
        assert "까닭 *" not in asked.split(f"{name} – ")[1].split("Ctrl+S")[0]
        assert f"▲ {name}에는" in await at.press("ctrl+s")
        await at.type(typed)
        assert said in await at.press("ctrl+s")
        await at.press("ctrl+u")
        await at.type("5.19.")
        assert shown in await at.press("ctrl+s")
    assert standing(inbox)[0] == name


async def test_nothing_is_asked_where_nothing_is_needed(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("f4")
        assert "23-001 예시) 민원실 대기표를 휴대전화로 받기 → 검토중" in await choose(at, "검토중")
        await at.press("f4", "escape", "f4")
        await choose(at, "보완")
        await at.type("사진이 없음")
        assert "상태  = 보완요청 · 2023. 4. 19.(수)부터 멈춤" in await at.press("ctrl+s")
    assert standing(inbox)[0] == "보완요청"


async def test_many_are_decided_at_once_and_one_undo_brings_all_back(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("space", "space", "space")
        assert "선택 3건" in at.text()
        assert "상태 바꾸기 – 3건" in await at.press("f4")
        assert "종결 – 3건" in await choose(at, "종결")
        await at.type("같은 뜻의 진정")
        shown = await at.press("ctrl+s")
        assert "3건 → 종결. 되돌리기 Ctrl+Z" in shown
        assert "결정 3" in shown
        assert "✔" not in shown
        assert standing(inbox) == ["종결", "종결", "종결", "접수"]
        assert "되돌렸습니다: 제안 처리: 3건 종결" in await at.press("ctrl+z")
        assert [line.split()[-2:] for line in inbox_lines(at.text())][:2] == [
            ["접수", "D-26"],
            ["검토중", "D-26"],
        ]
    assert standing(inbox) == ["접수", "검토중", "접수", "접수"]


async def test_a_duplicate_is_named_by_its_number(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("f4")
        await choose(at, "중복")
        assert "먼저 접수된 제안의 번호를 적어 주세요." in await at.press("ctrl+s")
        await at.type("23-9")
        assert "▲ 찾을 수 없습니다: 23-9 F4를 눌러 고르세요." in await at.press("ctrl+s")
        await at.press("ctrl+u")
        await at.type("23-002")
        await at.press("tab")
        await at.type("같은 제안")
        assert "먼저 접수된 제안 23-002" in await at.press("ctrl+s")
    assert detail(inbox, TICKET_ID).decision.duplicate_of == "23-002"


async def test_only_proposals_received_earlier_are_offered_as_the_first_of_duplicates(
    inbox: Path,
) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("down", "f4")  # 23-002
        await choose(at, "중복")
        shown = await at.press("f4")
        assert "23-003 비공개" in shown
        assert "23-004 예시) 빈 회의실을 시민에게" in shown
        assert "23-001 예시) 민원실" not in shown
        await at.press("escape")
        await at.type("회의실")
        shown = await at.press("f4")  # what was typed filters
        assert "23-004 예시) 빈 회의실을 시민에게" in shown
        assert "23-003 비공개" not in shown
        await at.press("enter", "tab")
        await at.type("같은 제안")
        assert "먼저 접수된 제안 23-004" in await at.press("ctrl+s")
    assert detail(inbox, PAPER_ID).decision.duplicate_of == "23-004"


async def test_similar_titles_are_named_while_a_title_is_typed(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("insert")
        assert "비슷한 제안" not in await at.type("민원")
        shown = await at.type("실 대기표를 휴대폰으로 받기")
        assert "! 비슷한 제안: 23-001 예시) 민원실 대기표를 휴대전화로 받기" in shown
        await at.press("ctrl+u")
        shown = await at.type("종이없는 회의")  # contained in the title, without its blanks
        assert "! 비슷한 제안: 23-002 예시) 종이 없는 회의" in shown
        await at.press("ctrl+u")
        assert "비슷한 제안" not in await at.type("예시) 고충 상담")  # of a secret one
        await at.press("escape", "down", "down", "enter")
        assert "비슷한 제안" not in await at.press("f2")  # not the proposal itself


async def test_what_forbids_one_of_many_names_it_and_keeps_all(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("down", "space", "end", "space", "f4")
        await choose(at, "중복")
        await at.type("23-003")
        await at.press("tab")
        await at.type("같은 제안")
        assert "그 제안이 더 늦게 접수되었습니다." in await at.press("ctrl+s")
        assert "(23-004)" in at.text()
    assert standing(inbox) == ["접수", "검토중", "접수", "접수"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "numbers", "value_filter"),
    [
        ("검토중", ["23-002"], "[상태=검토중 ×]"),
        ("기한", ["!"], "[기한 지남 ×]"),
        ("열린", ["23-001", "23-002", "23-003", "!"], "[열린 것 ×]"),
    ],
)
async def test_a_state_is_chosen_and_escape_shows_all_again(
    inbox: Path, name: str, numbers: list[str], value_filter: str
) -> None:
    async with desk(inbox, area="proposals") as at:
        assert "전체" in await at.press("f3")
        shown = await choose(at, name)
        assert value_filter in shown
        assert [line.split()[0] for line in inbox_lines(shown)] == numbers
        await at.press("f3", "escape")
        assert value_filter in at.text()
        shown = await at.press("escape")
        assert "받은 것 4" in shown
        assert len(inbox_lines(shown)) == 4


async def test_a_state_without_proposals_says_so_and_a_new_one_shows_all(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("f3")
        assert "찾는 기록이 없습니다. Esc로 모두 봅니다." in await choose(at, "심사")
        assert "비워 두면 다음 번호: 23-005" in await at.press("insert")
        await at.type("예시) 새 제안")
        shown = await at.press("ctrl+s")
        assert "받은 것 5" in shown
        assert "23-005  예시) 새 제안" in shown


async def test_a_proposal_is_entered_changed_deleted_and_brought_back(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("insert", "ctrl+s")
        assert "▲ 제목을 적어 주세요." in at.text()
        await at.type("예시) 정류장 의자")
        await at.press("tab", "tab", "right", "right", "tab")
        await at.type("지정주제")
        await at.press("ctrl+s")
        assert "메일 계정 · 지정주제" in at.text()
        await at.press("f2", "end")
        await at.type("에 온기")
        assert "23-005  예시) 정류장 의자에 온기" in await at.press("ctrl+s")
        assert "23-005 예시) 정류장 의자에 온기" in await at.press("delete")
        await at.press("down", "enter")
        assert "23-005" not in "".join(inbox_lines(at.text()))
        await at.press("ctrl+z")
        assert "23-005" in inbox_lines(at.text())[0]
    assert detail(inbox, 5).stored.draft.received_on == TODAY


async def test_a_secret_title_is_read_only_where_it_is_opened(
    inbox: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")
    hidden = (SECRET.title, SECRET.theme, SECRET.idea, "고충")
    async with desk(inbox, (120, 40), area="proposals") as at:
        shown = await at.press("down", "down")
        assert "비공개 제안입니다. Enter로 열어 봅니다." in shown
        await at.press("ctrl+a", "ctrl+c")
        await at.settle()
        copied = (settings.state_dir() / "last-copy.txt").read_text(encoding="utf-8")
        assert "23-003" in copied
        assert "!" not in copied
        asked = await at.press("escape", "delete") + await at.press("escape", "f4")
        assert "23-003 비공개" in asked
        await at.press("escape", "slash")
        found = await at.type("고충")
        assert "찾는 기록이 없습니다" in found
        for text in hidden[:3]:
            assert text not in shown + copied + asked + found
        await at.press("escape", "end", "up")
        opened = await at.press("enter")
        for text in hidden:
            assert text in opened
        assert SECRET.title not in await at.press("escape")


@pytest.mark.slow
async def test_a_proposal_is_read_whole_and_decided_from_there(inbox: Path) -> None:
    async with desk(inbox, (100, 30), area="proposals") as at:
        shown = await at.press("down", "enter")
        for text in (
            "제안 23-002",
            "실·본부·국 수합 · 불필요한 일 버리기 · 민원담당관 · 검토 검토자",
            "상태  ▷ 검토중 · 결정까지 2023. 5. 13.(토) → 5.15.(월) D-26",
            "점심때는 마흔 명 넘게 기다린다.",
            "접수  2023. 4. 13.(목)",
            "'23.4.19. 12:00  접수 · 김주무관",
            "'23.4.19. 12:00  검토중 · 김주무관",
        ):
            assert text in shown
        await at.press("f4")
        shown = await choose(at, "심사")
        assert "23-002 예시) 종이 없는 회의 → 심사대기" in shown
        await at.press("ctrl+z")
        assert "검토중(으)로 되돌림 · 김주무관" in await at.press("enter")
        assert "제안 고치기" in await at.press("f2")
        assert "1건 지우기" in await at.press("escape", "enter", "delete")


async def test_what_was_deleted_meanwhile_is_told(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        with closing(OfficeFile(inbox, "이주무관")) as file:
            store.delete(file, TICKET_ID)
        for key in ("enter", "f4", "f2"):
            assert "이 기록은 이미 지워졌습니다." in await at.press(key)
            with closing(OfficeFile(inbox, "이주무관")) as file:
                file.undo()
                await at.press("enter")
                file.redo()


async def test_another_screen_opens_a_proposal_whatever_is_in_front(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("f3")
        await choose(at, "검토중")
        await at.press("ctrl+r", "1")
        await at.app.show_record("proposals", LATE_ID)
        await at.settle()
        shown = at.text()
        assert "제안 23-004" in shown
        assert "결정까지 2023. 4. 10.(월) D+9" in shown
        await at.press("escape")
        assert "23-004  예시) 빈 회의실을 시민에게" in at.text()
        assert "받은 것 4" in at.text()


@pytest.mark.slow
async def test_rounds_are_kept_with_their_results(inbox: Path) -> None:
    async with desk(inbox, (100, 30), area="proposals") as at:
        shown = await at.press("ctrl+r")
        assert "제안 › 회차 1개 · 접수 중 0 · 미분류 있음 1" in shown
        assert "접수  112건 · 제안함에 적힌 것 0건" in shown
        assert "결과  폐지 42 (채택)" in shown
        assert "미분류  45건은 결과에 없습니다." in shown
        assert "폐지 | 채택 | 42" in await at.press("f2")
        await at.press("tab", "tab", "tab", "tab", "down", "end", "enter")
        await at.type("제외 | 없앰 | 25")
        assert "3번째 줄: 없앰: 없는 말입니다." in await at.press("ctrl+s")
        await at.press("ctrl+u")
        await at.type("제외 | 제외 | 90")
        assert "결과가 접수보다 45건 많습니다." in await at.press("ctrl+s")
        assert "되돌렸습니다: 회차 고침: 불필요한 일버리기" in await at.press("ctrl+z")
        await at.press("insert")
        await at.type("인구변화 대응")
        await at.press("tab")
        await at.type("4.1.")
        await at.press("tab")
        await at.type("4.30.")
        shown = await at.press("ctrl+s")
        assert "제안 › 회차 2개 · 접수 중 1" in shown
        assert "1건 지우기" in await at.press("delete")
        assert "제안 › 회차 1개" in await at.press("down", "enter")
        assert "아직 회차가 없습니다." in await at.press("delete", "down", "enter")
        assert "받은 것 4" in await at.press("escape")


async def test_a_round_that_was_deleted_meanwhile_is_told(inbox: Path) -> None:
    async with desk(inbox, area="proposals") as at:
        await at.press("ctrl+r")
        with closing(OfficeFile(inbox, "이주무관")) as file:
            store.delete_round(file, 1)
        assert "이 기록은 이미 지워졌습니다." in await at.press("f2")


@pytest.mark.slow
@pytest.mark.parametrize("title", ["[@click=app.quit]무료[/x]", "\x1b[31m빨강\x1b]0;x\x07\u202e나"])
async def test_a_hostile_title_is_text_and_nothing_else(path: Path, title: str) -> None:
    with closing(OfficeFile(path, "김주무관")) as file:
        number = store.add_round(file, CUTTING._replace(theme=title))
        store.add(file, TICKET._replace(title=title, theme=title, dept=title, round_id=number))
    seen = title.replace("\x1b", "\ufffd").replace("\x07", "\ufffd").replace("\u202e", "")
    async with desk(path, (120, 40), area="proposals") as at:
        assert seen in inbox_lines(at.text())[0]
        for keys in (["enter"], ["f4"], ["f4", "3", "enter"], ["f2"], ["delete"], ["ctrl+r"]):
            shown = await at.press(*keys)
            assert seen in shown
            assert "\x1b" not in shown
            await at.press("escape")


def test_proposals_move_together_only_where_each_may() -> None:
    ways = [
        (way.to_state, way.outcome) for way in choices.allowed_decisions({"received", "decided"})
    ]
    assert ways == [("decided", outcome) for outcome in model.OUTCOMES]
    again = choices.decision_options({"decided"})
    assert [text for text, _style in again[-1].spans] == [" 9 ", f"{'재심사':<9}", "까닭"]


def test_every_view_counts_what_it_shows(inbox: Path) -> None:
    with closing(OfficeFile(inbox, "김주무관")) as file:
        store.decide(file, TICKET_ID, 1, Decision("decided", "closed", "접수 취소"), TODAY)
        counts = queries.filter_counts(file.reader, TODAY)
        assert counts == {
            view: len(
                list_query.all_rows(
                    file.reader, queries.inbox_query(TODAY), View(filters=choices.filters(view))
                )
            )
            for view in choices.FILTERS
        }
    assert [counts[view] for view in ("all", "open", "decided", "closed")] == [4, 3, 1, 1]
