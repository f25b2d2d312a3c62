"""Nothing secret and no name leaves the office with --outside: every register, every way out."""

from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any, get_type_hints

import pytest

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import (
    NoteDraft,
    ParticipantDraft,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft, ExpenseDraft
from secretariat_tui.areas.holidays import store as holidays
from secretariat_tui.areas.holidays.model import HolidayDraft
from secretariat_tui.areas.people import store as people
from secretariat_tui.areas.people.model import ContactDraft
from secretariat_tui.areas.programmes import store as programmes
from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignDraft,
    PlaceDraft,
    ProgrammeDraft,
    SectionDraft,
)
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft, RoundDraft
from secretariat_tui.areas.report import store as report
from secretariat_tui.areas.report.issued.store import issue_report
from secretariat_tui.areas.report.model import TallyDraft
from secretariat_tui.areas.requests.model import RequestDraft
from secretariat_tui.areas.requests.store import REQUESTS
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.areas.staff import store as staff
from secretariat_tui.areas.staff.model import (
    FunctionDraft,
    GradeDraft,
    ManualDraft,
    OutsideDraft,
    StaffingDraft,
    SurveyDraft,
    SurveyItemDraft,
)
from secretariat_tui.areas.tasks import store as templates
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.cli import main
from secretariat_tui.clipboard import copy as clipboard
from secretariat_tui.core.fields import Privacy, fields_of
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.reporting.snapshot import take_snapshot
from secretariat_tui.reporting.sources import ReportData, named_sheets
from secretariat_tui.tables.table import Period
from secretariat_tui.tui.keys.area import audit_tables

DAY = date(2023, 4, 19)
NAMES = ("홍길동", "김영희", "남궁민수", "박철수", "이순신", "정약용", "최무선", "강감찬")
SECRET = "뷁비밀"
WITHOUT_NAMES = {"proposals/summary", "staff/table", "staff/grades"}
TABLES = (*(f"{area.name}/{name}" for area in AREAS for name in area.sheets()), "history")


def filled(draft: Any, text: str, **fields: Any) -> Any:
    """Return a draft with a text in every field that takes any, and names in those of names."""
    name = iter(NAMES * 3)
    texts = {}
    for key, hint in get_type_hints(draft).items():
        if hint is not str or draft._field_defaults.get(key, "") != "":
            continue
        field = fields_of(draft).get(key)
        if field and field.privacy is Privacy.NAME:
            texts[key] = f"성남시 {next(name)} 외 2명" if key != "contact" else "010-1234-5678"
        else:
            texts[key] = f"{text} {next(name)}과의 일"
    return draft(**texts | fields)


