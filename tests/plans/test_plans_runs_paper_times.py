"""What a time on a sheet means: over midnight, and in the nights when clocks change."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from wellness_desktop.plans.runs.paper_times import paper_moment

CHICAGO = ZoneInfo("America/Chicago")


def at(*moment: int, fold: int = 0) -> datetime:
    return datetime(*moment, tzinfo=CHICAGO, fold=fold)  # type: ignore[arg-type,misc]


@pytest.mark.parametrize(
    ("day", "typed", "meant"),
    [
        pytest.param(24, time(23, 55), (24, 23, 55), id="the same evening"),
        pytest.param(24, time(0, 40), (25, 0, 40), id="after midnight, the day left as it was"),
        pytest.param(24, time(11, 49), (25, 11, 49), id="more than twelve hours before is the day after"),
        pytest.param(24, time(11, 50), (24, 11, 50), id="twelve hours before stays, such as the first call"),
        pytest.param(24, time(22, 10), (24, 22, 10), id="before the plan was put to use"),
        pytest.param(25, time(0, 40), (25, 0, 40), id="the day after was typed: no further day"),
        pytest.param(23, time(0, 40), (23, 0, 40), id="an earlier day was typed: it is meant"),
    ],
)
def test_a_time_of_a_night_over_midnight(day: int, typed: time, meant: tuple[int, int, int]) -> None:
    assert paper_moment(date(2026, 11, day), typed, at(2026, 11, 24, 23, 50), CHICAGO) == at(2026, 11, *meant)


def test_over_the_end_of_a_year() -> None:
    began = at(2026, 12, 31, 23, 50)
    assert paper_moment(date(2026, 12, 31), time(0, 5), began, CHICAGO) == at(2027, 1, 1, 0, 5)


@pytest.mark.parametrize(
    ("began", "fold"),
    [
        pytest.param(at(2026, 10, 31, 23, 50), 0, id="begun the evening before: the first 01:30"),
        pytest.param(at(2026, 11, 1, 1, 10), 0, id="begun in the first of the two hours: the first 01:30"),
        pytest.param(at(2026, 11, 1, 1, 40), 1, id="begun after the first 01:30: the second"),
        pytest.param(at(2026, 11, 1, 1, 10, fold=1), 1, id="begun in the second of the two hours: the second"),
        pytest.param(at(2026, 11, 1, 1, 40, fold=1), 1, id="both are before the beginning: the nearer one"),
    ],
)
def test_an_hour_that_comes_twice(began: datetime, fold: int) -> None:
    """On November 1, 2026 the clocks of Chicago show 01:00 to 02:00 twice, an hour apart."""
    found = paper_moment(date(2026, 11, 1), time(1, 30), began, CHICAGO)
    assert isinstance(found, datetime)
    assert found.timestamp() == at(2026, 11, 1, 1, 30, fold=fold).timestamp()


def test_after_the_hour_that_comes_twice_the_clock_is_clear_again() -> None:
    """From 00:30 to 02:15 it is two hours and three quarters in that night."""
    began = at(2026, 11, 1, 0, 30)
    found = paper_moment(date(2026, 11, 1), time(2, 15), began, CHICAGO)
    assert isinstance(found, datetime)
    assert found.timestamp() - began.timestamp() == timedelta(hours=2, minutes=45).total_seconds()


@pytest.mark.parametrize(
    ("began", "day"),
    [
        pytest.param(at(2026, 3, 8, 1, 50), date(2026, 3, 8), id="begun in the same night"),
        pytest.param(at(2026, 3, 7, 23, 50), date(2026, 3, 7), id="typed for the evening before"),
    ],
)
def test_an_hour_that_never_comes_is_said_in_words(began: datetime, day: date) -> None:
    """On March 8, 2026 the clocks of Chicago go from 02:00 to 03:00."""
    found = paper_moment(day, time(2, 30), began, CHICAGO)
    assert isinstance(found, str)
    assert "clocks went from 02:00 to 03:00" in found


def test_from_before_the_hour_that_never_comes_to_after_it() -> None:
    began = at(2026, 3, 8, 1, 50)
    found = paper_moment(date(2026, 3, 8), time(3, 10), began, CHICAGO)
    assert isinstance(found, datetime)
    assert found.timestamp() - began.timestamp() == timedelta(minutes=20).total_seconds()
