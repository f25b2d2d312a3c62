"""Reading and writing amounts of money as Korean offices write them.

Money is integer won. `parse_won` raises ValueError with a message for the user; it accepts Korean and English in
either language of the interface. The formats follow the current language.
"""

import re
from itertools import pairwise

from secretariat_tui.core import i18n
from secretariat_tui.core.i18n import _
from secretariat_tui.core.limits import MAX_WON

_UNITS = {"": 1, "천": 1_000, "만": 10_000, "십만": 100_000, "백만": 1_000_000,
          "천만": 10_000_000, "억": 100_000_000}  # fmt: skip
_PART = re.compile(r"(\d[\d,]*)(?:\.(\d+))?\s*(억|천만|백만|십만|만|천|)\s*")
_NEGATIVE = ("△", "▲", "-", "−")
_SIGN = re.compile(r"\A(?:₩|￦|krw)\s*")
_WON = re.compile(r"(?:원|won)\Z")


def parse_won(text: str) -> int:
    """Parse an amount of money: 1,234 · 12만원 · 12.3만 · 1억 2천만 · △1,000 · (1,000). Returns won.

    Units must descend, and a last number without a unit needs its 원: 12만 5000원, not 12만5.
    """
    typed = _SIGN.sub("", text.strip().lower())
    sign = 1
    if typed.startswith("(") and typed.endswith(")"):
        typed, sign = typed[1:-1].strip(), -1
    elif typed.startswith(_NEGATIVE):
        typed, sign = typed[1:].strip(), -1
    if typed == "":
        raise ValueError(_("금액을 적어 주세요. 예: 120,000 또는 12만원"))
    won = sum(_part_won(*part, text) for part in _parts(typed, text))
    if won > MAX_WON:
        raise ValueError(_("금액이 너무 큽니다: {text}").format(text=text))
    return sign * won


def _parts(typed: str, text: str) -> list[tuple[str, str, str]]:
    """Split an amount into its parts, each (digits, decimals, unit)."""
    numbers = _WON.sub("", typed)
    parts = _PART.findall(numbers)
    unparsed = _PART.sub("", numbers) or not parts
    ascending = any(_UNITS[a[2]] <= _UNITS[b[2]] for a, b in pairwise(parts))
    unitless = len(parts) > 1 and parts[-1][2] == "" and numbers == typed
    if unparsed or ascending or unitless:
        raise ValueError(
            _("금액을 읽을 수 없습니다: {text} 예: 120,000 또는 12만원").format(text=text)
        )
    return parts


def _part_won(integer: str, decimals: str, unit: str, text: str) -> int:
    if "," in integer and not re.fullmatch(r"\d{1,3}(,\d{3})+", integer):
        raise ValueError(_("쉼표의 자리가 맞지 않습니다: {text}").format(text=text))
    scaled = int(integer.replace(",", "") + decimals) * _UNITS[unit]
    won, remainder = divmod(scaled, int(10 ** len(decimals)))
    if remainder:
        raise ValueError(_("1원보다 작은 금액은 적을 수 없습니다: {text}").format(text=text))
    return won


def format_won(amount: int) -> str:
    """Format an amount in won as Korean accounts do: 1,234,000 or △1,000."""
    return f"{amount:,}" if amount >= 0 else f"{i18n.current_language().minus}{-amount:,}"


def thousands(amount: int) -> int:
    """Truncate won to thousands of won (천원), as in published tables."""
    return amount // 1000 if amount >= 0 else -(-amount // 1000)


def percent(part: int, whole: int) -> str:
    """Format a rate with one decimal, truncated: 23.5754 is 23.5%; "-" if `whole` is not positive."""
    if whole <= 0:
        return "-"
    tenths = abs(part) * 1000 // whole
    return f"{i18n.current_language().minus if part < 0 and tenths else ''}{tenths // 10}.{tenths % 10}%"
