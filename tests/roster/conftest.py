import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import shiboken6
from PySide6.QtWidgets import QApplication

from tests.roster.station import (
    COORDINATOR,
    HELPER,
    NOON,
    PHRASES,
    TODAY,
    Station,
    a_person,
    a_phone,
    added,
    make_station,
    published,
)
from tests.roster.typing_roster import LINES, PATTERNS
from tests.support.looks import show_at
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.roster.kinds import PersonRole, Standing
from wellness_desktop.roster.roster_page import RosterPage
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


@pytest.fixture(scope="session")
def support_team(rings: dict[object, Keyring]) -> dict[object, Keyring]:
    """The support team has its key; its only member is the coordinator."""
    if not rings[COORDINATOR].may_open("support_team"):
        rings[COORDINATOR].found_group("support_team")
    return rings


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


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def open_page(qtbot, qapp, tasks, station):
    pages = []

    def make(*roles, account=None, size=(1150, 700)):
        roster = station.roster(*roles, account=account) if account else station.roster(*roles)
        page = RosterPage(roster, tasks, agency="Millbrook PD", lines=lambda: LINES, patterns=lambda: PATTERNS)
        show_at(qapp, page, *size)
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
        pages.append(page)
        return page

    yield make
    for page in pages:
        # Before qtbot's own cleaning: a completer's list is a window that goes with the page, and only with it.
        shiboken6.delete(page)


@pytest.fixture
def team(roster):
    return added(
        roster,
        published(
            "Ruth Okafor", roles=frozenset({PersonRole.CHAPLAIN}), agency="Granite County Sheriff", shared_on=TODAY
        ),
        a_person("Lee Park", phones=(a_phone("406-555-0102", checked_on=TODAY),)),
        a_person("Sam O'Neil", phones=(a_phone("406-555-0103", checked_on=TODAY - timedelta(days=120)),)),
        a_person(
            "Ann Bell", roles=frozenset({PersonRole.OFFICER}), phones=(a_phone("406-555-0120", checked_on=TODAY),)
        ),
    )


@pytest.fixture
def town(roster):
    """A chief, a sergeant under the chief, me under the sergeant, and helpers in and out of that chain."""
    chief, otto = added(roster, a_person("Chief Reyes", account_id=None), a_person("Otto Peer", agency="Millbrook PD"))
    (sergeant,) = added(roster, a_person("Sergeant Moss", reports_to=chief.id))
    added(
        roster,
        a_person("Lee Park", account_id=HELPER, reports_to=sergeant.id),
        published(
            "Ruth Okafor",
            own_agency=False,
            agency="Granite County Sheriff",
            phones=(a_phone("406-555-0101", published=True, checked_on=TODAY),),
            attributes=("Survivor of a shooting",),
            attributes_on=TODAY,
        ),
        a_person("Silent Sue", own_agency=False, attributes=("Survivor of a shooting",), attributes_on=TODAY),
        a_person("Tow Yard", roles=frozenset({PersonRole.VENDOR})),
        a_person("Away Al", standing=Standing.PAUSED),
    )
    return otto
