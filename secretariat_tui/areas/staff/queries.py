"""Queries of staff."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from secretariat_tui.areas.staff import compiled
from secretariat_tui.areas.staff.model import (
    FunctionDraft,
    GradeDraft,
    ManualDraft,
    OutsideDraft,
    StaffingDraft,
    SurveyDraft,
    SurveyItemDraft,
)
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored


class StaffingRow(NamedTuple):
    """A snapshot with the sums of its grades."""

    id: int
    rev: int
    as_of: date
    authorised: int
    present: int
    source: str
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def difference(self) -> int:
        """How many people there are beyond the authorised number; negative if people are missing."""
        return self.present - self.authorised


class FunctionRow(NamedTuple):
    """A function of the office."""

    id: int
    rev: int
    place: int
    title: str
    details: str
    extra: Mapping[str, Any] = NO_EXTRA


class ManualRow(NamedTuple):
    """A manual, or a number of older ones."""

    id: int
    rev: int
    kind: str
    issue: int | None
    name: str
    category: str
    count: int  # type: ignore[assignment]  # shadows tuple.count
    state: str
    due_month: str
    text: str
    extra: Mapping[str, Any] = NO_EXTRA


class SurveyRow(NamedTuple):
    """A survey with the number of its items."""

    id: int
    rev: int
    title: str
    held_on: date | None
    respondents: int
    item_count: int
    extra: Mapping[str, Any] = NO_EXTRA


def staffings(
    reader: Reader, first: date | None = None, last: date | None = None
) -> list[StaffingRow]:
    """Return the snapshots of a period, the latest first."""
    return reader.rows(StaffingRow, compiled.STAFFINGS, first=first, last=last)


def staffings_by_id(reader: Reader, ids: Sequence[int]) -> list[StaffingRow]:
    """Return snapshots by id; deleted ones are left out."""
    return reader.rows(StaffingRow, compiled.STAFFINGS_BY_ID, ids=json.dumps(list(ids)))


def staffing(reader: Reader, record_id: int) -> Stored[StaffingDraft] | None:
    """Return a snapshot with its grades and the posts outside the table."""
    with reader.snapshot():
        stored = reader.stored_one(StaffingDraft, compiled.STAFFING, id=record_id)
        grades = reader.rows(GradeDraft, compiled.GRADES, id=record_id)
        outside = reader.rows(OutsideDraft, compiled.OUTSIDE, id=record_id)
    if stored is None:
        return None
    draft = stored.draft._replace(grades=tuple(grades), outside=tuple(outside))
    return stored._replace(draft=draft)


def staffing_on(reader: Reader, day: date) -> Stored[StaffingDraft] | None:
    """Return the latest snapshot on a day or before it."""
    with reader.snapshot():
        record_id = reader.value(compiled.STAFFING_ON, day=day)
        return None if record_id is None else staffing(reader, record_id)


def functions(reader: Reader) -> list[FunctionRow]:
    """Return the functions of the office in their order."""
    return reader.rows(FunctionRow, compiled.FUNCTIONS)


def functions_by_id(reader: Reader, ids: Sequence[int]) -> list[FunctionRow]:
    """Return functions by id; deleted ones are left out."""
    return reader.rows(FunctionRow, compiled.FUNCTIONS_BY_ID, ids=json.dumps(list(ids)))


def function(reader: Reader, record_id: int) -> Stored[FunctionDraft] | None:
    """Return a function."""
    return reader.stored_one(FunctionDraft, compiled.FUNCTION, id=record_id)


def manuals(reader: Reader) -> list[ManualRow]:
    """Return the manuals: older ones first, then the issues in their order."""
    return reader.rows(ManualRow, compiled.MANUALS)


def manuals_by_id(reader: Reader, ids: Sequence[int]) -> list[ManualRow]:
    """Return manuals by id; deleted ones are left out."""
    return reader.rows(ManualRow, compiled.MANUALS_BY_ID, ids=json.dumps(list(ids)))


def manual(reader: Reader, record_id: int) -> Stored[ManualDraft] | None:
    """Return a manual."""
    return reader.stored_one(ManualDraft, compiled.MANUAL, id=record_id)


def surveys(reader: Reader) -> list[SurveyRow]:
    """Return the surveys, the latest first."""
    return reader.rows(SurveyRow, compiled.SURVEYS)


def surveys_by_id(reader: Reader, ids: Sequence[int]) -> list[SurveyRow]:
    """Return surveys by id; deleted ones are left out."""
    return reader.rows(SurveyRow, compiled.SURVEYS_BY_ID, ids=json.dumps(list(ids)))


def survey(reader: Reader, record_id: int) -> Stored[SurveyDraft] | None:
    """Return a survey with its items."""
    with reader.snapshot():
        stored = reader.stored_one(SurveyDraft, compiled.SURVEY, id=record_id)
        items = reader.rows(SurveyItemDraft, compiled.ITEMS, id=record_id)
    return stored._replace(draft=stored.draft._replace(items=tuple(items))) if stored else None
