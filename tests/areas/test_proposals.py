"""The inbox of proposals: what the store keeps and what people read."""

from datetime import date, timedelta

import pytest

from secretariat_tui.areas.proposals import queries, round_queries, store, tables
from secretariat_tui.areas.proposals.details import describe_proposal
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.proposals.queries import ProposalCounts, ProposalDetail
from secretariat_tui.core.errors import EditConflictError, RuleError, ValidationError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.tables import export
from secretariat_tui.tables.formats import TEXT_FORMATS
from secretariat_tui.tables.table import Period

TODAY = date(2023, 4, 19)
TICKET = ProposalDraft(
    "예시) 민원실 대기표를 휴대전화로 받기",
    date(2023, 4, 14),
    theme="시민불편 해소",
    problem="자리를 뜨면 차례를 놓친다.",
    idea="차례가 가까우면 알린다.",
    effect="기다리는 시간을 쓸 수 있다.",
    dept="민원담당관",
)
SECRET = TICKET._replace(title="예시) 고충 상담", channel="mail", theme="몰래", secret=True)
CUTTING = RoundDraft(
    "불필요한 일버리기",
    date(2023, 1, 1),
    date(2023, 3, 31),
    112,
    results=(
        ResultDraft("폐지", "adopted", 42),
        ResultDraft("보류", "held", 25),
        ResultDraft("제외", "excluded", 25),
    ),
)
ADOPT = Decision("decided", "adopted", start_on=date(2023, 6, 1))


def decide(file: OfficeFile, number: int, decision: Decision, today: date = TODAY) -> None:
    store.decide(file, number, detail(file, number).stored.rev, decision, today)


def detail(file: OfficeFile, number: int, today: date = TODAY) -> ProposalDetail:
    found = queries.detail(file.reader, number, today)
    assert found
    return found


def lines(file: OfficeFile, today: date = TODAY) -> list[list[str]]:
    sheet = tables.inbox(file.reader, Period(today))
    return [sheet.table.texts(row) for row in sheet.rows]


def test_what_is_stored_is_what_was_typed(file: OfficeFile) -> None:
    number = store.add(file, SECRET)
    stored = queries.proposal(file.reader, number)
    assert stored
    assert stored.draft == SECRET._replace(number="23-001")
    assert queries.proposal(file.reader, 99) is None
    assert queries.detail(file.reader, 99, TODAY) is None


def test_numbers_follow_the_years_highest(file: OfficeFile) -> None:
    for number in ("23-041", "23-1002", "22-007", "23-임시", "23-7가", "2023-1"):
        store.add(file, TICKET._replace(number=number))
    assert queries.next_number(file.reader, 2022) == "22-008"
    assert queries.next_number(file.reader, 2023) == "23-1003"
    assert queries.next_number(file.reader, 2024) == "24-001"


def test_a_number_is_given_once(file: OfficeFile) -> None:
    first = store.add(file, TICKET)
    other = store.add(file, TICKET)
    with pytest.raises(ValidationError, match="이미 있는 번호입니다: 23-001"):
        store.add(file, TICKET._replace(number="23-001"))
    with pytest.raises(ValidationError, match="이미 있는 번호입니다: 23-001"):
        store.change(file, other, 1, TICKET._replace(number="23-001"))
    store.change(file, first, 1, TICKET._replace(note="고침"))
    assert detail(file, first).stored.draft == TICKET._replace(number="23-001", note="고침")


def test_what_a_rule_forbids_is_not_entered(file: OfficeFile) -> None:
    with pytest.raises(ValidationError):
        store.add(file, ProposalDraft("", None))
    number = store.add(file, TICKET)
    with pytest.raises(ValidationError):
        store.change(file, number, 1, TICKET._replace(title=""))
    assert detail(file, number).stored.draft.title == TICKET.title


def test_a_stale_change_or_decision_is_refused(file: OfficeFile) -> None:
    number = store.add(file, TICKET)
    decide(file, number, Decision("review"))
    with pytest.raises(EditConflictError):
        store.change(file, number, 1, TICKET)
    with pytest.raises(EditConflictError):
        store.decide(file, number, 1, Decision("panel"), TODAY)
    assert detail(file, number).entry.state == "review"


