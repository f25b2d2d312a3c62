"""Importing into registers: duplicates, undo, cancellation, and exports that are read back."""

import csv
import re
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas import AREAS, record_classes
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import AccountDraft, AppropriationDraft, ExpenseDraft
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.schedule import queries
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.cli.main import main
from secretariat_tui.core.errors import ValidationError
from secretariat_tui.core.text import clean_input
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create, logged_tables
from secretariat_tui.imports.progress import ImportCancelled, ImportProgress
from secretariat_tui.imports.reading import read_file
from secretariat_tui.imports.writing import write
from tests.conftest import TODAY

EVENTS = "날짜,제목,장소,내용\n" + "".join(
    f"4.{n}.,행사 {n},시청,주요내용: 보고\n" for n in range(1, 31)
)


def _contents(file: OfficeFile) -> dict[str, list[tuple[Any, ...]]]:
    record_classes()
    return {
        table.name: file.reader.tuples(f"SELECT * FROM {table.name} ORDER BY id")
        for table in logged_tables()
    }


def _values(file: OfficeFile) -> dict[str, list[tuple[Any, ...]]]:
    """Return the rows of all tables without ids and revisions, which follow the order of additions."""
    values = {}
    for table in logged_tables():
        names = [
            each.name
            for each in table.columns
            if each.name not in {"id", "rev", "event_id", "parent_id"}
        ]
        sql = f"SELECT {', '.join(names)} FROM {table.name}"
        values[table.name] = sorted(file.reader.tuples(sql), key=repr)
    return values


def test_the_same_file_twice_adds_nothing_and_one_undo_gives_back_the_former_content(
    file: OfficeFile, tmp_path: Path
) -> None:
    path = tmp_path / "일정.csv"
    path.write_text(EVENTS, encoding="utf-8")
    before = _contents(file)
    parsed = read_file(path, schedule.EVENT_IMPORT, file.reader, TODAY)
    assert write(file, schedule.EVENT_IMPORT, parsed).added == 30
    assert file.reader.value("SELECT count(*) FROM eventline WHERE label = '주요내용'") == 30
    again = write(file, schedule.EVENT_IMPORT, parsed)
    assert (again.added, len(again.known), again.errors) == (0, 30, [])
    assert file.undo() == "들여오기: 일정 (일정.csv)"
    assert _contents(file) == before


def test_with_an_error_nothing_is_written_unless_wrong_rows_are_left_out(
    file: OfficeFile, tmp_path: Path
) -> None:
    path = tmp_path / "일정.csv"
    path.write_text(EVENTS + "4.31.,없는 날,,\n4.1.,행사 1,시청,\n", encoding="utf-8")
    before = _contents(file)
    parsed = read_file(path, schedule.EVENT_IMPORT, file.reader, TODAY)
    result = write(file, schedule.EVENT_IMPORT, parsed)
    assert (result.written, result.refused, _contents(file)) == (False, 1, before)
    assert [(each.row, each.same_as) for each in result.known] == [(33, 2)]
    assert write(file, schedule.EVENT_IMPORT, parsed, skip_errors=True).added == 30


@pytest.mark.parametrize("after", [0, 1, 2, 3, 4, 5])
def test_a_cancelled_import_leaves_nothing(file: OfficeFile, tmp_path: Path, after: int) -> None:
    @dataclass
    class Cancelled(ImportProgress):
        steps: int = 0

        def advance(self, rows: int) -> None:
            self.cancelled = self.steps == after
            self.steps += 1
            super().advance(rows)

    path = tmp_path / "일정.csv"
    path.write_text("날짜,제목\n" + "".join(f"2023-04-01,행사 {n}\n" for n in range(2500)))
    parsed = read_file(path, schedule.EVENT_IMPORT, file.reader, TODAY)
    before = _contents(file)
    with pytest.raises(ImportCancelled):
        write(file, schedule.EVENT_IMPORT, parsed, Cancelled())
    assert _contents(file) == before
    assert file.reader.value("SELECT count(*) FROM tx") == 0


def test_proposals_get_the_next_numbers_and_taken_ones_are_refused(
    file: OfficeFile, tmp_path: Path
) -> None:
    proposals.add(file, ProposalDraft("먼저", date(2023, 1, 2), number="23-005"))
    path = tmp_path / "제안.csv"
    path.write_text("번호,접수일,제목\n,4.3.,하나\n23-009,4.4.,둘\n23-005,4.5.,셋\n,4.6.,넷\n")
    parsed = read_file(path, proposals.PROPOSAL_IMPORT, file.reader, TODAY)
    result = write(file, proposals.PROPOSAL_IMPORT, parsed, skip_errors=True)
    assert [row.draft.number for row in result.new] == ["23-010", "23-009", "23-011"]
    assert [str(error) for error in result.errors] == [
        "4행 번호 '23-005': 이미 있는 번호입니다: 23-005"
    ]


