"""People, follow-ups, papers and looks of Incidents & support, by keyboard on a real station."""

import pytest
import vobject
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.debriefs.booked import a_session
from tests.debriefs.station import DAY, SERGEANT, an_incident
from tests.debriefs.typing_pages import press, said
from tests.support.cut_text import cut_in_any_look, cut_texts
from tests.support.looks import look, show_at
from tests.support.walker import faults
from wellness_desktop.debriefs.incident_forms_view import ExposedForm, LocalRulesForm, TimesForm
from wellness_desktop.debriefs.incident_values import IncidentStatus
from wellness_desktop.debriefs.protocols import AttendanceValue, Kind
from wellness_desktop.debriefs.session_form_view import (
    AttendanceForm,
    CancelForm,
    ClosingForm,
    DetailsForm,
    MergeForm,
)
from wellness_desktop.debriefs.session_papers_view import PapersForm, SessionPaper
from wellness_desktop.debriefs.session_values import FollowUpOutcome, Offered
from wellness_desktop.debriefs.wording import stray_debrief
from wellness_desktop.kit.dialogs import Question
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.roster.conflicts import Exposure


def test_single_keys_say_what_was_offered(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    page = incidents()
    table = page.view.people.table
    for name, key in (("Ana Ruiz", "o"), ("Ben Cole", "d")):
        table.choose(lambda line, name=name: line.exposed.name == name)
        table.view.setFocus()
        QTest.keyClicks(table.view, key)
    assert {line.name: line.offered for line in station.debriefs().coverage(incident.id)} == {
        "Ana Ruiz": {Kind.ONE_ON_ONE: Offered.OFFERED},
        "Ben Cole": {Kind.ONE_ON_ONE: Offered.DECLINED},
    }
    assert "Support offered to all: yes" in page.view.people.offered.text()


def test_people_are_added_changed_and_taken_off(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    page = incidents()
    line = page.view.people.adding.line
    line.setFocus()
    QTest.keyClicks(line, "moss")
    QTest.keyClick(line, Qt.Key.Key_Return)
    press(page, "List these people")
    assert [one.name for one in station.debriefs().incident(incident.id).exposed] == ["Ana Ruiz", "Ed Moss"]
    table = page.view.people.table
    table.choose(lambda one: one.exposed.name == "Ed Moss")
    table.view.setFocus()
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    how = page.view.form.form.field("exposure")
    how.setFocus()
    QTest.keyClick(how, Qt.Key.Key_Down)
    press(page, "Save")
    assert station.debriefs().incident(incident.id).exposed[1].exposure is Exposure.BY_RADIO
    table.choose(lambda one: one.exposed.name == "Ed Moss")
    QTest.keyClick(table.view, Qt.Key.Key_Delete)
    assert len(station.debriefs().incident(incident.id).exposed) == 1
    press(page, "Undo")
    assert len(station.debriefs().incident(incident.id).exposed) == 2


def test_who_calls_and_what_came_of_it_stand_on_the_incident_with_undo(incidents, station) -> None:
    """One line a person: their plan, with a deputy, the days of all their incidents, and a way back."""
    an_incident(station, "Ana Ruiz", "Ben Cole")
    station.clock.advance(DAY)
    page, room, people = incidents(), station.debriefs(), station.people()
    view = page.view.follow_ups
    assert [one.name for one in view.table.rows.shown()] == ["Ana Ruiz", "Ben Cole"]
    assert view.table.choose(lambda one: one.name == "Ana Ruiz")
    view.owner.set_value(people["Lee Park"].id)
    view.deputy.set_value(people["Max Tull"].id)
    press(page, "They call this person from now on")
    assert view.table.current().helpers() == "Lee Park, then Max Tull"
    press(page, "Undo")
    assert view.table.current().helpers() == "Nobody yet"
    before = [call.key for call in view.table.current().calls(room.now)]
    view.table.view.setFocus()
    QTest.keyClicks(view.table.view, "d")
    assert [call.key for call in view.table.current().calls(room.now)] == before[1:]
    QTest.keyClicks(view.table.view, "d")
    assert "not due yet" in page.banner.words
    page.banner.clear()
    view.settled.emit(view.table.current(), view.table.current().calls(room.now)[0], FollowUpOutcome.NOT_REACHED)
    press(page, "Undo")
    assert [call.key for call in view.table.current().calls(room.now)] == before[1:]


def test_closing_asks_first_and_says_what_is_missing(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    page = incidents()
    press(page, "Close the incident")
    assert page.findChild(Question) is None
    assert "1 person was not offered anything yet" in page.banner.words
    station.debriefs().set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.OFFERED)
    page.refresh()
    press(page, "Close the incident")
    [again] = [each for each in page.findChildren(Question) if each.isVisible()]
    again.answer("do")
    assert station.debriefs().incidents()[0].status is IncidentStatus.CLOSED
    assert not page.view.proposals.isVisibleTo(page)


def test_the_agency_s_own_rules_are_set_on_the_page(incidents, station) -> None:
    an_incident(station)
    page = incidents()
    press(page, "Our own rules")
    form = page.view.form.form
    box = form.field("policy").parts()[2]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Space)
    press(page, "Save")
    assert "needs the agency policy" in page.banner.words
    QTest.keyClicks(form.field("citation"), "GO 12.4")
    form.field("rest").setText("8")
    press(page, "Save")
    rules = station.debriefs().local_rules()
    assert (rules.citation, rules.rest_after_night_h) == ("GO 12.4", 8)


def test_sheets_open_in_the_print_window(incidents, station, qtbot) -> None:
    a_session(station)
    page = incidents()
    press(page, "Papers")
    form = page.view.sessions.cards[0].inner
    form.form.field("paper").set_value(SessionPaper.SHEET_WITH_NAMES)
    press(form, "Print this")
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PrintOffer)), timeout=15_000)
    [offer] = page.window().findChildren(PrintOffer)
    assert "Sheet with names" in offer.windowTitle()
    offer.close()