def test_the_inbox_as_people_read_it(file: OfficeFile) -> None:
    late = store.add(file, TICKET._replace(received_on=date(2023, 3, 15)))
    paused = store.add(file, TICKET._replace(received_on=date(2023, 4, 13), channel="bureaus"))
    held = store.add(file, TICKET._replace(received_on=date(2023, 3, 1), theme=""))
    adopted = store.add(file, TICKET._replace(received_on=date(2023, 2, 14)))
    store.add(file, TICKET)
    store.add(file, SECRET)
    decide(file, late, Decision("review"))
    decide(file, paused, Decision("returned", reason="자료 보완"), date(2023, 4, 16))
    decide(file, held, Decision("decided", "held", hold_until=TODAY), date(2023, 3, 20))
    decide(file, adopted, ADOPT)
    title = TICKET.title
    assert lines(file) == [
        ["23-006", "'23.4.14.", "비공개", "메일 계정", "", "접수", "D-26"],
        ["23-005", "'23.4.14.", title, "창의발전소", "시민불편 해소", "접수", "D-26"],
        ["23-002", "'23.4.13.", title, "실·본부·국 수합", "시민불편 해소", "보완요청", "멈춤 3일"],
        ["23-001", "'23.3.15.", title, "창의발전소", "시민불편 해소", "검토중", "기한 지남"],
        ["23-003", "'23.3.1.", title, "창의발전소", "", "보류", "재검토 D-day"],
        ["23-004", "'23.2.14.", title, "창의발전소", "시민불편 해소", "채택", "–"],
    ]
    assert tables.inbox(file.reader, Period(TODAY)).basis == (
        "(기준: '23.4.19. / 접수 2 · 보완요청 1 · 검토중 1 · 심사대기 0 · 결정 2 · 기한 지남 1)"
    )
    soon = queries.attention(file.reader, TODAY, 3)
    assert [entry.number for entry in soon] == ["23-001", "23-003", "23-005"]
    counts = queries.counts(file.reader, TODAY)
    assert counts == ProposalCounts(2, 1, 1, 0, 2, overdue=1, waiting=0, held_due=1)
    march = tables.inbox(file.reader, Period(TODAY, date(2023, 3, 1), date(2023, 3, 31)))
    assert [row.number for row in march.rows] == ["23-001", "23-003"]


@pytest.mark.parametrize("name", [*TEXT_FORMATS])
def test_a_secret_proposal_leaves_with_its_number_only(file: OfficeFile, name: str) -> None:
    number = store.add(file, SECRET._replace(round_id=store.add_round(file, CUTTING)))
    out = export.text(tables.inbox(file.reader, Period(TODAY)), name)
    assert "23-001" in out
    assert "비공개" in out
    (entry,) = queries.inbox(file.reader, TODAY)
    for text in (SECRET.title, SECRET.theme, SECRET.idea, CUTTING.theme):
        assert text not in out + repr(entry)
    assert detail(file, number).stored.draft.title == SECRET.title
    assert file.reader.value("SELECT label FROM tx ORDER BY id DESC") == "제안 추가: 비공개"


def test_the_days_of_a_pause_and_of_a_decision_do_not_count(file: OfficeFile) -> None:
    number = store.add(file, TICKET._replace(received_on=date(2023, 3, 1)))
    decide(file, number, Decision("returned", reason="자료 보완"), date(2023, 3, 6))
    assert detail(file, number, date(2023, 3, 9)).entry.due == date(2023, 4, 4)
    decide(file, number, Decision("review"), date(2023, 3, 11))
    assert detail(file, number, date(2023, 3, 31)).entry.due == date(2023, 4, 6)
    decide(file, number, Decision("decided", "rejected", "실익 없음"), date(2023, 4, 6))
    decide(file, number, Decision("panel", reason="재심사 요청"), date(2023, 5, 6))
    entry = detail(file, number, date(2023, 5, 6)).entry
    assert (entry.period_end, entry.due) == (date(2023, 5, 6), date(2023, 5, 8))
    assert (entry.left, entry.overdue) == (2, False)
    assert not detail(file, number, date(2023, 5, 8)).entry.overdue
    assert detail(file, number, date(2023, 5, 9)).entry.overdue
    for day, overdue in ((8, 0), (9, 1)):
        assert queries.counts(file.reader, date(2023, 5, day)).overdue == overdue


@pytest.mark.parametrize(
    ("received", "text", "last"),
    [
        (date(2023, 3, 21), "2023. 4. 21.(금)", date(2023, 4, 21)),
        (date(2023, 3, 22), "2023. 4. 22.(토) → 4.24.(월)", date(2023, 4, 24)),
        (date(2023, 3, 23), "2023. 4. 23.(일) → 4.24.(월)", date(2023, 4, 24)),
        (date(2023, 3, 24), "2023. 4. 24.(월)", date(2023, 4, 24)),
    ],
)
def test_a_period_that_ends_on_a_weekend_ends_on_monday(
    file: OfficeFile, received: date, text: str, last: date
) -> None:
    number = store.add(file, TICKET._replace(received_on=received))
    found = detail(file, number, TODAY)
    shown = "\n".join(line.text for line in describe_proposal(found, ()))
    assert f"결정까지 {text} D-{(last - TODAY).days}" in shown
    for day, overdue in ((last, 0), (last + timedelta(1), 1)):
        assert queries.counts(file.reader, day).overdue == overdue
        assert detail(file, number, day).entry.overdue == bool(overdue)


