"""Reading texts as lists, exports and reports write them: numbers of parts, starts, amounts, quotas, counts."""

import re
from collections.abc import Iterable, Mapping
from datetime import date

from secretariat_tui.areas.attached.model import PRECISIONS
from secretariat_tui.areas.attached.when import parse_start
from secretariat_tui.areas.programmes.model import (
    PLEDGE_STATES,
    CampaignCountDraft,
    QuotaDraft,
)
from secretariat_tui.core.i18n import LANGUAGES, _, language_set
from secretariat_tui.core.text import half_width, search_key
from secretariat_tui.core.typed_values import format_row, parse_count

_CIRCLED = "".join(map(chr, range(0x2460, 0x2474)))  # from 1 to 20
_PART = re.compile(rf"(?P<parent>\d+)\s*-\s*(?:(?P<circled>[{_CIRCLED}])|\(?(?P<number>\d+)\)?)")
_UNDECIDED = frozenset({"미정", "open"})
_PLEDGE = re.compile(r"(?P<state>\D*?)\s*(?:(?P<rate>\d{1,3})%)?")
_AMOUNT = r"[\d,.]+\s*[십백천만억조]*"
_AMOUNTS = re.compile(
    rf"(?:(?P<per>.+당)\s+)?(?:(?P<rate>\d{{1,3}})%\s*)?"
    rf"(?:최대\s*(?P<most>{_AMOUNT})|(?P<low>{_AMOUNT})원?(?:\s*[~∼〜]\s*(?P<high>{_AMOUNT}))?)?원?"
)
_UNITS = re.compile(r"[십백천만억조]+$")
_BETWEEN_QUOTAS = re.compile(r",\s+(?=(?:['’‘]?\d{2,4}\s*년?\s*~?\s*)?(?:연\s*)?\d)")
_QUOTA = re.compile(
    r"(?:(?:['’‘](?P<short>\d{2})|(?P<full>\d{4})|(?P<bare>\d{2})(?=\s*년))\s*년?\s*(?P<on>~)?\s+)?"
    r"(?P<yearly>연\s*)?(?P<amount>\d[\d,]*)\s*(?P<unit>\D.*?)(?P<each> a year)?"
)
_COUNT = re.compile(r"(?P<label>.+?)\s+(?P<amount>\d[\d,]*)\s*(?P<unit>[^\d,\s][^,]*)(?:,\s+|$)")


def split_number(text: str, _today: date) -> Mapping[str, str]:
    """Split the number of a part of a main task: 5-①, 5-(21)."""
    match = _PART.fullmatch(text)
    if match is None:
        return {}
    own = match["number"] or f"{_CIRCLED.index(match['circled']) + 1}"
    return {"number": own, "part_of_id": match["parent"]}


def split_start(text: str, today: date) -> Mapping[str, str]:
    """Split a start into its first day and its precision: '23. 9월, '24년~, 2023-09-01, 미정."""
    if search_key(text) in _UNDECIDED:
        return {"starts_on": ""}
    start = parse_start(text, today)
    day = start.due_on.isoformat() if start.due_on else ""
    return {"starts_on": day, "precision": PRECISIONS[start.precision]}


def split_pledge(text: str, _today: date) -> Mapping[str, str]:
    """Split what lists show of a pledge whose name they do not have: 정상 추진 60%."""
    match = _PLEDGE.fullmatch(text)
    states = {
        search_key(name): korean
        for korean in PLEDGE_STATES.values()
        for name in (korean, *_translated(korean))
    }
    if match is None or search_key(match["state"]) not in {"", *states}:
        return {}
    state = states.get(search_key(match["state"]), "")
    return {"pledge": _("공약"), "pledge_state": state, "pledge_rate": match["rate"] or ""}


def _translated(text: str) -> Iterable[str]:
    for language in LANGUAGES.values():
        with language_set(language):
            yield _(text)


def split_amounts(text: str, _today: date) -> Mapping[str, str]:
    """Split the amount for a recipient: 회당 20~110만원, 50% 최대 100만원, 산모 1인당 100만원."""
    match = _AMOUNTS.fullmatch(half_width(text).strip())
    if match is None:
        return {}
    low, high = match["low"] or "", match["most"] or match["high"] or ""
    unit = _UNITS.search(high)
    if low and unit and not _UNITS.search(low):
        low += unit[0]
    parts = {"amount_to": high, "amount_per": match["per"] or "", "rate": match["rate"] or ""}
    return {"amount_from": low, **{key: part for key, part in parts.items() if part}}


def split_quotas(text: str, _today: date) -> Mapping[str, str]:
    """Write quotas as rows: '23년 41,000건, '24년~ 연 100명. Rows stay as they are."""
    quotas = [_quota(each) for each in _BETWEEN_QUOTAS.split(text)]
    if "|" in text or None in quotas:
        return {}
    return {"quotas": "\n".join(format_row(each) for each in quotas if each)}


def _quota(text: str) -> QuotaDraft | None:
    match = _QUOTA.fullmatch(text.strip())
    if match is None:
        return None
    short = match["short"] or match["bare"]
    year = int(match["full"] or f"20{short}") if match["full"] or short else None
    yearly = bool(match["yearly"] or match["on"] or match["each"])
    return QuotaDraft(parse_count(match["amount"]), match["unit"].strip(), year, yearly)


def split_counts(text: str, _today: date) -> Mapping[str, str]:
    """Write the counts of a campaign as rows: 와이드 컬러 등 14면, 가판대 107면. Rows stay as they are."""
    matches = [*_COUNT.finditer(text)]
    if "|" in text or "".join(match[0] for match in matches) != text:
        return {}
    counts = [
        CampaignCountDraft(match["label"], parse_count(match["amount"]), match["unit"].strip())
        for match in matches
    ]
    return {"counts": "\n".join(map(format_row, counts))}
