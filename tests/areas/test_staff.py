"""Staff, functions, manuals and surveys in real files: stored, undone, found, printed."""

from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.staff import queries, store, survey_tables, tables
from secretariat_tui.areas.staff.model import (
    FunctionDraft,
    GradeDraft,
    ManualDraft,
    OutsideDraft,
    StaffingDraft,
    SurveyDraft,
    SurveyItemDraft,
)
from secretariat_tui.cli import main
from secretariat_tui.core.errors import EditConflictError, ValidationError
from secretariat_tui.database.audit import retention
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search.find import START, search_all
from secretariat_tui.tables.search_kinds import search_results
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables, delete_functions
from tests.areas.test_staff_rules import SHOWN
from tests.database.states import ask, assert_sound

DAY = date(2023, 4, 19)
STAFFING = StaffingDraft(
    DAY,
    "보고서",
    grades=(GradeDraft("일반직", "5급", 2, 2), GradeDraft("별정직", "5급상당", 18, 13)),
    outside=(OutsideDraft("전문임기제", "정책특보, 문화수석", "행정안전부와 협의된"),),
)
SURVEY = SurveyDraft("직원 선호도 조사", 608, multiple=True, base="ticks", items=SHOWN)


def _open(path: Path) -> OfficeFile:
    return OfficeFile(path, "김주무관", sources=index_sources)


def found(file: OfficeFile, word: str) -> list[str]:
    """Return the titles of the records that the search over all areas finds."""
    kinds = {each.kind: each for each in tables.SEARCH_KINDS}
    hits = search_all(file.reader, word, START, 100, 10).hits
    return [each.title for each in search_results(file.reader, kinds, hits)]


def _printed(capsys: pytest.CaptureFixture[str], path: Path, *words: str) -> str:
    assert main.main(["show", *words, "--file", str(path)]) == 0
    return capsys.readouterr().out


