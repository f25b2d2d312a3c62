"""Reading changes and check-ups of agreements as lists and exports write them, or as rows with bars."""

import re
from datetime import date

from secretariat_tui.areas.agreements.model import (
    CHANGE_KINDS,
    CHECK_RESULTS,
    ChangeDraft,
    CheckDraft,
)
from secretariat_tui.core.dates import parse_date
from secretariat_tui.core.typed_values import key_for_label, parse_row

_CHANGE = re.compile(
    r"(?P<day>\S+) (?P<kind>변경|연장|Change|Renewal)"
    r"(?: (?:~(?P<old>\S+)|기간 미기재|No period) → ~(?P<new>\S+))?"
    r"(?: (?P<text>[^(].*?|\(.*?))??"
    r"(?: \((?:(?:시행|in effect from) (?P<effective>\S+))?(?: · )?(?P<document>[^()]*)\))?"
)
_CHECK = re.compile(
    r"(?P<day>\S+) (?P<result>[^\s:]+(?: [^\s:(]+)*)(?:: (?P<text>.*?))?"
    r"(?: \((?:개선|improvement): (?P<improvement>.*)\))?"
)


def parse_change(typed: str, today: date) -> ChangeDraft:
    """Parse a change: '23.4.19. 연장 ~'25.1.17. → ~'26.1.17. 상호 협의 (시행 '23.5.1. · 행정-12)."""
    match = None if "|" in typed else _CHANGE.fullmatch(typed)
    if match is None:
        row: ChangeDraft = parse_row(ChangeDraft, typed, today)
        return row

    def day(name: str) -> date | None:
        return parse_date(match[name], today) if match[name] else None

    return ChangeDraft(
        parse_date(match["day"], today),
        key_for_label(match["kind"], CHANGE_KINDS),
        day("effective"),
        day("old"),
        day("new"),
        match["text"] or "",
        match["document"] or "",
    )


def parse_check(typed: str, today: date) -> CheckDraft:
    """Parse a check-up: '23.7.18. 보완: 실적 미흡 (개선: 분기마다 점검)."""
    match = None if "|" in typed else _CHECK.fullmatch(typed)
    if match is None:
        row: CheckDraft = parse_row(CheckDraft, typed, today)
        return row
    return CheckDraft(
        parse_date(match["day"], today),
        key_for_label(match["result"], CHECK_RESULTS),
        match["text"] or "",
        match["improvement"] or "",
    )
