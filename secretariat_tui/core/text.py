"""Cleaning of typed text, and searching in Hangul."""

import re
import unicodedata

_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_PLAIN = re.compile("[ -~가-힣]*")  # most texts: nothing to clean
_BLANKS = re.compile(r"\s+")
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST, _LAST, _BLOCK = 0xAC00, 0xD7A3, 588
_FINAL_FORMS = 28  # forms of a syllable: without a final consonant and with each of 27
_DIGITS_WITH_FINAL = "013678"  # 영 일 삼 육 칠 팔
_OPEN_PARTICLE = re.compile(r"(.)(이|은|을|과)\((가|는|를|와)\)")
_NARROW = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}


def clean(text: str, *, multiline: bool = False) -> str:
    """Return text that is safe to store and to show.

    NFC; control characters become U+FFFD; direction marks and other invisible characters are removed; line breaks
    are kept only in multi-line text, otherwise they become blanks, as tabs do.
    """
    if _PLAIN.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _CONTROL.sub("\ufffd", _INVISIBLE.sub("", text))
    if not multiline:
        text = text.replace("\n", " ")
    return unicodedata.normalize("NFC", text)


def clean_input(text: str, *, multiline: bool = False) -> str:
    """Return typed text as it is stored: clean, without surrounding blanks."""
    return clean(text, multiline=multiline).strip()


def resolve_particles(text: str) -> str:
    """Choose the right form of open particles such as 이(가) by the sound before them.

    After anything but Hangul and digits they stay open.
    """
    return _OPEN_PARTICLE.sub(lambda match: match[1] + _chosen(match[1], match[2], match[3]), text)


def _chosen(before: str, after_final: str, after_vowel: str) -> str:
    if is_syllable(before):
        return after_final if (ord(before) - _FIRST) % _FINAL_FORMS else after_vowel
    if before in _DIGITS_WITH_FINAL:
        return after_final
    return after_vowel if before.isdecimal() else f"{after_final}({after_vowel})"


def is_hangul(char: str) -> bool:
    """Whether a character is a Hangul syllable, or a jamo as an input method sends it."""
    return "\u3131" <= char <= "\u318e" or "\uac00" <= char <= "\ud7a3"


def search_key(text: str) -> str:
    """Return the form of a text that searches compare: NFC, half-width, case-folded, without blanks."""
    return _BLANKS.sub("", unicodedata.normalize("NFC", text).translate(_NARROW).casefold())


class Matcher:
    """Finds a query in texts as a Korean reader expects.

    서울, 서우, ㅅㅇ, ㅅ울 and 섷 (while 서하 is being typed) all match 서울 or 서하; every word of the query must
    occur in one of the texts. Texts are separated by a newline.
    """

    def __init__(self, query: str) -> None:
        self._words = [_pattern(search_key(word)) for word in query.split()]

    def __bool__(self) -> bool:
        """Whether the query has any words."""
        return bool(self._words)

    def __call__(self, *texts: str) -> bool:
        """Whether every word of the query occurs in one of the texts."""
        return self.matches_key("\n".join(search_key(text) for text in texts))

    def matches_key(self, key: str) -> bool:
        """Whether every word of the query occurs in a text made by `search_key`."""
        return all(word.search(key) for word in self._words)

    def spans(self, text: str) -> list[tuple[int, int] | None]:
        """Return the (start, end) of the first match of each word in a clean text; None for a word without one."""
        keys = [search_key(char) for char in text]
        letters = [at for at, key in enumerate(keys) for _char in key]
        matches = (word.search("".join(keys)) for word in self._words)
        return [each and (letters[each.start()], letters[each.end() - 1] + 1) for each in matches]


def _pattern(word: str) -> re.Pattern[str]:
    return re.compile(
        "".join(_letter(char, last=i == len(word) - 1) for i, char in enumerate(word))
    )


def _letter(char: str, *, last: bool) -> str:
    """Return a pattern for one typed letter; the last syllable may be incomplete."""
    if char in INITIALS:
        return f"(?:{char}|{_beginning(char)})"
    if not last or not is_syllable(char):
        return re.escape(char)
    forms, spill = completions(char)
    if spill:
        return f"(?:{char}|{spill[0]}{_beginning(spill[1])})"
    return f"[{forms[0]}-{forms[-1]}]"


def _beginning(initial: str) -> str:
    start = _FIRST + INITIALS.index(initial) * _BLOCK
    return f"[{chr(start)}-{chr(start + _BLOCK - 1)}]"


def is_syllable(char: str) -> bool:
    """Whether a character is a complete Hangul syllable."""
    return _FIRST <= ord(char) <= _LAST


def initial_consonant(char: str) -> str:
    """Return the initial consonant of a syllable; a consonant itself; "" for other characters."""
    if is_syllable(char):
        return INITIALS[(ord(char) - _FIRST) // _BLOCK]
    return char if char in INITIALS else ""


def completions(char: str) -> tuple[str, tuple[str, str] | None]:
    """Return what a syllable that is being typed may become.

    First its forms with a final consonant, or itself if it has one. Then, if that final may move to the next
    syllable (산 before 사나), the syllable without it and the consonant; else None.
    """
    code = ord(char) - _FIRST
    final = _FINALS[code % 28]
    if final == " ":
        return "".join(chr(ord(char) + n) for n in range(28)), None
    begun = chr(_FIRST + code - code % 28)
    return char, (begun, final) if final in INITIALS else None
