"""The tallies: the figures of the source report, and what changes them."""

from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from secretariat_tui.areas import index_sources
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.report import queries, rules, store, tables
from secretariat_tui.areas.report.model import ConditionDraft, PartDraft, TallyDraft
from secretariat_tui.areas.report.rules import Window
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.cli.main import main
from secretariat_tui.core.errors import ValidationError
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import View
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.table import Period, Sheet

TODAY = date(2023, 4, 19)
SOURCE = [  # title, total, opening+records, sum, parts: lines 70 to 386 of the source report
    ("재난·안전 현장 방문", "22회", "20+2", "", ""),
    ("분야별 주요 시책·민생현장 방문 등", "24회", "20+4", "", ""),
    ("국무회의 참석", "12회", "11+1", "", ""),
    ("국무회의 의견개진", "3건", "2+1", "", ""),
    (
        *("시장 발표 기자설명회(간담회)", "6회", "0+6", "3+1+2"),
        "도시·주택 3 · 일반 행정 1 · 기자 간담회 2",
    ),
    ("언론매체 인터뷰", "9회", "4+5", "3+3+2+1", "신문 3 · 방송 3 · 잡지 2 · 통신·인터넷 1"),
    (
        *("불필요한 일버리기 접수", "112건", "112+0", "42+25+25+20"),
        "폐지 42 · 보류 25 · 제외 25 · 미분류 20",
    ),
    (
        *("시민불편 해소 집중점검 접수", "113건", "113+0", "14 = 1+4+9"),
        "최우수 1 · 우수 4 · 장려 9 · 선정하지 않음 99",
    ),
    ("창의발전소 업무개선 직원 제안", "332건", "332+0", "", ""),
    ("업무협약(우호교류협약)", "4건", "0+4", "", ""),
    (
        *("제16회 국무회의 상정안건", "18건", "18+0", "2+1+10+5"),
        "법률공포안 2 · 법률안 1 · 대통령령안 10 · 그 밖의 안건 5",
    ),
    (
        *("임산부 배려공간 설치기관", "10개 기관", "10+0", "5+5"),
        "시청사 1 · 서울시립과학관 1 · 서울식물원 1 · 시립미술관 1 · 서울역사박물관 1 · 이름이 적히지 않은 곳 5",
    ),
]
FIRE = EventDraft(
    "광진구 화재 현장 방문", date(2023, 4, 17), kind="field_visit", category="재난·안전",
    status="done",
)  # fmt: skip
VISITS = TallyDraft("방문", conditions=(ConditionDraft("kind", "현장방문"),))


@pytest.fixture
def office(office: Path) -> Iterator[OfficeFile]:
    """The sample office, open."""
    with closing(OfficeFile(office, "김주무관", sources=index_sources)) as file:
        yield file


def texts(sheet: Sheet[queries.TallyRow]) -> list[tuple[str, ...]]:
    """Return each row's texts without the period."""
    return [tuple(sheet.table.texts(row)[:5]) for row in sheet.rows]


def lines(
    file: OfficeFile, first: date | None = None, last: date | None = None
) -> list[tuple[str, ...]]:
    return texts(tables.tallies(file.reader, Period(TODAY, first, last)))


def total(file: OfficeFile, number: int = 1, today: date = TODAY) -> tuple[int, int]:
    row = queries.tally_row(file.reader, number, today, Window())
    assert row
    return row.figures.opening, row.figures.records


@pytest.mark.parametrize("period", [(), ("--from", "2022-07", "--to", "2023-04")])
def test_the_sample_has_the_figures_of_the_source(
    office: OfficeFile, capsys: pytest.CaptureFixture[str], period: tuple[str, ...]
) -> None:
    words = ["show", "tallies", *period, "--file", str(office.path), "--today", "2023-04-19"]
    assert main([*words, "--format", "tsv"]) == 0
    head, *rows = capsys.readouterr().out.splitlines()
    assert head.split("\t")[:5] == ["실적", "계", "기초+기록", "셈", "나눔"]
    assert [tuple(row.split("\t")[:5]) for row in rows if "\t" in row] == SOURCE


