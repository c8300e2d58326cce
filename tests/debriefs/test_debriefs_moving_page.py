"""Moving sessions on the picture of the days: by arrows, by mouse, by number; and nothing is saved before it is."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from tests.debriefs.booked import the_booking
from tests.debriefs.station import ZONE, an_incident
from tests.debriefs.typing_pages import press, said
from tests.support.cut_text import cut_in_any_look
from tests.support.walker import faults
from wellness_desktop.debriefs.moving.days import HALF_HOUR
from wellness_desktop.debriefs.protocols import Kind


def open_days(page):
    page.view.show_parts()
    picture = page.view.proposals.mover.picture
    picture.setFocus()
    return picture


def test_arrows_move_a_proposed_session_and_say_what_it_costs(incidents, station) -> None:
    an_incident(station)
    page = incidents()
    picture = open_days(page)
    mover, first = page.view.proposals.mover, picture.at
    assert "All 5 can come." in mover.words
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.at == first + HALF_HOUR
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.at.astimezone(ZONE).time() == (first + HALF_HOUR).astimezone(ZONE).time()
    for _ in range(9):
        QTest.keyClick(picture, Qt.Key.Key_Left)
    assert "fewer than before." in mover.words
    assert "of 5 can come." in mover.words
    assert mover.words in picture.accessibleDescription()
    QTest.keyClick(picture, Qt.Key.Key_Home)
    assert picture.at == first
    assert station.debriefs().sessions(page.view.shown_id) == []


def test_a_moved_proposal_is_booked_only_when_it_is_confirmed(incidents, station) -> None:
    incident = an_incident(station)
    page = incidents()
    picture = open_days(page)
    for _ in range(4):
        QTest.keyClick(picture, Qt.Key.Key_Left)
    wanted = picture.at
    QTest.keyClick(picture, Qt.Key.Key_Return)
    assert station.debriefs().sessions(incident.id) == []
    card = page.view.proposals.choices.cards[0]
    assert card.title.text().startswith("Tried: ")
    press(card, "Book this session")
    assert [one.starts for one in station.debriefs().sessions(incident.id)] == [wanted]


def test_the_mouse_drags_a_booked_session_and_the_form_is_filled_but_not_saved(incidents, station) -> None:
    incident = an_incident(station)
    room = station.debriefs()
    session = room.book(incident.id, the_booking(station, incident)).value
    page = incidents()
    picture = open_days(page)
    page.show_widget(picture)
    start, end = picture.area_of(session.starts), picture.area_of(session.starts + timedelta(days=1, hours=-3))
    hold = QPoint(2, round(start.height() / 2))
    QTest.mousePress(picture, Qt.MouseButton.LeftButton, pos=start.topLeft().toPoint() + hold)
    QTest.mouseMove(picture, end.topLeft().toPoint() + hold)
    assert picture.at == session.starts + timedelta(days=1, hours=-3)
    assert "of 5 can come." in page.view.proposals.mover.words
    QTest.mouseRelease(picture, Qt.MouseButton.LeftButton, pos=end.topLeft().toPoint() + hold)
    card = page.view.sessions.cards[0]
    assert card.inner.form.field("starts").value() == picture.at
    assert room.session(session.id).starts == session.starts
    press(card, "Save")
    assert room.session(session.id).starts == session.starts + timedelta(days=1, hours=-3)
    press(page, "Undo")
    assert room.session(session.id).starts == session.starts


def test_a_sergeant_moves_a_booked_session_without_seeing_who_is_asked(incidents, station) -> None:
    incident = an_incident(station)
    station.debriefs().book(incident.id, the_booking(station, incident))
    page = incidents("Sam Ortega")
    page.view.show_parts()
    page.view.propose(Kind.GROUP_DEBRIEFING.value)
    picture = open_days(page)
    while picture.session is not None and not picture.session.booked:
        QTest.keyClick(picture, Qt.Key.Key_Space)
    assert picture.session.members == ()
    QTest.keyClick(picture, Qt.Key.Key_Down)
    assert "can come." in page.view.proposals.mover.words


def test_a_number_shows_a_choice_on_the_days_and_enter_books_it(incidents, station) -> None:
    incident = an_incident(station)
    page = incidents()
    picture = open_days(page)
    proposed = page.view.proposals.proposed
    QTest.keyClick(picture, Qt.Key.Key_2)
    assert picture.at == proposed.proposals.choices[1].sessions[0].starts
    focused = page.view.proposals.choices.cards[1].focusWidget()
    assert focused.text() == "Book this session"
    QTest.keyClick(focused, Qt.Key.Key_Return)
    assert [one.starts for one in station.debriefs().sessions(incident.id)] == [
        proposed.proposals.choices[1].sessions[0].starts
    ]


def test_the_past_and_the_far_future_are_no_place_for_a_session(incidents, station) -> None:
    an_incident(station)
    page = incidents()
    picture = open_days(page)
    for _ in range(40):
        QTest.keyClick(picture, Qt.Key.Key_Up)
    for _ in range(60):
        QTest.keyClick(picture, Qt.Key.Key_Left)
    assert picture.at >= station.clock.now()
    for _ in range(40):
        QTest.keyClick(picture, Qt.Key.Key_Down)
    assert picture.at < station.clock.now() + timedelta(days=15)


def test_roads_are_entered_with_undo(incidents, station) -> None:
    an_incident(station)
    page = incidents()
    page.view.show_parts()
    press(page, "Roads to the helpers")
    form = page.view.proposals.road_form.form
    form.field("helper").setFocus()
    QTest.keyClicks(form.field("helper"), "Kim")
    form.field("closed_until").setFocus()
    QTest.keyClicks(form.field("closed_until"), "11/30/2026")
    press(page.view.proposals.road_form, "Save")
    kim = station.people()["Kim Hale"].id
    room = station.debriefs()
    assert room.roads()[kim].is_closed(room.roads()[kim].closed_until)
    assert page.view.proposals.road_form is None
    press(page, "Undo")
    assert room.roads() == {}
    press(page, "Roads to the helpers")
    form = page.view.proposals.road_form.form
    form.field("slow_minutes").setFocus()
    QTest.keyClicks(form.field("slow_minutes"), "90")
    press(page.view.proposals.road_form, "Save")
    assert "The slow season is not complete." in page.banner.words
    assert page.view.proposals.road_form is not None


def test_who_died_or_was_hurt_is_asked_where_it_may_be_and_typed_by_name(incidents, station) -> None:
    incident = an_incident(station, trigger="lodd")
    page = incidents()
    press(page, "Times and answers")
    field = page.view.form.form.field("died_or_hurt")
    field.setFocus()
    QTest.keyClicks(field.line, "Gus Webb")
    QTest.keyClick(field.line, Qt.Key.Key_Return)
    assert "Gus Webb" in said(field)
    press(page.view.form, "Save")
    room = station.debriefs()
    assert room.incident(incident.id).died_or_hurt == {station.people()["Gus Webb"].id}
    other = an_incident(station, trigger="comms_outage")
    page.show_incident(other.id)
    press(page, "Times and answers")
    assert "was somebody hurt" not in said(page.view.form)


def test_the_picture_and_the_picker_can_be_reached_and_read_aloud(incidents, station) -> None:
    open_all(incidents, station)


@pytest.mark.slow
def test_nothing_of_them_is_cut_off_in_any_look(incidents, station, qapp) -> None:
    assert cut_in_any_look(qapp, open_all(incidents, station)) == []


def open_all(incidents, station):
    """The page with the picture, a booked session and its open form, which a walker finds no fault with."""
    incident = an_incident(station)
    station.debriefs().book(incident.id, the_booking(station, incident))
    page = incidents()
    page.view.show_parts()
    press(page, "Time, place, team")
    press(page, "Roads to the helpers")
    assert faults(page) == []
    return page
