"""The program's own colours: paper and ink, one blue, and three signals."""

DARK = {
    "primary": "#7aa2d6",
    "secondary": "#5f7fa8",
    "accent": "#8fb8e8",
    "foreground": "#d8dee6",
    "background": "#14181e",
    "surface": "#1b2129",
    "panel": "#212934",
    "success": "#8cc38c",
    "warning": "#e0b860",
    "error": "#e88080",
}
LIGHT = {
    "primary": "#1f4e86",
    "secondary": "#55779f",
    "accent": "#1f5fa8",
    "foreground": "#1c2530",
    "background": "#fbfbf8",
    "surface": "#f3f3ee",
    "panel": "#e7e9ea",
    "success": "#256b33",
    "warning": "#8a5a00",
    "error": "#b02a2a",
}
