"""A station for tests: fixed clock, cheap but permitted key stretching."""

from datetime import UTC, datetime
from pathlib import Path

from wellness_desktop.accounts.station import Station
from wellness_desktop.base.clock import FixedClock
from wellness_desktop.base.paths import find_paths
from wellness_desktop.store.stretching import LOWEST

PHRASE = "gravel lantern otter picnic"
OTHER_PHRASE = "ponies eat muffins at dawn"
A_NIGHT = datetime(2026, 11, 24, 8, tzinfo=UTC)
"""2 a.m. in Chicago."""


def a_station(folder: Path, clock: FixedClock | None = None) -> Station:
    """The station in `folder`, not made yet."""
    return Station(find_paths(folder), clock or FixedClock(A_NIGHT), LOWEST)
