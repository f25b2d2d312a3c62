"""What templates do with rows and their parts, on the sample office, and the filters that they need."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.core.errors import UserError
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.figures import FigureSource
from secretariat_tui.reporting.report import Report, write_report
from secretariat_tui.reporting.sources import ReportData, named_sheets
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables

MARCH = Period(date(2023, 4, 19), date(2023, 3, 1), date(2023, 3, 31))
PERIOD = Period(date(2023, 4, 19), date(2022, 7, 1), date(2023, 4, 30))


@pytest.fixture
def reader(office: Path) -> Iterator[Reader]:
    with closing(Reader(office)) as opened:
        yield opened


def filled(reader: Reader, template: str, period: Period = PERIOD) -> Report:
    data = ReportData(reader, named_sheets(AREAS), audit_tables(AREAS), period)
    return write_report(template, data)


def text(reader: Reader, template: str, period: Period = PERIOD) -> str:
    return "\n".join(block.text for block in filled(reader, template, period).blocks)


TALLY = '실적["재난·안전 현장 방문"]'
BRIEFINGS = '실적["시장 발표 기자설명회(간담회)"]'
PRINTED = [
    (
        f"{{{{ {TALLY}.센기록.값들('제목')|이음 }}}}",
        "시민안전 시·자치구 구청장 회의, 인왕산 산불 현장방문·지휘",
    ),
    (f"{{{{ {BRIEFINGS}.나눔['도시·주택'].계 }}}}", "3"),
    (f"{{{{ {BRIEFINGS}.센기록.고른(분야='일반 행정').건수('회') }}}}", "1회"),
    ("{{ 실적['제16회 국무회의 상정안건'].센기록.건수('건') }}", "0건"),
    ("{{ '없는 실적' in 실적 }} {{ '국무회의 참석' in 실적 }}", "False True"),
    ("{{ 인력.기준줄 }}", "(기준 / 단위 : '23.4.19. / 명)"),
    ("{{ 예산.기준줄 }}", "(기준 / 단위 : '23.4.19. / 천원)"),
    ("{{ 사업.모은('할일').값들('내용')|length }}", "1"),
    ("{{ 사업.전체.모은('할일').값들('내용')|length }}", "5"),
    (
        "{% for 날, 것들 in 협약.나눈('체결') %}{{ 날|날짜('m.d.') }} {{ 것들.값들('이름')|묶음 }};{% endfor %}",
        (
            "1.18. 서울시-경상북도 교류강화 업무협약;2.3. 서울시-제주특별자치도 교류강화 업무협약;"
            "4.10. 서울시-세종특별자치시, 서울시-대전광역시 교류강화 업무협약;"
        ),
    ),
    (
        (
            "{% macro 칸(행사) %}{{ 행사.매체 }}{% endmacro %}"
            "{% for 행사 in 일정.고른(매체종류='신문') %}{{ 칸(행사) }} {% endfor %}"
        ),
        "조선일보 매일경제 백세시대",
    ),
    ("{% if 일정 %}{% set 것들 = 일정 %}{% endif %}{{ 것들.건수() }}", "18"),
    (
        "{% set 과제 = 주요업무과제['임산부 지원 강화'] %}{{ (과제.할일 + 사업.전체.모은('할일')).건수() }}",
        "6",
    ),
    ("{{ 끝|며칠뒤(1)|날짜('yyyy. m.') }}", "2023. 5."),
    ("민선{{ 시작|민선 }}기", "민선8기"),
    ("번호 {{ 3|동그라미 }} {{ 21|동그라미 }}", "번호 ③ (21)"),
    ("{{ 2023|연도 }}", "'23년"),
    ("{{ 설문결과표.아랫글[0] }}", "전체 항목 복수응답 가능"),
]


@pytest.mark.parametrize(("template", "expected"), PRINTED)
def test_templates_print_rows_parts_and_groups(
    reader: Reader, template: str, expected: str
) -> None:
    assert text(reader, template).strip() == expected


def test_rows_of_all_days_are_there_whatever_the_period(reader: Reader) -> None:
    assert text(reader, "{{ 일정.건수() }} {{ 일정.전체.건수() }}", MARCH) == "3 18"
    assert text(reader, "{{ 사업.건수() }} {{ 사업.전체.건수() }}", MARCH) == "0 9"


def test_a_month_is_printed_to_its_precision_in_every_style(reader: Reader) -> None:
    tasks = "{{% for 일 in 주요업무과제['난임부부 지원'].할일 %}}{{{{ 일.기한|날짜({style}) }}}} {{% endfor %}}"
    assert text(reader, tasks.format(style='"\'yy.m.d."')) == (
        "'23.3.9. '23. 6월 '23. 9월 '24. 1월"
    )
    assert text(reader, tasks.format(style="'m월'")) == "3월 6월 9월 1월"


def test_a_figure_in_a_macro_knows_its_record(reader: Reader) -> None:
    template = "{% macro 수(하나) %}총 {{ 하나.계 }}{% endmacro %}{{ 수(실적['국무회의 참석']) }}\n"
    report = filled(reader, template)
    assert [block.text for block in report.blocks] == ["총 12회"]
    (figure,) = report.figures
    assert figure.text == "12회"
    assert figure.sources == (FigureSource("report/tallies", (3,), "total"),)


def test_joined_values_know_their_records(reader: Reader) -> None:
    report = filled(reader, "{{ 협약.값들('시각')|이음 }}")
    assert [each.text for each in report.figures] == ["10:00, 13:50, 11:00, 14:00"]
    assert report.figures[0].sources == (
        FigureSource("agreements/register", (1, 2, 3, 4), "signed_at"),
    )


def test_a_table_is_printed_without_the_lines_above_and_below_it(reader: Reader) -> None:
    (table,) = (block.table for block in filled(reader, '{{ 표("staff/survey") }}').blocks)
    assert table is not None
    assert (table.basis, table.notes) == ("", ())
    assert table.table.texts(table.rows[0])[:3] == [
        "직원 선호도 조사 (608명)",
        "27% (302명)",
        "13% (150명)",
    ]


def test_a_table_is_printed_for_days_of_its_own(reader: Reader) -> None:
    march = '{{ 표("schedule/events", "제목", 끝=시작|며칠뒤(6)) }}'
    (table,) = (block.table for block in filled(reader, march, MARCH).blocks)
    assert table is not None
    assert [table.table.texts(row) for row in table.rows] == [["매일경제 인터뷰"]]


@pytest.mark.parametrize(
    ("option", "error"),
    [
        ("frist=시작", "모르는 이름입니다. frist (1째 줄) 혹시 first인가요?"),
        ("first='3월'", "날짜가 아닙니다. first=3월 (1째 줄)"),
    ],
)
def test_an_option_that_a_table_does_not_have_is_named(
    reader: Reader, option: str, error: str
) -> None:
    with pytest.raises(UserError) as raised:
        text(reader, f"{{{{ 표('schedule/events', {option}) }}}}")
    assert f"{raised.value}" == error


@pytest.mark.parametrize(
    "template",
    [
        "{{ 사업.모은('할일').고른(상태='완료').건수() }}",
        "{{ 실적.고른(제목='없음').모은('나눔').고른(이름='신문').건수() }}",
        "{{ 실적.고른(제목='없음').모은('센기록').건수() }}",
    ],
)
def test_no_records_have_no_parts(reader: Reader, template: str) -> None:
    december = Period(date(2021, 12, 31), date(2021, 12, 1), date(2021, 12, 31))
    assert text(reader, template.replace("제목", "실적"), december).strip() == "0"


@pytest.mark.parametrize("template", ["{{ 일정 + 협약 }}", "{{ 실적.모은('센기록').건수() }}"])
def test_records_of_several_tables_are_not_put_together(reader: Reader, template: str) -> None:
    with pytest.raises(UserError, match="서로 다른 표의 기록은 한데 모을 수 없습니다"):
        text(reader, template)


def test_a_chosen_row_of_a_calculated_table_is_its_own_source(reader: Reader) -> None:
    report = filled(reader, "{{ 제안처리현황.고른(상태='계').첫째().계 }}")
    assert report.figures[0].text == "42"
    assert report.figures[0].sources == (FigureSource("proposals/summary", ("total",), "total"),)


def test_a_long_row_of_digits_is_no_number_to_warn_of(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        draft = EventDraft("면담", date(2023, 4, 5), note="7" * 5000)
        schedule.add(file, draft)
        report = filled(file.reader, "{{ 일정.고른(제목='면담').첫째().note }}")
    assert [each.text for each in report.figures] == ["7" * 5000]
    assert report.warnings == []


def test_a_name_that_no_part_has_is_named(reader: Reader) -> None:
    with pytest.raises(UserError, match="도시·주택") as raised:
        text(reader, f"{{{{ {BRIEFINGS}.나눔['도시 주택'].계 }}}}")
    assert "도시·주택" in f"{raised.value}"
