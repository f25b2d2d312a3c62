"""Cleaning of typed text, the forms of it that searches and sorting compare, and Hangul syllables."""

import re
import unicodedata

from secretariat_tui.core.lazy_pattern import LazyPattern

REPLACEMENT = (
    "\ufffd"  # stands for a character that cannot be shown, or bytes that could not be decoded
)
_CONTROL = LazyPattern("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = LazyPattern(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f"
    "\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]"
)
_PLAIN = re.compile("[ -~가-힣]*")  # most texts: nothing to clean or to fold
_CLEAN = re.compile("[ -~가-힣–…·△]*")  # nothing to clean
_BLANKS = LazyPattern(r"\s+")
INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_FIRST, _LAST, _BLOCK = 0xAC00, 0xD7A3, 588
_FINAL_FORMS = 28  # forms of a syllable: without a final consonant and with each of 27
_DIGITS_WITH_FINAL = "013678"  # 영 일 삼 육 칠 팔
_OPEN_PARTICLE = LazyPattern(r"(.)(이|은|을|과)\((가|는|를|와)\)")
_COMPATIBILITY_JAMO = LazyPattern("([\u3131-\u318e]+)")  # NFKC would make conjoining jamo of them
_NARROW_JAMO = {
    code: int(narrow.split()[1], 16)
    for code in range(0xFFA1, 0xFFDD)
    if (narrow := unicodedata.decomposition(chr(code)))
}
_FOLDED = {
    **{0x1100 + at: initial for at, initial in enumerate(INITIALS)},  # what NFKC makes of ㉠
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
    **dict.fromkeys(map(ord, "ㆍ・‧∙•⋅"), "·"),
    **dict.fromkeys(map(ord, "‘’′"), "'"),
    **dict.fromkeys(map(ord, "“”″"), '"'),
    **dict.fromkeys(map(ord, "∼〜"), "~"),
    ord("⁄"): "/",  # what NFKC makes of ½
}
_NUMBER = LazyPattern(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+")
_MAX_EXCERPT = 40
_MAX_DIGITS = 9999  # of a number within a text that is sorted by its value
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: " ", 0xFFE6: "₩"}


def clean(text: str, *, multiline: bool = False) -> str:
    """Return text that is safe to store and to show.

    NFC; control characters become U+FFFD; direction marks and other invisible characters are removed; line breaks
    are kept only in multi-line text, otherwise they become blanks, as tabs do.
    """
    if _CLEAN.fullmatch(text):
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    text = _CONTROL.compiled.sub(REPLACEMENT, _INVISIBLE.compiled.sub("", text))
    if not multiline:
        text = text.replace("\n", " ")
    return unicodedata.normalize("NFC", text)


def clean_all(texts: list[str]) -> list[str]:
    """Return single lines of text that are safe to show; faster than `clean` for each.

    It is the same list if all are safe already.
    """
    joined = "".join(texts)
    if (joined.isascii() and joined.isprintable()) or _CLEAN.fullmatch(joined):
        return texts
    return [clean(text) for text in texts]


def clean_input(text: str, *, multiline: bool = False) -> str:
    """Return typed text as it is stored: clean, without surrounding blanks."""
    return clean(text, multiline=multiline).strip()


def resolve_particles(text: str) -> str:
    """Choose the right form of open particles such as 이(가) by the sound before them.

    After anything but Hangul and digits they stay open.
    """
    return _OPEN_PARTICLE.compiled.sub(
        lambda match: match[1] + _chosen(match[1], match[2], match[3]), text
    )


def _chosen(before: str, after_final: str, after_vowel: str) -> str:
    if is_syllable(before):
        return after_final if (ord(before) - _FIRST) % _FINAL_FORMS else after_vowel
    if before in _DIGITS_WITH_FINAL:
        return after_final
    return after_vowel if before.isdecimal() else f"{after_final}({after_vowel})"


def is_hangul(char: str) -> bool:
    """Whether a character is a Hangul syllable, or a jamo as an input method sends it."""
    return "\u3131" <= char <= "\u318e" or "\uac00" <= char <= "\ud7a3"


def excerpt(text: str) -> str:
    """Return a typed text as messages quote it: its first characters if it is long."""
    return text if len(text) <= _MAX_EXCERPT else f"{text[:_MAX_EXCERPT]}…"


def half_width(text: str) -> str:
    """Return a text with letters, digits and signs of full width in their usual width."""
    return text.translate(_HALF_WIDTH)


def compatible(text: str) -> str:
    """Return a text in the form NFKC, where ㈜ is (주), ① is 1 and ㎡ is m2, but with jamo as they are typed.

    Dashes, middle dots, quotation marks and tildes that look alike become one.
    """
    if _PLAIN.fullmatch(text):
        return text
    parts = _COMPATIBILITY_JAMO.compiled.split(text.translate(_NARROW_JAMO))
    parts[::2] = (unicodedata.normalize("NFKC", part) for part in parts[::2])
    return "".join(parts).translate(_FOLDED)


def search_key(text: str) -> str:
    """Return the form of a text that searches compare: NFKC, case-folded, without blanks."""
    return _BLANKS.compiled.sub("", _folded(text))


def natural_key(text: str) -> str:
    """Return the form of a text that lists sort by: case-folded, and numbers within it by their value."""
    return _NUMBER.compiled.sub(_sortable_number, _folded(text))


def _folded(text: str) -> str:
    if _PLAIN.fullmatch(text):
        return text.casefold()
    return compatible(compatible(text).casefold())


def _sortable_number(match: re.Match[str]) -> str:
    digits = match[0].replace(",", "").lstrip("0")
    return f"{min(len(digits), _MAX_DIGITS):04}{digits}"


def syllables_from(initial: str) -> str:
    """Return a pattern for the syllables that begin with an initial consonant."""
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
