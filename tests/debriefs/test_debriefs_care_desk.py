"""The care clock as the service gives it: of an incident, of one person, and to whom."""

from dataclasses import replace
from datetime import timedelta

import pytest

from tests.debriefs.booked import YES, a_session, after
from tests.debriefs.station import ENDED, HELPER, SERGEANT, Station, an_incident, exposure_of
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.choice_card_view import contacts_of
from wellness_desktop.debriefs.incident_values import CareLine
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.windows import Standing
from wellness_desktop.roster.conflicts import Exposure

PA = Settings(state="PA", agency_name="Millbrook PD")
HOUR = timedelta(hours=1)


def by_kind(lines: list[CareLine]) -> dict[Kind, CareLine]:
    return {line.kind: line for line in lines}


def test_one_person_s_clock_counts_from_their_own_release_and_request(station: Station) -> None:
    room = station.debriefs(settings=PA)
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    ana = replace(incident.exposed[0], released_at=ENDED + 5 * HOUR, asked_at=ENDED + 9 * HOUR)
    room.change_exposed(incident.id, ana)
    own = room.person_clock(incident.id, ana.id)
    assert by_kind(own)[Kind.DEMOBILIZATION].line.opens == ENDED + 5 * HOUR
    assert [(line.title, line.line.opens) for line in own if line.line.window.state] == [
        ("Evaluation after lethal force", ENDED),
        ("Evaluation that somebody asked for", ENDED + 9 * HOUR),
    ]
    ben = room.person_clock(incident.id, incident.exposed[1].id)
    assert by_kind(ben)[Kind.DEMOBILIZATION].line.opens == ENDED
    assert len(ben) == len(own) - 1
    assert len({line.key for line in own}) == len(own)


def test_one_person_s_clock_shows_the_sessions_they_are_asked_to_and_no_others(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    incident = room.incident(session.incident_id)
    ana = exposure_of(incident, "Ana Ruiz")
    inside = by_kind(room.person_clock(incident.id, ana))[Kind.GROUP_DEBRIEFING]
    assert (inside.ahead, inside.booked, inside.done) == ((session.starts,), session.starts, False)
    after(station, session)
    room.close(room.hold(session).value, YES)
    inside = by_kind(room.person_clock(incident.id, ana))[Kind.GROUP_DEBRIEFING]
    assert (inside.ahead, inside.held, inside.done) == ((), (session.starts,), True)


def test_one_person_s_clock_is_for_whoever_opens_the_sealed_coverage(station: Station) -> None:
    incident = an_incident(station)
    for name in (SERGEANT, HELPER):
        with pytest.raises(NotAllowed):
            station.debriefs(name).person_clock(incident.id, incident.exposed[0].id)


def test_a_sergeant_never_sees_that_somebody_asked(station: Station) -> None:
    """The window that counts from a person's own request would say so."""
    incident = an_incident(station)
    station.debriefs().change_exposed(incident.id, replace(incident.exposed[0], asked_at=ENDED + HOUR))
    titles = [line.title for line in station.debriefs(settings=PA).care_clock(incident.id)]
    assert "Evaluation that somebody asked for" in titles
    theirs = [line.title for line in station.debriefs(SERGEANT, settings=PA).care_clock(incident.id)]
    assert theirs == [title for title in titles if title != "Evaluation that somebody asked for"]


def test_nobody_who_was_not_exposed_has_a_clock(station: Station) -> None:
    room = station.debriefs()
    incident = an_incident(station)
    one = replace(incident.exposed[0], exposure=Exposure.NOT_EXPOSED)
    room.change_exposed(incident.id, one)
    assert room.person_clock(incident.id, one.id) == []
    room.remove_exposed(incident.id, one.id)
    with pytest.raises(Problem, match="no longer there"):
        room.person_clock(incident.id, one.id)


def test_a_line_says_who_can_meet_where_one_session_cannot_serve_all(station: Station) -> None:
    room = station.debriefs()
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle")
    room.change_exposed(incident.id, replace(incident.exposed[1], released_at=ENDED + 5 * HOUR))
    line = by_kind(room.care_clock(incident.id))[Kind.DEMOBILIZATION]
    assert [one.names for one in line.meetings] == [("Ana Ruiz", "Cy Doyle"), ("Ben Cole",)]
    assert [one.opens for one in line.meetings] == [ENDED, ENDED + 5 * HOUR]
    assert by_kind(room.care_clock(incident.id))[Kind.GROUP_DEBRIEFING].meetings == ()


def test_late_is_a_fact_about_the_window_and_ends_once_it_took_place(station: Station) -> None:
    room = station.debriefs()
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    station.clock.advance(13 * HOUR)
    line = by_kind(room.care_clock(incident.id))[Kind.DEFUSING]
    assert (line.line.standing, line.is_late, line.line.over) == (Standing.LATE, True, 2)
    assert not by_kind(room.care_clock(incident.id))[Kind.GROUP_DEBRIEFING].is_late


def test_a_talk_with_one_of_five_is_not_done_for_all(station: Station) -> None:
    room = station.debriefs()
    incident = an_incident(station)
    proposed = room.proposals(incident.id, Kind.ONE_ON_ONE)
    session = room.book(incident.id, contacts_of(proposed, proposed.best)[0]).value
    after(station, session)
    room.hold(session)
    line = by_kind(room.care_clock(incident.id))[Kind.ONE_ON_ONE]
    assert (line.reached, line.line.people, line.done) == (1, 5, False)


def test_a_profile_of_its_own_for_one_incident_and_a_moment_of_force_entered_later(station: Station) -> None:
    room = station.debriefs(settings=Settings(care_profile="course_8h"))
    incident = an_incident(station, trigger="in_custody_death")
    assert Kind.WITH_CLINICIAN not in by_kind(room.care_clock(incident.id))
    changed = room.change_incident(replace(incident, force_at=ENDED - HOUR, profile="regional_team_24_72")).value
    lines = by_kind(room.care_clock(changed.id))
    assert lines[Kind.WITH_CLINICIAN].line.opens == ENDED + 11 * HOUR
    assert lines[Kind.GROUP_DEBRIEFING].line.closes == ENDED + 72 * HOUR
    assert lines[Kind.DEFUSING].line.closes == ENDED + 8 * HOUR
