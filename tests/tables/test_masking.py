"""What people outside may see, and what may not be kept at all."""

import json
import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.proposals import store
from secretariat_tui.areas.proposals import tables as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.schedule.tables import events
from secretariat_tui.cli import main, tables
from secretariat_tui.core import pii
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.pii import (
    contains_resident_number,
    mask_name,
    mask_names,
    mask_text,
    name_masker,
)
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.maintenance import location
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.table import Column, Period, Sheet, Table
from tests.database.states import ask

TEXT = st.text(st.sampled_from("홍길동시장김영희과장 010-1234@.세종대로동호a,") | st.characters())
PHONE = st.from_regex(r"\A01[016]-[0-9]{4}-[0-9]{4}\Z")
MAIL = st.from_regex(r"\A[a-z]{2,9}@[a-z]{2,9}\.go\.kr\Z")
NAME = st.from_regex(r"\A[가-힣]{2,5}\Z")
PEOPLE: Table[str] = Table(
    "people",
    "명단",
    (
        Column("name", "이름", lambda row: row, personal=True),
        Column("text", "글", lambda row: f"{row} 시장 010-1234-5678"),
        Column("size", "수", len),
    ),
    lambda row: row == "비밀",
)


@given(TEXT)
def test_masking_twice_masks_no_more(text: str) -> None:
    assert mask_text(mask_text(text)) == mask_text(text)


@given(NAME)
def test_a_masked_name_is_as_long_and_keeps_its_ends(text: str) -> None:
    hidden = mask_name(text)
    assert len(hidden) == len(text)
    assert hidden[0] == text[0]
    assert "○" in hidden
    assert mask_names(text) == hidden


@pytest.mark.slow
@given(PHONE, MAIL, st.sampled_from(("홍길동 시장", "김영희 과장", "오세훈 서울시장")))
def test_nothing_that_reaches_somebody_is_left(phone: str, mail: str, person: str) -> None:
    hidden = mask_text(f"연락 {phone}, {mail} ({person}) 세종대로 110 101동 203호")
    assert phone[4:] not in hidden
    assert mail.split("@", maxsplit=1)[0] not in hidden.split("@")[0].split()
    assert person[:3] not in hidden
    assert not re.search(r"110|101|203", hidden.split("세종대로")[1])


@given(
    st.from_regex(r"\A[가-힣 ]{0,20}\Z").filter(
        lambda text: not re.search("[장씨님원자사수표관무관서회의독]", text)
    )
)
def test_plain_words_stay(text: str) -> None:
    assert mask_text(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "2023. 4. 19.(수) 10:00",
        "1,234,567원",
        "제2018-110호",
        "송전선로 4.1km",
        "행정1부시장 방침 제12호",
    ],
)
def test_days_money_and_document_numbers_stay(text: str) -> None:
    assert mask_text(text) == text


def test_a_sheet_for_outside_lacks_secret_rows_and_names() -> None:
    sheet = masked_sheet(Sheet(PEOPLE, ["홍길동", "비밀", "남궁민수"], "김영희 과장 작성"))
    assert [sheet.table.texts(row) for row in sheet.rows] == [
        ["홍○동", "홍○동 시장 010-****-****", "3"],
        [
            "남○○수",
            "남○○수 시장 010-****-****",
            "4",
        ],  # of four letters a name is known from its column alone
    ]
    assert [sheet.table.columns[0].data(row) for row in sheet.rows] == ["홍○동", "남○○수"]
    assert [sheet.table.columns[2].data(row) for row in sheet.rows] == [3, 4]
    assert sheet.basis == "김○희 과장 작성 외부용"


def test_the_counts_above_and_below_a_table_are_of_the_rows_it_gives_out(file: OfficeFile) -> None:
    for title in ("공개", "은밀한"):
        secret = title == "은밀한"
        store.add(file, ProposalDraft(title, date(2023, 4, 1), secret=secret))
        shown = "secret" if secret else "public"
        schedule.add(file, EventDraft(title, date(2023, 4, 3), visibility=shown))
    april = Period(date(2023, 4, 19))
    assert "접수 2 ·" in proposals.inbox(file.reader, april).basis
    assert "접수 1 ·" in masked_sheet(proposals.inbox(file.reader, april)).basis
    assert masked_sheet(events(file.reader, april)).notes == ("합계 1건: 회의 1건",)


LETTER: Table[tuple[str, str]] = Table(
    "letters",
    "편지",
    (
        Column("who", "누구", lambda row: row[0], personal=True),
        Column("text", "글", lambda row: row[1]),
    ),
)


