"""What is typed about an incident and not saved stays: over another incident, another page, a lock."""

import json
from dataclasses import replace

import pytest
from PySide6.QtTest import QTest

from tests.debriefs.booked import a_session, after
from tests.debriefs.station import an_incident
from tests.debriefs.typing_pages import press
from wellness_desktop.base.errors import Problem
from wellness_desktop.debriefs.session_values import Offered


def handed_over(page):
    """The draft as it comes back from the store."""
    return json.loads(json.dumps(page.draft()))


def opened_at(incidents, qtbot, incident_id):
    page = incidents()
    qtbot.waitUntil(lambda: page.view.has_parts)
    page.show_incident(incident_id)
    return page


def test_nothing_typed_is_no_draft(incidents, station, qtbot):
    session = a_session(station)
    page = opened_at(incidents, qtbot, session.incident_id)
    assert page.draft() is None
    press(page, "Times and answers")
    press(page, "Time, place, team")
    assert page.draft() is None


@pytest.mark.slow
def test_a_session_s_form_outlives_what_else_is_done_on_the_page(incidents, station, qtbot):
    session = a_session(station)
    page = opened_at(incidents, qtbot, session.incident_id)
    press(page, "Time, place, team")
    QTest.keyClicks(page.view.sessions.cards[0].inner.form.field("place"), "Fire hall")
    page.refresh()
    page.view.people.offer_wanted.emit(session.members[0], Offered.OFFERED)
    assert page.view.sessions.cards[0].inner.form.field("place").value() == "Fire hall"
    press(page, "Save")
    assert station.debriefs().session(session.id).place == "Fire hall"
    assert page.view.sessions.cards[0].inner is None
    assert page.draft() is None


def test_every_form_comes_back_as_it_was_left(incidents, station, qtbot):
    session = a_session(station)
    page = opened_at(incidents, qtbot, session.incident_id)
    press(page, "Our own rules")
    QTest.keyClicks(page.view.form.form.field("citation"), "General order 12")
    press(page, "Time, place, team")
    QTest.keyClicks(page.view.sessions.cards[0].inner.form.field("place"), "Fire hall")
    QTest.keyClicks(page.view.people.adding.line, "Jo")
    kept = handed_over(page)

    again = incidents()
    again.take_draft(kept)
    assert "What you typed before is here again." in again.banner.words
    assert again.view.form.form.field("citation").value() == "General order 12"
    assert again.view.sessions.cards[0].inner.form.field("place").value() == "Fire hall"
    assert again.view.people.adding.line.text() == "Jo"
    assert handed_over(again) == kept

    again.banner._act()
    assert again.draft() is None
    again.banner._take_back()
    assert handed_over(again) == kept


def test_what_was_typed_waits_with_its_incident(incidents, station, qtbot):
    an_incident(station, "Flo Berg")
    an_incident(station, "Joe")
    page = incidents()
    qtbot.waitUntil(lambda: page.view.has_parts)
    upper, lower = page.table.rows.shown()
    page.show_incident(upper.id)
    QTest.keyClicks(page.view.people.adding.line, "Ida")
    page.table.choose(lambda one: one.id == lower.id)
    assert page.view.people.adding.line.text() == ""
    assert "Something you typed here is not saved yet." in page.banner.words
    assert page.draft() is not None
    page.table.choose(lambda one: one.id == upper.id)
    assert page.view.people.adding.line.text() == "Ida"
    assert len(page.draft()["begun"]) == 1


@pytest.mark.slow
def test_a_change_by_somebody_else_meanwhile_is_said_and_kept(incidents, station, qtbot):
    incident = an_incident(station, "Flo Berg")
    page = opened_at(incidents, qtbot, incident.id)
    press(page, "Times and answers")
    page.view.form.form.field("still_open").click()
    kept = handed_over(page)
    room = station.debriefs()
    before = room.incident(incident.id)
    profile = next(one for one in room.protocols.profiles if one != before.profile)
    room.change_incident(replace(before, profile=profile))

    again = incidents()
    again.take_draft(kept)
    assert "this was changed meanwhile" in again.banner.words
    press(again, "Save")
    saved = station.debriefs().incident(incident.id)
    assert (saved.profile, saved.still_open) == (profile, not before.still_open)


@pytest.mark.slow
def test_a_question_that_is_past_is_not_asked_again(incidents, station, qtbot):
    session = a_session(station)
    page = opened_at(incidents, qtbot, session.incident_id)
    press(page, "Time, place, team")
    QTest.keyClicks(page.view.sessions.cards[0].inner.form.field("place"), "Fire hall")
    kept = handed_over(page)
    after(station, session)
    station.debriefs().hold(station.debriefs().session(session.id), {})
    again = incidents()
    again.take_draft(kept)
    assert again.view.sessions.cards[0].inner is None
    assert again.draft() is None


def test_an_incident_that_is_gone_is_told_and_the_draft_stays_kept(incidents, station):
    an_incident(station)
    page = incidents()
    gone = {"incident": "00000000-0000-0000-0000-000000000000", "form": None, "sessions": [], "adding": None}
    with pytest.raises(Problem, match="cannot be shown"):
        page.take_draft({"begun": [gone]})
