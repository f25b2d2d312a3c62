"""The file of public holidays, made with the package `holidays`: `python -m tests.holidays`."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from holidays import country_holidays

from secretariat_tui.core.holidays import DECREED, EXPECTED, SUBSTITUTE, YEARS

FILE = Path(__file__).parents[1] / "secretariat_tui/core/public_holidays.txt"
_SUBSTITUTE = " 대체 휴일"
_FIXED_UNTIL = 2027  # the last year whose 월력요항 is published
_NAMES = {  # of the package, and of 관공서의 공휴일에 관한 규정 §2
    "신정연휴": "1월 1일",
    "삼일절": "3·1절",
    "부처님오신날": "부처님 오신 날",
    "임시공휴일": DECREED,
    "국군의 날": f"{DECREED}국군의 날",
    "2002년 한일 월드컵 대표팀 4강 진출": f"{DECREED}월드컵 4강 진출",
}
_BOTH = "부처님오신날 대체 휴일; 어린이날 대체 휴일"  # one day, announced as that of 부처님 오신 날


def lines() -> Iterator[str]:
    """Yield the lines of the file: the date and the names of a holiday."""
    days = country_holidays("KR", years=YEARS, language="ko", categories=("public",))
    for day, names in sorted(days.items()):
        if day.year in YEARS:
            parts = names.replace(_BOTH, _BOTH.partition(";")[0]).split("; ")
            yield f"{day} {';'.join(_name(day, part) for part in parts)}\n"


def _name(day: date, name: str) -> str:
    if name.endswith(_SUBSTITUTE):
        base = name.removesuffix(_SUBSTITUTE)
        return SUBSTITUTE + _NAMES.get(base, base)
    if name.endswith("선거일") and day.year > _FIXED_UNTIL:
        return EXPECTED + name
    return _NAMES.get(name, name)


if __name__ == "__main__":
    FILE.write_text("".join(lines()), "utf-8")
