"""Every record and figure of the published report has a register in the sample office, and a command that prints it.

source: 서울특별시장비서실 주요업무보고, 2023. 5.
"""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.cli.main import main

PERIOD = ("--from", "2022-07", "--to", "2023-04", "--as-of", "2023-04-19")
AS_OF = ("--as-of", "2023-04-19")
RECORDS = [
    ("schedule/events", PERIOD, 18, {"제16회 국무회의", "인왕산 산불 현장방문·지휘", "MBN 인터뷰"}),
    ("agreements", PERIOD, 4, {"경상북도", "제주특별자치도", "세종특별자치시", "대전광역시"}),
    (
        "programmes",
        AS_OF,
        9,
        {
            *("난임부부 시술비", "정·난관 복원 시술비", "난자동결 시술비용", "고령 산모 검사비"),
            *("다태아 자녀안심보험", "산모 산후조리경비", "둘째 출산시 첫째아이 돌봄"),
            *("임산부 교통비 사용처 확대", "임산부 배려공간 조성"),
        },
    ),
    ("programmes/sections", AS_OF, 7, {"난임부부 지원", "임산부 지원 강화"}),
    (
        "programmes/campaigns",
        AS_OF,
        1,
        {
            "지하철 승강장 와이드 컬러 등 14면, 보도상 가판대 및 구두수선대 107면",
            "2030부산세계박람회 성공적 유치를 위해 다각적인 협력방안 모색",
        },
    ),
    ("report/tallies", PERIOD, 12, {"3+3+2+1", "14 = 1+4+9", "42+25+25+20", "2+1+10+5", "20+2"}),
    (
        "proposals/rounds",
        PERIOD,
        3,
        {"인구변화 대응", "최우수 1, 우수 4, 장려 9", "폐지 42, 보류 25, 제외 25"},
    ),
    ("staff", AS_OF, 2, {34, 9, 25, 18, 32, 11, 21, 13}),
    ("staff/functions", AS_OF, 3, {"국내·외 기관 소통·협력 가교 역할"}),
    ("staff/manuals", AS_OF, 3, {112, "행사", "일반용역"}),
    (
        "staff/surveys",
        AS_OF,
        6,
        {
            *(302, 150, 138, 108, 81, 77),
            *("일반용역", "기획보고서", "심사회의", "예산사업설명서", "자문회의", "검토보고서"),
        },
    ),
    (
        "budget",
        AS_OF,
        3,
        {357_200_000, 277_200_000, 80_000_000, 89_517_000, 65_351_000, 24_166_000},
    ),
]


def rows(
    sample: Path, capsys: pytest.CaptureFixture[str], table: str, *options: str
) -> list[dict[str, Any]]:
    """Return the rows that a command prints."""
    command = ["show", table, "--file", str(sample), "--format", "json", *options]
    assert main(command) == 0
    printed = json.loads(capsys.readouterr().out)
    found: list[dict[str, Any]] = printed["rows"] if isinstance(printed, dict) else printed
    return found


@pytest.mark.parametrize(("table", "options", "count", "values"), RECORDS)
def test_each_group_of_records_of_the_report_is_printed(  # noqa: PLR0917
    office: Path,
    capsys: pytest.CaptureFixture[str],
    table: str,
    options: tuple[str, ...],
    count: int,
    values: set[Any],
) -> None:
    printed = rows(office, capsys, table, *options)
    assert len(printed) == count
    assert values <= {value for row in printed for value in row.values()}


def test_the_seventeen_milestones_are_tasks_with_their_dates(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = rows(office, capsys, "tasks", "--columns", "all")
    milestones = [row for row in tasks if row["kind"] in {"과제", "사업"}]
    assert len(milestones) == 17
    assert sum(row["state"] == "완료" for row in milestones) == 3
    due = {row["text"]: row["due_day"] for row in milestones}
    assert due["저출산 대책 첫번째, 난임 지원 정책 발표"] == "2023-03-09"
    assert due["임산부 교통비 지원 사용처 확대(철도)"] == "2023-04-12"
    assert due["난임부부 시술 및 난자동결 사업 시행"] == "2023-09-01"


def test_each_start_of_a_programme_is_the_date_of_a_milestone(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    tasks = rows(office, capsys, "tasks", "--columns", "all")
    programmes = rows(office, capsys, "programmes", *AS_OF)
    dates = {row["due_day"] for row in tasks}
    starts = {date.fromisoformat(row["starts_on"]).isoformat() for row in programmes}
    assert len(starts) == 4
    assert starts <= dates


def test_the_quotas_of_programmes_are_those_of_the_report(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    programmes = rows(office, capsys, "programmes", *AS_OF, "--columns", "name,quotas")
    assert {row["name"]: row["quotas"] for row in programmes if row["quotas"]} == {
        "난임부부 시술비": "'23년 41,000건",
        "정·난관 복원 시술비": "'24년~ 연 100명",
        "난자동결 시술비용": "'23년 300명, 연 1,000명",
        "고령 산모 검사비": "'24년~ 연 15,173명",
        "다태아 자녀안심보험": "'24년~ 연 2,295명",
        "둘째 출산시 첫째아이 돌봄": "'24년~ 연 1,650명",
        "임산부 배려공간 조성": "'23년 10개 기관",
    }
