"""Rules of agreements: validation, the standing on a day, and check-ups.

The recorded fields follow 증평군 업무협약 관리 조례 §5 and 전북특별자치도 업무제휴 및 협약에 관한 조례 §5.
A period that ends on a weekend or a holiday ends on the next working day (민법 §161).
"""

from collections.abc import Container, Iterable
from datetime import date
from enum import Enum

from secretariat_tui.areas.agreements.model import AgreementDraft, ChangeDraft, CheckDraft
from secretariat_tui.core import marks
from secretariat_tui.core.dates import add_days, add_months, working_day_from
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import N_, _
from secretariat_tui.core.marks import Mark
from secretariat_tui.core.named_tuple import NamedTuple

EXPIRING_DAYS = 90
"""Days before its expiry from which an agreement is counted as expiring."""
ALERT_DAYS = (30, 7, 0)
"""Days before its expiry, and before its notice date, on which the alert of an agreement changes."""
ALERT_MARKS = dict(zip(ALERT_DAYS, (marks.SOON, marks.URGENT, marks.LATE), strict=True))
CHECK_NOTICE_DAYS = 7
MAX_CHECK_MONTHS = 1200
MAX_NOTICE_DAYS = 3650
OPEN_STATES = ("draft", "signed")


class AgreementStanding(Enum):
    """The standing of an agreement on a day; the value is its label."""

    DRAFT = N_("준비")
    PLANNED = N_("예정")
    IN_FORCE = N_("유효")
    EXPIRING = N_("만료 임박")
    EXPIRED = N_("만료됨")
    ENDED = N_("종료")
    REPLACED = N_("대체")


class AlertKind(Enum):
    """What an alert is about; the value is its label."""

    CHECK = N_("점검")
    NOTICE = N_("통보")
    EXPIRY = N_("만료")


class Alert(NamedTuple):
    """A day that comes near: a check-up, the last day to give notice, or the expiry."""

    day: date
    kind: AlertKind


STANDING_MARKS = {
    AgreementStanding.DRAFT: marks.DRAFT,
    AgreementStanding.PLANNED: marks.DRAFT,
    AgreementStanding.IN_FORCE: marks.IN_FORCE,
    AgreementStanding.EXPIRING: marks.SOON,
    AgreementStanding.EXPIRED: marks.LATE,
    AgreementStanding.ENDED: marks.CLOSED,
    AgreementStanding.REPLACED: marks.CLOSED,
}


def agreement_errors(draft: AgreementDraft) -> list[tuple[str, str]]:
    """Return the errors of a draft: (field, message)."""
    errors = []
    if not draft.name:
        errors.append(("name", _("협약의 이름을 적어 주세요.")))
    if not draft.parties:
        errors.append(("parties", _("상대를 한 곳 이상 적어 주세요.")))
    if draft.state == "signed" and draft.signed_on is None:
        errors.append(("signed_on", _("체결한 협약에는 체결일이 있어야 합니다.")))
    errors += _term_errors(draft)
    if draft.check_months is not None and not 1 <= draft.check_months <= MAX_CHECK_MONTHS:
        message = _("점검 주기는 1개월에서 {most}개월 사이여야 합니다.")
        errors.append(("check_months", message.format(most=MAX_CHECK_MONTHS)))
    errors += _notice_errors(draft) + _end_errors(draft)
    for change in draft.changes:
        errors += [("changes", message) for _field, message in change_errors(change)]
    return errors + bound_errors(draft, errors)


def _term_errors(draft: AgreementDraft) -> list[tuple[str, str]]:
    errors = []
    start = draft.effective_on or draft.signed_on
    if draft.expires_on and start and draft.expires_on < start:
        errors.append(("expires_on", _("끝나는 날이 시작하는 날보다 빠릅니다.")))
    if draft.renewal == "auto" and draft.expires_on is None:
        errors.append(("expires_on", _("자동으로 연장하는 협약에는 끝나는 날이 있어야 합니다.")))
    return errors


def _end_errors(draft: AgreementDraft) -> list[tuple[str, str]]:
    errors = []
    if draft.state == "ended" and not draft.ended_reason:
        errors.append(("ended_reason", _("종료한 까닭을 적어 주세요.")))
    if draft.state == "replaced" and draft.replaced_by_id is None:
        errors.append(("replaced_by_id", _("대체한 협약을 골라 주세요.")))
    if draft.state in OPEN_STATES and draft.replaced_by_id is not None:
        errors.append(("replaced_by_id", _("종료했거나 대체한 협약에만 고릅니다.")))
    return errors


def _notice_errors(draft: AgreementDraft) -> list[tuple[str, str]]:
    if draft.notice_days is None:
        return []
    if not 1 <= draft.notice_days <= MAX_NOTICE_DAYS:
        message = _("통보 기한은 만료 1일 전에서 {most}일 전 사이여야 합니다.")
        return [("notice_days", message.format(most=MAX_NOTICE_DAYS))]
    if draft.expires_on is None:
        return [("expires_on", _("통보 기한이 있는 협약에는 끝나는 날이 있어야 합니다."))]
    return []


