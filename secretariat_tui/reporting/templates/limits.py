"""Limits of a template on time and on what it makes, so that none hangs or fills the memory."""

from collections.abc import Callable, Mapping
from time import monotonic
from typing import Any

from secretariat_tui.core.i18n import _
from secretariat_tui.reporting.figures import CapturedText
from secretariat_tui.reporting.templates.errors import LimitError

MAX_VALUE = 200_000  # characters of a text, items of a list
MAX_BITS = 256  # of a whole number
_MAX_UNITS = 40_000_000
"""A unit is a character, half an item of a list, or an id among the sources of a value: 4 to 8 bytes."""


class Limits:
    """What is left to a template of its time and its units."""

    def __init__(self, seconds: float, stopped: Callable[[], bool] = lambda: False) -> None:
        self._ends, self._left = monotonic() + seconds, _MAX_UNITS
        self._stopped = stopped

    def check_time(self) -> None:
        """Raise LimitError if the time is over, or nobody waits for the report any more."""
        if self._stopped():
            raise LimitError(_("그만두었습니다."))
        if monotonic() > self._ends:
            raise LimitError(_("서식을 채우는 데 너무 오래 걸립니다."), remedy=_remedy())

    def spend(self, units: int) -> None:
        """Count units that are about to be used. LimitError if no more are left."""
        self.check_time()
        self._left -= units
        if self._left < 0:
            raise LimitError(_("서식이 만드는 글이 너무 많습니다."), remedy=_remedy())

    def check(self, value: Any) -> Any:
        """Return a value that was made after counting its units. LimitError if it is too large."""
        if isinstance(value, int):
            if int(value).bit_length() > MAX_BITS:
                raise LimitError(_("숫자가 너무 큽니다."))
        elif isinstance(value, str | list | tuple | dict) and len(value) > MAX_VALUE:
            raise LimitError(_("글이나 목록이 너무 깁니다."), remedy=_remedy())
        self.spend(units_of(value))
        return value


def units_of(value: Any) -> int:
    """Return the units of a value with its items and its sources."""
    units = sum(len(source.ids) for source in getattr(value, "sources", ()))
    if isinstance(value, CapturedText):
        return units + len(value) + len(value.marked)
    if isinstance(value, str):
        return units + len(value)
    if isinstance(value, Mapping):
        value = [*value.values()]
    if isinstance(value, list | tuple):
        texts = sum(units_of(each) for each in value if isinstance(each, str | list | tuple))
        return units + 2 * len(value) + texts
    return units + 1


def _remedy() -> str:
    return _("되풀이({% for %})와 매크로를 살펴 주세요.")
