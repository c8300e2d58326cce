"""Where the cursor goes when a form opens on the incident page, and what the banner still speaks of."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.debriefs.booked import a_session
from tests.debriefs.station import an_incident
from tests.debriefs.typing_pages import press


def test_the_cursor_moves_into_the_form_that_opened(incidents, station):
    an_incident(station)
    page = incidents()
    for words, field in (("Times and answers", "ended_at"), ("Our own rules", "policy")):
        press(page, words)
        assert page.view.form.form.field(field).isAncestorOf(QApplication.focusWidget())
        press(page, "Back")


def test_the_cursor_moves_into_the_form_of_a_session(incidents, station, qtbot):
    session = a_session(station)
    page = incidents()
    qtbot.waitUntil(lambda: page.view.has_parts)
    page.show_incident(session.incident_id)
    press(page, "Time, place, team")
    card = page.view.sessions.cards[0]
    assert card.inner.form.field("starts").isAncestorOf(QApplication.focusWidget())


def test_the_banner_goes_with_the_incident_it_speaks_of(incidents, station):
    an_incident(station, "Flo Berg")
    an_incident(station, "Joe")
    page = incidents()
    upper, lower = page.table.rows.shown()
    page.show_incident(upper.id)
    page.banner.say("The plan has begun.", lambda: None)
    page.refresh()
    assert page.banner.words == "The plan has begun."
    page.table.setFocus()
    QTest.keyClick(page.table.view, Qt.Key.Key_Down)
    assert page.view.shown_id == lower.id
    assert page.banner.words == ""


def test_the_first_screen_of_an_incident_stands_before_what_lies_below_it(incidents, station, qtbot):
    incident = an_incident(station, "Flo Berg")
    page = incidents()
    qtbot.waitUntil(lambda: page.view.has_parts)
    assert [line.exposed.name for line in page.view.people.table.rows.shown()] == [
        one.name for one in station.debriefs().incident(incident.id).exposed
    ]
