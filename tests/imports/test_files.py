"""Files made wrong on purpose: each gives its rows, those refused and why, or one clear message. Nothing is written."""

import os
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime, time
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.proposals.store import PROPOSAL_IMPORT
from secretariat_tui.areas.schedule import queries
from secretariat_tui.areas.schedule.store import EVENT_IMPORT
from secretariat_tui.core.errors import FileError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.imports.parsed import ParsedFile
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.writing import write
from tests.conftest import TODAY

HEADER = "접수일,제안명,접수경로\n"
GOOD = HEADER + "2023-04-03,우편 안부,메일 계정\n"


def _sparse(path: Path) -> None:
    book = openpyxl.Workbook()
    page = book.create_sheet(index=0)
    page.append(["접수일", "제안명"])
    page.append([date(2023, 4, 3), "안부"])
    page["XFD1048576"] = "x"
    book.save(path)


def _bomb(path: Path) -> None:
    """Write a workbook whose sheet claims and holds 600 MB of blanks."""
    with (
        zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed,
        packed.open("xl/worksheets/sheet1.xml", "w") as sheet,
    ):
        for _each in range(600):
            sheet.write(b" " * (1 << 20))


def _damaged(path: Path) -> None:
    _sparse(path)
    path.write_bytes(path.read_bytes()[:-400])


def _write(content: bytes | str) -> Callable[[Path], object]:
    data = content.encode() if isinstance(content, str) else content
    return lambda path: path.write_bytes(data)


REFUSED_FILES = {
    "empty.csv": (_write(""), "빈 파일입니다."),
    "blank.csv": (_write("\n \n"), "빈 파일입니다."),
    "folder.csv": (Path.mkdir, "보통 파일이 아닙니다."),
    "pipe.csv": (os.mkfifo, "보통 파일이 아닙니다."),
    "missing.csv": (lambda _path: None, "No such file"),
    "nul.csv": (_write(GOOD + "4.4.,\0,x\n"), "NUL"),
    "latin.csv": (_write(GOOD.encode() + b"4.4.,\xff\xfe\xff,x\n"), "UTF-8도 CP949도"),
    "quote.csv": (_write(GOOD + '4.4.,"닫지 않음,x\n'), "따옴표가 맞지 않거나"),
    "wide.csv": (_write(GOOD + "," * 1_000_000 + "x\n"), "칸이 1,000,001개인 줄"),
    "no header.csv": (_write("a,b\n1,2\n"), "머리글을 찾을 수 없습니다."),
    "no title.csv": (
        _write("접수일,접수경로\n4.4.,메일 계정\n"),
        "꼭 있어야 하는 열이 없습니다: 제목",
    ),
    "text.xlsx": (_write(GOOD), "엑셀 통합 문서가 아닙니다."),
    "encrypted.xlsx": (_write(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)), "암호가 걸렸거나"),
    "zip.xlsx": (_write(b"PK\x03\x04rest"), "통합 문서가 상했거나"),
    "damaged.xlsx": (_damaged, "통합 문서가 상했거나"),
    "bomb.xlsx": (_bomb, "풀면 600MB나 되는 통합 문서입니다."),
}


@pytest.mark.parametrize("name", REFUSED_FILES)
def test_a_file_that_is_no_table_is_refused_with_its_path(
    file: OfficeFile, tmp_path: Path, name: str
) -> None:
    make, message = REFUSED_FILES[name]
    path = tmp_path / name
    make(path)
    with pytest.raises(FileError, match=message) as refused:
        read_file(path, PROPOSAL_IMPORT, file.reader, TODAY)
    assert str(path) in refused.value.location


