"""Rules of tallies: validation, which records count, and what the figures add up to.

A total is the opening part plus the records in the period after the opening's day. Without that day, the opening
is what is not recorded one by one, and all records of the period count beside it. In a family a record counts once:
in the opening that contains it, otherwise in the first tally that counts it. The sum of the parts may be less
than the total; the remainder is shown.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import date, time

from secretariat_tui.areas.report.model import (
    CONDITION_FIELDS,
    FIELDS_OF_KINDS,
    RECORD_KINDS,
    VALUE_NAMES,
    ConditionDraft,
    IssuedDraft,
    PartDraft,
    TallyDraft,
)
from secretariat_tui.core.dates import add_days
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.pii import resident_number_error

VISIT_KINDS = ("field_visit", "invited_talk")
"""Kinds of events that a tally counts by their category."""
MULTIPLE_FIELDS = frozenset({"line", "level"})
"""Fields of which a record has several values."""
PART_PREFIX = "part_"
"""Begins the names of the conditions of a part; they apply together with those of its tally."""
REMAINDER = N_("미분류")
Conditions = Mapping[str, frozenset[str]]
"""The values that each field of a counted record may have."""


class Window(NamedTuple):
    """A period; None is open."""

    first: date | None = None
    last: date | None = None


class PartFigures(NamedTuple):
    """The figures of a part: its opening number and its records; `named` if it is one thing by name."""

    label: str
    opening: int
    records: int
    named: bool = False

    @property
    def total(self) -> int:
        """What the part counts."""
        return self.opening + self.records


class Figures(NamedTuple):
    """The figures of a tally in a window.

    `left_out` is an opening that the window cannot be told from; `included` are the records that the opening
    contains; `doubles` are those that another tally of the family counts or contains in its opening.
    """

    opening: int
    records: int
    parts: tuple[PartFigures, ...] = ()
    left_out: int = 0
    included: int = 0
    doubles: int = 0

    @property
    def total(self) -> int:
        """The opening part plus the records."""
        return self.opening + self.records

    @property
    def parts_total(self) -> int:
        """The sum of the parts."""
        return sum(part.total for part in self.parts)

    @property
    def remainder(self) -> int:
        """What no part counts; negative if the parts count more than there is."""
        return self.total - self.parts_total if self.parts else 0


def happened(
    status: str, starts_on: date, ends_on: date, ends_at: time | None, today: date
) -> bool:
    """Return whether an event counts: it is done, or it was confirmed and its last day has passed."""
    if status == "done":
        return True
    ends_at_midnight = ends_on > starts_on and ends_at == time(0)
    last = add_days(ends_on, -1) if ends_at_midnight else ends_on
    return status == "confirmed" and last < today


def conditions_of(rows: Iterable[ConditionDraft]) -> Conditions:
    """Return conditions by field: values of one field are alternatives, fields all have to match."""
    values: dict[str, set[str]] = {}
    for row in rows:
        values.setdefault(row.field, set()).add(row.value)
    return {field: frozenset(each) for field, each in values.items()}


def matches(conditions: Conditions, facts: Mapping[str, Collection[str]]) -> bool:
    """Return whether a record, whose fields have these values, meets conditions."""
    return all(allowed.intersection(facts.get(key, ())) for key, allowed in conditions.items())


def in_window(day: date | None, window: Window) -> bool:
    """Return whether a day is in a window; an unknown day is in the open one only."""
    if day is None:
        return window == Window()
    return (window.first is None or day >= window.first) and (
        window.last is None or day <= window.last
    )


def counted_window(draft: TallyDraft, shown: Window, *, after_opening: bool = True) -> Window:
    """Return the days whose records count: those of the tally's period within the window shown.

    Records up to the opening's day are part of the opening.
    """
    begin = [draft.starts_on, shown.first]
    if after_opening and draft.opening_asof:
        begin.append(add_days(draft.opening_asof, 1))
    ends = [draft.ends_on, shown.last]
    return Window(
        max((each for each in begin if each), default=None),
        min((each for each in ends if each), default=None),
    )


def opening_within(draft: TallyDraft, shown: Window) -> bool:
    """Return whether the days of the opening are within a window, as far as both are known.

    If not, none of it is in the window, or nobody knows how much.
    """
    last = draft.opening_asof or draft.ends_on
    early = shown.first and draft.starts_on and draft.starts_on < shown.first
    late = shown.last and last and last > shown.last
    over = shown.first and last and last < shown.first
    return not (early or late or over)


def touches(draft: TallyDraft, shown: Window) -> bool:
    """Return whether a tally's period has a day in a window."""
    ended = shown.first and draft.ends_on and draft.ends_on < shown.first
    not_begun = shown.last and draft.starts_on and draft.starts_on > shown.last
    return not ended and not not_begun


