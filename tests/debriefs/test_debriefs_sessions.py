"""Sessions from the proposal on: leaders, cover, notes, and nothing of what was said."""

from dataclasses import replace
from uuid import UUID

import pytest

from tests.debriefs.booked import YES, a_session, after, person, the_booking
from tests.debriefs.station import DAY, HELPER, SERGEANT, Station, an_incident
from wellness_desktop.base.errors import ChangedElsewhere, NotAllowed, Problem
from wellness_desktop.base.settings import Settings
from wellness_desktop.debriefs.choice_card_view import bookings_of, contacts_of
from wellness_desktop.debriefs.incident_values import CounselAnswer
from wellness_desktop.debriefs.proposal_facts import Need
from wellness_desktop.debriefs.protocols import Kind
from wellness_desktop.debriefs.records import OverrideRecord
from wellness_desktop.debriefs.session_states import CancelReason, SessionState
from wellness_desktop.debriefs.session_values import Offered
from wellness_desktop.roster.conflicts import OverrideReason

# ------------------------------------------------------------------------------------------- the first walk


def test_the_whole_walk_proposed_booked_held_closed(station: Station) -> None:
    """Issue 2: one proposed session that respects shift patterns, booked, held, closed."""
    incident = an_incident(station)
    room = station.debriefs()
    best = room.proposals(incident.id).best
    assert best.reached == 5
    session = room.book(incident.id, the_booking(station, incident, place="Fire hall, upper room")).value
    assert session.state is SessionState.SCHEDULED
    assert [one.name for one in session.leaders] == ["Kim Hale", "Lee Park"]
    assert session.cover == "Gus Webb"
    after(station, session)
    held = room.hold(session).value
    assert held.state is SessionState.HELD
    closed = room.close(held, YES).value
    assert closed.state is SessionState.CLOSED
    assert room.coverage(incident.id)[0].offered == {Kind.GROUP_DEBRIEFING: Offered.DONE}
    assert room.offered_to_all(incident.id)


def test_a_sergeant_books_and_sees_no_names(station: Station) -> None:
    incident = an_incident(station)
    room = station.debriefs(SERGEANT)
    proposed = room.proposals(incident.id, Kind.GROUP_DEBRIEFING)
    session = room.book(incident.id, bookings_of(proposed, proposed.best)[0]).value
    assert session.members is None
    assert session.seats == 5
    assert station.debriefs().session(session.id).members is not None
    with pytest.raises(NotAllowed):
        room.hold(session)


def test_a_helper_sees_the_own_sessions_only(station: Station) -> None:
    session = a_session(station)
    [mine] = station.debriefs(HELPER).my_sessions()
    assert (mine.id, mine.members) == (session.id, None)
    with pytest.raises(NotAllowed):
        station.debriefs(HELPER).sessions(session.incident_id)


def test_a_booking_can_be_taken_back(station: Station) -> None:
    incident = an_incident(station)
    room = station.debriefs()
    done = room.book(incident.id, the_booking(station, incident))
    assert room.offered_to_all(incident.id)
    done.undo()
    assert room.sessions(incident.id) == []
    assert not room.offered_to_all(incident.id)


