"""The details of an agreement as lines: parties, dates, tasks."""

from secretariat_tui.areas.agreements import model, queries
from secretariat_tui.areas.agreements.model import AgreementDraft
from secretariat_tui.areas.agreements.queries import AgreementRow
from secretariat_tui.areas.agreements.rules import STANDING_MARKS
from secretariat_tui.areas.attached.details import task_lines
from secretariat_tui.areas.attached.model import LEVELS
from secretariat_tui.core.dates import (
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
from secretariat_tui.tui.paint.text import PERSONAL, StyledLine, labelled, styled_line

_DESCRIBED = frozenset(
    {
        *("name", "kind", "state", "signed_on", "signed_at", "place", "ours", "effective_on"),
        *("expires_on", "renewal", "check_months", "checked_on", "dept", "document", "ended_on"),
        *("ended_reason", "note"),
    }
)


def read_agreement(row: AgreementRow, reader: Reader) -> list[StyledLine] | None:
    """Read an agreement and return its details; None if it is deleted."""
    stored = queries.agreement(reader, row.id)
    return describe_agreement(row, stored.draft) if stored else None


def describe_agreement(row: AgreementRow, draft: AgreementDraft) -> list[StyledLine]:
    """Return the details of an agreement; `row` has its state of the day."""
    signatories = (draft.ours, *(party.signatory for party in draft.parties))
    return [
        styled_line((draft.name, "bold")),
        styled_line(
            *labelled(_("구분"), f"{_(model.KINDS[draft.kind])} · ").spans,
            marked(STANDING_MARKS[row.standing], _(row.standing.value)),
        ),
        labelled(_("체결"), " · ".join(filter(None, (_signed(draft), draft.place)))),
        labelled(_("서명"), " – ".join(filter(None, signatories)), PERSONAL),
        *(labelled(_("상대"), f"{p.name} ({_(LEVELS[p.level])})") for p in draft.parties),
        labelled(_("기간"), _term(draft)),
        *_nonempty_lines(
            (_("점검"), _next_check(row)),
            (_("종료"), _end(draft)),
            (_("부서"), draft.dept),
            (_("문서"), draft.document),
            (_("메모"), draft.note),
        ),
        *other_fields(fields_of(AgreementDraft), draft._asdict(), _DESCRIBED),
        *task_lines(_("할 일"), draft.tasks, row.today),
    ]


def _nonempty_lines(*facts: tuple[str, str]) -> list[StyledLine]:
    return [labelled(label, text) for label, text in facts if text]


def _signed(draft: AgreementDraft) -> str:
    day = full_date(draft.signed_on) if draft.signed_on else _("체결일 미기재")
    return f"{day} {format_time(draft.signed_at)}" if draft.signed_at else day


def _term(draft: AgreementDraft) -> str:
    term = _("미기재")
    if draft.expires_on:
        start = draft.effective_on or draft.signed_on
        term = f"{full_date(start) if start else ''} ~ {full_date(draft.expires_on)}"
    renewal = _(model.RENEWALS[draft.renewal]) if draft.renewal else _("미기재")
    return _("{term} · 연장 {renewal}").format(term=term, renewal=renewal)


def _next_check(row: AgreementRow) -> str:
    if row.next_check is None or row.check_period_end is None:
        return ""
    return _("다음 점검 {date}").format(date=moved_date(row.check_period_end, row.next_check))


def _end(draft: AgreementDraft) -> str:
    if draft.state != "ended":
        return ""
    return f"{table_date(draft.ended_on) if draft.ended_on else ''} {draft.ended_reason}"
