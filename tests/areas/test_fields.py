"""Every field of every record can be a column of its list, and is shown and exported there."""

import json
from contextlib import closing
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas import AREAS, record_classes
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.areas.programmes import store as programmes
from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignCountDraft,
    CampaignDraft,
    PlaceDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.cli.main import main
from secretariat_tui.core.fields import Field, fields_of
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create
from secretariat_tui.tui.keys.area import audit_tables

DAY = date(2023, 3, 2)
LISTS = {
    "event": "schedule/events",
    "account": "budget/accounts",
    "expense": "budget/expenses",
    "proposal": "proposals/inbox",
    "round": "proposals/rounds",
    "agreement": "agreements/register",
    "programme": "programmes/register",
    "section": "programmes/sections",
    "campaign": "programmes/campaigns",
}
# Texts of an event that are checked: Thursdays from DAY.
SERIES = {"rrule": "FREQ=WEEKLY;BYDAY=TH", "rdates": "2023-03-03", "exdates": "2023-03-09"}
# Fields whose rows have columns of their own.
IN_PARTS = {("agreement", "parties"), ("agreement", "tasks")}


def _texts(draft: type, prefix: str) -> dict[str, Any]:
    """Return a text of its own for each field of a draft that takes any text."""
    kinds = ("text", "paragraph")
    return {key: f"{prefix}{key}" for key, field in fields_of(draft).items() if field.kind in kinds}


@pytest.fixture
def office(tmp_path: Path) -> Path:
    """A file with a record of each kind, all fields filled."""
    path = tmp_path / "office.db"
    create(path, record_classes)
    with closing(OfficeFile(path, "김주무관")) as file:
        account = budget.add_account(file, AccountDraft(fy=2023, **_texts(AccountDraft, "과목")))
        given = AppropriationDraft(account, DAY, 1_000_000)
        budget.add_appropriation(file, given)
        opening = OpeningDraft(account, date(2023, 1, 31), 5_000, source="출처source")
        budget.set_opening(file, opening)
        texts = _texts(ExpenseDraft, "집행")
        expense = ExpenseDraft(account, DAY, won=7_000, spent_at=time(12, 30), headcount=3, **texts)
        budget.reverse(file, budget.add_expense(file, expense), DAY, "취소함")
        schedule.add(
            file,
            EventDraft(
                starts_on=DAY, starts_at=time(10), ends_at=time(11), session_no=7, kind="cabinet",
                lines=(LineDraft("이름표", "줄내용"),), **_texts(EventDraft, "일정") | SERIES,
            ),
        )  # fmt: skip
        results = (ResultDraft("폐지", "adopted", 2),)
        texts = _texts(RoundDraft, "회차")
        number = proposals.add_round(
            file, RoundDraft(starts_on=DAY, ends_on=DAY, received=5, results=results, **texts)
        )
        texts = _texts(ProposalDraft, "제안") | {"number": "23-001"}
        proposal = proposals.add(file, ProposalDraft(received_on=DAY, round_id=number, **texts))
        held = Decision("decided", "held", "보류한 까닭", hold_until=date(2024, 1, 2))
        proposals.decide(file, proposal, 1, held, DAY)
        agreements.add(
            file,
            AgreementDraft(
                signed_on=DAY, signed_at=time(9), effective_on=DAY, expires_on=date(2025, 1, 1),
                renewal="auto", check_months=6, checked_on=DAY, ended_on=date(2024, 5, 6),
                parties=(PartyDraft("경상북도", "metropolitan", "이도지사"),),
                tasks=(TaskDraft("직거래", owner="박주무관", due_on=DAY),),
                **_texts(AgreementDraft, "협약"),
            ),
        )  # fmt: skip
        texts = _texts(SectionDraft, "과제")
        section = programmes.SECTIONS.add(file, SectionDraft(number=5, **texts))
        programme = ProgrammeDraft(
            section_id=section,
            item_no=1,
            amount_from=200_000,
            amount_to=1_100_000,
            rate=50,
            starts_on=DAY,
            ends_on=date(2025, 1, 1),
            pledge_state="kept",
            pledge_rate=60,
            quotas=(QuotaDraft(41_000, "건", 2023), QuotaDraft(100, "명", 2024, yearly=True)),
            places=(PlaceDraft("시청사"), PlaceDraft("서울식물원")),
            **_texts(ProgrammeDraft, "사업"),
        )
        programmes.PROGRAMMES.add(file, programme)
        actions = (CampaignActionDraft("배너 게시", DAY),)
        counts = (CampaignCountDraft("가판대", 107, "면", 1),)
        texts = _texts(CampaignDraft, "홍보")
        campaign = CampaignDraft(section_id=section, actions=actions, counts=counts, **texts)
        programmes.CAMPAIGNS.add(file, campaign)
    return path