amounts = st.integers(-300, 900).filter(bool)
days = st.dates(date(2022, 12, 30), date(2024, 1, 2))


@pytest.mark.slow
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(days, amounts, st.booleans()), max_size=12), st.booleans())
def test_an_import_of_expenses_refuses_what_the_store_refuses(
    tmp_path_factory: pytest.TempPathFactory,
    rows: list[tuple[date, int, bool]],
    with_opening: bool,
) -> None:
    from secretariat_tui.areas.budget.model import OpeningDraft

    drafts = [
        ExpenseDraft(1, day, f"집행 {n}", won, over_reason="급함" if over else "")
        for n, (day, won, over) in enumerate(rows)
    ]
    folder = tmp_path_factory.mktemp("two")
    added: list[list[int]] = []
    for way in ("store", "import"):
        path = folder / f"{way}.db"
        create(path, record_classes)
        with closing(OfficeFile(path, "김주무관")) as file:
            budget.add_account(file, AccountDraft(2023, "203-03", "업무추진비"), 1_000)
            budget.add_appropriation(file, AppropriationDraft(1, date(2023, 6, 1), 500, "transfer"))
            if with_opening:
                budget.set_opening(file, OpeningDraft(1, date(2023, 3, 31), 400))
            if way == "store":
                for draft in drafts:
                    try:
                        budget.add_expense(file, draft)
                    except ValidationError:
                        continue
            elif drafts:
                source = folder / "집행.csv"
                with source.open("w", encoding="utf-8", newline="") as out:
                    table = csv.writer(out)
                    table.writerow(["집행일", "목적", "금액", "과목", "초과 사유"])
                    table.writerows(
                        [each.spent_on, each.purpose, each.won, "203-03", each.over_reason]
                        for each in drafts
                    )
                parsed = read_file(source, budget.EXPENSE_IMPORT, file.reader, TODAY)
                write(file, budget.EXPENSE_IMPORT, parsed, skip_errors=True)
            added.append(
                [won for (won,) in file.reader.tuples("SELECT won FROM expense ORDER BY id")]
            )
    assert added[0] == added[1]


texts = st.text(
    st.characters(exclude_categories=["C", "Z"], exclude_characters="|,;/~'=+-@*※:()"),
    min_size=1,
    max_size=12,
).map(lambda text: clean_input(f"가{text}나"))
moments = st.one_of(st.none(), st.times().map(lambda at: at.replace(second=0, microsecond=0)))
within_2023 = st.dates(date(2023, 1, 1), date(2023, 12, 31))


def _event(title: str, day: date, at: time | None, place: str) -> EventDraft:
    return EventDraft(title, day, at, place=place, lines=(LineDraft("주요내용", title),))


def _agreement(title: str, day: date, at: time | None, place: str) -> AgreementDraft:
    parties = (PartyDraft(place), PartyDraft(title))
    tasks = (TaskDraft(title, "doing", "박주무관", day), TaskDraft(place))
    return AgreementDraft(
        title, signed_on=day, signed_at=at, expires_on=day, parties=parties, tasks=tasks
    )


REGISTERS: dict[str, tuple[str, Callable[..., Any], Callable[[OfficeFile, Any], object]]] = {
    "schedule": ("일정", _event, schedule.add),
    "proposals": (
        "제안",
        lambda title, day, _at, place: ProposalDraft(title, day, problem=place),
        proposals.add,
    ),
    "agreements": ("협약", _agreement, agreements.add),
    "budget/expenses": (
        "집행",
        lambda title, day, at, place: ExpenseDraft(1, day, title, 1_000, at, place, headcount=3),
        budget.add_expense,
    ),
}


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["csv", "xlsx"])
@pytest.mark.parametrize("register", REGISTERS)
def test_an_export_is_read_back_into_an_empty_office(
    tmp_path_factory: pytest.TempPathFactory, register: str, suffix: str
) -> None:
    _name, make, add = REGISTERS[register]

    @settings(max_examples=4)
    @given(
        st.lists(
            st.tuples(texts, within_2023, moments, texts), max_size=4, unique_by=lambda row: row[:2]
        )
    )
    def check(rows: Sequence[tuple[str, date, time | None, str]]) -> None:
        folder = tmp_path_factory.mktemp("round")
        values = []
        out = folder / f"표.{suffix}"
        for way in ("old", "new"):
            path = folder / f"{way}.db"
            create(path, record_classes)
            with closing(OfficeFile(path, "김주무관")) as file:
                budget.add_account(file, AccountDraft(2023, "203-03", "업무추진비"), 10_000_000)
            if way == "old":
                with closing(OfficeFile(path, "김주무관")) as file:
                    for row in rows:
                        add(file, make(*row))
                period = ("--from", "2023-01-01", "--to", "2023-12-31", "--today", "2023-12-31")
                assert (
                    main(
                        [
                            "--file",
                            str(path),
                            "export",
                            register,
                            "--columns",
                            "all",
                            "-o",
                            str(out),
                            *period,
                        ]
                    )
                    == 0
                )
            else:
                assert (
                    main(
                        ["--file", str(path), "import", register, str(out), "--today", "2023-12-31"]
                    )
                    == 0
                )
            with closing(OfficeFile(path, "김주무관")) as file:
                values.append(_values(file))
        if register == "agreements":  # its table shows neither levels nor whose signatory each is
            for each in values:
                each["participant"] = [
                    (organization,)
                    for *_role, organization, _position, _level, _contact in each["participant"]
                ]
        assert values[1] == values[0]

    check()


