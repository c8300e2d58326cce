"""Sheets, the ground rules card and invitations, read back by other programs than the ones that made them."""

import re
from datetime import timedelta
from io import BytesIO

import pytest
import vobject
from pypdf import PdfReader

from tests.debriefs.booked import a_session
from tests.debriefs.station import HELPER, OFFICERS, SERGEANT, Station, an_incident
from tests.paper.tag_checker import faults
from wellness_desktop.base.errors import NotAllowed
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.session_states import CancelReason
from wellness_desktop.debriefs.wording import banned_in, stray_debrief


def words(pdf: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)
    return re.sub(r"\s+", " ", text)


def named(text: str, station: Station) -> list[str]:
    """Every first or last name of the roster that stands in a text as a word."""
    parts = {part for name in station.people() for part in name.split()}
    return sorted(part for part in parts if re.search(rf"\b{part}\b", text))


# ---------------------------------------------------------------------------------------------- invitations


def test_another_calendar_library_opens_the_invitation(station: Station) -> None:
    session = a_session(station, place="Fire hall", note="Two tables")
    calendar = vobject.readOne(station.debriefs().invitation(session.id).decode())
    event = calendar.vevent
    assert calendar.method.value == "PUBLISH"
    assert event.dtstart.value == session.starts
    assert event.dtend.value == session.ends
    assert event.summary.value == "Busy"
    assert event.status.value == "CONFIRMED"
    assert getattr(event, "class").value == "PRIVATE"
    assert event.transp.value == "OPAQUE"


def test_an_invitation_says_nothing_but_busy_and_a_time(station: Station) -> None:
    """Section 15, test 11: no incident type, no names, no free text; and no code name, no place either."""
    session = a_session(station, place="Fire hall", note="Two tables")
    text = station.debriefs().invitation(session.id).decode()
    fields = {line.split(":")[0].split(";")[0] for line in text.split("\r\n") if ":" in line}
    assert fields == {
        *("BEGIN", "END", "VERSION", "PRODID", "METHOD", "UID", "DTSTAMP", "DTSTART", "DTEND"),
        *("SUMMARY", "CLASS", "TRANSP", "SEQUENCE", "STATUS"),
    }
    assert named(text, station) == []
    for secret in ["Event", "2026-A", "Fire", "table", "CISD", "ebrief", "shooting"]:
        assert secret not in text


def test_a_moved_or_canceled_session_replaces_the_earlier_entry(station: Station) -> None:
    from dataclasses import replace

    session = a_session(station)
    room = station.debriefs()
    booking = replace(room.as_booking(session), starts=session.starts + timedelta(hours=1))
    moved = room.change_session(session, booking).value
    second = vobject.readOne(room.invitation(session.id).decode()).vevent
    assert (second.uid.value, second.sequence.value) == (str(session.id), "1")
    room.cancel(moved, CancelReason.TIME)
    third = vobject.readOne(room.invitation(session.id).decode())
    assert third.method.value == "CANCEL"
    assert (third.vevent.status.value, third.vevent.sequence.value) == ("CANCELLED", "2")


def test_a_tentative_session_is_tentative_in_the_calendar(station: Station) -> None:
    session = a_session(station, leaders=())
    event = vobject.readOne(station.debriefs().invitation(session.id).decode()).vevent
    assert event.status.value == "TENTATIVE"


# --------------------------------------------------------------------------------------------------- sheets


def test_the_sheet_for_helpers_from_elsewhere_names_nobody(station: Station) -> None:
    session = a_session(station, place="Fire hall, upper room", note="Two tables")
    text = words(station.debriefs(SERGEANT).session_sheet(session.id))
    assert named(text, station) == []
    for wanted in ("Group debriefing (CISD): Event 2026-A", "Fri Nov 13, 18:00 to 20:00", "5 people"):
        assert wanted in text
    for wanted in ("1 clinician, 1 peer or chaplain", "Arranged", "Fire hall, upper room", "Two tables"):
        assert wanted in text


