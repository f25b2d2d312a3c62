"""Reports as HWPX: valid, read back by another parser, without traces of the library's empty document."""

import re
import sys
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hwpx import HwpxDocument
from hwpx.tools.package_validator import validate_package

from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import ENGLISH, KOREAN, language_set
from secretariat_tui.reporting import outputs
from secretariat_tui.tables.table import Column, Sheet, Table
from tests.reporting.samples import SHEET, TEMPLATE, report
from tests.reporting.test_outputs import HOSTILE, SHOWN, TEXT

HP = "{http://www.hancom.co.kr/hwpml/2011/paragraph}"
HH = "{http://www.hancom.co.kr/hwpml/2011/head}"
HC = "{http://www.hancom.co.kr/hwpml/2011/core}"


class Written:
    """A written document, read without the library that wrote it."""

    def __init__(self, path: Path) -> None:
        with zipfile.ZipFile(path) as archive:
            self.names = archive.namelist()
            self.parts = {name: archive.read(name) for name in self.names}
        self.section = ET.fromstring(self.parts["Contents/section0.xml"])
        self.header = ET.fromstring(self.parts["Contents/header.xml"])

    def lines(self) -> list[str]:
        """Return the texts of the paragraphs and cells in order, but for those of the page number."""
        footer = {each for part in self.section.iter(f"{HP}footer") for each in part.iter(f"{HP}p")}
        texts = [
            "".join(map(_run_text, each.iterfind(f"{HP}run")))
            for each in self.section.iter(f"{HP}p")
            if each not in footer
        ]
        return [line.strip() for text in texts for line in text.split("\n") if line.strip()]

    def tables(self) -> list[list[list[tuple[str, int, int]]]]:
        """Return the tables as rows of cells: text, columns, lines."""
        return [
            [[_cell(cell) for cell in row.iterfind(f"{HP}tc")] for row in table.iterfind(f"{HP}tr")]
            for table in self.section.iter(f"{HP}tbl")
        ]

    def paragraph(self, text: str) -> tuple[ET.Element, ET.Element]:
        """Return the shapes of the paragraph with a text and of its letters."""
        found = next(
            each for each in self.section.iter(f"{HP}p")
            if text in "".join(map(_run_text, each.iterfind(f"{HP}run")))
        )  # fmt: skip
        run = next(each for each in found.iterfind(f"{HP}run") if text in _run_text(each))
        return (
            self._named("paraPr", found.get("paraPrIDRef")),
            self._named("charPr", run.get("charPrIDRef")),
        )

    def _named(self, tag: str, number: str | None) -> ET.Element:
        return next(each for each in self.header.iter(f"{HH}{tag}") if each.get("id") == number)

    def font(self, letters: ET.Element) -> str | None:
        reference = letters.find(f"{HH}fontRef")
        assert reference is not None
        face = next(
            each for each in self.header.iter(f"{HH}fontface") if each.get("lang") == "HANGUL"
        )
        return next(
            each.get("face") for each in face.iterfind(f"{HH}font") if each.get("id") == reference.get("hangul")
        )  # fmt: skip


def _run_text(run: ET.Element) -> str:
    return "".join(
        (text.text or "")
        + "".join(
            {f"{HP}lineBreak": "\n", f"{HP}tab": "\t"}.get(each.tag, "") + (each.tail or "")
            for each in text
        )
        for text in run.iterfind(f"{HP}t")
    )


def _cell(cell: ET.Element) -> tuple[str, int, int]:
    span = cell.find(f"{HP}cellSpan")
    assert span is not None
    text = "".join(map(_run_text, cell.iter(f"{HP}run")))
    return text, int(span.get("colSpan", 0)), int(span.get("rowSpan", 0))


def written(tmp_path: Path, template: str = TEMPLATE, sheet: Sheet[Any] = SHEET) -> Written:
    path = tmp_path / "보고.hwpx"
    outputs.write(report(template, sheet), path, "hwpx", force=True)
    return Written(path)


