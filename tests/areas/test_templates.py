"""Sets of tasks: rules, the due dates on records, undo, printing, import."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas import AREAS, index_sources
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached import store as attached_store
from secretariat_tui.areas.attached.model import RecordKey, TaskDraft
from secretariat_tui.areas.programmes.model import ProgrammeDraft
from secretariat_tui.areas.programmes.store import PROGRAMMES
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.schedule import model as schedule_model
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.areas.tasks import queries
from secretariat_tui.areas.tasks.model import EVENT_KINDS, KINDS, TemplateDraft
from secretariat_tui.areas.tasks.rules import set_tasks, template_errors
from secretariat_tui.areas.tasks.store import TEMPLATES, AddedSet, add_set
from secretariat_tui.cli.main import main
from secretariat_tui.core.dates import format_day_offset, parse_day_offset
from secretariat_tui.core.errors import EditConflictError, ValidationError
from secretariat_tui.core.i18n import ENGLISH, language_set
from secretariat_tui.core.limits import MAX_DAYS
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search.find import START, search_all
from secretariat_tui.tables.search_kinds import search_results
from secretariat_tui.tui.keys.area import audit_tables
from tests.conftest import TODAY
from tests.database.states import agreement, ask, assert_sound

TABLES = audit_tables(AREAS)
VISIT = (
    TemplateDraft("현장방문 준비", "현장 답사", "event", "field_visit", "박주무관", -7, 1),
    TemplateDraft("현장방문 준비", "말씀자료", "event", "", "", -1, 2),
    TemplateDraft("현장방문 준비", "결과 보고", "event", "field_visit", "", 3, 3),
)
DAYS = st.integers(-MAX_DAYS, MAX_DAYS)
TEXTS = st.text("가나다", min_size=1, max_size=2)


@pytest.fixture
def file(path: Path) -> Iterator[OfficeFile]:
    """A file with a set for site visits."""
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as office:
        for draft in VISIT:
            TEMPLATES.add(office, draft)
        yield office


def tasks(file: OfficeFile, record: RecordKey) -> list[tuple[str, str, date | None]]:
    """Return the texts, the owners and the due dates of the tasks of a record."""
    drafts = [each.draft for each in attached.tasks(file.reader, record)]
    return [(each.text, each.owner, each.due_on) for each in drafts]


def sets(file: OfficeFile, record: RecordKey) -> list[tuple[str, int]]:
    return [(each.name, each.tasks) for each in queries.sets_for(file.reader, TABLES, record)]


@given(
    st.lists(st.tuples(TEXTS, DAYS)),
    st.none() | st.dates(date(2000, 1, 1), date(2100, 12, 31)),
    st.sets(TEXTS),
)
def test_a_set_adds_each_text_once_as_many_days_from_the_day(
    rows: list[tuple[str, int]], day: date | None, existing: set[str]
) -> None:
    templates = [TemplateDraft("틀", text, days=days) for text, days in rows]
    added, skipped = set_tasks(templates, day, existing)
    texts = [each.text for each in added]
    assert len(texts) == len(set(texts))
    assert set(texts) == {each.text for each in templates} - existing
    assert len(added) + skipped == len(templates)
    for task in added:
        first = next(each for each in templates if each.text == task.text)
        assert task.due_on == (day and day + timedelta(first.days))
        assert task.state == "todo"
    assert set_tasks(templates, day, existing | set(texts)) == ([], len(templates))


@given(DAYS)
def test_days_are_parsed_as_they_are_shown(days: int) -> None:
    assert parse_day_offset(format_day_offset(days)) == days
    assert parse_day_offset(str(days)) == days
    with language_set(ENGLISH):
        assert parse_day_offset(format_day_offset(days)) == days


@pytest.mark.parametrize(
    ("typed", "days"),
    [("-7", -7), ("7일 전", -7), ("３일 후", 3), ("+3", 3), ("10", 10), ("당일", 0), ("2일앞", -2)],
)
def test_days_as_offices_write_them(typed: str, days: int) -> None:
    assert parse_day_offset(typed) == days


@pytest.mark.parametrize("typed", ["-7일 전", "내일", "1.5", "전", "7 7", ""])
def test_days_that_are_not(typed: str) -> None:
    with pytest.raises(ValueError, match="날수를 적어 주세요"):
        parse_day_offset(typed)


@pytest.mark.parametrize(
    ("draft", "errors"),
    [
        (VISIT[0], []),
        (TemplateDraft("", "", position=0), [
            ("name", "틀의 이름을 적어 주세요."),
            ("text", "할 일의 내용을 적어 주세요."),
            ("position", "차례는 1 이상이어야 합니다."),
        ]),
        (TemplateDraft("틀", "일", "agreement", "meeting"), [("within", "일정의 종류는 일정의 틀에만 고릅니다.")]),
        (TemplateDraft("틀", "일", days=-3651), [("days", "너무 큰 수입니다. 3,650까지 적을 수 있습니다.")]),
    ],
)  # fmt: skip
def test_errors(draft: TemplateDraft, errors: list[tuple[str, str]]) -> None:
    assert template_errors(draft) == errors


def test_the_kinds_are_those_of_the_other_areas() -> None:
    dated = {name: table.title for name, table in TABLES.items() if table.record.dates}
    assert dict(KINDS) == dated
    assert {key: name for key, name in EVENT_KINDS.items() if key} == dict(schedule_model.KINDS)
    for table in TABLES.values():
        assert {*table.record.dates, table.record.kind} <= {*table.record.fields, ""}


def test_the_tasks_are_due_by_the_day_of_the_event_and_one_undo_takes_them_back(
    file: OfficeFile, path: Path
) -> None:
    day = date(2023, 5, 2)
    event = RecordKey("event", schedule.add(file, EventDraft("저류조", day, kind="field_visit")))
    attached_store.TASKS.add(file, event, TaskDraft("말씀자료", owner="이"))
    assert sets(file, event) == [("현장방문 준비", 3)]
    assert add_set(file, TABLES, event, "현장방문 준비") == AddedSet(2, 1, dated=True)
    added = [("현장 답사", "박주무관", date(2023, 4, 25)), ("결과 보고", "", date(2023, 5, 5))]
    assert tasks(file, event) == [("말씀자료", "이", None), *added]
    assert add_set(file, TABLES, event, "현장방문 준비") == AddedSet(0, 3, dated=True)
    file.undo()
    assert tasks(file, event) == [("말씀자료", "이", None)]
    file.redo()
    assert tasks(file, event)[1:] == added
    assert ask(path, "SELECT DISTINCT label FROM tx WHERE label LIKE '틀로%'") == [
        ("틀로 할 일 추가",)
    ]
    assert_sound(path)


def test_a_meeting_gets_only_what_is_for_all_events(file: OfficeFile) -> None:
    event = RecordKey("event", schedule.add(file, EventDraft("회의", TODAY, kind="meeting")))
    assert sets(file, event) == [("현장방문 준비", 1)]
    add_set(file, TABLES, event, "현장방문 준비")
    assert tasks(file, event) == [("말씀자료", "", date(2023, 4, 18))]


def test_other_records_have_the_days_of_their_areas(file: OfficeFile) -> None:
    for kind in ("agreement", "programme", "proposal"):
        TEMPLATES.add(file, TemplateDraft("후속", "점검", kind, days=10))
    signed = agreement("부산 협약")
    ends = AgreementDraft(
        "끝나는 협약", state="draft", expires_on=date(2023, 12, 1), parties=signed.parties
    )
    dateless = PROGRAMMES.add(file, ProgrammeDraft("안심마을"))
    records = {
        RecordKey("agreement", agreements.add(file, signed)): signed.signed_on,
        RecordKey("agreement", agreements.add(file, ends)): date(2023, 12, 1),
        RecordKey("proposal", proposals.add(file, ProposalDraft("감사 제보", TODAY, secret=True))): TODAY,
        RecordKey("programme", dateless): None,
    }  # fmt: skip
    for record, day in records.items():
        assert sets(file, record) == [("후속", 1)]
        assert add_set(file, TABLES, record, "후속") == AddedSet(1, 0, dated=day is not None)
        assert tasks(file, record) == [("점검", "", day and day + timedelta(10))]
    assert sets(file, RecordKey("task", 1)) == []


def test_a_template_is_changed_deleted_and_found(file: OfficeFile) -> None:
    kinds = {each.kind: each for area in AREAS for each in area.search_kinds()}
    hits = search_all(file.reader, "답사", START, 100, 10).hits
    assert [each.title for each in search_results(file.reader, kinds, hits)] == [
        "현장방문 준비 현장 답사"
    ]
    with pytest.raises(ValidationError):
        TEMPLATES.change(file, 1, 1, VISIT[0]._replace(text=""))
    TEMPLATES.change(file, 1, 1, VISIT[0]._replace(days=-14))
    stored = queries.template(file.reader, 1)
    assert stored
    assert stored.draft == VISIT[0]._replace(days=-14)
    with pytest.raises(EditConflictError):
        TEMPLATES.delete(file, 1, 1)
    TEMPLATES.delete(file, 1, 2)
    assert [each.text for each in queries.templates(file.reader)] == ["말씀자료", "결과 보고"]
    file.undo()
    assert len(queries.templates(file.reader)) == 3


def test_it_is_printed_and_imported(
    file: OfficeFile, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["show", "tasks/templates", "--format", "csv", "--file", str(path)]
    assert main(words) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines()[:2] == [
        "기록의 종류,일정의 종류,틀,차례,내용,기한,담당",
        "일정,현장방문,현장방문 준비,1,현장 답사,7일 전,박주무관",
    ]
    source = tmp_path / "templates.csv"
    source.write_text(printed + "협약,모두,후속,1,첫 점검,30일 뒤,\n", encoding="utf-8")
    assert main(["import", "tasks/templates", str(source), "--file", str(path)]) == 0
    rows = queries.templates(file.reader)
    assert [(each.kind, each.text, each.days) for each in rows if each.name == "후속"] == [
        ("agreement", "첫 점검", 30)
    ]
    assert len(rows) == 4
