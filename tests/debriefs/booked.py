"""Sessions that are booked, for tests that begin there."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from tests.debriefs.station import Station, an_incident
from wellness_desktop.debriefs.choice_card_view import bookings_of
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Booking, Closing, Offered, Session

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


def weeks_later(station: Station, weeks: int) -> None:
    """Time goes by at a station where somebody signs in every four weeks, and at the end of it."""
    room = station.debriefs()
    while weeks:
        step = min(weeks, 4)
        station.clock.advance(timedelta(weeks=step))
        room.run_retention()
        weeks -= step


def offered_and_closed(station: Station, *names: str) -> Incident:
    """An incident whose plan is done: everybody was offered a contact."""
    incident = an_incident(station, *names)
    room = station.debriefs()
    room.set_offered_to([one.id for one in incident.exposed], Kind.ONE_ON_ONE, Offered.OFFERED)
    room.close_incident(room.incident(incident.id))
    return room.incident(incident.id)
