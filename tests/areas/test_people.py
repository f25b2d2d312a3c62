"""The register of people and organizations in real files: dealings, merging, retention, migration."""

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from secretariat_tui.areas import AREAS, index_sources, record_classes
from secretariat_tui.areas.agreements import store as agreements
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.attached import queries as attached_queries
from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import (
    LinkDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
)
from secretariat_tui.areas.people import queries, store, tables
from secretariat_tui.areas.people.model import AliasDraft, ContactDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft
from secretariat_tui.cli import main
from secretariat_tui.core.errors import EditConflictError, UserError, ValidationError
from secretariat_tui.database.audit import retention
from secretariat_tui.database.file import OfficeFile, upgrade_if_older
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.find import START, search_all
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.database.transfer.load import load
from secretariat_tui.tables.masking import masked_sheet
from secretariat_tui.tables.search_kinds import search_results
from secretariat_tui.tables.table import Period, Sheet
from secretariat_tui.tui.keys.area import audit_tables, delete_functions
from tests.database.release import RELEASED
from tests.database.states import ask, assert_sound, state, violations

DAY = date(2023, 4, 19)
GOVERNOR = ContactDraft(
    "이철우", "person", "경상북도", "도지사", "metropolitan", "054-123-4567", DAY
)
PROVINCE = ContactDraft("경상북도", "organization", level="metropolitan", confirmed_on=DAY)
PARTY = PartyDraft("경상북도", "metropolitan", "이철우")
MEETING = EventDraft("경상북도지사 면담", date(2023, 3, 2))


@pytest.fixture
def file(path: Path) -> Iterator[OfficeFile]:
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as opened:
        yield opened


def _agreement(file: OfficeFile, name: str, *parties: PartyDraft, on: date = DAY) -> int:
    return agreements.add(file, AgreementDraft(name, signed_on=on, parties=parties))


def _meeting(file: OfficeFile, draft: EventDraft = MEETING, **person: str) -> int:
    number = schedule.add(file, draft)
    values = {"name": "이철우", "organization": "경상북도", **person}
    participant = ParticipantDraft("attendee", **values)
    attached.PARTICIPANTS.add(file, RecordKey("event", number), participant)
    return number


def _dealings(file: OfficeFile, number: int) -> list[tuple[str, str, str]]:
    """Return the dealings of a contact: day, kind and name of each record."""
    kinds = [kind for area in AREAS for kind in area.search_kinds()]
    rows = queries.dealings(file.reader, audit_tables(AREAS), kinds, number)
    counted = [
        row.dealings
        for row in list_query.all_rows(file.reader, queries.CONTACTS)
        if row.id == number
    ]
    assert counted == [len(rows)]
    return [(str(row.day), row.kind_title, row.record) for row in rows]


def _draft(file: OfficeFile, number: int) -> ContactDraft:
    stored = queries.contact(file.reader, number)
    assert stored
    return stored.draft


def test_the_dealings_of_a_person_come_from_all_areas_the_latest_first(file: OfficeFile) -> None:
    person = store.add(file, GOVERNOR)
    _agreement(file, "교류강화 협약", PARTY, on=date(2023, 1, 18))
    _meeting(file)
    _meeting(file, EventDraft("다른 이철우", DAY), organization="대전광역시")
    assert _dealings(file, person) == [
        ("2023-03-02", "일정", "경상북도지사 면담"),
        ("2023-01-18", "협약", "교류강화 협약"),
    ]


def test_an_organization_takes_part_in_the_records_of_its_people(file: OfficeFile) -> None:
    province = store.add(file, PROVINCE)
    person = store.add(file, GOVERNOR)
    _agreement(file, "교류강화 협약", PARTY)
    _agreement(file, "서명자 없는 협약", PARTY._replace(signatory=""), on=date(2022, 1, 3))
    _meeting(file)
    assert [name for _day, _kind, name in _dealings(file, province)] == [
        *("교류강화 협약", "경상북도지사 면담", "서명자 없는 협약")
    ]
    assert len(_dealings(file, person)) == 2


def test_a_secret_record_is_a_dealing_without_its_name(file: OfficeFile) -> None:
    person = store.add(file, GOVERNOR)
    _meeting(file, MEETING._replace(visibility="secret"))
    kinds = [kind for area in AREAS for kind in area.search_kinds()]
    (row,) = queries.dealings(file.reader, audit_tables(AREAS), kinds, person)
    assert (row.secret, row.record, row.day) == (True, "", date(2023, 3, 2))
    assert tables.DEALINGS.texts(row)[2:5] == ["비공개", "참석자", ""]
    assert tables.DEALINGS.secret(row)


