"""The details of an agreement as lines: parties, dates, tasks."""

from collections.abc import Iterable
from datetime import date

from secretariat_tui.areas.agreements import model, queries, rules, texts
from secretariat_tui.areas.agreements.model import AgreementDraft, PartyDraft
from secretariat_tui.areas.agreements.queries import AgreementRow
from secretariat_tui.areas.agreements.rules import STANDING_MARKS, Alert
from secretariat_tui.areas.attached.details import task_lines
from secretariat_tui.areas.attached.model import LEVELS
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
from secretariat_tui.tui.paint.text import PERSONAL, StyledLine, labelled, styled_line

_DESCRIBED = frozenset(
    {
        *("name", "kind", "state", "signed_on", "signed_at", "place", "ours", "effective_on"),
        *("expires_on", "renewal", "check_months", "checked_on", "dept", "document", "ended_on"),
        *("ended_reason", "note", "notice_days", "council_step", "council_on", "secret"),
        *("published_on", "owner", "replaced_by_id"),
    }
)


def read_agreement(row: AgreementRow, reader: Reader) -> list[StyledLine] | None:
    """Read an agreement and return its details, secret or not; None if it is deleted."""
    stored = queries.agreement(reader, row.id)
    if stored is None:
        return None
    successor = None
    if stored.draft.replaced_by_id:
        names = {each.id: each.name for each in queries.names(reader)}
        successor = names.get(stored.draft.replaced_by_id)
    return describe_agreement(row, stored.draft, successor or "")


def read_for_pane(row: AgreementRow, reader: Reader) -> list[StyledLine]:
    """Read the details of an agreement; those of a secret one are shown only when it is opened."""
    lines = read_agreement(row, reader)
    return describe_secret() if row.secret else lines or []


def describe_secret() -> list[StyledLine]:
    """Describe a secret agreement that was not opened."""
    return [
        styled_line((rules.masked_name("", secret=True), "bold")),
        styled_line((_("비공개 협약입니다. Enter로 열어 봅니다."), "dim")),
    ]


def describe_agreement(
    row: AgreementRow, draft: AgreementDraft, successor: str = ""
) -> list[StyledLine]:
    """Return the details of an agreement; `row` has its state of the day, `successor` replaced it."""
    signatories = (draft.ours, *(party.signatory for party in draft.parties))
    return [
        styled_line((draft.name, "bold")),
        styled_line(
            *labelled(_("구분"), f"{_(model.KINDS[draft.kind])} · ").spans,
            marked(STANDING_MARKS[row.standing], _(row.standing.value)),
            (_(" · 비공개") if draft.secret else "", "warn"),
        ),
        *(_alert(alert, row.today) for alert in row.alerts),
        labelled(_("체결"), " · ".join(filter(None, (_signed(draft), draft.place)))),
        labelled(_("서명"), " – ".join(filter(None, signatories)), PERSONAL),
        *(_party(party) for party in draft.parties),
        labelled(_("기간"), _term(draft)),
        *_nonempty_lines(
            (_("통보"), _notice(row)),
            (_("점검"), _next_check(row)),
            (_("종료"), _end(draft, successor)),
            (_("의회"), _council(draft)),
            (_("게시"), full_date(draft.published_on) if draft.published_on else ""),
            (_("부서"), draft.dept),
        ),
        *([labelled(_("담당"), draft.owner, PERSONAL)] if draft.owner else []),
        *_nonempty_lines((_("문서"), draft.document), (_("메모"), draft.note)),
        *other_fields(fields_of(AgreementDraft), draft._asdict(), _DESCRIBED),
        *task_lines(_("할 일"), draft.tasks, row.today),
        *_history(_("변경 이력"), map(texts.change_text, draft.changes)),
        *_history(_("점검 기록"), map(texts.check_text, draft.checks)),
    ]


def _alert(alert: Alert, today: date) -> StyledLine:
    left = countdown((alert.day - today).days)
    text = f"{_(alert.kind.value)} {left} · {full_date(alert.day)}"
    return styled_line(*labelled(_("알림"), "").spans, marked(rules.alert_mark(alert, today), text))


def _party(party: PartyDraft) -> StyledLine:
    line = labelled(_("상대"), f"{party.name} ({_(LEVELS[party.level])})")
    contact = ((f"  {party.contact}", PERSONAL),) if party.contact else ()
    return styled_line(*line.spans, *contact)


def _notice(row: AgreementRow) -> str:
    day = row.notice_date
    if day is None:
        return ""
    text = _("만료 {n}일 전 · {date}까지").format(n=row.notice_days, date=full_date(day))
    passed = row.state == "signed" and day < row.today
    return text + (_(" · 지남") if passed else "")


def _council(draft: AgreementDraft) -> str:
    step = _(model.COUNCIL_STEPS[draft.council_step]) if draft.council_step else ""
    day = full_date(draft.council_on) if draft.council_on else ""
    return " · ".join(filter(None, (step, day)))


def _history(title: str, lines: Iterable[str]) -> list[StyledLine]:
    rows = [styled_line(f" {line}") for line in lines]
    return [styled_line((title, "title")), *rows] if rows else []


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


def _end(draft: AgreementDraft, successor: str) -> str:
    if draft.state in rules.OPEN_STATES:
        return ""
    replaced = _("→ {name}").format(name=successor) if successor else ""
    ended = table_date(draft.ended_on) if draft.ended_on else ""
    return " ".join(filter(None, (ended, draft.ended_reason, replaced)))
