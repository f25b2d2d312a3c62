"""A walk through what a list can do, in a real terminal of tmux. `python -m tests.tmux_walk [80x24]` prints each step.

Every step names what it must lead to, and is waited for until it is there.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from secretariat_tui.sample.load import create_sample

_PATIENCE = 20.0  # seconds
# what is done, the keys, what must be seen then
STEPS: tuple[tuple[str, tuple[str, ...], str], ...] = (
    ("the inbox", ("4",), "받은 것 42"),
    ("find in initials", ("/", "ㅇㅅ", "Enter"), "찾음"),
    ("all again", ("Escape",), "전체 42건"),
    ("order by the title", ("Right", "Right", "F6"), "정렬 제목▲"),
    ("the other way round", ("F6",), "정렬 제목▼"),
    ("keep the value under the cursor", ("Right", "C-f"), "[상태="),
    ("take it back", ("Escape",), "전체 42건"),
    ("group by the state", ("F9",), "상태별 묶음"),
    ("down into a group", ("Enter",), "[상태="),
    ("and back", ("Escape",), "전체 42건"),
    ("mark two", ("Space", "Space"), "선택 2건"),
    ("mark what is on the screen", ("C-a",), "선택"),
    ("no marks", ("Escape",), "전체 42건"),
    ("copy a row", ("C-c",), "복사"),
    ("the columns", ("F7",), "열 고르기"),
    (
        "without one, another wider",
        ("Down", "Space", "Down", "Right", "Right", "Enter"),
        "전체 42건",
    ),
    ("the columns as declared", ("F7", "Delete"), "전체 42건"),
    ("a cell", ("F8",), "Ctrl+C 복사"),
    ("back", ("Escape",), "전체 42건"),
    ("keep the view by a name", ("C-o",), "지금 보기를"),
    ("not now", ("Escape",), "전체 42건"),
    ("go to a day", ("C-g",), "날짜나 줄 번호"),
    ("there", ("2", "0", "2", "3", "-", "0", "4", "-", "0", "3", "C-s"), "전체 42건"),
    ("what leaves", ("C-e",), "무엇을 복사하거나 내보낼까요"),
    ("in which form", ("Enter",), "Markdown"),
    ("not now", ("Escape",), "전체 42건"),
    ("help", ("F1",), "이 화면의 키"),
    ("back", ("Escape",), "전체 42건"),
)


class Tmux:
    """A terminal of its own server, which nobody else's settings reach."""

    def __init__(self, size: str, command: list[str], home: Path) -> None:
        width, height = size.split("x")
        self._server = f"walk-{size}"
        self._run("-f", "/dev/null", "new-session", "-d", "-x", width, "-y", height,
                  "-e", f"HOME={home}", "-e", "LC_ALL=C.UTF-8", *command)  # fmt: skip

    def _run(self, *arguments: str) -> str:
        command = ["tmux", "-u", "-L", self._server, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    def press(self, key: str) -> None:
        self._run("send-keys", key)

    def shown(self) -> str:
        return self._run("capture-pane", "-p")

    def until(self, text: str) -> str:
        """Return the screen once it shows a text, and stands still."""
        end, before = time.monotonic() + _PATIENCE, ""
        while text not in (shown := self.shown()) or shown != before:
            if time.monotonic() > end:
                sys.exit(f"{text!r} does not come:\n{shown}")
            before = shown
            time.sleep(0.3)
        return shown

    def close(self) -> None:
        self._run("kill-server")


def walk(size: str) -> None:
    """Take the walk in a terminal of a size, and print what is seen."""
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "office.db"
        create_sample(office)
        command = [
            sys.executable,
            "-m",
            "secretariat_tui",
            "--file",
            str(office),
            "--today",
            "2023-04-19",
        ]
        there = Tmux(size, command, Path(folder))
        try:
            there.until("Ctrl+P")
            for title, keys, wanted in STEPS:
                for key in keys:
                    there.press(key)
                print(f"== {title}: {' '.join(keys)}\n{there.until(wanted)}")  # noqa: T201
        finally:
            there.close()


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("size", nargs="?", default="80x24")
    walk(parser.parse_args().size)
