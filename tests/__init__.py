"""Tests of secretariat."""

import gc

gc.set_threshold(100_000, 20, 20)  # at its usual pace garbage collection took a sixth of the time
