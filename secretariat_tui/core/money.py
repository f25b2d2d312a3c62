"""Reading and writing amounts of money as Korean offices write them.

Money is integer won. `parse_won` raises ValueError with a message for the user; it accepts Korean and English in
either language of the interface. The formats follow the current language.
"""

from decimal import Decimal

from secretariat_tui.core import i18n
from secretariat_tui.core.i18n import _
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.limits import MAX_WON
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.text import excerpt, half_width

_DIGITS = {name: value for value, name in enumerate("일이삼사오육칠팔구", 1)}
_SMALL_UNITS = {"십": 10, "백": 100, "천": 1_000}
_UNITS = {"만": 10_000, "억": 100_000_000, "조": 1_000_000_000_000}
_TOKEN = LazyPattern(r"\s*(?:(\d+(?:,\d+)*)(\.\d+)?|([일이삼사오육칠팔구])|([십백천])|([만억조]))")
_NEGATIVE = ("△", "▲", "-", "−")
_BEFORE = LazyPattern(r"\A(?:일?금\s*)?(?:₩|\\|krw)?\s*")  # many keyboards type ₩ as a backslash
_SPACED_COMMA = LazyPattern(r"(?<=\d), (?=\d{3}(?!\d))")
_WON = LazyPattern(r"\s*(?:원정?|won)\Z")
_THOUSANDS = LazyPattern(r"\d{1,3}(,\d{3})+")
_ALL_TAKEN = LazyPattern(r"\s*")
_LONGEST_FRACTION = 13  # the point and 12 digits: the 13th of an amount in 조 is less than a won
_SHORT_UNIT = 10_000  # in 1억 2천 the 2천 counts ten-thousandths of the unit before it


class _Number(NamedTuple):
    """A number within an amount; `spelled` in Hangul (삼) rather than in digits."""

    value: Decimal
    spelled: bool = False


def parse_won(text: str) -> int:
    """Parse an amount of money: 1,234 · 12만원 · 12.3만 · 1억 2천만 · 1억 2천 · 팔천만원 · △1,000 · (1,000).

    Returns won. Units must descend, and a last number without a unit needs its 원: 12만 5000원, not 12만5.
    What could be read as two sums is refused: 120.000, 1억 2천원.
    """
    typed = _BEFORE.compiled.sub("", half_width(text).strip().lower())
    if _WON.compiled.search(typed):
        typed = _SPACED_COMMA.compiled.sub(",", typed)
    sign = 1
    if typed.startswith("(") and typed.endswith(")"):
        typed, sign = typed[1:-1].strip(), -1
    elif typed.startswith(_NEGATIVE):
        typed, sign = typed[1:].strip(), -1
    if typed == "":
        raise ValueError(_("금액을 적어 주세요. 예: 120,000 또는 12만원"))
    bare = _WON.compiled.sub("", typed)
    return sign * _Amount(text, has_won=bare != typed).read(bare)


