"""Decisions on proposals and reversals of expenses that were typed when the program died."""

import json
from contextlib import closing
from pathlib import Path

import pytest

from secretariat_tui import settings
from secretariat_tui.areas.budget import balances
from secretariat_tui.areas.budget import queries as expense_queries
from secretariat_tui.areas.budget import store as expenses
from secretariat_tui.areas.budget.model import ExpenseDraft
from secretariat_tui.areas.proposals import queries, store
from secretariat_tui.areas.proposals.model import Decision
from secretariat_tui.database.engine.reader import Value
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tui.dialogs.form import Form
from tests.tui.desk import TODAY, Desk, desk
from tests.tui.test_form import fill


def kept() -> list[Path]:
    """Return the files of forms that are kept."""
    return sorted((settings.state_dir() / "forms").glob("*.json"))


def value(path: Path, sql: str, **parameters: Value) -> object:
    """Return a value of the file."""
    with closing(OfficeFile(path, "다른 창")) as file:
        return file.reader.value(sql, **parameters)


async def begin_decision(there: Desk, what: str, *keys: str) -> list[int]:
    """Open the form of a decision on the proposals marked with keys, type its reason; return their ids."""
    await there.press(*keys, "f4")
    await there.type(what)
    await there.press("enter")
    await fill(there, reason="길게 쓰던 까닭")
    (path,) = kept()
    return [pair[0] for pair in json.loads(path.read_text(encoding="utf-8"))["scope"]["proposals"]]


def decide(path: Path, number: int, decision: Decision) -> None:
    """Decide on a proposal in another window."""
    with closing(OfficeFile(path, "이비서관")) as file:
        detail = queries.detail(file.reader, number, TODAY)
        assert detail is not None
        store.decide(file, number, detail.stored.rev, decision, TODAY)


