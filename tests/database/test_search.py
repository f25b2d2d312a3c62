"""The search index compared with brute force after any sequence of changes."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas import AREAS, index_sources, record_classes
from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.tables import REGISTER
from secretariat_tui.areas.attached.model import TaskDraft
from secretariat_tui.areas.budget import store as budget
from secretariat_tui.areas.budget.model import (
    AccountDraft,
    AppropriationDraft,
    ExpenseDraft,
    OpeningDraft,
)
from secretariat_tui.areas.proposals import store as proposals
from secretariat_tui.areas.proposals.model import ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.schedule import store as schedule
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft, StepDraft
from secretariat_tui.core.errors import FileError, UserError
from secretariat_tui.core.i18n import LANGUAGES, language_set
from secretariat_tui.core.matcher import Matcher
from secretariat_tui.core.text import search_key
from secretariat_tui.database.engine.driver import sqlite_connection
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.search import find, list_query, unindexed
from secretariat_tui.database.search import index as search_index
from secretariat_tui.database.search.grams import changed_grams, grams, match_expression
from secretariat_tui.database.search.index import Documents, IndexSource
from secretariat_tui.database.search.list_query import View
from secretariat_tui.database.transfer.dump import dump
from secretariat_tui.database.transfer.load import load
from secretariat_tui.tables.search_kinds import SearchResult, search_results
from tests.database.states import ask, raw

TODAY = date(2023, 4, 19)
letters = st.sampled_from("서울시예산안협약부둔ㅅㅇㄷ ab1102①,만원㈜Ⅲ-.%_'\"ㅏㄳ뷁")
words = st.text(letters, max_size=6)


@given(words, words)
def test_grams_never_miss_what_the_document_holds(text: str, query: str) -> None:
    key = search_key(text)
    if not Matcher(query) or not Matcher(query).matches_key(key):
        return
    wanted = match_expression(query)
    assert holds(set(changed_grams("", key)[1].split()), wanted)


def holds(grams: set[str], wanted: str) -> bool:
    """Evaluate what FTS5 is asked, over a document's grams."""
    signs = {"AND": "and", "OR": "or", "(": "(", ")": ")"}
    words = wanted.replace("(", " ( ").replace(")", " ) ").split()
    return not words or eval(" ".join(signs.get(word) or str(word in grams) for word in words))


steps = st.lists(
    st.tuples(
        st.sampled_from(["add", "change", "delete", "undo", "redo"]),
        words,
        words,
        st.integers(0, 5),
    ),
    max_size=12,
)


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps, queries_=st.lists(words, min_size=3, max_size=3))
def test_a_list_search_equals_a_scan_of_all_rows(
    path: Path, steps: list[tuple[str, str, str, int]], queries_: list[str]
) -> None:
    own = Path(shutil.copy(path, path.with_name("own.db")))
    with closing(OfficeFile(own, "김주무관", sources=index_sources)) as file:
        for step in steps:
            with suppress(UserError):
                change_register(file, step)
        assert not search_index.is_behind(file.reader) or not steps
        for query in (*queries_, *(step[1] for step in steps)):
            compare_with_scan(file, query)


def change_register(file: OfficeFile, step: tuple[str, str, str, int]) -> None:
    """Add, change or delete an agreement, or undo or redo."""
    act, name, party, at = step
    draft = AgreementDraft(name or "이름", signed_on=TODAY, parties=(PartyDraft(party or "상대"),))
    entries = queries.register(file.reader, TODAY)
    if act == "add":
        store.add(file, draft)
    elif act == "change" and entries:
        entry = entries[at % len(entries)]
        store.change(file, entry.id, entry.rev, draft)
    elif act == "delete" and entries:
        store.delete(file, entries[at % len(entries)].id)
    elif act == "undo":
        file.undo()
    elif act == "redo":
        file.redo()


def compare_with_scan(file: OfficeFile, query: str) -> None:
    """Compare what a search of the register finds with a scan of all its rows."""
    match = Matcher(query)
    wanted = [
        entry.id
        for entry in queries.register(file.reader, TODAY)
        if not match or match.matches_key(REGISTER.search_document(entry))
    ]
    found = list_query.all_rows(file.reader, queries.signed_query(TODAY), View(query))
    assert [entry.id for entry in found] == wanted