ROWS = {  # rows, those read, those refused, the message of the first error
    "a day that is none": ("4.31,제목,메일 계정\n", 1, "2행 접수일 '4.31': 달력에 없는 날입니다"),
    "no title": ("4.3.,,메일 계정\n", 1, "2행 제안명: 비워 둘 수 없습니다."),
    "an unknown channel": (
        "4.3.,제목,전서구\n",
        1,
        "2행 접수경로 '전서구': 전서구: 없는 말입니다.",
    ),
    "too many cells": ("4.3.,제목,메일 계정,더\n", 1, "2행 '더': 머리글보다 칸이 많습니다."),
    "a long title": (f"4.3.,{'가' * 501},메일 계정\n", 1, "500자까지"),
    "a resident number": ("4.3.,홍길동 900101-1234568,메일 계정\n", 1, "주민등록번호는"),
    "a weekday that is not": ("2023.4.3.(화),제목,메일 계정\n", 1, "월요일입니다"),
    "a total": ("4.3.,제목,메일 계정\n합계,1,\n", 0, ""),
    "empty rows and a note": ("\n4.3.,제목,메일 계정\n,,\n※ 주\n", 0, ""),
}


@pytest.mark.parametrize("name", ROWS)
def test_rows_are_refused_by_row_column_and_value(
    file: OfficeFile, tmp_path: Path, name: str
) -> None:
    rows, refused, message = ROWS[name]
    parsed = _parse(file, tmp_path, HEADER + rows)
    assert (parsed.read, len(parsed.refused)) == (1, refused)
    assert message in " ".join(map(str, parsed.errors))


def _parse(file: OfficeFile, folder: Path, content: str | bytes) -> ParsedFile[ProposalDraft]:
    path = folder / "제안.csv"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_file(path, PROPOSAL_IMPORT, file.reader, TODAY)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16", "utf-16-le", "utf-16-be"])  # fmt: skip
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters_are_recognised(
    file: OfficeFile, tmp_path: Path, encoding: str, delimiter: str
) -> None:
    text = '접수일,제안명,접수경로\r\n2023-04-03,"우편 안부\n둘째 줄, ""인용""",메일 계정\r\n'
    text = text.replace(",", delimiter)
    parsed = _parse(file, tmp_path, text.encode(encoding))
    (row,) = parsed.rows
    inside = " " if delimiter == "	" else delimiter
    assert row.draft.title == f'우편 안부 둘째 줄{inside} "인용"'
    assert (row.draft.received_on, row.draft.channel) == (date(2023, 4, 3), "mail")


@pytest.mark.parametrize(
    "header",
    [
        "접수한 날,제목,경로",
        "접수일자,제안명,접수경로",
        " 접수 일자 ,제 안 명,접수경로(필수)",
        "Received,Title,Channel",
        "received_on,title,channel",
        "제안 접수 대장\n\n연번,접수일,제목",
    ],
)
def test_headers_are_recognised(file: OfficeFile, tmp_path: Path, header: str) -> None:
    last = header.rsplit("\n", 1)[-1]
    row = "23-007,4.3.,안부" if last.startswith("연번") else "4.3.,안부,메일 계정"
    parsed = _parse(file, tmp_path, f"{header}\n{row}\n")
    assert [each.draft.title for each in parsed.rows] == ["안부"], parsed.errors
    assert parsed.rows[0].draft.received_on == date(2023, 4, 3)


def test_a_sheet_with_two_distant_cells_is_read_row_by_row(
    file: OfficeFile, tmp_path: Path
) -> None:
    path = tmp_path / "sparse.xlsx"
    _sparse(path)
    with pytest.raises(FileError, match="칸이 16,384개인 줄"):
        read_file(path, PROPOSAL_IMPORT, file.reader, TODAY)


