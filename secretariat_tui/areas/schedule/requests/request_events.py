"""Making events of attendance requests, and answering requests, each in one edit."""

from collections.abc import Sequence

from secretariat_tui.areas.attached.model import LinkDraft, RecordKey
from secretariat_tui.areas.attached.store import add_link
from secretariat_tui.areas.requests import queries as requests
from secretariat_tui.areas.requests import rules as request_rules
from secretariat_tui.areas.requests.model import REQUEST, AlternativeDraft, RequestDraft
from secretariat_tui.areas.requests.store import set_state
from secretariat_tui.areas.schedule import queries, rules, store
from secretariat_tui.areas.schedule.model import EventDraft, LineDraft
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.tables import deleted_error
from secretariat_tui.database.file import OfficeFile


class RequestAnswer(NamedTuple):
    """Confirmed, deputy or written: how a request gets into the diary, by default on the wanted day."""

    state: str
    day: AlternativeDraft | None = None
    deputy: str = ""


_ATTENDANCE = {"deputy": "deputy", "written": "written"}


def hold_days(file: OfficeFile, record_id: int, rev: int) -> list[int]:
    """Put the wanted day of a request and its other days into the diary as holds of one group; return their ids.

    A day on which the request has an event already gets no other one. Raise ValidationError if the request lacks
    what the diary needs, EditConflictError if it changed since `rev`.
    """
    draft = _draft(file, record_id)
    require_valid(request_rules.state_errors(draft._replace(state="hold")))
    with file.edit(_label(draft)):
        set_state(file, [(record_id, rev)], "hold")
        taken = {_time(each) for each in queries.events_of_request(file.reader, record_id)}
        return [
            _add(file, record_id, draft, day, "hold")
            for day in request_rules.candidates(draft)
            if (day.day, day.starts_at) not in taken
        ]


def place(file: OfficeFile, record_id: int, rev: int, given: RequestAnswer) -> int:
    """Put a day of a request into the diary as a confirmed event, and answer it; return the event's id.

    The hold of that day is confirmed if there is one; the others are freed. Raise as `hold_days`.
    """
    stored = _draft(file, record_id)
    draft = stored._replace(state=given.state, deputy=given.deputy or stored.deputy)
    require_valid(
        request_rules.state_errors(draft._replace(state="confirmed"))
        + request_rules.state_errors(draft)
    )
    day = given.day or request_rules.candidates(draft)[0]
    with file.edit(_label(draft)):
        set_state(file, [(record_id, rev)], given.state, given.deputy)
        held = queries.events_of_request(file.reader, record_id)
        event = next((each for each in held if _time(each) == (day.day, day.starts_at)), None)
        if event is None:
            event_id = _add(file, record_id, draft, day, "confirmed")
        else:
            event_id = event.id
            _confirm(file, event_id, draft)
        for each in queries.events_of_request(file.reader, record_id):
            if each.id != event_id and each.status == "hold":
                store.set_status(file, each.id, each.rev, "cancelled")
        return event_id


def set_states(
    file: OfficeFile, asked: Sequence[tuple[int, int]], state: str, deputy: str = ""
) -> None:
    """Set the state of requests in one edit; the holds of declined ones are freed. Raise as `set_state`."""
    label = _("참석요청 답함 {n}건").format(n=len(asked))
    with file.edit(label):
        set_state(file, asked, state, deputy)
        for record_id, _rev in asked if state == "declined" else ():
            for each in queries.events_of_request(file.reader, record_id):
                if each.status == "hold":
                    store.set_status(file, each.id, each.rev, "cancelled")


def event_draft(draft: RequestDraft, day: AlternativeDraft, status: str, group: str) -> EventDraft:
    """Return the event of a request on a day; `group` names its holds."""
    lines = (("host", draft.host), ("purpose", draft.purpose))
    return rules.complete_end(
        EventDraft(
            draft.title,
            day.day,
            day.starts_at,
            day.ends_at,
            place=draft.place,
            kind="other",
            status=status,
            visibility="secret" if draft.secret else "public",
            role=draft.role,
            attendance=_ATTENDANCE.get(draft.state, "self"),
            deputy=draft.deputy if draft.state == "deputy" else "",
            hold_until=draft.reply_by if status == "hold" else None,
            hold_group=group,
            lines=tuple(LineDraft(_(REQUEST[key].title), text) for key, text in lines if text),
        )
    )


def _add(
    file: OfficeFile, record_id: int, draft: RequestDraft, day: AlternativeDraft, status: str
) -> int:
    """Add an event of a request, linked with it; return its id."""
    group = _("참석요청 {number}").format(number=record_id) if status == "hold" else ""
    event_id = store.add(file, event_draft(draft, day, status, group))
    add_link(
        file, LinkDraft(RecordKey("attendancerequest", record_id), RecordKey("event", event_id))
    )
    return event_id


def _confirm(file: OfficeFile, event_id: int, draft: RequestDraft) -> None:
    """Confirm the hold of a request with the answer of the request."""
    stored = queries.event(file.reader, event_id)
    if stored is None:
        raise deleted_error()
    confirmed = stored.draft._replace(
        status="confirmed",
        hold_until=None,
        attendance=_ATTENDANCE.get(draft.state, "self"),
        deputy=draft.deputy if draft.state == "deputy" else "",
    )
    store.change(file, event_id, stored.rev, confirmed)


def _draft(file: OfficeFile, record_id: int) -> RequestDraft:
    stored = requests.request(file.reader, record_id)
    if stored is None:
        raise deleted_error()
    return stored.draft


def _time(event: queries.RequestEvent) -> tuple[object, object]:
    return event.starts_on, event.starts_at


def _label(draft: RequestDraft) -> str:
    title = request_rules.masked_title(draft.title, secret=draft.secret)
    return _("참석요청을 일정으로: {title}").format(title=title)
