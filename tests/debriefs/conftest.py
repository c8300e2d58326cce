"""A real station with keys, a roster and an incident room, as somebody with chosen roles sees it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.debriefs.station import ACCOUNTS, NOW, Station, make_station
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.store import Store
from wellness_desktop.store.stretching import LOWEST


@pytest.fixture(scope="session")
def empty_station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("debriefs-station")
    make_station(folder)
    return folder


@pytest.fixture(scope="session")
def rings(empty_station: Path) -> dict[str, Keyring]:
    file = KeyFile.load(empty_station / "station.keys", LOWEST)
    return {name: file.unlock(name, phrase) for name, (_, phrase) in ACCOUNTS.items()}


@pytest.fixture
def station(empty_station: Path, rings: dict[str, Keyring], tmp_path: Path) -> Iterator[Station]:
    shutil.copy(empty_station / "station.db", tmp_path / "station.db")
    key = next(iter(rings.values())).store_key
    clock = FixedClock(NOW)
    store = Store.open(tmp_path / "station.db", key, clock)
    yield Station(tmp_path, store, rings, clock)
    store.close()
