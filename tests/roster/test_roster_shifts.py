"""Patterns and shifts: the vectors, every team covered, and shifts across midnight and both clock changes."""

import tomllib
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.debriefs.moments import moments
from wellness_desktop.roster.duty_roster.patterns import Code, Duty, load_patterns
from wellness_desktop.roster.duty_roster.shifts import (
    Change,
    at_local,
    code_on,
    on_call_between,
    shifts_between,
)
from wellness_desktop.roster.kinds import CalendarKind

PATTERNS = load_patterns()
VECTOR_FILE = Path(__file__).parents[1] / "debriefs" / "vectors.toml"
VECTORS = tomllib.loads(VECTOR_FILE.read_text(encoding="utf-8"))["pattern"]
MONDAY = date(2026, 1, 5)
CHICAGO = ZoneInfo("America/Chicago")
ZONES = [ZoneInfo(name) for name in ("America/Chicago", "America/Phoenix", "America/St_Johns", "Europe/Dublin")]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: f"{vector['pattern']} {vector['team']}")
def test_codes_of_dates(vector: dict[str, list[str]]) -> None:
    duty = PATTERNS.duty(vector["pattern"], vector["team"], date.fromisoformat(vector["cycle_start"]))
    found = [code_on(duty, date.fromisoformat(day)) for day in vector["dates"]]
    assert found == vector["expect"]


FOUR_TEAMS = ["pitman_fixed", "pitman_rotating", "panama_slow", "dupont", "four_on_four_off_fixed"]


@given(st.sampled_from([*FOUR_TEAMS, "four_on_four_off_rotating"]), st.integers(-3000, 3000))
def test_four_twelve_hour_teams_give_one_day_and_one_night_crew_every_day(name: str, days: int) -> None:
    day = MONDAY + timedelta(days=days)
    teams = [team.name for team in PATTERNS.patterns[name].teams]
    codes = Counter(code_on(PATTERNS.duty(name, team, MONDAY), day) for team in teams)
    assert codes[Code.DAY] == codes[Code.NIGHT] == 1
    assert codes[Code.OFF] == 2


def duty_of(code: Code, start: time, hours: float) -> Duty:
    return Duty((code,), MONDAY, 0, hours, {code: start})


@pytest.mark.parametrize(
    ("day", "hours"),
    [
        (date(2026, 3, 7), 11),  # clocks go forward in the night
        (date(2026, 3, 8), 12),
        (date(2026, 10, 31), 13),  # clocks go back in the night
        (date(2026, 11, 1), 12),
    ],
)
def test_a_night_shift_ends_by_the_clock_on_the_wall(day: date, hours: int) -> None:
    duty = duty_of(Code.NIGHT, time(18), 12)
    noon = datetime.combine(day, time(12), tzinfo=CHICAGO)
    shift = next(one for one in shifts_between(duty, (), noon, noon + timedelta(hours=24), CHICAGO) if one.day == day)
    assert shift.end - shift.start == timedelta(hours=hours)
    assert shift.end.astimezone(CHICAGO).time() == time(6)
    assert shift.night


def test_hours_that_are_skipped_or_come_twice() -> None:
    assert at_local(date(2026, 3, 8), time(2, 30), CHICAGO) == datetime(2026, 3, 8, 8, 30, tzinfo=UTC)
    first = at_local(date(2026, 11, 1), time(1, 30), CHICAGO)
    assert at_local(date(2026, 11, 1), time(1, 30), CHICAGO, later=True) - first == timedelta(hours=1)
    assert at_local(date(2026, 3, 8), time(2, 30), CHICAGO, later=True).astimezone(CHICAGO).hour == 3


@given(
    st.sampled_from(sorted(PATTERNS.patterns)),
    moments(),
    st.sampled_from(ZONES),
)
def test_shifts_come_in_order_never_overlap_and_keep_their_length(name: str, start: datetime, zone: ZoneInfo) -> None:
    pattern = PATTERNS.patterns[name]
    for team in pattern.teams:
        shifts = shifts_between(PATTERNS.duty(name, team.name, MONDAY), (), start, start + timedelta(days=9), zone)
        for one, other in pairwise(shifts):
            assert one.end <= other.start
        for shift in shifts:
            longest = max([pattern.shift_hours, *pattern.other_hours.values()])
            assert timedelta() < shift.end - shift.start <= timedelta(hours=longest + 1)
            assert shift.start.astimezone(zone).date() == shift.day


def test_a_shift_that_began_the_day_before_still_runs() -> None:
    duty = duty_of(Code.WHOLE_DAY, time(7), 24)
    moment = datetime(2026, 6, 2, 3, tzinfo=CHICAGO)
    found = shifts_between(duty, (), moment, moment + timedelta(minutes=1), CHICAGO)
    assert [shift.day for shift in found] == [date(2026, 6, 1)]


def at(hour: int, day: int = 2) -> datetime:
    return datetime(2026, 6, day, hour, tzinfo=CHICAGO)


def on(changes: tuple[Change, ...]) -> list[tuple[int, int]]:
    """Shift hours of 2 June for somebody on days from 6 to 18."""
    duty = duty_of(Code.DAY, time(6), 12)
    found = shifts_between(duty, changes, at(0), at(0, 3), CHICAGO)
    return [(one.start.astimezone(CHICAGO).hour, one.end.astimezone(CHICAGO).hour) for one in found]


@pytest.mark.parametrize(
    ("kind", "start", "end", "left"),
    [
        (CalendarKind.LEAVE, 0, 23, []),
        (CalendarKind.SHIFT_FREE, 6, 18, []),
        (CalendarKind.COURT, 9, 12, [(6, 9), (12, 18)]),
        (CalendarKind.TRAINING, 15, 20, [(6, 15)]),
        (CalendarKind.COURT, 1, 3, [(6, 18)]),
        (CalendarKind.EXTRA_DUTY, 19, 23, [(6, 18), (19, 23)]),
    ],
)
def test_the_calendar_wins_over_the_pattern(
    kind: CalendarKind, start: int, end: int, left: list[tuple[int, int]]
) -> None:
    assert on((Change(kind, at(start), at(end)),)) == left


def test_extra_duty_is_all_that_a_person_without_a_pattern_has() -> None:
    change = Change(CalendarKind.EXTRA_DUTY, at(22), at(6, 3))
    [shift] = shifts_between(None, (change,), at(0), at(0, 4), CHICAGO)
    assert shift.night


def test_on_call_is_neither_a_shift_nor_forgotten() -> None:
    duty = PATTERNS.duty("resident_deputy", "A", MONDAY)
    saturday = datetime(2026, 1, 10, tzinfo=CHICAGO)
    assert shifts_between(duty, (), saturday, saturday + timedelta(hours=24), CHICAGO) == []
    [(start, end)] = on_call_between(duty, saturday, saturday + timedelta(hours=24), CHICAGO)
    assert end - start == timedelta(hours=24)
    monday = datetime(2026, 1, 5, tzinfo=CHICAGO)
    [(start, _)] = on_call_between(duty, monday, monday + timedelta(hours=24), CHICAGO)
    assert start.astimezone(CHICAGO).time() == time(14)
