"""Parsing JSON that is larger than memory, piece by piece."""

import json
import re
from collections.abc import Iterator
from typing import Any, NoReturn, TextIO

from secretariat_tui.core.i18n import _

_CHUNK = 1 << 16  # characters
_MAX_VALUE = 1 << 26  # characters of one value
_NUMBER = re.compile(r"[-+.\deE]*")
_NON_BLANK = re.compile(r"[^ \t\n\r]")


class MalformedJsonError(ValueError):
    """The text is not JSON, or not the expected kind of value; `line` is 0 if unknown."""

    def __init__(self, what: str, line: int = 0) -> None:
        super().__init__(what)
        self.message, self.line = what, line


class JsonStream:
    """A pull parser: it enters objects (`members`) and lists (`items`), and reads a `value` into memory.

    Every method raises MalformedJsonError for other text.
    """

    def __init__(self, file: TextIO) -> None:
        self._file, self._text, self._at, self._line = file, "", 0, 1
        self._decode = json.JSONDecoder(
            object_pairs_hook=self._unique_keys, parse_constant=self._reject_constant
        ).raw_decode

    def members(self) -> Iterator[str]:
        """Yield the keys of an object; read the value of each before the next."""
        seen = set()
        for _n in self._elements("{", "}"):
            key = self.value()
            if not isinstance(key, str):
                self._fail(_("이름은 따옴표 안에 있어야 합니다."))
            if key in seen:
                self._fail(_("같은 이름이 두 번 나옵니다: {key}").format(key=key))
            seen.add(key)
            self._expect(":")
            yield key

    def items(self) -> Iterator[int]:
        """Yield the indexes of a list, from 0; read the value at each before the next."""
        yield from self._elements("[", "]")

    def _elements(self, start: str, end: str) -> Iterator[int]:
        self._expect(start)
        number = 0
        while not (number == 0 and self._next() == end):
            yield number
            number += 1
            if self._next() != ",":
                break
            self._expect(",")
        self._expect(end)

    def value(self) -> Any:
        """Return a complete value."""
        self._next()
        while True:
            try:
                value, end = self._decode(self._text, self._at)
            except MalformedJsonError:
                raise
            except RecursionError:
                self._fail(_("너무 깊이 들어 있습니다."))
            except ValueError:
                if len(self._text) - self._at > _MAX_VALUE or not self._read_more():
                    self._fail(_("JSON이 아니거나 잘렸습니다."))
            else:
                if _NUMBER.fullmatch(self._text, end) and self._read_more():
                    continue  # 1 may be the beginning of 1.5e3
                self._at = end
                return value

    def expect_end(self) -> None:
        """Check that nothing follows."""
        if self._next():
            self._fail(_("끝난 뒤에 다른 것이 있습니다."))

    def _expect(self, char: str) -> None:
        if self._next() != char:
            self._fail(_("여기에 {char}이(가) 있어야 합니다.").format(char=char))
        self._at += 1

    def _next(self) -> str:
        """Skip blanks and return the next character; "" at the end."""
        while True:
            if match := _NON_BLANK.search(self._text, self._at):
                self._at = match.start()
                return match[0]
            self._at = len(self._text)
            if not self._read_more():
                return ""

    def _read_more(self) -> bool:
        rest = self._text[self._at :]
        try:  # doubled each time, so that a long value is parsed few times
            more = self._file.read(max(_CHUNK, len(rest)))
        except UnicodeDecodeError as error:
            raise MalformedJsonError(_("UTF-8로 적힌 글이 아닙니다.")) from error
        if more:
            self._line += self._text.count("\n", 0, self._at)
            self._text, self._at = rest + more, 0
        return bool(more)

    def _unique_keys(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        members = dict(pairs)
        if len(members) < len(pairs):
            self._fail(_("같은 이름이 두 번 나옵니다."))
        return members

    def _reject_constant(self, name: str) -> NoReturn:
        self._fail(_("수가 아닙니다: {name}").format(name=name))

    def _fail(self, what: str) -> NoReturn:
        raise MalformedJsonError(what, self._line + self._text.count("\n", 0, self._at))
