"""Slow: processes killed in the middle of their work. Nothing that was acknowledged may be lost."""

import contextlib
import multiprocessing
import random
import sys
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from tests.store.people import PHRASES, Station
from tests.store.victims import (
    EchoRecord,
    EntryRecord,
    back_up_until_killed,
    change_until_killed,
    rotate_until_killed,
    write_until_killed,
)
from tests.store_help import KEY, create_missing_tables
from wellness_desktop.base.clock import Clock
from wellness_desktop.store.backup import back_up, list_backups
from wellness_desktop.store.backup_folder import require_whole
from wellness_desktop.store.rotation import open_store
from wellness_desktop.store.side_tables import TravelRowRecord
from wellness_desktop.store.store import Store

pytestmark = pytest.mark.slow

PROCESSES: Any = multiprocessing.get_context("spawn" if sys.platform == "win32" else "forkserver")
if sys.platform != "win32":
    PROCESSES.set_forkserver_preload(["tests.store.victims"])  # a start costs 20 ms instead of a second


def _start(work: Callable[..., None], *given: str) -> tuple[BaseProcess, Connection]:
    """Another process that does the work and says through the connection how far it got."""
    hear, say = PROCESSES.Pipe(duplex=False)
    process = PROCESSES.Process(target=work, args=(say, *given))
    process.start()
    say.close()
    return process, hear


def _kill(process: BaseProcess, hear: Connection, longest: float) -> list[int]:
    """Kills the process at a random moment after its first word; all numbers it said."""
    try:
        said = [hear.recv()]
        time.sleep(random.uniform(0, longest))  # noqa: S311 - a random moment is what is tested
        process.kill()
        process.join()
        with contextlib.suppress(EOFError):
            while True:
                said.append(hear.recv())
    finally:
        process.kill()
        process.join()
        hear.close()
    return said


@pytest.mark.parametrize("kills", [200])
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "station.db"
    store = Store.create(path, KEY, Clock())
    create_missing_tables(store)
    store.close()
    total = 0
    for _ in range(kills):
        said = _kill(*_start(write_until_killed, str(path)), longest=0.2)
        total += len(said)
        acknowledged = said[-1]
        store = Store.open(path, KEY, Clock())
        with store.read() as session:
            entries = set(session.scalars(select(EntryRecord.number)))
            echoes = set(session.scalars(select(EchoRecord.number)))
            alive = session.query(TravelRowRecord).where(TravelRowRecord.gone.is_(False)).count()
        assert max(entries, default=0) >= acknowledged
        assert entries == echoes
        assert alive == len(entries) + len(echoes)  # the stamps agree with the rows
        assert store.check() == []
        store.close()
    assert total > kills


def test_a_rotation_killed_anywhere_is_finished_at_the_next_sign_in(station: Station, tmp_path: Path) -> None:
    path = tmp_path / "station.db"
    file = station.file()
    store = Store.create(path, station.sign_in("Dana Whitfield", file).store_key, Clock())
    create_missing_tables(store)
    with store.work() as session:
        session.add_all([EntryRecord(number=number, text="x" * 4000) for number in range(2000)])
    store.close()
    unfinished = 0
    for _ in range(40):
        given = (str(path), str(station.path), PHRASES["Dana Whitfield"])
        _kill(*_start(rotate_until_killed, *given), longest=0.5)
        file = station.file()
        ring = station.sign_in("Ruth Okafor", file)
        unfinished += bool(file.previous)
        store = open_store(path, file, ring, Clock())
        assert not file.previous
        assert store.check() == []
        with store.read() as session:
            assert session.query(EntryRecord).count() == 2000
        store.close()
    assert unfinished > 0  # some kills did fall into the middle


def test_a_key_file_killed_while_it_is_written_is_the_old_one_or_the_new_one(station: Station) -> None:
    for _ in range(30):
        _kill(*_start(change_until_killed, str(station.path), PHRASES["Dana Whitfield"]), longest=0.05)
        file = station.file()
        assert not file.copy_was_used
        assert station.sign_in("Ruth Okafor", file).account_id == station.ids["Ruth Okafor"]


def test_a_killed_backup_leaves_whole_backups_only(station: Station, tmp_path: Path) -> None:
    path, stick = tmp_path / "station.db", tmp_path / "stick"
    store = Store.create(path, station.sign_in("Dana Whitfield").store_key, Clock())
    create_missing_tables(store)
    with store.work() as session:
        session.add_all([EntryRecord(number=number, text="x" * 4000) for number in range(1000)])
    store.close()
    for _ in range(15):
        given = (str(path), str(station.path), PHRASES["Dana Whitfield"], str(stick))
        _kill(*_start(back_up_until_killed, *given), longest=0.3)
    file = station.file()
    store = open_store(path, file, station.sign_in("Ruth Okafor", file), Clock())
    back_up(store, station.path, stick)  # which also clears away what was left half done
    store.close()
    made = list_backups(stick)
    assert made
    for backup in made:
        require_whole(backup.folder)
    assert len(made) == len(list(stick.iterdir()))
