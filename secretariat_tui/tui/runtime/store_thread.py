"""The threads that work on the open file: one that writes and reads records, one that looks through lists."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from secretariat_tui.core.errors import UserError
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile

T = TypeVar("T")
_COURTESY = 0.5  # seconds that work on the file waits for a look to end by itself


class StoreThread:
    """Runs what is asked of the file away from the screen, one thing at a time on each thread."""

    def __init__(self, file: OfficeFile) -> None:
        self.file = file
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="office")
        self._looking = ThreadPoolExecutor(max_workers=1, thread_name_prefix="look")
        self._look: Reader | None = None
        self._identity = file.identity
        self._busy: object = None
        self._gave_way = False
        self._ended: object = None  # the look that nobody waits for any more, or all of them
        self._lock = Lock()

    async def run(self, work: Callable[[OfficeFile], T]) -> T:
        """Do work on the file and return its result; what it raises is raised here.

        A long look through a list keeps a change from being committed: it gives way.
        """
        job = asyncio.wrap_future(self._thread.submit(work, self.file))
        done, _waiting = await asyncio.wait([job], timeout=_COURTESY)
        if not done:
            with self._lock:
                if self._busy is not None and self._look is not None:
                    self._gave_way = True
                    self._look.interrupt()
        return await job

    async def read(self, work: Callable[[Reader], T]) -> T:
        """Read a few rows, after what was asked of the file before."""
        return await self.run(lambda file: work(file.read))

    def afterwards(self, work: Callable[[], object]) -> None:
        """Do something after all that was asked of the file, and wait for nothing."""
        try:
            self._thread.submit(work)
        except RuntimeError:  # the thread has ended
            work()

    async def run_query(self, work: Callable[[Reader], T]) -> T:
        """Look through a list, which may take long. It ends when nobody waits for it any more."""
        ticket = object()
        job = self._looking.submit(self._looked, ticket, work)
        try:
            return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            job.cancel()
            with self._lock:  # so that it is this work that is ended, and not the next
                if self._busy is ticket and self._look is not None:
                    self._ended = ticket
                    self._look.interrupt()
            raise

    def _looked(self, ticket: object, work: Callable[[Reader], T]) -> T:
        if self._look is None or self._identity != self.file.identity:
            if self._look is not None:  # a backup was restored
                self._look.close()
            self._look, self._identity = Reader(self.file.path), self.file.identity
        with self._lock:
            self._busy = ticket
            self._look.resume()
        try:
            while True:
                try:
                    return work(self._look)
                except UserError:
                    with self._lock:
                        again = self._gave_way and self._ended not in {ticket, self}
                        self._gave_way = False
                        self._look.resume()
                    if not again:
                        raise
                self._thread.submit(int).result()  # after what it gave way to
        finally:
            with self._lock:
                self._busy = None

    async def version(self) -> tuple[object, int]:
        """Return a value that differs after any change of the file: which file it is, and its data.

        The second part is SQLite's `PRAGMA data_version` of the query connection, which never writes.
        """
        data: int = await self.run_query(lambda read: read.value("PRAGMA data_version"))
        return self.file.identity, data

    def close(self) -> None:
        """Finish what was begun, then close the file."""
        with self._lock:
            self._ended = self
            if self._look is not None and self._busy is not None:
                self._look.interrupt()
        self._looking.shutdown()
        if self._look is not None:
            self._look.close()
        self._thread.submit(self.file.close)
        self._thread.shutdown()