@pytest.mark.parametrize(
    ("person", "text", "shown"),
    [
        ("남궁민수", "남궁민수에게 보냄", "남○○수에게 보냄"),
        ("홍길동 비서관", "홍길동, 비서관 회의", "홍○동, 비서관 회의"),
        ("김구", "김구 면담, 시김구이", "김○ 면담, 시김구이"),
        ("Kim", "KIM, Kimchi", "K**, Kimchi"),
        ("洪吉童", "洪吉童에게 보냄", "洪○童에게 보냄"),
        ("성남시 복지과 홍길동", "성남시 복지과의 홍길동", "성남시 복지과의 홍○동"),
    ],
)
def test_a_name_known_from_its_column_is_masked_wherever_it_stands(
    person: str, text: str, shown: str
) -> None:
    sheet = masked_sheet(Sheet(LETTER, [(person, text)], text, (text,)))
    assert sheet.table.texts(sheet.rows[0])[1] == shown
    assert sheet.table.columns[1].data(sheet.rows[0]) == shown
    assert sheet.basis == f"{shown} 외부용"
    assert sheet.notes == (shown,)


@pytest.mark.slow
@given(st.lists(NAME), TEXT)
def test_what_is_hidden_leaves_no_name_of_three_letters(people: list[str], text: str) -> None:
    hidden = name_masker(people)(
        " ".join((text, *people))
    )  # joined, what is left of two could be a third
    titles = set(pii._TITLES.split("|"))
    assert not [each for each in people if len(each) > 2 and each in hidden and each not in titles]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("인사과", "인사과"),
        ("관광과 홍길동 외 3명", "관광과 홍○동 외 3명"),
        ("기획조정실장", "기획조정실장"),
        ("시장, 사장, 총장", "시장, 사장, 총장"),
        ("상황실", "상황실"),
        ("세종시장", "세종시장"),
        ("정무부시장", "정무부시장"),
        ("홍길동시장", "홍○동시장"),
        ("홍길동 과장", "홍○동 과장"),
        ("박영실", "박○실"),
    ],
)
def test_departments_and_titles_are_no_names(text: str, shown: str) -> None:
    assert pii.mask_names(text) == shown


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("조정국", "조○국"),
        ("안전국", "안○국"),
        ("여성국", "여○국"),
        ("정보관", "정○관"),
        ("유통관", "유○관"),
        ("심사관", "심○관"),
        ("연구관", "연○관"),
    ],
)
def test_a_name_that_is_spelled_as_a_department_is_masked(name: str, hidden: str) -> None:
    assert pii.mask_names(name) == hidden
    assert pii.mask_names(f"{name} 외 2명") == f"{hidden} 외 2명"
    assert pii.mask_text(f"{name} 주무관 면담") == f"{hidden} 주무관 면담"
    sheet = masked_sheet(Sheet(LETTER, [(name, f"{name}과 협의")]))
    assert [sheet.table.texts(row) for row in sheet.rows] == [[hidden, f"{hidden}과 협의"]]


@pytest.mark.parametrize(
    "text", ["안전정책관", "조정국장", "정보센터", "심사본부", "여성담당관", "안전과", "상황실"]
)
def test_longer_departments_are_no_names(text: str) -> None:
    assert pii.mask_names(text) == text
    assert pii.mask_text(f"{text} 주무관 면담") == f"{text} 주무관 면담"
    assert pii.likely_names(text) == []


def test_a_department_in_a_column_of_names_stays_in_every_text() -> None:
    sheet = masked_sheet(Sheet(LETTER, [("관광과", "관광과 업무 협의"), ("시장", "시장 방문")]))
    assert list(map(sheet.table.texts, sheet.rows)) == [
        ["관광과", "관광과 업무 협의"],
        ["시장", "시장 방문"],
    ]


@pytest.mark.parametrize("text", ["정무부시장은 참석", "경제부시장님", "경제부지사, 시장"])
def test_deputies_are_no_names(text: str) -> None:
    assert pii.mask_text(text) == text


def test_titles_are_not_masked_as_names_before_another_title() -> None:
    assert pii.mask_text("이사장님, 구청장님, 홍길동님") == "이사장님, 구청장님, 홍○동님"


def _with_check_digit(digits: str) -> str:
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    return digits + str(
        (11 - sum(int(d) * w for d, w in zip(digits, weights, strict=True)) % 11) % 10
    )


@given(
    st.dates(date(1900, 1, 1), date(2020, 9, 30)),
    st.sampled_from("12"),
    st.from_regex(r"\A[0-9]{5}\Z"),
    st.sampled_from(("", *"-–－.ㅡ‐‑~/ ", " - ")),
)
def test_a_resident_number_is_known_however_it_is_written(
    born: date, sex: str, rest: str, between: str
) -> None:
    century = str(int(sex) + (2 if born.year >= 2000 else 0))
    whole = _with_check_digit(f"{born:%y%m%d}{century}{rest}")
    assert contains_resident_number(f"번호는 {whole[:6]}{between}{whole[6:]}입니다")
    wide = whole.translate({ord("0") + n: ord("０") + n for n in range(10)})
    assert contains_resident_number(f"{wide[:6]}{between}{wide[6:]}")
    wrong = whole[:-1] + str((int(whole[-1]) + 1) % 10)
    assert contains_resident_number(
        f"{wrong[:6]}-{wrong[6:]}"
    )  # numbers given anew have no check digit
    assert not contains_resident_number(wrong)


