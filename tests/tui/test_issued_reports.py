"""Issuing a report on its screen, the list of issued reports, and what differs from them now, with the causes."""

import re
from contextlib import closing
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from secretariat_tui.areas.report import queries
from secretariat_tui.areas.report import store as tallies
from secretariat_tui.areas.report.issued import store as issued_store
from secretariat_tui.areas.report.rules import Window
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.templates import library
from tests.database.states import raw
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
WIDE = (120, 40)
TIME = "2023-04-19T00:30:00.000+00:00"


@pytest.fixture
def office(office: Path) -> Path:
    """The sample office with a template of its own."""
    write_template(office, TEMPLATE)
    return office


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


async def export(there: Desk, path: Path) -> str:
    """Write the report that the screen shows to a file."""
    await there.press("ctrl+e")
    await there.type(f".{path.suffix[1:]}")
    await there.press("enter", "end", "ctrl+u")
    await there.type(str(path))
    return await there.press("ctrl+s")


def sections(path: Path) -> str:
    """Return the text of an HWPX file, line by line."""
    with ZipFile(path) as file:
        xml = file.read("Contents/section0.xml").decode()
    return "\n".join(re.findall(r"<hp:t>([^<]*)", xml))


@pytest.mark.parametrize("size", [(80, 24), WIDE])
async def test_pictures(
    office: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(issued_store, "OPEN_TIME", f"SELECT '{TIME}'")
    async with desk(office, size, area="report") as there:
        await there.press("f9")
        there.check_picture("report-issue")
        await there.press("ctrl+s", "f10")
        there.check_picture("report-issued")
        await there.press("enter")
        there.check_picture("report-issued-document")
        add_visit(office)
        change_opening(office, "국무회의 참석", 13)
        with raw(office) as db:
            db.execute("UPDATE tx SET at = ?", (TIME,))
        await there.press("f4")
        there.check_picture("report-compare")


async def test_a_change_of_the_registers_is_shown_with_its_causes_and_opened(office: Path) -> None:
    async with desk(office, WIDE, area="report") as there:
        assert "보고를 제1호로 발행했습니다." in await issue(there)
        add_visit(office)
        change_opening(office, "국무회의 참석", 13)
        await there.press("f10")
        shown = await there.press("f4")
        assert "보고 › 비교 달라진 줄 3 · 값 2" in shown.splitlines()[1]
        lines = [each.rstrip() for each in shown.splitlines()]
        at = lines.index(" -  ○ 재난·안전 현장 방문 (총 22회)")
        assert lines[at - 1 : at + 3] == [
            " 달라짐",
            " -  ○ 재난·안전 현장 방문 (총 22회)",
            " +  ○ 재난·안전 현장 방문 (총 23회)",
            "     22회 → 23회",
        ]
        assert lines[at + 3].endswith(
            "이주무관 | 일정 추가: 광진구 화재 현장 방문 | 일정 추가: (빈 칸) → 광진구 화재 현장 방문"
        )
        assert "     12회 → 14회" in lines
        assert "박주무관 | 실적 고침: 국무회의 참석 | 실적 · 기초: 11 → 13" in shown
        opened = await there.press("enter")
        assert "[2 일정]" in opened.splitlines()[0]
        assert "일시  2023. 4. 17.(월)" in opened
        assert await there.press("escape") == shown
        await there.press("tab", "tab")
        assert status(there).startswith("실적 고침: 국무회의 참석")
        assert "3 / 4" in status(there)
        opened = await there.press("enter")
        assert "보고 › 국무회의 참석 14회 = 13+1" in opened.splitlines()[1]
        await there.press("escape")
        assert "3 / 4" in status(there)
        await there.press("escape")
        assert "보고 › 발행한 보고 1건" in there.text().splitlines()[1]


async def test_the_cause_of_a_line_that_went_away_opens_the_history_of_its_record(
    office: Path,
) -> None:
    number = add_visit(office)
    async with desk(office, WIDE, area="report") as there:
        await issue(there)
        with closing(OfficeFile(office, "이주무관")) as file:
            schedule.delete(file, number)
        await there.press("f10")
        shown = await there.press("f4")
        assert " -    ▶ 광진구 화재 현장 방문" in shown
        opened = await there.press("enter")
        assert "이력 › 광진구 화재 현장 방문" in opened.splitlines()[1]
        assert "전체 2건" in opened
        assert await there.press("escape") == shown


async def test_an_issued_report_is_shown_and_copied_as_it_was(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no tool for the clipboard
    async with desk(office, WIDE, area="report") as there:
        written: list[str] = []
        there.app.copy_to_clipboard = written.append  # type: ignore[method-assign,assignment]
        await there.press("ctrl+c")
        await issue(there, "사월 보고")
        add_visit(office)
        await there.press("f10")
        shown = await there.press("enter")
        assert "보고 › 제1호 사월 보고 · '22.7. ~ '23.4. · '23.4.19. 기준" in shown.splitlines()[1]
        assert "(총 22회)" in shown
        await there.press("ctrl+c")
        assert written[1] == written[0]
        assert exports(office) == ["내보내기: 보고 주요업무보고 제1호 7건"]
        await there.press("escape", "escape", "f5")
        assert "(총 23회)" in there.text()


@pytest.mark.parametrize("file_format", ["txt", "md", "html", "hwpx"])
async def test_an_issued_report_is_written_to_a_file_as_the_report_was(
    office: Path, tmp_path: Path, file_format: str
) -> None:
    files = [tmp_path / f"{name}.{file_format}" for name in ("before", "after")]
    async with desk(office, WIDE, area="report") as there:
        await export(there, files[0])
        await issue(there)
        add_visit(office)
        await there.press("f10", "enter")
        assert "보고를 파일로 냈습니다" in await export(there, files[1])
    if file_format == "hwpx":
        assert sections(files[0]) == sections(files[1])
        assert "22회" in sections(files[0])
    else:
        assert files[0].read_bytes() == files[1].read_bytes()
        assert "22회" in files[0].read_text("utf-8")


async def test_an_internal_report_is_not_taken_outside(office: Path, tmp_path: Path) -> None:
    async with desk(office, WIDE, area="report") as there:
        await issue(there)
        await there.press("f10", "enter", "ctrl+e")
        await there.type("파일 HTML")
        await there.press("enter", "end", "ctrl+u")
        await there.type(str(tmp_path / "밖.html"))
        await there.press("tab", "tab", "right", "tab")
        await there.type("의회 제출")
        assert "내부용으로 발행한 보고입니다." in await there.press("ctrl+s")
    assert not (tmp_path / "밖.html").exists()


async def test_figures_of_an_issued_report_open_their_records_while_these_exist(
    office: Path,
) -> None:
    number = add_visit(office)
    async with desk(office, WIDE, area="report") as there:
        await issue(there)
        await there.press("f10", "enter")
        await go_to_figure(there, "23회")
        assert "재난·안전 현장 방문 23회" in await there.press("enter")
        await there.press("escape")
        await go_to_figure(there, "광진구 화재 현장 방문")
        before = there.text()
        opened = await there.press("enter")
        assert "[2 일정]" in opened.splitlines()[0]
        assert await there.press("escape") == before
        with closing(OfficeFile(office, "이주무관")) as file:
            schedule.delete(file, number)
        assert "이 기록은 이미 지워졌습니다." in await there.press("enter")
        assert await there.press("escape") == before
        await go_to_figure(there, "정원")
        assert "일반직 소계  9" in await there.press("enter")


async def test_a_report_for_outside_needs_a_purpose(office: Path) -> None:
    async with desk(office, WIDE, area="report") as there:
        await there.press("f4", "tab", "tab", "tab", "right", "ctrl+s", "f9")
        assert "외부용은 목적을 적어 주세요." in await there.press("ctrl+s")
        await there.type("의회 제출")
        assert "보고를 제1호로 발행했습니다." in await there.press("ctrl+s")
        shown = await there.press("f10")
        assert "외부용" in shown
        assert "목적  의회 제출" in shown
        assert "외부용" in (await there.press("enter")).splitlines()[1]


async def test_two_marked_reports_are_compared_and_the_text_is_copied(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no tool for the clipboard
    async with desk(office, WIDE, area="report") as there:
        await issue(there)
        add_visit(office)
        await there.press("f5")
        await issue(there, "다음 보고")
        shown = await there.press("f10")
        numbers = [each.split()[0] for each in shown.splitlines()[4:6]]
        assert numbers == ["2", "1"]  # newest first
        await there.press("space", "f4")
        assert "Space로 두 보고만 표시해 주세요." in there.text()
        await there.press("escape", "space")
        shown = await there.press("f4")
        assert "- 제1호 주요업무보고 ('22.7. ~ '23.4. · '23.4.19. 기준)" in shown
        assert "+ 제2호 다음 보고 ('22.7. ~ '23.4. · '23.4.19. 기준)" in shown
        written: list[str] = []
        there.app.copy_to_clipboard = written.append  # type: ignore[method-assign,assignment]
        await there.press("ctrl+c")
        lines = written[0].splitlines()
        assert lines[1:5] == [
            "[달라짐]",
            "-  ○ 재난·안전 현장 방문 (총 22회)",
            "+  ○ 재난·안전 현장 방문 (총 23회)",
            "    22회 → 23회",
        ]
        assert lines[5].endswith("(빈 칸) → 광진구 화재 현장 방문")
        assert exports(office) == ["내보내기: 보고 비교 2건"]


async def test_a_report_is_compared_with_its_template_as_it_was_or_as_it_is(office: Path) -> None:
    async with desk(office, WIDE, area="report") as there:
        await issue(there)
        path = write_template(office, TEMPLATE.replace("추진실적", "추진 성과"))
        await there.press("f10")
        shown = await there.press("f4")
        assert "발행한 뒤에 서식이 달라졌습니다: 주요업무보고" in shown
        shown = await there.press("enter")
        assert "달라진 것이 없습니다." in shown
        assert "발행한 때의 서식으로 채웠습니다" in shown.splitlines()[1]
        await there.press("escape", "f4", "down")
        shown = await there.press("enter")
        assert " - □ 추진실적 ('23. 4. 19.(수) 기준)" in shown
        assert " + □ 추진 성과 ('23. 4. 19.(수) 기준)" in shown
        assert "기록의 변경이 없습니다." in shown
        path.write_text("{{ 없는이름 }}", "utf-8")
        await there.press("escape", "f4", "down")
        assert "없는이름" in await there.press("enter")


async def test_a_report_whose_template_is_gone_is_filled_from_the_stored_one(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(office, WIDE, area="report") as there:
        await issue(there)
        (library.templates_folder(office) / "주요업무보고.txt").unlink()
        monkeypatch.setattr(library, "_shipped", list)
        await there.press("f10")
        shown = await there.press("f4")
        assert "서식이 없어 발행한 때의 서식으로 채웠습니다" in shown.splitlines()[1]
        assert "달라진 것이 없습니다." in shown


async def test_a_report_that_changed_since_it_was_filled_is_not_issued(office: Path) -> None:
    async with desk(office, WIDE, area="report") as there:
        add_visit(office)
        assert "보고를 채운 뒤에 기록이 바뀌었습니다." in await there.press("f9")
        await there.press("escape")
        assert "(총 23회)" in there.text()  # filled again
        assert "보고를 제1호로 발행했습니다." in await issue(there)


async def test_a_masked_screen_masks_issued_reports_and_comparisons(office: Path) -> None:
    write_template(office, TEMPLATE + "※ 김철수 010-1234-5678\n")
    async with desk(office, WIDE, area="report") as there:
        await issue(there)
        add_visit(office)
        write_template(office, TEMPLATE + "※ 김철수 010-1234-9999\n")
        await there.press("ctrl+x", "f10")
        shown = await there.press("enter")
        assert "010-****-****" in shown
        assert "010-1234-5678" not in shown
        await there.press("f4", "down")
        shown = await there.press("enter")
        assert "010-****-****" in shown
        assert "5678" not in shown
        assert "9999" not in shown
        assert "이○○관" in shown


async def test_keys_of_issued_reports_work_in_hangul_mode(office: Path) -> None:
    async with desk(office, (80, 24), area="report") as there:
        await issue(there)
        add_visit(office)
        await there.press("f10", "f4", "ㅣ")  # l goes to the next change
        assert "2 / 2" in status(there)
        await there.press("ㅗ")  # h goes back
        assert "1 / 2" in status(there)


async def test_a_new_office_shows_a_report(path: Path) -> None:
    async with desk(path, WIDE, area="report") as there:
        shown = there.text()
        assert "주요업무보고 · " in shown.splitlines()[1]
        assert "서식에 잘못이 있습니다" not in shown
        assert "보고를 제1호로 발행했습니다." in await issue(there)
        await there.press("f10")
        assert "달라진 것이 없습니다." in await there.press("f4")


async def test_an_issued_report_is_found_by_its_title_and_shown(office: Path) -> None:
    async with desk(office, WIDE, area="report") as there:
        await issue(there, "오월의 보고서")
        await there.press("1", "ctrl+k")
        await there.type("오월의")
        shown = await there.press("enter")
        assert "보고 › 제1호 오월의 보고서" in shown.splitlines()[1]
        assert "○ 재난·안전 현장 방문 (총 22회)" in shown
