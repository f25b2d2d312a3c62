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


def task_errors(draft: TaskDraft) -> list[tuple[str, str]]:
    """Return the errors of a task: (field, message)."""
    errors = [] if draft.text else [("text", _("할 일의 내용을 적어 주세요."))]
    return errors + bound_errors(draft, errors)


def parse_task(typed: str, today: date) -> TaskDraft:
    """Parse a task as entered in a line: [추진] 내용 | 담당 | 기한. ValueError with a message."""
    text, owner, when = split_row(typed, 3)
    state = "todo"
    if text.startswith("[") and "]" in text:
        name, text = text[1:].split("]", 1)
        state = key_for_label(name.strip(), STATES)
    return TaskDraft(text.strip(), state, owner, **parse_when(when, today)._asdict())


def format_task(task: TaskDraft) -> str:
    """Format a task as a line, which has neither the day it was done nor the evidence."""
    text = task.text if task.state == "todo" else f"[{_(STATES[task.state])}] {task.text}"
    return join_row(text, task.owner, format_when(when_of(task)))


def match_tasks(wanted: Sequence[str], existing: Sequence[str]) -> list[int | None]:
    """Return which existing task each line is, by their texts; None for a new one.

    If as many lines as tasks are left, these were renamed: they are matched in order.
    """
    left = list(range(len(existing)))
    matches: list[int | None] = []
    for text in wanted:
        same = next((at for at in left if existing[at] == text), None)
        matches.append(same)
        if same is not None:
            left.remove(same)
    if len(left) == matches.count(None):
        renamed = iter(left)
        return [next(renamed) if at is None else at for at in matches]
    return matches


def with_kept_fields(
    lines: Sequence[TaskDraft], before: Sequence[TaskDraft]
) -> tuple[TaskDraft, ...]:
    """Return the tasks of lines with what a line does not have from the tasks that stood there before."""
    matches = match_tasks([line.text for line in lines], [task.text for task in before])
    return tuple(
        line
        if at is None
        else line._replace(done_on=before[at].done_on, evidence=before[at].evidence)
        for line, at in zip(lines, matches, strict=True)
    )


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