def test_one_more_disaster_visit_changes_its_line_only(office: OfficeFile) -> None:
    schedule.add(office, FIRE)
    changed = [(old, new) for old, new in zip(SOURCE, lines(office), strict=True) if old != new]
    assert changed == [(SOURCE[0], ("재난·안전 현장 방문", "23회", "20+3", "", ""))]
    office.undo()
    assert lines(office) == SOURCE


def test_a_part_counts_its_records_and_the_rest_is_shown(office: OfficeFile) -> None:
    talk = EventDraft(
        "방송 인터뷰", date(2023, 4, 3), kind="interview", outlet="KBS", media_type="방송",
        status="done",
    )  # fmt: skip
    schedule.add(office, talk)
    schedule.add(office, talk._replace(media_type="사보"))
    assert lines(office)[5][1:] == (
        "11회", "4+7", "3+4+2+1+1", "신문 3 · 방송 4 · 잡지 2 · 통신·인터넷 1 · 미분류 1",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "counted"),
    [
        ({}, 1),
        ({"status": "confirmed"}, 1),
        ({"status": "confirmed", "starts_on": TODAY}, 0),
        ({"status": "done", "starts_on": TODAY}, 1),
        ({"status": "hold"}, 0),
        ({"status": "cancelled"}, 0),
        ({"status": "postponed"}, 0),
        ({"visibility": "secret"}, 1),
        ({"kind": "meeting"}, 0),
    ],
)
def test_an_event_counts_when_it_has_happened(
    file: OfficeFile, changes: dict[str, Any], counted: int
) -> None:
    store.add(file, VISITS)
    schedule.add(file, FIRE._replace(**changes))
    assert total(file) == (0, counted)


def test_a_change_of_the_opening_part_needs_a_reason(file: OfficeFile) -> None:
    with pytest.raises(ValidationError, match="기초를 적은 까닭을 적어 주세요"):
        store.add(file, VISITS._replace(opening=20))
    draft = VISITS._replace(opening=20, opening_reason="합계만 앎", parts=(PartDraft("가", 5),))
    number = store.add(file, draft)
    for changed in (
        draft._replace(opening=21),
        draft._replace(opening_asof=TODAY),
        draft._replace(parts=(PartDraft("가", 6),)),
        draft._replace(opening=0, parts=(), opening_reason=""),
    ):
        with pytest.raises(ValidationError, match="바꾼 까닭을 새로 적어 주세요") as error:
            store.change(file, number, 1, changed)
        assert [field for field, _message in error.value.errors] == ["opening_reason"]
    store.change(file, number, 1, draft._replace(parts=(PartDraft("나", 5),), note="이름만 고침"))
    stored = queries.tally(file.reader, number)
    assert stored
    store.change(
        file, number, stored.rev, draft._replace(opening=19, opening_reason="한 건은 취소됨")
    )
    assert total(file) == (19, 0)
    file.undo()
    assert total(file) == (20, 0)


@pytest.mark.parametrize(
    ("before", "after", "needs_reason"),
    [
        ([("가", 5), ("나", 0)], [("가", 0), ("나", 5)], True),
        ([("가", 5), ("나", 0)], [("나", 5)], True),
        ([("가", 5)], [("가", 0), ("나", 5)], True),
        ([("가", 5), ("나", 3)], [("나", 5), ("가", 3)], True),
        ([("가", 5), ("나", 3)], [("나", 3), ("가", 5)], False),
        ([("가", 5), ("나", 3)], [("다", 5), ("나", 3)], False),
    ],
)
def test_an_opening_that_moves_to_another_part_needs_a_reason(
    file: OfficeFile,
    before: list[tuple[str, int]],
    after: list[tuple[str, int]],
    needs_reason: bool,
) -> None:
    def draft(parts: list[tuple[str, int]]) -> TallyDraft:
        rows = tuple(PartDraft(*part) for part in parts)
        return VISITS._replace(opening=20, opening_reason="합계만 앎", parts=rows)

    number = store.add(file, draft(before))
    if needs_reason:
        with pytest.raises(ValidationError, match="바꾼 까닭을 새로 적어 주세요"):
            store.change(file, number, 1, draft(after))
        store.change(file, number, 1, draft(after)._replace(opening_reason="잘못 나눔"))
    else:
        store.change(file, number, 1, draft(after))
    stored = queries.tally(file.reader, number)
    assert stored
    assert [(part.label, part.opening) for part in stored.draft.parts] == after