@pytest.mark.parametrize("text", ["洪吉童", "田中太郎", "Иван", "Élodie", "홍 길 동", "김·철·수"])
def test_a_name_in_its_column_is_masked_in_whatever_script(text: str) -> None:
    assert "○" in mask_names(text)
    assert text not in mask_names(text)


def test_digits_of_other_scripts_are_no_defect() -> None:
    assert contains_resident_number("900101-\u0661234567")


@pytest.mark.parametrize(
    "text",
    ["851301-1234567", "850230-1234567", "1234567890123", "2023041912345678", "850101-123456"],
)
def test_other_numbers_are_none(text: str) -> None:
    assert not contains_resident_number(text)


def test_an_export_for_outside_is_masked_and_logged_with_its_purpose(
    file: OfficeFile, capsys: pytest.CaptureFixture[str]
) -> None:
    store.add(file, ProposalDraft("홍길동 시장 건의", date(2023, 4, 1)))
    store.add(file, ProposalDraft("은밀한 제안", date(2023, 4, 1), secret=True))
    out = file.path.with_name("out.json")
    given_ = [
        "--file",
        str(file.path),
        "export",
        "proposals",
        "-o",
        str(out),
        "--as-of",
        "2023-04-19",
    ]
    assert main.main([*given_, "--outside"]) == 2
    assert not out.exists()
    said = capsys.readouterr().err
    assert "외부용은 목적을 적어 주세요." in said
    assert "글 속의 이름은 이미 아는 이름과 꼴로만 가립니다." in said
    assert main.main([*given_, "--outside", "--purpose", "언론 배포"]) == 0
    rows = json.loads(out.read_text(encoding="utf-8"))["rows"]
    assert [row["title"] for row in rows] == ["홍○동 시장 건의"]
    ((said,),) = ask(file.path, "SELECT new FROM change WHERE op = 'E'")
    assert json.loads(said) == {
        "table": "제안함", "rows": 1, "way": "out.json", "audience": "outside", "purpose": "언론 배포",
    }  # fmt: skip
    assert "이력에는" not in capsys.readouterr().err


@pytest.mark.parametrize("command", ["show", "copy", "export"])
def test_a_resident_number_is_no_part_of_a_purpose(
    file: OfficeFile, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    out = file.path.with_name("out.csv")
    to = ["-o", str(out)] if command == "export" else []
    words = ["--file", str(file.path), command, "proposals", *to, "--purpose"]
    assert main.main([*words, "민원 900101-1234568 확인"]) == 2
    assert capsys.readouterr().err.startswith("secretariat: 주민등록번호는 적을 수 없습니다.")
    assert not out.exists()
    assert ask(file.path, "SELECT * FROM tx") == []


def test_a_resident_number_in_a_files_name_is_not_kept(file: OfficeFile) -> None:
    out = file.path.with_name("900101-1234568.csv")
    assert main.main(["--file", str(file.path), "export", "proposals", "-o", str(out)]) == 0
    assert out.exists()
    ((said,),) = ask(file.path, "SELECT new FROM change WHERE op = 'E'")
    assert json.loads(said)["way"] == "******-*******.csv"


@pytest.mark.parametrize(
    ("words", "logged"),
    [
        ((), [("제안함", 1, "출력", "inside", "")]),
        (("--outside", "--purpose", "배포"), [("제안함", 0, "출력", "outside", "배포")]),
    ],
)
def test_what_is_shown_and_not_on_a_terminal_is_logged(
    file: OfficeFile, words: tuple[str, ...], logged: list[tuple[str, ...]]
) -> None:
    store.add(file, ProposalDraft("은밀한 제안", date(2023, 4, 1), secret=True))
    assert main.main(["--file", str(file.path), "show", "proposals", *words]) == 0
    found = ask(file.path, "SELECT new FROM change WHERE op = 'E'")
    assert [tuple(json.loads(said).values()) for (said,) in found] == logged


def test_what_is_shown_to_outside_needs_a_purpose(file: OfficeFile) -> None:
    assert main.main(["--file", str(file.path), "show", "proposals", "--outside"]) == 2


def test_what_a_terminal_shows_is_not_logged_but_for_outside(
    file: OfficeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tables, "is_terminal", lambda *_streams: True)
    words = ["--file", str(file.path), "show", "proposals"]
    assert main.main(words) == 0
    assert ask(file.path, "SELECT * FROM tx") == []
    assert main.main([*words, "--outside", "--purpose", "회의"]) == 0
    assert len(ask(file.path, "SELECT * FROM tx")) == 1


def test_an_export_from_a_file_that_cannot_be_written_works_and_says_so(
    file: OfficeFile, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store.add(file, ProposalDraft("종이 줄이기", date(2023, 4, 1)))
    sealed = FileError("이 자료는 읽기만 할 수 있습니다.")
    monkeypatch.setattr(location, "permission_error", lambda _path: sealed)
    out = file.path.with_name("out.csv")
    assert main.main(["--file", str(file.path), "export", "proposals", "-o", str(out)]) == 0
    assert out.exists()
    said = "이력에는 남기지 못했습니다: 이 자료는 읽기만 할 수 있습니다."
    assert said in capsys.readouterr().err
