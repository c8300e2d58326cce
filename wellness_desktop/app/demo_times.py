"""Time in the demo: its files count from the moment it is made, and its clock only goes forward."""

from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from wellness_desktop.base.clock import FixedClock
from wellness_desktop.roster.on_call import station_moment


class DemoClock(FixedClock):
    """Stands at one moment of the demo's history after the other, so that the audit log reads like a real one."""

    def go(self, moment: datetime) -> None:
        """Moves on to that moment; stays where it is when that has passed already."""
        self.advance(max(moment - self.now(), timedelta()))


class Calendar:
    """Turns what the files say ("three days ago at 20:40") into moments and dates."""

    def __init__(self, now: datetime, zone: ZoneInfo) -> None:
        self.now = now
        self._zone = zone
        self._today = now.astimezone(zone).date()
        self._monday = self._today - timedelta(days=self._today.weekday())

    def day(self, days: int) -> date:
        """The station's date that many days from today; negative for the past."""
        return self._today + timedelta(days=days)

    def ago(self, days: float) -> datetime:
        """The moment that many days before now."""
        return self.now - timedelta(days=days)

    def monday(self, weeks: int) -> date:
        """The Monday that many weeks from the present one."""
        return self._monday + timedelta(weeks=weeks)

    def moment(self, said: Mapping[str, Any]) -> datetime:
        """A moment given as `hours` from now, as `days` from today `at` a clock time, or as a `week` and its `day`
        (1 is Monday) `at` a clock time.
        """
        if "hours" in said:
            return self.now + timedelta(hours=said["hours"])
        days = self.day(said["days"]) if "days" in said else self.monday(said["week"]) + timedelta(days=said["day"] - 1)
        return station_moment(datetime.combine(days, time.fromisoformat(said["at"])), self._zone)
