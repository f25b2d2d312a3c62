"""What a person can choose on the screen of proposals: which to see, where to move them."""

from collections.abc import Collection, Mapping, Sequence

from secretariat_tui.areas.proposals import rules
from secretariat_tui.areas.proposals.queries import ProposalRow
from secretariat_tui.areas.proposals.rules import Decision
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.database.search.list_query import ValueFilter
from secretariat_tui.tui.dialogs.picker import Option, option
from secretariat_tui.tui.paint.text import fit

VIEWS = {
    "all": N_("전체"),
    "open": N_("열린 것"),
    "overdue": N_("기한 지남"),
    **rules.STATES,
    **rules.OUTCOMES,
}
_NARROWED = {"open": ("open", 1), "decided": ("open", 0), "overdue": ("overdue", 1)}
_NEEDS = {
    "reason": N_("까닭"),
    "start_on": N_("실시 예정일"),
    "hold_until": N_("재검토일"),
    "duplicate_of": N_("먼저 접수된 번호"),
}


def filters(view: str) -> tuple[ValueFilter, ...]:
    """Return what narrows the inbox to what a person chose to see."""
    if view == "all":
        return ()
    key, value = _NARROWED.get(view, ("state", view))
    return (ValueFilter(key, value, _(VIEWS[view])),)


def views(counts: Mapping[str, int]) -> list[Option]:
    """Return the views to choose from, with their counts; outcomes stand under 결정."""
    return [
        option(
            fit(("  " if view in rules.OUTCOMES else "") + _(VIEWS[view]), 14),
            (f"{count:>6,}", "dim"),
            value=view,
        )
        for view, count in counts.items()
    ]


def named(entry: ProposalRow) -> str:
    """Name a proposal by its number and, unless it is secret, its title."""
    return f"{entry.number} {rules.masked_title(entry.title, entry.secret)}"


def which(entries: Sequence[ProposalRow]) -> str:
    """Name one proposal, or tell how many there are."""
    return named(entries[0]) if len(entries) == 1 else _("{n}건").format(n=len(entries))


def decisions(states: Collection[str]) -> list[Decision]:
    """Return where proposals in some states may go together: the outcomes first."""
    common = [to for to in rules.STATES if all(to in rules.TRANSITIONS.get(s, ()) for s in states)]
    decided = [Decision("decided", outcome) for outcome in rules.OUTCOMES if "decided" in common]
    return decided + [Decision(state) for state in common if state != "decided"]


def needs(states: Collection[str], decision: Decision) -> list[str]:
    """Return the fields that a decision on proposals in some states must have."""
    return list(
        dict.fromkeys(key for state in states for key in rules.required_fields(state, decision))
    )


def ways(states: Collection[str]) -> list[Option]:
    """Return the decisions to choose from, numbered, with what each asks for."""
    options = []
    for number, way in enumerate(decisions(states), 1):
        name = rules.state_label(way.to_state, way.outcome)
        if "decided" in states and way.to_state == "panel":
            name = _("재심사")
        needed = ", ".join(_(_NEEDS[key]) for key in needs(states, way))
        options.append(option((f"{number:>2} ", "key"), fit(name, 12), (needed, "dim"), value=way))
    return options
