"""Reports as plain text, Markdown, HTML and on a terminal."""

import os
import re
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from markdown_it import MarkdownIt
from rich.cells import cell_len
from rich.console import Console

from secretariat_tui.core.errors import FileTakenError
from secretariat_tui.core.i18n import ENGLISH
from secretariat_tui.reporting import outputs
from secretariat_tui.tables.table import Column, Sheet, Table
from tests.reporting.samples import SHEET, TEMPLATE, report

TEXT = """주요업무보고

2023. 5.
시장비서실

Ⅰ. 일반 현황

시민의 삶과 밀접한 현장방문
자치구와 소통·협력

□ 추진개요
 ○ 현장 방문(총 22회)
   - 주요내용 : 첫 줄
     둘째 줄
   * 참고

   ▶ 인왕산 산불 현장방문
   - 일시/장소 : '23. 4. 2.(일) 11:53 / 종로구
   ※ 주의
 ○ 인력

(기준 / 단위 : '23.4.19. / 명)
구분\t일반직\t\t금액\t비고
\t정원\t현원\t\t
2급\t3\t10\t357,200\t계약
3급\t\t1\t△80\t
< 추진절차 >
  ① 하나
그냥 문장

2. 끝
마지막 요약

"""

MARKDOWN = r"""# 주요업무보고

2023\. 5.

시장비서실

## Ⅰ. 일반 현황

> 시민의 삶과 밀접한 현장방문\
> 자치구와 소통·협력

- □ 추진개요
  - ○ 현장 방문(총 22회)
    - 주요내용 : 첫 줄\
      둘째 줄
    - \* 참고
    - ▶ 인왕산 산불 현장방문
      - 일시/장소 : '23. 4. 2.(일) 11:53 / 종로구
      - ※ 주의
  - ○ 인력

(기준 / 단위 : '23.4.19. / 명)

| 구분 | 일반직 정원 | 일반직 현원 | 금액 | 비고 |
|---|:---:|:---:|---:|---|
| 2급 | 3 | 10 | 357,200 | 계약 |
| 3급 |  | 1 | △80 |  |

\< 추진절차 \>

- ① 하나

그냥 문장

---

### 2\. 끝

> 마지막 요약

"""

TERMINAL = """
              주요업무보고
                2023. 5.
               시장비서실

Ⅰ. 일반 현황

╭──────────────────────────────────────╮
│ 시민의 삶과 밀접한 현장방문          │
│ 자치구와 소통·협력                   │
╰──────────────────────────────────────╯

□ 추진개요
 ○ 현장 방문(총 22회)
   - 주요내용 : 첫 줄
     둘째 줄
   * 참고

╭──────────────────────────────────────╮
│ ▶ 인왕산 산불 현장방문               │
│  - 일시/장소 : '23. 4. 2.(일) 11:53  │
│    / 종로구                          │
│  ※ 주의                              │
╰──────────────────────────────────────╯

 ○ 인력
          (기준 / 단위 : '23.4.19. / 명)
       일반직
구분     정원   현원      금액   비고
─────────────────────────────────────
2급         3     10   357,200   계약
3급                1       △80

              < 추진절차 >
  ① 하나
그냥 문장
────────────────────────────────────────

2. 끝

╭──────────────────────────────────────╮
│ 마지막 요약                          │
╰──────────────────────────────────────╯
"""

HOSTILE = (
    "<script>alert(1)</script> [b]*_`~|\\ & \x1b[31m\x00\u202e가\ud800 😀👨‍👩‍👧 {{ 7 }} $x$ $y$"
)
SHOWN = "<script>alert(1)</script> [b]*_`~|\\ & \ufffd[31m\ufffd가\ufffd 😀👨‍👩‍👧 {{ 7 }} $x$ $y$"


