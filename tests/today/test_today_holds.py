"""A legal hold is told to everybody whose records are held."""

import pytest

from wellness_desktop.today.hold_matters import hold_matters


@pytest.mark.parametrize(
    ("station", "mine", "words"),
    [
        (True, False, ["A legal hold is set on this station"]),
        (True, True, ["A legal hold is set on this station"]),
        (False, True, ["A legal hold keeps records about an incident that you were part of"]),
        (False, False, []),
    ],
)
def test_one_quiet_line(*, station: bool, mine: bool, words: list[str]) -> None:
    assert [one.title for one in hold_matters(station=station, mine=mine, go="kept")] == words
