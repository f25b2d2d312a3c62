"""Attendance requests: the register, and the events made of them."""

from contextlib import closing
from datetime import date, time, timedelta
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS
from secretariat_tui.areas.attached import queries as attached
from secretariat_tui.areas.attached.model import ParticipantDraft, RecordKey, TaskDraft
from secretariat_tui.areas.attached.store import PARTICIPANTS, TASKS
from secretariat_tui.areas.attached.task_store import complete
from secretariat_tui.areas.requests import queries, tables
from secretariat_tui.areas.requests.details import describe_request
from secretariat_tui.areas.requests.model import AlternativeDraft, RequestDraft
from secretariat_tui.areas.requests.store import REQUESTS, set_state
from secretariat_tui.areas.schedule import details
from secretariat_tui.areas.schedule import queries as schedule
from secretariat_tui.areas.schedule import store as events
from secretariat_tui.areas.schedule.model import EventDraft, StepDraft
from secretariat_tui.areas.schedule.requests import request_events
from secretariat_tui.areas.schedule.requests.request_events import RequestAnswer
from secretariat_tui.areas.schedule.timing.run_of_show import run_of_show_warnings
from secretariat_tui.areas.schedule.views import event_details
from secretariat_tui.areas.schedule.writes.stamps import stamp
from secretariat_tui.areas.tasks.model import TemplateDraft
from secretariat_tui.areas.tasks.store import TEMPLATES, add_set
from secretariat_tui.areas.today.due import due_items, due_line
from secretariat_tui.areas.today.queries import overview
from secretariat_tui.core.errors import ValidationError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query
from secretariat_tui.tui.keys.area import audit_tables
from tests.tui.desk import TODAY, desk

KINDS = audit_tables(AREAS)
OPENING = RequestDraft(
    "마을 한마당 개막식",
    date(2023, 4, 10),
    host="주민자치회",
    purpose="주민 격려",
    role="speech",
    starts_on=date(2023, 5, 2),
    starts_at=time(10),
    ends_at=time(11, 30),
    place="시민광장",
    owner="김민수",
    contact="02-731-0000",
    reply_by=date(2023, 4, 21),
    alternatives=(
        AlternativeDraft(date(2023, 5, 3), time(14), time(15)),
        AlternativeDraft(date(2023, 5, 4)),
    ),
)


def shown_events(file: OfficeFile) -> list[tuple[str, str, str]]:
    """Return the days, titles and statuses of the events of May."""
    rows = schedule.agenda(file.reader, date(2023, 5, 1), date(2023, 5, 31))
    return [(f"{row.starts_on:%m-%d}", row.title, row.status) for row in rows]


def state_of(file: OfficeFile, record_id: int) -> str:
    """Return the state of a request."""
    stored = queries.request(file.reader, record_id)
    return stored.draft.state if stored else ""


def rev_of(file: OfficeFile, record_id: int) -> int:
    """Return the revision of a request."""
    stored = queries.request(file.reader, record_id)
    return stored.rev if stored else 0


@pytest.mark.parametrize(
    ("field", "name"),
    [
        ("host", "주최를"),
        ("purpose", "목적을"),
        ("starts_on", "희망일을"),
        ("place", "장소를"),
        ("contact", "연락처를"),
    ],
)
@pytest.mark.parametrize("state", ["hold", "confirmed"])
def test_nothing_is_held_or_confirmed_without_what_the_diary_needs(
    file: OfficeFile, field: str, name: str, state: str
) -> None:
    empty = None if field == "starts_on" else ""
    untimed = OPENING._replace(alternatives=(), starts_at=None, ends_at=None)
    draft = RequestDraft(**{**untimed._asdict(), field: empty})
    record_id = REQUESTS.add(file, draft)
    with pytest.raises(ValidationError, match=f"{name} 적어 주세요"):
        set_state(file, [(record_id, 1)], state)
    with pytest.raises(ValidationError, match=f"{name} 적어 주세요"):
        request_events.hold_days(file, record_id, 1)
    with pytest.raises(ValidationError, match=f"{name} 적어 주세요"):
        request_events.place(file, record_id, 1, RequestAnswer("written", AlternativeDraft(TODAY)))
    assert (state_of(file, record_id), shown_events(file)) == ("received", [])
    set_state(file, [(record_id, 1)], "declined")
    assert state_of(file, record_id) == "declined"


