"""Slow: power cuts. Programs that tick a plan off are killed a hundred times; no acknowledged line is lost."""

import contextlib
import multiprocessing
import random
import sys
import time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from tests.plans.run_victims import KEY, runs_of, tick_until_killed
from wellness_desktop.base.clock import Clock
from wellness_desktop.plans.runs.timeline import timeline
from wellness_desktop.store.records import Base
from wellness_desktop.store.store import Store

pytestmark = pytest.mark.slow

PROCESSES: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    PROCESSES.set_forkserver_preload(["tests.plans.run_victims"])
LONGEST = 0.15


def _until_killed(path: Path, run: UUID) -> list[UUID]:
    """The lines that the other process said were saved, before it was killed at a random moment."""
    hear, say = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=tick_until_killed, args=(say, str(path), str(run)))
    process.start()
    say.close()
    said = [hear.recv()]
    time.sleep(random.uniform(0, LONGEST))  # noqa: S311 - a random moment is what is tested
    process.kill()
    process.join()
    with contextlib.suppress(EOFError):
        while True:
            said.append(hear.recv())
    hear.close()
    return [UUID(hex=one) for one in said]


@pytest.mark.parametrize("kills", [100])
def test_no_acknowledged_tick_is_lost_when_the_power_is_cut(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "station.db"
    store = Store.create(path, KEY, Clock())
    with store.work() as session:
        Base.metadata.create_all(session.connection())
    run = runs_of(store, tmp_path, "Dana").start("CP-01", drill=False).value
    store.close()
    acknowledged: set[UUID] = set()
    for _ in range(kills):
        acknowledged.update(_until_killed(path, run))
        store = Store.open(path, KEY, Clock())
        try:
            assert store.check() == []
            found = runs_of(store, tmp_path, "Dana").run(run)
            assert acknowledged <= {one.id for one in found.events}
            numbers = sorted(one.number for one in found.events)
            assert numbers == list(range(1, len(numbers) + 1))  # no line is counted twice, none is missing
            assert len(timeline(found)) == len(found.events) + 1
        finally:
            store.close()
    assert len(acknowledged) > kills
