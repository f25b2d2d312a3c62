"""Locations of the program's files, and the settings in config.toml, which is never written."""

import os
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from secretariat_tui.core import i18n as languages
from secretariat_tui.core.errors import UserError
from secretariat_tui.core.i18n import LANGUAGES, Language, _
from secretariat_tui.core.lazy_pattern import LazyPattern
from secretariat_tui.core.limits import bound_error
from secretariat_tui.core.named_tuple import NamedTuple
from secretariat_tui.core.regular_file import read_settings
from secretariat_tui.core.text import clean_input

_CHOICES: Mapping[str, tuple[str, ...]] = {
    "language": tuple(LANGUAGES),
    "density": ("compact", "comfortable"),
    "borders": ("auto", "lines", "ascii"),
    "notifications": ("auto", "bell", "off"),
}
_MAX_YEARS = 100
_REMINDER = 10  # minutes
_MAX_MINUTES = 24 * 60
MAX_FAULTS = 20  # shown one by one
_MAX_SHOWN = 40  # characters of a name or a value in a message
_MAX_COMMANDS, _MAX_KEYS = 200, 8  # with keys of their own, and keys of each
_MAX_PARTS = 4  # of the id of a command, such as go.today
_THEME_FILE = "theme"
_XDG_FOLDERS = {
    "data": ("XDG_DATA_HOME", ".local/share"),
    "state": ("XDG_STATE_HOME", ".local/state"),
    "config": ("XDG_CONFIG_HOME", ".config"),
}
"""The environment variable of each folder, and where it is below HOME without it."""
_AT_LINE = LazyPattern(r"at line (\d+)")


class Config(NamedTuple):
    """The settings: the user's name in the history, the display, the language, keys and retention.

    `keys` maps command ids to keys, as written and not yet checked; `retention` maps tables to years. `faults`
    describe what is left out because it cannot be used. `reminder` is how many minutes before an event a reminder
    is shown, 0 for none.
    """

    who: str = ""
    theme: str = ""
    language: str = ""
    density: str = ""
    borders: str = ""
    keys: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    retention: Mapping[str, int] = MappingProxyType({})
    reminder: int = _REMINDER
    notifications: str = ""
    faults: tuple[UserError, ...] = ()


def data_file() -> Path:
    """Return the path of the user's own data file."""
    return _folder("data") / "secretariat.db"


def backup_dir() -> Path:
    """Return the folder for backups."""
    return _folder("data") / "backups"


def state_dir() -> Path:
    """Return the folder for files that may be lost, such as the last copy."""
    return _folder("state")


def unfinished_dir() -> Path:
    """Return the folder of notes about the exports that are being written."""
    return state_dir() / "unfinished"


def views_file() -> Path:
    """Return the path of the saved views; the file may not exist."""
    return _folder("data") / "views.json"


def config_file() -> Path:
    """Return the path of the settings; the file may not exist."""
    return _folder("config") / "config.toml"


def own_files() -> tuple[Path, ...]:
    """Return the files that the program reads at its start: no export may replace them."""
    return config_file(), views_file(), data_file()


def home_folder() -> Path:
    """Return the user's home folder, or the current folder if the system knows none."""
    try:
        return Path.home()
    except RuntimeError:
        return Path.cwd()


def _folder(kind: str) -> Path:
    """Return one of the system's folders. UserError if it knows no home folder, in which they are."""
    if sys.platform == "linux" and "ANDROID_ROOT" not in os.environ:
        # As platformdirs does, whose import takes a twentieth of the time to the first frame.
        variable, below_home = _XDG_FOLDERS[kind]
        chosen, home = os.environ.get(variable, ""), os.environ.get("HOME", "")
        if chosen.startswith("/"):
            return Path(chosen, "secretariat")
        if home.startswith("/"):
            return Path(home, below_home, "secretariat")
    from platformdirs import PlatformDirs

    dirs = PlatformDirs("secretariat", appauthor=False)
    try:
        folder = Path(getattr(dirs, f"user_{kind}_dir"))
    except RuntimeError:
        folder = Path("~")
    if not folder.is_absolute():
        raise UserError(
            _("홈 폴더를 알 수 없습니다."), remedy=_("환경 변수 HOME에 그 경로를 적어 주세요.")
        )
    return folder


