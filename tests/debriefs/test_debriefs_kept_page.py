"""What is kept, and legal holds, on the page of the settings: by the coordinator and the chief, on a real station."""

import pytest

from tests.debriefs.booked import offered_and_closed, weeks_later
from tests.debriefs.station import SERGEANT, Station, an_incident
from tests.debriefs.typing_pages import press, said
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.debriefs.retention.holds import HoldReason
from wellness_desktop.debriefs.retention.kept_page import KeptPage
from wellness_desktop.debriefs.session_values import FollowUpOutcome


def test_a_hold_is_set_by_one_and_lifted_by_two(opened, station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    page = opened(KeptPage(station.chief_s_debriefs()))
    assert "No hold is set." in said(page)
    page.form.field("place").set_value(str(incident.id))
    press(page, "Set the hold")
    assert "Choose one." in said(page)
    page.form.field("reason").set_value(HoldReason.LAWSUIT)
    press(page, "Set the hold")
    assert page.banner.words.startswith("The hold is set.")
    assert station.debriefs().is_held(incident.id)
    press(page, "Ask to lift it")
    assert "The other office has to agree" in said(page)
    coordinator = opened(KeptPage(station.debriefs()))
    assert "asks to lift it." in said(coordinator)
    press(coordinator, "Agree and lift it")
    assert "Lifted." in coordinator.banner.words
    assert "No hold is set." in said(coordinator)
    assert not station.debriefs().is_held(incident.id)


def test_asking_can_be_taken_back(opened, station: Station) -> None:
    page = opened(KeptPage(station.debriefs()))
    page.form.field("reason").set_value(HoldReason.COUNSEL)
    press(page, "Set the hold")
    assert station.debriefs().station_is_held
    press(page, "Ask to lift it")
    press(page, "Keep it")
    assert "It stays held." in page.banner.words
    assert "Ask to lift it" in said(page)


def test_what_was_deleted_is_told_in_counts_and_only_the_team_sees_of_what(opened, station: Station) -> None:
    incident = offered_and_closed(station, "Joe Quill", "Ana Ruiz")
    room = station.debriefs()
    for follow_up in room.follow_ups(incident.id):
        room.settle(follow_up, FollowUpOutcome.DONE)
    weeks_later(station, 13)
    coordinator, chief = (said(opened(KeptPage(each))) for each in (room, station.chief_s_debriefs()))
    assert "Who was exposed and offered what: 2" in coordinator
    assert "nothing was due" in coordinator
    assert "Who was exposed and offered what: 2" not in chief
    assert "18 records" in chief
    for name in ("Joe", "Quill", "Ana", "Ruiz"):
        assert name not in f"{coordinator} {chief}"


def test_the_incident_says_that_it_is_held(incidents, station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    station.debriefs().hold_records(incident.id, HoldReason.INQUIRY)
    page = incidents()
    assert "Legal hold: nothing about this incident is deleted" in said(page)
    assert "Legal hold" in said(incidents(SERGEANT))


@pytest.mark.slow
def test_the_page_can_be_heard_and_read_in_every_look(opened, station: Station, qapp) -> None:
    room = station.debriefs()
    room.ask_to_lift(room.hold_records(an_incident(station, "Ana Ruiz").id, HoldReason.RECORDS_REQUEST))
    room.hold_records(None, HoldReason.COURT_ORDER)
    room.run_retention()
    page = opened(KeptPage(station.chief_s_debriefs()))
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []
