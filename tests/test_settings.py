"""Where files live, and config.toml."""

import getpass
import os
import pwd
from pathlib import Path

import pytest

from secretariat_tui import settings
from secretariat_tui.core.errors import UserError
from secretariat_tui.settings import Config


def write(text: str | bytes) -> Path:
    path = settings.config_file()
    path.parent.mkdir(parents=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_files_live_where_the_system_has_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / name.lower()))
    assert settings.data_file() == tmp_path / "data/secretariat/secretariat.db"
    assert settings.backup_dir() == tmp_path / "data/secretariat/backups"
    assert settings.config_file() == tmp_path / "config/secretariat/config.toml"
    assert settings.state_dir() == tmp_path / "state/secretariat"


def test_without_a_file_the_history_is_signed_by_the_account(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LOGNAME", "kim")
    assert settings.config() == Config()
    assert settings.user_name() == "kim"


def test_an_account_without_a_name_signs_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError

    monkeypatch.setattr(getpass, "getuser", nameless)
    monkeypatch.setattr(os, "getuid", lambda: 1234)
    assert settings.user_name() == "uid 1234"


@pytest.mark.parametrize("start", ["", "\ufeff"])
def test_choices_are_read_clean(start: str) -> None:
    write(f'{start}who = " 김\u110c\u116e무관\\u001b "\ntheme = "dark"\n')
    assert settings.config() == Config(who="김주무관\ufffd", theme="dark")
    assert settings.user_name() == "김주무관\ufffd"


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("who = 김주무관", 1, "문법이 틀렸습니다"),
        ('theme = "dark"\nwho = "김', 2, "문법이 틀렸습니다"),
        ('# 이름\n\nwho = "김"\nwho = "이"', 4, "문법이 틀렸습니다"),
        ('theme = "dark"\n\nwho = 3', 3, "따옴표 안에"),
        ('who = "김"\nthema = "dark"', 2, "모르는 설정입니다: thema 쓸 수 있는 설정: who, theme"),
        ('[who]\nname = "김"', 1, "따옴표 안에"),
    ],
)
def test_what_is_wrong_names_file_and_line(text: str, line: int, said: str) -> None:
    path = write(text)
    with pytest.raises(UserError) as problem:
        settings.config()
    assert problem.value.location == f"{path}:{line}"
    assert said in f"{problem.value.message} {problem.value.remedy}"


def test_a_file_in_another_encoding_is_a_problem() -> None:
    path = write('who = "김주무관"'.encode("cp949"))
    with pytest.raises(UserError, match="UTF-8") as problem:
        settings.user_name()
    assert problem.value.location == str(path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a = " + "[" * 100_000, "설정 파일의 문법이 틀렸습니다."),
        ("a = " + "9" * 5_000, "설정 파일의 문법이 틀렸습니다."),
        (f'who = "{"김" * 501}"', "500자까지 적을 수 있습니다. 지금 501자입니다."),
        ('who = "' + "김" * 5_000_000 + '"', "설정 파일을 읽을 수 없습니다."),
    ],
)
def test_settings_beyond_the_bounds_are_one_line(text: str, said: str) -> None:
    write(text)
    with pytest.raises(UserError) as problem:
        settings.config()
    assert said in str(problem.value)
    assert "\n" not in str(problem.value)


def test_a_pipe_in_the_place_of_the_settings_is_refused_at_once() -> None:
    path = settings.config_file()
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    with pytest.raises(UserError, match="설정 파일을 읽을 수 없습니다"):
        settings.config()


@pytest.mark.parametrize("folder", ["data", "~/data"])
def test_a_folder_of_the_environment_that_is_not_absolute_is_ignored(
    monkeypatch: pytest.MonkeyPatch, folder: str, tmp_path: Path
) -> None:
    """It would be another one in each working folder."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", folder)
    for path in (settings.data_file(), settings.config_file(), settings.state_dir()):
        assert path.is_absolute()
        assert "~" not in path.parts


def test_without_a_home_folder_the_remedy_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.delenv(name)

    def unknown(_uid: int) -> object:
        raise KeyError("getpwuid(): uid not found")

    monkeypatch.setattr(pwd, "getpwuid", unknown)
    with pytest.raises(UserError, match="홈 폴더를 알 수 없습니다") as problem:
        settings.data_file()
    assert "HOME" in problem.value.remedy
    assert settings.home_folder() == Path.cwd()
