"""The search index against brute force: whatever was added, changed, deleted or undone."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secretariat_tui.areas import sources
from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.agreements.rules import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.tables import REGISTER
from secretariat_tui.database import listing, search
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.listing import View
from secretariat_tui.problem import Problem
from secretariat_tui.text import Matcher, search_key
from tests.database.states import ask

TODAY = date(2023, 4, 19)
letters = st.sampled_from("서울시예산안협약부둔ㅅㅇㄷ ab1①-.%_'\"ㅏㄳ뷁")
words = st.text(letters, max_size=6)


@given(words, words)
def test_grams_never_miss_what_the_document_holds(text: str, query: str) -> None:
    key = search_key(text)
    if not Matcher(query) or not Matcher(query).key(key):
        return
    wanted = search.wanted(query)
    assert holds(set(search.grams(key).split()), wanted)


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


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=steps, queries_=st.lists(words, min_size=3, max_size=3))
def test_finding_equals_looking_at_every_row(
    path: Path, steps: list[tuple[str, str, str, int]], queries_: list[str]
) -> None:
    file = OfficeFile(path, "김주무관", sources=sources)
    for act, name, party, at in steps:
        draft = AgreementDraft(
            name or "이름", signed_on=TODAY, parties=(PartyDraft(party or "상대"),)
        )
        entries = queries.register(file.read, TODAY)
        try:
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
        except Problem:
            continue
    assert not search.behind(file.read) or not steps
    for query in (*queries_, *(step[1] for step in steps)):
        match = Matcher(query)
        wanted = [
            entry.id
            for entry in queries.register(file.read, TODAY)
            if not match or match(REGISTER.document(entry))
        ]
        found = listing.every(file.read, queries.signed(TODAY), View(query))
        assert [entry.id for entry in found] == wanted
    file.close()


def test_what_was_written_without_the_index_is_caught_up_with(path: Path) -> None:
    blind = OfficeFile(path, "이주무관")
    store.add(blind, AgreementDraft("둔산 교류", signed_on=TODAY, parties=(PartyDraft("대전"),)))
    assert search.behind(blind.read)
    blind.close()
    file = OfficeFile(path, "김주무관", sources=sources)
    file.catch_up()
    assert not search.behind(file.read)
    (found,) = listing.every(file.read, queries.signed(TODAY), View("ㄷㅅ"))
    assert found.name == "둔산 교류"
    file.close()


@pytest.mark.parametrize("query", ["ㄷㅅ", "둔사", "둔산", "산교", "대전 교류", "둔산 교류"])
def test_an_index_of_another_version_is_made_anew(
    path: Path, query: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = OfficeFile(path, "김주무관", sources=sources)
    store.add(file, AgreementDraft("둔산 교류", signed_on=TODAY, parties=(PartyDraft("대전"),)))
    monkeypatch.setattr(search, "VERSION", 99)
    assert search.behind(file.read)
    file.catch_up()
    assert ask(path, "SELECT version FROM indexed") == [(99,)]
    assert len(listing.every(file.read, queries.signed(TODAY), View(query))) == 1
    file.close()
