"""What the areas declare of their imports: rows in one cell, names that are taken, what completes a record."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas import record_classes
from secretariat_tui.areas.agreements import queries as agreement_queries
from secretariat_tui.areas.agreements.model import ChangeDraft, CheckDraft
from secretariat_tui.areas.agreements.store import AGREEMENT_IMPORT
from secretariat_tui.areas.agreements.texts import change_text, check_text
from secretariat_tui.areas.agreements.typed_texts import parse_change, parse_check
from secretariat_tui.areas.people import queries as people_queries
from secretariat_tui.areas.people import store as people
from secretariat_tui.areas.people.model import AliasDraft, ContactDraft
from secretariat_tui.areas.staff import queries as staff_queries
from secretariat_tui.areas.staff.model import GradeDraft
from secretariat_tui.areas.staff.store import MANUAL_IMPORT, STAFFING_IMPORT
from secretariat_tui.cli.main import main
from secretariat_tui.core.i18n import ENGLISH, KOREAN, Language, language_set
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.target import ImportTarget
from secretariat_tui.imports.writing import ImportResult, write
from tests.conftest import TODAY


def _import(
    file: OfficeFile, folder: Path, target: ImportTarget[Any], content: str
) -> ImportResult[Any]:
    path = folder / "표.csv"
    path.write_text(content, encoding="utf-8")
    return write(file, target, read_file(path, target, file.reader, TODAY), skip_errors=True)


@pytest.mark.parametrize(
    ("tasks", "texts"),
    [
        ("예산 1,000만원 확보", ["예산 1,000만원 확보"]),
        ("부지 확보, 설계 착수", ["부지 확보, 설계 착수"]),
        ("부지 확보; 설계, 착수", ["부지 확보", "설계, 착수"]),
        ("부지 확보 / 예산 1,000만원", ["부지 확보", "예산 1,000만원"]),
    ],
)
def test_the_tasks_of_a_cell_are_not_split_at_commas(
    file: OfficeFile, tmp_path: Path, tasks: str, texts: list[str]
) -> None:
    content = f'협약명,체결일,상대,할 일 내용\n협약,2023-01-02,서울시,"{tasks}"\n'
    _import(file, tmp_path, AGREEMENT_IMPORT, content)
    stored = agreement_queries.agreement(file.reader, 1)
    assert stored is not None
    assert [task.text for task in stored.draft.tasks] == texts


def test_parties_may_be_listed_with_commas(file: OfficeFile, tmp_path: Path) -> None:
    content = '협약명,체결일,상대\n협약,2023-01-02,"경상북도, 시민 1,000인 모임,서울시"\n'
    _import(file, tmp_path, AGREEMENT_IMPORT, content)
    stored = agreement_queries.agreement(file.reader, 1)
    assert stored is not None
    names = [party.name for party in stored.draft.parties]
    assert names == ["경상북도", "시민 1,000인 모임", "서울시"]


def test_an_imported_agreement_counts_its_last_check(file: OfficeFile, tmp_path: Path) -> None:
    content = "협약명,체결일,상대,점검 기록\n협약,2023-01-02,서울시,2023-03-02 | 양호 / 2023-04-03 | 보완\n"
    result = _import(file, tmp_path, AGREEMENT_IMPORT, content)
    assert result.errors == []
    stored = agreement_queries.agreement(file.reader, 1)
    assert stored is not None
    assert stored.draft.checked_on == date(2023, 4, 3)


def test_agreements_without_a_date_are_equal_only_with_the_same_parties(
    file: OfficeFile, tmp_path: Path
) -> None:
    content = "협약명,추진상태,상대\n업무협약,준비,경상북도\n업무협약,준비,전라북도\n업무협약,준비,경상북도\n"
    result = _import(file, tmp_path, AGREEMENT_IMPORT, content)
    assert (result.added, [str(each) for each in result.known]) == (2, ["4행: 2행과 같습니다."])
    content += "업무협약,준비,경상북도 / 전라북도\n"
    again = _import(file, tmp_path, AGREEMENT_IMPORT, content)
    assert [row.number for row in again.new] == [5]
    assert [str(each) for each in again.known] == [f"{row}행: 이미 있습니다." for row in (2, 3, 4)]


def test_contacts_whose_names_are_taken_are_refused(file: OfficeFile, tmp_path: Path) -> None:
    known = ContactDraft("경상북도", "organization", confirmed_on=TODAY)
    people.add(file, known._replace(aliases=(AliasDraft("경북도청"),)))
    content = (
        "이름,종류,소속,확인일,다른 이름·옛 소속\n"
        "경북도청,기관,,2023-04-01,\n"
        "홍길동,사람,경상북도,2023-04-01,홍길동 | 경상북도 / 홍 길동 | 경상북도\n"
        "홍 길동,사람,경상북도,2023-04-01,\n"
        "서울시,기관,,2023-04-01,경상북도\n"
        "경상북도,기관,,2023-04-01,\n"
    )
    result = _import(file, tmp_path, people.CONTACT_IMPORT, content)
    taken = "이미 있는 사람·기관입니다: {}. 한 곳에서 고치거나 합쳐 주세요."
    assert [(each.row, each.column, each.message) for each in result.errors] == [
        (2, "이름", taken.format("경북도청")),
        (4, "이름", taken.format("경상북도 홍 길동")),
        (5, "다른 이름·옛 소속", taken.format("경상북도")),
    ]
    assert [str(each) for each in result.known] == ["6행: 이미 있습니다."]
    stored = people_queries.contact(file.reader, 2)
    assert stored is not None
    assert stored.draft.aliases == (AliasDraft("홍 길동", "경상북도"),)


def test_several_aliases_are_read_back_from_an_export(file: OfficeFile, tmp_path: Path) -> None:
    aliases = (AliasDraft("홍 길동", "경상북도"), AliasDraft("Hong"))
    draft = ContactDraft("홍길동", "person", "경상북도", confirmed_on=TODAY, aliases=aliases)
    people.add(file, draft)
    out = tmp_path / "사람.csv"
    export = ("export", "staff/people", "--columns", "all", "-o", str(out))
    assert main(["--file", str(file.path), *export]) == 0
    parsed = read_file(out, people.CONTACT_IMPORT, file.reader, TODAY)
    assert [row.draft.aliases for row in parsed.rows] == [aliases]


@pytest.mark.parametrize("month", ["'23.5.", "2023년 5월", "2023-05", "23. 5월"])
def test_the_month_of_a_manual_is_read_as_people_write_it(
    file: OfficeFile, tmp_path: Path, month: str
) -> None:
    result = _import(file, tmp_path, MANUAL_IMPORT, f"이름,예정한 달\n민원,{month}\n")
    assert [row.draft.due_month for row in result.new] == ["2023-05"]


@pytest.mark.parametrize(
    ("register", "tables"),
    [
        ("report/tallies", ("tally", "tallycondition", "tallypart")),
        ("staff/snapshots", ("staffing", "staffgrade", "outsideposts")),
        ("budget/accounts", ("account", "appropriation", "opening")),
    ],
)
def test_the_sample_is_read_back_from_an_export_of_all_columns(
    office: Path, tmp_path: Path, register: str, tables: tuple[str, ...]
) -> None:
    out, empty = tmp_path / "표.csv", tmp_path / "empty.db"
    create(empty, record_classes)
    today = ("--today", "2023-05-31")
    export = ("export", register, "--columns", "all", "-o", str(out), *today)
    assert main(["--file", str(office), *export]) == 0
    assert main(["--file", str(empty), "import", register, str(out), *today]) == 0
    contents = [{table: _rows(each, table) for table in tables} for each in (office, empty)]
    assert contents[1] == contents[0]
    assert all(contents[0].values())


def _rows(path: Path, table: str) -> list[tuple[Any, ...]]:
    """Return the rows of a table without the ids of rows and of what they belong to."""
    with closing(sqlite3.connect(path)) as db:
        names = [name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", (table,))]
        owners = {"tally_id", "staffing_id", "account_id"}
        columns = [name for name in names if name not in {"id", "rev", *owners}]
        return sorted(db.execute(f"SELECT {', '.join(columns)} FROM {table}"), key=repr)


def test_rows_of_grades_with_the_same_day_are_one_snapshot(
    file: OfficeFile, tmp_path: Path
) -> None:
    content = (
        "기준일,직종,직급,정원,현원,과부족\n"
        "2023-04-19,일반직,5급,2,2,-\n,,6급,3,2,-1\n,,소계,5,4,-1\n,별정직,4급상당,3,3,-\n"
        "합계,,,8,7,-1\n2022-12-31,일반직,5급,1,,-1\n"
    )
    result = _import(file, tmp_path, STAFFING_IMPORT, content)
    assert [str(error) for error in result.errors] == []
    stored = [staff_queries.staffing(file.reader, number) for number in (1, 2)]
    assert [(each.draft.as_of, each.draft.grades) for each in stored if each] == [
        (
            date(2023, 4, 19),
            (
                GradeDraft("일반직", "5급", 2, 2),
                GradeDraft("일반직", "6급", 3, 2),
                GradeDraft("별정직", "4급상당", 3, 3),
            ),
        ),
        (date(2022, 12, 31), (GradeDraft("일반직", "5급", 1, 0),)),
    ]
    again = _import(file, tmp_path, STAFFING_IMPORT, content)
    assert (again.added, [each.row for each in again.known]) == (0, [2, 7])
    assert file.undo() == "들여오기: 인력 현황 (표.csv)"
    assert file.reader.value("SELECT count(*) FROM staffgrade") == 0


def test_a_snapshot_with_a_wrong_row_is_not_read_in_part(file: OfficeFile, tmp_path: Path) -> None:
    content = "기준일,직종,직급,정원,현원\n2023-04-19,일반직,5급,2,2\n,,6급,셋,2\n,,,1,1\n"
    result = _import(file, tmp_path, STAFFING_IMPORT, content)
    assert [str(error) for error in result.errors] == [
        "3행 정원 '셋': 숫자로 적어 주세요: 셋",
        "4행 직급: 비워 둘 수 없습니다.",
        "2행: 다른 줄이 잘못되어 다 읽지 못했습니다.",
    ]
    assert result.added == 0
    without_day = _import(file, tmp_path, STAFFING_IMPORT, "직종,직급,정원,현원\n일반직,5급,2,2\n")
    assert [(error.row, error.column) for error in without_day.errors] == [(2, "기준일")]


def test_the_table_of_grades_is_read_as_a_snapshot(office: Path, tmp_path: Path) -> None:
    out, empty = tmp_path / "표.csv", tmp_path / "empty.db"
    create(empty, record_classes)
    today = ("--today", "2023-05-31")
    export = ("export", "staff/grades", "--columns", "all", "-o", str(out), *today)
    assert main(["--file", str(office), *export]) == 0
    assert main(["--file", str(empty), "import", "staff/snapshots", str(out), *today]) == 0
    assert _rows(empty, "staffgrade") == _rows(office, "staffgrade") != []


CHANGES = (
    ChangeDraft(date(2023, 4, 19)),
    ChangeDraft(date(2023, 4, 19), text="주소 고침"),
    ChangeDraft(date(2023, 4, 19), document="행정-12"),
    ChangeDraft(date(2023, 4, 19), "change", date(2023, 5, 1), text="상호 협의 (구두)"),
    ChangeDraft(
        date(2023, 4, 19), "extension", date(2023, 5, 1), date(2025, 1, 17), date(2026, 1, 17), "협의", "행정-12"
    ),
    ChangeDraft(date(2023, 4, 19), "extension", None, None, date(2026, 1, 17)),
)  # fmt: skip
CHECKS = (
    CheckDraft(date(2023, 7, 18)),
    CheckDraft(date(2023, 7, 18), "improve", "실적: 미흡", "분기마다 점검"),
    CheckDraft(date(2023, 7, 18), "poor", "", "다시 점검"),
)


@pytest.mark.parametrize("language", [KOREAN, ENGLISH], ids=lambda each: each.name)
def test_changes_and_check_ups_are_read_as_lists_show_them(language: Language) -> None:
    with language_set(language):
        texts = [*map(change_text, CHANGES)], [*map(check_text, CHECKS)]
        assert tuple(parse_change(text, TODAY) for text in texts[0]) == CHANGES
        assert tuple(parse_check(text, TODAY) for text in texts[1]) == CHECKS


def test_agreements_of_a_file_may_replace_each_other_but_not_in_a_circle(
    file: OfficeFile, tmp_path: Path
) -> None:
    content = (
        "협약명,체결일,상대,추진 단계,대체 협약,점검 기록,변경 이력\n"
        "첫 협약,2021-01-02,서울시,대체,둘째 협약,'21.3.2. 양호 / '22.4.3. 보완: 미흡,\n"
        "둘째 협약,2023-01-02,서울시,체결,,,'23.4.19. 연장 기간 미기재 → ~'26.1.17.\n"
        "가,2023-01-02,서울시,대체,나,,\n나,2023-01-02,서울시,대체,가,,\n"
        "다,2023-01-02,서울시,체결,,없는 말,4.31. 변경\n"
    )
    result = _import(file, tmp_path, AGREEMENT_IMPORT, content)
    assert [(error.row, error.column) for error in sorted(result.errors)] == [
        (4, "대체 협약"),
        (5, "대체 협약"),
        (6, "변경 이력"),
        (6, "점검 기록"),
    ]
    drafts = [agreement_queries.agreement(file.reader, number) for number in (1, 2)]
    assert [(each.draft.name, each.draft.replaced_by_id) for each in drafts if each] == [
        ("둘째 협약", None),
        ("첫 협약", 1),
    ]
    again = _import(file, tmp_path, AGREEMENT_IMPORT, content)
    assert [each.row for each in again.known] == [2, 3]
