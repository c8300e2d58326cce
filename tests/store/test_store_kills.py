"""Slow: processes killed in the middle of their work. Nothing that was acknowledged may be lost."""

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Mapped

from tests.store.people import Station
from tests.store_help import KEY, create_missing_tables
from wellness_desktop.base.clock import Clock
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.records import Record
from wellness_desktop.store.rotation import open_store
from wellness_desktop.store.side_tables import TravelRowRecord
from wellness_desktop.store.store import Store

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
NUMBER_BYTES = 8


class EntryRecord(Record):
    __tablename__ = "test_entries"
    number: Mapped[int]
    text: Mapped[str]


class EchoRecord(Record):
    """Saved with the entry of the same number, or not at all."""

    __tablename__ = "test_echoes"
    number: Mapped[int]


def _save(store: Store, number: int, size: int) -> None:
    with store.work() as session:
        session.add_all([EntryRecord(number=number, text="x" * size), EchoRecord(number=number)])
        if number % 7 == 0:
            for kind in (EntryRecord, EchoRecord):
                for old in session.scalars(select(kind).where(kind.number == number - 5)):
                    session.delete(old)


def write_until_killed(path: str) -> None:
    """Saves, acknowledges on standard output, and again."""
    store = Store.open(Path(path), KEY, Clock())
    with store.read() as session:
        number = max(session.scalars(select(EntryRecord.number)), default=0)
    chance = random.Random()  # noqa: S311 - sizes of texts
    while True:
        number += 1
        _save(store, number, chance.randint(10, 6000))
        os.write(1, number.to_bytes(NUMBER_BYTES, "big"))


def _run(entry: str, *given: str) -> "subprocess.Popen[bytes]":
    code = f"import sys; from tests.store.test_store_kills import {entry}; {entry}(*sys.argv[1:])"
    return subprocess.Popen([sys.executable, "-c", code, *given], cwd=ROOT, stdout=subprocess.PIPE)


def _kill(process: "subprocess.Popen[bytes]", after: float) -> bytes:
    """Kills the process some time after its first word; everything it said."""
    assert process.stdout is not None
    said = process.stdout.read(NUMBER_BYTES)
    time.sleep(after)  # a random moment is what is tested
    process.kill()
    process.wait()
    said += process.stdout.read()
    process.stdout.close()
    return said


@pytest.mark.parametrize("kills", [200])
def test_a_killed_writer_loses_nothing_that_it_acknowledged(tmp_path: Path, kills: int) -> None:
    path = tmp_path / "station.db"
    store = Store.create(path, KEY, Clock())
    create_missing_tables(store)
    store.close()
    acknowledged = total = 0
    for _ in range(kills):
        said = _kill(_run("write_until_killed", str(path)), random.uniform(0, 0.15))  # noqa: S311
        whole = said[: len(said) // NUMBER_BYTES * NUMBER_BYTES]
        if whole:
            total += len(whole) // NUMBER_BYTES
            acknowledged = int.from_bytes(whole[-NUMBER_BYTES:], "big")
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


def rotate_until_killed(path: str, keys: str, passphrase: str) -> None:
    """Renews the station's secret again and again."""
    from wellness_desktop.store.rotation import rotate

    file = KeyFile.load(Path(keys))
    ring = file.unlock("Dana Whitfield", passphrase)
    store = open_store(Path(path), file, ring, Clock())
    os.write(1, b"rotating")
    while True:
        rotate(file, ring, store)


def test_a_rotation_killed_anywhere_is_finished_at_the_next_sign_in(station: Station, tmp_path: Path) -> None:
    from tests.store.people import PHRASES

    path = tmp_path / "station.db"
    file = station.file()
    store = Store.create(path, station.sign_in("Dana Whitfield", file).store_key, Clock())
    create_missing_tables(store)
    with store.work() as session:
        session.add_all([EntryRecord(number=number, text="x" * 4000) for number in range(2000)])
    store.close()
    unfinished = 0
    for _ in range(40):
        process = _run("rotate_until_killed", str(path), str(station.path), PHRASES["Dana Whitfield"])
        _kill(process, random.uniform(0, 0.5))  # noqa: S311
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


def change_until_killed(keys: str, passphrase: str) -> None:
    """Changes the key file again and again."""
    file = KeyFile.load(Path(keys))
    ring = file.unlock("Dana Whitfield", passphrase)
    os.write(1, b"changing")
    while True:
        file.new_recovery_code(ring)


def test_a_key_file_killed_while_it_is_written_is_the_old_one_or_the_new_one(station: Station) -> None:
    from tests.store.people import PHRASES

    for _ in range(30):
        process = _run("change_until_killed", str(station.path), PHRASES["Dana Whitfield"])
        _kill(process, random.uniform(0, 0.05))  # noqa: S311
        file = station.file()
        assert not file.copy_was_used
        assert station.sign_in("Ruth Okafor", file).account_id == station.ids["Ruth Okafor"]


def back_up_until_killed(path: str, keys: str, passphrase: str, target: str) -> None:
    """Makes one backup after the other."""
    from wellness_desktop.store.backup import back_up

    file = KeyFile.load(Path(keys))
    ring = file.unlock("Dana Whitfield", passphrase)
    store = open_store(Path(path), file, ring, Clock())
    os.write(1, b"copying!")
    while True:
        back_up(store, Path(keys), Path(target))


def test_a_killed_backup_leaves_whole_backups_only(station: Station, tmp_path: Path) -> None:
    from tests.store.people import PHRASES
    from wellness_desktop.store.backup import list_backups
    from wellness_desktop.store.backup_folder import require_whole

    path, stick = tmp_path / "station.db", tmp_path / "stick"
    store = Store.create(path, station.sign_in("Dana Whitfield").store_key, Clock())
    create_missing_tables(store)
    with store.work() as session:
        session.add_all([EntryRecord(number=number, text="x" * 4000) for number in range(1000)])
    store.close()
    for _ in range(15):
        process = _run("back_up_until_killed", str(path), str(station.path), PHRASES["Dana Whitfield"], str(stick))
        _kill(process, random.uniform(0, 0.3))  # noqa: S311
    made = list_backups(stick)
    assert made
    for backup in made:
        require_whole(backup.folder)
    assert len(made) == len([path for path in stick.iterdir() if not path.name.startswith(".new-")])
