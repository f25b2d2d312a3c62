"""Rules of what hangs on records: the last value that is allowed and the first that is not."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secretariat_tui.areas.attached import rules
from secretariat_tui.areas.attached.model import (
    STATES,
    FileDraft,
    LinkDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.core.text import clean_input

DAY = date(2023, 4, 19)
TEXTS = st.text(st.sampled_from("가나 완료|\\[]"), max_size=8).map(clean_input)
FILE = FileDraft("계획서", "/자료/계획서.hwpx", "0f" * 32, 1, DAY)


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (TaskDraft("점검"), []),
        (TaskDraft(""), ["text"]),
        (TaskDraft("점검", due_on=date(1900, 1, 1)), []),
        (TaskDraft("점검", due_on=date(1899, 12, 31)), ["due_on"]),
    ],
)
def test_errors_of_a_task(draft: TaskDraft, fields: list[str]) -> None:
    assert [field for field, _message in rules.task_errors(draft)] == fields


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (NoteDraft(DAY, "통화"), []),
        (NoteDraft(None, ""), ["noted_on", "text"]),
        (NoteDraft(date(2199, 12, 31), "통화"), []),
        (NoteDraft(date(2200, 1, 1), "통화"), ["noted_on"]),
    ],
)
def test_errors_of_a_note(draft: NoteDraft, fields: list[str]) -> None:
    assert [field for field, _message in rules.note_errors(draft)] == fields


@pytest.mark.parametrize(
    ("change", "fields"),
    [
        ({}, []),
        ({"size": 0}, []),
        ({"size": -1}, ["size"]),
        ({"path": ""}, ["path"]),
        ({"noted_on": None}, ["noted_on"]),
        ({"sha256": "0f" * 31 + "0"}, ["sha256"]),
        ({"sha256": "0f" * 32 + "0"}, ["sha256"]),
        ({"sha256": "0F" * 32}, ["sha256"]),
        ({"sha256": "0g" * 32}, ["sha256"]),
    ],
)
def test_errors_of_a_file(change: dict[str, object], fields: list[str]) -> None:
    draft = FILE._replace(**change)  # type: ignore[arg-type]
    assert [field for field, _message in rules.file_errors(draft)] == fields


@pytest.mark.parametrize(
    ("draft", "fields"),
    [
        (ParticipantDraft("party", organization="제주특별자치도"), []),
        (ParticipantDraft("party", "홍길동"), []),
        (ParticipantDraft("party"), ["name"]),
    ],
)
def test_errors_of_a_participant(draft: ParticipantDraft, fields: list[str]) -> None:
    assert [field for field, _message in rules.participant_errors(draft)] == fields


@pytest.mark.parametrize(
    ("other", "fields"),
    [
        (RecordKey("event", 1), ["other"]),
        (RecordKey("event", 2), []),
        (RecordKey("proposal", 1), []),
    ],
)
def test_a_record_is_not_linked_to_itself(other: RecordKey, fields: list[str]) -> None:
    draft = LinkDraft(RecordKey("event", 1), other)
    assert [field for field, _message in rules.link_errors(draft)] == fields


@given(TEXTS.filter(bool), st.sampled_from([*STATES]), TEXTS)
def test_a_task_is_read_from_its_line_whatever_its_text(text: str, state: str, owner: str) -> None:
    task = TaskDraft(text, state, owner)
    assert rules.parse_task(rules.format_task(task), DAY) == task


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[완료] 보고", r"\[완료] 보고"),
        ("[긴급", r"\[긴급"),
        (r"\[긴급] 보고", r"\\[긴급] 보고"),
        ("부산|제주", r"부산\|제주"),
    ],
)
def test_what_a_line_would_read_otherwise_is_escaped(text: str, line: str) -> None:
    assert rules.format_task(TaskDraft(text)) == line
    assert rules.parse_task(line, DAY) == TaskDraft(text)
