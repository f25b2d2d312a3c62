"""Regular expressions that are compiled when they are first used: at the start it takes a tenth of all imports."""

import re
from functools import cached_property


class LazyPattern:
    """A regular expression, given like that of `re.compile`."""

    def __init__(self, text: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._text, self._flags = text, flags

    @cached_property
    def compiled(self) -> re.Pattern[str]:
        """The pattern."""
        return re.compile(self._text, self._flags)
