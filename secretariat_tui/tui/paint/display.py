"""How the screens are drawn: with line characters or in ASCII, with less or more space. No Textual.

Some terminals give ─ and other characters of ambiguous width two cells. In ASCII each of those that the
program draws is replaced by one character, so that the layout stays the same.
"""

from secretariat_tui.core.named_tuple import NamedTuple

_ASCII = str.maketrans(
    {
        **dict.fromkeys("─–—―╌┄△", "-"),
        **dict.fromkeys("│╎▏▎▍", "|"),
        **dict.fromkeys("█▉▊▋▌▇▆", "#"),
        **dict.fromkeys("▁▂", "_"),
        **dict.fromkeys("▃▄▅", "="),
        **dict.fromkeys("⠉⠒⠤⣀", "-"),
        **dict.fromkeys("⣤⣶⣿", ":"),
        "↔": "-",
        "▪": "#",
        "▫": "o",
        "░": ":",
        "▒": "%",
        **dict.fromkeys("·•", "."),
        "…": "~",
        **dict.fromkeys("‹←◂", "<"),
        **dict.fromkeys("›→▷▸▶", ">"),
        **dict.fromkeys("▲↑", "^"),
        **dict.fromkeys("▼↓", "v"),
        **dict.fromkeys("※★✔■●◆", "*"),
        **dict.fromkeys("×✕", "x"),
        **dict.fromkeys("□○◇", "o"),
        **dict.fromkeys("├┤└┼┴", "|"),
        **{chr(0x2460 + number - 1): str(number % 10) for number in range(1, 21)},
    }
)

_ROOMY_FROM = (100, 30)  # columns, lines


class DisplayOptions(NamedTuple):
    """How the user wants the screens: lines in ASCII, more space between things."""

    ascii: bool = False
    roomy: bool = False

    def is_roomy(self, size: tuple[int, int]) -> bool:
        """Whether a terminal of (columns, lines) is large enough for more space, if that is wanted."""
        return self.roomy and size[0] >= _ROOMY_FROM[0] and size[1] >= _ROOMY_FROM[1]

    def glyphs(self, text: str) -> str:
        """Return a text with ASCII in place of our signs of ambiguous width, cell by cell."""
        return text.translate(_ASCII) if self.ascii else text

    def border_types(self) -> dict[str, str]:
        """Return the border types by the names of their variables in the style sheet."""
        return {
            "frame": "ascii" if self.ascii else "round",
            "rule": "ascii" if self.ascii else "solid",
        }
