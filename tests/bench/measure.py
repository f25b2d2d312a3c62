"""Measuring times. Compared jobs run alternately, so that other load affects them equally."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any

Figures = dict[str, Any]


def elapsed_ms(job: Callable[[], object]) -> float:
    """Return the duration of a job in ms."""
    start = time.perf_counter()
    job()
    return (time.perf_counter() - start) * 1000


def interleaved(
    jobs: Mapping[str, Callable[[], object]], runs: int, warm_up: int = 1
) -> dict[str, list[float]]:
    """Run jobs alternately (A B A B); return the ms of each run, without the warm-up runs."""
    times: dict[str, list[float]] = {name: [] for name in jobs}
    for run in range(-warm_up, runs):
        for name, job in jobs.items():
            ms = elapsed_ms(job)
            if run >= 0:
                times[name].append(ms)
    return times


def compare(
    ours: Callable[[], object], floor: Callable[[], object], runs: int, warm_up: int = 1
) -> Figures:
    """Compare a job with a floor: the least code that could do the same."""
    ms = medians(interleaved({"ours": ours, "floor": floor}, runs, warm_up))
    return {"ours ms": ms["ours"], "floor ms": ms["floor"], "ratio": ms["ours"] / ms["floor"]}


def medians(times: Mapping[str, Sequence[float]]) -> dict[str, float]:
    """Return the median of each job."""
    return {name: statistics.median(ms) for name, ms in times.items()}


def percentiles(times: Sequence[float]) -> Figures:
    """Return the median and the 95th percentile of times in ms."""
    return {"p50 ms": statistics.median(times), "p95 ms": p95(times), "n": len(times)}


def p95(times: Sequence[float]) -> float:
    """Return the 95th percentile."""
    return sorted(times)[min(int(len(times) * 0.95), len(times) - 1)]
