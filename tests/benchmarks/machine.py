"""Processes to be timed: started the way a person starts them, with compiled files, on a screen of their own."""

import compileall
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.screen import Watcher, a_screen, can_have_screen

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
"""Seconds that one process may take before the benchmark gives up."""


def compile_everything() -> None:
    """Nobody starts the program without its compiled files, and building them would be timed with it."""
    compileall.compile_dir(ROOT / "wellness_desktop", quiet=2)
    compileall.compile_dir(ROOT / "tests" / "benchmarks", quiet=2)


def environment(**more: str) -> dict[str, str]:
    """This process's, with compiled files allowed."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", **more}


def ask(what: str, folder: Path | None = None, *, rounds: int = 1, display: str = "") -> Any:
    """What `python -m tests.benchmarks.inside WHAT` found, measured inside that new process."""
    command = [sys.executable, "-m", "tests.benchmarks.inside", what, str(rounds), *([str(folder)] if folder else [])]
    screen = {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display} if display else {}
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(**screen),
        capture_output=True,
        text=True,
        timeout=PATIENCE * max(1, rounds),
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{what} ended with {done.returncode}: {done.stderr.strip()[-600:]}")
    return json.loads(done.stdout.splitlines()[-1])


class Starter:
    """Starts one program after the other and times each from the start of its process to its first paint."""

    def __init__(self, display: str) -> None:
        self.display = display
        self._watcher = Watcher(display) if display else None

    def seconds(self, command: Sequence[str]) -> tuple[float, float]:
        """Until the window was there and until it was painted; the process is ended then.

        On a screen the X server is watched. Without one, the command is `inside` and says itself when it painted;
        both numbers are the same then.
        """
        if self._watcher is None:
            return self._told(command)
        self._watcher.forget()
        began = time.perf_counter()
        started = subprocess.Popen(
            command,
            cwd=ROOT,
            env=environment(QT_QPA_PLATFORM="xcb", DISPLAY=self.display),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            seen = self._watcher.wait_for_window(PATIENCE)
        finally:
            started.kill()
            started.wait()
        return seen.mapped - began, seen.painted - began

    def close(self) -> None:
        if self._watcher is not None:
            self._watcher.close()

    def _told(self, command: Sequence[str]) -> tuple[float, float]:
        began = time.time()
        with subprocess.Popen(command, cwd=ROOT, env=environment(), stdout=subprocess.PIPE, text=True) as started:
            assert started.stdout is not None
            painted = float(started.stdout.readline())
            started.kill()
        return painted - began, painted - began


@contextmanager
def a_starter() -> Iterator[Starter]:
    """With a screen where this machine can have one, without where it cannot."""
    if not can_have_screen():
        yield Starter("")
        return
    with a_screen() as display:
        starter = Starter(display)
        try:
            yield starter
        finally:
            starter.close()


def in_turn(rounds: int, things: Mapping[str, Callable[[], Any]]) -> dict[str, list[Any]]:
    """What each thing gave in each round; mixed anew every round, after one that does not count."""
    found: dict[str, list[Any]] = {name: [] for name in things}
    for number in range(rounds + 1):
        for name in random.sample(list(things), len(things)):
            value = things[name]()
            if number:
                found[name].append(value)
    return found


def memory_kib() -> dict[str, int] | None:
    """What this process takes: all pages (Rss), and shared ones counted in parts (Pss), which shrinks while other Qt
    programs run. None where the system does not tell.
    """
    try:
        lines = Path("/proc/self/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    pairs = (line.split() for line in lines[1:])
    return {name.rstrip(":"): int(amount) for name, amount, *_ in pairs if name in ("Rss:", "Pss:")}
