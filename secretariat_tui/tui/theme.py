"""The program's own themes, dark and light."""

from textual.theme import Theme

from secretariat_tui.tui import colours


def _theme(name: str, colour: dict[str, str], *, dark: bool, cursor: str, border: str) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        variables={
            "block-cursor-background": cursor,
            "block-cursor-foreground": "#ffffff",
            "border": border,
        },
        **colour,  # type: ignore[arg-type]
    )


DARK = _theme("secretariat-dark", colours.DARK, dark=True, cursor="#2f5d93", border="#4a5a6e")
LIGHT = _theme("secretariat-light", colours.LIGHT, dark=False, cursor="#1f4e86", border="#8a97a6")
