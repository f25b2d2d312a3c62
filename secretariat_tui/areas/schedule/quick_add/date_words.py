"""Words of a date, a period or a repetition that were not read, and so stay in the title of an event. Pure."""

import re

_BEGINS, _ENDS = r"(?<!\w)", r"(?!\w)"
_WORDS = re.compile(
    rf"{_BEGINS}(?:지난|이번|다음\s?다음|다다음|다음)\s?(?:주|달|해)(?:에|부터|까지|초|말)?{_ENDS}"
    rf"|{_BEGINS}(?:첫|둘|셋|넷|다섯)째(?:\s*주)?(?:\s*[월화수목금토일]요일)?{_ENDS}"
    rf"|{_BEGINS}마지막\s*(?:주|[월화수목금토일]요일){_ENDS}"
    rf"|{_BEGINS}\d*\s?주{_ENDS}"
    rf"|{_BEGINS}(?:[\d한두세]+\s?(?:일|주일?|달|개월|년)\s*[뒤후]|뒤){_ENDS}"
    r"|[\w.]*[\d.월화수목금토일주달해년시말초순기)](?:부터|까지)(?!\w)"
    rf"|{_BEGINS}(?:부터|까지){_ENDS}"
    rf"|{_BEGINS}(?:매주|격주|매월|매달|격월|매년|해마다)(?:[월화수목금토일](?:요일)?)?{_ENDS}"
)
_MONTH = re.compile(rf"{_BEGINS}(\d{{1,2}})월{_ENDS}")
_WORKDAYS = re.compile(rf"{_BEGINS}평일{_ENDS}")


def unread_date_words(title: str, *, month: int | None, is_dated: bool) -> tuple[str, ...]:
    """Return the words of a title that look like a part of the date.

    `month` is that of the day which the text states: its name may belong to the title (12월 정례조회).
    `is_dated` is whether the text states a date or a repetition, beside which 평일 is doubtful.
    """
    words = [each[0] for each in _WORDS.finditer(title)]
    words += [each[0] for each in _MONTH.finditer(title) if int(each[1]) != month]
    if is_dated:
        words += [each[0] for each in _WORKDAYS.finditer(title)]
    return tuple(dict.fromkeys(words))
