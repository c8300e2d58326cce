"""What a killed process was doing. Apart from the tests, so that a new process can import it by one name."""

import random
from multiprocessing.connection import Connection
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Mapped

from tests.store_help import KEY
from wellness_desktop.base.clock import Clock
from wellness_desktop.store.backup import back_up
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.records import Record
from wellness_desktop.store.rotation import open_store, rotate
from wellness_desktop.store.store import Store


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


def write_until_killed(say: Connection, path: str) -> None:
    """Saves, acknowledges, and again."""
    store = Store.open(Path(path), KEY, Clock())
    with store.read() as session:
        number = max(session.scalars(select(EntryRecord.number)), default=0)
    chance = random.Random()  # noqa: S311 - sizes of texts
    while True:
        number += 1
        _save(store, number, chance.randint(10, 6000))
        say.send(number)


def rotate_until_killed(say: Connection, path: str, keys: str, passphrase: str) -> None:
    """Renews the station's secret again and again."""
    file = KeyFile.load(Path(keys))
    ring = file.unlock("Dana Whitfield", passphrase)
    store = open_store(Path(path), file, ring, Clock())
    say.send(0)
    while True:
        rotate(file, ring, store)


def change_until_killed(say: Connection, keys: str, passphrase: str) -> None:
    """Changes the key file again and again."""
    file = KeyFile.load(Path(keys))
    ring = file.unlock("Dana Whitfield", passphrase)
    say.send(0)
    while True:
        file.new_recovery_code(ring)


def back_up_until_killed(say: Connection, path: str, keys: str, passphrase: str, target: str) -> None:
    """Makes one backup after the other."""
    file = KeyFile.load(Path(keys))
    ring = file.unlock("Dana Whitfield", passphrase)
    store = open_store(Path(path), file, ring, Clock())
    say.send(0)
    while True:
        back_up(store, Path(keys), Path(target))
