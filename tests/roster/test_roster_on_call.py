"""Who is on call, across midnight, both clock changes and the year's end (roster/on_call.py)."""

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from uuid import UUID
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wellness_desktop.roster.on_call import (
    Duty,
    Layer,
    Span,
    doubled,
    gaps,
    next_after,
    on_now,
    station_moment,
)
from wellness_desktop.roster.when import clock_text, length_text, moment_text, span_text

CHICAGO = ZoneInfo("America/Chicago")
ANN, BOB = UUID(int=1), UUID(int=2)
ZONES = [
    CHICAGO,
    ZoneInfo("America/Phoenix"),
    ZoneInfo("America/Adak"),
    ZoneInfo("America/St_Johns"),
    ZoneInfo("Australia/Lord_Howe"),
    UTC,
]


def at(text, zone=CHICAGO):
    return station_moment(datetime.fromisoformat(text), zone)


def a_duty(starts, ends, person=ANN, layer=Layer.PRIMARY, number=1):
    return Duty(UUID(int=number), 1, layer, person, at(starts), at(ends))


def test_now_and_next_across_midnight():
    night = a_duty("2026-01-05T18:00", "2026-01-06T06:00")
    day = a_duty("2026-01-06T06:00", "2026-01-06T18:00", BOB, number=2)
    assert on_now([day, night], at("2026-01-06T00:00")) == [night]
    assert on_now([day, night], at("2026-01-06T05:59")) == [night]
    assert on_now([day, night], at("2026-01-06T06:00")) == [day]
    assert next_after([day, night], at("2026-01-05T23:59"), Layer.PRIMARY) == day
    assert next_after([day, night], at("2026-01-06T06:00"), Layer.PRIMARY) is None
    assert on_now([day, night], at("2026-01-06T18:00")) == []


def test_year_end():
    eve = a_duty("2026-12-31T18:00", "2027-01-01T06:00")
    assert on_now([eve], at("2027-01-01T00:00")) == [eve]
    assert on_now([eve], at("2026-12-31T23:59")) == [eve]


def test_layers_come_in_their_order_and_the_latest_start_first():
    backup = a_duty("2026-01-05T00:00", "2026-01-07T00:00", layer=Layer.BACKUP, number=1)
    older = a_duty("2026-01-05T00:00", "2026-01-07T00:00", number=2)
    swap = a_duty("2026-01-05T12:00", "2026-01-06T12:00", BOB, number=3)
    assert on_now([backup, older, swap], at("2026-01-06T00:00")) == [swap, older, backup]


@pytest.mark.parametrize(
    ("starts", "ends", "hours"),
    [
        ("2026-03-07T18:00", "2026-03-08T06:00", 11),
        ("2026-10-31T18:00", "2026-11-01T06:00", 13),
        ("2026-01-05T18:00", "2026-01-06T06:00", 12),
    ],
)
def test_a_night_duty_has_the_hours_it_really_has(starts, ends, hours):
    duty = a_duty(starts, ends)
    assert duty.ends - duty.starts == timedelta(hours=hours)


def test_a_skipped_clock_time_counts_from_before_the_change():
    assert at("2026-03-08T02:30") == datetime(2026, 3, 8, 8, 30, tzinfo=UTC)
    assert clock_text(at("2026-03-08T02:30"), CHICAGO) == "03:30"


def test_a_repeated_clock_time_means_the_first_and_is_shown_with_its_zone():
    first = at("2026-11-01T01:30")
    assert first == datetime(2026, 11, 1, 6, 30, tzinfo=UTC)
    assert clock_text(first, CHICAGO) == "01:30 CDT"
    assert clock_text(first + timedelta(hours=1), CHICAGO) == "01:30 CST"
    assert clock_text(first + timedelta(hours=2), CHICAGO) == "02:30"


def test_a_moment_with_a_zone_is_no_clock_on_the_wall():
    with pytest.raises(ValueError, match="no zone"):
        station_moment(datetime(2026, 1, 1, tzinfo=UTC), CHICAGO)


def test_gaps_are_found_before_between_and_after():
    duties = [
        a_duty("2026-01-05T06:00", "2026-01-06T06:00"),
        a_duty("2026-01-06T12:00", "2026-01-07T06:00", number=2),
        a_duty("2026-01-06T13:00", "2026-01-06T14:00", BOB, number=3),
        a_duty("2026-01-05T00:00", "2026-01-09T00:00", layer=Layer.BACKUP, number=4),
    ]
    span = Span(at("2026-01-05T00:00"), at("2026-01-08T00:00"))
    assert gaps(duties, Layer.PRIMARY, span) == [
        Span(at("2026-01-05T00:00"), at("2026-01-05T06:00")),
        Span(at("2026-01-06T06:00"), at("2026-01-06T12:00")),
        Span(at("2026-01-07T06:00"), at("2026-01-08T00:00")),
    ]
    assert gaps(duties, Layer.BACKUP, span) == []
    assert gaps([], Layer.CLINICIAN, span) == [span]