def test_every_import_declares_fields_of_its_record() -> None:
    for area in AREAS:
        for target in area.imports().values():
            names = {*target.record.model_fields}
            columns = {*target.fields} - {*target.children}
            assert columns <= names
            assert {*target.children} == {*target.parse_rows}
            assert {name for key in target.keys for name in key} <= columns
            assert {*target.headings.values()} <= {"", *target.fields}


def test_the_command_prints_what_it_understood_and_ends_with_1_if_a_row_is_refused(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "일정.csv"
    source.write_text("행사명,일자,비고2\n회의,4.19.,x\n회의,4.31.,x\n")
    arguments = ["--file", str(path), "--today", "2023-04-19", "import", "schedule", str(source)]
    assert main([*arguments, "--dry-run"]) == 1
    printed = capsys.readouterr()
    assert "알아본 열: 행사명 → 제목, 일자 → 날짜" in printed.out
    assert "읽지 않는 열: 비고2" in printed.out
    assert "읽음 2 · 더할 것 1 · 이미 있음 0 · 받지 않음 1" in printed.out
    assert printed.err == "3행 일자 '4.31.': 달력에 없는 날입니다: 4.31.\n"
    assert main(arguments) == 1
    assert "아무것도 쓰지 않았습니다." in capsys.readouterr().err
    assert main([*arguments, "--skip-errors"]) == 1
    assert "더함 1" in capsys.readouterr().out
    assert main([*arguments, "--skip-errors"]) == 1
    printed = capsys.readouterr()
    assert "이미 있음 1" in printed.out
    assert printed.err == "3행 일자 '4.31.': 달력에 없는 날입니다: 4.31.\n"
    assert main(["--file", str(path), "import", "today", str(source)]) == 2


def test_rows_of_a_field_are_read_from_one_cell(file: OfficeFile, tmp_path: Path) -> None:
    from secretariat_tui.areas.proposals import round_queries

    path = tmp_path / "회차.csv"
    path.write_text(
        '주제,시작일,마감일,결과\n일버리기,2023-01-01,2023-03-31,"폐지 | 채택 | 42\n간소화 | 채택 | 25"\n'
        "나쁜 것,2023-01-01,2023-03-31,폐지 | 없는 말 | 1\n"
    )
    parsed = read_file(path, proposals.ROUND_IMPORT, file.reader, TODAY)
    assert [each.column for each in parsed.errors] == ["결과"]
    write(file, proposals.ROUND_IMPORT, parsed, skip_errors=True)
    stored = round_queries.stored_round(file.reader, 1)
    assert stored is not None
    assert [(each.label, each.outcome, each.count) for each in stored.draft.results] == [
        ("폐지", "adopted", 42),
        ("간소화", "adopted", 25),
    ]


def test_the_status_of_an_export_names_the_deputy_and_is_read_back(
    path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    attended = {
        "확정": "self",
        "확정·대참": "deputy",
        "확정·서면": "written",
        "확정·불참": "declined",
    }
    with closing(OfficeFile(path, "김주무관")) as file:
        for status, attendance in attended.items():
            schedule.add(file, EventDraft(status, TODAY, attendance=attendance))
    out, empty = tmp_path / "일정.csv", tmp_path / "empty.db"
    common = ["--today", f"{TODAY}"]
    assert main(["--file", str(path), "export", "schedule", "-o", str(out), *common]) == 0
    with out.open(encoding="utf-8-sig") as lines:
        shown = {row["제목"]: row["상태"] for row in csv.DictReader(lines)}
    assert shown == {status: status for status in attended}
    assert main(["--file", str(path), "show", "schedule", *common]) == 0
    assert re.search(r"확정·대참 .* 확정·대참$", capsys.readouterr().out, re.MULTILINE)

    create(empty, record_classes)
    assert main(["--file", str(empty), "import", "schedule", str(out), *common]) == 0
    with closing(OfficeFile(empty, "김주무관")) as file:
        rows = queries.agenda(file.reader, TODAY, TODAY)
        assert {row.title: row.attendance for row in rows} == attended
        assert {row.status for row in rows} == {"confirmed"}
