"""What can be imported into the inbox of proposals."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from secretariat_tui.areas.proposals import model, queries, round_queries, rules
from secretariat_tui.areas.proposals.model import ProposalDraft
from secretariat_tui.areas.proposals.records import Proposal
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.text import search_key
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.imports.target import Errors, ImportTarget, Resolve


class _RoundPeriod(NamedTuple):
    id: int
    theme: str
    starts_on: date
    ends_on: date


def _numbered(
    reader: Reader, drafts: Sequence[ProposalDraft]
) -> Iterator[tuple[ProposalDraft, Errors]]:
    """Yield proposals with their numbers: a given one must be free; without one, the next of the year."""
    taken = {number for (number,) in reader.tuples("SELECT number FROM proposal")}
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


def _rounds(reader: Reader) -> Resolve:
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


PROPOSALS = ImportTarget(
    model.PROPOSAL,
    ProposalDraft,
    Proposal,
    rules.proposal_errors,
    keys=(("number", "title", "received_on"), ("title", "received_on")),
    complete=_numbered,
    references={"round_id": _rounds},
    headings={N_("접수"): "received_on", N_("결정까지"): "", N_("상태"): ""},
)
IMPORTS = {"inbox": PROPOSALS}