def test_records_up_to_the_day_of_the_opening_are_part_of_it(file: OfficeFile) -> None:
    draft = VISITS._replace(opening=20, opening_reason="합계만 앎")
    store.add(file, draft)
    store.add(file, draft._replace(opening_asof=date(2023, 4, 17)))
    for day in (16, 17, 18):
        schedule.add(file, FIRE._replace(starts_on=date(2023, 4, day)))
    assert total(file, 1) == (20, 3)
    assert total(file, 2) == (20, 1)
    row = queries.tally_row(file.reader, 2, TODAY, Window())
    assert row
    assert row.figures.included == 2


def test_an_opening_that_a_period_cannot_be_told_from_is_left_out_and_named(
    office: OfficeFile,
) -> None:
    shown = tables.tallies(office.reader, Period(TODAY, date(2023, 4, 1), date(2023, 4, 30)))
    assert texts(shown)[0] == ("재난·안전 현장 방문", "1회", "0+1", "", "")
    assert "재난·안전 현장 방문: 보는 기간으로 나눌 수 없는 기초는 뺐습니다: 20" in shown.notes
    titles = [row.draft.title for row in shown.rows]
    assert "불필요한 일버리기 접수" not in titles  # January to March


@pytest.mark.parametrize(
    ("asof", "ends_on", "first", "counted"),
    [
        (date(2022, 12, 31), None, date(2024, 1, 1), 0),
        (date(2022, 12, 31), None, date(2023, 1, 1), 0),
        (date(2022, 12, 31), None, date(2022, 12, 31), 20),
        (date(2022, 12, 31), date(2024, 6, 30), date(2024, 1, 1), 0),
        (None, date(2024, 6, 30), date(2024, 6, 30), 20),
        (None, None, date(2024, 1, 1), 20),
    ],
)
def test_an_opening_of_days_before_the_period_shown_is_left_out_and_named(
    file: OfficeFile,
    asof: date | None,
    ends_on: date | None,
    first: date,
    counted: int,
) -> None:
    store.add(
        file,
        VISITS._replace(opening=20, opening_reason="합계만 앎", opening_source="보고",
        opening_asof=asof, ends_on=ends_on, parts=(PartDraft("가", 20),)),
    )  # fmt: skip
    day = date(2024, 6, 30)
    sheet = tables.tallies(file.reader, Period(day, first, date(2024, 12, 31)))
    (row,) = sheet.rows
    assert (row.figures.total, row.figures.left_out) == (counted, 20 - counted)
    assert sheet.table.texts(row)[1:3] == [f"{counted}회", f"{counted}+0"]
    assert [part.total for part in row.figures.parts] == [counted]
    note = "방문: 보는 기간으로 나눌 수 없는 기초는 뺐습니다: 20"
    assert (note in sheet.notes) == (counted == 0)


def test_an_opening_that_ended_before_the_period_is_not_within_it() -> None:
    draft = VISITS._replace(opening=20, ends_on=date(2022, 12, 31))
    assert not rules.opening_within(draft, Window(date(2023, 1, 1)))
    assert rules.opening_within(draft, Window(date(2022, 12, 31)))


def test_a_record_counts_once_in_a_family(file: OfficeFile) -> None:
    disasters = TallyDraft(
        "재난", family="현장", conditions=(ConditionDraft("category", "재난·안전"),)
    )
    store.add(file, VISITS._replace(family="현장"))
    store.add(file, disasters)
    store.add(file, disasters._replace(family="안전"))
    schedule.add(file, FIRE)
    schedule.add(file, FIRE._replace(kind="meeting"))
    assert [total(file, number) for number in (1, 2, 3)] == [(0, 1), (0, 1), (0, 2)]
    sheet = tables.tallies(file.reader, Period(TODAY))
    assert sheet.notes == (
        "재난: 같은 갈래의 다른 실적에서 센 기록 1건은 여기서 세지 않았습니다.",
        "갈래가 다른 실적은 같은 기록을 셀 수 있어 더하지 않습니다: 현장, 안전",
    )


