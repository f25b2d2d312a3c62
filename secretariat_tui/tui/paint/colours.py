"""The colours of the themes, for the first frame, which is painted before Textual is imported.

The colours of Textual's own themes are copied here; a test compares them with Textual's.
"""

from collections.abc import Iterable, Mapping
from functools import cache

DARK, LIGHT = "secretariat-dark", "secretariat-light"
MIN_CONTRAST = 4.5  # of text with its background, the minimum of WCAG 2 (AA)
_NAMES = (
    "foreground", "background", "surface", "panel", "accent", "success", "warning", "error",
)  # fmt: skip
CATEGORIES = {
    "category1": ("accent", "foreground", 0.0),
    "category2": ("success", "warning", 0.15),
    "category3": ("accent", "error", 0.5),
    "category4": ("success", "accent", 0.55),
}
"""The colours that tell categories apart: two colours of the theme, and the part of the second one."""
_ANSI_CATEGORIES = ("ansi_cyan", "ansi_green", "ansi_magenta", "ansi_yellow")
_BACKGROUNDS = ("background", "surface", "panel", "idle")
_FOREGROUNDS = ("foreground", "dim", "accent", "success", "warning", "error")
_THEMES = """
secretariat-dark     #d8dee6 #14181e #1b2129 #212934 #8fb8e8 #8cc38c #e0b860 #e88080
secretariat-light    #1c2530 #fbfbf8 #f3f3ee #e7e9ea #1f5fa8 #256b33 #835600 #b02a2a
textual-dark         #e0e0e0 #121212 #1e1e1e #242f38 #fea62b #4ebf71 #fea62b #b93c5b
textual-light        #1f1f1f #e0e0e0 #d8d8d8 #d0d0d0 #fea62b #4ebf71 #fea62b #b93c5b
nord                 #d8dee9 #2e3440 #3b4252 #434c5e #b48ead #a3be8c #eacb8b #be616a
gruvbox              #fbf1c7 #282828 #3c3836 #504945 #f9bd2f #b7bb26 #fd8019 #fa4934
catppuccin-mocha     #cdd6f4 #181825 #313244 #45475a #f9b387 #abe9b3 #fae3b0 #f28fad
dracula              #f8f8f2 #282a36 #2b2e3b #313442 #ff79c6 #50fa7b #feb86c #fe5555
tokyo-night          #a9b1d6 #1a1b26 #24283b #414868 #fe9e64 #9ece6a #dfaf68 #f6768e
monokai              #d6d6d6 #272822 #2e2e2e #3e3d32 #66d9ef #a5e22e #fc971f #f82672
flexoki              #fffcf0 #100f0f #1c1b1a #282726 #9b76c8 #65800b #ac8301 #ae3029
catppuccin-latte     #4c4f69 #eff1f5 #e6e9ef #ccd0da #fd640b #40a02b #de8e1d #d10f39
catppuccin-frappe    #c6d0f5 #303446 #414559 #51576d #f4b8e4 #a6d189 #e4c890 #e68284
catppuccin-macchiato #cad3f5 #24273a #363a4f #494d64 #f5bde6 #a6da95 #eed49f #ed8796
solarized-light      #586e75 #fdf6e3 #eee8d5 #eee8d5 #6c71c4 #849900 #ca4b16 #db322f
solarized-dark       #839496 #002b36 #073642 #073642 #6c71c4 #849900 #ca4b16 #db322f
rose-pine            #e0def4 #191724 #1f1d2e #26233a #ebbcba #9ccfd8 #f5c177 #ea6f92
rose-pine-moon       #e0def4 #232136 #2a273f #393552 #ea9a97 #9ccfd8 #f5c177 #ea6f92
rose-pine-dawn       #575279 #faf4ed #fffaf3 #f2e9e1 #d6827e #56949f #e99d34 #b4637a
atom-one-dark        #abb2bf #282c34 #3b414d #4f5666 #a378c2 #62f062 #ddb25b #ef6262
atom-one-light       #383a42 #fafafa #e0e0e0 #cccccc #be9232 #6bf23f #d7d938 #f13f3f
"""
_STEP = 0.05
_BLACK, _WHITE = "#000000", "#ffffff"


def _themes() -> dict[str, dict[str, str]]:
    rows = (row.split() for row in _THEMES.strip().splitlines())
    return {name: dict(zip(_NAMES, colours, strict=True)) for name, *colours in rows}


THEMES = _themes()


def legible(theme: Mapping[str, str]) -> dict[str, str]:
    """Return the colours of a theme, adjusted so that all text is readable on all backgrounds.

    Added are the colours of categories (CATEGORIES), "dim" for secondary text, "line" for separators,
    "idle", the background of the cursor's line without focus, and with a cursor colour "typing", the
    background of the focused input. A theme of the terminal's own colours is not adjusted.
    """
    foreground, background = theme["foreground"], theme["background"]
    if not background.startswith("#"):
        return {
            **theme,
            "dim": foreground,
            "line": foreground,
            "idle": background,
            "panel": background,  # transparent in these themes, which is drawn as black
            "typing": background,
            "accent": theme["secondary"],  # its accent is the colour of success in some
            **dict(zip(CATEGORIES, _ANSI_CATEGORIES, strict=True)),
        }
    colours = {
        **theme,
        **{
            name: mix(theme[one], theme[other], part)
            for name, (one, other, part) in CATEGORIES.items()
        },
        "dim": mix(foreground, background, 0.4),
        "line": mix(background, foreground, 0.2),
        "idle": mix(background, foreground, 0.14),
    }
    backgrounds = [colours[name] for name in _BACKGROUNDS]
    pole = max(_BLACK, _WHITE, key=lambda end: contrast(end, background))
    colours |= {
        name: _adjusted(colours[name], pole, backgrounds) for name in (*_FOREGROUNDS, *CATEGORIES)
    }
    cursor = theme.get("block-cursor-background")
    if cursor:
        candidates = (theme["block-cursor-foreground"], _WHITE, _BLACK)
        colours["block-cursor-foreground"] = next(
            each
            for each in candidates
            if each.startswith("#") and contrast(each, cursor) >= MIN_CONTRAST
        )
        colours["typing"] = _adjusted(
            mix(cursor, background, 0.55), background, [colours["foreground"]]
        )
    return colours


def _adjusted(colour: str, pole: str, others: Iterable[str]) -> str:
    """Mix a colour with as little of `pole` as makes it readable with all others."""
    steps = round(1 / _STEP) + 1
    shades = (mix(colour, pole, step * _STEP) for step in range(steps))
    return next((s for s in shades if all(contrast(s, o) >= MIN_CONTRAST for o in others)), pole)


def mix(colour: str, other: str, part: float) -> str:
    """Mix a colour with a part (0 to 1) of another one."""
    pairs = zip(rgb(colour), rgb(other), strict=True)
    return "#" + "".join(f"{round(a + (b - a) * part):02x}" for a, b in pairs)


def contrast(colour: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21, as defined by WCAG 2."""
    dark, light = sorted((_luminance(colour), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@cache
def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in (value / 255 for value in rgb(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def rgb(colour: str) -> tuple[int, int, int]:
    """Return red, green and blue of a colour written #rrggbb."""
    red, green, blue = bytes.fromhex(colour[1:7])
    return red, green, blue
