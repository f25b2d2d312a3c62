"""Properties of undo and redo for any sequence of edits by two people."""

import shutil
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import update
from sqlmodel import col, delete

from secretariat_tui.areas.agreements import queries, store
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.records import Agreement
from secretariat_tui.areas.attached import store as attached
from secretariat_tui.areas.attached.model import LinkDraft, NoteDraft, RecordKey, TaskDraft
from secretariat_tui.areas.attached.records import Participant, Task
from secretariat_tui.core.errors import EditConflictError, RuleError
from secretariat_tui.core.limits import EARLIEST, LATEST
from secretariat_tui.database.file import OfficeFile
from tests.database.states import State, assert_sound, state

Delta = dict[tuple[str, int], tuple[dict[str, Any] | None, dict[str, Any] | None]]
TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=6)
NAME = TEXT.filter(bool)
DRAFTS = st.builds(
    lambda **fields: AgreementDraft(state="draft", **fields),
    name=NAME,
    signed_on=st.none() | st.dates(EARLIEST, LATEST),
    signed_at=st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    note=TEXT,
    check_months=st.none() | st.integers(1, 1200),
    parties=st.lists(NAME.map(PartyDraft), min_size=1, max_size=3).map(tuple),
    tasks=st.lists(NAME.map(TaskDraft), max_size=3).map(tuple),
)
PEOPLE = st.sampled_from(["김주무관", "이비서관"])


@dataclass
class Person:
    """A person at work, and what the model says they can take back and do again."""

    file: OfficeFile
    done: list[Delta] = field(default_factory=list)
    undone: list[Delta] = field(default_factory=list)


class Office(RuleBasedStateMachine):
    """Two people keep one register. The model is a dict of rows, and a stack of differences each."""

    blank: Path

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.path = Path(shutil.copy(self.blank, self.folder.name))
        self.people = {who: Person(OfficeFile(self.path, who)) for who in ("김주무관", "이비서관")}
        self.now: State = {}

    def teardown(self) -> None:
        for person in self.people.values():
            person.file.close()
        self.folder.cleanup()

    def _pick(self, nth: int) -> int | None:
        numbers = sorted(number for table, number in self.now if table == "agreement")
        return numbers[nth % len(numbers)] if numbers else None

    def _did(self, who: str) -> None:
        """Learn what an edit made of the file; without a difference it forgets nothing."""
        after = state(self.path)
        if delta := _difference(self.now, after):
            self.people[who].done.append(delta)
            self.people[who].undone.clear()
        self.now = after

    @rule(who=PEOPLE, draft=DRAFTS)
    def add(self, who: str, draft: AgreementDraft) -> None:
        store.add(self.people[who].file, draft)
        self._did(who)

    @rule(who=PEOPLE, nth=st.integers(0, 9), draft=DRAFTS)
    def change(self, who: str, nth: int, draft: AgreementDraft) -> None:
        self._change(who, nth, draft)

    @rule(who=PEOPLE, nth=st.integers(0, 9))
    def save_unchanged(self, who: str, nth: int) -> None:
        self._change(who, nth, None)

    def _change(self, who: str, nth: int, draft: AgreementDraft | None) -> None:
        file = self.people[who].file
        if number := self._pick(nth):
            stored = queries.agreement(file.reader, number)
            assert stored
            store.change(file, number, stored.rev, draft or stored.draft)
            self._did(who)

    @rule(who=PEOPLE, nth=st.integers(0, 9))
    def remove(self, who: str, nth: int) -> None:
        if number := self._pick(nth):
            store.delete(self.people[who].file, number)
            self._did(who)

    @rule(who=PEOPLE, nth=st.integers(0, 9), text=NAME)
    def hang_a_note(self, who: str, nth: int, text: str) -> None:
        if number := self._pick(nth):
            draft = NoteDraft(LATEST, text)
            attached.NOTES.add(self.people[who].file, RecordKey("agreement", number), draft)
            self._did(who)

    @rule(who=PEOPLE, nth=st.integers(0, 9), other=st.integers(0, 9))
    def link(self, who: str, nth: int, other: int) -> None:
        ends = {self._pick(nth), self._pick(other)} - {None}
        linked = {
            (row["parent_id"], row["target_id"])
            for (table, _id), row in self.now.items()
            if table == "link"
        }
        if len(ends) == 2 and tuple(sorted(filter(None, ends))) not in linked:
            one, two = (RecordKey("agreement", number) for number in ends if number)
            attached.add_link(self.people[who].file, LinkDraft(one, two))
            self._did(who)

    @rule(who=PEOPLE, place=TEXT, months=st.integers(1, 1200))
    def change_all(self, who: str, place: str, months: int) -> None:
        with self.people[who].file.edit("모두 고침") as session:
            session.execute(
                update(Agreement)
                .where(col(Agreement.place) != place)
                .values(place=place, check_months=months, rev=Agreement.rev + 1)  # type: ignore[operator]
            )
        self._did(who)

    @rule(who=PEOPLE)
    def remove_all(self, who: str) -> None:
        with self.people[who].file.edit("모두 지움") as session:
            for kind in (Task, Participant, Agreement):
                session.execute(delete(kind))
        self._did(who)

    @rule(who=PEOPLE)
    def undo(self, who: str) -> None:
        person = self.people[who]
        self._invert(person.file.undo, person.done, person.undone)

    @rule(who=PEOPLE)
    def redo(self, who: str) -> None:
        person = self.people[who]
        self._invert(person.file.redo, person.undone, person.done)

    @rule(who=PEOPLE)
    def reopen(self, who: str) -> None:
        person = self.people[who]
        person.file.close()
        person.file = OfficeFile(self.path, who)

    def _invert(self, act: Any, taken: list[Delta], given: list[Delta]) -> None:
        if not taken:
            with pytest.raises(RuleError):
                act()
        elif (expected := _inverted(self.now, taken[-1])) is None:
            with pytest.raises(EditConflictError):
                act()
        else:
            act()
            self.now = expected
            given.append({key: (after, before) for key, (before, after) in taken.pop().items()})

    @invariant()
    def the_file_is_as_the_model_says(self) -> None:
        assert state(self.path) == self.now
        assert_sound(self.path)


def _difference(before: State, after: State) -> Delta:
    keys = before.keys() | after.keys()
    return {
        key: (before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)
    }


def _inverted(now: State, delta: Delta) -> State | None:
    """Return the state with a difference taken back, or None where somebody stands in its way."""
    if any(now.get(key) != after for key, (_before, after) in delta.items()):
        return None
    changed = now | {key: before for key, (before, _after) in delta.items() if before}
    gone = {key for key, (before, _after) in delta.items() if before is None}
    result = {key: row for key, row in changed.items() if key not in gone}
    orphans = [
        row
        for (table, _number), row in result.items()
        for end in ("parent", "target")
        if end in row and (row[end], row[f"{end}_id"]) not in result
    ]
    links = [
        (row["parent_id"], row["target_id"])
        for (table, _number), row in result.items()
        if table == "link"
    ]
    return None if orphans or len(links) > len(set(links)) else result


@pytest.mark.slow
def test_undo_returns_the_exact_earlier_state_and_redo_the_later(path: Path) -> None:
    Office.blank = path
    run_state_machine_as_test(
        Office, settings=settings(max_examples=25, stateful_step_count=20, deadline=None)
    )
