"""Time zones are offered by the names people use for them."""

import pytest

from wellness_desktop.base.clock import station_zone
from wellness_desktop.base.us_states import ZONES, zone_words


@pytest.mark.parametrize("name", ZONES)
def test_every_zone_offered_exists_and_is_named_in_words(name: str) -> None:
    assert str(station_zone(name)) == name
    assert "/" not in zone_words(name)
    assert "_" not in zone_words(name)


def test_no_two_zones_read_alike() -> None:
    assert len({zone_words(name) for name in ZONES}) == len(ZONES)


def test_another_zone_is_named_after_its_city() -> None:
    assert zone_words("America/Argentina/Buenos_Aires") == "Buenos Aires"
    assert zone_words("America/Chicago") == "Central (Chicago)"
