"""An attendance request written out as lines."""

from datetime import date

from secretariat_tui.areas.requests import model, queries, rules
from secretariat_tui.areas.requests.model import (
    REQUEST,
    ROLES,
    STATES,
    AlternativeDraft,
    RequestDraft,
)
from secretariat_tui.core import marks
from secretariat_tui.core.dates import countdown, format_time, full_date
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import marked
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.paint.fields import other_fields
from secretariat_tui.tui.paint.text import PERSONAL, Span, StyledLine, labelled, styled_line

_DESCRIBED = frozenset(
    {
        *("title", "host", "purpose", "role", "starts_on", "starts_at", "ends_at", "place"),
        *("alternatives", "owner", "contact", "received_on", "reply_by", "state", "deputy"),
        *("secret", "note"),
    }
)


def read_request(record_id: int, today: date, reader: Reader) -> list[StyledLine] | None:
    """Read a request and return its details; None if it is deleted."""
    stored = queries.request(reader, record_id)
    return describe_request(stored.draft, today) if stored else None


def describe_request(draft: RequestDraft, today: date) -> list[StyledLine]:
    """Return the details of a request as of a day."""
    state = marked(model.STATE_MARKS.get(draft.state, marks.LATER), _(STATES[draft.state]))
    lines = [
        styled_line((draft.title, "bold")),
        styled_line(
            (f"{_('상태')}  ", "dim"),
            state,
            (f" · {draft.deputy}" if draft.deputy else "", PERSONAL),
            (f" · {_('비공개')}" if draft.secret else "", "dim"),
        ),
    ]
    lines += [
        labelled(_(REQUEST[key].title), text)
        for key, text in (
            ("host", draft.host),
            ("purpose", draft.purpose),
            ("role", _(ROLES[draft.role]) if draft.role else ""),
            ("place", draft.place),
        )
        if text
    ]
    lines += _days(draft)
    lines += _people(draft)
    if draft.received_on:
        lines.append(labelled(_(REQUEST["received_on"].title), full_date(draft.received_on)))
    if draft.reply_by:
        lines.append(_reply(draft, draft.reply_by, today))
    lines += _missing(draft)
    lines += other_fields(fields_of(RequestDraft), draft._asdict(), _DESCRIBED)
    if draft.note:
        lines += [styled_line(""), labelled(_("메모"), draft.note)]
    return lines


def _days(draft: RequestDraft) -> list[StyledLine]:
    days = rules.candidates(draft)
    titles = [_("희망 일시")] if draft.starts_on else []
    titles += [_("대체 일시")] * (len(days) - len(titles))
    return [labelled(title, format_day(day)) for title, day in zip(titles, days, strict=True)]


def format_day(each: AlternativeDraft) -> str:
    """Return a day with its times: 2023. 3. 2.(목) 10:00~11:30."""
    times = "~".join(format_time(at) for at in (each.starts_at, each.ends_at) if at)
    return f"{full_date(each.day)} {times}".strip()


def _people(draft: RequestDraft) -> list[StyledLine]:
    spans: list[Span] = [
        (f"{_(REQUEST['owner'].title)}  ", "dim"),
        (draft.owner, PERSONAL),
        (" · " if draft.owner and draft.contact else "", "dim"),
        (draft.contact, PERSONAL),
    ]
    return [styled_line(*spans)] if draft.owner or draft.contact else []


def _reply(draft: RequestDraft, reply_by: date, today: date) -> StyledLine:
    text = full_date(reply_by)
    mark = rules.reply_mark(draft.state, reply_by, today)
    if rules.awaits_reply(draft.state):
        text += f" {countdown((reply_by - today).days)}"
    return styled_line((f"{_(REQUEST['reply_by'].title)}  ", "dim"), marked(mark, text))


def _missing(draft: RequestDraft) -> list[StyledLine]:
    """Return the line of what is still empty and needed before the request gets into the diary."""
    if not rules.awaits_reply(draft.state):
        return []
    missing = [key for key, _message in rules.state_errors(draft._replace(state="confirmed"))]
    names = ", ".join(_(REQUEST[key].title) for key in missing)
    if not names:
        return []
    text = _("비어 있어 일정으로 올릴 수 없음: {names}").format(names=names)
    return [styled_line(marked(marks.SOON, text))]
