"""Something happened and Incidents & support, typed through with the keyboard on a real station."""

from datetime import timedelta

import pytest
import shiboken6
import vobject
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from tests.debriefs.station import COORDINATOR, DAY, NOW, SERGEANT, ZONE, an_incident
from tests.debriefs.test_debriefs_sessions import a_session, after
from tests.support.cut_text import cut_in_any_look, cut_texts
from tests.support.looks import look, show_at
from tests.support.walker import faults
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.incident_forms_view import ExposedForm, LocalRulesForm, TimesForm
from wellness_desktop.debriefs.incident_values import IncidentStatus
from wellness_desktop.debriefs.incidents_page import IncidentsPage
from wellness_desktop.debriefs.local_rules import LocalRules
from wellness_desktop.debriefs.protocols import AttendanceValue, Kind
from wellness_desktop.debriefs.session_form_view import AttendanceForm, CancelForm, ClosingForm, DetailsForm
from wellness_desktop.debriefs.session_states import SessionState
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.debriefs.something_happened_page import SomethingHappenedPage
from wellness_desktop.debriefs.wording import stray_debrief
from wellness_desktop.kit.dialogs import Question
from wellness_desktop.kit.page import Page
from wellness_desktop.kit.printing import PrintOffer
from wellness_desktop.kit.tasks import Tasks
from wellness_desktop.kit.text import Text
from wellness_desktop.library.lines import Line
from wellness_desktop.roster.conflicts import Exposure

LINES = [
    Line("988", "988 Suicide & Crisis Lifeline", "crisis", "everybody", call="988", text_to="988"),
    Line("copline", "COPLINE", "responders", "officers", call="1-800-267-5463"),
]


class Keys:
    """Counts what is typed, so that "at most 25 keystrokes beyond names" can be checked on the real page."""

    def __init__(self) -> None:
        self.count = 0

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.count += 1
        QTest.keyClick(_focus(), key, modifier)

    def type(self, text: str, *, name: bool = False) -> None:
        """Names are not counted."""
        for letter in text:
            self.count += not name
            QTest.keyClick(_focus(), letter)


def _focus() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def opened(qtbot, qapp):
    pages = []

    def make(page, size=(1150, 700)):
        show_at(qapp, page, *size)
        page.activateWindow()
        qtbot.waitUntil(lambda: QApplication.activeWindow() is page)
        page.setFocus()
        pages.append(page)
        return page

    yield make
    for page in pages:
        shiboken6.delete(page)


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.close()


@pytest.fixture
def happened(opened, station):
    def make(name=COORDINATOR, **more):
        return opened(SomethingHappenedPage(LINES, station.clock, ZONE, station.debriefs(name)), **more)

    return make


@pytest.fixture
def incidents(opened, station, tasks):
    def make(name=COORDINATOR, **more):
        return opened(IncidentsPage(station.debriefs(name), tasks), **more)

    return make


def said(page) -> str:
    """Every word on the page now."""
    words = [label.text() for label in page.findChildren(Text) if label.isVisibleTo(page)]
    return " ".join([*words, *(each.text() for each in page.findChildren(QPushButton) if each.isVisibleTo(page))])


def press(page, words: str) -> None:
    """Presses the button with these words that can be seen."""
    for each in page.findChildren(QPushButton):
        if each.text() == words and each.isVisibleTo(page) and each.isEnabled():
            each.setFocus()
            QTest.keyClick(each, Qt.Key.Key_Space)
            return
    pytest.fail(f"no button says {words}")


# ---------------------------------------------------------------------------------------- something happened


def test_a_report_takes_at_most_25_keystrokes_beyond_names(happened, qtbot, station) -> None:
    """Issue 6: five people, an hour ago, all by keyboard on the real page."""
    page, keys = happened(), Keys()
    keys.type("off")  # Officer-involved shooting is the first of these
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Tab)
    keys.press(Qt.Key.Key_Minus)  # an hour earlier
    for _ in range(4):
        keys.press(Qt.Key.Key_Tab)
    for name in ("ruiz", "cole", "doyle", "lang", "moss"):
        keys.type(name, name=True)
        keys.press(Qt.Key.Key_Return)
    with qtbot.waitSignal(page.reported) as reported:
        keys.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert keys.count <= 25
    incident = reported.args[0].value
    assert incident.trigger.id == "officer_involved_shooting"
    assert incident.ended_at == NOW - timedelta(hours=1)
    assert [one.name for one in incident.exposed] == ["Ana Ruiz", "Ben Cole", "Cy Doyle", "Di Lang", "Ed Moss"]
    assert len(station.debriefs().incidents()) == 1