def test_a_chosen_day_to_review_is_not_moved(file: OfficeFile) -> None:
    number = store.add(file, TICKET)
    held = Decision("decided", "held", hold_until=date(2023, 4, 22))
    decide(file, number, held, TODAY)
    shown = "\n".join(line.text for line in describe_proposal(detail(file, number, TODAY), ()))
    assert "재검토 2023. 4. 22.(토) D-3" in shown
    for day, due in ((21, 0), (22, 1)):
        assert queries.counts(file.reader, date(2023, 4, day)).held_due == due


def test_a_round_starts_the_clock_when_it_closes(file: OfficeFile) -> None:
    opened = store.add_round(file, CUTTING)
    number = store.add(file, TICKET._replace(received_on=date(2023, 2, 1), round_id=opened))
    store.add(file, TICKET._replace(received_on=date(2023, 4, 4)))
    decide(file, number, Decision("returned", reason="자료 보완"), date(2023, 3, 20))
    first, _second = queries.attention(file.reader, date(2023, 4, 3), 2)
    assert (first.id, first.due) == (number, date(2023, 5, 3))
    decide(file, number, Decision("review"), date(2023, 4, 5))
    entry = detail(file, number).entry
    assert (entry.round, entry.due) == (CUTTING.theme, date(2023, 5, 8))  # 어린이날 is a Friday
    with pytest.raises(EditConflictError, match="이어진 다른 기록"):
        store.delete_round(file, opened)


def test_a_decision_keeps_only_what_belongs_to_its_outcome(file: OfficeFile) -> None:
    number = store.add(file, TICKET)
    later = date(2023, 9, 1)
    decide(file, number, ADOPT._replace(hold_until=later, duplicate_of=number))
    found = detail(file, number)
    assert found.entry.hold_until is None
    assert (found.decision.start_on, found.decision.duplicate_of) == (date(2023, 6, 1), None)


def test_duplicates_know_each_other_and_hold_the_first_in_place(file: OfficeFile) -> None:
    first = store.add(file, TICKET)
    second = store.add(file, TICKET)
    third = store.add(file, TICKET)
    same = Decision("decided", "duplicate", "같은 제안", duplicate_of=first)
    store.decide_many(file, [(second, 1), (third, 1)], same, TODAY)
    assert detail(file, first).decision.duplicates == "23-002, 23-003"
    assert detail(file, second).decision.duplicate_of == "23-001"
    with pytest.raises(RuleError, match="23-002, 23-003"):
        store.delete(file, first)
    for number, moved in ((first, date(2023, 4, 15)), (second, date(2023, 4, 13))):
        rev = detail(file, number).stored.rev
        with pytest.raises(ValidationError, match="앞뒤가 바뀝니다"):
            store.change(file, number, rev, TICKET._replace(received_on=moved))
    older = store.add(file, TICKET._replace(received_on=date(2023, 4, 1)))
    with pytest.raises(ValidationError, match="중복으로 표시된 제안이 있습니다"):
        decide(file, first, same._replace(duplicate_of=older))
    with pytest.raises(ValidationError, match="찾을 수 없습니다"):
        decide(file, older, same._replace(duplicate_of=99))
    decide(file, second, Decision("panel", reason="서로 다른 제안"))
    assert detail(file, first).decision.duplicates == "23-003"


def test_many_are_decided_together_or_not_at_all(file: OfficeFile) -> None:
    marked = [(store.add(file, TICKET), 1) for _count in range(3)]
    before = lines(file)
    decide(file, marked[1][0], Decision("review"))
    marked[1] = (marked[1][0], 2)
    with pytest.raises(ValidationError, match="검토중 상태에서 검토중") as refusal:
        store.decide_many(file, marked, Decision("review"), TODAY)
    assert refusal.value.location == "23-002"
    assert [line[5] for line in lines(file)] == ["접수", "검토중", "접수"]
    store.decide_many(file, marked, ADOPT, TODAY)
    assert [line[5] for line in lines(file)] == ["채택"] * 3
    assert file.undo() == "제안 처리: 3건 채택"
    assert file.undo() == "제안 처리: 23-002 검토중"
    assert lines(file) == before


def test_a_deleted_proposal_comes_back(file: OfficeFile) -> None:
    number = store.add(file, TICKET)
    decide(file, number, Decision("review"))
    before = detail(file, number)
    store.delete(file, number)
    assert queries.inbox(file.reader, TODAY) == []
    assert file.undo() == "제안 지움: 23-001"
    after = detail(file, number)
    assert after.entry == before.entry._replace(rev=after.stored.rev)
    assert detail(file, number).stored.draft == before.stored.draft


