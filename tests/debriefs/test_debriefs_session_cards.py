"""Proposing, booking, holding and closing on the incident page, by keyboard on a real station."""

from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from tests.debriefs.booked import a_session, after
from tests.debriefs.station import DAY, NOW, an_incident
from tests.debriefs.typing_pages import press, said
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.protocols import AttendanceValue, Kind
from wellness_desktop.debriefs.readiness import Ready
from wellness_desktop.debriefs.session_states import SessionState


def test_booked_held_and_closed_by_keyboard(incidents, station, qtbot) -> None:
    an_incident(station)
    page = incidents()
    assert "Event 2026-A" in said(page)
    assert "Reaches all 5." in said(page)
    press(page, "Book this session")
    assert page.banner.words.startswith("Booked 1 session.")
    room = station.debriefs()
    [session] = room.sessions(page.view.shown_id)
    assert session.state is SessionState.SCHEDULED
    after(station, session)
    page.refresh()
    press(page, "It took place")
    press(page, "Answer and close")
    form = page.view.sessions.cards[0].inner
    press(page, "Close the session")
    assert "Answer yes or no." in said(page)
    for name in ("ground_rules_read", "clinician_available", "safety_step", "follow_up_assigned"):
        box = form.form.field(name).parts()[0 if name != "safety_step" else 1]
        box.setFocus()
        QTest.keyClick(box, Qt.Key.Key_Space)
    press(page, "Close the session")
    assert "The session is closed." in page.banner.words
    assert room.session(session.id).state is SessionState.CLOSED


def test_booking_can_be_undone(incidents, station) -> None:
    incident = an_incident(station)
    page = incidents()
    press(page, "Book this session")
    press(page, "Undo")
    assert station.debriefs().sessions(incident.id) == []
    assert "Nothing is booked yet" in said(page)


def test_details_are_changed_in_the_card(incidents, station) -> None:
    session = a_session(station, covers=())
    page = incidents()
    assert "Somebody to cover is still to be found" in said(page)
    press(page, "Time, place, team")
    form = page.view.sessions.cards[0].inner.form
    for name, text in (("place", "Fire hall"), ("note", "Ana brings cake"), ("agency", "County")):
        form.field(name).setFocus()
        QTest.keyClicks(form.field(name), text)
    press(page, "Save")
    assert "This names somebody who is listed here." in page.banner.words
    form.field("note").clear()
    press(page, "Save")
    changed = station.debriefs().session(session.id)
    assert (changed.place, changed.cover, changed.state) == ("Fire hall", "County", SessionState.SCHEDULED)


def test_a_blocked_leader_asks_for_a_reason(incidents, station) -> None:
    """DB-04: said at once, with what it may mean, and saved only with a reason of the list."""
    session = a_session(station)
    incident = station.debriefs().incident(session.incident_id)
    from dataclasses import replace

    peer = station.people()["Lee Park"].id
    station.debriefs().change_incident(replace(incident, inquiry=frozenset({peer})))
    page = incidents()
    press(page, "Time, place, team")
    card = page.view.sessions.cards[0]
    assert "Lee Park takes part in the inquiry" in said(card)
    press(page, "Save")
    assert "Lee Park takes part in the inquiry" in page.banner.words
    row = next(one for one in card.inner.form.field("leaders").rows if one.line.name == "Lee Park")
    row.reason.setFocus()
    QTest.keyClick(row.reason, Qt.Key.Key_Down)
    press(page, "Save")
    assert "Saved." in page.banner.words


def test_attendance_is_asked_for_only_under_a_policy(incidents, station) -> None:
    station.debriefs().set_local_rules(LocalRules(policy="attendance_expected_participation_voluntary"))
    session = a_session(station)
    after(station, session)
    page = incidents()
    press(page, "It took place")
    card = page.view.sessions.cards[0]
    field = next(each for each in card.findChildren(QWidget) if each.accessibleName() == "Ana Ruiz")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    press(card, "It took place")
    assert list(station.debriefs().attendance(session.id).values()) == [AttendanceValue.INFORMATION_PART]


def test_a_session_is_canceled_with_a_reason_and_comes_back(incidents, station) -> None:
    session = a_session(station)
    page = incidents()
    press(page, "Cancel it")
    box = page.view.sessions.cards[0].inner.form.field("reason").parts()[0]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    press(page, "Cancel the session")
    assert station.debriefs().session(session.id).state is SessionState.CANCELLED
    press(page, "Undo")
    assert station.debriefs().session(session.id).state is SessionState.SCHEDULED