@pytest.mark.parametrize(("table", "name"), LISTS.items())
def test_every_field_of_a_record_can_be_a_column(table: str, name: str) -> None:
    area, _slash, sheet = name.partition("/")
    source = next(each for each in AREAS if each.name == area).sheets()[sheet]
    keys = {column.key for column in source.table.all_columns}
    fields = [*audit_tables(AREAS)[table].record.fields.values(), *_rows_of(table)]
    assert {each.column_key for each in fields if (table, each.key) not in IN_PARTS} <= keys


def _rows_of(table: str) -> list[Field]:
    """Return the fields that are rows of other tables."""
    drafts = {
        "event": EventDraft,
        "round": RoundDraft,
        "agreement": AgreementDraft,
        "programme": ProgrammeDraft,
        "campaign": CampaignDraft,
    }
    draft = drafts.get(table)
    fields = fields_of(draft).values() if draft else ()
    return [each for each in fields if each.kind == "rows"]


@pytest.mark.parametrize(
    ("name", "draft", "prefix", "others"),
    [
        (
            "schedule/events",
            EventDraft,
            "일정",
            {"starts_at": "10:00:00", "ends_at": "11:00:00", "session_no": 7, "visibility": "공개",
             "all_day": "아니오", "lines": "이름표: 줄내용", "starts_on": "2023-03-02", **SERIES},
        ),
        (
            "budget/expenses",
            ExpenseDraft,
            "집행",
            {"account": "과목name", "won": 7_000, "kind": "간담회", "headcount": 3, "note": "취소됨 · 집행note"},
        ),
        (
            "proposals/inbox",
            ProposalDraft,
            "제안",
            {"round": "회차theme", "outcome": "보류", "reason": "보류한 까닭", "number": "23-001",
             "hold_until": "2024-01-02", "decided_on": "2023-03-02", "secret": "공개"},
        ),
        (
            "proposals/rounds",
            RoundDraft,
            "회차",
            {"starts_on": "2023-03-02", "received": 5, "results": "폐지 2"},
        ),
        (
            "agreements/register",
            AgreementDraft,
            "협약",
            {"renewal": "자동 연장", "check_months": 6, "ended_on": "2024-05-06", "kind": "업무협약",
             "signed_at": "09:00:00", "signatories": "이도지사", "parties": "경상북도",
             "task_texts": "직거래 (미착수 · 박주무관 · '23.3.2.)"},
        ),
        (
            "budget/accounts",
            AccountDraft,
            "과목",
            {"fy": 2023, "opening_executed": 5_000, "opening_source": "출처source",
             "opening_as_of": "2023-01-31"},
        ),
        (
            "programmes/register",
            ProgrammeDraft,
            "사업",
            {"section": "5 과제title", "item_no": 1, "amount_from": 200_000, "amount_to": 1_100_000,
             "rate": 50, "pledge_state": "이행 완료 60%", "pledge_rate": 60, "ends_on": "2025-01-01",
             "quotas": "'23년 41,000건, '24년~ 연 100명", "places": "시청사, 서울식물원"},
        ),
        ("programmes/sections", SectionDraft, "과제", {"number": 5, "programmes": 1}),
        (
            "programmes/campaigns",
            CampaignDraft,
            "홍보",
            {"section": "과제title", "actions": "배너 게시 | 2023. 3. 2.(목) |  | 일 단위", "counts": "가판대 107면",
             "begins_on": "2023-03-02"},
        ),
    ],
)  # fmt: skip
def test_all_columns_show_what_was_written(  # noqa: PLR0917
    office: Path,
    capsys: pytest.CaptureFixture[str],
    name: str,
    draft: type,
    prefix: str,
    others: dict[str, Any],
) -> None:
    period = ["--from", "2023-03-01", "--to", "2023-03-31", "--as-of", "2023-04-19"]
    command = ["show", name, "--columns", "all", "--format", "json", *period, "--file", str(office)]
    assert main(command) == 0
    rows = json.loads(capsys.readouterr().out)
    rows = rows["rows"] if isinstance(rows, dict) else rows
    expected = _texts(draft, prefix) | others
    assert any(expected.items() <= row.items() for row in rows), [
        {key: row.get(key) for key in expected if row.get(key) != expected[key]} for row in rows
    ]


def test_columns_are_named_by_key_or_title_and_stand_in_that_order(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    columns = ["--columns", "검토자, title,round", "--format", "tsv"]
    assert main(["show", "proposals", *columns, "--file", str(office)]) == 0
    header, row = capsys.readouterr().out.splitlines()
    assert header.split("\t") == ["검토자", "제목", "회차"]
    assert row.split("\t") == ["제안reviewer", "제안title", "회차theme"]


def test_an_unknown_column_is_refused_with_the_nearest_name(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["show", "proposals", "--columns", "reviewr", "--file", str(office)]) == 2
    assert "모르는 열입니다. (reviewr) 혹시 reviewer인가요?" in capsys.readouterr().err
