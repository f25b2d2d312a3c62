"""What the user chose in config.toml about the screens, and what is wrong there."""

from collections.abc import Iterator, Mapping, Sequence

from secretariat_tui import settings
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.settings import Config
from secretariat_tui.tui.keys.area import Area, audit_tables
from secretariat_tui.tui.keys.keymap import Keymap, load_keymap
from secretariat_tui.tui.paint import ambiguous_width
from secretariat_tui.tui.paint.colours import DARK, THEMES
from secretariat_tui.tui.paint.display import DisplayOptions


class Preferences(NamedTuple):
    """The name of the theme, how things are drawn, the keys, what config.toml has wrong, and reminders.

    `reminder` is minutes before an event; `notifications` is "auto", "bell" or "off".
    """

    theme: str = DARK
    display_options: DisplayOptions = DisplayOptions()
    keymap: Keymap = Keymap()
    faults: tuple[UserError, ...] = ()
    reminder: int = 10
    notifications: str = "auto"


def load_preferences(areas: Sequence[Area], env: Mapping[str, str]) -> Preferences:
    """Read the settings; what cannot be used is left out, and described in `faults`."""
    chosen = settings.config()
    keymap = load_keymap(areas)
    themes = (settings.chosen_theme(), chosen.theme, DARK)
    faults = (*chosen.faults, *keymap.faults, *_theme_faults(chosen), *retention_faults(areas))
    in_ascii = chosen.borders == "ascii"
    if asks_for_width(chosen):
        in_ascii = ambiguous_width.is_known_wide(env, settings.state_dir())
    return Preferences(
        next(name for name in themes if name in THEMES),
        DisplayOptions(ascii=in_ascii, roomy=chosen.density == "comfortable"),
        keymap,
        tuple(sorted(faults, key=_line)),
        chosen.reminder,
        chosen.notifications or "auto",
    )


def _line(fault: UserError) -> int:
    """Return the line of a fault; 0 if it concerns the file."""
    line = fault.location.rpartition(":")[2]
    return int(line) if line.isdecimal() else 0


def asks_for_width(chosen: Config) -> bool:
    """Whether the terminal is asked how wide it draws lines."""
    return chosen.borders in {"", "auto"}


def _theme_faults(chosen: Config) -> Iterator[UserError]:
    if chosen.theme and chosen.theme not in THEMES:
        yield UserError(
            _("모르는 화면 색입니다: {name}").format(name=settings.shorten(chosen.theme)),
            settings.setting_location("theme"),
            _("쓸 수 있는 값: {names}").format(names=", ".join(THEMES)),
        )


def retention_faults(areas: Sequence[Area]) -> Iterator[UserError]:
    """Yield the tables of config.toml for which no retention period can be set."""
    chosen = settings.config().retention
    if not chosen:
        return
    known = [name for name, table in audit_tables(areas).items() if table.retention]
    for name in sorted(chosen.keys() - set(known))[: settings.MAX_FAULTS]:
        yield UserError(
            _("보유기간을 정할 수 없는 기록입니다: {name}").format(name=settings.shorten(name)),
            settings.setting_location(name),
            _("쓸 수 있는 이름: {known}").format(known=", ".join(known)),
        )
