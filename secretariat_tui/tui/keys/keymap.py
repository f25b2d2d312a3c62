"""The keys that a person chose in config.toml: each of a command there is, and of no other."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module

from secretariat_tui import settings
from secretariat_tui.core.area import Area
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import _
from secretariat_tui.tui.keys import commands
from secretariat_tui.tui.keys.commands import Command, Keymap, go_commands
from secretariat_tui.tui.keys.names import key_name, read_key

FIXED = frozenset((
    "left", "right", "up", "down", "home", "end", "pageup", "pagedown", "h", "j", "k", "l", "g", "G",
    "shift+up", "shift+down", "enter", "escape", "space", "tab", "shift+tab", "backspace",
))  # fmt: skip
"""The keys of lists, fields and dialogs, wherever they are."""


def choose(areas: Sequence[Area]) -> None:
    """Use the keys of config.toml from now on. Problem, naming the line, where they cannot be used."""
    written = settings.config().keys
    commands.use(read(written, list(in_force(areas))) if written else {})


def in_force(areas: Sequence[Area]) -> Iterator[tuple[Command, ...]]:
    """Give the commands of each screen, with those that are in force on all."""
    for area in areas:
        for own in import_module(area.module("commands")).SCREENS:
            yield (*own, *go_commands(areas))


def read(written: Mapping[str, Sequence[str]], screens: Iterable[Sequence[Command]]) -> Keymap:
    """Return the keymap that is written. Problem where a command or key is unknown, or a key taken."""
    usual: dict[str, set[str]] = {}
    for each in (command for screen in screens for command in screen):
        usual.setdefault(each.id, set()).update(each.usual)
    chosen = {}
    for name, keys in written.items():
        if name not in usual:
            from difflib import get_close_matches

            near = get_close_matches(name, usual, n=1)
            raise _wrong(name, _("모르는 명령입니다: {name}").format(name=name), "".join(near))
        chosen[name] = tuple(_key(name, key, usual[name]) for key in keys)
    for screen in screens:
        _check(chosen, screen)
    return chosen


def _wrong(name: str, what: str, near: str) -> UserError:
    remedy = _("명령과 키의 이름은 secretariat keys가 보여 줍니다.")
    if near:
        remedy = _("혹시 {word}인가요?").format(word=near)
    return UserError(what, settings.setting_location(name), remedy)


def _key(name: str, typed: str, usual: set[str]) -> str:
    try:
        key = read_key(typed)
    except ValueError as error:
        raise _wrong(name, _("모르는 키입니다: {key}").format(key=typed), str(error)) from None
    if key in FIXED - usual:
        raise UserError(
            _("목록과 입력 칸이 쓰는 키입니다: {key}").format(key=key_name(key)),
            settings.setting_location(name),
            _("다른 키를 골라 주세요."),
        )
    return key


def _check(chosen: Keymap, screen: Sequence[Command]) -> None:
    """Let no key of a screen have two commands."""
    taken: dict[str, Command] = {}
    for each in screen:
        for key in chosen.get(each.id, each.usual):
            other = taken.setdefault(key, each)
            if other.id != each.id:
                mine, theirs = (each, other) if each.id in chosen else (other, each)
                raise UserError(
                    _("이미 {name}의 키입니다: {key} ({id})").format(
                        name=_(theirs.title), key=key_name(key), id=theirs.id
                    ),
                    settings.setting_location(mine.id),
                    _("다른 키를 고르거나 {id}에도 다른 키를 적어 주세요.").format(id=theirs.id),
                )