def test_the_source_table_to_the_character(
    office: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    words = ("staff", "--as-of", "2023-04-19")
    cells = [
        line.split("\t")
        for line in _printed(capsys, office, *words, "--format", "tsv").splitlines()
    ]
    general = ["소계", "2급", "3급", "5급", "6급", "7급", "8·9급"]
    special = ["소계", "4급상당", "5급상당", "6급상당", "7~9급상당"]
    head = ["구분", "총계", *(f"일반직 {g}" for g in general), *(f"별정직 {g}" for g in special)]
    assert cells == [
        head,
        ["정원", *["34", "9", "-", "1", "2", "3", "2", "1", "25", "3", "18", "4", "-"]],
        ["현원", *["32", "11", "1", "-", "2", "2", "6", "-", "21", "3", "13", "2", "3"]],
    ]
    text = _printed(capsys, office, *words).splitlines()
    assert text[0] == "인력 현황  (기준 / 단위 : '23.4.19. / 명)"
    assert text[1].split() == ["일반직", "별정직"]
    assert text[2].split() == ["구분", "총계", *general, *special]
    assert text[-1] == (
        "※ 행정안전부와 협의된 전문임기제 8명(민생소통특보, 정책특보, 정무특보, 미디어콘텐츠수석,"
        " 마케팅전략수석, 비전전략수석, 디지털수석, 문화수석) 별도"
    )
    html = _printed(capsys, office, *words, "--format", "html")
    assert (
        '<tr><th rowspan="2">구분</th><th rowspan="2">총계</th>'
        '<th colspan="7">일반직</th><th colspan="5">별정직</th></tr>' in html
    )
    path = tmp_path / "staff.xlsx"
    assert main.main(["export", *words, "-o", str(path), "--file", str(office)]) == 0
    page = load_workbook(path).active
    assert page is not None
    assert {str(each) for each in page.merged_cells.ranges} == {"A1:A2", "B1:B2", "C1:I1", "J1:N1"}
    assert [cell.value for cell in page[4]] == ["현원", 32, 11, 1, 0, 2, 2, 6, 0, 21, 3, 13, 2, 3]


def test_the_latest_snapshot_on_the_day_or_before_it(
    path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(_open(path)) as file:
        store.add_staffing(file, STAFFING)
        later = (GradeDraft("정무직", "차관급", 1, 1),)
        store.add_staffing(file, StaffingDraft(date(2023, 7, 1), grades=later))
    assert "'23.4.19." in _printed(capsys, path, "staff", "--as-of", "2023-06-30")
    text = _printed(capsys, path, "staff", "--as-of", "2023-07-01")
    assert "정무직" in text
    assert "일반직" not in text
    text = _printed(capsys, path, "staff", "--as-of", "2023-04-18")
    assert "내용이 없습니다." in text
    assert "※ '23.4.18.이나 그 앞의 인력 현황이 없습니다." in text
    columns = ("--as-of", "2023-06-30", "--columns", "구분,별정직 소계", "--format", "csv")
    assert _printed(capsys, path, "staff", *columns) == "구분,별정직 소계\n정원,18\n현원,13\n"
    assert main.main(["show", "staff", "--columns", "3급", "--file", str(path)]) == 2
    assert "모르는 열입니다. (3급)" in capsys.readouterr().err


def test_functions_manuals_and_the_survey_of_the_source(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _printed(capsys, office, "staff/functions", "--format", "csv").splitlines()
    assert text[1] == (
        "1,차질 없는 공약사업 추진 및 시정 성과 극대화를 위한 정책 지원,시장 공약사업 등 시정 핵심과제 수립 및 추진 지원"
    )
    assert text[2].endswith(
        " 수립·추진 / ‘약자와의 동행’ 등 주요시정 이해도 제고 및 성과 홍보를 위한 메시지 지원"
    )
    assert len(text) == 4
    assert _printed(capsys, office, "staff/manuals", "--format", "csv").splitlines()[1:] == [
        "기존 매뉴얼 모음,,기존 매뉴얼,유형별·기능별,112,완료,,산발적으로 흩어져 있던 기존 매뉴얼(112개)을 유형별·기능별 한곳에 정리",
        "통용 매뉴얼,1,행사,,1,완료,,행사 유형별 절차 및 우수사례(19건) 제시",
        '통용 매뉴얼,2,일반용역,,1,예정,\'23.5.,"직원 선호도 조사 결과(1위) 반영, 5월 중 제작·배포"',
    ]
    text = _printed(capsys, office, "staff/surveys", "--format", "md").splitlines()
    rows = [line.strip("| ").split(" | ")[1:] for line in text if line.startswith("| 직원 선호도")]
    base = "모든 응답 수(미기재)"
    assert rows == [
        ["일반용역", "302", "27%", base],
        ["기획보고서", "150", "13%", base],
        ["심사회의", "138", "12%", base],
        ["예산사업설명서", "108", "10%", base],
        ["자문회의", "81", "7%", base],
        ["검토보고서", "77", "7%", base],
    ]
    remark = "응답자 608명으로 다시 계산할 수 없습니다 (적힌 응답 856, 비율의 합 76%)."
    assert any(remark in line for line in text)
    assert any("전체 항목 복수응답 가능" in line for line in text)


def test_grades_are_printed_with_what_is_missing(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = _printed(capsys, office, "staff/grades", "--as-of", "2023-04-19").splitlines()
    rows = [line.split() for line in text]
    assert ["일반직", "7급", "2", "6", "+4"] in rows
    assert ["별정직", "5급상당", "18", "13", "-5"] in rows
    assert ["일반직", "5급", "2", "2", "-"] in rows
    assert [line for line in text if line.startswith("※")] == [
        "※ 현원이 정원보다 2명 많습니다: 일반직 소계",
        "※ 현원이 정원보다 1명 많습니다: 일반직 2급",
        "※ 현원이 정원보다 4명 많습니다: 일반직 7급",
        "※ 현원이 정원보다 3명 많습니다: 별정직 7~9급상당",
    ]


def test_one_snapshot_a_day(path: Path) -> None:
    with closing(_open(path)) as file:
        first = store.add_staffing(file, STAFFING)
        with pytest.raises(ValidationError) as caught:
            store.add_staffing(file, STAFFING)
        assert caught.value.errors == (("as_of", "그날의 인력 현황이 이미 있습니다: '23.4.19."),)
        store.change_staffing(file, first, 1, STAFFING._replace(source="고친 보고서"))
        later = store.add_staffing(file, STAFFING._replace(as_of=date(2023, 5, 1)))
        with pytest.raises(ValidationError):
            store.change_staffing(file, later, 1, STAFFING)
        assert [each.as_of for each in queries.staffings(file.reader)] == [date(2023, 5, 1), DAY]
    assert_sound(path)


def test_a_snapshot_is_changed_deleted_and_brought_back(path: Path) -> None:
    changed = STAFFING._replace(
        grades=(*STAFFING.grades[::-1], GradeDraft("별정직", "6급상당", 4, 2)), outside=()
    )
    with closing(_open(path)) as file:
        number = store.add_staffing(file, STAFFING)
        store.change_staffing(file, number, 1, changed)
        stored = queries.staffing(file.reader, number)
        assert stored
        assert stored.draft == changed
        assert stored.rev == 2
        with pytest.raises(EditConflictError):
            store.change_staffing(file, number, 1, STAFFING)
        store.delete_staffing(file, number, 2)
        assert queries.staffing(file.reader, number) is None
        assert ask(path, "SELECT count(*) FROM staffgrade") == [(0,)]
        assert file.undo() == "인력 현황 지움: '23.4.19."
        assert file.undo() == "인력 현황 고침: '23.4.19."
        stored = queries.staffing(file.reader, number)
        assert stored
        assert stored.draft == STAFFING
    assert_sound(path)


def test_functions_manuals_and_surveys_are_changed_deleted_and_brought_back(path: Path) -> None:
    function, manual = (
        FunctionDraft("소통·협력", 1, "중앙정부\n해외정부"),
        ManualDraft("행사", issue=1),
    )
    with closing(_open(path)) as file:
        first = store.FUNCTIONS.add(file, function)
        second = store.MANUALS.add(file, manual)
        third = store.SURVEYS.add(file, SURVEY)
        store.FUNCTIONS.change(file, first, 1, function._replace(place=2))
        store.MANUALS.change(file, second, 1, manual._replace(state="done"))
        store.SURVEYS.change(file, third, 1, SURVEY._replace(items=SHOWN[:2]))
        stored = queries.survey(file.reader, third)
        assert stored
        assert stored.draft.items == SHOWN[:2]
        store.FUNCTIONS.delete(file, first)
        store.MANUALS.delete(file, second)
        store.SURVEYS.delete(file, third)
        assert queries.functions(file.reader) == []
        assert queries.manuals(file.reader) == []
        assert queries.surveys(file.reader) == []
        labels = [file.undo() for _undo in range(6)]
        assert labels[:3] == [
            "설문 지움: 직원 선호도 조사",
            "업무매뉴얼 지움: 행사",
            "기능 지움: 소통·협력",
        ]
        drafts = (
            queries.function(file.reader, first),
            queries.manual(file.reader, second),
            queries.survey(file.reader, third),
        )
        assert [each.draft for each in drafts if each] == [function, manual, SURVEY]
    assert_sound(path)


def test_every_text_finds_its_record(path: Path) -> None:
    with closing(_open(path)) as file:
        store.add_staffing(file, STAFFING)
        store.FUNCTIONS.add(file, FunctionDraft("소통·협력", 1, "해외정부와 협력"))
        store.MANUALS.add(file, ManualDraft("행사", issue=1, text="절차와 사례"))
        store.SURVEYS.add(file, SURVEY)
        file.update_index()
        assert found(file, "문화수석") == ["인력 현황 '23.4.19."]
        assert found(file, "5급상당") == ["인력 현황 '23.4.19."]
        assert found(file, "해외정부") == ["소통·협력"]
        assert found(file, "사례") == ["행사"]
        assert found(file, "심사회의") == ["직원 선호도 조사"]


def test_only_a_snapshot_with_a_later_one_expires(path: Path) -> None:
    with closing(_open(path)) as file:
        old = store.add_staffing(file, STAFFING._replace(as_of=date(2001, 1, 1)))
        store.add_staffing(file, STAFFING._replace(as_of=date(2002, 1, 1)))
        survey = store.SURVEYS.add(file, SURVEY._replace(held_on=date(2010, 1, 1)))
        store.SURVEYS.add(file, SURVEY)
        kinds = audit_tables(AREAS)
        doomed = retention.expired_records(
            file.reader, kinds, {"staffing": 10, "survey": 5}, date(2023, 4, 19)
        )
        assert {(each.table, each.row) for each in doomed} == {
            ("staffing", old),
            ("survey", survey),
        }
        assert retention.destroy(file, kinds, delete_functions(AREAS), doomed) is None
        assert [each.as_of.year for each in queries.staffings(file.reader)] == [2002]
    assert_sound(path)


def test_surveys_of_a_period(path: Path) -> None:
    with closing(_open(path)) as file:
        store.SURVEYS.add(file, SURVEY._replace(title="봄", held_on=date(2023, 3, 2)))
        store.SURVEYS.add(file, SURVEY._replace(title="언제인지 모름"))
        spring = survey_tables.surveys(
            file.reader, Period(DAY, date(2023, 3, 1), date(2023, 3, 31))
        )
        assert {row.survey for row in spring.rows} == {"봄"}
        assert len(survey_tables.surveys(file.reader, Period(DAY)).rows) == 12
        item = SurveyItemDraft("찬성", 3)
        poll = SurveyDraft("표결", 4, base="unknown", items=(item,))
        store.SURVEYS.add(file, poll)
        row = survey_tables.surveys(file.reader, Period(DAY)).rows[6]
        assert (row.base, survey_tables.percent_text(row.item)) == ("미기재", "")
