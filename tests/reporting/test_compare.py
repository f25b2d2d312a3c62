"""The differences of two reports, with the changes in the registers that caused them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import ExpenseDraft
from secretariat_tui.areas.report import queries as tallies
from secretariat_tui.areas.report import store as report
from secretariat_tui.areas.report.issued.documents import read_issued
from secretariat_tui.areas.report.issued.store import issue_report
from secretariat_tui.areas.schedule import queries as events
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.compare import Comparison, compare, comparison_lines
from secretariat_tui.reporting.snapshot import ReportSnapshot, take_snapshot
from secretariat_tui.reporting.sources import ReportData, named_sheets
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables

KINDS = audit_tables(AREAS)
PERIOD = Period(date(2023, 4, 19), date(2022, 7, 1), date(2023, 4, 30))
TEMPLATE = """\
# 주요업무보고
□ 현장 방문 {{ 실적["재난·안전 현장 방문"].계 }}
{% for 행사 in 일정.고른(분야="재난·안전") %}
 ○ {{ 행사.제목 }} / {{ 행사.장소 }}
{% endfor %}
□ 국무회의 {{ 실적["국무회의 참석"].계 }}
□ 집행 {{ 집행내역.건수("건") }}
{{ 표("budget/accounts", "name", "executed") }}
"""
FIRE = EventDraft(
    "수해 현장 방문", date(2023, 4, 18), kind="field_visit", category="재난·안전", status="done"
)


@pytest.fixture
def file(office: Path) -> Iterator[OfficeFile]:
    """The sample office, open."""
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as opened:
        yield opened


def filled(file: OfficeFile, template: str = TEMPLATE) -> ReportSnapshot:
    """Return a template filled from the file as it is now."""
    return take_snapshot(template, ReportData(file.reader, named_sheets(AREAS), KINDS, PERIOD))


def issued(file: OfficeFile, template: str = TEMPLATE) -> ReportSnapshot:
    """Issue a report; return it as it is read again."""
    return read_issued(file.reader, issue_report(file, filled(file, template), "보고")).snapshot


def compared(
    file: OfficeFile, old: ReportSnapshot, new: ReportSnapshot | None = None
) -> Comparison:
    return compare(old, new or filled(file), file.reader, KINDS)


def figures(comparison: Comparison) -> list[tuple[str, str, list[str]]]:
    """Return the figures that differ, each with what caused it."""
    return [
        (
            each.old,
            each.new,
            [
                f"{cause.who} {cause.action} {cause.item} {cause.before}→{cause.after}"
                for cause in each.causes
            ],
        )
        for each in comparison.figures
    ]


def test_reports_without_a_change_do_not_differ(file: OfficeFile) -> None:
    old = issued(file)
    schedule.add(file, EventDraft("면담", date(2021, 4, 3)))
    assert compared(file, old) == Comparison((), ())
    assert compared(file, old, issued(file)) == Comparison((), ())


def test_a_new_visit_is_the_cause_of_its_tally_and_of_its_line(file: OfficeFile) -> None:
    old = issued(file)
    schedule.add(file, FIRE)
    schedule.add(file, EventDraft("면담", date(2023, 4, 3)))
    comparison = compared(file, old)
    cause = "김주무관 일정 추가: 수해 현장 방문 일정 추가 →수해 현장 방문"
    assert figures(comparison) == [("22회", "23회", [cause])]
    assert [(line.kind, line.new) for line in comparison.lines] == [
        ("changed", "□ 현장 방문 23회"),
        ("added", " ○ 수해 현장 방문 / "),
    ]
    assert [each.action for each in comparison.lines[1].causes] == ["일정 추가: 수해 현장 방문"]
    text = comparison_lines(comparison)
    assert text[:4] == ["[달라짐]", "- □ 현장 방문 22회", "+ □ 현장 방문 23회", "    22회 → 23회"]
    assert text[4].endswith(
        "김주무관 | 일정 추가: 수해 현장 방문 | 일정 추가: (빈 칸) → 수해 현장 방문"
    )


def test_a_deleted_visit_is_the_cause_of_what_is_missing(file: OfficeFile) -> None:
    number = schedule.add(file, FIRE)
    old = issued(file)
    schedule.delete(file, number)
    new = issued(file)
    schedule.add(file, FIRE)
    comparison = compared(file, old, new)
    cause = "김주무관 일정 지움: 수해 현장 방문 일정 지움 수해 현장 방문→"
    assert figures(comparison) == [("23회", "22회", [cause])]
    removed = comparison.lines[1]
    assert (removed.kind, removed.old, removed.new) == ("removed", " ○ 수해 현장 방문 / ", "")
    assert [each.action for each in removed.causes] == ["일정 지움: 수해 현장 방문"]


def test_a_changed_place_names_the_field_before_and_after(file: OfficeFile) -> None:
    number = schedule.add(file, FIRE)
    old = issued(file)
    stored = events.event(file.reader, number)
    assert stored
    changed = stored.draft._replace(place="포항", note="우천")
    schedule.change(file, number, stored.rev, changed)
    comparison = compared(file, old)
    cause = "김주무관 일정 고침: 수해 현장 방문 일정 · 장소 (빈 칸)→포항"
    assert figures(comparison) == [("", "포항", [cause])]


def test_an_expense_is_the_cause_of_the_figures_of_its_account(file: OfficeFile) -> None:
    later = Period(date(2023, 5, 31), date(2023, 5, 1), date(2023, 5, 31))
    template = "".join(TEMPLATE.splitlines(keepends=True)[-2:])

    def in_may() -> ReportSnapshot:
        return take_snapshot(template, ReportData(file.reader, named_sheets(AREAS), KINDS, later))

    old = in_may()
    account, name = file.reader.tuples("SELECT id, name FROM account ORDER BY id LIMIT 1")[0]
    budget.add_expense(file, ExpenseDraft(account, date(2023, 5, 12), "간담회", 84_000))
    comparison = compared(file, old, in_may())
    shown = [(line.kind, line.new.split(" | ")[0]) for line in comparison.lines]
    assert shown == [("changed", "□ 집행 1건"), ("changed", "계"), ("changed", name)]
    for line in comparison.lines:
        assert [cause.action for cause in line.causes] == ["예산 집행 추가: 간담회"]
        assert [cause.after for cause in line.causes] == ["간담회"]


def test_a_changed_opening_is_the_cause_of_its_tally(file: OfficeFile) -> None:
    old = issued(file)
    number = file.reader.value("SELECT id FROM tally WHERE title = '국무회의 참석'")
    stored = tallies.tally(file.reader, number)
    assert stored
    draft = stored.draft._replace(opening=stored.draft.opening + 1, opening_reason="빠진 회의")
    report.change(file, number, stored.rev, draft)
    ((before, after, causes),) = figures(compared(file, old))
    assert (before, after) == ("12회", "13회")
    assert "김주무관 실적 고침: 국무회의 참석 실적 · 기초 11→12" in causes


def test_a_line_of_the_template_differs_without_a_cause(file: OfficeFile) -> None:
    old = issued(file)
    other = TEMPLATE.replace("□ 집행", "□ 업무추진비 집행")
    (line,) = compared(file, old, filled(file, other)).lines
    assert (line.kind, line.figures, line.causes) == ("changed", (), ())
    assert line.new.startswith("□ 업무추진비 집행")


def test_a_moved_line_is_not_a_removed_and_an_added_one(file: OfficeFile) -> None:
    first, second = "□ 하나의 줄\n□ 둘째는 다르다\n□ 셋\n", "□ 둘째는 다르다\n□ 셋\n□ 하나의 줄\n"
    old = take_snapshot(f"# 보고\n{first}", ReportData(file.reader, [], KINDS, PERIOD))
    new = take_snapshot(f"# 보고\n{second}", ReportData(file.reader, [], KINDS, PERIOD))
    assert [(line.kind, line.new) for line in compared(file, old, new).lines] == [
        ("moved", "□ 하나의 줄")
    ]


def test_a_secret_record_is_a_cause_without_contents(file: OfficeFile) -> None:
    old = issued(file)
    schedule.add(file, FIRE._replace(title="비밀 방문", visibility="secret"))
    comparison = compared(file, old)
    assert ("22회", "23회") in [each[:2] for each in figures(comparison)]
    assert "비밀 방문" not in "\n".join(comparison_lines(comparison))


def test_the_order_of_the_two_reports_may_be_reversed(file: OfficeFile) -> None:
    old = issued(file)
    schedule.add(file, FIRE)
    ((before, after, causes),) = figures(compare(filled(file), old, file.reader, KINDS))
    assert (before, after, len(causes)) == ("23회", "22회", 1)
