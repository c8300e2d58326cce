"""When it ended, typed as people say it; every reading in elapsed time, over midnight and both clock changes."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.debriefs.moments import moments
from wellness_desktop.debriefs.ended_words import is_relative, read_ended, rounded
from wellness_desktop.kit.when import date_text, time_text

ZONE = ZoneInfo("America/Chicago")
NOW = datetime(2026, 11, 11, 6, 32, 10, tzinfo=UTC)
"""Half past midnight on Wednesday, Nov 11."""


@pytest.mark.parametrize(
    ("typed", "local"),
    [
        ("now", "2026-11-11 00:30"),
        ("2330", "2026-11-10 23:30"),
        ("23:30", "2026-11-10 23:30"),
        ("0015", "2026-11-11 00:15"),
        ("11:30 pm", "2026-11-10 23:30"),
        ("20 min ago", "2026-11-11 00:12"),
        ("20m", "2026-11-11 00:12"),
        ("5 m", "2026-11-11 00:27"),
        ("2 hours ago", "2026-11-10 22:32"),
        ("1.5 h", "2026-11-10 23:02"),
        ("1h 20m ago", "2026-11-10 23:12"),
        ("half an hour ago", "2026-11-11 00:02"),
        ("an hour ago", "2026-11-10 23:32"),
        ("2 days ago", "2026-11-09 00:32"),
        ("yesterday 2215", "2026-11-10 22:15"),
        ("yesterday at 2215", "2026-11-10 22:15"),
        ("2215 yesterday", "2026-11-10 22:15"),
        ("11/9 0730", "2026-11-09 07:30"),
        ("Nov 9, 7:30 am", "2026-11-09 07:30"),
    ],
)
def test_what_is_typed_in_a_hurry_is_understood(typed: str, local: str) -> None:
    reading = read_ended(typed, NOW, ZONE)
    assert [f"{moment.astimezone(ZONE):%Y-%m-%d %H:%M}" for moment in reading.moments] == [local]


@pytest.mark.parametrize("typed", ["20", "soon", "2575", "99/99 2330", "yesterday", "ago", "1000 days ago"])
def test_what_means_no_moment_is_said_in_words(typed: str) -> None:
    reading = read_ended(typed, NOW, ZONE)
    assert reading.moments == ()
    assert "Type" in reading.fault


def test_nothing_typed_is_no_fault() -> None:
    assert read_ended("  ", NOW, ZONE) == read_ended("", NOW, ZONE)
    assert read_ended("", NOW, ZONE).fault == ""


def test_an_hour_that_came_twice_is_asked_about_and_one_that_never_came_is_told() -> None:
    autumn, spring = datetime(2026, 11, 1, 9, tzinfo=UTC), datetime(2026, 3, 8, 10, tzinfo=UTC)
    assert len(read_ended("0130", autumn, ZONE).moments) == 2
    assert "There was no 02:30 that night" in read_ended("0230", spring, ZONE).fault
    between = datetime(2026, 11, 1, 7, 10, tzinfo=UTC)  # 01:10 for the second time: 01:30 came once so far
    assert [each.hour for each in read_ended("0130", between, ZONE).moments] == [6]


@settings(max_examples=150, deadline=None)
@given(now=moments(), minutes=st.integers(0, 23 * 60))
def test_a_time_alone_is_the_last_such_time_that_has_passed(now: datetime, minutes: int) -> None:
    clock = f"{minutes // 60:02}{minutes % 60:02}"
    for moment in read_ended(clock, now, ZONE).moments:
        assert moment <= now
        assert now - moment <= timedelta(hours=49)
        assert f"{moment.astimezone(ZONE):%H%M}" == clock


@settings(max_examples=150, deadline=None)
@given(now=moments(), minutes=st.integers(0, 600))
def test_ago_counts_in_elapsed_time_over_any_clock_change(now: datetime, minutes: int) -> None:
    (moment,) = read_ended(f"{minutes} min ago", now, ZONE).moments
    assert moment == (now - timedelta(minutes=minutes)).replace(second=0, microsecond=0)


@settings(max_examples=100, deadline=None)
@given(moment=moments())
def test_a_date_and_time_as_the_field_writes_it_reads_back(moment: datetime) -> None:
    here = moment.astimezone(ZONE)
    text = f"{date_text(here.date())} {time_text(here.time())}"
    assert not is_relative(text)
    assert moment.replace(second=0, microsecond=0) in read_ended(text, moment, ZONE).moments


def test_now_is_the_last_five_minutes() -> None:
    assert rounded(NOW) == datetime(2026, 11, 11, 6, 30, tzinfo=UTC)
    assert all(is_relative(text) for text in ("now", "2330", "20 min ago", "yesterday 2215"))
