"""What the user chose in config.toml about the screens."""

from typing import NamedTuple

from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.paint.colours import DARK
from secretariat_tui.tui.paint.display import DisplayOptions


class Preferences(NamedTuple):
    """The name of the theme, how things are drawn, and the keys."""

    theme: str = DARK
    display_options: DisplayOptions = DisplayOptions()
    keymap: Keymap = Keymap()