class Page(HTMLParser):
    """The texts of a page by the tag around them, and what it would load or run."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.texts: list[tuple[str, str]] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [f"{name}={value}" for name, value in attrs if name in {"src", "href"}]

    def handle_data(self, data: str) -> None:
        self.texts.append((self.tags[-1] if self.tags else "", data))


def text_of(file_format: str, template: str = TEMPLATE, sheet: Sheet[Any] = SHEET) -> str:
    return outputs.report_text(report(template, sheet), file_format)


def shown(template: str = TEMPLATE, width: int = 40) -> str:
    console = Console(file=StringIO(), width=width, color_system=None)
    outputs.print_report(report(template), console)
    assert isinstance(console.file, StringIO)
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())


def test_plain_text_keeps_depth_and_marks_and_separates_cells_by_tabs() -> None:
    assert text_of("txt") == TEXT


def test_markdown_nests_the_lines_by_their_depth() -> None:
    assert text_of("md") == MARKDOWN
    rendered = MarkdownIt("commonmark").enable("table").render(MARKDOWN)
    assert rendered.count("<ul>") == 5
    assert "<li>주요내용 : 첫 줄<br />\n둘째 줄</li>" in rendered
    assert '<td style="text-align:right">△80</td>' in rendered


def test_the_terminal_shows_boxes_and_hanging_lines() -> None:
    assert "\n" + shown() == TERMINAL


def test_html_has_a_cover_boxes_and_merged_heads() -> None:
    page = text_of("html")
    assert '<header class="cover">\n<h1>주요업무보고</h1>' in page
    assert "<title>주요업무보고</title>" in page
    assert '<html lang="ko">' in page
    assert (
        '<th rowspan="2">구분</th><th colspan="2">일반직</th><th rowspan="2">금액</th>'
        '<th rowspan="2">비고</th></tr><tr><th>정원</th><th>현원</th></tr></thead>' in page
    )
    assert '<div class="summary">\n<p class="paragraph">시민의 삶과 밀접한 현장방문</p>' in page
    assert '<span class="mark">- </span>주요내용 : 첫 줄<br>둘째 줄</p>' in page
    box = page[page.index('<section class="box"') : page.index("</section>")]
    assert re.findall(r"</span>(.*?)</p>", box) == [
        "인왕산 산불 현장방문", "일시/장소 : '23. 4. 2.(일) 11:53 / 종로구".replace("'", "&#x27;"), "주의",
    ]  # fmt: skip
    assert page.count('<div class="page"></div>') == 1  # none at the end
    assert '<p class="paragraph right keeps">(기준' in page


def test_html_has_every_text_in_order_and_loads_nothing() -> None:
    page = Page(text_of("html"))
    texts = [text for tag, text in page.texts if tag not in {"title", "style"}]
    expected = re.sub(r"[\t\n]+", "\n", TEXT).split("\n")
    assert re.sub(r"\s", "", "".join(texts)) == re.sub(r"\s", "", "".join(expected))
    assert page.links == []
    assert not {"script", "link", "img", "iframe"} & {*page.tags}
    assert "url(" not in text_of("html")
    assert "@import" not in text_of("html")


def test_html_prints_numbered_a4_pages() -> None:
    styles = text_of("html").split("<style>")[1].split("</style>")[0]
    assert re.search(
        r"@page \{ size: A4;.*?@bottom-center \{ content: \"- \" counter\(page\)", styles, re.DOTALL
    )
    assert "@page cover { @bottom-center { content: none; } }" in styles
    assert "#DFE6F7" in styles


@pytest.mark.parametrize("line", ["", " ○ ", "## ", "   ▶ "])
def test_hostile_text_is_shown_as_it_is(line: str) -> None:
    template = f"# 제목\n{line}{HOSTILE}\n"
    assert text_of("txt", template) == f"제목\n{line.removeprefix('## ')}{SHOWN}\n"
    page = Page(text_of("html", template))
    assert [text.strip() for _tag, text in page.texts if "alert" in text] == [SHOWN]
    assert "script" not in page.tags
    rendered = Page(MarkdownIt("commonmark").render(text_of("md", template)))
    assert SHOWN in "".join(text for _tag, text in rendered.texts)
    assert {"script", "em", "code"}.isdisjoint(rendered.tags)
    assert SHOWN in shown(template, 200)


def test_hostile_cells_are_shown_as_they_are() -> None:
    table: Table[str] = Table("t", "표", (Column("a", "가|나", lambda row: row),))
    sheet = Sheet(table, [HOSTILE + "\n=1+1\tb"])
    lines = text_of("txt", "\ue0030", sheet).splitlines()
    assert lines == ["가|나", f"{SHOWN} =1+1 b"]
    page = Page(text_of("html", "\ue0030", sheet))
    assert ("td", f"{SHOWN} =1+1 b") in page.texts
    rendered = MarkdownIt("commonmark").enable("table").render(text_of("md", "\ue0030", sheet))
    assert rendered.count("<td") == 1
    assert ("th", "가|나") in Page(rendered).texts


def test_very_long_lines_are_neither_broken_nor_lost() -> None:
    long = "가나다라" * 5000
    assert text_of("txt", f" ○ {long}") == f" ○ {long}\n"
    assert long in text_of("html", f" ○ {long}")
    lines = shown(f" ○ {long}", 80).splitlines()
    assert lines[0].startswith(" ○ 가나")
    assert all(re.match("   [가-힣]", line) for line in lines[1:])
    assert max(map(cell_len, lines)) <= 80
    assert "".join(line.strip(" ○") for line in lines) == long


@pytest.mark.parametrize("file_format", outputs.TEXT_FORMATS)
def test_an_empty_report_is_empty(file_format: str) -> None:
    page = text_of(file_format, "")
    assert page.split("<main>")[-1].replace("</main>\n</body>\n</html>", "").strip() == ""


def test_a_title_without_a_cover_has_its_date_below_it() -> None:
    page = text_of("html", "# 방문 현황\n2023. 5.\n\n본문")
    assert '<h1>방문 현황</h1>\n<div class="byline">\n<p class="paragraph">2023. 5.</p>' in page
    assert 'class="cover"' not in page.split("<main>")[1]


def test_boxes_end_at_blank_lines_and_at_marks_of_the_text() -> None:
    template = "▶ 하나\n- 가\n▶ 둘\n▶ 셋\n- 나\n○ 밖\n▶ 넷\n\n- 밖"
    page = text_of("html", template).split("<main>")[1]
    boxes = re.findall(r'<section class="box">(.*?)</section>', page, re.DOTALL)
    texts = [re.findall(r"</span>(.*?)</p>", box) for box in boxes]
    assert texts == [["하나", "가"], ["둘", "셋", "나"], ["넷"]]


def test_boxes_end_at_lines_less_deep_than_their_first() -> None:
    template = "   - 밖\n  ▶ 상자\n    - 가\n      · 나\n    ※ 다\n   - 밖"
    page = text_of("html", template).split("<main>")[1]
    box = page[page.index("<section") : page.index("</section>")]
    assert re.findall(r"</span>(.*?)</p>", box) == ["상자", "가", "나", "다"]
    assert page.count("밖<") == 2


def test_calculated_circled_numbers_are_marks() -> None:
    template = (
        "\ue0000\ue001①\ue002 난임부부 지원\n  \ue0001\ue001②\ue002 \ue0002\ue001협약\ue002\n"
    )
    page = text_of("html", template)
    assert '<p class="bullet first"><span class="mark">① </span>난임부부 지원</p>' in page
    assert '<p class="bullet" style="--depth:1em"><span class="mark">② </span>협약</p>' in page
    assert text_of("txt", template) == "① 난임부부 지원\n  ② 협약\n"


def test_narrow_columns_get_their_width_and_long_texts_the_rest() -> None:
    table: Table[str] = Table(
        "t", "표", (Column("a", "구분", lambda _row: "계"), Column("b", "비고", lambda row: row))
    )
    page = text_of("html", "\ue0030", Sheet(table, ["긴 글 " * 100]))
    assert re.findall(r"width:([\d.]+)%", page) == ["8.60", "91.40"]


def test_a_file_is_written_completely_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "보고.txt"
    outputs.write(report(), path, "txt", force=False)
    assert path.read_bytes() == TEXT.encode()
    with pytest.raises(FileTakenError, match="이미 파일이 있습니다"):
        outputs.write(report("다른"), path, "txt", force=False)
    assert path.read_bytes() == TEXT.encode()
    outputs.write(report("다른"), path, "txt", force=True)
    assert path.read_bytes() == "다른\n".encode()
    if os.name != "nt":
        assert path.stat().st_mode & 0o777 == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["보고.txt"]


def test_the_language_of_the_template_is_that_of_the_page() -> None:
    english = report("# Visits\n")._replace(language=ENGLISH)
    assert '<html lang="en">' in outputs.report_text(english, "html")