def test_the_document_is_valid(tmp_path: Path) -> None:
    names = written(tmp_path).names
    assert names[0] == "mimetype"
    path = tmp_path / "보고.hwpx"
    with HwpxDocument.open(path) as document:
        found = document.validate()
        assert (found.ok, found.issues) == (True, ())
    package = validate_package(path)
    assert package.ok, package.issues


def test_the_text_read_back_is_that_of_the_report(tmp_path: Path) -> None:
    expected = [piece.strip() for piece in re.split(r"[\n\t]", TEXT) if piece.strip()]
    assert written(tmp_path).lines() == expected


def test_cells_of_the_head_are_merged(tmp_path: Path) -> None:
    table = next(each for each in written(tmp_path).tables() if len(each) == 4)
    assert table == [
        [("구분", 1, 2), ("일반직", 2, 1), ("금액", 1, 2), ("비고", 1, 2)],
        [("정원", 1, 1), ("현원", 1, 1)],
        [(text, 1, 1) for text in ("2급", "3", "10", "357,200", "계약")],
        [(text, 1, 1) for text in ("3급", "", "1", "△80", "")],
    ]


def test_heads_of_tables_are_shaded(tmp_path: Path) -> None:
    document = written(tmp_path)
    fills = {
        each.get("id"): (brush.get("faceColor") if brush is not None else None)
        for each in document.header.iter(f"{HH}borderFill")
        for brush in [each.find(f".//{HC}winBrush")]
    }
    shaded = [
        _cell(cell)[0] for cell in document.section.iter(f"{HP}tc")
        if fills.get(cell.get("borderFillIDRef")) == "#DFE6F7"
    ]  # fmt: skip
    assert shaded == ["구분", "일반직", "금액", "비고", "정원", "현원"]


def test_rows_are_high_enough_for_their_lines(tmp_path: Path) -> None:
    table: Table[str] = Table("t", "표", (Column("a", "비고", lambda row: row),))
    document = written(tmp_path, "\ue0030", Sheet(table, ["짧다", "긴 글 " * 60]))
    heights = [int(each.get("height", 0)) for each in document.section.iter(f"{HP}cellSz")]
    size = 1100  # of the letters in HWPUNIT
    assert heights[1] >= size * 1.3
    assert heights[2] >= 4 * size * 1.3  # 300 cells of half a letter in lines of 88


def test_second_lines_hang_and_depth_is_an_indent(tmp_path: Path) -> None:
    document = written(tmp_path)
    margins = {}
    for text in ("□ 추진개요", "○ 현장 방문", "- 주요내용"):
        shape, _letters = document.paragraph(text)
        margins[text[0]] = tuple(
            int(next(shape.iter(f"{HC}{name}")).get("value", 0)) for name in ("left", "intent")
        )
    assert margins["□"] == pytest.approx((0, -2250), abs=4)
    assert margins["○"] == pytest.approx((750, -2250), abs=4)
    assert margins["-"] == pytest.approx((2250, -1500), abs=4)


def test_letters_are_those_of_the_office(tmp_path: Path) -> None:
    document = written(tmp_path)
    found = {}
    for text in ("Ⅰ. 일반 현황", "□ 추진개요", "○ 현장 방문", "* 참고", "357,200"):
        _shape, letters = document.paragraph(text)
        found[text] = (document.font(letters), int(letters.get("height", 0)) / 100)
    assert found == {
        "Ⅰ. 일반 현황": ("HY헤드라인M", 20),
        "□ 추진개요": ("HY헤드라인M", 15),
        "○ 현장 방문": ("휴먼명조", 15),
        "* 참고": ("맑은 고딕", 12),
        "357,200": ("맑은 고딕", 11),
    }


