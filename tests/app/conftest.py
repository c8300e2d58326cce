"""The whole program on an empty folder; somebody signed in to a real station, for the pages behind Settings."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.app.begun_pages import DANA, LEE, PHRASES, ROLES, Enter
from tests.app.settings_people import Desk, make_people
from tests.app.settings_people import enter as enter_station
from tests.support.station import A_NIGHT, OTHER_PHRASE, PHRASE, a_station
from wellness_desktop.accounts.roles import Role
from wellness_desktop.accounts.service import Accounts
from wellness_desktop.app.program import Program
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths, find_paths
from wellness_desktop.base.settings import Settings
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.store.stretching import LOWEST


@pytest.fixture(scope="session")
def people_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("people") / "station"
    make_people(folder)
    return folder


@pytest.fixture
def sign_in(people_folder: Path, tmp_path: Path) -> Iterator[Callable[[str], Desk]]:
    """Signs people in to one copy of the station; their keys are dropped at the end."""
    desks: list[Desk] = []

    def one(name: str) -> Desk:
        desks.append(enter_station(people_folder, tmp_path / "station", name))
        return desks[-1]

    yield one
    for desk in desks:
        desk.signed_in.end()


@pytest.fixture
def tasks(qtbot: Any) -> Iterator[Tasks]:
    tasks = Tasks()
    yield tasks
    tasks.close()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(A_NIGHT)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "records")


@pytest.fixture
def program(qtbot: Any, paths: Paths, clock: FixedClock) -> Iterator[Any]:
    """The whole program on an empty data folder, its window shown."""
    from wellness_desktop.app.program import Program

    settings = Settings(agency_name="Millbrook Police Department", time_zone="America/Chicago")
    running = Program(paths, settings, clock, folder_is_fixed=True, stretching=LOWEST)
    running.show()
    qtbot.waitExposed(running.frame)
    yield running
    running.frame.may_close = lambda: True  # nobody is there to answer a question
    running.frame.close()


@pytest.fixture(scope="module")
def two_people(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("drafts") / "station"
    clock = FixedClock(A_NIGHT)
    station = a_station(folder, clock)
    dana, _ = station.create(DANA, PHRASE, ROLES)
    Accounts(dana, station.tries, clock).add(LEE, OTHER_PHRASE, ROLES | {Role.ADMINISTRATOR})
    dana.end()
    return folder


@pytest.fixture
def enter(two_people: Path, program: Program, paths: Paths, clock: FixedClock) -> Enter:
    """Locks, and signs this person in."""
    shutil.copytree(two_people, paths.data, dirs_exist_ok=True)

    def one(name: str) -> Program:
        program.lock()
        program.open_records(a_station(paths.data, clock).sign_in(name, PHRASES[name]))
        return program

    return one