def config() -> Config:
    """Read the settings. What cannot be used is left out, and described in `faults`."""
    path = config_file()
    try:
        text = read_settings(path, "utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError):
        remedy = _("권한과 인코딩(UTF-8)을 확인해 주세요.")
        return Config(faults=(UserError(_("설정 파일을 읽을 수 없습니다."), str(path), remedy),))
    faults = _Faults(path, text)
    chosen = _parse(text, faults)
    keys = _keys(chosen.pop("keys", {}), faults)
    retention = _retention(chosen.pop("retention", {}), faults)
    reminder = _reminder(chosen.pop("reminder", _REMINDER), faults)
    texts = dict(_texts(chosen, faults))
    return Config(
        **texts, keys=keys, retention=retention, reminder=reminder, faults=faults.listed()
    )


class _Faults:
    """Collects what is wrong in the settings file, each with its line, up to a maximum."""

    def __init__(self, path: Path, text: str) -> None:
        self._path, self._text = path, text
        self._listed: list[UserError] = []
        self._others = 0

    def add(self, key: str, message: str, remedy: str = "", line: int = 0) -> None:
        """Add a fault of a setting, or of a line."""
        if len(self._listed) == MAX_FAULTS:
            self._others += 1
            return
        location = f"{self._path}:{line or _line_of(key, self._text)}"
        self._listed.append(UserError(message, location, remedy))

    def listed(self) -> tuple[UserError, ...]:
        """Return the faults; the last one counts those beyond the maximum."""
        if not self._others:
            return tuple(self._listed)
        others = _("그 밖에 고칠 곳이 {n}군데 있습니다.").format(n=self._others)
        return (*self._listed, UserError(others, str(self._path)))


def _texts(chosen: Mapping[str, Any], faults: _Faults) -> Iterator[tuple[str, str]]:
    """Yield the settings that are a text, and add faults for the others."""
    known = [each for each in Config._fields if each != "faults"]
    for key, value in chosen.items():
        remedy = _("쓸 수 있는 설정: {known}").format(known=", ".join(known))
        if key not in known:
            message = _("모르는 설정입니다: {key}").format(key=shorten(key))
        elif not isinstance(value, str):
            message = _("설정 {key}의 값은 따옴표 안에 적습니다.").format(key=key)
        elif value not in _CHOICES.get(key, (value,)):
            message = _("설정 {key}에 쓸 수 없는 값입니다: {value}").format(
                key=key, value=shorten(value)
            )
            remedy = _("쓸 수 있는 값: {names}").format(names=", ".join(_CHOICES[key]))
        elif message := bound_error("text", value):
            remedy = ""
        else:
            yield key, clean_input(value)
            continue
        faults.add(key, message, remedy)


def shorten(text: str) -> str:
    """Return the beginning of a name or a value, for a message in one line."""
    text = clean_input(text)
    return text if len(text) <= _MAX_SHOWN else f"{text[:_MAX_SHOWN]}…"


def chosen_theme() -> str:
    """Return the theme that was last chosen in the program, "" if none was."""
    try:
        return clean_input((state_dir() / _THEME_FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return ""


def remember_theme(name: str) -> None:
    """Save the theme chosen in the program, in place of that of config.toml; "" forgets it."""
    folder = state_dir()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        (folder / _THEME_FILE).write_text(name, encoding="utf-8")
    except OSError as error:
        raise UserError(
            _("고른 화면 색을 적어 둘 수 없습니다."), str(folder), error.strerror or ""
        ) from error


def setting_location(key: str) -> str:
    """Return where a setting is: the file and the line."""
    path = config_file()
    try:
        return f"{path}:{_line_of(key, read_settings(path, 'utf-8-sig'))}"
    except (OSError, UnicodeDecodeError):
        return str(path)


def _keys(chosen: Any, faults: _Faults) -> dict[str, tuple[str, ...]]:
    result: dict[str, tuple[str, ...]] = {}
    for command, value in _flatten(chosen) if isinstance(chosen, dict) else [("keys", None)]:
        keys = [value] if isinstance(value, str) else value
        if not (isinstance(keys, list) and keys and all(isinstance(key, str) for key in keys)):
            message = _("키는 따옴표 안에 적습니다: {command}").format(command=shorten(command))
            remedy = _('예: [keys] 아래에 undo = "ctrl+u" 또는 copy = ["ctrl+c", "y"]')
        elif len(keys) > _MAX_KEYS or len(result) == _MAX_COMMANDS:
            message = _("키가 너무 많습니다: {command}").format(command=shorten(command))
            remedy = ""
        else:
            result[command] = tuple(map(clean_input, keys))
            continue
        faults.add(command, message, remedy)
    return result


def _retention(chosen: Any, faults: _Faults) -> dict[str, int]:
    years_by_table: dict[str, Any] = chosen if isinstance(chosen, dict) else {"retention": None}
    result = {}
    for name, years in years_by_table.items():
        if type(years) is int and 1 <= years <= _MAX_YEARS:
            result[name] = years
            continue
        faults.add(
            name,
            _("보유기간은 1에서 {most} 사이의 햇수로 적습니다: {name}").format(
                most=_MAX_YEARS, name=shorten(name)
            ),
            _("예: [retention] 아래에 expense = 5"),
        )
    return result


def _reminder(minutes: Any, faults: _Faults) -> int:
    if type(minutes) is int and 0 <= minutes <= _MAX_MINUTES:
        return minutes
    message = _("알림은 0에서 {most} 사이의 분으로 적습니다.").format(most=_MAX_MINUTES)
    faults.add("reminder", message, _("예: reminder = 10, 끄려면 0"))
    return _REMINDER


def _flatten(table: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield the values of nested tables: TOML parses go.today = "7" as a table in a table."""
    left: list[tuple[str, Any]] = list(table.items())[::-1]
    while left:
        key, value = left.pop()
        if isinstance(value, dict) and key.count(".") < _MAX_PARTS:
            left += [(f"{key}.{name}", each) for name, each in value.items()][::-1]
        else:
            yield key, value


def _parse(text: str, faults: _Faults) -> dict[str, Any]:
    """Return what the file holds; nothing if its syntax is wrong."""
    import tomllib

    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:  # also a number of 5,000 digits, nested arrays
        match = _AT_LINE.compiled.search(str(error))
        faults.add(
            "",
            _("설정 파일의 문법이 틀렸습니다."),
            _('고칠 때까지 모두 기본값을 씁니다. 예: who = "김주무관"'),
            int(match[1]) if match else text.count("\n") + 1,
        )
        return {}


def _line_of(key: str, text: str) -> int:
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if pattern.match(line)), 1)


def user_name() -> str:
    """Return the user's name for the history: the setting, or the login name."""
    return config().who or _login_name()


def language(env: Mapping[str, str]) -> Language:
    """Return the language of the program: the setting, or the language of the locale."""
    chosen = config().language
    return LANGUAGES[chosen] if chosen else languages.language_of_locale(env)


def _login_name() -> str:
    import getpass

    try:
        return clean_input(getpass.getuser())
    except (KeyError, OSError):  # containers may have no name for the user id
        return f"uid {os.getuid()}"
