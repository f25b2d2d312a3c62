"""The keys of commands: the default ones, and those that config.toml gives in their place."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from secretariat_tui import settings
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.tui.keys.area import Area, go_commands
from secretariat_tui.tui.keys.commands import Command
from secretariat_tui.tui.keys.names import key_name, parse_key
from secretariat_tui.tui.keys.old_ids import RENAMED

RESERVED = frozenset((
    "left", "right", "up", "down", "home", "end", "pageup", "pagedown", "h", "j", "k", "l", "g", "G",
    "shift+up", "shift+down", "enter", "escape", "space", "tab", "shift+tab", "backspace",
))  # fmt: skip
"""The keys of lists, fields and dialogs, which no command may take."""


class Keymap(NamedTuple):
    """The keys of commands: those of config.toml, by command id, in place of the default ones.

    `messages` tells the user which ids have been renamed, `faults` which entries cannot be used.
    """

    chosen: Mapping[str, tuple[str, ...]] = {}
    messages: tuple[str, ...] = ()
    faults: tuple[UserError, ...] = ()

    def keys(self, command: Command) -> tuple[str, ...]:
        """Return the keys of a command."""
        return self.chosen.get(command.id, command.keys)

    def label(self, command: Command) -> str:
        """Return the first key of a command, as it is written on keyboards."""
        return key_name(self.keys(command)[0])


def load_keymap(areas: Sequence[Area]) -> Keymap:
    """Read the keys of config.toml; those that cannot be used are among the `faults`."""
    written = settings.config().keys
    return parse_keymap(written, list(commands_by_screen(areas))) if written else Keymap()


def commands_by_screen(areas: Sequence[Area]) -> Iterator[tuple[Command, ...]]:
    """Yield the commands of each screen, with those of the app."""
    for area in areas:
        for own in area.commands():
            yield (*own, *go_commands(areas))


def parse_keymap(
    written: Mapping[str, Sequence[str]], screens: Sequence[Sequence[Command]]
) -> Keymap:
    """Return a keymap. An unknown command or key, or a key used twice on a screen, is left out with a fault.

    A renamed command may be written by its old id. It may now be a command of more screens than before:
    a key that another command has there is left out with a message.
    """
    defaults: dict[str, set[str]] = {}
    for each in (command for screen in screens for command in screen):
        defaults.setdefault(each.id, set()).update(each.keys)
    chosen: dict[str, tuple[str, ...]] = {}
    faults: list[UserError] = []
    for name, keys in written.items():
        command = RENAMED.get(name, name)
        if command not in defaults:
            faults.append(_unknown_command(name, defaults))
            continue
        for typed in keys:
            try:
                key = _parse_key(name, typed, defaults[command])
            except UserError as fault:
                faults.append(fault)
            else:
                chosen[command] = tuple(dict.fromkeys((*chosen.get(command, ()), key)))
    old = {name: RENAMED[name] for name in written if name in RENAMED}
    messages = [_renamed_message(old)] if old else []
    while conflict := _first_conflict(Keymap(chosen), set(old.values()), screens):
        command = conflict.command.id
        if command in old.values():
            messages.append(conflict.error().message)
        else:
            faults.append(conflict.error())
        if rest := tuple(key for key in chosen.pop(command) if key != conflict.key):
            chosen[command] = rest
    return Keymap(chosen, tuple(messages), tuple(faults))


def _renamed_message(old: Mapping[str, str]) -> str:
    names = ", ".join(f"{name} → {new}" for name, new in old.items())
    return _("이름이 바뀐 명령: {names} (config.toml의 [keys])").format(names=names)


def _unknown_command(name: str, known: Iterable[str]) -> UserError:
    from difflib import get_close_matches

    near = get_close_matches(name, known, n=1)
    return _error(
        name, _("모르는 명령입니다: {name}").format(name=settings.shorten(name)), "".join(near)
    )


def _error(name: str, what: str, near: str) -> UserError:
    remedy = _("명령과 키의 이름은 secretariat keys가 보여 줍니다.")
    if near:
        remedy = _("혹시 {word}인가요?").format(word=near)
    return UserError(what, settings.setting_location(name), remedy)


def _parse_key(name: str, typed: str, defaults: set[str]) -> str:
    try:
        key = parse_key(typed)
    except ValueError as error:
        raise _error(
            name, _("모르는 키입니다: {key}").format(key=settings.shorten(typed)), str(error)
        ) from None
    if key in RESERVED - defaults:
        raise UserError(
            _("목록과 입력 칸이 쓰는 키입니다: {key}").format(key=key_name(key)),
            settings.setting_location(name),
            _("다른 키를 골라 주세요."),
        )
    return key


class _Conflict(NamedTuple):
    """A key of a command that another command of a screen has too."""

    key: str
    command: Command
    other: Command

    def error(self) -> UserError:
        return UserError(
            _("이미 {name}의 키입니다: {key} ({id})").format(
                name=_(self.other.title), key=key_name(self.key), id=self.other.id
            ),
            settings.setting_location(self.command.id),
            _("다른 키를 고르거나 {id}에도 다른 키를 적어 주세요.").format(id=self.other.id),
        )


def _first_conflict(
    keymap: Keymap, renamed: Collection[str], screens: Iterable[Sequence[Command]]
) -> _Conflict | None:
    """Return a conflict with the command that must give way: of those with a chosen key, rather a renamed one."""
    for screen in screens:
        taken: dict[str, Command] = {}
        for each in screen:
            for key in keymap.keys(each):
                other = taken.setdefault(key, each)
                if other.id != each.id:
                    pair = sorted(
                        (each, other),
                        key=lambda command: (
                            command.id in keymap.chosen,
                            command.id in renamed,
                        ),
                        reverse=True,
                    )
                    return _Conflict(key, *pair)
    return None
