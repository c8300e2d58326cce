"""The calls of a plan for any calendar: "Call", a time, and nothing else (section 10, section 12)."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_OID, uuid5

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.long_tail.calls import Plan

FILE_NAME = "calls.ics"
LENGTH = timedelta(minutes=15)


def year_calendar(plan: Plan, stamped: datetime) -> bytes:
    """What is still to do as an .ics file (RFC 5545), made at `stamped` (aware).

    It does not say whose plan it is: the ids are drawn from a one-way sum, so that a later file takes the place of this
    one in a calendar and nothing can be read from either.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Wellness Desktop//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    for call in plan.calls(stamped):
        entry = Event()
        entry.add("uid", str(uuid5(NAMESPACE_OID, f"{plan.key} {call.key}")))
        entry.add("dtstamp", stamped)
        entry.add("dtstart", call.due)
        entry.add("dtend", call.due + LENGTH)
        entry.add("summary", tr("Call"))
        entry.add("class", "PRIVATE")
        entry.add("transp", "TRANSPARENT")
        calendar.add_component(entry)
    return bytes(calendar.to_ical())
