"""Writes to the attendance requests, each in one transaction."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from secretariat_tui.areas.attached.records import Link
from secretariat_tui.areas.requests import model, queries, rules
from secretariat_tui.areas.requests.model import OPEN_STATES, STATES, AlternativeDraft, RequestDraft
from secretariat_tui.areas.requests.records import AttendanceAlternative, AttendanceRequest
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.engine.tables import deleted_error
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.plain_store import Parts, PlainStore
from secretariat_tui.imports.target import ChildRows, ImportTarget, TimeSpan

REQUESTS = PlainStore[RequestDraft](
    AttendanceRequest,
    rules.request_errors,
    (N_("참석요청 추가: {name}"), N_("참석요청 고침: {name}"), N_("참석요청 지움: {name}")),
    "title",
    (Parts("alternatives", AttendanceAlternative, "request_id"),),
    secret="secret",  # noqa: S106 - the name of a column
)
REQUEST_IMPORT = ImportTarget(
    model.REQUEST,
    RequestDraft,
    AttendanceRequest,
    rules.request_errors,
    keys=(("title", "received_on", "host"),),
    blank_in_keys=frozenset({"host"}),
    children={"alternatives": ChildRows(AttendanceAlternative, "request_id")},
    parse_rows={"alternatives": lambda typed, today: parse_row(AlternativeDraft, typed, today)},
    spans=(TimeSpan("starts_on", "starts_at", "", "ends_at"),),
)


def confirm_linked(session: Session, event_id: int) -> None:
    """Confirm the open requests that an event was made of: it was confirmed."""
    linked = select(Link.parent_id).where(
        Link.parent == AttendanceRequest.__tablename__,
        Link.target == "event",
        Link.target_id == event_id,
    )
    requests = session.exec(
        select(AttendanceRequest).where(
            col(AttendanceRequest.id).in_(linked), col(AttendanceRequest.state).in_(OPEN_STATES)
        )
    )
    for request in requests:
        request.state = "confirmed"


def set_state(
    file: OfficeFile, requests: Sequence[tuple[int, int]], state: str, deputy: str = ""
) -> None:
    """Set the state of requests, given by id and revision, in one edit; `deputy` is kept if it is empty.

    Raise ValidationError if one lacks what the state needs, EditConflictError if one changed since it was read.
    """
    label = _("참석요청 {state} {n}건").format(state=_(STATES[state]), n=len(requests))
    with file.edit(label):
        for record_id, rev in requests:
            stored = queries.request(file.reader, record_id)
            if stored is None:
                raise deleted_error()
            draft = stored.draft._replace(state=state, deputy=deputy or stored.draft.deputy)
            REQUESTS.change(file, record_id, rev, draft)