def test_another_time_shows_at_once_what_it_costs(incidents, station) -> None:
    an_incident(station)
    page = incidents()
    view = page.view.proposals
    view.other.day.setFocus()
    QTest.keyClicks(view.other.day, "11/14/2026")
    QTest.keyClicks(view.other.clock, "0800")
    press(page, "What would it mean?")
    assert "rests after a night shift then." in said(view)
    view.other.set_value(NOW + timedelta(days=300))
    press(page, "What would it mean?")
    assert "Choose a time from now until" in said(view)


@pytest.mark.slow
def test_other_kinds_and_more_choices(incidents, station) -> None:
    an_incident(station)
    page = incidents()
    view = page.view.proposals
    shown = len(view.choices.cards)
    press(page, "Show more choices")
    assert len(view.choices.cards) > shown
    page.view.propose(Kind.ONE_ON_ONE.value)
    assert "Book 5 contacts" in said(view)
    press(view, "Book 5 contacts")
    assert "Booked 5 sessions." in page.banner.words


def test_a_window_that_waits_says_what_for_and_the_form_takes_it(incidents, station) -> None:
    an_incident(station, trigger="lodd")
    page = incidents()
    assert "Group debriefing (CISD) waits for the end of the funeral." in " ".join(page.view.care.words)
    page.view.propose(Kind.GROUP_DEBRIEFING.value)
    assert "waits for its starting moment" in said(page.view.proposals)
    press(page, "Times and answers")
    field = page.view.form.form.field("funeral_end_at")
    field.set_value(NOW - DAY)
    field.edited.emit()
    press(page, "Save")
    assert "waits for the end of the funeral" not in " ".join(page.view.care.words)


def test_the_five_ticks_stand_on_a_group_session_and_two_can_be_set(incidents, station) -> None:
    """Section 4: three are known; ticking is kept for the session and can be taken back."""
    session = a_session(station, covers=())
    page = incidents()
    shown = page.view.sessions.cards[0].readiness
    assert shown is not None
    assert "Before it begins: 2 of 5 seen to." in said(shown)
    assert "Still to do: Somebody covers the road" in said(shown)
    field = shown.fields[Ready.RESTED]
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Space)
    assert station.debriefs().session(session.id).rested
    assert "3 of 5 seen to" in said(page.view.sessions.cards[0])
    press(page, "Undo")
    assert not station.debriefs().session(session.id).rested


def test_a_penciled_in_session_is_offered_and_made_firm_by_keyboard(incidents, station) -> None:
    incident = an_incident(station)
    page = incidents()
    pencil = page.view.proposals.pencil
    pencil.setFocus()
    QTest.keyClick(pencil, Qt.Key.Key_Space)
    press(page, "Book this session")
    assert page.banner.words.startswith("Penciled in 1 session.")
    press(page, "People were asked")
    press(page, "Make it firm")
    [session] = station.debriefs().sessions(incident.id)
    assert session.state is SessionState.SCHEDULED


def test_the_keyboard_stays_on_the_session_that_is_worked_on(incidents, station, qapp) -> None:
    """Every deed makes the cards anew; Tab must not begin at the rail again each time."""
    session = a_session(station)
    page = incidents()
    page.activateWindow()
    box = page.view.sessions.cards[0].readiness.fields[Ready.RESTED]
    box.setFocus()
    assert qapp.focusWidget() is box
    QTest.keyClick(box, Qt.Key.Key_Space)
    [card] = page.view.sessions.cards
    assert card.readiness.fields[Ready.RESTED].hasFocus()
    assert card.readiness.fields[Ready.RESTED].value()
    card.print_paper()
    press(page, "Back")
    assert page.view.sessions.isAncestorOf(qapp.focusWidget())
    after(station, session)
    page.refresh()
    held = next(one for one in card_buttons(page) if one.text() == "It took place")
    held.setFocus()
    QTest.keyClick(held, Qt.Key.Key_Space)
    assert qapp.focusWidget().text() == "Answer and close"


def card_buttons(page) -> list[QPushButton]:
    """What can be pressed on the first session now."""
    return [one for one in page.view.sessions.cards[0].findChildren(QPushButton) if one.isVisible()]
