"""Invitations that any calendar opens: "Busy", a time, and nothing else (section 9, section 12).

In a small town everybody knows which event is meant, so an entry has no kind of support, no name, no place, no
code name and no free text. Times are UTC, so that no calendar can read them an hour off.
"""

from datetime import datetime

from wellness_desktop.base.language import tr
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Session

FILE_NAME = "busy.ics"
"""What the file is called: a folder of downloads tells no more than the entry itself."""

_FIRM = frozenset({SessionState.SCHEDULED, SessionState.HELD, SessionState.CLOSED})
_OFF = frozenset({SessionState.CANCELLED, SessionState.SUPERSEDED})


def invitation(session: Session, stamped: datetime) -> bytes:
    """The session as an .ics file (RFC 5545), made at `stamped` (aware).

    A calendar that has an earlier one takes this in its place; a canceled session takes it out.
    """
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", "-//Wellness Desktop//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if session.state in _OFF else "PUBLISH")
    entry = Event()
    entry.add("uid", str(session.id))
    entry.add("dtstamp", stamped)
    entry.add("dtstart", session.starts)
    entry.add("dtend", session.ends)
    entry.add("summary", tr("Busy"))
    entry.add("class", "PRIVATE")
    entry.add("transp", "OPAQUE")
    entry.add("sequence", session.booked_moves)
    entry.add("status", _status(session.state))
    calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _status(state: SessionState) -> str:
    if state in _OFF:
        return "CANCELLED"
    return "CONFIRMED" if state in _FIRM else "TENTATIVE"
