"""The work report that the sample's template writes is the published one, and every figure comes from a register.

source: 서울특별시장비서실 주요업무보고, 2023. 5.
"""

import re
from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from sqlalchemy import text as sql
from sqlmodel import Session

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.core import i18n
from secretariat_tui.core.dates import weekday
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.blocks import Block
from secretariat_tui.reporting.report import Report, write_report
from secretariat_tui.reporting.sources import ReportData, named_sheets
from secretariat_tui.reporting.templates import library
from secretariat_tui.tables.table import Period, head_lines
from secretariat_tui.tui.keys.area import audit_tables

SOURCE = Path(__file__).parent / "reporting" / "work-report-2023-05.txt"
TEMPLATE = "주요업무보고"
FIRST, LAST = date(2022, 7, 1), date(2023, 4, 30)
PERIOD = Period(date(2023, 4, 19), FIRST, LAST)
NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?")
MARKS = re.compile(r"^(?:[□○●ㅇ·▶*※-]\s+)+")


class Difference(NamedTuple):
    """Lines of the source that the report prints otherwise, and why."""

    lines: tuple[int, ...]
    printed: tuple[str, ...]
    reason: str


def _same(*numbers: int, reason: str, change: tuple[str, str]) -> Difference:
    """Return the exception for lines that differ in a part."""
    lines = SOURCE.read_text(encoding="utf-8").split("\n")
    printed = tuple(plain(lines[number - 1]).replace(*change) for number in numbers)
    return Difference(numbers, printed, reason)


def plain(line: str) -> str:
    """Return a line without the marks before it, emphasis and repeated blanks."""
    return " ".join(MARKS.sub("", line.replace("**", "").strip()).split())


PAGE = "the page numbers of the contents are those of the printed document"
PICTURE = "the caption of a picture"
READING = "a misreading of the scanned source, corrected in the register"
WRAPPED = "one line of the source wraps on the page"
DIFFERENCES = (
    Difference((13,), (), PAGE),
    Difference((17,), (), PAGE),
    _same(51, reason=PAGE, change=(" 5", "")),
    Difference(
        (53,),
        ("② 對 정부 정책협의 및 지자체 교류협력 강화",),
        f"{PAGE}; the title is that of the task, which the contents misprint",
    ),
    _same(55, reason=PAGE, change=(" 9", "")),
    _same(57, reason=PAGE, change=(" 11", "")),
    _same(59, reason=PAGE, change=(" 13", "")),
    Difference(
        (129, 131), ("2 對 정부 정책협의 및 지자체 교류협력 강화",), "the number is above the title"
    ),
    _same(152, reason=READING, change=("강통", "깡통")),
    _same(158, reason=READING, change=("부응", "부흥")),
    Difference(
        (170, 171),
        (
            (
                "협약 주요내용 : 고향사랑기부제 활성화 추진, 서울-제주 간 관광·농특산물 교류 확대, "
                "미래모빌리티 UAM 사업 추진협력, 문화·체육·교육분야 교류협력 등"
            ),
        ),
        WRAPPED,
    ),
    Difference(
        (177, 178),
        (
            (
                "협약 주요내용 : 고향사랑기부제 활성화 추진, 도시 디자인정책 교류, "
                "폐기물·신재생에너지분야 공동협력 등"
            ),
        ),
        WRAPPED,
    ),
    *(Difference((number,), (), PICTURE) for number in (223, 227, 231, 235, 380)),
    Difference(
        (245,),
        ("현실 융합공간 : 청소년 멘토링 가상상담실, 120민원 채팅상담, 민원서류 발급 등",),
        READING,
    ),
    _same(
        296,
        reason="the table names the survey as its register does",
        change=("선호도 (", "직원 선호도 조사 ("),
    ),
    _same(
        370, reason="the apostrophe before the year is lost in the scan", change=("(* 24", "('24")
    ),
    _same(
        376, reason="the apostrophe before the year is lost in the scan", change=("(* 23", "('23")
    ),
)


def expected() -> list[str]:
    """Return the lines of the source, with the exceptions as the report prints them."""
    replaced = {each.lines[0]: each.printed for each in DIFFERENCES}
    dropped = {number for each in DIFFERENCES for number in each.lines}
    lines: list[str] = []
    for number, line in enumerate(SOURCE.read_text(encoding="utf-8").split("\n"), start=1):
        if number in replaced:
            lines += replaced[number]
        elif number not in dropped and plain(line):
            lines.append(plain(line))
    return lines


def written(
    reader: Reader, name: str = TEMPLATE, period: Period = PERIOD, folder: Path = Path("/nowhere")
) -> Report:
    """Return a report from one of the templates."""
    template = library.read(library.find(folder, name))
    return write_report(
        template, ReportData(reader, named_sheets(AREAS), audit_tables(AREAS), period)
    )


