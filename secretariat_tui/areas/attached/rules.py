"""Rules of what hangs on records: validation, and a task typed in one line."""

import re
from collections.abc import Sequence
from datetime import date

from secretariat_tui.areas.attached.model import (
    STATES,
    FileDraft,
    LinkDraft,
    NoteDraft,
    ParticipantDraft,
    TaskDraft,
)
from secretariat_tui.areas.attached.when import format_when, parse_when, when_of
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import _
from secretariat_tui.core.typed_values import join_row, key_for_label, split_row

_SHA256 = re.compile(r"[0-9a-f]{64}")
_BRACKET = re.compile(r"\\*\[")
_ESCAPED_BRACKET = re.compile(r"\\+\[")
_SIMILAR = 0.6  # of 1: the cutoff of difflib.get_close_matches


def task_errors(draft: TaskDraft) -> list[tuple[str, str]]:
    """Return the errors of a task: (field, message)."""
    errors = [] if draft.text else [("text", _("할 일의 내용을 적어 주세요."))]
    return errors + bound_errors(draft, errors)


def parse_task(typed: str, today: date) -> TaskDraft:
    r"""Parse a task as entered in a line: [추진] 내용 | 담당 | 기한. ValueError with a message.

    A text that begins with `\[` is one with a bracket, not with a state.
    """
    text, owner, when = split_row(typed, 3)
    state = "todo"
    if text.startswith("[") and "]" in text:
        name, text = text[1:].split("]", 1)
        state = key_for_label(name.strip(), STATES)
    elif _ESCAPED_BRACKET.match(text):
        text = text[1:]
    return TaskDraft(text.strip(), state, owner, **parse_when(when, today)._asdict())


def format_task(task: TaskDraft) -> str:
    """Format a task as a line, which has neither the day it was done nor the evidence."""
    text = task.text
    if task.state != "todo":
        text = f"[{_(STATES[task.state])}] {text}"
    elif _BRACKET.match(text):
        text = f"\\{text}"
    return join_row(text, task.owner, format_when(when_of(task)))


def match_tasks(wanted: Sequence[str], existing: Sequence[str]) -> list[int | None]:
    """Return the index of the existing task that each line is, by their texts; None for a new one.

    A text that does not exist yet is a renamed task if a similar one that is missing had the same position: the
    same index, or the one next to the task of the line before or after.
    """
    left = list(range(len(existing)))
    matches: list[int | None] = []
    for text in wanted:
        same = next((at for at in left if existing[at] == text), None)
        matches.append(same)
        if same is not None:
            left.remove(same)
    for line, text in enumerate(wanted):
        if matches[line] is None:
            renamed = _renamed(text, _same_position(matches, line, len(existing)), left, existing)
            matches[line] = renamed
            if renamed is not None:
                left.remove(renamed)
    return matches


def _same_position(matches: Sequence[int | None], line: int, end: int) -> list[int]:
    """Return the indices of existing tasks that stand where a line stands."""
    before = matches[line - 1] if line else -1
    after = matches[line + 1] if line + 1 < len(matches) else end
    positions = [line]
    if before is not None:
        positions.append(before + 1)
    if after is not None:
        positions.append(after - 1)
    return positions


def _renamed(
    text: str, positions: Sequence[int], left: Sequence[int], existing: Sequence[str]
) -> int | None:
    """Return the position whose missing task has a similar text, or None."""
    from difflib import SequenceMatcher

    for at in positions:
        if (
            at in left
            and SequenceMatcher(None, existing[at], text, autojunk=False).ratio() >= _SIMILAR
        ):
            return at
    return None


def with_kept_fields(
    lines: Sequence[TaskDraft], before: Sequence[TaskDraft]
) -> tuple[TaskDraft, ...]:
    """Return the tasks of lines with the day and the evidence, which lines do not have, from the tasks before.

    A line takes them if it is done, or if neither its text nor its state has changed.
    """
    matches = match_tasks([line.text for line in lines], [task.text for task in before])
    return tuple(
        line if at is None else _with_completion(line, before[at])
        for line, at in zip(lines, matches, strict=True)
    )


def _with_completion(line: TaskDraft, before: TaskDraft) -> TaskDraft:
    unchanged = (line.text, line.state) == (before.text, before.state)
    if line.state != "done" and not unchanged:
        return line
    return line._replace(done_on=before.done_on, evidence=before.evidence)


def note_errors(draft: NoteDraft) -> list[tuple[str, str]]:
    """Return the errors of a note: (field, message)."""
    errors = []
    if draft.noted_on is None:
        errors.append(("noted_on", _("메모의 날짜를 적어 주세요.")))
    if not draft.text:
        errors.append(("text", _("메모의 내용을 적어 주세요.")))
    return errors + bound_errors(draft, errors)


def file_errors(draft: FileDraft) -> list[tuple[str, str]]:
    """Return the errors of a file: (field, message)."""
    errors = []
    if not draft.path:
        errors.append(("path", _("파일의 경로를 적어 주세요.")))
    if not _SHA256.fullmatch(draft.sha256):
        errors.append(("sha256", _("SHA-256 값이 아닙니다.")))
    if draft.size < 0:
        errors.append(("size", _("파일의 크기는 0 이상이어야 합니다.")))
    if draft.noted_on is None:
        errors.append(("noted_on", _("파일을 등록한 날을 적어 주세요.")))
    return errors + bound_errors(draft, errors)


def participant_errors(draft: ParticipantDraft) -> list[tuple[str, str]]:
    """Return the errors of a participant: (field, message)."""
    named = draft.name or draft.organization
    errors = [] if named else [("name", _("이름이나 기관을 적어 주세요."))]
    return errors + bound_errors(draft, errors)


def link_errors(draft: LinkDraft) -> list[tuple[str, str]]:
    """Return the errors of a link: (field, message)."""
    same = draft.one == draft.other
    errors = [("other", _("기록을 자기 자신과 이을 수 없습니다."))] if same else []
    return errors + bound_errors(draft, errors)