@pytest.mark.parametrize("opening_first", [True, False])
def test_a_record_that_an_opening_contains_does_not_count_again_in_its_family(
    file: OfficeFile, opening_first: bool
) -> None:
    other = VISITS._replace(title="나머지", family="현장")
    known = other._replace(
        title="합계", opening=9, opening_asof=date(2023, 12, 30), opening_source="보고",
        opening_reason="합계만 앎",
    )  # fmt: skip
    drafts = [known, other] if opening_first else [other, known]
    numbers = {draft.title: store.add(file, draft) for draft in drafts}
    numbers["밖"] = store.add(file, other._replace(title="밖", family="밖"))
    for day in range(1, 6):
        schedule.add(file, FIRE._replace(starts_on=date(2023, 12, day)))
    after = schedule.add(file, FIRE._replace(starts_on=date(2023, 12, 31)))
    today = date(2024, 1, 2)
    rows = {row.draft.title: row.figures for row in queries.tallies(file.reader, today)}
    assert (rows["합계"].opening, rows["합계"].included) == (9, 5)
    assert rows["합계"].total + rows["나머지"].total == 10
    assert rows["나머지"].records == (0 if opening_first else 1)
    assert rows["나머지"].doubles == (6 if opening_first else 5)
    assert rows["밖"].records == 6
    listed = {}
    for title in ("합계", "나머지"):
        query = queries.counted_items(file.reader, numbers[title], Window(), today)
        assert query
        listed[title] = [each.id for each in list_query.all_rows(file.reader, query)]
    first, second = ("합계", "나머지") if opening_first else ("나머지", "합계")
    assert listed == {first: [after], second: []}
    notes = tables.tallies(file.reader, Period(today)).notes
    doubles = 6 if opening_first else 5
    assert (
        f"나머지: 같은 갈래의 다른 실적에서 센 기록 {doubles}건은 여기서 세지 않았습니다." in notes
    )


def test_what_is_unusual_is_shown_and_does_not_prevent_saving(file: OfficeFile) -> None:
    draft = TallyDraft(
        "방문", ends_on=date(2023, 3, 31), opening=3, opening_reason="합계만 앎",
        opening_asof=date(2023, 4, 1), parts=(PartDraft("가", 2), PartDraft("나", 2)),
    )  # fmt: skip
    store.add(file, draft)
    schedule.add(file, FIRE._replace(category=""))
    talk = FIRE._replace(kind="interview", outlet="KBS", starts_on=date(2023, 4, 2))
    schedule.add(file, talk)
    assert tables.tallies(file.reader, Period(TODAY)).notes == (
        "방문: 기초의 기준일이 기간이 끝난 뒤입니다.",
        "방문: 나눔의 기초를 더하면 4로, 기초 3보다 많습니다.",
        "방문: 기초의 출처가 적혀 있지 않습니다.",
        "방문: 나눔을 더하면 4로, 계 3보다 많습니다.",
        "분야가 없는 방문이 1건 있습니다.",
        "매체 종류가 없는 인터뷰가 1건 있습니다.",
    )
    assert lines(file) == [("방문", "3회", "3+0", "2+2-1", "가 2 · 나 2 · 미분류 △1")]


@pytest.mark.parametrize(
    ("draft", "field", "message"),
    [
        (TallyDraft(""), "title", "실적의 이름을 적어 주세요."),
        (
            TallyDraft("가", starts_on=TODAY, ends_on=date(2023, 4, 18)),
            "ends_on",
            "끝나는 날이 시작하는 날보다 빠릅니다.",
        ),
        (
            TallyDraft("가", conditions=(ConditionDraft("channel", "메일 계정"),)),
            "conditions",
            "일정에는 이 칸이 없습니다: 경로",
        ),
        (
            TallyDraft("가", conditions=(ConditionDraft("category", ""),)),
            "conditions",
            "조건의 값을 적어 주세요: 분야",
        ),
        (TallyDraft("가", parts=(PartDraft("", 1),)), "parts", "나눔의 이름을 적어 주세요."),
    ],
)
def test_errors(draft: TallyDraft, field: str, message: str) -> None:
    assert rules.tally_errors(draft) == [(field, message)]


