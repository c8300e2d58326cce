"""What is entered under Who works when decides the times of support: teams, leave, on call, and what is unknown."""

from dataclasses import replace
from datetime import datetime, timedelta

from PySide6.QtWidgets import QApplication

from tests.debriefs.station import CYCLE, NOW, SERGEANT, ZONE, a_person, an_incident
from tests.support.walker import faults
from tests.support.words import words_of
from wellness_desktop.debriefs.availability import Obstacle
from wellness_desktop.debriefs.choice_card_view import bookings_of
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.roster.kinds import CalendarKind, PersonRole
from wellness_desktop.roster.on_call import Layer
from wellness_desktop.roster.people import Phone

TODAY = NOW.astimezone(ZONE).date()


def attendee(station, incident, name, kind=Kind.GROUP_DEBRIEFING):
    proposed = station.debriefs().proposals(incident.id, kind)
    return proposed.request, next(one for one in proposed.request.attendees if one.name == name)


def local(day: int, hour: int) -> datetime:
    return datetime(2026, 11, day, hour, tzinfo=ZONE)


def test_a_change_of_team_moves_the_shifts_that_proposals_see(station):
    incident = an_incident(station)
    roster, ana = station.roster(SERGEANT), station.people()["Ana Ruiz"]
    request, before = attendee(station, incident, "Ana Ruiz")
    roster.teams_from_entries()
    assert attendee(station, incident, "Ana Ruiz")[1].times == before.times
    nights = next(team for team in roster.shift_teams() if team.name == "C nights")
    roster.put_on_team([ana.id], nights.id, TODAY + timedelta(days=1))
    after = attendee(station, incident, "Ana Ruiz")[1]
    assert after.times.on_duty != before.times.on_duty
    grid = request.grid
    day = grid.mask(local(13, 12), local(13, 13))  # a Friday on which A and C work
    assert before.times.on_duty & day
    assert not after.times.on_duty & day
    assert after.times.against[Obstacle.NIGHT_REST]


def test_leave_and_time_on_call_reach_the_proposals(station):
    incident = an_incident(station)
    roster, ben = station.roster(SERGEANT), station.people()["Ben Cole"]
    roster.mark_days([ben.id], CalendarKind.LEAVE, TODAY + timedelta(days=2), TODAY + timedelta(days=4))
    request, one = attendee(station, incident, "Ben Cole")
    assert one.times.against[Obstacle.AWAY] & request.grid.mask(local(14, 12), local(14, 13))
    coordinator = station.roster()
    ana = coordinator.change(replace(station.people()["Ana Ruiz"], phones=(Phone(typed="406-555-0131"),))).value
    coordinator.add_duty(Layer.PRIMARY, ana.id, local(12, 18), local(13, 6))
    request, one = attendee(station, incident, "Ana Ruiz")
    evening = request.grid.mask(local(12, 20), local(12, 21))
    assert one.times.on_call & evening
    assert not one.times.on_duty & evening


def test_a_person_without_shifts_is_asked_about(incidents, station):
    station.roster().add(a_person("Nia Voss", {PersonRole.OFFICER}))
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Nia Voss")
    page = incidents(SERGEANT)
    page.show_incident(incident.id)
    asked = page.view.proposals.unknown
    assert asked.words.text() == "When is Nia Voss on?"
    wanted = []
    page.shifts_wanted.connect(wanted.append)
    asked.enter_button.click()
    QApplication.processEvents()
    assert wanted == [station.people()["Nia Voss"].id]
    assert list(faults(page)) == []
    roster = station.roster(SERGEANT)
    roster.teams_from_entries()
    roster.put_on_team(wanted, roster.shift_teams()[0].id, CYCLE)
    page.refresh()
    assert not asked.isVisibleTo(page)


def test_a_booked_session_says_whom_to_ask_first(incidents, station):
    station.roster().add(a_person("Nia Voss", {PersonRole.OFFICER}))
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle", "Nia Voss")
    room = station.debriefs()
    [choice, *_] = (proposed := room.proposals(incident.id, Kind.GROUP_DEBRIEFING)).proposals.choices
    assert [proposed.names[who] for one in choice.sessions for who in one.not_known] == ["Nia Voss"]
    [booking, *_] = bookings_of(proposed, choice)
    session = room.book(incident.id, booking).value
    assert room.not_known(incident, [session]) == {session.id: ("Nia Voss",)}
    page = incidents()
    page.show_incident(incident.id)
    words = "Not known if Nia Voss can come: their shifts are not entered. Ask first."
    assert words in words_of(page)
    assert f"Group debriefing (CISD): {words}" in room.handover(incident.id).to_do()
    assert station.debriefs(SERGEANT).not_known(incident, station.debriefs(SERGEANT).sessions(incident.id)) == {}


def test_nobody_unknown_is_counted_on_for_cover(station):
    station.roster().add(a_person("Nia Voss", {PersonRole.OFFICER}))
    incident = an_incident(station)
    covers = [cover.name for cover in station.debriefs().proposals(incident.id).request.covers]
    assert "Gus Webb" in covers
    assert "Nia Voss" not in covers


def test_whoever_was_on_then_is_found_by_team(station):
    roster = station.roster(SERGEANT)
    roster.teams_from_entries()
    groups = {group.key: group for group in station.debriefs(SERGEANT).groups_at(NOW)}
    assert len(groups["team:A days"].people) == 2
    days = next(team for team in roster.shift_teams() if team.name == "A days")
    roster.put_on_team([station.people()["Cy Doyle"].id], days.id, TODAY - timedelta(days=1))
    groups = {group.key: group for group in station.debriefs(SERGEANT).groups_at(NOW)}
    assert len(groups["team:A days"].people) == 3