def test_the_calendar_file_is_saved(incidents, station, tmp_path) -> None:
    session = a_session(station)
    page = incidents()
    target = tmp_path / "busy.ics"
    page.outputs.save_invitation_to(session, str(target))
    assert vobject.readOne(target.read_text()).vevent.summary.value == "Busy"
    page.outputs.save_invitation_to(session, str(tmp_path / "gone" / "busy.ics"))
    assert "could not be written" in page.banner.words


def test_a_supervisor_sees_times_but_never_who_accepted(incidents, station) -> None:
    session = a_session(station)
    station.debriefs().set_offered(session.members[0], Kind.ONE_ON_ONE, Offered.DECLINED)
    page = incidents(SERGEANT)
    words = said(page)
    assert "5 people" in words
    for secret in ("with names", "It took place", "Close the incident", "Our own rules", "Ask again"):
        assert secret not in words
    assert page.view.people.table.rows.columnCount() == 3
    assert page.view.follow_ups is None
    assert "A session of this kind is booked already." in words
    press(page, "Time, place, team")
    QTest.keyClicks(page.view.sessions.cards[0].inner.form.field("place"), "Fire hall")
    press(page, "Save")
    assert station.debriefs().session(session.id).place == "Fire hall"
    assert station.debriefs().session(session.id).members == session.members


def test_no_incident_is_calm(incidents) -> None:
    page = incidents()
    words = said(page)
    assert "No incident yet. May it stay so." in words
    assert "Choose an incident." not in words, "one calm message is enough"
    assert words.count("Something happened") == 2, "beside the title, and as the first step"


def test_a_supervisor_s_page_can_be_heard(incidents, station) -> None:
    session = a_session(station)
    page = incidents(SERGEANT)
    page.show_incident(session.incident_id)
    assert faults(page) == []
    assert not stray_debrief(said(page))


def test_the_page_can_be_heard_and_read_in_every_look(incidents, station, qapp) -> None:
    a_session(station)
    an_incident(station, "Flo Berg", "Joe", trigger="traumatic_call")
    page = incidents()
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []  # the list alone, where there is no room for both
    page.show_incident(station.debriefs().incidents()[0].id)
    show_at(qapp, page, 850, 600)  # laid out before it is measured
    assert faults(page) == []
    with look(qapp, "light", 200):
        show_at(qapp, page, 850, 600)
        assert cut_texts(page) == []
    assert not stray_debrief(said(page))


def test_open_forms_can_be_heard(incidents, station) -> None:
    session = a_session(station)
    page = incidents()
    page.show_incident(session.incident_id)
    press(page, "Times and answers")
    press(page, "Time, place, team")
    assert faults(page) == []
    press(page, "Our own rules")
    page.view.sessions.cards[0].close_session()
    assert faults(page) == []


@pytest.mark.slow
def test_every_form_can_be_read_in_every_look(opened, station, qapp) -> None:
    session = a_session(station)
    room = station.debriefs()
    incident = room.incident(session.incident_id)
    page = Page("Forms")
    names = {one.id: one.name for one in incident.exposed}
    for form in (
        TimesForm(room, incident, page),
        ExposedForm(room, incident.exposed[0], page),
        LocalRulesForm(room, page),
        DetailsForm(room, session, page),
        AttendanceForm(names, tuple(AttendanceValue), page),
        ClosingForm(page),
        CancelForm(page),
        PapersForm(session, sealed=True, parent=page),
        MergeForm(room, session, page),
    ):
        page.body.addWidget(form)
    opened(page)
    assert cut_in_any_look(qapp, page) == []


@pytest.mark.slow
def test_the_picture_follows_the_theme(incidents, station, qapp) -> None:
    an_incident(station)
    page = incidents()
    with look(qapp, "dark"):
        dark = page.view.care.timeline.grab().toImage()
    light = page.view.care.timeline.grab().toImage()
    assert dark != light
