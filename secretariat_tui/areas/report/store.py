"""Writes to the tallies, each in one transaction."""

from collections.abc import Iterator, Sequence
from functools import partial

from sqlmodel import Session, col, select

from secretariat_tui.areas.report import compiled, model, queries, rules
from secretariat_tui.areas.report.model import ConditionDraft, PartDraft, TallyDraft
from secretariat_tui.areas.report.records import Tally, TallyCondition, TallyPart
from secretariat_tui.core.errors import require_valid
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.typed_values import parse_row
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.engine.tables import (
    assign_with_parts,
    column_values,
    get,
    replace_rows,
)
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.record_store import RecordStore
from secretariat_tui.imports.target import ChildRows, Errors, ImportTarget


def add(file: OfficeFile, draft: TallyDraft) -> int:
    """Add a tally; return its id. Raise ValidationError if it is invalid."""
    require_valid(rules.tally_errors(draft))
    with file.edit(_("실적 추가: {title}").format(title=draft.title)) as session:
        stored = rules.with_keys(draft)
        record = Tally(**column_values(stored, "conditions", "parts"))
        session.add(record)
        session.flush()
        _write_rows(session, record, stored.conditions, stored.parts)
        return record.id or 0


def change(file: OfficeFile, record_id: int, rev: int, draft: TallyDraft) -> None:
    """Change a tally. Raise ValidationError, or EditConflictError if it changed since `rev`.

    Another opening part needs another reason.
    """
    before = queries.tally(file.reader, record_id)
    errors = rules.tally_errors(draft)
    if before:
        errors += rules.opening_change_errors(before.draft, draft)
    require_valid(errors)
    with file.edit(_("실적 고침: {title}").format(title=draft.title)) as session:
        record, stored = get(session, Tally, record_id, rev), rules.with_keys(draft)
        assign_with_parts(
            record,
            column_values(stored, "conditions", "parts"),
            partial(_write_rows, session, record, stored.conditions, stored.parts),
        )


def delete(file: OfficeFile, record_id: int, rev: int | None = None) -> None:
    """Delete a tally. Raise EditConflictError if it changed since `rev`."""
    title = file.reader.value(compiled.TALLY_TITLE, id=record_id)
    with file.edit(_("실적 지움: {title}").format(title=title)) as session:
        record = get(session, Tally, record_id, rev)
        _write_rows(session, record, (), ())
        session.flush()
        session.delete(record)


def _write_rows(
    session: Session,
    record: Tally,
    conditions: Sequence[ConditionDraft],
    parts: Sequence[PartDraft],
) -> bool:
    """Replace a tally's conditions and parts; return whether any changed."""
    owner = {"tally_id": record.id}
    old_conditions = session.exec(
        select(TallyCondition)
        .where(TallyCondition.tally_id == record.id)
        .order_by(col(TallyCondition.pos))
    ).all()
    old_parts = session.exec(
        select(TallyPart).where(TallyPart.tally_id == record.id).order_by(col(TallyPart.pos))
    ).all()
    wanted = [column_values(row) | owner for row in conditions]
    changed = replace_rows(session, old_conditions, wanted, TallyCondition)
    wanted = [column_values(row) | owner for row in parts]
    return replace_rows(session, old_parts, wanted, TallyPart) or changed


TALLIES = RecordStore[TallyDraft](add, change, delete)


def _with_keys(
    _reader: Reader, drafts: Sequence[TallyDraft]
) -> Iterator[tuple[TallyDraft, Errors]]:
    return ((rules.with_keys(draft), ()) for draft in drafts)


TALLY_IMPORT = ImportTarget(
    model.TALLY,
    TallyDraft,
    Tally,
    rules.tally_errors,
    keys=(("title", "starts_on", "ends_on"),),
    blank_in_keys=frozenset({"starts_on", "ends_on"}),
    complete=_with_keys,
    children={
        "conditions": ChildRows(TallyCondition, "tally_id"),
        "parts": ChildRows(TallyPart, "tally_id"),
    },
    parse_rows={
        "conditions": lambda typed, today: parse_row(ConditionDraft, typed, today),
        "parts": lambda typed, today: parse_row(PartDraft, typed, today),
    },
    headings={N_("나눔의 셈법"): "parts", N_("나눔"): "", N_("기록"): "", N_("기간"): ""},
)
IMPORTS = {"tallies": TALLY_IMPORT}
