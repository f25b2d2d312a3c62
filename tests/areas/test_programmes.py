"""Programmes, main tasks and campaigns on a real file: written, read, undone, found, upgraded."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import index_sources
from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import LinkDraft, RecordKey, TaskDraft
from secretariat_tui.areas.programmes import queries, timeline
from secretariat_tui.areas.programmes.details import read_programme
from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignCountDraft,
    CampaignDraft,
    PlaceDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)
from secretariat_tui.areas.programmes.store import CAMPAIGNS, PROGRAMMES, SECTIONS
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.core.errors import EditConflictError, UserError, ValidationError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query
from secretariat_tui.tables.timeline import Months, shifted, timeline_table
from tests.areas.test_attached import found
from tests.conftest import TODAY
from tests.database.states import assert_sound, state, violations

PROGRAMME = ProgrammeDraft(
    "난임부부 시술비",
    amount_from=200_000,
    starts_on=date(2023, 9, 1),
    precision="month",
    quotas=(QuotaDraft(41_000, "건", 2023), QuotaDraft(100, "명", 2024, yearly=True)),
    places=(PlaceDraft("시청사"),),
)


@pytest.fixture
def file(path: Path) -> Iterator[OfficeFile]:
    """An empty office file with a search index, opened by 김주무관."""
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as office:
        yield office


def rows(file: OfficeFile) -> list[queries.ProgrammeRow]:
    return list_query.all_rows(file.reader, queries.programmes_query(TODAY))


def test_a_programme_is_written_changed_deleted_and_undone(file: OfficeFile, path: Path) -> None:
    number = PROGRAMMES.add(file, PROGRAMME)
    stored = queries.programme(file.reader, number)
    assert stored
    assert stored.draft == PROGRAMME
    before = state(path)
    changed = PROGRAMME._replace(quotas=PROGRAMME.quotas[:1], state="running")
    PROGRAMMES.change(file, number, stored.rev, changed)
    again = queries.programme(file.reader, number)
    assert again
    assert again.draft == changed
    with pytest.raises(EditConflictError):
        PROGRAMMES.change(file, number, stored.rev, PROGRAMME)
    file.undo()
    assert state(path) == before
    PROGRAMMES.delete(file, number)
    assert state(path) == {}
    file.undo()
    assert state(path) == before
    assert_sound(path)
    assert violations(path) == []


def test_only_the_quotas_changed_is_a_change_of_the_programme(file: OfficeFile) -> None:
    number = PROGRAMMES.add(file, PROGRAMME)
    stored = queries.programme(file.reader, number)
    assert stored
    PROGRAMMES.change(file, number, stored.rev, PROGRAMME._replace(quotas=()))
    with pytest.raises(EditConflictError):
        PROGRAMMES.change(file, number, stored.rev, PROGRAMME)


def test_what_the_rules_refuse_changes_nothing(file: OfficeFile, path: Path) -> None:
    with pytest.raises(ValidationError) as refusal:
        PROGRAMMES.add(file, PROGRAMME._replace(name="", rate=101))
    assert [key for key, _text in refusal.value.errors] == ["name", "rate"]
    assert state(path) == {}


def test_a_section_with_programmes_is_not_deleted(file: OfficeFile, path: Path) -> None:
    section = SECTIONS.add(file, SectionDraft("저출생", 5))
    PROGRAMMES.add(file, PROGRAMME._replace(section_id=section))
    before = state(path)
    with pytest.raises(UserError):
        SECTIONS.delete(file, section)
    assert state(path) == before


@pytest.mark.parametrize("case", ["itself", "a part", "its own part", "gone"])
def test_main_tasks_have_one_level_of_parts(file: OfficeFile, path: Path, case: str) -> None:
    main, other = (SECTIONS.add(file, SectionDraft(name, 1)) for name in ("저출생", "창의행정"))
    part = SECTIONS.add(file, SectionDraft("난임부부 지원", 1, main))
    number, parent = {
        "itself": (other, other),
        "a part": (other, part),
        "its own part": (main, other),
        "gone": (other, 99),
    }[case]
    before = state(path)
    with pytest.raises(ValidationError) as refusal:
        SECTIONS.change(file, number, 1, SectionDraft("바꾼 과제", 1, parent))
    assert [key for key, _text in refusal.value.errors] == ["part_of_id"]
    assert state(path) == before


def test_programmes_are_in_the_order_of_their_main_tasks(file: OfficeFile) -> None:
    last, first = (SECTIONS.add(file, SectionDraft(f"과제 {n}", n)) for n in (9, 1))
    part = SECTIONS.add(file, SectionDraft("세부", 2, first))
    for name, section in (("다", last), ("나", part), ("가", first)):
        PROGRAMMES.add(file, ProgrammeDraft(name, section_id=section))
    assert [row.name for row in rows(file)] == ["가", "나", "다"]


def test_milestones_are_the_own_tasks_and_those_linked_from_others(file: OfficeFile) -> None:
    section = SECTIONS.add(file, SectionDraft("난임부부 지원", 1))
    one, other = (
        PROGRAMMES.add(file, PROGRAMME._replace(name=name, section_id=section))
        for name in ("시술비", "난자동결")
    )
    shared = TaskDraft("조례 개정", due_on=date(2023, 6, 30), precision="month")
    task = attached.TASKS.add(file, RecordKey("section", section), shared)
    for number in (one, other):
        link = LinkDraft(RecordKey("programme", number), RecordKey("task", task))
        attached.add_link(file, link)
    done = TaskDraft("발표", "done", due_on=date(2023, 3, 9))
    attached.TASKS.add(file, RecordKey("programme", one), done)
    texts = [each.draft.text for each in queries.milestones(file.reader, one)]
    assert texts == ["발표", "조례 개정"]
    assert [each.draft.text for each in queries.milestones(file.reader, other)] == ["조례 개정"]
    first, second = rows(file)
    assert (first.milestones, first.done, first.next_due) == (2, 1, date(2023, 6, 30))
    assert (second.milestones, second.done, second.next_text) == (1, 0, "조례 개정")


@pytest.mark.parametrize("visibility", ["secret", "internal", "public"])
def test_a_linked_task_of_another_record_is_no_milestone(file: OfficeFile, visibility: str) -> None:
    number = PROGRAMMES.add(file, PROGRAMME)
    event = schedule.add(file, EventDraft("제보자 면담", TODAY, visibility=visibility))
    draft = TaskDraft("제보 확인", owner="홍길동", due_on=date(2023, 5, 2))
    task = attached.TASKS.add(file, RecordKey("event", event), draft)
    attached.add_link(file, LinkDraft(RecordKey("programme", number), RecordKey("task", task)))
    (row,) = rows(file)
    assert (row.milestones, row.done, row.next_due, row.next_text) == (0, 0, None, "")
    details = read_programme(row, file.reader)
    assert details
    lines = "\n".join(line.text for line in details)
    assert "난임부부 시술비" in lines
    assert not [text for text in ("제보 확인", "홍길동", "5.2.") if text in lines]


def test_a_period_has_the_programmes_that_run_in_it(file: OfficeFile) -> None:
    for name, first, last in (
        ("끝난 것", date(2022, 1, 1), date(2022, 12, 31)),
        ("지금 것", date(2022, 1, 1), None),
        ("다음 것", date(2024, 1, 1), None),
        ("미정", None, None),
    ):
        PROGRAMMES.add(file, ProgrammeDraft(name, starts_on=first, ends_on=last))

    def names(first: date | None, last: date | None) -> list[str]:
        query = queries.programmes_query(TODAY, first, last)
        return [row.name for row in list_query.all_rows(file.reader, query)]

    assert names(date(2023, 1, 1), date(2023, 12, 31)) == ["지금 것", "미정"]
    assert names(date(2022, 12, 31), date(2022, 12, 31)) == ["끝난 것", "지금 것", "미정"]
    assert names(date(2024, 1, 1), date(2024, 1, 1)) == ["지금 것", "다음 것", "미정"]


def test_programmes_sections_and_campaigns_are_found(file: OfficeFile) -> None:
    PROGRAMMES.add(file, PROGRAMME)
    SECTIONS.add(file, SectionDraft("창의행정 추진", 4, summary="시정발전에 기여"))
    actions = (CampaignActionDraft("가로배너 게시", places="장충체육관, 서울역"),)
    counts = (CampaignCountDraft("가판대", 107, "면", 1),)
    CAMPAIGNS.add(file, CampaignDraft("박람회 유치", actions=actions, counts=counts))
    assert found(file, "시술비") == ["난임부부 시술비"]
    assert found(file, "시청사") == ["난임부부 시술비"]
    assert found(file, "시정발전") == ["4 창의행정 추진"]
    assert found(file, "장충") == ["박람회 유치"]
    assert found(file, "가판대") == ["박람회 유치"]


def test_the_timeline_has_programmes_and_milestones_below_their_section(file: OfficeFile) -> None:
    section = SECTIONS.add(file, SectionDraft("난임부부 지원", 1))
    number = PROGRAMMES.add(file, PROGRAMME._replace(section_id=section))
    PROGRAMMES.add(file, ProgrammeDraft("따로 하는 사업", starts_on=date(2023, 4, 12)))
    task = TaskDraft("조례 개정", due_on=date(2023, 6, 30), precision="month")
    attached.TASKS.add(file, RecordKey("section", section), task)
    starts = TaskDraft("시행", due_on=date(2023, 9, 1), timing="from", precision="month")
    attached.TASKS.add(file, RecordKey("programme", number), starts)
    months = Months(date(2023, 1, 1), 12)
    lines = timeline.read_timeline(file.reader, months, TODAY)
    texts = timeline_table("사업 일정표", "사업 · 일정", months, TODAY)
    assert [texts.texts(row) for row in lines] == [
        ["1 난임부부 지원", "", "       │                "],
        ["  조례 개정", "'23. 6월까지", "       │   □            "],
        ["  난임부부 시술비", "'23. 9월", "       │        ├───────"],
        ["    시행", "'23. 9월부터", "       │        □───────"],
        ["  따로 하는 사업", "'23. 4.12.", "      ├─────────────────"],
    ]
    earlier = shifted(months, -12)
    assert timeline.read_timeline(file.reader, earlier, TODAY) == []


def test_the_timeline_has_what_is_due_before_a_programme_starts_and_what_has_begun(
    file: OfficeFile,
) -> None:
    later = PROGRAMMES.add(file, ProgrammeDraft("내년 사업", starts_on=date(2026, 1, 1)))
    due = TaskDraft("조례 개정", due_on=date(2023, 6, 30), precision="month")
    attached.TASKS.add(file, RecordKey("programme", later), due)
    done = ProgrammeDraft("끝난 사업", starts_on=date(2010, 1, 1), state="done")
    over = PROGRAMMES.add(file, done)
    begun = TaskDraft("사후 관리", "doing", due_on=date(2022, 1, 1), timing="from")
    attached.TASKS.add(file, RecordKey("programme", over), begun)
    PROGRAMMES.add(file, done._replace(name="다 끝난 사업"))
    months = Months(date(2023, 1, 1), 12)
    lines = timeline.read_timeline(file.reader, months, date(2022, 1, 1))
    assert [(row.text, row.when) for row in lines] == [
        ("내년 사업", "'26. 1. 1."),
        ("조례 개정", "'23. 6월까지"),
        ("끝난 사업", "'10. 1. 1."),
        ("사후 관리", "1.1.(토)~"),
    ]
