"""The tallies: the figures of the source report, and what changes them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import index_sources
from secretariat_tui.areas.report import queries, store, tables
from secretariat_tui.areas.report.model import ConditionDraft, TallyDraft
from secretariat_tui.areas.report.rules import Window
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.cli.main import main
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.sample.load import create_sample
from secretariat_tui.tables.table import Period, Sheet

TODAY = date(2023, 4, 19)
SOURCE = [  # title, total, opening+records, sum, parts: lines 70 to 386 of the source report
    ("재난·안전 현장 방문", "22회", "20+2", "", ""),
    ("분야별 주요 시책·민생현장 방문 등", "24회", "20+4", "", ""),
    ("국무회의 참석", "12회", "11+1", "", ""),
    ("국무회의 의견개진", "3건", "2+1", "", ""),
    (
        *("시장 발표 기자설명회(간담회)", "6회", "0+6", "3+1+2"),
        "도시·주택 3 · 일반 행정 1 · 기자 간담회 2",
    ),
    ("언론매체 인터뷰", "9회", "4+5", "3+3+2+1", "신문 3 · 방송 3 · 잡지 2 · 통신·인터넷 1"),
    (
        *("불필요한 일버리기 접수", "112건", "112+0", "42+25+25+20"),
        "폐지 42 · 보류 25 · 제외 25 · 미분류 20",
    ),
    (
        *("시민불편 해소 집중점검 접수", "113건", "113+0", "14 = 1+4+9"),
        "최우수 1 · 우수 4 · 장려 9 · 선정하지 않음 99",
    ),
    ("창의발전소 업무개선 직원 제안", "332건", "332+0", "", ""),
    ("업무협약(우호교류협약)", "4건", "0+4", "", ""),
    (
        *("제16회 국무회의 상정안건", "18건", "18+0", "2+1+10+5"),
        "법률공포안 2 · 법률안 1 · 대통령령안 10 · 그 밖의 안건 5",
    ),
    (
        *("임산부 배려공간 설치기관", "10개 기관", "10+0", "5+5"),
        "시청사 1 · 서울시립과학관 1 · 서울식물원 1 · 시립미술관 1 · 서울역사박물관 1 · 이름이 적히지 않은 곳 5",
    ),
]
FIRE = EventDraft(
    "광진구 화재 현장 방문", date(2023, 4, 17), kind="field_visit", category="재난·안전",
    status="done",
)  # fmt: skip
VISITS = TallyDraft("방문", conditions=(ConditionDraft("kind", "현장방문"),))


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """The sample office."""
    path = tmp_path / "sample.db"
    create_sample(path)
    return path


@pytest.fixture
def office(sample: Path) -> Iterator[OfficeFile]:
    """The sample office, open."""
    with closing(OfficeFile(sample, "김주무관", sources=index_sources)) as file:
        yield file


def texts(sheet: Sheet[queries.TallyRow]) -> list[tuple[str, ...]]:
    """Return each row's texts without the period."""
    return [tuple(sheet.table.texts(row)[:5]) for row in sheet.rows]


def lines(
    file: OfficeFile, first: date | None = None, last: date | None = None
) -> list[tuple[str, ...]]:
    return texts(tables.tallies(file.reader, Period(TODAY, first, last)))


def total(file: OfficeFile, number: int = 1, today: date = TODAY) -> tuple[int, int]:
    row = queries.tally_row(file.reader, number, today, Window())
    assert row
    return row.figures.opening, row.figures.records


@pytest.mark.parametrize("period", [(), ("--from", "2022-07", "--to", "2023-04")])
def test_the_sample_has_the_figures_of_the_source(
    sample: Path, capsys: pytest.CaptureFixture[str], period: tuple[str, ...]
) -> None:
    words = ["show", "tallies", *period, "--file", str(sample), "--today", "2023-04-19"]
    assert main([*words, "--format", "tsv"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split("\t")[:5] == ["실적", "계", "기초+기록", "셈", "나눔"]
    assert [tuple(row.split("\t")[:5]) for row in rows if "\t" in row] == SOURCE


def test_one_more_disaster_visit_changes_its_line_only(office: OfficeFile) -> None:
    schedule.add(office, FIRE)
    changed = [(old, new) for old, new in zip(SOURCE, lines(office), strict=True) if old != new]
    assert changed == [(SOURCE[0], ("재난·안전 현장 방문", "23회", "20+3", "", ""))]
    office.undo()
    assert lines(office) == SOURCE


def test_a_part_counts_its_records_and_the_rest_is_shown(office: OfficeFile) -> None:
    talk = EventDraft(
        "방송 인터뷰", date(2023, 4, 3), kind="interview", outlet="KBS", media_type="방송",
        status="done",
    )  # fmt: skip
    schedule.add(office, talk)
    schedule.add(office, talk._replace(media_type="사보"))
    assert lines(office)[5][1:] == (
        "11회", "4+7", "3+4+2+1+1", "신문 3 · 방송 4 · 잡지 2 · 통신·인터넷 1 · 미분류 1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({}, 1),
        ({"status": "confirmed"}, 1),
        ({"status": "confirmed", "starts_on": TODAY}, 0),
        ({"status": "done", "starts_on": TODAY}, 1),
        ({"status": "hold"}, 0),
        ({"status": "cancelled"}, 0),
        ({"status": "postponed"}, 0),
        ({"visibility": "secret"}, 1),
        ({"kind": "meeting"}, 0),
    ],
)
def test_an_event_counts_when_it_has_happened(
    file: OfficeFile, changes: dict[str, object], counted: int
) -> None:
    store.add(file, VISITS)
    schedule.add(file, FIRE._replace(**changes))  # type: ignore[arg-type]
    assert total(file) == (0, counted)