def test_the_coordinator_s_sheet_names_people_and_says_it_is_confidential(station: Station) -> None:
    session = a_session(station)
    text = words(station.debriefs().session_sheet(session.id, with_names=True))
    for name in OFFICERS:
        assert name in text
    assert "Kim Hale (clinician)" in text
    assert "Confidential: names of colleagues" in text
    with pytest.raises(NotAllowed):
        station.debriefs(SERGEANT).session_sheet(session.id, with_names=True)
    assert ("printed", session.id) in station.audited()


def test_db10_the_sheet_has_boxes_for_attendance_only_under_a_policy(station: Station) -> None:
    session = a_session(station)
    plain = words(station.debriefs().session_sheet(session.id, with_names=True))
    assert "Came to the information part" not in plain
    station.debriefs().set_local_rules(LocalRules(policy="attendance_expected_participation_voluntary"))
    session = a_session(station)
    kept = words(station.debriefs().session_sheet(session.id, with_names=True))
    for wanted in ("Came to the information part", "Excused", "Declined", "You never have to speak", "work time"):
        assert wanted in kept


def test_db13_work_time_is_said_where_attendance_is_asked_for(station: Station) -> None:
    rules = LocalRules(policy="attendance_required_participation_voluntary", citation="GO 12.4")
    station.debriefs().set_local_rules(rules)
    text = words(station.debriefs().session_sheet(a_session(station).id))
    assert "this counts as work time" in text


def test_what_is_missing_stands_on_the_sheet(station: Station) -> None:
    session = a_session(station, leaders=(), covers=())
    text = words(station.debriefs().session_sheet(session.id))
    assert "Not complete yet" in text
    assert "A licensed clinician is still to be found" in text


def test_the_care_sheet_has_the_windows_their_sources_and_the_year_after(station: Station) -> None:
    incident = an_incident(station, trigger="lodd")
    text = words(station.debriefs().care_sheet(incident.id))
    assert named(text, station) == []
    for wanted in (
        "Care windows: Event 2026-A",
        "These are ranges from the sources named, not deadlines",
        "Waits for the end of the funeral",
        "Waits for the moment the family was told",
        "check locally",
        "Anniversary Nov 10, 2027",
        "It is not treatment",
    ):
        assert wanted in text, wanted


def test_a_supervisor_s_care_sheet_has_no_follow_ups(station: Station) -> None:
    incident = an_incident(station)
    assert "Ask again" not in words(station.debriefs(SERGEANT).care_sheet(incident.id))
    with pytest.raises(NotAllowed):
        station.debriefs(HELPER).care_sheet(incident.id)


def test_db01_and_db09_hold_on_paper(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    for pdf in (
        room.session_sheet(session.id),
        room.session_sheet(session.id, with_names=True),
        room.care_sheet(session.incident_id),
        room.ground_rules_sheet(),
        room.ground_rules_pocket(),
        room.invitation_letters(session.id),
        room.invitation_letter(session.id),
    ):
        assert not stray_debrief(words(pdf))
        assert not banned_in(words(pdf))


def test_every_sheet_is_tagged_and_repeatable(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    for make in (
        lambda: room.session_sheet(session.id),
        lambda: room.care_sheet(session.incident_id),
        room.ground_rules_sheet,
        room.ground_rules_pocket,
        lambda: room.invitation_letters(session.id),
        lambda: room.invitation_letter(session.id, large=True),
    ):
        pdf = make()
        assert faults(pdf) == []
        assert make() == pdf


def test_sheets_fit_a4_and_a_group_of_twenty(station: Station) -> None:
    room = station.debriefs(settings=Settings(paper="a4"))
    session = a_session(station)
    page = PdfReader(BytesIO(room.session_sheet(session.id))).pages[0]
    assert round(float(page.mediabox.width)) == 595
