"""Rules of attendance requests: validation, what an answer needs, and the days that it may be for."""

from collections.abc import Sequence
from datetime import date, time

from secretariat_tui.areas.requests.model import (
    OPEN_STATES,
    REQUEST,
    AlternativeDraft,
    RequestDraft,
)
from secretariat_tui.core import marks
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.text import resolve_particles

REQUIRED_FOR_DIARY = ("title", "host", "purpose", "starts_on", "place", "contact")
"""What, who, why, when, where, and whom to ask: without them nothing is put into the diary."""
_IN_DIARY = frozenset({"hold", "confirmed"})


def request_errors(draft: RequestDraft) -> list[tuple[str, str]]:
    """Return the errors of a request: (field, message)."""
    errors = []
    if not draft.title:
        errors.append(("title", _("요청의 제목을 적어 주세요.")))
    if draft.received_on is None:
        errors.append(("received_on", _("접수일을 적어 주세요.")))
    if _ends_early(draft.starts_at, draft.ends_at):
        errors.append(("ends_at", _("끝나는 시각은 시작하는 시각보다 늦어야 합니다.")))
    if any(_ends_early(each.starts_at, each.ends_at) for each in draft.alternatives):
        errors.append(
            ("alternatives", _("끝나는 시각이 시작하는 시각보다 늦지 않은 줄이 있습니다."))
        )
    errors += [each for each in state_errors(draft) if each[0] not in dict(errors)]
    return errors + bound_errors(draft, errors)


def state_errors(draft: RequestDraft) -> list[tuple[str, str]]:
    """Return what the state of a request needs and is empty: (field, message)."""
    if draft.state == "deputy" and not draft.deputy:
        return [("deputy", _("대신 참석할 사람을 적어 주세요."))]
    if draft.state not in _IN_DIARY:
        return []
    message = _("잠정이나 확정으로 하려면 {field}을(를) 적어 주세요.")
    return [
        (key, resolve_particles(message.format(field=_(REQUEST[key].title))))
        for key in REQUIRED_FOR_DIARY
        if not getattr(draft, key)
    ]


def _ends_early(start: time | None, end: time | None) -> bool:
    """Whether an end is given that is not after its start; one at 0:00 is the end of the day."""
    if end is None:
        return False
    return start is None or (end != time(0) and end <= start)


def candidates(draft: RequestDraft) -> Sequence[AlternativeDraft]:
    """Return the days of a request, the wanted one first, each day and time once."""
    wanted = (
        (AlternativeDraft(draft.starts_on, draft.starts_at, draft.ends_at),)
        if draft.starts_on
        else ()
    )
    return tuple(dict.fromkeys((*wanted, *draft.alternatives)))


def awaits_reply(state: str) -> bool:
    """Whether the office has not given its answer."""
    return state in OPEN_STATES


def reply_mark(state: str, reply_by: date | None, today: date) -> Mark:
    """Return the mark of the date of the reply; none after the answer."""
    if reply_by is None or not awaits_reply(state):
        return marks.LATER
    return marks.deadline((reply_by - today).days)


def masked_title(title: str, *, secret: bool) -> str:
    """Return a request's title for lists and exports: 비공개 if it is secret."""
    return _("비공개") if secret else title
