"""Rules of people and organizations: names, duplicates, merging."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.people import choices, rules
from secretariat_tui.areas.people.model import AliasDraft, ContactDraft, KnownContact

DAY = date(2023, 4, 19)
NAMES = st.text("가나다 AB", min_size=1, max_size=4).map(str.strip).filter(bool)
ALIASES = st.lists(st.builds(AliasDraft, NAMES, NAMES | st.just("")), max_size=4).map(tuple)


def _contact(
    kind: str, name: str, organization: str, day: date, aliases: tuple[AliasDraft, ...]
) -> ContactDraft:
    return ContactDraft(name, kind, organization, confirmed_on=day, aliases=aliases)


PEOPLE = st.builds(_contact, st.just("person"), NAMES, NAMES | st.just(""), st.dates(), ALIASES)
ORGANIZATIONS = st.builds(
    _contact, st.just("organization"), NAMES, st.just(""), st.dates(), ALIASES
)


def _known(number: int, draft: ContactDraft) -> KnownContact:
    return KnownContact(
        number,
        draft.kind,
        draft.name,
        draft.organization,
        draft.position,
        draft.level,
        draft.contact,
        "\n".join(each.name for each in draft.aliases),
    )


def test_what_a_contact_needs() -> None:
    assert rules.contact_errors(ContactDraft("")) == [
        ("name", "이름을 적어 주세요."),
        ("confirmed_on", "확인한 날을 적어 주세요."),
    ]
    office = ContactDraft("투자유치과", "organization", "경상북도", confirmed_on=DAY)
    assert rules.contact_errors(office) == [
        ("organization", "기관에는 소속을 적지 않습니다. 상위 기관까지 이름에 적어 주세요.")
    ]
    long = ContactDraft("홍" * 300_000, confirmed_on=DAY)
    assert [key for key, _message in rules.contact_errors(long)] == ["name"]
    assert rules.contact_errors(ContactDraft("홍길동", confirmed_on=DAY)) == []


@given(PEOPLE | ORGANIZATIONS)
def test_the_names_of_a_contact_are_its_own_first_each_once(draft: ContactDraft) -> None:
    names = rules.identities(draft)
    assert names[0] == AliasDraft(draft.name, draft.organization)
    assert len(set(names)) == len(names)
    assert {each.name for each in names} == {draft.name, *(each.name for each in draft.aliases)}
    if draft.kind == "organization":
        assert {each.organization for each in names} == {""}
    cleaned = rules.with_aliases(draft)
    assert rules.identities(cleaned) == names
    assert rules.with_aliases(cleaned) == cleaned


@given(PEOPLE, PEOPLE)
def test_a_merged_contact_keeps_every_name_of_both(kept: ContactDraft, other: ContactDraft) -> None:
    merged = rules.merged_contact(kept, other)
    assert set(rules.identities(merged)) == {*rules.identities(kept), *rules.identities(other)}
    assert (merged.name, merged.organization) == (kept.name, kept.organization)
    days = [each for each in (kept.confirmed_on, other.confirmed_on) if each]
    assert merged.confirmed_on == max(days)
    assert rules.merged_contact(merged, other) == merged


def test_a_merged_contact_takes_over_what_it_lacks() -> None:
    kept = ContactDraft("홍길동", "person", "경상북도", contact="054-123-4567", note="앞")
    other = ContactDraft("홍 길동", "person", "경북도청", "과장", "metropolitan", "없음", DAY, "뒤")
    assert rules.merged_contact(kept, other) == ContactDraft(
        "홍길동",
        "person",
        "경상북도",
        "과장",
        "metropolitan",
        "054-123-4567",
        DAY,
        "앞\n뒤",
        (AliasDraft("홍 길동", "경북도청"),),
    )
    assert rules.merge_error(kept, other) == ""
    office = ContactDraft("경상북도", "organization")
    assert rules.merge_error(kept, office) == "사람과 기관은 합칠 수 없습니다."


def test_a_merged_contact_keeps_what_differs() -> None:
    kept = ContactDraft(
        "홍길동", "person", "경상북도", "국장", "central", "054-123-4567", DAY, "앞"
    )
    other = ContactDraft("홍길동", "person", "", "과장", "metropolitan", "010-1234-5678", DAY, "뒤")
    merged = rules.merged_contact(kept, other)
    assert merged.contact == "054-123-4567 / 010-1234-5678"
    assert (merged.position, merged.level) == ("국장", "central")
    assert merged.note == "앞\n직위: 과장\n기관 구분: 광역\n뒤"
    assert rules.merged_contact(merged, other) == merged
    known = rules.Duplicates([_known(1, merged)])
    assert [each.id for each in known.of(ContactDraft("박", contact="01012345678"))] == [1]


def test_duplicates_are_hinted_by_name_and_number() -> None:
    known = rules.Duplicates(
        [
            _known(1, ContactDraft("홍 길동", "person", "경상북도", "과장")),
            _known(2, ContactDraft("김철수", contact="054-123-4567")),
            _known(3, ContactDraft("홍길동", "organization")),
            _known(4, ContactDraft("이영희", aliases=(AliasDraft("Hong", ""),))),
        ]
    )
    assert known.warnings(ContactDraft("홍길동")) == [
        "비슷한 사람·기관이 있습니다: 홍 길동 (경상북도 과장)"
    ]
    assert known.warnings(ContactDraft("홍길동"), own_id=1) == []
    assert [each.id for each in known.of(ContactDraft("박", contact="(054) 123 4567"))] == [2]
    assert known.of(ContactDraft("박", contact="123")) == []
    assert [each.id for each in known.of(ContactDraft("HONG"))] == [4]


@given(st.lists(PEOPLE | ORGANIZATIONS, max_size=6), PEOPLE)
def test_duplicates_are_those_with_an_equal_name(
    known: list[ContactDraft], draft: ContactDraft
) -> None:
    def keys(of: ContactDraft) -> set[str]:
        names = (of.name, *(each.name for each in of.aliases))
        return {name.replace(" ", "").casefold() for name in names}

    rows = [_known(number, each) for number, each in enumerate(known, 1)]
    expected = [
        number
        for number, each in enumerate(known, 1)
        if each.kind == "person" and keys(each) & keys(draft)
    ]
    assert [each.id for each in rules.Duplicates(rows).of(draft)] == expected


def test_a_typed_name_that_two_people_have_is_not_guessed() -> None:
    known = [
        _known(1, ContactDraft("홍길동", "person", "경상북도", "과장", "metropolitan", "054")),
        _known(2, ContactDraft("홍길동", "person", "대전광역시")),
        _known(3, ContactDraft("경상북도", "organization", level="metropolitan")),
    ]
    assert [each.id for each in choices.matching(known, "홍길동", "")] == [1, 2]
    assert [each.id for each in choices.matching(known, "홍 길동", "경상 북도")] == [1]
    assert [each.id for each in choices.matching(known, "", "경상북도")] == [3]
    assert choices.matching(known, "", "") == []
    assert choices.matching(known, "홍길동", "부산") == []
    person = choices.participant(known[0], "attendee")
    assert person._asdict() == {
        "role": "attendee",
        "name": "홍길동",
        "organization": "경상북도",
        "position": "과장",
        "level": "metropolitan",
        "contact": "054",
    }
    party = choices.participant(known[2], "party")
    assert (party.name, party.organization, party.level) == ("", "경상북도", "metropolitan")
    unknown = _known(4, ContactDraft("어느 회사", "organization"))
    assert choices.participant(unknown, "party").level == "other"
    assert choices.participant(unknown, "host").level == ""
