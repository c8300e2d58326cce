"""When a person can really come: shifts, rest, sleep, quiet hours, leave, court (section 13; DESIGN 6.4).

Duty time is open, since people come during a shift when somebody covers the road; whoever uses these times
must name the cover. Everything else that stands against a time is kept with its reason, so that a proposal can
say why somebody is missing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from zoneinfo import ZoneInfo

from wellness_desktop.debriefs.grid import STEP_MINUTES, Grid, runs
from wellness_desktop.debriefs.protocols import Engine
from wellness_desktop.roster.duty_roster.shifts import (
    AWAY,
    DAY,
    Change,
    Shift,
    Works,
    at_local,
    duty_on,
    is_known,
    on_call_between,
    place_in_cycle,
    shifts_between,
)
from wellness_desktop.roster.kinds import CalendarKind

MARGIN = timedelta(hours=36)
"""How far beyond the grid shifts are looked at: a shift and the rest after it reach into it."""


class Obstacle(StrEnum):
    """What stands against a time, in the order in which it is named."""

    AWAY = "away"
    MAIN_SLEEP = "main_sleep"
    """Has not slept since the incident."""
    NIGHT_REST = "night_rest"
    BUFFER = "buffer"
    """A shift begins soon."""
    QUIET = "quiet"
    REST = "rest"
    """After a day or evening shift; staying on for a session right after it is possible."""
    ON_DUTY = "on_duty"
    """Only where the agency does not let people come during a shift."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is known of one person's time."""

    duty: Works = None
    """One duty, or several one after another since people change team; None when nothing is known."""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Rules:
    """The values that decide. An agency may change each of them."""

    engine: Engine
    during_shifts: bool = True
    """People may come during a shift, when somebody covers."""


@dataclass(frozen=True, slots=True)
class Times:
    """One person's time on a grid, as masks."""

    against: Mapping[Obstacle, int]
    on_duty: int
    stay_on: int
    """The time right after a day or evening shift in which a session may still begin."""
    short_turn: int
    """The rest before the next shift, which staying on must leave whole."""
    on_call: int
    between_nights: int
    heavy: int
    known: bool
    """Whether a schedule is on the roster at all; if not, only quiet hours and the calendar are known."""
    full: int = field(repr=False)

    def starts(self, length: int, travel: int = 0) -> int:
        """The steps at which a session of `length` steps can begin, with `travel` steps each way."""
        hard = 0
        for obstacle, mask in self.against.items():
            if obstacle is not Obstacle.REST:
                hard |= mask
        rest = self.against.get(Obstacle.REST, 0)
        usual = runs(self.full & ~(hard | rest), length + 2 * travel) << travel
        if not self.stay_on or travel:
            return usual & self.full
        near = self.full & ~runs(self.full & ~self.stay_on, length + 1)
        staying = runs(self.full & ~(hard | self.short_turn), length) & near
        return (usual | staying) & self.full

    def obstacles(self, start: int, length: int) -> list[Obstacle]:
        """What stands against a session from step `start`; empty when the person can come."""
        if self.starts(length) >> start & 1:
            return []
        session = ((1 << length) - 1) << start
        found = [obstacle for obstacle, mask in self.against.items() if mask & session]
        return found or [Obstacle.REST]


def times_of(
    calendar: Calendar,
    grid: Grid,
    zone: ZoneInfo,
    rules: Rules,
    slept_since: datetime | None = None,
) -> Times:
    """The person's time on the grid.

    With `slept_since`, everything is blocked until a main sleep free of duty has passed since that moment.
    """
    engine = rules.engine
    start, end = grid.moment(0) - MARGIN, grid.moment(grid.size) + MARGIN
    if slept_since is not None:
        start = min(start, slept_since - MARGIN)
    shifts = shifts_between(calendar.duty, calendar.changes, start, end, zone)
    on_duty = _union(grid, [(shift.start, shift.end) for shift in shifts])
    rest = timedelta(hours=engine.rest_after_shift_h)
    by_day = [shift for shift in shifts if not shift.night]
    against = {
        Obstacle.AWAY: _union(grid, [(change.start, change.end) for change in calendar.changes if change.kind in AWAY]),
        Obstacle.MAIN_SLEEP: _before_sleep(calendar, grid, shifts, slept_since, engine),
        Obstacle.NIGHT_REST: _after(grid, [s for s in shifts if s.night], engine.rest_after_night_h) & ~on_duty,
        Obstacle.BUFFER: _before(grid, shifts, engine.buffer_before_shift_h) & ~on_duty,
        Obstacle.QUIET: quiet_hours(grid, zone, engine) & ~on_duty,
        Obstacle.REST: _after(grid, by_day, engine.rest_after_shift_h) & ~on_duty,
        Obstacle.ON_DUTY: 0 if rules.during_shifts else on_duty,
    }
    return Times(
        against={obstacle: mask for obstacle, mask in against.items() if mask},
        on_duty=on_duty,
        stay_on=_after(grid, by_day, engine.stay_on_h, closed=True) & ~on_duty,
        short_turn=_union(grid, [(shift.start - rest, shift.start) for shift in shifts]) & ~on_duty,
        on_call=_union(grid, on_call_between(calendar.duty, start, end, zone, calendar.changes)) & ~on_duty,
        between_nights=_between_nights(grid, shifts),
        heavy=_heavy(calendar.duty, grid, zone),
        known=is_known(calendar.duty, calendar.changes, grid.moment(0), grid.moment(grid.size), zone),
        full=grid.full,
    )


