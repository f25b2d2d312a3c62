"""Tasks as lines of the details of their record."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from secretariat_tui.areas.attached import queries
from secretariat_tui.areas.attached.file_status import FileStatus, file_status
from secretariat_tui.areas.attached.model import (
    FILE,
    LINK,
    NOTE,
    OPEN_STATES,
    PARTICIPANT,
    ROLES,
    STATE_MARKS,
    STATES,
    TASK,
    FileDraft,
    NoteDraft,
    ParticipantDraft,
    RecordKey,
    TaskDraft,
)
from secretariat_tui.areas.attached.queries import LinkRow
from secretariat_tui.areas.attached.when import when_of, when_text
from secretariat_tui.core import marks
from secretariat_tui.core.dates import countdown, full_date, table_date
from secretariat_tui.core.errors import FileError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import marked
from secretariat_tui.core.money import format_won
from secretariat_tui.core.text import clean
from secretariat_tui.database.audit.history import HistoryTarget
from secretariat_tui.database.audit.meta import TableMeta
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.paint.text import PERSONAL, Span, StyledLine, labelled, styled_line

_COUNTED = (TASK, NOTE, FILE, PARTICIPANT, LINK)


def task_lines(title: str, tasks: Iterable[TaskDraft], today: date) -> list[StyledLine]:
    """Return a title and a line for each task, or one that there are none."""
    lines = [_task(task, today) for task in tasks]
    none = styled_line((_(" 적힌 할 일이 없습니다."), "dim"))
    return [styled_line((title, "title")), *(lines or [none])]


def _task(task: TaskDraft, today: date) -> StyledLine:
    """Return a task with its owner and date; an open one that is overdue is marked."""
    state = marked(STATE_MARKS.get(task.state, marks.LATER), _(STATES[task.state]))
    spans: list[Span] = [(" ", ""), state, (f"  {task.text}", "")]
    if task.owner:
        spans += [("  ", ""), (task.owner, PERSONAL)]
    if task.due_on or task.timing == "recurring":
        spans.append(_when(task, today))
    if task.done_on or task.evidence:
        done = table_date(task.done_on) if task.done_on else ""
        text = " · ".join(filter(None, (done, task.evidence)))
        spans.append((f"  {text}", "dim"))
    return styled_line(*spans)


def _when(task: TaskDraft, today: date) -> Span:
    text = when_text(when_of(task))
    if task.due_on is None or task.state not in OPEN_STATES:
        return f"  {text}", "dim"
    left = (task.due_on - today).days
    text, style = marked(marks.deadline(left), f"{text} {countdown(left)}")
    return f"  {text}", style


def people_lines(people: Sequence[ParticipantDraft]) -> list[StyledLine]:
    """Return a line for each role with its participants, in the order of the roles."""
    lines = []
    for role, title in ROLES.items():
        spans: list[Span] = [(f"{_(title)}  ", "dim")]
        for each in (person for person in people if person.role == role):
            spans += [(", ", "")] if len(spans) > 1 else []
            about = " ".join(filter(None, (each.organization, each.position)))
            spans.append((each.name or about, PERSONAL if each.name else ""))
            spans.append((f"({about})" if each.name and about else "", "dim"))
        if len(spans) > 1:
            lines.append(styled_line(*spans))
    return lines


def attached_lines(
    reader: Reader,
    tables: Mapping[str, TableMeta],
    record: HistoryTarget,
    *,
    open_secret: bool = False,
) -> list[StyledLine]:
    """Return how much hangs on a record and which records it is linked to; nothing if nothing hangs on it."""
    key = RecordKey(record.table, record.row)
    if not open_secret and queries.is_secret(reader, tables, key):
        return []
    counts = queries.attached_counts(reader, key)
    texts = [f"{_(kind.title)} {counts[kind.table]}" for kind in _COUNTED if counts.get(kind.table)]
    if not texts:
        return []
    lines = [styled_line((_("덧붙인 것"), "title"), (f"  {' · '.join(texts)}", ""))]
    return lines + [_link_line(each, tables) for each in queries.links(reader, tables, key)]


def hanging_lines(
    reader: Reader, tables: Mapping[str, TableMeta], key: RecordKey, today: date
) -> list[StyledLine]:
    """Return all that hangs on a record, with the table and the id of each row as the target of its line."""
    sections = (
        [(each.id, _task(each.draft, today)) for each in queries.tasks(reader, key)],
        [(each.id, note_line(each.draft)) for each in queries.notes(reader, key)],
        [(each.id, _file(each.draft)) for each in queries.files(reader, key)],
        [(each.id, _participant(each.draft)) for each in queries.participants(reader, key)],
        [(each.id, _link_line(each, tables)) for each in queries.links(reader, tables, key)],
    )
    lines = []
    for kind, rows in zip(_COUNTED, sections, strict=True):
        lines.append(styled_line((_(kind.title), "title"), (f"  {len(rows)}", "dim")))
        lines += [StyledLine(line.spans, (kind.table, number)) for number, line in rows]
    return lines


def note_line(note: NoteDraft) -> StyledLine:
    """Return the day and the text of a note."""
    day = table_date(note.noted_on) if note.noted_on else ""
    return styled_line((f" {day}  ", "accent"), note.text.replace("\n", " "))


def _file(file: FileDraft) -> StyledLine:
    status = _status(file)
    style = "dim" if status is FileStatus.UNCHANGED else "warn"
    return styled_line(
        f" {file.title}", (f"  {_(status.value) if status else _('읽을 수 없음')}", style)
    )


def _status(file: FileDraft) -> FileStatus | None:
    try:
        return file_status(file)
    except FileError:
        return None


def file_lines(file: FileDraft) -> list[StyledLine]:
    """Return a file's path, size and hash, and how it compares with its record."""
    status = _status(file)
    texts = {
        FileStatus.UNCHANGED: _("등록한 그대로입니다."),
        FileStatus.CHANGED: _("등록한 뒤에 바뀌었습니다. F2로 다시 읽어 등록합니다."),
        FileStatus.MISSING: _("이 자리에 없습니다. 옮겼거나 지웠습니다."),
    }
    text = texts[status] if status else _("읽을 수 없습니다. 경로와 권한을 확인해 주세요.")
    return [
        styled_line((text, "" if status is FileStatus.UNCHANGED else "warn")),
        labelled(_("파일 경로"), file.path),
        labelled(_("크기"), _("{n}바이트").format(n=format_won(file.size))),
        labelled("SHA-256", file.sha256),
        labelled(_("등록일"), full_date(file.noted_on) if file.noted_on else ""),
    ]


def _participant(person: ParticipantDraft) -> StyledLine:
    place = " ".join(filter(None, (person.organization, person.position)))
    return styled_line(
        (f" {_(ROLES.get(person.role, person.role))}  ", "dim"),
        (f"{place}  " if place else "", ""),
        (person.name, PERSONAL),
        (f"  {person.contact}" if person.contact else "", PERSONAL),
    )


def _link_line(link: LinkRow, tables: Mapping[str, TableMeta]) -> StyledLine:
    return styled_line((" ↔ ", "dim"), *link_spans(link, tables))


def link_spans(link: LinkRow, tables: Mapping[str, TableMeta]) -> list[Span]:
    """Return the other record of a link: its kind, its name, its amount, and the text of the link."""
    kind = _(tables[link.kind].title) if link.kind in tables else link.kind
    if link.secret:
        return [(f"{kind}  ", "dim"), (_("비공개"), "")]
    won = "" if link.won is None else _("  {won}원").format(won=format_won(link.won))
    return [
        (f"{kind}  ", "dim"),
        (clean(link.name), ""),
        (won, ""),
        (f"  {link.text}" if link.text else "", "dim"),
    ]