def printed(report: Report) -> list[str]:
    """Return the lines of a report that are not empty, without their marks; those of tables too."""
    with i18n.language_set(report.language):
        return [line for block in report.blocks for line in _lines(block) if line]


def _lines(block: Block) -> Iterator[str]:
    if block.table is None:
        yield plain(f"{block.mark} {block.text}")
        return
    for head in head_lines(block.table.table.columns):
        yield plain(" ".join(cell.title for cell in head))
    for row in block.table.rows:
        yield plain(" ".join(block.table.table.texts(row)))


def test_the_report_is_the_published_one_line_by_line(office: Path) -> None:
    with closing(Reader(office)) as reader:
        lines = printed(written(reader))
    assert lines == expected()


def test_every_number_of_the_source_is_in_its_line(office: Path) -> None:
    with closing(Reader(office)) as reader:
        lines = printed(written(reader))
    numbers = [NUMBER.findall(line) for line in expected()]
    assert [NUMBER.findall(line) for line in lines] == numbers
    assert sum(map(len, numbers)) > 300


def test_weekdays_are_those_of_their_days(office: Path) -> None:
    with closing(Reader(office)) as reader:
        text = "\n".join(printed(written(reader)))
    days = re.findall(r"'(\d\d)\. (\d+)\. (\d+)\.\((.)\)", text)
    assert len(days) == 13
    for year, month, day, name in days:
        assert weekday(date(2000 + int(year), int(month), int(day))) == name


def test_rates_are_cut_off_and_not_rounded(office: Path) -> None:
    with closing(Reader(office)) as reader:
        text = "\n".join(printed(written(reader)))
    assert f"{65_351 / 277_200:.1%}" == "23.6%"
    assert "65,351 (23.5%)" in text
    assert re.findall(r"\((\d+\.\d)%\)", text) == ["25.0", "23.5", "30.2"]


def test_no_figure_is_typed_into_the_template(office: Path) -> None:
    with closing(Reader(office)) as reader:
        report = written(reader)
    typed = [
        report.blocks[place].text
        for place, number in report.typed_numbers()
        if NUMBER.search(number)  # a number in a circle is a bullet
    ]
    assert typed == [
        "1 주요 기능",
        "2 인력 현황 (기준 / 단위 : '23.4.19. / 명)",
        "3 예산 집행현황 (기준 / 단위 : '23.4.19. / 천원)",
    ]


