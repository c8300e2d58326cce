"""The handover sheet and the sheet for helpers from outside: what stands on them, and what must not."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pypdf import PdfReader

from tests.debriefs.booked import a_session, after, person
from tests.debriefs.station import (
    DAY,
    ENDED,
    HELPER,
    NOW,
    OFFICERS,
    SERGEANT,
    Station,
    an_incident,
    exposure_of,
    give_calls,
)
from tests.paper.tag_checker import faults
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.coverage.board import OFTEN_FORGOTTEN
from wellness_desktop.debriefs.handover.facts import counted
from wellness_desktop.debriefs.incident_values import CounselAnswer, NewExposure, Report
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.debriefs.wording import banned_in, stray_debrief
from wellness_desktop.roster.conflicts import Exposure
from wellness_desktop.roster.on_call import Layer, Span
from wellness_desktop.roster.people import Phone


def words(pdf: bytes) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def named(text: str, station: Station) -> list[str]:
    parts = {part for name in station.people() for part in name.split()}
    return sorted(part for part in parts if re.search(rf"\b{part}\b", text))


def on_call(station: Station, name: str, number: str, *, published: bool) -> None:
    """Puts somebody on call for the day, with a number that was checked today."""
    roster = station.roster()
    today = date(2026, 11, 11)
    phone = Phone(typed=number, published=published, checked_on=today)
    one = station.people()[name]
    changed = replace(one, phones=(phone,), published_on=today if published else None)
    roster.change(changed)
    roster.put_on_call(Layer.PRIMARY, one.id, Span(NOW - DAY, NOW + 2 * DAY))


# ------------------------------------------------------------------------------------------------ the handover


def test_the_next_one_reads_what_is_open_booked_due_and_whom_to_call(station: Station) -> None:
    session = a_session(station, leaders=(person(station, "Lee Park"),), place="Fire hall")
    room = station.debriefs()
    room.add_exposed(session.incident_id, [NewExposure("Flo Berg")])
    on_call(station, "Max Tull", "(612) 555-0123", published=False)
    station.clock.advance(DAY)
    text = words(room.handover_sheet(session.incident_id))
    for wanted in (
        "Handover: Event 2026-A",
        "Confidential: support team only",
        "Offer a contact to Flo Berg: nobody has yet.",
        "Group debriefing (CISD): A licensed clinician is still to be found",
        "6 follow-ups are due: Ana Ruiz, Ben Cole",
        "Find helpers who ask again for 6 people",
        "ask counsel or the prosecutor about the timing",
        "Led by: Lee Park",
        "Fire hall",
        "After 3 days: Ana Ruiz",
        "Max Tull",
        "(612) 555-0123",
        "Group: booked",
        "Nothing yet",
        "Handed over",
    ):
        assert wanted in text, wanted


def test_the_sheet_carries_the_code_name_and_no_kind_of_event(station: Station) -> None:
    session = a_session(station)
    incident = station.debriefs().incident(session.incident_id)
    for pdf in (station.debriefs().handover_sheet(incident.id), station.debriefs().outside_sheet(incident.id)):
        text = words(pdf)
        assert incident.code_name in text
        assert incident.trigger.name not in text
        assert not stray_debrief(text)
        assert not banned_in(text)
        assert faults(pdf) == []


def test_what_is_done_is_not_on_the_list_any_more(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.OFFERED)
    room.say_nobody_in(incident.id, OFTEN_FORGOTTEN)
    give_calls(room, person(station, "Lee Park"))
    room.change_incident(replace(room.incident(incident.id), counsel=CounselAnswer.YES))
    left = room.handover(incident.id).to_do()
    assert len(left) == 1
    assert left[0].startswith("Useful now and not booked: ")


def test_a_session_that_is_over_asks_whether_it_took_place(station: Station) -> None:
    session = a_session(station)
    after(station, session)
    assert any("did it take place?" in one for one in station.debriefs().handover(session.incident_id).to_do())


def test_a_sergeant_hands_over_without_what_is_sealed(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    room.set_offered(exposure_of(incident, "Ana Ruiz"), Kind.ONE_ON_ONE, Offered.DECLINED)
    sergeant = station.debriefs(SERGEANT)
    handover = sergeant.handover(incident.id)
    assert (handover.board, handover.follow_ups) == (None, None)
    text = words(sergeant.handover_sheet(incident.id))
    assert "Support was not offered to all yet. Ask the support team who is left." in text
    assert "Confidential: names of colleagues" in text
    for secret in ("eclined", "One-on-one: ", "Ana", "Ruiz", "After 24 hours"):
        assert secret not in text, secret


def test_all_open_incidents_are_handed_over_at_once_and_none_is_said_kindly(station: Station) -> None:
    room = station.debriefs()
    calm = words(room.handover_sheet())
    assert "No incident is open. May it stay so." in calm
    assert "Nobody is on call now" in calm
    an_incident(station, "Ana Ruiz")
    an_incident(station, "Flo Berg", trigger="child_fatality")
    text = words(room.handover_sheet())
    assert "Handover: open incidents" in text
    for wanted in ("Event 2026-A", "Event 2026-B", "Nobody is on call now"):
        assert wanted in text


def test_only_who_plans_support_hands_over(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    for name, roles in ((HELPER, ()), (SERGEANT, (Role.PLANNER,)), (SERGEANT, (Role.ADMINISTRATOR,))):
        with pytest.raises(NotAllowed):
            station.debriefs(name, *roles).handover_sheet(incident.id)
        with pytest.raises(NotAllowed):
            station.debriefs(name, *roles).outside_sheet(incident.id)
    assert ("printed", incident.id) not in station.audited()
    station.debriefs(SERGEANT).outside_sheet(incident.id)
    assert ("printed", incident.id) in station.audited()


def test_sixty_people_fit_and_it_prints_on_a4(station: Station) -> None:
    room = station.debriefs(settings=Settings(paper="a4"))
    guests = tuple(NewExposure(f"Guest{number}", circle=Circle.MUTUAL_AID) for number in range(60))
    incident = room.something_happened(Report("mass_casualty", ENDED, guests)).value
    pdf = room.handover_sheet(incident.id)
    text = words(pdf)
    assert "Guest59" in text
    assert "and 48 more" in text
    assert round(float(PdfReader(BytesIO(pdf)).pages[0].mediabox.width)) == 595


# ------------------------------------------------------------------------------------------- helpers from outside


def test_the_outside_sheet_has_numbers_instead_of_names(station: Station) -> None:
    session = a_session(station, place="Fire hall")
    room = station.debriefs()
    room.add_exposed(
        session.incident_id, [NewExposure("Flo Berg", exposure=Exposure.BY_RADIO), NewExposure("Joe Quill")]
    )
    on_call(station, "Max Tull", "(612) 555-0123", published=True)
    text = words(station.debriefs(SERGEANT).outside_sheet(session.incident_id))
    assert named(text, station) == []
    assert "Joe" not in text
    for wanted in (
        "For helpers from outside: Event 2026-A",
        "Patrol On scene 6",
        "Dispatch By radio or phone 1",
        "Fri Nov 13, 18:00 to 20:00",
        "Fire hall",
        "1 clinician, 1 peer or chaplain",
        "Arranged",
        "(612) 555-0123",
        "Nobody has to speak",
        "counsel has not yet confirmed",
        "Write nothing down",
    ):
        assert wanted in text, wanted


def test_a_number_that_its_owner_did_not_publish_does_not_leave(station: Station) -> None:
    incident = an_incident(station)
    on_call(station, "Max Tull", "(612) 555-0123", published=False)
    room = station.debriefs()
    outside, inside = words(room.outside_sheet(incident.id)), words(room.handover_sheet(incident.id))
    assert "555-0123" not in outside
    assert "Ask for" in outside
    assert "555-0123" in inside


def test_people_are_counted_by_circle_and_exposure_and_the_unexposed_are_not(station: Station) -> None:
    incident = an_incident(station, *OFFICERS)
    room = station.debriefs()
    room.add_exposed(incident.id, [NewExposure("Flo Berg", exposure=Exposure.NOT_EXPOSED)])
    found = counted(room.incident(incident.id))
    assert [(one.circle, one.exposure, one.people) for one in found] == [(Circle.PATROL, Exposure.ON_SCENE, 5)]
    assert "No session is booked yet" in words(room.outside_sheet(incident.id))
