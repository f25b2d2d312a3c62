"""Queries of tallies: their figures, and the records behind one."""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from secretariat_tui.areas.report import compiled, rules
from secretariat_tui.areas.report.model import ConditionDraft, PartDraft, TallyDraft
from secretariat_tui.areas.report.rules import Conditions, Figures, PartFigures, Window
from secretariat_tui.core.fields import NO_EXTRA
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.database.engine.reader import Reader, Stored
from secretariat_tui.database.search import list_query
from secretariat_tui.database.search.list_query import FURTHER, ListParts, ListQuery, Order, View

AREAS_OF_KINDS = {"event": "schedule", "proposal": "proposals", "agreement": "agreements"}
"""The areas where the counted records of each kind are."""


class CountedRow(NamedTuple):
    """A counted record; `kind` is its kind, or the outcome or state of a proposal.

    `internal` is whether it must stay inside the office though it is not secret.
    """

    id: int
    day: date | None
    name: str
    kind: str
    detail: str
    secret: bool
    internal: bool
    extra: Mapping[str, Any] = NO_EXTRA

    @property
    def facts(self) -> dict[str, list[str]]:
        """The values of the fields that tallies can ask for."""
        extra = self.extra
        facts = {key: [str(value)] for key, value in extra.items()} | {"kind": [self.kind]}
        facts["line"] = str(extra.get("lines", "")).split("\n")
        facts["level"] = str(extra.get("levels", "")).split(",")
        return facts


class TallyRow(NamedTuple):
    """A tally with its figures in a window; `draft` holds keys as stored."""

    id: int
    rev: int
    draft: TallyDraft
    figures: Figures
    window: Window

    @property
    def extra(self) -> Mapping[str, Any]:
        """The fields of the tally for further columns."""
        return {f"{FURTHER}{key}": value for key, value in self.draft._asdict().items()}


class TallyTitle(NamedTuple):
    """A tally as search results show it."""

    id: int
    title: str
    ends_on: date | None


class _OwnedCondition(NamedTuple):
    tally_id: int
    field: str
    value: str


class _OwnedPart(NamedTuple):
    tally_id: int
    label: str
    opening: int
    field: str
    value: str


def _items(parts: ListParts, descending: bool = True) -> ListQuery[CountedRow]:  # noqa: FBT001, FBT002
    text = f"{parts.keys['name']} || ' ' || {parts.keys['detail']}"
    return ListQuery(CountedRow, parts, (Order("day", descending),), kind=0, scanned_text=text)


_ITEMS = {
    "event": _items(compiled.EVENTS),
    "proposal": _items(compiled.PROPOSALS),
    "agreement": _items(compiled.AGREEMENTS),
}


def item_query(
    draft: TallyDraft, conditions: Conditions, window: Window, today: date
) -> ListQuery[CountedRow] | None:
    """Return the query of the records in a window that meet conditions; None if the tally counts none."""
    query = _ITEMS.get(draft.record_kind)
    if query is None:
        return None
    if "counted" in query.parts.conditions:
        query = query.where("counted")
    if draft.record_kind == "event":
        query = query.where(today=today)
    if window.first:
        query = query.where("from_first", first=window.first)
    if window.last:
        query = query.where("to_last", last=window.last)
    for field, values in conditions.items():
        query = query.where(field, **{field: json.dumps(sorted(values), ensure_ascii=False)})
    return query


def counted_items(
    reader: Reader, tally_id: int, shown: Window, today: date
) -> ListQuery[CountedRow] | None:
    """Return the query of the records that a tally counts; None if it counts none or is deleted."""
    drafts = _stored(reader)
    each = next((each for each in drafts if each.id == tally_id), None)
    if each is None:
        return None
    claimed = _claimed_by_others(reader, drafts, each, shown, today)
    return _unclaimed(_all_items(each.draft, shown, today), claimed)


def counted_ids(reader: Reader, tally_id: int, shown: Window, today: date) -> set[int]:
    """Return the ids of the records that a tally counts in a window."""
    with reader.snapshot():
        return _ids(reader, counted_items(reader, tally_id, shown, today))


def tallies(
    reader: Reader,
    today: date,
    shown: Window = Window(),  # noqa: B008 - frozen
    *,
    empty_rows: bool = False,
) -> list[TallyRow]:
    """Return the tallies with their figures in a window: those whose period touches it, or all of them."""
    with reader.snapshot():
        drafts = _stored(reader)
        shared = {each.id for each in drafts if _shared(drafts, each)}
        claimed: dict[tuple[str, str], set[int]] = {}
        for each in drafts:
            if each.id in shared:
                ids = _ids(reader, _included_items(each.draft, shown, today))
                claimed.setdefault(_family_key(each.draft), set()).update(ids)
        rows = []
        for each in drafts:
            draft = each.draft
            before = claimed.setdefault(_family_key(draft), set())
            figures, ids = _figures(reader, draft, shown, today, before, shared=each.id in shared)
            before |= ids
            if empty_rows or rules.touches(draft, shown):
                rows.append(TallyRow(each.id, each.rev, draft, figures, shown))
        return rows


def usual_window(reader: Reader) -> Window:
    """Return the period that most tallies have, of several the latest; an open one if none has one."""
    periods = Counter(
        (each.draft.starts_on, each.draft.ends_on)
        for each in _stored(reader)
        if each.draft.starts_on and each.draft.ends_on
    )
    if not periods:
        return Window()
    return Window(*max(periods, key=lambda period: (periods[period], period)))


