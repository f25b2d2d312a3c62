"""A process whose children write agreements until they are killed; each says over the pipe what it saved.

For every line on its input it starts one child, and says "dead" when that has been killed.
"""

import os
import sys
from itertools import count
from pathlib import Path

from sqlalchemy.orm import configure_mappers

from secretariat_tui.areas.agreements import store
from secretariat_tui.database.file import OfficeFile
from tests.database.states import agreement


def write(path: Path) -> None:
    """Write agreements for ever; say "number revision" of each once it is saved."""
    file = OfficeFile(path, "김주무관")
    for n in count():
        number = store.add(file, agreement(f"{os.getpid()}-{n}", "경상북도", "상주시"))
        _say(f"{number} 1")
        store.change(file, number, 1, agreement(f"{os.getpid()}-{n}", "안동시", place="안동"))
        _say(f"{number} 2")
        if n % 3 == 2:
            file.undo()


def _say(text: str) -> None:
    os.write(1, f"{text}\n".encode())


def main() -> None:
    """Start a child for each line read."""
    configure_mappers()
    for _line in sys.stdin:
        child = os.fork()
        if child == 0:
            write(Path(sys.argv[1]))
        _say(f"child {child}")
        os.waitpid(child, 0)
        _say("dead")


if __name__ == "__main__":
    main()
