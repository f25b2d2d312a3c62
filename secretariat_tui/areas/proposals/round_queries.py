"""Queries of rounds."""

import json
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from secretariat_tui.areas.proposals.rules import ResultDraft, RoundDraft
from secretariat_tui.database.engine.reader import Reader, Stored, columns


class RoundRow(NamedTuple):
    """A round with its results; `entered` is the number of its proposals in the inbox."""

    id: int
    rev: int
    theme: str
    starts_on: date
    ends_on: date
    received: int | None
    results: str
    classified: int
    entered: int

    @property
    def total(self) -> int:
        """The number of proposals received: as stated, else as entered."""
        return self.entered if self.received is None else self.received

    @property
    def unclassified(self) -> int:
        """The number of proposals without a result; negative if there are more results."""
        return self.total - self.classified


_ROUND = """
    SELECT r.id, r.rev, r.theme, r.starts_on, r.ends_on, r.received,
        coalesce((SELECT group_concat(label || ' ' || count, ', ') FROM
            (SELECT label, count FROM roundresult WHERE round_id = r.id ORDER BY pos)), '')
            AS results,
        coalesce((SELECT sum(count) FROM roundresult WHERE round_id = r.id), 0)
            AS classified,
        (SELECT count(*) FROM proposal WHERE round_id = r.id) AS entered
    FROM round AS r"""
_ROUNDS = f"""
    {_ROUND} WHERE (:first IS NULL OR r.ends_on >= :first) AND (:last IS NULL OR r.starts_on <= :last)
    ORDER BY r.ends_on DESC, r.starts_on DESC, r.id DESC"""
ROUND_INVALIDATED_BY = (
    "SELECT row FROM change WHERE tx > :tx AND tbl = 'round'",
    """SELECT json_extract(coalesce(new, old), '$.round_id') FROM change
        WHERE tx > :tx AND tbl = 'roundresult'""",
)
ROUND_SEARCH_TEXT = """
    SELECT id, process || char(10) || note
    FROM round WHERE id IN (SELECT value FROM json_each(:ids))"""


def rounds(read: Reader, first: date | None = None, last: date | None = None) -> list[RoundRow]:
    """Return all rounds, or those open in a period, the last to close first."""
    return read.rows(RoundRow, _ROUNDS, first=first, last=last)


def rounds_by_id(read: Reader, ids: Sequence[int]) -> list[RoundRow]:
    """Return rounds by id; deleted ones are left out."""
    sql = f"{_ROUND} WHERE r.id IN (SELECT value FROM json_each(:ids))"
    return read.rows(RoundRow, sql, ids=json.dumps(list(ids)))


def round_(read: Reader, record_id: int) -> Stored[RoundDraft] | None:
    """Return a round with its results."""
    sql = f"SELECT {columns(RoundDraft)} FROM round WHERE id = :id"
    with read.snapshot():
        rev = read.value("SELECT rev FROM round WHERE id = :id", id=record_id)
        head = read.first(RoundDraft, sql, id=record_id)
        results = read.rows(
            ResultDraft,
            "SELECT label, outcome, count FROM roundresult WHERE round_id = :id ORDER BY pos",
            id=record_id,
        )
    return Stored(record_id, rev, head._replace(results=tuple(results))) if head else None
