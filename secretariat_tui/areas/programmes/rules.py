"""Rules of programmes, main tasks and campaigns: validation, and how dates, amounts and quotas are written."""

from datetime import date

from secretariat_tui.areas.programmes.model import (
    CampaignActionDraft,
    CampaignCountDraft,
    CampaignDraft,
    ProgrammeDraft,
    QuotaDraft,
    SectionDraft,
)
from secretariat_tui.core.fields import bound_errors
from secretariat_tui.core.i18n import _
from secretariat_tui.core.money import format_won

_CIRCLED_ONE = 0x2460  # ①, up to ⑳
_MOST_CIRCLED = 20
_MAN = 10_000
_ALL = 100  # per cent
YEARS = range(1948, 2200)
_SHORT_YEARS = range(2000, 2100)
Errors = list[tuple[str, str]]


def section_errors(draft: SectionDraft) -> Errors:
    """Return the errors of a main task: (field, message)."""
    errors = []
    if not draft.title:
        errors.append(("title", _("과제의 제목을 적어 주세요.")))
    if draft.number is None or draft.number < 1:
        errors.append(("number", _("과제의 번호는 1부터입니다.")))
    return errors + bound_errors(draft, errors)


def programme_errors(draft: ProgrammeDraft) -> Errors:
    """Return the errors of a programme: (field, message)."""
    errors = [] if draft.name else [("name", _("사업의 이름을 적어 주세요."))]
    low, high = draft.amount_from, draft.amount_to
    if low is not None and low < 0:
        errors.append(("amount_from", _("지원액은 0원 이상이어야 합니다.")))
    elif high is not None and high < (low or 0):
        errors.append(("amount_to", _("지원액의 최대가 지원액보다 적습니다.")))
    for key in ("rate", "pledge_rate"):
        value = getattr(draft, key)
        if value is not None and not 0 <= value <= _ALL:
            errors.append((key, _("0에서 100 사이의 수를 적어 주세요.")))
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        errors.append(("ends_on", _("종료가 시작보다 빠릅니다.")))
    if draft.pledge_state and not draft.pledge:
        errors.append(("pledge", _("공약 이행을 적으려면 공약의 이름을 적어 주세요.")))
    if any(not quota.unit or quota.amount < 0 for quota in draft.quotas):
        errors.append(("quotas", _("물량에는 0 이상의 수와 단위가 있어야 합니다.")))
    if any(quota.year is not None and quota.year not in YEARS for quota in draft.quotas):
        text = _("물량의 연도는 {first}년에서 {last}년 사이여야 합니다.")
        errors.append(("quotas", text.format(first=YEARS[0], last=YEARS[-1])))
    if any(not place.name for place in draft.places):
        errors.append(("places", _("장소의 이름을 적어 주세요.")))
    return errors + bound_errors(draft, errors)


def programme_warnings(draft: ProgrammeDraft) -> list[str]:
    """Return what a programme lacks to be followed: when it starts, who is in charge."""
    warnings = []
    if draft.starts_on is None and draft.state in {"planned", "running"}:
        warnings.append(_("시작하는 때가 없어 일정표에 나오지 않습니다."))
    years = [quota.year for quota in draft.quotas if not quota.yearly]
    if len(set(years)) < len(years):
        warnings.append(_("같은 해의 물량이 두 번 적혀 있습니다."))
    return warnings


def campaign_errors(draft: CampaignDraft) -> Errors:
    """Return the errors of a campaign: (field, message)."""
    errors = [] if draft.title else [("title", _("캠페인의 제목을 적어 주세요."))]
    for action in draft.actions:
        if not action.text:
            errors.append(("actions", _("활동의 내용을 적어 주세요.")))
        elif action.starts_on and action.ends_on and action.ends_on < action.starts_on:
            text = _("활동의 종료가 시작보다 빠릅니다: {text}").format(text=action.text)
            errors.append(("actions", text))
    for count in draft.counts:
        if not count.label or not count.unit or count.amount < 0:
            errors.append(("counts", _("수량에는 무엇, 0 이상의 수, 단위가 있어야 합니다.")))
        elif count.action is not None and not 1 <= count.action <= len(draft.actions):
            text = _("{n}째 활동이 없습니다: {label}").format(n=count.action, label=count.label)
            errors.append(("counts", text))
    errors = list(dict(errors[::-1]).items())[::-1]  # the first message of each field
    return errors + bound_errors(draft, errors)