async def test_a_decision_is_offered_and_stored(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        numbers = await begin_decision(there, "종결", "space", "space")
    async with desk(office, (120, 40)) as there:
        assert "쓰던 것이 있습니다: 종결 – 2건" in there.text()
        shown = await there.press("enter")
        assert "종결 – 2건" in shown
        assert "길게 쓰던 까닭" in shown
        assert len(kept()) == 1
        assert "2건 → 종결" in await there.press("ctrl+s")
        assert kept() == []
    for number in numbers:
        sql = "SELECT outcome || reason FROM proposal WHERE id = :id"
        assert value(office, sql, id=number) == "closed길게 쓰던 까닭"


async def test_a_decision_given_up_is_not_offered(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        await begin_decision(there, "종결")
        await there.press("escape", "down", "down", "enter")
        assert kept() == []


async def test_a_decision_goes_on_with_the_proposals_that_still_allow_it(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        decided, deleted, changed = await begin_decision(
            there, "보완요청", "space", "space", "down", "space"
        )
    decide(office, decided, Decision("decided", "rejected", "예산 없음", decided_on=TODAY))
    with closing(OfficeFile(office, "이비서관")) as file:
        store.delete(file, deleted)
        stored = queries.proposal(file.reader, changed)
        assert stored is not None
        store.change(file, changed, stored.rev, stored.draft._replace(title="고친 제목"))
    async with desk(office, (120, 40)) as there:
        shown = await there.press("enter")
        assert "그 뒤 제안 1건이 지워졌습니다." in shown
        assert "그 뒤 처리되어 이렇게 바꿀 수 없습니다: 23-" in shown
        assert "(불채택)" in shown
        assert "그 뒤 이 제안이 바뀌었습니다: 23-" in shown
        assert "고친 제목" in shown
        assert "이어서 쓰면 남은 1건만 처리합니다." in shown
        assert "까닭  길게 쓰던 까닭" in shown
        assert "고친 제목 → 보완요청" in await there.press("enter", "ctrl+s")
        assert kept() == []
    sql = "SELECT state FROM proposal WHERE id = :id"
    assert value(office, sql, id=changed) == "returned"
    assert value(office, sql, id=decided) == "decided"


async def test_a_decision_that_nothing_allows_any_more_shows_what_was_typed(office: Path) -> None:
    async with desk(office, (120, 40), area="proposals") as there:
        (number,) = await begin_decision(there, "보완요청")
    decide(office, number, Decision("decided", "rejected", "예산 없음", decided_on=TODAY))
    async with desk(office, (120, 40)) as there:
        shown = await there.press("enter")
        assert "그 뒤 처리되어 이렇게 바꿀 수 없습니다: 23-" in shown
        assert "까닭  길게 쓰던 까닭" in shown
        assert "이어서 쓰기" not in shown
        await there.press("enter")
        assert kept() == []
        assert not isinstance(there.app.screen, Form)


async def test_a_decision_on_a_secret_proposal_is_not_kept_on_a_masked_screen(
    office: Path,
) -> None:
    with closing(OfficeFile(office, "이비서관")) as file:
        for stored in [
            queries.proposal(file.reader, each.id) for each in queries.names(file.reader)
        ]:
            assert stored is not None
            store.change(file, stored.id, stored.rev, stored.draft._replace(secret=True))
    async with desk(office, (120, 40), area="proposals") as there:
        await there.press("ctrl+x", "f4")
        await there.type("종결")
        await there.press("enter")
        await fill(there, reason="비밀 까닭")
        assert isinstance(there.app.screen, Form)
        assert kept() == []


async def begin_reversal(office: Path) -> int:
    """Type the reason of a reversal in a program that dies; return the id of the expense."""
    with closing(OfficeFile(office, "이비서관")) as file:
        account = balances.account_figures(file.reader, 2023, TODAY)[0].account_id or 0
        expenses.add_expense(file, ExpenseDraft(account, TODAY, "행사 다과", 50_000, headcount=5))
    async with desk(office, (120, 40), area="budget") as there:
        await there.press("down", "enter", "ctrl+r")
        assert "취소 집행: " in await fill(there, reason="행사 취소로 환불")
        (path,) = kept()
    number = json.loads(path.read_text(encoding="utf-8"))["id"]
    assert isinstance(number, int)
    return number


async def test_a_reversal_is_offered_and_stored(office: Path) -> None:
    number = await begin_reversal(office)
    async with desk(office, (120, 40)) as there:
        assert "쓰던 것이 있습니다: 취소 집행: " in there.text()
        assert "행사 취소로 환불" in await there.press("enter")
        assert "저장했습니다" in await there.press("ctrl+s")
        assert kept() == []
    won = value(office, "SELECT won FROM expense WHERE id = :id", id=number)
    assert isinstance(won, int)
    sql = "SELECT won FROM expense WHERE reverses_id = :id AND note LIKE '%행사 취소로 환불%'"
    assert value(office, sql, id=number) == -won


@pytest.mark.parametrize("what", ["deleted", "reversed"])
async def test_an_impossible_reversal_shows_what_was_typed(office: Path, what: str) -> None:
    number = await begin_reversal(office)
    with closing(OfficeFile(office, "이비서관")) as file:
        if what == "deleted":
            expenses.delete_expense(file, number)
        else:
            expenses.reverse(file, number, TODAY, "먼저 취소")
    async with desk(office, (120, 40)) as there:
        shown = await there.press("enter")
        assert {
            "deleted": "그 뒤 이 집행이 지워져 취소할 것이 없습니다.",
            "reversed": "이미 취소한 집행입니다.",
        }[what] in shown
        assert "까닭  행사 취소로 환불" in shown
        assert "이어서 쓰기" not in shown
        await there.press("enter")
        assert kept() == []
        assert not isinstance(there.app.screen, Form)


async def test_a_reversal_of_an_expense_that_changed_since_asks_first(office: Path) -> None:
    number = await begin_reversal(office)
    with closing(OfficeFile(office, "이비서관")) as file:
        stored = expense_queries.expense(file.reader, number)
        assert stored is not None
        draft = stored.draft._replace(purpose="고친 목적")
        expenses.change_expense(file, number, stored.rev, draft)
    async with desk(office, (120, 40)) as there:
        shown = await there.press("enter")
        assert "그 뒤 이 집행이 바뀌었습니다: " in shown
        assert "고친 목적" in shown
        assert "취소 집행: 고친 목적" in await there.press("enter")
        await there.press("ctrl+s")
        assert kept() == []
    assert value(office, "SELECT count(*) FROM expense WHERE reverses_id = :id", id=number) == 1
