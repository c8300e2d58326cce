"""How long a helper drives, by season, and when the road is closed (section 12): pure rules.

Hunting season, harvest and deep snow make the same road longer; a closed road leaves the telephone.
"""

from dataclasses import dataclass
from datetime import date, time
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.grid import Grid
from wellness_desktop.roster.duty_roster.shifts import DAY, at_local

LONGEST_DRIVE = 600
"""Minutes, one way."""


@dataclass(frozen=True, slots=True)
class Road:
    """What differs from the usual drive of one helper."""

    person_id: UUID
    slow_minutes: int | None = None
    """One way, in the slow season; None when the drive is always the same."""
    slow_from: int | None = None
    """The first month of the slow season, 1 to 12."""
    slow_until: int | None = None
    """Its last month; December to March is 12 and 3."""
    closed_until: date | None = None
    """The last day on which the road is closed; None when it is open."""
    version: int = 0

    @property
    def is_usual(self) -> bool:
        """Whether nothing differs, so that nothing needs to be kept."""
        return self.slow_minutes is None and self.closed_until is None

    def is_slow(self, day: date) -> bool:
        """Whether a day lies in the slow season."""
        if self.slow_minutes is None or self.slow_from is None or self.slow_until is None:
            return False
        if self.slow_from <= self.slow_until:
            return self.slow_from <= day.month <= self.slow_until
        return day.month >= self.slow_from or day.month <= self.slow_until

    def is_closed(self, day: date) -> bool:
        """Whether nobody gets through on a day."""
        return self.closed_until is not None and day <= self.closed_until


@dataclass(frozen=True, slots=True)
class Drive:
    """One helper's drive on a grid, as masks of the steps at which a session begins."""

    minutes: int = 0
    """One way, usually."""
    slow_minutes: int = 0
    slow: int = 0
    """Steps in the slow season."""
    closed: int = 0
    """Steps on days with the road closed."""

    def minutes_at(self, start: int) -> int:
        """How long the drive is for a session from step `start`."""
        return self.slow_minutes if self.slow >> start & 1 else self.minutes


def drive_of(minutes: int, road: Road | None, grid: Grid, zone: ZoneInfo) -> Drive:
    """The drive on a grid. `minutes` is the usual one, one way."""
    if road is None or road.is_usual:
        return Drive(minutes)
    slow = closed = 0
    day = grid.moment(0).astimezone(zone).date()
    last = grid.moment(grid.size).astimezone(zone).date()
    while day <= last:
        steps = grid.mask(at_local(day, time(0), zone), at_local(day + DAY, time(0), zone))
        slow |= steps if road.is_slow(day) else 0
        closed |= steps if road.is_closed(day) else 0
        day += DAY
    return Drive(minutes, road.slow_minutes or minutes, slow, closed)


def checked_road(road: Road, today: date) -> Road:
    """The road as it may be kept: a season whole or not at all, a closing that lies ahead. Raises Problem."""
    season = (road.slow_minutes, road.slow_from, road.slow_until)
    if any(one is not None for one in season) and any(one is None for one in season):
        raise Problem(
            tr("The slow season is not complete."),
            tr("Enter its minutes, first month and last month, or none of them."),
        )
    if road.slow_minutes is not None and not 0 <= road.slow_minutes <= LONGEST_DRIVE:
        raise Problem(tr("This drive cannot be used."), tr("Choose up to 10 hours, one way."))
    if road.closed_until is not None and road.closed_until < today:
        raise Problem(tr("This day lies in the past."), tr("Clear it if the road is open again."))
    return road
