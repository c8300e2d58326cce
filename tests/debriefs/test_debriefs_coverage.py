"""Who was offered what: sealed, forgotten when it should be, and nobody left out."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.debriefs.station import DAY, HELPER, SERGEANT, Station, an_incident, exposure_of, give_calls
from wellness_desktop.accounts.roles import Role
from wellness_desktop.base.errors import NotAllowed, Problem
from wellness_desktop.debriefs.incident_values import Incident, IncidentStatus
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.records import CoverageRecord
from wellness_desktop.debriefs.session_values import FollowUpOutcome, Offered
from wellness_desktop.roster.kinds import Standing
from wellness_desktop.store.problems import problem_for


def statuses(station: Station, incident: Incident) -> dict[str, dict[Kind, Offered]]:
    return {line.name: dict(line.offered) for line in station.debriefs().coverage(incident.id)}


def test_at_first_everybody_is_still_to_be_offered_something(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    assert statuses(station, incident) == {"Ana Ruiz": {}, "Ben Cole": {}}
    assert not station.debriefs(SERGEANT).offered_to_all(incident.id)


def test_a_supervisor_sees_one_word_and_no_more(station: Station) -> None:
    """DESIGN 3: "support offered to all: yes / not yet", never who accepted."""
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    room.set_offered_to([one.id for one in incident.exposed], Kind.ONE_ON_ONE, Offered.OFFERED)
    sergeant = station.debriefs(SERGEANT)
    assert sergeant.offered_to_all(incident.id)
    assert sergeant.incidents()[0].offered_to_all
    with pytest.raises(NotAllowed):
        sergeant.coverage(incident.id)
    with pytest.raises(NotAllowed):
        sergeant.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.DECLINED)


def test_the_coordinator_s_role_alone_opens_nothing(station: Station) -> None:
    """Everyone signed in holds the store key, so roles alone hide nothing (DESIGN 5)."""
    incident = an_incident(station, "Ana Ruiz")
    station.debriefs().set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.DECLINED)
    without_key = station.debriefs(SERGEANT, Role.COORDINATOR)
    with pytest.raises(Problem, match="does not hold the support team's key"):
        without_key.coverage(incident.id)


def test_what_was_offered_is_not_readable_with_the_store_s_key(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    station.debriefs().set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.DECLINED)
    with station.store.read() as work:
        [record] = work.query(CoverageRecord).all()
    assert b"declined" not in record.sealed
    assert b"individual_peer" not in record.sealed
    with pytest.raises(Problem):
        station.rings[SERGEANT].open(record.sealed, record=record.id, version=record.sealing)


def test_offered_to_all_falls_back_when_somebody_is_added(station: Station) -> None:
    from wellness_desktop.debriefs.incident_values import NewExposure

    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.OFFERED)
    assert room.offered_to_all(incident.id)
    room.add_exposed(incident.id, [NewExposure("Ed Moss")])
    assert not room.offered_to_all(incident.id)


def test_a_note_can_be_taken_away_again(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.OFFERED)
    room.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.TO_OFFER)
    assert statuses(station, incident) == {"Ana Ruiz": {}}
    assert not room.offered_to_all(incident.id)


# ------------------------------------------------------------------------------------------------- DB-11


def test_db11_declined_is_forgotten_when_the_next_follow_up_is_done(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    for one in incident.exposed:
        room.set_offered(one.id, Kind.ONE_ON_ONE, Offered.DECLINED)
    station.clock.advance(2 * DAY)
    first = next(one for one in room.follow_ups_due() if one.name == "Ana Ruiz")
    room.settle(first, FollowUpOutcome.DONE)
    assert statuses(station, incident)["Ana Ruiz"] == {Kind.ONE_ON_ONE: Offered.OFFERED}
    assert statuses(station, incident)["Ben Cole"] == {Kind.ONE_ON_ONE: Offered.DECLINED}


def test_db11_declined_is_forgotten_when_the_incident_closes(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    room.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.DECLINED)
    room.close_incident(room.incident(incident.id))
    assert statuses(station, incident) == {"Ana Ruiz": {Kind.ONE_ON_ONE: Offered.OFFERED}}


def test_who_declined_is_not_proposed_again(station: Station) -> None:
    incident = an_incident(station)
    room = station.debriefs()
    room.set_offered(exposure_of(incident, "Ed Moss"), Kind.GROUP_DEBRIEFING, Offered.DECLINED)
    proposed = room.proposals(incident.id, Kind.GROUP_DEBRIEFING)
    assert "Ed Moss" not in {proposed.names[one.id] for one in proposed.request.attendees}


# ----------------------------------------------------------------------------------------------- closing


def test_an_incident_with_a_blank_cannot_be_closed(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    room.set_offered(exposure_of(incident, "Ana Ruiz"), Kind.ONE_ON_ONE, Offered.OFFERED)
    with pytest.raises(Problem, match="1 person was not offered anything"):
        room.close_incident(room.incident(incident.id))
    assert room.incidents()[0].status is IncidentStatus.OPEN


def test_closing_forgets_guests_names(station: Station) -> None:
    """Section 12: a guest's first name is deleted at closure."""
    incident = an_incident(station, "Joe Quill")
    room = station.debriefs()
    room.set_offered(incident.exposed[0].id, Kind.ONE_ON_ONE, Offered.OFFERED)
    room.close_incident(room.incident(incident.id))
    assert [one.name for one in room.incident(incident.id).exposed] == ["Name taken off"]
    room.reopen_incident(incident.id)
    assert room.incidents()[0].status is IncidentStatus.OPEN


