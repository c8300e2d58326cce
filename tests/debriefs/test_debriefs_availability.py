"""When people can really come: rest, sleep, quiet hours, leave, staying on, across midnight and clock changes."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from tests.debriefs.moments import moments
from wellness_desktop.debriefs.availability import Calendar, Obstacle, Rules, Times, times_of
from wellness_desktop.debriefs.grid import STEP, Grid, bits, runs
from wellness_desktop.debriefs.protocol_files import load_protocols
from wellness_desktop.roster.duty_roster.patterns import Code, Duty, load_patterns
from wellness_desktop.roster.duty_roster.shifts import Change, shifts_between
from wellness_desktop.roster.kinds import CalendarKind

ZONE = ZoneInfo("America/Chicago")
RULES = Rules(load_protocols().engine)
PATTERNS = load_patterns()
TWO_HOURS = 24


def at(hour: float, day: int = 10) -> datetime:
    midnight = datetime(2026, 6, 1, tzinfo=ZONE)
    return midnight + timedelta(days=day - 1, hours=hour)


GRID = Grid.covering(at(0), at(0, 16))


def works(code: Code, start: time, hours: float, **more: object) -> Calendar:
    """Somebody on duty on 10 June only."""
    sequence = (code,) + (Code.OFF,) * 13
    return Calendar(Duty(sequence, date(2026, 6, 10), 0, hours, {code: start}, **more))  # type: ignore[arg-type]


DAYS = works(Code.DAY, time(6), 12)
NIGHTS = works(Code.NIGHT, time(18), 12)


def can_start(times: Times, moment: datetime, length: int = TWO_HOURS) -> bool:
    return bool(times.starts(length) >> GRID.index(moment) & 1)


def times(calendar: Calendar, **more: object) -> Times:
    return times_of(calendar, GRID, ZONE, RULES, **more)  # type: ignore[arg-type]


def test_nobody_is_asked_within_ten_hours_after_a_night_shift() -> None:
    """DESIGN 6.4: protected rest after nights, by default ten hours."""
    own = times(NIGHTS)
    assert not can_start(own, at(6, 11))
    assert not can_start(own, at(15.5, 11))
    assert can_start(own, at(16, 11))
    assert own.obstacles(GRID.index(at(12, 11)), TWO_HOURS) == [Obstacle.NIGHT_REST]


def test_an_agency_may_set_another_rest() -> None:
    from dataclasses import replace

    shorter = Rules(replace(RULES.engine, rest_after_night_h=8))
    own = times_of(NIGHTS, GRID, ZONE, shorter)
    assert can_start(own, at(14, 11))


def test_people_come_during_a_shift_when_the_agency_lets_them() -> None:
    assert can_start(times(DAYS), at(10))
    strict = times_of(DAYS, GRID, ZONE, Rules(RULES.engine, during_shifts=False))
    assert not can_start(strict, at(10))
    assert strict.obstacles(GRID.index(at(10)), TWO_HOURS) == [Obstacle.ON_DUTY]


def test_after_a_day_shift_people_may_stay_on_but_are_not_called_back() -> None:
    own = times(DAYS)
    assert can_start(own, at(17))  # begins on duty, ends after it
    assert can_start(own, at(18))
    assert can_start(own, at(20))
    assert not can_start(own, at(20.5))
    assert own.obstacles(GRID.index(at(20.5)), TWO_HOURS) == [Obstacle.QUIET, Obstacle.REST]


def test_staying_on_leaves_the_rest_before_the_next_shift_whole() -> None:
    duty = Duty((Code.DAY,), date(2026, 6, 10), 0, 16, {Code.DAY: time(6)})
    assert not can_start(times(Calendar(duty)), at(22.5), 12)


def test_an_hour_before_a_shift_is_kept_free() -> None:
    own = times(NIGHTS)
    assert can_start(own, at(15))
    assert not can_start(own, at(15.5))
    assert own.obstacles(GRID.index(at(16)), TWO_HOURS) == [Obstacle.BUFFER]


def test_people_who_do_not_work_sleep_from_ten_to_seven() -> None:
    own = times(Calendar())
    assert can_start(own, at(20))
    assert not can_start(own, at(20.5))
    assert not can_start(own, at(6.5))
    assert can_start(own, at(7))


def test_leave_court_and_training_block_and_a_traded_shift_frees() -> None:
    for kind in (CalendarKind.LEAVE, CalendarKind.COURT, CalendarKind.TRAINING):
        own = times(Calendar(None, (Change(kind, at(9), at(11)),)))
        assert not can_start(own, at(10))
        assert own.obstacles(GRID.index(at(10)), TWO_HOURS) == [Obstacle.AWAY]
    free = Calendar(NIGHTS.duty, (Change(CalendarKind.SHIFT_FREE, at(18), at(6, 11)),))
    assert can_start(times(free), at(10, 11))


def test_a_main_sleep_comes_first_where_the_window_asks_for_it() -> None:
    own = times(DAYS, slept_since=at(14))
    assert not can_start(own, at(18))  # staying on, but unslept
    assert own.obstacles(GRID.index(at(18)), TWO_HOURS)[0] is Obstacle.MAIN_SLEEP
    assert can_start(own, at(7, 11))  # seven hours since 18:00 are over at 01:00


def test_a_sleep_broken_by_court_does_not_count() -> None:
    court = Change(CalendarKind.COURT, at(23), at(24))
    own = times(Calendar(DAYS.duty, (court,)), slept_since=at(14))
    assert not own.starts(1) & GRID.mask(at(0), at(7, 11))


def test_an_incident_at_ten_to_midnight_and_a_night_shift_until_six() -> None:
    own = times(NIGHTS, slept_since=at(23 + 50 / 60))
    first = next(bits(own.starts(TWO_HOURS) & GRID.mask(at(6, 11), at(0, 14))))
    assert GRID.moment(first) == at(16, 11).astimezone(UTC)  # rest until 16:00, slept by 13:00


def test_a_leader_needs_the_drive_on_both_sides() -> None:
    own = times(Calendar(None, (Change(CalendarKind.COURT, at(9), at(12)),)))
    half_an_hour = 6
    mask = own.starts(TWO_HOURS, half_an_hour)
    assert not mask >> GRID.index(at(12)) & 1
    assert mask >> GRID.index(at(12.5)) & 1
    assert not mask >> GRID.index(at(20)) & 1
    assert mask >> GRID.index(at(19.5)) & 1


def test_heavy_weeks_nights_and_on_call_are_marked_not_blocked() -> None:
    dupont = Calendar(PATTERNS.duty("dupont", "A", date(2026, 6, 1)))
    own = times(dupont)
    assert own.heavy >> GRID.index(at(12, 10)) & 1
    assert not own.heavy >> GRID.index(at(12, 15)) & 1
    deputy = times(Calendar(PATTERNS.duty("resident_deputy", "A", date(2026, 6, 8))))
    saturday = GRID.index(at(12, 13))
    assert deputy.on_call >> saturday & 1
    assert can_start(deputy, at(12, 13))


@given(
    st.sampled_from(sorted(PATTERNS.patterns)),
    moments(),
    st.sampled_from(["America/Chicago", "America/Phoenix", "America/St_Johns"]),
    st.integers(1, 36),
)
def test_no_start_ever_falls_into_what_is_protected(name: str, start: datetime, tz: str, length: int) -> None:
    """Recomputed minute by minute from the shifts, without any mask."""
    zone = ZoneInfo(tz)
    pattern = PATTERNS.patterns[name]
    origin = start.replace(minute=0)
    grid = Grid.covering(origin, origin + timedelta(hours=60))
    for team in pattern.teams[:2]:
        duty = PATTERNS.duty(name, team.name, date(2026, 1, 5))
        own = times_of(Calendar(duty), grid, zone, RULES)
        shifts = shifts_between(duty, (), origin - timedelta(days=3), origin + timedelta(days=6), zone)
        for index in bits(own.starts(length)):
            begin = grid.moment(index)
            _check_start(begin, begin + length * STEP, shifts, zone)


def _check_start(begin: datetime, end: datetime, shifts: list, zone: ZoneInfo) -> None:
    ten, hour = timedelta(hours=10), timedelta(hours=1)
    on_duty = any(shift.start < end and begin < shift.end for shift in shifts)
    for shift in shifts:
        inside = any(other.start <= begin < other.end for other in shifts)
        if shift.night and not inside:
            assert not shift.end <= begin < shift.end + ten
        if not on_duty:
            assert not shift.start - hour < end <= shift.start
    if not on_duty:
        local, last = begin.astimezone(zone), (end - STEP).astimezone(zone)
        assert time(7) <= local.time() < time(22)
        assert time(7) <= last.time() < time(22)


@given(st.integers(0, 2**40 - 1), st.integers(1, 12))
def test_runs_are_what_they_say(mask: int, length: int) -> None:
    found = set(bits(runs(mask, length)))
    assert found == {start for start in range(40) if all(mask >> start + step & 1 for step in range(length))}


@given(moments(), st.sampled_from([15, 30, 60]))
def test_every_half_hour_is_by_the_clock_on_the_wall(start: datetime, pace: int) -> None:
    for name in ("America/Chicago", "America/St_Johns"):
        zone = ZoneInfo(name)
        grid = Grid.covering(start, start + timedelta(hours=30))
        found = list(grid.every(pace, zone, start, start + timedelta(hours=20)))
        assert found
        assert all(grid.moment(index).astimezone(zone).minute % pace == 0 for index in found)
        assert all(grid.moment(index) >= start for index in found)
        assert grid.moment(found[0]) - start < timedelta(minutes=pace + 5)