def test_a_deputy_is_named(file: OfficeFile) -> None:
    record_id = REQUESTS.add(file, OPENING)
    with pytest.raises(ValidationError, match="대신 참석할 사람"):
        set_state(file, [(record_id, 1)], "deputy")
    set_state(file, [(record_id, 1)], "deputy", "행정1부시장")
    (row,) = list_query.all_rows(file.reader, queries.received_query(TODAY))
    assert (row.state, row.days_left) == ("deputy", None)


def test_all_days_are_held_and_one_is_confirmed_in_one_edit_each(file: OfficeFile) -> None:
    record_id = REQUESTS.add(file, OPENING)
    held = request_events.hold_days(file, record_id, 1)
    assert shown_events(file) == [
        ("05-02", OPENING.title, "hold"),
        ("05-03", OPENING.title, "hold"),
        ("05-04", OPENING.title, "hold"),
    ]
    drafts = [stored.draft for each in held if (stored := schedule.event(file.reader, each))]
    assert [each.hold_until for each in drafts] == [OPENING.reply_by] * 3
    assert {each.hold_group for each in drafts} == {f"참석요청 {record_id}"}
    assert (drafts[1].starts_at, drafts[1].ends_at) == (time(14), time(15))
    assert [(each.label, each.text) for each in drafts[0].lines] == [
        ("주최", "주민자치회"),
        ("목적", "주민 격려"),
    ]
    assert state_of(file, record_id) == "hold"
    links = attached.links(file.reader, KINDS, RecordKey("attendancerequest", record_id))
    assert [(each.kind, each.record_id) for each in links] == [("event", each) for each in held]

    assert request_events.hold_days(file, record_id, rev_of(file, record_id)) == []
    given = RequestAnswer("confirmed", OPENING.alternatives[0])
    assert request_events.place(file, record_id, rev_of(file, record_id), given) == held[1]
    assert shown_events(file) == [
        ("05-02", OPENING.title, "cancelled"),
        ("05-03", OPENING.title, "confirmed"),
        ("05-04", OPENING.title, "cancelled"),
    ]
    assert state_of(file, record_id) == "confirmed"
    file.undo()
    assert {status for _day, _title, status in shown_events(file)} == {"hold"}
    assert state_of(file, record_id) == "hold"


def test_a_confirmed_hold_confirms_its_request(file: OfficeFile) -> None:
    record_id = REQUESTS.add(file, OPENING)
    first, *_others = request_events.hold_days(file, record_id, 1)
    events.set_status(file, first, 1, "confirmed")
    assert state_of(file, record_id) == "confirmed"
    assert [status for _day, _title, status in shown_events(file)] == [
        "confirmed",
        "cancelled",
        "cancelled",
    ]
    file.undo()
    assert state_of(file, record_id) == "hold"


def test_a_declined_request_frees_its_holds(file: OfficeFile) -> None:
    record_id = REQUESTS.add(file, OPENING)
    request_events.hold_days(file, record_id, 1)
    request_events.set_states(file, [(record_id, rev_of(file, record_id))], "declined")
    assert {status for _day, _title, status in shown_events(file)} == {"cancelled"}


@pytest.mark.parametrize(
    ("given", "attendance", "deputy"),
    [
        (RequestAnswer("confirmed"), "self", ""),
        (RequestAnswer("deputy", deputy="행정1부시장"), "deputy", "행정1부시장"),
        (RequestAnswer("written", OPENING.alternatives[0]), "written", ""),
    ],
)
def test_an_answer_becomes_an_event(
    file: OfficeFile, given: RequestAnswer, attendance: str, deputy: str
) -> None:
    secret = OPENING._replace(secret=given.state == "written")
    record_id = REQUESTS.add(file, secret)
    stored = schedule.event(file.reader, request_events.place(file, record_id, 1, given))
    assert stored
    draft = stored.draft
    assert (draft.attendance, draft.deputy, draft.role) == (attendance, deputy, "speech")
    assert (draft.place, draft.status, draft.hold_until) == ("시민광장", "confirmed", None)
    assert draft.visibility == ("secret" if secret.secret else "public")
    assert draft.starts_on == date(2023, 5, 3 if given.day else 2)


