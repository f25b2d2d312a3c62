"""The command palette, and the help with all keys of a screen."""

from collections.abc import Iterable, Sequence
from typing import Any

from rich.cells import cell_len
from textual.screen import Screen

from secretariat_tui.core.i18n import N_, _
from secretariat_tui.tui.dialogs.picker import Option, Picker, option
from secretariat_tui.tui.keys.commands import APP_COMMANDS, RECORD_COMMANDS, Command
from secretariat_tui.tui.keys.keymap import Keymap
from secretariat_tui.tui.keys.names import key_name
from secretariat_tui.tui.paint.text import Span, fit_width

_KEYS_WIDTH = 17  # cells of the column of keys
_TITLE_WIDTH = 18  # cells of the column of titles
_MOVE_KEYS = (
    (("up", "down", "j", "k"), N_("한 줄"), N_("한 줄 위나 아래로 갑니다.")),
    (("pageup", "pagedown"), N_("한 쪽"), N_("한 쪽 위나 아래로 갑니다.")),
    (("home", "end", "g", "G"), N_("처음과 끝"), N_("처음이나 끝으로 갑니다.")),
    (("tab", "shift+tab"), N_("다음 칸"), N_("다음 칸이나 앞 칸으로 갑니다.")),
)


def offer(here: Screen[Any], picker: Picker) -> None:
    """Let the user choose a command of a screen, and run it there."""

    async def run_chosen(action: str | None) -> None:
        if action is not None:
            await here.app.run_action(action, default_namespace=here)

    here.app.push_screen(picker, run_chosen)


def command_palette(commands: Sequence[Command], keymap: Keymap) -> Picker:
    """Return the dialog that chooses a command; its result is the action."""
    options = [_option(each, keymap, (_(each.title), "")) for each in commands]
    return Picker(_("명령"), options, placeholder=_("이름이나 키로 찾기"))


def help_dialog(commands: Sequence[Command], go: Sequence[Command], keymap: Keymap) -> Picker:
    """Return the help of a screen: its own commands, those of lists, keys to move, commands everywhere."""
    own = [each for each in commands if each not in {*RECORD_COMMANDS, *APP_COMMANDS}]
    lists = [each for each in commands if each in RECORD_COMMANDS]
    options = [
        *_group(N_("이 화면"), own, keymap),
        *_group(N_("목록"), lists, keymap),
        *(
            option(
                _keys(keys),
                (_fit(_(title)), "bold"),
                (_(text), "dim"),
                value=None,
                group=_(N_("움직이기")),
            )
            for keys, title, text in _MOVE_KEYS
        ),
        *_group(N_("어디서나"), [*APP_COMMANDS, *go], keymap),
    ]
    return Picker(_("이 화면의 키"), options, placeholder=_("이름이나 키로 찾기"), wide=True)


def _group(title: str, commands: Iterable[Command], keymap: Keymap) -> list[Option]:
    return [
        _option(each, keymap, (_fit(_(each.title)), "bold"), (_(each.help), "dim"), group=_(title))
        for each in commands
    ]


def _fit(title: str) -> str:
    """Return a title as wide as the column of titles; one that is wider is not cut."""
    return f"{fit_width(title, max(_TITLE_WIDTH, cell_len(title)))} "


def _option(each: Command, keymap: Keymap, *text: Span, group: str = "") -> Option:
    return option(_keys(keymap.keys(each)), *text, value=each.action, group=group)


def _keys(keys: Iterable[str]) -> Span:
    shown = " ".join(map(key_name, keys))
    return f"{fit_width(shown, max(_KEYS_WIDTH, cell_len(shown)))} ", "key"
