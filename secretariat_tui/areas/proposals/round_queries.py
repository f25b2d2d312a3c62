"""Queries of rounds."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from secretariat_tui.areas.proposals.model import ResultDraft, RoundDraft
from secretariat_tui.database.engine.reader import Reader, Stored, columns


class RoundRow(NamedTuple):
    """A round with its results; `proposal_count` is the number of its proposals in the inbox."""

    id: int
    rev: int
    theme: str
    starts_on: date
    ends_on: date
    received: int | None
    results: str
    classified: int
    proposal_count: int

    @property
    def total(self) -> int:
        """The number of proposals received: `received` if recorded, else `proposal_count`."""
        return self.proposal_count if self.received is None else self.received

    @property
    def unclassified(self) -> int:
        """The number of proposals without a result; negative if there are more results."""
        return self.total - self.classified


_SELECT_ROUND = """
    SELECT r.id, r.rev, r.theme, r.starts_on, r.ends_on, r.received,
        coalesce((SELECT group_concat(label || ' ' || count, ', ') FROM
            (SELECT label, count FROM roundresult WHERE round_id = r.id ORDER BY pos)), '')
            AS results,
        coalesce((SELECT sum(count) FROM roundresult WHERE round_id = r.id), 0)
            AS classified,
        (SELECT count(*) FROM proposal WHERE round_id = r.id) AS proposal_count
    FROM round AS r"""
_SELECT_ROUNDS_OF_PERIOD = f"""
    {_SELECT_ROUND} WHERE (:first IS NULL OR r.ends_on >= :first) AND (:last IS NULL OR r.starts_on <= :last)
    ORDER BY r.ends_on DESC, r.starts_on DESC, r.id DESC"""
ROUND_INVALIDATED_BY = (
    "SELECT row FROM change WHERE tx > :tx AND tbl = 'round'",
    """SELECT json_extract(coalesce(new, old), '$.round_id') FROM change
        WHERE tx > :tx AND tbl = 'roundresult'""",
)
ROUND_SEARCH_TEXT = """
    SELECT id, process || char(10) || note
    FROM round WHERE id IN (SELECT value FROM json_each(:ids))"""


def rounds(reader: Reader, first: date | None = None, last: date | None = None) -> list[RoundRow]:
    """Return all rounds, or those open in a period, ordered by end date, latest first."""
    return reader.rows(RoundRow, _SELECT_ROUNDS_OF_PERIOD, first=first, last=last)


def rounds_by_id(reader: Reader, ids: Sequence[int]) -> list[RoundRow]:
    """Return rounds by id; deleted ones are left out."""
    sql = f"{_SELECT_ROUND} WHERE r.id IN (SELECT value FROM json_each(:ids))"
    return reader.rows(RoundRow, sql, ids=json.dumps(list(ids)))


def stored_round(reader: Reader, record_id: int) -> Stored[RoundDraft] | None:
    """Return a round with its results."""
    sql = f"SELECT {columns(RoundDraft)} FROM round WHERE id = :id"
    with reader.snapshot():
        rev = reader.value("SELECT rev FROM round WHERE id = :id", id=record_id)
        draft = reader.first(RoundDraft, sql, id=record_id)
        results = reader.rows(
            ResultDraft,
            "SELECT label, outcome, count FROM roundresult WHERE round_id = :id ORDER BY pos",
            id=record_id,
        )
    return Stored(record_id, rev, draft._replace(results=tuple(results))) if draft else None
