"""The one thread that owns the open file."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from secretariat_tui.database.file import OfficeFile

T = TypeVar("T")


class Office:
    """Runs what is asked of the file, one thing at a time, away from the screen."""

    def __init__(self, file: OfficeFile) -> None:
        self.file = file
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="office")

    async def run(self, work: Callable[[OfficeFile], T]) -> T:
        """Do work on the file and return its result; what it raises is raised here."""
        return await asyncio.wrap_future(self._thread.submit(work, self.file))

    def close(self) -> None:
        """Finish what was begun, then close the file."""
        self._thread.submit(self.file.close)
        self._thread.shutdown()