def test_typed_cells_of_a_workbook_are_read(file: OfficeFile, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.worksheets[0].title = "안내"
    page = book.create_sheet("일정")
    page.append(["4월 일정"])
    page.append(["일시", "제목", "종료", "회차", "종일"])
    page.append([datetime.combine(date(2023, 4, 19), time(14)), 2023, time(15, 30), 3.0, False])
    page.append(["2023. 4. 20.(목) 오후 2시 ~ 4시", "회의", None, None, "X"])
    path = tmp_path / "일정.xlsx"
    book.save(path)
    parsed = read_file(path, EVENT_IMPORT, file.reader, TODAY)
    assert parsed.form == "시트 '일정'"
    first, second = (row.draft for row in parsed.rows)
    assert (first.title, first.starts_on, first.starts_at) == ("2023", date(2023, 4, 19), time(14))
    assert (first.ends_at, first.session_no, first.all_day) == (time(15, 30), 3, False)
    assert (second.starts_on, second.starts_at) == (date(2023, 4, 20), time(14))
    with pytest.raises(FileError, match="있는 시트: 안내, 일정"):
        read_file(path, EVENT_IMPORT, file.reader, TODAY, sheet="없음")


def test_amounts_count_the_unit_of_their_header_and_accounts_are_found_by_code_or_name(
    file: OfficeFile, tmp_path: Path
) -> None:
    budget.add_account(file, AccountDraft(2023, "203-03", "시책추진업무추진비"), 2_000_000)
    path = tmp_path / "집행.csv"
    path.write_text(
        "집행일시,집행목적,금액(천원),과목\n"
        '2023-04-19 12:30,간담회,"1,200",203-03\n'
        "4.20.,다과,700,시책추진업무추진비\n"
        "4.21.,넘김,200,203-03\n"
        "4.22.,없음,1,999-99\n",
        encoding="cp949",
    )
    parsed = read_file(path, budget.EXPENSE_IMPORT, file.reader, TODAY)
    result = write(file, budget.EXPENSE_IMPORT, parsed, skip_errors=True)
    assert [row.draft.won for row in result.new] == [1_200_000, 700_000]
    assert result.new[0].draft.spent_at is not None
    assert [str(error) for error in sorted(result.errors)] == [
        "4행 초과 사유: 잔액은 100,000원입니다. 넘겨 쓰려면 초과 사유를 적어 주세요.",
        "5행 과목 '999-99': 2023 회계연도에 없는 과목입니다: 999-99 코드나 이름을 적어 주세요.",
    ]


@pytest.mark.slow
def test_a_damaged_file_gives_rows_or_a_message(file: OfficeFile, tmp_path: Path) -> None:
    path = tmp_path / "damaged"
    book = openpyxl.Workbook()
    book.create_sheet(index=0).append(["접수일", "제목"])
    book.worksheets[0].append([date(2023, 4, 3), "안부"])
    book.save(path)
    contents = (path.read_bytes(), GOOD.encode())
    with zipfile.ZipFile(path) as packed:
        parts = {name: packed.read(name) for name in packed.namelist()}

    @settings(max_examples=30)
    @given(st.sampled_from(contents), st.data())
    def check(content: bytes, data: st.DataObject) -> None:
        damaged = bytearray(content)
        for at in data.draw(st.lists(st.integers(0, len(content) - 1), max_size=8)):
            damaged[at] = data.draw(st.integers(0, 255))
        path.write_bytes(bytes(damaged[: data.draw(st.integers(1, len(content)))]))
        with suppress(FileError):
            read_file(path, PROPOSAL_IMPORT, file.reader, TODAY)

    @settings(max_examples=30)
    @given(st.sampled_from([name for name in sorted(parts) if name.endswith(".xml")]), st.data())
    def check_inside(name: str, data: st.DataObject) -> None:
        damaged = bytearray(parts[name])
        for at in data.draw(st.lists(st.integers(0, len(damaged) - 1), min_size=1, max_size=4)):
            damaged[at] = data.draw(st.integers(32, 126))
        with zipfile.ZipFile(path, "w") as packed:
            for each, content in (parts | {name: bytes(damaged)}).items():
                packed.writestr(each, content)
        with suppress(FileError):
            read_file(path, PROPOSAL_IMPORT, file.reader, TODAY)

    check()
    check_inside()
    assert queries.counts(file.reader, TODAY).all == 0