def main_sleep_until(shifts: Sequence[Shift], changes: Sequence[Change], since: datetime, hours: float) -> datetime:
    """When a main sleep of so many hours free of duty has passed since a moment."""
    work = [(shift.start, shift.end) for shift in shifts]
    work += [
        (change.start, change.end) for change in changes if change.kind in (CalendarKind.COURT, CalendarKind.TRAINING)
    ]
    sleep = timedelta(hours=hours)
    lies_down = since
    for start, end in sorted(work):
        if end <= lies_down:
            continue
        if start - lies_down >= sleep:
            break
        lies_down = end
    return lies_down + sleep


@lru_cache(maxsize=4)
def quiet_hours(grid: Grid, zone: ZoneInfo, engine: Engine) -> int:
    """The hours in which people who do not work sleep, every night by the station's clock."""
    first = grid.moment(0).astimezone(zone).date() - DAY
    last = grid.moment(grid.size).astimezone(zone).date()
    nights = []
    day = first
    while day <= last:
        morning = day + DAY if engine.quiet_until <= engine.quiet_from else day
        nights.append((at_local(day, engine.quiet_from, zone), at_local(morning, engine.quiet_until, zone, later=True)))
        day += DAY
    return _union(grid, nights)


def steps(hours: float) -> int:
    """Hours as steps of the grid, rounded up."""
    return -int(-hours * 60 // STEP_MINUTES)


def _union(grid: Grid, stretches: Sequence[tuple[datetime, datetime]]) -> int:
    mask = 0
    for start, end in stretches:
        mask |= grid.mask(start, end)
    return mask


def _after(grid: Grid, shifts: Sequence[Shift], hours: float, *, closed: bool = False) -> int:
    """So many hours after each shift; `closed` adds the step that begins exactly at the end."""
    length = timedelta(hours=hours, minutes=STEP_MINUTES if closed else 0)
    return _union(grid, [(shift.end, shift.end + length) for shift in shifts])


def _before(grid: Grid, shifts: Sequence[Shift], hours: float) -> int:
    return _union(grid, [(shift.start - timedelta(hours=hours), shift.start) for shift in shifts])


def _before_sleep(
    calendar: Calendar, grid: Grid, shifts: Sequence[Shift], since: datetime | None, engine: Engine
) -> int:
    if since is None:
        return 0
    rested = main_sleep_until(shifts, calendar.changes, since, engine.main_sleep_h)
    return grid.mask(grid.origin, rested)


def _between_nights(grid: Grid, shifts: Sequence[Shift]) -> int:
    nights = [shift for shift in shifts if shift.night]
    gaps = [(one.end, other.start) for one, other in pairwise(nights) if timedelta() < other.start - one.end < DAY]
    return _union(grid, gaps)


def _heavy(works: Works, grid: Grid, zone: ZoneInfo) -> int:
    """The days that the pattern itself marks as heavy, such as the 72-hour week of DuPont."""
    if works is None:
        return 0
    day = grid.moment(0).astimezone(zone).date()
    last = grid.moment(grid.size).astimezone(zone).date()
    days = []
    while day <= last:
        duty = duty_on(works, day)
        if duty is not None and duty.heavy_days and place_in_cycle(duty, day) in duty.heavy_days:
            days.append((at_local(day, time(0), zone), at_local(day + DAY, time(0), zone)))
        day += DAY
    return _union(grid, days)
