"""What a time on a sheet means: the night goes over midnight, and clocks may change in it. Pure."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from wellness_desktop.kit.when import read_moment

BEFORE = timedelta(hours=12)
"""A time this long before the beginning, typed for its day, is meant for the next one."""


def paper_moment(day: date, clock: time, began_at: datetime, zone: ZoneInfo) -> datetime | str:
    """The moment, or in words why there is none.

    On the day a run began, a time far before the beginning is that of the night after it: 00:40 of a run that began
    at 23:50. An hour that clocks show twice is the first of the two that is not before the beginning.
    """
    began_day = began_at.astimezone(zone).date()
    reading = read_moment(day, clock, zone)
    if day == began_day and reading.moments and reading.moments[-1] < began_at - BEFORE:
        reading = read_moment(day + timedelta(days=1), clock, zone)
    if not reading.moments:
        return reading.fault
    return next((one for one in reading.moments if one >= began_at), reading.moments[-1])
