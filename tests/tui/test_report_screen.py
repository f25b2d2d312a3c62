"""The screen of the report: template and preview, the rows behind a figure, the editor, periods, warnings."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from textual.drivers.headless_driver import HeadlessDriver

from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.templates import library
from tests.tui.desk import Desk, desk

TEMPLATE = """\
{# 시험용 주요업무보고 #}
# 주요업무보고
## Ⅰ. 일반 현황
### 1. 인력 현황
{{ 표("staff/table") }}
## Ⅱ. 주요 업무
□ 추진실적 ({{ 시작 | 날짜("'yy. m.") }} ~ {{ 끝 | 날짜("'yy. m.") }}, {{ 기준일 | 날짜 }} 기준)
 ○ 사고 예방 및 신속한 위기 대응을 위한 재난·안전 현장 방문 (총 {{ 실적["재난·안전 현장 방문"].계 }})
{% for 행사 in 일정.고른(분야="재난·안전").차례로("날짜") %}
   ▶ {{ 행사.제목 }}
    - 일시/장소 : {{ 행사.날짜 | 날짜 }} {{ 행사.시작시각 }} / {{ 행사.장소 }}
{% endfor %}
 ○ 국무회의 참석 (총 {{ 실적["국무회의 참석"].계 }}), 전체 일정 {{ 일정.건수("건") }}
   ※ 지난해에는 35회
---
□ 추진계획
"""
NO_SUCH = '{{ 실적["국무회의 참서"].계 }}'
FIRE = EventDraft(
    "광진구 화재 현장 방문", date(2023, 4, 17), kind="field_visit", category="재난·안전",
    status="done",
)  # fmt: skip
SIDE_BY_SIDE = (120, 40)


@pytest.fixture
def office(office: Path) -> Path:
    """The sample office with a template of its own."""
    write_template(office, TEMPLATE)
    return office


def write_template(office: Path, text: str, name: str = library.DEFAULT) -> Path:
    """Write a template into the office's folder."""
    folder = library.templates_folder(office)
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.txt"
    path.write_text(text, "utf-8")
    return path


def editor(folder: Path, monkeypatch: pytest.MonkeyPatch, commands: str) -> None:
    """Make a script the person's editor: $1 is the file that it edits."""
    script = folder / "editor.sh"
    script.write_text(f"#!/bin/sh\n{commands}\n", "utf-8")
    script.chmod(0o755)
    monkeypatch.setenv("VISUAL", str(script))
    monkeypatch.setattr(HeadlessDriver, "can_suspend", property(lambda _driver: True))


def preview(there: Desk) -> list[str]:
    """Return the lines of the report on a screen that shows it beside its template."""
    return [
        line.partition("│")[2].rstrip("▁▂▃▄▅▆▇█ ").strip() for line in there.text().splitlines()
    ]


def line(there: Desk, begin: str) -> str:
    """Return the line of the report that begins with a text."""
    return next(each for each in preview(there) if each.startswith(begin))


def status(there: Desk) -> str:
    """Return the line above the keys."""
    return there.text().splitlines()[-2].strip()


async def go_to_figure(there: Desk, text: str) -> None:
    """Move the cursor from figure to figure until it is on one with a text."""
    for _step in range(60):
        if status(there).startswith(f"{text} ←"):
            return
        await there.press("tab")
    raise AssertionError(f"no figure {text!r}:\n{there.text()}")


@pytest.mark.parametrize("size", [(80, 24), SIDE_BY_SIDE, (160, 50)])
async def test_pictures(office: Path, size: tuple[int, int]) -> None:
    async with desk(office, size, area="report") as there:
        there.check_picture("report")
        await go_to_figure(there, "22회")
        there.check_picture("report-figure")
        await there.press("f6")
        there.check_picture("report-template")
        await there.press("f7")
        there.check_picture("report-figures")


async def test_the_report_is_filled_for_the_period_of_the_tallies(office: Path) -> None:
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        shown = there.text()
        assert "주요업무보고 · '22.7. ~ '23.4. · '23.4.19. 기준" in shown.splitlines()[1]
        assert line(there, "□ 추진실적").endswith("('22. 7. ~ '23. 4., '23. 4. 19.(수) 기준)")
        assert "정원    34     9    -    1    2    3    2" in preview(there)
        assert "│ 보고  값 14 · 직접 적은 수 1" in shown


async def test_enter_on_a_tally_opens_its_records_and_esc_comes_back(office: Path) -> None:
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        await go_to_figure(there, "22회")
        before = there.text()
        assert status(there).startswith("22회 ← 실적 계 · 기록 1건")
        shown = await there.press("enter")
        assert "재난·안전 현장 방문 22회 = 20+2" in shown.splitlines()[1]
        assert "인왕산 산불 현장방문·지휘" in shown
        assert await there.press("escape") == before


async def test_enter_on_a_value_opens_its_record_in_its_area_and_esc_comes_back(
    office: Path,
) -> None:
    async with desk(office, (80, 24), area="report") as there:
        await go_to_figure(there, "종로구 인왕산 6부 능선")
        before = there.text()
        shown = await there.press("enter")
        assert "[2 일정]" in shown.splitlines()[0]
        assert "소방·경찰·군·공무원 등 2,861명" in shown
        assert await there.press("escape") == before


async def test_esc_comes_back_from_a_record_on_a_page_of_another_area(office: Path) -> None:
    write_template(office, "{% for 기능 in 주요기능 %}\n - {{ 기능.기능 }}\n{% endfor %}\n")
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        await go_to_figure(there, "국내·외 기관 소통·협력 가교 역할")
        before = there.text()
        shown = await there.press("enter")
        assert "[8 인력]" in shown.splitlines()[0]
        assert "국내·외 기관 소통·협력 가교 역할" in shown
        await there.press("escape")  # the record
        assert await there.press("escape") == before
        shown = await there.press("8", "escape")
        assert "[8 인력]" in shown.splitlines()[0]


async def test_enter_on_a_count_lists_its_records_and_opens_one(office: Path) -> None:
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        await go_to_figure(there, "18건")
        before = there.text()
        shown = await there.press("enter")
        assert "보고 › 근거 18건 · 일정 · 기록 18건" in shown.splitlines()[1]
        assert "전체 18건" in shown
        await there.press("slash")
        shown = await there.type("인왕산")
        assert "찾음 1" in shown
        shown = await there.press("enter", "enter")
        assert "[2 일정]" in shown.splitlines()[0]
        shown = await there.press("escape")
        assert "보고 › 근거 18건" in shown.splitlines()[1]
        assert await there.press("escape", "escape") == before


async def test_enter_on_a_row_of_a_table_shows_it(office: Path) -> None:
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        assert status(there).startswith("정원 ← 인력 현황의 한 줄")
        shown = await there.press("enter")
        assert "일반직 소계  9" in shown
        assert "정원 ← 인력 현황의 한 줄" in await there.press("escape")


async def test_a_visit_entered_elsewhere_changes_its_lines_only_and_keeps_the_place(
    office: Path,
) -> None:
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        await go_to_figure(there, "22회")
        before = preview(there)
        with closing(OfficeFile(office, "이주무관")) as file:
            schedule.add(file, FIRE)
        assert "다시 읽었습니다." in await there.press("f5")
        after = preview(there)
        await there.press("left", "right")
        assert status(there).startswith("23회 ← 실적 계 · 기록 1건")
        assert [each for each in after if each not in before] == [
            "보고  값 18 · 직접 적은 수 1",
            "23회)",
            "▶ 광진구 화재 현장 방문",
            "- 일시/장소 : '23. 4. 17.(월) (빈 칸) / (빈 칸)",
            "○ 국무회의 참석 (총 12회), 전체 일정 19건",
        ]


async def test_the_template_follows_the_figure_in_the_report(office: Path) -> None:
    async with desk(office, (80, 24), area="report") as there:
        assert "국무회의 참석" not in there.text()
        await go_to_figure(there, "12회")
        shown = there.text().splitlines()
        assert any(each.startswith(" 13   ○ 국무회의 참석 (총 {{ 실적") for each in shown[3:8])


async def test_the_list_of_figures_marks_typed_numbers_and_goes_to_one(office: Path) -> None:
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        shown = await there.press("f7")
        assert "보고 › 값 기록에서 14 · 직접 적은 수 1" in shown.splitlines()[1]
        row = next(each for each in shown.splitlines() if each.startswith("▲"))
        assert row.split() == ["▲", "35", "지난해에는", "35회", "0", "직접", "적음"]
        await there.press("slash")
        await there.type("국무회의")
        shown = await there.press("enter", "enter")
        assert status(there).startswith("12회 ← 실적 계 · 기록 1건")


async def test_warnings_are_listed_and_lead_to_their_line(office: Path) -> None:
    write_template(office, TEMPLATE + '{{ 일정.고른(분야="없음").건수("건") }}\n')
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        assert "· 경고 2" in there.text().splitlines()[1]
        shown = await there.press("f8")
        assert "근거가 되는 기록이 없는 수입니다: 0건" in shown
        await there.press("enter")
        assert status(there).startswith("0건 ←")
        shown = await there.press("enter")
        assert "근거가 되는 기록이 없는 값입니다." in shown


async def test_the_period_is_chosen_and_kept(office: Path) -> None:
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        await there.press("f4")
        await there.type("2023-04")
        await there.press("tab")
        await there.type("2023-04")
        shown = await there.press("ctrl+s")
        assert "'23.4. ~ '23.4. · '23.4.19. 기준" in shown.splitlines()[1]
        assert "(총 1회)" in " ".join(preview(there))
        await there.press("1")
        assert "'23.4. ~ '23.4." in (await there.press("9")).splitlines()[1]
        await there.press("f4", "tab", "tab", "tab", "right")
        shown = await there.press("ctrl+s")
        assert "외부용" in shown.splitlines()[1]


async def test_an_error_of_the_editor_is_shown_at_its_line_and_mended(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editor(tmp_path, monkeypatch, f"echo '{NO_SUCH}' >> \"$1\"")
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        await go_to_figure(there, "22회")
        before = preview(there)[4:-3]
        shown = await there.press("f2")
        assert "서식에 잘못이 있습니다" in shown.splitlines()[1]
        assert "그런 기록이 없습니다. 국무회의 참서" in preview(there)
        assert "17째 줄" in preview(there)
        assert "→ 혹시 국무회의 참석인가요?" in preview(there)
        assert "17! {{ 실적[" in shown
        template = library.templates_folder(office) / "주요업무보고.txt"
        assert template.read_text("utf-8") == f"{TEMPLATE}{NO_SUCH}\n"  # what was typed stays
        editor(tmp_path, monkeypatch, "sed -i '$d' \"$1\"")
        await there.press("f2")
        assert preview(there)[4:-3] == before
        assert status(there).startswith("22회 ←")


async def test_an_editor_that_is_missing_or_fails_is_shown(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        monkeypatch.setenv("VISUAL", "no-such-editor -w")
        shown = await there.press("f2")
        assert "편집기를 찾을 수 없습니다: no-such-editor" in shown
        await there.press("enter")
        editor(tmp_path, monkeypatch, "exit 3")
        assert "편집기가 오류로 끝났습니다(3)." in await there.press("f2")
        await there.press("enter")
        monkeypatch.setattr(HeadlessDriver, "can_suspend", property(lambda _driver: False))
        shown = await there.press("f2")
        assert "이 터미널에서는 편집기를 띄울 수 없습니다." in shown


async def test_a_shipped_template_is_copied_before_it_is_edited(
    office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = library.templates_folder(office) / "주요업무보고.txt"
    own.rename(tmp_path / "shipped.txt")
    shipped = library.TemplateFile("주요업무보고", tmp_path / "shipped.txt", shipped=True)
    monkeypatch.setattr(library, "_shipped", lambda: [shipped])
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        assert "딸린 서식" in there.text()
        editor(tmp_path, monkeypatch, "true")
        assert "딸린 서식" in await there.press("f2")
        assert not own.exists()  # nothing was changed
        editor(tmp_path, monkeypatch, "sed -i 's/추진계획/앞으로 할 일/' \"$1\"")
        shown = await there.press("f2")
        assert "우리 서식" in shown
        assert "□ 앞으로 할 일" in own.read_text("utf-8")
        assert "□ 추진계획" in shipped.path.read_text("utf-8")


async def test_templates_are_chosen_and_copied(office: Path) -> None:
    write_template(office, "{# 방문만 #}\n# 현장 방문\n{{ 일정.건수() }}\n", "방문")
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        shown = await there.press("f3")
        assert "방문  방문만" in shown
        assert "주요업무보고  시험용 주요업무보고" in shown
        await there.type("방문")
        await there.press("enter")
        assert there.text().splitlines()[1].startswith(" 방문 · ")
        assert "18" in preview(there)
        await there.press("f3", "f4")
        await there.type("하반기 방문")
        shown = await there.press("enter")
        assert shown.splitlines()[1].startswith(" 하반기 방문 · ")
        assert (library.templates_folder(office) / "하반기 방문.txt").exists()


async def test_filling_that_takes_long_is_left_with_esc(office: Path) -> None:
    slow = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}\n"
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        before = preview(there)[4:-3]
        write_template(office, slow)
        await there.send("f5")
        await there.until("보고를 채우는 중… Esc로 그만둡니다.")
        await there.press("escape")
        assert "그만 채웠습니다. F5로 다시 채웁니다." in there.text()
        assert preview(there)[4:-3] == before


async def test_keys_work_in_hangul_mode(office: Path) -> None:
    async with desk(office, (80, 24), area="report") as there:
        assert "주요업무보고" in there.text().splitlines()[9]
        await there.press("ㅓ")  # j scrolls
        assert "주요업무보고" not in there.text().splitlines()[9]
        await there.press("ㅣ")  # l goes to the next figure
        assert status(there).startswith("현원 ←")
        await there.press("ㅗ")  # h goes back
        assert status(there).startswith("정원 ←")


async def test_a_masked_screen_masks_the_report_and_its_template(office: Path) -> None:
    write_template(office, "# 시험\n김철수 010-1234-5678\n")
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        assert there.text().count("010-1234-5678") == 2
        shown = await there.press("ctrl+x")
        assert "010-1234-5678" not in shown
        assert shown.count("010-****-****") == 2


def exports(office: Path) -> list[str]:
    """Return the labels of the exports that the file has logged."""
    with closing(sqlite3.connect(office)) as connection:
        rows = connection.execute("SELECT label FROM tx ORDER BY id DESC LIMIT 1").fetchall()
    return [str(row[0]) for row in rows]


async def test_the_report_is_copied_as_text_and_logged(
    office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")  # no tool for the clipboard
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        written: list[str] = []
        there.app.copy_to_clipboard = written.append  # type: ignore[method-assign,assignment]
        await there.press("ctrl+c")
        assert len(written) == 1
        assert "재난·안전 현장 방문 (총 22회)\n" in written[0]
        assert "   ▶ 인왕산 산불 현장방문·지휘\n" in written[0]
        assert exports(office) == ["내보내기: 보고 주요업무보고 15건"]


async def test_the_report_is_written_to_a_file_for_outside_with_a_purpose(
    office: Path, tmp_path: Path
) -> None:
    write_template(office, "# 연락처\n김철수 010-1234-5678\n")
    target = tmp_path / "보고.html"
    async with desk(office, SIDE_BY_SIDE, area="report") as there:
        await there.press("ctrl+e")
        await there.type("파일 HTML")
        await there.press("enter", "end", "ctrl+u")
        await there.type(str(target))
        await there.press("tab", "tab", "right")
        shown = await there.press("ctrl+s")
        assert "외부용은 목적을 적어 주세요." in shown
        await there.type("의회 제출")
        shown = await there.press("ctrl+s")
        assert "보고를 파일로 냈습니다" in shown
        assert "<h1>연락처</h1>" in target.read_text("utf-8")
        assert exports(office) == ["내보내기: 보고 주요업무보고 2건"]
