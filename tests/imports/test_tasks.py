"""Importing tasks: when they are due, the records they hang on, and what is refused."""

from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.areas.programmes import store as programmes
from secretariat_tui.areas.programmes.model import ProgrammeDraft
from secretariat_tui.areas.tasks.model import TaskOfRecord
from secretariat_tui.areas.tasks.store import TASK_IMPORT
from secretariat_tui.core.errors import EditConflictError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.writing import ImportResult, write
from secretariat_tui.tui.keys.area import audit_tables
from tests.conftest import TODAY

AGREEMENT = AgreementDraft(
    "교류강화", signed_on=date(2023, 1, 2), parties=(PartyDraft("경상북도"),)
)


def _import(file: OfficeFile, folder: Path, content: str) -> ImportResult[TaskOfRecord]:
    path = folder / "표.csv"
    path.write_text(content, encoding="utf-8")
    parsed = read_file(path, TASK_IMPORT, file.reader, TODAY, tables=audit_tables(AREAS))
    return write(file, TASK_IMPORT, parsed, skip_errors=True)


@pytest.mark.parametrize(
    ("heading", "text", "due"),
    [
        ("때", "~4.28.(금) D-9", (date(2023, 4, 28), "by", "day", "")),
        ("때", "4.28.(금) D-9", (date(2023, 4, 28), "on", "day", "")),
        ("때", "4.28.(금)~", (date(2023, 4, 28), "from", "day", "")),
        ("때", "'23. 6월까지 D-72", (date(2023, 6, 30), "by", "month", "")),
        ("때", "'24년부터", (date(2024, 1, 1), "from", "year", "")),
        ("때", "격월", (None, "recurring", "day", "bimonthly")),
        ("기한 표기", "2023-04-28 당일", (date(2023, 4, 28), "on", "day", "")),
        ("기한 표기", "없음", (None, "none", "day", "")),
        ("기한", "2023-04-28", (date(2023, 4, 28), "by", "day", "")),
        ("마감일", "6월까지", (date(2023, 6, 30), "by", "month", "")),
        ("때,기한", "부터,2023-04-28", (date(2023, 4, 28), "from", "day", "")),
        ("due_on,timing,precision", "2023-06-30,by,month", (date(2023, 6, 30), "by", "month", "")),
    ],
)
def test_when_a_task_is_due_is_read_as_lists_and_forms_write_it(
    file: OfficeFile,
    tmp_path: Path,
    heading: str,
    text: str,
    due: tuple[date | None, str, str, str],
) -> None:
    result = _import(file, tmp_path, f"할 일,{heading}\n답사,{text}\n")
    assert [str(error) for error in result.errors] == []
    task = result.new[0].draft.task
    assert (task.due_on, task.timing, task.precision, task.recurrence) == due


def test_tasks_find_their_records_by_kind_and_name(file: OfficeFile, tmp_path: Path) -> None:
    agreements.add(file, AGREEMENT._replace(tasks=(TaskDraft("먼저"),)))
    programmes.PROGRAMMES.add(file, ProgrammeDraft("시술비"))
    content = (
        "할 일,기록,기록의 종류,상태,담당\n"
        "답사,협약 교류강화,,추진,박주무관\n"
        "점검,교류강화,협약,,\n"
        "공고,Programmes 시술비,,,\n"
        "없이,,,,\n"
        "먼저,협약 교류강화,,,\n"
    )
    result = _import(file, tmp_path, content)
    assert [str(error) for error in result.errors] == []
    assert [str(each) for each in result.known] == ["6행: 이미 있습니다."]
    tasks = [each.draft for each in attached.tasks(file.reader, RecordKey("agreement", 1))]
    assert [(task.text, task.state, task.owner) for task in tasks] == [
        ("먼저", "todo", ""),
        ("답사", "doing", "박주무관"),
        ("점검", "todo", ""),
    ]
    of_programme = attached.tasks(file.reader, RecordKey("programme", 1))
    assert [task.draft.text for task in of_programme] == ["공고"]
    again = _import(file, tmp_path, content)
    assert (again.added, len(again.known)) == (0, 5)
    assert file.undo() == "들여오기: 할 일 (표.csv)"
    assert file.reader.value("SELECT count(*) FROM task") == 1


def test_an_open_form_of_the_record_detects_imported_tasks(
    file: OfficeFile, tmp_path: Path
) -> None:
    agreements.add(file, AGREEMENT)
    rev = file.reader.value("SELECT rev FROM agreement")
    _import(file, tmp_path, "할 일,기록\n답사,협약 교류강화\n")
    with pytest.raises(EditConflictError):
        agreements.change(file, 1, rev, AGREEMENT)


def test_wrong_cells_of_tasks_are_named(file: OfficeFile, tmp_path: Path) -> None:
    agreements.add(file, AGREEMENT._replace(name="비밀 협약", secret=True))
    for _time in range(2):
        programmes.PROGRAMMES.add(file, ProgrammeDraft("시술비"))
    content = (
        "할 일,때,상태,기록,기록의 종류,완료일\n"
        ",4.28.,,,,\n"
        "하나,언젠가,,,,\n"
        "둘,4.31.,,,,\n"
        "셋,,멈춤,,,\n"
        "넷,,,협약 없는 것,,\n"
        "다섯,,,협약 비밀 협약,,\n"
        "여섯,,,사업 시술비,,\n"
        "일곱,,,시술비,업무,\n"
        "여덟,,,,,4.31.\n"
        "아홉,,,,,\n"
    )
    result = _import(file, tmp_path, content)
    assert [(error.row, error.column, error.value) for error in result.errors] == [
        (2, "할 일", ""),
        (3, "때", "언젠가"),
        (4, "때", "4.31."),
        (5, "상태", "멈춤"),
        (6, "기록", "협약 없는 것"),
        (7, "기록", "협약 비밀 협약"),
        (8, "기록", "사업 시술비"),
        (9, "기록", "시술비"),
        (10, "완료일", "4.31."),
    ]
    assert result.errors[6].message == "이름이 같은 기록이 여럿입니다: 사업 시술비"
    assert result.errors[7].message == "없는 기록의 종류입니다: 업무"
    assert [row.draft.task.text for row in result.new] == ["아홉"]
