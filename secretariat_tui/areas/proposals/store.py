"""Writes to proposals and rounds, each in one transaction."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlmodel import Session, col, select

from secretariat_tui.areas.proposals import compiled, file_rules, model, queries, rules
from secretariat_tui.areas.proposals.model import Decision, ProposalDraft, ResultDraft, RoundDraft
from secretariat_tui.areas.proposals.records import Proposal, Round, RoundResult
from secretariat_tui.core.errors import RuleError, ValidationError, require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.bulk_update import RowChange, change_records, get_many
from secretariat_tui.database.engine.tables import (
    assign,
    assign_with_parts,
    column_values,
    differing,
    get,
    replace_rows,
)
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.target import ChildRows, ImportTarget


def add(file: OfficeFile, draft: ProposalDraft) -> int:
    """Add a proposal; return its id. Raise ValidationError if it is invalid."""
    require_valid(rules.proposal_errors(draft))
    columns = column_values(draft)
    with file.edit(_("제안 추가: {title}").format(title=_title(draft))) as session:
        columns["number"] = draft.number or queries.next_number(
            file.reader, columns["received_on"].year
        )
        numbered = draft._replace(number=columns["number"])
        require_valid(file_rules.proposal_errors(file.reader, 0, numbered))
        record = Proposal(**columns)
        session.add(record)
        session.flush()
        return record.id or 0


def change(file: OfficeFile, record_id: int, rev: int, draft: ProposalDraft) -> None:
    """Change a proposal. Raise ValidationError, or EditConflictError if it changed since `rev`.

    A new date of receipt must not change which of two duplicates was received first (else ValidationError).
    """
    require_valid(rules.proposal_errors(draft))
    with file.edit(_("제안 고침: {title}").format(title=_title(draft))) as session:
        record = get(session, Proposal, record_id, rev)
        require_valid(file_rules.proposal_errors(file.reader, record_id, draft))
        assign(record, column_values(draft) | {"number": draft.number or record.number})


def delete(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete a proposal at revision `rev`. Raise RuleError if others are marked as its duplicates."""
    name = file.reader.value(compiled.PROPOSAL_NUMBER, id=record_id)
    with file.edit(_("제안 지움: {number}").format(number=name)) as session:
        record = get(session, Proposal, record_id, rev)
        if others := _duplicates(session, record):
            raise RuleError(
                _("이 제안의 중복으로 표시된 제안이 있습니다: {numbers}").format(
                    numbers=", ".join(other.number for other in others)
                ),
                remedy=_("그 제안의 결정을 먼저 바꾸어 주세요."),
            )
        session.delete(record)


def decide(file: OfficeFile, record_id: int, rev: int, decision: Decision, today: date) -> None:
    """Apply a decision to a proposal. Raise ValidationError, or EditConflictError if it changed since `rev`."""
    decide_many(file, [(record_id, rev)], decision, today)


def decide_many(
    file: OfficeFile, versions: Sequence[tuple[int, int]], decision: Decision, today: date
) -> None:
    """Apply a decision to proposals, each (id, rev), in one transaction.

    Raise ValidationError with the number of the first invalid one in `where`.
    """
    subject = _("{count}건").format(count=len(versions))
    if len(versions) == 1:
        subject = file.reader.value(compiled.PROPOSAL_NUMBER, id=versions[0][0])
    decision_label = rules.state_label(decision.to_state, decision.outcome)
    with file.edit(
        _("제안 처리: {which} {what}").format(which=subject, what=decision_label)
    ) as session:
        changes: list[RowChange] = []
        for record, (record_id, rev) in zip(
            get_many(session, Proposal, versions), versions, strict=True
        ):
            errors = rules.decision_errors(record.state, decision, today, record.received_on)
            errors += file_rules.decision_errors(file.reader, record_id, decision)
            if errors:
                raise ValidationError(errors[0][1], record.number, errors=tuple(errors))
            columns = _decision_columns(session, record, decision, today)
            if differing(record, columns):
                changes.append(RowChange(record_id, rev, columns))
            if decision.outcome == "duplicate":  # the next may be the one that it duplicates
                change_records(session, Proposal, changes)
                changes.clear()
        change_records(session, Proposal, changes)


