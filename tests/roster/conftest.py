import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.roster.station import NOON, PHRASES, Station, make_station
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.roster.service import Roster
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.store import Store
from wellness_desktop.store.stretching import LOWEST


@pytest.fixture(scope="session")
def empty_station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("station")
    make_station(folder)
    return folder


@pytest.fixture(scope="session")
def rings(empty_station: Path) -> dict[object, Keyring]:
    file = KeyFile.load(empty_station / "station.keys", LOWEST)
    names = dict(zip(PHRASES, ("Dana Whitfield", "Lee Park"), strict=True))
    return {account: file.unlock(names[account], phrase) for account, phrase in PHRASES.items()}


@pytest.fixture
def station(empty_station: Path, rings: dict[object, Keyring], tmp_path: Path) -> Iterator[Station]:
    shutil.copy(empty_station / "station.db", tmp_path / "station.db")
    key = next(iter(rings.values())).store_key
    store = Store.open(tmp_path / "station.db", key, FixedClock(NOON))
    yield Station(tmp_path, store, rings)
    store.close()


@pytest.fixture
def roster(station: Station) -> Roster:
    """The roster as the coordinator sees it."""
    return station.roster()