def test_who_is_booked_is_not_proposed_again_and_leaders_are_busy(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    again = room.proposals(session.incident_id, Kind.GROUP_DEBRIEFING)
    assert again.request.attendees == ()
    assert again.best.reasons == ("Nobody is left to ask for this kind of support.",)
    other = an_incident(station, "Sam Ortega", trigger="traumatic_call")
    [offer] = room.proposals(other.id, Kind.ONE_ON_ONE).best.individuals
    assert offer.starts != session.starts


def test_contacts_are_booked_one_by_one(station: Station) -> None:
    incident = an_incident(station, "Ana Ruiz", "Ben Cole")
    room = station.debriefs()
    proposed = room.proposals(incident.id)
    assert proposed.kind is Kind.DEFUSING
    proposed = room.proposals(incident.id, Kind.ONE_ON_ONE)
    bookings = contacts_of(proposed, proposed.best)
    assert len(bookings) == 2
    saved = [room.book(incident.id, booking).value for booking in bookings]
    assert {one.state for one in saved} == {SessionState.SCHEDULED}
    assert {line.name: line.offered for line in room.coverage(incident.id)} == {
        "Ana Ruiz": {Kind.ONE_ON_ONE: Offered.BOOKED},
        "Ben Cole": {Kind.ONE_ON_ONE: Offered.BOOKED},
    }


# ---------------------------------------------------------------------------------------------- complete


def test_db06_without_a_clinician_it_is_tentative_and_cannot_be_held(station: Station) -> None:
    session = a_session(station, leaders=(person(station, "Lee Park"),))
    assert session.state is SessionState.TENTATIVE
    assert session.needs == (Need.CLINICIAN,)
    after(station, session)
    with pytest.raises(Problem, match="not complete"):
        station.debriefs().hold(session)


def test_without_cover_it_is_tentative_until_another_agency_covers(station: Station) -> None:
    """Section 12: a session without cover is tentative."""
    session = a_session(station, covers=())
    assert session.needs == (Need.COVER,)
    room = station.debriefs(SERGEANT)
    seen = room.session(session.id)
    changed = room.change_session(seen, replace(room.as_booking(seen), cover_agency="County, two cars")).value
    assert station.debriefs().session(session.id).members == session.members
    assert changed.state is SessionState.SCHEDULED
    assert changed.cover == "County, two cars"


def test_changing_can_be_taken_back_and_moves_are_counted(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    later = replace(room.as_booking(session), starts=session.starts + DAY)
    done = room.change_session(session, later)
    assert done.value.starts == session.starts + DAY
    assert done.value.booked_moves == 1
    done.undo()
    assert room.session(session.id).starts == session.starts
    assert room.session(session.id).members == session.members


def test_two_people_who_change_one_session_do_not_overwrite_each_other(station: Station) -> None:
    session = a_session(station)
    room = station.debriefs()
    room.change_session(session, replace(room.as_booking(session), place="Church hall"))
    with pytest.raises(ChangedElsewhere):
        room.cancel(session, CancelReason.TIME)


def test_a_group_session_waits_until_the_incident_is_over(station: Station) -> None:
    """COI-9."""
    incident = an_incident(station, still_open=True)
    with pytest.raises(Problem, match="not over yet"):
        station.debriefs().book(incident.id, the_booking(station, incident))


def test_a_contact_is_for_one_person_and_a_session_for_somebody_listed(station: Station) -> None:
    incident = an_incident(station)
    booking = the_booking(station, incident)
    with pytest.raises(Problem, match="for one person"):
        station.debriefs().book(incident.id, replace(booking, kind=Kind.ONE_ON_ONE))
    with pytest.raises(Problem, match="Nobody is in this session"):
        station.debriefs().book(incident.id, replace(booking, members=(UUID(int=3),)))
    with pytest.raises(Problem, match="length"):
        station.debriefs().book(incident.id, replace(booking, minutes=3))


# ----------------------------------------------------------------------------------------------- leaders


def test_db04_an_involved_helper_needs_the_coordinator_s_recorded_reason(station: Station) -> None:
    """Section 15, test 3: an audit row exists, without content."""
    incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Cy Doyle", "Lee Park")
    members = tuple(one.id for one in incident.exposed if one.name != "Lee Park")
    leaders = (person(station, "Kim Hale"), person(station, "Lee Park"))
    booking = the_booking(station, incident, members=members, leaders=leaders, posts=0, covers=())
    room = station.debriefs()
    with pytest.raises(Problem, match="Lee Park was part of this incident"):
        room.book(incident.id, booking)
    reasoned = replace(booking, overrides={leaders[1]: OverrideReason.NOBODY_ELSE})
    with pytest.raises(Problem, match="Lee Park was part of this incident"):
        station.debriefs(SERGEANT).book(incident.id, reasoned)
    session = room.book(incident.id, reasoned).value
    with station.store.read() as work:
        [override] = work.query(OverrideRecord).all()
    assert (override.rule, override.reason) == ("COI-1", OverrideReason.NOBODY_ELSE)
    assert ("override used", session.id) in station.audited()
    sergeant = station.debriefs(SERGEANT)
    seen = sergeant.session(session.id)
    moved = sergeant.change_session(seen, replace(sergeant.as_booking(seen), place="Fire hall"))
    moved.undo()
    with station.store.read() as work:
        assert work.query(OverrideRecord).count() == 1


def test_db05_a_superior_is_never_proposed_and_refused_when_chosen(station: Station) -> None:
    from wellness_desktop.roster.kinds import PersonRole

    roster = station.roster()
    sergeant = station.people()["Sam Ortega"]
    roster.change(replace(sergeant, roles=sergeant.roles | {PersonRole.PEER}))
    incident = an_incident(station)
    proposed = station.debriefs().proposals(incident.id, Kind.GROUP_DEBRIEFING)
    assert all(sergeant.id not in s.leaders for choice in proposed.proposals.choices for s in choice.sessions)
    chosen = the_booking(station, incident, leaders=(person(station, "Kim Hale"), sergeant.id))
    with pytest.raises(Problem, match="reports to Sam Ortega"):
        station.debriefs().book(incident.id, chosen)


def test_coi3_who_takes_part_in_the_inquiry_does_not_lead(station: Station) -> None:
    incident = an_incident(station)
    room = station.debriefs()
    peer = person(station, "Lee Park")
    room.change_incident(replace(incident, inquiry=frozenset({peer}), counsel=CounselAnswer.YES))
    proposed = room.proposals(incident.id, Kind.GROUP_DEBRIEFING)
    assert [(who, "inquiry" in reason) for who, reason in proposed.proposals.left_out] == [(peer, True)]


def test_coi5_a_helper_named_after_the_incident_is_a_warning(station: Station) -> None:
    """Section 15, test 4."""
    roster = station.roster()
    chaplain = station.people()["Max Tull"]
    roster.change(replace(chaplain, designated_on=None))
    incident = an_incident(station)
    request = station.debriefs().proposals(incident.id, Kind.GROUP_DEBRIEFING).request
    warnings = {leader.name: leader.warnings for leader in request.leaders}
    assert any("not named in writing" in warning for warning in warnings["Max Tull"])
    assert warnings["Lee Park"] == ()


def test_coi7_helpers_who_carried_a_lot_are_asked_to_rotate(station: Station) -> None:
    room = station.debriefs()
    for _ in range(3):
        incident = an_incident(station, "Ana Ruiz", "Ben Cole", "Di Lang", trigger="traumatic_call")
        booking = the_booking(station, incident)
        room.book(incident.id, booking)
    station.clock.advance(5 * DAY)
    incident = an_incident(station, trigger="k9_death")
    request = station.debriefs().proposals(incident.id, Kind.GROUP_DEBRIEFING).request
    tired = [leader.name for leader in request.leaders if any("rotate" in warning for warning in leader.warnings)]
    assert "Kim Hale" in tired


# ------------------------------------------------------------------------------------------ notes and state


def test_a_note_that_names_somebody_is_refused_and_nothing_is_saved(station: Station) -> None:
    incident = an_incident(station)
    with pytest.raises(Problem, match="names somebody"):
        station.debriefs().book(incident.id, the_booking(station, incident, note="Ruis brings the coffee"))
    assert station.debriefs().sessions(incident.id) == []


def test_montana_hides_the_note_and_refuses_a_new_one(station: Station) -> None:
    """Section 15, test 7."""
    session = a_session(station, note="Two tables")
    montana = station.debriefs(settings=Settings(state="MT"))
    assert montana.session(session.id).note == ""
    booking = replace(montana.as_booking(session), note="Two tables")
    with pytest.raises(Problem, match="no room for a note"):
        montana.change_session(montana.session(session.id), booking)
