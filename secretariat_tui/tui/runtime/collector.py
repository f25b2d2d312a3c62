"""When Python's garbage collector runs. Each of its pauses delays a key."""

import gc

_AT_START = (100_000, 50, 50)  # thresholds of gc.set_threshold: imports leave no garbage
_WHILE_RUNNING = (5_000, 10, 20)


def postpone_collections() -> None:
    """Let a process start without collections."""
    gc.set_threshold(*_AT_START)


def spare_existing_objects() -> None:
    """Never again look at the objects that exist: modules, classes, and the first screen.

    A full collection took 50 to 110 ms with them, every few hundred keys.
    """
    gc.freeze()
    gc.set_threshold(*_WHILE_RUNNING)