def titles(reader: Reader, ids: Sequence[int]) -> list[TallyTitle]:
    """Return the titles of tallies by id; deleted ones are left out."""
    return reader.rows(TallyTitle, compiled.TITLES_BY_ID, ids=json.dumps(list(ids)))


def tally_row(reader: Reader, tally_id: int, today: date, shown: Window) -> TallyRow | None:
    """Return a tally with its figures; None if it is deleted."""
    rows = (row for row in tallies(reader, today, shown) if row.id == tally_id)
    return next(rows, None)


def unclassified(reader: Reader, today: date, shown: Window) -> tuple[int, int]:
    """Return how many visits have no category, and how many interviews no medium."""
    query = item_query(TallyDraft(""), {}, shown, today)
    if query is None:
        return 0, 0
    visits, interviews = (
        list_query.count(reader, query.where(name))
        for name in ("without_category", "without_medium")
    )
    return visits, interviews


def tally(reader: Reader, record_id: int) -> Stored[TallyDraft] | None:
    """Return a tally as entered, with its conditions and parts by their names."""
    with reader.snapshot():
        stored = next((each for each in _stored(reader) if each.id == record_id), None)
    return stored._replace(draft=rules.with_names(stored.draft)) if stored else None


def _stored(reader: Reader) -> list[Stored[TallyDraft]]:
    """Return all tallies in order of entry, with conditions and parts as stored."""
    conditions = _by_tally(reader.rows(_OwnedCondition, compiled.CONDITIONS))
    parts = _by_tally(reader.rows(_OwnedPart, compiled.PARTS))
    return [
        each._replace(
            draft=each.draft._replace(
                conditions=tuple(ConditionDraft(*row[1:]) for row in conditions.get(each.id, ())),
                parts=tuple(PartDraft(*row[1:]) for row in parts.get(each.id, ())),
            ),
        )
        for each in reader.stored(TallyDraft, compiled.TALLIES)
    ]


def _by_tally(rows: Sequence[Any]) -> dict[int, list[Any]]:
    return {key: list(group) for key, group in groupby(rows, lambda row: row.tally_id)}


def _family_key(draft: TallyDraft) -> tuple[str, str]:
    return draft.family, draft.record_kind


def _shared(drafts: Sequence[Stored[TallyDraft]], each: Stored[TallyDraft]) -> bool:
    """Return whether other tallies of the family may count the same records."""
    return any(
        other.id != each.id
        and each.draft.family
        and other.draft.family == each.draft.family
        and rules.may_overlap(each.draft, other.draft)
        for other in drafts
    )


def _all_items(draft: TallyDraft, shown: Window, today: date) -> ListQuery[CountedRow] | None:
    window = rules.counted_window(draft, shown)
    return item_query(draft, rules.conditions_of(draft.conditions), window, today)


def _included_items(draft: TallyDraft, shown: Window, today: date) -> ListQuery[CountedRow] | None:
    """Return the query of the records that the opening contains: those up to its day."""
    if draft.opening_asof is None:
        return None
    window = rules.counted_window(draft, shown, after_opening=False)
    last = min(filter(None, (window.last, draft.opening_asof)))
    conditions = rules.conditions_of(draft.conditions)
    return item_query(draft, conditions, Window(window.first, last), today)


def _unclaimed(
    query: ListQuery[CountedRow] | None, claimed: set[int]
) -> ListQuery[CountedRow] | None:
    if query is None or not claimed:
        return query
    return query.where("unclaimed", claimed=json.dumps(sorted(claimed)))


def _ids(reader: Reader, query: ListQuery[CountedRow] | None) -> set[int]:
    if query is None:
        return set()
    return set(list_query.record_ids(reader, query, View(), lambda _count: True))


def _claimed_by_others(
    reader: Reader,
    drafts: Sequence[Stored[TallyDraft]],
    tally_: Stored[TallyDraft],
    shown: Window,
    today: date,
) -> set[int]:
    """Return the ids that earlier tallies of the family count, and that openings of others contain."""
    claimed: set[int] = set()
    for each in drafts:
        if _shared([tally_], each):
            claimed |= _ids(reader, _included_items(each.draft, shown, today))
            if each.id < tally_.id:
                claimed |= _ids(reader, _all_items(each.draft, shown, today))
    return claimed


def _figures(  # noqa: PLR0913
    reader: Reader,
    draft: TallyDraft,
    shown: Window,
    today: date,
    claimed: set[int],
    *,
    shared: bool,
) -> tuple[Figures, set[int]]:
    """Return the figures of a tally, and the ids of its records if others of the family may count them."""
    within = rules.opening_within(draft, shown)
    included = _included_items(draft, shown, today)
    query, ids, doubles = _all_items(draft, shown, today), set[int](), 0
    if query and shared:
        ids = _ids(reader, query)
        doubles = len(ids & claimed)
        query = _unclaimed(query, ids & claimed)
        records = len(ids) - doubles
    else:
        records = list_query.count(reader, query) if query else 0
    parts = tuple(
        PartFigures(
            part.label,
            part.opening if within else 0,
            _part_count(reader, part, query),
            named=not part.field and part.opening == 1,
        )
        for part in draft.parts
    )
    return (
        Figures(
            draft.opening if within else 0,
            records,
            parts,
            left_out=0 if within else draft.opening,
            included=list_query.count(reader, included) if included else 0,
            doubles=doubles,
        ),
        ids,
    )


def _part_count(reader: Reader, part: PartDraft, query: ListQuery[CountedRow] | None) -> int:
    if query is None or not part.field:
        return 0
    name = f"{rules.PART_PREFIX}{part.field}"
    values = json.dumps([part.value], ensure_ascii=False)
    return list_query.count(reader, query.where(name, **{name: values}))
