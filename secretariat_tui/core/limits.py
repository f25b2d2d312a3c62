"""The bounds of values, the same for forms, imports, loading and the integrity check.

They are wide enough for any office, and narrow enough to be summed, drawn and counted on from.
"""

from collections.abc import Mapping
from datetime import date

from secretariat_tui.core.i18n import _

MAX_WON = 10**15
"""1,000조: larger than any budget a city has; thousands of such amounts sum up within 64 bits."""
EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
"""Far enough from date.min and date.max to calculate with."""
FIRST_YEAR, LAST_YEAR = 1948, LATEST.year
"""Fiscal years; the first is that of the Republic."""
MAX_COUNT = 999_999_999
MAX_DAYS = 3_650
"""Days before or after a date: ten years."""
MAX_LINE, MAX_PARAGRAPH = 500, 100_000
"""Characters of a text of one line, such as a title, and of several lines."""
MAX_ROWS = 1_000
"""Rows of a record, such as the lines of an event."""
MAX_ID = 2**53 - 1
"""Ids and revisions: exact in JSON, and far from the end of 64 bits."""
_MOST: Mapping[str, int] = {"number": MAX_COUNT, "bytes": MAX_ID, "days": MAX_DAYS}
BOUNDED_KINDS = frozenset(
    {"text", "paragraph", "rows", "day", "year", "won", "number", "bytes", "days", "reference"}
)
"""The kinds of fields whose values have bounds."""


def bound_error(kind: str, value: object) -> str:
    """Return why a value exceeds the bounds of its kind (core.fields.Kind); "" if it is within, or None.

    Dates are `date`s. Minimums that depend on the field, such as a headcount of 1, are rules of the areas.
    """
    message = ""
    match kind, value:
        case "text", str():
            message = _length_error(len(value), MAX_LINE)
        case "paragraph", str():
            message = _length_error(len(value), MAX_PARAGRAPH)
        case "rows", tuple() if len(value) > MAX_ROWS:
            message = _("{most}줄까지 적을 수 있습니다. 지금 {n}줄입니다.")
            message = message.format(most=f"{MAX_ROWS:,}", n=f"{len(value):,}")
        case "day", date() if not EARLIEST <= value <= LATEST:
            message = _("{first}년에서 {last}년 사이의 날짜를 적어 주세요.")
            message = message.format(first=EARLIEST.year, last=LATEST.year)
        case "year", int() if not FIRST_YEAR <= value <= LAST_YEAR:
            message = _("{first}년에서 {last}년 사이로 적어 주세요.")
            message = message.format(first=FIRST_YEAR, last=LAST_YEAR)
        case "won", int() if abs(value) > MAX_WON:
            message = _("금액이 너무 큽니다. {most}원까지 적을 수 있습니다.")
            message = message.format(most=f"{MAX_WON:,}")
        case "number" | "bytes" | "days", int() if abs(value) > _MOST[kind]:
            message = _("너무 큰 수입니다. {most}까지 적을 수 있습니다.")
            message = message.format(most=f"{_MOST[kind]:,}")
        case "reference", int() if not 0 < value <= MAX_ID:
            message = _("없는 기록을 가리킵니다: {id}").format(id=value)
    return message


def _length_error(length: int, most: int) -> str:
    if length <= most:
        return ""
    message = _("{most}자까지 적을 수 있습니다. 지금 {n}자입니다.")
    return message.format(most=f"{most:,}", n=f"{length:,}")
