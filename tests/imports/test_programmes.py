"""Importing main tasks, programmes and campaigns: what is read of good files, and what is refused of wrong ones."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas.programmes import queries
from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignCountDraft,
    PlaceDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)
from secretariat_tui.areas.programmes.store import (
    CAMPAIGN_IMPORT,
    PROGRAMME_IMPORT,
    SECTION_IMPORT,
    SECTIONS,
)
from secretariat_tui.core.i18n import ENGLISH, language_set
from secretariat_tui.database.file import OfficeFile
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


def _programme(file: OfficeFile, folder: Path, heads: str, cells: str) -> ProgrammeDraft:
    result = _import(file, folder, PROGRAMME_IMPORT, f"사업명,{heads}\n사업,{cells}\n")
    assert [str(error) for error in result.errors] == []
    (row,) = result.new
    assert isinstance(row.draft, ProgrammeDraft)
    return row.draft


def _errors(result: ImportResult[Any]) -> list[str]:
    return [str(error) for error in result.errors]


def test_parts_find_their_main_task_in_the_same_file_whatever_the_order(
    file: OfficeFile, tmp_path: Path
) -> None:
    content = "번호,제목,상위 과제\n5-①,난임부부 지원,\n2,교류협력,\n5,저출생 위기극복,\n2,임산부 지원,저출생 위기극복\n"
    result = _import(file, tmp_path, SECTION_IMPORT, content)
    assert (result.added, _errors(result)) == (4, [])
    labels = [
        (each.number, each.title, each.parent_number) for each in queries.section_names(file.reader)
    ]
    assert labels == [
        (2, "교류협력", None),
        (5, "저출생 위기극복", None),
        (1, "난임부부 지원", 5),
        (2, "임산부 지원", 5),
    ]
    again = _import(file, tmp_path, SECTION_IMPORT, content)
    assert (again.added, len(again.known), _errors(again)) == (0, 4, [])
    assert file.undo() == "들여오기: 과제 (표.csv)"
    assert queries.section_names(file.reader) == []


def test_parts_of_parts_and_of_nothing_are_refused(file: OfficeFile, tmp_path: Path) -> None:
    SECTIONS.add(file, SectionDraft("지원", 1))
    content = (
        "번호,제목,상위 과제\n1,난임부부,지원\n1,검사비,난임부부\n7-①,없는 것의 부분,\n"
        "3,같은 이름,\n4,같은 이름,\n1,어느 것의,같은 이름\n0,영,\n일,글자,\n"
    )
    result = _import(file, tmp_path, SECTION_IMPORT, content)
    assert sorted(_errors(result)) == [
        "3행 상위 과제 '난임부부': 과제를 찾을 수 없습니다: 난임부부",
        "4행 상위 과제 '7': 과제를 찾을 수 없습니다: 7",
        "7행 상위 과제 '같은 이름': 이름이 같은 줄이 여럿입니다: 같은 이름",
        "8행 번호 '0': 과제의 번호는 1부터입니다.",
        "9행 번호 '일': 숫자로 적어 주세요: 일",
    ]
    assert (result.added, result.refused) == (3, 5)


def test_a_part_is_refused_with_its_main_task(file: OfficeFile, tmp_path: Path) -> None:
    result = _import(file, tmp_path, SECTION_IMPORT, "번호,제목\n0,지원\n0-①,난임부부\n")
    assert _errors(result) == [
        "2행 번호 '0': 과제의 번호는 1부터입니다.",
        "3행 상위 과제 '0': 과제를 찾을 수 없습니다: 0",
    ]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("'23. 9월", (date(2023, 9, 1), "month")),
        ("'24년~", (date(2024, 1, 1), "year")),
        ("2023. 9월부터", (date(2023, 9, 1), "month")),
        ("'23. 4.12.", (date(2023, 4, 12), "day")),
        ("2023-04-12", (date(2023, 4, 12), "day")),
        ("미정", (None, "day")),
    ],
)
def test_the_start_is_read_with_its_precision(
    file: OfficeFile, tmp_path: Path, text: str, start: tuple[date | None, str]
) -> None:
    draft = _programme(file, tmp_path, "시작", text)
    assert (draft.starts_on, draft.precision) == start


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("200000", (200_000, None, "", None)),
        ("회당 20~110만원", (200_000, 1_100_000, "회당", None)),
        ("산모 1인당 100만원", (1_000_000, None, "산모 1인당", None)),
        ("최대 100만원", (None, 1_000_000, "", None)),
        ("50% 최대 200만원", (None, 2_000_000, "", 50)),
        ("5천원~1만원", (5_000, 10_000, "", None)),
    ],
)
def test_amounts_are_read_as_reports_write_them(
    file: OfficeFile,
    tmp_path: Path,
    text: str,
    amounts: tuple[int | None, int | None, str, int | None],
) -> None:
    draft = _programme(file, tmp_path, "지원액", text)
    assert (draft.amount_from, draft.amount_to, draft.amount_per, draft.rate) == amounts


def test_quotas_and_places_are_read_as_lists_show_them(file: OfficeFile, tmp_path: Path) -> None:
    text = "'23년 41,000건, '24년~ 연 100명, 연 1,000명, 1999년 3개소, 300명"
    draft = _programme(file, tmp_path, "물량,장소", f'"{text}","시청사, 서울식물원"')
    assert draft.quotas == (
        QuotaDraft(41_000, "건", 2023),
        QuotaDraft(100, "명", 2024, yearly=True),
        QuotaDraft(1_000, "명", yearly=True),
        QuotaDraft(3, "개소", 1999),
        QuotaDraft(300, "명"),
    )
    assert draft.places == (PlaceDraft("시청사"), PlaceDraft("서울식물원"))


@pytest.mark.parametrize(
    ("heads", "cells", "pledge"),
    [
        ("공약", "정상 추진 60%", ("공약", "on_track", 60)),
        ("공약", "공약", ("공약", None, None)),
        ("공약", "약자와의 동행", ("약자와의 동행", None, None)),
        (
            "공약,공약 이름,공약 이행,공약 이행률(%)",
            "지연 5%,약자와의 동행,지연,5",
            ("약자와의 동행", "delayed", 5),
        ),
        ("Pledge state,Pledge name", "Delayed,Care", ("Care", "delayed", None)),
    ],
)
def test_pledges_are_read_by_name_or_state(
    file: OfficeFile,
    tmp_path: Path,
    heads: str,
    cells: str,
    pledge: tuple[str, str | None, int | None],
) -> None:
    draft = _programme(file, tmp_path, heads, cells)
    assert (draft.pledge, draft.pledge_state, draft.pledge_rate) == pledge


def test_wrong_cells_of_programmes_are_named_and_nothing_of_their_rows_is_read(
    file: OfficeFile, tmp_path: Path
) -> None:
    content = (
        "사업명,과제,시작,종료,지원액,지원율(%),상태,물량\n"
        ",,,,,,,\n"
        "하나,없는 과제,,,,,,\n"
        "둘,,언젠가,,,,,\n"
        "셋,,'23. 9월,2023-08-31,,,,\n"
        "넷,,,,백만이천만,,,\n"
        "다섯,,,,,120,,\n"
        "여섯,,,,,,멈춤,\n"
        "일곱,,,,,,,많이\n"
        "여덟,,'23. 9월,,,,계획,300명\n"
        "여덟,,2023-09-01,,,,,\n"
    )
    result = _import(file, tmp_path, PROGRAMME_IMPORT, content)
    assert [(error.row, error.column, error.value) for error in result.errors] == [
        (3, "과제", "없는 과제"),
        (4, "시작", "언젠가"),
        (5, "종료", "2023-08-31"),
        (6, "지원액", "백만이천만"),
        (7, "지원율(%)", "120"),
        (8, "상태", "멈춤"),
        (9, "물량", "많이"),
    ]
    assert [str(each) for each in result.known] == ["11행: 10행과 같습니다."]
    assert [row.draft.name for row in result.new] == ["여덟"]


def test_a_programme_is_known_again_by_its_name_task_and_start(
    file: OfficeFile, tmp_path: Path
) -> None:
    SECTIONS.add(file, SectionDraft("저출생 위기극복", 5))
    SECTIONS.add(file, SectionDraft("난임부부 지원", 1, 1))
    content = "과제,사업명,시작\n5-① 난임부부 지원,시술비,'23. 9월\n5-①,시술비,'24년\n난임부부 지원,검사비,미정\n"
    result = _import(file, tmp_path, PROGRAMME_IMPORT, content)
    assert [row.draft.section_id for row in result.new] == [2, 2, 2]
    again = _import(file, tmp_path, PROGRAMME_IMPORT, content)
    assert (again.added, [each.row for each in again.known]) == (0, [2, 3, 4])


def test_campaigns_are_read_with_actions_and_counts(file: OfficeFile, tmp_path: Path) -> None:
    content = (
        "제목,활동,수량\n"
        '엑스포,누리집 홍보 | 2023-03-01 | 2023-03-31 | 월 단위 | 시청 / 배너 제작,"승강장 와이드 컬러 등 14면, 가판대 1,107면"\n'
        "둘,배너 | 없는 날,\n"
        "셋,배너,면 14\n"
        "넷,배너,배너 | 3 | 장 | 2\n"
    )
    result = _import(file, tmp_path, CAMPAIGN_IMPORT, content)
    stored = queries.campaign(file.reader, 1)
    assert stored is not None
    assert stored.draft.actions == (
        CampaignActionDraft("누리집 홍보", date(2023, 3, 1), date(2023, 3, 31), "month", "시청"),
        CampaignActionDraft("배너 제작"),
    )
    assert stored.draft.counts == (
        CampaignCountDraft("승강장 와이드 컬러 등", 14, "면"),
        CampaignCountDraft("가판대", 1_107, "면"),
    )
    assert [(error.row, error.column) for error in result.errors] == [
        (3, "활동"),
        (4, "수량"),
        (5, "수량"),
    ]
    assert str(result.errors[2]).endswith("2째 활동이 없습니다: 배너")


@pytest.mark.parametrize(
    "text",
    [
        "'23 41,000건, '24~ 100명 a year, 1,000명 a year",
        "'23년 41,000건, '24년~ 연 100명, 연 1,000명",
    ],
)
def test_quotas_are_read_in_both_languages(file: OfficeFile, tmp_path: Path, text: str) -> None:
    with language_set(ENGLISH):
        draft = _programme(file, tmp_path, "Quota", f'"{text}"')
    assert draft.quotas == (
        QuotaDraft(41_000, "건", 2023),
        QuotaDraft(100, "명", 2024, yearly=True),
        QuotaDraft(1_000, "명", yearly=True),
    )
