"""What a change of the rota does to everybody's time, minute by minute (roster/rota.py, roster/rota_weeks.py)."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from uuid import UUID, uuid4
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wellness_desktop.base.errors import Problem
from wellness_desktop.roster.on_call import Duty, Layer, Span, on_now, station_moment
from wellness_desktop.roster.rota import (
    MOST_SPANS,
    Plan,
    Repeat,
    Scope,
    changing,
    clearing,
    covering,
    in_scope,
    repeated,
    swapping,
)
from wellness_desktop.roster.rota_weeks import gap_words, month_mondays, pieces, place, week_span

CHICAGO = ZoneInfo("America/Chicago")
ZONES = [
    CHICAGO,
    ZoneInfo("America/New_York"),
    ZoneInfo("America/Phoenix"),
    ZoneInfo("America/Adak"),
    ZoneInfo("America/St_Johns"),
    ZoneInfo("Pacific/Honolulu"),
    ZoneInfo("Australia/Lord_Howe"),
    ZoneInfo("Europe/Berlin"),
]
ANN, BOB, CAL = UUID(int=1), UUID(int=2), UUID(int=3)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOW = datetime(2026, 3, 10, 17, 0, tzinfo=UTC)


def at(text, zone=CHICAGO):
    return station_moment(datetime.fromisoformat(text), zone)


def span(starts, ends, zone=CHICAGO):
    return Span(at(starts, zone), at(ends, zone))


def a_duty(one, person=ANN, layer=Layer.PRIMARY, series=None):
    return Duty(uuid4(), 1, layer, person, one.starts, one.ends, series)


def applied(duties, plan: Plan):
    """The duties after the plan."""
    changed = {duty.id: duty for duty in plan.changed}
    gone = {duty.id for duty in plan.removed}
    left = [changed.get(duty.id, duty) for duty in duties if duty.id not in gone]
    new = [Duty(uuid4(), 1, one.layer, one.person_id, one.starts, one.ends, one.series) for one in plan.added]
    return [*left, *new]


# ------------------------------------------------------------------------------------------------------ repeats

FIRSTS = st.builds(
    lambda day, hour, length: (datetime.combine(day, time(hour // 2, 30 * (hour % 2))), length),
    st.dates(date(2025, 1, 1), date(2028, 12, 31)),
    st.integers(0, 47),
    st.integers(1, 24 * 7),
)


@settings(max_examples=200)
@given(st.sampled_from(ZONES), FIRSTS, st.integers(1, 4), st.integers(1, 53))
def test_each_repeat_has_the_clock_times_of_the_first(zone, first, weeks, ahead):
    wall, hours = first
    start = Span(station_moment(wall, zone), station_moment(wall + hours * HOUR, zone))
    if start.starts >= start.ends:
        return
    found = repeated(start, Repeat(weeks_ahead=ahead, every_weeks=weeks), zone)
    assert found[0] == start
    assert len(found) <= 1 + (ahead - 1) // weeks
    for number, one in enumerate(found):
        step = timedelta(weeks=number * weeks)
        if len(found) == 1 + (ahead - 1) // weeks and number:
            base = start.starts.astimezone(zone).replace(tzinfo=None)
            assert one.starts == station_moment(base + step, zone)
        assert one.starts < one.ends
    assert all(one.ends <= other.starts for one, other in pairwise(found))


@settings(max_examples=200)
@given(st.sampled_from(ZONES), st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(0, 23), st.integers(1, 30))
def test_nights_and_days_that_hand_over_lose_and_double_no_minute(zone, day, hour, weeks):
    """Midnight, both clock changes, leap day and year's end: every minute from first to last has exactly one."""
    wall = datetime.combine(day, time(hour, 30))
    half = wall + 12 * HOUR
    end = wall + timedelta(days=1)
    night = Span(station_moment(wall, zone), station_moment(half, zone))
    light = Span(station_moment(half, zone), station_moment(end, zone))
    daily = Repeat(weeks_ahead=min(weeks, 28), days_on=7, days_off=0)
    both = [*repeated(night, daily, zone), *repeated(light, daily, zone)]
    both.sort(key=lambda one: one.starts)
    assert all(one.ends == other.starts for one, other in pairwise(both))
    assert sum((one.length for one in both), timedelta()) == both[-1].ends - both[0].starts


