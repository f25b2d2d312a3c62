"""Importing accounts with their appropriations and opening totals, and what is refused."""

from datetime import date
from pathlib import Path

from secretariat_tui.areas.budget import queries
from secretariat_tui.areas.budget.model import AccountOfFile, AppropriationDraft, OpeningDraft
from secretariat_tui.areas.budget.store import ACCOUNT_IMPORT
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.writing import ImportResult, write
from tests.conftest import TODAY


def _import(file: OfficeFile, folder: Path, content: str) -> ImportResult[AccountOfFile]:
    path = folder / "표.csv"
    path.write_text(content, encoding="utf-8")
    parsed = read_file(path, ACCOUNT_IMPORT, file.reader, TODAY)
    return write(file, ACCOUNT_IMPORT, parsed, skip_errors=True)


def test_accounts_are_read_with_budgets_and_opening_totals(
    file: OfficeFile, tmp_path: Path
) -> None:
    content = (
        "회계연도,과목코드,과목명,당초예산,기초 집행 내역\n"
        "합계,,,,\n"
        "2023년,203-01,기관운영,8천만원,2023-04-19 | 1234만원 | 천원 | 업무보고\n"
        "2023,203-03,시책추진,2023-01-02 | 당초 | 5천만 / 2023-06-01 | 감액 | △1000만 | 절감,\n"
    )
    result = _import(file, tmp_path, content)
    assert [str(error) for error in result.errors] == []
    assert result.parsed.totals == [2]
    budgets = [
        [each.draft for each in queries.appropriations(file.reader, account)] for account in (1, 2)
    ]
    assert budgets == [
        [AppropriationDraft(1, date(2023, 1, 1), 80_000_000)],
        [
            AppropriationDraft(2, date(2023, 1, 2), 50_000_000),
            AppropriationDraft(2, date(2023, 6, 1), -10_000_000, "cut", "절감"),
        ],
    ]
    opening = queries.opening(file.reader, 1)
    assert opening is not None
    assert opening.draft == OpeningDraft(1, date(2023, 4, 19), 12_340_000, 1000, "업무보고")
    assert queries.opening(file.reader, 2) is None
    again = _import(file, tmp_path, content)
    assert (again.added, len(again.known)) == (0, 2)
    assert file.undo() == "들여오기: 예산 과목 (표.csv)"
    assert file.reader.value("SELECT count(*) FROM appropriation") == 0


def test_wrong_cells_of_accounts_are_named(file: OfficeFile, tmp_path: Path) -> None:
    content = (
        "회계연도,코드,이름,편성 내역,기초 집행 내역\n"
        "1800,1,하나,,\n"
        "2023,,둘,,\n"
        "2023,3,셋,많이,\n"
        "2023,4,넷,2021-01-02 | 당초 | 100,\n"
        "2023,5,다섯,2023-01-02 | 감액 | 100,\n"
        "2023,6,여섯,2023-01-02 | 이용 | △100,\n"
        "2023,7,일곱,100,2022-04-19 | 100\n"
        "2023,8,여덟,100,2023-04-19 | 100 / 2023-05-19 | 100\n"
        "2023,9,아홉,2023-01-02 | 당초,\n"
        "2023,10,열,,\n"
        "2023,10,또 열,,\n"
    )
    result = _import(file, tmp_path, content)
    assert [(error.row, error.column) for error in result.errors] == [
        (2, "회계연도"),
        (3, "코드"),
        (4, "편성 내역"),
        (5, "편성 내역"),
        (6, "편성 내역"),
        (7, "편성 내역"),
        (8, "기초 집행 내역"),
        (9, "기초 집행 내역"),
        (10, "편성 내역"),
    ]
    assert [str(each) for each in result.known] == ["12행: 11행과 같습니다."]
    assert [row.draft.name for row in result.new] == ["열"]