def test_headings_and_the_basis_of_a_table_stay_with_what_follows(tmp_path: Path) -> None:
    document = written(tmp_path)
    kept = {}
    for text in ("Ⅰ. 일반 현황", "□ 추진개요", "(기준 / 단위", "○ 현장 방문", "그냥 문장"):
        shape, _letters = document.paragraph(text)
        kept[text] = next(shape.iter(f"{HH}breakSetting")).get("keepWithNext")
    assert [*kept.values()] == ["1", "1", "1", "0", "0"]


def test_pages_begin_after_the_cover_and_at_page_breaks(tmp_path: Path) -> None:
    document = written(tmp_path)
    first = [
        "".join(map(_run_text, each.iterfind(f"{HP}run")))
        for each in document.section.iterfind(f"{HP}p")
        if each.get("pageBreak") == "1"
    ]
    assert first == ["Ⅰ. 일반 현황", "2. 끝"]
    page = next(document.section.iter(f"{HP}pagePr"))
    assert (page.get("width"), page.get("height")) == ("59528", "84189")  # A4


def test_pages_are_numbered_but_for_the_cover(tmp_path: Path) -> None:
    section = written(tmp_path).section
    footer = next(section.iter(f"{HP}footer"))
    assert [each.get("numType") for each in footer.iter(f"{HP}autoNum")] == ["PAGE"]
    hidden = next(section.iter(f"{HP}pageHiding"))
    assert hidden.get("hideFooter") == "1"
    without_cover = written(tmp_path, "## 하나\n").section
    assert [*without_cover.iter(f"{HP}pageHiding")] == []


def test_the_author_of_the_empty_document_is_removed(tmp_path: Path) -> None:
    document = written(tmp_path)
    everything = b"".join(document.parts.values())
    assert b"synthetic-fixture-author" not in everything
    assert b"2025" not in document.parts["Contents/content.hpf"]
    assert "<opf:title>주요업무보고</opf:title>" in document.parts["Contents/content.hpf"].decode()
    assert document.parts["Preview/PrvText.txt"] == b""


@pytest.mark.parametrize("line", ["# ", "", " ○ ", "## ", "   ▶ "])
def test_hostile_text_is_kept_as_it_is(tmp_path: Path, line: str) -> None:
    document = written(tmp_path, f"{line}{HOSTILE}\n")
    assert document.lines() == [f"{line.lstrip('# ')}{SHOWN}"]
    with HwpxDocument.open(tmp_path / "보고.hwpx") as opened:
        assert opened.validate().ok


def test_hostile_cells_and_long_lines_are_kept(tmp_path: Path) -> None:
    table: Table[str] = Table("t", "표", (Column("a", "가|나", lambda row: row),))
    long = "가나다라" * 5000
    document = written(tmp_path, f" ○ {long}\n▶ {long}\n\ue0030", Sheet(table, [HOSTILE, long]))
    assert document.lines() == [f"○ {long}", f"▶ {long}", "가|나", SHOWN, long]


@pytest.mark.parametrize("template", ["", "---\n---", "\ue0030", "▶ 하나", "# 제목\n---\n"])
def test_small_reports_are_valid(tmp_path: Path, template: str) -> None:
    written(tmp_path, template, Sheet(SHEET.table, []))
    with HwpxDocument.open(tmp_path / "보고.hwpx") as document:
        assert document.validate().ok


def test_without_the_library_the_message_has_the_command_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "hwpx", None)
    path = tmp_path / "보고.hwpx"
    for language, message, remedy in (
        (
            KOREAN,
            "HWPX로 내려면 python-hwpx가 있어야 합니다.",
            "설치: pip install 'secretariat-tui[hwpx]'",
        ),
        (ENGLISH, "Writing HWPX needs python-hwpx.", "pip install 'secretariat-tui[hwpx]'"),
    ):
        with language_set(language), pytest.raises(UserError) as caught:
            outputs.write(report(), path, "hwpx", force=False)
        assert caught.value.message == message
        assert remedy in caught.value.remedy
    assert [*tmp_path.iterdir()] == []