@given(st.sampled_from(ZONES), st.dates(date(2025, 1, 1), date(2028, 12, 31)), st.integers(2, 20))
def test_three_people_in_turn_leave_no_hour_open(zone, day, rounds):
    found = []
    for turn in range(3):
        wall = datetime.combine(day, time(8)) + turn * timedelta(weeks=1)
        week = Span(station_moment(wall, zone), station_moment(wall + timedelta(weeks=1), zone))
        found += repeated(week, Repeat(weeks_ahead=3 * min(rounds, 17), every_weeks=3), zone)
    found.sort(key=lambda one: one.starts)
    assert all(one.ends == other.starts for one, other in pairwise(found))


def test_four_on_four_off():
    night = span("2026-10-26T18:00", "2026-10-27T06:00")
    found = repeated(night, Repeat(weeks_ahead=2, days_on=4, days_off=4), CHICAGO)
    days = [(one.starts.astimezone(CHICAGO).date() - date(2026, 10, 26)).days for one in found]
    assert days == [0, 1, 2, 3, 8, 9, 10, 11]
    hours = {day: one.length for day, one in zip(days, found, strict=True)}
    assert all(length == 12 * HOUR for length in hours.values())
    assert all(one.starts.astimezone(CHICAGO).hour == 18 for one in found)


def test_times_that_run_into_each_other_and_too_many_are_refused():
    long = span("2026-03-02T08:00", "2026-03-10T09:00")
    with pytest.raises(Problem, match="run into each other"):
        repeated(long, Repeat(weeks_ahead=4), CHICAGO)
    day = span("2026-03-02T08:00", "2026-03-03T08:00")
    with pytest.raises(Problem, match=str(MOST_SPANS)):
        repeated(day, Repeat(weeks_ahead=53, days_on=7), CHICAGO)


def test_a_span_that_the_spring_change_swallows_is_left_out():
    short = span("2026-03-07T02:00", "2026-03-07T03:00")
    found = repeated(short, Repeat(weeks_ahead=1, days_on=7), CHICAGO)
    assert [one.starts.astimezone(CHICAGO).day for one in found] == [7, 9, 10, 11, 12, 13]


# ---------------------------------------------------------------------------------- putting on, taking off, trading

TIMES = st.integers(0, 60)
SPANS = st.tuples(TIMES, st.integers(1, 20)).map(
    lambda pair: Span(NOW + pair[0] * HOUR, NOW + (pair[0] + pair[1]) * HOUR)
)
DUTIES = st.lists(st.tuples(SPANS, st.sampled_from([ANN, BOB]), st.sampled_from(list(Layer))), max_size=6).map(
    lambda found: [a_duty(*one) for one in found]
)


def who(duties, layer, moment):
    return sorted(duty.person_id for duty in duties if duty.layer is layer and duty.covers(moment))


@settings(max_examples=200)
@given(DUTIES, SPANS, st.sampled_from(list(Layer)))
def test_somebody_put_on_call_stands_alone_there_and_changes_nothing_else(duties, wanted, layer):
    after = applied(duties, covering(duties, layer, CAL, [wanted]))
    for number in range(-1, 85):
        moment = NOW + number * HOUR
        for each in Layer:
            inside = each is layer and wanted.starts <= moment < wanted.ends
            assert who(after, each, moment) == ([CAL] if inside else who(duties, each, moment))
    assert all(duty.starts < duty.ends for duty in after)


@given(DUTIES, SPANS)
def test_a_span_is_emptied_and_nothing_else(duties, wanted):
    after = applied(duties, clearing(duties, Layer.PRIMARY, wanted))
    for number in range(-1, 85):
        moment = NOW + number * HOUR
        inside = wanted.starts <= moment < wanted.ends
        assert who(after, Layer.PRIMARY, moment) == ([] if inside else who(duties, Layer.PRIMARY, moment))
        assert who(after, Layer.BACKUP, moment) == who(duties, Layer.BACKUP, moment)


def test_a_trade_changes_only_who_and_leaves_the_repeats():
    series = uuid4()
    one, other = a_duty(Span(NOW, NOW + HOUR), ANN, series=series), a_duty(Span(NOW + DAY, NOW + DAY + HOUR), BOB)
    traded = swapping(one, other).changed
    assert [(duty.person_id, duty.starts, duty.ends, duty.series) for duty in traded] == [
        (BOB, one.starts, one.ends, None),
        (ANN, other.starts, other.ends, None),
    ]
    with pytest.raises(Problem, match="same person"):
        swapping(one, a_duty(Span(NOW, NOW + HOUR), ANN))


