"""The changes and check-ups of agreements as text, in lists and in details."""

from secretariat_tui.areas.agreements.model import (
    CHANGE_KINDS,
    CHECK_RESULTS,
    ChangeDraft,
    CheckDraft,
)
from secretariat_tui.core.dates import table_date
from secretariat_tui.core.i18n import _


def change_text(change: ChangeDraft) -> str:
    """Return a change: '23.4.19. 연장 ~'25.1.17. → ~'26.1.17. 상호 협의 (시행 '23.5.1. · 행정-12)."""
    notes = []
    if change.effective_on:
        notes.append(_("시행 {date}").format(date=table_date(change.effective_on)))
    if change.document:
        notes.append(change.document)
    parts = [table_date(change.decided_on), _(CHANGE_KINDS[change.kind])]
    if change.new_expires_on:
        old = f"~{table_date(change.old_expires_on)}" if change.old_expires_on else _("기간 미기재")
        parts.append(f"{old} → ~{table_date(change.new_expires_on)}")
    parts += [change.text, f"({' · '.join(notes)})" if notes else ""]
    return " ".join(filter(None, parts))


def check_text(check: CheckDraft) -> str:
    """Return a check-up: '23.7.18. 보완: 실적 미흡 (개선: 분기마다 점검)."""
    result = _(CHECK_RESULTS[check.result])
    text = f"{table_date(check.checked_on)} {result}" + (f": {check.text}" if check.text else "")
    if check.improvement:
        text += " " + _("(개선: {text})").format(text=check.improvement)
    return text