@pytest.fixture
def office(path: Path) -> Path:
    """A file with names and secrets in every field, of which one was changed and one deleted."""
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        number = agreements.add(
            file,
            filled(
                AgreementDraft, "협약", signed_on=DAY,
                parties=(filled(PartyDraft, "상대"),), tasks=(filled(TaskDraft, "할 일", due_on=DAY),),
            ),
        )  # fmt: skip
        account = budget.add_account(
            file, filled(AccountDraft, "과목", fy=2023, code="203-03"), 10**9
        )
        budget.add_expense(
            file, filled(ExpenseDraft, "집행", account_id=account, spent_on=DAY, won=1000)
        )
        grades = (GradeDraft("별정직", "5급상당", 1, 1),)
        outside = (filled(OutsideDraft, "직위"),)
        staff.add_staffing(
            file, filled(StaffingDraft, "인력", as_of=DAY, grades=grades, outside=outside)
        )
        staff.FUNCTIONS.add(file, filled(FunctionDraft, "기능"))
        staff.MANUALS.add(file, filled(ManualDraft, "매뉴얼", due_month="2023-05"))
        items = (filled(SurveyItemDraft, "항목", count=3, percent="30"),)
        staff.SURVEYS.add(file, filled(SurveyDraft, "설문", respondents=10, items=items))
        proposals.add_round(file, filled(RoundDraft, "회차", starts_on=DAY, ends_on=DAY))
        for secret in (False, True):
            text = SECRET if secret else "제안"
            draft = filled(
                ProposalDraft, text, received_on=DAY, secret=secret, number="", round_id=1, theme=text
            )  # fmt: skip
            proposals.add(file, draft)
        section = programmes.SECTIONS.add(file, filled(SectionDraft, "과제", number=1))
        places = (filled(PlaceDraft, "장소"),)
        programme = filled(ProgrammeDraft, "사업", section_id=section, places=places)
        programmes.PROGRAMMES.add(file, programme)
        actions = (filled(CampaignActionDraft, "활동"),)
        programmes.CAMPAIGNS.add(file, filled(CampaignDraft, "캠페인", actions=actions))
        report.add(file, filled(TallyDraft, "실적", opening=1))
        templates.TEMPLATES.add(file, filled(TemplateDraft, "틀"))
        holidays.HOLIDAYS.add(file, filled(HolidayDraft, "쉬는 날", day=DAY))
        data = ReportData(file.reader, named_sheets(AREAS), audit_tables(AREAS), Period(DAY))
        issue_report(file, take_snapshot("# 보고", data), "보고", title="홍길동 시장의 보고")
        people.add(file, filled(ContactDraft, "사람", kind="person", confirmed_on=DAY))
        for secret, text in ((False, "요청"), (True, SECRET)):
            REQUESTS.add(file, filled(RequestDraft, text, received_on=DAY, role="", secret=secret))
        for visibility in ("public", "internal", "secret"):
            text = "일정" if visibility == "public" else SECRET
            lines = (LineDraft("참석", ", ".join(NAMES)), LineDraft("내용", text))
            event = filled(
                EventDraft, text, starts_on=DAY, visibility=visibility, lines=lines,
                role="", rrule="", rdates="", exdates="",
            )  # fmt: skip
            record = RecordKey("event", schedule.add(file, event))
            attached.NOTES.add(file, record, NoteDraft(DAY, f"{text} {NAMES[0]}"))
            attached.PARTICIPANTS.add(file, record, filled(ParticipantDraft, text, role="attendee"))
            if visibility == "internal":
                schedule.delete(file, schedule.add(file, event))
        assert number
    return path


def given_out(office: Path, command: str, table: str, form: str) -> str:
    words = [
        "--file",
        str(office),
        command,
        table,
        "--format",
        form,
        "--outside",
        "--purpose",
        "배포",
    ]
    words += ["--as-of", f"{DAY}", "--columns", "all"]
    target = office.with_name(f"out.{form}")
    if command == "export":
        words += ["-o", str(target), "--force"]
    assert main.main(words) == 0
    return target.read_text(encoding="utf-8") if command == "export" else ""


@pytest.mark.parametrize("command", ["show", "copy", "export"])
@pytest.mark.parametrize("table", TABLES)
def test_no_name_and_no_secret_leaves(
    office: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    table: str,
    command: str,
) -> None:
    copied: list[str] = []

    def copy(text: str, *_given: Any, **_options: Any) -> clipboard.CopyResult:
        copied.append(text)
        return clipboard.CopyResult(clipboard.CopyStatus.CONFIRMED, "", "")

    monkeypatch.setattr(clipboard, "copy", copy)
    for form in ("csv", "json", "html", "md"):
        text = given_out(office, command, table, form)
        text += capsys.readouterr().out + "".join(copied)
        assert text
        assert SECRET not in text
        assert [name for name in NAMES if name in text] == []
        assert "1234-5678" not in text


def test_the_same_tables_hold_the_names_inside(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for table in TABLES:
        words = ["--file", str(office), "show", table, "--format", "csv", "--columns", "all"]
        assert main.main([*words, "--as-of", f"{DAY}"]) == 0
        text = capsys.readouterr().out
        assert table in WITHOUT_NAMES or any(name in text for name in NAMES), table


def test_the_counts_are_of_what_is_given_out(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for audience, number in ((["--outside", "--purpose", "배포"], 1), ([], 2)):
        words = ["--file", str(office), "show", "proposals/summary", "--format", "csv", *audience]
        assert main.main([*words, "--as-of", "2023-04-30"]) == 0
        assert f"\n계,{number},0,0,{number}\n" in capsys.readouterr().out
        words[3] = "proposals/rounds"
        assert main.main([*words, "--as-of", "2023-04-30", "--columns", "received"]) == 0
        assert capsys.readouterr().out == f"접수\n{number}\n"
