"""Files and people for the tests: real SQLite files, nothing of the developer's machine."""

import gc
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import date
from pathlib import Path

import hypothesis
import pytest

from secretariat_tui.areas import record_classes
from secretariat_tui.core import i18n
from secretariat_tui.database.file import OfficeFile
from secretariat_tui.database.schema.ddl import create

TODAY = date(2023, 4, 19)
_NOT_OURS = (
    *("TMUX", "DISPLAY", "WAYLAND_DISPLAY", "SSH_TTY", "SSH_CONNECTION", "NO_COLOR"),
    *("LINES", "COLUMNS"),  # readline sets them for the processes that a test runner starts
)

# A failure prints what reproduces it; where CI is set, the same examples are tried every time. How long
# an example takes says nothing: machines are shared.
hypothesis.settings.register_profile(
    "shared machine",
    print_blob=True,
    derandomize="CI" in os.environ,
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("shared machine")


def pytest_collection_finish() -> None:
    """Leave what was imported out of the collection of garbage."""
    gc.freeze()


@pytest.fixture(autouse=True)
def _own_machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Keep the developer's home, language, clipboard and terminal out of the tests."""
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))
    for name in _NOT_OURS:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.setenv("LC_MESSAGES", "ko_KR.UTF-8")
    yield
    i18n.set_language(i18n.KOREAN)


@pytest.fixture(scope="session")
def _blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "office.db"
    create(path, record_classes)
    return path


@pytest.fixture
def path(_blank: Path, tmp_path: Path) -> Path:
    """An empty office file."""
    return Path(shutil.copy(_blank, tmp_path / "office.db"))


Prepared = Callable[[Callable[[Path], object]], Path]


@pytest.fixture(scope="session")
def _filled() -> dict[Callable[[Path], object], Path]:
    return {}


@pytest.fixture
def prepared(
    _blank: Path,
    _filled: dict[Callable[[Path], object], Path],
    tmp_path: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Prepared:
    """Return a copy of an office file that a function fills, which it does once."""

    def copy(fill: Callable[[Path], object]) -> Path:
        if fill not in _filled:
            path = shutil.copy(_blank, tmp_path_factory.mktemp("prepared") / "office.db")
            fill(Path(path))
            _filled[fill] = Path(path)
        return Path(shutil.copy(_filled[fill], tmp_path / "office.db"))

    return copy


@pytest.fixture
def file(path: Path) -> Iterator[OfficeFile]:
    """An empty office file, opened by 김주무관."""
    with closing(OfficeFile(path, "김주무관")) as office:
        yield office


@pytest.fixture(scope="session")
def _sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from secretariat_tui.sample.load import create_sample

    path = tmp_path_factory.mktemp("sample") / "office.db"
    create_sample(path)
    return path


@pytest.fixture
def office(_sample: Path, tmp_path: Path) -> Path:
    """A copy of the sample office."""
    return Path(shutil.copy(_sample, tmp_path / "office.db"))