def test_only_the_coordinator_closes(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    with pytest.raises(NotAllowed):
        station.debriefs(SERGEANT).close_incident(incident)


# -------------------------------------------------------------------------------------------- follow-ups


def test_follow_ups_are_due_and_then_given_to_a_helper(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    station.clock.advance(DAY)
    [due] = room.follow_ups_due()
    assert (due.name, due.label) == ("Ana Ruiz", "After 24 hours")
    give_calls(room, station.people()["Lee Park"].id)
    mine = station.debriefs(HELPER)
    assert [one.id for one in mine.follow_ups_due()] == [due.id]
    assert mine.follow_ups(incident.id)[0].owner_name == "Lee Park"


def test_a_helper_settles_the_own_ones_only(station: Station) -> None:
    an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    station.clock.advance(DAY)
    mine, other = room.follow_ups_due()
    give_calls(room, station.people()["Lee Park"].id, mine.name)
    helper = station.debriefs(HELPER)
    [own] = helper.follow_ups_due()
    helper.settle(own, FollowUpOutcome.NOT_REACHED)
    assert helper.follow_ups_due() == []
    with pytest.raises(NotAllowed):
        helper.settle(other, FollowUpOutcome.DONE)
    assert room.outcome(own) is FollowUpOutcome.NOT_REACHED


def test_leaving_the_agency_ends_no_plan(station: Station) -> None:
    """Section 10: leave, transfer, resignation and retirement do not end a plan."""
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    roster = station.roster()
    roster.change(replace(station.people()["Ana Ruiz"], standing=Standing.LEFT))
    roster.remove(station.people()["Ben Cole"].id)
    room = station.debriefs()
    assert [one.name for one in room.incident(incident.id).exposed] == ["Ana Ruiz"]
    assert {one.name for one in room.follow_ups(incident.id)} == {"Ana Ruiz"}


def test_ranks_do_not_see_follow_ups(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    with pytest.raises(NotAllowed):
        station.debriefs(SERGEANT).follow_ups(incident.id)


def test_who_stops_the_plan_is_not_asked_again(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    station.clock.advance(DAY)
    first = next(one for one in room.follow_ups_due() if one.name == "Ana Ruiz")
    room.settle(first, FollowUpOutcome.STOPPED)
    left = [one for one in room.follow_ups(incident.id) if not one.settled]
    assert {one.name for one in left} == {"Ben Cole"}


def test_db11_an_earlier_declined_follow_up_is_forgotten_when_the_next_is_done(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    station.clock.advance(4 * DAY)
    first, second = room.follow_ups_due()
    room.settle(first, FollowUpOutcome.DECLINED)
    room.settle(second, FollowUpOutcome.DONE)
    settled = [one for one in room.follow_ups(incident.id) if one.settled]
    assert [room.outcome(one) for one in settled] == [FollowUpOutcome.DONE, FollowUpOutcome.DONE]


def test_a_follow_up_that_is_gone_is_said_kindly(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz")
    room = station.debriefs()
    follow_up = room.follow_ups(incident.id)[0]
    room.remove_exposed(incident.id, incident.exposed[0].id)
    with pytest.raises(Problem, match="no longer there"):
        room.settle(follow_up, FollowUpOutcome.DONE)
    assert problem_for(ValueError()) is None
    assert isinstance(follow_up.id, UUID)