def test_db15_the_help_card_comes_before_anything_to_fill_in(happened) -> None:
    page = happened()
    numbers = [label for label in page.findChildren(Text) if "988" in label.text()]
    assert numbers
    first = min(label.mapTo(page, label.rect().topLeft()).y() for label in numbers)
    assert first < page.what.mapTo(page, page.what.rect().topLeft()).y()


def test_get_help_now_is_one_press_away(happened, qtbot) -> None:
    page = happened()
    with qtbot.waitSignal(page.help_wanted):
        press(page, "Get help now")


def test_enter_says_whom_it_adds(happened) -> None:
    page = happened()
    view = page.exposed
    view.line.setFocus()
    QTest.keyClicks(view.line, "be")
    assert view.words == "Several fit: Ben Cole, Flo Berg. Type more, or Enter adds “be” as a guest."
    view.line.clear()
    QTest.keyClicks(view.line, "flo")
    assert view.words == "Enter adds Flo Berg."
    QTest.keyClick(view.line, Qt.Key.Key_Return)
    QTest.keyClicks(view.line, "Joe Quill")
    assert view.words == "Enter adds “Joe” as a guest, by first name only."
    QTest.keyClick(view.line, Qt.Key.Key_Return)
    QTest.keyClicks(view.line, "Flo Berg")
    QTest.keyClick(view.line, Qt.Key.Key_Return)
    assert view.words == "Flo Berg is in the list already."
    assert [(one.name, one.circle) for one in view.people()] == [("Flo Berg", Circle.DISPATCH), ("Joe", None)]


def test_how_and_where_are_chosen_beside_the_name_and_people_taken_off(happened, station) -> None:
    page = happened()
    view = page.exposed
    for name in ("ruiz", "moss"):
        QTest.keyClicks(view.line, name)
        QTest.keyClick(view.line, Qt.Key.Key_Return)
    how = next(field for field in page.findChildren(QWidget) if field.accessibleName() == "Ana Ruiz: how they met it")
    how.setFocus()
    QTest.keyClick(how, Qt.Key.Key_Down)
    off = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Take Ed Moss off the list")
    off.click()
    assert [(one.name, one.exposure) for one in view.people()] == [("Ana Ruiz", Exposure.BY_RADIO)]


