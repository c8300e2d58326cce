"""On-call times for any calendar: "On call" and a time, and nothing else.

Calendars are read over shoulders and synced to places nobody thinks of, so an entry says neither for what nor for
whom somebody is on call, and names nobody. Times are UTC, so that no calendar can read them an hour off.
"""

from collections.abc import Iterable
from datetime import datetime

from wellness_desktop.base.language import tr
from wellness_desktop.roster.on_call import Duty

FILE_NAME = "on-call.ics"


def calendar_of(duties: Iterable[Duty], stamped: datetime) -> bytes:
    """The duties as an .ics file (RFC 5545), made at `stamped` (aware).

    A calendar that took an earlier file takes a moved time in the place of the old one. The time stays free for
    other things: who is on call may well be at work.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Wellness Desktop//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for duty in duties:
        entry = Event()
        entry.add("uid", str(duty.id))
        entry.add("dtstamp", stamped)
        entry.add("dtstart", duty.starts)
        entry.add("dtend", duty.ends)
        entry.add("summary", tr("On call"))
        entry.add("class", "PRIVATE")
        entry.add("transp", "TRANSPARENT")
        entry.add("sequence", duty.version)
        entry.add("status", "CONFIRMED")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
