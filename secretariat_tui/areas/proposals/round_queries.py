"""Queries of rounds."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from secretariat_tui.areas.proposals import compiled
from secretariat_tui.areas.proposals.model import ResultDraft, RoundDraft
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored


class RoundRow(NamedTuple):
    """A round with its results; `proposal_count` is the number of its proposals in the inbox.

    `public_count` is that number without the secret ones.
    """

    id: int
    rev: int
    theme: str
    starts_on: date
    ends_on: date
    received: int | None
    results: str
    classified: int
    proposal_count: int
    public_count: int
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def total(self) -> int:
        """The number of proposals received: `received` if recorded, else `proposal_count`."""
        return self.proposal_count if self.received is None else self.received

    @property
    def unclassified(self) -> int:
        """The number of proposals without a result; negative if there are more results."""
        return self.total - self.classified


def rounds(reader: Reader, first: date | None = None, last: date | None = None) -> list[RoundRow]:
    """Return all rounds, or those open in a period, ordered by end date, latest first."""
    return reader.rows(RoundRow, compiled.ROUNDS_OF_PERIOD, first=first, last=last)


def rounds_by_id(reader: Reader, ids: Sequence[int]) -> list[RoundRow]:
    """Return rounds by id; deleted ones are left out."""
    return reader.rows(RoundRow, compiled.ROUNDS_BY_ID, ids=json.dumps(list(ids)))


def stored_round(reader: Reader, record_id: int) -> Stored[RoundDraft] | None:
    """Return a round with its results."""
    with reader.snapshot():
        stored = reader.stored_one(RoundDraft, compiled.ROUND, id=record_id)
        results = reader.rows(ResultDraft, compiled.ROUND_RESULTS, id=record_id)
    if stored is None:
        return None
    return stored._replace(draft=stored.draft._replace(results=tuple(results)))