def test_another_disaster_visit_changes_the_number_of_its_line_only(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        before = printed(written(file.reader))
        visit = EventDraft(
            "가평 수해 현장",
            date(2023, 4, 5),
            kind="field_visit",
            category="재난·안전",
            status="done",
        )
        schedule.add(file, visit)
        after = printed(written(file.reader))
    changed = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
    assert changed == [
        (
            "사고 예방 및 신속한 위기 대응을 위한 재난·안전 현장 방문(총 22회)",
            "사고 예방 및 신속한 위기 대응을 위한 재난·안전 현장 방문(총 23회)",
        )
    ]


PRINTED_COLUMNS = {
    "account": "name",
    "agreement": "place",
    "appropriation": "won",
    "campaign": "title",
    "campaignaction": "text",
    "campaigncount": "amount",
    "event": "starts_on",
    "eventline": "text",
    "manual": "name",
    "note": "text",
    "officefunction": "title",
    "opening": "executed",
    "outsideposts": "posts",
    "participant": "name",
    "programme": "benefit",
    "quota": "amount",
    "round": "process",
    "roundresult": "count",
    "section": "title",
    "staffgrade": "present",
    "survey": "respondents",
    "surveyitem": "count",
    "tally": "opening",
    "tallypart": "opening",
    "task": "text",
}
"""A column that the report prints for each register of the sample."""
NOT_PRINTED = {
    "업무협약(우호교류협약)": "the source prints no number of agreements",
    "임산부 배려공간 설치기관": "the source prints the quota of the programme, and the names in its milestone",
    "보류": "the source prints what was decided from the tally of the round; this is its result",
    "제외": "the source prints what was decided from the tally of the round; this is its result",
}
"""Records of these names are in no line of the source."""


def _changed(value: Any) -> Any:
    """Return another value of the same kind."""
    if isinstance(value, int):
        return value + 1_000_000 if value >= 1_000_000 else value + 1
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return (date.fromisoformat(value) - timedelta(1)).isoformat()
    return f"{value}가"


def _name_of(session: Session, table: str, row: int) -> str:
    """Return the name of a row or of the tally that it is a part of."""
    owner = {
        "tallypart": "SELECT title FROM tally WHERE id = (SELECT tally_id FROM tallypart WHERE id = :id)"
    }
    own = {
        "tally": "SELECT title FROM tally WHERE id = :id",
        "roundresult": "SELECT label FROM roundresult WHERE id = :id",
    }
    query = owner.get(table) or own.get(table)
    return str(session.execute(sql(query), {"id": row}).scalar()) if query else ""


def _rows(file: OfficeFile, table: str) -> list[int]:
    return [row[0] for row in file.reader.tuples(f"SELECT id FROM {table} ORDER BY id")]


def _check_changes(file: OfficeFile, table: str, rows: list[int]) -> int:
    """Change one row after the other, and take each change back; return how many the report shows."""
    column, before, found = PRINTED_COLUMNS[table], expected(), 0
    for row in rows:
        with file.edit("고침") as session:
            name = _name_of(session, table, row)
            value = session.execute(
                sql(f"SELECT {column} FROM {table} WHERE id = :id"), {"id": row}
            )
            session.execute(
                sql(f"UPDATE {table} SET {column} = :value WHERE id = :id"),
                {"id": row, "value": _changed(value.scalar())},
            )
        same = printed(written(file.reader)) == before
        assert same is (name in NOT_PRINTED), f"{table} {row} {name}"
        found += not same
        file.undo()
    assert printed(written(file.reader)) == before
    return found


@pytest.mark.parametrize("table", sorted(PRINTED_COLUMNS))
def test_a_changed_record_changes_the_report(office: Path, table: str) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        assert _check_changes(file, table, _rows(file, table)[:1]) == 1


@pytest.mark.slow
def test_every_changed_record_changes_the_report(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관")) as file:
        found = sum(_check_changes(file, table, _rows(file, table)) for table in PRINTED_COLUMNS)
    assert found > 190


SHIPPED = [each.name for each in library.templates(Path("/nowhere"))]
EMPTY_TEXTS = {
    "간부회의자료": ("기록된 일정이 없습니다.", "기한이 있는 할 일이 없습니다."),
    "언론활동": ("모두 0회", "이 기간에 한 인터뷰가 없습니다."),
    "예산현황": ("등록된 과목이 없습니다.", "이 기간에 적은 집행이 없습니다."),
    "월간현장방문": (
        "방문 실적 : 모두 0회",
        "이 기간에 마친 방문이 없습니다.",
        "잡힌 방문이 없습니다.",
    ),
    "일일일정": ("일정이 없습니다.", "이날이 기한인 할 일이 없습니다."),
    "제안결과": ("등록된 회차가 없습니다.", "실시할 제안이 없습니다."),
    "주간공개일정": ("공개할 일정이 없습니다.",),
    "주간일정": ("일정이 없습니다.",),
    "주요업무보고": ("등록된 과제가 없습니다.",),
    "행사브리핑": ("브리핑할 일정이 없습니다.",),
    "협약현황": ("유효한 협약 : 0건", "유효한 협약이 없습니다."),
}
FILLED_TEXTS = {
    "간부회의자료": (
        "2023년 4월 19일 수요일, 7월 1일부터 4월 30일까지",
        "업무추진비 25% 집행, 267,683천원 남음",
    ),
    "언론활동": (
        "모두 11회",
        "신문 3회 : 조선일보·매일경제·백세시대",
        "1.1.(일) MBN : 시정 운영방향 및 주요정책 소개",
    ),
    "예산현황": (
        "전체 : 예산액 357,200천원 가운데 89,517천원 집행(25.0%), 잔액 267,683천원",
        "시책추진업무추진비 : 30.2% 집행, 잔액 55,834천원",
    ),
    "월간현장방문": (
        "방문 실적 : 모두 5회",
        "인왕산 산불 현장방문·지휘(4.2.(일), 종로구 인왕산 6부 능선)",
    ),
    "제안결과": ("폐지 42건, 보류 25건, 제외 25건, 그 밖 20건", "실시할 제안 : 8건"),
    "일일일정": ("(2022. 7. 1.(금) ~ 2023. 4. 30.(일))", "합계 18건"),
    "주간공개일정": ("시장 참석, ○ 기타",),
    "주간일정": ("합계 18건",),
    "주요업무보고": ("시장 발표 기자설명회(간담회) : 6회",),
    "행사브리핑": ("제16회 국무회의", "요청사항 : 중개업소 불법행위"),
    "협약현황": ("업무협약 4건 : 경상북도, 제주특별자치도, 세종특별자치시, 대전광역시",),
}


def test_these_templates_are_shipped() -> None:
    assert sorted(SHIPPED) == sorted(EMPTY_TEXTS)
    assert all(library.describe(each) for each in library.templates(Path("/nowhere")))


@pytest.mark.parametrize("name", sorted(EMPTY_TEXTS))
@pytest.mark.parametrize("period", [PERIOD, Period(PERIOD.as_of)], ids=["period", "day"])
def test_a_shipped_template_fills_on_an_empty_office(path: Path, name: str, period: Period) -> None:
    with closing(Reader(path)) as reader:
        lines = printed(written(reader, name, period))
    assert [text for text in EMPTY_TEXTS[name] if text not in "\n".join(lines)] == []
    assert not [line for line in lines if "None" in line or "{" in line]


@pytest.mark.parametrize("name", sorted(FILLED_TEXTS))
def test_a_shipped_template_fills_on_the_sample(office: Path, name: str) -> None:
    with closing(Reader(office)) as reader:
        lines = printed(written(reader, name))
    assert [text for text in FILLED_TEXTS[name] if text not in "\n".join(lines)] == []
    assert not [line for line in lines if "None" in line or "{" in line]


@pytest.mark.parametrize("name", sorted(FILLED_TEXTS))
def test_a_report_does_not_depend_on_the_language_of_the_interface(office: Path, name: str) -> None:
    with closing(Reader(office)) as reader:
        korean = printed(written(reader, name))
        i18n.set_language(i18n.ENGLISH)
        assert printed(written(reader, name)) == korean


@pytest.mark.parametrize("name", sorted({*FILLED_TEXTS} - {TEMPLATE}))
def test_a_template_for_any_office_names_none(name: str) -> None:
    text = library.read(library.find(Path("/nowhere"), name))
    assert not [word for word in ("서울", "자치구", "시장비서실", "민선", "시청") if word in text]


DAYS_LATER = timedelta(1500)
_DIGITS = str.maketrans("0123456789", "5234567891")
_KEPT_COLUMNS = {"id", "rev", "pos", "precision", "item_no", "number", "action", "yearly", "size"}
_FIXED = {("manual", "count", 1), ("programme", "rate", 100)}
"""Values that have no other one: a manual of its own is one, all of an amount is 100 per cent."""
_YEARS = {"fy", "year"}
_REPLACED_TABLES = {
    *PRINTED_COLUMNS,
    *("tallycondition", "staffing"),
}


def _replaced(column: str, value: Any) -> Any:
    """Return another figure for each one in a value: days and years later, other digits in numbers and texts."""
    if column == "posts":
        return value.rpartition(", ")[0]
    return _replaced_number(column, value) if isinstance(value, int) else _replaced_text(value)


def _replaced_number(column: str, value: int) -> int:
    if column in _YEARS:
        return value + 4
    if column == "opening" and value == 0:
        return 1
    return int("".join(each if each == "0" else each.translate(_DIGITS) for each in str(value)))


def _replaced_text(value: str) -> str:
    if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        return (date.fromisoformat(value) + DAYS_LATER).isoformat()
    if re.fullmatch(r"\d{4}-\d\d", value):
        return (date.fromisoformat(f"{value}-01") + DAYS_LATER).isoformat()[:7]
    if match := re.fullmatch(r"(\d\d):(\d\d)", value):
        return f"{(int(match[1]) + 1) % 24:02}:{(int(match[2]) + 7) % 60:02}"
    return value.translate(_DIGITS)


def _replace_figures(session: Session, table: str) -> None:
    rows = session.execute(sql(f"SELECT * FROM {table}")).mappings().all()
    for row in rows:
        found = {
            column: value
            for column, value in row.items()
            if column not in _KEPT_COLUMNS
            and not column.endswith("_id")
            and isinstance(value, int | str)
            and (column == "posts" or any(char.isdecimal() for char in str(value)))
            and (table, column, value) not in _FIXED
        }
        if found:
            columns = ", ".join(f"{column} = :{column}" for column in found)
            values = {column: _replaced(column, value) for column, value in found.items()}
            session.execute(
                sql(f"UPDATE {table} SET {columns} WHERE id = :row"), values | {"row": row["id"]}
            )


def test_none_of_the_old_figures_is_left_when_all_are_replaced(office: Path) -> None:
    later = Period(PERIOD.as_of + DAYS_LATER, FIRST + DAYS_LATER, LAST + DAYS_LATER)
    with closing(OfficeFile(office, "김주무관")) as file:
        before = written(file.reader)
        with file.edit("모든 수를 바꿈") as session:
            for table in sorted(_REPLACED_TABLES):
                _replace_figures(session, table)
        after = written(file.reader, period=later)
    lines = list(zip(printed(before), printed(after), strict=True))
    same = [
        (one, number)
        for one, other in lines
        for number, new in zip(NUMBER.findall(one), NUMBER.findall(other), strict=True)
        if number == new
    ]
    headings = [plain(block.text) for block in before.blocks if block.kind == "heading"]
    assert [line for line, number in same if line not in headings] == []
    assert [int(number) for _line, number in same] == [1, 2, 3, 1, 2, 3, 4, 5]