def test_an_internal_dealing_is_named_inside_the_office_only(file: OfficeFile) -> None:
    person = store.add(file, GOVERNOR)
    _meeting(file, MEETING._replace(title="내부 협의", visibility="internal"))
    _meeting(file)
    kinds = [kind for area in AREAS for kind in area.search_kinds()]
    rows = queries.dealings(file.reader, audit_tables(AREAS), kinds, person)
    assert sorted(row.record for row in rows) == ["경상북도지사 면담", "내부 협의"]
    outside = masked_sheet(Sheet(tables.DEALINGS, rows))
    assert [row.record for row in outside.rows] == ["경상북도지사 면담"]


def test_a_person_who_moves_keeps_the_dealings_of_before(file: OfficeFile, path: Path) -> None:
    person = store.add(file, GOVERNOR)
    _meeting(file)
    before = state(path)
    moved = GOVERNOR._replace(organization="국회", position="의원")
    store.change(file, person, 1, moved)
    assert _draft(file, person) == moved._replace(aliases=(AliasDraft("이철우", "경상북도"),))
    _meeting(file, EventDraft("의원 면담", DAY), organization="국회")
    assert [name for _day, _kind, name in _dealings(file, person)] == [
        *("의원 면담", "경상북도지사 면담")
    ]
    for _edit in range(3):
        file.undo()
    assert state(path) == before
    assert violations(path) == []


def test_a_name_that_no_record_mentions_leaves_no_other_name(file: OfficeFile) -> None:
    person = store.add(file, GOVERNOR)
    store.change(file, person, 1, GOVERNOR._replace(name="이철수"))
    assert _draft(file, person).aliases == ()


def test_the_people_of_a_renamed_organization_follow_it(file: OfficeFile) -> None:
    province, person = store.add(file, PROVINCE), store.add(file, GOVERNOR)
    _agreement(file, "교류강화 협약", PARTY)
    store.change(file, province, 1, PROVINCE._replace(name="경북특별자치도"))
    assert _draft(file, province).aliases == (AliasDraft("경상북도"),)
    assert _draft(file, person).organization == "경북특별자치도"
    assert len(_dealings(file, person)) == len(_dealings(file, province)) == 1


def test_a_name_belongs_to_one_contact(file: OfficeFile, path: Path) -> None:
    first = store.add(file, GOVERNOR._replace(aliases=(AliasDraft("이도지사", "경상북도"),)))
    before = state(path)
    same = GOVERNOR._replace(position="")
    for draft, key in (
        (same, "name"),
        (same._replace(name="이도지사"), "name"),
        (same._replace(name="박", aliases=(AliasDraft("이철우", "경상북도"),)), "aliases"),
    ):
        with pytest.raises(ValidationError) as raised:
            store.add(file, draft)
        assert [field for field, _message in raised.value.errors] == [key]
    assert state(path) == before
    store.add(file, GOVERNOR._replace(organization="대전광역시"))
    store.change(file, first, 1, GOVERNOR._replace(note="메모"))
    with pytest.raises(EditConflictError):
        store.change(file, first, 1, GOVERNOR)


def test_merging_is_one_edit_that_undo_takes_back(file: OfficeFile, path: Path) -> None:
    kept = store.add(file, GOVERNOR._replace(contact=""))
    other = store.add(
        file, ContactDraft("이 철우", organization="경북", contact="054", confirmed_on=DAY)
    )
    _meeting(file)
    event = _meeting(file, EventDraft("경북 면담", DAY), name="이 철우", organization="경북")
    attached.NOTES.add(file, RecordKey("contact", other), NoteDraft(DAY, "명함 있음"))
    for number in (kept, other):
        link = LinkDraft(RecordKey("contact", number), RecordKey("event", event))
        attached.add_link(file, link)
    attached.add_link(file, LinkDraft(RecordKey("contact", kept), RecordKey("contact", other)))
    before = state(path)
    store.merge(file, kept, [(other, 1)])
    assert [name for _day, _kind, name in _dealings(file, kept)] == [
        "경북 면담",
        "경상북도지사 면담",
    ]
    draft = _draft(file, kept)
    assert (draft.contact, draft.aliases) == ("054", (AliasDraft("이 철우", "경북"),))
    assert queries.contact(file.reader, other) is None
    notes = attached_queries.notes(file.reader, RecordKey("contact", kept))
    assert [each.draft.text for each in notes] == ["명함 있음"]
    assert ask(path, "SELECT parent, parent_id, target, target_id FROM link") == [
        ("contact", kept, "event", event)
    ]
    assert_sound(path)
    assert file.undo() == "사람·기관 합침"
    assert state(path) == before
    file.redo()
    assert len(_dealings(file, kept)) == 2
    assert violations(path) == []


