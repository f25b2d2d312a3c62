"""Rules of agreements: validation, the standing on a day, and check-ups.

The recorded fields follow 증평군 업무협약 관리 조례 §5 and 전북특별자치도 업무제휴 및 협약에 관한 조례 §5.
A period that ends on a weekend ends on the next working day (민법 §161).
"""

from datetime import date
from enum import Enum

from secretariat_tui.areas.agreements.model import AgreementDraft
from secretariat_tui.core import marks
from secretariat_tui.core.dates import add_days, add_months, working_day_from
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import N_, _

EXPIRING_DAYS = 90
CHECK_NOTICE_DAYS = 7
MAX_CHECK_MONTHS = 1200


class AgreementStanding(Enum):
    """The standing of an agreement on a day; the value is its label."""

    DRAFT = N_("준비")
    IN_FORCE = N_("유효")
    EXPIRING = N_("만료 임박")
    EXPIRED = N_("만료")
    ENDED = N_("종료")


STANDING_MARKS = {
    AgreementStanding.DRAFT: marks.DRAFT,
    AgreementStanding.IN_FORCE: marks.IN_FORCE,
    AgreementStanding.EXPIRING: marks.SOON,
    AgreementStanding.EXPIRED: marks.LATE,
    AgreementStanding.ENDED: marks.CLOSED,
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
    start = draft.effective_on or draft.signed_on
    if draft.expires_on and start and draft.expires_on < start:
        errors.append(("expires_on", _("끝나는 날이 시작하는 날보다 빠릅니다.")))
    if draft.renewal == "auto" and draft.expires_on is None:
        errors.append(("expires_on", _("자동으로 연장하는 협약에는 끝나는 날이 있어야 합니다.")))
    if draft.check_months is not None and not 1 <= draft.check_months <= MAX_CHECK_MONTHS:
        message = _("점검 주기는 1개월에서 {most}개월 사이여야 합니다.")
        errors.append(("check_months", message.format(most=MAX_CHECK_MONTHS)))
    if draft.state == "ended" and not draft.ended_reason:
        errors.append(("ended_reason", _("종료한 까닭을 적어 주세요.")))
    return errors + bound_errors(draft, errors)


def agreement_standing(state: str, expires_on: date | None, today: date) -> AgreementStanding:
    """Return the standing on a day. An agreement without an expiry date never expires."""
    if state == "draft":
        return AgreementStanding.DRAFT
    if state == "ended":
        return AgreementStanding.ENDED
    if expires_on is None or expires_on > add_days(today, EXPIRING_DAYS):
        return AgreementStanding.IN_FORCE
    return AgreementStanding.EXPIRING if expires_on >= today else AgreementStanding.EXPIRED


def next_check(
    state: str, signed_on: date | None, checked_on: date | None, months: int | None
) -> date | None:
    """Return the working day to check by, `months` after the last check-up or after the signing."""
    end = check_period_end(state, signed_on, checked_on, months)
    return end and working_day_from(end)


def check_period_end(
    state: str, signed_on: date | None, checked_on: date | None, months: int | None
) -> date | None:
    """Return the last day of the period until the next check-up, weekend or not."""
    last = checked_on or signed_on
    if state != "signed" or last is None or months is None:
        return None
    return add_months(last, months)
