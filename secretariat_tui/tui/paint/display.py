"""How the screens are drawn: with lines or in ASCII, closely or with room. Without Textual.

Where a terminal gives ─ and other characters of ambiguous width two cells, each of ours that is one
of them has a stand-in, one by one: then all that was laid out stays where it is.
"""

from typing import NamedTuple

_STAND_INS = str.maketrans(
    {
        **dict.fromkeys("─–—―╌△", "-"),
        **dict.fromkeys("│╎▏▎▍", "|"),
        **dict.fromkeys("█▉▊▋▌▇▆", "#"),
        **dict.fromkeys("▁▂", "_"),
        **dict.fromkeys("▃▄▅", "="),
        "░": ":",
        "▒": "%",
        **dict.fromkeys("·•", "."),
        "…": "~",
        **dict.fromkeys("‹←◂", "<"),
        **dict.fromkeys("›→▷▸", ">"),
        **dict.fromkeys("▲↑", "^"),
        **dict.fromkeys("▼↓", "v"),
        **dict.fromkeys("※★✔■●", "*"),
        **dict.fromkeys("×✕", "x"),
        **dict.fromkeys("□○", "o"),
    }
)

_ROOMY = (100, 30)  # columns, lines


class Display(NamedTuple):
    """What a person, or the terminal, has chosen."""

    ascii: bool = False
    roomy: bool = False


_look = Display()


def set_display(display: Display) -> None:
    """Draw in a way from now on."""
    global _look  # noqa: PLW0603 - the one setting that all that draws shares
    _look = display


def display() -> Display:
    """Return the way things are drawn."""
    return _look


def roomy(width: int, height: int) -> bool:
    """Whether a terminal of a size gets more room between things: it must have some to give."""
    return _look.roomy and width >= _ROOMY[0] and height >= _ROOMY[1]


def drawn(text: str) -> str:
    """Return a text as it is drawn, cell by cell."""
    return text.translate(_STAND_INS) if _look.ascii else text


def border_styles() -> dict[str, str]:
    """Return the kinds of border, as style sheets name them."""
    return {
        "frame": "ascii" if _look.ascii else "round",
        "rule": "ascii" if _look.ascii else "solid",
    }
