"""Issued reports: printed again as they were, refused to everybody who would change them."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS, index_sources, record_classes
from secretariat_tui.areas.report.issued import queries as issued_queries
from secretariat_tui.areas.report.issued import tables as issued_tables
from secretariat_tui.areas.report.issued.documents import ChangedContentError, read_issued
from secretariat_tui.areas.report.issued.store import issue_report
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.cli.main import main
from secretariat_tui.core.errors import (
    EditConflictError,
    NothingToUndoError,
    RuleError,
    ValidationError,
)
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.database.transfer.load import load
from secretariat_tui.reporting.outputs import TEXT_FORMATS, report_text
from secretariat_tui.reporting.snapshot import ReportSnapshot, take_snapshot
from secretariat_tui.reporting.sources import ReportData, named_sheets
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables
from tests.database.states import ask, assert_sound, raw, violations

KINDS = audit_tables(AREAS)
PERIOD = Period(date(2023, 4, 19), date(2022, 7, 1), date(2023, 4, 30))
TEMPLATE = """\
# 주요업무보고
{{ 기준일|날짜("yyyy. m.") }}
## 1 인력 현황
{{ 표("staff/table") }}
□ 현장 방문 {{ 실적["재난·안전 현장 방문"].계 }}
{% for 행사 in 일정.고른(분야="재난·안전") %}
 ○ {{ 행사.제목 }} / {{ 행사.장소 }}
{% endfor %}
※ 집행 {{ 집행내역.건수("건") }}
{{ 표("budget/accounts") }}
"""


@pytest.fixture
def file(office: Path) -> Iterator[OfficeFile]:
    """The sample office, open."""
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as opened:
        yield opened


def filled(file: OfficeFile, template: str = TEMPLATE, *, outside: bool = False) -> ReportSnapshot:
    """Return a template filled from the file as it is now."""
    data = ReportData(file.reader, named_sheets(AREAS), KINDS, PERIOD, outside)
    return take_snapshot(template, data)


def texts(snapshot: ReportSnapshot) -> dict[str, str]:
    """Return a report in every text format."""
    return {name: report_text(snapshot.report, name) for name in TEXT_FORMATS}


def test_an_issued_report_is_printed_again_as_it_was(file: OfficeFile) -> None:
    snapshot = filled(file)
    before = texts(snapshot)
    number = issue_report(file, snapshot, "주요업무보고")
    visit = EventDraft(
        "수해 현장 방문", date(2023, 4, 18), kind="field_visit", category="재난·안전", status="done"
    )
    schedule.add(file, visit)
    assert "현장 방문 23회" in texts(filled(file))["txt"]
    document = read_issued(file.reader, number)
    assert texts(document.snapshot) == before
    assert "현장 방문 22회" in before["txt"]
    assert document.snapshot.report.figures == snapshot.report.figures
    assert document.snapshot.report.warnings == snapshot.report.warnings
    assert document.snapshot.template == TEMPLATE
    assert document.snapshot.records == snapshot.records


def test_an_issued_report_is_listed_with_its_facts(
    file: OfficeFile, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    last = ask(office, "SELECT max(id) FROM tx")[0][0]
    first = issue_report(file, filled(file), "주요업무보고")
    second = issue_report(file, filled(file), "주요업무보고", title="5월 보고", purpose="의회 제출")
    rows = issued_queries.issued_reports(file.reader)
    assert [row.id for row in rows] == [second, first]
    facts = rows[1].draft
    assert facts[:7] == (
        *("주요업무보고", "주요업무보고", date(2023, 4, 19), date(2022, 7, 1), date(2023, 4, 30)),
        *(False, ""),
    )
    assert (facts.issued_by, facts.last_entry, len(facts.digest)) == ("김주무관", last, 64)
    at = ask(office, "SELECT at FROM tx WHERE kind = 'issue' ORDER BY id")
    assert facts.issued_at == at[0][0]
    latest = issued_queries.last_issued(file.reader, "주요업무보고")
    assert latest is not None
    assert latest.id == second
    assert issued_queries.last_issued(file.reader, "다른 서식") is None
    file.close()
    assert main(["show", "report/issued", "--file", str(office)]) == 0
    shown = capsys.readouterr().out
    assert "5월 보고" in shown
    assert "의회 제출" in shown


@pytest.mark.parametrize(
    "write",
    [
        "UPDATE issuedreport SET title = '다른 제목'",
        "UPDATE issuedcontent SET content = replace(content, '22회', '23회')",
        "DELETE FROM issuedreport",
        "DELETE FROM issuedcontent",
        "REPLACE INTO issuedcontent SELECT id, rev, issuedreport_id, pos, '' FROM issuedcontent",
    ],
)
def test_no_statement_changes_an_issued_report(file: OfficeFile, office: Path, write: str) -> None:
    number = issue_report(file, filled(file), "주요업무보고")
    with raw(office) as db:
        db.execute("INSERT INTO tx (at, who, label, kind, open) VALUES ('', '', '', 'do', 1)")
        with pytest.raises(sqlite3.IntegrityError, match="row is final"):
            db.execute(write)
        db.execute("DELETE FROM tx WHERE open = 1")
    assert read_issued(file.reader, number).facts.title == "주요업무보고"
    with pytest.raises(EditConflictError, match="발행한 것은 고치거나 지울 수 없습니다"):  # noqa: SIM117
        with file.edit("고침") as session:
            session.connection().exec_driver_sql(write)


def test_undo_passes_over_an_issued_report(file: OfficeFile) -> None:
    event = schedule.add(file, EventDraft("면담", date(2023, 4, 3)))
    number = issue_report(file, filled(file), "주요업무보고")
    assert file.next_undo().label == "일정 추가: 면담"
    file.undo()
    assert event not in [row[0] for row in file.reader.tuples("SELECT id FROM event")]
    with pytest.raises(NothingToUndoError):
        file.undo()
    assert read_issued(file.reader, number).facts.title == "주요업무보고"
    file.redo()


def test_an_issued_report_that_was_changed_is_found(
    file: OfficeFile, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    number = issue_report(file, filled(file), "주요업무보고")
    intact = issue_report(file, filled(file), "주요업무보고")
    with raw(office) as db:
        (trigger,) = db.execute(
            "SELECT sql FROM sqlite_schema WHERE name = 'issuedcontent_final_U'"
        ).fetchone()
        logged = db.execute("SELECT sql FROM sqlite_schema WHERE name = 'issuedcontent_U'")
        (logging,) = logged.fetchone()
        db.execute("DROP TRIGGER issuedcontent_final_U")
        db.execute("DROP TRIGGER issuedcontent_U")
        forge = "replace({}, '22회', '23회')"
        db.execute(
            f"UPDATE issuedcontent SET content = {forge.format('content')} WHERE issuedreport_id = ?",
            (number,),
        )
        db.execute(
            f"UPDATE change SET new = {forge.format('new')} WHERE tbl = 'issuedcontent'"
            " AND row IN (SELECT id FROM issuedcontent WHERE issuedreport_id = ?)",
            (number,),
        )
        db.execute(logging)
        db.execute(trigger)
    with pytest.raises(ChangedContentError, match="발행한 뒤에 내용이 바뀐 보고입니다"):
        read_issued(file.reader, number)
    assert read_issued(file.reader, intact).id == intact
    assert violations(office) == []
    file.close()
    assert main(["check", "--file", str(office)]) == 1
    assert f"발행한 보고 {number}: 발행한 뒤에 내용이 바뀌었습니다." in capsys.readouterr().out


def test_a_changed_fact_of_an_issued_report_is_found(file: OfficeFile, office: Path) -> None:
    number = issue_report(file, filled(file), "주요업무보고")
    with raw(office) as db:
        db.execute("DROP TRIGGER issuedreport_final_U")
        db.execute("DROP TRIGGER issuedreport_U")
        db.execute("UPDATE issuedreport SET as_of = '2023-05-31'")
    with pytest.raises(ChangedContentError, match="주요업무보고"):
        read_issued(file.reader, number)


def test_an_issued_report_outlives_dump_and_load(
    file: OfficeFile, office: Path, tmp_path: Path
) -> None:
    long = TEMPLATE + "".join(f"- {number}번째 줄 {'가' * 90}\n" for number in range(1200))
    snapshot = filled(file, long)
    number = issue_report(file, snapshot, "주요업무보고")
    assert ask(office, "SELECT count(*) FROM issuedcontent") > [(1,)]
    dump(office, tmp_path / "dump.json", record_classes)
    load(tmp_path / "dump.json", tmp_path / "loaded.db", record_classes, KINDS)
    with closing(OfficeFile(tmp_path / "loaded.db", "이비서관")) as loaded:
        again = read_issued(loaded.reader, number)
        assert texts(again.snapshot) == texts(snapshot)
        with pytest.raises(EditConflictError), loaded.edit("지움") as session:
            session.connection().exec_driver_sql("DELETE FROM issuedreport")
    assert_sound(tmp_path / "loaded.db")
    shutil.copy(office, tmp_path / "backup.db")
    with closing(OfficeFile(tmp_path / "backup.db", "이비서관")) as copy:
        assert read_issued(copy.reader, number).snapshot.template == long


def test_a_report_for_outside_needs_a_purpose_and_holds_masked_texts(
    file: OfficeFile, office: Path
) -> None:
    secret = EventDraft("이철우 의원 면담", date(2023, 4, 18), visibility="secret")
    event = EventDraft("업무 회의", date(2023, 4, 18), place="집무실 010-1234-5678")
    schedule.add(file, secret)
    schedule.add(file, event)
    template = "# 일정\n{% for 행사 in 일정 %}\n○ {{ 행사.제목 }} {{ 행사.장소 }}\n{% endfor %}\n"
    snapshot = filled(file, template, outside=True)
    with pytest.raises(ValidationError, match="외부용은 목적을"):
        issue_report(file, snapshot, "일정")
    with pytest.raises(ValidationError, match="주민등록번호"):
        issue_report(file, snapshot, "일정", purpose="900101-1234568")
    assert issued_queries.issued_reports(file.reader) == []
    number = issue_report(file, snapshot, "일정", purpose="의회 제출")
    held = "".join(text for (text,) in ask(office, "SELECT content FROM issuedcontent"))
    assert "업무 회의" in held
    assert "이철우" not in held
    assert "010-1234-5678" not in held
    facts = read_issued(file.reader, number).facts
    assert (facts.outside, facts.purpose) == (True, "의회 제출")


def test_the_history_tells_of_an_issue_without_its_content(
    file: OfficeFile, office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    issue_report(file, filled(file), "주요업무보고")
    file.close()
    assert main(["show", "history", "--file", str(office), "--format", "tsv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    shown = [line for line in lines if "보고 발행: 주요업무보고" in line]
    assert any("발행한 보고 추가 · 제목" in line for line in shown)
    assert max(map(len, shown)) < 200
    assert not any("blocks" in line for line in shown)


def test_a_note_hangs_on_an_issued_report_which_stays_as_it_is(file: OfficeFile) -> None:
    from secretariat_tui.areas.attached import store as attached
    from secretariat_tui.areas.attached.model import RecordKey, TaskDraft

    number = issue_report(file, filled(file), "주요업무보고")
    attached.TASKS.add(file, RecordKey("issuedreport", number), TaskDraft("의회에 보냄"))
    assert read_issued(file.reader, number).facts.title == "주요업무보고"
    assert file.undo() == "할 일 추가"


def test_issued_reports_of_a_period(file: OfficeFile) -> None:
    issue_report(file, filled(file), "주요업무보고")
    today = issued_tables.issued(file.reader, Period(PERIOD.as_of)).rows[0]
    assert issued_tables.ISSUED_REPORTS.texts(today)[:5] == [
        *("1", "주요업무보고", "주요업무보고"),
        *("'22.7. ~ '23.4.", "'23.4.19."),
    ]
    past = Period(date(2000, 1, 1), last=date(2000, 12, 31))
    assert issued_tables.issued(file.reader, past).rows == []


def test_a_missing_report_is_named(file: OfficeFile) -> None:
    with pytest.raises(RuleError, match=r"그런 발행한 보고가 없습니다.*77"):
        read_issued(file.reader, 77)
