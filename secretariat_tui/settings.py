"""Where files live, and what the person chose in config.toml, which is only read."""

import re
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from platformdirs import PlatformDirs

from secretariat_tui.language import _
from secretariat_tui.problem import Problem
from secretariat_tui.text import tidy

_AT_LINE = re.compile(r"at line (\d+)")


@dataclass(frozen=True)
class Config:
    """What a person may choose: the name that signs the history, and the theme of the screen."""

    who: str = ""
    theme: str = ""


def data_file() -> Path:
    """Return the person's own office file."""
    return _folders().user_data_path / "secretariat.db"


def backup_dir() -> Path:
    """Return the folder of backups."""
    return _folders().user_data_path / "backups"


def state_dir() -> Path:
    """Return the folder of what may be lost: the last copy."""
    return _folders().user_state_path


def config_file() -> Path:
    """Return the file of choices, which need not exist."""
    return _folders().user_config_path / "config.toml"


def _folders() -> PlatformDirs:
    return PlatformDirs("secretariat", appauthor=False)


def config() -> Config:
    """Read the person's choices. Problem, naming the line, where the file is not what it should be."""
    path = config_file()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError) as error:
        raise Problem(
            _("설정 파일을 읽을 수 없습니다."),
            str(path),
            _("권한과 인코딩(UTF-8)을 확인해 주세요."),
        ) from error
    chosen = _parse(text, path)
    known = [field.name for field in fields(Config)]
    for key, value in chosen.items():
        if key not in known:
            what = _("모르는 설정입니다: {key}").format(key=key)
        elif not isinstance(value, str):
            what = _("설정 {key}의 값은 따옴표 안에 적습니다.").format(key=key)
        else:
            continue
        remedy = _("쓸 수 있는 설정: {known}").format(known=", ".join(known))
        raise Problem(what, f"{path}:{_line_of(key, text)}", remedy)
    return Config(**{key: tidy(value) for key, value in chosen.items()})


def _parse(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = _AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise Problem(
            _("설정 파일의 문법이 틀렸습니다."),
            f"{path}:{line}",
            _('예: who = "김주무관"'),
        ) from error


def _line_of(key: str, text: str) -> int:
    pattern = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}\b")
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if pattern.match(line)), 1)


def who() -> str:
    """Return the name that signs the history: the one chosen, or the account's."""
    return config().who or _account()


def _account() -> str:
    import getpass
    import os

    try:
        return tidy(getpass.getuser())
    except (KeyError, OSError):  # an account without a name, as in containers
        return f"uid {os.getuid()}"
