"""A real station with keys, a roster and an incident room, as somebody with chosen roles sees it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from tests.debriefs.station import ACCOUNTS, COORDINATOR, NOW, ZONE, Station, make_station
from tests.debriefs.typing_pages import LINES
from tests.support.looks import show_at
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.debriefs.incidents_page import IncidentsPage
from wellness_desktop.debriefs.something_happened_page import SomethingHappenedPage
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.store.keyfile import KeyFile
from wellness_desktop.store.keyring import Keyring
from wellness_desktop.store.store import Store
from wellness_desktop.store.stretching import LOWEST


@pytest.fixture(scope="session")
def empty_station(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("debriefs-station")
    make_station(folder)
    return folder


@pytest.fixture
def rings(empty_station: Path, tmp_path: Path) -> dict[str, Keyring]:
    """Everybody's keys, from a key file of this test's own: one who was let into the team remembers its key."""
    shutil.copy(empty_station / "station.keys", tmp_path / "station.keys")
    file = KeyFile.load(tmp_path / "station.keys", LOWEST)
    return {name: file.unlock(name, phrase) for name, (_, phrase) in ACCOUNTS.items()}


@pytest.fixture
def station(empty_station: Path, rings: dict[str, Keyring], tmp_path: Path) -> Iterator[Station]:
    shutil.copy(empty_station / "station.db", tmp_path / "station.db")
    key = next(iter(rings.values())).store_key
    clock = FixedClock(NOW)
    store = Store.open(tmp_path / "station.db", key, clock)
    yield Station(tmp_path, store, rings, clock)
    store.close()


@pytest.fixture
def opened(qtbot, qapp):
    pages = []

    def make(page, size=(1150, 700)):
        show_at(qapp, page, *size)
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
        page.setFocus()
        pages.append(page)
        return page

    yield make
    for page in pages:
        shiboken6.delete(page)


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def happened(opened, station):
    def make(name=COORDINATOR, **more):
        return opened(SomethingHappenedPage(LINES, station.clock, ZONE, station.debriefs(name)), **more)

    return make


@pytest.fixture
def incidents(opened, station, tasks):
    def make(name=COORDINATOR, **more):
        return opened(IncidentsPage(station.debriefs(name), tasks), **more)

    return make