def section_label(number: int, title: str, parent_number: int | None) -> str:
    """Return the number and title of a main task; a part has a circled number after that of its parent."""
    if parent_number is None:
        return f"{number} {title}"
    return f"{parent_number}-{circled(number)} {title}"


def section_names(number: int, title: str, parent_number: int | None) -> tuple[str, str, str]:
    """Return what a main task, or a part of one, is referred to by: its label, the number of it, its title."""
    label = section_label(number, title, parent_number)
    return label, label.removesuffix(title).strip(), title


def circled(number: int) -> str:
    """Return a number from 1 to 20 in a circle, others in brackets."""
    return chr(_CIRCLED_ONE + number - 1) if 1 <= number <= _MOST_CIRCLED else f"({number})"


def start_text(day: date | None, precision: str) -> str:
    """Return a start as reports write it: '23. 9월, '24년~, '23. 4.12.; "" if it is unknown.

    source: the dates of the mayor's office report of May 2023
    """
    if day is None:
        return ""
    if precision == "year":
        return _("'{year:02}년~").format(year=day.year % 100)
    if precision == "month":
        return _("'{year:02}. {month}월").format(year=day.year % 100, month=day.month)
    return f"'{day.year % 100:02}. {day.month}.{day.day:>2}."


def amount_text(draft: ProgrammeDraft) -> str:
    """Return the amount for a recipient: 회당 20~110만원, 최대 100만원, 50%; "" if there is none."""
    parts = [draft.amount_per] if draft.amount_per else []
    if draft.rate is not None:
        parts.append(f"{draft.rate}%")
    low, high = draft.amount_from, draft.amount_to
    if low is not None and high is not None and low != high:
        parts.append(_range(low, high))
    elif low is not None:
        parts.append(won_text(low))
    elif high is not None:
        parts.append(_("최대 {won}").format(won=won_text(high)))
    return " ".join(parts)


def _range(low: int, high: int) -> str:
    if low % _MAN or high % _MAN:
        return f"{won_text(low)}~{won_text(high)}"
    return _("{low}~{high}만원").format(low=format_won(low // _MAN), high=format_won(high // _MAN))


def won_text(won: int) -> str:
    """Return an amount in 만원 if it has no fraction of that, else in 원."""
    if won % _MAN:
        return _("{n}원").format(n=format_won(won))
    return _("{n}만원").format(n=format_won(won // _MAN))


def quota_text(quota: QuotaDraft) -> str:
    """Return a quota as reports write it: '23년 41,000건, '24년~ 연 100명, 연 1,000명, 300명.

    A year of another century has four digits.
    """
    amount = f"{format_won(quota.amount)}{quota.unit}"
    amount = _("연 {amount}").format(amount=amount) if quota.yearly else amount
    if quota.year is None:
        return amount
    year = f"'{quota.year % 100:02}" if quota.year in _SHORT_YEARS else f"{quota.year}"
    text = _("{year}년~ {amount}") if quota.yearly else _("{year}년 {amount}")
    return text.format(year=year, amount=amount)


def count_text(count: CampaignCountDraft) -> str:
    """Return a count of a campaign: 지하철 승강장 와이드 컬러 등 14면."""
    return f"{count.label} {format_won(count.amount)}{count.unit}"


def action_period(action: CampaignActionDraft) -> str:
    """Return the period of an action: '23. 3월 ~ '23. 4월, '23. 3.25. ~; "" if it is unknown."""
    first = start_text(action.starts_on, action.precision)
    last = start_text(action.ends_on, action.precision)
    return f"{first} ~ {last}".strip() if first or last else ""
