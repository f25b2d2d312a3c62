"""The program's own themes, dark and light."""

from textual.theme import Theme

from secretariat_tui.tui.paint import colours


def _theme(name: str, *, dark: bool, primary: str, cursor: str, border: str) -> Theme:
    return Theme(
        name=name,
        dark=dark,
        variables={
            "block-cursor-background": cursor,
            "block-cursor-foreground": "#ffffff",
            "border": border,
        },
        primary=primary,
        **colours.THEMES[name],  # type: ignore[arg-type]
    )


DARK = _theme(colours.DARK, dark=True, primary="#7aa2d6", cursor="#2f5d93", border="#4a5a6e")
LIGHT = _theme(colours.LIGHT, dark=False, primary="#1f4e86", cursor="#1f4e86", border="#8a97a6")
