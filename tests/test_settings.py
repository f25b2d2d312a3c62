"""Where files live, and config.toml."""

import getpass
import os
import pwd
from pathlib import Path

import pytest
from platformdirs import PlatformDirs

from secretariat_tui import settings
from secretariat_tui.areas import AREAS
from secretariat_tui.cli.main import main
from secretariat_tui.core.errors import UserError
from secretariat_tui.database.audit.retention import retention_years
from secretariat_tui.settings import Config
from secretariat_tui.tui.keys.area import audit_tables
from secretariat_tui.tui.runtime.preferences import load_preferences


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
    [fault] = settings.config().faults
    assert fault.location == f"{path}:{line}"
    assert said in f"{fault.message} {fault.remedy}"


def test_a_file_in_another_encoding_is_a_problem() -> None:
    path = write('who = "김주무관"'.encode("cp949"))
    [fault] = settings.config().faults
    assert (fault.message, fault.location) == ("설정 파일을 읽을 수 없습니다.", str(path))
    assert "UTF-8" in fault.remedy


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
    [fault] = settings.config().faults
    assert said in str(fault)
    assert "\n" not in str(fault)
    assert len(str(fault)) < 400
    assert settings.config() == Config(faults=(fault,))


LONG = "가" * 10_000


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{'a' * 10_000} = 3", f"모르는 설정입니다: {'a' * 40}…"),
        (f'density = "{LONG}"', f"설정 density에 쓸 수 없는 값입니다: {LONG[:40]}…"),
        (f"keys.{'a.' * 2_000}a = 3", "키는 따옴표 안에 적습니다: a.a.a.a.a"),
        (f"[keys]\nundo = {['ctrl+u'] * 9}", "키가 너무 많습니다: undo"),
        (f'[keys]\nundo = "{LONG}"', f"모르는 키입니다: {LONG[:40]}…"),
        (f'[keys]\n{"a" * 10_000} = "f4"', f"모르는 명령입니다: {'a' * 40}…"),
        (f"[retention]\n{'a' * 10_000} = 3", f"보유기간을 정할 수 없는 기록입니다: {'a' * 40}…"),
        (f'theme = "{LONG[:500]}"', f"모르는 화면 색입니다: {LONG[:40]}…"),
    ],
)
def test_a_value_without_bounds_is_one_short_line(text: str, message: str) -> None:
    write(f"{text}\n") if "[" in text else write(f'{text}\nwho = "김주무관"\n')
    [fault] = load_preferences(AREAS, {}).faults
    assert fault.message == message
    assert len(str(fault)) < 700


def test_each_fault_is_listed_and_the_rest_is_used() -> None:
    path = write(
        'who = "김주무관"\nthema = "dark"\nborders = 3\ndensity = "comfortable"\n'
        '[keys]\nundo = "ctrl+u"\nredo = "한 키"\ncopy = ["f4", "f11"]\nfly = "f7"\n'
        "[retention]\nexpense = 7\nproposal = 0\nexepnse = 3\n"
    )
    preferences = load_preferences(AREAS, {})
    assert [(each.location, each.message) for each in preferences.faults] == [
        (f"{path}:2", "모르는 설정입니다: thema"),
        (f"{path}:3", "설정 borders의 값은 따옴표 안에 적습니다."),
        (f"{path}:7", "모르는 키입니다: 한 키"),
        (f"{path}:8", "이미 상태의 키입니다: F4 (status)"),
        (f"{path}:9", "모르는 명령입니다: fly"),
        (f"{path}:12", "보유기간은 1에서 100 사이의 햇수로 적습니다: proposal"),
        (f"{path}:13", "보유기간을 정할 수 없는 기록입니다: exepnse"),
    ]
    assert settings.user_name() == "김주무관"
    assert preferences.display_options.roomy
    assert preferences.keymap.chosen == {"undo": ("ctrl+u",), "copy": ("f11",)}
    assert settings.config().retention == {"expense": 7, "exepnse": 3}
    tables = audit_tables(AREAS).values()
    assert retention_years(tables, settings.config().retention)["expense"] == 7


def test_many_faults_are_counted() -> None:
    """As many as a program may write by mistake are read in time."""
    path = write("".join(f"a{n} = 1\n" for n in range(100_000)))
    faults = settings.config().faults
    assert [each.location for each in faults[:20]] == [f"{path}:{n}" for n in range(1, 21)]
    assert str(faults[20]) == f"그 밖에 고칠 곳이 99980군데 있습니다. ({path})"
    assert len(faults) == 21


@pytest.mark.parametrize("text", ["who = 3", "who = [[", b"who = \xb1\xe8", 'theme = "blau"'])
def test_a_command_warns_and_goes_on(
    text: str | bytes, capsys: pytest.CaptureFixture[str], office: Path
) -> None:
    path = write(text)
    assert main(["show", "agreements", "--file", str(office)]) == 0
    printed = capsys.readouterr()
    assert "경상북도" in printed.out
    assert printed.err.startswith("secretariat: 설정: ")
    assert printed.err.count("\n") == 1
    assert str(path) in printed.err
    assert main(["keys"]) == 0
    assert "Ctrl+Z" in capsys.readouterr().out


def test_a_pipe_in_the_place_of_the_settings_is_refused_at_once() -> None:
    path = settings.config_file()
    path.parent.mkdir(parents=True)
    os.mkfifo(path)
    [fault] = settings.config().faults
    assert fault.message == "설정 파일을 읽을 수 없습니다."


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


@pytest.mark.parametrize("chosen", ["", "/srv/xdg", "relative"])
@pytest.mark.parametrize("home", ["/home/kim", "/"])
def test_the_folders_are_those_of_platformdirs(
    monkeypatch: pytest.MonkeyPatch, chosen: str, home: str
) -> None:
    monkeypatch.setenv("HOME", home)
    for name in ("DATA", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", chosen)
    dirs = PlatformDirs("secretariat", appauthor=False)
    assert settings.data_file().parent == dirs.user_data_path
    assert settings.config_file().parent == dirs.user_config_path
    assert settings.state_dir() == dirs.user_state_path