def test_merging_organizations_takes_their_people_along(file: OfficeFile) -> None:
    kept = store.add(file, PROVINCE)
    other = store.add(file, PROVINCE._replace(name="경북도청"))
    person = store.add(file, GOVERNOR._replace(organization="경북도청"))
    _meeting(file, organization="경북도청")
    _agreement(file, "교류강화 협약", PARTY)
    store.merge(file, kept, [(other, 1)])
    assert _draft(file, person).organization == "경상북도"
    assert len(_dealings(file, person)) == len(_dealings(file, kept)) == 2


def test_a_merge_that_cannot_be_leaves_everything(file: OfficeFile, path: Path) -> None:
    province, person = store.add(file, PROVINCE), store.add(file, GOVERNOR)
    other = store.add(file, GOVERNOR._replace(organization="대전광역시"))
    before = state(path)
    with pytest.raises(UserError, match="사람과 기관은 합칠 수 없습니다"):
        store.merge(file, person, [(other, 1), (province, 1)])
    with pytest.raises(EditConflictError):
        store.merge(file, person, [(other, 7)])
    assert state(path) == before


def test_the_participants_that_the_register_lacks_are_added_in_one_edit(
    file: OfficeFile, path: Path
) -> None:
    store.add(file, GOVERNOR._replace(aliases=(AliasDraft("이지사", "경상북도"),)))
    _agreement(file, "교류강화 협약", PARTY, PartyDraft("상주시", "local", "강시장"))
    _meeting(file, name="이지사")
    _meeting(file, name="강시장", organization="상주시", position="시장", contact="054-1")
    before = state(path)
    assert queries.counts(file.reader) == (1, 0, 3)
    assert store.register_participants(file, DAY) == 3
    columns = "name, kind, organization, position, level, contact, confirmed_on"
    assert ask(path, f"SELECT {columns} FROM contact WHERE id > 1 ORDER BY id") == [
        ("경상북도", "organization", "", "", "metropolitan", "", "2023-04-19"),
        ("상주시", "organization", "", "", "local", "", "2023-04-19"),
        ("강시장", "person", "상주시", "시장", "local", "054-1", "2023-04-19"),
    ]
    assert queries.unregistered(file.reader) == []
    assert queries.counts(file.reader) == (4, 2, 0)
    assert file.undo() == "기록에 적힌 사람·기관 등록"
    assert state(path) == before
    assert_sound(path)


def test_only_contacts_of_no_record_are_proposed_for_destruction(
    file: OfficeFile, path: Path
) -> None:
    old = date(2016, 5, 1)
    store.add(file, GOVERNOR._replace(confirmed_on=old))
    store.add(file, PROVINCE._replace(confirmed_on=old))
    gone = store.add(
        file, ContactDraft("남궁민수", "person", "부산", contact="051-777-8888", confirmed_on=old)
    )
    kept_by_people = store.add(file, PROVINCE._replace(name="세종시", confirmed_on=old))
    store.add(file, ContactDraft("박", "person", "세종시", confirmed_on=DAY))
    assert kept_by_people
    _meeting(file)
    kinds = audit_tables(AREAS)
    years = {"contact": retention.retention_years(kinds.values(), {})["contact"]}
    assert years == {"contact": 5}
    assert retention.expired_records(file.reader, kinds, years, date(2021, 12, 31)) == []
    doomed = retention.expired_records(file.reader, kinds, years, date(2023, 4, 19))
    assert [(each.row, each.name, each.due) for each in doomed] == [
        (gone, "남궁민수", date(2022, 1, 1))
    ]
    attached.NOTES.add(file, RecordKey("contact", gone), NoteDraft(DAY, "남궁민수 명함"))
    store.change(file, gone, 1, _draft(file, gone)._replace(note="남궁민수의 메모"))
    assert retention.destroy(file, kinds, delete_functions(AREAS), doomed) is None
    content = path.read_bytes()
    for trace in ("남궁민수", "051-777-8888"):
        assert trace.encode() not in content
        assert json.dumps(trace).strip('"').encode() not in content
    assert violations(path) == []