def test_what_is_missing_is_said_beside_the_field(happened, station) -> None:
    page = happened()
    QTest.keyClick(page.what, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "Choose what happened." in said(page)
    assert station.debriefs().incidents() == []


def test_an_end_in_the_future_is_said_in_the_banner(happened) -> None:
    page = happened()
    page.what.set_value("lodd")
    page.ended.set_value(NOW + timedelta(hours=2))
    page.start.click()
    assert "This end lies in the future." in page.banner.words


def test_without_a_sign_in_the_report_waits_in_memory_and_goes_on_after_it(opened, qtbot, station) -> None:
    """The front door: help first, then sign in, and nothing is written before."""
    page = opened(SomethingHappenedPage(LINES, station.clock, ZONE))
    assert page.start.text() == "Sign in to start the plan"
    assert "Nothing is saved before you sign in" in said(page)
    page.what.set_value("traumatic_call")
    QTest.keyClicks(page.exposed.line, "Ana Ruiz")
    QTest.keyClick(page.exposed.line, Qt.Key.Key_Return)
    QTest.keyClicks(page.exposed.line, "Joe Quill")
    assert page.has_typed
    with qtbot.waitSignal(page.sign_in_wanted) as wanted:
        page.start.click()
    report = wanted.args[0]
    assert [one.name for one in report.exposed] == ["Ana Ruiz", "Joe Quill"]
    signed_in = opened(SomethingHappenedPage(LINES, station.clock, ZONE, station.debriefs()))
    signed_in.set_report(report)
    with qtbot.waitSignal(signed_in.reported) as reported:
        signed_in.start.click()
    assert [one.name for one in reported.args[0].value.exposed] == ["Ana Ruiz", "Joe"]
    assert not signed_in.has_typed


def test_the_page_forgets_what_was_typed(happened) -> None:
    page = happened()
    page.what.set_value("lodd")
    QTest.keyClicks(page.exposed.line, "ruiz")
    page.start_anew()
    assert page.exposed.people() == ()
    assert page.what.value() is None
    assert not page.has_typed


def test_the_report_page_can_be_heard_and_read_in_every_look(happened, qapp) -> None:
    page = happened()
    page.what.set_value("officer_involved_shooting")
    for name in ("ruiz", "moss", "Joe"):
        QTest.keyClicks(page.exposed.line, name)
        QTest.keyClick(page.exposed.line, Qt.Key.Key_Return)
    assert faults(page) == []
    assert cut_in_any_look(qapp, page) == []


# ------------------------------------------------------------------------------------------- the first walk


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
    reason = card.inner.form.field("reason")
    reason.setFocus()
    QTest.keyClick(reason, Qt.Key.Key_Down)
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


# --------------------------------------------------------------------------------------- people and follow-ups


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


def test_follow_ups_are_given_and_settled_with_a_key(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    station.clock.advance(DAY)
    page = incidents()
    view = page.view.follow_ups
    assert view.table.choose(lambda one: one.label == "After 24 hours")
    view.owner.set_value(station.people()["Lee Park"].id)
    press(page, "Give the chosen person to this helper")
    assert {one.owner_name for one in station.debriefs().follow_ups(incident.id)} == {"Lee Park"}
    assert view.table.choose(lambda one: one.label == "After 24 hours")
    view.table.view.setFocus()
    QTest.keyClicks(view.table.view, "d")
    assert "After 24 hours" not in [one.label for one in view.table.rows.shown()]


def test_closing_asks_first_and_says_what_is_missing(incidents, station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    page = incidents()
    press(page, "Close the incident")
    question = page.findChild(Question)
    question.answer("do")
    assert "1 person was not offered anything yet." in page.banner.words
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


# ----------------------------------------------------------------------------------------- papers and looks


def test_sheets_open_in_the_print_window(incidents, station, qtbot) -> None:
    a_session(station)
    page = incidents()
    press(page, "Sheet with names")
    qtbot.waitUntil(lambda: bool(page.window().findChildren(PrintOffer)), timeout=15_000)
    [offer] = page.window().findChildren(PrintOffer)
    assert "Session sheet" in offer.windowTitle()
    offer.close()


def test_the_calendar_file_is_saved(incidents, station, tmp_path) -> None:
    session = a_session(station)
    page = incidents()
    target = tmp_path / "busy.ics"
    page.save_invitation_to(session, str(target))
    assert vobject.readOne(target.read_text()).vevent.summary.value == "Busy"
    page.save_invitation_to(session, str(tmp_path / "gone" / "busy.ics"))
    assert "could not be written" in page.banner.words


def test_a_supervisor_sees_times_but_never_who_accepted(incidents, station) -> None:
    session = a_session(station)
    station.debriefs().set_offered(session.members[0], Kind.ONE_ON_ONE, Offered.DECLINED)
    page = incidents(SERGEANT)
    words = said(page)
    assert "5 people" in words
    for secret in ("Sheet with names", "It took place", "Close the incident", "Our own rules", "Ask again"):
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
    assert "No incident yet." in said(page)
    assert "Choose an incident." in said(page)


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
    ):
        page.body.addWidget(form)
    opened(page)
    assert cut_in_any_look(qapp, page) == []


def test_the_picture_follows_the_theme(incidents, station, qapp) -> None:
    an_incident(station)
    page = incidents()
    with look(qapp, "dark"):
        dark = page.view.care.timeline.grab().toImage()
    light = page.view.care.timeline.grab().toImage()
    assert dark != light