class _Amount:
    """Reads one amount from left to right: sections below 만, each closed by 만, 억 or 조, then the rest."""

    def __init__(self, text: str, *, has_won: bool) -> None:
        self._text, self._has_won = excerpt(text), has_won
        self._total = Decimal(0)
        self._unit = 0  # the last of 만, 억, 조; 0 before the first
        self._section = Decimal(0)
        self._small_unit = 0  # the last of 십, 백, 천 in this section
        self._number: _Number | None = None
        self._fraction = False

    def read(self, typed: str) -> int:
        """Return the amount in won."""
        at = 0
        while match := _TOKEN.compiled.match(typed, at):
            at = match.end()
            integer, decimals, digit, small, unit = match.groups()
            if integer:
                self._take_number(integer, decimals or "")
            elif digit:
                self._set_number(_Number(Decimal(_DIGITS[digit]), spelled=True))
            elif small:
                self._close_small(_SMALL_UNITS[small])
            else:
                self._close_section(_UNITS[unit])
        if not at or not _ALL_TAKEN.compiled.fullmatch(typed, at):
            raise self._unreadable()
        won = self._total + self._rest()
        if won > MAX_WON:
            raise self._too_large()
        if won % 1:
            raise self._fraction_of_won()
        return int(won)

    def _take_number(self, integer: str, decimals: str) -> None:
        if "," in integer and not _THOUSANDS.compiled.fullmatch(integer):
            raise ValueError(_("쉼표의 자리가 맞지 않습니다: {text}").format(text=self._text))
        if decimals.endswith("000"):
            raise self._point()
        if len(decimals.rstrip("0")) > _LONGEST_FRACTION:
            raise self._fraction_of_won()
        self._fraction = self._fraction or bool(decimals)
        number = Decimal(integer.replace(",", "") + decimals)
        if number > MAX_WON:
            raise self._too_large()
        self._set_number(_Number(number))

    def _set_number(self, number: _Number) -> None:
        if self._number:
            raise self._unreadable()
        self._number = number

    def _close_small(self, unit: int) -> None:
        """End a part such as 3백."""
        times = self._number.value if self._number else Decimal(1)
        descends = unit < self._small_unit if self._small_unit else True
        if not descends or (self._small_unit and times * unit >= self._small_unit):
            raise self._unreadable()
        self._section += times * unit
        self._small_unit, self._number = unit, None

    def _close_section(self, unit: int) -> None:
        """End a section such as 2천3백만."""
        spelled = self._number is None or self._number.spelled
        number = self._number.value if self._number else Decimal(0)
        if (self._small_unit and not spelled) or (self._unit and unit >= self._unit):
            raise self._unreadable()  # 3천1억; 만 before 억
        section = self._section + number
        if not section and not self._number and not self._small_unit:
            if unit != _UNITS["만"] or self._unit:
                raise self._unreadable()
            section = Decimal(1)  # 만원
        self._add(section * unit)
        self._unit, self._section, self._small_unit, self._number = unit, Decimal(0), 0, None

    def _rest(self) -> Decimal:
        """Return what follows the last of 만, 억 and 조."""
        if self._number:
            if (self._unit or self._small_unit) and not self._has_won:
                raise self._unreadable()
            if self._small_unit and not self._number.spelled:
                raise self._unreadable()
            if self._number.value % 1:
                raise self._point()
            if self._number.spelled and not self._has_won:
                raise self._unreadable()
        rest = self._section + (self._number.value if self._number else 0)
        if self._small_unit and self._unit > _SHORT_UNIT:
            if self._has_won or self._fraction:
                message = _(
                    "{text}: 두 가지로 읽힙니다. 1억 2천만원 또는 1억 2,000원처럼 적어 주세요."
                )
                raise ValueError(message.format(text=self._text))
            rest *= self._unit // _SHORT_UNIT
        if self._unit and rest >= self._unit:
            raise self._unreadable()
        return rest

    def _add(self, won: Decimal) -> None:
        if self._unit and won >= self._unit:
            raise self._unreadable()
        self._total += won

    def _too_large(self) -> ValueError:
        return ValueError(_("금액이 너무 큽니다: {text}").format(text=self._text))

    def _fraction_of_won(self) -> ValueError:
        message = _("1원보다 작은 금액은 적을 수 없습니다: {text}")
        return ValueError(message.format(text=self._text))

    def _unreadable(self) -> ValueError:
        return ValueError(
            _("금액을 읽을 수 없습니다: {text} 예: 120,000 또는 12만원").format(text=self._text)
        )

    def _point(self) -> ValueError:
        """Return the error of a point that may be meant to separate thousands, or of a fraction of a won."""
        message = _(
            "1원보다 작은 금액은 적을 수 없습니다: {text} 천 단위는 쉼표로 적습니다. 예: 120,000"
        )
        return ValueError(message.format(text=self._text))


def won_with_units(amount: int) -> str:
    """Format an amount in won with 억 and 만: 1억 2,000만원, 12만 5,000원; in English as it is."""
    if i18n.current_language() is not i18n.KOREAN:
        return _("{n}원").format(n=format_won(amount))
    rest, parts = abs(amount), []
    for name, unit in reversed(_UNITS.items()):
        if rest >= unit:
            parts.append(f"{rest // unit:,}{name}")
            rest %= unit
    if rest or not parts:
        parts.append(f"{rest:,}")
    return f"{i18n.current_language().minus if amount < 0 else ''}{' '.join(parts)}원"


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
