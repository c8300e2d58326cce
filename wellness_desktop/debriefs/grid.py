"""A stretch of time cut into five-minute steps, so that a person's free time is one whole number.

Bit `i` of a mask stands for the five minutes that begin at `moment(i)`. What blocks is rounded outward:
a step counts as free only when all of it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

STEP_MINUTES = 5
STEP = timedelta(minutes=STEP_MINUTES)


@dataclass(frozen=True, slots=True)
class Grid:
    """The steps from `origin` (UTC) on; `size` of them."""

    origin: datetime
    size: int

    @classmethod
    def covering(cls, start: datetime, end: datetime) -> "Grid":
        """The grid from the whole hour before `start` to `end` or just after it."""
        origin = start.astimezone(UTC).replace(minute=0, second=0, microsecond=0)
        return cls(origin, max(0, -((origin - end.astimezone(UTC)) // STEP)))

    @property
    def full(self) -> int:
        """Every step."""
        return (1 << self.size) - 1

    def moment(self, index: int) -> datetime:
        """When step `index` begins, in UTC."""
        return self.origin + index * STEP

    def index(self, moment: datetime) -> int:
        """The step that `moment` lies in; negative before the grid."""
        return (moment - self.origin) // STEP

    def at_or_after(self, moment: datetime) -> int:
        """The first step that begins at `moment` or later."""
        return -((self.origin - moment) // STEP)

    def every(self, minutes: int, zone: ZoneInfo, first: datetime, last: datetime) -> range:
        """The steps from `first` to `last` on which the station's clock shows whole `minutes`, such as every
        half hour. Clocks change by whole half hours, so one look at the clock is enough.
        """
        start = max(0, self.at_or_after(first))
        off = self.moment(start).astimezone(zone).minute % minutes
        start += (minutes - off) % minutes // STEP_MINUTES
        return range(start, min(self.size, self.index(last) + 1), minutes // STEP_MINUTES)

    def mask(self, start: datetime, end: datetime) -> int:
        """Every step that touches the time from `start` to `end`."""
        first = max(0, self.index(start))
        last = min(self.size, self.at_or_after(end))
        return ((1 << (last - first)) - 1) << first if last > first else 0


def runs(mask: int, length: int) -> int:
    """The steps from which `length` steps in a row lie in `mask`."""
    done = 1
    while done < length:
        step = min(done, length - done)
        mask &= mask >> step
        done += step
    return mask


def bits(mask: int) -> Iterator[int]:
    """The numbers of the bits that are set, smallest first."""
    while mask:
        low = mask & -mask
        yield low.bit_length() - 1
        mask ^= low
