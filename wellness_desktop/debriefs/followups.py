"""When somebody asks again: due dates of the year after an incident (section 10).

The first days count in elapsed hours, like the care windows (DB-14). From a week on, a follow-up belongs to a
date at the station and is due that morning; the anniversary is the same date a year later.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from wellness_desktop.debriefs.protocols import FollowUpPoint
from wellness_desktop.roster.duty_roster.shifts import at_local

BY_DATE_FROM_DAYS = 7
MORNING = time(9)
APART = timedelta(hours=48)
"""Overlapping plans of one person never ask twice within this time."""


class FollowUpStanding(StrEnum):
    """Where a follow-up stands. "Overdue" is said of the reminder, never of a person (DB-08)."""

    LATER = "later"
    DUE = "due"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class DueDate:
    """One follow-up with its moments in UTC."""

    point: str
    due: datetime
    overdue: datetime
    """When its grace is over."""

    def standing(self, now: datetime) -> FollowUpStanding:
        """Where it stands at `now` (aware)."""
        if now < self.due:
            return FollowUpStanding.LATER
        return FollowUpStanding.DUE if now <= self.overdue else FollowUpStanding.OVERDUE


def follow_up_plan(
    points: Iterable[FollowUpPoint], trigger: str, incident_end: datetime, zone: ZoneInfo
) -> list[DueDate]:
    """The follow-ups that are on by default for this kind of event, in order of time.

    Those with a date set by hand are not among them.
    """
    chosen = [
        point for point in points if point.default_on and point.offset_days is not None and _applies(point, trigger)
    ]
    return sorted((due_date(point, incident_end, zone) for point in chosen), key=lambda found: found.due)


def due_date(point: FollowUpPoint, incident_end: datetime, zone: ZoneInfo) -> DueDate:
    """When a follow-up is due. Raises ValueError for one whose date is set by hand."""
    if point.offset_days is None:
        raise ValueError("this follow-up has no date of its own")
    grace = timedelta(days=point.grace_days)
    if not point.years and point.offset_days < BY_DATE_FROM_DAYS:
        due = incident_end.astimezone(UTC) + timedelta(days=point.offset_days)
        return DueDate(point.id, due, due + grace)
    day = anniversary(incident_end.astimezone(zone).date(), point.years)
    day += timedelta(days=int(point.offset_days))
    due = at_local(day, MORNING, zone)
    return DueDate(point.id, due, due + grace)


def on_date(point: FollowUpPoint, day: date, zone: ZoneInfo) -> DueDate:
    """A follow-up on a date set by hand, such as a day in court."""
    due = at_local(day, MORNING, zone)
    return DueDate(point.id, due, due + timedelta(days=point.grace_days))


def anniversary(day: date, years: int) -> date:
    """The same date so many years later. Of 29 February, the last day of February."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def _applies(point: FollowUpPoint, trigger: str) -> bool:
    return not point.applies_to or trigger in point.applies_to