def test_the_reply_is_due_on_today(file: OfficeFile) -> None:
    REQUESTS.add(file, OPENING)
    REQUESTS.add(file, OPENING._replace(title="지난 것", reply_by=TODAY - timedelta(1)))
    REQUESTS.add(file, OPENING._replace(title="비밀", reply_by=TODAY, secret=True))
    REQUESTS.add(file, OPENING._replace(title="먼 것", reply_by=TODAY + timedelta(8)))
    REQUESTS.add(file, OPENING._replace(title="거절한 것", state="declined"))
    items = due_items(overview(file.reader, KINDS, TODAY))
    assert [due_line(each).text for each in items] == [
        " ! D+1   회신     지난 것  주민자치회",
        " ▲ D-day 회신     비공개",
        " ▲ D-2   회신     마을 한마당 개막식  주민자치회",
    ]
    counts = queries.counts(file.reader, TODAY)
    assert (counts.requests, counts.open, counts.overdue) == (5, 4, 1)


def test_details_name_what_is_missing() -> None:
    lines = [line.text for line in describe_request(OPENING._replace(place=""), TODAY)]
    assert lines == [
        "마을 한마당 개막식",
        "상태  □ 접수",
        "주최  주민자치회",
        "목적  주민 격려",
        "역할  축사",
        "희망 일시  2023. 5. 2.(화) 10:00~11:30",
        "대체 일시  2023. 5. 3.(수) 14:00~15:00",
        "대체 일시  2023. 5. 4.(목)",
        "담당  김민수 · 02-731-0000",
        "접수일  2023. 4. 10.(월)",
        "회신 기한  ▲ 2023. 4. 21.(금) D-2",
        "▲ 비어 있어 일정으로 올릴 수 없음: 장소",
    ]


def test_a_secret_request_hides_all_but_its_dates(file: OfficeFile) -> None:
    REQUESTS.add(file, OPENING._replace(secret=True))
    query = queries.received_query(TODAY).with_fields(["contact", "alternatives"])
    (row,) = list_query.all_rows(file.reader, query)
    texts = [column.text(row) for column in tables.REQUESTS.columns]
    assert texts == ["'23.4.10.", "비공개", "", "", "", "접수", "'23.4.21. D-2", ""]
    further = {each.key: each.text(row) for each in tables.REQUESTS.further}
    assert (further["contact"], further["alternatives"]) == ("", "")
    assert file.undo() == "참석요청 추가: 비공개"


def test_proposed_days_without_a_time_are_shown(file: OfficeFile) -> None:
    REQUESTS.add(file, OPENING)
    query = queries.received_query(TODAY).with_fields(["alternatives"])
    (row,) = list_query.all_rows(file.reader, query)
    shown = next(each for each in tables.REQUESTS.further if each.key == "alternatives").text(row)
    assert shown == "2023. 5. 3.(수) | 14:00 | 15:00 / 2023. 5. 4.(목)"


async def test_a_request_goes_from_the_inbox_into_the_diary(path: Path) -> None:
    with closing(OfficeFile(path, "이주무관")) as file:
        REQUESTS.add(file, OPENING._replace(place=""))
        events.add(file, EventDraft("국무회의", date(2023, 5, 3), time(14, 30), time(16)))
    async with desk(path, (120, 40), area="schedule") as there:
        shown = await there.press("ctrl+a")
        assert "일정 › 참석요청 1건 · 답할 것 1" in shown
        assert "'23.4.21. D-2" in shown
        await there.press("f3")
        shown = await there.press("enter")
        assert "장소를 적어 주세요" in shown
        await there.press("escape", "f2", *["tab"] * 7)
        shown = await there.press(*"시민광장", "ctrl+s")
        assert "비어 있어" not in shown
        shown = await there.press("f3", "enter")
        assert "잠정 일정 3건을 올렸습니다." in shown
        assert "· 답할 것 1 · 잠정 1" in shown
        shown = await there.press("f4")
        shown = await there.press("down", "enter")
        assert "어느 날로 할까요" in shown
        shown = await there.press("down", "enter")
        assert "겹침: 14:30 국무회의" in shown
        assert "· 답할 것 0 · 잠정 0" in shown
        shown = await there.press("enter")
        assert "상태  ● 확정" in shown
        assert "이어진 기록 3" in shown
        await there.press("escape")
        await there.press("ctrl+z")
        assert "· 답할 것 1 · 잠정 1" in await there.press("f5")


