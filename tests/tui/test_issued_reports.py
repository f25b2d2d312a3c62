"""Issuing a report on its screen, the list of issued reports, and what differs from them now, with the causes."""

import shutil
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas.report import queries
from secretariat_tui.areas.report import store as tallies
from secretariat_tui.areas.report.rules import Window
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.templates import library
from secretariat_tui.sample.load import create_sample
from tests.tui.desk import Desk, desk
from tests.tui.test_report_screen import exports, go_to_figure, status, write_template

TEMPLATE = """\
# 주요업무보고
□ 추진실적 ({{ 기준일 | 날짜 }} 기준)
 ○ 재난·안전 현장 방문 (총 {{ 실적["재난·안전 현장 방문"].계 }})
{% for 행사 in 일정.고른(분야="재난·안전").차례로("날짜") %}
   ▶ {{ 행사.제목 }}
{% endfor %}
 ○ 국무회의 참석 (총 {{ 실적["국무회의 참석"].계 }}), 없는 것 {{ 일정.고른(분야="없음").건수("건") }}
{{ 표("staff/table") }}
"""
FIRE = EventDraft(
    "광진구 화재 현장 방문", date(2023, 4, 17), kind="field_visit", category="재난·안전",
    status="done",
)  # fmt: skip
SIZES = [(80, 24), (120, 40)]


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "office.db"
    create_sample(path)
    return path


@pytest.fixture
def office(filled: Path, tmp_path: Path) -> Path:
    """The sample office with a template of its own."""
    path = Path(shutil.copy(filled, tmp_path / "office.db"))
    write_template(path, TEMPLATE)
    return path


def add_visit(office: Path) -> int:
    """Add a visit as somebody else."""
    with closing(OfficeFile(office, "이주무관")) as file:
        return schedule.add(file, FIRE)


def change_opening(office: Path, title: str, opening: int) -> None:
    """Change the opening part of a tally as somebody else."""
    with closing(OfficeFile(office, "박주무관")) as file:
        rows = queries.tallies(file.reader, date(2023, 4, 19), Window())
        row = next(each for each in rows if each.draft.title == title)
        stored = queries.tally(file.reader, row.id)
        assert stored is not None
        draft = stored.draft._replace(opening=opening, opening_reason="다시 셈")
        tallies.change(file, stored.id, stored.rev, draft)


async def issue(there: Desk, title: str = "") -> str:
    """Issue the report that the screen shows."""
    await there.press("f9")
    if title:
        await there.press("end", "ctrl+u")
        await there.type(title)
    return await there.press("ctrl+s")


@pytest.mark.parametrize("size", SIZES)
async def test_pictures(
    office: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(office, size, area="report") as there:
        await there.press("f9")
        there.check_picture("report-issue")
        await there.press("ctrl+s", "f10")
        there.check_picture("report-issued")
        await there.press("enter")
        there.check_picture("report-issued-document")
        add_visit(office)
        change_opening(office, "국무회의 참석", 12)
        await there.press("f4")
        there.check_picture("report-compare")


async def test_x(office: Path) -> None:
    async with desk(office, (120, 40), area="report") as there:
        print(await there.press("f9"))
        print(await there.press("ctrl+s"))
        print(await there.press("f10"))
        print(await there.press("enter"))
        add_visit(office)
        change_opening(office, "국무회의 참석", 13)
        print(await there.press("f4"))
        print(await there.press("enter"))
        print(await there.press("escape"))
        print(await there.press("f1"))
    assert 0