@contextmanager
def unindexed_edits() -> Iterator[None]:
    """Leave each edit to `update_index_partly`, which indexes one record at a time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(search_index, "_MOST_IN_EDIT", -1)
        patch.setattr(search_index, "_PART", 1)
        yield


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    steps=steps,
    parts=st.lists(st.integers(0, 3), min_size=12, max_size=12),
    asked=words,
)
def test_a_list_search_equals_a_scan_while_the_index_is_behind(
    path: Path, steps: list[tuple[str, str, str, int]], parts: list[int], asked: str
) -> None:
    own = Path(shutil.copy(path, path.with_name("own.db")))
    with unindexed_edits(), closing(OfficeFile(own, "김주무관", sources=index_sources)) as file:
        for step, count in zip(steps, parts, strict=False):
            with suppress(UserError):
                change_register(file, step)
            for _part in range(count):
                file.update_index_partly()
            compare_with_scan(file, asked)
            compare_with_scan(file, step[1])
        while file.update_index_partly():
            pass
        assert not search_index.is_behind(file.reader) or not steps
        compare_with_scan(file, asked)


def test_a_change_of_many_records_is_found_before_the_index_follows(path: Path) -> None:
    file = OfficeFile(path, "김주무관", sources=index_sources)
    draft = AgreementDraft("유성 교류", signed_on=TODAY, parties=(PartyDraft("대전"),))
    with file.edit("많이"):
        numbers = [store.add(file, draft) for _at in range(600)]  # with their parties 1,200 changes
    with file.edit("이름 바꿈"):
        store.change(file, numbers[0], 1, draft._replace(name="둔산 교류"))
    assert search_index.is_behind(file.reader)

    def listed(query: str) -> list[int]:
        rows = list_query.all_rows(file.reader, queries.signed_query(TODAY), View(query))
        return sorted(row.id for row in rows)

    def everywhere(query: str) -> int:
        return len(all_found(file, query, 100))

    assert (listed("둔산"), everywhere("둔산")) == ([numbers[0]], 1)
    assert (listed("유성"), everywhere("유성")) == (numbers[1:], 599)
    assert file.update_index_partly()
    assert (listed("유성"), everywhere("유성")) == (numbers[1:], 599)
    while file.update_index_partly():
        pass
    assert not search_index.is_behind(file.reader)
    assert (listed("둔산"), everywhere("둔산")) == ([numbers[0]], 1)
    assert (listed("유성"), everywhere("유성")) == (numbers[1:], 599)
    file.undo()
    assert (listed("둔산"), listed("유성")) == ([], numbers)
    file.undo()
    assert search_index.is_behind(file.reader)
    assert (listed("유성"), everywhere("유성")) == ([], 0)
    file.close()


def test_a_save_reads_of_the_log_what_it_wrote(path: Path) -> None:
    statements: list[str] = []
    with closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        draft = AgreementDraft("유성 교류", signed_on=TODAY, parties=(PartyDraft("대전"),))
        number = store.add(file, draft)
        with file.edit("고침") as session:
            db = sqlite_connection(session)
            db.set_trace_callback(statements.append)
            store.change(file, number, 1, draft._replace(name="둔산 교류"))
        db.set_trace_callback(None)
        reads = [each for each in statements if each.lstrip().startswith("SELECT")]
        steps = [row[3] for sql in reads for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
        of_log = [each for each in steps if " change" in each]
        assert of_log
        assert all("INDEX change_by_tx (tx" in each for each in of_log)


def test_documents_that_the_index_lacks_are_made_once_and_again_after_a_change(path: Path) -> None:
    made: list[int] = []

    def counted(source: IndexSource) -> IndexSource:
        def documents(reader: Reader, ids: Sequence[int]) -> Documents:
            made.extend(ids)
            return source.documents(reader, ids)

        return source._replace(documents=documents)

    sources = [counted(each) for each in index_sources()]
    with unindexed_edits(), closing(OfficeFile(path, "김주무관", sources=lambda: sources)) as file:
        draft = AgreementDraft("유성 교류", signed_on=TODAY, parties=(PartyDraft("대전"),))
        numbers = [store.add(file, draft) for _at in range(3)]
        for query in ("유성", "ㅇㅅ", "둔산"):
            list_query.all_rows(file.reader, queries.signed_query(TODAY), View(query))
            all_found(file, query, 10)
        assert made == numbers
        store.change(file, numbers[1], 1, draft._replace(name="둔산 교류"))
        store.delete(file, numbers[2])
        found = list_query.all_rows(file.reader, queries.signed_query(TODAY), View("둔산"))
        assert [row.id for row in found] == [numbers[1]]
        assert [each.record_id for each in all_found(file, "유성", 10)] == [numbers[0]]
        assert made == [*numbers, *numbers[1:]]
        with file.edit("이름 바꿈"):
            store.change(file, numbers[0], 1, draft._replace(name="세종 교류"))
            found = list_query.all_rows(file.reader, queries.signed_query(TODAY), View("세종"))
            assert [row.id for row in found] == [numbers[0]]


def test_a_search_that_was_interrupted_goes_on_where_it_was(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unindexed, "_BATCH", 2)
    made: list[int] = []
    with unindexed_edits(), closing(OfficeFile(path, "김주무관")) as file:
        draft = AgreementDraft("유성 교류", signed_on=TODAY, parties=(PartyDraft("대전"),))
        numbers = [store.add(file, draft) for _at in range(5)]

    def interrupting(source: IndexSource) -> IndexSource:
        def documents(reader: Reader, ids: Sequence[int]) -> Documents:
            made.extend(ids)
            result = source.documents(reader, ids)
            if len(made) == 2:
                reader.interrupt()
            return result

        return source._replace(documents=documents)

    sources = [interrupting(each) for each in index_sources()]
    with closing(OfficeFile(path, "김주무관", sources=lambda: sources)) as file:
        reader = file.reader
        with pytest.raises(FileError):
            list_query.all_rows(reader, queries.signed_query(TODAY), View("유성"))
        reader.resume()
        found = list_query.all_rows(reader, queries.signed_query(TODAY), View("유성"))
        assert [row.id for row in found] == numbers
        assert made == numbers


def test_a_search_in_documents_made_before_can_be_interrupted(path: Path) -> None:
    with unindexed_edits(), closing(OfficeFile(path, "김주무관", sources=index_sources)) as file:
        draft = AgreementDraft("유성 교류", signed_on=TODAY, parties=(PartyDraft("대전"),))
        store.add(file, draft)
        assert len(all_found(file, "유성", 10)) == 1
        file.reader.interrupt()
        with pytest.raises(FileError):
            find.find_unindexed(file.reader, "유성")
        file.reader.resume()
        assert len(all_found(file, "유성", 10)) == 1


def test_what_was_written_without_the_index_is_caught_up_with(path: Path) -> None:
    blind = OfficeFile(path, "이주무관")
    store.add(blind, AgreementDraft("둔산 교류", signed_on=TODAY, parties=(PartyDraft("대전"),)))
    assert search_index.is_behind(blind.reader)
    blind.close()
    file = OfficeFile(path, "김주무관", sources=index_sources)
    file.update_index()
    assert not search_index.is_behind(file.reader)
    (found,) = list_query.all_rows(file.reader, queries.signed_query(TODAY), View("ㄷㅅ"))
    assert found.name == "둔산 교류"
    file.close()


@pytest.mark.parametrize("query", ["ㄷㅅ", "둔사", "둔산", "산교", "대전 교류", "둔산 교류"])
def test_an_index_of_another_version_is_made_anew(
    path: Path, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = OfficeFile(path, "김주무관", sources=index_sources)
    store.add(file, AgreementDraft("둔산 교류", signed_on=TODAY, parties=(PartyDraft("대전"),)))
    monkeypatch.setattr(search_index, "INDEX_VERSION", 99)
    assert search_index.is_behind(file.reader)
    file.update_index()
    assert ask(path, "SELECT version FROM indexed") == [(99,)]
    assert len(list_query.all_rows(file.reader, queries.signed_query(TODAY), View(query))) == 1
    file.close()


# From anywhere.

SEARCH_KINDS = {each.kind: each for area in AREAS for each in area.search_kinds()}


class Kind(NamedTuple):
    """How a kind of record is written; `draft` takes two words and a day."""

    table: str
    draft: Callable[[str, str, date], Any]
    add: Callable[[OfficeFile, Any], Any]
    change: Callable[[OfficeFile, int, int, Any], None]
    delete: Callable[[OfficeFile, int], None]


def event(one: str, two: str, day: date) -> EventDraft:
    return EventDraft(
        one, day, note=two, lines=(LineDraft("참석", one + two),), place=two,
        visibility="secret" if "서" in two else "public",
    )  # fmt: skip


def agreement(one: str, two: str, day: date) -> AgreementDraft:
    return AgreementDraft(
        one, signed_on=None if "부" in two else day, state="draft", note=two, parties=(PartyDraft(two, signatory=one),), tasks=(TaskDraft(two + one),)
    )  # fmt: skip


def proposal(one: str, two: str, day: date) -> ProposalDraft:
    return ProposalDraft(one, day, idea=two, effect=one + two, secret="서" in two)


def round_(one: str, two: str, day: date) -> RoundDraft:
    return RoundDraft(one, day, day, process=two, results=(ResultDraft(two, "adopted", 3),))


def expense(one: str, two: str, day: date) -> ExpenseDraft:
    return ExpenseDraft(1, day, one, 1000, target=two, note=one + two)


def account(one: str, two: str, day: date) -> AccountDraft:
    return AccountDraft(2023, two, one, note=one + two)


def appropriation(one: str, two: str, day: date) -> AppropriationDraft:
    return AppropriationDraft(1, day, 5000, "supplementary", one + two)


def opening(one: str, two: str, day: date) -> OpeningDraft:
    return OpeningDraft(1, day, 0, source=two)


KINDS = (
    Kind("event", event, schedule.add, schedule.change, schedule.delete),
    Kind("agreement", agreement, store.add, store.change, store.delete),
    Kind("proposal", proposal, proposals.add, proposals.change, proposals.delete),
    Kind("round", round_, proposals.add_round, proposals.change_round, proposals.delete_round),
    Kind("expense", expense, budget.add_expense, budget.change_expense, budget.delete_expense),
    Kind(
        "account",
        account,
        budget.add_account,
        budget.change_account,
        budget.delete_account,
    ),
    Kind(
        "appropriation",
        appropriation,
        budget.add_appropriation,
        budget.change_appropriation,
        budget.delete_appropriation,
    ),
    Kind(
        "opening",
        opening,
        budget.set_opening,
        lambda file, _number, rev, draft: budget.set_opening(file, draft, rev),
        lambda file, _number: budget.delete_opening(file, 1),
    ),
)
acts = st.lists(
    st.tuples(
        st.sampled_from(["add", "add", "change", "delete", "bulk", "undo", "redo"]),
        st.sampled_from(KINDS),
        words.filter(str.strip),
        words.filter(str.strip),
        st.integers(0, 9),
    ),
    max_size=14,
)


Step = tuple[str, Kind, str, str, int]


def do(file: OfficeFile, step: Step) -> None:
    """Do something to a record that is there, or to many; what a rule forbids is not done."""
    act, kind, one, two, at = step
    draft = kind.draft(one, two, date(2023, 3, 1) + timedelta(at))
    there = file.reader.tuples(f"SELECT id, rev FROM {kind.table}")
    number, rev = there[at % len(there)] if there else (0, 0)
    with suppress(UserError):
        match act:
            case "add":
                kind.add(file, draft)
            case "change":
                kind.change(file, number, rev, draft)
            case "delete":
                kind.delete(file, number)
            case "bulk":
                with file.edit("한꺼번에"):
                    kind.add(file, draft)
                    for number, rev in there:
                        kind.change(file, number, rev, draft)
            case "undo":
                file.undo()
            case "redo":
                file.redo()


@contextmanager
def acted(path: Path, steps: list[Step]) -> Iterator[OfficeFile]:
    """Open a copy of an empty file with an account, to which something was done."""
    own = Path(shutil.copy(path, path.with_name("own.db")))
    with closing(OfficeFile(own, "김주무관", sources=index_sources)) as file:
        budget.add_account(file, AccountDraft(2023, "1", "운영"), 10**9)
        for step in steps:
            do(file, step)
        yield file


def all_found(file: OfficeFile, query: str, most: int) -> list[SearchResult]:
    """Find page by page."""
    found: list[SearchResult] = []
    after: int | None = find.START
    unindexed = find.find_unindexed(file.reader, query)
    while after is not None:
        page = find.search_all(file.reader, query, after, most, 60, unindexed)
        assert len(page.hits) <= most
        found += search_results(file.reader, SEARCH_KINDS, page.hits)
        after = page.after
    return found


def looked_at(file: OfficeFile, query: str) -> list[SearchResult]:
    """Look at every record there is, in every language, the newest first."""
    match = Matcher(query)
    found = []
    for kind, source in SEARCH_KINDS.items():
        table = source.record_texts.record.table
        numbers = [number for (number,) in file.reader.tuples(f"SELECT id FROM {table}")]
        texts: dict[int, list[str]] = {number: [] for number in numbers}
        for spoken in LANGUAGES.values():
            with language_set(spoken):
                for number, each in source.results(file.reader, numbers).items():
                    texts[number] += [each.title, *each.texts]
        for number, each in source.results(file.reader, numbers).items():
            if match(*texts[number]):
                found.append((each.day or date.min, kind, number, each))
    found.sort(key=lambda each: each[:3], reverse=True)
    return [each for _day, _kind, _number, each in found]


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=acts, asked=words.filter(str.strip), most=st.integers(1, 4))
def test_a_search_of_all_kinds_equals_a_scan_of_all_records(
    path: Path, steps: list[Step], asked: str, most: int
) -> None:
    with acted(path, steps) as file:
        assert not search_index.is_behind(file.reader)
        said = [query for step in steps for query in (*step[2:4], f"{step[2]} {step[3]}")]
        for query in (asked, "2023", "비공개", *said):
            assert all_found(file, query, most) == looked_at(file, query)


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=acts, asked=words.filter(str.strip), most=st.integers(1, 4), parts=st.integers(0, 5))
def test_a_search_of_all_kinds_equals_a_scan_while_the_index_is_behind(
    path: Path, steps: list[Step], asked: str, most: int, parts: int
) -> None:
    with unindexed_edits(), acted(path, steps) as file:
        for _part in range(parts):
            file.update_index_partly()
        for query in (asked, "2023", "비공개", *(step[2] for step in steps)):
            assert all_found(file, query, most) == looked_at(file, query)
        while file.update_index_partly():
            pass
        assert not search_index.is_behind(file.reader)
        assert all_found(file, "2023", most) == looked_at(file, "2023")


@pytest.mark.slow
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=acts)
def test_the_index_holds_the_grams_of_its_documents_and_no_others(
    path: Path, steps: list[Step]
) -> None:
    with acted(path, steps) as file, raw(file.path) as db:
        db.execute("CREATE VIRTUAL TABLE temp.posting USING fts5vocab(main, gram, instance)")
        postings = db.execute("SELECT term, doc FROM posting").fetchall()
        documents = db.execute("SELECT id, text FROM doc").fetchall()
        wanted = {(term, at) for at, text in documents for term in grams(text)}
        assert sorted(postings) == sorted(wanted)
        db.execute("INSERT INTO gram (gram) VALUES ('integrity-check')")


@pytest.mark.slow
@settings(
    max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=acts)
def test_a_loaded_file_finds_what_the_dumped_one_does(path: Path, steps: list[Step]) -> None:
    out, anew = path.with_name("out.json"), path.with_name("anew.db")
    for each in (out, anew):
        each.unlink(missing_ok=True)
    with acted(path, steps) as file:
        dump(file.path, out, record_classes)
        load(out, anew, record_classes)
        with closing(OfficeFile(anew, "이주무관", sources=index_sources)) as loaded:
            loaded.update_index()
            for query in ("2023", *(word for step in steps for word in step[2:4])):
                assert all_found(loaded, query, 50) == all_found(file, query, 50)
        indexed = "SELECT id, record, text FROM doc"
        assert ask(anew, indexed) == ask(file.path, indexed)


def filled(make: type[Any], word: Iterator[str], **fields: Any) -> Any:
    """Return a draft with a word of its own in every field that takes any text."""
    texts = {
        name: next(word)
        for name, hint in get_type_hints(make).items()
        if hint is str and make._field_defaults.get(name, "") == ""
    }
    return make(**texts | fields)


def test_whatever_is_written_on_a_record_finds_it(path: Path) -> None:
    word = (f"쀍{one}{two}" for one in "가나다라마바사아자" for two in "갸냐댜랴먀뱌샤")
    day = date(2023, 3, 1)
    drafts = (
        filled(
            EventDraft,
            word,
            starts_on=day,
            kind="interview",
            role="",
            rrule="",
            rdates="",
            exdates="",
            lines=(filled(LineDraft, word),) * 2,
            steps=(filled(StepDraft, word),),
        ),
        filled(
            AgreementDraft,
            word,
            signed_on=day,
            parties=(filled(PartyDraft, word),),
            tasks=(filled(TaskDraft, word),),
        ),
        filled(ProposalDraft, word, received_on=day, number="23-001"),
        filled(
            RoundDraft,
            word,
            starts_on=day,
            ends_on=day,
            results=(filled(ResultDraft, word, count=2, outcome="adopted"),),
        ),
        filled(ExpenseDraft, word, account_id=1, spent_on=day, won=1000),
        filled(AccountDraft, word, fy=2023),
        filled(AppropriationDraft, word, account_id=1, decided_on=day, won=1000, kind="supplementary"),
    )  # fmt: skip
    last = next(word)
    with acted(path, []) as file:
        for kind, draft in zip(KINDS, drafts, strict=False):
            kind.add(file, draft)
            for written in flat(draft):
                if written.startswith("쀍"):
                    assert len(all_found(file, written, 5)) == 1, written
            assert all_found(file, last, 5) == []


def flat(draft: Any) -> Iterator[str]:
    """Return the texts of a draft and of what hangs on it."""
    for value in draft:
        if isinstance(value, tuple):
            yield from flat(value)
        elif isinstance(value, str):
            yield value


def test_a_secret_is_not_found_by_what_it_hides(path: Path) -> None:
    with acted(path, []) as file:
        schedule.add(file, event("둔산 면담", "서울 모처", TODAY))
        proposals.add(file, proposal("둔산 제보", "서울 내용", TODAY))
        assert all_found(file, "둔산", 5) == all_found(file, "서울", 5) == []
        assert [found.title for found in all_found(file, "비공개", 5)] == [
            "23-001 비공개",
            "비공개",
        ]
        proposals.change(file, 1, 1, proposal("둔산 제보", "이제 열림", TODAY))
        assert len(all_found(file, "둔산 열림", 5)) == 1
        file.undo()
        assert all_found(file, "열림", 5) == []
        assert "둔산" not in "".join(text for (text,) in ask(file.path, "SELECT text FROM doc"))


def test_a_search_stops_at_its_time_limit_and_continues_from_there(path: Path) -> None:
    with acted(path, []) as file:
        for at in range(40):
            schedule.add(file, EventDraft(f"둔산 {at}", TODAY + timedelta(at)))
        page = find.search_all(file.reader, "둔산", find.START, 100, 0)
        assert 0 < len(page.hits) < 40
        assert page.after is not None
        rest = find.search_all(file.reader, "둔산", page.after, 100, 60)
        assert rest.after is None
        days = [hit.record_id for hit in (*page.hits, *rest.hits)]
        assert days == list(range(40, 0, -1))