def test_history_tells_who_moved_it_where_and_why(file: OfficeFile) -> None:
    number = store.add(file, TICKET)
    decide(file, number, Decision("returned", reason="자료 보완"))
    store.change(file, number, 2, TICKET._replace(note="전화함"))
    decide(file, number, ADOPT)
    file.undo()
    moves = queries.history(file.reader, number)
    assert [(move.who, move.kind, move.state, move.outcome, move.reason) for move in moves] == [
        ("김주무관", "do", "received", None, ""),
        ("김주무관", "do", "returned", None, "자료 보완"),
        ("김주무관", "do", "decided", "adopted", ""),
        ("김주무관", "undo", "returned", None, "자료 보완"),
    ]


def test_rounds_show_what_their_results_leave_open(file: OfficeFile) -> None:
    store.add_round(file, CUTTING)
    later = RoundDraft("인구변화 대응", date(2023, 3, 20), date(2023, 4, 30))
    running = store.add_round(file, later)
    store.add(file, TICKET._replace(round_id=running))
    sheet = tables.rounds(file.reader, Period(TODAY))
    assert [sheet.table.texts(row) for row in sheet.rows] == [
        ["인구변화 대응", "'23.3.20.~'23.4.30.", "1", "", "1"],
        ["불필요한 일버리기", "'23.1.~'23.3.", "112", "폐지 42, 보류 25, 제외 25", "20"],
    ]
    assert sheet.notes == ("회차의 기간이 겹치므로 접수를 더하지 않습니다.",)
    april = tables.rounds(file.reader, Period(TODAY, date(2023, 4, 1)))
    assert [row.theme for row in april.rows] == ["인구변화 대응"]
    assert april.notes == ()


def test_a_round_is_kept_as_typed_changed_and_brought_back(file: OfficeFile) -> None:
    number = store.add_round(file, CUTTING)
    stored = round_queries.stored_round(file.reader, number)
    assert stored
    assert stored.draft == CUTTING
    more = CUTTING._replace(received=100, results=CUTTING.results[:1])
    store.change_round(file, number, stored.rev, more)
    with pytest.raises(EditConflictError):
        store.change_round(file, number, stored.rev, CUTTING)
    store.delete_round(file, number)
    assert round_queries.stored_round(file.reader, number) is None
    assert file.reader.value("SELECT count(*) FROM roundresult") == 0
    file.undo()
    brought_back = round_queries.stored_round(file.reader, number)
    assert brought_back
    assert brought_back.draft == more


def test_the_summary_counts_every_proposal_once(file: OfficeFile) -> None:
    store.add(file, SECRET)
    store.add(file, TICKET)
    decide(file, store.add(file, TICKET), ADOPT)
    sheet = tables.summary(file.reader, Period(TODAY))
    found = {texts[0]: texts[1:] for texts in map(sheet.table.texts, sheet.rows)}
    assert found["접수"] == ["1", "0", "1", "2"]
    assert found["채택"] == ["1", "0", "0", "1"]
    assert found["계"] == ["2", "0", "1", "3"]
    assert len(found) == 13


def test_what_changed_since_it_was_read_is_not_deleted(file: OfficeFile) -> None:
    number, opened = store.add(file, TICKET), store.add_round(file, CUTTING)
    (entry,), (round_,) = queries.inbox(file.reader, TODAY), round_queries.rounds(file.reader)
    store.change(file, number, entry.rev, TICKET._replace(note="고침"))
    store.change_round(file, opened, round_.rev, CUTTING._replace(note="고침"))
    with pytest.raises(EditConflictError):
        store.delete(file, number, entry.rev)
    with pytest.raises(EditConflictError):
        store.delete_round(file, opened, round_.rev)
    store.delete(file, number, entry.rev + 1)
    store.delete_round(file, opened, round_.rev + 1)
    assert queries.inbox(file.reader, TODAY) == []
    assert round_queries.rounds(file.reader) == []


@pytest.mark.parametrize("today", [date.min, TODAY, date.max])
def test_rows_at_the_calendars_end_are_read(file: OfficeFile, today: date) -> None:
    opened = store.add_round(file, CUTTING)
    store.add(file, TICKET._replace(round_id=opened))
    store.add(file, TICKET)
    with file.edit("옛 파일") as session:
        run = session.connection().exec_driver_sql
        run("UPDATE round SET ends_on = '9999-12-31'")
        run("UPDATE proposal SET received_on = '9999-12-31' WHERE round_id IS NULL")
    assert [entry.due for entry in queries.inbox(file.reader, today)] == [date.max] * 2
    assert [entry.due for entry in queries.attention(file.reader, today, 8)] == [date.max] * 2
    assert queries.counts(file.reader, today).overdue == 0
    assert len(lines(file, today)) == 2
