"""Taking times. What is compared is run in turn, so that whatever else the machine does meets all alike."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Figures = dict[str, Any]


def taken(work: Callable[[], object]) -> float:
    """Return the ms that a piece of work takes."""
    begun = time.perf_counter()
    work()
    return (time.perf_counter() - begun) * 1000


def in_turn(
    works: Mapping[str, Callable[[], object]], runs: int, warm: int = 1
) -> dict[str, list[float]]:
    """Run pieces of work A B A B; return the ms of each, without the first, warming runs."""
    times: dict[str, list[float]] = {name: [] for name in works}
    for run in range(-warm, runs):
        for name, work in works.items():
            found = taken(work)
            if run >= 0:
                times[name].append(found)
    return times


def against(
    ours: Callable[[], object], floor: Callable[[], object], runs: int, warm: int = 1
) -> Figures:
    """Compare a piece of work with the least that could do it."""
    times = in_turn({"ours": ours, "floor": floor}, runs, warm)
    medians = {name: statistics.median(found) for name, found in times.items()}
    return {
        "ours ms": medians["ours"],
        "floor ms": medians["floor"],
        "ratio": medians["ours"] / medians["floor"],
    }


def spread(times: Sequence[float]) -> Figures:
    """Return the median and the 95th percentile of some ms."""
    return {"p50 ms": statistics.median(times), "p95 ms": p95(times), "n": len(times)}


def p95(times: Sequence[float]) -> float:
    """Return what 95 of 100 times do not exceed."""
    return sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]