def may_overlap(one: TallyDraft, other: TallyDraft) -> bool:
    """Return whether two tallies may count the same record: no condition tells them apart."""
    if one.record_kind != other.record_kind or one.record_kind == "none":
        return False
    if not touches(one, Window(other.starts_on, other.ends_on)):
        return False
    first, second = conditions_of(one.conditions), conditions_of(other.conditions)
    shared = (first.keys() & second.keys()) - MULTIPLE_FIELDS
    return all(first[key] & second[key] for key in shared)


def tally_errors(draft: TallyDraft) -> list[tuple[str, str]]:
    """Return the errors of a draft: (field, message)."""
    errors = []
    if not draft.title:
        errors.append(("title", _("실적의 이름을 적어 주세요.")))
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        errors.append(("ends_on", _("끝나는 날이 시작하는 날보다 빠릅니다.")))
    if draft.opening < 0:
        errors.append(("opening", _("기초는 0 이상이어야 합니다.")))
    if draft.opening and not draft.opening_reason:
        errors.append(("opening_reason", _("기초를 적은 까닭을 적어 주세요.")))
    kind = draft.record_kind
    conditions = (_condition_error(kind, row.field, row.value) for row in draft.conditions)
    parts = (_part_error(kind, part) for part in draft.parts)
    errors += [("conditions", message) for message in conditions if message]
    errors += [("parts", message) for message in parts if message]
    return errors + bound_errors(draft, errors)


def _condition_error(record_kind: str, field: str, value: str) -> str:
    if field not in FIELDS_OF_KINDS.get(record_kind, ()):
        message = _("{kind}에는 이 칸이 없습니다: {field}")
        return message.format(kind=_(RECORD_KINDS[record_kind]), field=_(CONDITION_FIELDS[field]))
    if not value:
        return _("조건의 값을 적어 주세요: {field}").format(field=_(CONDITION_FIELDS[field]))
    names = VALUE_NAMES.get((record_kind, field))
    if names is not None and value_key(record_kind, field, value) not in names:
        message = _("없는 값입니다: {value} 쓸 수 있는 값: {names}")
        return message.format(value=value, names=", ".join(_(each) for each in names.values()))
    return ""


def _part_error(record_kind: str, part: PartDraft) -> str:
    if not part.label:
        return _("나눔의 이름을 적어 주세요.")
    if part.opening < 0:
        return _("기초는 0 이상이어야 합니다.")
    return _condition_error(record_kind, part.field, part.value) if part.field else ""


def opening_change_errors(before: TallyDraft, after: TallyDraft) -> list[tuple[str, str]]:
    """Return the error of an opening part that was changed without a new reason.

    A part may be renamed without one; an opening that moves to another part needs one.
    """
    labels = {part.label for part in before.parts} & {part.label for part in after.parts}
    if _opening_part(before, labels) == _opening_part(after, labels):
        return []
    if after.opening_reason and after.opening_reason != before.opening_reason:
        return []
    return [("opening_reason", _("기초를 바꾸었습니다. 바꾼 까닭을 새로 적어 주세요."))]


def _opening_part(draft: TallyDraft, kept_labels: Collection[str]) -> tuple[object, ...]:
    """Return what of a tally is known only as a total; labels that are not kept are left out."""
    parts = sorted(
        (part.label if part.label in kept_labels else "", part.opening)
        for part in draft.parts
        if part.opening
    )
    return draft.opening, draft.opening_asof, *parts


