"""Sessions that are booked, for tests that begin there."""

from dataclasses import replace
from uuid import UUID

from tests.debriefs.station import Station, an_incident
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.proposals_view import bookings_of
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Booking, Closing, Session

YES = Closing(ground_rules_read=True, clinician_available=True, safety_step=True, follow_up_assigned=True)


def the_booking(station: Station, incident: Incident, **changes: object) -> Booking:
    """The first proposal of the group session, as a booking."""
    proposed = station.debriefs().proposals(incident.id, Kind.GROUP_DEBRIEFING)
    return replace(bookings_of(proposed, proposed.best)[0], **changes)  # type: ignore[arg-type]


def a_session(station: Station, **changes: object) -> Session:
    incident = an_incident(station)
    return station.debriefs().book(incident.id, the_booking(station, incident, **changes)).value


def after(station: Station, session: Session) -> None:
    station.clock.advance(session.ends - station.clock.now())


def person(station: Station, name: str) -> UUID:
    return station.people()[name].id