def test_a_deputy_and_the_people_are_shown_with_the_event(file: OfficeFile) -> None:
    given = RequestAnswer("deputy", deputy="행정1부시장")
    record_id = request_events.place(file, REQUESTS.add(file, OPENING), 1, given)
    event = RecordKey("event", record_id)
    PARTICIPANTS.add(file, event, ParticipantDraft("staff", "박주무관", "기획관"))
    PARTICIPANTS.add(file, event, ParticipantDraft("chair", "김민수", "주민자치회", "회장"))
    (row,) = schedule.agenda(file.reader, date(2023, 5, 1), date(2023, 5, 31))
    spans = details.title_spans(row)
    assert spans == [("대참 ", "dim"), (OPENING.title, "dim")]
    lines = [line.text for line in event_details.read_event(row, file.reader) or ()]
    assert "주재  김민수(주민자치회 회장)" in lines
    assert "배석  박주무관(기획관)" in lines


def test_steps_after_the_end_are_named() -> None:
    steps = (StepDraft(0, "개회"), StepDraft(95, "폐회"), StepDraft(80, "촬영"))
    draft = EventDraft("개막식", TODAY, time(10), time(11, 30), steps=steps)
    assert run_of_show_warnings(draft) == [
        "식순 폐회: 끝나는 시각보다 5분 뒤입니다.",
        "식순 촬영: 앞 순서보다 15분 먼저입니다.",
    ]


def test_tasks_of_a_set_move_with_their_event(file: OfficeFile) -> None:
    event_id = events.add(file, EventDraft("국무회의", date(2023, 5, 2), kind="cabinet"))
    for text, days in (("안건 요약", -2), ("말씀자료", -1), ("결과 보고", 2)):
        TEMPLATES.add(file, TemplateDraft("국무회의 준비", text, within="cabinet", days=days))
    event = RecordKey("event", event_id)
    add_set(file, KINDS, event, "국무회의 준비")
    TASKS.add(file, event, TaskDraft("직접 적은 것", due_on=date(2023, 5, 1)))
    summary, speech, *_others = attached.tasks(file.reader, event)
    complete(file, [(summary.id, summary.rev)], TODAY, "")
    TASKS.change(file, speech.id, speech.rev, speech.draft._replace(due_on=date(2023, 4, 28)))

    def due() -> list[str]:
        return [f"{each.draft.due_on:%m-%d}" for each in attached.tasks(file.reader, event)]

    assert due() == ["04-30", "04-28", "05-04", "05-01"]
    stored = schedule.event(file.reader, event_id)
    assert stored
    moved = stored.draft._replace(starts_on=date(2023, 5, 9))
    events.change(file, event_id, stored.rev, moved)
    assert due() == ["04-30", "04-28", "05-11", "05-01"]
    file.undo()
    assert due() == ["04-30", "04-28", "05-04", "05-01"]


def test_events_are_stamped_once_and_undone(file: OfficeFile) -> None:
    first = events.add(file, EventDraft("국무회의", TODAY))
    other = events.add(file, EventDraft("간부회의", TODAY))
    assert stamp(file, [(first, 1)], "seen_on", TODAY) == 1
    assert stamp(file, [(first, 2), (other, 1)], "seen_on", TODAY + timedelta(1)) == 1

    def seen() -> list[date | None]:
        stored = [schedule.event(file.reader, each) for each in (first, other)]
        return [each.draft.seen_on for each in stored if each]

    assert seen() == [TODAY, TODAY + timedelta(1)]
    file.undo()
    assert seen() == [TODAY, None]