def tally_warnings(draft: TallyDraft) -> list[str]:
    """Return what is unusual about a tally; it never prevents saving."""
    warnings = []
    if draft.opening_asof and draft.ends_on and draft.opening_asof > draft.ends_on:
        warnings.append(_("기초의 기준일이 기간이 끝난 뒤입니다."))
    openings = sum(part.opening for part in draft.parts)
    if openings > draft.opening:
        message = _("나눔의 기초를 더하면 {parts}로, 기초 {opening}보다 많습니다.")
        warnings.append(message.format(parts=openings, opening=draft.opening))
    if draft.opening and not draft.opening_source:
        warnings.append(_("기초의 출처가 적혀 있지 않습니다."))
    return warnings


def figures_warnings(draft: TallyDraft, figures: Figures) -> list[str]:
    """Return what is unusual about the figures of a tally."""
    warnings = tally_warnings(draft)
    if figures.parts and figures.remainder < 0:
        message = _("나눔을 더하면 {parts}로, 계 {total}보다 많습니다.")
        warnings.append(message.format(parts=figures.parts_total, total=figures.total))
    if figures.doubles:
        message = _("같은 갈래의 다른 실적에서 센 기록 {n}건은 여기서 세지 않았습니다.")
        warnings.append(message.format(n=figures.doubles))
    if figures.left_out:
        message = _("보는 기간으로 나눌 수 없는 기초는 뺐습니다: {n}")
        warnings.append(message.format(n=figures.left_out))
    return warnings


def formula(draft: TallyDraft, figures: Figures) -> str:
    """Return how the parts add up: "42+25+25+20", or "14 = 1+4+9" of those selected; "" without parts."""
    if not figures.parts:
        return ""
    named = [part.total for part in figures.parts]
    if all(part.named for part in figures.parts):
        named = [sum(named)]
    if draft.breakdown == "selection":
        return f"{figures.parts_total} = {_plus(named)}"
    return _plus([*named, *([figures.remainder] if figures.remainder else [])])


def _plus(numbers: Sequence[int]) -> str:
    return "".join(f"{each:+}" for each in numbers).removeprefix("+")


def remainder_name(draft: TallyDraft) -> str:
    """Return the name of the remainder."""
    return draft.remainder or _(REMAINDER)


def value_key(record_kind: str, field: str, typed: str) -> str:
    """Return the key of the choice that has a name, in any language; other texts as they are."""
    names: Mapping[str, str] = VALUE_NAMES.get((record_kind, field), {})
    return next((key for key, name in names.items() if typed in {name, _(name)}), typed)


def value_name(record_kind: str, field: str, key: str) -> str:
    """Return the name of a choice in the current language; other texts as they are."""
    names: Mapping[str, str] = VALUE_NAMES.get((record_kind, field), {})
    return _(names[key]) if key in names else key


def with_keys(draft: TallyDraft) -> TallyDraft:
    """Return a draft whose conditions hold keys, as stored, in place of names."""
    kind = draft.record_kind
    return _with_values(draft, lambda field, value: value_key(kind, field, value))


def with_names(draft: TallyDraft) -> TallyDraft:
    """Return a draft whose conditions hold names, as entered, in place of keys."""
    kind = draft.record_kind
    return _with_values(draft, lambda field, value: value_name(kind, field, value))


def _with_values(draft: TallyDraft, convert: Callable[[str, str], str]) -> TallyDraft:
    return draft._replace(
        conditions=tuple(
            row._replace(value=convert(row.field, row.value)) for row in draft.conditions
        ),
        parts=tuple(part._replace(value=convert(part.field, part.value)) for part in draft.parts),
    )


def issued_errors(draft: IssuedDraft) -> list[tuple[str, str]]:
    """Return the errors of a report to issue: (field, message)."""
    errors = []
    if draft.outside and not draft.purpose:
        errors.append(("purpose", _("외부용은 목적을 적어 주세요. 이력에 남습니다.")))
    texts = {"title": draft.title, "purpose": draft.purpose}
    held = ((field, resident_number_error(text)) for field, text in texts.items())
    errors += [(field, message) for field, message in held if message]
    return errors + bound_errors(draft, errors)
