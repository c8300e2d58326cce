"""Dates and times as people at a station type them, and the two nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.kit.when import (
    clock_changes,
    date_text,
    day_words,
    moment_words,
    read_date,
    read_moment,
    read_time,
    short_moment,
    span_words,
    time_text,
)

CHICAGO = ZoneInfo("America/Chicago")
PHOENIX = ZoneInfo("America/Phoenix")
ST_JOHNS = ZoneInfo("America/St_Johns")
ZONES = st.sampled_from([ZoneInfo("UTC"), CHICAGO, PHOENIX, ST_JOHNS, ZoneInfo("America/Anchorage")])
TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11/22/2026", TODAY),
        ("11/22", TODAY),
        ("11-22-26", TODAY),
        ("2026-11-22", TODAY),
        ("Nov 22", TODAY),
        ("november 22, 2026", TODAY),
        ("sept 3", date(2026, 9, 3)),
        ("1/3", date(2027, 1, 3)),
        ("6/1", date(2026, 6, 1)),
        (" Today ", TODAY),
        ("t", TODAY),
        ("yesterday", date(2026, 11, 21)),
        ("tomorrow", date(2026, 11, 23)),
        ("2/29/2028", date(2028, 2, 29)),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, expected: date) -> None:
    assert read_date(text, TODAY) == expected


@pytest.mark.parametrize("text", ["", "13/45", "2/29/2027", "2/29", "soon", "32", "novembre 22", "0/0", "11//22"])
def test_what_is_no_date_is_not_guessed(text: str) -> None:
    assert read_date(text, TODAY) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("0130", time(1, 30)),
        ("130", time(1, 30)),
        ("1:30", time(1, 30)),
        ("01.30", time(1, 30)),
        ("1330 hrs", time(13, 30)),
        ("13", time(13)),
        ("1pm", time(13)),
        ("1:30 p.m.", time(13, 30)),
        ("12am", time(0)),
        ("12 PM", time(12)),
        ("0", time(0)),
        ("2359", time(23, 59)),
    ],
)
def test_times_are_read_as_people_write_them(text: str, expected: time) -> None:
    assert read_time(text) == expected


@pytest.mark.parametrize("text", ["", "24", "2460", "13pm", "0pm", "1:5", "one", "12345", "-1"])
def test_what_is_no_time_is_not_guessed(text: str) -> None:
    assert read_time(text) is None


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)), st.times())
def test_what_a_field_shows_is_read_back_as_the_same(day: date, clock: time) -> None:
    assert read_date(date_text(day), TODAY) == day
    assert read_time(time_text(clock)) == clock.replace(second=0, microsecond=0, fold=0)


@given(st.integers(0, 60 * 365 * 24 * 60), ZONES)
def test_every_moment_is_found_again_from_what_the_clock_showed(minute: int, zone: ZoneInfo) -> None:
    moment = datetime(2000, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    here = moment.astimezone(zone)
    reading = read_moment(here.date(), here.time().replace(fold=0), zone)
    assert moment in reading.moments
    assert reading.fault == ""
    assert all(found.astimezone(zone).replace(tzinfo=None) == here.replace(tzinfo=None) for found in reading.moments)


def test_the_hour_that_comes_twice_has_two_moments_an_hour_apart() -> None:
    first, second = read_moment(date(2026, 11, 1), time(1, 30), CHICAGO).moments
    assert second - first == timedelta(hours=1)
    assert (first.astimezone(CHICAGO).tzname(), second.astimezone(CHICAGO).tzname()) == ("CDT", "CST")


@pytest.mark.parametrize(
    ("zone", "clock", "words"),
    [
        (CHICAGO, time(2, 0), "There was no 02:00 that night: clocks went from 02:00 to 03:00."),
        (CHICAGO, time(2, 59), "There was no 02:59 that night: clocks went from 02:00 to 03:00."),
        (ST_JOHNS, time(2, 30), "There was no 02:30 that night: clocks went from 02:00 to 03:00."),
    ],
)
def test_the_hour_that_never_comes_is_named(zone: ZoneInfo, clock: time, words: str) -> None:
    reading = read_moment(date(2026, 3, 8), clock, zone)
    assert reading.moments == ()
    assert reading.fault == words


def test_where_clocks_never_change_nothing_is_asked() -> None:
    for day in (date(2026, 3, 8), date(2026, 11, 1)):
        for hour in range(24):
            assert len(read_moment(day, time(hour, 30), PHOENIX).moments) == 1


def test_words_for_moments_are_in_station_time() -> None:
    moment = datetime(2026, 11, 22, 7, 5, tzinfo=UTC)
    assert moment_words(moment, CHICAGO) == "Sunday, November 22, 2026, 01:05"
    assert short_moment(moment, CHICAGO) == "Sun, Nov 22, 01:05"
    assert day_words(TODAY) == "Sunday, November 22, 2026"


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (timedelta(minutes=-5), "0 minutes"),
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=59), "59 minutes"),
        (timedelta(minutes=119), "1 hour"),
        (timedelta(hours=71), "71 hours"),
        (timedelta(hours=72), "3 days"),
    ],
)
def test_lengths_of_time_are_rounded_down(length: timedelta, words: str) -> None:
    assert span_words(length) == words


LORD_HOWE = ZoneInfo("Australia/Lord_Howe")


@pytest.mark.parametrize(
    ("zone", "start", "words"),
    [
        (CHICAGO, datetime(2026, 10, 30, tzinfo=UTC), ["Clocks go back 1 hour on Sun, Nov 1."]),
        (CHICAGO, datetime(2026, 3, 5, tzinfo=UTC), ["Clocks go forward 1 hour on Sun, Mar 8."]),
        (LORD_HOWE, datetime(2026, 4, 3, tzinfo=UTC), ["Clocks go back 30 minutes on Sun, Apr 5."]),
        (PHOENIX, datetime(2026, 10, 30, tzinfo=UTC), []),
    ],
)
def test_a_change_of_the_clocks_is_found_and_said(zone: ZoneInfo, start: datetime, words: list[str]) -> None:
    found = clock_changes(start, start + timedelta(days=10), zone)
    assert [one.words(zone) for one in found] == words
    for one in found:
        before = (one.at - timedelta(minutes=1)).astimezone(zone).utcoffset()
        after = one.at.astimezone(zone).utcoffset()
        assert before is not None
        assert after is not None
        assert after - before == one.shift


def test_a_year_has_two_changes_of_the_clocks() -> None:
    start = datetime(2026, 1, 1, tzinfo=UTC)
    assert [one.shift for one in clock_changes(start, start + timedelta(days=365), CHICAGO)] == [
        timedelta(hours=1),
        timedelta(hours=-1),
    ]


def test_the_hour_that_comes_twice_says_which_of_the_two() -> None:
    first = datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert short_moment(first, CHICAGO) == "Sun, Nov 1, 01:30 CDT"
    assert short_moment(first + timedelta(hours=1), CHICAGO) == "Sun, Nov 1, 01:30 CST"
    assert short_moment(first + timedelta(hours=2), CHICAGO) == "Sun, Nov 1, 02:30"
