"""Days of 23, 24 and 25 hours, turning pages, and what is drawn on them: rules without a station."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.debriefs.calendar_views.days import (
    change_words,
    day_length,
    hours_into,
    length_words,
    span_title,
    ticks,
    turned,
    visible,
)
from wellness_desktop.debriefs.calendar_views.entries import (
    Entry,
    EntryKind,
    View,
    count_words,
    entries_of_day,
    in_order,
    legend,
)
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.roster.rota_weeks import midnight

CHICAGO, PHOENIX, LORD_HOWE = (ZoneInfo(key) for key in ("America/Chicago", "America/Phoenix", "Australia/Lord_Howe"))
ZONES = st.sampled_from([CHICAGO, PHOENIX, LORD_HOWE, ZoneInfo("Europe/London")])
DAYS = st.dates(date(2024, 1, 1), date(2030, 12, 31))


def an_entry(starts: datetime, minutes: int = 60, **more: object) -> Entry:
    what: dict = {"kind": EntryKind.SESSION, "state": SessionState.SCHEDULED, **more}
    ends = starts + timedelta(minutes=minutes)
    return Entry(
        incident_id=UUID(int=1), code_name="Event 2026-A", starts=starts, ends=ends, about="One-on-one", **what
    )


def at(zone: ZoneInfo, *when: int, fold: int = 0) -> datetime:
    return datetime(*when, tzinfo=zone, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("zone", "day", "hours", "words"),
    [
        (CHICAGO, date(2026, 11, 1), 25, "Clocks go back 1 hour"),
        (CHICAGO, date(2026, 3, 8), 23, "Clocks go forward 1 hour"),
        (CHICAGO, date(2028, 2, 29), 24, ""),
        (PHOENIX, date(2026, 11, 1), 24, ""),
        (LORD_HOWE, date(2026, 4, 5), 24.5, "Clocks go back 30 minutes"),
        (LORD_HOWE, date(2026, 10, 4), 23.5, "Clocks go forward 30 minutes"),
    ],
)
def test_days_are_as_long_as_they_are(zone: ZoneInfo, day: date, hours: float, words: str) -> None:
    assert day_length(day, zone) == timedelta(hours=hours)
    assert change_words(day, zone) == words
    assert length_words(day, zone) == f"{hours:g} h"


def test_the_repeated_hour_stands_twice_on_the_scale_and_the_missing_one_not_at_all() -> None:
    autumn = [(tick.hours, tick.clock_hour) for tick in ticks(date(2026, 11, 1), CHICAGO)]
    assert autumn[:4] == [(0, 0), (1, 1), (2, 1), (3, 2)]
    assert autumn[-1] == (25, 24)
    spring = [(tick.hours, tick.clock_hour) for tick in ticks(date(2026, 3, 8), CHICAGO)]
    assert spring[:3] == [(0, 0), (1, 1), (2, 3)]
    assert spring[-1] == (23, 24)


def test_half_an_hour_s_change_leaves_whole_hours_whole() -> None:
    found = [(tick.hours, tick.clock_hour) for tick in ticks(date(2026, 4, 5), LORD_HOWE)]
    assert found[:4] == [(0, 0), (1, 1), (2.5, 2), (3.5, 3)]


@given(ZONES, DAYS, st.integers(0, 24 * 60 - 1))
@settings(max_examples=150)
def test_a_moment_lies_in_its_day_at_its_elapsed_hours(zone: ZoneInfo, day: date, minutes: int) -> None:
    moment = midnight(day, zone).astimezone(UTC) + timedelta(minutes=minutes)
    assert hours_into(day, moment, zone) == pytest.approx(minutes / 60)
    inside = minutes < day_length(day, zone) / timedelta(minutes=1)
    assert (entries_of_day([an_entry(moment, 0)], day, zone) != []) == inside


@given(ZONES, DAYS, st.sampled_from([view for view in View if view is not View.INCIDENTS]), st.integers(-30, 30))
@settings(max_examples=150)
def test_every_view_shows_the_day_it_stands_on_and_turns_back_to_it(
    zone: ZoneInfo, day: date, view: View, pages: int
) -> None:
    there = turned(view, day, pages)
    span = visible(view, there, zone)
    assert span.starts <= midnight(there, zone) < span.ends
    back = turned(view, there, -pages)
    assert back == day or (view is View.MONTH and (back.year, back.month) == (day.year, day.month))
    assert span_title(view, there)


def test_the_end_of_a_month_turns_to_the_last_day_of_a_shorter_one() -> None:
    assert turned(View.MONTH, date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert turned(View.MONTH, date(2026, 12, 31), 1) == date(2027, 1, 31)
    assert turned(View.MONTH, date(2027, 1, 31), -1) == date(2026, 12, 31)


def test_a_session_over_midnight_stands_on_both_days_and_on_no_third() -> None:
    late = an_entry(at(CHICAGO, 2026, 11, 13, 23, 50), 90)
    days = [date(2026, 11, number) for number in range(12, 17)]
    assert [bool(entries_of_day([late], day, CHICAGO)) for day in days] == [False, True, True, False, False]
    assert late.clock_on(date(2026, 11, 13), CHICAGO) == "23:50"
    assert late.clock_on(date(2026, 11, 14), CHICAGO) == "until 01:20"
    exactly = an_entry(at(CHICAGO, 2026, 11, 13, 23, 0), 60)
    assert not entries_of_day([exactly], date(2026, 11, 14), CHICAGO)


def test_the_hour_that_comes_twice_says_which() -> None:
    first, second = (an_entry(at(CHICAGO, 2026, 11, 1, 1, 30, fold=fold)) for fold in (0, 1))
    assert (first.clock_on(date(2026, 11, 1), CHICAGO), second.clock_on(date(2026, 11, 1), CHICAGO)) == (
        "01:30 CDT",
        "01:30 CST",
    )
    assert in_order([second, first]) == (first, second)


def test_titles_are_neutral_and_the_words_say_the_rest() -> None:
    session = an_entry(at(CHICAGO, 2026, 11, 13, 18, 0), 120, place="Fire hall")
    assert session.title == "Support session, Event 2026-A"
    assert session.words(CHICAGO) == (
        "Fri Nov 13, 18:00 to 20:00: Support session, Event 2026-A. One-on-one, scheduled, Fire hall."
    )
    due = an_entry(session.starts, 0, kind=EntryKind.FOLLOW_UP, state=None, people=3, open_people=2)
    assert (due.title, due.state_words) == ("3 follow-ups due, Event 2026-A", "2 of 3 to be done")
    assert not due.is_settled
    closes = an_entry(session.starts, 0, kind=EntryKind.WINDOW, state=None)
    assert (closes.title, closes.state_words) == ("Usual time ends, Event 2026-A", "Later is useful too")
    assert count_words([session, due, closes]) == "1 session, 3 follow-ups, 1 usual time ends"
    assert count_words([]) == "nothing"


def test_every_kind_has_a_letter_of_its_own() -> None:
    assert len({kind.mark for kind in EntryKind}) == len(EntryKind)
    assert all(f"{kind.mark} = " in legend() for kind in EntryKind)
