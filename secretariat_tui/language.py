"""Marks interface text for translation; the Korean source text is also the Korean translation."""

from collections.abc import Callable

_translate: Callable[[str], str] | None = None


def _(text: str) -> str:
    """Return interface text in the language in use, now."""
    return _translate(text) if _translate else text


def N_(text: str) -> str:  # noqa: N802 - the field's name for it
    """Mark text that is translated later, when it is shown."""
    return text


def use(translate: Callable[[str], str] | None) -> None:
    """Translate from now on with this function; None is Korean."""
    global _translate  # noqa: PLW0603 - the one setting every caller of _() shares
    _translate = translate