def test_doubled_names_the_same_layer_and_the_same_person():
    mine = a_duty("2026-01-05T06:00", "2026-01-06T06:00")
    other_person = a_duty("2026-01-06T00:00", "2026-01-07T00:00", BOB, number=2)
    other_layer = a_duty("2026-01-05T06:00", "2026-01-06T06:00", layer=Layer.BACKUP, number=3)
    elsewhere = a_duty("2026-01-05T06:00", "2026-01-06T06:00", BOB, Layer.CLINICIAN, number=4)
    touching = a_duty("2026-01-06T06:00", "2026-01-06T07:00", BOB, number=5)
    all_of_them = [mine, other_person, other_layer, elsewhere, touching]
    assert doubled(all_of_them, mine) == [other_person, other_layer]


@given(
    st.sampled_from(ZONES),
    st.dates(date(2025, 1, 1), date(2027, 12, 1)),
    st.times(),
    st.integers(1, 40),
    st.integers(1, 3),
)
def test_a_daily_rota_never_has_a_gap_or_a_double(zone, first, change_at, count, step):
    """Whatever the clock does: one duty ends at the moment the next begins, and everybody gets some time."""
    walls = [datetime.combine(first, change_at) + timedelta(days=step * turn) for turn in range(count + 1)]
    moments = [station_moment(wall, zone) for wall in walls]
    duties = [
        Duty(UUID(int=number), 1, Layer.PRIMARY, ANN if number % 2 else BOB, starts, ends)
        for number, (starts, ends) in enumerate(pairwise(moments), 1)
    ]
    assert all(duty.starts < duty.ends for duty in duties)
    span = Span(moments[0], moments[-1])
    assert gaps(duties, Layer.PRIMARY, span) == []
    for duty in duties:
        assert doubled(duties, duty) == []
        assert on_now(duties, duty.starts) == [duty]
        assert on_now(duties, duty.ends - timedelta(microseconds=1)) == [duty]


@st.composite
def some_duties(draw):
    starts = draw(st.lists(st.integers(0, 200), max_size=8))
    base = datetime(2026, 10, 30, tzinfo=UTC)
    return [
        Duty(
            UUID(int=number + 1),
            1,
            draw(st.sampled_from([Layer.PRIMARY, Layer.BACKUP])),
            ANN,
            base + timedelta(hours=start),
            base + timedelta(hours=start + draw(st.integers(1, 60))),
        )
        for number, start in enumerate(starts)
    ]


@given(some_duties(), st.integers(0, 150), st.integers(1, 150))
def test_an_hour_is_in_a_gap_exactly_when_nobody_is_on(duties, start, length):
    base = datetime(2026, 10, 30, tzinfo=UTC)
    span = Span(base + timedelta(hours=start), base + timedelta(hours=start + length))
    found = gaps(duties, Layer.PRIMARY, span)
    assert all(gap.starts < gap.ends for gap in found)
    assert all(one.ends < other.starts for one, other in pairwise(found))
    for hour in range(length):
        moment = span.starts + timedelta(hours=hour)
        alone = not [duty for duty in on_now(duties, moment) if duty.layer is Layer.PRIMARY]
        assert alone == any(gap.starts <= moment < gap.ends for gap in found)


def test_spans_in_words():
    starts, ends = at("2026-01-05T18:00"), at("2026-01-06T06:00")
    assert span_text(starts, ends, CHICAGO) == "Mon Jan 5, 18:00 to Tue Jan 6, 06:00"
    assert span_text(starts, starts + timedelta(hours=2), CHICAGO) == "Mon Jan 5, 18:00 to 20:00"
    assert moment_text(at("2026-12-31T23:59"), CHICAGO) == "Thu Dec 31, 23:59"


@pytest.mark.parametrize(
    ("length", "text"),
    [
        (timedelta(minutes=1), "1 minute"),
        (timedelta(minutes=45), "45 minutes"),
        (timedelta(hours=12), "12 hours"),
        (timedelta(hours=1, minutes=30), "1 h 30 min"),
        (timedelta(days=1), "1 day"),
        (timedelta(days=2, hours=3, minutes=5), "2 days and 3 hours"),
    ],
)
def test_lengths_in_words(length, text):
    assert length_text(length) == text