def change_errors(draft: ChangeDraft) -> list[tuple[str, str]]:
    """Return the errors of a change or an extension: (field, message)."""
    old, new = draft.old_expires_on, draft.new_expires_on
    if draft.kind != "extension":
        return [] if draft.text else [("text", _("무엇을 바꾸었는지 적어 주세요."))]
    if new is None:
        return [("new_expires_on", _("연장에는 새 만료일을 적어 주세요."))]
    if old is not None and new <= old:
        return [("new_expires_on", _("새 만료일은 앞 만료일보다 뒤여야 합니다."))]
    return []


def last_check(checked_on: date | None, checks: Iterable[CheckDraft]) -> date | None:
    """Return the day of the last check-up: that of the register, or a later one of the recorded ones."""
    days = [check.checked_on for check in checks]
    return max(filter(None, (checked_on, *days)), default=None)


def agreement_standing(
    state: str, expires_on: date | None, today: date, starts_on: date | None = None
) -> AgreementStanding:
    """Return the standing on a day. An agreement without an expiry date never expires."""
    if state in _STANDINGS:
        return _STANDINGS[state]
    if starts_on is not None and starts_on > today:
        return AgreementStanding.PLANNED
    if expires_on is None or expires_on > add_days(today, EXPIRING_DAYS):
        return AgreementStanding.IN_FORCE
    return AgreementStanding.EXPIRING if expires_on >= today else AgreementStanding.EXPIRED


_STANDINGS = {
    "draft": AgreementStanding.DRAFT,
    "ended": AgreementStanding.ENDED,
    "replaced": AgreementStanding.REPLACED,
}


def notice_date(expires_on: date | None, notice_days: int | None) -> date | None:
    """Return the last day to decide on the renewal; None without a term or a period of notice."""
    if expires_on is None or notice_days is None:
        return None
    return add_days(expires_on, -notice_days)


def is_announced(day: date | None, today: date) -> bool:
    """Return whether there is an alert for a day: from the first of ALERT_DAYS before it to the day itself."""
    return day is not None and 0 <= (day - today).days <= max(ALERT_DAYS)


def alert_threshold(days: int) -> int | None:
    """Return the last of ALERT_DAYS that was reached so many days before; None if there is no alert."""
    return min((each for each in ALERT_DAYS if 0 <= days <= each), default=None)


def alerts(
    state: str,
    expires_on: date | None,
    notice_days: int | None,
    next_check_on: date | None,
    today: date,
) -> list[Alert]:
    """Return the alerts of an agreement on a day, the first day first.

    Those of its expiry and of the notice end with their days; that of a check-up stays until it is done.
    """
    found = []
    if next_check_on is not None and (next_check_on - today).days <= CHECK_NOTICE_DAYS:
        found.append(Alert(next_check_on, AlertKind.CHECK))
    if state == "signed":
        days = (
            (notice_date(expires_on, notice_days), AlertKind.NOTICE),
            (expires_on, AlertKind.EXPIRY),
        )
        found += [Alert(day, kind) for day, kind in days if day and is_announced(day, today)]
    return sorted(found, key=lambda alert: alert.day)


def alert_mark(alert: Alert, today: date) -> Mark:
    """Return the mark of an alert: it gets stronger at each of ALERT_DAYS."""
    days = (alert.day - today).days
    if alert.kind is AlertKind.CHECK:
        return marks.deadline(days)
    threshold = alert_threshold(days)
    return ALERT_MARKS[threshold] if threshold is not None else marks.LATE


def extended(draft: AgreementDraft, change: ChangeDraft) -> AgreementDraft:
    """Return an agreement with an extension recorded and its new expiry."""
    return draft._replace(expires_on=change.new_expires_on, changes=(*draft.changes, change))


def checked(draft: AgreementDraft, check: CheckDraft) -> AgreementDraft:
    """Return an agreement with a check-up recorded; the next one counts from it."""
    return with_last_check(draft._replace(checks=(*draft.checks, check)))


def with_last_check(draft: AgreementDraft) -> AgreementDraft:
    """Return an agreement whose last check-up is the last of those recorded, if that is later."""
    return draft._replace(checked_on=last_check(draft.checked_on, draft.checks))


def masked_name(name: str, secret: bool) -> str:  # noqa: FBT001
    """Return an agreement's name for lists: 비공개 if it is secret."""
    return _("비공개") if secret else name


def next_check(
    state: str,
    signed_on: date | None,
    checked_on: date | None,
    months: int | None,
    holidays: Container[date] = (),
) -> date | None:
    """Return the working day to check by, `months` after the last check-up or after the signing."""
    end = check_period_end(state, signed_on, checked_on, months)
    return end and working_day_from(end, holidays)


def check_period_end(
    state: str, signed_on: date | None, checked_on: date | None, months: int | None
) -> date | None:
    """Return the last day of the period until the next check-up, working day or not."""
    last = checked_on or signed_on
    if state != "signed" or last is None or months is None:
        return None
    return add_months(last, months)
