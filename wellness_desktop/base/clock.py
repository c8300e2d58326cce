"""The one clock. Everything stores aware UTC; only pages and prints turn it into station time."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from wellness_desktop.base.errors import Problem
from wellness_desktop.base.language import tr

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


class Clock:
    """Tells the time. Services receive one, so that a test can stand in any night it likes."""

    def now(self) -> datetime:
        """The current moment, aware, in UTC."""
        return datetime.now(UTC)

    def today(self, zone: ZoneInfo) -> date:
        """The calendar date at the station."""
        return self.now().astimezone(zone).date()


class FixedClock(Clock):
    """A clock that stands still until it is told otherwise (tests, demo data)."""

    def __init__(self, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise ValueError("a clock needs an aware time")
        self._moment = moment.astimezone(UTC)

    def now(self) -> datetime:
        return self._moment

    def advance(self, step: timedelta) -> None:
        """Moves on, or back when `step` is negative."""
        self._moment += step


def station_zone(name: str) -> ZoneInfo:
    """The zone called `name` (IANA), or the system's own when `name` is empty.

    Raises Problem when the name is unknown.
    """
    if not name:
        import tzlocal

        return tzlocal.get_localzone()
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise Problem(
            tr("The time zone in the settings is not known."),
            tr("Open Settings and choose the station's time zone again."),
        ) from error