# ------------------------------------------------------------------------------------- one of a repeat, later, all


def a_series(person=ANN, weeks=6):
    series = uuid4()
    spans = repeated(span("2026-02-23T08:00", "2026-03-02T08:00"), Repeat(weeks_ahead=weeks), CHICAGO)
    return [a_duty(one, person, series=series) for one in spans]


def test_this_one_this_and_later_and_all_that_are_not_over():
    duties = a_series()
    stranger = a_duty(Span(NOW, NOW + HOUR), BOB)
    for scope, expected in ((Scope.ONE, [3]), (Scope.LATER, [3, 4, 5]), (Scope.ALL, [2, 3, 4, 5])):
        meant = in_scope([*duties, stranger], duties[3], scope, NOW)
        assert [duties.index(duty) for duty in meant] == expected
    assert in_scope([stranger], stranger, Scope.ALL, NOW) == [stranger]


def test_a_repeat_is_moved_by_the_clock_across_the_change():
    duties = a_series()
    after = Duty(duties[1].id, 1, Layer.BACKUP, BOB, at("2026-03-02T18:00"), at("2026-03-03T06:00"), duties[1].series)
    moved = changing(duties[1:], duties[1], after, CHICAGO).changed
    assert all(duty.series == duties[0].series for duty in moved)
    assert {(duty.layer, duty.person_id) for duty in moved} == {(Layer.BACKUP, BOB)}
    walls = {(duty.starts.astimezone(CHICAGO).hour, duty.ends.astimezone(CHICAGO).hour) for duty in moved}
    assert walls == {(18, 6)}
    single = changing([duties[1]], duties[1], after, CHICAGO).changed[0]
    assert single.series is None


# ------------------------------------------------------------------------------------------------------ the picture


@given(st.sampled_from(ZONES), st.dates(date(2025, 1, 1), date(2028, 12, 31)))
def test_a_week_is_seven_days_wide_whatever_the_clock_does(zone, day):
    monday = day - timedelta(days=day.weekday())
    week = week_span(monday, zone)
    assert place(week.starts, monday, zone) == 0
    assert place(week.ends, monday, zone) == 7
    step, moment, before = timedelta(minutes=30), week.starts, -1.0
    while moment < week.ends:
        here = place(moment, monday, zone)
        assert before < here < 7
        moment, before = moment + step, here


@settings(max_examples=100)
@given(DUTIES, st.sampled_from(ZONES))
def test_the_picture_of_a_week_is_full_and_true(duties, zone):
    monday = date(2026, 3, 9)
    found = pieces(duties, Layer.PRIMARY, monday, zone)
    week = week_span(monday, zone)
    for step in range(0, 7 * 24 * 2):
        moment = week.starts + step * timedelta(minutes=30)
        if moment >= week.ends:
            break
        here = place(moment, monday, zone)
        shown = sorted(piece.duty.person_id for piece in found if piece.duty and piece.left <= here < piece.right)
        assert shown == who(duties, Layer.PRIMARY, moment)
        assert any(piece.duty is None and piece.left <= here < piece.right for piece in found) is (not shown)


def test_the_weeks_of_a_month():
    assert month_mondays(date(2026, 3, 17)) == [date(2026, 2, 23), *(date(2026, 3, 2 + 7 * week) for week in range(5))]
    assert month_mondays(date(2027, 2, 1)) == [date(2027, 2, 1 + 7 * week) for week in range(4)]
    assert month_mondays(date(2026, 12, 31))[-1] == date(2026, 12, 28)


def test_gaps_in_words_for_each_layer():
    duties = [
        a_duty(Span(NOW - DAY, NOW + 3 * DAY)),
        a_duty(Span(NOW + 4 * DAY, NOW + 80 * DAY)),
        a_duty(Span(NOW - DAY, NOW + 80 * DAY), BOB, Layer.BACKUP),
    ]
    assert gap_words(duties, NOW, CHICAGO) == [
        "First to call: nobody Fri Mar 13, 12:00 to Sat Mar 14, 12:00 (1 day).",
        "Backup: somebody at every hour.",
        "Clinician: nobody.",
    ]


def test_many_gaps_are_counted_at_the_end():
    duties = [a_duty(Span(NOW + number * DAY, NOW + number * DAY + HOUR)) for number in range(20)]
    (first, *_) = gap_words(duties, NOW, CHICAGO)
    assert first.endswith("14 more times.")
    assert on_now(duties, NOW) == [duties[0]]