def add_round(file: OfficeFile, draft: RoundDraft) -> int:
    """Add a round with its results; return its id. Raise ValidationError if it is invalid."""
    require_valid(rules.round_errors(draft))
    with file.edit(_("회차 추가: {theme}").format(theme=draft.theme)) as session:
        record = Round(**column_values(draft, "results"))
        session.add(record)
        session.flush()
        _write_results(session, record, draft)
        return record.id or 0


def change_round(file: OfficeFile, record_id: int, rev: int, draft: RoundDraft) -> None:
    """Change a round. Raise ValidationError, or EditConflictError if it changed since `rev`."""
    require_valid(rules.round_errors(draft))
    with file.edit(_("회차 고침: {theme}").format(theme=draft.theme)) as session:
        record = get(session, Round, record_id, rev)
        assign_with_parts(
            record, column_values(draft, "results"), partial(_write_results, session, record, draft)
        )


def delete_round(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete a round and its results.

    Raise EditConflictError if it changed since `rev`, or if proposals refer to it.
    """
    theme = file.reader.value(compiled.ROUND_THEME, id=record_id)
    with file.edit(_("회차 지움: {theme}").format(theme=theme)) as session:
        record = get(session, Round, record_id, rev)
        _write_results(session, record, RoundDraft(record.theme, record.starts_on, record.ends_on))
        session.flush()
        session.delete(record)


def _title(draft: ProposalDraft) -> str:
    return rules.masked_title(draft.title, draft.secret)


def _duplicates(session: Session, record: Proposal) -> Sequence[Proposal]:
    query = select(Proposal).where(Proposal.duplicate_of == record.id)
    return session.exec(query.order_by(Proposal.number)).all()


def _decision_columns(
    session: Session, record: Proposal, decision: Decision, today: date
) -> dict[str, Any]:
    """Return a proposal's columns after a decision.

    A request for supplements (보완요청) or a decision pauses the period.
    """
    state, outcome = decision.to_state, decision.outcome
    closes_on = get(session, Round, record.round_id).ends_on if record.round_id else None
    start = rules.decision_period_start(record.received_on, closes_on)
    paused_now = rules.paused_since(record.paused_on or record.decided_on, start, today)
    return {
        "state": state,
        "outcome": outcome,
        "reason": decision.reason,
        "hold_until": decision.hold_until if outcome == "held" else None,
        "start_on": decision.start_on if outcome == "adopted" else None,
        "duplicate_of": decision.duplicate_of if outcome == "duplicate" else None,
        "paused_on": today if state == "returned" else None,
        "paused_days": record.paused_days + paused_now,
        "decided_on": (decision.decided_on or today) if state == "decided" else None,
    }


def _write_results(session: Session, record: Round, draft: RoundDraft) -> bool:
    """Replace a round's results; return whether any changed."""
    query = select(RoundResult).where(RoundResult.round_id == record.id)
    rows = session.exec(query.order_by(col(RoundResult.pos))).all()
    owner = {"round_id": record.id}
    return replace_rows(
        session, rows, [column_values(r) | owner for r in draft.results], RoundResult
    )


PROPOSALS = RecordStore[ProposalDraft](add, change, delete)
ROUNDS = RecordStore[RoundDraft](add_round, change_round, delete_round)


PROPOSAL_IMPORT = ImportTarget(
    model.PROPOSAL,
    ProposalDraft,
    Proposal,
    rules.proposal_errors,
    keys=(("number", "title", "received_on"), ("title", "received_on")),
    complete=file_rules.numbered,
    references={"round_id": file_rules.rounds_by_theme},
    headings={N_("접수"): "received_on", N_("결정까지"): "", N_("상태"): ""},
)
ROUND_IMPORT = ImportTarget(
    model.ROUND,
    RoundDraft,
    Round,
    rules.round_errors,
    keys=(("theme", "starts_on", "ends_on"),),
    children={"results": ChildRows(RoundResult, "round_id")},
    parse_rows={"results": lambda typed, today: parse_row(ResultDraft, typed, today)},
)
IMPORTS: Mapping[str, ImportTarget[Any]] = {"inbox": PROPOSAL_IMPORT, "rounds": ROUND_IMPORT}
