"""Issued reports on the screen: found by their titles, shown as they were printed."""

from contextlib import closing
from datetime import date
from pathlib import Path

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.report.issued.store import issue_report
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.snapshot import take_snapshot
from secretariat_tui.reporting.sources import ReportData, named_sheets
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables
from tests.tui.desk import desk

TEMPLATE = '# 주요업무보고\n□ 현장 방문 {{ 실적["재난·안전 현장 방문"].계 }}\n'


async def test_an_issued_report_is_found_by_its_title_and_shown(office: Path) -> None:
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        period = Period(date(2023, 4, 19))
        data = ReportData(file.reader, named_sheets(AREAS), audit_tables(AREAS), period)
        issue_report(file, take_snapshot(TEMPLATE, data), "보고", title="오월의 보고서")
    async with desk(office) as there:
        await there.press("ctrl+k")
        await there.type("오월의")
        await there.press("enter")
        assert "□ 현장 방문 22회" in there.text()
