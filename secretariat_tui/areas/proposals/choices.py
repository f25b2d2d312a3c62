"""The options of the proposals screen: filters, and decisions."""

from collections.abc import Collection, Mapping, Sequence

from secretariat_tui.areas.proposals import model, rules
from secretariat_tui.areas.proposals.model import Decision
from secretariat_tui.areas.proposals.queries import ProposalDetail, ProposalRow
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.search.list_query import ValueFilter
from secretariat_tui.tui.dialogs.picker import Option, option
from secretariat_tui.tui.paint.text import fit_width

FILTERS = {
    "all": N_("전체"),
    "open": N_("열린 것"),
    "overdue": N_("기한 지남"),
    **model.STATES,
    **model.OUTCOMES,
}
_COLUMN_FILTERS = {"open": ("open", 1), "decided": ("open", 0), "overdue": ("overdue", 1)}
_FIELD_LABELS = {
    "reason": N_("까닭"),
    "start_on": N_("실시 예정일"),
    "hold_until": N_("재검토일"),
    "duplicate_of": N_("먼저 접수된 번호"),
}


def filters(key: str) -> tuple[ValueFilter, ...]:
    """Return the filters of the inbox for a key of `FILTERS`."""
    if key == "all":
        return ()
    column, value = _COLUMN_FILTERS.get(key, ("state", key))
    return (ValueFilter(column, value, _(FILTERS[key])),)


def filter_options(counts: Mapping[str, int]) -> list[Option]:
    """Return the filters as options, with their counts; the outcomes are indented under 결정."""
    return [
        option(
            fit_width(("  " if key in model.OUTCOMES else "") + _(FILTERS[key]), 14),
            (f"{count:>6,}", "dim"),
            value=key,
        )
        for key, count in counts.items()
    ]


def proposal_name(entry: ProposalRow) -> str:
    """Return a proposal's number and, unless it is secret, its title."""
    return f"{entry.number} {rules.masked_title(entry.title, entry.secret)}"


def selection_name(entries: Sequence[ProposalRow]) -> str:
    """Return the name of one proposal, or the number of several."""
    return proposal_name(entries[0]) if len(entries) == 1 else _("{n}건").format(n=len(entries))


def allowed_decisions(states: Collection[str]) -> list[Decision]:
    """Return the decisions that all proposals in some states allow: outcomes first."""
    common = [to for to in model.STATES if all(to in rules.TRANSITIONS.get(s, ()) for s in states)]
    decided = [Decision("decided", outcome) for outcome in model.OUTCOMES if "decided" in common]
    return decided + [Decision(state) for state in common if state != "decided"]


def allows(state: str, decision: Decision) -> bool:
    """Return whether a proposal in a state can be decided so."""
    return decision in allowed_decisions({state})


def changes_since(
    revisions: Mapping[int, int],
    existing: Sequence[ProposalDetail],
    possible: Sequence[ProposalDetail],
) -> list[str]:
    """Return messages about proposals that changed since `revisions`, by id, were to be decided.

    `existing` are those not deleted, `possible` those of them that can still be decided.
    """
    deleted = len(revisions) - len(existing)
    messages = []
    if deleted:
        messages.append(_("그 뒤 제안 {n}건이 지워졌습니다.").format(n=deleted))
    for each in existing:
        text = ""
        if each not in possible:
            text = _("그 뒤 처리되어 이렇게 바꿀 수 없습니다: {name} ({state})")
        elif each.stored.rev != revisions[each.stored.id]:
            text = _("그 뒤 이 제안이 바뀌었습니다: {name} ({state})")
        if text:
            state = rules.state_label(each.entry.state, each.entry.outcome)
            messages.append(text.format(name=proposal_name(each.entry), state=state))
    if possible and len(possible) < len(revisions):
        text = _("이어서 쓰면 남은 {n}건만 처리합니다.")
        messages.append(text.format(n=len(possible)))
    return messages


def required_fields(states: Collection[str], decision: Decision) -> list[str]:
    """Return the keys of the fields that a decision on proposals in some states requires."""
    return list(
        dict.fromkeys(key for state in states for key in rules.required_fields(state, decision))
    )


def decision_options(states: Collection[str]) -> list[Option]:
    """Return the decisions as numbered options, with the fields that each requires."""
    options = []
    for number, decision in enumerate(allowed_decisions(states), 1):
        name = rules.state_label(decision.to_state, decision.outcome)
        if "decided" in states and decision.to_state == "panel":
            name = _("재심사")
        needed = ", ".join(_(_FIELD_LABELS[key]) for key in required_fields(states, decision))
        options.append(
            option((f"{number:>2} ", "key"), fit_width(name, 12), (needed, "dim"), value=decision)
        )
    return options
