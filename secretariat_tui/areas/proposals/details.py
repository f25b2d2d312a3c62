"""Proposals and rounds as lines of text for the detail pane."""

from collections.abc import Sequence
from datetime import datetime

from secretariat_tui.areas.proposals import model, queries, round_queries, rules
from secretariat_tui.areas.proposals.model import ProposalDraft, RoundDraft
from secretariat_tui.areas.proposals.queries import (
    DecisionDetail,
    ProposalDetail,
    ProposalRow,
    StateChange,
)
from secretariat_tui.areas.proposals.round_queries import RoundRow
from secretariat_tui.core.dates import (
    countdown,
    format_time,
    full_date,
    moved_date,
    table_date,
)
from secretariat_tui.core.fields import fields_of
from secretariat_tui.core.i18n import _
from secretariat_tui.core.marks import marked
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.tui.paint.fields import other_fields
from secretariat_tui.tui.paint.text import PERSONAL, Span, StyledLine, labelled, styled_line

_DESCRIBED = frozenset(
    {
        *("number", "title", "secret", "channel", "theme", "dept", "reviewer", "problem", "idea"),
        *("effect", "received_on", "round_id", "note"),
    }
)
_DESCRIBED_OF_ROUND = frozenset({"theme", "starts_on", "ends_on", "received"})


def describe_secret(number: str) -> list[StyledLine]:
    """Describe a secret proposal that was not opened."""
    return [
        styled_line((f"{number}  ", "dim"), (rules.masked_title("", secret=True), "bold")),
        styled_line((_("비공개 제안입니다. Enter로 열어 봅니다."), "dim")),
    ]


def describe_proposal(detail: ProposalDetail, changes: Sequence[StateChange]) -> list[StyledLine]:
    """Describe a proposal: its state, its text and, if there are `changes`, its history."""
    entry, draft, decision = detail.entry, detail.stored.draft, detail.decision
    about = (
        _("비공개") if draft.secret else "",
        _(model.CHANNELS[draft.channel]),
        draft.theme,
        draft.dept,
    )
    facts = (
        (_("까닭"), decision.reason),
        (_("현황"), draft.problem),
        (_("개선"), draft.idea),
        (_("효과"), draft.effect),
        (_("접수"), full_date(entry.received_on)),
        (_("회차"), "" if draft.secret else entry.round or ""),
        (_("중복"), _duplicates(decision.duplicates)),
        (_("메모"), draft.note),
    )
    return [
        styled_line((f"{entry.number}  ", "dim"), (draft.title, "bold")),
        styled_line((" · ".join(part for part in about if part), "dim"), *_reviewer(draft)),
        _state(entry, decision),
        *(labelled(label, text) for label, text in facts if text),
        *other_fields(fields_of(ProposalDraft), draft._asdict(), _DESCRIBED),
        *([styled_line((_("이력"), "title"))] if changes else []),
        *map(_state_change, changes),
    ]


def _reviewer(draft: ProposalDraft) -> tuple[Span, ...]:
    if not draft.reviewer:
        return ()
    label, _name, rest = _("검토 {name}").partition("{name}")
    return ((f" · {label}", "dim"), (draft.reviewer, f"dim {PERSONAL}"), (rest, "dim"))


def read_proposal(row: ProposalRow, reader: Reader) -> list[StyledLine] | None:
    """Read a proposal and return its details, secret or not; None if it is deleted."""
    detail = queries.detail(reader, row.id, row.today)
    if detail is None:
        return None
    first, *others = describe_proposal(detail, queries.history(reader, row.id))
    return [
        first._replace(spans=first.spans[1:]),
        *others,
    ]  # the title of the dialog has the number


def read_for_pane(row: ProposalRow, reader: Reader) -> list[StyledLine]:
    """Read a proposal and return what may be seen of it before it is opened; its history is in the dialog."""
    detail = queries.detail(reader, row.id, row.today)
    if detail is None:
        return []
    if row.secret or detail.entry.secret:
        return describe_secret(row.number)
    return describe_proposal(detail, ())


def read_round(row: RoundRow, reader: Reader) -> list[StyledLine] | None:
    """Read a round and return its details; None if it is deleted."""
    stored = round_queries.stored_round(reader, row.id)
    return describe_round(row, stored.draft) if stored else None


def describe_round(entry: RoundRow, draft: RoundDraft) -> list[StyledLine]:
    """Describe a round: its period, the number of proposals and the results."""
    received = _("{total}건 · 제안함에 적힌 것 {entered}건").format(
        total=f"{entry.total:,}", entered=f"{entry.proposal_count:,}"
    )
    results = [
        labelled(_("결과"), f"{each.label} {each.count:,} ({_(model.OUTCOMES[each.outcome])})")
        for each in draft.results
    ]
    if entry.unclassified:
        text = _("{n}건은 결과에 없습니다.").format(n=f"{entry.unclassified:,}")
        if entry.unclassified < 0:
            text = _("결과가 접수보다 {n}건 많습니다.").format(n=f"{-entry.unclassified:,}")
        results.append(styled_line((_("미분류  "), "dim"), (text, "warn")))
    return [
        styled_line((draft.theme, "bold")),
        labelled(_("기간"), f"{full_date(entry.starts_on)} ~ {full_date(entry.ends_on)}"),
        labelled(_("접수"), received),
        *results,
        *other_fields(fields_of(RoundDraft), draft._asdict(), _DESCRIBED_OF_ROUND),
    ]


def _state(entry: ProposalRow, decision: DecisionDetail) -> StyledLine:
    label = _("결정") if entry.state == "decided" else _("상태")
    state = rules.state_label(entry.state, entry.outcome)
    spans = [
        (f"{label}  ", "dim"),
        marked(rules.state_mark(entry.state, entry.outcome), state),
        *((f" · {part}", "") for part in _decision_parts(entry, decision)),
    ]
    if entry.due and entry.period_end and entry.left is not None:
        day = moved_date(entry.period_end, entry.due)
        until = _("재검토 {date} {left}") if entry.hold_until else _("결정까지 {date} {left}")
        text = until.format(date=day, left=countdown(entry.left))
        spans += [(" · ", ""), marked(entry.deadline_mark, text)]
    return styled_line(*spans)


def _decision_parts(entry: ProposalRow, decision: DecisionDetail) -> list[str]:
    parts = []
    if entry.decided_on:
        parts.append(full_date(entry.decided_on))
    if decision.start_on:
        parts.append(_("실시 예정 {date}").format(date=full_date(decision.start_on)))
    if decision.duplicate_of:
        parts.append(_("먼저 접수된 제안 {number}").format(number=decision.duplicate_of))
    if entry.paused_on:
        parts.append(_("{date}부터 멈춤").format(date=full_date(entry.paused_on)))
    return parts


def _duplicates(duplicates: str) -> str:
    return _("이 제안의 중복: {numbers}").format(numbers=duplicates) if duplicates else ""


def _state_change(change: StateChange) -> StyledLine:
    at = datetime.fromisoformat(change.at).astimezone()
    texts = [rules.state_label(change.state, change.outcome), change.who, change.reason]
    if change.kind == "undo":
        texts[0] = _("{state}(으)로 되돌림").format(state=texts[0])
    return styled_line(
        (f" {table_date(at.date())} {format_time(at.time())}  ", "dim"),
        " · ".join(part for part in texts if part),
    )
