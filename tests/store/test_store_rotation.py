"""Renewing the station's secret, whole or cut off at any point."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.orm import Mapped

from tests.store.people import PHRASES, Station
from tests.store_help import create_missing_tables
from wellness_desktop.base.clock import Clock
from wellness_desktop.base.errors import Problem
from wellness_desktop.store import rotation
from wellness_desktop.store.key_problems import KeysChanged, OlderKeyFile, WrongPassphrase
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.problems import WrongKey
from wellness_desktop.store.records import Record
from wellness_desktop.store.rotation import agree, open_store, rotate
from wellness_desktop.store.store import Store


class LeafRecord(Record):
    __tablename__ = "test_leaves"
    text: Mapped[str]


@pytest.fixture
def database(station: Station) -> Iterator[Path]:
    """A store under the station's key with a hundred rows in it."""
    path = station.path.with_name("station.db")
    store = Store.create(path, station.sign_in("Dana Whitfield").store_key, Clock())
    create_missing_tables(store)
    with store.work() as session:
        session.add_all([LeafRecord(text=f"leaf {number}") for number in range(100)])
    store.close()
    return path


def _leaves(store: Store) -> int:
    with store.read() as session:
        return session.query(LeafRecord).count()


def _sign_in_and_count(station: Station, database: Path, name: str = "Ruth Okafor") -> int:
    file = station.file()
    store = open_store(database, file, station.sign_in(name, file), Clock())
    try:
        return _leaves(store)
    finally:
        store.close()


def test_after_a_removal_the_old_key_file_opens_nothing_more(station: Station, database: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.keys"
    shutil.copy(station.path, kept)
    file = station.file()
    dana = station.sign_in("Dana Whitfield", file)
    store = open_store(database, file, dana, Clock())
    file.remove(dana, station.ids["Sam Lee"])
    rotate(file, dana, store)
    assert _leaves(store) == 100  # the store goes on
    store.close()
    leaver = KeyFile.load(kept).unlock("Sam Lee", PHRASES["Sam Lee"])
    with pytest.raises(WrongKey):
        Store.open(database, leaver.store_key, Clock())
    for path in (station.path, file.storage.copy):
        with pytest.raises(WrongPassphrase):
            KeyFile.load(path).unlock("Sam Lee", PHRASES["Sam Lee"])
    assert _sign_in_and_count(station, database) == 100
    sheet = station.file().unlock_with_recovery(station.code)
    assert sheet.store_key == dana.store_key


def _cut_before_anything(file: KeyFile, by: Keyring, store: Store) -> None:
    file.remove(by, next(iter(file.accounts() - {by.account_id})))


def _cut_after_the_key_file(file: KeyFile, by: Keyring, store: Store) -> None:
    rotation.begin(file, by)


def _cut_after_the_store(file: KeyFile, by: Keyring, store: Store) -> None:
    rotation.begin(file, by)
    store.rekey(by.store_key)


def _cut_before_the_epoch(file: KeyFile, by: Keyring, store: Store) -> None:
    rotation.begin(file, by)
    store.rekey(by.store_key)
    rotation.end(file, by)


@pytest.mark.parametrize(
    "cut", [_cut_before_anything, _cut_after_the_key_file, _cut_after_the_store, _cut_before_the_epoch]
)
def test_a_cut_rotation_is_finished_by_whoever_signs_in_next(station: Station, database: Path, cut: object) -> None:
    file = station.file()
    dana = station.sign_in("Dana Whitfield", file)
    old_key = dana.store_key
    store = open_store(database, file, dana, Clock())
    cut(file, dana, store)  # type: ignore[operator]
    store.close()
    next_person = "Ruth Okafor" if station.ids["Ruth Okafor"] in file.accounts() else "Sam Lee"
    assert _sign_in_and_count(station, database, next_person) == 100
    after = station.file()
    ring = station.sign_in("Dana Whitfield", after)
    assert rotation.previous_secret(after, ring) is None
    assert not after.view(ring).rotation_due
    assert ring.store_key != old_key
    with pytest.raises(WrongKey):
        Store.open(database, old_key, Clock())


def test_a_rotation_that_finds_the_disk_full_changes_nothing(
    station: Station, database: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = station.file()
    dana = station.sign_in("Dana Whitfield", file)
    store = open_store(database, file, dana, Clock())
    before = station.path.read_bytes()
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))  # type: ignore[attr-defined]
    with pytest.raises(Problem, match="not enough free space"):
        rotate(file, dana, store)
    monkeypatch.undo()
    assert station.path.read_bytes() == before
    assert _leaves(store) == 100
    store.close()


@pytest.mark.parametrize("cut", [_cut_before_anything, _cut_after_the_key_file])
def test_a_full_disk_keeps_nobody_out_and_the_rotation_is_done_later(
    station: Station, database: Path, monkeypatch: pytest.MonkeyPatch, cut: object
) -> None:
    file = station.file()
    dana = station.sign_in("Dana Whitfield", file)
    old_key = dana.store_key
    store = open_store(database, file, dana, Clock())
    cut(file, dana, store)  # type: ignore[operator]
    store.close()
    with monkeypatch.context() as full:
        full.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9, 1000))  # type: ignore[attr-defined]
        assert _sign_in_and_count(station, database, "Dana Whitfield") == 100
        Store.open(database, old_key, Clock()).close()
    assert _sign_in_and_count(station, database, "Dana Whitfield") == 100
    with pytest.raises(WrongKey):
        Store.open(database, old_key, Clock())


def test_a_window_that_was_open_meanwhile_is_told_to_sign_in_again(station: Station, database: Path) -> None:
    mine, theirs = station.file(), station.file()
    dana, ruth = station.sign_in("Dana Whitfield", mine), station.sign_in("Ruth Okafor", theirs)
    one, other = open_store(database, mine, dana, Clock()), open_store(database, theirs, ruth, Clock())
    assert _leaves(other) == 100
    rotate(mine, dana, one)
    with pytest.raises(WrongKey):
        _leaves(other)
    with pytest.raises(WrongKey), other.work() as session:
        session.add(LeafRecord(text="lost?"))
    with pytest.raises(KeysChanged):
        theirs.change_passphrase(ruth, PHRASES["Ruth Okafor"], "quite another long phrase")
    other.close()
    assert _leaves(one) == 100
    one.close()


def test_an_older_key_file_is_noticed(station: Station, database: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.keys"
    shutil.copy(station.path, kept)
    file = station.file()
    dana = station.sign_in("Dana Whitfield", file)
    store = open_store(database, file, dana, Clock())
    file.change_passphrase(dana, PHRASES["Dana Whitfield"], "quite another long phrase")
    agree(file, dana, store)
    store.close()
    shutil.copy(kept, station.path)
    shutil.copy(kept, file.storage.copy)
    older = station.file()
    ring = station.sign_in("Dana Whitfield", older)
    with pytest.raises(OlderKeyFile):
        open_store(database, older, ring, Clock())
    accepted = open_store(database, older, ring, Clock(), accept_older=True)
    accepted.close()
    assert _sign_in_and_count(station, database) == 100


def test_a_key_file_of_another_station_is_a_clear_problem(station: Station, tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    Store.create(path, bytes(32), Clock()).close()
    file = station.file()
    with pytest.raises(WrongKey):
        open_store(path, file, station.sign_in("Sam Lee", file), Clock())
