"""Mutual aid: guests by first name with their agency and shifts, counted like everybody, gone when it is closed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import select

from tests.debriefs.station import COORDINATOR, ENDED, NOW, SERGEANT, ZONE, a_person
from tests.debriefs.typing_pages import said
from wellness_desktop.base.errors import Problem
from wellness_desktop.debriefs.availability import Rules
from wellness_desktop.debriefs.circles import Circle
from wellness_desktop.debriefs.grid import Grid
from wellness_desktop.debriefs.incident_values import GuestShifts, NewExposure, Report
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.records import AskedRecord, ExposureRecord
from wellness_desktop.debriefs.scheduling import Town
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.roster.kinds import PersonRole


def reported(station, *exposed: NewExposure, name: str = SERGEANT):
    return station.debriefs(name).something_happened(Report("traumatic_call", ENDED, exposed)).value


def a_team(station) -> GuestShifts:
    """Some pattern with 24-hour shifts, as fire and EMS partners have."""
    patterns = station.debriefs().patterns.patterns.values()
    pattern = next(one for one in patterns if one.shift_hours == 24 and one.teams)
    return GuestShifts(pattern.id, pattern.teams[0].name, date(2026, 11, 10))


def test_two_guests_of_one_name_from_two_agencies_are_two_people(station) -> None:
    incident = reported(
        station, NewExposure("Joe", agency="Alder County"), NewExposure("Joe", agency="Harmon Fire"), NewExposure("Joe")
    )
    assert [(one.name, one.agency, one.circle) for one in incident.exposed] == [
        ("Joe", "Alder County", Circle.MUTUAL_AID),
        ("Joe", "Harmon Fire", Circle.MUTUAL_AID),
        ("Joe", "", Circle.PATROL),
    ]
    again = station.debriefs().add_exposed(incident.id, [NewExposure("Joe Quill", agency="alder county")]).value
    assert len(again.exposed) == 3


def test_somebody_of_another_agency_on_the_roster_is_listed_with_it_and_stays(station) -> None:
    station.roster().add(a_person("Uma Reed", {PersonRole.OFFICER}, own_agency=False, agency="Alder County"))
    incident = reported(station, NewExposure("Uma Reed"))
    (uma,) = incident.exposed
    assert (uma.agency, uma.circle, uma.is_guest) == ("Alder County", Circle.MUTUAL_AID, False)


def test_guests_are_counted_and_covered_like_the_rest(station) -> None:
    incident = reported(station, NewExposure("Joe", agency="Alder County"), NewExposure("Ana Ruiz"))
    coordinator = station.debriefs()
    joe, ana = incident.exposed
    coordinator.set_offered(ana.id, Kind.ONE_ON_ONE, Offered.OFFERED)
    with pytest.raises(Problem):
        coordinator.close_incident(coordinator.incident(incident.id))
    assert not coordinator.offered_to_all(incident.id)
    coordinator.set_offered(joe.id, Kind.ONE_ON_ONE, Offered.OFFERED)
    assert coordinator.offered_to_all(incident.id)
    assert len(coordinator.follow_ups(incident.id)) % 2 == 0
    assert {one.exposure_id for one in coordinator.follow_ups(incident.id)} == {joe.id, ana.id}


def test_closing_forgets_a_guest_s_name_agency_and_shifts(station) -> None:
    """Section 12: that there was somebody stays, who it was does not."""
    incident = reported(station, NewExposure("Joe", agency="Alder County", shifts=a_team(station)))
    coordinator = station.debriefs()
    (joe,) = incident.exposed
    assert joe.shifts is not None
    coordinator.set_offered(joe.id, Kind.ONE_ON_ONE, Offered.DONE)
    coordinator.say_nobody_in(incident.id, Circle)
    coordinator.close_incident(coordinator.incident(incident.id))
    with station.store.read() as work:
        row = work.scalars(select(ExposureRecord)).one()
        assert (row.guest, row.guest_agency, row.guest_pattern, row.guest_team, row.guest_cycle) == (
            "",
            "",
            "",
            "",
            None,
        )
        assert row.circle is Circle.MUTUAL_AID


@pytest.mark.slow
def test_no_time_is_proposed_in_a_guest_s_sleep(station) -> None:
    """Section 13, last line: the pattern of the fire or EMS partner counts for guests too."""
    shifts = a_team(station)
    incident = reported(station, NewExposure("Joe", agency="Harmon Fire", shifts=shifts), NewExposure("Sue"))
    debriefs = station.debriefs()
    joe, sue = incident.exposed
    grid = Grid.covering(NOW, NOW + timedelta(days=4))
    town = Town({}, {}, debriefs.patterns, ZONE, Rules(debriefs.protocols.engine))
    assert town.times_of_exposed(joe, grid).on_duty
    assert not town.times_of_exposed(sue, grid).on_duty
    assert town.times_of_exposed(replace(joe, shifts=GuestShifts("gone", "A", date(2026, 1, 1))), grid).on_duty == 0


def test_a_guest_s_agency_and_shifts_are_typed_in_the_form_and_can_be_undone(incidents, station) -> None:
    incident = reported(station, NewExposure("Joe"))
    page = incidents()
    page.show_incident(incident.id)
    page.view.edit_exposed(page.view.incident.exposed[0])
    form = page.view.form
    shifts = a_team(station)
    form.form.field("agency").set_value("Harmon Fire")
    form.form.field("team").set_value(f"{shifts.pattern}\n{shifts.team}")
    form.form.field("cycle").set_value(shifts.cycle_start)
    form.save.click()
    (joe,) = station.debriefs().incident(incident.id).exposed
    assert (joe.agency, joe.shifts) == ("Harmon Fire", shifts)
    assert "Joe (guest, Harmon Fire)" in [
        page.view.people.table.rows.data(page.view.people.table.rows.index(row, 0)) for row in range(1)
    ]
    QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    (joe,) = station.debriefs().incident(incident.id).exposed
    assert (joe.agency, joe.shifts) == ("", None)


def test_when_somebody_asked_is_sealed_and_nothing_a_sergeant_sees_or_reads(station, incidents) -> None:
    incident = reported(station, NewExposure("Ana Ruiz"))
    (ana,) = incident.exposed
    coordinator = station.debriefs()
    done = coordinator.change_exposed(incident.id, replace(ana, asked_at=NOW))
    assert coordinator.incident(incident.id).exposed[0].asked_at == NOW
    assert station.debriefs(SERGEANT).incident(incident.id).exposed[0].asked_at is None
    with station.store.read() as work:
        row = work.scalars(select(AskedRecord)).one()
        assert NOW.isoformat().encode() not in row.sealed
    sergeant = station.debriefs(SERGEANT)
    changed = replace(sergeant.incident(incident.id).exposed[0], circle=Circle.DETECTIVES)
    sergeant.change_exposed(incident.id, changed)
    assert coordinator.incident(incident.id).exposed[0].asked_at == NOW  # what one may not see one does not erase
    page = incidents(SERGEANT)
    page.show_incident(incident.id)
    page.view.edit_exposed(page.view.incident.exposed[0])
    assert "Asked for support" not in said(page)
    done.undo()
    assert coordinator.incident(incident.id).exposed[0].asked_at is None
    coordinator.change_exposed(incident.id, replace(ana, asked_at=NOW))
    coordinator.remove_exposed(incident.id, ana.id)
    with station.store.read() as work:
        assert work.scalars(select(AskedRecord)).all() == []


def test_guests_stand_on_the_report_page_with_their_agency(happened, qtbot) -> None:
    page = happened(COORDINATOR)
    page.what.set_value("lodd")
    QTest.keyClicks(page.exposed.line, "Joe, Alder County Sheriff")
    assert "“Joe” of Alder County Sheriff" in page.exposed.words
    QTest.keyClick(page.exposed.line, Qt.Key.Key_Return)
    assert "Joe (guest, Alder County Sheriff)" in said(page)
    with qtbot.waitSignal(page.reported) as done:
        page.start.click()
    assert done.args[0].value.exposed[0].agency == "Alder County Sheriff"