def test_names_and_numbers_are_masked_for_people_outside(file: OfficeFile) -> None:
    store.add(file, GOVERNOR)
    store.add(file, PROVINCE)
    sheet = masked_sheet(tables.contacts(file.reader, Period(DAY)))
    assert [sheet.table.texts(row)[:6] for row in sheet.rows] == [
        ["경상북도", "기관", "", "", "광역", ""],
        ["이○우", "사람", "경상북도", "도지사", "광역", "054-***-****"],
    ]


def test_the_search_finds_a_contact_by_all_its_texts(file: OfficeFile) -> None:
    draft = GOVERNOR._replace(note="연말 초청", aliases=(AliasDraft("이지사", "경북"),))
    number = store.add(file, draft)
    kinds = {each.kind: each for each in tables.SEARCH_KINDS}
    for word in ("이철우", "경상북도", "도지사", "054-123", "초청", "이지사", "ㅇㅊㅇ"):
        hits = search_all(file.reader, word, START, 10, 10).hits
        results = search_results(file.reader, kinds, [hit for hit in hits if hit[0] in kinds])
        assert [each.target for each in results] == [("people", number)], word


def test_the_sample_has_the_counterparties_of_the_agreements(
    office: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["show", "staff/people", "--file", str(office), "--format", "tsv"]
    assert main.main(words) == 0
    rows = [line.split("\t") for line in capsys.readouterr().out.splitlines()]
    assert rows[0] == ["이름", "종류", "소속", "직위", "기관 구분", "연락처", "오간 일"]
    assert rows[1:] == [
        [name, "기관", "", "", "광역", "", "1"]
        for name in ("경상북도", "대전광역시", "세종특별자치시", "제주특별자치도")
    ]


def test_an_import_adds_contacts_once(path: Path, tmp_path: Path) -> None:
    source = tmp_path / "people.csv"
    source.write_text(
        "성명,종류,소속기관,직책,전화번호,확인일,다른 이름·옛 소속\n"
        "이철우,사람,경상북도,도지사,054-123-4567,2023-04-19,이지사 | 경북\n"
        "경상북도,기관,,,,2023-04-19,\n",
        encoding="utf-8",
    )
    command = ["import", "staff/people", str(source), "--file", str(path)]
    assert main.main(command) == 0
    assert main.main(command) == 0
    names = "SELECT name, organization, kind FROM contact ORDER BY id"
    assert ask(path, names) == [("이철우", "경상북도", "person"), ("경상북도", "", "organization")]
    assert ask(path, "SELECT name, organization FROM contactalias") == [("이지사", "경북")]


@pytest.mark.parametrize("version", range(2, 8))
def test_an_upgrade_and_a_load_fill_the_register_from_the_participants(
    version: int, tmp_path: Path
) -> None:
    path = Path(shutil.copy(RELEASED / f"v{version}.db", tmp_path / "office.db"))
    upgrade_if_older(path, record_classes, tmp_path / "backups")
    loaded = tmp_path / "loaded.db"
    load(RELEASED / f"v{version}.json", loaded, record_classes, audit_tables(AREAS))
    columns = "kind, name, organization, level, rev, confirmed_on"
    contacts = ask(path, f"SELECT {columns} FROM contact ORDER BY id")
    assert [each[:5] for each in contacts] == [
        ("organization", "경상북도", "", "metropolitan", 1),
        ("person", "도지사 이철우", "경상북도", "metropolitan", 1),
        ("organization", "세종특별자치시", "", "metropolitan", 1),
        ("organization", "상주시", "", "local", 1),
    ]
    written = "SELECT DISTINCT substr(at, 1, 10) FROM tx WHERE kind = 'do'"
    assert {each[5:] for each in contacts} <= {*ask(path, written)}
    assert ask(loaded, f"SELECT {columns} FROM contact ORDER BY id") == contacts
    log = "SELECT row, op, old FROM change WHERE tbl = 'contact' ORDER BY id"
    assert ask(path, log) == [(number, "I", None) for number in range(1, len(contacts) + 1)]
    again = tmp_path / "again.db"
    dump(loaded, tmp_path / "dump.json", record_classes)
    load(tmp_path / "dump.json", again, record_classes, audit_tables(AREAS))
    assert state(again) == state(loaded)
    assert_sound(path)
    assert violations(path) == violations(loaded) == []
