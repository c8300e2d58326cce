from pathlib import Path

import pytest

from tests.support.station import A_NIGHT, a_station
from wellness_desktop.accounts.station import Station
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import Paths, find_paths


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(A_NIGHT)


@pytest.fixture
def paths(tmp_path: Path) -> Paths:
    return find_paths(tmp_path / "station")


@pytest.fixture
def station(paths: Paths, clock: FixedClock) -> Station:
    return a_station(paths.data, clock)
