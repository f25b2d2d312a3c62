"""Commits survive a kill of the program at any moment."""

import os
import random
import select
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.database.states import ask, assert_sound

ROUNDS = 50


@pytest.fixture
def nursery(path: Path) -> Iterator[subprocess.Popen[bytes]]:
    """A process that starts writers quickly: it has imported everything already."""
    command = [sys.executable, "-m", "tests.database.writer", str(path)]
    root = Path(__file__).parents[2]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=root, stdin=pipe, stdout=pipe, bufsize=0) as process:
        yield process
        assert process.stdin
        process.stdin.close()


def _round(nursery: subprocess.Popen[bytes], chance: random.Random) -> list[tuple[int, int]]:
    """Let a child write, kill it in the middle of something, and return what it had said was saved."""
    assert nursery.stdin
    assert nursery.stdout
    nursery.stdin.write(b"go\n")
    child, saved, enough, killed = 0, list[tuple[int, int]](), chance.randint(2, 20), False
    while True:
        word, *rest = nursery.stdout.readline().split()
        if word == b"dead":
            assert killed, "the writer died by itself"
            return saved
        if word == b"child":
            child = int(rest[0])
        else:
            saved.append((int(word), int(rest[0])))
        if child and len(saved) >= enough and not killed:
            select.select([], [], [], chance.uniform(0, 0.01))  # a moment within the next edits
            os.kill(child, signal.SIGKILL)
            killed = True


@pytest.mark.slow
def test_what_was_saved_survives_kill_9(path: Path, nursery: subprocess.Popen[bytes]) -> None:
    chance, unreadable, all_saved = random.Random(), 0, list[tuple[int, int]]()
    for _ in range(ROUNDS):
        all_saved += _round(nursery, chance)
        unreadable += path.with_name(f"{path.name}-journal").exists()
        found = dict(ask(path, "SELECT id, rev FROM agreement"))
        assert [(n, rev) for n, rev in all_saved if found.get(n, 0) < rev] == []
        assert_sound(path)
    assert len(found) <= len({n for n, _rev in all_saved}) + ROUNDS
    assert unreadable > 0, "no kill fell within a transaction: this test has proved nothing"
