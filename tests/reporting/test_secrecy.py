"""What reports print of secret records, and of names and numbers for people outside the office."""

from datetime import date

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.attached.model import NoteDraft, RecordKey, TaskDraft
from secretariat_tui.areas.attached.store import NOTES, TASKS
from secretariat_tui.areas.report import store as tallies
from secretariat_tui.areas.report.model import PartDraft, TallyDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.report import Report, write_report
from secretariat_tui.reporting.sources import ReportData, named_sheets
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables

DAY = date(2023, 4, 2)
LINES = "{% for 행사 in 일정 %}{% for 줄 in 행사.내용 %}{{ 줄.이름 }} : {{ 줄.내용 }}\n{% endfor %}{% endfor %}"
TASK_NOTES = (
    "{{ 할일.전체.건수() }}{% for 일 in 할일.전체 %}{% for 쪽지 in 일.메모 %} {{ 쪽지.내용 }}"
    "{% endfor %}{% endfor %}"
)


def filled(file: OfficeFile, template: str, *, outside: bool = False) -> Report:
    period = Period(date(2023, 4, 19), DAY, DAY)
    data = ReportData(file.reader, named_sheets(AREAS), audit_tables(AREAS), period, outside)
    return write_report(template, data)


def text(report: Report) -> str:
    return "\n".join(block.text for block in report.blocks)


def test_names_behind_a_label_of_people_are_masked_for_outside(file: OfficeFile) -> None:
    lines = (
        LineDraft("참석", "김 철, 이산(문화과), Le Thanh Binh Nguyen"),
        LineDraft("주제", "산불 대응"),
    )
    schedule.add(file, EventDraft("면담", DAY, lines=lines))
    assert text(filled(file, LINES)).splitlines()[0] == (
        "참석 : 김 철, 이산(문화과), Le Thanh Binh Nguyen"
    )
    assert text(filled(file, LINES, outside=True)).splitlines() == [
        "참석 : 김○, 이○(문화과), L** T** B** N**",
        "주제 : 산불 대응",
    ]


def test_the_parts_of_a_tally_are_masked_for_outside(file: OfficeFile) -> None:
    part = PartDraft("홍길동 비서관 010-1234-5678", 3)
    draft = TallyDraft("면담", opening=3, opening_asof=DAY, opening_reason="합계", parts=(part,))
    tallies.add(file, draft)
    template = "{% for 부분 in 실적['면담'].나눔 %}{{ 부분.이름 }} {{ 부분.계 }}{% endfor %}"
    assert text(filled(file, template)) == "홍길동 비서관 010-1234-5678 3"
    assert text(filled(file, template, outside=True)) == "홍○동 비서관 010-****-**** 3"


@pytest.mark.parametrize("visibility", ["secret", "public"])
def test_a_note_on_a_task_is_as_secret_as_the_record_of_the_task(
    file: OfficeFile, visibility: str
) -> None:
    event = schedule.add(file, EventDraft("면담", DAY, visibility=visibility))
    task = TASKS.add(file, RecordKey("event", event), TaskDraft("자료 준비"))
    NOTES.add(file, RecordKey("task", task), NoteDraft(DAY, "예산 삭감 건"))
    report = filled(file, TASK_NOTES)
    is_secret = visibility == "secret"
    assert text(report) == ("1" if is_secret else "1 예산 삭감 건")
    warning = "비공개 기록 1건이 든 값입니다. 그 내용을 적지 마세요: 1"
    assert (warning in [each.text for each in report.warnings]) is is_secret
