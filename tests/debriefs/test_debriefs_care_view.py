"""The picture of the care windows: everybody's and one person's, where each range comes from, what is late."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from tests.debriefs.station import ENDED, SERGEANT, Station, a_report
from tests.support.walker import faults
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.care_view import CareView
from wellness_desktop.debriefs.incident_forms_view import TimesForm
from wellness_desktop.debriefs.incident_values import Incident
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.service import Debriefs

PA = Settings(state="PA", agency_name="Millbrook PD")
HOUR = timedelta(hours=1)


@pytest.fixture
def shown(opened, station: Station):
    def make(room: Debriefs, incident: Incident) -> CareView:
        view = CareView(room)
        view.show_lines(room.incident(incident.id), room.care_clock(incident.id))
        return opened(view, (900, 900))

    return make


def row(view: CareView, title: str) -> int:
    return next(at for at, span in enumerate(view.timeline.rows.spans) if span.title == title)


def test_the_arrows_show_where_each_range_comes_from(shown, station: Station, qtbot) -> None:
    room = station.debriefs(settings=PA)
    view = shown(room, room.something_happened(a_report()).value)
    assert "Choose a line" in view.detail.text()
    view.timeline.view.setFocus()
    QTest.keyClick(view.timeline.view, Qt.Key.Key_Home)
    QTest.keyClick(view.timeline.view, Qt.Key.Key_End)
    assert view.detail.text() == (
        "Evaluation after lethal force: Law of Pennsylvania: 44 Pa.C.S. section 7203. "
        "Range: right away to 30 days after the moment force was used, best about 14 days. "
        "By a licensed professional, within 30 days of the use of lethal force. The middle of the span is our own aim. "
        "Read in the source itself. Confirm locally: ask counsel whether this law still applies. "
        "Checked Nov 22, 2026. "
        "It stands at https://pa.gov/en/agencies/mpoetc/resources/law-enforcement-acts/act-59.html"
    )
    assert faults(view) == []


def test_the_law_of_another_state_is_not_shown(shown, station: Station) -> None:
    report = a_report(trigger="traumatic_call")
    for state, expected in (
        ("MO", "RSMo 590.192"),
        ("TX", "614.015"),
        ("UT", "53-21-102"),
        ("OH", ""),
        ("PA", "261.3"),
    ):
        room = station.debriefs(settings=Settings(state=state))
        view = shown(room, room.something_happened(report).value)
        assert view.laws.isVisible() == bool(expected)
        assert expected in view.laws.text()
        assert "administrative duty" not in view.laws.text()
        assert "Confirm locally" in view.laws.text() or not expected


def test_everybody_s_clock_turns_into_one_person_s_by_keyboard(shown, station: Station) -> None:
    room = station.debriefs()
    incident = room.something_happened(a_report("Ana Ruiz", "Ben Cole")).value
    room.change_exposed(incident.id, replace(incident.exposed[1], released_at=ENDED + 5 * HOUR))
    view = shown(room, incident)
    assert "Session 1, Tue Nov 10, 23:50 to Wed Nov 11, 01:50: Ana Ruiz." in view.notes.text()
    assert "Session 2, Wed Nov 11, 04:50 to 06:50: Ben Cole." in view.notes.text()
    view.whose.setFocus()
    QTest.keyClicks(view.whose, "ben")
    assert view.person == incident.exposed[1].id
    assert view.timeline.rows.spans[0].opens == ENDED + 5 * HOUR
    assert "Session 1" not in view.notes.text()
    assert "Ask again: After 24 hours" in view.notes.text()
    view.show_lines(room.incident(incident.id), room.care_clock(incident.id))
    assert view.person == incident.exposed[1].id
    room.remove_exposed(incident.id, incident.exposed[1].id)
    view.show_lines(room.incident(incident.id), room.care_clock(incident.id))
    assert view.person is None


def test_a_sergeant_sees_no_one_person_s_clock(shown, station: Station) -> None:
    incident = station.debriefs().something_happened(a_report()).value
    view = shown(station.debriefs(SERGEANT), incident)
    assert not view.whose.isVisible()
    view.show_person(incident.exposed[0].id)
    assert view.person is None


def test_db08_late_offers_one_on_one_contact_and_is_never_an_alarm(shown, station: Station, qtbot) -> None:
    room = station.debriefs()
    incident = room.something_happened(a_report()).value
    station.clock.advance(13 * HOUR)
    view = shown(room, incident)
    words = " ".join(view.words)
    assert "Defusing: The usual time is over: offer one-on-one contact and follow-up." in words
    for word in ("overdue", "missed", "failed", "too late", "expired", "deadline passed"):
        assert word not in words.lower()
    for title, kind in (("Defusing", Kind.ONE_ON_ONE), ("Group debriefing (CISD)", Kind.GROUP_DEBRIEFING)):
        view.timeline.view.setCurrentIndex(view.timeline.rows.index(row(view, title)))
        with qtbot.waitSignal(view.kind_wanted, timeout=500) as wanted:
            QTest.keyClick(view.timeline.view, Qt.Key.Key_Return)
        assert wanted.args == [kind.value]


def test_what_waits_says_for_what_and_where_to_enter_it(shown, station: Station) -> None:
    room = station.debriefs()
    incident = room.something_happened(a_report(trigger="lodd")).value
    view = shown(room, incident)
    said = view.notes.text()
    assert "Group debriefing (CISD) waits for the end of the funeral. Enter it under “Times and answers”." in said
    assert "Family support waits for the moment the family was told." in said
    assert "Check locally" in said


def test_a_night_when_clocks_change_is_said(shown, station: Station) -> None:
    room = station.debriefs()
    ended = datetime(2026, 11, 1, 4, 50, tzinfo=UTC)
    incident = room.something_happened(replace(a_report(), ended_at=ended)).value
    view = shown(room, incident)
    assert "Clocks go back 1 hour on Sun, Nov 1. The ranges count the hours that really pass." in view.notes.text()


def test_the_times_form_asks_for_the_moments_that_count(shown, station: Station) -> None:
    room = station.debriefs()
    lodd = room.something_happened(a_report(trigger="lodd")).value
    form = TimesForm(room, lodd)
    form.form.set_values({"death_told_at": ENDED + HOUR})
    saved = room.change_incident(form.value()).value
    assert saved.death_told_at == ENDED + HOUR
    lines = {line.kind: line for line in room.care_clock(saved.id)}
    assert lines[Kind.FAMILY_SUPPORT].line.opens == ENDED + HOUR
    custody = room.something_happened(a_report(trigger="in_custody_death")).value
    form = TimesForm(room, custody)
    form.form.set_values({"force_at": ENDED - HOUR})
    assert form.value().force_at == ENDED - HOUR
    crash = room.something_happened(a_report(trigger="vehicle_collision")).value
    assert "force_at" not in TimesForm(room, crash).form.values()