def test_a_tally_of_a_kind_of_a_newer_program_is_refused_without_a_crash(file: OfficeFile) -> None:
    number = store.add(file, TallyDraft("가", "none"))
    draft = TallyDraft("가", "inspection", conditions=(ConditionDraft("kind", "점검"),))
    with pytest.raises(ValidationError, match="inspection에는 이 칸이 없습니다: 구분"):
        store.change(file, number, 1, draft)
    part = draft._replace(conditions=(), parts=(PartDraft("나", 0, "kind", "점검"),))
    assert rules.tally_errors(part) == [("parts", "inspection에는 이 칸이 없습니다: 구분")]


def test_a_value_that_does_not_exist_is_refused_with_those_that_do(file: OfficeFile) -> None:
    draft = TallyDraft("가", conditions=(ConditionDraft("kind", "현장 방문"),))
    with pytest.raises(
        ValidationError, match=r"없는 값입니다: 현장 방문 쓸 수 있는 값: 현장방문, 회의"
    ):
        store.add(file, draft)


def test_a_search_result_of_a_tally_is_read_without_its_figures(
    file: OfficeFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = VISITS._replace(title="재난 방문", ends_on=date(2023, 3, 31), note="월말 보고")
    numbers = [store.add(file, draft), store.add(file, draft._replace(title="협약", ends_on=None))]
    removed = store.add(file, draft)
    store.delete(file, removed)

    def count(*_arguments: object) -> int:
        raise AssertionError("the records were counted")

    monkeypatch.setattr(list_query, "count", count)
    kind, _issued = tables.SEARCH_KINDS
    results = kind.results(file.reader, [*numbers, removed])
    assert {number: (each.title, each.day) for number, each in results.items()} == {
        numbers[0]: ("재난 방문", date(2023, 3, 31)),
        numbers[1]: ("협약", None),
    }
    assert "월말 보고" in " ".join(results[numbers[0]].texts)
    assert kind.documents(file.reader, numbers).full.keys() == set(numbers)


def test_the_history_has_conditions_by_name_and_the_reason(
    office: OfficeFile, capsys: pytest.CaptureFixture[str]
) -> None:
    stored = queries.tally(office.reader, 3)
    assert stored
    assert stored.draft.conditions == (ConditionDraft("kind", "국무회의"),)
    draft = stored.draft._replace(
        opening=12,
        opening_reason="한 번 더 있었음",
        conditions=(ConditionDraft("kind", "회의"),),
    )
    store.change(office, 3, stored.rev, draft)
    assert main(["show", "history", "--file", str(office.path), "--format", "tsv"]) == 0
    rows = [row for row in capsys.readouterr().out.splitlines() if "실적 고침" in row]
    text = "\n".join(rows)
    for part in ("11", "12", "한 번 더 있었음", "국무회의", "회의"):
        assert part in text
    assert "cabinet" not in text


def test_secret_records_count_and_are_not_named(file: OfficeFile) -> None:
    store.add(file, VISITS)
    schedule.add(file, FIRE._replace(visibility="secret", place="비밀 장소"))
    schedule.add(file, FIRE)
    row = queries.tally_row(file.reader, 1, TODAY, Window())
    query = queries.counted_items(file.reader, 1, Window(), TODAY)
    assert row
    assert query
    table = tables.items_table(row.draft)
    records = list_query.all_rows(file.reader, query)
    assert row.figures.records == 2
    assert [table.texts(each)[1:] for each in records] == [
        ["광진구 화재 현장 방문", "현장방문", "", ""],
        ["비공개", "", "", ""],
    ]
    outside = masked_sheet(Sheet(table, records))
    assert [table.texts(each)[1] for each in outside.rows] == ["광진구 화재 현장 방문"]
    assert not [each for each in records if "비밀" in "".join(table.texts(each))]


def test_a_secret_agreement_counts_and_is_not_named(file: OfficeFile) -> None:
    store.add(file, TallyDraft("협약", "agreement"))
    party = PartyDraft("경상북도", "metropolitan")
    pact = AgreementDraft(
        "공개 협약", signed_on=TODAY, state="signed", place="시청", parties=(party,)
    )
    agreements.add(file, pact)
    agreements.add(file, pact._replace(name="은밀 협약", place="밀실", secret=True))
    row = queries.tally_row(file.reader, 1, TODAY, Window())
    query = queries.counted_items(file.reader, 1, Window(), TODAY)
    assert row
    assert query
    table = tables.items_table(row.draft)
    records = list_query.all_rows(file.reader, query)
    assert row.figures.records == 2
    assert sorted(table.texts(each) for each in records) == [
        ["'23.4.19.", "공개 협약", "업무협약", "", "시청"],
        ["'23.4.19.", "비공개", "", "", ""],
    ]
    outside = masked_sheet(Sheet(table, records))
    assert [table.texts(each)[1] for each in outside.rows] == ["공개 협약"]
    for text, count in (("은밀", 0), ("밀실", 0), ("공개 협약", 1), ("시청", 1)):
        view = View(text)
        ids = list_query.record_ids(file.reader, query, view, lambda _count: True)
        assert len(ids) == count, text


def test_an_internal_record_of_a_tally_is_named_inside_the_office_only(file: OfficeFile) -> None:
    store.add(file, VISITS)
    schedule.add(file, FIRE._replace(title="내부 점검", visibility="internal"))
    schedule.add(file, FIRE)
    row = queries.tally_row(file.reader, 1, TODAY, Window())
    query = queries.counted_items(file.reader, 1, Window(), TODAY)
    assert row
    assert query
    table = tables.items_table(row.draft)
    records = list_query.all_rows(file.reader, query)
    names = sorted(table.texts(each)[1] for each in records)
    assert names == ["광진구 화재 현장 방문", "내부 점검"]
    outside = masked_sheet(Sheet(table, records))
    assert [table.texts(each)[1] for each in outside.rows] == ["광진구 화재 현장 방문"]


def test_a_part_and_its_tally_may_ask_for_different_values_of_one_record(
    file: OfficeFile,
) -> None:
    parties = (PartyDraft("행정안전부", "central"), PartyDraft("광진구", "local"))
    for each in (parties, parties[1:], parties[:1]):
        agreements.add(file, AgreementDraft("협약", signed_on=TODAY, state="signed", parties=each))
    draft = TallyDraft(
        "기초와 맺은 협약",
        "agreement",
        conditions=(ConditionDraft("level", "기초"),),
        parts=(PartDraft("중앙", 0, "level", "중앙"), PartDraft("기초", 0, "level", "기초")),
    )
    store.add(file, draft)
    (row,) = lines(file)
    assert row == ("기초와 맺은 협약", "2회", "0+2", "1+2-1", "중앙 1 · 기초 2 · 미분류 △1")


def test_proposals_and_agreements_are_counted_by_their_fields(office: OfficeFile) -> None:
    drafts = [
        TallyDraft("채택", "proposal", conditions=(ConditionDraft("outcome", "채택"),)),
        TallyDraft("메일", "proposal", conditions=(ConditionDraft("channel", "메일 계정"),)),
        TallyDraft("광역", "agreement", conditions=(ConditionDraft("level", "광역"),)),
        TallyDraft("해외", "agreement", conditions=(ConditionDraft("level", "해외"),)),
    ]
    counted = [total(office, store.add(office, draft))[1] for draft in drafts]
    reader = office.reader
    assert counted == [
        reader.value("SELECT count(*) FROM proposal WHERE outcome = 'adopted'"),
        reader.value("SELECT count(*) FROM proposal WHERE channel = 'mail'"),
        4,
        0,
    ]
    assert min(counted[:2]) > 0
