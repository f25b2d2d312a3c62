"""The two threads that use the open file: one for writes and short reads, one for long queries."""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import TypeVar

from secretariat_tui.core.errors import UserError
from secretariat_tui.database.engine.reader import Reader
from secretariat_tui.database.file import OfficeFile

T = TypeVar("T")
_QUERY_GRACE = 0.5  # seconds that work waits before it interrupts a running query


class _YieldedError(Exception):
    """A query was interrupted for another, which runs next."""


class StoreThread:
    """Runs work on the file outside the event loop, one job at a time on each thread."""

    def __init__(self, file: OfficeFile) -> None:
        self.file = file
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="office")
        self._query_executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="query")
        self._query_reader: Reader | None = None
        self._identity = file.identity
        self._running_query: object = None
        self._preempted = False
        self._waiting = 0  # queries before which those that yield do not run
        self._yielding: object = None  # the running query, if it gives way to others
        self._yielded: object = None  # the one that was interrupted for another
        self._cancelled: object = None  # a query, or self for all of them
        self._lock = Lock()
        self._version_reader: Reader | None = None
        self._version_of: object = None  # the file that it reads
        self._version_lock = Lock()

    async def run(self, work: Callable[[OfficeFile], T]) -> T:
        """Run work on the file and return its result, or raise its exception.

        A running query would block a commit, so it is interrupted after a while, and restarted later.
        """
        job = asyncio.wrap_future(self._executor.submit(work, self.file))
        done, _pending = await asyncio.wait([job], timeout=_QUERY_GRACE)
        if not done:
            with self._lock:
                if self._running_query is not None and self._query_reader is not None:
                    self._preempted = True
                    self._query_reader.interrupt()
        return await job

    async def read(self, work: Callable[[Reader], T]) -> T:
        """Read a few rows, after the work submitted before."""
        return await self.run(lambda file: work(file.reader))

    def submit(self, work: Callable[[], object]) -> None:
        """Run something after the work submitted before, without waiting for it."""
        try:
            self._executor.submit(work)
        except RuntimeError:  # the thread has ended
            work()

    async def run_query(self, work: Callable[[Reader], T], *, yields: bool = False) -> T:
        """Run a query that may take long. It is interrupted if the awaiting task is cancelled.

        One that `yields` is interrupted by any other query that does not, and restarted after it.
        """
        while True:
            try:
                return await self._submit_query(work, yields=yields)
            except _YieldedError:
                continue

    async def _submit_query(self, work: Callable[[Reader], T], *, yields: bool) -> T:
        query = object()
        if not yields:
            with self._lock:
                self._waiting += 1
                if self._yielding is not None and self._query_reader is not None:
                    self._yielded = self._yielding
                    self._query_reader.interrupt()
        job = self._query_executor.submit(self._run_query, query, work, yields=yields)
        try:
            return await asyncio.wrap_future(job)
        except asyncio.CancelledError:
            never_began = job.cancel()
            with self._lock:  # so that no later query is interrupted instead
                if never_began and not yields:
                    self._waiting -= 1
                if self._running_query is query and self._query_reader is not None:
                    self._cancelled = query
                    self._query_reader.interrupt()
            raise

    def _run_query(self, query: object, work: Callable[[Reader], T], *, yields: bool) -> T:
        with self._lock:
            if yields and self._waiting:
                raise _YieldedError
            self._waiting -= not yields
        if self._query_reader is None or self._identity != self.file.identity:
            if self._query_reader is not None:  # a backup was restored
                self._query_reader.close()
            self._query_reader, self._identity = self.file.open_reader(), self.file.identity
        with self._lock:
            self._running_query, self._yielding = query, query if yields else None
            self._query_reader.resume()
        try:
            while True:
                try:
                    return work(self._query_reader)
                except UserError:
                    with self._lock:
                        cancelled = self._cancelled in {query, self}
                        yielded = self._yielded is query and not cancelled
                        retry = self._preempted and not cancelled
                        self._preempted = False
                        self._query_reader.resume()
                    if yielded:
                        raise _YieldedError from None
                    if not retry:
                        raise
                self._executor.submit(int).result()  # wait for the work that interrupted it
        finally:
            with self._lock:
                self._running_query = self._yielding = None

    async def version(self) -> tuple[object, int]:
        """Return a value that differs after any change: the identity of the file, and its data version.

        The second part is SQLite's `PRAGMA data_version` of a connection of its own, which waits for
        neither the store thread nor a long query.
        """
        return await asyncio.to_thread(self._read_version)

    def _read_version(self) -> tuple[object, int]:
        with self._version_lock:
            identity = self.file.identity
            if self._version_reader is None or self._version_of != identity:
                self._close_version_reader()
                self._version_reader, self._version_of = Reader(self.file.path), identity
            data_version: int = self._version_reader.value("PRAGMA data_version")
            return identity, data_version

    def _close_version_reader(self) -> None:
        if self._version_reader is not None:
            self._version_reader.close()
            self._version_reader = None

    def begin_close(self) -> None:
        """Begin the backup that `close` makes, so that it is made while the screen ends."""
        self.submit(self.file.backup_policy.on_close)

    def close(self) -> None:
        """Interrupt the queries, finish the work submitted, then close the file."""
        with self._lock:
            self._cancelled = self
            if self._query_reader is not None and self._running_query is not None:
                self._query_reader.interrupt()
        self._query_executor.shutdown()
        if self._query_reader is not None:
            self._query_reader.close()
        with self._version_lock:
            self._close_version_reader()
        self._executor.submit(self.file.close)
        self._executor.shutdown()


def import_writes(_file: OfficeFile) -> None:
    """Import what the first write needs, on the store thread, while the person reads."""
    import secretariat_tui.database.engine.session  # noqa: F401
