"""The days of a request as rows of half hours, and how many people could come at each: for the picture."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from wellness_desktop.debriefs.grid import STEP_MINUTES, bits
from wellness_desktop.debriefs.proposal_facts import Request
from wellness_desktop.roster.duty_roster.shifts import DAY, at_local

HALF_HOUR = timedelta(minutes=30)
MOST_DAYS = 15
"""Rows of the picture; the look ahead of a request is no longer."""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day at the station: 48 half hours, 46 or 50 when the clock changes."""

    day: date
    begins: datetime
    """Its midnight."""
    counts: tuple[int, ...]
    """How many could come to a session that begins at each half hour, of those whose shifts are known; -1 where none
    can be asked for."""
    inside: tuple[bool, ...]
    """Whether a session that begins then lies within the care window."""

    @property
    def clock_changes(self) -> bool:
        """Whether it is longer or shorter than other days."""
        return len(self.counts) != 2 * 24

    def moment(self, slot: int) -> datetime:
        """When a half hour begins."""
        return self.begins + slot * HALF_HOUR


@dataclass(frozen=True, slots=True)
class DayTable:
    """All days of a request."""

    rows: tuple[DayRow, ...]
    most: int
    """How many could come at best: everybody who is asked and whose shifts are known."""
    zone: ZoneInfo

    @property
    def slots(self) -> int:
        """Half hours in the longest day."""
        return max((len(row.counts) for row in self.rows), default=48)

    def place(self, moment: datetime) -> tuple[int, float] | None:
        """Row and half hours from midnight of a moment; None outside of the days."""
        for number, row in enumerate(self.rows):
            slot = (moment - row.begins) / HALF_HOUR
            if 0 <= slot < len(row.counts):
                return number, slot
        return None

    def may_begin(self, moment: datetime) -> bool:
        """Whether a session may be put there: not in the past, and not beyond what was looked at."""
        found = self.place(moment)
        return found is not None and self.rows[found[0]].counts[int(found[1])] >= 0


def day_table(request: Request, asked: Collection[UUID], now: datetime, show: Collection[datetime] = ()) -> DayTable:
    """The days from now, or from the window's opening, to its end; `show` are sessions that must be among them."""
    grid, zone = request.grid, request.zone
    length = -(-request.minutes // STEP_MINUTES)
    first = min([max(now, request.opens), *(one for one in show if one >= now)])
    last = max([request.closes or request.target, request.target, *show])
    last = min(last, first + (MOST_DAYS - 1) * DAY, grid.moment(max(0, grid.size - 1)))
    wanted = set(asked)
    sure = [one for one in request.attendees if one.times.known and (not wanted or one.id in wanted)]
    free = [one.times.starts(length) for one in sure]
    latest = grid.size - length
    rows: list[DayRow] = []
    day = first.astimezone(zone).date()
    counts = _counts(free, grid.at_or_after(at_local(day, time(0), zone)) % _HALF_HOUR_STEPS)
    while day <= last.astimezone(zone).date():
        begins, ends = at_local(day, time(0), zone), at_local(day + DAY, time(0), zone)
        moments = [begins + number * HALF_HOUR for number in range((ends - begins) // HALF_HOUR)]
        steps = [grid.at_or_after(one) for one in moments]
        rows.append(
            DayRow(
                day,
                begins,
                tuple(
                    counts.get(step, 0) if one >= now and 0 <= step <= latest else -1
                    for one, step in zip(moments, steps, strict=True)
                ),
                tuple(_is_inside(request, one) for one in moments),
            )
        )
        day += DAY
    return DayTable(tuple(rows), len(free), zone)


def _counts(free: Collection[int], phase: int) -> dict[int, int]:
    """How many could begin at each half hour of the station's clock that anybody could; `phase` is the first step."""
    found: dict[int, int] = {}
    for mask in free:
        for step in bits(mask & _EVERY_HALF_HOUR << phase):
            found[step] = found.get(step, 0) + 1
    return found


_HALF_HOUR_STEPS = 30 // STEP_MINUTES
_EVERY_HALF_HOUR = sum(1 << step for step in range(0, 40 * 24 * 2 * _HALF_HOUR_STEPS, _HALF_HOUR_STEPS))
"""No request looks further ahead than 40 days."""


def _is_inside(request: Request, starts: datetime) -> bool:
    ends = starts + timedelta(minutes=request.minutes)
    return request.opens <= starts and (request.closes is None or ends <= request.closes)
