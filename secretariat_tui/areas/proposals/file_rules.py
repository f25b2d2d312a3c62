"""Rules of proposals that depend on other records: their errors as (field, message)."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from secretariat_tui.areas.proposals import compiled, queries, round_queries, rules
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft
from secretariat_tui.areas.proposals.rules import ReceivedProposal
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import search_key
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.target import Errors, Resolve


def proposal_errors(reader: Reader, record_id: int, draft: ProposalDraft) -> list[tuple[str, str]]:
    """Return the errors of a draft for a stored proposal, or for a new one (0).

    A new date of receipt must not change which of two duplicates was received first.
    """
    errors = []
    holder = reader.value(compiled.NUMBER_HOLDER, number=draft.number)
    if draft.number and holder not in {None, record_id}:
        errors.append(("number", _("이미 있는 번호입니다: {number}").format(number=draft.number)))
    if draft.round_id and round_queries.stored_round(reader, draft.round_id) is None:
        errors.append(("round_id", _("고른 회차가 그 사이에 지워졌습니다. 다시 골라 주세요.")))
    own = _received(reader, record_id)
    if (
        own
        and draft.received_on
        and _order_changes(reader, own._replace(received_on=draft.received_on))
    ):
        errors.append(("received_on", _("중복으로 표시된 제안과 접수한 날의 앞뒤가 바뀝니다.")))
    return errors


def decision_errors(reader: Reader, record_id: int, decision: Decision) -> list[tuple[str, str]]:
    """Return the errors of a decision on a proposal that depend on the others."""
    if decision.outcome != "duplicate" or not decision.duplicate_of:
        return []
    own = _received(reader, record_id)
    if own is None:
        return []
    errors = rules.duplicate_errors(own, _received(reader, decision.duplicate_of))
    if _duplicates(reader, record_id):
        message = _(
            "이 제안의 중복으로 표시된 제안이 있습니다. 그 제안의 결정을 먼저 바꾸어 주세요."
        )
        errors.append(("duplicate_of", message))
    return errors


def _received(reader: Reader, record_id: int) -> ReceivedProposal | None:
    return reader.first(ReceivedProposal, compiled.RECEIVED, id=record_id)


def _duplicates(reader: Reader, record_id: int) -> list[ReceivedProposal]:
    return reader.rows(ReceivedProposal, compiled.DUPLICATES, id=record_id)


def _order_changes(reader: Reader, own: ReceivedProposal) -> bool:
    pairs = [(each, own) for each in _duplicates(reader, own.id)]
    original = _received(reader, own.duplicate_of) if own.duplicate_of else None
    if original:
        pairs.append((own, original))
    return any(rules.duplicate_errors(duplicate, first) for duplicate, first in pairs)


class _RoundPeriod(NamedTuple):
    id: int
    theme: str
    starts_on: date
    ends_on: date


def numbered(
    reader: Reader, drafts: Sequence[ProposalDraft]
) -> Iterator[tuple[ProposalDraft, Errors]]:
    """Yield proposals with their numbers: a given one must be free; without one, the next of the year."""
    taken = {number for (number,) in reader.tuples(compiled.NUMBERS)}
    given = {draft.number for draft in drafts if draft.number}
    last: dict[str, int] = {}
    for draft in drafts:
        if draft.number in taken:
            message = _("이미 있는 번호입니다: {number}").format(number=draft.number)
            yield draft, [("number", message)]
            continue
        number = draft.number or _next_number(reader, draft, given, last)
        taken.add(number)
        yield draft._replace(number=number), ()


def _next_number(
    reader: Reader, draft: ProposalDraft, given: set[str], last: dict[str, int]
) -> str:
    year = draft.received_on.year if draft.received_on else 0
    prefix = f"{year % 100:02}"
    if prefix not in last:
        highest = int(queries.next_number(reader, year).partition("-")[2]) - 1
        numbers = [each.partition("-") for each in given]
        counts = [int(n) for start, _sign, n in numbers if start == prefix and n.isdecimal()]
        last[prefix] = max([highest, *counts])
    last[prefix] += 1
    return f"{prefix}-{last[prefix]:03}"


def rounds_by_theme(reader: Reader) -> Resolve:
    """Return a function that finds a round by its theme; of several the one open when a proposal was received."""
    rounds = [
        _RoundPeriod(each.id, each.theme, each.starts_on, each.ends_on)
        for each in round_queries.rounds(reader)
    ]

    def find(text: str, values: Mapping[str, Any]) -> int:
        named = [each for each in rounds if search_key(each.theme) == search_key(text)]
        received = values.get("received_on")
        if len(named) > 1 and received:
            named = [each for each in named if each.starts_on <= received <= each.ends_on]
        if len(named) == 1:
            return named[0].id
        known = ", ".join(dict.fromkeys(each.theme for each in rounds))
        message = _("그런 회차가 없거나 여럿입니다: {text} 있는 회차: {known}")
        raise ValueError(message.format(text=text, known=known))

    return find
